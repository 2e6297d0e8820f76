"""An officer who was sent away in one window writes in no other until somebody else has the desk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from deskapp.domain.errors import DeskError
from deskapp.domain.officer import Actor
from deskapp.wiring import Desk, open_desk
from tests.app_builders import Person, log, new_desk, opened
from tests.builders import EN, refused


def send_away(desk: Desk) -> None:
    """Another window gives the desk to a colleague, who sends the first officer away."""
    with closing(open_desk(desk.settings)) as other:
        other.clock = desk.clock
        added = other.staff.add(other.room, "周海峰", "012346", "officer", other.actor, EN)
        other.sign_in(added)
        other.staff.correct(other.room, 1, {"presence": "no"}, other.actor, EN)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk with two records, whose officer was sent away in another window after an undo."""
    found = new_desk(tmp_path)
    log(found)
    log(found, applicant="王秀英")
    found.undoing.undo(found.actor)
    send_away(found)
    yield found
    found.close()


FIRST = "LF-20261121-001"
WRITES: dict[str, Callable[[Desk, Actor], object]] = {
    "log": lambda d, a: d.requests.log({"category": "noise", "summary": "x"}, a, EN),
    "step": lambda d, a: d.requests.step(FIRST, "take", {}, a, EN),
    "note": lambda d, a: d.requests.note(FIRST, "note", "x", a, EN),
    "correct": lambda d, a: d.requests.correct(FIRST, {"place": "x"}, "y", a, EN),
    "dispute": lambda d, a: d.disputes.open({"type": "neighbor", "summary": "x"}, [], a, EN),
    "person": lambda d, a: d.people.correct("P-1", {"name": "x"}, "y", a, EN),
    "officer": lambda d, a: d.staff.add(d.room, "赵蕾", "1", "officer", a, EN),
    "oneself": lambda d, a: d.staff.correct(d.room, 1, {"presence": "yes"}, a, EN),
    "setting": lambda d, a: d.configuring.change("repeat_days", "9", a, EN),
    "look": lambda d, a: d.configuring.change("language", "en", a, EN, in_passing=True),
    "undo": lambda d, a: d.undoing.undo(a),
    "redo": lambda d, a: d.undoing.redo(a),
}


def held(desk: Desk) -> list[int]:
    return [
        desk.reader.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        for table in ("audit", "history", "journal", "request", "officer", "setting")
    ]


@pytest.mark.parametrize("verb", WRITES)
def test_every_write_is_refused_and_nothing_is_changed(desk: Desk, verb: str) -> None:
    before = held(desk)
    with pytest.raises(DeskError) as refusal:
        WRITES[verb](desk, desk.actor)
    refused(refusal.value, "李辉", "no more", "kept", "Ctrl+O")
    assert held(desk) == before
    assert not desk.settings.config.exists()


def test_the_desk_can_still_be_handed_over(desk: Desk) -> None:
    desk.sign_in(next(one for one in desk.officers if one.active))
    WRITES["log"](desk, desk.actor)
    assert desk.reader.execute("SELECT entered_by FROM request ORDER BY id DESC").fetchone()[0] == 2


async def test_what_is_typed_stays_until_a_colleague_saves_it(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    async with opened(desk) as person:
        await person.types("f2", *"Li", "enter", "enter", "1", *"too loud")
        send_away(desk)
        await person.types("ctrl+s")
        assert "works in this room no more" in person.status
        assert person.top == "LogScreen"
        assert person.form.values()["summary"] == "too loud"
        assert person.read("SELECT count(*) FROM request")[0][0] == 0
        assert "too loud" in await kept_draft(person)
        await person.types("ctrl+o", "1")
        assert person.form.values()["summary"] == "too loud"
        await person.types("ctrl+s")
        assert (person.request().summary, person.request().entered_by) == ("too loud", 2)
        await person.until(lambda: person.read("SELECT count(*) FROM draft")[0][0] == 0)


async def kept_draft(person: Person) -> str:
    """What lies in the file as a draft."""
    await person.until(lambda: person.read("SELECT 1 FROM draft"))
    return str(person.read("SELECT typed FROM draft")[0][0])


async def test_in_a_box_too_another_officer_is_chosen_over_it(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    async with opened(desk) as person:
        await person.types("ctrl+k", "3", "enter", *"9")
        send_away(desk)
        await person.types("ctrl+s")
        assert person.top == "ChangeDialog"
        assert "press Ctrl+O" in person.screen.replace("\n", " ")
        await person.types("ctrl+o", "ctrl+o", "1")
        assert person.top == "ChangeDialog"
        await person.types("ctrl+s")
        assert desk.values.number("repeat_days") == 9


async def test_it_is_said_before_anything_is_refused(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    async with opened(desk) as person:
        send_away(desk)
        await person.until(lambda: "Press Ctrl+O" in person.status)
        assert "李辉" in person.status
