"""Opening a sheltered dispute is history: who looked stands in the trail, once for each sitting at the desk."""

from __future__ import annotations

from pathlib import Path

from deskapp.domain.sheet_summary import summarise
from deskapp.printing.as_json import as_json
from deskapp.reading import requests as reading
from deskapp.reading.sheet import sheet_input
from deskapp.wiring import Desk
from tests.app_builders import new_desk, opened, turn
from tests.test_app_disputes import open_file, quarrel
from tests.test_cli import Desk as Line
from tests.test_cli import desk, room  # noqa: F401 - the fixtures


def looks(here: Desk, dispute_id: int) -> list[tuple[int, str]]:
    """Who looked, and in which state the file was."""
    found = reading.history(here.reader, "dispute", dispute_id)
    return [(row.by, row.target) for row in found if row.step == "view"]


async def test_who_opened_a_sealed_file_stands_in_its_trail_once_a_sitting(tmp_path: Path) -> None:
    here = new_desk(tmp_path)
    dispute = quarrel(here).dispute
    here.disputes.seal(dispute.number, True, "上级要求", here.actor, here.words)
    async with opened(here, close=False) as person:
        await open_file(person, dispute.number)
        await person.until(lambda: looks(here, dispute.id))
        await person.types("f8", "f8", "escape")  # painted again, and opened again
        await open_file(person, dispute.number)
        assert looks(here, dispute.id) == [(1, "registered")]
        assert "File opened" in person.screen
        # The chain keeps each of them, written by a thread of its own.
        await person.until(
            lambda: person.read("SELECT 1 FROM audit WHERE action = 'view' AND subject = 'dispute'")[1:]
        )
    here.close()


async def test_a_paper_on_the_screen_is_a_look_too_and_a_minor_is_sheltered(tmp_path: Path) -> None:
    here = new_desk(tmp_path)
    dispute = quarrel(here).dispute
    with here.store.write(here.actor) as writing:
        writing.session.connection().exec_driver_sql("UPDATE person SET minor = 1 WHERE name = '马玉兰'")
    async with opened(here, close=False) as person:
        person.app.dispute_papers(dispute.number)
        await person.settled()
        await person.types("8")  # the notice of rights
        await person.until(lambda: looks(here, dispute.id))
        assert looks(here, dispute.id) == [(1, "registered")]
    here.close()


def test_an_open_file_keeps_its_looks_in_the_chain_alone(tmp_path: Path) -> None:
    here = new_desk(tmp_path)
    file = quarrel(here)
    here.looked_into(file)
    assert looks(here, file.dispute.id) == []
    here.close()


def test_two_officers_and_two_sittings_are_told_apart(tmp_path: Path) -> None:
    here = new_desk(tmp_path)
    here.staff.add(here.room, "周海峰", "012346", "officer", here.actor, here.words)
    number = quarrel(here, flags="domestic_violence").dispute.number
    file = here.disputes.seal(number, True, "保护", here.actor, here.words)
    here.looked_into(file)
    here.sign_in(here.officers[1])
    here.looked_into(file)
    here.looked_into(file)
    here._looked.clear()  # the desk was closed and opened
    here.looked_into(file)
    assert [by for by, _ in looks(here, file.dispute.id)] == [1, 2, 2]
    here.close()


def test_undo_takes_the_write_before_the_look(tmp_path: Path) -> None:
    here = new_desk(tmp_path)
    number = quarrel(here).dispute.number
    file = here.disputes.seal(number, True, "上级要求", here.actor, here.words)
    here.looked_into(file)
    here.undoing.undo(here.actor)
    assert not here.reader.execute("SELECT sealed FROM dispute").fetchone()[0]
    assert len(looks(here, file.dispute.id)) == 1  # that somebody looked stays
    here.close()


def test_a_look_puts_no_file_onto_the_sheet(tmp_path: Path) -> None:
    here = new_desk(tmp_path)
    number = quarrel(here).dispute.number
    told = {"reason": "other", "text": "法院"}
    here.disputes.step(number, "decline", told, here.actor, here.words)
    file = here.disputes.seal(number, True, "上级要求", here.actor, here.words)
    turn(here, days=2)
    here.looked_into(file)
    now = here.clock()
    day = summarise(sheet_input(here.reader, here.room, here.room.calendar.day(now), now))
    assert number not in as_json(day)
    here.close()


def test_the_command_line_keeps_who_looked(room: Line) -> None:  # noqa: F811
    number = "JF-20261121-001"
    assert room("dispute", "open", "--type", "noise", "--party", "Li", "--party", "Wu", "x").code == 0
    assert room("dispute", "seal", number, "--reason", "told so").code == 0
    for times in (1, 2):
        assert room("show", number).out.count("File opened") == times
    steps = [row["step"] for row in room("show", number, "--json").data["history"]]
    assert steps == ["open", "seal", "view", "view", "view"]
