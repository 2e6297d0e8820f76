"""The table of the faults, on the terminal and between its marks in the page about them."""

from __future__ import annotations

import platform
import re
import sqlite3
from collections.abc import Sequence
from pathlib import Path

from deskapp import db
from tests.faults.looking import Verdict

PAGE = Path(__file__).parent.parent.parent / "docs" / "durability.md"

HEAD = (
    "| scene | fault | faults | acknowledged | refused in words | lost | by halves | corrupt | drafts gone | not told "
    "| s |\n"
    "|---|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|"
)


def row(scene: str, kind: str, found: Verdict, took: float) -> str:
    """One line of the table."""
    return (
        f"| {scene} | {kind} | {found.faults} | {found.acknowledged} | {found.refused} | {found.lost} | {found.half} | "
        f"{found.corrupt} | {found.drafts} | {found.untold} | {took:.0f} |"
    )


def table(rows: Sequence[str], day: str, words: Sequence[str]) -> str:
    """The whole table with where it was measured."""
    linux, python = platform.release().partition("-")[0], platform.python_version()
    where = (
        f"`python -m tests.faults {' '.join(words)}`, {day}, Linux {linux}, Python {python}, "
        f"SQLite {sqlite3.sqlite_version} with {', '.join(db.journal_pragmas())}."
    )
    return "\n".join((HEAD, *rows, "", where))


def write(name: str, text: str, page: Path = PAGE) -> None:
    """Put `text` between the marks `name` of the page; all else of it stays."""
    old = page.read_text("utf-8")
    begin, end = f"<!-- {name}: written by python -m tests.faults -->", f"<!-- {name}: end -->"
    between = re.compile(f"({re.escape(begin)}\n).*?({re.escape(end)})", re.DOTALL)
    new = between.sub(lambda found: f"{found[1]}{text}\n{found[2]}", old)
    if begin not in old or end not in old:
        raise ValueError(f"{page} has no place for {name}")
    page.write_text(new, "utf-8")
