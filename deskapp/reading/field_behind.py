"""The records behind a figure of requests and field work: number, day, kind and state, whatever their register."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping

from deskapp.domain.activity_codes import STATUS as ACTIVITY_STATUS
from deskapp.domain.activity_kinds import KIND as ACTIVITY
from deskapp.domain.appeal import STATUS as APPEAL_STATUS
from deskapp.domain.area import KIND as AREA
from deskapp.domain.area import STATUS as AREA_STATUS
from deskapp.domain.attendance_codes import MODE
from deskapp.domain.attendance_codes import STATUS as DUTY_STATUS
from deskapp.domain.codes import CodeList
from deskapp.domain.custody import STATUS as CUSTODY_STATUS
from deskapp.domain.dispute_codes import STATUS as DISPUTE_STATUS
from deskapp.domain.dispute_codes import TYPE
from deskapp.domain.figures import Figure, Period
from deskapp.domain.hazard_codes import CATEGORY as HAZARD
from deskapp.domain.hazard_codes import STATUS as HAZARD_STATUS
from deskapp.domain.listing import Column, Row, Source
from deskapp.domain.lost import STATUS as LOST_STATUS
from deskapp.domain.officer import Room
from deskapp.domain.request_codes import CATEGORY, STATUS
from deskapp.domain.things import KIND as THING
from deskapp.domain.words import N_, Words
from deskapp.reading import coverage_figures, field_figures
from deskapp.reading import figures as dispute_figures
from deskapp.reading.keyset import KeysetQuery, Order

_KINDS: Mapping[str, tuple[str, CodeList | None, CodeList | None]] = {
    "request": ("category", CATEGORY, STATUS), "dispute": ("type", TYPE, DISPUTE_STATUS),
    "hazard": ("category", HAZARD, HAZARD_STATUS), "activity": ("kind", ACTIVITY, ACTIVITY_STATUS),
    "lost_report": ("kind", THING, LOST_STATUS), "lead_appeal": ("kind", None, APPEAL_STATUS),
    "custody": ("kind", THING, CUSTODY_STATUS), "area": ("kind", AREA, AREA_STATUS), "team": ("kind", None, None),
    "attendance": ("mode", MODE, DUTY_STATUS),
}  # fmt: skip
"""The column that tells of what kind a record is, and the words of kinds and states."""

REGISTERS = frozenset({*field_figures.GROUNDS, "both", "coverage"})

COLUMNS = (
    Column("number", N_("Number"), 16), Column("day", N_("Day"), 10), Column("kind", N_("Kind")),
    Column("state", N_("State"), 14),
)  # fmt: skip

Connect = Callable[[], sqlite3.Connection]
"""Gives the calling thread its connection."""


def source(connect: Connect, room: Room, figure: Figure, period: Period, t: Words) -> Source:
    """The records from which a figure was counted, the newest first; no names and no words of people in it."""
    register = figure.metric.register
    if register == "coverage":
        parts = (
            _selected(table, coverage_figures.where_of(room, period, table, figure.key))
            for table in coverage_figures.WALKED
        )
        return _query(connect, " UNION ALL ".join(parts), [], t)
    if register != "both":
        where, params = field_figures.records_of(room, period, figure)
        return _query(connect, _selected(register, where), params, t)
    good = figure.metric.n == "both_good"
    quarrels, values = dispute_figures.where_of(room, period, "agreed" if good else "registered")
    hazards = field_figures.where_of(room, period, "hazard", "right" if good else "found")
    together = f"{_selected('dispute', quarrels)} UNION ALL {_selected('hazard', hazards)}"
    return _query(connect, together, values, t)


def _selected(register: str, where: str) -> str:
    kind = _KINDS[register][0]
    at = {"activity": "held_on", "attendance": "duty_day"}.get(register, "day")
    place = list(_KINDS).index(register)
    return (
        f"SELECT id * 16 + {place} AS id, number, {at} AS day, {kind} AS kind, status, '{register}' AS register "
        f"FROM {register} WHERE {where}"
    )


def _query(connect: Connect, selected: str, params: list[object], t: Words) -> Source:
    def row(found: sqlite3.Row) -> Row:
        _, kinds, states = _KINDS[found["register"]]
        kind = kinds.label_of(found["kind"], t) if kinds and found["kind"] else found["kind"]
        state = states.label_of(found["status"], t) if states else ""
        return Row((), found["id"], (found["number"], found["day"], kind, state))

    return KeysetQuery(
        connect, columns=COLUMNS, select="id, number, day, kind, status, register", table=f"({selected})",
        order=(Order("day", desc=True, null=False), Order("id", desc=True)), row=row, params=params,
    )  # fmt: skip


def number_of(connection: sqlite3.Connection, row: int) -> tuple[str, str]:
    """Register and number of a row of the list."""
    register = list(_KINDS)[row % 16]
    found = connection.execute(f"SELECT number FROM {register} WHERE id = ?", (row // 16,)).fetchone()
    return register, str(found[0])
