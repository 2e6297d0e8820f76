"""Writing the audit chain; it works on any connection, so that reads that must be kept need no SQLModel."""

from __future__ import annotations

from collections.abc import Callable, Mapping

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
