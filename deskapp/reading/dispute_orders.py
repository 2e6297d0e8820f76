"""By what lists of disputes are sorted, under the same names as lists of requests where both have the column."""

from __future__ import annotations

from deskapp.domain.dispute_codes import RISK, STATUS
from deskapp.domain.listing import Sorting
from deskapp.reading.keyset import Order
from deskapp.reading.request_orders import without_index

__all__ = ["NEAREST", "NEWEST", "SORTS", "WAITS", "orders", "without_index"]

NEAREST = Sorting("due")
"""As the open ones begin: the nearest clock first, then what was closed, the latest first."""
NEWEST = Sorting("number", desc=True)
"""As all of them begin."""

_WHO = (
    "(SELECT c.name FROM dispute_party AS p JOIN person AS c ON c.id = p.person_id "
    "WHERE p.dispute_id = dispute.id AND p.gone = 0 ORDER BY p.id LIMIT 1)"
)
"""The name of the party who was added first."""

_GROUPS = {
    "state": f"instr('{' '.join(entry.code for entry in STATUS)}', dispute.status)",
    "risk": f"instr('{' '.join(entry.code for entry in RISK)}', dispute.risk)",
    "category": "dispute.type",
    "type": "dispute.type",
    "who": f"ifnull({_WHO}, '')",
    "what": "substr(dispute.summary, 1, 16)",
    "clock": "dispute.next_clock",
}
"""Columns whose equal values stand together, the newest of each first."""
_TIMES = {"number": "dispute.day", "time": "dispute.entered_at"}

SORTS = (*_TIMES, *_GROUPS, "due")
"""The columns by which a list can be sorted."""
WAITS = "(dispute.desk_order < '1')"
"""1 for what waits for a clock, as `is_open` is of requests: the board merges both."""


def orders(sorting: Sorting) -> tuple[Order, ...]:
    """The sort columns of `sorting`."""
    desc = sorting.desc
    if sorting.column in _GROUPS:
        return _by(_GROUPS[sorting.column], desc=desc), _by("id", desc=not desc)
    if sorting.column in _TIMES:
        return _by(_TIMES[sorting.column], desc=desc), _by("id", desc=desc)
    if desc:  # what waits comes first here too, what is due last on top
        return _by(WAITS, desc=True), _by("next_due", desc=True), _by("id", desc=True)
    return _by("desk_order"), _by("id")


def _by(column: str, *, desc: bool = False) -> Order:
    return Order(column, desc, null=False)
