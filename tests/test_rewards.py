"""Stars and points: a table of the room, off until somebody wants it, shown on the entry and on the page of hours."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from deskapp.__main__ import main
from deskapp.domain import rewards
from deskapp.domain.errors import DeskError
from deskapp.domain.volunteer import Honour
from deskapp.screens.volunteers.hours import HoursScreen
from deskapp.wiring import Desk
from tests.app_builders import WIDE, new_desk, opened, turn
from tests.builders import EN, refused

PRAISED = (Honour(1, "honour", "优秀", date(2026, 1, 1)), Honour(2, "warning", "迟到", date(2026, 1, 1)))


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Somebody with two confirmed hours."""
    found = new_desk(tmp_path)
    found.volunteers.register({"name": "马玉兰"}, found.actor, EN)
    number = found.attendances.check_in("0001", found.actor, EN).duty.attendance.number
    turn(found, hours=2)
    found.attendances.check_out("0001", found.actor, EN)
    found.attendances.step(number, "confirm", {}, found.actor, EN)
    return found


def set_to(desk: Desk, name: str, text: str) -> None:
    desk.configuring.change(name, text, desk.actor, EN)
    desk.look_again()


@pytest.mark.parametrize(
    ("hours", "stars"), [(0, 0), (99, 0), (100, 1), (300, 2), (600, 3), (1000, 4), (1500, 5), (9999, 5)]
)
def test_stars_come_at_the_hours_of_the_ministry(hours: int, stars: int) -> None:
    assert rewards.stars_of(hours * 60, rewards.Rules()) == stars
    assert rewards.stars_of(hours * 60 - 1, rewards.Rules()) <= stars


def test_points_are_whole_hours_by_dimension_and_honours_but_no_warnings() -> None:
    rules = rewards.Rules(points={"patrol": 3, "honour": 20})
    assert rewards.points_of({"patrol": 119, "dispute": 60}, PRAISED, rules) == 3 + 1 + 20
    assert rewards.points_of({}, (), rules) == 0


def test_rows_are_changed_kept_and_read_back() -> None:
    text = rewards.told("", "star1", "120", EN)
    text = rewards.told(text, "Patrol and prevention", "３", EN)
    rules = rewards.read_rules(text)
    assert (rules.stars[0], rules.worth("patrol"), rules.worth("dispute"), rules.worth("honour")) == (
        120,
        3,
        1,
        10,
    )
    assert rewards.kept(rules) == text
    assert rewards.told(rewards.told(text, "一星", "default", EN), "patrol", "default", EN) == ""
    assert "from 120 hours on" in rewards.shown(text, EN)


@pytest.mark.parametrize(
    ("part", "said", "words"),
    [("star2", "50", "50"), ("star1", "300", "300"), ("patrol", "-1", "whole number"),
     ("patrol", "1.5", "whole number"),      ("fame", "3", "star1"), ("star9", "1", "star1")],
)  # fmt: skip
def test_what_makes_no_sense_is_refused(part: str, said: str, words: str) -> None:
    with pytest.raises(DeskError) as error:
        rewards.told("", part, said, EN)
    refused(error.value, words)


@pytest.mark.parametrize(
    "text", ["[]", "{", '{"stars": [1]}', '{"points": {"patrol": -1}}', '{"points": 3}', "7"]
)
def test_a_kept_text_that_is_none_is_refused_in_words(text: str) -> None:
    with pytest.raises(DeskError) as error:
        rewards.read_rules(text)
    refused(error.value, "reward_rules.star1")


def test_nothing_of_it_is_there_until_the_room_wants_it(desk: Desk) -> None:
    assert desk.rewards is None
    set_to(desk, "rewards", "on")
    assert desk.rewards == rewards.Rules()
    set_to(desk, "rewards", "off")
    assert desk.rewards is None


def test_the_entry_tells_them_at_the_command_line(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["--db", str(desk.settings.database), "--lang", "en", "volunteer", "show", "0001"]
    assert main(words) == 0
    assert "points" not in capsys.readouterr().out
    set_to(desk, "rewards", "on")
    assert main([*words[:4], "config", "set", "reward_rules.patrol", "5"]) == 0
    assert main(words) == 0
    assert "stars: 0 of 5 · points: 10" in capsys.readouterr().out


async def test_the_entry_and_the_page_of_hours_show_them_only_when_on(desk: Desk) -> None:
    async with opened(desk, size=WIDE) as person:
        await person.types("f6", "6")
        assert isinstance(person.app.screen, HoursScreen)
        assert "Stars" not in person.screen
        await person.types("escape")
        set_to(desk, "rewards", "on")
        await person.types("f6", "6")
        assert "Stars" in person.screen
        assert "points: 2" in person.screen
        await person.types("escape")
        person.app.open_volunteer("YJ-20261121-001")
        await person.settled()
        assert "points: 2" in person.screen


async def test_the_table_is_a_page_of_the_settings(desk: Desk) -> None:
    from deskapp.screens.settings.rewards import RewardsScreen

    async with opened(desk) as person:
        person.app.push_screen(RewardsScreen("reward_rules"))
        await person.settled()
        assert "Stars: 1" in person.screen
        await person.types("enter", "ctrl+u")
        await person.writes("120")
        await person.types("ctrl+s")
        assert "from 120 hours on" in person.screen
