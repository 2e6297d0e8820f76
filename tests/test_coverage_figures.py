"""Patrol against the duty plan: hours out ÷ hours planned, whole and by hour, down to the patrols and duties behind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from deskapp.domain.figures import Figure, Period
from deskapp.reading.behind import behind_source
from deskapp.reading.figures import figures
from deskapp.wiring import Desk
from tests.app_builders import new_desk, turn
from tests.builders import EN
from tests.duty_builders import come, crew, go

DAYS = Period(date(2026, 11, 20), date(2026, 11, 30))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A plan from eight to twelve each day; a patrol of one hour, two of the same hour, and a duty on patrol."""
    found = new_desk(tmp_path)
    crew(found)
    plan = {"days": "daily", "hours": "08:00-12:00", "from": "11-20", "people": "2"}
    found.rosters.add(plan, found.actor, EN)
    for when in ("08:00-09:00", "10:00-11:00", "10:00-11:00"):
        found.activities.add("patrol", {"when": when, "place": when}, found.actor, EN)
    come(found, "0001", mode="patrol")
    turn(found, minutes=30)
    go(found, "0001")
    yield found
    found.close()


def counted(desk: Desk, period: Period = DAYS) -> dict[str, Figure]:
    return {one.code: one for one in figures(desk.connection(), desk.room, period)}


def test_an_hour_counts_once_and_the_plan_up_to_the_last_day(desk: Desk) -> None:
    found = counted(desk)
    # The slot holds from its entry on: of the two days until today four hours each are planned at most.
    whole = found["coverage"]
    assert (whole.n, whole.of, whole.value) == (3, 8, 37.5)
    by_hour = {code: one.parts() for code, one in found.items() if code.startswith("coverage_by_hour")}
    assert by_hour["coverage_by_hour.08"] == by_hour["coverage_by_hour.10"] == "1/2"
    assert by_hour["coverage_by_hour.09"] == by_hour["coverage_by_hour.11"] == "0/2"
    assert "coverage_by_hour.13" not in by_hour


def test_each_number_opens_its_patrols_and_duties(desk: Desk) -> None:
    found = counted(desk)

    def behind(code: str) -> list[str]:
        source = behind_source(desk.connection, desk.room, desk.limits, found[code], DAYS, desk.clock(), EN)
        return sorted(row.cells[0] for row in source.first(99))

    assert behind("coverage") == ["HD-20261121-001", "HD-20261121-002", "HD-20261121-003", "QD-20261121-001"]
    assert behind("coverage_by_hour.10") == ["HD-20261121-002", "HD-20261121-003"]
    assert behind("coverage_by_hour.12") == ["QD-20261121-001"]


def test_a_room_without_a_plan_has_no_rate(desk: Desk) -> None:
    before = Period(date(2025, 1, 1), date(2025, 12, 31))
    assert counted(desk, before)["coverage"].value is None
    assert counted(desk, replace(DAYS, areas=(99,)))["coverage"].of == 0
