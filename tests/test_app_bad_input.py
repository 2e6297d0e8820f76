"""Wrong input in the form: one sentence beside the field, everything kept, nothing half written."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.app_builders import Person, new_desk, opened, spell

GOOD = {"applicant": "王秀英", "phone": "13800010009", "category": "noise", "summary": "楼上噪音"}


async def fill(person: Person, **changes: str) -> None:
    """A form that is right but for `changes`, with the caret on the summary."""
    values = GOOD | changes
    await person.types("f2")
    for name, value in values.items():
        person.form.focus_field(name)
        if name == "category":
            await person.types(*({"noise": "3"}.get(value, "")))
        else:
            await person.pastes(value)
    person.form.focus_field("summary")
    await person.settled()


CASES = {
    "phone": ("1380001", "13800010009"),
    "occurred_at": ("明天 9:00", "昨天 9:00"),
    "due_at": ("11-99", "+3d"),
    "applicant": ("王" * 101, "王秀英"),
    "place": ("巷" * 201, "三号楼"),
    "category": ("", "3"),
    "summary": ("", "楼上噪音"),
}


@pytest.mark.parametrize("field", CASES)
async def test_what_is_wrong_is_said_beside_its_field_and_all_is_kept(tmp_path: Path, field: str) -> None:
    wrong, right = CASES[field]
    async with opened(new_desk(tmp_path)) as person:
        await fill(person, **{field: wrong})
        await person.types("ctrl+s")
        assert person.top == "LogScreen"
        assert person.field == field
        said = person.error(field)
        assert said and said[-1] in ".?", said
        assert said.replace(" ", "")[:20] in person.words
        kept = person.form.values()
        assert {name: kept[name] for name in GOOD if name != field} == {
            n: v for n, v in GOOD.items() if n != field
        }
        assert kept[field] == wrong
        for table in ("request", "history", "serial"):
            assert person.read(f"SELECT count(*) FROM {table}")[0][0] == 0
        await person.types("end", *["backspace"] * len(wrong), *spell(right))
        await person.types("ctrl+s")
        assert person.top == "BoardScreen", person.screen
        assert person.request().number == "LF-20261121-001"


async def test_a_false_check_digit_is_a_warning_and_no_wall(tmp_path: Path) -> None:
    async with opened(new_desk(tmp_path)) as person:
        await fill(person, id_number="110101199003070012")
        person.form.focus_field("id_number")
        await person.types("tab")
        assert "check" in person.error("id_number")
        await person.types("ctrl+s")
        assert person.top == "BoardScreen"
        assert "check" in person.status
        assert person.request().id_number == "110101199003070012"


async def test_a_field_is_checked_when_it_is_left_and_not_before(tmp_path: Path) -> None:
    async with opened(new_desk(tmp_path)) as person:
        await person.types("f2", "enter", *"12")
        assert person.error("phone") == ""
        await person.types("enter")
        assert "no phone number" in person.error("phone")
        await person.types("up", "backspace", "backspace", "enter")
        assert person.error("phone") == ""


async def test_full_width_digits_are_digits(tmp_path: Path) -> None:
    async with opened(new_desk(tmp_path)) as person:
        await person.types("f2", *spell("王\n１３８ ０００１\u3000０００９\n３噪音\n"))
        assert person.request().phone == "13800010009"
        assert person.request().category == "noise"


async def test_a_paste_of_a_hundred_thousand_characters_is_refused_whole(tmp_path: Path) -> None:
    async with opened(new_desk(tmp_path)) as person:
        await person.types("f2", *"王")
        await person.pastes("x" * 100_000)
        assert person.form.values()["applicant"] == "王"
        assert "100000" in person.status
        person.form.focus_field("summary")
        await person.types("2")
        await person.pastes("长" * 9_999)
        person.form.focus_field("category")
        await person.types("3", "enter")
        assert len(person.request().summary) == 10_000
        await person.types("enter")
        person.fits()
