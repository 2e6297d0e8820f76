"""By what lists of disputes are sorted, under the same names as lists of requests."""

from __future__ import annotations

from deskapp.domain.dispute_codes import STATUS
from deskapp.domain.listing import Sorting
from deskapp.reading.keyset import Order

_LIFE = " ".join(entry.code for entry in STATUS)

_WHO = (
    "(SELECT c.name FROM dispute_party AS p JOIN person AS c ON c.id = p.person_id "
    "WHERE p.dispute_id = dispute.id AND p.gone = 0 ORDER BY p.id LIMIT 1)"
)
"""The name of the party who was added first."""

_GROUPS = {
    "state": f"instr('{_LIFE}', dispute.status)",
    "category": "dispute.type",
    "who": f"ifnull({_WHO}, '')",
    "what": "substr(dispute.summary, 1, 16)",
}
"""Columns whose equal values stand together, the newest of each first."""
_TIMES = {"number": "dispute.day", "time": "dispute.entered_at"}

SORTS = (*_TIMES, *_GROUPS, "due")
"""The columns by which a list can be sorted."""


def orders(sorting: Sorting) -> tuple[Order, ...]:
    """The sort columns of `sorting`."""
    desc = sorting.desc
    if sorting.column in _GROUPS:
        return _by(_GROUPS[sorting.column], desc=desc), _by("id", desc=not desc)
    if sorting.column in _TIMES:
        return _by(_TIMES[sorting.column], desc=desc), _by("id", desc=desc)
    if desc:  # what waits first here too, what is due last on top
        return _by("(dispute.desk_order < '1')", desc=True), _by("next_due", desc=True), _by("id", desc=True)
    return _by("desk_order"), _by("id")


def _by(column: str, *, desc: bool = False) -> Order:
    return Order(column, desc, null=False)
