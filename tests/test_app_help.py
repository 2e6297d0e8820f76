"""F1 explains field and screen and lists every key; Ctrl+P finds each command however it is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.cells import cell_len

from deskapp import locales
from deskapp.domain import appeal, appeal_steps, custody, lost, person_form
from deskapp.domain.dispute_outcome import FORM
from deskapp.domain.dispute_steps import MACHINE
from deskapp.domain.pinyin import begins, sounds_of, within
from deskapp.domain.request_steps import machine
from deskapp.screens import find, keymap, keys, log, person_forms, setup
from deskapp.screens.board import BoardScreen
from deskapp.screens.disputes.steps import BESIDE
from deskapp.screens.fieldhelp import FIELDS, KINDS, help_of
from deskapp.screens.palette import choices
from deskapp.screens.steps import NOTE
from deskapp.widgets.form import FieldSpec
from deskapp.wiring import Desk
from tests import app_builders
from tests.app_builders import NARROW, WIDE, Person, opened

CARD = tuple(FieldSpec(field.name, field.label) for field in person_form.FIELDS)
FORMS = {
    "PersonCorrect": (*CARD, person_forms.REASON),
    "LogScreen": log.SPECS,
    "FindScreen": find.SPECS,
    "SetupScreen": setup.SPECS,
}


@pytest.fixture(params=["zh", "en"])
def desk(home: Path, request: pytest.FixtureRequest) -> Iterator[Desk]:
    found = app_builders.new_desk(home, language=request.param)
    app_builders.log(found)
    yield found
    found.close()


def marked(person: Person) -> str:
    """The first line of the palette's list."""
    lines = [line.split("│")[1].strip() for line in person.screen.splitlines() if line.count("│") == 2]
    return lines[3] if len(lines) > 3 else ""


# -- help


@pytest.mark.parametrize("screen", FORMS)
def test_every_field_of_the_forms_has_its_own_page(screen: str) -> None:
    assert [spec.name for spec in FORMS[screen] if f"{screen}.{spec.name}" not in FIELDS] == []


def test_every_field_of_every_step_has_its_own_page() -> None:
    fields = {field.name for step in (*machine().steps, NOTE) for field in step.fields} | {"confirm"}
    assert [name for name in sorted(fields) if f"StepDialog.{name}" not in FIELDS] == []


def test_every_field_of_the_boxes_of_a_dispute_has_its_own_page() -> None:
    fields = {field.name for step in (*MACHINE.steps, FORM, *BESIDE.values()) for field in step.fields}
    assert [name for name in sorted(fields) if f"DisputeStep.{name}" not in FIELDS] == []
    assert help_of("OutcomeDialog", "told", "text") == FIELDS["DisputeStep.told"]


def test_every_field_of_appeals_found_things_and_lost_reports_has_its_own_page() -> None:
    new = {field.name for one in (appeal, custody, lost) for field in one.FIELDS}
    steps = {
        field.name for one in (appeal_steps, custody, lost) for step in one.STEPS for field in step.fields
    }
    assert [name for name in sorted(new) if f"NewRecord.{name}" not in FIELDS] == []
    assert [name for name in sorted(steps) if f"FieldStep.{name}" not in FIELDS] == []


def test_a_field_that_nobody_described_has_the_page_of_its_kind() -> None:
    kinds = {spec.kind for specs in FORMS.values() for spec in specs}
    assert kinds <= set(KINDS)
    assert help_of("Other", "field", "date") == KINDS["date"]
    assert help_of("Other", "", "") == ""


@pytest.mark.parametrize("text", [*FIELDS.values(), *KINDS.values()])
def test_each_page_is_short_sentences(text: str) -> None:
    assert text.endswith(".")
    assert len(text) < 260
    assert "invalid" not in text


async def test_f1_explains_the_field_and_the_screen_on_one_page(desk: Desk) -> None:
    t = desk.words
    async with opened(desk) as person:
        for name in [spec.name for spec in log.SPECS]:
            await person.types("escape", "escape", "f2")
            person.form.focus_field(name)
            await person.types("f1")
            assert "".join(t(FIELDS[f"LogScreen.{name}"]).split()) in person.words.replace("│", "")
            person.fits()
            await person.types("escape")
            assert person.top == "LogScreen"


async def test_the_whole_page_can_be_reached_by_scrolling(desk: Desk) -> None:
    async with opened(desk, size=(60, 20)) as person:
        await person.types("f2", "enter", "enter", "f1")
        seen = person.words
        for _ in range(8):
            await person.types("pagedown")
            seen += person.words
        last = desk.words("Enter goes on, Tab too, Esc is one step back. Digits choose. Text is never lost.")
        assert "".join(last.split())[-8:] in seen
        assert person.top == "HelpDialog"


@pytest.mark.parametrize("key", ["escape", "enter"])
async def test_f1_twice_lists_every_key_of_the_program(desk: Desk, key: str) -> None:
    t = desk.words
    async with opened(desk) as person:
        await person.types("f1", "f1")
        seen = person.screen
        person.fits()
        before = ""
        while before != person.screen:
            before = person.screen
            await person.types("pagedown")
            seen += person.screen
        for title, rows in keymap.sections(t):
            assert title in seen
            assert all(name in seen for name, _ in rows)
        await person.types("f1")
        assert t(BoardScreen.ABOUT)[:6] in person.screen
        await person.types(key)
        assert person.top == "BoardScreen"


def test_every_key_of_everywhere_and_of_each_screen_is_listed() -> None:
    told = keymap.page(locales.load("en"))
    assert all((key.key_display or key.key) in told for key in keys.GLOBAL)
    titles = [title for title, _ in keymap.sections(locales.load("en"))]
    assert {"Everywhere", "In forms", "In lists", "Log form", "Find", "Record", "Sheet", "Officers"} <= set(
        titles
    )
    assert all(cell_len(line) <= 70 for line in told.splitlines())


# -- the palette


@pytest.mark.parametrize("asked", ["打印", "dy", "dayin", "dyin", "day", "print", "PRINT"])
async def test_printing_is_found_on_the_sheet_however_it_is_asked_for(desk: Desk, asked: str) -> None:
    async with opened(desk) as person:
        await person.types("f9", "ctrl+p", *asked)
        assert marked(person).startswith(desk.words("Print"))
        assert "Enter" in marked(person)


@pytest.mark.parametrize("asked", ["jiaojie", "jjb", "交接", "sheet", "f9", "dy"])
async def test_the_sheet_is_found_from_the_board(desk: Desk, asked: str) -> None:
    async with opened(desk) as person:
        await person.types("ctrl+p", *asked)
        assert marked(person).startswith(desk.words("Sheet"))
        assert "F9" in marked(person)


async def test_a_burst_finds_and_runs_a_command(desk: Desk) -> None:
    async with opened(desk) as person:
        await person.types("ctrl+p", *"dengji", "enter")
        assert person.top == "LogScreen"


async def test_the_steps_of_the_record_come_first(desk: Desk) -> None:
    async with opened(desk) as person:
        await person.types("enter", "ctrl+p")
        assert marked(person).startswith(desk.words("Take up"))
        await person.types(*"zuofei", "enter")
        assert person.top == "StepDialog"
        assert desk.words("Void") in person.screen


async def test_it_knows_only_our_own_commands(desk: Desk) -> None:
    async with opened(desk, size=WIDE) as person:
        await person.types("ctrl+p")
        told = person.screen
        for _ in range(12):
            await person.types("down", "down", "down")
            told += person.screen
        for foreign in ("Maximize", "Screenshot", "Keys panel"):
            assert foreign not in told
        for key in keys.GLOBAL:
            if key.action != "app.commands":
                assert (key.key_display or key.key) in told


def test_the_keys_of_the_top_screen_come_before_those_of_everywhere() -> None:
    found = [choice.value for choice in choices((keys.BACK, keys.HELP), locales.load("en"))]
    assert found[:2] == ["back", "app.help"]
    assert len(found) == len(set(found))


async def test_a_code_is_found_in_the_other_language_too(desk: Desk) -> None:
    async with opened(desk) as person:
        await person.types("f2", "enter", "enter", "0", *"zaosheng", "enter")
        assert person.form.values()["category"] == "noise"


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_all_fits_at_the_smallest_size(desk: Desk, language: str) -> None:
    async with opened(desk, size=NARROW) as person:
        for walk in (("ctrl+p",), ("escape", "f1"), ("f1",)):
            await person.types(*walk)
            person.fits()


# -- sounds


@pytest.mark.parametrize("asked", ["cq", "chongqing", "zhongqing", "zq", "chongq", "cqing"])
def test_a_character_is_found_by_each_of_its_readings(asked: str) -> None:
    assert begins(asked, sounds_of("重庆"))


def test_latin_letters_sound_as_they_stand() -> None:
    assert begins("cpdf", sounds_of("存PDF"))
    assert within("pdf", sounds_of("存PDF"))
    assert not within("xyz", sounds_of("存PDF"))


async def test_help_names_the_keys_that_work_where_it_is_asked(desk: Desk) -> None:
    app_builders.log(desk, applicant="王秀英")
    async with opened(desk, size=NARROW) as person:

        def page() -> str:
            return "".join(line for line in person.lines if line.strip().startswith("│"))

        await person.types("f2", "f1")
        assert desk.words("Same as last") in page()
        await person.types("escape", "escape", "enter", "0", "f1")
        assert "F8" in page()
        assert "F9" not in page()
