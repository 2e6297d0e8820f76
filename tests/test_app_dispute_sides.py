"""The sides of a dispute at the screen: added, corrected, taken out, and what the law refuses in words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from deskapp.domain.dispute import File
from deskapp.domain.dispute_given import PartyGiven
from deskapp.domain.person_draft import Told, read_document
from deskapp.reading import disputes as reading
from deskapp.screens.fieldhelp import FIELDS
from deskapp.wiring import Desk
from tests.app_builders import NARROW, SMALL, WIDE, Person, new_desk, opened, spell

NUMBER = "JF-20261121-001"


@pytest.fixture(params=["zh", "en"])
def desk(home: Path, request: pytest.FixtureRequest) -> Iterator[Desk]:
    found = new_desk(home, language=request.param)
    quarrel(found)
    yield found
    found.close()


def quarrel(desk: Desk, *parties: PartyGiven) -> File:
    both = parties or (PartyGiven(0, "party_a", Told("马玉兰")), PartyGiven(0, "party_b", Told("赵铁柱")))
    return desk.disputes.open({"type": "neighbor", "summary": "堆物"}, both, desk.actor, desk.words)


def file_of(person: Person) -> File:
    found = reading.find(person.app.desk.reader, person.app.desk.room.id, NUMBER)
    assert found is not None
    return found


async def look(person: Person) -> None:
    person.app.dispute_sides(NUMBER)
    await person.settled()
    assert person.top == "SidesScreen"


async def test_a_witness_is_added_by_digit_and_name_and_undone(desk: Desk) -> None:
    async with opened(desk) as person:
        await look(person)
        await person.types("1", "6", *spell("钱大海\n13800010003\n"), "ctrl+s")
        assert [(p.name, p.role) for p in file_of(person).parties][-1] == ("钱大海", "witness")
        assert "钱大海" in person.screen
        assert "Ctrl+Z" in person.status
        await person.types("ctrl+z")
        assert len(file_of(person).parties) == 2
        assert "钱大海" not in person.screen


async def test_a_guardian_stands_for_a_party_and_is_no_minor(desk: Desk) -> None:
    async with opened(desk) as person:
        await look(person)
        await person.types("1", "5", "1", *spell("小红\n\n"))
        person.form.focus_field("party_id")
        await person.types(*"110105201503071621", "ctrl+s")
        assert person.top == "AddParty"
        assert "小红" in person.error("party")
        assert len(file_of(person).parties) == 2
        person.form.set_values({"party": "马妈妈", "party_id": ""})
        await person.types("ctrl+s")
        helper = file_of(person).parties[-1]
        assert (helper.role, helper.stands_by) == ("guardian", file_of(person).parties[0].id)


async def test_for_whom_a_helper_stands_must_be_said(desk: Desk) -> None:
    async with opened(desk) as person:
        await look(person)
        await person.types("1", "5")
        assert person.field == "stands_by"
        await person.types("enter", *"马妈妈", "ctrl+s")
        assert person.field == "stands_by"
        assert person.error("stands_by")


async def test_nobody_stands_in_a_file_twice(desk: Desk) -> None:
    card = desk.reader.execute("SELECT number FROM person WHERE name = '马玉兰'").fetchone()["number"]
    async with opened(desk) as person:
        await look(person)
        await person.types("1", "6", *"马玉兰", "down", "enter", "ctrl+s")
        assert "马玉兰" in person.error("party"), card
        assert len(file_of(person).parties) == 2


async def test_a_role_is_corrected_with_its_reason(desk: Desk) -> None:
    async with opened(desk) as person:
        await look(person)
        await person.types("down", "enter", "3", "ctrl+s")
        assert person.error("reason")
        person.form.focus_field("reason")
        await person.types(*"弄错了", "enter")
        assert [p.role for p in file_of(person).parties] == ["party_a", "third"]
        await person.types("ctrl+z")
        assert [p.role for p in file_of(person).parties] == ["party_a", "party_b"]


async def test_of_an_accepted_dispute_the_second_side_stays(desk: Desk) -> None:
    given = {"kind": "peoples", "willing": "yes"}
    desk.disputes.step(NUMBER, "accept", given, desk.actor, desk.words)
    async with opened(desk) as person:
        await look(person)
        await person.types("delete", *"弄错了", "enter")
        assert person.top == "TakeOut"
        assert len(file_of(person).parties) == 2
        await person.types("escape")
        assert person.top == "SidesScreen"


async def test_somebody_is_taken_out_of_a_fresh_file_and_what_is_missing_is_told(desk: Desk) -> None:
    async with opened(desk) as person:
        await look(person)
        await person.types("6", *"弄错了", "enter")
        assert [p.name for p in file_of(person).parties] == ["赵铁柱"]
        assert "!" in person.lines[2]


async def test_before_the_police_no_auxiliary_presides(desk: Desk) -> None:
    desk.staff.add(desk.room, "辅警甲", "F001", "auxiliary", desk.actor, desk.words)
    given = {"kind": "security", "willing": "yes", "eligible": "passed"}
    desk.disputes.step(NUMBER, "accept", given, desk.actor, desk.words)
    async with opened(desk) as person:
        await look(person)
        await person.types("3", "2", "ctrl+s")
        assert person.top == "Preside"
        assert person.error("presider")
        assert file_of(person).dispute.presider == desk.actor.officer_id


async def test_mediators_come_and_go(desk: Desk) -> None:
    async with opened(desk) as person:
        await look(person)
        await person.types("2", "4", *spell("明珠社区调委会\n周明\n"), "ctrl+s")
        one = file_of(person).mediators[0]
        assert (one.kind, one.body, one.name) == ("committee", "明珠社区调委会", "周明")
        await person.types("2", "1", "1", "ctrl+s")
        assert file_of(person).mediators[1].officer_id == desk.actor.officer_id
        await person.types("down", "down", "down", "delete", *"没来", "enter")
        assert [m.kind for m in file_of(person).mediators] == ["officer"]


async def test_who_is_willing_is_kept_in_the_history_and_undone(desk: Desk) -> None:
    async with opened(desk) as person:
        await look(person)
        await person.types("4", "1", "2", "ctrl+s")
        said = person.read("SELECT reason FROM history WHERE step = 'willing'")[0]["reason"]
        assert "马玉兰" in said
        assert "赵铁柱" in said
        told = desk.words("{name}: willing", name="马玉兰")
        assert told in person.screen
        await person.types("ctrl+z")
        assert told not in person.screen


async def test_a_minor_without_a_guardian_is_told_on_top(home: Path) -> None:
    desk = new_desk(home)
    child = Told("小刚", document=read_document("110105201303071639"))
    assert child.document.born == date(2013, 3, 7)
    quarrel(desk, PartyGiven(0, "party_a", child), PartyGiven(0, "party_b", Told("赵铁柱")))
    async with opened(desk, size=WIDE) as person:
        await look(person)
        assert "guardian" in person.lines[2]
        assert "! minor" in person.screen


@pytest.mark.parametrize("size", [NARROW, SMALL, WIDE])
async def test_list_and_boxes_fit_every_screen(desk: Desk, size: tuple[int, int]) -> None:
    hostile = Told("[/red]#evil" + "长" * 80)
    desk.disputes.add_party(NUMBER, PartyGiven(0, "third", hostile), desk.actor, desk.words)
    async with opened(desk, size=size) as person:
        await look(person)
        person.fits()
        for digit in "123456":
            await person.types(digit)
            person.fits()
            await person.types("f8", "escape")
            assert person.top == "SidesScreen"


async def test_a_draft_of_a_box_is_listed_and_brought_back(desk: Desk) -> None:
    async with opened(desk) as person:
        await look(person)
        await person.types("1", "6", *"钱大海", "escape", "escape", "ctrl+t", "enter")
        assert person.top == "SidesScreen"
        await person.types("1", "ctrl+r")
        assert person.form.values()["party"] == "钱大海"


def test_every_field_has_its_page() -> None:
    for name in (
        "AddParty.role",
        "ChangeParty.role",
        "TakeOut.reason",
        "AddMediator.kind",
        "Preside.presider",
    ):
        assert name in FIELDS
