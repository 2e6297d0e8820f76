"""Cards for the applicants of requests that were logged before there were cards."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


def fill(execute: Callable[..., Any]) -> None:
    """Make the cards and link each request to its own."""
