"""A request or an incident given to a volunteer on duty: times out and back, and how they count in the hours."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from deskapp.domain.attendance import Duty
from deskapp.domain.attendance_given import Given
from deskapp.domain.attendance_steps import call_minutes, parts_text, usual_parts
from deskapp.domain.errors import DeskError
from deskapp.services.attendances import Attendances
from tests.builders import EN, TestDesk, a_desk, refused
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
