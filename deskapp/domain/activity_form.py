"""An activity as a form has it: from what was typed to columns that can be written."""

from __future__ import annotations

import re
from collections.abc import Mapping

from deskapp.domain.activity import Activity, Told
from deskapp.domain.activity_kinds import (
    CODES,
    KIND,
    LABELS,
    MEASURE,
    SEVERAL,
    TEXTS,
    Kind,
    fields_of,
    kind_of,
)
from deskapp.domain.activity_when import typed_when
from deskapp.domain.codes import CodeList
from deskapp.domain.errors import DeskError, Exit, about
from deskapp.domain.money import read_money, show_money
from deskapp.domain.text import clean, narrow, one_line
from deskapp.domain.times import Calendar
from deskapp.domain.words import N_, Term, Words

MOST = 10_000_000
"""More of one thing is a slip of the finger."""
_BETWEEN = re.compile(r"[,，、;；\n]+")
_SPLIT = re.compile(r"[\s,，、;；]+")


def read_columns(kind: str, given: Mapping[str, str], t: Words) -> dict[str, object]:
    """The columns of facts, texts and numbers in `given`; what is looked up is left to the service.

    Raises DeskError for a field that the kind does not have.
    """
    known = fields_of(kind)
    found: dict[str, object] = {}
    for name, text in given.items():
        if name not in known:
            raise DeskError(
                N_("“{kind}” has no field “{name}”. It has: {known}."),
                code=Exit.USAGE, kind=Term(KIND.source_of(kind)), name=clean(name)[:40], known=", ".join(known),
            )  # fmt: skip
        if name in CODES:
            with about(name):
                found[name] = _codes(CODES[name], text, t) if name in SEVERAL else _code(CODES[name], text, t)
        elif name == "money":
            found[name] = read_money(text, name)
        elif name in MEASURE:
            found[name] = read_count(text, name)
        elif name in TEXTS:
            found[name] = _text(name, text)
    return found


def refuse_missing(kind: Kind, row: object) -> None:
    """Raise DeskError where what the kind cannot do without is empty."""
    for name in kind.needs:
        if not getattr(row, name):
            raise DeskError(
                N_("“{kind}” needs “{label}”: fill it in. What you typed is kept."),
                code=Exit.USAGE, field=name, kind=Term(KIND.source_of(kind.code)), label=Term(LABELS[name]),
            )  # fmt: skip


def usual_numbers(kind: str) -> dict[str, int]:
    """What counts of a kind where nothing is typed: one vehicle rescued, one persuasion."""
    return dict.fromkeys(kind_of(kind).ones, 1)


def read_count(text: str, field: str) -> int:
    """A whole number as typed: 200, 1,200, 4.3万, 200份; nothing is none. Raises DeskError."""
    said = re.sub(r"(?<=[0-9])[,，](?=[0-9]{3})", "", narrow(clean(text)))
    if not said:
        return 0
    found = re.fullmatch(r"([0-9]{1,9})(?:\.([0-9]{1,4}))?(万|千)?\D{0,4}", said)
    if found is not None:
        scale = {"万": 10_000, "千": 1_000}.get(found[3] or "", 1)
        part = int(found[2] or 0) * scale / 10 ** len(found[2] or "")
        total = int(found[1]) * scale + part
        if part == int(part) and total <= MOST:
            return int(total)
    raise DeskError(
        N_("“{text}” is no number of “{label}”: type a whole number like 200. What you typed is kept."),
        code=Exit.USAGE, field=field, text=clean(text)[:40], label=Term(LABELS[field]),
    )  # fmt: skip


def names_of(text: str) -> tuple[str, ...]:
    """Names and numbers with commas between them, each once."""
    parts = (one_line(one) for one in _BETWEEN.split(clean(text, lines=True)))
    return tuple(dict.fromkeys(filter(None, parts)))


def numbers_of(text: str) -> tuple[str, ...]:
    """Record numbers, whatever stands between them, each once."""
    parts = (narrow(one).upper() for one in _SPLIT.split(clean(text, lines=True)))
    return tuple(dict.fromkeys(filter(None, parts)))


def texts_of(one: Activity) -> dict[str, str]:
    """Facts, texts and numbers as a form shows them."""
    found: dict[str, str] = {}
    for name in fields_of(one.kind):
        if name == "money":
            found[name] = show_money(one.money) if one.money else ""
        elif name in MEASURE:
            found[name] = str(getattr(one, name) or "")
        elif name in SEVERAL:
            found[name] = ",".join(getattr(one, name))
        elif name in CODES or name in TEXTS:
            found[name] = getattr(one, name)
    return found


def _code(codes: CodeList, text: str, t: Words) -> str:
    return codes.find(text, t) if text.strip() else ""


def _codes(codes: CodeList, text: str, t: Words) -> str:
    """Several codes with commas, in the order of the list."""
    chosen = {codes.find(one, t) for one in names_of(text)}
    order = {entry.code: at for at, entry in enumerate(codes.here(t).entries)}
    return ",".join(sorted(chosen, key=lambda code: order.get(code, len(order))))


def _text(name: str, text: str) -> str:
    said = clean(text.strip(), lines=True) if name == "text" else one_line(clean(text))
    if len(said) > TEXTS[name]:
        raise DeskError(
            N_("“{label}” has {count} characters, {limit} are the limit. All of it is kept: shorten it."),
            code=Exit.USAGE, field=name, label=Term(LABELS[name]), count=len(said), limit=TEXTS[name],
        )  # fmt: skip
    return said


def typed(told: Told, calendar: Calendar) -> dict[str, str]:
    """All that a form shows of an activity, as it is typed: facts, people, records, and when it was."""
    one = told.activity
    start, end = (one.start_at, one.end_at) if one.start_at else (one.plan_from, one.plan_to)
    return texts_of(one) | {
        "people_in": _people(told, "member"), "trainer": _people(told, "trainer"), "served": _people(told, "served"),
        "links": " ".join(link.number for link in told.links), "team": one.team, "area": one.area,
        "when": typed_when(start, end, calendar),
    }  # fmt: skip


def _people(told: Told, role: str) -> str:
    return ", ".join(who.number or who.name for who in told.with_role(role))


def order_of(status: str, held_on: str, start: str) -> str:
    """Where an activity stands in the list: what is open first, the next one on top, then the rest, newest first."""
    if status in ("planned", "running"):
        return f"{'0' if status == 'running' else '1'}{held_on}{start}"
    turned = "".join(
        chr(ord("9") - int(digit)) if digit.isdigit() else digit for digit in f"{held_on}{start[:19]}"
    )
    return f"2{turned}"
