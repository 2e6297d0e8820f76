"""What is told of the people of a dispute: who is to be added, and who is willing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from deskapp.domain.coded import Coded, both
from deskapp.domain.dispute import File
from deskapp.domain.dispute_codes import ROLE
from deskapp.domain.person_draft import Told
from deskapp.domain.words import N_, Term


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


def willing_words(file: File, answers: Mapping[int, str]) -> Coded:
    """Who wants mediation and who does not, for the history, to be said in any language."""
    return both(
        (
            N_("{name}: willing") if answers[party.id] == "yes" else N_("{name}: not willing"),
            {"name": party.name or Term(ROLE[party.role].label)},
        )
        for party in file.sides
        if party.id in answers
    )
