"""What is given to a volunteer on duty — request, dispute, incident: times out and back, and the hours of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from deskapp import db
from deskapp.domain.attendance import Duty
from deskapp.domain.attendance_given import Given
from deskapp.domain.attendance_steps import call_minutes, parts_text, usual_parts
from deskapp.domain.errors import DeskError
from deskapp.reading import attendances
from deskapp.services.attendances import Attendances
from deskapp.services.undo import Undoing
from deskapp.services.volunteer_undo import Duties
from tests.builders import EN, TestDesk, a_desk, refused
from tests.dispute_builders import quarrel
from tests.volunteer_builders import member


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[TestDesk]:
    found = a_desk(tmp_path)
    member(found, "马玉兰")
    yield found
    found.store.close()


def verbs(desk: TestDesk) -> Attendances:
    return Attendances(desk.store, desk.room)


def take(desk: TestDesk, duty: Duty, code: str, **given: str) -> Duty:
    return verbs(desk).step(duty.attendance.number, code, given, desk.actor, EN)


def test_the_time_out_on_calls_counts_for_the_calls_and_the_rest_for_the_patrol(desk: TestDesk) -> None:
    duty = verbs(desk).check_in("0001", desk.actor, EN, Given(mode="patrol")).duty
    number = desk.log().number
    desk.clock.turn(minutes=30)
    take(desk, duty, "answer", request=number)
    desk.clock.turn(minutes=50)
    take(desk, duty, "back")
    desk.clock.turn(minutes=10)
    take(desk, duty, "answer", incident="JQ-77", at="13:25")
    desk.clock.turn(minutes=30)
    duty = verbs(desk).check_out("0001", desk.actor, EN).duty
    assert call_minutes(duty) == 50 + 35
    assert parts_text(usual_parts(duty, 120)) == "patrol/patrol 35min; service/call_answer 85min"
    done = take(desk, duty, "confirm")
    assert [(one.dimension, one.service, one.minutes) for one in done.credits] == [
        ("patrol", "patrol", 35), ("service", "call_answer", 85),
    ]  # fmt: skip


def test_times_out_and_back_lie_inside_the_duty_one_after_the_other(desk: TestDesk) -> None:
    desk.clock.turn(minutes=-60)
    duty = verbs(desk).check_in("0001", desk.actor, EN).duty
    desk.clock.turn(minutes=60)
    for code, at in (("answer", "10:00"), ("answer", "12:30")):
        with pytest.raises(DeskError) as error:
            take(desk, duty, code, incident="JQ-1", at=at)
        refused(error.value, "11:00")
        assert error.value.field == "at"
    take(desk, duty, "answer", incident="JQ-1", at="11:20")
    with pytest.raises(DeskError) as error:
        take(desk, duty, "back", at="11:10")
    refused(error.value, "11:20")
    call = take(desk, duty, "back", at="11:50").calls[0]
    assert call.back_at is not None
    assert (call.back_at - call.out_at).total_seconds() == 30 * 60


def test_a_dispute_is_given_to_who_is_on_duty_and_the_file_knows_it(desk: TestDesk) -> None:
    duty = verbs(desk).check_in("0001", desk.actor, EN, Given(mode="patrol")).duty
    file = quarrel(desk, "王秀兰", "赵铁柱").dispute
    out = take(desk, duty, "answer", request=file.number)
    assert (out.attendance.status, out.calls[0].dispute, out.calls[0].told) == (
        "out_on_call",
        file.number,
        file.number,
    )
    desk.clock.turn(minutes=40)
    take(desk, duty, "back")
    with closing(db.connect(desk.path, readonly=True)) as reader:
        (there,) = attendances.answering(reader, "dispute", file.id)
        assert attendances.answering(reader, "request", file.id) == ()
    assert call_minutes(there) == 40
    desk.clock.turn(minutes=20)
    verbs(desk).check_out("0001", desk.actor, EN)
    done = take(desk, duty, "confirm")
    assert [(one.service, one.minutes) for one in done.credits] == [("patrol", 20), ("call_answer", 40)]


def test_a_dispute_that_was_given_is_taken_back_by_undo(desk: TestDesk) -> None:
    duty = verbs(desk).check_in("0001", desk.actor, EN).duty
    file = quarrel(desk, "王秀兰", "赵铁柱").dispute
    take(desk, duty, "answer", request=file.number)
    Undoing(desk.store, desk.room, {"attendance": Duties()}).undo(desk.actor)
    with closing(db.connect(desk.path, readonly=True)) as reader:
        assert attendances.answering(reader, "dispute", file.id) == ()
        found = attendances.by_id(reader, duty.attendance.id)
    assert found is not None
    assert (found.attendance.status, found.calls) == ("on_duty", ())


def test_nobody_is_sent_to_what_is_not_there_or_was_undone(desk: TestDesk) -> None:
    duty = verbs(desk).check_in("0001", desk.actor, EN).duty
    with pytest.raises(DeskError) as error:
        take(desk, duty, "answer", request="JF-20261121-099")
    refused(error.value, "JF-20261121-099", "list disputes")
    gone = desk.log().number
    with desk.store.write(desk.actor) as writing:
        writing.session.connection().exec_driver_sql(
            "UPDATE request SET status = 'undone', is_open = 0 WHERE number = ?", (gone,)
        )
    with pytest.raises(DeskError) as error:
        take(desk, duty, "answer", request=gone)
    refused(error.value, gone, "void")
