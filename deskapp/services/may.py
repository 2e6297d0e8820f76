"""The one place where each write looks whether its actor may do it; it works on any connection."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from deskapp.domain import rights
from deskapp.domain.officer import KIOSK, Actor

Execute = Callable[..., Any]
"""Runs one statement with a tuple of parameters and gives a cursor."""

PINS = "EXISTS (SELECT 1 FROM officer_pin AS p JOIN officer AS o ON o.id = p.officer_id WHERE o.room_id = ?1)"
"""Whether anybody in room ?1 has a PIN."""

LED = (
    "EXISTS (SELECT 1 FROM officer AS a WHERE a.room_id = ?1 AND a.kind = 'administrator' AND a.active = 1 AND "
    f"(EXISTS (SELECT 1 FROM officer_pin AS p WHERE p.officer_id = a.id) OR NOT {PINS}))"
)
"""Whether room ?1 has an administrator who can sign in: until then its officers have those rights."""


def refuse(execute: Execute, actor: Actor, right: str) -> None:
    """Raise DeskError where the actor lacks `right`; who makes a room is not in it yet and may."""
    if not right or not actor.officer_id:
        return
    name, kind, led, pins = execute(
        f"SELECT name, kind, {LED}, {PINS} FROM officer WHERE id = ?2", (actor.room_id, actor.officer_id)
    ).fetchone()
    rights.refuse(name, KIOSK if actor.via == KIOSK else kind, right, led=bool(led), pins=bool(pins))
