"""Writing the audit chain; it works on any connection, so that reads that must be kept need no SQLModel."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from deskapp.domain.audit import GONE, NOTHING, START, key_name, seal, seal_link
from deskapp.domain.bound import BEFORE, Bound, written
from deskapp.domain.officer import Actor
from deskapp.reading.shapes import Shapes, bound_tables, digests

Execute = Callable[..., Any]
"""Runs one statement, with a tuple of parameters where it has some, and gives a cursor."""

_INSERT = (
    "INSERT INTO audit (seq, room_id, at, officer_id, via, action, subject, subject_id, content, key_name, prev, mac, "
    "bound) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)


@dataclass(frozen=True, slots=True)
class Link:
    """What one link says, before it has its place in the chain."""

    action: str
    subject: str
    subject_id: int
    content: str
    """The seal of what was written or read; the thing itself is never stored."""


def append(
    execute: Execute,
    key: bytes,
    actor: Actor,
    at: str,
    action: str,
    subject: str,
    subject_id: int,
    content: Mapping[str, object],
    rows: Iterable[tuple[str, int]] = (),
) -> str:
    """Append one link inside the transaction at hand and give its hash.

    `content` is hashed with the key, never stored: no personal data stands in the chain. `rows` are table and
    key of what was written beside it, see `extend`.
    """
    return extend(execute, key, actor, at, (Link(action, subject, subject_id, seal(key, content)),), rows)


def extend(
    execute: Execute, key: bytes, actor: Actor, at: str, links: Sequence[Link], rows: Iterable[tuple[str, int]],
    shapes: Shapes | None = None, bound: Sequence[Bound] = (), many: Execute | None = None,
) -> str:  # fmt: skip
    """Append the links of one write, at least one; the last binds the `rows` that were written, as they are now.

    The first link of a file from before rows were bound says which rows are older. What is `bound` already
    stands before the rows. `many` runs one statement with a list of tuples; without it they are run one by one.
    """
    last = execute("SELECT seq, mac, bound, key_name FROM audit ORDER BY seq DESC LIMIT 1").fetchone()
    seq, mac = (last[0], last[1]) if last else (0, START)
    name = key_name(key)
    now = (
        *(older(execute) if last and not last[2] else ()),
        *(_other_keys(execute, name) if last and (not last[2] or last[3] != name) else ()),
        *bound,
        *(
            Bound(table, row_key, digest or GONE)
            for table, row_key, digest in digests(execute, shapes or Shapes(), key, rows)
        ),
    )
    made = []
    for count, link in enumerate(links, 1):
        seq += 1
        holds = written(now) if count == len(links) else NOTHING
        fields = (
            seq, actor.room_id, at, actor.officer_id, actor.via, link.action, link.subject, link.subject_id,
            link.content, name, mac,
        )  # fmt: skip
        mac = seal_link(key, fields, holds)
        made.append((*fields, mac, holds))
    if many is not None:
        many(_INSERT, made)
    else:
        for row in made:
            execute(_INSERT, row)
    return mac


def older(execute: Execute) -> tuple[Bound, ...]:
    """That the rows which are there now are bound by no link, except those that one names."""
    last = (
        (table, execute(f"SELECT max(rowid) FROM {table}").fetchone()[0]) for table in bound_tables(execute)
    )
    return tuple(Bound(table, row_key, BEFORE) for table, row_key in last if row_key)


def _other_keys(execute: Execute, name: str) -> tuple[Bound, ...]:
    """That the links up to here are of an earlier key, where a new one begins; see `reading.chain.walk`."""
    first = execute("SELECT seq FROM audit WHERE key_name = ? ORDER BY seq LIMIT 1", (name,)).fetchone()
    before = execute(
        "SELECT max(seq) FROM audit WHERE key_name <> ? AND seq < ?", (name, first[0] if first else 1 << 62)
    ).fetchone()[0]
    return (Bound("audit", before, BEFORE),) if before else ()
