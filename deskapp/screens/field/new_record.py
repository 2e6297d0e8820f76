"""The form of a new lead appeal, found thing or lost report: empty, or filled from the request at hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from deskapp.domain import appeal, custody, lost
from deskapp.domain.draft import Draft
from deskapp.domain.machine import StepField
from deskapp.domain.masks import initial
from deskapp.domain.request import Request
from deskapp.domain.text import one_line
from deskapp.domain.things import PERSON, guess_kind
from deskapp.domain.words import N_
from deskapp.reading import requests as request_reading
from deskapp.screens.forms import FormDialog
from deskapp.screens.options import AREA, area_field, area_number
from deskapp.widgets.form import FieldSpec

_KINDS = {"day": "date", "moment": "date", "age": "number", "money": "number"}
_LIMITS = {"name": 100, "place": 200, "phone": 40, "text": 200, "long": 10_000}

HINTS: Mapping[str, str] = {
    "expires_on": N_("empty: two weeks from the day it is put out"),
    "channel": N_("empty: the police-civil chat group"),
    "amount": N_("in 元: 300, 1200.50"),
    "pieces": N_("empty: one piece"),
    "found_at": N_("14:30, yesterday 21:00, 11-20 9:00"),
    "last_at": N_("14:30, yesterday 21:00, 11-20 9:00"),
    "age": N_("of a person, in years"),
    "features": N_("colour, mark, what is in it"),
}


@dataclass(frozen=True, slots=True)
class Kind:
    """One register of which something new is written."""

    register: str
    """The table, which is the name of the form among the drafts as well."""
    title: str
    """In English."""
    fields: tuple[StepField, ...]
    submits: str
    """The field from which on Enter saves: the rest may stay empty."""
    done: str
    """What is told afterwards, in English."""


KINDS: Mapping[str, Kind] = {
    one.register: one
    for one in (
        Kind("lead_appeal", N_("New lead appeal"), appeal.FIELDS, "text",
             N_("{number}: written as a draft · 1 puts it out · Ctrl+Z undoes")),
        Kind("custody", N_("Receive a found thing"), custody.FIELDS, "locker",
             N_("{number}: received · Ctrl+B makes the receipt · Ctrl+Z undoes")),
        Kind("lost_report", N_("New lost report"), lost.FIELDS, "last_place",
             N_("{number}: reported · Ctrl+Z undoes")),
    )
}  # fmt: skip
"""By the table."""


def spec_of(field: StepField, submits: bool = False) -> FieldSpec:
    """One field as a line of the form."""
    limit = appeal.TEXT_MOST if field.kind == "long" and field.name == "text" else _LIMITS.get(field.kind, 0)
    return FieldSpec(
        field.name, field.label, _KINDS.get(field.kind, field.kind), field.required, limit,
        HINTS.get(field.name, ""), (), field.options, submits,
    )  # fmt: skip


class NewRecord(FormDialog):
    """Asks what is to be written down."""

    ABOUT = N_(
        "What is needed stands on top, in the order in which people tell it; Enter goes on and saves where the rest "
        "may stay empty, Ctrl+S saves from anywhere. Down reaches the rest. Esc keeps a draft, Ctrl+R brings it back."
    )

    def __init__(
        self, register: str, done: Callable[[str], None], request: str = "", draft: Draft | None = None
    ) -> None:
        """`request` is the number of the request of which it is made; `done` is told the new number."""
        super().__init__(draft)
        self._kind = KINDS[register]
        self._done = done
        self._request = request
        self._version: int | None = None

    def title_text(self) -> str:
        """What is written, and of which request."""
        return f"{self._request}  {self.t(self._kind.title)}".strip()

    def specs(self) -> Sequence[FieldSpec]:
        """The fields of the register."""
        found: list[FieldSpec] = []
        for field in self._kind.fields:
            found += (
                area_field(self.desk)
                if field.kind == "area"
                else (spec_of(field, field.name == self._kind.submits),)
            )
        return found

    def preset(self) -> dict[str, str]:
        """What the request tells."""
        desk = self.desk
        found = request_reading.find(desk.reader, desk.room.id, self._request) if self._request else None
        if found is None:
            return {}
        self._version = found.version
        if found.phone:
            self.keep_view("request", found.id, found.number)  # in full, to be written down once more
        return proposals(self._kind.register, found) | {AREA: area_number(desk, found.area_id)}

    def draft_form(self) -> str:
        """Each register has drafts of its own."""
        return self._kind.register

    def draft_subject(self) -> str:
        """The request."""
        return self._request

    def save(self, given: dict[str, str]) -> None:
        """Write it."""
        desk, t, request, version = self.desk, self.t, self._request, self._version
        said = {name: text for name, text in given.items() if text}

        def done(number: str) -> None:
            self.saved()
            self.close_once(True)
            self._done(number)
            self.host.tell(self._kind.done, "good", number=number)

        def write() -> str:
            if self._kind.register == "lead_appeal":
                return desk.appeals.add(said, desk.actor, t, request)
            if self._kind.register == "custody":
                return desk.custody.receive(said, desk.actor, t, request, version)
            return desk.lost_reports.report(said, desk.actor, t, request)

        self.act(write, done, self.refused)


def proposals(register: str, request: Request) -> dict[str, str]:
    """The fields of a new record as a request tells them; an officer mends them."""
    summary = one_line(request.summary)
    kind = guess_kind(request.category, summary)
    place = request.place
    if register == "lead_appeal":
        text = summary
        if len(request.applicant) > 1:
            text = text.replace(request.applicant, initial(request.applicant))
        about = {"lost_person": "lost_person", "lost_pet": "lost_pet", "lost_item": "lost_thing",
                 "suspicious": "suspicious", "fraud_alert": "fraud"}  # fmt: skip
        return {
            "text": text[: appeal.TEXT_MOST],
            "kind": about.get(request.category, "other"),
            "place": place,
        }
    name = "" if kind == PERSON else summary[:60]
    if register == "custody":
        return {
            "kind": "other" if kind == PERSON else kind, "name": name, "finder": request.applicant,
            "phone": request.phone, "found_place": place,
        }  # fmt: skip
    return {
        "kind": kind, "name": name, "features": summary if kind == PERSON else "", "owner": request.applicant,
        "phone": request.phone, "last_place": place,
    }  # fmt: skip
