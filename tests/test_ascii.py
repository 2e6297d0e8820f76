"""Marks and borders in ASCII: every cell of every screen is drawn alike by every terminal."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from rich.cells import cell_len

from deskapp import settings as kept
from deskapp.domain.activity_codes import STATUS as ACTIVITY
from deskapp.domain.appeal import STATUS as APPEAL
from deskapp.domain.area import STATUS as AREA
from deskapp.domain.attendance_codes import STATUS as DUTY
from deskapp.domain.certificate import STATUS as CERTIFICATE
from deskapp.domain.coverage_card import STATE as SERVED
from deskapp.domain.custody import STATUS as CUSTODY
from deskapp.domain.dispute_codes import STATUS as DISPUTE
from deskapp.domain.hazard_codes import STATUS as HAZARD
from deskapp.domain.lost import STATUS as LOST
from deskapp.domain.marks import ASCII, SHAPES
from deskapp.domain.request_codes import STATUS
from deskapp.domain.volunteer_codes import STATUS as VOLUNTEER
from deskapp.domain.volunteer_codes import TEAM_STATUS
from tests.app_builders import NARROW, SMALL, WIDE, new_desk, opened
from tests.builders import settings_in
from tests.terminal import Terminal, the_desk
from tests.test_themes import busy_desk, walk


def odd(text: str) -> set[str]:
    """Signs that some terminals draw one cell wide and others two."""
    return {
        sign for sign in text if unicodedata.east_asian_width(sign) == "A" or "\u2500" <= sign <= "\u25ff"
    }


def test_both_sets_have_a_sign_of_one_cell_for_every_state() -> None:
    every = (
        *STATUS,
        *DISPUTE,
        *VOLUNTEER,
        *DUTY,
        *TEAM_STATUS,
        *SERVED,
        *CERTIFICATE,
        *ACTIVITY,
        *APPEAL,
        *CUSTODY,
        *LOST,
        *AREA,
        *HAZARD,
    )
    for marks in (SHAPES, ASCII):
        assert set(marks.states) == {entry.code for entry in every}
        signs = [
            marks.here,
            marks.away,
            marks.focus,
            marks.cut,
            marks.done,
            marks.chosen,
            marks.other,
            marks.again,
        ]
        assert all(cell_len(sign) == 1 for sign in (*signs, *marks.states.values()))
    assert all(sign.isascii() for sign in ASCII.states.values())
    for one, other in zip(SHAPES.states.values(), ASCII.states.values(), strict=True):
        assert one != other


@pytest.mark.parametrize("size", [SMALL, WIDE])
@pytest.mark.parametrize("language", ["zh", "en"])
async def test_with_ascii_no_screen_has_a_sign_of_doubtful_width(
    tmp_path: Path, size: tuple[int, int], language: str
) -> None:
    desk = busy_desk(tmp_path, ascii=True, language=language)
    async with opened(desk, size=size) as person:
        async for where in walk(person):
            person.fits()
            assert odd(person.screen) == set(), f"{where}\n{person.screen}"
            if where == "board":
                assert "> !" in person.screen
            if where == "help":
                assert "+--" in person.screen and "|" in person.screen


async def test_the_first_run_is_in_ascii_too(tmp_path: Path) -> None:
    async with opened(None, settings=settings_in(tmp_path, ascii=True, language="zh"), size=NARROW) as person:
        await person.types("enter", "ctrl+s")
        assert odd(person.screen) == set(), person.screen
        assert "+--" in person.screen
        await person.types("f8")
        assert "+--" in person.screen and odd(person.screen) == set()


async def test_without_ascii_the_shapes_stand(tmp_path: Path) -> None:
    async with opened(new_desk(tmp_path)) as person:
        await person.types("f1")
        assert "╭" in person.screen


def test_the_environment_says_ascii_too(home: Path) -> None:
    assert kept.load({"DESKAPP_ASCII": "1"}).ascii
    assert not kept.load({"DESKAPP_ASCII": "0"}).ascii
    assert kept.load({"DESKAPP_ASCII": "0"}, ascii=True).ascii


@pytest.mark.parametrize(("answer", "border"), [(b"\x1b[1;5R", "+--"), (b"\x1b[1;3R", "╭"), (b"", "╭")])
def test_a_terminal_that_draws_two_wide_gets_ascii(home: Path, answer: bytes, border: str) -> None:
    with Terminal(the_desk("--lang", "en")) as terminal:
        terminal.until(lambda: b"\x1b[6n" in terminal.raw)
        terminal.sends(answer)
        terminal.sees("deskapp", border, "Station")
        terminal.types("ctrl+q")
        assert terminal.ends() == 0
        assert terminal.is_sane


def test_what_is_typed_while_the_terminal_is_asked_arrives(home: Path) -> None:
    with Terminal(the_desk("--lang", "en")) as terminal:
        terminal.until(lambda: b"\x1b[6n" in terminal.raw)
        terminal.sends("\r早到的站名".encode() + b"\x1b[1;3R")
        terminal.sees("Station", "早到的站名")
        terminal.types("ctrl+q")
        assert terminal.ends() == 0
