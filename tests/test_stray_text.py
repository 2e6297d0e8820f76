"""Text typed where a digit chooses is kept, shown and told, and never becomes a choice or another field by itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.app_builders import Person, new_desk, opened, spell
from tests.test_app_disputes import FULFILLED, advance, held, open_file, quarrel


def later(monkeypatch: pytest.MonkeyPatch) -> None:
    """The next key is pressed on purpose: as if a while had passed."""
    monkeypatch.setattr("deskapp.widgets.burst.PAUSE", -1.0)


async def follow_up(person: Person) -> str:
    number = quarrel(person.app.desk).dispute.number
    advance(person.app.desk, number, *FULFILLED)
    await open_file(person, number)
    await person.types("1")
    return number


async def test_what_is_typed_into_a_choice_stays_until_it_is_made_and_goes_where_text_belongs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened(new_desk(tmp_path)) as person:
        number = await follow_up(person)
        await person.types(*"已回访，孩子在家", "enter", "enter")
        assert (person.top, person.field) == ("DisputeStep", "result")
        assert "typed “已回访，孩子在家”" in person.screen
        assert "none of these choices" in person.error("result")
        await person.types("f8")
        assert "已键入“已回访，孩子在家”" in person.screen
        assert "不在选项里" in person.error("result")
        await person.types("f8", "tab", "shift+tab")
        assert "none of these choices" in person.error("result")  # it stays until the choice is made
        person.fits()
        later(monkeypatch)
        await person.types("1")
        assert person.form.values() == {"result": "satisfied", "text": "已回访，孩子在家"}
        assert not person.error("result")
        await person.types("enter")
        assert held(person, number).visits[0].note == "已回访，孩子在家"


async def test_for_whom_a_guardian_stands_does_not_lose_the_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = new_desk(tmp_path)
    number = quarrel(desk).dispute.number
    async with opened(desk) as person:
        await open_file(person, number)
        await person.types("ctrl+n", "1")
        await person.types(*"guardian", "enter")  # its word chooses as the digit would
        assert person.form.values()["role"] == "guardian"
        assert person.field == "stands_by"
        await person.types(*spell("陈大山\n13800010009\n"))
        assert person.field == "stands_by"
        assert person.form.values()["stands_by"] == ""
        assert "陈大山13800010009" in person.screen
        later(monkeypatch)
        await person.types("1")
        assert person.form.values()["stands_by"]
        assert person.form.values()["party"].startswith("陈大山")


async def test_enter_does_not_pass_a_choice_that_is_needed(tmp_path: Path) -> None:
    async with opened(new_desk(tmp_path)) as person:
        await follow_up(person)
        await person.types("enter", "enter", *"好", "enter")
        assert (person.top, person.field) == ("DisputeStep", "result")
        assert "typed “好”" in person.screen


async def test_nothing_is_saved_over_text_among_choices_and_the_draft_keeps_it(tmp_path: Path) -> None:
    async with opened(new_desk(tmp_path)) as person:
        number = await follow_up(person)
        await person.types(*"没人在家 8号楼", "tab", *"写了", "ctrl+s")
        assert (person.top, person.field) == ("DisputeStep", "result")
        assert held(person, number).visits[0].done_at is None
        await person.types("escape", "1", "ctrl+r")
        assert "typed “没人在家 8号楼”" in person.screen
        assert person.form.values() == {"result": "", "text": "写了"}
        assert "none of these choices" in person.error("result")


async def test_the_log_form_keeps_what_is_typed_into_the_category(tmp_path: Path) -> None:
    async with opened(new_desk(tmp_path)) as person:
        await person.types("f2", *spell("张三\n13800010001\n电动车丢了\n"))
        assert person.field == "category"
        assert "typed “电动车丢了”" in person.screen
        assert person.read("SELECT 1 FROM request") == []
        await person.types("escape", "f2", "ctrl+r")
        assert "电动车丢了" in person.screen
