"""A dispute is opened at the screen: from an empty form, or from a request with one key."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from deskapp.domain.dispute import File
from deskapp.domain.dispute_given import PartyGiven
from deskapp.domain.person_draft import Told
from deskapp.reading import disputes as reading
from deskapp.screens import keymap
from deskapp.screens.disputes.opening import SPECS, OpeningScreen
from deskapp.screens.fieldhelp import FIELDS
from deskapp.wiring import Desk, open_desk
from tests.app_builders import NARROW, SMALL, WIDE, Person, log, new_desk, opened, spell

NUMBER = "JF-20261121-001"
NEW = ("ctrl+p", *"new disp", "enter")


@pytest.fixture
def desk(home: Path) -> Iterator[Desk]:
    found = new_desk(home)
    yield found
    found.close()


def file_of(person: Person, number: str = NUMBER) -> File:
    found = reading.find(person.app.desk.reader, person.app.desk.room.id, number)
    assert found is not None
    return found


def drafts(person: Person) -> list[tuple[str, str]]:
    assert person.app.desk.drafts.flush() is None
    return [
        (row["form"], row["subject"]) for row in person.read("SELECT form, subject FROM draft ORDER BY id")
    ]


async def test_two_names_a_digit_and_a_text_open_a_dispute_as_one_burst(desk: Desk) -> None:
    async with opened(desk) as person:
        await person.types("f7", *spell("马玉兰\n13800010001\n赵铁柱\n\n1楼道堆物争吵\n"))
        file = file_of(person)
        assert [(p.name, p.role) for p in file.sides] == [("马玉兰", "party_a"), ("赵铁柱", "party_b")]
        assert (file.dispute.type, file.dispute.summary) == ("neighbor", "楼道堆物争吵")
        assert (file.dispute.source, file.dispute.people, file.dispute.risk) == ("walk_in", 2, "blue")
        assert NUMBER in person.status
        assert "Ctrl+Z" in person.status
        assert drafts(person) == []
        await person.types("ctrl+z")
        assert file_of(person).dispute.status == "undone"


async def test_a_known_person_takes_the_tail_of_a_phone_and_enter(desk: Desk) -> None:
    log(desk, applicant="王秀英", phone="13800010009")
    async with opened(desk) as person:
        await person.types(*NEW)
        await person.types(*spell("0009\n赵铁柱\n\n1吵架\n"))
        file = file_of(person)
        assert [p.name for p in file.sides] == ["王秀英", "赵铁柱"]
        assert len(person.read("SELECT id FROM person")) == 2


async def test_words_of_a_threat_propose_mark_and_risk_with_the_reason(desk: Desk) -> None:
    async with opened(desk) as person:
        await person.types(*NEW, *spell("马玉兰\n\n赵铁柱\n\n1扬言要砍人"))
        assert {"flags", "risk", "risk_reason"} <= person.form.proposals()
        assert person.form.values()["risk"] == "red"
        await person.types("enter")
        assert file_of(person).dispute.risk == "red"
        assert "threat" in person.read("SELECT reason FROM history WHERE step = 'open'")[0]["reason"]


async def test_violence_at_home_is_proposed_in_the_form_and_kept_with_the_file(desk: Desk) -> None:
    async with opened(desk) as person:
        await person.types("f7", *spell("马玉兰\n\n赵铁柱\n\n1夫妻吵架，丈夫酒后打人"))
        assert person.form.values()["flags"] == "domestic_violence"
        assert person.form.values()["risk"] == "orange"
        await person.types("ctrl+s")
        dispute = file_of(person).dispute
        assert (dispute.domestic_violence, dispute.threat, dispute.risk) == (True, False, "orange")


async def test_a_higher_risk_without_its_reason_is_refused_and_nothing_is_lost(desk: Desk) -> None:
    async with opened(desk) as person:
        await person.types(*NEW, *spell("马玉兰\n\n赵铁柱\n\n1吵架"))
        person.form.focus_field("risk")
        await person.types("3")
        assert person.field == "risk_reason"
        await person.types("ctrl+s")
        assert person.field == "risk_reason"
        assert "reason" in person.error("risk_reason")
        await person.writes("见过三次\n")
        await person.types("ctrl+s")
        assert file_of(person).dispute.risk == "orange"


@pytest.mark.parametrize(
    ("typed", "field"), [("\n", "party_a"), ("马玉兰\n\n赵铁柱\n\n", "type"), ("马玉兰\n\n\n\n1", "summary")]
)
async def test_what_is_missing_is_named_beside_its_field(desk: Desk, typed: str, field: str) -> None:
    async with opened(desk) as person:
        await person.types(*NEW, *spell(typed))
        if field == "party_a":
            person.form.set_values({"type": "neighbor", "summary": "吵架"})
        await person.types("ctrl+s")
        assert person.field == field
        assert person.error(field)
        assert person.read("SELECT id FROM dispute") == []


async def test_one_person_cannot_stand_on_both_sides(desk: Desk) -> None:
    log(desk, applicant="王秀英", phone="13800010009")
    async with opened(desk) as person:
        await person.types(*NEW, *spell("0009\n0009\n1吵架\n"))
        assert person.field == "party_b"
        assert "both sides" in person.error("party_b")
        assert person.read("SELECT id FROM dispute") == []


async def test_a_side_that_nobody_knows_yet_stays_empty(desk: Desk) -> None:
    async with opened(desk) as person:
        await person.types(*NEW, *spell("马玉兰\n\n\n\n1楼上扔垃圾\n"))
        assert len(file_of(person).sides) == 1
        assert "other side" in person.status


async def test_a_draft_outlives_a_kill_and_comes_back_with_its_people(desk: Desk) -> None:
    log(desk, applicant="王秀英", phone="13800010009")
    async with opened(desk, close=False) as person:
        await person.types(*NEW, *spell("0009\n赵铁柱\n\n1堆物"))
        screen = person.app.screen
        assert isinstance(screen, OpeningScreen)
        screen.keep_now()
        assert drafts(person) == [("dispute", "")]
    again = open_desk(desk.settings)
    again.clock = desk.clock
    async with opened(again) as person:
        await person.types("ctrl+t", "enter")
        assert person.top == "OpeningScreen"
        values = person.form.values()
        assert (values["party_a"], values["party_b"], values["summary"]) == ("王秀英", "赵铁柱", "堆物")
        await person.types("ctrl+s")
        assert [p.name for p in file_of(person).sides] == ["王秀英", "赵铁柱"]
        assert drafts(person) == []


async def test_same_takes_the_value_of_the_last_dispute(desk: Desk) -> None:
    async with opened(desk) as person:
        await person.types(*NEW, *spell("马玉兰\n\n赵铁柱\n\n1吵架"), "tab", *spell("3号楼"), "ctrl+s")
        await person.types(*NEW)
        person.form.focus_field("place")
        await person.types("f7")
        assert person.form.values()["place"] == "3号楼"


# -- from a request


async def test_one_key_and_enter_make_a_dispute_of_a_request_and_link_both(desk: Desk) -> None:
    request = log(desk, applicant="王秀英", phone="13800010009", place="3号楼")
    async with opened(desk) as person:
        await person.types("enter", "f7")
        assert person.top == "OpeningScreen"
        assert person.field == "party_b"
        assert {"type", "summary", "place"} <= person.form.proposals()
        await person.types("enter")
        file = file_of(person)
        assert [p.name for p in file.sides] == ["王秀英"]
        assert (file.dispute.summary, file.dispute.place) == ("楼上跑跳", "3号楼")
        assert person.request().status == "resolved"
        steps = person.read(
            "SELECT subject, step, reason FROM history WHERE step IN ('open', 'resolve') ORDER BY id"
        )
        assert request.number in steps[0]["reason"]
        assert NUMBER in steps[1]["reason"]
        await person.types("ctrl+z")
        assert file_of(person).dispute.status == "undone"
        assert person.request().status == "registered"


async def test_the_key_works_on_the_row_of_a_list_and_takes_the_other_side(desk: Desk) -> None:
    log(desk, applicant="王秀英", phone="13800010009")
    async with opened(desk) as person:
        await person.types("f7", *"赵铁柱", "enter")
        assert [p.name for p in file_of(person).sides] == ["王秀英", "赵铁柱"]


async def test_a_request_that_is_a_dispute_already_says_so_and_opens_it(desk: Desk) -> None:
    request = log(desk, applicant="王秀英")
    async with opened(desk) as person:
        await person.types("enter", "f7", "enter")
        await person.types("f7")
        assert person.top != "OpeningScreen"
        assert request.number in person.status
        assert NUMBER in person.status
        assert len(person.read("SELECT id FROM dispute")) == 1


async def test_a_closed_request_says_how_to_open_it_again(desk: Desk) -> None:
    request = log(desk)
    desk.requests.step(
        request.number, "resolve", {"outcome": "solved", "text": "好了"}, desk.actor, desk.words
    )
    async with opened(desk) as person:
        await person.types("enter", "f7")
        assert person.top == "RecordScreen"
        assert "Reopen" in person.status


async def test_two_windows_make_one_dispute_of_a_request(desk: Desk) -> None:
    request = log(desk, applicant="王秀英")
    async with opened(desk) as person:
        await person.types("f7")
        parties = [PartyGiven(0, "party_a", Told("王秀英"))]
        other = {"type": "noise", "summary": "楼上跑跳"}
        desk.disputes.open_from(desk.requests, request.number, other, parties, desk.actor, desk.words)
        await person.types("enter")
        assert person.top == "OpeningScreen"
        assert "changed" in person.status
        assert len(person.read("SELECT id FROM dispute WHERE status <> 'undone'")) == 1


async def test_what_is_kept_of_a_dispute_from_a_request_is_in_nobodys_language(desk: Desk) -> None:
    log(desk, applicant="王秀英")
    async with opened(desk) as person:
        await person.types("f7", "enter")
        row = person.read("SELECT result, outcome, linked FROM request")[0]
        assert tuple(row) == (NUMBER, "to_dispute", NUMBER)
        reasons = [row[0] for row in person.read("SELECT reason FROM history WHERE subject = 'dispute'")]
        assert reasons[0] == "LF-20261121-001"


async def test_the_facts_of_a_case_are_not_taken_over(desk: Desk) -> None:
    log(desk, category="case_report", summary="某人被打", applicant="王秀英")
    async with opened(desk) as person:
        await person.types("f7")
        assert person.form.values()["summary"] == ""


# -- hostile, huge, small, both languages


async def test_hostile_text_stands_as_text(desk: Desk) -> None:
    async with opened(desk) as person:
        await person.types(*NEW)
        await person.pastes("[/red]\x1b[31m‮#evil")
        await person.types("enter", "enter", *spell("赵铁柱\n\n1"))
        await person.pastes("#include[x] $1$ \x1b]0;t\x07[@click=app.quit]")
        await person.types("enter")
        file = file_of(person)
        assert "\x1b" not in file.dispute.summary + file.sides[0].name
        assert "#include[x]" in file.dispute.summary
        person.fits()


async def test_a_text_that_is_too_long_is_refused_whole(desk: Desk) -> None:
    async with opened(desk) as person:
        await person.types(*NEW, *spell("马玉兰\n\n赵铁柱\n\n1"))
        await person.pastes("长" * 10_001)
        await person.types("ctrl+s")
        assert "10000" in person.error("summary").replace(",", "")
        assert len(person.form.values()["summary"]) == 10_001
        assert person.read("SELECT id FROM dispute") == []


@pytest.mark.parametrize("size", [NARROW, SMALL, WIDE])
@pytest.mark.parametrize("language", ["zh", "en"])
async def test_the_form_fits_every_screen(home: Path, size: tuple[int, int], language: str) -> None:
    desk = new_desk(home, language=language)
    log(desk, applicant="王秀英", phone="13800010009")
    async with opened(desk, size=size) as person:
        await person.types("f7")
        person.fits()
        for spec in SPECS:
            person.form.focus_field(spec.name)
            await person.settled()
            person.fits()
        await person.types("f8")
        person.fits()


def test_every_field_has_its_page_and_the_key_its_meaning() -> None:
    assert [spec.name for spec in SPECS if f"OpeningScreen.{spec.name}" not in FIELDS] == []
    assert "app.to_dispute" in keymap.MEANINGS
    assert "app.new_dispute" in keymap.MEANINGS
