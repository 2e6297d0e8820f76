"""Moments and days as people type them, in the room's zone."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskapp.domain.coming_day import coming_day
from deskapp.domain.errors import DeskError
from deskapp.domain.times import Calendar, moment, practice_clock, read_day, read_moment, stored
from tests.builders import NOON, refused

TODAY = date(2026, 11, 21)
SHANGHAI = Calendar()


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("今天", TODAY), ("今日", TODAY), ("today", TODAY), ("Today ", TODAY),
        ("昨天", date(2026, 11, 20)), ("昨日", date(2026, 11, 20)), ("YESTERDAY", date(2026, 11, 20)),
        ("前天", date(2026, 11, 19)), ("明天", date(2026, 11, 22)), ("后天", date(2026, 11, 23)),
        ("1121", TODAY), ("11-21", TODAY), ("11/21", TODAY), ("11.21", TODAY), ("11月21日", TODAY),
        ("11月21", TODAY), ("20261121", TODAY), ("2026-11-21", TODAY), ("2026年11月21日", TODAY),
        ("１１－２１", TODAY), ("１１２１", TODAY), ("１１月２１日", TODAY),
        ("3-5", date(2026, 3, 5)), ("2024-02-29", date(2024, 2, 29)),
    ],
)  # fmt: skip
def test_a_day_is_read_as_people_type_it(typed: str, day: date) -> None:
    assert read_day(typed, TODAY) == day


@pytest.mark.parametrize(
    "typed",
    ["", "1322", "13-22", "大后年", "11-21-26", "0001-01-01", "9999-12-31", "1",
     "\x1b[2J", "11--21"],
)  # fmt: skip
def test_what_is_no_day_is_refused_with_examples(typed: str) -> None:
    with pytest.raises(DeskError) as refusal:
        read_day(typed, TODAY)
    refused(refusal.value, "11-21")
    assert "\x1b" not in str(refusal.value)


@pytest.mark.parametrize(
    ("typed", "count"),
    [("11-31", 30), ("2-30", 28), ("2026-02-29", 28), ("２月３０日", 28), ("20240230", 29)],
)
def test_a_day_that_does_not_exist_is_told_with_the_length_of_its_month(typed: str, count: int) -> None:
    for read in (lambda: read_day(typed, TODAY), lambda: read_moment(f"{typed} 14:00", NOON, Calendar())):
        with pytest.raises(DeskError) as refusal:
            read()
        refused(refusal.value, "no such day", f"{count} days", "11-21")


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("12-31", date(2026, 12, 31)), ("今天", TODAY), ("tomorrow", date(2026, 11, 22)),
        ("+30d", date(2026, 12, 21)), ("＋30天", date(2026, 12, 21)), ("01-31", date(2027, 1, 31)),
        ("2027-11-20", date(2027, 11, 20)),
    ],
)  # fmt: skip
def test_a_day_to_come_is_read_as_people_type_it(typed: str, day: date) -> None:
    assert coming_day(typed, TODAY) == day


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("11-20", "like 2027-11-20"), ("1120", "like 2027-11-20"), ("2026-11-20", "passed already"),
        ("昨天", "passed already"), ("大后年", "+3d"), ("11-31", "no such day"),
    ],
)  # fmt: skip
def test_a_day_that_has_passed_is_never_moved_a_year_on_in_silence(typed: str, word: str) -> None:
    with pytest.raises(DeskError) as refusal:
        coming_day(typed, TODAY)
    refused(refusal.value, word)


def test_dates_in_a_row_go_on_into_the_next_year() -> None:
    assert coming_day("6-30", TODAY, date(2026, 12, 31)) == date(2027, 6, 30)
    with pytest.raises(DeskError):
        coming_day("6-30", TODAY)


def test_until_when_suggests_what_lies_ahead() -> None:
    with pytest.raises(DeskError) as refusal:
        read_moment("下下周", NOON, Calendar(), coming=True)
    refused(refusal.value, "tomorrow 18:00, +3d")
    assert "昨天" not in str(refusal.value)


@pytest.mark.parametrize(
    ("typed", "local"),
    [
        ("14:30", "2026-11-21 14:30"), ("１４：３０", "2026-11-21 14:30"), ("9:05", "2026-11-21 09:05"),
        ("14点30", "2026-11-21 14:30"), ("14时30分", "2026-11-21 14:30"), ("14点", "2026-11-21 14:00"),
        ("昨天 14:30", "2026-11-20 14:30"), ("昨天14:30", "2026-11-20 14:30"), ("昨天", "2026-11-20 00:00"),
        ("11-21 09:05", "2026-11-21 09:05"), ("1121 09:05", "2026-11-21 09:05"),
        ("11月21日14点30分", "2026-11-21 14:30"), ("11月20日 9:05", "2026-11-20 09:05"),
        ("2026-11-21T09:05", "2026-11-21 09:05"), ("2026-11-21 09:05", "2026-11-21 09:05"),
        ("2026-11-21T09:05:00+00:00", "2026-11-21 17:05"), ("2026-11-21t01:05z", "2026-11-21 09:05"),
        ("+3d", "2026-11-24 12:00"), ("＋２h", "2026-11-21 14:00"),
        ("+2天", "2026-11-23 12:00"), ("+1时", "2026-11-21 13:00"),
    ],
)  # fmt: skip
def test_a_moment_is_read_as_people_type_it(typed: str, local: str) -> None:
    assert SHANGHAI.show(read_moment(typed, NOON, SHANGHAI)) == local


def test_a_day_alone_takes_the_hour_that_is_meant() -> None:
    assert SHANGHAI.show(read_moment("11-22", NOON, SHANGHAI, hour=time(18))) == "2026-11-22 18:00"


@pytest.mark.parametrize("typed", ["25:00", "14:60", "昨天 24:00", "11月21日99点"])
def test_an_hour_that_no_clock_shows_is_refused(typed: str) -> None:
    with pytest.raises(DeskError) as refusal:
        read_moment(typed, NOON, SHANGHAI)
    refused(refusal.value, "14:30")


@pytest.mark.parametrize(
    "typed", ["", "明年", "+d", "+99999d", "2026-13-40T09:05", "0001-01-01T00:00", "14:30:99 x"]
)
def test_what_is_no_moment_is_refused(typed: str) -> None:
    if typed:
        with pytest.raises(DeskError) as refusal:
            read_moment(typed, NOON, SHANGHAI)
        refused(refusal.value)
    else:
        assert SHANGHAI.show(read_moment(typed, NOON, SHANGHAI)) == "2026-11-21 00:00"


@given(
    st.one_of(
        st.text(max_size=20),
        st.text("0123456789-/.:年月日点时分今昨天+dhTZ ０１２", max_size=20),
        st.from_regex(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}([+-]\d{2}:\d{2})?", fullmatch=True),
    ),
    st.sampled_from(["Asia/Shanghai", "America/New_York", "Pacific/Kiritimati", "UTC"]),
)
def test_any_text_is_a_moment_or_refused_in_words(typed: str, zone: str) -> None:
    try:
        found = read_moment(typed, NOON, Calendar(zone))
    except DeskError as error:
        refused(error)
    else:
        assert moment(stored(found)) == found


@given(st.datetimes(datetime(1900, 1, 2), datetime(2199, 12, 30), timezones=st.just(UTC)))
def test_text_order_is_time_order(at: datetime) -> None:
    later = at + timedelta(microseconds=1)
    assert stored(at) < stored(later)
    assert moment(stored(at)) == at


def test_a_room_s_day_may_begin_in_the_morning() -> None:
    early = Calendar(cutoff_minutes=8 * 60)
    at_seven = datetime(2026, 11, 20, 23, 0, tzinfo=UTC)
    assert early.day(at_seven) == date(2026, 11, 20)
    assert SHANGHAI.day(at_seven) == TODAY
    first, last = early.bounds(TODAY)
    assert (first, last) == (datetime(2026, 11, 21, 0, tzinfo=UTC), datetime(2026, 11, 22, 0, tzinfo=UTC))


@given(
    st.datetimes(datetime(2000, 1, 1), datetime(2099, 1, 1), timezones=st.just(UTC)),
    st.integers(0, 1439),
    st.sampled_from(["Asia/Shanghai", "Asia/Urumqi", "UTC", "Asia/Kathmandu"]),
)
def test_every_moment_lies_within_the_bounds_of_its_day(at: datetime, cutoff: int, zone: str) -> None:
    calendar = Calendar(zone, cutoff)
    first, last = calendar.bounds(calendar.day(at))
    assert first <= at < last
    assert last - first == timedelta(days=1)


def test_a_zone_with_summer_time_has_a_day_of_23_hours() -> None:
    first, last = Calendar("Europe/Berlin").bounds(date(2026, 3, 29))
    assert last - first == timedelta(hours=23)


def test_a_moment_shows_as_much_of_its_date_as_is_needed() -> None:
    assert SHANGHAI.show(NOON, NOON) == "12:00"
    assert SHANGHAI.show(NOON - timedelta(days=1), NOON) == "11-20 12:00"
    assert SHANGHAI.show(NOON - timedelta(days=400), NOON) == "2025-10-17 12:00"


def test_a_practice_clock_runs_on_from_its_start() -> None:
    clock = practice_clock(NOON)
    assert NOON <= clock() <= clock() < NOON + timedelta(minutes=5)
