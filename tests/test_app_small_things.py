"""Small things that a new user stumbles over: numbers that stay, cursors that stay, rules that are seen."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from deskapp import backup, locales, swap
from deskapp.domain.codes import Choices
from deskapp.domain.dispute_given import PartyGiven
from deskapp.domain.dispute_papers import PAPER
from deskapp.domain.errors import DeskError
from deskapp.domain.person_draft import Told
from deskapp.wiring import Desk
from tests.app_builders import NARROW, new_desk, opened
from tests.builders import EN
from tests.test_app_disputes import advance, quarrel
from tests.test_restore import HOLD

ZH = locales.load("zh")


@pytest.fixture
def desk(home: Path) -> Iterator[Desk]:
    found = new_desk(home)
    yield found
    found.close()


async def test_after_keeping_a_paper_the_page_shows_the_number_that_is_on_disk(desk: Desk) -> None:
    number = quarrel(desk).dispute.number
    advance(desk, number, ("accept", {"kind": "peoples", "willing": "yes"}))
    async with opened(desk) as person:
        person.app.dispute_papers(number)
        await person.settled()
        await person.types("5")
        if person.top == "Choose":
            await person.types("1")
        assert person.top == "PaperScreen"

        def shown() -> str:
            return str(person.app.screen.query_one("#paper").render())

        await person.types("ctrl+s")
        assert f"{number}-01" in shown()
        assert f"{number}-02" not in shown()
        await person.types("ctrl+s")
        assert f"{number}-02" in shown()


async def test_f8_in_the_settings_leaves_the_cursor_on_its_row(desk: Desk) -> None:
    async with opened(desk) as person:
        await person.types("ctrl+k", "6", "down", "down")
        before = person.app.screen.query_one("#rows").cursor  # type: ignore[attr-defined]
        assert before == 2
        await person.types("f8")
        assert person.app.screen.query_one("#rows").cursor == before  # type: ignore[attr-defined]


async def test_what_was_put_into_words_leaves_when_the_language_changes(desk: Desk) -> None:
    async with opened(desk) as person:
        person.app.tell("{said} · Ctrl+Z undoes", "good", said="现在叫“丢失物品”")
        await person.types("f8")
        assert person.status == ""


async def test_the_figures_show_the_rule_of_the_row_at_eighty_columns(desk: Desk) -> None:
    quarrel(desk)
    async with opened(desk, size=NARROW) as person:
        person.app.action_figures()
        await person.settled()
        assert "Rule" in person.screen
        person.fits()


async def test_whoever_stands_by_another_is_set_in_below(desk: Desk) -> None:
    before = quarrel(desk)
    number = before.dispute.number
    file = desk.disputes.add_party(
        number, PartyGiven(0, "agent", Told("陈小明"), stands_by=before.sides[1].id, mandate=True), desk.actor, EN
    )  # fmt: skip
    assert len(file.parties) == 3
    async with opened(desk) as person:
        person.app.dispute_sides(number)
        await person.settled()
        side = next(line for line in person.screen.splitlines() if "马玉兰" in line)
        agent = next(line for line in person.screen.splitlines() if "陈小明" in line)
        assert len(agent) - len(agent.lstrip(" ▶")) > len(side) - len(side.lstrip(" ▶"))


def test_choices_are_joined_as_each_language_joins() -> None:
    codes = tuple(entry.code for entry in PAPER)[:2]
    assert "、" in Choices(PAPER, codes).say(ZH)
    assert ", " in Choices(PAPER, codes).say(EN)


def test_a_copy_is_not_asked_about_while_a_window_is_open(desk: Desk) -> None:
    if not Path("/proc/self/fd").exists():
        pytest.skip("without /proc nobody tells who has a file open: run it on Linux")
    backup.make(desk)
    desk.close()
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(desk.settings.database), "SELECT 1 FROM room"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    ) as holder:  # fmt: skip
        assert holder.stdout is not None
        holder.stdout.readline()
        with pytest.raises(DeskError, match="open in another window"):
            swap.refuse_open(desk.settings.database)
        holder.communicate(b"\n")
