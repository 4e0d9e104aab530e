"""Files that the operator keeps beside the configuration."""

from pathlib import Path

import pytest

from leadwright.domain.errors import UserError
from leadwright.sources.files import read_bytes


def test_a_file_within_its_limit_is_read_whole(tmp_path: Path):
    (tmp_path / "a").write_bytes(b"x" * 10)
    assert read_bytes(tmp_path / "a", 10, too_large="split it") == b"x" * 10


def test_what_cannot_be_read_says_what_to_change(tmp_path: Path):
    (tmp_path / "a").write_bytes(b"x" * 11)
    with pytest.raises(UserError, match="larger than 0 MB; split it"):
        read_bytes(tmp_path / "a", 10, too_large="split it")
    with pytest.raises(UserError, match="none: cannot be read: No such file"):
        read_bytes(tmp_path / "none", 10, too_large="split it")
