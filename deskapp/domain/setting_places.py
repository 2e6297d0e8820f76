"""Settings of where things lie: folders and the desk file; they lie in config.toml."""

from __future__ import annotations

import re

from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.setting_entry import Read, Setting
from deskapp.domain.text import clean
from deskapp.domain.words import N_, Term, Words

FOLDERS = ("backups", "papers", "exports")
"""Settings whose value is a folder."""


def _path(label: str) -> Read:
    def read(text: str, t: Words) -> str:
        said = text.strip()
        if len(said) > 1000 or clean(said) != said:
            raise DeskError(
                N_("“{label}” takes a path without hidden characters, 1000 at most: type it again."),
                code=Exit.USAGE, label=Term(label),
            )  # fmt: skip
        if said and not re.match(r"[/~\\]|[A-Za-z]:[/\\]", said):
            raise DeskError(
                N_("“{label}” takes a whole path, from / or ~ on, not “{text}”: type it again."),
                code=Exit.USAGE, label=Term(label), text=said[:60],
            )  # fmt: skip
        return said

    return read


def _beside(text: str, t: Words) -> str:
    return text or t(N_("beside the desk file"))


def _here(text: str, t: Words) -> str:
    return text or t(N_("where the command is typed"))


def _usual(text: str, t: Words) -> str:
    return text or t(N_("the usual place"))


def _folder(name: str, label: str, help: str) -> Setting:
    return Setting(name, label, N_("Places"), _path(label), _beside, where="config", help=help)


PLACES: tuple[Setting, ...] = (
    _folder("backups", N_("Folder of copies"), N_("Where copies of the desk file go; another disk is safer. "
            "Empty means beside the desk file.")),
    _folder("papers", N_("Folder of papers"), N_("Where PDFs are kept. Empty means beside the desk file.")),
    Setting(
        "exports", N_("Folder of exports"), N_("Places"), _path(N_("Folder of exports")), _here, where="config",
        help=N_("Where exports go whose name has no folder. Empty means where the command is typed."),
    ),
    Setting(
        "database", N_("Desk file"), N_("Places"), _path(N_("Desk file")), _usual, where="config",
        help=N_("The file with all records. Another one is opened at the next start; this one stays where it is, "
                "nothing is copied or moved."),
    ),
)  # fmt: skip
