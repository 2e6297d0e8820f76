"""The form of a record of field work: from what was typed to columns that can be written, and back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from deskapp.domain.asking import TEXT_LIMIT
from deskapp.domain.codes import CodeList
from deskapp.domain.errors import DeskError, Exit, about
from deskapp.domain.identity import read_phone
from deskapp.domain.machine import StepField
from deskapp.domain.money import read_money, show_money
from deskapp.domain.text import clean, narrow, one_line
from deskapp.domain.times import Calendar, read_day, read_moment, stored
from deskapp.domain.words import N_, Term, Words

MOST = 100_000
"""Of what is counted in a field."""

OLDEST = 130
"""Years that somebody may have lived."""

SHORT, PLACE = 100, 200
"""Characters of a name, and of a place."""

_LIMITS = {"name": SHORT, "place": PLACE, "text": PLACE, "phone": 40}


@dataclass(frozen=True, slots=True)
class Around:
    """What reading a form needs to know of the desk."""

    now: datetime
    calendar: Calendar
    words: Words = field(default_factory=Words.plain)

    @property
    def today(self) -> date:
        """The room's day."""
        return self.calendar.day(self.now)


def labels_of(fields: Sequence[StepField]) -> dict[str, str]:
    """The labels of the fields by their names."""
    return {one.name: one.label for one in fields}


def read_fields(
    fields: Sequence[StepField], given: Mapping[str, str], around: Around, *, new: bool
) -> dict[str, object]:
    """The columns of what was typed; of a `new` record all that is required must be there. Raises DeskError."""
    known = {one.name: one for one in fields}
    for name in given:
        if name not in known:
            raise DeskError(
                N_("There is no field “{name}” to correct. There is: {known}."),
                code=Exit.USAGE, name=clean(name), known=", ".join(known),
            )  # fmt: skip
    found: dict[str, object] = {}
    for name, one in known.items():
        if one.kind == "area" or (name not in given and not (new and one.required)):
            continue  # which area is meant is looked up in the file
        text = given.get(name, "").strip()
        if not text and one.required:
            raise DeskError(
                N_("“{label}” is empty: fill it in. What you typed is kept."),
                code=Exit.USAGE, field=name, label=Term(one.label),
            )  # fmt: skip
        with about(name):
            found[name] = read_value(one, text, around)
    return found


def read_value(one: StepField, text: str, around: Around) -> object:
    """The column of one field. Raises DeskError."""
    if one.kind in ("day", "moment") and not text:
        return None
    if one.kind == "day":
        return read_day(text, around.today).isoformat()
    if one.kind == "moment":
        return stored(read_moment(text, around.now, around.calendar))
    if one.kind == "code":
        return one.options.find(text, around.words) if text and one.options is not None else ""
    if one.kind == "number":
        return read_count(text, one.name)
    if one.kind == "age":
        return read_age(text)
    if one.kind == "money":
        return read_money(text, one.name)
    if one.kind == "phone":
        return read_phone(text)
    said = clean(text, lines=True) if one.kind == "long" else one_line(clean(text))
    refuse_longer(one, said, _LIMITS.get(one.kind, TEXT_LIMIT))
    return said


def refuse_longer(one: StepField, said: str, limit: int) -> None:
    """Raise DeskError for a text that is too long for its field."""
    if len(said) > limit:
        raise DeskError(
            N_("“{label}” has {count} characters, {limit} are the limit. All of it is kept: shorten it."),
            code=Exit.USAGE, field=one.name, label=Term(one.label), count=len(said), limit=limit,
        )  # fmt: skip


def read_count(text: str, name: str) -> int:
    """A whole number as typed; nothing means one. Raises DeskError."""
    said = narrow(clean(text))
    if not said:
        return 1
    if not said.isdecimal() or len(said) > 9 or not 1 <= int(said) <= MOST:
        raise DeskError(
            N_("“{text}” is no number of pieces: type a whole number like 2. What you typed is kept."),
            code=Exit.USAGE, field=name, text=clean(text)[:40],
        )  # fmt: skip
    return int(said)


def read_age(text: str) -> int | None:
    """An age as typed; nothing where nobody knows. Raises DeskError."""
    said = narrow(clean(text)).removesuffix("岁")
    if not said:
        return None
    if not said.isdecimal() or len(said) > 9 or int(said) > OLDEST:
        raise DeskError(
            N_("“{text}” is no age: type the years, like 13, or leave it empty. What you typed is kept."),
            code=Exit.USAGE, field="age", text=clean(text)[:40],
        )  # fmt: skip
    return int(said)


def text_of(one: StepField, value: object, calendar: Calendar) -> str:
    """A value of a record as its form shows it."""
    if value is None or value == "" or (one.kind == "money" and not value):
        return ""
    if isinstance(value, datetime):
        return f"{calendar.local(value):%Y-%m-%d %H:%M}"
    if one.kind == "money":
        return show_money(int(str(value)))
    return value.isoformat() if isinstance(value, date) else str(value)


def texts_of(fields: Sequence[StepField], record: object, calendar: Calendar) -> dict[str, str]:
    """Each field of a record as its form shows it, but for its area."""
    return {
        one.name: text_of(one, getattr(record, one.name), calendar) for one in fields if one.kind != "area"
    }


def lists_of(fields: Sequence[StepField]) -> dict[str, CodeList]:
    """The code lists behind the fields, by their names."""
    return {one.name: one.options for one in fields if one.options is not None}


def changed(row: object, columns: Mapping[str, object]) -> dict[str, object]:
    """Those of `columns` that say something new. Raises DeskError where none does."""
    found = {name: value for name, value in columns.items() if value != getattr(row, name)}
    if not found:
        raise DeskError(
            N_("Nothing would be changed: all of it stands there already. Change a value, or press Esc."),
            code=Exit.USAGE,
        )
    return found


def no_record(number: str) -> DeskError:
    """The sentence for a number that nothing has."""
    return DeskError(
        N_("There is no record {number}. Look it up: deskapp find, or F5."),
        code=Exit.NOT_FOUND, number=clean(number)[:40],
    )  # fmt: skip
