"""Points of what happened, and the hours of a window: what the windows and the ways of the patrol plan are made of."""

from __future__ import annotations

from dataclasses import dataclass

KINDS = ("requests", "disputes", "hazards")
"""What gives points."""
WINDOW = 2
"""Hours of a window."""


@dataclass(frozen=True, slots=True)
class Weights:
    """How many points one record of each kind gives."""

    requests: int = 1
    disputes: int = 2
    hazards: int = 1

    def of(self, kind: str) -> int:
        """The points of a kind."""
        return {"requests": self.requests, "disputes": self.disputes, "hazards": self.hazards}[kind]


@dataclass(frozen=True, slots=True)
class Tally:
    """What happened in one grid in one hour of the day, and how long it was patrolled, in all weeks together."""

    requests: int = 0
    disputes: int = 0
    hazards: int = 0
    minutes: float = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.requests + other.requests, self.disputes + other.disputes, self.hazards + other.hazards,
            self.minutes + other.minutes,
        )  # fmt: skip

    def points(self, weights: Weights) -> int:
        """The points of all of it."""
        return (
            self.requests * weights.requests
            + self.disputes * weights.disputes
            + self.hazards * weights.hazards
        )


def number(value: float) -> str:
    """A number with one decimal at most."""
    return str(round(value, 1)).removesuffix(".0")
