"""Files that the operator keeps beside the configuration."""

from pathlib import Path

from pydantic import ValidationInfo

from leadwright.domain.errors import UserError


def beside(value: Path | None, info: ValidationInfo) -> Path | None:
    """Let a relative path of the options lie beside the configuration."""
    folder = (info.context or {}).get("folder")
    return Path(folder, value) if folder and value else value


def read_bytes(path: Path, most: int, *, too_large: str) -> bytes:
    """Read a file of at most ``most`` bytes. Raises UserError where it cannot be read, or is larger (``too_large``)."""
    try:
        with path.open("rb") as file:
            raw = file.read(most + 1)
    except OSError as error:
        raise UserError(f"{path}: cannot be read: {error.strerror}") from None
    if len(raw) > most:
        raise UserError(f"{path}: larger than {most // 1_000_000} MB; {too_large}")
    return raw
