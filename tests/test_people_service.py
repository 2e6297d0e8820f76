"""Cards of people: found or made with each logging, told more, corrected, merged, and taken back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deskapp.domain.errors import DeskError
from deskapp.domain.officer import Actor
from deskapp.domain.person import Person
from deskapp.domain.person_draft import OTHER_ID, OTHER_NAME, PHONES_FULL
from deskapp.reading import people as reading
from deskapp.services.people import People, Reversing
from deskapp.services.requests import reversal
from deskapp.services.reversals import People as Officers
from deskapp.services.undo import Undoing
from tests.builders import EN, TestDesk, a_desk, refused

ADULT, CHILD = "11010519491231002X", "110105201503070013"
"""Invented resident numbers with right check digits: a woman born in 1949, a boy born in 2015."""


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[TestDesk]:
    found = a_desk(tmp_path)
    found.staff.add(found.room, "周海峰", "012346", "officer", found.actor, EN)
    found.clock.turn(days=1)
    yield found
    found.store.close()


def people(desk: TestDesk) -> People:
    return People(desk.store, desk.room)


def undoing(desk: TestDesk) -> Undoing:
    return Undoing(
        desk.store, desk.room, {"request": reversal(), "officer": Officers(), "person": Reversing()}
    )


def undo(desk: TestDesk, officer: int = 1) -> str:
    return undoing(desk).undo(Actor(officer, desk.room.id)).name


def redo(desk: TestDesk, officer: int = 1) -> str:
    return undoing(desk).redo(Actor(officer, desk.room.id)).name


def cards(desk: TestDesk) -> list[Person]:
    return [reading.person_of(row) for row in desk.read("SELECT * FROM person ORDER BY id")]


def card_of(desk: TestDesk, number: str) -> Person:
    (row,) = desk.read(
        "SELECT p.* FROM person AS p JOIN request AS r ON r.person_id = p.id WHERE r.number = ?", number
    )
    return reading.person_of(row)


def test_a_logging_makes_the_card_of_a_new_person(desk: TestDesk) -> None:
    number = desk.log(applicant="马玉兰", phone="13800010001", id_number=ADULT, address="三号楼").number
    card = card_of(desk, number)
    assert card.number == "RY-20261122-001"
    assert (card.name, card.phones, card.address) == ("马玉兰", ("13800010001",), "三号楼")
    assert (card.id_kind, card.id_number, card.sex) == ("resident_id", ADULT, "female")
    assert str(card.born) == "1949-12-31"
    assert not card.is_minor(card.day)


def test_where_nothing_is_told_of_the_applicant_there_is_no_card(desk: TestDesk) -> None:
    assert desk.log().person_id is None
    assert desk.log(id_number="未出示", address="三号楼").person_id is None
    assert cards(desk) == []


def test_the_same_id_is_the_same_card_and_another_name_is_told(desk: TestDesk) -> None:
    first = desk.log(applicant="马玉兰", id_number=ADULT)
    again = desk.requests.log(
        {"category": "noise", "summary": "吵", "applicant": "李强", "id_number": ADULT.lower()},
        desk.actor,
        EN,
    )
    assert again.request.person_id == first.person_id
    assert again.warnings == (OTHER_NAME,)
    assert again.request.applicant == "李强"
    assert [card.name for card in cards(desk)] == ["马玉兰"]


def test_the_same_name_and_phone_are_the_same_card_and_what_is_new_is_added(desk: TestDesk) -> None:
    first = desk.log(applicant="马玉兰", phone="13800010001")
    desk.log(applicant="马玉兰", phone="13800010001", id_number=ADULT, address="三号楼")
    (card,) = cards(desk)
    assert (card.id, card.id_number, card.address) == (first.person_id, ADULT, "三号楼")
    assert [row["step"] for row in desk.read("SELECT step FROM history WHERE subject = 'person' ORDER BY id")] == [
        "log", "tell",
    ]  # fmt: skip


def test_two_people_of_one_name_have_two_cards(desk: TestDesk) -> None:
    desk.log(applicant="王伟", phone="13800010001")
    desk.log(applicant="王伟", phone="13800010002")
    desk.log(applicant="王伟")
    desk.log(applicant="王伟")
    assert len(cards(desk)) == 4


def test_one_name_one_phone_and_two_ids_are_two_people(desk: TestDesk) -> None:
    desk.log(applicant="王伟", phone="13800010001", id_number=ADULT)
    desk.log(applicant="王伟", phone="13800010001", id_number=CHILD)
    assert [card.id_number for card in cards(desk)] == [ADULT, CHILD]


def test_a_chosen_card_takes_what_is_new(desk: TestDesk) -> None:
    card = card_of(desk, desk.log(applicant="马玉兰", phone="13800010001").number)
    desk.log(applicant="马玉兰", phone="13900010002", person=card.number, id_number=ADULT)
    (card,) = cards(desk)
    assert card.phones == ("13800010001", "13900010002")
    assert card.id_number == ADULT
    with pytest.raises(DeskError) as refusal:
        desk.log(applicant="马玉兰", person="RY-20261122-009")
    refused(refusal.value, "RY-20261122-009")


def test_a_card_holds_five_phones_and_one_id_the_rest_stays_with_the_request(desk: TestDesk) -> None:
    card = card_of(desk, desk.log(applicant="马玉兰", phone="13800010001", id_number=ADULT).number)
    for last in range(2, 6):
        desk.log(applicant="马玉兰", phone=f"1380001000{last}", person=card.number)
    found = desk.requests.log(
        {"category": "dog", "summary": "狗", "applicant": "马玉兰", "phone": "13800010006", "id_number": "E1234567",
         "person": card.number}, desk.actor, EN,
    )  # fmt: skip
    assert set(found.warnings) == {PHONES_FULL, OTHER_ID}
    assert found.request.phone == "13800010006"
    assert len(cards(desk)[0].phones) == 5
    assert cards(desk)[0].id_number == ADULT


def test_a_minor_is_known_by_the_id_or_by_the_mark(desk: TestDesk) -> None:
    by_id = card_of(desk, desk.log(applicant="小明", id_number=CHILD).number)
    by_mark = card_of(desk, desk.log(applicant="小红", dangers="minor").number)
    assert by_id.sex == "male"
    assert by_id.is_minor(by_id.day)
    assert by_mark.is_minor(by_mark.day)
    assert by_mark.shown_name(by_mark.day, EN) == "小＊"


@pytest.mark.parametrize(
    ("told", "kind", "number"),
    [
        ("E12345678", "passport", "E12345678"),
        ("830000199201300022", "residence_permit", "830000199201300022"),
        ("军字第123号", "other_document", "军字第123号"),
        ("未出示", "not_shown", ""),
        ("拒绝出示", "refused", ""),
    ],
)
def test_other_documents_and_none_at_all_are_taken(desk: TestDesk, told: str, kind: str, number: str) -> None:
    card = card_of(desk, desk.log(applicant="John Smith", id_number=told).number)
    assert (card.id_kind, card.id_number) == (kind, number)


def test_undoing_a_logging_takes_its_card_and_redoing_brings_it_back(desk: TestDesk) -> None:
    request = desk.log(applicant="马玉兰", phone="13800010001")
    assert undo(desk) == request.number
    assert [card.status for card in cards(desk)] == ["undone"]
    assert redo(desk) == request.number
    (card,) = cards(desk)
    assert (card.status, card.id) == ("active", request.person_id)


def test_a_card_that_somebody_else_uses_outlives_the_logging_that_made_it(desk: TestDesk) -> None:
    told = {"category": "dog", "summary": "狗", "applicant": "马玉兰", "phone": "13800010001"}
    desk.requests.log(told, desk.actor, EN)
    desk.requests.log(told, Actor(2, desk.room.id), EN)
    undo(desk)
    assert [card.status for card in cards(desk)] == ["active"]
    undo(desk, 2)
    assert [card.status for card in cards(desk)] == ["undone"]
    redo(desk, 2)
    assert [card.status for card in cards(desk)] == ["active"]


def test_undoing_a_logging_takes_from_the_card_what_it_added(desk: TestDesk) -> None:
    desk.log(applicant="马玉兰", phone="13800010001")
    card = cards(desk)[0]
    desk.log(applicant="马玉兰", phone="13900010002", person=card.number, address="三号楼")
    undo(desk)
    assert (cards(desk)[0].phones, cards(desk)[0].address) == (("13800010001",), "")
    redo(desk)
    assert (cards(desk)[0].phones, cards(desk)[0].address) == (("13800010001", "13900010002"), "三号楼")


def test_correcting_a_name_links_the_request_anew_and_edits_no_card(desk: TestDesk) -> None:
    first = desk.log(applicant="马玉兰", phone="13800010001")
    other = desk.log(applicant="马玉栏", phone="13800010001")
    desk.requests.correct(other.number, {"applicant": "马玉兰"}, "错字", desk.actor, EN)
    assert card_of(desk, other.number).id == first.person_id
    assert [(card.name, card.status) for card in cards(desk)] == [("马玉兰", "active"), ("马玉栏", "undone")]
    undo(desk)
    assert card_of(desk, other.number).name == "马玉栏"
    assert [card.status for card in cards(desk)] == ["active", "active"]


def test_correcting_a_phone_keeps_a_person_who_was_here_before(desk: TestDesk) -> None:
    first = desk.log(applicant="马玉兰", phone="13800010001")
    again = desk.log(applicant="马玉兰", phone="13800010001")
    desk.requests.correct(again.number, {"phone": "13800010007"}, "打错", desk.actor, EN)
    assert card_of(desk, again.number).id == first.person_id
    assert cards(desk)[0].phones == ("13800010001",)


def test_cards_are_merged_taken_apart_and_undone(desk: TestDesk) -> None:
    a, b, c = (card_of(desk, desk.log(applicant=name).number) for name in ("王英", "王瑛", "王莹"))
    people(desk).merge(a.number, b.number, "同一人", desk.actor, EN)
    people(desk).merge(b.number, c.number, "同一人", desk.actor, EN)
    with pytest.raises(DeskError) as refusal:
        people(desk).merge(c.number, a.number, "圈", desk.actor, EN)
    refused(refusal.value, "itself")
    with pytest.raises(DeskError) as refusal:
        people(desk).merge(a.number, c.number, "再", desk.actor, EN)
    refused(refusal.value, "already")
    assert desk.log(applicant="王英", person=a.number).person_id == c.id
    undo(desk)
    undo(desk)
    assert [card.status for card in cards(desk)] == ["merged", "active", "active"]
    redo(desk)
    people(desk).unmerge(a.number, "不是一人", desk.actor, EN)
    assert [card.status for card in cards(desk)] == ["active", "merged", "active"]
    undo(desk)
    assert [card.merged_into for card in cards(desk)] == [b.id, c.id, None]


def test_a_card_is_corrected_with_its_reason(desk: TestDesk) -> None:
    card = card_of(desk, desk.log(applicant="马玉兰", phone="13800010001").number)
    given = {
        "phones": "13800010001，１３９０００１０００２",
        "language": "uyghur",
        "id_kind": "refused",
        "minor": "yes",
    }
    found = people(desk).correct(card.number, given, "问过本人", desk.actor, EN).person
    assert found.phones == ("13800010001", "13900010002")
    assert (found.language, found.id_kind, found.minor) == ("uyghur", "refused", True)
    undo(desk)
    assert (cards(desk)[0].phones, cards(desk)[0].language) == (("13800010001",), "")
    for given, reason in (
        ({"phones": "1,2"}, "x"),
        ({"name": "马"}, ""),
        ({}, "x"),
        ({"name": "长" * 101}, "x"),
    ):
        with pytest.raises(DeskError) as refusal:
            people(desk).correct(card.number, given, reason, desk.actor, EN)
        refused(refusal.value)


def test_a_card_made_by_hand_stays_until_its_making_is_undone(desk: TestDesk) -> None:
    card = people(desk).add({"name": "马玉兰", "phones": "13800010001"}, desk.actor, EN).person
    assert desk.log(applicant="马玉兰", phone="13800010001").person_id == card.id
    undo(desk)
    assert cards(desk)[0].status == "active"
    undo(desk)
    assert cards(desk)[0].status == "undone"
    redo(desk)
    assert cards(desk)[0].status == "active"


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(("log", "merge", "unmerge", "correct", "undo", "redo")), st.integers(1, 2),
            st.integers(0, 5), st.integers(0, 5),
        ), min_size=5, max_size=30,
    )
)  # fmt: skip
def test_any_order_of_merges_leaves_no_circle_and_nobody_lost(steps: list[tuple[str, int, int, int]]) -> None:
    with TemporaryDirectory() as folder:
        desk = a_desk(Path(folder))
        desk.staff.add(desk.room, "周海峰", "012346", "officer", desk.actor, EN)
        desk.clock.turn(days=1)
        for verb, officer, one, other in steps:
            actor, known = Actor(officer, desk.room.id), cards(desk)
            number = known[one % len(known)].number if known else "RY-20261122-001"
            target = known[other % len(known)].number if known else "RY-20261122-001"
            try:
                if verb == "log":
                    told = {
                        "category": "noise",
                        "summary": "吵",
                        "applicant": "甲乙丙"[one % 3],
                        "phone": f"11{other}",
                    }
                    desk.requests.log(told, actor, EN)
                elif verb == "merge":
                    people(desk).merge(number, target, "同", actor, EN)
                elif verb == "unmerge":
                    people(desk).unmerge(number, "异", actor, EN)
                elif verb == "correct":
                    people(desk).correct(number, {"notes": f"{one}{other}"}, "错", actor, EN)
                else:
                    (undo if verb == "undo" else redo)(desk, officer)
            except DeskError as error:
                refused(error)
        found = {card.id: card for card in cards(desk)}
        for card in found.values():
            assert (card.status == "merged") == (card.merged_into is not None)
            seen = {card.id}
            while card.merged_into is not None:
                card = found[card.merged_into]
                assert card.id not in seen
                seen.add(card.id)
            if len(seen) > 1:
                assert card.status == "active"
        for row in desk.read("SELECT person_id FROM request WHERE status <> 'undone'"):
            assert found[row["person_id"]].status != "undone"
        desk.store.close()
