"""All that is kept of one person, on paper for that person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Protocol

from deskapp.domain.times import Calendar
from deskapp.domain.words import N_, Words
from deskapp.printing.form_paper import Cell, FormPaper, FormRow


class Part(Protocol):
    """One part of it: a heading in English, and its records as labels with texts."""

    @property
    def heading(self) -> str:
        """English text of the catalogue."""

    @property
    def lines(self) -> tuple[tuple[tuple[str, str], ...], ...]:
        """Each record as labels with texts."""


def person_paper(
    number: str, parts: Iterable[Part], room: tuple[str, str], calendar: Calendar, now: datetime, t: Words, *,
    by: str = "", practice: bool = False,
) -> FormPaper:  # fmt: skip
    """The paper in the language of `t`; `room` is station and room, `by` who had it made."""
    return FormPaper(
        language=t.language,
        banner=t(N_("Practice: invented records")) if practice else "",
        station=" ".join(room),
        title=t(N_("What is kept of you")),
        number=t(N_("No. {number}"), number=number),
        copies=t(N_("For the person alone")),
        rows=tuple(_rows(parts, t)),
        boxes=(),
        notes=(
            t(N_("This is all that this room keeps of you (Personal Information Protection Law, Art. 45). Of others it "
                 "shows no more than an initial. What is wrong in it is corrected on your word (Art. 46); what must be "
                 "kept by law stays until its time is over.")),
        ),
        foot=(
            t(N_("Number {number}"), number=number),
            t(N_("Printed {at} {by}"), at=f"{calendar.local(now):%Y-%m-%d %H:%M}", by=by),
        ),
        page=t(N_("Page {page} of {pages}")),
        made_at=now,
    )  # fmt: skip


def _rows(parts: Iterable[Part], t: Words) -> Iterator[FormRow]:
    for part in parts:
        yield FormRow("head", (Cell(f"{t(part.heading)} ({len(part.lines)})"),))
        for record in part.lines:
            first, *rest = record or (("", ""),)
            told = "\n".join(f"{label}: {text}" for label, text in rest)
            yield FormRow("text", (Cell(f"{first[0]} {first[1]}".strip(), told),))
