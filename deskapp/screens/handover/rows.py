"""A line of a handover as one text, its parts in their places."""

from __future__ import annotations

from rich.cells import set_cell_size

from deskapp.domain.handover_rows import Line

MARK, WHEN, NUMBER = 10, 11, 15
"""Cells of the places in a row."""


def text_of(line: Line) -> str:
    """Sign, time, number, what it is; headings and sentences take the whole width."""
    if line.kind == "section":
        return f"■ {line.what}"
    if line.kind == "note":
        return f"    ↳ {line.what}"
    if line.kind in ("empty", "text", "register"):
        return f"  {line.what}"
    if line.kind == "thing":
        return f"  {set_cell_size(line.mark, MARK)} {line.number} · {line.what}"
    if not (line.mark or line.when or line.number):
        return f"    {line.what}"
    return (
        f"  {set_cell_size(line.mark, MARK)} {set_cell_size(line.when, WHEN)} "
        f"{set_cell_size(line.number, NUMBER)} {line.what}"
    )
