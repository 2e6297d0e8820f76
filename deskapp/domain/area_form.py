"""An area as a form has it: from what was typed to columns that can be written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation

from deskapp.domain.area import KIND, PLACE_KIND, Area
from deskapp.domain.errors import DeskError, Exit, about
from deskapp.domain.identity import read_phone
from deskapp.domain.machine import StepField
from deskapp.domain.text import clean, narrow, one_line
from deskapp.domain.times import read_day
from deskapp.domain.words import N_, Term, Words

FIELDS: tuple[StepField, ...] = (
    StepField("name", N_("Name of the area"), "text"),
    StepField("kind", KIND.label, "code", required=False, options=KIND),
    StepField("parent", N_("Under the area"), "area", required=False),
    StepField("beat", N_("Belongs to the beat"), "area", required=False),
    StepField("code", N_("Own number"), "text", required=False),
    StepField("place_kind", PLACE_KIND.label, "code", required=False, options=PLACE_KIND),
    StepField("address", N_("Address"), "place", required=False),
    StepField("contact", N_("Contact person"), "text", required=False),
    StepField("phone", N_("Phone"), "phone", required=False),
    StepField("people", N_("Residents or members"), "number", required=False),
    StepField("size", N_("Size in km²"), "text", required=False),
    StepField("stamped_on", N_("Contact stamp on"), "day", required=False),
    StepField("notes", N_("Notes"), "long", required=False),
)
"""What of an area can be typed, by the name that it has in JSON."""

LABELS: Mapping[str, str] = {field.name: field.label for field in FIELDS}
LIMITS: Mapping[str, int] = {
    "name": 100,
    "code": 30,
    "address": 200,
    "contact": 100,
    "phone": 40,
    "notes": 10_000,
}
"""Characters that a text may have."""

LOOKED_UP = ("parent", "beat")
"""Fields that name another area."""

_MOST = 10**9
_CODE = re.compile(r"[0-9A-Za-z][0-9A-Za-z.-]*")


def read_area(given: Mapping[str, str], today: date, t: Words, *, new: bool) -> dict[str, object]:
    """Check what was typed, but for parent and beat, which are looked up; of a `new` area the name is needed.

    Raises DeskError.
    """
    for name in given:
        if name not in LABELS:
            raise DeskError(
                N_("There is no field “{name}” to correct. There is: {known}."),
                code=Exit.USAGE, name=clean(name), known=", ".join(LABELS),
            )  # fmt: skip
    found: dict[str, object] = {}
    for name in ("name", "code", "address", "contact", "notes"):
        if name in given:
            found[name] = _text(name, given[name])
    if (new or "name" in given) and not found.get("name"):
        raise DeskError(
            N_("The area has no name yet: type one. What you typed is kept."), code=Exit.USAGE, field="name"
        )
    _refuse_code(str(found.get("code") or ""))
    return found | _read_codes(given, t) | _read_facts(given, today)


def texts_of(one: Area, parent: str, beat: str) -> dict[str, str]:
    """Each field as a form shows it; `parent` and `beat` are numbers."""
    return {
        "name": one.name, "kind": one.kind, "parent": parent, "beat": beat, "code": one.code,
        "place_kind": one.place_kind, "address": one.address, "contact": one.contact, "phone": one.phone,
        "people": "" if one.people is None else str(one.people), "size": size_text(one.hectares),
        "stamped_on": one.stamped_on.isoformat() if one.stamped_on else "", "notes": one.notes,
    }  # fmt: skip


def size_text(hectares: int | None) -> str:
    """Hectares as square kilometres."""
    return "" if hectares is None else f"{Decimal(hectares) / 100:f}"


def _text(name: str, typed: str) -> str:
    said = clean(typed.strip(), lines=True) if name == "notes" else one_line(clean(typed))
    said = narrow(said) if name == "code" else said
    if len(said) > LIMITS[name]:
        raise DeskError(
            N_("“{label}” has {count} characters, {limit} are the limit. All of it is kept: shorten it."),
            code=Exit.USAGE, field=name, label=Term(LABELS[name]), count=len(said), limit=LIMITS[name],
        )  # fmt: skip
    return said


def _read_count(text: str) -> int | None:
    said = narrow(clean(text)).replace(",", "")
    if not said:
        return None
    if not said.isdecimal() or len(said) > 12 or int(said) > _MOST:
        raise DeskError(
            N_("“{text}” is no number: type a whole number like 4500. What you typed is kept."),
            code=Exit.USAGE, field="people", text=clean(text)[:40],
        )  # fmt: skip
    return int(said)


def _read_size(text: str) -> int | None:
    said = (
        narrow(clean(text))
        .casefold()
        .removesuffix("km²")
        .removesuffix("km2")
        .removesuffix("平方公里")
        .strip()
    )
    if not said:
        return None
    try:
        hectares = Decimal(said) * 100
    except InvalidOperation:
        hectares = Decimal(-1)
    if not hectares.is_finite() or not 0 <= hectares < _MOST:
        raise DeskError(
            N_("“{text}” is no size: type square kilometres like 2.5. What you typed is kept."),
            code=Exit.USAGE, field="size", text=clean(text)[:40],
        )  # fmt: skip
    return int(hectares)


def _refuse_code(said: str) -> None:
    if said and not _CODE.fullmatch(said):
        raise DeskError(
            N_("“{text}” is no own number: type digits, letters and dashes like 02-05-01. What you typed is kept."),
            code=Exit.USAGE, field="code", text=said,
        )  # fmt: skip


def _read_codes(given: Mapping[str, str], t: Words) -> dict[str, object]:
    found: dict[str, object] = {}
    for name, codes in (("kind", KIND), ("place_kind", PLACE_KIND)):
        if given.get(name, "").strip():
            with about(name):
                found[name] = codes.find(given[name], t)
        elif name in given and name == "place_kind":
            found[name] = ""
    return found


def _read_facts(given: Mapping[str, str], today: date) -> dict[str, object]:
    found: dict[str, object] = {}
    if "phone" in given:
        with about("phone"):
            found["phone"] = read_phone(given["phone"])
    if "people" in given:
        found["people"] = _read_count(given["people"])
    if "size" in given:
        found["hectares"] = _read_size(given["size"])
    if "stamped_on" in given:
        with about("stamped_on"):
            said = given["stamped_on"].strip()
            found["stamped_on"] = read_day(said, today).isoformat() if said else None
    return found
