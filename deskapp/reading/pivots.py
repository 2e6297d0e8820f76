"""Every 512th key of a sorted query, found when first needed: how a far jump knows where it lands."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from typing import Any

STRIDE = 512
"""Rows from one pivot to the next."""

Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Down:
    """A value that sorts the other way round."""

    value: Any

    def __lt__(self, other: Down) -> bool:
        """Whether the other one is the smaller."""
        return bool(other.value < self.value)


def sqlite_order(value: object) -> tuple[int, Any]:
    """`value` as SQLite sorts it: NULL, numbers, texts by code point, then bytes."""
    if value is None:
        return 0, 0
    if isinstance(value, int | float):
        return 1, value
    return (2, value) if isinstance(value, str) else (3, value)


class Pivots:
    """The keys at 0, 512, 1024 … of a query; several threads may ask at once."""

    def __init__(self, step: Callable[[Key | None, int], Key | None], sortable: Callable[[Key], Key]) -> None:
        """`step` finds the key so many rows after another, `sortable` makes keys compare as they sort."""
        self._step = step
        self._sortable = sortable
        self._lock = Lock()
        self._keys: list[Key] = []
        self._whole = False

    def clear(self) -> None:
        """Forget all of them: the rows have changed."""
        with self._lock:
            self._keys, self._whole = [], False

    def get(self, at: int) -> Key | None:
        """The key of row `at` * 512, or None beyond the end."""
        while True:
            with self._lock:
                if at < len(self._keys):
                    return self._keys[at]
                if self._whole:
                    return None
            self._add()

    def before(self, wanted: Key) -> tuple[int, Key | None]:
        """The last pivot at or before the sortable key `wanted`, with its place."""
        while True:
            with self._lock:
                if self._whole or (self._keys and wanted < self._sortable(self._keys[-1])):
                    at = bisect_right(self._keys, wanted, key=self._sortable) - 1
                    return (at, self._keys[at]) if at >= 0 else (0, None)
            self._add()

    def _add(self) -> None:
        """One pivot more, and the lock let go: neither a writer nor another thread waits long."""
        with self._lock:
            if self._whole:
                return
            key = self._step(self._keys[-1] if self._keys else None, STRIDE)
            if key is None:
                self._whole = True
            else:
                self._keys.append(key)
