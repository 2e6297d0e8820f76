"""What cannot be true of a dispute gets its sentence, at screen and prompt, and nothing is written by half."""

from __future__ import annotations

from pathlib import Path

import pytest

from deskapp.domain.dispute_given import PartyGiven
from deskapp.domain.person_draft import Told
from tests.app_builders import new_desk, opened, spell
from tests.bare import bare
from tests.test_app_disputes import Done, advance, open_file, quarrel
from tests.test_cli import Desk, desk, room  # noqa: F401 - the fixtures

FIRST = "JF-20261121-001"
_FILE = Path("~/.local/share/deskapp/desk.db")

ACCEPTED: Done = (("accept", {"kind": "security", "willing": "yes", "eligible": "passed"}),)
TIMES = {"from": "08:00", "to": "08:30", "course": "各说各的"}
TWICE: Done = (*ACCEPTED, ("session", TIMES), ("session", TIMES))
SAT: Done = (("accept", {"kind": "peoples", "willing": "yes"}), ("session", TIMES))
AGREED: Done = (*SAT, ("agree", {"form": "oral_agreed", "text": "各让一步", "sum": "500"}))
OWED: Done = (*AGREED, ("promise", {"parts": "12-01 300; 12-31 200"}))
CLOSED: Done = (
    *SAT, ("fail", {"form": "not_agreed", "text": "谈不拢", "told": "起诉"}),
    ("close", {"way": "court", "number": "1号"}),
)  # fmt: skip

CASES: dict[str, tuple[Done, str, dict[str, str], str, str]] = {
    # what was done before, the step, what is given, the keys in its box, what is said
    "one party only": ((), "accept", {"kind": "peoples", "willing": "yes"}, "31\n\n", "has two sides: 1"),
    "a third sitting": (TWICE, "session", TIMES, "08:00\n\n\n\n又谈\n", "at most two sittings"),
    "a deadline before the agreement": (
        SAT, "agree", {"form": "oral_agreed", "text": "好", "deadline": "2026-11-20"}, "", "lies before the agreement",
    ),
    "instalments that do not add up": (
        AGREED, "promise", {"parts": "12-01 300; 12-31 100"}, "12-01 300; 12-31 100\n\n", "make 400 元",
    ),
    "performance above the sum": (OWED, "pay", {"sum": "501"}, "501\n", "above the sum"),
    "an archive with missing papers": (CLOSED, "archive", {}, "\n", "Papers are missing"),
}  # fmt: skip


def content(place: Path) -> list[str]:
    """Every row of the register and of what is kept of it, save the kept looks."""
    tables = (
        "dispute",
        "dispute_party",
        "dispute_session",
        "dispute_instalment",
        "person",
        "history",
        "journal",
    )
    with bare(place) as file:
        found = [str(row) for table in tables for row in file.execute(f"SELECT * FROM {table} ORDER BY id")]
    file.close()
    return found


@pytest.mark.parametrize("case", CASES)
def test_the_prompt_says_why_and_writes_nothing(room: Desk, case: str) -> None:  # noqa: F811
    before, step, given, _, said = CASES[case]
    parties = ("--party", "Li", *(() if "one party" in case else ("--party", "Wu")))
    assert room("dispute", "open", "--type", "noise", *parties, "boxes").code == 0
    for code, values in before:
        pairs = [part for name, value in values.items() for part in ("--set", f"{name}={value}")]
        assert room("step", FIRST, code, *pairs).code == 0, code
    place = _FILE.expanduser()
    kept = content(place)
    pairs = [part for name, value in given.items() for part in ("--set", f"{name}={value}")]
    answer = room("step", FIRST, step, *pairs)
    assert answer.code in (1, 2)
    assert said in answer.err
    assert content(place) == kept


def test_at_the_prompt_nobody_stands_on_both_sides_and_no_minor_is_a_guardian(room: Desk) -> None:  # noqa: F811
    place = _FILE.expanduser()
    assert room("dispute", "open", "--type", "noise", "--party", "Li", "--party", "Wu", "boxes").code == 0
    with bare(place) as file:
        file.execute("UPDATE person SET minor = 1 WHERE name = 'Wu'")
    file.close()
    kept = content(place)
    twice = ("--party", "RY-20261121-001", "--party", "RY-20261121-001")
    answer = room("dispute", "open", "--type", "noise", *twice, "boxes")
    assert (answer.code, "once is enough" in answer.err) == (1, True)
    assert content(place) == kept
    assert room("dispute", "open", "--type", "noise", "--party", "Zhao", "--party", "Qian", "dogs").code == 0
    kept = content(place)
    child = ("--party", "RY-20261121-002", "--role", "guardian", "--for", "Zhao")
    answer = room("dispute", "party", "JF-20261121-002", *child)
    assert (answer.code, "cannot be a guardian" in answer.err) == (1, True)
    assert content(place) == kept


@pytest.mark.parametrize("case", [name for name, entry in CASES.items() if entry[3]])
async def test_the_screen_says_why_and_writes_nothing(tmp_path: Path, case: str) -> None:
    before, step, _, keys, said = CASES[case]
    here = new_desk(tmp_path)
    if "one party" in case:
        lone = [PartyGiven(0, "party_a", Told("马玉兰"))]
        here.disputes.open({"type": "noise", "summary": "吵"}, lone, here.actor, here.words)
    else:
        quarrel(here)
    advance(here, FIRST, *before)
    kept = content(here.settings.database)
    async with opened(here) as person:
        await open_file(person, FIRST)
        await person.types(str(person.app.screen.machine.step(step).key), *spell(keys))  # type: ignore[attr-defined]
        assert said.replace(" ", "") in person.words.replace("│", ""), person.screen
        assert content(person.app.desk.settings.database) == kept


async def test_a_deadline_before_the_agreement_is_told_beside_its_field(tmp_path: Path) -> None:
    here = new_desk(tmp_path)
    quarrel(here)
    advance(here, FIRST, *SAT)
    kept = content(here.settings.database)
    async with opened(here) as person:
        await open_file(person, FIRST)
        await person.types("2", "2", *"各让一步", "down", "down", "down", *"2026-11-20", "ctrl+s")
        assert "lies before the agreement" in " ".join(person.error("deadline").split()), person.screen
        assert content(person.app.desk.settings.database) == kept
