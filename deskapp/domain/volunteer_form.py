"""A volunteer as a form has one: the fields, and from what was typed to columns that can be written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from deskapp.domain.codes import CodeList
from deskapp.domain.errors import DeskError, Exit, about
from deskapp.domain.machine import StepField
from deskapp.domain.person_codes import SEX
from deskapp.domain.text import clean, narrow, one_line
from deskapp.domain.times import read_day
from deskapp.domain.volunteer import Volunteer
from deskapp.domain.volunteer_codes import CONSENT, IDENTITY, ROLE
from deskapp.domain.words import N_, Term, Words

PERSON_FIELDS: tuple[StepField, ...] = (
    StepField("name", N_("Name"), "name"),
    StepField("phone", N_("Phone"), "phone", required=False),
    StepField("id_number", N_("ID number"), "id", required=False),
    StepField("sex", N_("Sex"), "code", required=False, options=SEX),
    StepField("born", N_("Date of birth"), "day", required=False),
    StepField("address", N_("Address"), "place", required=False),
)
"""What stands on the card of the person; it is corrected there."""

FIELDS: tuple[StepField, ...] = (
    StepField("member_no", N_("Member number"), "text", required=False),
    StepField("identity", IDENTITY.label, "codes", required=False, options=IDENTITY),
    StepField("employer", N_("Employer"), "text", required=False),
    StepField("roles", ROLE.label, "codes", required=False, options=ROLE),
    StepField("skills", N_("Skills"), "text", required=False),
    StepField("grid", N_("Grid"), "text", required=False),
    StepField("insurance_no", N_("Insurance number"), "text", required=False),
    StepField("insurance_until", N_("Insured until"), "date", required=False),
    StepField("consent", CONSENT.label, "code", required=False, options=CONSENT),
    StepField("pledged_on", N_("Pledge signed on"), "date", required=False),
    StepField("joined_on", N_("Joined on"), "date", required=False),
)
"""What of a volunteer can be typed and corrected."""

LABELS: Mapping[str, str] = {field.name: field.label for field in FIELDS}
LIMITS: Mapping[str, int] = {"member_no": 20, "employer": 100, "skills": 200, "grid": 100, "insurance_no": 60}
"""Characters that a text may have."""
_LISTS: Mapping[str, CodeList] = {"identity": IDENTITY, "roles": ROLE}
_MEMBER = re.compile(r"[0-9A-Z一-鿿][0-9A-Z一-鿿/_-]{0,19}")


def texts_of(volunteer: Volunteer) -> dict[str, str]:
    """Each field as a form shows it."""
    return {name: text_of(getattr(volunteer, name)) for name in LABELS}


def text_of(value: object) -> str:
    """The value of a field as it is typed."""
    if isinstance(value, date):
        return value.isoformat()
    return ",".join(value) if isinstance(value, tuple) else str(value or "")


def read_columns(given: Mapping[str, str], today: date, t: Words) -> dict[str, object]:
    """The columns of the texts in `given`, codes with commas and days as texts. Raises DeskError."""
    found: dict[str, object] = {}
    for name, text in given.items():
        if name not in LABELS:
            raise DeskError(
                N_("There is no field “{name}” to correct. There is: {known}."),
                code=Exit.USAGE, name=clean(name), known=", ".join(LABELS),
            )  # fmt: skip
        if name == "member_no":
            found[name] = read_member_no(text)
        elif name in _LISTS:
            with about(name):
                found[name] = ",".join(read_codes(_LISTS[name], text, t))
        elif name == "consent":
            with about(name):
                found[name] = CONSENT.find(text, t) if text.strip() else ""
        elif name in LIMITS:
            found[name] = _text(name, text)
        else:
            found[name] = _day(name, text, today)
    return found


def read_member_no(text: str) -> str:
    """A member number as typed, its letters large. Raises DeskError."""
    said = narrow(clean(text)).upper()
    if said and not _MEMBER.fullmatch(said):
        raise DeskError(
            N_("“{text}” cannot be a member number: up to 20 digits, letters, - and /. Type another one."),
            code=Exit.USAGE, field="member_no", text=clean(text)[:40],
        )  # fmt: skip
    return said


def read_codes(codes: CodeList, text: str, t: Words) -> tuple[str, ...]:
    """Several codes, by code or label, with any comma between them. Raises DeskError."""
    parts = re.split(r"[,，、;；/\n]+", text)
    return tuple(dict.fromkeys(codes.find(part, t) for part in parts if part.strip()))


def _text(name: str, text: str) -> str:
    said = one_line(clean(text))
    if len(said) > LIMITS[name]:
        raise DeskError(
            N_("“{label}” has {count} characters, {limit} are the limit. All of it is kept: shorten it."),
            code=Exit.USAGE, field=name, label=Term(LABELS[name]), count=len(said), limit=LIMITS[name],
        )  # fmt: skip
    return said


def _day(name: str, text: str, today: date) -> str | None:
    if not text.strip():
        return None
    with about(name):
        found = read_day(text, today)
    if name != "insurance_until" and found > today:
        raise DeskError(
            N_("“{text}” is still to come: type a day that has been. What you typed is kept."),
            code=Exit.USAGE, field=name, text=clean(text),
        )  # fmt: skip
    return found.isoformat()


def order_of(member_no: str, *, open: bool) -> str:
    """Where a volunteer stands in the register: who belongs to it first, numbers in the order of counting."""
    counted = re.sub(r"[0-9]+", lambda found: found[0].zfill(12), member_no)
    return f"{'0' if open else '1'}{counted}"
