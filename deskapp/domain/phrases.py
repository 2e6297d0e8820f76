"""Stock phrases: sentences that a desk writes every day, put into a text by two digits, a word or pinyin."""

from __future__ import annotations

import json
from dataclasses import dataclass

from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.position import read_place
from deskapp.domain.text import clean, one_line
from deskapp.domain.words import N_, Term, Words

TEXT_LIMIT = 500
"""Characters of a phrase."""
NAME_LIMIT = 20
"""Characters of its short name."""
LIMIT = 99
"""Phrases of a room: two digits choose among them."""


@dataclass(frozen=True, slots=True)
class StockPhrase:
    """One sentence, and the short name by which it is found faster."""

    text: str
    name: str = ""
    shipped: bool = False
    """Whether it is a text of the catalogue, said in the language of the screen."""

    def say(self, t: Words) -> str:
        """What goes into the field."""
        return t(self.text) if self.shipped else self.text

    def title(self, t: Words) -> str:
        """Its short name, or nothing."""
        return t(self.name) if self.shipped else self.name


SHIPPED: tuple[StockPhrase, ...] = tuple(
    StockPhrase(text, name, shipped=True)
    for name, text in (
        (N_("Called"), N_("Contacted the person by phone and told them how it stands.")),
        (N_("No answer"), N_("Called, nobody answered; will call again.")),
        (N_("Talked over"), N_("Talked it over with both sides on the spot; both agreed to keep calm.")),
        (N_("Looked"), N_("Went to the place and looked: nothing unusual was found.")),
        (N_("Property"), N_("Told the property office and asked it to deal with this and answer.")),
        (N_("Committee"), N_("Told the residents' committee; it goes to the home to look into it.")),
        (
            N_("Told the way"),
            N_("Explained that this is not for the police, and told where and how to apply."),
        ),
        (N_("Safety"), N_("Reminded the person of safety: call 110 at once if it gets dangerous.")),
        (N_("Back again"), N_("Called afterwards: it is settled, and the person has no objection.")),
    )
)
"""What the program brings."""


def read_phrases(text: str, shipped: tuple[StockPhrase, ...] = SHIPPED) -> tuple[StockPhrase, ...]:
    """The phrases that `text` keeps; those of the program where it is empty. Raises DeskError."""
    if not text:
        return shipped
    by_text = {one.text: one for one in shipped}
    try:
        found = tuple(
            by_text[one["text"]] if one.get("shipped") else checked(one["text"], one.get("name", ""))
            for one in json.loads(text)
        )
        if not found:
            raise ValueError(text)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise _unreadable() from error
    if len(found) > LIMIT:
        raise _full()
    return found


def _unreadable() -> DeskError:
    return DeskError(
        N_(
            "These are no phrases. Change them one by one: phrases.add, phrases.3, phrases.move. Nothing is changed."
        ),
        code=Exit.USAGE,
    )


def _full() -> DeskError:
    return DeskError(N_("A room has {limit} phrases at most: take one out first."), limit=LIMIT)


def kept(phrases: tuple[StockPhrase, ...], shipped: tuple[StockPhrase, ...] = SHIPPED) -> str:
    """The phrases as text; empty where they are the program's."""
    if phrases == shipped:
        return ""
    rows = [
        {"text": one.text}
        | ({"name": one.name} if one.name else {})
        | ({"shipped": True} if one.shipped else {})
        for one in phrases
    ]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))


def checked(text: str, name: str = "") -> StockPhrase:
    """A phrase as typed, clean. Raises DeskError."""
    said, called = clean(text.strip(), lines=True), one_line(clean(name))
    if not said:
        raise DeskError(
            N_("The phrase is empty: type the sentence. What you typed is kept."),
            code=Exit.USAGE,
            field="text",
        )
    for label, found, limit, field in (
        (N_("Phrase"), said, TEXT_LIMIT, "text"), (N_("Short name"), called, NAME_LIMIT, "name"),
    ):  # fmt: skip
        if len(found) > limit:
            raise DeskError(
                N_("“{label}” has {count} characters, {limit} are the limit. All of it is kept: shorten it."),
                code=Exit.USAGE, field=field, label=Term(label), count=len(found), limit=limit,
            )  # fmt: skip
    return StockPhrase(said, called)


def add(phrases: tuple[StockPhrase, ...], phrase: StockPhrase) -> tuple[StockPhrase, ...]:
    """One more, at the end. Raises DeskError where there are too many."""
    if len(phrases) >= LIMIT:
        raise _full()
    return (*phrases, phrase)


def change(phrases: tuple[StockPhrase, ...], at: int, phrase: StockPhrase) -> tuple[StockPhrase, ...]:
    """Another phrase at the place `at`, counted from 0."""
    return (*phrases[:at], phrase, *phrases[at + 1 :])


def take_out(phrases: tuple[StockPhrase, ...], at: int) -> tuple[StockPhrase, ...]:
    """Without the one at `at`; the history of the setting keeps it. Raises DeskError for the last one."""
    if len(phrases) == 1:
        raise DeskError(N_("This is the last phrase: change it instead, or add another first."))
    return (*phrases[:at], *phrases[at + 1 :])


def move(phrases: tuple[StockPhrase, ...], at: int, to: int) -> tuple[StockPhrase, ...]:
    """The one at `at` at the place `to`; beyond the ends it stands at the end."""
    rest = [*phrases[:at], *phrases[at + 1 :]]
    rest.insert(min(max(to, 0), len(rest)), phrases[at])
    return tuple(rest)


def told(text: str, part: str, said: str, t: Words) -> str:
    """The kept text after `add`, `move`, `out`, or with the number of a phrase; `name|sentence` names it.

    Raises DeskError.
    """
    phrases = read_phrases(text)
    if part == "add":
        return kept(add(phrases, _typed(said)))
    if part == "out":
        return kept(take_out(phrases, read_place(said, len(phrases)) - 1))
    if part == "move":
        first, _, rest = one_line(said).partition(" ")
        return kept(move(phrases, read_place(first, len(phrases)) - 1, read_place(rest, len(phrases)) - 1))
    return kept(change(phrases, read_place(part, len(phrases)) - 1, _typed(said)))


def _typed(said: str) -> StockPhrase:
    name, bar, text = said.partition("|")
    return checked(text, name) if bar else checked(said)


def shown(text: str, t: Words) -> str:
    """The phrases in lines, each with its number."""
    return listed(read_phrases(text), t)


def listed(phrases: tuple[StockPhrase, ...], t: Words) -> str:
    """Phrases in lines, each with its number."""
    return "\n".join(
        f"{place}  " + " | ".join(part for part in (one.title(t), one_line(one.say(t))) if part)
        for place, one in enumerate(phrases, 1)
    )
