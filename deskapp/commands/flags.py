"""The flags that every command takes, before or after its name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.words import N_

_WITH_VALUE = {"--db": "db", "--lang": "lang", "--key-file": "key_file"}
_ALONE = {
    "--json": "json", "--plain": "plain", "--ascii": "ascii", "--yes": "yes", "--no-input": "no_input",
    "--dry-run": "dry_run", "-q": "quiet", "--quiet": "quiet", "--debug": "debug",
}  # fmt: skip

HELP = (
    ("--db", N_("FILE"), N_("the desk file")),
    ("--key-file", N_("FILE"), N_("the key of an encrypted desk file")),
    ("--lang", "zh|en", N_("the language of words and help")),
    ("--json", "", N_("data as JSON")),
    ("--plain", "", N_("data as bare lines with tabs, for other programs")),
    ("--ascii", "", N_("no marks beyond ASCII")),
    ("--yes", "", N_("say yes to every question")),
    ("--no-input", "", N_("never ask; what would need an answer is refused")),
    ("--dry-run", "", N_("check everything, write nothing")),
    ("-q", "", N_("no words beside the data, only refusals")),
    ("--debug", "", N_("show the whole trace of an unexpected error")),
    ("--version", "", N_("the version")),
)
"""Each with the name of its value and what the help says of it."""

NAMES = (*_WITH_VALUE, *_ALONE, "--version", "--help")


@dataclass(frozen=True, slots=True)
class Flags:
    """What was said for all commands."""

    db: str = ""
    lang: str = ""
    key_file: str = ""
    json: bool = False
    plain: bool = False
    ascii: bool = False
    yes: bool = False
    no_input: bool = False
    dry_run: bool = False
    quiet: bool = False
    debug: bool = False

    @property
    def for_the_desk(self) -> bool:
        """True where nothing is said that only a command can do."""
        return self == Flags(
            db=self.db, lang=self.lang, key_file=self.key_file, ascii=self.ascii, debug=self.debug
        )


def split(words: Sequence[str]) -> tuple[Flags, list[str]]:
    """Take the flags out of the words of the command line; all after `--` is left alone. Raises DeskError."""
    said: dict[str, Any] = {}
    rest: list[str] = []
    left = list(words)
    while left:
        word = left.pop(0)
        if word == "--":
            rest += [word, *left]
            break
        name, equals, value = word.partition("=")
        if name in _WITH_VALUE:
            if not equals and not left:
                raise DeskError(N_("{option} needs a value after it."), code=Exit.USAGE, option=name)
            said[_WITH_VALUE[name]] = value if equals else left.pop(0)
        elif word in _ALONE:
            said[_ALONE[word]] = True
        else:
            rest.append(word)
    return Flags(**said), rest
