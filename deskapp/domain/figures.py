"""The counted figures of a period: each by its rule in words, with n of N, down to the records behind it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from deskapp.domain.activity_kinds import KIND as ACTIVITY
from deskapp.domain.attendance_codes import DIMENSION, SERVICE
from deskapp.domain.codes import CodeList
from deskapp.domain.dispute_codes import KIND, RISK, SOURCE, TYPE
from deskapp.domain.hazard_codes import CATEGORY as HAZARD
from deskapp.domain.request_codes import CATEGORY
from deskapp.domain.sheet import Label, Phrase, Said
from deskapp.domain.things import KIND as LOST
from deskapp.domain.volunteer_codes import IDENTITY, ROLE
from deskapp.domain.words import N_

Measure = Literal["count", "rate", "sum", "median", "hours"]


@dataclass(frozen=True, slots=True)
class Metric:
    """One figure of the table; a register adds its own by adding entries."""

    code: str
    label: str
    unit: str
    """In English: what is counted."""
    rule: str
    """How it is counted, in a sentence."""
    n: str
    """Name of the set of records that is counted; reading.figures knows each."""
    of: str = ""
    """Name of the set that it is a part of; empty where there is no rate."""
    measure: Measure = "count"
    of_what: str = ""
    """Name of the number that is summed, or of which the middle is taken."""
    by: str = ""
    """Name of what it is broken down by, one line for each."""
    register: str = "dispute"


FILES, PERCENT, DAYS, TIMES = N_("files"), "%", N_("days"), N_("times")
PEOPLE, HOURS, SESSIONS, SHEETS = N_("people"), N_("hours"), N_("sessions"), N_("sheets")
CASES, ITEMS, SPOTS, VEHICLES, YUAN = N_("cases"), N_("items"), N_("spots"), N_("vehicles"), N_("yuan")
MINUTES, PERSON_TIMES, HOUSEHOLDS, TEAMS, PLACES = (
    N_("minutes"), N_("person-times"), N_("households"), N_("teams"), N_("places"),
)  # fmt: skip
"""People, person-times, times and sessions are four counts."""

METRICS: tuple[Metric, ...] = (
    Metric("disputes_registered", N_("Disputes registered"), FILES,
           N_("Entered in the period; voided and undone ones are left out."), "registered"),
    Metric("disputes_settled", N_("Settled: agreed"), FILES,
           N_("Of those registered: an agreement stands, oral or written, performed or not yet."), "agreed"),
    Metric("settle_rate", N_("Rate of settlement: agreed"), PERCENT,
           N_("Agreed ÷ (registered − transferred out − voided)."), "agreed", "own", "rate"),
    Metric("disputes_performed", N_("Settled: performed"), FILES,
           N_("Of those registered: the agreement was performed, or nothing was due."), "performed"),
    Metric("settle_rate_performed", N_("Rate of settlement: performed"), PERCENT,
           N_("Performed ÷ (registered − transferred out − voided)."), "performed", "own", "rate"),
    Metric("bud_stage_settled", N_("Settled in the bud"), FILES,
           N_("Agreed, and registered with the stage “bud”."), "bud"),
    Metric("joint_cases", N_("Joint cases"), FILES,
           N_("Mediated jointly, or with a department among the mediators."), "joint"),
    Metric("high_risk_disputes", N_("High risk"), FILES, N_("Risk orange or red now."), "grave"),
    Metric("petition_risks", N_("Petition looming"), FILES, N_("Marked so, whatever came of it."), "petition"),
    Metric("disputes_transferred", N_("Transferred out"), FILES,
           N_("With another body, or closed by its reply."), "transferred"),
    Metric("disputes_declined", N_("Not mediated"), FILES, N_("Declined, with the lawful way told."), "declined"),
    Metric("disputes_open", N_("Still open"), FILES, N_("Of those registered: not brought to an end."), "open"),
    Metric("days_to_settle", N_("Days until agreed"), DAYS,
           N_("The middle one of all times from entry to agreement."), "agreed", "", "median", "to_agree"),
    Metric("days_to_first_action", N_("Days from first sign to first action"), DAYS,
           N_("The middle one of all times from the first sign to the first step."), "acted", "", "median", "to_act"),
    Metric("breaches", N_("Breaches"), TIMES, N_("How often an agreement was not kept."), "breached", "", "sum",
           "breaches"),
    Metric("relapses", N_("Relapses"), TIMES, N_("How often it broke out again after it was settled."), "relapsed",
           "", "sum", "relapses"),
    Metric("disputes_by_type", N_("By type"), FILES, N_("Registered, by what the quarrel is about."), "registered",
           by="type"),
    Metric("disputes_by_source", N_("By source"), FILES, N_("Registered, by where it came from."), "registered",
           by="source"),
    Metric("disputes_by_kind", N_("By kind of mediation"), FILES, N_("Registered, by how it is mediated."),
           "registered", by="mediation"),
    Metric("disputes_by_risk", N_("By risk"), FILES, N_("Registered, by the risk now."), "registered", by="risk"),
    Metric("disputes_by_place", N_("By place"), FILES,
           N_("Registered, by place, the twenty most frequent; sheltered files are left out."), "registered",
           by="place"),
    Metric("settled_by_mediator", N_("Settled, by mediator"), FILES,
           N_("Agreed, by who presided or mediated; a file with several counts for each."), "agreed", by="mediator"),
)  # fmt: skip
"""The table of figures, in the order of the page."""

CODES: Mapping[str, CodeList] = {
    "type": TYPE, "source": SOURCE, "mediation": KIND, "risk": RISK, "dimension": DIMENSION, "service": SERVICE,
    "role": ROLE, "identity": IDENTITY, "request.category": CATEGORY, "hazard.category": HAZARD,
    "activity.kind": ACTIVITY, "lost_report.kind": LOST,
}  # fmt: skip
"""The code lists by which figures are broken down; of a register first, where several have one of that name."""


_UNITS: Mapping[str, str] = {
    FILES: "件", TIMES: "次", DAYS: "天", PEOPLE: "人", HOURS: "小时", SESSIONS: "场次", SHEETS: "份",
    CASES: "起", ITEMS: "条", SPOTS: "处", VEHICLES: "辆", YUAN: "元", MINUTES: "分钟", PERSON_TIMES: "人次",
    HOUSEHOLDS: "户", TEAMS: "支", PLACES: "个",
}  # fmt: skip
"""What programs read: the units of the articles."""


@dataclass(frozen=True, slots=True)
class Period:
    """The days of a figure, both included, and what it is narrowed to."""

    first: date
    last: date
    areas: tuple[int, ...] = ()
    """Keys of an area and of all under it; empty for all. What names no area is not counted then."""
    teams: tuple[int, ...] = ()
    """Keys of a team and of all under it, in the same way."""

    @property
    def narrowed(self) -> bool:
        """Whether only a part is counted."""
        return bool(self.areas or self.teams)

    def within(self, area: str = "", team: str = "") -> str | None:
        """The condition of what it is narrowed to, on these columns; None where a register has no such column."""
        found = []
        for keys, column in ((self.areas, area), (self.teams, team)):
            if keys and not column:
                return None
            if keys:
                found.append(f"{column} IN ({', '.join(str(int(key)) for key in keys)})")
        return " AND ".join(found) or "1"


@dataclass(frozen=True, slots=True)
class Figure:
    """One counted figure."""

    metric: Metric
    n: int
    """Records that are counted."""
    of: int | None = None
    """Records of which they are a part."""
    amount: float | None = None
    """The sum or the middle one, where it is no count."""
    key: str = ""
    """Of a line of a breakdown: the code, the place, or the mediator."""
    name: str = ""
    """Of a line of a breakdown by people: who that is."""

    @property
    def code(self) -> str:
        """The name of the figure for programs."""
        return f"{self.metric.code}.{self.key or 'none'}" if self.metric.by else self.metric.code

    @property
    def value(self) -> int | float | None:
        """The number; None where there is nothing to count it from."""
        if self.metric.measure == "rate":
            return round(100 * self.n / self.of, 1) if self.of else None
        if self.metric.measure == "median":
            return None if self.amount is None else round(self.amount, 1)
        if self.metric.measure == "hours":
            return round((self.amount or 0) / 60, 1)
        if self.metric.measure == "sum":
            return int(self.amount or 0)
        return self.n

    def told(self) -> str:
        """The number for people, without its unit."""
        value = self.value
        return "—" if value is None else str(value)

    def parts(self) -> str:
        """n/N for a rate, else the number of files where the value is none."""
        if self.metric.measure == "rate" or self.of is not None:
            return f"{self.n}/{self.of}"
        return f"n={self.n}" if self.metric.measure in ("sum", "median", "hours") else ""

    def label(self) -> Said:
        """What it is called; a line of a breakdown by its own name."""
        if not self.metric.by:
            return Phrase(self.metric.label)
        if not self.key:
            return Phrase(N_("not said"))
        by = self.metric.by
        codes = CODES.get(f"{self.metric.register}.{by}") or CODES.get(by)
        return Label(codes, self.key) if codes is not None else self.name or self.key

    def facts(self) -> dict[str, object]:
        """The figure for programs."""
        unit = _UNITS.get(self.metric.unit, self.metric.unit)
        return {"value": self.value, "unit": unit, "n": self.n, "N": self.of}
