"""The smallest terminal keeps what matters: when something is due, and record numbers whole."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from deskapp import locales
from deskapp.domain.listing import Column, lay_out
from deskapp.domain.words import Words
from deskapp.reading import board, dispute_lists
from tests.app_builders import NARROW, SMALL, log, new_desk, opened, turn
from tests.builders import EN
from tests.test_app_disputes import quarrel

ZH = locales.load("zh")


@pytest.mark.parametrize("t", [EN, ZH])
@pytest.mark.parametrize("columns", [board.columns, dispute_lists.columns])
def test_at_sixty_columns_number_and_due_time_are_whole_and_the_text_is_there(
    t: Words, columns: Callable[[Words], Sequence[Column]]
) -> None:
    found = columns(t)
    shown = {found[at].name: cells for at, cells in lay_out(found, SMALL[0] - 2)}
    assert shown["number"] >= len("251120-003")
    assert shown["due"] == 11
    assert shown["what"] >= 8


def test_a_column_is_narrow_in_a_narrow_list_only() -> None:
    columns = (Column("a", "A", 12, narrow=8), Column("b", "B"))
    assert lay_out(columns, 60) == [(0, 8), (1, 51)]
    assert lay_out(columns, 78) == [(0, 12), (1, 65)]


async def test_the_board_shows_at_sixty_columns_when_something_is_due(tmp_path: Path) -> None:
    for language, label in (("en", "Due"), ("zh", "应办时间")):
        desk = new_desk(tmp_path / language, language=language)
        log(desk, applicant="王秀英")
        async with opened(desk, size=SMALL) as person:
            assert label in person.screen
            assert "11-24" in person.screen
            person.fits()


async def test_the_sheet_breaks_no_record_number(tmp_path: Path) -> None:
    for language in ("en", "zh"):
        desk = new_desk(tmp_path / language, language=language)
        numbers = [
            log(desk, applicant=name, phone="13800010009").number
            for name in ("王秀英", "努尔买买提·西热甫江")
        ]
        for number in numbers:
            desk.requests.step(
                number, "resolve", {"outcome": "solved", "text": "劝和了" * 9}, desk.actor, desk.words
            )
            turn(desk, minutes=3)
        for size in (SMALL, NARROW):
            async with opened(desk, size=size) as person:
                await person.types("f9")
                paper = str(person.app.screen.query_one("#paper").render())
                for number in numbers:
                    assert number in paper, paper


async def test_numbers_of_last_year_stand_whole_in_the_lists(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    number = quarrel(desk).dispute.number
    turn(desk, days=200)
    serial = int(number.rpartition("-")[2])
    for size in (SMALL, NARROW):
        async with opened(desk, size=size) as person:
            assert f"JF261121-{serial}" in person.screen
            await person.types("f3")
            assert "261121-001" in person.screen
