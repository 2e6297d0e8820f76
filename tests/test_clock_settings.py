"""Clocks and working days as settings: screen and command line, with history, undo, and files timed anew."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from deskapp.domain import clock_table, workday_table
from deskapp.domain.clocks import CLOCKS, table
from deskapp.domain.errors import DeskError
from deskapp.domain.officer import Actor
from deskapp.domain.workdays import Workdays
from deskapp.screens.settings.lists import screen_of
from deskapp.wiring import Desk
from tests.app_builders import NARROW, WIDE, new_desk, opened
from tests.builders import EN, refused

TODAY = date(2026, 11, 21)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    found = new_desk(tmp_path)
    found.disputes.open({"type": "noise", "summary": "楼上跑跳"}, [], found.actor, EN)
    return found


def due(desk: Desk) -> str:
    (row,) = desk.reader.execute("SELECT desk_order, next_due FROM dispute")
    assert row["desk_order"] == "0" + row["next_due"]
    return str(row["next_due"])[:10]


def set_(desk: Desk, name: str, text: str) -> None:
    desk.configuring.change(name, text, desk.actor, EN)
    desk.look_again()


@pytest.mark.parametrize(
    ("typed", "length"),
    [("5", (5, False)), ("5 working", (5, True)), ("５ 工作日", (5, True)), ("5天", (5, False)), ("0", (0, False)),
     ("10 days", (10, False)), ("default", (3, False))],
)  # fmt: skip
def test_a_length_is_read_as_people_say_it(typed: str, length: tuple[int, bool]) -> None:
    assert clock_table.read_length("followup", typed) == length


@pytest.mark.parametrize("typed", ["", "-1", "soon", "3.5", "9999999", "3651", "5 weeks"])
def test_a_bad_length_is_refused_in_words(typed: str) -> None:
    with pytest.raises(DeskError) as error:
        clock_table.read_length("followup", typed)
    refused(error.value, "0 to 3650 days")


@pytest.mark.parametrize(
    "text", ["x", "[]", '{"nothing":[3,true]}', '{"followup":[-1,true]}', '{"followup":["3",1]}']
)
def test_a_broken_table_of_clocks_is_refused(text: str) -> None:
    with pytest.raises(DeskError) as error:
        clock_table.read_clocks(text)
    refused(error.value, "table of clocks")


def test_only_what_differs_from_the_program_is_kept() -> None:
    text = clock_table.told("", "followup", "5", EN)
    assert json.loads(text) == {"followup": [5, False]}
    assert clock_table.told(text, "First follow-up", "default", EN) == ""
    with pytest.raises(DeskError) as error:
        clock_table.told("", "nothing", "5", EN)
    refused(error.value, "followup_late")


def test_the_table_says_what_is_not_verified_and_who_says_so() -> None:
    lines = dict(zip([c.code for c in CLOCKS], clock_table.shown("", EN).splitlines(), strict=True))
    assert "30 calendar days" in lines["confirm"]
    assert "not verified" not in lines["mediate"] + lines["peoples"] + lines["confirm"]
    for code in ("accept", "second", "followup", "followup_late", "next_step"):
        assert "not verified" in lines[code]


def test_days_of_the_room_come_before_the_public_calendar() -> None:
    text = workday_table.told("", "2026-11-23", "off", EN, TODAY)
    text = workday_table.told(text, "11-22", "working", EN, TODAY)
    days = Workdays(workday_table.read_workdays(text))
    assert (days.works(date(2026, 11, 22)), days.works(date(2026, 11, 23))) == (True, False)
    assert (
        workday_table.told(
            workday_table.told(text, "11-22", "默认", EN, TODAY), "11-23", "default", EN, TODAY
        )
        == ""
    )
    assert "2007 to 2026" in workday_table.shown(text, EN)


@pytest.mark.parametrize(
    ("day", "said"), [("2026-02-30", "off"), ("someday", "off"), ("11-23", "perhaps"), ("", "off")]
)
def test_a_bad_day_is_refused(day: str, said: str) -> None:
    with pytest.raises(DeskError) as error:
        workday_table.told("", day, said, EN, TODAY)
    refused(error.value)


@pytest.mark.parametrize("text", ["x", '{"2026-13-01":true}', '{"2026-01-01":1}', "[]"])
def test_a_broken_table_of_days_is_refused(text: str) -> None:
    with pytest.raises(DeskError) as error:
        workday_table.read_workdays(text)
    refused(error.value, "working days")


def test_open_files_are_timed_anew_and_undo_times_them_back(desk: Desk) -> None:
    assert due(desk) == "2026-11-23"
    set_(desk, "clocks", '{"accept":[3,true]}')
    assert due(desk) == "2026-11-25"
    assert desk.room.times.clocks["accept"].days == 3
    assert desk.disputes.times.clocks["accept"].days == 3
    set_(desk, "workdays", '{"2026-11-24":false}')
    assert due(desk) == "2026-11-26"
    desk.undoing.undo(desk.actor)
    desk.look_again()
    assert due(desk) == "2026-11-25"
    desk.undoing.undo(desk.actor)
    desk.look_again()
    assert due(desk) == "2026-11-23"
    desk.undoing.redo(desk.actor)
    desk.look_again()
    assert due(desk) == "2026-11-25"
    told = [
        row["action"] for row in desk.reader.execute("SELECT action FROM audit WHERE subject = 'dispute'")
    ]
    assert told == ["open", "retime", "retime", "retime", "retime", "retime"]


def test_a_step_that_is_undone_after_the_clocks_were_changed_is_timed_by_the_new_ones(desk: Desk) -> None:
    other = desk.staff.add(desk.room, "周海峰", "012346", "officer", desk.actor, EN)
    told = {"receiver": "justice", "due": "+20d"}
    desk.disputes.step("JF-20261121-001", "transfer", told, desk.actor, EN)
    desk.configuring.change("clocks", '{"accept":[3,true]}', Actor(other.id, desk.room.id), EN)
    desk.look_again()
    desk.undoing.undo(desk.actor)
    desk.look_again()
    assert due(desk) == "2026-11-25"


def test_a_table_that_cannot_be_read_counts_as_the_program_s(desk: Desk) -> None:
    with desk.store.write(desk.actor) as writing:
        writing.session.connection().exec_driver_sql(
            "INSERT INTO setting (room_id, name, value, version) VALUES (1, 'clocks', 'x', 1), (1, 'workdays', '[', 1)"
        )
    desk.look_again()
    assert desk.room.times.clocks == table()
    assert desk.room.own_days == {}


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_a_clock_is_changed_on_its_page_and_told(
    tmp_path: Path, language: str, size: tuple[int, int]
) -> None:
    desk = new_desk(tmp_path, language=language)
    desk.disputes.open({"type": "noise", "summary": "楼上跑跳"}, [], desk.actor, desk.words)
    async with opened(desk, size=size) as person:
        person.app.push_screen(screen_of("clocks"))
        await person.settled()
        assert ("not verified" if language == "en" else "未核实") in person.screen
        person.fits()
        await person.types("enter", "ctrl+a", *"99999", "enter", "1")
        await person.types("ctrl+s")
        assert "3650" in person.words
        await person.types("escape")
        await person.types("escape")
        assert due(desk) == "2026-11-23"


async def test_a_saved_clock_counts_at_once_and_ctrl_z_takes_it_back(desk: Desk) -> None:
    async with opened(desk) as person:
        person.app.push_screen(screen_of("clocks"))
        await person.settled()
        await person.types("enter", "backspace", "3", "ctrl+s")
        assert "Accept or decline: 3 working days" in person.status
        assert due(desk) == "2026-11-25"
        assert "of this room" in person.screen
        await person.types("ctrl+z")
        assert due(desk) == "2026-11-23"


async def test_days_are_added_and_taken_out_on_their_page(desk: Desk) -> None:
    async with opened(desk) as person:
        person.app.push_screen(screen_of("workdays"))
        await person.settled()
        assert "2027-01-01" in person.screen
        await person.types("space")
        assert "public calendar" in person.status
        await person.types("end", "enter", *"2026-11-23", "enter", "1")
        await person.types("ctrl+s")
        assert desk.room.own_days == {date(2026, 11, 23): False}
        assert due(desk) == "2026-11-24"
        await person.types("space")
        assert desk.room.own_days == {}
        assert due(desk) == "2026-11-23"
