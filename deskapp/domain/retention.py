"""How long what is written of people is kept, by register, and what of it goes when the time is over.

个人信息保护法 Art. 19 (no longer than the purpose needs) and Art. 47 (deletion, or no other use than keeping) ask for
an end; no published rule fixes the years of a police room's registers, and the sources contradict each other. So each
class has years that the room sets; the defaults follow the files of people's mediation (保管期限) and the usual ten
years. Numbers, states, days, codes and sums stay for ever: they count, and name nobody.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from deskapp.domain.codes import Code, CodeList
from deskapp.domain.words import N_

PREFIX = "QC"
"""Of the numbers of purges (清除)."""

PURGE_STATUS = CodeList(
    "purge_status", N_("State"),
    Code("proposed", N_("proposed")), Code("running", N_("running")), Code("done", N_("done")),
    Code("withdrawn", N_("withdrawn")),
)  # fmt: skip

MOST = 2000
"""Records that one purge takes: the oldest; the others are due the next time."""

GONE = "—"
"""What stands where a text must not be empty."""


@dataclass(frozen=True, slots=True)
class Blank:
    """Columns of a table that hold what is written of people."""

    table: str
    columns: tuple[str, ...]
    parent: str = "id"
    """The column that holds the key of the record."""
    needed: tuple[str, ...] = ()
    """Those that cannot be empty: a dash stands in them then."""
    names: tuple[str, ...] = ()
    """Those that tell people apart where they are counted: equal names become equal signs, `＊3.1`."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One class of records that are kept equally long."""

    register: str
    """The table, and the subject of history and audit."""
    label: str
    """English text of the catalogue."""
    years: int
    """Unless the room says otherwise; 0 is for ever."""
    closed: str
    """Condition on records that are over."""
    blanks: tuple[Blank, ...]
    places: tuple[str, ...] = ()
    """Columns with places of matters: they stay, for figures count by them, but the names in them go."""

    @property
    def setting(self) -> str:
        """The name of the setting with its years."""
        return f"keep_{self.register}"


_CLOSED = "is_open = 0"


def _needed(register: str) -> str:
    """That a record `f` still says something, and is not purged along; ?5 is what goes along, as JSON."""
    return (
        f"f.status <> 'undone' AND NOT EXISTS (SELECT 1 FROM purged AS g WHERE g.subject = '{register}' "
        f"AND g.subject_id = f.id) AND '{register} ' || f.id NOT IN (SELECT value FROM json_each(?5))"
    )


KINDS: tuple[Kind, ...] = (
    Kind(
        "request", N_("Requests"), 10, _CLOSED,
        (Blank("request", ("applicant", "phone", "id_number", "address", "summary", "result", "waiting_for",
                           "sounds")),),
        ("place",),
    ),
    Kind(
        "dispute", N_("Disputes"), 30, _CLOSED,
        (
            Blank("dispute", ("summary", "agreement", "advice", "manner")),
            Blank("dispute_mediator", ("task", "contact"), "dispute_id", names=("name",)),
            Blank("dispute_session", ("place", "attendees", "course", "result", "override"), "dispute_id"),
            Blank("dispute_instalment", ("note",), "dispute_id"),
            Blank("dispute_visit", ("note",), "dispute_id"),
            Blank("dispute_signal", ("params", "word"), "dispute_id"),
        ),
        ("place",),
    ),
    Kind(
        "volunteer", N_("Volunteers"), 10, _CLOSED,
        (
            Blank("volunteer", ("employer", "skills", "grid", "insurance_no")),
            Blank("volunteer_training", ("teacher",), "volunteer_id"),
            Blank("volunteer_honour", ("given_by",), "volunteer_id", ("title",)),
            Blank("equipment_loan", ("note",), "volunteer_id"),
        ),
    ),
    Kind(
        "attendance", N_("Duties"), 10, _CLOSED,
        (
            Blank("attendance", ("guest_phone", "late_reason"), names=("guest_name",)),
            Blank("attendance_credit", ("note",), "attendance_id"),
        ),
    ),
    Kind(
        "certificate", N_("Certificates"), 10, "1",
        (),  # what it said is one text: see services.purge_texts
    ),
    Kind(
        "activity", N_("Activities"), 10, _CLOSED,
        (
            Blank("activity", ("text", "missed")),
            Blank("activity_person", (), "activity_id", names=("name",)),
        ),
        ("place", "route"),
    ),
    Kind(
        "lead_appeal", N_("Lead appeals"), 10, _CLOSED,
        (
            Blank("lead_appeal", ("result", "kept_why", "kept_hits"), needed=("text",)),
            Blank("appeal_reply", ("giver", "phone"), "appeal_id", ("text",)),
        ),
        ("place",),
    ),
    Kind(
        "custody", N_("Found things"), 10, _CLOSED,
        (
            Blank("custody", ("features", "finder", "phone", "witness", "notice", "claimant", "claimant_phone",
                              "id_number", "proof", "delegate", "sounds"), needed=("name",)),
        ),
        ("found_place",),
    ),
    Kind(
        "lost_report", N_("Lost reports"), 10, _CLOSED,
        (
            Blank("lost_report", ("features", "owner", "phone", "found_by", "result", "public_why", "sounds"),
                  needed=("name",)),
        ),
        ("last_place", "found_place"),
    ),
    Kind(
        "hazard", N_("Hazards"), 10, _CLOSED,
        (
            Blank("hazard", ("owner", "owner_phone", "measure"), needed=("summary",)),
            Blank("hazard_recheck", ("text",), "hazard_id"),
        ),
        ("place",),
    ),
    Kind(
        "shift", N_("Handovers"), 30, _CLOSED,
        (
            Blank("shift", (), needed=("self_reason", "reason")),
            Blank("handover_entry", ("text",), "shift_id"),
        ),
    ),
    Kind(
        "person", N_("People's cards"), 10,
        # A card is needed as long as a record that still says something stands on it.
        f"NOT EXISTS (SELECT 1 FROM request AS f WHERE f.person_id = person.id AND {_needed('request')}) "
        "AND NOT EXISTS (SELECT 1 FROM dispute_party AS d JOIN dispute AS f ON f.id = d.dispute_id "
        f"WHERE d.person_id = person.id AND d.gone = 0 AND {_needed('dispute')}) "
        f"AND NOT EXISTS (SELECT 1 FROM volunteer AS f WHERE f.person_id = person.id AND {_needed('volunteer')}) "
        "AND NOT EXISTS (SELECT 1 FROM activity_person AS a JOIN activity AS f ON f.id = a.activity_id "
        f"WHERE a.person_id = person.id AND a.gone = 0 AND {_needed('activity')})",
        (Blank("person", ("name", "phones", "id_number", "address", "notes", "sounds")),),
    ),
)  # fmt: skip
"""In the order in which they are purged: cards last, when nothing stands on them any more."""


def kind_of(register: str) -> Kind:
    """The class of a register that is there."""
    return next(kind for kind in KINDS if kind.register == register)


def before(today: date, years: int) -> date:
    """The first day that is still kept: what was written last before it is due."""
    try:
        return today.replace(year=today.year - years)
    except ValueError:  # the 29th of February
        return today.replace(year=today.year - years, day=28)


@dataclass(frozen=True, slots=True)
class Item:
    """One record that is due."""

    register: str
    id: int
    number: str

    @property
    def key(self) -> str:
        """Register and key in one text."""
        return f"{self.register} {self.id}"


@dataclass(frozen=True, slots=True)
class Due:
    """What of one class is due now."""

    kind: Kind
    years: int
    items: tuple[Item, ...] = ()
    before: date | None = None
    """What was written last before this day is due; None where it is kept for ever."""
    held: int = 0
    """Records that would be due and are held back."""


@dataclass(frozen=True, slots=True)
class Purge:
    """A purge as the file holds it."""

    id: int
    number: str
    status: str
    """`proposed`, `done` or `withdrawn`."""
    count: int
    counts: Mapping[str, int]
    """Records by register."""
    proposed_by: int
    proposed_at: str
    agreed_by: int = 0
    agreed_at: str = ""


@dataclass(frozen=True, slots=True)
class Hold:
    """A record that no purge touches, and why."""

    register: str
    id: int
    number: str
    reason: str
    by: int
    at: str
