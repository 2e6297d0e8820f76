"""The sheet of a day or a shift: what the paper says, before any language, font or printer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TypeAlias

from deskapp.domain.activity import Activity
from deskapp.domain.activity_sums import Sums
from deskapp.domain.appeal import Appeal
from deskapp.domain.attendance import Duty
from deskapp.domain.codes import CodeList
from deskapp.domain.custody import FoundItem
from deskapp.domain.dispute import File
from deskapp.domain.hazard import Hazard
from deskapp.domain.lost import LostReport
from deskapp.domain.officer import Officer, Room
from deskapp.domain.request import Request
from deskapp.domain.times import Calendar
from deskapp.domain.wording import Wording
from deskapp.domain.words import Words

Fact: TypeAlias = "str | int | bool | None | tuple[Fact, ...] | Mapping[str, Fact]"
"""What the JSON of a sheet is made of: codes as codes, moments as ISO 8601 with the room's zone."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A sentence of the catalogue with its parameters; parameters may be phrases or terms themselves."""

    text: str
    params: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Label:
    """What people read for a code: the words of the room, where it has its own."""

    codes: CodeList
    code: str


@dataclass(frozen=True, slots=True)
class Both:
    """Words of the desk as they were in either language when the sheet was frozen."""

    zh: str
    en: str


Said: TypeAlias = "str | Phrase | Label | Both"
"""Words of the desk as a `Phrase` or a `Label`, frozen ones as `Both`, words of a person as they are."""


def say(said: object, t: Words) -> str:
    """`said` in the language of `t`."""
    if isinstance(said, Both):
        return said.zh if t.language == "zh" else said.en
    if isinstance(said, Label):
        return said.codes.label_of(said.code, t)
    if isinstance(said, Phrase):
        whole = {k: say(v, t) if isinstance(v, Phrase | Label | Both) else v for k, v in said.params.items()}
        return t(said.text, **whole)
    return str(said)


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a section."""

    id: str
    label: Said = ""
    kind: str = "text"
    """`text`; `long` for the column that takes the rest of the line; `tick` for a box to tick."""
    weight: float = 1.0
    """The most that it takes of the paper's width, in Chinese characters of the body's size."""
    align: str = "left"


@dataclass(frozen=True, slots=True)
class Cell:
    """One place of a row: a text, a second line under it, and whether it must catch the eye."""

    text: Said = ""
    below: Said = ""
    mark: Said = ""
    """A word that stands in front of the text and catches the eye."""
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a section, and the same as facts for the JSON."""

    cells: tuple[Cell, ...]
    facts: Mapping[str, Fact] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the sheet; a register adds its part by adding one of these."""

    id: str
    heading: Said
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    empty: Said
    """What stands in the place of no rows."""
    kind: str = "table"
    """`table`; `tally` for figures: the first rows as big numbers, then one line a group."""
    lines: int = 1
    """Lines that a row may take on paper; longer text is cut there with an ellipsis."""
    note: Said = ""
    """A sentence under the rows."""


@dataclass(frozen=True, slots=True)
class StepFact:
    """One step that a request or a dispute took in the period."""

    number: str
    at: datetime
    by: int
    step: str
    source: str
    target: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class DutyFigures:
    """What volunteers served; what is voided or not counted is in none of it."""

    came: int = 0
    """Duties that began on the day."""
    minutes: int = 0
    """Of presence, of those that have ended."""
    credited: int = 0
    """Minutes of them that were confirmed."""
    ended: int = 0
    closed: int = 0
    """What waits for an officer's word, of any day: signed out, and closed by the desk."""


@dataclass(frozen=True, slots=True)
class ShiftHead:
    """What the head says of a shift and its handover; people as name and badge number."""

    number: str
    status: str
    """See domain.shift.STATUS."""
    leader: str = ""
    officers: tuple[str, ...] = ()
    auxiliaries: tuple[str, ...] = ()
    outgoing: str = ""
    sent_at: datetime | None = None
    incoming: str = ""
    accepted_at: datetime | None = None
    alone: str = ""
    """Why one officer handed over to himself."""
    reason: str = ""
    """Why it was closed without relief."""
    seal: str = ""
    """SHA-256 of the sealed content, in hexadecimal; empty until it is sealed."""


@dataclass(frozen=True, slots=True)
class SheetInput:
    """All that a sheet is made of; moments are aware."""

    room: Room
    day: date
    start: datetime
    end: datetime
    """The cut-off: what is entered at this moment or later belongs to the next sheet."""
    now: datetime
    officers: tuple[Officer, ...]
    """Everyone whose key may stand in a record or a step, whether active or not."""
    by: Officer | None = None
    """Who has the sheet made."""
    entered: tuple[Request, ...] = ()
    """Requests entered in [start, end), in any state."""
    open_then: tuple[Request, ...] = ()
    """Requests still open, of any day."""
    others: tuple[Request, ...] = ()
    """Further requests that took a step in the period, and all that are resolved and not followed up."""
    steps: tuple[StepFact, ...] = ()
    """Of requests."""
    disputes_entered: tuple[File, ...] = ()
    """Disputes entered in [start, end), in any state."""
    disputes_open: tuple[File, ...] = ()
    """Disputes that are still open or wait for a follow-up, of any day."""
    disputes_stepped: tuple[File, ...] = ()
    """Further disputes that took a step in the period."""
    dispute_steps: tuple[StepFact, ...] = ()
    duties_here: tuple[Duty, ...] = ()
    """Duties that have not ended, who came first on top."""
    duty_figures: DutyFigures = field(default_factory=DutyFigures)
    hazards_open: tuple[Hazard, ...] = ()
    """Hazards that are still open, of any day."""
    hazard_steps: tuple[StepFact, ...] = ()
    """Of hazards that count."""
    activities_done: tuple[Sums, ...] = ()
    """What was entered as done in [start, end), by kind."""
    activities_next: tuple[Activity, ...] = ()
    """What is under way, overdue, or planned to begin until the end of the next day."""
    appeals_open: tuple[Appeal, ...] = ()
    """Appeals with which something is still to be done, the nearest end first."""
    custody_open: tuple[FoundItem, ...] = ()
    """Things that lie here, the nearest due day first."""
    lost_open: tuple[LostReport, ...] = ()
    """Reports of what is still looked for, the oldest first; no more of them than the sheet lists."""
    lost_more: int = 0
    """How many of them are not read."""
    chain_head: str = ""
    practice: bool = False
    shift: ShiftHead | None = None
    """What the head says of the shift that it is about; None where it is about a day."""
    outside: frozenset[str] = frozenset()
    """Numbers of what was entered while no shift was open."""
    told: frozenset[str] = frozenset()
    """Numbers that were marked to be told by mouth: no section leaves them out for want of room."""
    calendar: Calendar = field(init=False)
    today: date = field(init=False)
    """The room's calendar and its day now, found once for all the lines."""

    def __post_init__(self) -> None:
        """Find what every line asks for."""
        object.__setattr__(self, "calendar", self.room.calendar)
        object.__setattr__(self, "today", self.calendar.day(self.now))


@dataclass(frozen=True, slots=True)
class Head:
    """Whose sheet it is, and of what time."""

    station: str
    room: str
    day: date
    start: datetime
    end: datetime
    officers: tuple[str, ...]
    """Names and badge numbers of those who wrote in the period."""
    number: str = ""
    """Number of the handover; empty while none is made of it."""
    practice: bool = False
    shift: ShiftHead | None = None
    """None for the sheet of a day."""


@dataclass(frozen=True, slots=True)
class Foot:
    """What the end of each page says."""

    cutoff: datetime
    chain_head: str
    """First sixteen digits of the head of the audit chain."""
    printed_at: datetime
    printed_by: str
    copy: str = "preview"
    """`preview` until a handover exists; then `original` or `duplicate`; `reading` for a text that is no copy."""
    copies: int = 0
    """How many left the desk before: the original, then copies with their numbers."""


@dataclass(frozen=True, slots=True)
class DisputeFigures:
    """What happened to disputes in the period; each counts files, save sittings; what is voided counts nowhere."""

    registered: int = 0
    sittings: int = 0
    agreed: int = 0
    fulfilled: int = 0
    not_agreed: int = 0
    breached: int = 0
    declined: int = 0
    transferred: int = 0
    closed_other: int = 0
    followed_up: int = 0
    still_open: int = 0
    """Of any day."""
    overdue: int = 0
    """Of those that are still open."""


@dataclass(frozen=True, slots=True)
class Figures:
    """The counted figures of the period; each counts requests, what is voided counts nowhere."""

    entered: int = 0
    resolved: int = 0
    on_spot: int = 0
    """Of the resolved: at once, at the desk."""
    transferred: int = 0
    declined: int = 0
    withdrawn: int = 0
    merged: int = 0
    still_open: int = 0
    """Of any day."""
    overdue: int = 0
    """Of those that are still open."""
    by_category: tuple[tuple[str, int], ...] = ()
    by_urgency: tuple[tuple[str, int], ...] = ()
    followups: tuple[tuple[str, int], ...] = ()
    disputes: DisputeFigures = field(default_factory=DisputeFigures)


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the paper says, in the order in which it says it; moments are on the room's wall clock."""

    head: Head
    figures: Figures
    sections: tuple[Section, ...]
    signatures: tuple[Said, ...]
    foot: Foot
    wordings: tuple[Wording, ...] = ()
    """The words around the sections in each language, where they are sealed."""

    def wording(self, language: str) -> Wording | None:
        """The sealed words in a language; None where today's catalogue says them."""
        return next((one for one in self.wordings if one.language == language), None)

    def section(self, id: str) -> Section:
        """The section with this id."""
        return next(section for section in self.sections if section.id == id)
