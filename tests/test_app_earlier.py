"""Earlier matters while a request is typed: told without moving anything, opened, merged into, taken back."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from deskapp import db
from deskapp.screens.recalling import Recalling
from deskapp.widgets.earlier import EarlierLine
from deskapp.wiring import Desk
from tests.app_builders import NARROW, SMALL, WIDE, Person, log, new_desk, opened, spell, turn
from tests.bare import bare

WHO = "查小刚\n13800010027\n"
FIRST = "LF-20261121-001"


def repeat_desk(folder: Path, **changes: str) -> Desk:
    """A desk to which 查小刚 came with noise three days ago, and whose forms open now."""
    desk = new_desk(folder, **changes)
    log(desk, applicant="查小刚", phone="13800010027", summary="楼上噪音，半夜不停", place="三号楼")
    turn(desk, days=3)
    return desk


@asynccontextmanager
async def form(desk: Desk, size: tuple[int, int] = NARROW) -> AsyncIterator[Person]:
    """The log form of the desk."""
    async with opened(desk, size=size) as person:
        await person.types("f2")
        yield person


async def recalled(person: Person) -> None:
    """Everything typed was looked for."""
    here = person.app.screen
    assert isinstance(here, Recalling)
    await person.until(lambda: not here.recalling)
    await person.settled()


def told(person: Person) -> str:
    """The line below the form."""
    return person.app.screen.query_one(EarlierLine).render().plain


@pytest.mark.parametrize("size", [NARROW, SMALL, WIDE], ids=str)
@pytest.mark.parametrize("language", ["zh", "en"])
async def test_a_known_person_is_told_without_moving_the_caret(
    tmp_path: Path, language: str, size: tuple[int, int]
) -> None:
    async with form(repeat_desk(tmp_path, language=language), size) as person:
        await person.writes(WHO + "2")
        before, caret = person.lines, person.app.cursor_position
        await recalled(person)
        person.fits()
        assert person.app.cursor_position == caret
        assert person.field == "summary"
        here = person.app.words
        assert ("LF-…-001", FIRST)[size == WIDE] in person.screen
        assert "Ctrl+L" in person.screen
        if size == WIDE:
            assert here("Earlier matters") in person.screen
            assert here("same person") in person.screen
            assert [line.split("│")[0] for line in person.lines[1:]] == [
                line.split("│")[0] for line in before[1:]
            ]
        else:
            at = person.place_of("LF-…-001")[1]
            assert at == size[1] - 3
            assert [line for y, line in enumerate(person.lines) if y != at] == [
                line for y, line in enumerate(before) if y != at
            ]


async def test_the_line_says_how_often_what_is_open_and_where(tmp_path: Path) -> None:
    async with form(repeat_desk(tmp_path)) as person:
        await person.writes(WHO + "3")
        await recalled(person)
        assert told(person) == "↺ visits 1 · open LF-…-001 Noise 11-21 · same matter 1 · Ctrl+L shows"
        await person.types("f8")
        assert told(person) == "↺ 此前来访 1 次 · 未结 LF-…-001 噪声扰民 11-21 · 同一事 1 件 · Ctrl+L 查看"


async def test_two_people_of_one_name_are_not_mixed(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    for phone, category in (("13800010036", "hazard"), ("13800010037", "tip")):
        log(desk, applicant="张伟", phone=phone, category=category)
    async with form(desk) as person:
        await person.writes("张伟\n")
        await recalled(person)
        assert told(person) == ""
        await person.writes("13800010037\n")
        await recalled(person)
        assert "LF-…-002 Tip" in told(person)
        assert "visits 1" in told(person)


async def test_the_place_is_told_however_it_is_written(tmp_path: Path) -> None:
    async with form(repeat_desk(tmp_path)) as person:
        await person.types("enter", "enter", "2", "enter")
        person.form.focus_field("place")
        await person.writes("3栋")
        await recalled(person)
        assert "same place 1" in told(person)
        assert "visits" not in told(person)


async def test_nothing_is_said_of_a_new_person_and_the_key_says_so(tmp_path: Path) -> None:
    async with form(repeat_desk(tmp_path)) as person:
        await person.writes("李新\n13800010099\n2")
        await recalled(person)
        assert told(person) == ""
        await person.types("ctrl+l")
        assert "Nothing earlier" in person.status
        assert person.top == "LogScreen"


async def test_a_repeat_is_merged_into_the_open_one_and_one_undo_takes_both_back(tmp_path: Path) -> None:
    async with form(repeat_desk(tmp_path)) as person:
        await person.types(*spell(WHO + "3今天又来了"), "ctrl+l", "1", "2")
        assert person.top == "BoardScreen"
        assert person.column("status") == ["registered", "merged"]
        assert person.request().merged_into == FIRST
        assert FIRST in person.status and "Ctrl+Z undoes both" in person.status
        # A thread of its own lets it go.
        await person.until(lambda: person.read("SELECT count(*) FROM draft")[0][0] == 0)
        await person.types("ctrl+z")
        assert person.column("status") == ["registered", "undone"]
        await person.types("ctrl+y")
        assert person.column("status") == ["registered", "merged"]


async def test_an_earlier_one_is_opened_and_the_form_waits(tmp_path: Path) -> None:
    async with form(repeat_desk(tmp_path)) as person:
        await person.types(*spell(WHO + "3今天又来了"), "ctrl+l", "enter", "enter")
        assert person.top == "RecordScreen"
        await person.until(lambda: person.read("SELECT count(*) FROM draft")[0][0] == 1)
        await person.types("escape")
        assert person.top == "LogScreen"
        assert person.form.values()["summary"] == "今天又来了"
        assert person.column("status") == ["registered"]


async def test_a_closed_one_is_not_reopened_and_the_box_says_what_to_do(tmp_path: Path) -> None:
    desk = repeat_desk(tmp_path)
    desk.requests.step(FIRST, "solve", {"text": "已劝"}, desk.actor, desk.words)
    async with form(desk) as person:
        await person.types(*spell(WHO + "3今天又来了"), "ctrl+l", "1", "2")
        assert person.top == "EarlierDialog"
        assert "reopen it with 1" in " ".join(person.screen.replace("│", "").split())
        person.fits()
        await person.types("1", "1", "又来了"[0], "ctrl+s")
        assert person.request(FIRST).status == "in_progress"
        await person.types("escape")
        assert person.top == "LogScreen"
        await person.types("ctrl+l", "1", "2")
        assert person.request().merged_into == FIRST


async def test_what_is_missing_is_told_beside_its_field_when_merging(tmp_path: Path) -> None:
    async with form(repeat_desk(tmp_path)) as person:
        await person.types(*spell(WHO), "ctrl+l", "1", "2")
        assert person.top == "LogScreen"
        assert person.error("category")
        assert person.form.values()["applicant"] == "查小刚"
        assert person.column("status") == ["registered"]


async def test_esc_goes_back_one_step_at_a_time(tmp_path: Path) -> None:
    async with form(repeat_desk(tmp_path)) as person:
        await person.types(*spell(WHO), "ctrl+l", "1", "escape")
        assert person.top == "EarlierDialog"
        await person.types("escape")
        assert (person.top, person.field) == ("LogScreen", "category")


async def test_a_merge_typed_as_one_burst_lands_right(tmp_path: Path) -> None:
    async with opened(repeat_desk(tmp_path)) as person:
        person.burst("f2", *spell(WHO + "3今天又来了"), "ctrl+l", "1", "2", "f2", *spell(WHO + "3第三次\n"))
        await person.settled()
        assert person.column("status") == ["registered", "merged", "registered"]
        assert person.request().summary == "第三次"


@pytest.mark.parametrize("size", [NARROW, SMALL, WIDE], ids=str)
@pytest.mark.parametrize("language", ["zh", "en"])
async def test_the_box_with_ten_fits_every_screen(
    tmp_path: Path, language: str, size: tuple[int, int]
) -> None:
    desk = repeat_desk(tmp_path, language=language)
    for at in range(12):
        log(desk, applicant="查小刚", phone="13800010027", summary=f"[/red]第{at}次\x1b]0;x\x07")
    async with form(desk, size) as person:
        await person.writes(WHO)
        await recalled(person)
        person.fits()
        await person.types("ctrl+l")
        person.fits()
        assert "LF-20261124-012" in person.screen
        await person.types("up")
        assert " 0  LF-20261124-003" in person.screen
        assert "\x1b" not in person.screen
        await person.types("0")
        assert "LF-20261124-003" in person.screen
        person.fits()


async def test_a_file_held_busy_is_no_matter_while_typing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(db, "BUSY_MS", 60)
    desk = repeat_desk(tmp_path)
    other = bare(desk.settings.database, isolation_level=None)
    async with form(desk) as person:
        await person.writes(WHO)
        await recalled(person)
        before = told(person)
        other.execute("BEGIN EXCLUSIVE")
        await person.writes("3噪")
        await recalled(person)
        assert (person.status, told(person)) == ("", before)
        assert "same matter" not in before
        other.execute("ROLLBACK")
        await person.writes("声")
        await recalled(person)
        assert "same matter 1" in told(person)
    other.close()


async def test_what_another_window_closed_meanwhile_is_told_anew(tmp_path: Path) -> None:
    desk = repeat_desk(tmp_path)
    async with form(desk) as person:
        await person.writes(WHO)
        await recalled(person)
        assert "open" in told(person)
        desk.requests.step(FIRST, "solve", {"text": "好"}, desk.actor, desk.words)
        person.app.reload_top()
        await recalled(person)
        assert "last LF-…-001" in told(person)


# -- in a record


async def test_a_record_shows_the_other_matters_and_the_merge_offers_them(tmp_path: Path) -> None:
    desk = repeat_desk(tmp_path)
    log(desk, applicant="查小刚", phone="13800010027", category="dispute")
    async with opened(desk, size=WIDE) as person:
        person.app.open_record("LF-20261124-001")
        await person.settled()
        assert "Other matters of this person or place" in person.screen
        assert FIRST in person.screen and "same person" in person.screen
        await person.types("7")
        assert person.top == "MergeStepDialog"
        assert FIRST in person.screen
        await person.types("ctrl+l", "1")
        assert person.form.values()["into"] == FIRST
        await person.types("ctrl+s")
        assert person.request().merged_into == FIRST


async def test_a_record_without_a_past_says_nothing_of_it(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    log(desk)
    async with opened(desk) as person:
        await person.types("enter")
        assert "Other matters" not in person.screen
        await person.types("7", "ctrl+l")
        assert "typeanumber" in person.words.replace("│", "")
