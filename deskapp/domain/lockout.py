"""Wrong PINs are counted; after five an account waits ten minutes, whatever the clock on the wall does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

LIMIT = 5
"""Wrong PINs in a row after which an account waits."""

WAIT = 600.0
"""Seconds that it waits."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A reading of the machine's own clock, which nobody sets: it runs from one start of the machine to the next."""

    boot: str
    """Which start it is; empty where the system does not tell."""
    seconds: float


Ticks = Callable[[], Tick]


@dataclass(frozen=True, slots=True)
class Tries:
    """The wrong PINs of one account."""

    fails: int = 0
    wait: float = 0.0
    """Seconds to wait from `since` on; 0 while it may try."""
    since: Tick = Tick("", 0.0)

    def left(self, now: Tick) -> float:
        """Seconds still to wait. After a restart only the time since then counts: nobody can prove more."""
        same = now.boot == self.since.boot and now.seconds >= self.since.seconds
        return max(0.0, self.wait - (now.seconds - self.since.seconds if same else now.seconds))

    def charged(self, now: Tick) -> Tries:
        """One more try, counted as wrong until it proves right: two windows cannot share one."""
        fails = 1 if self.wait else self.fails + 1
        return Tries(fails, WAIT if fails >= LIMIT else 0.0, now)
