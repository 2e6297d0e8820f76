"""The search index over records that were there before it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


def fill(execute: Callable[..., Any]) -> None:
    """Index every record."""
