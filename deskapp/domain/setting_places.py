"""Settings of where things lie and go: printer, folders, the desk file; they lie in config.toml."""

from __future__ import annotations

import re

from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.setting_entry import Read, Setting
from deskapp.domain.text import clean
from deskapp.domain.words import N_, Term, Words

FOLDERS = ("backups", "papers", "exports")
"""Settings whose value is a folder."""

OWN = "-"
"""Typed for the system's own printer, where one is chosen from a list."""

_QUEUE = re.compile(r"[^\s/#'\"-][^\s/#'\"]{0,126}")


def read_queue(text: str, t: Words) -> str:
    """Read the name of a print queue; nothing means the system's default one."""
    said = clean(text).strip()
    if said == OWN:
        return ""
    if said and not _QUEUE.fullmatch(said):
        raise DeskError(
            N_("“{queue}” is no name of a printer. Choose one of the list, or leave it empty for the system's own."),
            code=Exit.USAGE, queue=said[:60],
        )  # fmt: skip
    return said


def _queue(text: str, t: Words) -> str:
    return text or t(N_("the system's own"))


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
    Setting(
        "printer", N_("Printer"), N_("Places"), read_queue, _queue, where="config",
        help=N_("The print queue for sheets; empty means the system's own default."),
    ),
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
