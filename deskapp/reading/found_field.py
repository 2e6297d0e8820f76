"""Areas and hazards among what was found."""

from __future__ import annotations

import sqlite3
from datetime import datetime

from deskapp.domain.area import STATUS, kind_text, path_text
from deskapp.domain.area_card import area_lines
from deskapp.domain.hazard_card import card
from deskapp.domain.hazard_codes import CATEGORY
from deskapp.domain.masks import hide_told
from deskapp.domain.officer import Room
from deskapp.domain.request_card import Line, View
from deskapp.domain.words import Words
from deskapp.reading import areas, hazards
from deskapp.reading.hazard_lists import state_cell, tone
from deskapp.reading.request_lists import short_number


def row_of(
    connection: sqlite3.Connection, register: str, key: int, room: Room, now: datetime, t: Words
) -> tuple[str, str, str, str, str]:
    """Number, name, state, what it is about, and the tone of a line; the number as lists show it."""
    today = room.calendar.day(now)
    if register == "area":
        area = areas.by_id(connection, key)
        assert area is not None
        known = areas.tree_of(connection, room.id) | {area.id: area}
        state = STATUS.label_of(area.status, t) if area.status != "active" else kind_text(known, area, t)
        name = path_text(known, area.id)
        return short_number(area, today), area.name, state, name, ""
    hazard = hazards.by_id(connection, key)
    assert hazard is not None
    about = f"{CATEGORY.label_of(hazard.category, t)} · {hide_told(hazard.summary)}"
    return (
        short_number(hazard, today), hazard.owner or hazard.place or hazard.area,
        state_cell(hazard, now, t), about, tone(hazard, now),
    )  # fmt: skip


def beside_of(
    connection: sqlite3.Connection, register: str, key: int, room: Room, view: View
) -> tuple[str, tuple[Line, ...]]:
    """Number and lines of the record beside the list."""
    if register == "area":
        area = areas.by_id(connection, key)
        assert area is not None
        known = areas.known(connection, room.id)
        return area.number, area_lines(area, known, areas.tallied(connection, area), view, beside=True)
    hazard = hazards.by_id(connection, key)
    assert hazard is not None
    names = hazards.finders(connection, [hazard], room, view.calendar.day(view.now), view.words)
    return hazard.number, card(hazard, hazards.rechecks(connection, hazard.id), view, names, beside=True)


def number_of(connection: sqlite3.Connection, register: str, key: int) -> str:
    """The number of a record."""
    return str(connection.execute(f"SELECT number FROM {register} WHERE id = ?", (key,)).fetchone()[0])
