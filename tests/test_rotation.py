"""Which automatic copies stay: by days, weeks and months, and never without the newest."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskapp.domain.errors import DeskError
from deskapp.domain.rotation import MOST, USUAL, Kept, kept_of, read_kept, staying
from tests.builders import refused

START = datetime(2026, 1, 1, 18, 0)


def daily(count: int) -> list[datetime]:
    return [START + timedelta(days=day) for day in range(count)]


def test_a_year_of_daily_copies_leaves_seven_days_four_weeks_and_twelve_months() -> None:
    made: list[datetime] = []
    for at in daily(365):  # as the desk does it: each day one comes and some go
        made = sorted(staying([*made, at], USUAL))
    last = made[-1]
    assert [at for at in made if at > last - timedelta(days=7)] == daily(365)[-7:]
    assert {at.month for at in made} == set(range(1, 13))
    assert len(made) <= 7 + 4 + 12


def test_of_several_copies_of_a_day_the_newest_stays() -> None:
    morning, evening = START.replace(hour=8), START.replace(hour=20)
    assert staying([morning, evening], USUAL) == {evening}


@given(st.lists(st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1)), min_size=1, max_size=60),
       st.builds(Kept, st.integers(0, 9), st.integers(0, 9), st.integers(0, 9)))  # fmt: skip
def test_the_newest_always_stays_and_never_more_than_was_asked_for(made: list[datetime], kept: Kept) -> None:
    stay = staying(made, kept)
    assert max(made) in stay
    assert stay <= set(made)
    assert len(stay) <= max(1, kept.days + kept.weeks + kept.months)
    assert staying(stay, kept) == stay


@pytest.mark.parametrize("text", ["7/4/12", "７／４／１２", " 7 4 12 "])
def test_what_stays_is_typed_as_three_numbers(text: str) -> None:
    assert read_kept(text) == Kept(7, 4, 12)


@pytest.mark.parametrize("text", ["", "7", "0/4/12", "7/4", "a/b/c", "100/4/12", "7//12"])
def test_anything_else_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(DeskError) as refusal:
        read_kept(text)
    refused(refusal.value, "7/4/12", "Nothing is changed")


def test_a_slip_in_the_settings_file_deletes_nothing() -> None:
    assert kept_of("oops") == Kept(MOST, MOST, MOST)
    assert kept_of("") == USUAL
