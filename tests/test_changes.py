"""What changed since an officer's last shift: every register, and never by reading all there ever was."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from deskapp.domain.changes import REGISTERS, Changes, told
from deskapp.domain.handover import head_of
from deskapp.reading import changes
from deskapp.reading import shifts as reading
from deskapp.wiring import Desk
from tests.app_builders import opened
from tests.duty_builders import come, crew
from tests.field_builders import grids, hazard
from tests.shift_builders import as_officer, handed_over, key, log, proof, shift_desk, sit


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return shift_desk(tmp_path, pins=False)


def since(desk: Desk, badge: str = "012345", **asked: object) -> Changes:
    """What changed since the last shift of an officer."""
    last = reading.last_served(desk.reader, desk.room.id, key(desk, badge))
    assert last is not None
    return changes.since(desk.reader, desk.room.id, last.cut_write or 0, **asked)  # type: ignore[arg-type]


def counts(found: Changes) -> dict[str, int]:
    return {group.subject: group.count for group in found.groups}


def test_every_register_that_was_written_to_is_told_with_its_number_of_records(desk: Desk) -> None:
    grids(desk)
    crew(desk)
    desk.shifts.open(desk.actor)
    old = log(desk, summary="旧事")
    handed_over(desk)
    assert counts(since(desk)) == {}
    log(desk, summary="新事", applicant="王小明", phone="13800010099")
    desk.requests.step(old.number, "take", {}, desk.actor, desk.words)
    desk.requests.note(old.number, "call", "又打过电话", desk.actor, desk.words)
    hazard(desk)
    come(desk, "0001")
    desk.configuring.change("checklist", "key archive 2", desk.actor, desk.words)
    found = since(desk)
    assert counts(found) == {"request": 2, "hazard": 1, "attendance": 1, "person": 1, "setting": 1}
    group = found.groups[0]
    assert (group.newest[0].number, group.newest[0].steps) == (old.number, ("take", "note"))
    assert "Entry added" in told(group.newest[0], desk.words)
    assert "Check list · Setting changed" in told(found.groups[-1].newest[0], desk.words)


def test_every_register_whose_writes_can_be_undone_has_its_words(desk: Desk) -> None:
    assert set(desk.undoing.reversals) - {"batch"} <= set(REGISTERS)
    for subject in REGISTERS:
        assert subject in changes._FACTS
        assert desk.reader.execute(f"SELECT {changes._FACTS[subject]} FROM {subject} LIMIT 1") is not None


def test_a_handover_between_is_told_and_the_one_under_way_is_not(desk: Desk) -> None:
    desk.shifts.open(desk.actor)
    handed_over(desk)
    between = handed_over(desk, "054321", "000007")
    desk.shifts.start(as_officer(desk, "000007"))
    found = since(desk)
    assert [change.number for group in found.groups for change in group.newest] == [between.number]
    desk.shifts.add("JB-20261121-001", "钥匙已找到", as_officer(desk, "054321"))
    assert counts(since(desk)) == {"shift": 2}


def test_nothing_is_lost_where_one_look_does_not_reach_to_the_last_shift(desk: Desk) -> None:
    desk.shifts.open(desk.actor)
    handed_over(desk)
    made = [log(desk).number for _ in range(7)]
    for number in made[:3]:
        desk.requests.note(number, "call", "又打过电话", desk.actor, desk.words)
    seen: list[str] = []
    steps = 0
    before: tuple[int, int] | None = None
    while True:
        part = since(desk, before=before, steps=3, most=100)
        seen += [
            change.number for group in part.groups for change in group.newest if group.subject == "request"
        ]
        steps += sum(len(change.steps) for group in part.groups for change in group.newest)
        before = part.before
        if before is None:
            break
    assert set(seen) == set(made)
    whole = since(desk, most=100)
    assert steps == sum(len(change.steps) for group in whole.groups for change in group.newest)


def worked(connection: sqlite3.Connection, verb: Callable[[], object]) -> int:
    """How much SQLite did for `verb`, in hundreds of its own steps."""
    count = [0]

    def one_more() -> int:
        count[0] += 1
        return 0

    connection.set_progress_handler(one_more, 100)
    verb()
    connection.set_progress_handler(None, 0)
    return count[0]


def test_what_was_long_ago_is_not_read_again_for_the_news_nor_for_the_sheet(desk: Desk) -> None:
    desk.shifts.open(desk.actor)
    handed_over(desk)
    log(desk)
    shift = reading.open_shift(desk.reader, desk.room.id)
    assert shift is not None
    head = head_of(shift, desk.officers)

    def both() -> None:
        since(desk)
        reading.input_of(desk.reader, desk.room, shift, head, desk.clock())

    before = worked(desk.reader, both)
    with closing(sqlite3.connect(desk.settings.database)) as file, file:
        file.executemany(
            "INSERT INTO history (room_id, subject, subject_id, at, by_id, step, source, target, write_id) "
            "VALUES (1, 'request', 1, '2026-11-01T00:00:00.000000Z', 1, 'take', 'registered', 'in_progress', 1)",
            ((),) * 20_000,
        )
    assert worked(desk.reader, both) < before + 20  # reading one row each would be 2,000 more


async def test_the_page_names_a_few_says_how_many_more_and_leads_to_all_of_them(desk: Desk) -> None:
    desk.shifts.open(desk.actor)
    handed_over(desk)
    numbers = [log(desk, summary=f"第{at}件").number for at in range(5)]
    desk.shifts.start(as_officer(desk, "054321"))
    sit(desk, "054321")
    desk.shifts.send(proof(desk, "054321"), "desk", desk.words)
    async with opened(desk, settings=desk.settings) as person:
        await person.types("ctrl+a", "0", *"012345", "enter")
        await person.until(lambda: "Requests: 5" in person.screen)
        assert "… 2 more: Enter lists them" in person.screen
        assert numbers[-1] in person.screen

        await person.types("down", "enter")
        assert person.top == "ChangesScreen"
        person.fits()
        await person.until(lambda: numbers[0] in person.screen)
        assert "Requests: 5 changed since JB-20261121-001" in person.screen
        await person.types("end", "enter")
        assert person.top == "RecordScreen"
        assert numbers[0] in person.screen
