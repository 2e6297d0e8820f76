"""The kinds of activities in one table: what is counted of each, which facts it has, and which it cannot do without."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from deskapp.domain.activity_codes import (
    ASSIST,
    AUDIENCE,
    CERTIFICATE,
    DRILL,
    FORM,
    INFO,
    MECHANISM,
    METHOD,
    PATROL_MODE,
    PERSUASION,
    SCAM,
    SERVICES,
    TOPIC,
    WAY,
)
from deskapp.domain.area import PLACE_KIND
from deskapp.domain.attendance_codes import DIMENSION
from deskapp.domain.codes import Code, CodeList
from deskapp.domain.machine import StepField
from deskapp.domain.request_codes import DEPARTMENT
from deskapp.domain.volunteer_codes import TRAINING
from deskapp.domain.words import N_

TIMES, SESSIONS, CASES, ITEMS, SHEETS = N_("times"), N_("sessions"), N_("cases"), N_("items"), N_("sheets")
PEOPLE, PERSON_TIMES, VEHICLES, HOUSEHOLDS = (
    N_("people"),
    N_("person-times"),
    N_("vehicles"),
    N_("households"),
)
UNITS, YUAN, MINUTES = N_("units"), N_("yuan"), N_("minutes")
"""Measure words: 次, 场次, 起, 条, 份, 人, 人次, 辆, 户, 家, 元, 分钟."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A number that an activity may carry, each in a column of its own."""

    name: str
    label: str
    unit: str


MEASURES: tuple[Measure, ...] = (
    Measure("people", N_("People reached"), PERSON_TIMES),
    Measure("copies", N_("Copies handed out"), SHEETS),
    Measure("forwards", N_("Forwards"), ITEMS),
    Measure("items", N_("Items collected"), ITEMS),
    Measure("opinions", N_("Opinions heard"), ITEMS),
    Measure("times", N_("Persuasions"), CASES),
    Measure("refused", N_("Of them refused"), CASES),
    Measure("used", N_("Vehicles that went out"), VEHICLES),
    Measure("vehicles", N_("Vehicles rescued"), VEHICLES),
    Measure("rescued", N_("People rescued"), PEOPLE),
    Measure("suspects", N_("Suspects"), PEOPLE),
    Measure("units", N_("Places looked at"), UNITS),
    Measure("households", N_("Households visited"), HOUSEHOLDS),
    Measure("frauds", N_("Frauds stopped"), CASES),
    Measure("money", N_("Money saved or recovered"), YUAN),
)  # fmt: skip
"""All numbers of people's own; everything else is counted from rows. Money is kept in 分."""

MEASURE: Mapping[str, Measure] = {one.name: one for one in MEASURES}

CODES: Mapping[str, CodeList] = {
    "place_type": PLACE_KIND, "topic": TOPIC, "scam": SCAM, "form": FORM, "audience": AUDIENCE, "mode": PATROL_MODE,
    "subject": TRAINING, "method": METHOD, "services": SERVICES, "certificate": CERTIFICATE, "way": WAY,
    "info": INFO, "assist": ASSIST, "persuasion": PERSUASION, "drill": DRILL, "bodies": DEPARTMENT,
    "mechanism": MECHANISM, "dimension": DIMENSION,
}  # fmt: skip
"""The code lists of facts, by their columns."""

SEVERAL = frozenset({"topic", "scam", "audience", "services", "bodies", "mechanism", "assist", "persuasion"})
"""Facts of which an activity may have several codes; the column has them with commas, in the order of the list."""

TEXTS: Mapping[str, int] = {
    "place": 200, "route": 200, "unit": 200, "outside_no": 60, "handed_to": 200, "season": 200, "text": 10_000,
}  # fmt: skip
"""Texts, with the characters that they may have."""

LABELS: Mapping[str, str] = {
    "when": N_("Time"), "people_in": N_("Who took part"), "trainer": N_("Trainer or speaker"),
    "served": N_("Who was served"), "team": N_("Team"), "area": N_("Area"), "links": N_("Records it led to"),
    "place": N_("Place"), "route": N_("Route"), "unit": N_("Unit, school or body"),
    "outside_no": N_("Number of the case system"), "handed_to": N_("Handed to"), "season": N_("Plan or season"),
    "text": N_("In words"), "duty": N_("Enter duties, too"),
    "repeat": N_("Planned again until"),
    "bodies": N_("Bodies that joined in"),
    **{name: codes.label for name, codes in CODES.items() if name != "bodies"},
    **{one.name: one.label for one in MEASURES},
}  # fmt: skip
"""What each field is called."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What is to be known of one kind of activity."""

    code: str
    unit: str
    """The measure word of one of them."""
    first: tuple[str, ...]
    """The fields that are asked before all others, in the order of speech; Enter in the last of them saves."""
    more: tuple[str, ...] = ()
    """Further fields of its own."""
    needs: tuple[str, ...] = ()
    """Of these, what it cannot do without once it is done."""
    lasts: bool = False
    """Whether it has a beginning and an end: without a time it begins now and is ended later."""
    dimension: str = "service"
    service: str = "other"
    """For what its hours count."""
    ones: tuple[str, ...] = ()
    """Numbers that are one where nothing is typed."""
    counted: str = ""
    """The number by which it is counted; without one each record counts once."""


_ALL = ("people_in", "when", "place", "area", "team", "text", "links", "bodies", "mechanism", "dimension")
"""Fields that every kind has, behind its own."""

KINDS: tuple[Kind, ...] = (
    Kind("patrol", TIMES, ("people_in", "place"), ("route", "mode", "place_type", "opinions"), lasts=True,
         dimension="patrol", service="patrol"),
    Kind("publicity", TIMES, ("topic", "place"), ("form", "audience", "people", "copies", "forwards", "scam"),
         needs=("topic",), dimension="law_publicity", service="publicity"),
    Kind("persuasion", CASES, ("persuasion", "people_in"), ("times", "refused", "place_type"),
         needs=("persuasion",), ones=("times",), counted="times", dimension="patrol", service="persuasion"),
    Kind("info", ITEMS, ("info", "items"), ("unit",),
         needs=("info", "items"), counted="items", dimension="info", service="info"),
    Kind("school_guard", SESSIONS, ("unit", "people_in"), lasts=True,
         needs=("unit",), dimension="patrol", service="school_guard"),
    Kind("training", TIMES, ("subject", "people_in"), ("trainer", "method", "season"),
         needs=("subject",), dimension="training", service="training"),
    Kind("visit", TIMES, ("place",), ("households", "opinions", "items", "served"),
         ones=("households",), dimension="info", service="info"),
    Kind("delivery", TIMES, ("certificate", "handed_to"), ("way",),
         needs=("certificate", "handed_to"), dimension="service", service="delivery"),
    Kind("incident", CASES, ("outside_no", "text"), ("assist", "handed_to", "suspects"),
         needs=("outside_no",), dimension="service", service="call_answer"),
    Kind("case", CASES, ("outside_no", "text"), ("assist", "handed_to"),
         needs=("outside_no",), dimension="info", service="tip"),
    Kind("arrest", PEOPLE, ("outside_no", "text"), ("assist", "handed_to", "suspects"),
         needs=("outside_no",), ones=("suspects",), counted="suspects", dimension="service", service="call_answer"),
    Kind("rescue", TIMES, ("text", "people_in"), ("used", "vehicles", "rescued"), lasts=True,
         ones=("vehicles",), dimension="service", service="rescue"),
    Kind("class", TIMES, ("subject", "unit"), ("trainer", "method", "season", "people"),
         needs=("subject",), dimension="training", service="training"),
    Kind("outing", TIMES, ("place", "people_in"), ("services", "people", "served", "copies", "frauds", "money"),
         lasts=True, needs=("place",)),
    Kind("care", TIMES, ("served", "text"), ("households",), dimension="care", service="care"),
    Kind("service", TIMES, ("text", "served"), ("services", "people"), needs=("text",)),
    Kind("check", TIMES, ("place", "units"), ("place_type",), dimension="patrol", service="hazard_check"),
    Kind("security", SESSIONS, ("unit", "people_in"), ("place_type",), lasts=True,
         needs=("unit",), dimension="patrol", service="security_duty"),
    Kind("traffic", SESSIONS, ("place", "people_in"), ("unit",), lasts=True,
         dimension="patrol", service="traffic"),
    Kind("drill", TIMES, ("drill", "place"), ("unit", "trainer"),
         needs=("drill",), dimension="training", service="training"),
    Kind("other", TIMES, ("text",), ("people", "served"), needs=("text",)),
)  # fmt: skip
"""In the order in which they are offered, the nine most frequent first."""

KIND = CodeList(
    "activity_kind", N_("Kind of activity"),
    Code("patrol", N_("Patrol round")),
    Code("publicity", N_("Publicity")),
    Code("persuasion", N_("Persuasion")),
    Code("info", N_("Information items")),
    Code("school_guard", N_("School guard")),
    Code("training", N_("Training held")),
    Code("visit", N_("House visit")),
    Code("delivery", N_("Certificate delivered")),
    Code("incident", N_("Helped with an incident")),
    Code("case", N_("Helped to solve a case")),
    Code("arrest", N_("Helped to arrest")),
    Code("rescue", N_("Rescue call-out")),
    Code("class", N_("Police-school class")),
    Code("outing", N_("Mobile police room")),
    Code("care", N_("Care visit")),
    Code("service", N_("Service for the community")),
    Code("check", N_("Safety check")),
    Code("security", N_("Security at an event")),
    Code("traffic", N_("Directing traffic")),
    Code("drill", N_("Drill or response")),
    Code("other", N_("Other activity")),
)  # fmt: skip

_BY_CODE: Mapping[str, Kind] = {one.code: one for one in KINDS}


def kind_of(code: str) -> Kind:
    """The kind of a code; one that a room added is like `other`."""
    return _BY_CODE.get(code, _BY_CODE["other"])


def fields_of(code: str) -> tuple[str, ...]:
    """The names of the fields of a kind, in their order."""
    kind = kind_of(code)
    return tuple(dict.fromkeys((*kind.first, *kind.more, *_ALL)))


def step_field(name: str) -> StepField:
    """A field of an activity as a form has it."""
    if name in CODES:
        return StepField(name, LABELS[name], "codes" if name in SEVERAL else "code", False, CODES[name])
    if name in MEASURE:
        return StepField(name, LABELS[name], "money" if name == "money" else "number", False)
    kinds = {"when": "moment", "place": "place", "text": "long", "team": "team", "area": "area"}
    return StepField(name, LABELS[name], kinds.get(name, "text"), False)
