"""What is said at a check-in or check-out beside who it is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Given:
    """What was said at a check-in or check-out beside who it is; what is empty is the usual."""

    mode: str = ""
    team: str = ""
    place: str = ""
    at: str = ""
    """When it really was; then `reason` says why it is entered later."""
    reason: str = ""
    equipment: tuple[str, ...] = ()
    """Numbers of equipment that is handed out."""
    back: str = ""
    """At the check-out: how equipment came back; empty leaves it out, and says so."""
    note: str = ""
    area: str = ""
    """In which area: a number, a code, a name or its sound."""
