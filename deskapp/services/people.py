"""What a person can do with cards: add, correct, merge, take a merge back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.journal import Entry
from deskapp.domain.officer import Actor, Room
from deskapp.domain.person import Person
from deskapp.domain.person_card import STEP_LABELS
from deskapp.domain.person_form import read_columns
from deskapp.domain.text import clean
from deskapp.domain.words import N_, Term, Words
from deskapp.reading.people import person_of
from deskapp.services.cards import SUBJECT, Cards
from deskapp.services.keeping import refuse_moved
from deskapp.services.store import Store, Writing
from deskapp.tables.person import PersonRow

REASON_LIMIT = 10_000


@dataclass(frozen=True, slots=True)
class Carded:
    """A card that was written, with what was odd about it."""

    person: Person
    warnings: tuple[str, ...] = ()


@dataclass
class People:
    """The verbs of the cards of one room."""

    store: Store
    room: Room

    def add(self, given: Mapping[str, str], actor: Actor, t: Words) -> Carded:
        """A card without a request; see domain.person_form. Raises DeskError."""
        today = self.room.calendar.day(self.store.clock())
        columns = read_columns(given, None, today, t)
        if not any(columns.changes.get(name) for name in ("name", "phones", "id_number")):
            raise DeskError(
                N_("A card needs a name, a phone or an ID: type one of them. What you typed is kept."),
                code=Exit.USAGE, field="name",
            )  # fmt: skip
        with self.store.write(actor) as writing:
            cards = Cards(writing, self.room.id)
            self._refuse_same_id(cards, str(columns.changes.get("id_number", "")), None)
            made = cards.row(cards.write_new(columns.changes, today, "add"))
            writing.journal("add", SUBJECT, _id(made))
            return Carded(_value(made), columns.warnings)

    def correct(
        self, number: str, given: Mapping[str, str], reason: str, actor: Actor, t: Words, version: int | None = None
    ) -> Carded:  # fmt: skip
        """Correct the fields in `given`. Raises DeskError, also where the card moved on since `version`."""
        now = self.store.clock()
        with self.store.write(actor) as writing:
            cards = Cards(writing, self.room.id)
            row = cards.chosen(number)
            refuse_moved(row, version)
            columns = read_columns(given, _value(row), self.room.calendar.day(now), t)
            if not columns.changes:
                raise DeskError(
                    N_(
                        "Nothing would be changed: all of it stands there already. Change a value, or press Esc."
                    ),
                    code=Exit.USAGE,
                )
            said = _reason(reason)
            self._refuse_same_id(cards, str(columns.changes.get("id_number", "")), row)
            writing.journal("correct", SUBJECT, _id(row))
            cards.change(row, dict(columns.changes) | {"corrected_at": writing.at}, "correct", said)
            return Carded(_value(row), columns.warnings)

    def _refuse_same_id(self, cards: Cards, number: str, row: PersonRow | None) -> None:
        other = cards.with_id(number) if number else None
        if other is not None and (row is None or cards.survivor(row).id != other.id):
            raise DeskError(
                N_("This ID stands on the card {number} {name} already: open it, or merge the two cards."),
                field="id_number", number=other.number, name=other.name,
            )  # fmt: skip

    def merge(
        self, number: str, into: str, reason: str, actor: Actor, t: Words, version: int | None = None
    ) -> Person:
        """Two cards are one person: the card `number` goes into the other one, which gives the facts from now on.

        Both keep their histories and their requests. Raises DeskError.
        """
        with self.store.write(actor) as writing:
            cards = Cards(writing, self.room.id)
            row = cards.chosen(number)
            refuse_moved(row, version)
            target = cards.survivor(cards.chosen(into, "into"))
            refuse_merge(cards, row, target)
            said = _reason(reason)
            writing.journal("merge", SUBJECT, _id(row))
            cards.change(
                row, {"merged_into": target.id, "status": "merged"}, "merge", f"{target.number} · {said}"
            )
            cards.keep(target, "take_in", target.status, target.status, f"{row.number} · {said}")
            return _value(target)

    def unmerge(self, number: str, reason: str, actor: Actor, t: Words, version: int | None = None) -> Person:
        """Take the merge of a card back: it stands on its own again. Raises DeskError."""
        with self.store.write(actor) as writing:
            cards = Cards(writing, self.room.id)
            row = cards.chosen(number)
            refuse_moved(row, version)
            if row.merged_into is None:
                raise DeskError(
                    N_(
                        "{number} is merged into no other card: there is nothing to take back. "
                        "Look whether the number is right."
                    ),
                    number=row.number,
                )
            said = _reason(reason)
            target = cards.row(row.merged_into)
            writing.journal("unmerge", SUBJECT, _id(row))
            cards.change(
                row, {"merged_into": None, "status": "active"}, "unmerge", f"{target.number} · {said}"
            )
            cards.keep(target, "let_go", target.status, target.status, f"{row.number} · {said}")
            cards.settle((target.id,))
            return _value(row)


def refuse_merge(cards: Cards, row: PersonRow, target: PersonRow) -> None:
    """Raise DeskError where the card cannot go into the other one."""
    if row.merged_into is not None:
        raise DeskError(
            N_("{number} is merged into {other} already: choose that card, or take the merge back first."),
            number=row.number, other=cards.survivor(row).number,
        )  # fmt: skip
    if row.id == target.id:
        raise DeskError(
            N_("{number} would be merged into itself: the two are one card already. Choose another card."),
            field="into", number=row.number,
        )  # fmt: skip


def _reason(text: str) -> str:
    said = clean(text.strip(), lines=True)
    if not said:
        raise DeskError(
            N_("A correction needs its reason: say why. What you typed is kept."),
            code=Exit.USAGE,
            field="reason",
        )
    if len(said) > REASON_LIMIT:
        raise DeskError(
            N_("“{label}” has {count} characters, {limit} are the limit. All of it is kept: shorten it."),
            code=Exit.USAGE, field="reason", label=Term(N_("Reason")), count=len(said), limit=REASON_LIMIT,
        )  # fmt: skip
    return said


@dataclass(frozen=True, slots=True)
class Reversing:
    """How writes on cards are taken back and brought back."""

    def name(self, writing: Writing, subject_id: int) -> str:
        """The number."""
        return str(self._row(writing, subject_id).number)

    def label(self, action: str) -> str:
        """The label of a step."""
        return STEP_LABELS.get(action, action)

    def undo(self, writing: Writing, write: Entry) -> None:
        """Take the write back."""
        self._reverse(writing, write, write.id, "undo")

    def redo(self, writing: Writing, write: Entry, undo: Entry) -> None:
        """Take the undo back."""
        self._reverse(writing, write, undo.id, "redo")

    def _row(self, writing: Writing, subject_id: int) -> PersonRow:
        return writing.session.get_one(PersonRow, subject_id)

    def _reverse(self, writing: Writing, write: Entry, taken: int, step: str) -> None:
        row = self._row(writing, write.subject_id)
        cards = Cards(writing, row.room_id)
        cards.take_back(taken, step, write.id, (row.id, row.merged_into))
        if write.action == "add" and step == "undo" and row.status != "undone":
            raise DeskError(
                N_("{number} is the card of a request by now, or another card was merged into it. Nothing is changed: "
                   "look at the card and correct it instead."),
                number=row.number,
            )  # fmt: skip


def _value(row: PersonRow) -> Person:
    values: dict[str, Any] = row.model_dump()
    return person_of(values)


def _id(row: PersonRow) -> int:
    return row.id or 0
