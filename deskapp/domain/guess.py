"""What kind of matter a text is about, guessed from a table of words; a guess is shown and never saved unseen."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.guess_words import WORDS
from deskapp.domain.request_codes import CATEGORY
from deskapp.domain.text import clean, compatible
from deskapp.domain.words import N_

HEAVIEST = 9
"""The most that one word may weigh."""

LONGEST = 20
"""Characters of a word."""

_WEIGHT = re.compile(r"(?P<said>[^*]+)\*(?P<weight>\d{1,2})")


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the table: what must be said, all of it, and how much it weighs."""

    parts: tuple[str, ...]
    weight: int = 1

    def show(self) -> str:
        """The entry as a person writes it."""
        return "+".join(self.parts) + (f"*{self.weight}" if self.weight != 1 else "")


Table = Mapping[str, Sequence[Entry]]
"""For each category its entries; those under the empty name only hide the shorter words in them."""


def read_words(text: str) -> tuple[Entry, ...]:
    """The entries of one category as a person writes them: `吵 噪音 半夜*2 狗+丢*3`. Raises DeskError."""
    found: dict[tuple[str, ...], Entry] = {}
    for said in re.split(r"[\s,，、;；]+", plain(text)):
        if said:
            entry = _read(said)
            found[entry.parts] = entry
    return tuple(found.values())


def show_words(entries: Iterable[Entry]) -> str:
    """The entries as one text that `read_words` reads back."""
    return " ".join(entry.show() for entry in entries)


def _read(said: str) -> Entry:
    found = _WEIGHT.fullmatch(said)
    word, weight = (found["said"], int(found["weight"])) if found else (said, 1)
    parts = tuple(word.split("+"))
    if "*" in word or not all(parts) or not 1 <= weight <= HEAVIEST:
        raise DeskError(
            N_("“{word}” cannot be read. Write a word alone, or with its weight: 半夜*2, from 1 to {most}; "
               "狗+丢 counts where both are said. What you typed is kept."),
            code=Exit.USAGE, field="words", word=clean(said), most=HEAVIEST,
        )  # fmt: skip
    if len(word) > LONGEST:
        raise DeskError(
            N_("“{word}” is too long for a word: {limit} characters are the limit. Shorten it; it is kept."),
            code=Exit.USAGE, field="words", word=clean(said), limit=LONGEST,
        )  # fmt: skip
    return Entry(parts, weight)


@cache
def default_words() -> Table:
    """The table that ships with the desk."""
    return {category: read_words(text) for category, text in WORDS.items()}


@dataclass(frozen=True, slots=True)
class Guess:
    """A category that a text speaks for."""

    category: str
    weight: int
    words: tuple[str, ...]
    """What in the text speaks for it."""


def guess_category(text: str, words: Table | None = None) -> tuple[Guess, ...]:
    """The categories that `text` speaks for, the best first; none where it says nothing that the table knows."""
    table = default_words() if words is None else words
    said = _Said(plain(text), table)
    order = {entry.code: place for place, entry in enumerate(CATEGORY)}
    order |= {code: place - len(order) for place, code in enumerate(CATEGORY.most_used)}
    found: list[Guess] = []
    for category, entries in table.items():
        heard = [entry for entry in entries if said.has(entry)] if category else []
        if heard:
            weight = sum(entry.weight for entry in heard)
            found.append(Guess(category, weight, tuple("+".join(entry.parts) for entry in heard)))
    return tuple(
        sorted(
            found, key=lambda guess: (-guess.weight, order.get(guess.category, len(order)), guess.category)
        )
    )


def plain(text: str) -> str:
    """`text` as it is compared: half-width, in small letters."""
    return compatible(text).casefold()


class _Said:
    """Which words stand in a text.

    A word alone does not count inside a longer one that is said; a word of several not inside one of those
    that only hide.
    """

    def __init__(self, text: str, table: Table) -> None:
        self._text = text
        self._alone = self._spans(entry for entries in table.values() for entry in entries)
        self._hiding = self._spans(table.get("", ()))
        self._known: dict[tuple[str, bool], bool] = {}

    def has(self, entry: Entry) -> bool:
        """Whether all of it is said."""
        alone = len(entry.parts) == 1
        return all(self._stands(part, alone) for part in entry.parts)

    def _stands(self, word: str, alone: bool) -> bool:
        if (word, alone) not in self._known:
            longer = self._alone if alone else self._hiding
            self._known[word, alone] = any(not _inside(place, longer) for place in self._places(word))
        return self._known[word, alone]

    def _spans(self, entries: Iterable[Entry]) -> frozenset[tuple[int, int]]:
        words = {entry.parts[0] for entry in entries if len(entry.parts) == 1}
        return frozenset(place for word in words for place in self._places(word))

    def _places(self, word: str) -> list[tuple[int, int]]:
        found, at = [], self._text.find(word)
        while at >= 0:
            found.append((at, at + len(word)))
            at = self._text.find(word, at + 1)
        return found


def _inside(place: tuple[int, int], longer: Iterable[tuple[int, int]]) -> bool:
    start, end = place
    return any(first <= start and end <= last and (first, last) != place for first, last in longer)
