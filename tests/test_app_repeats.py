"""The list of repeats: on the screen, from the command line, and the requests behind a line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from deskapp.domain.errors import DeskError
from deskapp.domain.repeat_list import read_period
from deskapp.wiring import Desk
from tests.app_builders import NARROW, SMALL, WIDE, Person, log, new_desk, opened, turn
from tests.builders import NOON, matters, refused
from tests.repeat_builders import a_card, give
from tests.test_cli import Cli, cli  # noqa: F401

TODAY = NOON.date()


def week_desk(folder: Path, **changes: str) -> Desk:
    """A desk with the forty matters of a day, and 查小刚 there again on the two days that follow."""
    desk = new_desk(folder, **changes)
    file = desk.settings.database
    cards: dict[str, int] = {}
    for one in matters():
        request = log(desk, **{name: text for name, text in one.items() if name != "at"})
        if one["phone"]:
            cards[one["phone"]] = a_card(file, one["applicant"], one["phone"])
            give(file, request.number, cards[one["phone"]])
    for _ in range(2):
        turn(desk, days=1)
        request = log(desk, applicant="查小刚", phone="13800010027", summary="楼上噪音，今天又来了", place="三栋")
        give(file, request.number, cards["13800010027"])
    return desk


async def open_repeats(person: Person) -> None:
    """The list, by its name in the commands."""
    await person.types("ctrl+p", *("重复来访" if person.app.words.language == "zh" else "Repeats"), "enter")
    assert person.top == "RepeatsScreen"


@pytest.mark.parametrize("size", [NARROW, SMALL, WIDE], ids=str)
@pytest.mark.parametrize("language", ["zh", "en"])
async def test_the_week_is_listed_and_a_line_leads_to_its_requests(
    tmp_path: Path, language: str, size: tuple[int, int]
) -> None:
    desk = week_desk(tmp_path, language=language)
    async with opened(desk, size=size) as person:
        await open_repeats(person)
        person.fits()
        t = person.app.words
        assert t("Repeats from {first} to {last}", first="2026-11-17", last="2026-11-23") in person.screen
        assert person.screen.count(t("same person")) == 1
        assert "查小刚" in person.screen and "三栋" in person.screen
        if size == WIDE:
            assert "LF-20261121-027" in person.screen
        await person.types("enter")
        assert person.top == "BehindScreen"
        person.fits()
        assert "1121-027" in person.screen and "1122-001" in person.screen
        await person.types("down", "enter")
        assert person.top == "RecordScreen"
        assert "LF-20261122-001" in person.screen
        await person.types("escape", "escape", "escape")
        assert person.top == "BoardScreen"


async def test_the_two_zhang_weis_are_no_repeat(tmp_path: Path) -> None:
    async with opened(week_desk(tmp_path), size=WIDE) as person:
        await open_repeats(person)
        assert "张伟" not in person.screen


async def test_left_and_right_turn_the_weeks_and_never_beyond_today(tmp_path: Path) -> None:
    desk = week_desk(tmp_path)
    turn(desk, days=7)
    async with opened(desk) as person:
        await open_repeats(person)
        assert "Nothing and nobody came up twice" in person.screen
        await person.types("left")
        assert "查小刚" in person.screen and "2026-11-17 to 2026-11-23" in person.screen
        await person.types("right", "right")
        assert "nothing after today" in person.status
        await person.types("f8")
        assert "2026-11-24 至 2026-11-30" in person.screen


async def test_a_sheltered_name_is_an_initial_in_the_list(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    card = a_card(desk.settings.database, "仇海燕", "13800010017")
    for category in ("violence_home", "noise"):
        request = log(desk, applicant="仇海燕", phone="13800010017", category=category, address="3号楼502")
        give(desk.settings.database, request.number, card)
    async with opened(desk, size=WIDE) as person:
        await open_repeats(person)
        assert "仇＊" in person.screen
        assert "仇海燕" not in person.screen and "0017" not in person.screen and "502" not in person.screen


async def test_hostile_text_is_text_in_the_list(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    for _ in range(2):
        log(desk, place="[/red][@click=app.quit]\x1b]52;c;eA==\x07", summary="[/] \u202e")
    async with opened(desk) as person:
        await open_repeats(person)
        person.fits()
        assert "[/red][@click=app.quit]␛" in person.screen
        await person.types("enter", "escape", "down", "enter")
        assert person.top == "BehindScreen"


# -- the command line


def test_the_command_line_lists_the_same(cli: Cli) -> None:  # noqa: F811
    desk = week_desk(cli.folder)
    desk.close()
    told = cli.run("repeats", "--from", "2026-11-17", "--to", "2026-11-23")
    assert [line.split()[:3] for line in told.splitlines()] == [["same", "person", "3"]]
    facts = json.loads(cli.run("repeats", "--days", "7", "--to", "2026-11-23", "--json"))
    assert [(one["kind"], one["count"], one["open"]) for one in facts] == [("person", 3, 3)]


# -- the period


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        (("", "", ""), "2026-11-15", "2026-11-21"),
        (("", "", "1"), "2026-11-21", "2026-11-21"),
        (("", "11-10", "３"), "2026-11-08", "2026-11-10"),
        (("11-01", "", ""), "2026-11-01", "2026-11-21"),
        (("11-01", "11-02", ""), "2026-11-01", "2026-11-02"),
        (("", "", "366"), "2025-11-21", "2026-11-21"),
    ],
)
def test_a_period_is_read_as_it_is_typed(typed: tuple[str, str, str], first: str, last: str) -> None:
    found = read_period(*typed, TODAY)
    assert (found[0].isoformat(), found[1].isoformat()) == (first, last)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        (("11-10", "11-01", ""), "earlier day first"),
        (("11-10", "", "7"), "not both"),
        (("", "", "0"), "from 1 to 366"),
        (("", "", "a week"), "from 1 to 366"),
        (("", "", "367"), "366 days at most"),
        (("2020-01-01", "", ""), "366 days at most"),
        (("soon", "", ""), "no date"),
    ],
)
def test_a_period_that_cannot_be_is_told(typed: tuple[str, str, str], words: str) -> None:
    with pytest.raises(DeskError) as caught:
        read_period(*typed, TODAY)
    refused(caught.value, words)
