"""The rows of a list that were marked, to do one thing with all of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable

MOST = 500
"""Rows that can be marked at once: as many as are dealt with while somebody waits."""


class Picks:
    """Keys of records, in the order in which they were marked; they outlast what is read and sorted anew."""

    def __init__(self) -> None:
        self._ids: dict[int, None] = {}
        self._reach = 0

    def __contains__(self, id: int) -> bool:
        return id in self._ids

    def __len__(self) -> int:
        return len(self._ids)

    @property
    def ids(self) -> tuple[int, ...]:
        """The marked records."""
        return tuple(self._ids)

    def toggle(self, id: int) -> bool:
        """Mark a row, or take its mark off; False where there are too many."""
        self._reach = 0
        if id in self._ids:
            del self._ids[id]
            return True
        return self._add((id,))

    def add(self, ids: Iterable[int]) -> bool:
        """Mark rows, as many as may be; False where there are too many."""
        self._reach = 0
        return self._add(ids)

    def extend(self, before: int, after: int, by: int) -> bool:
        """The cursor went from one row to the next with Shift held; going back takes marks off again."""
        if self._reach * by < 0:
            self._ids.pop(before, None)
        elif not self._add((before,)):
            return False
        self._reach += by if before != after else 0
        return self._add((after,))

    def loosen(self) -> None:
        """The cursor moved without Shift: the next stretch begins anew."""
        self._reach = 0

    def keep(self, ids: Collection[int]) -> None:
        """Take off all marks but those of `ids`."""
        self._ids = {id: None for id in self._ids if id in ids}

    def clear(self) -> None:
        """Take all marks off."""
        self._ids.clear()
        self._reach = 0

    def _add(self, ids: Iterable[int]) -> bool:
        for id in ids:
            if (
                id < 0
            ):  # a row of another register among what was found: nothing is done with several of those
                continue
            if id not in self._ids and len(self._ids) >= MOST:
                return False
            self._ids[id] = None
        return True
