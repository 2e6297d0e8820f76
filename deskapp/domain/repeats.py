"""Repeats: when two matters are of one person, one place, or one and the same matter."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property

from deskapp.domain.place import plain_place
from deskapp.domain.request import Request
from deskapp.domain.text import compatible

NOT_COUNTED = ("undone", "voided")
"""States of requests that never were, for this."""

LEAST_SHARED = 3
"""Pairs that two texts share at least where they are called alike."""

_RUN = re.compile(r"[a-z0-9]+|[^\W\d_a-z]+")


def pairs(text: str) -> frozenset[str]:
    """Every two neighbouring Chinese characters of `text`, and every whole Latin word or number."""
    found: set[str] = set()
    for run in _RUN.findall(compatible(text).casefold()):
        if run[0].isascii():
            found.add(run)
        else:
            found.update(run[at : at + 2] for at in range(len(run) - 1))
    return frozenset(found)


def alike(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether half of the pairs of the shorter text, and three at least, stand in the other one too."""
    shared = len(one & other)
    return shared >= LEAST_SHARED and 2 * shared >= min(len(one), len(other))


@dataclass(frozen=True)
class Matter:
    """What of a request is compared."""

    day: date
    """The room's day of entry."""
    category: str
    person: int = 0
    """Key of the applicant's card, of linked cards the one that they were linked to; 0 where there is none."""
    place: str = ""
    """Where it happened, as typed: the place, or the address where no place is told."""
    told: str = ""
    """The summary; empty for a case report."""

    @cached_property
    def spot(self) -> str:
        """The place as it is compared."""
        return plain_place(self.place)

    @cached_property
    def words(self) -> frozenset[str]:
        """The pairs of the summary."""
        return pairs(self.told)


@dataclass(frozen=True, slots=True)
class Tie:
    """In what an earlier matter is a repeat's forerunner."""

    person: bool = False
    place: bool = False
    matter: bool = False

    def __bool__(self) -> bool:
        """Whether they have anything to do with each other."""
        return self.person or self.place or self.matter


def since(day: date, days: int) -> date:
    """The first day that lies within `days` days before `day`."""
    return day - timedelta(days=days)


def tie(new: Matter, old: Matter, days: int) -> Tie:
    """What `new` and the earlier `old` have in common.

    Same person: one card, or cards that were linked, at any time; two people of one name have two cards.
    Same place: entered within `days` days of each other, and the places are one once written alike.
    Same matter: within `days` days, and
      - one category, with the same person or at the same place; or
      - one category told in similar words, unless both say where and it is not the same place; or
      - another category at the same place, told in similar words.
    Words are similar as `alike` says. Nothing else counts, and nothing is weighed.
    """
    person = bool(new.person) and new.person == old.person
    if abs((new.day - old.day).days) > days:
        return Tie(person=person)
    place = bool(new.spot) and new.spot == old.spot
    if new.category and new.category == old.category:
        elsewhere = bool(new.spot and old.spot) and not place
        return Tie(person, place, person or place or (not elsewhere and alike(new.words, old.words)))
    return Tie(person, place, place and alike(new.words, old.words))


LISTED = 10
"""Earlier matters that are shown at most."""

COUNTED = 100
"""Matters of one person that are looked at, the newest; a count of so many means that there may be more."""


@dataclass(frozen=True, slots=True)
class Forerunner:
    """Another request, and what it has to do with the one at hand."""

    request: Request
    tie: Tie


@dataclass(frozen=True, slots=True)
class Earlier:
    """What the desk has had to do with the person, the place and the matter at hand."""

    matters: tuple[Forerunner, ...] = ()
    """The open ones first, then the same matter, then the person's, the newest first; no more than LISTED."""
    visits: int = 0
    """How often this person has come before."""
    places: int = 0
    """How often something happened at this place within the days."""
    same: int = 0
    """How often it was this matter within the days."""

    def __bool__(self) -> bool:
        """Whether there is anything to tell."""
        return bool(self.matters)

    def targets(self) -> Earlier:
        """Those that another request may be merged into."""
        kept = tuple(one for one in self.matters if one.request.status not in ("merged", *NOT_COUNTED))
        return replace(self, matters=kept)


def rank(found: tuple[bool, Tie, int]) -> tuple[bool, bool, bool, int]:
    """The order in which (open, tie, key) are shown."""
    is_open, tie, key = found
    return not is_open, not tie.matter, not tie.person, -key
