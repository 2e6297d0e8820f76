"""What a step asks for: its fields checked, its moments and officers read, its confirmation typed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, time
from typing import Protocol

from deskapp.domain.errors import DeskError, Exit, about
from deskapp.domain.machine import Step, StepField
from deskapp.domain.number import read_number
from deskapp.domain.officer import Officer
from deskapp.domain.text import clean, one_line
from deskapp.domain.times import Calendar, read_moment
from deskapp.domain.words import N_, Term, Words

TEXT_LIMIT = 10_000


class Around(Protocol):
    """What reading needs to know of the desk."""

    @property
    def now(self) -> datetime:
        """The moment of the step."""

    @property
    def calendar(self) -> Calendar:
        """How the room counts its days."""

    @property
    def officers(self) -> Sequence[Officer]:
        """The people of the room."""


def refuse_unknown(step: Step, given: Mapping[str, str]) -> None:
    """Raise DeskError for a field that `step` does not have."""
    known = {f.name for f in step.fields} | {"confirm"}
    for name, text in given.items():
        if text and name not in known:
            raise DeskError(
                N_("The step “{step}” has no field “{name}”; it has: {known}."),
                code=Exit.USAGE,
                step=Term(step.label),
                name=clean(name),
                known=", ".join(sorted(known - {"confirm"})),
            )


def refuse_unconfirmed(text: str, number: str, prefix: str, around: Around) -> None:
    """Raise DeskError where the record's number was not typed again."""
    with about("confirm"):
        said = read_number(text, prefix, around.calendar.day(around.now)) if text.strip() else ""
    if said != number:
        raise DeskError(
            N_("To confirm, type the number {number}. Nothing is changed."),
            code=Exit.USAGE, field="confirm", number=number,
        )  # fmt: skip


def checked(step: Step, said: dict[str, str], words: Words) -> dict[str, str]:
    """What was typed into the fields of `step`, clean and with codes for labels. Raises DeskError."""
    for asked in step.fields:
        text = said[asked.name]
        if not text:
            if asked.required:
                raise missing(step, asked)
            continue
        if len(text) > TEXT_LIMIT:
            raise DeskError(
                N_("“{label}” has {count} characters, {limit} are the limit. All of it is kept: shorten it."),
                code=Exit.USAGE, field=asked.name, label=Term(asked.label), count=len(text), limit=TEXT_LIMIT,
            )  # fmt: skip
        if asked.options is not None:
            with about(asked.name):
                said[asked.name] = asked.options.find(text, words)
        else:
            said[asked.name] = clean(text, lines=asked.kind == "long")
    return said


def missing(step: Step, asked: StepField) -> DeskError:
    """The refusal of a step whose field `asked` is empty."""
    return DeskError(
        N_("“{step}” needs “{label}”: fill it in. What you typed is kept."),
        code=Exit.USAGE, field=asked.name, step=Term(step.label), label=Term(asked.label),
    )  # fmt: skip


def future(text: str, field: str, around: Around) -> datetime:
    """A moment that is still to come. Raises DeskError about `field`."""
    with about(field):
        at = read_moment(text, around.now, around.calendar, hour=time(18, 0), coming=True)
    if at < around.now:
        raise DeskError(
            N_("The date “{text}” has passed already: type a later one. What you typed is kept."),
            code=Exit.USAGE, field=field, text=text,
        )  # fmt: skip
    return at


def find_officer(text: str, around: Around, field: str = "responsible") -> int:
    """The key of an officer by badge number or name. Raises DeskError about `field`."""
    wanted = one_line(text).casefold()
    found = [o for o in around.officers if o.active and wanted in (o.badge.casefold(), o.name.casefold())]
    if len(found) != 1:
        raise DeskError(
            N_(
                "“{text}” is no officer of this room, or more than one: type the badge number. Known: {known}."
            ),
            code=Exit.USAGE,
            field=field,
            text=text,
            known=", ".join(o.signature() for o in around.officers if o.active) or "—",
        )
    return found[0].id
