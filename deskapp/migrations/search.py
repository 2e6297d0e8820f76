"""The search index over records that were there before it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from deskapp.tables import search


def fill(execute: Callable[..., Any]) -> None:
    """Index every record, a block at a time; there are no disputes yet that could seal one."""
    execute("CREATE TEMP TABLE dispute (request_id INTEGER, sealed INTEGER, status TEXT)")
    for subject in ("request", "person"):
        for _ in search.fill(execute, subject):
            pass
    execute("DROP TABLE temp.dispute")
    search.stamp(execute)
