"""Hazards and areas as the command line shows them."""

from __future__ import annotations

from deskapp.commands.call import Call
from deskapp.commands.help import aligned
from deskapp.commands.looks import area_of, eyes_of
from deskapp.commands.volunteer_looks import table, view_of
from deskapp.domain import area_card, hazard_card
from deskapp.domain.area import PREFIX as AREA
from deskapp.domain.area import beat_of, kind_text
from deskapp.domain.area_steps import MACHINE as AREA_MACHINE
from deskapp.domain.hazard import Hazard
from deskapp.domain.hazard_codes import PREFIX as HAZARD
from deskapp.domain.hazard_codes import STATUS
from deskapp.domain.hazard_steps import MACHINE
from deskapp.domain.listing import Sorting
from deskapp.domain.machine import Step
from deskapp.domain.number import read_number
from deskapp.domain.request_card import Line
from deskapp.domain.request_trail import undone_writes
from deskapp.domain.text import narrow, one_line
from deskapp.domain.tree import tree
from deskapp.domain.words import N_
from deskapp.files.areas import area_record
from deskapp.files.hazards import hazard_record, open_hazard
from deskapp.reading import areas, hazard_lists, hazards
from deskapp.reading import requests as reading
from deskapp.services.hazards import no_hazard
from deskapp.wiring import Desk


def is_hazard(typed: str) -> bool:
    """Whether a number as typed is that of a hazard."""
    return narrow(typed).upper().startswith(f"{HAZARD}-")


def is_area(typed: str) -> bool:
    """Whether a number as typed is that of an area."""
    return narrow(typed).upper().startswith(f"{AREA}-")


def hazard_of(desk: Desk, typed: str) -> Hazard:
    """The hazard of a number as typed; digits alone mean one of today. Raises DeskError."""
    number = read_number(typed, HAZARD, desk.room.calendar.day(desk.clock()))
    found = hazards.find(desk.reader, desk.room.id, number)
    if found is None:
        raise no_hazard(number)
    return found


def area_key(desk: Desk, typed: str) -> int:
    """The key of an area as typed, 0 where none is. Raises DeskError."""
    return area_of(desk, typed).id if typed.strip() else 0


def show_hazard(call: Call, desk: Desk, typed: str) -> None:
    """Write one hazard whole, its history and what is possible now; that it was opened is kept."""
    one, t = hazard_of(desk, typed), call.t
    desk.viewed("hazard", one.id, one.number)
    history = reading.history(desk.reader, "hazard", one.id)
    actions = reading.actions(desk.reader, "hazard", one.id)
    rechecks = hazards.rechecks(desk.reader, one.id)
    eyes, view = eyes_of(desk, t), view_of(call, desk)
    names = hazards.finders(desk.reader, [one], desk.room, eyes.today, t)
    if call.flags.json:
        gone = undone_writes(history)
        call.write_json(open_hazard(one, rechecks, eyes, names) | {
            "history": [
                {"at": eyes.iso(row.at), "by": eyes.who(row.by), "step": row.step, "from": row.source,
                 "to": row.target, "reason": row.why(t), "undone": row.write in gone}
                for row in history
            ],
            "actions": [
                {"at": eyes.iso(row.at), "by": eyes.who(row.by), "kind": row.kind, "text": row.text,
                 "undone": row.write in gone}
                for row in actions
            ],
            "allowed": [step.code for step in MACHINE.allowed(one.status)],
        })  # fmt: skip
        return
    told = hazard_card.trail(history, actions, view)
    _write(call, one.number, hazard_card.card(one, rechecks, view, names), told, MACHINE.allowed(one.status))


def show_area(call: Call, desk: Desk, typed: str) -> None:
    """Write one area whole, what was counted in it, its history; that it was opened is kept."""
    one, t = area_of(desk, typed), call.t
    desk.viewed("area", one.id, one.number)
    known, counted = areas.known(desk.reader, desk.room.id), areas.tallied(desk.reader, one)
    view = view_of(call, desk)
    history = reading.history(desk.reader, "area", one.id)
    if call.flags.json:
        call.write_json(area_record(one, known, eyes_of(desk, t)) | {
            "phone": one.phone,
            "counted": {"requests": counted.requests, "disputes": counted.disputes, "hazards": counted.hazards,
                        "open_hazards": counted.open_hazards, "areas": dict(counted.kinds)},
            "ratings": [
                {"rating": rating.verdict, "from": rating.first.isoformat(), "to": rating.last.isoformat(),
                 "text": rating.text}
                for rating in counted.ratings
            ],
            "allowed": [step.code for step in AREA_MACHINE.allowed(one.status)],
        })  # fmt: skip
        return
    lines = area_card.area_lines(one, known, counted, view)
    _write(
        call, one.number, lines, area_card.area_trail(history, view, known), AREA_MACHINE.allowed(one.status)
    )


def _write(
    call: Call, number: str, lines: tuple[Line, ...], told: tuple[Line, ...], steps: tuple[Step, ...]
) -> None:
    t = call.t
    rows = aligned([(t(N_("Number")), number), *((line.label, line.text) for line in lines)])
    rows += [
        "",
        t(N_("History")) + ":",
        *(f"  {row}" for row in aligned([(one.label, one.text) for one in told])),
    ]
    if steps:
        rows += ["", t(N_("Possible now")) + ":"]
        rows += [f"  {row}" for row in aligned([(step.code, t(step.label)) for step in steps])]
    for row in rows:
        call.write(row)


def list_hazards(
    call: Call, desk: Desk, chosen: hazard_lists.HazardFilter, sorting: Sorting, limit: int
) -> None:
    """Write the hazards that `chosen` lets through."""
    now, t = desk.clock(), call.t
    source = hazard_lists.list_source(desk.connection, desk.room, chosen, now, t, sorting)
    rows = source.first(limit if limit >= 0 else 10**9)
    found = [one for row in rows if (one := hazards.by_id(desk.reader, row.id)) is not None]
    if call.flags.json:
        eyes = eyes_of(desk, t)
        names = hazards.finders(desk.reader, found, desk.room, eyes.today, t)
        call.write_json([hazard_record(one, eyes, names) for one in found])
        return
    lines = []
    for one in found:
        cells = [one_line(cell) for cell in hazard_lists.row_of(one, desk.room, now, t).cells]
        lines.append((cells[0], one.number, *cells[2:]))
    table(call, lines)
    if not rows:
        call.say(N_("No hazard here. Enter one with: deskapp hazard add KIND TEXT"))


def list_areas(call: Call, desk: Desk, below: int = 0) -> None:
    """Write the areas as a tree, points and households in their places; of one area with all under it, if given."""
    found, t = areas.areas(desk.reader, desk.room.id), call.t
    if below:
        within = frozenset(areas.subtree(desk.reader, below))
        found = tuple(one for one in found if one.id in within)
    known = areas.known(desk.reader, desk.room.id)
    if call.flags.json:
        eyes = eyes_of(desk, t)
        call.write_json([area_record(one, known, eyes) for one in found])
        return
    rows: list[tuple[str, ...]] = []
    for depth, one in tree(found):
        beat = beat_of(known, one.id)
        rows.append(
            (
                one.number,
                one.label if call.flags.plain else "  " * depth + one.label,
                kind_text(known, one, t),
                beat.name if beat is not None and beat.id != one.id else "",
                one.address,
            )
        )
    table(call, rows)
    if not found:
        call.say(
            N_(
                "No area yet. Make one with: deskapp area add NAME, or take them over with: deskapp import areas"
            )
        )


def tell_hazard(call: Call, desk: Desk, one: Hazard) -> None:
    """Write number and state of a hazard, or the whole of it as JSON."""
    t = call.t
    if call.flags.json:
        eyes = eyes_of(desk, t)
        names = hazards.finders(desk.reader, [one], desk.room, eyes.today, t)
        call.write_json(open_hazard(one, hazards.rechecks(desk.reader, one.id), eyes, names))
    else:
        call.write(f"{one.number} {one.status if call.flags.plain else STATUS.label_of(one.status, t)}")
