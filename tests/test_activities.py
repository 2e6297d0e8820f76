"""Activities in the file: entered with few words, planned, begun, ended, counted on, corrected, undone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from deskapp.domain.activity_kinds import KIND, KINDS, LABELS, fields_of
from deskapp.domain.activity_when import read_when
from deskapp.domain.attendance_given import Given
from deskapp.domain.errors import DeskError
from deskapp.services.attendances import Attendances
from tests.activity_builders import add, again, correct, step, undoing, verbs
from tests.builders import EN, NOON, TestDesk, a_desk, refused
from tests.volunteer_builders import member, team


@pytest.fixture(scope="module")
def crew(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestDesk]:
    """A team of three, one more without a team; made once."""
    desk = a_desk(tmp_path_factory.mktemp("acts"))
    team(desk, "明珠队")
    for name in ("马玉兰", "赵铁柱", "王秀英"):
        member(desk, name, team="明珠队")
    member(desk, "王秀兰")
    yield desk
    desk.store.close()


@pytest.fixture
def desk(crew: TestDesk) -> TestDesk:
    """The same desk at noon: each test enters what it needs."""
    crew.clock.now = NOON
    return crew


def test_every_kind_has_a_word_a_measure_and_fields_that_have_labels() -> None:
    assert {one.code for one in KINDS} == {entry.code for entry in KIND}
    for kind in KINDS:
        assert set(fields_of(kind.code)) <= set(LABELS), kind.code
        assert set(kind.needs) <= set(kind.first), kind.code


@pytest.mark.parametrize(
    ("typed", "status", "minutes"),
    [
        ("", "running", 0),
        ("08:00-10:30", "done", 150),
        ("yesterday 22:00-02:00", "done", 240),
        ("11:00-13:00", "running", 0),
        ("20:00-22:00", "planned", 0),
        ("tomorrow 08:00-09:00", "planned", 0),
        ("11:00-", "running", 0),
        ("11-20 20:00～22:00", "done", 120),
    ],
)
def test_the_time_of_a_patrol_says_whether_it_is_planned_under_way_or_done(
    desk: TestDesk, typed: str, status: str, minutes: int
) -> None:
    one = add(desk, "patrol", when=typed, place="明珠路").activity
    assert (one.status, one.minutes) == (status, minutes)


def test_what_needs_no_end_is_done_when_it_is_entered(desk: TestDesk) -> None:
    one = add(
        desk, "publicity", topic="telecom_fraud,drug", people="60", copies="1,200", forwards="4.3万"
    ).activity
    assert (one.status, one.start_at, one.end_at) == ("done", NOON, None)
    assert (one.topic, one.people, one.copies, one.forwards) == (("telecom_fraud", "drug"), 60, 1200, 43000)


def test_a_patrol_names_volunteers_officers_teams_and_people_of_other_bodies(desk: TestDesk) -> None:
    told = add(desk, "patrol", when="08:00-10:00", people_in="0004, 李辉, 明珠队、村干部老李")
    names = [(who.name, who.number) for who in told.partakers]
    assert names == [
        ("王秀兰", "0004"), ("李辉", "012345"), ("马玉兰", "0001"), ("赵铁柱", "0002"), ("王秀英", "0003"),
        ("村干部老李", ""),
    ]  # fmt: skip
    one = told.activity
    assert (one.volunteers, one.officers, one.others, one.together, one.is_joint) == (4, 1, 1, 6, True)


def test_a_number_that_nobody_has_is_refused_and_nothing_is_written(desk: TestDesk) -> None:
    before = desk.count("activity")
    with pytest.raises(DeskError) as error:
        add(desk, "patrol", when="08:00-10:00", people_in="0004, 0099")
    refused(error.value, "0099", "kept")
    assert error.value.field == "people_in"
    assert desk.count("activity") == before


@pytest.mark.parametrize(
    ("kind", "given", "field"),
    [
        ("publicity", {"copies": "200"}, "topic"),
        ("info", {"info": "rental"}, "items"),
        ("incident", {"text": "seen"}, "outside_no"),
        ("delivery", {"certificate": "id_card"}, "handed_to"),
        ("persuasion", {"persuasion": "red_light", "times": "2", "refused": "3"}, "refused"),
        ("patrol", {"copies": "3"}, ""),
        ("patrol", {"when": "sometime"}, "when"),
        ("publicity", {"topic": "drug", "copies": "many"}, "copies"),
        ("publicity", {"topic": "gardening"}, "topic"),
        ("patrol", {"when": "08:00-10:00", "links": "LF-20261121-099"}, "links"),
        ("patrol", {"area": "no such"}, "area"),
        ("nonsense", {}, "kind"),
    ],
)
def test_what_lacks_something_or_cannot_be_read_is_refused_with_its_field(
    desk: TestDesk, kind: str, given: dict[str, str], field: str
) -> None:
    with pytest.raises(DeskError) as error:
        add(desk, kind, **given)
    refused(error.value)
    assert error.value.field == field


def test_a_planned_patrol_begins_ends_and_counts_for_the_day_on_which_it_began(desk: TestDesk) -> None:
    told = add(desk, "patrol", when="tomorrow 20:00-22:00", place="明珠路", people_in="0001")
    assert (told.activity.held_on.isoformat(), told.activity.is_open) == ("2026-11-22", True)
    desk.clock.turn(hours=34)
    assert told.activity.is_overdue(desk.clock()) is False
    begun = step(desk, told, "start", at="21:30")
    assert (begun.activity.status, begun.activity.plan_to) == ("running", told.activity.plan_to)
    desk.clock.turn(hours=1)
    ended = step(desk, told, "end", people_in="0001,李辉", opinions="2", text="quiet").activity
    assert (ended.status, ended.minutes, ended.opinions, ended.together) == ("done", 90, 2, 2)


def test_a_plan_that_was_held_as_it_was_planned_takes_one_step(desk: TestDesk) -> None:
    told = add(desk, "school_guard", when="13:00-13:40", unit="明珠小学", people_in="0001")
    with pytest.raises(DeskError) as error:
        step(desk, told, "hold")
    refused(error.value, "still to come")
    desk.clock.turn(hours=4)
    assert told.activity.is_overdue(desk.clock())
    held = step(desk, told, "hold").activity
    assert (held.status, held.minutes, held.start_at) == ("done", 40, told.activity.plan_from)


def test_what_did_not_take_place_says_why_and_can_be_planned_anew(desk: TestDesk) -> None:
    told = add(desk, "patrol", when="20:00-22:00")
    missed = step(desk, told, "miss", reason="storm").activity
    assert (missed.status, missed.missed, missed.is_open) == ("missed", "storm", False)
    with pytest.raises(DeskError) as error:
        step(desk, told, "start")
    refused(error.value, "replan")
    anew = step(desk, told, "replan", when="11-23 20:00-22:00").activity
    assert (anew.status, anew.missed, anew.held_on.isoformat()) == ("planned", "", "2026-11-23")


def test_one_more_persuasion_is_one_write_and_one_undo(desk: TestDesk) -> None:
    told = add(desk, "persuasion", persuasion="red_light", people_in="0001")
    number = told.activity.number
    for _ in range(3):
        verbs(desk).plus(number, desk.actor, EN)
    assert again(desk, told).activity.times == 4
    undoing(desk).undo(desk.actor)
    assert again(desk, told).activity.times == 3
    desk.clock.turn(days=1)
    anew = verbs(desk).plus(number, desk.actor, EN)
    assert anew.activity.number != number
    assert (anew.activity.times, anew.partakers[0].number, anew.activity.persuasion) == (
        1,
        "0001",
        ("red_light",),
    )
    assert again(desk, told).activity.times == 3


def test_only_a_tally_is_counted_on(desk: TestDesk) -> None:
    told = add(desk, "delivery", certificate="id_card", handed_to="王秀英")
    with pytest.raises(DeskError) as error:
        verbs(desk).plus(told.activity.number, desk.actor, EN)
    refused(error.value, told.activity.number)


def test_a_correction_keeps_both_values_and_is_undone_with_its_people(desk: TestDesk) -> None:
    told = add(desk, "patrol", when="08:00-10:00", people_in="0001,0002")
    done = correct(desk, told, when="08:00-11:00", people_in="0001,0003", place="北门")
    assert (done.activity.minutes, done.activity.place) == (180, "北门")
    assert [who.number for who in done.partakers] == ["0001", "0003"]
    undoing(desk).undo(desk.actor)
    back = again(desk, told)
    assert (back.activity.minutes, back.activity.place) == (120, "")
    assert [who.number for who in back.partakers] == ["0001", "0002"]
    undoing(desk).redo(desk.actor)
    assert [who.number for who in again(desk, told).partakers] == ["0001", "0003"]
    with pytest.raises(DeskError) as error:
        correct(desk, told, place="北门")
    refused(error.value, "Nothing would be changed")
    with pytest.raises(DeskError) as error:
        correct(desk, told, when="20:00-22:00")
    refused(error.value, "does not fit")


def test_a_patrol_names_what_it_led_to(desk: TestDesk) -> None:
    request = desk.log()
    told = add(desk, "patrol", when="08:00-10:00", links=request.number.lower())
    assert [link.number for link in told.links] == [request.number]
    assert correct(desk, told, links="").links == ()


def test_an_activity_is_voided_with_its_number_typed_again(desk: TestDesk) -> None:
    told = add(desk, "patrol", when="08:00-10:00")
    with pytest.raises(DeskError) as error:
        step(desk, told, "void", reason="entered twice", confirm="HD-20261121-999")
    refused(error.value, told.activity.number)
    gone = step(desk, told, "void", reason="entered twice", confirm=told.activity.number)
    assert gone.activity.status == "voided"
    with pytest.raises(DeskError) as error:
        verbs(desk).note(told.activity.number, "note", "more", desk.actor, EN)
    refused(error.value, "void")


def test_volunteers_are_joined_to_the_duty_in_which_it_falls(desk: TestDesk) -> None:
    attendances = Attendances(desk.store, desk.room)
    duty = attendances.check_in("0001", desk.actor, EN, Given()).duty.attendance
    told = add(desk, "patrol", people_in="*")
    assert [(who.number, who.attendance) for who in told.partakers] == [("0001", duty.number)]
    attendances.check_out("0001", desk.actor, EN)


def test_who_had_no_duty_gets_one_to_be_confirmed_and_undo_takes_both_back(desk: TestDesk) -> None:
    told = add(desk, "patrol", when="07:00-08:30", people_in="0002", duty="yes")
    (row,) = desk.read("SELECT * FROM attendance WHERE volunteer_id = 2")
    assert (row["status"], row["out_at"], row["flags"]) == (
        "ended",
        "2026-11-21T00:30:00.000000Z",
        "late_entry",
    )
    assert told.partakers[0].attendance == row["number"]
    undoing(desk).undo(desk.actor)
    assert [one["status"] for one in desk.read("SELECT status FROM attendance WHERE volunteer_id = 2")] == [
        "undone"
    ]
    assert again(desk, told).activity.status == "undone"


def test_every_write_stands_in_history_audit_and_journal(desk: TestDesk) -> None:
    told = add(desk, "patrol", when="08:00-10:00")
    key = told.activity.id
    (row,) = desk.read("SELECT * FROM history WHERE subject = 'activity' AND subject_id = ?", key)
    assert (row["source"], row["target"]) == ("", "done")
    assert desk.read("SELECT 1 FROM journal WHERE id = ?", row["write_id"])
    assert desk.read("SELECT 1 FROM audit WHERE subject = 'activity' AND subject_id = ?", key)


def test_a_span_longer_than_a_day_is_no_activity() -> None:
    from deskapp.domain.times import Calendar

    found = read_when("23:00-24:00", NOON, Calendar())
    assert found.minutes == 60
    with pytest.raises(DeskError):
        read_when("11-20 08:00-25:00", NOON, Calendar())


def test_a_patrol_is_planned_for_several_days_in_one_write(desk: TestDesk) -> None:
    given = {"when": "20:00-22:00", "place": "重复路", "people_in": "0001", "repeat": "1-5 11-27"}
    numbers = verbs(desk).plan("patrol", given, desk.actor, EN)
    days = [row[0] for row in desk.read("SELECT held_on FROM activity WHERE place = '重复路' ORDER BY id")]
    assert days == [f"2026-11-{day}" for day in (23, 24, 25, 26, 27)]
    assert len(numbers) == 5
    undoing(desk).undo(desk.actor)
    assert {row[0] for row in desk.read("SELECT status FROM activity WHERE place = '重复路'")} == {"undone"}
    for text in ("someday", "11-20", "8 12-31", "2028-12-31"):
        with pytest.raises(DeskError) as error:
            verbs(desk).plan("patrol", given | {"repeat": text}, desk.actor, EN)
        refused(error.value)
        assert error.value.field == "repeat"
