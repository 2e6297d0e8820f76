"""The terminal's own cursor, on a real terminal: at the caret of each form, at each size."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.app_builders import NARROW, SMALL, WIDE, log, new_desk
from tests.terminal import Terminal, the_desk

SIZES = pytest.mark.parametrize("size", [SMALL, NARROW, WIDE])


def row_of(terminal: Terminal, text: str) -> int:
    """The row in which `text` stands."""
    return next((y for y, line in enumerate(terminal.lines) if text in line), -1)


def column_after(terminal: Terminal, row: int, text: str) -> int:
    """The cell behind the last `text` in a row; a wide character is followed by an empty cell."""
    cells = [terminal._screen.buffer[row][x].data for x in range(terminal._screen.columns)]
    wanted = [part for sign in text for part in ([sign, ""] if sign > "\u2e80" else [sign])]
    ends = [at + len(wanted) for at in range(len(cells)) if cells[at : at + len(wanted)] == wanted]
    return ends[-1] if ends else -1


def stands_behind(terminal: Terminal, label: str, text: str) -> None:
    """Wait until the cursor stands behind `text` in the row of `label`."""

    def is_there() -> bool:
        row = row_of(terminal, label)
        return row >= 0 and terminal.cursor == (column_after(terminal, row, text), row)

    try:
        terminal.until(is_there, 5)
    except AssertionError as error:
        raise AssertionError(f"cursor at {terminal.cursor}, not behind {label} {text}\n{error}") from None


@pytest.fixture
def desk_file(home: Path) -> Path:
    """A desk with one record, closed again."""
    desk = new_desk(home)
    log(desk, applicant="甲")
    path = desk.settings.database
    desk.close()
    return path


def opened(path: Path, size: tuple[int, int]) -> Terminal:
    environ = {"DESKAPP_NOW": "2026-11-21T13:00:00+08:00", "DESKAPP_ASCII": "0"}
    return Terminal(the_desk("--db", str(path), "--lang", "en"), size=size, environ=environ)


@SIZES
def test_in_the_log_form(desk_file: Path, size: tuple[int, int]) -> None:
    with opened(desk_file, size) as terminal:
        terminal.sees("甲")
        terminal.types("f2")
        stands_behind(terminal, "▌", "Name ")
        terminal.types("王秀英")
        stands_behind(terminal, "▌", "王秀英")
        terminal.types("left", "left")
        stands_behind(terminal, "▌", "Name 王")
        terminal.types("end", "a")
        stands_behind(terminal, "▌", "王秀英a")
        terminal.types("\n", "13800001111")
        stands_behind(terminal, "▌", "13800001111")
        terminal.types("\n")
        stands_behind(terminal, "▌", "Category* ")
        terminal.types("1", "楼上半夜装修")
        stands_behind(terminal, "▌", "楼上半夜装修")
        # The last fields lie below the last row of a small window: the form scrolls.
        terminal.types(*["tab"] * 8)
        stands_behind(terminal, "▌", "13:00")
        terminal.types("明天")
        stands_behind(terminal, "▌", "明天")
        terminal.types("tab", *["x" * 10] * 13)
        stands_behind(terminal, "▌", "x")
        assert terminal.cursor[1] == row_of(terminal, "▌")


@SIZES
def test_in_the_find_form(desk_file: Path, size: tuple[int, int]) -> None:
    with opened(desk_file, size) as terminal:
        terminal.sees("甲")
        terminal.types("f5")
        stands_behind(terminal, "▌", "Find ")
        terminal.types("西瓜")
        stands_behind(terminal, "▌", "西瓜")
        terminal.types("tab", "tab", "tab", "11-20")
        stands_behind(terminal, "▌", "11-20")


@SIZES
def test_on_the_first_run(home: Path, size: tuple[int, int]) -> None:
    with Terminal(the_desk("--lang", "en"), size=size) as terminal:
        terminal.sees("Language")
        stands_behind(terminal, "▌", "Language ")
        terminal.types("\n")
        stands_behind(terminal, "▌", "Station* ")
        terminal.types("明珠路派出所", "\n", "明珠社区", "\n", "李辉")
        stands_behind(terminal, "▌", "李辉")
        terminal.types("\n")
        stands_behind(terminal, "▌", "Badge number* ")
        terminal.types("01")
        stands_behind(terminal, "▌", "number* 01")


@SIZES
def test_in_the_box_of_a_step_and_of_a_choice(desk_file: Path, size: tuple[int, int]) -> None:
    with opened(desk_file, size) as terminal:
        terminal.sees("甲")
        terminal.types("enter")
        terminal.sees("Add an entry")
        terminal.types("0")
        terminal.sees("Kind of entry")
        stands_behind(terminal, "▌", "Kind of entry* ")
        terminal.types("1", "打了电话")
        stands_behind(terminal, "▌", "打了电话")
        terminal.types("escape")
        terminal.until(lambda: "Kind of entry" not in terminal.screen)
        terminal.types("ctrl+p")
        terminal.sees("Commands")
        row = row_of(terminal, "a word or pinyin")
        terminal.until(
            lambda: terminal.cursor == (column_after(terminal, row, "a word") - len("a word"), row), 10
        )
        terminal.types("帮助")
        stands_behind(terminal, "帮助", "帮助")


@SIZES
def test_in_the_form_of_a_correction_down_to_its_reason(desk_file: Path, size: tuple[int, int]) -> None:
    with opened(desk_file, size) as terminal:
        terminal.sees("甲")
        terminal.types("enter")
        terminal.sees("Add an entry")
        terminal.types("ctrl+e")
        stands_behind(terminal, "▌", "Name 甲")
        terminal.types("乙")
        stands_behind(terminal, "▌", "甲乙")
        terminal.types(*["tab"] * 13)  # past the last row of a small window
        stands_behind(terminal, "▌", "Reason* ")
        terminal.types("听错了")
        stands_behind(terminal, "▌", "听错了")


@SIZES
def test_in_the_form_of_a_new_officer(desk_file: Path, size: tuple[int, int]) -> None:
    with opened(desk_file, size) as terminal:
        terminal.sees("甲")
        terminal.types("ctrl+o")
        terminal.sees("李辉")
        terminal.types("0")
        stands_behind(terminal, "▌", "Name* ")
        terminal.types("周海峰")
        stands_behind(terminal, "▌", "周海峰")
        terminal.types("\n", "0123")
        stands_behind(terminal, "▌", "0123")
