"""By what lists of disputes are sorted."""

from __future__ import annotations

from deskapp.domain.dispute_codes import RISK, STATUS
from deskapp.domain.listing import Sorting
from deskapp.reading.keyset import Order
from deskapp.reading.request_orders import BEGINNING, without_index

__all__ = ["NEAREST", "NEWEST", "orders", "without_index"]

NEAREST = Sorting("due")
"""As the open ones begin: the nearest clock first, then what was closed, the latest first."""
NEWEST = Sorting("number", desc=True)
"""As all of them begin."""

_GROUPS = {
    "state": f"instr('{' '.join(entry.code for entry in STATUS)}', status)",
    "risk": f"instr('{' '.join(entry.code for entry in RISK)}', risk)",
    "type": "type",
    "what": BEGINNING,
    "clock": "next_clock",
}
"""Columns whose equal values stand together, the newest of each first."""
WAITS = "substr(desk_order, 1, 1)"
"""'0' for what waits for a clock."""


def orders(sorting: Sorting) -> tuple[Order, ...]:
    """The sort columns of `sorting`."""
    desc = sorting.desc
    if sorting.column in _GROUPS:
        return _by(_GROUPS[sorting.column], desc=desc), _by("id", desc=not desc)
    if sorting.column == "number":
        return _by("day", desc=desc), _by("id", desc=desc)
    if desc:  # what waits comes first here too, what is due last on top
        return _by(WAITS), _by("next_due", desc=True), _by("id", desc=True)
    return _by("desk_order"), _by("id")


def _by(column: str, *, desc: bool = False) -> Order:
    return Order(column, desc, null=False)
