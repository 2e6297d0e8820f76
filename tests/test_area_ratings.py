"""Grids are rated safe or not yet for a period: kept, counted, shown, taken back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from deskapp.domain.figures import Figure, Period
from deskapp.reading import areas as reading
from deskapp.reading.behind import behind_source
from deskapp.reading.figures import figures
from deskapp.wiring import Desk
from tests.app_builders import new_desk, opened
from tests.builders import EN
from tests.field_builders import grids, refuses

NOVEMBER = Period(date(2026, 11, 1), date(2026, 11, 30))
OCTOBER = Period(date(2026, 10, 1), date(2026, 10, 31))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    found = new_desk(tmp_path)
    grids(found)
    yield found
    found.close()


def rate(desk: Desk, area: str, rating: str, first: str = "", last: str = "", text: str = "") -> None:
    given = {"rating": rating, "from": first, "to": last, "text": text}
    desk.areas.rate(area, given, desk.actor, EN)


def safe(desk: Desk, period: Period) -> Figure:
    return next(
        one for one in figures(desk.connection(), desk.room, period) if one.code == "grids_rated_safe"
    )


def test_the_last_rating_of_a_period_counts_and_each_period_has_its_own(desk: Desk) -> None:
    rate(desk, "02-05", "not_yet", "11-01", "11-10", "两起盗窃")
    rate(desk, "02-05", "safe", "11-11", "11-20")
    rate(desk, "02-06", "not_yet")
    rate(desk, "02-06", "safe", "10-01", "10-31")
    rate(desk, "一警务区", "safe", "10-01", "10-31")
    now, then = safe(desk, NOVEMBER), safe(desk, OCTOBER)
    assert ((now.n, now.of), (then.n, then.of)) == ((1, 2), (2, 2))
    assert now.parts() == "1/2"
    listed = behind_source(desk.connection, desk.room, desk.limits, now, NOVEMBER, desk.clock(), EN)
    assert [row.cells[0] for row in listed.first(9)] == ["QY-20261121-002"]
    one = reading.find(desk.reader, desk.room.id, "QY-20261121-002")
    assert one is not None
    assert [rating.told(EN) for rating in reading.ratings(desk.reader, one.id)] == [
        "Safe grid · 2026-11-11 – 2026-11-20", "Not yet safe · 2026-11-01 – 2026-11-10 · 两起盗窃",
    ]  # fmt: skip


def test_a_rating_is_taken_back_and_written_again(desk: Desk) -> None:
    rate(desk, "02-05", "safe")
    desk.undoing.undo(desk.actor)
    assert safe(desk, NOVEMBER).of == 0
    desk.undoing.redo(desk.actor)
    assert safe(desk, NOVEMBER).of == 1


@pytest.mark.parametrize(
    ("area", "first", "last", "said"),
    [
        ("02-05", "11-10", "11-01", "the first to the last"), ("02-05", "", "12-31", "the first to the last"),
        ("东关小学", "", "", "is a point"), ("02-05", "gestern", "", "gestern"),
    ],
)  # fmt: skip
def test_what_cannot_be_rated_is_refused(desk: Desk, area: str, first: str, last: str, said: str) -> None:
    refuses(lambda: rate(desk, area, "safe", first, last), said)


async def test_an_opened_grid_is_rated_by_two_digits(desk: Desk) -> None:
    async with opened(desk) as person:
        person.app.open_field("QY-20261121-002")
        await person.settled()
        await person.types("2", "1", "enter", "enter", "enter")
        assert "Safe grid · 2026-11-01 – 2026-11-21" in person.screen
        assert "Rate it" in person.status
        await person.types("ctrl+z")
        assert "Safe grid · 2026-11-01 – 2026-11-21" not in person.screen
