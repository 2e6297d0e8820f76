"""Counting behind a screen: keys work meanwhile, what is asked anew or left behind is broken off."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from functools import partial
from typing import TypeVar

from textual.worker import WorkType

from deskapp.domain.words import N_
from deskapp.reading.breakable import BrokenOffError, Reader, breakable
from deskapp.screens.base import DeskScreen

FoundT = TypeVar("FoundT")

GROUP = "count"
"""The workers that count."""
COUNTING = N_("Counting…")
"""What stands where the numbers are still to come."""
WAIT = N_("This is still being counted: press the key again when the numbers stand.")
"""Said where a key needs what is still being counted."""


class Background(DeskScreen):
    """A screen whose numbers are counted in a thread, on a connection of its own that the thread itself closes."""

    def __init__(self) -> None:
        super().__init__()
        self._broken = threading.Event()
        self._then: Callable[[], None] | None = None

    def count(self, read: Callable[[Reader], FoundT], done: Callable[[FoundT], None]) -> None:
        """Count anew: what is still being counted is broken off, and `done` gets what was read here last."""
        self.break_off()
        self._broken, self._then = threading.Event(), None
        broken = self._broken

        # Handed over uncalled: a worker that is cancelled before it begins leaves no coroutine behind.
        work: WorkType[None] = partial(self._count, read, done, broken)
        self.run_worker(work, group=GROUP, exclusive=True)

    def after_count(self, verb: Callable[[], None]) -> None:
        """Do it as soon as what is being counted stands; anything counted anew in between lets go of it."""
        self._then = verb
        self.host.tell(COUNTING)

    def break_off(self) -> None:
        """Let nobody wait for what is being counted."""
        self._broken.set()

    def on_unmount(self) -> None:
        """Nobody waits for the count any more."""
        self.break_off()

    async def _count(
        self,
        read: Callable[[Reader], FoundT],
        done: Callable[[FoundT], None],
        broken: threading.Event,
    ) -> None:
        connect = self.desk.new_reader

        def work() -> FoundT:
            with breakable(connect, broken) as connection:
                connection.execute("PRAGMA cache_size=-16384")  # it goes over the same pages for each figure
                return read(connection)

        try:
            found = await asyncio.to_thread(work)
        except BrokenOffError:
            return
        if not broken.is_set() and self in self.app.screen_stack:
            done(found)
            if (verb := self._then) is not None:
                self._then = None
                verb()
