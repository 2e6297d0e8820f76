"""Whether a key belongs to what was typed just before it."""

from __future__ import annotations

from textual import events

PAUSE = 0.4
"""Seconds between two keys from which on the second was pressed on purpose, alone."""


class Burst:
    """Remembers when the last key came."""

    def __init__(self) -> None:
        self._last: float | None = None

    def note(self, event: events.Key) -> None:
        """This key is the last one now."""
        self._last = event.time

    def end(self) -> None:
        """Whatever comes next stands alone."""
        self._last = None

    def holds(self, event: events.Key) -> bool:
        """Whether the key came hard upon the last one."""
        return self._last is not None and event.time - self._last <= PAUSE
