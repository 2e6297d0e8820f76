"""Activities on the screen: few keys for each kind, steps, one more by one key, drafts, corrections, undo."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from deskapp.domain.activity_kinds import KINDS, fields_of
from deskapp.domain.activity_steps import ending_fields
from deskapp.screens.fieldhelp import FIELDS, help_of
from deskapp.wiring import Desk
from tests import app_builders
from tests.app_builders import WIDE, Person, opened, spell
from tests.duty_builders import crew

TO_PAGE = ("f6", "f6", "2")
"""From the board to page 2 of field work, whichever page comes first."""


@pytest.fixture
def desk(home: Path) -> Iterator[Desk]:
    found = crew(app_builders.new_desk(home, language="en"))
    yield found
    found.close()


def rows(person: Person, columns: str = "kind, status") -> list[tuple[object, ...]]:
    return [tuple(row) for row in person.read(f"SELECT {columns} FROM activity ORDER BY id")]


async def sees(person: Person, text: str) -> None:
    """Wait until it stands on the screen."""
    await person.until(lambda: text in person.screen)


def test_every_field_of_every_kind_and_step_has_its_own_page() -> None:
    names = {name for kind in KINDS for name in (*fields_of(kind.code), "duty")}
    assert [name for name in sorted(names) if f"AddActivity.{name}" not in FIELDS] == []
    asked = {field.name for kind in KINDS for field in ending_fields(kind.code)} | {
        "at",
        "when",
        "reason",
        "confirm",
    }
    assert [name for name in sorted(asked) if not help_of("ActivityStep", name, "")] == []


async def test_a_patrol_is_entered_in_one_burst_of_four_keys_beside_the_text(desk: Desk) -> None:
    async with opened(desk) as person:
        await person.types(*TO_PAGE)
        person.burst("insert", "1", *spell("0001,李辉"), "enter", *spell("明珠路"), "enter")
        await person.until(lambda: bool(rows(person)))
        assert rows(person, "kind, status, place, volunteers, officers") == [
            ("patrol", "running", "明珠路", 1, 1)
        ]
        await sees(person, "HD-20261121-001 Patrol round: Under way")
        await person.types("enter", "2", "ctrl+s")
        await person.until(lambda: rows(person) == [("patrol", "done")])
        await person.types("escape", "ctrl+z")
        await person.until(lambda: rows(person) == [("patrol", "running")])


async def test_plus_counts_one_persuasion_more_and_enters_the_first_one(desk: Desk) -> None:
    async with opened(desk) as person:
        await person.types(*TO_PAGE, "plus")
        await person.types("1", "enter", *spell("0002"), "enter")
        await person.until(lambda: bool(rows(person)))
        person.burst("plus", "plus", "plus")
        await person.until(lambda: rows(person, "times") == [(4,)])
        await sees(person, "4 now")
        await person.types("ctrl+z")
        await person.until(lambda: rows(person, "times") == [(3,)])


async def test_a_plan_is_missed_with_its_reason_corrected_and_found_under_its_kind_alone(desk: Desk) -> None:
    given = {"when": "20:00-22:00", "place": "北门", "people_in": "0001"}
    desk.activities.add("patrol", given, desk.actor, desk.words)
    desk.activities.add("other", {"text": "[red]x[/]"}, desk.actor, desk.words)
    async with opened(desk, size=WIDE) as person:
        await person.types(*TO_PAGE)
        await sees(person, "[red]x[/]")
        await person.types("k", "0", "1")
        await person.until(lambda: "[red]x[/]" not in person.screen)
        await person.types("enter", "3", *spell("storm"), "enter")
        await person.until(lambda: rows(person, "status, missed")[0] == ("missed", "storm"))
        await person.types("ctrl+e", *spell(", 0003"), "ctrl+s")
        await sees(person, "why it is corrected")
        await person.types(*spell("misheard"), "ctrl+s")
        await person.until(lambda: rows(person, "volunteers")[0] == (2,))
        await person.types("h", "1", "1", *spell("插座松动"), "enter")
        found = "SELECT activity_id, source, place FROM hazard"
        await person.until(lambda: [tuple(row) for row in person.read(found)] == [(1, "patrol", "北门")])
        await sees(person, "YH-20261121-001")
        await person.types("escape", "ctrl+l")
        await sees(person, "[red]x[/]")


async def test_a_half_typed_activity_waits_as_a_draft_and_a_refusal_takes_nothing_away(desk: Desk) -> None:
    async with opened(desk) as person:
        await person.types(*TO_PAGE, "insert", "1", *spell("0001,0099"), "escape")
        await person.types("ctrl+t", "enter")
        await sees(person, "0001,0099")
        await person.types("enter", "enter")
        await sees(person, "is nobody")
        assert rows(person) == []
        await person.types(
            "backspace", "backspace", "backspace", "backspace", *spell("0002"), "enter", "enter"
        )
        await person.until(lambda: rows(person, "kind, volunteers") == [("patrol", 2)])
