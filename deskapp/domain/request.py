"""A walk-in request: one matter that one person brought to the desk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from deskapp.domain.coded import told
from deskapp.domain.masks import STANDARD, hide_told, is_sheltered, outside_name, phone_tail
from deskapp.domain.request_codes import CASE_REPORT, OPEN
from deskapp.domain.words import N_, Words

PREFIX = "LF"

WITHHELD = N_("(Case report: the facts of the case are not kept here; see the receipt of the case system.)")
"""The sentence that stands in the place of a case's narrative."""

IN_FILE = N_("(see {number})")
"""What stands outside the record for a matter that became a dispute: its words may name who the file shelters."""


@dataclass(frozen=True, slots=True)
class Request:
    """A request as the file holds it; officers are keys, moments are aware UTC."""

    id: int
    room_id: int
    number: str
    day: date
    """The room's day of entry."""
    channel: str
    category: str
    urgency: str
    dangers: tuple[str, ...]
    applicant: str
    phone: str
    id_number: str
    address: str
    place: str
    summary: str
    """What was told; empty for a case report, whose narrative is not kept."""
    occurred_at: datetime
    entered_at: datetime
    entered_by: int
    first_receiver: int
    """The officer who received the person and may not pass them on (首接责任人)."""
    responsible: int
    due_at: datetime
    next_due: datetime
    """The moment that counts now: the due date, or the reply that is waited for."""
    status: str
    outcome: str = ""
    result: str = ""
    told_where: str = ""
    receiver: str = ""
    receiver_due: datetime | None = None
    waiting_for: str = ""
    waiting_due: datetime | None = None
    receipt: str = ""
    merged_into: str = ""
    """Number of the request that this one was merged into."""
    linked: str = ""
    """Number of the record of another register that this one became."""
    followup: str = ""
    followup_at: datetime | None = None
    followup_by: int = 0
    reopened: int = 0
    closed_at: datetime | None = None
    version: int = 1
    corrected_at: datetime | None = None
    """When a field was last corrected."""
    person_id: int | None = None
    """Key of the applicant's card; None where nothing was told of the applicant."""
    area_id: int | None = None
    recovered: int = 0
    """Money that came back to the person, in 分."""
    pressing: str = ""
    """Whether it was a pressing need of the people (急难愁盼): `yes`, `no`, or nothing said."""

    @property
    def is_open(self) -> bool:
        """True while the desk still owes something."""
        return self.status in OPEN

    @property
    def is_case(self) -> bool:
        """True for a case report, whose narrative belongs to the case system."""
        return self.category == CASE_REPORT

    def is_overdue(self, now: datetime) -> bool:
        """True where the moment that counts has passed."""
        return self.is_open and self.next_due < now

    def is_sheltered(self, today: date) -> bool:
        """True where only an initial may stand outside the record."""
        return is_sheltered(self.category, self.dangers, self.id_number, today)

    def shown_name(self, today: date, t: Words, masks: str = STANDARD) -> str:
        """The applicant in lists, sheets and exports, in the style of the room."""
        if not self.applicant:
            return t(N_("Unnamed"))
        return outside_name(self.applicant, sheltered=self.is_sheltered(today), style=masks)

    def shown_phone(self) -> str:
        """The phone in lists, sheets and exports."""
        return phone_tail(self.phone)

    def told(self, t: Words) -> str:
        """The summary, or the fixed sentence of a case report."""
        return t(WITHHELD) if self.is_case else self.summary

    @property
    def in_file(self) -> bool:
        """True where it goes on as a dispute, whose file tells the words to whom it may."""
        return self.outcome == "to_dispute" and bool(self.linked)

    def told_outside(self, today: date, t: Words) -> str:
        """What lists, sheets and exports say that it is about; who is sheltered is not named there."""
        if self.in_file:
            return t(IN_FILE, number=self.linked)
        return self.told(t) if self.is_case else self.words_outside(today)

    def words_outside(self, today: date) -> str:
        """The summary with the name of a sheltered applicant, and all phones and documents, as lists show them."""
        said = hide_told(self.summary)
        if len(self.applicant) < 2 or not self.is_sheltered(today):
            return said
        return said.replace(self.applicant, outside_name(self.applicant, sheltered=True))


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One step that a record took."""

    at: datetime
    by: int
    step: str
    source: str
    target: str
    reason: str
    detail: str = ""
    """Changed columns as JSON."""
    write: int = 0
    """The write that it belongs to; see domain.journal."""

    def why(self, t: Words) -> str:
        """Its reason, what the desk itself wrote there in the language of `t`."""
        return told(self.reason, t)


@dataclass(frozen=True, slots=True)
class Action:
    """One entry of a record's append-only log: a call, a visit, a reply, a note."""

    at: datetime
    by: int
    kind: str
    text: str
    write: int = 0
