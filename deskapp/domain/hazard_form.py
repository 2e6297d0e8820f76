"""A hazard as a form has it: from what was typed to columns that can be written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime, timedelta

from deskapp.domain.codes import CodeList
from deskapp.domain.coming_day import coming_day
from deskapp.domain.errors import DeskError, Exit, about
from deskapp.domain.hazard import Hazard
from deskapp.domain.hazard_codes import CATEGORY, DAYS, LEVEL, MEASURE, SOURCE, VENUE
from deskapp.domain.identity import read_phone
from deskapp.domain.machine import StepField
from deskapp.domain.request_draft import read_occurred
from deskapp.domain.text import clean, narrow, one_line
from deskapp.domain.times import Calendar, names_year, read_day
from deskapp.domain.words import N_, Term, Words

FIELDS: tuple[StepField, ...] = (
    StepField("category", CATEGORY.label, "code", options=CATEGORY),
    StepField("measure", MEASURE.label, "code", required=False, options=MEASURE),
    StepField("summary", N_("What is unsafe")),
    StepField("place", N_("Place"), "place", required=False),
    StepField("area", N_("Area"), "area", required=False),
    StepField("done", N_("What was done or ordered"), "text", required=False),
    StepField("deadline", N_("Fix until"), "day", required=False),
    StepField("level", LEVEL.label, "code", required=False, options=LEVEL),
    StepField("venue", VENUE.label, "code", required=False, options=VENUE),
    StepField("owner", N_("Who has to fix it"), "text", required=False),
    StepField("owner_phone", N_("Phone of that person"), "phone", required=False),
    StepField("order_no", N_("Number of the written order"), "text", required=False),
    StepField("finder", N_("Found by whom"), "finder", required=False),
    StepField("source", SOURCE.label, "code", required=False, options=SOURCE),
    StepField("found_at", N_("Found at"), "moment", required=False),
)
"""What of a hazard can be typed, in the order of the form."""

LABELS: Mapping[str, str] = {field.name: field.label for field in FIELDS}
LIMITS: Mapping[str, int] = {
    "summary": 10_000, "place": 200, "done": 10_000, "owner": 100, "owner_phone": 40, "order_no": 60,
}  # fmt: skip
"""Characters that a text may have."""

CORRECTED: tuple[StepField, ...] = tuple(field for field in FIELDS if field.name != "measure")
"""What can be corrected; what was done about it is a step."""

LOOKED_UP = ("area", "finder")
"""Fields that the service looks up."""

_CODES: Mapping[str, tuple[CodeList, str]] = {
    "category": (CATEGORY, ""), "venue": (VENUE, ""), "level": (LEVEL, "general"), "source": (SOURCE, "inspection"),
}  # fmt: skip
_COLUMNS = {"done": "measure"}


def proposed_deadline(level: str, today: date) -> date:
    """Until when a hazard of a level is to be fixed, where nobody says otherwise."""
    return today + timedelta(days=DAYS.get(level, DAYS["general"]))


def end_of(day: date, calendar: Calendar) -> datetime:
    """The moment at which a deadline has passed: the end of its day."""
    return calendar.bounds(day)[1]


def read_hazard(
    given: Mapping[str, str], now: datetime, calendar: Calendar, t: Words, *, new: bool
) -> dict[str, object]:
    """Check what was typed, but for what is looked up; of a `new` hazard kind and text are needed.

    Gives columns, moments as such; `measure` of the form is read by `read_measure`. Raises DeskError.
    """
    for name in given:
        if name not in LABELS:
            raise DeskError(
                N_("There is no field “{name}” to correct. There is: {known}."),
                code=Exit.USAGE, name=clean(name), known=", ".join(LABELS),
            )  # fmt: skip
    found: dict[str, object] = {}
    for name, (codes, usual) in _CODES.items():
        if new or name in given:
            found[name] = _code(name, codes, given.get(name, ""), usual, t)
    for name in ("summary", "place", "done", "owner", "order_no"):
        if name in given:
            found[_COLUMNS.get(name, name)] = _text(name, given[name])
    if (new or "summary" in given) and not found.get("summary"):
        raise DeskError(
            N_("It is not said yet what is unsafe: type a line. What you typed is kept."),
            code=Exit.USAGE, field="summary",
        )  # fmt: skip
    if "owner_phone" in given:
        with _of("owner_phone"):
            found["owner_phone"] = read_phone(given["owner_phone"])
    if new or given.get("found_at", "").strip():
        with _of("found_at"):
            found["found_at"] = read_occurred(given.get("found_at", ""), now, calendar)
    return found


def read_measure(given: Mapping[str, str], t: Words) -> str:
    """What is done with a new hazard: a deadline alone says that it is ordered. Raises DeskError."""
    said = given.get("measure", "").strip()
    if not said:
        return "ordered" if given.get("deadline", "").strip() else "later"
    with about("measure"):
        return MEASURE.find(said, t)


def read_deadline(text: str, today: date) -> date:
    """A day from today on. Raises DeskError."""
    with about("deadline"):
        if not text.strip():
            raise DeskError(
                N_("An order needs its deadline: type a day like 11-25, or +3d. What you typed is kept."),
                code=Exit.USAGE,
            )
        if names_year(text) and (day := read_day(text, today)) < today:
            raise DeskError(
                N_("The deadline {day} has passed already: type a later day. What you typed is kept."),
                code=Exit.USAGE, day=day,
            )  # fmt: skip
        return coming_day(text, today)


def texts_of(one: Hazard, area: str, finder: str, calendar: Calendar) -> dict[str, str]:
    """Each field that can be corrected as a form shows it; `area` and `finder` as they are chosen there."""
    return {
        "category": one.category, "summary": one.summary, "place": one.place, "area": area, "done": one.measure,
        "deadline": one.deadline.isoformat() if one.deadline else "", "level": one.level, "venue": one.venue,
        "owner": one.owner, "owner_phone": one.owner_phone, "order_no": one.order_no, "finder": finder,
        "source": one.source, "found_at": f"{calendar.local(one.found_at):%Y-%m-%d %H:%M}",
    }  # fmt: skip


@contextmanager
def _of(field: str) -> Iterator[None]:
    """Let a refusal inside be about `field`, whatever field of a request it names."""
    try:
        yield
    except DeskError as error:
        error.field = field
        raise


def _code(name: str, codes: CodeList, typed: str, usual: str, t: Words) -> str:
    said = typed.strip() or usual
    if not said:
        if name == "category":
            raise DeskError(
                N_("It is not chosen yet what kind of hazard it is: press a digit, 0 for all. What you typed is kept."),
                code=Exit.USAGE, field=name,
            )  # fmt: skip
        return ""
    with about(name):
        return codes.find(said, t)


def _text(name: str, typed: str) -> str:
    long = name in ("summary", "done")
    said = clean(typed.strip(), lines=True) if long else one_line(clean(typed))
    if name == "order_no":
        said = narrow(said)
    if len(said) > LIMITS[name]:
        raise DeskError(
            N_("“{label}” has {count} characters, {limit} are the limit. All of it is kept: shorten it."),
            code=Exit.USAGE, field=name, label=Term(LABELS[name]), count=len(said), limit=LIMITS[name],
        )  # fmt: skip
    return said
