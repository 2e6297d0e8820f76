"""The clocks of a dispute across weekends, holidays, shifted working days and the ends of years."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from deskapp.domain.clocks import CLOCKS, Times, due, table
from deskapp.domain.dispute import Dispute, File, Instalment, Session, Visit
from deskapp.domain.dispute_card import due_line
from deskapp.domain.errors import DeskError
from deskapp.domain.request_card import View
from deskapp.domain.times import Calendar
from deskapp.domain.workdays import Workdays
from tests.builders import EN, NOON, refused

TIMES = Times(Calendar(), table(), Workdays())


def at(text: str) -> datetime:
    """A moment of Shanghai."""
    return datetime.fromisoformat(f"{text}+08:00").astimezone(UTC)


def a_dispute(**changes: object) -> Dispute:
    values: dict[str, object] = {
        "id": 1, "room_id": 1, "number": "JF-20261121-001", "day": NOON.date(), "kind": "security",
        "type": "neighbor", "source": "walk_in", "summary": "争吵", "place": "", "scale": "individual", "people": 2,
        "amount": 0, "stage": "open", "risk": "blue", "threat": False, "domestic_violence": False,
        "petition_risk": False, "sealed": False, "request_id": None, "responsible": 1, "presider": 1,
        "occurred_at": NOON, "first_sign_at": NOON, "entered_at": NOON, "entered_by": 1, "status": "registered",
        "next_due": NOON, "next_clock": "",
    }  # fmt: skip
    return Dispute(**values | changes)  # type: ignore[arg-type]


def a_session(start: str) -> Session:
    return Session(1, 1, "", at(start), at(start), "", "谈", "")


def last_days(file: File) -> list[tuple[str, str]]:
    """Each clock with the last minute of Shanghai in which it is kept."""
    return [(one.clock, f"{TIMES.calendar.local(one.at):%Y-%m-%d %H:%M}") for one in due(file, TIMES)]


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        ("2026-11-20", 1, "2026-11-23"),  # a Friday, over the weekend
        ("2026-11-23", 3, "2026-11-26"),
        ("2026-09-30", 1, "2026-10-08"),  # National Day: the week is off
        ("2026-09-18", 1, "2026-09-20"),  # a Sunday that is worked in the place of a day of that week
        ("2026-02-13", 1, "2026-02-14"),  # the Saturday before the Spring Festival is worked
        ("2026-02-14", 1, "2026-02-24"),
        ("2025-12-31", 1, "2026-01-04"),  # New Year: the Sunday after it is worked
        ("2026-12-31", 1, "2027-01-04"),  # the first of January is off by law, whatever is shifted later
    ],
)
def test_working_days_know_weekends_holidays_and_shifted_days(start: str, count: int, end: str) -> None:
    assert Workdays().after(date.fromisoformat(start), count) == date.fromisoformat(end)


def test_the_days_of_the_room_come_before_the_public_calendar() -> None:
    own = Workdays({date(2026, 11, 23): False, date(2026, 11, 28): True})
    assert own.after(date(2026, 11, 20), 1) == date(2026, 11, 24)
    assert own.after(date(2026, 11, 27), 1) == date(2026, 11, 28)


def test_the_calendar_says_which_years_it_knows() -> None:
    assert Workdays().knows(2026)
    assert not Workdays().knows(2027)
    assert Workdays({date(2027, 2, 14): True}).knows(2027)


def test_every_clock_is_named_by_its_source_and_one_without_a_text_is_marked() -> None:
    assert len({clock.code for clock in CLOCKS}) == len(CLOCKS)
    assert all(clock.source and clock.start and clock.label for clock in CLOCKS)
    assert {clock.code for clock in CLOCKS if clock.verified} == {"mediate", "peoples", "perform", "confirm"}


def test_a_room_sets_a_clock_of_its_own_and_nothing_else() -> None:
    assert table({"followup": (7, True)})["followup"].days == 7
    for changes in ({"tea": (1, False)}, {"followup": (-1, False)}, {"followup": (3651, False)}):
        with pytest.raises(DeskError) as caught:
            table(changes)
        refused(caught.value, "clock")


def test_a_new_dispute_is_accepted_or_declined_on_the_next_working_day() -> None:
    assert last_days(File(a_dispute(entered_at=at("2026-11-20T10:00")))) == [("accept", "2026-11-23 23:59")]


def test_a_public_order_mediation_has_three_working_days_from_acceptance() -> None:
    taken = a_dispute(status="accepted", accepted_at=at("2026-09-29T10:00"))
    assert last_days(File(taken)) == [("mediate", "2026-10-09 23:59")]


def test_the_second_sitting_is_due_seven_working_days_after_the_first() -> None:
    taken = a_dispute(status="mediating", accepted_at=at("2026-02-12T10:00"))
    file = File(taken, sessions=(a_session("2026-02-13T15:00"),))
    # 14 and 28 February are worked Saturdays, 16 to 23 February are off
    assert last_days(file) == [("second", "2026-03-02 23:59")]


def test_peoples_mediation_has_thirty_calendar_days() -> None:
    taken = a_dispute(kind="peoples", status="accepted", accepted_at=at("2026-12-10T10:00"))
    assert last_days(File(taken)) == [("peoples", "2027-01-09 23:59")]


def test_each_part_of_a_promise_has_its_day_and_the_nearest_comes_first() -> None:
    taken = a_dispute(status="performing", agreed_at=NOON, agreed_sum=100, deadline=date(2027, 1, 31))
    parts = (
        Instalment(1, 1, date(2026, 12, 31), 50, 50, date(2026, 12, 1)),
        Instalment(2, 2, date(2027, 1, 31), 50),
    )
    assert last_days(File(taken, instalments=parts)) == [("perform", "2027-01-31 23:59")]
    assert last_days(File(taken, instalments=(parts[1], replace(parts[0], paid=0, paid_on=None)))) == [
        ("perform", "2026-12-31 23:59"), ("perform", "2027-01-31 23:59"),
    ]  # fmt: skip


def test_both_follow_ups_run_until_they_are_made() -> None:
    taken = a_dispute(status="fulfilled", fulfilled_at=NOON)
    first, second = Visit(1, date(2026, 11, 24)), Visit(2, date(2026, 12, 21))
    assert [clock for clock, _ in last_days(File(taken, visits=(first, second)))] == [
        "followup",
        "followup_late",
    ]
    done = replace(first, done_at=NOON)
    later = replace(taken, status="followed_up")
    assert last_days(File(later, visits=(done, second))) == [("followup_late", "2026-12-21 23:59")]


def test_a_court_confirms_within_thirty_days_and_peoples_mediation_alone() -> None:
    agreed = a_dispute(
        kind="peoples",
        status="agreed",
        agreed_at=NOON,
        effective_on=date(2026, 12, 5),
        deadline=date(2027, 3, 1),
    )
    assert ("confirm", "2027-01-04 23:59") in last_days(File(agreed))
    assert "confirm" not in dict(last_days(File(replace(agreed, confirmation="applied"))))
    assert "confirm" not in dict(last_days(File(replace(agreed, kind="security"))))


def test_the_reply_of_a_receiver_is_due_when_the_transfer_says() -> None:
    taken = a_dispute(status="transferred", receiver="court", receiver_due=at("2026-12-01T18:00"))
    assert last_days(File(taken)) == [("reply", "2026-12-01 18:00")]


def test_an_agreement_without_a_date_is_not_due_on_the_day_it_was_made() -> None:
    taken = a_dispute(status="agreed", agreed_at=at("2026-11-20T10:00"), agreed_sum=100)
    assert last_days(File(taken)) == [("promise", "2026-11-25 23:59")]  # three working days to say until when
    dated = a_dispute(status="agreed", agreed_at=at("2026-11-20T10:00"), deadline=date(2026, 12, 31))
    assert last_days(File(dated)) == [("perform", "2026-12-31 23:59")]


def test_a_breach_wants_its_next_step_within_three_working_days() -> None:
    taken = a_dispute(status="breached", breached_at=at("2026-11-20T10:00"))
    assert last_days(File(taken)) == [("next_step", "2026-11-25 23:59")]


def test_after_the_second_sitting_no_further_one_is_due() -> None:
    taken = a_dispute(status="mediating", accepted_at=at("2026-11-20 10:00"))
    both = (a_session("2026-11-20 10:00"), a_session("2026-11-23 10:00"))
    assert last_days(File(taken, sessions=both)) == [("next_step", "2026-11-26 23:59")]


WORKING = {"accept": 1, "mediate": 3, "second": 7, "next_step": 3, "promise": 3}
"""The clocks of working days, as the program has them."""


@pytest.mark.parametrize(
    ("start", "ends"),
    [
        ("2026-11-20", ("2026-11-23", "2026-11-25", "2026-12-01")),  # a Friday: the weekend is skipped
        (
            "2026-09-30",
            ("2026-10-08", "2026-10-10", "2026-10-15"),
        ),  # National Day, and the Saturday worked for it
        (
            "2026-02-13",
            ("2026-02-14", "2026-02-25", "2026-03-02"),
        ),  # Spring Festival between two worked Saturdays
        ("2025-12-31", ("2026-01-04", "2026-01-06", "2026-01-12")),  # the end of a year, and a worked Sunday
        ("2026-12-31", ("2027-01-04", "2027-01-06", "2027-01-12")),  # into a year without its notice
    ],
)
@pytest.mark.parametrize("code", WORKING)
def test_every_clock_of_working_days_skips_what_is_off(code: str, start: str, ends: tuple[str, ...]) -> None:
    clock = table()[code]
    assert (clock.days, clock.working) == (WORKING[code], True)
    wanted = dict(zip((1, 3, 7), ends, strict=True))[clock.days]
    assert (
        f"{TIMES.calendar.local(TIMES.end(code, at(f'{start}T10:00'))):%Y-%m-%d %H:%M}" == f"{wanted} 23:59"
    )


CALENDAR = {
    "peoples": 30,
    "other_kind": 7,
    "followup": 3,
    "followup_late": 30,
    "confirm": 30,
    "perform": 0,
    "reply": 0,
}
"""The clocks of calendar days."""


def test_every_clock_is_of_one_kind_of_days_or_the_other() -> None:
    assert {clock.code for clock in CLOCKS} == set(WORKING) | set(CALENDAR)


@pytest.mark.parametrize(
    "start", ["2026-11-20", "2026-09-30", "2026-02-13", "2025-12-31", "2026-12-31", "2028-02-28"]
)
@pytest.mark.parametrize("code", CALENDAR)
def test_every_clock_of_calendar_days_runs_through_what_is_off(code: str, start: str) -> None:
    clock, day = table()[code], date.fromisoformat(start)
    assert (clock.days, clock.working) == (CALENDAR[code], False)
    assert TIMES.last_day(code, day) == day + timedelta(days=CALENDAR[code])
    assert TIMES.calendar.local(TIMES.end(code, at(f"{start}T23:58"))).date() == day + timedelta(
        days=clock.days
    )


def test_a_matter_of_the_last_minute_counts_from_its_own_day() -> None:
    assert TIMES.end("accept", at("2026-11-20T23:59")) == TIMES.end("accept", at("2026-11-20T00:00"))
    assert TIMES.end("accept", at("2026-11-21T00:00")) == TIMES.end(
        "accept", at("2026-11-20T00:00")
    )  # a Saturday


def test_another_length_moves_what_is_counted_from_now_and_no_visit_that_is_planned() -> None:
    changed = replace(TIMES, clocks=table({"followup": (7, True)}))
    planned = Visit(1, date(2026, 11, 24))
    file = File(a_dispute(status="fulfilled", fulfilled_at=NOON), visits=(planned,))
    assert [one.at for one in due(file, changed)] == [TIMES.close_of(planned.due_on)]
    assert changed.last_day("followup", date(2026, 11, 21)) == date(2026, 12, 1)


def test_a_clock_that_runs_into_a_year_without_its_notice_says_so() -> None:
    beyond = File(a_dispute(entered_at=at("2026-12-31T10:00")))
    view = View({}, Calendar(), at("2026-12-31T11:00"), EN)
    (one,) = due(beyond, TIMES)
    assert due_line(one, view).text.endswith("(shifted days of 2027 not known)")
    (known,) = due(File(a_dispute(entered_at=at("2026-11-20T10:00"))), TIMES)
    assert "not known" not in due_line(known, view).text
    own = replace(TIMES, workdays=Workdays({date(2027, 2, 14): True}))  # the notice was typed in
    assert not due(beyond, own)[0].unsure
