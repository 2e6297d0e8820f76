"""The search index over records that were there before it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from deskapp.tables import search


def fill(execute: Callable[..., Any]) -> None:
    """Index every record, a block at a time."""
    for subject in ("request", "person"):
        for _ in search.fill(execute, subject):
            pass
    search.stamp(execute)
