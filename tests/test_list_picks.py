"""Marked rows: what is marked, what a stretch with Shift marks, and how many may be."""

from __future__ import annotations

from deskapp.widgets.list_picks import MOST, Picks


def test_marking_twice_takes_the_mark_off() -> None:
    picks = Picks()
    assert picks.toggle(3)
    assert picks.toggle(1)
    assert picks.ids == (3, 1)
    picks.toggle(3)
    assert list(picks.ids) == [1]


def test_a_stretch_grows_away_from_its_start_and_shrinks_back() -> None:
    picks = Picks()
    for before, after in ((5, 6), (6, 7)):
        picks.extend(before, after, 1)
    assert picks.ids == (5, 6, 7)
    picks.extend(7, 6, -1)
    picks.extend(6, 5, -1)
    assert list(picks.ids) == [5]
    picks.extend(5, 4, -1)
    assert set(picks.ids) == {5, 4}


def test_a_stretch_begins_anew_after_a_plain_step() -> None:
    picks = Picks()
    picks.extend(1, 2, 1)
    picks.loosen()
    picks.extend(5, 4, -1)
    assert set(picks.ids) == {1, 2, 5, 4}


def test_at_the_end_of_the_list_a_stretch_stays_as_it_is() -> None:
    picks = Picks()
    picks.extend(8, 9, 1)
    picks.extend(9, 9, 1)
    picks.extend(9, 8, -1)
    assert picks.ids == (8,)


def test_more_than_may_be_are_not_marked() -> None:
    picks = Picks()
    assert not picks.add(range(MOST + 1))
    assert len(picks) == MOST
    assert not picks.toggle(-1)
    assert not picks.extend(-1, -2, 1)
    assert len(picks) == MOST


def test_marks_of_what_has_left_are_taken_off() -> None:
    picks = Picks()
    picks.add((1, 2, 3))
    picks.keep({3, 1, 9})
    assert picks.ids == (1, 3)
    picks.clear()
    assert not picks
