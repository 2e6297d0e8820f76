"""One setting by its name; an open desk asks for its own alone, and the others are loaded with the first of them."""

from __future__ import annotations

from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.setting_desk import DESK
from deskapp.domain.setting_entry import Setting
from deskapp.domain.text import clean
from deskapp.domain.words import N_

_OWN = {entry.name: entry for entry in DESK}


def setting(name: str) -> Setting:
    """The setting of this name. Raises DeskError with the near names."""
    wanted = _plain(name)
    if found := _OWN.get(wanted):
        return found
    from deskapp.domain.setting_all import SETTINGS

    if found := next((entry for entry in SETTINGS if entry.name == wanted), None):
        return found
    from difflib import get_close_matches

    names = [entry.name for entry in SETTINGS]
    near = get_close_matches(wanted, names, n=3, cutoff=0.5)
    raise DeskError(
        N_("There is no setting “{name}”. Did you mean one of these: {near}? All of them: deskapp config show."),
        code=Exit.USAGE, name=clean(name)[:60], near=", ".join(near or names),
    )  # fmt: skip


def _plain(name: str) -> str:
    return name.strip().casefold().replace("-", "_")


def part_of(name: str) -> tuple[Setting, str]:
    """The setting of this name and no part, or the setting with parts before the last dot, and that part.

    Raises DeskError.
    """
    from deskapp.domain.setting_all import SETTINGS

    first, dot, last = name.strip().rpartition(".")
    parents = {entry.name: entry for entry in SETTINGS if entry.part is not None}
    known = {entry.name for entry in SETTINGS}
    parent = parents.get(first.casefold()) if dot and _plain(name) not in known else None
    return (parent, last) if parent is not None else (setting(name), "")
