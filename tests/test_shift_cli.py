"""Shifts and handovers at the command line: a whole handover with PINs, looked up, compared, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from deskapp.commands.shift import VERBS
from tests.test_cli import Desk, desk, log, room  # noqa: F401 - the fixtures
from tests.test_cli_pins import PIN, Typed, quick, typed  # noqa: F401 - the fixtures
from tests.test_cli_pins import room as pinned  # noqa: F401 - a room with a PIN

FIRST, NEXT = "JB-20261121-001", "JB-20261121-002"
OTHER = "975310"


def test_a_shift_is_handed_over_with_two_pins(pinned: Typed) -> None:  # noqa: F811
    def run(lines: str, *words: str) -> str:
        said = pinned(lines, "shift", *words)
        assert said.code == 0, said.err
        return said.out.strip()

    assert pinned("", "officers", "--add", "Wang Fang", "--badge", "054321").code == 0
    assert pinned(f"{PIN}\n{OTHER}\n{OTHER}\n", "officers", "pin", "054321", "--pin-stdin").code == 0
    assert pinned("", "config", "set", "checklist", "equipment radio 4; key archive 2").code == 0
    assert run("", "open", "--officers", "012345,054321") == FIRST
    number = pinned("", "log", "--category", "noise", "--danger", "threat", "Shouting").out.strip()
    run("", "note", number, "Call again at 8")
    run("", "note", "orders", "More rounds at night")
    assert run("", "start") == FIRST
    assert pinned(f"{PIN}\n", "shift", "send", "--pin-stdin").code != 0  # not counted yet
    run("", "check", "radio", "3", "--reason", "one is being repaired")
    run("", "all-there")
    assert run("", "goes-on") == ""
    assert pinned("", "shift", "send", "--no-input").code == 2
    assert run(f"{PIN}\n", "send", "--pin-stdin") == FIRST
    assert run(f"{OTHER}\n", "return", "Where is the radio?", "--pin-stdin") == FIRST
    run(f"{PIN}\n", "send", "--pin-stdin")
    assert pinned(f"{OTHER}\n", "shift", "accept", "--pin-stdin").code != 0  # not told yet
    assert pinned("", "shift", "tick", "--as", "054321", "--no-input").code == 2
    assert pinned(f"{PIN}\n", "shift", "tick", "--as", "054321", "--pin-stdin").code == 1  # another one's PIN
    assert run(f"{OTHER}\n", "tick", "--as", "054321", "--pin-stdin") == number
    sealed, seal = run(f"{OTHER}\n", "accept", "--pin-stdin").split()
    assert (sealed, len(seal)) == (FIRST, 64)
    assert "Call again at 8" in pinned("", "handover", "--shift", FIRST).out
    data = pinned("", "show", FIRST, "--json").data
    assert data["must_do"][0]["number"] == number
    (later, earlier) = pinned("", "list", "handovers", "--json").data
    assert (later["number"], later["status"], earlier["seal"]) == (NEXT, "open", seal)
    assert "Wang Fang" in pinned("", "list", "handovers", "--text", "Wang").out
    assert pinned("", "list", "handovers", "--text", "nobody-of-this-name").out == ""
    run("", "add", FIRST, "The radio is back")
    assert "The radio is back" in pinned("", "handover", "--shift", "1").out
    assert pinned(f"{PIN}\n", "shift", "countersign", FIRST, "--as", "012345", "--pin-stdin").code == 1
    found = pinned("", "shift", "compare", NEXT, FIRST, "--json").data
    assert (found["left"], found["right"], found["both"]) == (FIRST, NEXT, [number])
    assert found["figures"]["entered"] == {"left": 1, "right": 0, "difference": -1}


def test_a_room_with_one_officer_closes_takes_back_and_takes_over_alone(room: Desk) -> None:  # noqa: F811
    assert "No shift is open" in room("shift", "show").err
    assert room("shift", "open").out.strip() == FIRST
    assert room("shift", "people", "--leader", "012345").code == 0
    number = log(room)
    assert room("shift", "tell", number).code == 0
    assert room("shift", "tell", number, "--off").code == 0
    assert room("shift", "start", "--dry-run").out == ""
    assert room("shift", "start").code == 0
    assert room("shift", "cancel").code == 0
    assert room("shift", "start").code == 0
    assert room("shift", "send").code == 0
    assert "word why" in room("shift", "accept").err
    assert room("shift", "accept", "--reason", "no relief at night").code == 0
    assert room("shift", "countersign", FIRST).code == 1  # by the one who handed over
    assert room("shift", "start").code == 0
    assert room("shift", "close", "fire at the market").code == 0
    assert room("shift", "show", NEXT).out.count(number) == 1
    assert (
        number in room("handover").out
    )  # nothing is open: all since the last cut-off, with what is still open
    assert room("--lang", "zh", "shift", "compare", "1", "2").code == 0


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("shift", "dance"), 2), (("shift", "note", "orders"), 2), (("shift", "start", "now"), 2),
        (("shift", "start"), 1), (("shift", "check", "radio", "many"), 2), (("shift", "people", "--leader", "99"), 3),
        (("shift", "show", "JB-20261121-009"), 3), (("handover", "--shift", "7"), 3),
        (("handover", "--shift", "7", "--date", "today"), 2), (("shift", "tick"), 1),
        (("shift", "add", "JB-20261121-009", "x"), 3),
    ],
)  # fmt: skip
def test_what_a_shift_does_not_know_is_refused(room: Desk, words: tuple[str, ...], code: int) -> None:  # noqa: F811
    said = room(*words)
    assert said.code == code, said.err
    assert said.err


def test_a_sealed_handover_is_kept_under_its_number(room: Desk, tmp_path: Path) -> None:  # noqa: F811
    for words in (("open",), ("start",), ("send",), ("accept", "--reason", "alone")):
        assert room("shift", *words).code == 0
    path = tmp_path / "one.pdf"
    assert room("handover", "--shift", FIRST, "--pdf", str(path)).code == 0
    assert path.read_bytes()[:5] == b"%PDF-"
    assert json.loads(room("handover", "--shift", FIRST, "--json").out)


def test_who_serves_is_shown_and_only_what_was_named_is_changed(room: Desk) -> None:  # noqa: F811
    for name, badge, kind in (("Zhao", "F0001", "auxiliary"), ("Wang", "054321", "officer")):
        assert room("officers", "--add", name, "--badge", badge, "--kind", kind).code == 0
    assert room("shift", "people").code == 1  # none is open
    assert room("shift", "open", "--officers", "012345,054321", "--auxiliaries", "F0001").code == 0

    def people() -> list[tuple[str, str]]:
        said = room("shift", "people", "--json")
        assert said.code == 0
        return [(one["badge"], one["role"]) for one in said.data]

    whole = [("012345", "officer"), ("054321", "officer"), ("F0001", "auxiliary")]
    said = room("shift", "people")
    assert "Wang 054321" in said.out
    assert "Nothing is changed" in said.err
    assert sorted(people()) == whole
    assert room("shift", "people", "--leader", "054321").code == 0
    assert sorted(people()) == [whole[0], ("054321", "leader"), whole[2]]
    assert room("shift", "people", "--auxiliaries", "").code == 0
    assert sorted(people()) == [whole[0], ("054321", "leader")]


def test_what_changed_since_ones_last_shift_is_told(room: Desk) -> None:  # noqa: F811
    assert "no shift here yet" in room("shift", "changes").err
    for words in (("open",), ("start",), ("send",), ("accept", "--reason", "alone")):
        assert room("shift", *words).code == 0
    number = log(room)
    said = room("shift", "changes")
    assert number in said.out
    assert "Requests" in said.out
    assert "JB-20261121-001: 1." in said.err
    data = room("shift", "changes", "--json").data
    assert data["since"] == FIRST
    assert data["request"][0]["steps"] == ["log"]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_help_tells_every_verb_in_a_line(room: Desk, language: str) -> None:  # noqa: F811
    page = room("--lang", language, "shift", "--help").out
    for verb, (_names, meaning) in VERBS.items():
        line = next(line for line in page.splitlines() if line.startswith(f"  {verb} "))
        assert len(line) < 110
        assert (meaning.split(";")[0][:20] in line) == (language == "en"), line


def test_usages_have_their_brackets_once(room: Desk) -> None:  # noqa: F811
    page = room("officers", "--help").out
    assert "deskapp officers [pin|recovery|recover] [NO] [options]" in page
    assert "[[" not in page
