"""Papers printed by command: the sheet and the receipts of found things, with their options and refusals."""

from __future__ import annotations

import pytest

from deskapp.domain.errors import Exit
from deskapp.domain.print_options import Options
from tests.print_builders import Fake, faked
from tests.test_cli import Desk, desk, room

__all__ = ["desk", "room"]


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> Fake:
    return faked(monkeypatch)


def test_a_receipt_of_a_found_thing_is_printed_once(room: Desk, fake: Fake) -> None:
    room("config", "set", "print_copies", "3")
    assert room("custody", "receive", "wallet", "Brown wallet", "--finder", "Li").code == 0
    said = room("custody", "receipt", "1", "--print", "Hall", "--sides", "one")
    assert (said.code, "Printed: 1 page(s)" in said.err) == (0, True), said.err
    assert fake.sent == [("Hall", Options(1, "one"))]


def test_the_sheet_goes_by_the_settings_where_nothing_is_said(room: Desk, fake: Fake) -> None:
    for name, value in {
        "printer": "Hall",
        "print_copies": "3",
        "print_sides": "short",
        "print_paper": "own",
    }.items():
        assert room("config", "set", name, value).code == 0
    assert room("handover", "--print").code == 0
    assert fake.sent == [("Hall", Options(3, "short", "own"))]


@pytest.mark.parametrize(
    ("words", "word"),
    [
        (("--copies", "0"), "from 1 to 20"),
        (("--copies", "２１"), "from 1 to 20"),
        (("--copies", "two"), "type it again"),
        (("--sides", "three"), "long"),
        (("--paper", "a5"), "a4"),
    ],
)
def test_what_cannot_be_printed_is_refused_before_anything_is_made(
    room: Desk, fake: Fake, words: tuple[str, ...], word: str
) -> None:
    said = room("handover", "--print", *words)
    assert (said.code, word in said.err) == (Exit.USAGE, True), said.err
    assert fake.sent == []


def test_without_a_printer_the_list_says_what_happens_to_papers(room: Desk, fake: Fake) -> None:
    fake.printers.clear()
    said = room("printers")
    assert (said.code, said.out) == (0, "")
    assert "kept as PDF" in said.err
    assert room("printers", "--json").data == []


def test_the_list_of_printers_and_jobs_is_whole_for_people_and_programs(room: Desk, fake: Fake) -> None:
    said = room("printers")
    assert "paused or off" in said.out and "no paper" in said.out
    assert "3 jobs wait" in said.err
    assert [one["state"] for one in room("printers", "--json").data] == ["printing", "paused", "stuck"]
    assert room("printers", "--jobs", "--plain").out.splitlines()[1].split("\t")[0] == "Laser-42"
    assert room("printers", "--cancel", "Laser-42").code == 0
    assert [one["job"] for one in room("printers", "--jobs", "--json").data] == ["Laser-41", "Attic-7"]
