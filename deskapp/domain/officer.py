"""The room and the people who work in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from deskapp.domain.codes import Code, CodeList
from deskapp.domain.due import RULES, Rule
from deskapp.domain.masks import STANDARD
from deskapp.domain.times import DEFAULT_ZONE, Calendar
from deskapp.domain.words import N_

if TYPE_CHECKING:
    from deskapp.domain.clocks import Times

OFFICER_KIND = CodeList(
    "officer_kind", N_("Kind of officer"),
    Code("officer", N_("Officer")),
    Code("auxiliary", N_("Auxiliary")),
    Code("duty_leader", N_("Duty leader")),
    Code("administrator", N_("Administrator")),
    Code("kiosk", N_("Check-in kiosk")),
    Code("read_only", N_("Read-only")),
)  # fmt: skip
"""What a person is here, and by that what they may do; see domain.rights."""

POLICE = frozenset({"officer", "duty_leader"})
"""Kinds of police officers: only they preside over a mediation of the police."""

KIOSK = "kiosk"
"""The way (`Actor.via`) and the kind of whoever checks volunteers in, and does nothing else."""

PRESENCE = CodeList(
    "presence", N_("Works here"),
    Code("yes", N_("works here")),
    Code("no", N_("deactivated")),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Officer:
    """An officer or auxiliary of the room."""

    id: int
    room_id: int
    name: str
    badge: str
    kind: str = "officer"
    active: bool = True

    def signature(self) -> str:
        """Name and badge number, as on a sheet."""
        return f"{self.name} {self.badge}".strip()


@dataclass(frozen=True, slots=True)
class Room:
    """The police room whose register this is."""

    id: int
    station: str
    name: str
    zone: str = DEFAULT_ZONE
    cutoff_minutes: int = 0
    practice: bool = False
    """A practice file: it carries a banner, and only here the clock may be set."""
    signed_in: int = 0
    """Key of the officer who writes at this desk now; 0 where none is chosen."""
    masks: str = STANDARD
    """How names stand in lists, on sheets and in exports; see domain.masks."""
    rules: Mapping[str, Rule] = field(default_factory=lambda: RULES, hash=False)
    """Until when a matter is due, and how urgent it is, by category."""

    clocks: Mapping[str, tuple[int, bool]] = field(default_factory=dict, hash=False)
    """The room's own lengths of the clocks of disputes, as days and whether working days are counted."""
    own_days: Mapping[date, bool] = field(default_factory=dict, hash=False)
    """The room's own table of working days: True works, False is off."""

    @property
    def times(self) -> Times:
        """How this room counts the clocks of disputes."""
        from deskapp.domain.clocks import Times, table  # late: only disputes have clocks
        from deskapp.domain.workdays import Workdays

        return Times(self.calendar, table(self.clocks), Workdays(self.own_days))

    @property
    def calendar(self) -> Calendar:
        """How this room counts its days."""
        return Calendar(self.zone, self.cutoff_minutes)

    def fact(self, name: str) -> str:
        """What the setting `name` says, one of those that lie in the row of the room."""
        cutoff = f"{self.cutoff_minutes // 60:02}:{self.cutoff_minutes % 60:02}"
        return {"station": self.station, "room": self.name, "zone": self.zone, "cutoff": cutoff}[name]


@dataclass(frozen=True, slots=True)
class Actor:
    """Who writes, where, and by which way."""

    officer_id: int
    room_id: int
    via: str = "desk"
    """`desk` for the screens, `cli` for the command line, `kiosk` for the check-in in the public room."""
