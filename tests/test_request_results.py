"""What came of a request beside its words: money that came back, and whether the need was pressing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from deskapp.domain.figures import Period
from deskapp.reading import requests as reading
from deskapp.reading.figures import figures
from deskapp.wiring import Desk
from tests.app_builders import log, new_desk, opened
from tests.builders import EN
from tests.field_builders import refuses

YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    found = new_desk(tmp_path)
    yield found
    found.close()


def counted(desk: Desk) -> tuple[object, object]:
    found = {one.code: one.value for one in figures(desk.connection(), desk.room, YEAR)}
    return found["money_recovered"], found["urgent_problems_solved"]


def test_what_came_back_and_pressing_needs_are_counted_from_results(desk: Desk) -> None:
    for given in (
        {"text": "司机补付油款", "recovered": "300", "pressing": "yes"},
        {"text": "还了钱", "recovered": "1,200.50元"},
        {"text": "只是问路", "pressing": "no"},
    ):
        desk.requests.step(log(desk).number, "solve", given, desk.actor, EN)
    assert counted(desk) == (1500, 1)
    one = reading.find(desk.reader, desk.room.id, "LF-20261121-002")
    assert one is not None
    assert one.recovered == 120_050
    desk.requests.step(one.number, "reopen", {"text": "又拖欠"}, desk.actor, EN)
    assert counted(desk) == (300, 1)


def test_a_result_is_completed_by_a_correction_and_by_no_bad_sum(desk: Desk) -> None:
    number = log(desk).number
    refuses(
        lambda: desk.requests.step(number, "solve", {"text": "x", "recovered": "viel"}, desk.actor, EN), "500"
    )
    desk.requests.step(number, "solve", {"text": "退了押金"}, desk.actor, EN)
    given = {"recovered": "800", "pressing": "yes"}
    desk.requests.correct(number, given, "来电补充", desk.actor, EN)
    assert counted(desk) == (800, 1)
    desk.undoing.undo(desk.actor)
    assert counted(desk) == (0, 0)


async def test_enter_on_the_words_saves_and_down_leads_to_what_came_of_it(desk: Desk) -> None:
    first, second = log(desk).number, log(desk).number
    async with opened(desk) as person:
        person.app.open_record(first)
        await person.settled()
        await person.types("3")
        await person.writes("劝好了\n")
        assert person.top == "RecordScreen", person.screen
        person.app.open_record(second)
        await person.settled()
        await person.types("3", *"还了油款", "down", *"300", "enter", "1", "enter")
        assert person.top == "RecordScreen", person.screen
        assert "300" in person.screen
        assert counted(desk) == (300, 1)
