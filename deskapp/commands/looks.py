"""What the reading commands share: who looks, the number as typed, the record of a number."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from deskapp.domain.area import Area
from deskapp.domain.area_find import find_area
from deskapp.domain.codes import Code, CodeList
from deskapp.domain.dispute import PREFIX as DISPUTE_PREFIX
from deskapp.domain.dispute import File
from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.number import read_number
from deskapp.domain.numbers import AREA
from deskapp.domain.request import PREFIX, Request
from deskapp.domain.request_steps import Facts
from deskapp.domain.text import clean, narrow
from deskapp.domain.words import N_, Words
from deskapp.files.records import Eyes
from deskapp.reading import areas, disputes
from deskapp.reading import requests as reading
from deskapp.reading.areas import name_of
from deskapp.wiring import Desk

AREA_HELP = N_("in which area: its code, name or pinyin")

KINDS: Mapping[str, str] = {
    "requests": N_("Requests"), "disputes": N_("Disputes"), "volunteers": N_("Volunteers"),
    "attendances": N_("Duties"), "activities": N_("Activities"), "teams": N_("Teams"), "equipment": N_("Equipment"),
    "appeals": N_("Lead appeals"), "custody": N_("Found things"), "lost": N_("Lost reports"),
    "hazards": N_("Hazards"), "areas": N_("Areas"), "handovers": N_("Handovers"),
}  # fmt: skip
"""The registers that can be listed, and what they are called."""


def eyes_of(desk: Desk, t: Words) -> Eyes:
    """Who looks at the records of `desk` now."""
    today = desk.room.calendar.day(desk.clock())
    people = {officer.id: officer for officer in desk.officers}
    return Eyes(desk.room, people, today, t, lambda key: name_of(desk.reader, key))


def number_of(desk: Desk, typed: str) -> str:
    """The number as typed, whole; digits alone mean today's. Raises DeskError."""
    return read_number(typed, PREFIX, desk.room.calendar.day(desk.clock()))


def request_of(desk: Desk, typed: str) -> Request:
    """The request of a number as typed. Raises DeskError where there is none."""
    number = number_of(desk, typed)
    found = reading.find(desk.reader, desk.room.id, number)
    if found is None:
        raise DeskError(
            N_("There is no record {number}. Look it up: deskapp list requests, or F5."),
            code=Exit.NOT_FOUND, number=number,
        )  # fmt: skip
    return found


def check_kind(kind: str, t: Words, known: Iterable[str] = tuple(KINDS)) -> str:
    """The register of a name as typed, one of `known`. Raises DeskError for another one, naming those that are."""
    wanted = kind.strip().casefold()
    for name in known:
        if wanted in (name, t(KINDS[name]).casefold()):
            return name
    raise DeskError(
        N_("There is no list “{kind}”. There is: {every}."),
        code=Exit.USAGE, kind=clean(kind), every=", ".join(known),
    )  # fmt: skip


def is_dispute(typed: str) -> bool:
    """Whether a number as typed is that of a dispute."""
    return narrow(typed).upper().startswith(f"{DISPUTE_PREFIX}-")


def dispute_of(desk: Desk, typed: str) -> File:
    """The dispute of a number as typed. Raises DeskError where there is none."""
    number = read_number(typed, DISPUTE_PREFIX, desk.room.calendar.day(desk.clock()))
    found = disputes.find(desk.reader, desk.room.id, number)
    if found is None:
        raise DeskError(
            N_("There is no dispute {number}. Look it up: deskapp list disputes, or F5."),
            code=Exit.NOT_FOUND, number=number,
        )  # fmt: skip
    return found


def area_of(desk: Desk, typed: str) -> Area:
    """The area of a number, code, name or pinyin as typed. Raises DeskError."""
    if narrow(typed).upper().startswith(f"{AREA}-"):
        number = read_number(typed, AREA, desk.room.calendar.day(desk.clock()))
        found = areas.find(desk.reader, desk.room.id, number)
        if found is not None:
            return found
        raise DeskError(
            N_("There is no area {number}. Look: deskapp list areas"),
            code=Exit.NOT_FOUND, number=clean(number)[:40],
        )  # fmt: skip
    return find_area(areas.areas(desk.reader, desk.room.id), typed)


def area_number(desk: Desk, area_id: int | None) -> str:
    """The number of an area by its key; empty for none."""
    found = areas.by_id(desk.reader, area_id) if area_id is not None else None
    return found.number if found is not None else ""


def facts_of(desk: Desk, t: Words) -> Facts:
    """What the guards need to know, to check something without writing it."""
    return Facts(
        desk.clock(), desk.room.calendar, desk.actor.officer_id, desk.officers,
        lambda number: reading.find(desk.reader, desk.room.id, number), desk.requests.registers, t, desk.room.rules,
        lambda typed: area_of(desk, typed).id if typed.strip() else None,
    )  # fmt: skip


def choices(codes: Iterable[Code], t: Words) -> str:
    """The codes of a list that are offered, each with its label where that is another word."""
    entries = codes.offered(t) if isinstance(codes, CodeList) else codes
    return ", ".join(e.choice(t) for e in entries)
