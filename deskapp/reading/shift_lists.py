"""The list of all handovers: the newest first, narrowed by number, name and words of what was sealed."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from datetime import datetime

from deskapp.domain.listing import Column, Row, Sorting, Source
from deskapp.domain.officer import Room
from deskapp.domain.shift import LOCKED, STATUS
from deskapp.domain.text import clean
from deskapp.domain.times import moment
from deskapp.domain.words import N_, Words
from deskapp.reading.attendance_lists import Connect
from deskapp.reading.keyset import KeysetQuery, Order

NEWEST = Sorting("number", True)
"""As the list begins."""

BEGUN = "room_id = ? AND from_write IS NOT NULL AND status <> 'planned'"


def columns(t: Words) -> tuple[Column, ...]:
    """The columns of the list."""
    zh = t.language == "zh"
    return (
        Column("number", N_("Number"), 15, sortable=True, newest_first=True),
        Column("span", N_("From–to"), 23, narrow=17),
        Column("outgoing", N_("Outgoing"), 8),
        Column("incoming", N_("Incoming"), 8),
        Column("entered", N_("Came in"), 4 if zh else 7, "right", min_screen=100),
        Column("closed", N_("Closed"), 4 if zh else 7, "right", min_screen=100),
        Column("open", N_("To do"), 5, "right"),
        Column("state", N_("State"), 0),
    )


def where_of(words: str) -> tuple[str, list[str]]:
    """The condition under which a handover holds all of `words`, and its values."""
    parts, params = [], list[str]()
    for word in clean(words).split():
        like = "%" + word.replace("\\", "\\\\").replace("%", r"\%").replace("_", r"\_") + "%"
        parts.append(
            "(number LIKE ? ESCAPE '\\' OR content LIKE ? ESCAPE '\\' OR EXISTS (SELECT 1 FROM officer AS o WHERE "
            "o.name LIKE ? ESCAPE '\\' AND (o.id IN (outgoing, incoming) OR o.id IN (SELECT m.officer_id FROM "
            "shift_member AS m WHERE m.shift_id = shift.id AND m.gone = 0))) OR EXISTS (SELECT 1 FROM handover_entry "
            "AS e WHERE e.shift_id = shift.id AND e.gone = 0 AND e.text LIKE ? ESCAPE '\\'))"
        )
        params += [like] * 4
    return " AND ".join(parts), params


FACTS = (
    "id, number, status, starts_at, ends_at, cutoff_at, outgoing, incoming, "
    "json_extract(nullif(content, ''), '$.sheet.figures.entered') AS entered, "
    "json_extract(nullif(content, ''), '$.sheet.figures.still_open') AS still_open, "
    "json_extract(nullif(content, ''), '$.sheet.figures.resolved') + "
    "json_extract(nullif(content, ''), '$.sheet.figures.transferred') + "
    "json_extract(nullif(content, ''), '$.sheet.figures.declined') + "
    "json_extract(nullif(content, ''), '$.sheet.figures.withdrawn') + "
    "json_extract(nullif(content, ''), '$.sheet.figures.merged') AS closed"
)
"""What a row shows; the figures are those that were sealed."""


_SHORT = {"pending_accept": N_("To be accepted"), "closed_no_relief": N_("No relief")}
"""States in few words, for a narrow column."""


def cells_of(found: sqlite3.Row, room: Room, people: Mapping[int, str], t: Words) -> tuple[str, ...]:
    """The cells of one handover."""

    def who(key: int) -> str:
        return people.get(key, "") if key else ""

    def count(name: str) -> str:
        return "" if found[name] is None else str(found[name])

    status = found["status"]
    state = t(_SHORT[status]) if status in _SHORT else STATUS.label_of(status, t)
    return (
        found["number"], _span(found, room), who(found["outgoing"]), who(found["incoming"]), count("entered"),
        count("closed"), count("still_open"), state,
    )  # fmt: skip


def _span(found: sqlite3.Row, room: Room) -> str:
    start = room.calendar.local(moment(found["starts_at"]))
    until = found["cutoff_at"] or found["ends_at"]
    if not until:
        return f"{start:%m-%d %H:%M}–"
    end: datetime = room.calendar.local(moment(until))
    return (
        f"{start:%m-%d %H:%M}–{end:%H:%M}"
        if end.date() == start.date()
        else f"{start:%m-%d %H:%M}–{end:%m-%d %H:%M}"
    )


def list_source(
    connect: Connect, room: Room, people: Mapping[int, str], t: Words, words: str = "", sorting: Sorting = NEWEST
) -> Source:  # fmt: skip
    """All handovers that `words` leave."""
    narrowed, params = where_of(words)

    def row(found: sqlite3.Row) -> Row:
        tone = (
            "closed" if found["status"] in LOCKED else "urgent" if found["status"] == "pending_accept" else ""
        )
        return Row((), found["id"], cells_of(found, room, people, t), tone)

    return KeysetQuery(
        connect, columns=columns(t), select=FACTS, table="shift", row=row,
        order=(Order("id", sorting.desc, null=False),),
        where=f"{BEGUN} AND {narrowed}" if narrowed else BEGUN, params=[room.id, *params],
    )  # fmt: skip
