"""A person's card: who came to the desk, however often."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from difflib import SequenceMatcher

from deskapp.domain.identity import is_minor
from deskapp.domain.masks import initial, phone_tail
from deskapp.domain.words import N_, Words

PREFIX = "RY"

PHONES = 5
"""Phones that a card holds."""


@dataclass(frozen=True, slots=True)
class Person:
    """A card as the file holds it; officers are keys, moments are aware UTC."""

    id: int
    room_id: int
    number: str
    day: date
    """The room's day on which the card was made."""
    name: str
    phones: tuple[str, ...]
    """The first one told stands first."""
    id_kind: str
    id_number: str
    sex: str
    """`male`, `female` or empty."""
    born: date | None
    minor: bool
    """The mark set by hand or told by a danger flag; see `is_minor`."""
    address: str
    language: str
    notes: str
    entered_at: datetime
    entered_by: int
    status: str = "active"
    merged_into: int | None = None
    """Key of the card that this one was merged into; it may be merged itself."""
    version: int = 1
    corrected_at: datetime | None = None
    told_in_confidence: bool = False
    """Whether a request of this person shelters its applicant: a clue, violence at home."""

    def is_minor(self, today: date) -> bool:
        """True for a person under eighteen, by the date of birth or, without one, by the mark."""
        return is_minor(self.born, today) if self.born else self.minor

    def is_sheltered(self, today: date) -> bool:
        """True where only an initial may stand outside the card itself."""
        return self.told_in_confidence or self.is_minor(today)

    def shown_name(self, today: date, t: Words) -> str:
        """The name in lists and exports: of a sheltered person the initial alone."""
        if not self.name:
            return t(N_("Unnamed"))
        return initial(self.name) if self.is_sheltered(today) else self.name

    def shown_phones(self) -> tuple[str, ...]:
        """The phones in lists and exports."""
        return tuple(phone_tail(phone) for phone in self.phones)


def differs_greatly(one: str, other: str) -> bool:
    """True where two names can hardly be one person's; an empty one says nothing."""
    if not one or not other:
        return False
    return SequenceMatcher(None, one.casefold(), other.casefold(), autojunk=False).ratio() <= 0.5
