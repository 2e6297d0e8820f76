"""Writing the audit chain; it works on any connection, so that reads that must be kept need no SQLModel."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from deskapp.domain.audit import START, key_name, seal
from deskapp.domain.officer import Actor

Execute = Callable[..., object]
"""Runs one statement with a tuple of parameters and gives a cursor."""


def append(
    execute: Execute,
    key: bytes,
    actor: Actor,
    at: str,
    action: str,
    subject: str,
    subject_id: int,
    content: Mapping[str, object],
) -> str:
    """Append one link inside the transaction at hand and give its hash.

    `content` is hashed with the key, never stored: no personal data stands in the chain.
    """
    last = execute("SELECT seq, mac FROM audit ORDER BY seq DESC LIMIT 1").fetchone()  # type: ignore[attr-defined]
    seq, prev = (last[0] + 1, last[1]) if last else (1, START)
    hashed = seal(key, content)
    name = key_name(key)
    row = (
        seq,
        actor.room_id,
        at,
        actor.officer_id,
        actor.via,
        action,
        subject,
        subject_id,
        hashed,
        name,
        prev,
    )
    mac = seal(key, row)
    execute(
        "INSERT INTO audit (seq, room_id, at, officer_id, via, action, subject, subject_id, content, key_name, "
        "prev, mac) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (*row, mac),
    )
    return mac


@dataclass(frozen=True, slots=True)
class Chain:
    """Appends many links at once, the very ones that `append` makes one after the other."""

    key: bytes

    def sealed(self, content: Mapping[str, object]) -> str:
        """The hash by which a link holds the changed row."""
        return seal(self.key, content)

    def append(
        self, raw: sqlite3.Connection, actor: Actor, at: str, links: Iterable[tuple[str, str, int, str]]
    ) -> None:
        """Append links inside the transaction at hand: action, subject, key of the row, and its `sealed` content."""
        last = raw.execute("SELECT seq, mac FROM audit ORDER BY seq DESC LIMIT 1").fetchone()
        seq, mac = last or (0, START)
        name, rows = key_name(self.key), []
        for action, subject, subject_id, content in links:
            seq += 1
            row = (
                seq, actor.room_id, at, actor.officer_id, actor.via, action, subject, subject_id, content, name, mac,
            )  # fmt: skip
            mac = seal(self.key, row)
            rows.append((*row, mac))
        raw.executemany(
            "INSERT INTO audit (seq, room_id, at, officer_id, via, action, subject, subject_id, content, key_name, "
            "prev, mac) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            rows,
        )
