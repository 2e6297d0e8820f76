"""Settings of where things lie: folders and the desk file; they lie in config.toml."""

from __future__ import annotations

import re

from deskapp.domain.copy_key import read_copy_key
from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.rotation import kept_of, read_kept
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


def _none(text: str, t: Words) -> str:
    return text or t(N_("none"))


def _kept(text: str, t: Words) -> str:
    return str(read_kept(text)) if text.strip() else ""


def _show_kept(text: str, t: Words) -> str:
    kept = kept_of(text)
    return t(
        N_("{days} days, {weeks} weeks, {months} months"),
        days=kept.days,
        weeks=kept.weeks,
        months=kept.months,
    )


def _public(text: str, t: Words) -> str:
    return read_copy_key(text)


def _folder(name: str, label: str, help: str) -> Setting:
    return Setting(name, label, N_("Places"), _path(label), _beside, where="config", help=help)


PLACES: tuple[Setting, ...] = (
    _folder("backups", N_("Folder of copies"), N_("Where copies of the desk file go; another disk is safer. "
            "Empty means beside the desk file.")),
    Setting(
        "second_place", N_("Second place of copies"), N_("Places"), _path(N_("Second place of copies")), _none,
        where="config",
        help=N_("A folder on a stick or another disk that gets each copy, too. While it is not plugged in nothing is "
                "lost: the copy follows by itself. Empty means none."),
    ),
    Setting(
        "backups_kept", N_("Copies that stay"), N_("Places"), _kept, _show_kept, default="7/4/12", where="config",
        help=N_("Of how many days, weeks and months the newest copy stays, as 7/4/12. Copies that a person made stay "
                "until a person takes them away."),
    ),
    Setting(
        "backup_key", N_("Key of encrypted copies"), N_("Places"), _public, _none, where="config",
        help=N_("The public key to which copies are encrypted: the desk writes them and cannot read them. Make one "
                "with deskapp backup-key. Empty means readable copies."),
    ),
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
