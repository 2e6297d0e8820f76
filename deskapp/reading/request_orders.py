"""By what lists of requests are sorted: every order is one index, read forwards or backwards."""

from __future__ import annotations

from dataclasses import replace

from deskapp.domain.listing import Sorting
from deskapp.reading.keyset import Order

NEWEST = Sorting("number", desc=True)
"""As a list of all requests begins."""
PRESSING = Sorting("due")
"""As the board begins: what is due first, then what is closed, the latest first."""

_LIFE = (
    "registered", "in_progress", "waiting", "transferred", "resolved", "followed_up", "archived", "declined",
    "withdrawn", "merged", "voided", "undone",
)  # fmt: skip

STATE = f"instr('{' '.join(_LIFE)}', status)"
"""States in the order of a record's life; the index on it repeats this text to the letter."""
BEGINNING = "substr(summary, 1, 16)"
"""As much of a summary as is worth sorting by; the index on it repeats this text to the letter."""

_GROUPS = {"state": STATE, "category": "category", "who": "applicant", "what": BEGINNING}
"""Columns whose equal values stand together, the newest of each first."""
_TIMES = {"number": "day", "time": "entered_at"}

SORTS = (*_TIMES, *_GROUPS, "due")
"""The columns by which a list can be sorted."""


def orders(sorting: Sorting) -> tuple[Order, ...]:
    """The sort columns of `sorting`, from an index each."""
    desc = sorting.desc
    if sorting.column in _GROUPS:
        return _by(_GROUPS[sorting.column], desc=desc), _by("id", desc=not desc)
    if sorting.column in _TIMES:
        return _by(_TIMES[sorting.column], desc=desc), _by("id", desc=desc)
    if desc:  # open ones first here too, what is due last on top
        return _by("is_open", desc=True), _by("next_due", desc=True), _by("id", desc=True)
    return _by("desk_order"), _by("id")


def _by(column: str, *, desc: bool = False) -> Order:
    return Order(column, desc, null=False)


def without_index(order: tuple[Order, ...]) -> tuple[Order, ...]:
    """The same order for a few rows, which are found by their filter and sorted then."""
    return (*(replace(term, column=f"+{term.column}") for term in order[:-1]), order[-1])
