"""One line becomes a request: phone, ID number, name, time, place and category are picked out of what was told."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from deskapp.domain.errors import DeskError
from deskapp.domain.guess import Table, default_words, guess_category, plain
from deskapp.domain.identity import born_of, read_identity, read_phone
from deskapp.domain.names import looks_like_name, speaker
from deskapp.domain.text import clean, compatible, one_line
from deskapp.domain.times import Calendar
from deskapp.domain.told_places import told_place
from deskapp.domain.told_times import told_moment

BEST = 3
"""How many categories are offered."""


@dataclass(frozen=True, slots=True)
class Quick:
    """What was picked out of a line; all fields as texts of the log form, empty where nothing was found."""

    summary: str = ""
    """All that was told, without what stands in applicant, phone and id_number."""
    applicant: str = ""
    phone: str = ""
    id_number: str = ""
    occurred_at: str = ""
    place: str = ""
    categories: tuple[str, ...] = ()
    """The best guesses, the likeliest first."""
    guessed: frozenset[str] = frozenset()
    """Fields that are guesses and not what stands there for anybody to see."""

    @property
    def category(self) -> str:
        """The likeliest category, or empty."""
        return self.categories[0] if self.categories else ""

    def values(self) -> dict[str, str]:
        """The fields of the log form that were found."""
        found = {
            "applicant": self.applicant, "phone": self.phone, "category": self.category, "summary": self.summary,
            "id_number": self.id_number, "place": self.place, "occurred_at": self.occurred_at,
        }  # fmt: skip
        return {name: text for name, text in found.items() if text}

    def told(self) -> dict[str, str]:
        """What was typed, in its fields, without guesses that the summary holds as well: worth a draft."""
        found = self.values()
        return {name: found[name] for name in ("applicant", "phone", "summary", "id_number") if name in found}


def read_quick(
    text: str, now: datetime, calendar: Calendar, words: Table | None = None, *, known: Collection[str] = ()
) -> Quick:
    """Pick out what a line of text tells; `words` is the room's table of words.

    The fields in `known` are filled otherwise: what the text tells of them stays in the text.
    """
    line = _Line(one_line(clean(text)))
    id_number = "" if "id_number" in known else line.take_identity()
    phone = "" if "phone" in known else line.take_phone()
    applicant = "" if "applicant" in known else line.take_name(default_words() if words is None else words)
    summary = line.rest()
    at = None if "occurred_at" in known else told_moment(summary, now, calendar)
    occurred = calendar.local(at).strftime("%Y-%m-%d %H:%M") if at else ""
    place = "" if "place" in known else told_place(summary)
    categories = tuple(guess.category for guess in guess_category(summary, words)[:BEST])
    guesses = {
        "applicant": applicant,
        "occurred_at": occurred,
        "place": place,
        "category": "".join(categories),
    }
    return Quick(
        summary=summary,
        applicant=applicant,
        phone=phone,
        id_number=id_number,
        occurred_at=occurred,
        place=place,
        categories=categories,
        guessed=frozenset(name for name, found in guesses.items() if found),
    )


def best_first(guesses: Sequence[str], most_used: Sequence[str]) -> tuple[str, ...]:
    """The nine categories on the digits: the guesses, then the most used."""
    return tuple(dict.fromkeys((*guesses[:BEST], *most_used)))[:9]


_ID = re.compile(r"(?<![\dA-Za-z])(?:\d{6}[ -]?\d{8}[ -]?\d{3}[\dXx]|\d{15})(?![\dA-Za-z])")
_PHONE = re.compile(
    r"(?<![\dA-Za-z+])(?:"
    r"(?:(?:\+|00)?86[- ]?)?1[3-9]\d(?:[- ]?\d{4}[- ]?\d{4}|[- ]?\d{3}[- ]?\d{5})"
    r"|(?:\(0\d{2,3}\)|0\d{2,3})[- ]?[2-9]\d{2,3}[- ]?\d{4}(?:[-转#]\d{1,6})?"
    r"|(?<=电话)[2-9]\d{6,7}|(?<=电话[: ])[2-9]\d{6,7}|(?<=电话是)[2-9]\d{6,7}"
    r")(?![\dA-Za-z])"
)
_OTHERS = re.compile(
    r"(?:接到|来自|拨打|打给|转给|加了|对方|骗子|自称|陌生|尾号|他的|她的|号码|卖家|商家)[^,.;!?、。]{0,4}$"
)
"""Before a phone: it is somebody else's, and stays in the text."""


def _is_known(word: str, words: Table) -> bool:
    said = plain(word)
    parts = (part for entries in words.values() for entry in entries for part in entry.parts)
    return any(len(part) > 1 and part in said for part in parts)


_APART = " ,;:、。|/"
_EDGE = _APART + "，；："
_ENDS = re.compile(f"[{re.escape(_APART)}]")


class _Line:
    """A line from which pieces are taken; what nobody takes is the rest."""

    def __init__(self, text: str) -> None:
        self._text = text
        # The same text half-width, place by place, so that what is found here is cut out there.
        self._flat = "".join(flat if len(flat := compatible(char)) == 1 else char for char in text)
        self._taken: list[tuple[int, int]] = []
        self._phone: tuple[int, int] | None = None

    def take_identity(self) -> str:
        """The first identity number: 18 characters, or the 15 digits of the old cards."""
        for found in _ID.finditer(self._flat):
            number = re.sub("[ -]", "", found[0]).upper()
            whole = number if len(number) == 18 else f"{number[:6]}19{number[6:]}0"
            if whole[0] in "12345678" and born_of(whole) is not None:
                self._taken.append(found.span())
                return read_identity(number).number
        return ""

    def take_phone(self) -> str:
        """The first phone that is the person's own."""
        for found in _PHONE.finditer(self._flat):
            if self._is_taken(found.span()) or _OTHERS.search(self._flat[: found.start()]):
                continue
            try:
                phone = read_phone(found[0].replace(" ", ""))
            except DeskError:
                continue
            self._phone = found.span()
            self._taken.append(found.span())
            return phone
        return ""

    def take_name(self, words: Table) -> str:
        """The name: a word alone at the beginning or beside the phone, or the one who is said to speak.

        What the table knows as a word, like 金项链 or 路灯, is no name.
        """
        for start, end in self._words():
            beside = self._beside_phone(start, end)
            alone = start == self._first() and self._flat[end : end + 1] != "、"  # 王小明、李红 are two
            word = self._text[start:end]
            if (
                (alone or beside)
                and looks_like_name(word, beside_phone=beside)
                and not _is_known(word, words)
            ):
                self._taken.append((start, end))
                return word
        return speaker(self._text[self._first() :])

    def rest(self) -> str:
        """What was not taken; where a piece is gone, the mark before it stays and the one behind it goes."""
        out, at = "", 0
        for start, end in sorted(self._taken):
            out += self._text[at:start]
            at = end
            if not out.strip(_EDGE) or out[-1] in _EDGE:
                while at < len(self._text) and self._text[at] in _EDGE:
                    at += 1
        return (out + self._text[at:]).strip(_EDGE if self._taken else " ")

    # -- inside

    def _is_taken(self, span: tuple[int, int]) -> bool:
        return any(start < span[1] and span[0] < end for start, end in self._taken)

    def _first(self) -> int:
        """Where the first thing stands that was not taken."""
        at = 0
        while at < len(self._text):
            inside = next((end for start, end in self._taken if start <= at < end), None)
            if inside is not None:
                at = inside
            elif self._flat[at] in _APART:
                at += 1
            else:
                break
        return at

    def _beside_phone(self, start: int, end: int) -> bool:
        if self._phone is None:
            return False
        before, after = self._flat[end : self._phone[0]], self._flat[self._phone[1] : start]
        return (end <= self._phone[0] and not before.strip(_APART)) or (
            start >= self._phone[1] and not after.strip(_APART)
        )

    def _words(self) -> list[tuple[int, int]]:
        """The pieces between separators and what was taken; two Latin words in a row are one as well."""
        found: list[tuple[int, int]] = []
        start: int | None = None
        for at in range(len(self._text) + 1):
            edge = at == len(self._text) or _ENDS.match(self._flat[at]) or self._is_taken((at, at + 1))
            if edge and start is not None:
                found.append((start, at))
                start = None
            elif not edge and start is None:
                start = at
        long = [(found[at][0], found[at + more][1]) for more in (3, 2, 1) for at in range(len(found) - more)]
        latin = [span for span in long if self._text[slice(*span)].replace(" ", "").isascii()]
        return [*latin, *found]
