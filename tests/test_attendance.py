"""Duties: nobody is here twice, nothing counts that nobody was here for, and nothing is closed in silence."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deskapp import db
from deskapp.domain.attendance import Duty
from deskapp.domain.attendance_codes import STATUS
from deskapp.domain.attendance_given import Given
from deskapp.domain.attendance_steps import MACHINE
from deskapp.domain.errors import DeskError
from deskapp.domain.listing import Sorting
from deskapp.domain.officer import Actor, Room
from deskapp.domain.times import moment
from deskapp.reading import attendance_lists
from deskapp.reading import attendances as reading
from deskapp.reading.attendance_lists import AttendanceFilter
from deskapp.services.attendances import Attendances
from deskapp.services.batches import Batches
from deskapp.services.store import Store
from deskapp.services.undo import Undoing
from deskapp.services.volunteer_undo import Duties
from tests.builders import EN, KEY, NOON, TestDesk, a_desk, refused
from tests.volunteer_builders import member, stock, team

TODAY = date(2026, 11, 21)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[TestDesk]:
    found = a_desk(tmp_path)
    yield found
    found.store.close()


def duties(desk: TestDesk) -> Attendances:
    return Attendances(desk.store, desk.room)


def undoing(desk: TestDesk) -> Undoing:
    return Undoing(desk.store, desk.room, {"attendance": Duties(), "batch": Batches()})


def come(desk: TestDesk, who: str = "0001", **said: Any) -> Duty:
    return duties(desk).check_in(who, desk.actor, EN, Given(**said)).duty


def go(desk: TestDesk, who: str = "0001", **said: Any) -> Duty:
    return duties(desk).check_out(who, desk.actor, EN, Given(**said)).duty


def take(desk: TestDesk, duty: Duty, code: str, **said: str) -> Duty:
    return duties(desk).step(duty.attendance.number, code, said, desk.actor, EN)


def look(desk: TestDesk, number: str) -> Duty:
    with closing(db.connect(desk.path, readonly=True)) as connection:
        found = reading.find(connection, desk.room.id, number)
    assert found is not None
    return found


def worked(desk: TestDesk, hours: float = 2) -> Duty:
    come(desk)
    desk.clock.turn(hours=hours)
    return go(desk)


def test_somebody_signs_in_with_the_usual_duty_of_the_team_and_out(desk: TestDesk) -> None:
    team(desk, "护学队", mode="school_guard")
    member(desk, team="护学队")
    duty = come(desk)
    one = duty.attendance
    assert (one.number, one.mode, duty.team, one.status) == (
        "QD-20261121-001",
        "school_guard",
        "护学队",
        "on_duty",
    )
    desk.clock.turn(hours=2, minutes=30, seconds=59)
    one = go(desk).attendance
    assert (one.status, one.minutes(), one.credited, one.flags) == ("ended", 150, 0, ("warned",))


def test_nobody_is_on_duty_twice(desk: TestDesk) -> None:
    member(desk)
    come(desk)
    with pytest.raises(DeskError) as error:
        come(desk)
    refused(error.value, "QD-20261121-001", "12:00")
    go(desk)
    with pytest.raises(DeskError) as error:
        go(desk)
    refused(error.value, "not on duty")


def test_one_badge_signs_in_and_out_and_twice_in_a_moment_counts_once(desk: TestDesk) -> None:
    member(desk)
    scan = lambda: duties(desk).scan("0001", desk.actor, EN).way  # noqa: E731
    assert [scan(), scan()] == ["in", "again"]
    desk.clock.turn(seconds=61)
    assert [scan(), scan()] == ["out", "again"]
    desk.clock.turn(seconds=61)
    assert scan() == "in"
    assert desk.count("attendance") == 2


def test_two_terminals_on_one_file_sign_somebody_in_once(desk: TestDesk) -> None:
    member(desk)
    other = Store(desk.path, KEY, desk.clock, durable=False)
    assert duties(desk).scan("0001", desk.actor, EN).way == "in"
    assert Attendances(other, desk.room).scan("0001", desk.actor, EN).way == "again"
    with pytest.raises(DeskError):
        Attendances(other, desk.room).check_in("0001", desk.actor, EN)
    other.close()


@pytest.mark.parametrize("status", ["applicant", "left", "suspended"])
def test_only_who_is_active_serves(desk: TestDesk, status: str) -> None:
    from tests.volunteer_builders import step

    found = member(desk, status="applicant" if status == "applicant" else "")
    if status != "applicant":
        step(desk, found, {"left": "quit", "suspended": "suspend"}[status], text="x")
    with pytest.raises(DeskError) as error:
        come(desk)
    refused(error.value, "volunteer show")


def test_a_call_is_answered_and_linked_with_its_times(desk: TestDesk) -> None:
    request = desk.log()
    member(desk)
    duty = come(desk)
    with pytest.raises(DeskError):
        take(desk, duty, "answer")
    with pytest.raises(DeskError):
        take(desk, duty, "answer", request="LF-20261121-009")
    out = take(desk, duty, "answer", request=request.number)
    assert (out.attendance.status, out.calls[0].request) == ("out_on_call", request.number)
    desk.clock.turn(minutes=20)
    back = take(desk, duty, "back")
    assert back.calls[0].back_at == desk.clock()
    take(desk, duty, "answer", incident="110-77")
    desk.clock.turn(minutes=5)
    ended = go(desk)
    assert [call.back_at is not None for call in ended.calls] == [True, True]
    undoing(desk).undo(desk.actor)
    assert look(desk, duty.attendance.number).attendance.status == "out_on_call"
    assert look(desk, duty.attendance.number).calls[1].back_at is None


def test_only_confirmed_minutes_count_and_never_more_than_somebody_was_here(desk: TestDesk) -> None:
    member(desk)
    duty = worked(desk)
    with pytest.raises(DeskError) as error:
        take(desk, duty, "confirm", hours="2.1")
    refused(error.value, "126", "120")
    with pytest.raises(DeskError):
        take(desk, duty, "confirm", parts="patrol/patrol 1.5; dispute/mediation 1")
    with pytest.raises(DeskError):
        take(desk, duty, "confirm", until="12:30", text="x")
    done = take(desk, duty, "confirm", parts="patrol/patrol 1.5；dispute/mediation 0.5")
    assert (done.attendance.credited, [part.minutes for part in done.credits]) == (120, [90, 30])
    with closing(db.connect(desk.path, readonly=True)) as connection:
        by = {
            name: [(row.key, row.minutes) for row in reading.hours(connection, 1, name, TODAY, TODAY)]
            for name in reading.BY
        }
    assert by["dimension"] == [("patrol", 90), ("dispute", 30)]
    assert by["member"] == [("0001", 120)]
    with pytest.raises(DeskError) as error:
        take(desk, duty, "void", text="x")
    again = take(desk, duty, "reopen", text="算错")
    assert (again.attendance.status, again.attendance.credited, again.credits) == ("ended", 0, ())
    assert take(desk, duty, "reject", text="没来").attendance.status == "rejected"


def test_a_confirmation_is_undone_and_comes_back(desk: TestDesk) -> None:
    member(desk)
    duty = worked(desk)
    take(desk, duty, "confirm")
    undoing(desk).undo(desk.actor)
    found = look(desk, duty.attendance.number)
    assert (found.attendance.status, found.attendance.credited, found.credits) == ("ended", 0, ())
    undoing(desk).redo(desk.actor)
    assert look(desk, duty.attendance.number).attendance.credited == 120


def test_what_was_forgotten_is_closed_without_credit_and_waits_for_a_look(desk: TestDesk) -> None:
    member(desk)
    member(desk, "赵铁柱")
    come(desk)
    desk.clock.turn(hours=6)
    come(desk, "0002")
    desk.clock.turn(hours=7)
    assert duties(desk).close_forgotten(desk.actor, EN) == ("QD-20261121-001",)
    duty = look(desk, "QD-20261121-001")
    assert (duty.attendance.status, duty.attendance.out_at, duty.attendance.flags) == (
        "auto_closed", None, ("warned", "forgotten"),
    )  # fmt: skip
    with pytest.raises(DeskError) as error:
        take(desk, duty, "confirm")
    refused(error.value, "until when")
    with pytest.raises(DeskError):
        take(desk, duty, "confirm", until="20:00")
    done = take(desk, duty, "confirm", until="2026-11-21 14:00", text="李警官看见离开")
    assert (done.attendance.credited, done.attendance.status) == (120, "confirmed")
    assert duties(desk).close_forgotten(desk.actor, EN) == ()


def test_who_forgot_yesterday_signs_in_anew_today_and_is_told(desk: TestDesk) -> None:
    member(desk)
    come(desk)
    desk.clock.turn(hours=20)
    signed = duties(desk).scan("0001", desk.actor, EN)
    assert (signed.way, signed.closed) == ("in", "QD-20261121-001")
    assert [row[0] for row in desk.read("SELECT status FROM attendance ORDER BY id")] == [
        "auto_closed",
        "on_duty",
    ]
    undoing(desk).undo(desk.actor)
    assert [row[0] for row in desk.read("SELECT status FROM attendance ORDER BY id")] == ["on_duty", "undone"]
    undoing(desk).redo(desk.actor)
    assert [row[0] for row in desk.read("SELECT status FROM attendance ORDER BY id")] == [
        "auto_closed",
        "on_duty",
    ]


def test_who_is_seen_to_be_here_still_is_not_closed(desk: TestDesk) -> None:
    member(desk)
    duty = come(desk)
    desk.clock.turn(hours=11)
    take(desk, duty, "stay")
    desk.clock.turn(hours=11)
    assert duties(desk).close_forgotten(desk.actor, EN) == ()
    assert "too_long" in go(desk).attendance.flags


def test_an_entry_made_later_needs_its_reason_and_keeps_both_times(desk: TestDesk) -> None:
    member(desk)
    with pytest.raises(DeskError):
        come(desk, at="08:00")
    with pytest.raises(DeskError):
        come(desk, at="13:00", reason="x")
    one = come(desk, at="08:00", reason="机器没开").attendance
    assert (one.in_at.hour, one.entered_at, one.late_reason) == (0, NOON, "机器没开")
    assert "late_entry" in one.flags
    done = go(desk, at="11:00", reason="忘了签退")
    assert done.attendance.minutes() == 180
    fixed = duties(desk).correct(one.number, {"in_at": "08:30", "place": "校门"}, "看监控", desk.actor, EN)
    assert (fixed.attendance.minutes(), fixed.attendance.place) == (150, "校门")
    kept = desk.read("SELECT detail, reason FROM history WHERE step = 'correct'")[0]
    assert ("00:00:00" in kept[0], "00:30:00" in kept[0], kept[1]) == (True, True, "看监控")
    with pytest.raises(DeskError):
        duties(desk).correct(one.number, {"out_at": "08:00"}, "x", desk.actor, EN)


def test_times_of_two_duties_never_overlap(desk: TestDesk) -> None:
    member(desk)
    come(desk, at="08:00", reason="x")
    go(desk, at="10:00", reason="x")
    come(desk, at="10:00", reason="x")
    go(desk, at="11:00", reason="x")
    with pytest.raises(DeskError) as error:
        come(desk, at="09:00", reason="x")
    refused(error.value, "QD-20261121-001")
    with pytest.raises(DeskError):
        duties(desk).correct("QD-20261121-002", {"in_at": "09:30"}, "x", desk.actor, EN)
    assert desk.count("attendance") == 2


def test_a_clock_that_goes_back_makes_no_negative_time(desk: TestDesk) -> None:
    member(desk)
    come(desk)
    desk.clock.turn(hours=-2)
    one = go(desk).attendance
    assert (one.minutes(), "clock_back" in one.flags, one.out_at) == (0, True, NOON)
    again = come(desk).attendance
    assert (again.in_at, "clock_back" in again.flags) == (NOON, True)


@pytest.mark.parametrize(
    ("zone", "start", "hours"),
    [
        ("Asia/Shanghai", datetime(2026, 11, 21, 15, 0, tzinfo=UTC), 3),  # across midnight
        ("Europe/Berlin", datetime(2026, 3, 29, 0, 30, tzinfo=UTC), 2),  # an hour of the wall is left out
        ("Europe/Berlin", datetime(2026, 10, 25, 0, 30, tzinfo=UTC), 2),  # an hour of the wall comes twice
    ],
)
def test_time_is_counted_as_it_passes_whatever_the_wall_clock_does(
    desk: TestDesk, zone: str, start: datetime, hours: int
) -> None:
    desk.clock.now = start
    member(desk)
    there = Attendances(desk.store, replace(desk.room, zone=zone))
    there.check_in("0001", desk.actor, EN)
    desk.clock.turn(hours=hours)
    one = there.check_out("0001", desk.actor, EN).duty.attendance
    assert one.minutes() == hours * 60
    assert one.duty_day == Room(1, "", "", zone).calendar.day(start)
    assert there.step(one.number, "confirm", {}, desk.actor, EN).attendance.credited == hours * 60


def test_a_roll_call_signs_a_team_in_and_out_in_one_write_each(desk: TestDesk) -> None:
    team(desk, "明珠队")
    for name in ("马玉兰", "赵铁柱", "孙丽"):
        member(desk, name, team="明珠队")
    come(desk, "0002")
    numbers = duties(desk).roll_in("明珠队", ["0001", "0002", "0003"], desk.actor, EN)
    assert numbers == ("QD-20261121-002", "QD-20261121-003")
    with pytest.raises(DeskError):
        duties(desk).roll_in("明珠队", ["0001"], desk.actor, EN)
    desk.clock.turn(hours=1)
    assert duties(desk).roll_out(["0001", "0002", "QD-20261121-003"], desk.actor, EN) == 3
    done = [f"QD-20261121-00{at}" for at in (1, 2, 3)]
    assert duties(desk).confirm_many(done, {"dimension": "patrol"}, desk.actor, EN) == 3
    with pytest.raises(DeskError):
        duties(desk).confirm_many(done, {}, desk.actor, EN)
    back = undoing(desk)
    for left in ({"ended"}, {"on_duty"}, {"on_duty", "undone"}):
        back.undo(desk.actor)
        assert {row[0] for row in desk.read("SELECT status FROM attendance")} == left
    for left in ({"on_duty"}, {"ended"}, {"confirmed"}):
        back.redo(desk.actor)
        assert {row[0] for row in desk.read("SELECT status FROM attendance")} == left


def test_a_guest_helps_once_without_an_entry_in_the_register(desk: TestDesk) -> None:
    verbs = duties(desk)
    signed = verbs.guest_in("路人甲", "13800010009", desk.actor, EN, Given(mode="standby"))
    assert (signed.duty.name(), signed.duty.attendance.volunteer_id) == ("路人甲", None)
    with pytest.raises(DeskError):
        verbs.guest_in("路人甲", "13800010009", desk.actor, EN)
    with pytest.raises(DeskError):
        verbs.guest_in(" ", "", desk.actor, EN)
    desk.clock.turn(hours=1)
    done = verbs.check_out(signed.duty.attendance.number, desk.actor, EN).duty
    assert take(desk, done, "confirm").attendance.credited == 60
    with closing(db.connect(desk.path, readonly=True)) as connection:
        assert reading.hours(connection, 1, "member", TODAY, TODAY) == ()
        assert reading.hours(connection, 1, "dimension", TODAY, TODAY)[0].minutes == 60


def test_equipment_goes_with_the_duty_and_is_asked_for_at_its_end(desk: TestDesk) -> None:
    member(desk)
    radio = stock(desk).add({"kind": "radio", "count": "1"}, desk.actor, EN)
    duties(desk).check_in("0001", desk.actor, EN, Given(equipment=(radio,)))
    assert desk.read("SELECT in_stock FROM equipment")[0][0] == 0
    desk.clock.turn(hours=1)
    kept = go(desk)
    assert (kept.out_now[0][1], "equipment_out" in kept.attendance.flags) == ("radio", True)
    back = undoing(desk)
    back.undo(desk.actor)
    assert go(desk, back="damaged", note="无声").out_now == ()
    assert tuple(desk.read("SELECT in_stock, damaged FROM equipment")[0]) == (0, 1)
    back.undo(desk.actor)
    back.undo(desk.actor)
    assert tuple(desk.read("SELECT in_stock, issued FROM equipment")[0]) == (1, 0)
    back.redo(desk.actor)
    assert tuple(desk.read("SELECT in_stock, issued FROM equipment")[0]) == (0, 1)
    with pytest.raises(DeskError):
        duties(desk).guest_in("路人甲", "", desk.actor, EN, Given(equipment=(radio,)))


def test_no_state_is_a_dead_end_but_the_last_ones() -> None:
    for entry in STATUS:
        assert bool(MACHINE.allowed(entry.code)) is (entry.code not in ("voided", "undone")), entry.code


def test_what_was_undone_does_not_come_back_over_another_duty(desk: TestDesk) -> None:
    member(desk)
    come(desk)
    desk.clock.turn(hours=1)
    go(desk)
    undoing(desk).undo(desk.actor)
    take(desk, look(desk, "QD-20261121-001"), "auto_close")
    come(desk)
    undoing(desk).undo(desk.actor)
    come(desk)
    duties(desk).step("QD-20261121-003", "void", {"text": "x"}, desk.actor, EN)
    come(desk)
    with pytest.raises(DeskError):
        take(desk, look(desk, "QD-20261121-001"), "confirm", until="2026-11-21 13:30", text="x")


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("0001", True), ("０００１", True), ("YJ-20261121-001", True), ("0001 马玉兰", True), ("0001 myl", True),
        ("mayulan 0001", True), ("002X myl", True), ("马玉兰", False), ("myl", False), ("13800010001", False),
        ("马玉兰 9999", False), ("0001 ztz", False), ("马玉兰 myl", False), ("", False), ("1 2", False),
    ],
)  # fmt: skip
def test_a_number_or_two_facts_tell_who_is_meant_and_nothing_of_anybody_else(
    desk: TestDesk, typed: str, found: bool
) -> None:
    member(desk, "马玉兰", phone="13800010001", id_number="11010519491231002X")
    member(desk, "赵铁柱", phone="13800010002")
    with closing(db.connect(desk.path, readonly=True)) as connection:
        if found:
            assert reading.who(connection, 1, typed) == 1
        else:
            with pytest.raises(DeskError) as error:
                reading.who(connection, 1, typed)
            assert not any(word in str(error.value) for word in ("赵", "YJ-", "138"))


@pytest.mark.parametrize("column", attendance_lists.SORTS)
@pytest.mark.parametrize("desc", [False, True])
def test_the_list_is_read_by_key_from_an_index(desk: TestDesk, column: str, desc: bool) -> None:
    for name in ("马玉兰", "赵铁柱", "孙丽"):
        member(desk, name)
    for who in ("0001", "0002", "0003"):
        come(desk, who)
        desk.clock.turn(minutes=7)
    go(desk, "0002")
    with closing(db.connect(desk.path, readonly=True)) as connection:

        def source(chosen: AttendanceFilter):
            return attendance_lists.list_source(
                lambda: connection, desk.room, chosen, desk.clock(), EN, Sorting(column, desc)
            )

        whole = source(AttendanceFilter())
        rows = whole.first(10)
        assert len(rows) == whole.count() == 3
        for at in range(3):
            assert whole.after(rows[at].key, 9) == rows[at + 1 :]
            assert whole.rank(rows[at].key) == at
        assert not any("TEMP B-TREE" in line for line in whole.explain())
        assert source(AttendanceFilter(open=True)).count() == 2
        assert source(AttendanceFilter(review=True)).count() == 1
        assert source(AttendanceFilter(status="ended", from_day=TODAY, to_day=TODAY)).count() == 1
        assert len(reading.here(connection, 1)) == 2


VERBS = st.tuples(
    st.sampled_from(
        ["scan", "in", "out", "late", "close", "confirm", "reopen", "undo", "redo", "correct", "void"]
    ),
    st.integers(1, 2),
    st.integers(-90, 900),
    st.integers(0, 12),
)


@settings(max_examples=25)
@given(st.lists(VERBS, max_size=25))
def test_credited_minutes_never_exceed_presence_and_no_one_is_on_duty_twice(
    done: list[tuple[str, int, int, int]],
) -> None:
    with TemporaryDirectory() as folder:
        desk = a_desk(Path(folder))
        for name in ("马玉兰", "赵铁柱"):
            member(desk, name)
        for verb, who, turned, hours in done:
            desk.clock.turn(minutes=turned)
            _try(desk, verb, f"000{who}", hours)
            _holds(desk)
        desk.store.close()


def _try(desk: TestDesk, verb: str, who: str, hours: int) -> None:
    verbs, last = duties(desk), f"QD-{desk.clock().date():%Y%m%d}-001"
    rows = desk.read("SELECT number FROM attendance ORDER BY id DESC LIMIT 1")
    last = rows[0][0] if rows else last
    early = f"{desk.room.calendar.local(desk.clock() - timedelta(hours=hours)):%Y-%m-%d %H:%M}"
    tries = {
        "scan": lambda: verbs.scan(who, desk.actor, EN),
        "in": lambda: verbs.check_in(who, desk.actor, EN),
        "out": lambda: verbs.check_out(who, desk.actor, EN),
        "late": lambda: verbs.check_in(who, desk.actor, EN, Given(at=early, reason="x")),
        "close": lambda: verbs.close_forgotten(desk.actor, EN),
        "confirm": lambda: verbs.step(
            last, "confirm", {"hours": str(hours)} if hours else {}, desk.actor, EN
        ),
        "reopen": lambda: verbs.step(last, "reopen", {"text": "x"}, desk.actor, EN),
        "correct": lambda: verbs.correct(last, {"in_at": early}, "x", desk.actor, EN),
        "void": lambda: verbs.step(last, "void", {"text": "x"}, desk.actor, EN),
        "undo": lambda: undoing(desk).undo(desk.actor),
        "redo": lambda: undoing(desk).redo(desk.actor),
    }
    try:
        tries[verb]()
    except DeskError:
        pass
    except KeyError:  # the last write was that of the register, which is not tried here
        assert verb == "undo"


def _holds(desk: TestDesk) -> None:
    rows = desk.read(
        "SELECT a.*, (SELECT coalesce(sum(minutes), 0) FROM attendance_credit c WHERE c.attendance_id = a.id "
        "AND c.gone = 0) AS parts FROM attendance a WHERE status NOT IN ('voided', 'undone', 'rejected') "
        "ORDER BY volunteer_id, in_at, out_at IS NULL, out_at"
    )
    for row in rows:
        assert row["credited"] == row["parts"]
        if row["credited"]:
            assert row["status"] == "confirmed"
            assert row["credited"] * 60 <= (moment(row["out_at"]) - moment(row["in_at"])).total_seconds()
    for one, two in pairwise(rows):
        if one["volunteer_id"] == two["volunteer_id"]:
            end = one["out_at"] or ("9999" if one["is_open"] else one["in_at"])
            assert end <= two["in_at"], (dict(one), dict(two))


def somebody(desk: TestDesk, kind: str) -> Actor:
    added = desk.staff.add(desk.room, f"某{kind}", f"K-{kind}", kind, desk.actor, EN)
    return Actor(added.id, desk.room.id)


def test_the_kiosk_signs_in_and_out_and_does_nothing_else_with_duties(desk: TestDesk) -> None:
    member(desk)
    kiosk, verbs = somebody(desk, "kiosk"), duties(desk)
    number = verbs.check_in("0001", kiosk, EN).duty.attendance.number
    verbs.check_out("0001", kiosk, EN)
    others: tuple[Callable[[], object], ...] = (
        lambda: verbs.close_forgotten(kiosk, EN),
        lambda: verbs.step(number, "confirm", {}, kiosk, EN),
        lambda: verbs.step(number, "reject", {"text": "未到岗"}, kiosk, EN),
        lambda: verbs.confirm_many([number], {}, kiosk, EN),
        lambda: verbs.correct(number, {"place": "东门"}, "补记", kiosk, EN),
    )
    for other in others:
        with pytest.raises(DeskError) as refusal:
            other()
        refused(refusal.value, "writes nothing", "Ctrl+O")
    assert [row["status"] for row in desk.read("SELECT status FROM attendance")] == ["ended"]


def test_an_auxiliary_signs_somebody_in_and_does_not_void_it(desk: TestDesk) -> None:
    member(desk)
    helper, verbs = somebody(desk, "auxiliary"), duties(desk)
    number = verbs.check_in("0001", helper, EN).duty.attendance.number
    with pytest.raises(DeskError) as refusal:
        verbs.step(number, "void", {"text": "签错人"}, helper, EN)
    refused(refusal.value, "does not void alone")
    assert verbs.step(number, "void", {"text": "签错人"}, desk.actor, EN).attendance.status == "voided"


def test_who_only_reads_signs_nobody_in(desk: TestDesk) -> None:
    member(desk)
    with pytest.raises(DeskError) as refusal:
        duties(desk).check_in("0001", somebody(desk, "read_only"), EN)
    refused(refusal.value, "checks nobody in")


# -- equipment during a duty, entries, and what the desk closes by itself


def test_equipment_is_handed_out_and_taken_back_while_somebody_serves(desk: TestDesk) -> None:
    member(desk)
    radio = stock(desk).add({"kind": "radio", "count": "2"}, desk.actor, EN)
    duty = come(desk)
    number = duty.attendance.number
    held = duties(desk).hand_out("0001", [radio, radio], desk.actor)
    assert [text for _, text in held.out_now] == ["radio", "radio"]
    undoing(desk).undo(desk.actor)
    assert look(desk, number).out_now == ()
    undoing(desk).redo(desk.actor)
    first, second = (key for key, _ in look(desk, number).out_now)
    duties(desk).take_back(number, [first], desk.actor, EN, "damaged")
    assert "equipment_out" in go(desk).attendance.flags
    duties(desk).take_back(number, [second], desk.actor, EN)
    assert "equipment_out" not in look(desk, number).attendance.flags
    assert desk.read("SELECT in_stock, issued, damaged FROM equipment")[0][:] == (1, 0, 1)
    undoing(desk).undo(desk.actor)
    assert "equipment_out" in look(desk, number).attendance.flags
    for loans in ([first], [99], []):
        with pytest.raises(DeskError):
            duties(desk).take_back(number, loans, desk.actor, EN)
    with pytest.raises(DeskError):
        duties(desk).hand_out("0001", [radio], desk.actor)


def test_a_guest_is_handed_nothing_and_nothing_is_handed_out_unnamed(desk: TestDesk) -> None:
    member(desk)
    come(desk)
    guest = duties(desk).guest_in("路人甲", "", desk.actor, EN).duty.attendance.number
    with pytest.raises(DeskError, match="guest gets no equipment"):
        duties(desk).hand_out(guest, ["ZB-20261121-001"], desk.actor)
    with pytest.raises(DeskError, match="Nothing is chosen"):
        duties(desk).hand_out("0001", [], desk.actor)


def test_an_entry_stands_with_a_duty_and_is_undone(desk: TestDesk) -> None:
    member(desk)
    number = come(desk).attendance.number
    duties(desk).note(number, "note", "帮老人过马路", desk.actor, EN)
    assert desk.read("SELECT text FROM action_log")[0]["text"] == "帮老人过马路"
    undoing(desk).undo(desk.actor)
    assert desk.read("SELECT step FROM history ORDER BY id DESC LIMIT 1")[0]["step"] == "undo"
    assert look(desk, number).attendance.status == "on_duty"
    undoing(desk).redo(desk.actor)
    undoing(desk).undo(desk.actor)
    undoing(desk).undo(desk.actor)
    assert look(desk, number).attendance.status == "undone"
    with pytest.raises(DeskError):
        duties(desk).note(number, "note", "x", desk.actor, EN)


def test_what_the_desk_closes_by_itself_is_no_write_of_its_officer(desk: TestDesk) -> None:
    member(desk)
    desk.clock.turn(hours=-11)
    number = come(desk).attendance.number
    desk.clock.turn(hours=10)
    member(desk, "赵铁柱")
    other = come(desk, "0002").attendance.number
    desk.clock.turn(hours=3)
    assert duties(desk).close_forgotten(desk.actor, EN, by_itself=True) == (number,)
    assert duties(desk).close_forgotten(desk.actor, EN, by_itself=True) == ()
    undoing(desk).undo(desk.actor)
    assert (look(desk, number).attendance.status, look(desk, other).attendance.status) == (
        "auto_closed",
        "undone",
    )
    assert desk.read("SELECT count(*) AS n FROM history WHERE step = 'auto_close'")[0]["n"] == 1


def test_who_only_reads_closes_nothing(desk: TestDesk) -> None:
    member(desk)
    come(desk)
    desk.clock.turn(hours=13)
    with pytest.raises(DeskError):
        duties(desk).close_forgotten(somebody(desk, "read_only"), EN, by_itself=True)
