"""The duty plan against those who came: over midnight, a changed clock and the year's end, each person once."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deskapp.domain.coverage import Coverage, Presence, coverage
from deskapp.domain.errors import DeskError
from deskapp.domain.slot import Slot
from deskapp.domain.slot_form import read_slot
from deskapp.domain.times import Calendar
from tests.builders import EN

TODAY = date(2026, 11, 21)  # a Saturday
SHANGHAI, BERLIN = Calendar(), Calendar("Europe/Berlin")
EVERY = (1, 2, 3, 4, 5, 6, 7)


def slot(hours: tuple[int, int], people: int = 1, **changes: Any) -> Slot:
    """A slot of every day, from one hour to another."""
    values: dict[str, Any] = {
        "id": 1, "room_id": 1, "number": "PB-20261121-001", "day": TODAY, "team_id": None, "place": "",
        "weekdays": EVERY, "on_day": None, "begins": hours[0] * 60, "ends": hours[1] % 24 * 60, "people": people,
        "valid_from": date(2026, 1, 1), "valid_until": None, "notes": "", "status": "active",
        "entered_at": datetime(2026, 11, 1, tzinfo=UTC), "entered_by": 1,
    }  # fmt: skip
    return Slot(**values | changes)


def at(hour: float, day: date = TODAY, calendar: Calendar = SHANGHAI) -> datetime:
    """An hour of a day on the room's clock."""
    return calendar.bounds(day)[0] + timedelta(hours=hour)


def came(key: int, start: float, end: float | None, place: str = "", *teams: int) -> Presence:
    return Presence(key, frozenset(teams), place, at(start), at(end) if end is not None else None)


def states(found: Coverage) -> str:
    """One letter an hour."""
    return "".join(hour.state[0] for hour in found.hours)


def test_a_slot_over_midnight_belongs_to_both_days() -> None:
    night = slot((22, 6), 2)
    found = coverage([night], [came(1, -2, 3), came(2, -2, 6)], TODAY, at(12), SHANGHAI)
    assert [(hour.planned, hour.here) for hour in found.hours[:7]] == [(2, 2)] * 3 + [(2, 1)] * 3 + [(0, 0)]
    assert states(found) == "fffsss" + "n" * 16 + "aa"
    assert [(one.start, one.state, one.here) for one in found.slots] == [
        (at(-2), "short", 1),
        (at(22), "ahead", 0),
    ]


def test_an_empty_slot_stands_out_now_and_afterwards() -> None:
    plan = [slot((8, 10)), slot((11, 14), 3, id=2), slot((13, 15), id=3)]
    found = coverage(plan, [came(1, 11.5, None)], TODAY, at(12.5), SHANGHAI)
    assert [one.state for one in found.slots] == ["empty", "short", "ahead"]
    assert [one.slot.id for one in found.missed(at(12.5))] == [1]
    assert [(one.slot.id, one.lacking) for one in found.running(at(12.5))] == [(2, 2)]
    assert found.next(at(12.5)) == found.slots[2]
    assert states(found)[8:16] == "eenssaan"


def test_who_is_here_now_counts_now_and_who_just_left_does_not() -> None:
    found = coverage([slot((8, 10))], [came(1, 8, 9.5)], TODAY, at(9.6), SHANGHAI)
    assert [one.state for one in found.slots] == ["empty"]
    found = coverage([slot((8, 10))], [came(1, 9.59, None)], TODAY, at(9.6), SHANGHAI)
    assert (found.slots[0].state, found.hours[8].state, found.hours[9].state) == ("full", "empty", "full")


def test_a_team_serves_its_own_slots_and_those_of_the_team_above() -> None:
    plan = [slot((8, 10), team_id=7), slot((8, 10), id=2, team_id=8)]
    assert [
        one.state for one in coverage(plan, [came(1, 8, 10, "", 7, 8)], TODAY, at(12), SHANGHAI).slots
    ] == [
        "full",
        "empty",
    ]
    both = [came(1, 8, 10, "", 7, 8), came(2, 8, 10, "", 8)]
    assert [one.state for one in coverage(plan, both, TODAY, at(12), SHANGHAI).slots] == ["full", "full"]
    assert {one.state for one in coverage(plan, [came(1, 8, 10)], TODAY, at(12), SHANGHAI).slots} == {"empty"}


def test_one_person_fills_one_place_and_moves_where_that_frees_another() -> None:
    plan = [slot((8, 10), place="东门"), slot((8, 10), id=2)]
    anywhere, gate = came(1, 8, 10), came(2, 8, 10, "东门")
    assert [one.state for one in coverage(plan, [anywhere], TODAY, at(12), SHANGHAI).slots] == [
        "full",
        "empty",
    ]
    assert [one.state for one in coverage(plan, [anywhere, gate], TODAY, at(12), SHANGHAI).slots] == [
        "full"
    ] * 2
    other = came(3, 8, 10, "西门")
    assert [one.state for one in coverage(plan[:1], [other], TODAY, at(12), SHANGHAI).slots] == ["empty"]


@pytest.mark.parametrize(("day", "hours"), [(date(2026, 3, 29), 23), (date(2026, 10, 25), 25)])
def test_a_day_of_a_changed_clock_has_the_hours_that_it_has(day: date, hours: int) -> None:
    night = slot((20, 8))
    first, last = BERLIN.bounds(day)
    there = Presence(1, frozenset(), "", first - timedelta(hours=4), last)
    found = coverage([night], [there], day, last, BERLIN)
    assert len(found.hours) == hours
    assert found.hours[-1].end == last
    assert found.slots[0].end - found.slots[0].start == timedelta(hours=12 + (hours - 24))
    assert all(hour.state == "full" for hour in found.hours if hour.planned)


def test_the_last_night_of_the_year_goes_on_in_the_next() -> None:
    night = slot((20, 8), weekdays=(4,), valid_until=date(2026, 12, 31))  # 31 December 2026 is a Thursday
    assert [one.start for one in coverage([night], [], date(2026, 12, 31), at(0), SHANGHAI).slots] == [
        at(20, date(2026, 12, 31))
    ]
    assert [hour.planned for hour in coverage([night], [], date(2027, 1, 1), at(0), SHANGHAI).hours][:9] == [
        1
    ] * 8 + [0]
    assert coverage([night], [], date(2027, 1, 7), at(0), SHANGHAI).slots == ()


def test_a_room_whose_day_begins_at_eight_counts_from_there() -> None:
    shifted = Calendar(cutoff_minutes=8 * 60)
    found = coverage([slot((6, 9))], [], TODAY, at(12), shifted)
    assert [shifted.local(hour.start).hour for hour in found.hours[:2]] == [8, 9]
    assert [hour.planned for hour in found.hours] == [1] + [0] * 21 + [1, 1]


PEOPLE = st.lists(
    st.tuples(
        st.integers(-6, 30), st.integers(0, 12), st.sampled_from(["", "东门", "西门"]), st.integers(7, 9)
    ),
    max_size=8,
)
PLAN = st.lists(
    st.tuples(st.integers(0, 23), st.integers(0, 23), st.integers(1, 3), st.sampled_from(["", "东门"]),
              st.sampled_from([None, 7, 8])),
    max_size=6,
)  # fmt: skip


@settings(max_examples=60)
@given(PLAN, PEOPLE, st.integers(-3, 27))
def test_no_more_places_are_filled_than_there_are_people_and_none_twice(
    plan: Any, people: Any, now: int
) -> None:
    slots = [
        slot((start, end), count, id=key, place=place, team_id=team)
        for key, (start, end, count, place, team) in enumerate(plan, 1)
    ]
    duties = [
        came(key, start, start + length, place, team)
        for key, (start, length, place, team) in enumerate(people)
    ]
    found = coverage(slots, duties, TODAY, at(now), SHANGHAI)
    assert len(found.hours) == 24
    for hour in found.hours:
        assert hour.here <= len(duties)
        if hour.state in ("short", "empty"):
            assert hour.here < hour.planned
        if hour.start > at(now):
            assert hour.state in ("ahead", "none")
    for one in found.slots:
        assert one.here <= min(one.slot.people, len(duties))
        if one.start > at(now):
            assert one.state == "ahead"


# -- what is typed


@pytest.mark.parametrize(
    ("said", "days"),
    [("daily", "1,2,3,4,5,6,7"), ("每天", "1,2,3,4,5,6,7"), ("1-5", "1,2,3,4,5"), ("周一至周五", "1,2,3,4,5"),
     ("Mon Wed Fri", "1,3,5"), ("一三五", "1,3,5"), ("周末", "6,7"), ("fri-mon", "1,5,6,7"), ("6、7", "6,7"),
     ("Mon–Fri", "1,2,3,4,5"), ("星期天", "7"), ("１－３", "1,2,3")],
)  # fmt: skip
def test_days_of_the_week_are_read_as_people_write_them(said: str, days: str) -> None:
    found = read_slot({"days": said, "hours": "20:00-06:00"}, TODAY, EN, new=True)
    assert (found["weekdays"], found["on_day"]) == (days, None)


@pytest.mark.parametrize(
    ("said", "day"),
    [("11-28", "2026-11-28"), ("1121", "2026-11-21"), ("2026-12-31", "2026-12-31"), ("明天", "2026-11-22")],
)
def test_a_single_date_is_a_slot_of_that_day(said: str, day: str) -> None:
    found = read_slot({"days": said, "hours": "8-12"}, TODAY, EN, new=True)
    assert (found["weekdays"], found["on_day"]) == ("", day)


@pytest.mark.parametrize(
    ("said", "hours"),
    [("20:00-06:00", (1200, 360)), ("8-12", (480, 720)), ("8:30 至 17点", (510, 1020)), ("0700 0830", (420, 510)),
     ("00:00-24:00", (0, 0)), ("16:00～24:00", (960, 0))],
)  # fmt: skip
def test_hours_are_read_from_to(said: str, hours: tuple[int, int]) -> None:
    found = read_slot({"days": "daily", "hours": said}, TODAY, EN, new=True)
    assert (found["begins"], found["ends"]) == hours


@pytest.mark.parametrize(
    "bad",
    [{"days": ""}, {"days": "someday"}, {"days": "32-01"}, {"hours": ""}, {"hours": "8"}, {"hours": "8-25"},
     {"people": "0"}, {"people": "many"}, {"people": "1" * 99}, {"place": "x" * 201}, {"moon": "x"},
     {"from": "never"}],
)  # fmt: skip
def test_what_is_no_slot_is_refused_in_words(bad: dict[str, str]) -> None:
    with pytest.raises(DeskError) as error:
        read_slot({"days": "daily", "hours": "8-12"} | bad, TODAY, EN, new=True)
    assert len(str(error.value)) > 20
