"""An area: grids and beats form a tree, places, stations, points and households stand in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from deskapp.domain.codes import Code, CodeList
from deskapp.domain.numbers import AREA
from deskapp.domain.tree import above
from deskapp.domain.words import N_, Words

PREFIX = AREA

KIND = CodeList(
    "area_kind", N_("Kind of area"),
    Code("grid", N_("Grid")),
    Code("beat", N_("Police beat")),
    Code("place", N_("Premises")),
    Code("station", N_("Work station")),
    Code("sentinel", N_("Sentinel point")),
    Code("alliance", N_("Shop alliance")),
    Code("household", N_("Household")),
)  # fmt: skip

TREE = ("grid", "beat")
"""Kinds that have others under them; the rest are points."""

PLACE_KIND = CodeList(
    "place_kind", N_("Kind of place"),
    Code("compound", N_("Residential compound")),
    Code("village", N_("Village")),
    Code("school", N_("School")),
    Code("hospital", N_("Hospital")),
    Code("mall", N_("Shopping area")),
    Code("market", N_("Market")),
    Code("site", N_("Building site")),
    Code("enterprise", N_("Enterprise")),
    Code("office", N_("Office")),
    Code("venue", N_("Business premises")),
    Code("square", N_("Square or park")),
    Code("transport", N_("Station or stop")),
    Code("field", N_("Fields")),
    Code("key_part", N_("Key part")),
    Code("other", N_("Other")),
)  # fmt: skip

STATUS = CodeList(
    "area_status", N_("State"),
    Code("active", N_("In use")),
    Code("closed", N_("Given up")),
    Code("undone", N_("Undone")),
)  # fmt: skip

OPEN = frozenset({"active"})

SEPARATOR = " / "
"""Between the names of a path."""

_DIGITS = re.compile(r"[0-9]+")


@dataclass(frozen=True, slots=True)
class Area:
    """An area as the file holds it."""

    id: int
    room_id: int
    number: str
    day: date
    kind: str
    name: str
    code: str
    """The room's own number of it, like 02-05-01; empty where it has none."""
    parent_id: int | None
    beat_id: int | None
    """The beat to which a grid belongs with all under it; None where that of the grid above counts."""
    place_kind: str
    address: str
    contact: str
    phone: str
    people: int | None
    """Residents of a grid or a beat, members of an alliance."""
    hectares: int | None
    stamped_on: date | None
    """The day on which a household got its contact stamp."""
    notes: str
    status: str
    entered_at: datetime
    entered_by: int
    version: int = 1
    corrected_at: datetime | None = None

    @property
    def label(self) -> str:
        """Code and name."""
        return f"{self.code} {self.name}".strip()

    @property
    def in_tree(self) -> bool:
        """Whether others can stand under it."""
        return self.kind in TREE


def order_of(kind: str, code: str, *, open: bool) -> str:
    """Where an area stands among its neighbours: grids before beats before points, by the numbers in their codes."""
    rank = next((place for place, entry in enumerate(KIND) if entry.code == kind), 9)
    return f"{int(not open)}{rank}" + (_DIGITS.sub(lambda found: found[0].zfill(6), code) or "~")


def path_text(areas: Mapping[int, Area], key: int | None) -> str:
    """The names from the top down to an area; empty for none."""
    return SEPARATOR.join(one.name for one in above(areas, key))


def beat_of(areas: Mapping[int, Area], key: int) -> Area | None:
    """The beat to which an area belongs: its own, or that of the nearest above it."""
    for one in reversed(above(areas, key)):
        if one.kind == "beat":
            return one
        if one.beat_id is not None:
            return areas.get(one.beat_id)
    return None


def level_of(areas: Mapping[int, Area], key: int) -> int:
    """On which level of the tree a grid stands, from 1."""
    return len(above(areas, key))


def kind_text(areas: Mapping[int, Area], one: Area, t: Words) -> str:
    """What it is: a grid says its level, a place its kind."""
    if one.kind == "grid":
        return t(N_("Grid of level {level}"), level=level_of(areas, one.id))
    if one.kind == "place" and one.place_kind:
        return PLACE_KIND.label_of(one.place_kind, t)
    return KIND.label_of(one.kind, t)


def roll_up(areas: Iterable[Area], counts: Mapping[int, int]) -> dict[int, int]:
    """Counts by area, each with those of all areas under it; a beat has those of its grids.

    `areas` are all of the room, `counts` what was counted in each alone.
    """
    every = {one.id: one for one in areas}
    found = dict.fromkeys(every, 0)
    for key, count in counts.items():
        chain = above(every, key)
        for one in chain:
            found[one.id] += count
        beat = beat_of(every, key) if chain else None
        if beat is not None and beat not in chain:
            found[beat.id] += count
    return found


def kinds_below(areas: Sequence[Area], keys: Iterable[int]) -> dict[str, int]:
    """How many areas of each kind are among `keys`."""
    wanted = set(keys)
    found: dict[str, int] = {}
    for one in areas:
        if one.id in wanted:
            found[one.kind] = found.get(one.kind, 0) + 1
    return found
