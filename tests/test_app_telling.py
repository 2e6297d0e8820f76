"""A sentence on the status line belongs to its screen and its moment, and leaves when it is true no more."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from deskapp.wiring import open_desk
from tests.app_builders import log, new_desk, opened


async def test_a_refusal_leaves_with_its_screen(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    number = log(desk).number
    async with opened(desk) as person:
        person.app.open_record(number)
        await person.settled()
        person.app.tell("The printer does not answer.", "bad")
        await person.types("escape")
        assert person.top == "BoardScreen"
        assert "printer" not in person.status


async def test_a_refusal_on_the_board_is_not_seen_in_the_settings_nor_after_them(tmp_path: Path) -> None:
    async with opened(new_desk(tmp_path)) as person:
        person.app.tell("This is the board.", "bad")
        await person.types("ctrl+k")
        assert person.top == "SettingsScreen"
        assert "board" not in person.status
        await person.types("escape")
        assert "This is the board." not in person.status


async def test_what_the_key_told_that_changed_the_screen_stays(tmp_path: Path) -> None:
    async with opened(new_desk(tmp_path)) as person:
        await person.types("f2", "王", "escape")
        assert person.top == "BoardScreen"
        assert "The draft is kept" in person.status


async def test_the_count_of_marked_rows_leaves_with_the_list(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    log(desk)
    async with opened(desk) as person:
        await person.types("f5", "enter", "space")
        assert "1 marked" in person.status
        await person.types("escape", "escape")
        assert person.top == "BoardScreen"
        assert "marked" not in person.status


async def test_ctrl_z_is_promised_no_more_once_another_window_has_undone_it(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    async with opened(desk) as person:
        await person.types("f2", *"王秀英", "enter", "enter", "3", *"楼上噪音", "enter")
        assert "Ctrl+Z undoes" in person.status
        person.app._look()
        assert "Ctrl+Z undoes" in person.status
        other = open_desk(desk.settings)
        other.clock = desk.clock
        other.undoing.undo(other.actor)
        other.close()
        person.app._look()
        assert "Ctrl+Z" not in person.status


async def test_ctrl_z_stays_promised_while_others_write_to_other_records(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    officer = desk.staff.add(desk.room, "赵大勇", "012346", "officer", desk.actor, desk.words)
    async with opened(desk) as person:
        await person.types("f2", *"王秀英", "enter", "enter", "3", *"楼上噪音", "enter")
        other = open_desk(desk.settings)
        other.clock = desk.clock
        other.room = replace(other.room, signed_in=officer.id)
        log(other)
        other.close()
        person.app._look()
        assert "Ctrl+Z undoes" in person.status
