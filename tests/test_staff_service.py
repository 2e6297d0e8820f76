"""The room and its people."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from deskapp import db
from deskapp.domain.errors import DeskError
from deskapp.domain.officer import Officer
from deskapp.reading.room import officers, rooms
from deskapp.services.staff import check_setup
from tests.builders import EN, TestDesk, a_desk, refused


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[TestDesk]:
    found = a_desk(tmp_path)
    yield found
    found.store.close()


def crew(desk: TestDesk) -> tuple[Officer, ...]:
    with closing(db.connect(desk.path, readonly=True)) as reader:
        return officers(reader, desk.room.id)


def test_a_room_opens_with_its_first_officer_signed_in(desk: TestDesk) -> None:
    with closing(db.connect(desk.path, readonly=True)) as reader:
        (room,) = rooms(reader)
    assert room == desk.room
    assert (room.station, room.name, room.zone, room.practice) == (
        "明珠路派出所",
        "明珠社区警务室",
        "Asia/Shanghai",
        False,
    )
    assert crew(desk) == (Officer(room.signed_in, room.id, "李辉", "012345"),)


def test_officers_and_auxiliaries_are_added_and_take_turns(desk: TestDesk) -> None:
    added = desk.staff.add(desk.room, " 阿依古丽·买买提 ", "Ｆ ０７２１", "auxiliary", desk.actor, EN)
    assert (added.name, added.badge, added.kind) == ("阿依古丽·买买提", "F0721", "auxiliary")
    room = desk.staff.sign_in(desk.room, added, desk.actor)
    assert room.signed_in == added.id
    desk.room = room
    assert desk.log().entered_by == added.id
    with closing(db.connect(desk.path, readonly=True)) as reader:
        assert rooms(reader)[0].signed_in == added.id
    assert [row["officer_id"] for row in desk.read("SELECT officer_id FROM audit ORDER BY seq")] == [
        1,
        1,
        1,
        1,
        2,
    ]


@pytest.mark.parametrize(
    ("name", "badge", "kind", "word"),
    [
        ("", "012346", "officer", "empty"),
        (" \n", "012346", "officer", "empty"),
        ("长" * 101, "012346", "officer", "101"),
        ("周海峰", "", "officer", "badge"),
        ("周海峰", "1" * 41, "officer", "badge"),
        ("周海峰", "０１２３４５", "officer", "李辉"),
        ("周海峰", "012346", "chief", "auxiliary"),
    ],
)
def test_who_cannot_be_added_is_told_why(desk: TestDesk, name: str, badge: str, kind: str, word: str) -> None:
    before = (desk.count("officer"), desk.count("audit"))
    with pytest.raises(DeskError) as refusal:
        desk.staff.add(desk.room, name, badge, kind, desk.actor, EN)
    refused(refusal.value, word)
    assert (desk.count("officer"), desk.count("audit")) == before


def test_one_badge_number_may_work_in_two_rooms(desk: TestDesk) -> None:
    other = desk.staff.open_room("东关派出所", "东关警务室", "李辉", "012345")
    assert other.id != desk.room.id
    assert len(crew(desk)) == 1


def test_only_who_works_here_now_signs_in(desk: TestDesk) -> None:
    elsewhere = desk.staff.open_room("东关派出所", "东关警务室", "马建军", "770001")
    for stranger in (
        Officer(elsewhere.signed_in, elsewhere.id, "马建军", "770001"),
        Officer(1, desk.room.id, "李辉", "012345", active=False),
    ):
        with pytest.raises(DeskError) as refusal:
            desk.staff.sign_in(desk.room, stranger, desk.actor)
        refused(refusal.value, stranger.name)


@pytest.mark.parametrize("missing", ["station", "room", "officer", "badge"])
def test_a_first_run_without_an_answer_is_refused_at_that_field(missing: str) -> None:
    answers = {"station": "明珠路派出所", "room": "警务室", "officer": "李辉", "badge": "012345"}
    check_setup(**answers)
    with pytest.raises(DeskError) as refusal:
        check_setup(**answers | {missing: " "})
    refused(refusal.value)
    assert refusal.value.field == missing


def given_two(desk: TestDesk) -> Officer:
    return desk.staff.add(desk.room, "周海峰", "012346", "officer", desk.actor, EN)


def correct(desk: TestDesk, whom: Officer, reason: str = "", /, **given: str) -> Officer:
    return desk.staff.correct(desk.room, whom.id, given, desk.actor, EN, reason)


def test_a_correction_of_a_person_keeps_old_and_new_and_the_reason(desk: TestDesk) -> None:
    second = given_two(desk)
    found = correct(desk, second, "写错", officer="周海锋", badge="Ｆ ９", kind="auxiliary")
    assert found == Officer(second.id, 1, "周海锋", "F9", "auxiliary")
    assert crew(desk)[1] == found
    row = desk.read("SELECT * FROM history WHERE subject = 'officer'")[0]
    assert (row["step"], row["reason"], row["by_id"]) == ("correct", "写错", 1)
    assert (row["source"], row["target"]) == ("周海峰, 012346, officer", "周海锋, F9, auxiliary")
    link = desk.read("SELECT * FROM audit ORDER BY seq DESC LIMIT 1")[0]
    assert (link["action"], link["subject"], link["subject_id"]) == ("correct", "officer", second.id)


def test_a_person_leaves_and_comes_back_and_is_never_deleted(desk: TestDesk) -> None:
    second = given_two(desk)
    assert not correct(desk, second, presence="no").active
    with pytest.raises(DeskError) as refusal:
        desk.staff.sign_in(desk.room, crew(desk)[1], desk.actor)
    refused(refusal.value, "周海峰")
    assert correct(desk, second, presence="yes").active
    assert [row["step"] for row in desk.read("SELECT step FROM history")] == ["retire", "return"]


def test_facts_that_stay_the_same_write_nothing(desk: TestDesk) -> None:
    second = given_two(desk)
    before = desk.count("audit")
    assert correct(desk, second, officer=" 周海峰 ", badge="012346", presence="yes") == second
    assert (desk.count("audit"), desk.count("history")) == (before, 0)


@pytest.mark.parametrize(
    ("who", "given", "word", "field"),
    [
        (1, {"presence": "no"}, "Ctrl+O", "presence"),
        (1, {"kind": "auxiliary"}, "last active officer", "kind"),
        (1, {"officer": " "}, "empty", "officer"),
        (1, {"badge": "F0721"}, "阿依古丽", "badge"),
        (1, {"presence": "perhaps"}, "Choose one of", "presence"),
        (9, {"officer": "X"}, "not in the room", ""),
    ],
)
def test_a_change_that_would_stop_the_room_is_refused(
    desk: TestDesk, who: int, given: dict[str, str], word: str, field: str
) -> None:
    desk.staff.add(desk.room, "阿依古丽·买买提", "F0721", "auxiliary", desk.actor, EN)
    before = crew(desk), desk.count("audit")
    with pytest.raises(DeskError) as refusal:
        desk.staff.correct(desk.room, who, given, desk.actor, EN)
    refused(refusal.value, word)
    assert refusal.value.field == field
    assert (crew(desk), desk.count("audit")) == before


def test_the_last_active_officer_stays_though_somebody_else_writes(desk: TestDesk) -> None:
    helper = desk.staff.add(desk.room, "阿依古丽·买买提", "F0721", "auxiliary", desk.actor, EN)
    desk.room = desk.staff.sign_in(desk.room, helper, desk.actor)
    with pytest.raises(DeskError) as refusal:
        desk.staff.correct(desk.room, 1, {"presence": "no"}, desk.actor, EN)
    refused(refusal.value, "last active officer")
