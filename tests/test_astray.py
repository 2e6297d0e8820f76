"""A name and a phone typed into an open record or list take no steps; a digit pressed alone still does."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.app_builders import log, new_desk, opened
from tests.test_app_disputes import held, open_file, quarrel

TYPED = "周小东 13812345678"


async def test_a_name_and_a_phone_in_an_open_file_take_no_step(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    number = quarrel(desk).dispute.number
    async with opened(desk) as person:
        await open_file(person, number)
        await person.types(*TYPED)
        assert person.top == "DisputeScreen"
        assert f"“{TYPED}” was typed" in person.status
        assert "F5 finds it" in person.status
        assert held(person, number).dispute.version == 1
        await person.types("f8")
        assert "什么也没做" in person.status
        await person.types("1")  # another key came between: a digit alone acts
        assert person.top == "DisputeStep"


async def test_the_same_holds_for_a_request_and_the_list_of_disputes(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    request = log(desk)
    quarrel(desk)
    async with opened(desk) as person:
        person.app.open_record(request.number)
        await person.settled()
        await person.types(*TYPED)
        assert person.top == "RecordScreen"
        await person.types("escape", "f3", *TYPED)
        assert person.top == "DisputesScreen"
        await person.pastes("1381")
        assert person.top == "DisputesScreen"
        assert "“1381” was typed" in person.status
        await person.types("2")
        assert person.top == "OutcomeDialog"


async def test_after_letters_the_first_digit_asks_and_the_next_one_alone_acts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = new_desk(tmp_path)
    number = quarrel(desk).dispute.number
    async with opened(desk) as person:
        await open_file(person, number)
        await person.types(*"周小东")
        monkeypatch.setattr("deskapp.widgets.burst.PAUSE", -1.0)  # as if a while had passed
        await person.types("1")
        assert person.top == "DisputeScreen"
        await person.types("1")
        assert person.top == "DisputeStep"


async def test_digits_and_keys_with_a_meaning_act_in_one_burst(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    number = quarrel(desk).dispute.number
    async with opened(desk) as person:
        await open_file(person, number)
        await person.types("7", "1")  # no step on 7; the next digit is one
        assert person.top == "DisputeStep"
        await person.types("escape", "escape", "f3", "a", "a", "2")
        assert person.top == "OutcomeDialog"
