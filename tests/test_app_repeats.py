"""The list of repeats: on the screen, from the command line, and the requests behind a line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from deskapp.__main__ import main
from deskapp.domain.errors import DeskError
from deskapp.domain.repeat_list import read_period
from deskapp.wiring import Desk
from tests.app_builders import NARROW, SMALL, WIDE, Person, log, new_desk, opened, turn
from tests.builders import NOON, matters, refused

TODAY = NOON.date()


def week_desk(folder: Path, **changes: str) -> Desk:
    """A desk with the forty matters of a day, and 查小刚 there again on the two days that follow."""
    desk = new_desk(folder, **changes)
    for one in matters():
        log(desk, **{name: text for name, text in one.items() if name != "at"})
    for _ in range(2):
        turn(desk, days=1)
        log(desk, applicant="查小刚", phone="13800010027", summary="楼上噪音，今天又来了", place="三栋")
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
    for category in ("violence_home", "noise"):
        log(desk, applicant="仇海燕", phone="13800010017", category=category, address="3号楼502")
    async with opened(desk, size=WIDE) as person:
        await open_repeats(person)
        assert "仇＊" in person.screen
        assert "仇海燕" not in person.screen and "0017" not in person.screen and "502" not in person.screen


async def test_hostile_text_is_text_in_the_list(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    for _ in range(2):
        log(desk, place="[/red][@click=app.quit]\x1b]52;c;eA==\x07", summary="[/] \u202e")
    async with opened(desk, size=WIDE) as person:
        await open_repeats(person)
        person.fits()
        assert "[/red][@click=app" in person.screen and "⟪RLO⟫" in person.screen
        assert person.app.is_running
        await person.types("enter", "escape", "down", "enter")
        assert person.top == "BehindScreen"


# -- the command line


@pytest.fixture
def told(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., str]:
    """Runs a command line on the desk of that week, on its last day."""
    desk = week_desk(home)
    desk.close()
    monkeypatch.setenv("DESKAPP_NOW", "2026-11-23T12:00:00+08:00")
    monkeypatch.setenv("DESKAPP_LANG", "en")
    monkeypatch.setenv("DESKAPP_DB", str(desk.settings.database))

    def run(*words: str, code: int = 0) -> str:
        assert main(list(words)) == code
        said = capsys.readouterr()
        return said.out if code == 0 and said.out else said.err

    return run


def test_the_command_line_lists_the_same(told: Callable[..., str]) -> None:
    lines = told("repeats").splitlines()
    assert [line.split()[:4] for line in lines] == [
        ["same", "person", "3", "3"], ["same", "matter", "3", "3"], ["same", "place", "2", "2"],
    ]  # fmt: skip
    assert "查小刚 138****0027" in lines[0] and "LF-20261121-027 LF-20261122-001 LF-20261123-001" in lines[0]
    assert told("repeats", "--plain").splitlines()[2].split("\t")[:3] == ["same place", "2", "2"]


def test_the_command_line_gives_json(told: Callable[..., str]) -> None:
    person, matter, place = json.loads(told("repeats", "--days", "7", "--json"))
    assert (person["kind"], person["name"], person["phone"], person["count"]) == (
        "person",
        "查小刚",
        "138****0027",
        3,
    )
    assert (matter["kind"], matter["category"], matter["open"]) == ("matter", "noise", 3)
    assert (place["name"], place["requests"]) == ("三栋", ["LF-20261122-001", "LF-20261123-001"])
    assert place["last"] == "2026-11-23T12:00:00+08:00"
    assert json.loads(told("repeats", "--from", "11-01", "--to", "11-20", "--json")) == []


def test_the_command_line_says_that_nothing_came_up_twice_and_what_is_wrong(told: Callable[..., str]) -> None:
    assert "Nothing and nobody came up twice" in told("repeats", "--days", "1")
    assert "from 1 to 366" in told("repeats", "--days", "many", code=2)


def test_a_repeat_is_logged_into_an_open_one_from_the_command_line(told: Callable[..., str]) -> None:
    words = ("log", "--category", "noise", "--name", "查小刚", "--phone", "13800010027", "又吵了")
    assert told(*words, "--into", "LF-20261121-027", "--dry-run")
    number = told(*words, "--into", "LF-20261121-027").strip()
    assert json.loads(told("show", number, "--json"))["merged_into"] == "LF-20261121-027"
    assert "already. Choose LF-20261121-027" in told(*words, "--into", number, code=1)
    assert "no record" in told(*words, "--into", "LF-20261121-099", code=3)


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
