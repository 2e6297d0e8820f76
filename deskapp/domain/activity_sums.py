"""Sums of activities: what was done of a kind, by whom and where; every total is counted from records."""

from __future__ import annotations

from dataclasses import dataclass

SUMMED = (
    "people", "copies", "forwards", "items", "opinions", "times", "refused", "vehicles", "rescued", "suspects",
    "households", "frauds", "money", "volunteers", "officers", "others", "served", "minutes",
)  # fmt: skip
"""Columns that are added up as they stand."""


@dataclass(frozen=True, slots=True)
class Sums:
    """What was done of one kind; nobody typed any of the totals."""

    kind: str
    sessions: int
    together: int
    """Person-times: everybody who took part."""
    joint: int
    """Of the sessions: those in which an officer took part together with others."""
    joint_together: int
    """Person-times of those."""
    people: int
    copies: int
    forwards: int
    items: int
    opinions: int
    times: int
    refused: int
    vehicles: int
    rescued: int
    suspects: int
    households: int
    frauds: int
    money: int
    volunteers: int
    officers: int
    others: int
    served: int
    minutes: int


@dataclass(frozen=True, slots=True)
class Kept:
    """Plan against done."""

    planned: int = 0
    """All that was planned, whatever came of it."""
    done: int = 0
    running: int = 0
    missed: int = 0
    waiting: int = 0
    """Still planned: to come, or nobody has said."""
