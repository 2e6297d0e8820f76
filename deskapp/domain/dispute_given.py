"""Somebody who is to be added to a dispute, as an officer names them."""

from __future__ import annotations

from dataclasses import dataclass, field

from deskapp.domain.person_draft import Told


@dataclass(frozen=True, slots=True)
class PartyGiven:
    """By the key of a card, or by what was told of them."""

    person_id: int
    role: str
    told: Told = field(default_factory=Told)
    chosen: str = ""
    """Number of a card that the officer picked."""
    stands_by: int = 0
    mandate: bool = False
    own_living: bool = False
