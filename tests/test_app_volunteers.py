"""The volunteers' pages: the strip of pages, the register, an entry with its steps, a new volunteer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from deskapp.domain.machine import Step
from deskapp.domain.volunteer import Dossier
from deskapp.domain.volunteer_beside import BESIDE
from deskapp.domain.volunteer_form import FIELDS as ENTRY
from deskapp.domain.volunteer_steps import STEPS
from deskapp.reading import volunteers as reading
from deskapp.screens.fieldhelp import FIELDS
from deskapp.screens.steps import NOTE
from deskapp.screens.volunteers import member_form, register
from deskapp.screens.volunteers.pages import PAGES
from deskapp.wiring import Desk
from tests import app_builders
from tests.app_builders import NARROW, SMALL, WIDE, Person, opened, spell

SIZES = pytest.mark.parametrize("size", [SMALL, NARROW, WIDE])


@pytest.fixture(params=["zh", "en"])
def desk(home: Path, request: pytest.FixtureRequest) -> Iterator[Desk]:
    found = app_builders.new_desk(home, language=request.param)
    yield found
    found.close()


def people(desk: Desk) -> list[str]:
    """Two in a team, one who only applied; their numbers."""
    desk.teams.add({"name": "明珠队"}, desk.actor, desk.words)
    given = (
        {"name": "马玉兰", "phone": "13800010001", "team": "明珠队", "insurance_until": "2027-11-20",
         "pledged_on": "2026-01-05"},
        {"name": "赵铁柱", "phone": "13800010002", "team": "明珠队"},
        {"name": "曾可", "phone": "13800010003", "status": "applicant"},
    )  # fmt: skip
    return [desk.volunteers.register(one, desk.actor, desk.words).dossier.volunteer.number for one in given]


def member(person: Person, number: str) -> Dossier:
    """An entry as the file holds it."""
    desk = person.app.desk
    found = reading.find(desk.reader, desk.room.id, number)
    assert found is not None
    return found


# -- pages


@SIZES
async def test_f6_opens_the_first_page_from_anywhere_and_esc_leads_back(
    desk: Desk, size: tuple[int, int]
) -> None:
    people(desk)
    async with opened(desk, size=size) as person:
        await person.types("f2", "f6")
        assert person.top == PAGES[0].screen
        person.fits()
        await person.types("escape")
        assert person.top == "LogScreen"


async def test_digits_ctrl_arrows_and_clicks_turn_the_pages_and_esc_leaves_them_all(desk: Desk) -> None:
    people(desk)
    async with opened(desk) as person:
        await person.types("f6")
        for page in PAGES:
            await person.types(str(page.digit))
            assert person.top == page.screen
            assert f"[{page.digit} {desk.words(page.label)}]" in person.lines[1]
        await person.types("ctrl+right")
        assert person.top == PAGES[0].screen
        await person.types("ctrl+left")
        assert person.top == PAGES[-1].screen
        await person.clicks(f"{PAGES[0].digit} {desk.words(PAGES[0].label)}")
        assert person.top == PAGES[0].screen
        await person.types("escape")
        assert person.top == "BoardScreen"


async def test_a_digit_without_a_page_says_so(desk: Desk) -> None:
    async with opened(desk) as person:
        await person.types("f6")
        missing = next(number for number in range(1, 8) if number not in {page.digit for page in PAGES})
        if missing < 7:
            await person.types(str(missing))
            assert str(missing) in person.status


# -- the register


@SIZES
async def test_the_register_shows_who_belongs_masked_with_warnings_in_words(
    desk: Desk, size: tuple[int, int]
) -> None:
    people(desk)
    async with opened(desk, size=size) as person:
        await person.types("f6", "2")
        assert all(name in person.screen for name in ("马玉兰", "赵铁柱", "曾可"))
        assert "13800010001" not in person.screen
        assert "! " + desk.words("Insurance") in person.screen
        person.fits()


async def test_an_empty_register_says_which_key_fills_it(desk: Desk) -> None:
    async with opened(desk) as person:
        await person.types("f6", "2")
        assert "".join(desk.words(register.NOBODY).split()) in person.words


async def test_filters_narrow_the_list_and_ctrl_l_takes_them_away(desk: Desk) -> None:
    numbers = people(desk)
    desk.volunteers.step(numbers[1], "quit", {"text": "moved"}, desk.actor, desk.words)
    async with opened(desk) as person:
        await person.types("f6", "2")
        assert "赵铁柱" not in person.screen
        await person.types("tab", *"ztz")
        assert "赵铁柱" in person.screen
        assert "马玉兰" not in person.screen
        await person.types("ctrl+l")
        assert "马玉兰" in person.screen
        await person.types("tab", "tab", "1")  # the team
        assert "马玉兰" in person.screen
        assert "曾可" not in person.screen
        await person.types("ctrl+l", "tab", "tab", "tab", "tab", "tab", "1")  # any warning
        assert "曾可" in person.screen
        assert "马玉兰" not in person.screen


async def test_each_kind_of_warning_finds_whom_the_list_warns_of(desk: Desk) -> None:
    numbers = people(desk)
    given = {"subject": "first_aid", "hours": "2", "on": "2025-01-01", "expires": "2026-01-01"}
    desk.volunteers.train(numbers[0], given, desk.actor, desk.words)
    async with opened(desk) as person:
        await person.types("f6", "2", "tab", "tab", "tab", "tab", "tab", "4")
        assert "马玉兰" in person.screen
        assert "赵铁柱" not in person.screen
        await person.types("shift+tab", "tab", "5")
        assert "马玉兰" not in person.screen
        assert "赵铁柱" in person.screen


async def test_typed_at_once_somebody_new_is_written_with_few_keys_and_undone_with_one(desk: Desk) -> None:
    people(desk)
    async with opened(desk) as person:
        person.burst("f6", "2", "insert", *spell("王秀英\n13900010009\n"), "1", "enter")
        await person.settled()
        assert person.top == "VolunteersScreen"
        row = person.read("SELECT * FROM volunteer ORDER BY id DESC")[0]
        found = member(person, row["number"])
        assert (found.person.name, found.person.phones) == ("王秀英", ("13900010009",))
        assert [held.team for held in found.teams] == ["明珠队"]
        assert row["number"] in person.status
        await person.types("ctrl+z")
        assert person.read("SELECT status FROM volunteer ORDER BY id DESC")[0][0] == "undone"


async def test_a_known_person_is_used_again(desk: Desk) -> None:
    app_builders.log(desk, applicant="李小龙", phone="13700010007")
    async with opened(desk) as person:
        await person.types("f6", "2", "insert", *spell("lxl\n"), "ctrl+s")
        assert person.top == "VolunteersScreen"
        assert len(person.read("SELECT * FROM person")) == 1
        assert len(person.read("SELECT * FROM volunteer")) == 1


async def test_whoever_is_in_the_register_already_is_refused_beside_the_name(desk: Desk) -> None:
    numbers = people(desk)
    async with opened(desk) as person:
        await person.types("f6", "2", "insert", *spell("马玉兰\n13800010001\n"), "ctrl+s")
        assert person.top == "AddVolunteer"
        assert numbers[0] in person.error("name")


async def test_a_half_typed_volunteer_stays_a_draft_and_opens_from_the_list_of_drafts(desk: Desk) -> None:
    async with opened(desk) as person:
        await person.types("f6", "2", "insert", *"王秀英", "escape", "escape", "ctrl+t")
        assert desk.words("New volunteer") in person.screen
        await person.types("enter")
        assert person.top == "AddVolunteer"
        assert person.form.values()["name"] == "王秀英"


async def test_marked_people_join_a_team_together(desk: Desk) -> None:
    people(desk)
    desk.teams.add({"name": "救援队"}, desk.actor, desk.words)
    async with opened(desk) as person:
        await person.types("f6", "2", "space", "space", "ctrl+b", "0", "1")
        await person.types("2")
        teams = person.read(
            "SELECT count(*) FROM volunteer_team AS m JOIN team AS t ON t.id = m.team_id WHERE t.name = '救援队'"
        )
        assert teams[0][0] == 2


async def test_marked_people_are_written_into_a_table(desk: Desk) -> None:
    people(desk)
    async with opened(desk) as person:
        await person.types("f6", "2", "asterisk", "ctrl+b", "0", "3")
        assert ".xlsx" in person.status
        made = list(desk.settings.exports.glob("volunteers-*.xlsx"))
        assert len(made) == 1


# -- an entry


@SIZES
async def test_an_entry_opens_whole_and_its_opening_is_kept(desk: Desk, size: tuple[int, int]) -> None:
    numbers = people(desk)
    async with opened(desk, size=size) as person:
        await person.types("f6", "2", "enter")
        assert person.top == "MemberScreen"
        assert numbers[0] in person.screen
        assert "13800010001" in person.screen
        person.fits()
        await person.until(lambda: person.read("SELECT 1 FROM audit WHERE action = 'view'"))


def test_every_field_of_every_box_has_its_own_page() -> None:
    every: list[Step] = [*STEPS, *BESIDE.values(), NOTE]
    fields = {field.name for step in every for field in step.fields} | {"confirm"}
    assert [name for name in sorted(fields) if f"MemberStep.{name}" not in FIELDS] == []
    assert [one.name for one in member_form.SPECS if f"AddVolunteer.{one.name}" not in FIELDS] == []
    assert [one.name for one in register.SPECS if f"VolunteersScreen.{one.name}" not in FIELDS] == []
    assert [one.name for one in ENTRY if f"AddVolunteer.{one.name}" not in FIELDS] == []


async def test_steps_teams_training_honours_and_equipment_stand_on_digits(desk: Desk) -> None:
    numbers = people(desk)
    desk.teams.add({"name": "救援队"}, desk.actor, desk.words)
    desk.stock.add({"kind": "vest", "count": "3"}, desk.actor, desk.words)
    async with opened(desk) as person:
        await person.types("f6", "2", "enter")
        await person.types("5", "1", "2", "enter")
        assert [held.team for held in member(person, numbers[0]).teams] == ["明珠队", "救援队"]
        await person.types("5", "2", "1", *spell("moved\n"))
        assert [held.team for held in member(person, numbers[0]).teams] == ["救援队"]
        await person.types("6", "1", *spell("2\n"))
        assert [one.minutes for one in member(person, numbers[0]).trainings] == [120]
        await person.types("7", "1", *spell("first\n"))
        assert [one.title for one in member(person, numbers[0]).honours] == ["first"]
        await person.types("8", "1", "enter")
        assert len(member(person, numbers[0]).owes) == 1
        await person.types("8", "2", "enter")
        assert member(person, numbers[0]).owes == ()
        await person.types("2", "enter", "enter")
        assert member(person, numbers[0]).volunteer.status == "leave"
        await person.types("ctrl+z")
        assert member(person, numbers[0]).volunteer.status == "active"


async def test_an_applicant_is_accepted_and_a_correction_keeps_the_old_value(desk: Desk) -> None:
    numbers = people(desk)
    async with opened(desk) as person:
        await person.types("f6", "2", "end", "enter", "1", "1", "enter")
        assert member(person, numbers[2]).volunteer.status == "active"
        await person.types("ctrl+e", "tab", "tab", *"Shop", "ctrl+s")
        assert person.top == "MemberCorrect"
        assert person.error("reason")
        await person.types(*"told", "ctrl+s")
        assert member(person, numbers[2]).volunteer.employer == "Shop"
        assert "— → Shop" in person.screen


async def test_an_entry_made_by_mistake_is_taken_out_from_the_list_of_commands(desk: Desk) -> None:
    numbers = people(desk)
    desk.volunteers.honour(numbers[0], {"kind": "praise", "title": "wrong"}, desk.actor, desk.words)
    async with opened(desk) as person:
        await person.types("f6", "2", "enter", "ctrl+p", *spell(desk.words("Take an entry out")), "enter")
        assert person.field == "text"
        await person.writes("typed twice\n")
        assert member(person, numbers[0]).honours == ()


async def test_hours_that_count_and_the_duty_of_now_stand_in_the_entry(desk: Desk) -> None:
    numbers = people(desk)
    done = desk.attendances.check_in(numbers[0], desk.actor, desk.words).duty.attendance.number
    app_builders.turn(desk, hours=2)
    desk.attendances.check_out(done, desk.actor, desk.words)
    desk.attendances.step(done, "confirm", {}, desk.actor, desk.words)
    now = desk.attendances.check_in(numbers[0], desk.actor, desk.words).duty.attendance.number
    async with opened(desk, size=WIDE) as person:
        await person.types("f6", "2", "enter")
        assert now in person.screen
        assert desk.words("{hours} h", hours="2") in person.screen
