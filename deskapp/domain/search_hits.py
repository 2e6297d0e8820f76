"""Why a record was found: the fact that holds what was typed, with the place marked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from deskapp.domain.masks import hide_told
from deskapp.domain.search_keys import SOUND, Word, runs
from deskapp.domain.words import N_

BEFORE, AFTER = 8, 60
"""Characters shown around a hit in a long text."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One fact of a record, cut in three: what was typed stands in the middle."""

    label: str
    """English text of the catalogue."""
    before: str = ""
    hit: str = ""
    after: str = ""

    @property
    def text(self) -> str:
        """All of it."""
        return f"{self.before}{self.hit}{self.after}"


Texts = Iterator[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Facts:
    """What of a record may be told as a reason."""

    number: str
    name: str
    shown_name: str
    """As lists show it: of a sheltered person the initial."""
    sounds: str
    phones: tuple[str, ...]
    document: str
    texts: Callable[[], Texts]
    """Reads labels and texts, one after the other while nothing is found."""


NUMBER = N_("Record number")
NAME = N_("Name")
SOUNDS = N_("Pinyin")
PHONE_TAIL = N_("Phone ends in")
PHONE = N_("Phone holds")
DOCUMENT_TAIL = N_("ID ends in")
DOCUMENT = N_("ID holds")


def place_of(text: str, said: str) -> tuple[int, int] | None:
    """From where to where `text` holds the folded word `said`."""
    start = text.casefold().find(said)
    if start >= 0 and len(text.casefold()) == len(text):
        return start, start + len(said)
    folded, origin = "", []
    for at, char in enumerate(text):
        part = "".join(runs(char)) or " "
        folded += part
        origin += [at] * len(part)
    start = folded.find(said)
    return (origin[start], origin[start + len(said) - 1] + 1) if start >= 0 and said else None


def excerpt(label: str, text: str, place: tuple[int, int]) -> Reason:
    """The surroundings of a place in a text."""
    start, end = place
    first = max(0, start - BEFORE)
    before = ("…" if first else "") + text[first:start]
    after = text[end : end + AFTER] + ("…" if end + AFTER < len(text) else "")
    return Reason(label, before, text[start:end], after)


def reason(facts: Facts, words: Sequence[Word]) -> Reason:
    """Why the record was found: for the last word that tells, which is the one being typed."""
    for word in reversed(words):
        if (found := _reason(facts, word)) is not None:
            return found
    return Reason(NUMBER, facts.number)


def _reason(facts: Facts, word: Word) -> Reason | None:
    said = word.text
    if word.kind == "number":
        return _number(facts.number, word.serial or word.date) or _digits(facts, said)
    if said in "".join(runs(facts.name)) and facts.name:
        return _name(facts, said)
    if word.kind == "sound" and _sounds(facts.sounds, said.replace("ü", "v")):
        return Reason(SOUNDS, f"{facts.shown_name} · ", said)
    if word.kind == "digits" and (found := _tail(facts, said) or _digits(facts, said)):
        return found
    for label, text in facts.texts():
        if place := place_of(text, said):
            shown = hide_told(text)
            again = place if shown == text else place_of(shown, said)
            return excerpt(label, shown, again) if again else Reason(label, "", said)
    return _number(facts.number, said) if word.kind == "digits" else None


def _name(facts: Facts, said: str) -> Reason:
    place = place_of(facts.shown_name, said)
    return excerpt(NAME, facts.shown_name, place) if place else Reason(NAME, facts.shown_name)


def _sounds(sounds: str, said: str) -> bool:
    return any(key.startswith(SOUND + said) for key in sounds.split(" "))


def _sides(facts: Facts) -> list[tuple[str, str, str]]:
    numbers = [(phone, PHONE_TAIL, PHONE) for phone in facts.phones]
    numbers.append((facts.document, DOCUMENT_TAIL, DOCUMENT))
    return [("".join(runs(number)), tail, within) for number, tail, within in numbers]


def _tail(facts: Facts, said: str) -> Reason | None:
    for number, tail, _ in _sides(facts):
        if number.endswith(said):
            return Reason(tail, "", said)
    return _number(facts.number, said) if facts.number.endswith(said) else None


def _digits(facts: Facts, said: str) -> Reason | None:
    for number, tail, within in _sides(facts):
        if said in number:
            return Reason(tail if number.endswith(said) else within, "", said)
    return None


def _number(number: str, said: str) -> Reason | None:
    start = number.rfind(said)
    return Reason(NUMBER, number[:start], said, number[start + len(said) :]) if start >= 0 else None
