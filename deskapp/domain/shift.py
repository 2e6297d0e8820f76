"""A shift of the room and its handover: one record, one number, from opening to the seal (JB-20261121-001).

Which shift an entry belongs to is told by the order of the writes in the audit chain, not by the clock: a shift
holds the writes from its first one to the cut-off, so that a clock set back and a write that waited for the file
lose nothing and count nothing twice. The moments say the same to people.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from deskapp.domain.codes import Code, CodeList
from deskapp.domain.kept_steps import PURGED
from deskapp.domain.times import Calendar
from deskapp.domain.words import N_, Words

PREFIX = "JB"

STATUS = CodeList(
    "shift_status", N_("State"),
    Code("planned", N_("Next shift")),
    Code("open", N_("On shift")),
    Code("handing_over", N_("Handing over")),
    Code("pending_accept", N_("Waits to be accepted")),
    Code("accepted", N_("Handed over")),
    Code("closed_no_relief", N_("Closed without relief")),
)  # fmt: skip

LOCKED = frozenset({"accepted", "closed_no_relief"})
"""States in which the content is sealed: only addenda come to it."""

FROZEN = frozenset({"handing_over", "pending_accept"})
"""States in which the cut-off stands and nothing is sealed yet."""

ROLE = CodeList(
    "shift_role", N_("Part in the shift"),
    Code("leader", N_("Shift leader")),
    Code("officer", N_("Officer")),
    Code("auxiliary", N_("Auxiliary")),
)  # fmt: skip

STEP_LABELS: Mapping[str, str] = {
    "plan": N_("Next shift made"), "open": N_("Shift opened"), "people": N_("People of the shift changed"),
    "start": N_("Handover begun"), "cancel": N_("Handover taken back"), "send": N_("Handed to the next shift"),
    "return": N_("Returned with a question"), "accept": N_("Taken over"), "close": N_("Closed without relief"),
    "countersign": N_("Countersigned"), "addendum": N_("Addendum"), "print": N_("Printed"),
    "purge": PURGED,
}  # fmt: skip
"""What stands in the trail for a step."""


@dataclass(frozen=True, slots=True)
class Member:
    """Who serves in a shift, and as what."""

    officer_id: int
    role: str


@dataclass(frozen=True, slots=True)
class Proof:
    """Who says it, and the PIN that shows it; empty in a room without PINs."""

    officer_id: int
    pin: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Entry:
    """Something said about a handover; what replaced it later stands in its own entry."""

    kind: str
    """`note`, `check`, `here`, `tell`, `tick`, `question`, `addendum` or `countersign`."""
    about: str
    """Number of a record, id of a section, or name of a thing; empty for the whole."""
    text: str
    expected: int | None
    found: int | None
    at: datetime
    by: int

    @property
    def hearer(self) -> int:
        """Of a tick: who is said to have heard of it; its text names the key where somebody else ticked."""
        return int(self.text) if self.text.isascii() and self.text.isdigit() else self.by


@dataclass(frozen=True, slots=True)
class Shift:
    """A shift as the file holds it; officers are keys, moments are aware UTC."""

    id: int
    room_id: int
    number: str
    day: date
    status: str
    starts_at: datetime | None
    """When it began; None for the next shift while nothing is cut off."""
    ends_at: datetime | None
    """When it is to end by the pattern of the room."""
    cutoff_at: datetime | None
    from_write: int | None
    """The first write that belongs to it; the writes before the opening are outside a shift (班外)."""
    open_write: int | None
    cut_write: int | None
    """The first write that does not belong to it any more."""
    outgoing: int
    sent_at: datetime | None
    incoming: int
    accepted_at: datetime | None
    self_reason: str
    """Why one officer handed over to himself."""
    reason: str
    """Why it was closed without relief."""
    snapshot: str
    """The sheet as it was at the cut-off; see domain.frozen."""
    content: str
    """The sealed content; empty until then."""
    digest: str
    """SHA-256 of the content, in hexadecimal."""
    copies: int
    """How often it was printed; the first is the original."""
    entered_at: datetime
    entered_by: int
    version: int = 1
    members: tuple[Member, ...] = ()
    entries: tuple[Entry, ...] = ()
    """Those that count, in the order in which they were made."""

    @property
    def leader(self) -> int:
        """The key of the leader, 0 where none is named."""
        return next((m.officer_id for m in self.members if m.role == "leader"), 0)

    @property
    def locked(self) -> bool:
        """Whether the content is sealed."""
        return self.status in LOCKED

    @property
    def alone(self) -> bool:
        """Whether one officer handed over to himself (自交自接)."""
        return self.status == "accepted" and self.outgoing == self.incoming

    def said(self, kind: str, about: str | None = None) -> tuple[Entry, ...]:
        """The entries of a kind, about one thing or about all."""
        return tuple(e for e in self.entries if e.kind == kind and about in (None, e.about))

    def text(self, kind: str, about: str) -> str:
        """What was said last, or nothing."""
        found = self.said(kind, about)
        return found[-1].text if found else ""

    def heard(self, officer: int) -> tuple[str, ...]:
        """Numbers of what is ticked as told to an officer; to anybody, for 0."""
        return tuple(e.about for e in self.said("tick") if e.text and officer in (0, e.hearer))

    def span(self, calendar: Calendar, t: Words) -> str:
        """From when to when, on the room's clock."""
        if self.starts_at is None:
            return t(N_("not begun"))
        end = self.cutoff_at or self.ends_at
        start = calendar.local(self.starts_at)
        if end is None:
            return f"{start:%m-%d %H:%M}–"
        until = calendar.local(end)
        return (
            f"{start:%m-%d %H:%M}–{until:%H:%M}"
            if until.date() == start.date()
            else (f"{start:%m-%d %H:%M}–{until:%m-%d %H:%M}")
        )
