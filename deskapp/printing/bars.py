"""Code 128: a short text as bars that any badge reader takes, set by python-barcode."""

from __future__ import annotations

QUIET = 10
"""Modules of white that the code asks for on either side."""

Bar = tuple[int, int]
"""Where a bar begins and how broad it is, in modules."""


def modules_of(text: str) -> str:
    """The code of a text in ASCII, a digit for each module: 1 is black."""
    from barcode.codex import Code128

    return str(Code128(text).build()[0])


def bars_of(modules: str) -> tuple[Bar, ...]:
    """The black bars of a row of modules."""
    found: list[Bar] = []
    at = 0
    for run in modules.replace("01", "0 1").replace("10", "1 0").split(" "):
        if run.startswith("1"):
            found.append((at, len(run)))
        at += len(run)
    return tuple(found)
