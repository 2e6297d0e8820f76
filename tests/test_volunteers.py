"""The register of volunteers: who serves, where, with what, and how it is taken back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from deskapp import db
from deskapp.domain.errors import DeskError
from deskapp.domain.listing import Sorting
from deskapp.domain.tree import tree
from deskapp.domain.volunteer import Dossier, Training
from deskapp.domain.volunteer_codes import STATUS
from deskapp.domain.volunteer_form import order_of
from deskapp.domain.volunteer_steps import MACHINE
from deskapp.domain.volunteer_warnings import Limits, warnings
from deskapp.reading import volunteer_lists
from deskapp.reading import volunteers as reading
from deskapp.reading.volunteer_lists import VolunteerFilter
from tests.builders import EN, NOON, TestDesk, a_desk, refused
from tests.volunteer_builders import member, register, step, stock, team, team_verbs, undoing

TODAY = date(2026, 11, 21)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[TestDesk]:
    found = a_desk(tmp_path)
    yield found
    found.store.close()


def look(desk: TestDesk, number: str) -> Dossier:
    with closing(db.connect(desk.path, readonly=True)) as connection:
        found = reading.find(connection, desk.room.id, number)
    assert found is not None
    return found


def agrees(desk: TestDesk) -> None:
    """Assert that the search index is what making it anew would give."""
    from deskapp.tables import search

    with closing(db.connect(desk.path)) as connection:
        for subject in ("volunteer", "person"):
            assert search.differences(connection.execute, subject, 1000) == ""


def test_somebody_is_registered_with_a_card_a_number_and_a_team(desk: TestDesk) -> None:
    team(desk, "明珠队")
    found = member(
        desk, phone="13800010001", team="明珠队", roles="mediator,driver", id_number="11010519491231002X"
    )
    one = found.volunteer
    assert (one.number, one.member_no, one.status, one.joined_on) == (
        "YJ-20261121-001",
        "0001",
        "active",
        TODAY,
    )
    assert (found.person.name, found.person.phones, found.person.born) == (
        "马玉兰",
        ("13800010001",),
        date(1949, 12, 31),
    )
    assert one.roles == ("mediator", "driver")
    assert [(held.team, held.from_on) for held in found.teams] == [("明珠队", TODAY)]
    assert member(desk, "赵铁柱").volunteer.member_no == "0002"
    assert member(desk, "孙丽", member_no="mz-７").volunteer.member_no == "MZ-7"
    agrees(desk)


def test_a_card_that_is_there_is_taken_and_one_person_is_registered_once(desk: TestDesk) -> None:
    desk.log(applicant="马玉兰", phone="13800010001")
    found = member(desk, phone="13800010001")
    assert found.person.number == "RY-20261121-001"
    with pytest.raises(DeskError) as error:
        member(desk, phone="13800010001")
    refused(error.value, "马玉兰", found.volunteer.number)
    assert desk.count("volunteer") == desk.count("person") == 1


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "type the name"),
        ({"name": "马玉兰", "team": "无此队"}, "deskapp team add"),
        ({"name": "马玉兰", "roles": "king"}, "king"),
        ({"name": "马玉兰", "joined_on": "2027-01-01"}, "still to come"),
        ({"name": "马玉兰", "member_no": "no/way!"}, "member number"),
        ({"name": "马玉兰", "colour": "red"}, "colour"),
    ],
)
def test_what_cannot_be_registered_is_refused_whole(desk: TestDesk, given: dict[str, str], said: str) -> None:
    with pytest.raises(DeskError) as error:
        register(desk).register(given, desk.actor, EN)
    refused(error.value, said)
    assert desk.count("volunteer") == desk.count("person") == 0


def test_a_taken_member_number_is_refused(desk: TestDesk) -> None:
    member(desk, member_no="7")
    with pytest.raises(DeskError) as error:
        member(desk, "赵铁柱", member_no="７")
    refused(error.value, "7", "YJ-20261121-001")


def test_every_step_leads_where_the_life_of_a_volunteer_goes(desk: TestDesk) -> None:
    team(desk, "明珠队")
    found = member(desk, status="applicant", team="明珠队")
    assert found.volunteer.joined_on is None
    found = step(desk, found, "accept", pledged="yes")
    assert (found.volunteer.status, found.volunteer.pledged_on) == ("active", TODAY)
    found = step(desk, found, "leave", until="2026-12-01")
    assert found.volunteer.leave_until == date(2026, 12, 1)
    found = step(desk, step(desk, found, "return"), "suspend", text="迟到三次")
    found = step(desk, found, "restore", text="谈过话")
    found = step(desk, found, "quit", text="搬家")
    assert (found.volunteer.status, found.teams, found.volunteer.left_on) == ("left", (), TODAY)
    assert found.memberships[0].to_on == TODAY
    found = step(desk, found, "rejoin", text="回来了")
    assert (found.volunteer.status, found.volunteer.rejoined, found.volunteer.left_on) == ("active", 1, None)
    other = step(desk, member(desk, "赵铁柱", status="applicant"), "refuse", text="年龄不符")
    assert other.volunteer.status == "left"
    gone = step(desk, found, "void", text="录错", confirm=found.volunteer.number)
    assert gone.volunteer.status == "voided"
    assert member(desk, "马玉兰", member_no="0001").volunteer.number == "YJ-20261121-003"


def test_no_state_is_a_dead_end_but_the_last_ones() -> None:
    for entry in STATUS:
        assert bool(MACHINE.allowed(entry.code)) is (entry.code not in ("voided", "undone")), entry.code


@pytest.mark.parametrize(
    ("code", "given"), [("accept", {}), ("quit", {}), ("void", {"text": "x"}), ("dance", {})]
)
def test_a_step_that_is_not_possible_or_not_whole_changes_nothing(
    desk: TestDesk, code: str, given: dict[str, str]
) -> None:
    found = member(desk)
    with pytest.raises(DeskError):
        step(desk, found, code, **given)
    assert look(desk, found.volunteer.number) == found


def test_who_has_equipment_does_not_leave(desk: TestDesk) -> None:
    found = member(desk)
    radio = stock(desk).add({"kind": "radio", "count": "2"}, desk.actor, EN)
    stock(desk).issue(radio, found.volunteer.member_no, desk.actor)
    with pytest.raises(DeskError) as error:
        step(desk, found, "quit", text="搬家")
    refused(error.value, "radio")
    (loan,) = look(desk, "0001").owes
    stock(desk).take_back(loan.id, desk.actor, EN, "damaged", "无声")
    assert step(desk, found, "quit", text="搬家").volunteer.status == "left"
    assert tuple(desk.read("SELECT in_stock, issued, damaged FROM equipment")[0]) == (1, 0, 1)


def test_the_stock_never_goes_below_nothing(desk: TestDesk) -> None:
    found, verbs = member(desk), stock(desk)
    radio = verbs.add({"kind": "radio", "count": "1"}, desk.actor, EN)
    verbs.issue(radio, found.volunteer.number, desk.actor)
    with pytest.raises(DeskError) as error:
        verbs.issue(radio, found.volunteer.number, desk.actor)
    refused(error.value, radio, "0")
    with pytest.raises(DeskError):
        verbs.change_stock(radio, "repair", "1", "x", desk.actor, EN)
    verbs.change_stock(radio, "add", "3", "买了", desk.actor, EN)
    verbs.change_stock(radio, "scrap", "1", "旧了", desk.actor, EN)
    assert tuple(desk.read("SELECT in_stock, issued, scrapped FROM equipment")[0]) == (2, 1, 1)
    undoing(desk).undo(desk.actor)
    assert tuple(desk.read("SELECT in_stock, issued, scrapped FROM equipment")[0]) == (3, 1, 0)


def test_teams_form_a_tree_without_circles(desk: TestDesk) -> None:
    team(desk, "明珠队")
    team(desk, "东区分队", parent="明珠队")
    team(desk, "救援队", parent="东区分队", kind="rescue", mode="on_call")
    with closing(db.connect(desk.path, readonly=True)) as connection:
        found = reading.teams(connection, desk.room.id)
    assert [(depth, one.name, one.kind) for depth, one in tree(found)] == [
        (0, "明珠队", "team"), (1, "东区分队", "subteam"), (2, "救援队", "rescue"),
    ]  # fmt: skip
    with pytest.raises(DeskError) as error:
        team_verbs(desk).correct("明珠队", {"parent": "救援队"}, "x", desk.actor, EN)
    refused(error.value, "under itself")
    with pytest.raises(DeskError) as error:
        team(desk, "明珠队")
    refused(error.value, "明珠队")
    with pytest.raises(DeskError) as error:
        team_verbs(desk).close("明珠队", "x", desk.actor)
    refused(error.value, "1 teams")
    team_verbs(desk).close("救援队", "并入", desk.actor)
    team_verbs(desk).correct("东区分队", {"parent": ""}, "独立", desk.actor, EN)
    undoing(desk).undo(desk.actor)
    undoing(desk).undo(desk.actor)
    with closing(db.connect(desk.path, readonly=True)) as connection:
        assert reading.teams(connection, desk.room.id)[2].status == "active"


def test_joining_and_leaving_teams_keeps_their_days(desk: TestDesk) -> None:
    for name in ("明珠队", "救援队"):
        team(desk, name)
    found = member(desk, team="明珠队", joined_on="2026-11-01")
    register(desk).join("0001", "救援队", desk.actor, EN, "11-10", "leader")
    found = look(desk, "0001")
    assert [(held.team, held.post, held.from_on.day) for held in found.teams] == [
        ("明珠队", "member", 1), ("救援队", "leader", 10),
    ]  # fmt: skip
    with pytest.raises(DeskError):
        register(desk).join("0001", "救援队", desk.actor, EN)
    with pytest.raises(DeskError):
        register(desk).leave_team("0001", "救援队", "", desk.actor)
    left = register(desk).leave_team("0001", "救援队", "太远", desk.actor)
    assert [held.team for held in left.teams] == ["明珠队"]
    assert left.volunteer.team_id == found.memberships[0].team_id
    undoing(desk).undo(desk.actor)
    assert len(look(desk, "0001").teams) == 2


def test_trainings_and_honours_are_added_and_taken_out(desk: TestDesk) -> None:
    member(desk)
    verbs = register(desk)
    given = {
        "subject": "first_aid",
        "hours": "1.5",
        "on": "11-01",
        "expires": "2027-11-01",
        "teacher": "红十字会",
    }
    found = verbs.train("0001", given, desk.actor, EN)
    assert (found.trainings[0].minutes, found.trainings[0].expires_on) == (90, date(2027, 11, 1))
    found = verbs.honour("0001", {"title": "年度优秀义警", "given_by": "分局"}, desk.actor, EN)
    assert found.honours[0].kind == "honour"
    with pytest.raises(DeskError):
        verbs.train("0001", given | {"hours": "lots"}, desk.actor, EN)
    with pytest.raises(DeskError):
        verbs.train("0001", given | {"expires": "2020-01-01"}, desk.actor, EN)
    assert verbs.take_out("0001", "training", found.trainings[0].id, "录错", desk.actor).trainings == ()
    undoing(desk).undo(desk.actor)
    assert len(look(desk, "0001").trainings) == 1


def test_a_correction_keeps_both_values_and_is_undone(desk: TestDesk) -> None:
    member(desk)
    verbs = register(desk)
    done = verbs.correct("0001", {"skills": "急救", "member_no": "A9"}, "新证", desk.actor, EN)
    assert (done.volunteer.skills, done.volunteer.member_no) == ("急救", "A9")
    with pytest.raises(DeskError) as error:
        verbs.correct("A9", {"phone": "13800010001"}, "x", desk.actor, EN)
    assert "deskapp people correct RY-20261121-001 phone" in str(error.value)
    with pytest.raises(DeskError):
        verbs.correct("A9", {"skills": "急救"}, "x", desk.actor, EN)
    with pytest.raises(DeskError):
        verbs.correct("A9", {"skills": "驾驶"}, "", desk.actor, EN)
    undoing(desk).undo(desk.actor)
    assert look(desk, "0001").volunteer.skills == ""
    undoing(desk).redo(desk.actor)
    assert look(desk, "A9").volunteer.skills == "急救"
    agrees(desk)


def test_an_undone_registration_frees_card_and_number_and_comes_back(desk: TestDesk) -> None:
    team(desk, "明珠队")
    first = member(desk, team="明珠队", phone="13800010001")
    undoing(desk).undo(desk.actor)
    assert desk.read("SELECT v.status, p.status FROM volunteer v, person p")[0][0] == "undone"
    assert desk.read("SELECT status FROM person")[0][0] == "undone"
    assert desk.read("SELECT gone FROM volunteer_team")[0][0] == 1
    agrees(desk)
    undoing(desk).redo(desk.actor)
    again = look(desk, first.volunteer.number)
    assert (again.volunteer.status, again.teams, again.person.status) == ("active", first.teams, "active")
    agrees(desk)


def test_notes_are_found_and_undone(desk: TestDesk) -> None:
    member(desk)
    register(desk).note("0001", "call", "谈过巡逻时间", desk.actor, EN)
    assert desk.count("action_log") == 1
    agrees(desk)
    undoing(desk).undo(desk.actor)
    agrees(desk)


def test_a_renamed_card_is_found_in_the_register(desk: TestDesk) -> None:
    from deskapp.services.people import People

    found = member(desk)
    People(desk.store, desk.room).correct(found.person.number, {"name": "曾玉兰"}, "听错", desk.actor, EN)
    agrees(desk)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"born": "2010-01-01"}, "younger"),
        ({"born": "1950-01-01"}, "older"),
        ({"insurance_until": "2026-11-20"}, "ended on 2026-11-20"),
        ({"insurance_until": "2026-12-01"}, "ends on 2026-12-01"),
        ({"insurance_until": ""}, "No insurance"),
    ],
)
def test_age_and_insurance_are_warned_of_and_stop_nobody(
    desk: TestDesk, change: dict[str, str], said: str
) -> None:
    given = {"name": "马玉兰", "born": "1990-01-01", "insurance_until": "2030-01-01"} | change
    made = register(desk).register(given, desk.actor, EN)
    assert [said in one.say(EN) for one in made.warnings] == [True]
    assert made.dossier.volunteer.status == "active"
    assert warnings(made.dossier, Limits(0, 0, False, 0), TODAY) == ()


def test_consent_answers_the_warning_of_age_and_a_training_expires(desk: TestDesk) -> None:
    whole = {"name": "马玉兰", "born": "2010-01-01", "insurance_until": "2030-01-01", "consent": "guardian"}
    found = register(desk).register(whole, desk.actor, EN).dossier
    assert warnings(found, Limits(), TODAY) == ()
    old = Training(1, "first_aid", date(2025, 1, 1), 60, date(2026, 1, 1))
    new = Training(2, "first_aid", date(2026, 1, 2), 60, date(2026, 11, 30))

    def told(*trainings: Training) -> list[str]:
        trained = Dossier(found.volunteer, found.person, trainings=trainings)
        return [one.say(EN) for one in warnings(trained, Limits(), TODAY)]

    assert told(old) == ["The training “First aid” has expired on 2026-01-01."]
    assert told(old, new) == ["The training “First aid” expires on 2026-11-30."]


def test_member_numbers_stand_in_the_order_of_counting() -> None:
    said = ["MZ-10", "2", "MZ-9", "0010"]
    assert sorted(said, key=lambda one: order_of(one, open=True)) == ["2", "0010", "MZ-9", "MZ-10"]
    assert order_of("9", open=True) < order_of("1", open=False)


@pytest.mark.parametrize("column", volunteer_lists.SORTS)
@pytest.mark.parametrize("desc", [False, True])
def test_the_list_is_read_by_key_in_every_order(desk: TestDesk, column: str, desc: bool) -> None:
    team(desk, "明珠队")
    for name in ("马玉兰", "赵铁柱", "孙丽", "李四"):
        member(desk, name, **({"team": "明珠队"} if name > "李" else {}))
    step(desk, look(desk, "0002"), "quit", text="x")
    with closing(db.connect(desk.path, readonly=True)) as connection:

        def source(chosen: VolunteerFilter):
            return volunteer_lists.list_source(
                lambda: connection, desk.room, Limits(), chosen, NOON, EN, Sorting(column, desc)
            )

        whole = source(VolunteerFilter())
        rows = whole.first(10)
        assert len(rows) == whole.count() == 4
        for at in range(4):
            assert whole.after(rows[at].key, 9) == rows[at + 1 :]
            assert whole.before(rows[at].key, 9) == rows[:at]
            assert whole.rank(rows[at].key) == at
        assert source(VolunteerFilter(open=True)).count() == 3
        assert source(VolunteerFilter(status="left")).count() == 1
        assert source(VolunteerFilter(text="zhaotie")).count() == 1
        assert source(VolunteerFilter(text="0003")).count() == 1
