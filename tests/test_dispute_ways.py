"""A step that is refused whatever is typed is not offered; its digit says why, and which step is lawful."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from deskapp.domain.dispute_outcome import OUTCOMES
from deskapp.domain.dispute_ways import outcome_bar, outcomes_of, possible
from deskapp.reading import disputes as reading
from deskapp.wiring import Desk as Wired
from tests.app_builders import new_desk, opened
from tests.builders import a_desk, refused
from tests.dispute_builders import quarrel
from tests.test_app_disputes import Done, advance, open_file
from tests.test_app_disputes import quarrel as app_quarrel
from tests.test_cli import Desk, desk, room  # noqa: F401 - the fixtures

SECURITY: Done = (
    ("accept", {"kind": "security", "willing": "yes", "eligible": "passed"}),
    ("session", {"from": "11:00", "to": "11:30", "course": "各说各的"}),
    ("agree", {"form": "written_agreed", "text": "赔偿", "deadline": "12-31", "signed": "yes"}),
    ("promise", {}),
)
BROKEN: Done = (*SECURITY, ("breach", {"text": "没付"}))
PEOPLES: Done = (
    ("accept", {"kind": "peoples", "willing": "yes"}),
    ("session", {"from": "11:00", "to": "11:30", "course": "各说各的"}),
    ("agree", {"form": "oral_agreed", "text": "各让一步"}),
    ("perform", {"performance": "none_due"}),
)
INFORMAL: Done = (("accept", {"kind": "informal", "willing": "yes"}), *PEOPLES[1:])


def codes(wired: Wired, number: str) -> set[str]:
    file = reading.find(wired.reader, wired.room.id, number)
    assert file is not None
    return {step.code for step in possible(file, wired.officers)}


@pytest.mark.parametrize(
    ("done", "gone", "stays"),
    [
        ((), set(), {"accept"}),
        (SECURITY, {"confirm", "pay"}, {"fulfil", "breach"}),
        (BROKEN, {"remediate"}, {"close"}),
        (PEOPLES, {"archive"}, {"follow_up", "confirm"}),
        (INFORMAL, {"confirm", "archive"}, {"follow_up"}),
    ],
)
def test_only_what_can_be_taken_is_possible(
    tmp_path: Path, done: Done, gone: set[str], stays: set[str]
) -> None:
    wired = new_desk(tmp_path)
    number = app_quarrel(wired).dispute.number
    advance(wired, number, *done)
    found = codes(wired, number)
    assert not found & gone
    assert stays <= found


@pytest.mark.parametrize("answer", ["", "no"])
def test_who_is_missing_or_unwilling_closes_every_outcome_until_that_is_settled(
    tmp_path: Path, answer: str
) -> None:
    made = a_desk(tmp_path)
    file = quarrel(made)
    assert outcomes_of(file, []) == {option.code for option in OUTCOMES}
    parties = tuple(replace(party, willing=answer, minor=not answer) for party in file.parties)
    assert not outcomes_of(replace(file, parties=parties), [])
    error = outcome_bar(replace(file, parties=parties), [])
    assert error is not None
    refused(error, *(("does not want",) if answer else ("sits with a guardian", "2 things stand in the way")))


def test_domestic_violence_ends_in_no_agreement_of_the_police_or_of_the_sides_alone(tmp_path: Path) -> None:
    file = quarrel(a_desk(tmp_path), flags="domestic_violence")
    found = outcomes_of(file, [])
    assert {"oral_agreed", "written_agreed", "not_agreed"} <= found
    assert not found & {"on_site_agreed", "self_settled_accepted", "peoples_accepted"}


async def test_mediating_again_before_the_police_does_not_stand_there_and_its_digit_says_the_law(
    tmp_path: Path,
) -> None:
    wired = new_desk(tmp_path)
    number = app_quarrel(wired).dispute.number
    advance(wired, number, *BROKEN)
    async with opened(wired) as here:
        await open_file(here, number)
        assert "Mediate again" not in here.screen
        await here.types("1")
        assert here.top == "DisputeScreen"
        assert "press 7, “By law”" in here.status
        await here.types("7")
        assert here.top == "DisputeStep"


async def test_a_court_that_does_not_confirm_is_not_offered_in_either_language(tmp_path: Path) -> None:
    wired = new_desk(tmp_path)
    number = app_quarrel(wired).dispute.number
    advance(wired, number, *INFORMAL)
    async with opened(wired) as here:
        await open_file(here, number)
        assert "Judicial confirmation" not in here.screen
        await here.types("8")
        assert here.top == "DisputeScreen"
        assert "people's mediation alone" in here.status
        await here.types("f8")
        assert "司法确认" not in here.screen
        assert "只确认人民调解协议" in here.status


async def test_all_that_stands_before_the_archive_is_said_before_anything_is_typed(tmp_path: Path) -> None:
    wired = new_desk(tmp_path)
    number = app_quarrel(wired, summary="扬言报复").dispute.number
    advance(wired, number, *PEOPLES, ("confirm", {"confirmation": "applied"}))
    async with opened(wired) as here:
        await open_file(here, number)
        await here.types("5")
        assert here.top == "DisputeScreen"
        for part in ("2026-11-24, 2026-12-21: press 1", "Warnings without an answer, 1: Ctrl+L", "press 8",
                     "Acceptance sheet", "Record of a follow-up", "Ctrl+B in the file"):  # fmt: skip
            assert part in here.status, part
        shown = " ".join(here.screen.split())
        assert "Ctrl+B in the file" in shown, here.screen  # the line is long enough for all of it
        here.fits()
        await here.types("f8")
        assert "还不能归档" in here.status


def test_the_prompt_offers_and_refuses_the_same(room: Desk) -> None:  # noqa: F811
    assert room("dispute", "open", "--type", "noise", "--party", "Li", "boxes").code == 0
    shown = room("show", "JF-20261121-001")
    assert "accept" not in shown.out.split("Possible now:")[1]
    answer = room("step", "JF-20261121-001", "accept", "--set", "kind=peoples", "--set", "willing=yes")
    assert answer.code == 1
    assert "deskapp dispute party JF-20261121-001" in answer.err
