"""Boxes over the screen: the middle gives way to the height, title and keys never do."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import OptionList

from deskapp.screens.choose import Choose
from tests.app_builders import NARROW, SMALL, WIDE, Person, log, new_desk, opened

SIZES = pytest.mark.parametrize("size", [NARROW, SMALL, WIDE], ids=lambda size: f"{size[0]}x{size[1]}")
LANGUAGES = pytest.mark.parametrize("language", ["zh", "en"])


def bottom(person: Person) -> int:
    """The row of the lower edge of the box."""
    return max(at for at, line in enumerate(person.lines) if "╰" in line)


def top(person: Person) -> int:
    """The row of the upper edge of the box."""
    return min(at for at, line in enumerate(person.lines) if "╭" in line)


@SIZES
@LANGUAGES
async def test_the_keys_of_a_correction_are_seen_at_every_size(
    tmp_path: Path, language: str, size: tuple[int, int]
) -> None:
    desk = new_desk(tmp_path, language=language)
    log(desk, applicant="王秀英")
    async with opened(desk, size=size) as person:
        await person.types("down", "enter", "ctrl+e")
        for _ in range(14):
            assert "Ctrl+S" in person.words
            assert "Esc" in "".join(person.lines[bottom(person) - 2 : bottom(person)])
            person.fits()
            await person.types("tab")
        # A refusal takes a row more, and the keys stay.
        await person.types("ctrl+s")
        assert person.top == "RequestCorrect"
        assert "Ctrl+S" in person.words


@SIZES
async def test_the_last_command_of_the_palette_can_be_seen_and_each_keeps_to_its_line(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with opened(new_desk(tmp_path), size=size) as person:
        await person.types("ctrl+p", "up")
        box = [line for line in person.lines[top(person) : bottom(person)] if "│" in line]
        assert "contrast" in [line for line in box if line.replace("│", "").strip()][-1]
        assert all(line.replace("│", "").strip() for line in box[3:-1])


@SIZES
@LANGUAGES
async def test_where_nothing_fits_a_sentence_says_the_way_on(
    tmp_path: Path, language: str, size: tuple[int, int]
) -> None:
    said = {
        "zh": "Backspace",
        "en": "Nothing here fits that. Backspace takes a character away, Esc goes back.",
    }
    async with opened(new_desk(tmp_path, language=language), size=size) as person:
        await person.types("ctrl+p", *"qqqz")
        told = "".join(person.screen.replace("│", " ").split())
        assert "".join(said[language].split()) in told
        await person.types("enter")
        assert person.top == "Choose"
        await person.types("f8")
        assert "Backspace" in person.screen
        await person.types(*["backspace"] * 4)
        assert "Backspace" not in person.screen
        assert person.app.screen.query_one("OptionList").display


async def test_the_screen_below_a_box_stays_readable(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    log(desk, applicant="王秀英")
    async with opened(desk) as person:
        await person.types("ctrl+p", *"qqqz")
        assert "王秀英" in person.screen
        await person.types("f12")
        assert "王秀英" not in person.screen


async def test_the_mark_stays_where_it_is_when_the_sounds_are_known_and_when_the_window_changes(
    tmp_path: Path,
) -> None:
    async with opened(new_desk(tmp_path)) as person:
        await person.types("ctrl+p")
        box = person.app.screen
        assert isinstance(box, Choose)
        await person.types("down", "down")
        await box._learn()
        assert box.query_one(OptionList).highlighted == 2
        await person.pilot.resize_terminal(*SMALL)
        await person.settled()
        assert box.query_one(OptionList).highlighted == 2


async def test_the_foot_of_a_box_says_what_enter_does_where_the_caret_stands(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    log(desk, applicant="王秀英")
    async with opened(desk, size=NARROW) as person:
        await person.types("enter", "0")
        assert "Enter next" in person.screen
        await person.types("1")
        assert "Enter, Ctrl+S save" in person.screen
