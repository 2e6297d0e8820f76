"""All settings of the desk, in the order in which they stand on the screen."""

from __future__ import annotations

from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.setting_desk import DESK
from deskapp.domain.setting_entry import Setting
from deskapp.domain.setting_lists import LIST_SETTINGS
from deskapp.domain.setting_places import PLACES
from deskapp.domain.setting_room import ROOM
from deskapp.domain.setting_volunteers import VOLUNTEERS
from deskapp.domain.text import clean
from deskapp.domain.words import N_

__all__ = ["SETTINGS", "Setting", "setting"]

SETTINGS: tuple[Setting, ...] = (
    *ROOM,
    *VOLUNTEERS,
    *DESK,
    *PLACES,
    *LIST_SETTINGS,
)
"""Each module above adds its own."""

_BY_NAME = {entry.name: entry for entry in SETTINGS}


def setting(name: str) -> Setting:
    """The setting of this name. Raises DeskError with the near names."""
    wanted = name.strip().casefold().replace("-", "_")
    if found := _BY_NAME.get(wanted):
        return found
    from difflib import get_close_matches

    near = get_close_matches(wanted, _BY_NAME, n=3, cutoff=0.5)
    raise DeskError(
        N_("There is no setting “{name}”. Did you mean one of these: {near}? All of them: deskapp config show."),
        code=Exit.USAGE, name=clean(name)[:60], near=", ".join(near or _BY_NAME),
    )  # fmt: skip


def part_of(name: str) -> tuple[Setting, str]:
    """The setting of this name and no part, or the setting with parts before the last dot, and that part.

    Raises DeskError.
    """
    first, dot, last = name.strip().rpartition(".")
    parents = {entry.name: entry for entry in SETTINGS if entry.part is not None}
    known = {entry.name for entry in SETTINGS}
    wanted = name.strip().casefold().replace("-", "_")
    parent = parents.get(first.casefold()) if dot and wanted not in known else None
    return (parent, last) if parent is not None else (setting(name), "")
