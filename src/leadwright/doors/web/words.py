"""The words of the pages, laid over those that all doors share.

``words/LANGUAGE.toml`` beside this module has tables of its own (``page``, ``fact``) and may say a shared code in
another way: where the terminal names a command, a page names a button.
"""

import tomllib
from importlib.resources import files

from leadwright.doors.words import Words


class PageWords(Words):
    """Says codes as the dashboard does."""

    def __init__(self, language: str) -> None:
        """Read the shared words of ``en`` or ``ru`` and those of the pages; KeyError for any other language."""
        super().__init__(language)
        text = files("leadwright.doors.web").joinpath("words", f"{language}.toml").read_text(encoding="utf-8")
        shared = self._tables
        self._tables = {
            **shared,
            **{name: {**shared.get(name, {}), **own} for name, own in tomllib.loads(text).items()},
        }
