"""Duties for tests on the screen: two teams, four people, a radio; all plainly invented."""

from __future__ import annotations

from typing import Any

from deskapp.domain.attendance import Duty
from deskapp.domain.attendance_given import Given
from deskapp.wiring import Desk
from tests.app_builders import Person

PEOPLE = (
    ("马玉兰", "13800010001"),
    ("赵铁柱", "13800010002"),
    ("王秀英", "13800010003"),
    ("王秀兰", "13800010004"),
)


def crew(desk: Desk) -> Desk:
    """Teams, people with the numbers 0001 to 0004, and two radios."""
    t, actor = desk.words, desk.actor
    desk.teams.add({"name": "明珠队", "mode": "patrol"}, actor, t)
    desk.teams.add({"name": "护学队", "mode": "school_guard"}, actor, t)
    for at, (name, phone) in enumerate(PEOPLE):
        team = "明珠队" if at < 3 else "护学队"
        desk.volunteers.register(
            {"name": name, "phone": phone, "team": team, "insurance_no": "YB1", "insurance_until": "2027-11-01"},
            actor, t,
        )  # fmt: skip
    desk.stock.add({"kind": "radio", "count": "2"}, actor, t)
    return desk


def come(desk: Desk, who: str = "0001", **said: Any) -> Duty:
    return desk.attendances.check_in(who, desk.actor, desk.words, Given(**said)).duty


def go(desk: Desk, who: str = "0001") -> Duty:
    return desk.attendances.check_out(who, desk.actor, desk.words).duty


def status(person: Person, column: str = "status") -> list[object]:
    """A column of all duties in their order."""
    return [row[0] for row in person.read(f"SELECT {column} FROM attendance ORDER BY id")]
