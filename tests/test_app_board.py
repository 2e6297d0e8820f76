"""The board and the list: order, sizes, filters, and what another window writes."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual import events

from deskapp.widgets.bars import KeyBar
from deskapp.widgets.record_list import RecordList
from deskapp.wiring import open_desk
from tests.app_builders import NARROW, SMALL, WIDE, Person, log, new_desk, opened, spell, turn

LONG_NAME = "努尔买买提·西热甫"


def shown(person: Person) -> list[str]:
    """The serial numbers down the list."""
    listed = person.app.screen.query_one(RecordList)
    top = listed.region.y
    found = [line.split() for line in person.lines[top + 1 : top + 1 + listed.count]]
    return [
        next((word[-3:] for word in words if word[-3:].isdigit() and len(word) in (3, 15)), "")
        for words in found
    ]


async def test_what_is_overdue_stands_first_and_what_was_closed_today_last(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    log(desk, summary="今天办结", applicant="甲")
    log(desk, summary="普通", applicant="乙")
    log(desk, summary="两天", applicant="丙", due_at="+2d")
    log(desk, summary="一小时", applicant="丁", due_at="+1h")
    desk.requests.step("LF-20261121-001", "solve", {"text": "好了"}, desk.actor, desk.words)
    turn(desk, hours=2)
    async with opened(desk) as person:
        assert shown(person) == ["004", "003", "002", "001"]
        first = person.lines[3]
        assert "! Overdue" in first
        assert "● Resolved" in person.lines[6]
        assert "today 4 · open 3 · overdue 1" in person.lines[0]


@pytest.mark.parametrize("size", [NARROW, WIDE, SMALL])
async def test_every_screen_fits_its_terminal(tmp_path: Path, size: tuple[int, int]) -> None:
    desk = new_desk(tmp_path, language="en" if size == WIDE else "zh")
    for n in range(30):
        log(desk, applicant=LONG_NAME, summary="楼上半夜装修，" * 30, phone="13800010009", place=f"{n}号楼")
    async with opened(desk, size=size) as person:
        person.fits()
        for key in ("f2", "escape", "f5", "escape", "enter", "1", "escape", "escape", "f9", "f1", "escape", "escape",
                    "ctrl+o", "escape", "ctrl+p", "escape", "f12", "x"):  # fmt: skip
            await person.types(key)
            person.fits()
        assert person.top == "BoardScreen"


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_no_key_bar_is_cut_at_eighty_columns(tmp_path: Path, language: str) -> None:
    desk = new_desk(tmp_path, language=language)
    log(desk)
    async with opened(desk) as person:
        for key in ("", "f2", "escape", "f5", "escape", "enter", "escape", "f9"):
            if key:
                await person.types(key)
            bar = person.app.screen.query_one(KeyBar)
            assert [part[2] for part in bar._parts()] == list(bar._keys), person.top
            assert len(bar._keys) <= 8
            last = person.lines[-1]
            for _, _, binding, label in bar._parts():
                assert f"{binding.key_display} {label}" in last


async def test_list_and_record_stand_side_by_side_where_there_is_room(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    log(desk, applicant="周敏", summary="楼上跑跳")
    log(desk, applicant="马玉兰", summary="门禁坏了", due_at="+1h")
    async with opened(desk, size=WIDE) as person:
        assert person.place_of("LF-20261121-002")[0] > 60
        assert "门禁坏了" in person.screen
        await person.types("down")
        assert person.place_of("LF-20261121-001")[0] > 60
        await person.pilot.resize_terminal(80, 24)
        await person.settled()
        assert "LF-20261121-001" not in person.screen
        await person.pilot.resize_terminal(*WIDE)
        await person.settled()
        assert "LF-20261121-001" in person.screen


async def test_a_window_too_small_says_one_sentence_and_loses_nothing(tmp_path: Path) -> None:
    async with opened(new_desk(tmp_path)) as person:
        await person.types("f2", *"王秀英")
        await person.pilot.resize_terminal(40, 10)
        await person.settled()
        await person.until(lambda: "too small" in person.screen)
        said = " ".join(person.screen.split())
        assert said == "This window is too small: make it 60 columns wide and 20 rows high, nothing is lost."
        await person.types("f8")
        assert "窗口太小" in person.screen or person.app.words.language == "zh"
        await person.types("f8", *"兰")
        await person.pilot.resize_terminal(60, 20)
        await person.settled()
        assert "王秀英兰" in person.screen
        for size in ((59, 40), (120, 19)):
            await person.pilot.resize_terminal(*size)
            await person.until(lambda: "too small" in person.screen)
        await person.types("f1")
        await person.until(lambda: "too small" in person.screen)
        await person.pilot.resize_terminal(80, 24)
        await person.until(lambda: "too small" not in person.screen)


async def test_what_another_window_logs_appears_and_the_cursor_stays(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    for name in ("甲", "乙", "丙"):
        log(desk, applicant=name)
    other = open_desk(desk.settings)
    other.clock = desk.clock
    async with opened(desk) as person:
        await person.until(lambda: person.app._seen >= 0)
        await person.types("down")
        listed = person.app.screen.query_one(RecordList)
        assert listed.selected is not None
        before = listed.selected.id
        log(other, applicant="很急", due_at="+1h")
        await person.until(lambda: "很急" in person.screen, 3)
        assert listed.count == 4
        assert listed.selected is not None and listed.selected.id == before
        assert "today 4" in person.lines[0]
    other.close()


async def test_two_enters_and_double_clicks_open_a_record_once(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    log(desk, applicant="甲")
    async with opened(desk) as person:
        await person.types("enter", "enter")
        assert len(person.app.screen_stack) == 2
        await person.types("escape")
        await person.clicks("甲", times=2)
        assert len(person.app.screen_stack) == 2
        await person.clicks("Back", times=2)
        assert len(person.app.screen_stack) == 1
        await person.clicks("Log", times=2)
        assert [type(screen).__name__ for screen in person.app.screen_stack] == ["BoardScreen", "LogScreen"]
        await person.types("escape", "escape")
        for key in ("f9", "f5", "ctrl+o", "ctrl+p", "f1", "f12"):
            await person.types(key, key)
            await person.types("escape")
            if person.top != "BoardScreen":
                await person.types("escape")
            assert person.top == "BoardScreen", key


# -- the list of all requests


async def found(person: Person) -> int:
    """How many rows the list has once typing has paused."""
    await person.pilot.pause(0.2)
    await person.settled()
    return person.app.screen.query_one(RecordList).count


async def test_the_list_is_narrowed_by_every_filter(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    second = desk.staff.add(desk.room, "周海峰", "012346", "officer", desk.actor, desk.words)
    log(desk, summary="前天 100% 的事", category="dog")
    turn(desk, days=2)
    log(desk, applicant="马玉兰", phone="13800010001", summary="楼上噪音")
    log(desk, applicant="韩_建国", summary="门禁坏了", category="hazard")
    desk.requests.step("LF-20261123-001", "solve", {"text": "好了"}, desk.actor, desk.words)
    desk.sign_in(second)
    log(desk, summary="我的一件", category="tip", due_at="+1h")
    turn(desk, hours=3)
    async with opened(desk) as person:
        await person.types("f5")
        assert await found(person) == 4
        for text, count in {
            # people stand before their requests
            "马玉": 2, "１３８００": 2, "%": 1, "_": 2, "\\": 0, "楼上 马玉兰": 1, "LF-20261121": 1, "好了": 1,
            "没有这个": 0, "'; DROP TABLE request; --": 0, '"': 0, "*": 0,
        }.items():  # fmt: skip
            await person.types("ctrl+l")
            await person.pastes(text)
            assert await found(person) == count, text
        assert "Ctrl+L" in person.screen
        for digit, count in {"1": 3, "2": 1, "3": 1}.items():
            await person.types("ctrl+l", "tab", digit)
            assert await found(person) == count, digit
        await person.types("ctrl+l", "tab", "tab", "2")
        assert await found(person) == 1
        await person.types("ctrl+l", "tab", "tab", "0", *"dog", "enter")
        assert await found(person) == 1
        for days, count in {
            "today": 3,
            "11-21": 1,
            "11-20..11-22": 1,
            "11-21～": 4,
            "..11-22": 1,
            "昨天": 0,
        }.items():
            await person.types("ctrl+l", "tab", "tab", "tab")
            await person.pastes(days)
            assert await found(person) == count, days
        await person.types("ctrl+l", "tab", "tab", "tab", *"11-99")
        await found(person)
        assert "11-99" in person.error("days")
        assert "is no date" in person.error("days")
        await person.types("backspace", "backspace", *"21", "enter")
        assert person.error("days") == ""
        assert await found(person) == 1
        await person.types("enter")
        assert person.top == "RecordScreen"


async def test_the_board_goes_with_the_clock_though_nobody_writes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("deskapp.app.TICK", 3600.0)  # no look of its own comes between
    desk = new_desk(tmp_path)
    log(desk, summary="今天办结", applicant="甲")
    log(desk, summary="一小时", applicant="丁", due_at="+1h")
    desk.requests.step("LF-20261121-001", "solve", {"text": "好了"}, desk.actor, desk.words)
    async with opened(desk) as person:
        person.ticks()
        await person.settled()
        assert shown(person) == ["002", "001"] and "Overdue" not in person.lines[3]
        turn(desk, hours=2)
        person.ticks()
        await person.settled()
        assert "! Overdue" in person.lines[3]
        turn(desk, hours=11)  # past midnight: what was closed yesterday is no work of today
        person.ticks()
        await person.settled()
        assert "今天办结" not in person.screen and "一小时" in person.screen


async def test_burst_from_find_to_record(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    log(desk, applicant="马玉兰")
    log(desk, applicant="韩建国")
    async with opened(desk) as person:
        await person.types("f5", *spell("马玉兰\n\n"), "tab", "enter", "enter")
        person.app.post_message(events.Key("escape", None))
        await person.settled()
        assert person.app.screen.query(RecordList)


async def test_the_clock_of_a_desk_that_closes_reads_nothing_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("deskapp.app.TICK", 3600.0)  # no look of its own comes between
    desk = new_desk(tmp_path)
    log(desk)
    async with opened(desk) as person:
        app = person.app
        await app.screen.query_one(RecordList).remove()
        app._seen = 0  # as if another window had written
        app._running = False  # what comes first when the program closes
        app._tick()
        app._running = True
        assert app._seen == 0


async def test_a_desk_that_closes_does_not_crash_over_a_list_that_has_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("deskapp.app.TICK", 3600.0)  # no look of its own comes between
    desk = new_desk(tmp_path)
    log(desk)
    async with opened(desk) as person:
        board = person.app.screen
        board.call_later(lambda: board.query_one("#list"))
        board.call_after_refresh(lambda: board.query_one("#list"))
        await board.query_one(RecordList).remove()
        person.app._running = False
        await person.pilot.pause()
        person.app._running = True
    assert not person.app.failed
