"""Heads of the audit chain that were noted elsewhere: whether the chain still comes through them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

LEAST = 8
"""Digits of a head by which a link is found; sheets print sixteen."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """The head of the chain as it was noted at one moment."""

    where: str
    """The sheet or the copy that holds it, as people call it."""
    head: str
    """Its first digits, or all of them."""
    seq: int = 0
    """The number of that link, where it was noted, too."""


def sealed(connection: sqlite3.Connection) -> Iterator[Anchor]:
    """The heads that accepted handovers hold, the oldest first; the signed paper shows the same digits."""
    rows = connection.execute("SELECT number, content FROM shift WHERE digest <> '' ORDER BY id").fetchall()
    for number, content in rows:
        if head := _head_in(content):
            yield Anchor(number, head)


def _head_in(content: str) -> str:
    try:
        return str(json.loads(content)["sheet"]["foot"]["chain_head"])
    except (ValueError, KeyError, TypeError):  # what is kept is damaged: the look at its seal says so
        return ""


def head_of(connection: sqlite3.Connection, where: str) -> Anchor | None:
    """The last link of the chain of a file, such as a copy; None where it has none."""
    found = connection.execute("SELECT seq, mac FROM audit ORDER BY seq DESC LIMIT 1").fetchone()
    return Anchor(where, found[1], found[0]) if found else None


def place_of(connection: sqlite3.Connection, anchor: Anchor) -> int:
    """The number of the link whose hash begins with these digits, or 0 where the chain has none at that place."""
    found = connection.execute(
        "SELECT seq FROM audit WHERE mac >= ? AND mac < ? LIMIT 1", (anchor.head, anchor.head + "g")
    ).fetchone()
    if found is None or (anchor.seq and found[0] != anchor.seq):
        return 0
    return int(found[0])


def first_other(connection: sqlite3.Connection, copy: sqlite3.Connection, last: int) -> int:
    """The first link in which the chain differs from that of a `copy` with `last` links: from there on all do."""
    low, high = 1, last
    while low < high:
        middle = (low + high) // 2
        mine, theirs = (
            one.execute("SELECT mac FROM audit WHERE seq = ?", (middle,)).fetchone()
            for one in (connection, copy)
        )
        if mine and theirs and mine[0] == theirs[0]:
            low = middle + 1
        else:
            high = middle
    return low
