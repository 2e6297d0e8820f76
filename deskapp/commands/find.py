"""deskapp find: anyone and anything by whatever is known, grouped by register, each with the reason."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import typer

from deskapp.commands.call import Call
from deskapp.commands.group import DeskCommand
from deskapp.commands.help import aligned
from deskapp.commands.lead_looks import outside_record_of
from deskapp.commands.lists import day_of, limit_of
from deskapp.commands.log import choices
from deskapp.commands.looks import eyes_of, facts_of
from deskapp.domain import activity_card, search_keys
from deskapp.domain.activity_kinds import KIND
from deskapp.domain.asking import find_officer
from deskapp.domain.dispute_shown import shown_names
from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.request_codes import CATEGORY
from deskapp.domain.search_hits import Reason
from deskapp.domain.text import clean, one_line
from deskapp.domain.volunteer_card import state_text
from deskapp.domain.words import N_, Words
from deskapp.files.activities import activity_record
from deskapp.files.areas import area_record
from deskapp.files.disputes import dispute_record
from deskapp.files.hazards import hazard_record
from deskapp.files.people import person_record
from deskapp.files.records import Eyes, record
from deskapp.files.volunteers import volunteer_record
from deskapp.reading import activities, areas, dispute_lists, found, found_field, hazards, search, volunteers
from deskapp.reading.disputes import by_id
from deskapp.reading.field_lists import found_cells
from deskapp.reading.people import value
from deskapp.reading.request_lists import RequestFilter, state_cell
from deskapp.reading.requests import request_of
from deskapp.wiring import Desk

LIMIT = 20
"""Records of each register that are shown unless more are asked for."""


@dataclass(frozen=True, slots=True)
class Group:
    """What was found in one register."""

    register: str
    count: int
    rows: Sequence[tuple[sqlite3.Row, Reason]]


def add(app: typer.Typer, call: Call) -> None:
    """Add the command to the program."""
    t = call.t
    known = typer.Argument(..., metavar=t("TEXT"), help=t("what is known; all words must fit"))

    @app.command(
        "find",
        cls=DeskCommand,
        help=t(
            "Find people, volunteers, disputes, requests by characters, pinyin, initials, number tails, places, words."
        ),
        epilog="deskapp find zjp\ndeskapp find 5678 --open --json",
    )
    def find(
        text: list[str] = known,
        kind: str = typer.Option("", "--kind", metavar="K", help=", ".join(search.KINDS)),
        open: bool = typer.Option(False, "--open", help=t("what is still open")),
        from_: str = typer.Option("", "--from", metavar="D", help=t("entered on this day or later")),
        to: str = typer.Option("", "--to", metavar="D", help=t("entered on this day or earlier")),
        category: str = typer.Option("", "--category", metavar="C", help=choices(CATEGORY, t)),
        officer: str = typer.Option(
            "", "--officer", metavar="O", help=t("name or badge number of the responsible officer")
        ),
        limit: str = typer.Option(
            "", "--limit", metavar="N", help=t("at most so many lines of each register")
        ),
    ) -> int:
        words = search_keys.words(" ".join(text))
        if not words:
            raise DeskError(
                N_("Say what to find: a character, a letter or a digit at least."), code=Exit.USAGE
            )
        with call.desk() as desk:
            now = desk.clock()
            chosen = RequestFilter(
                open=open,
                officer=find_officer(officer, facts_of(desk, t)) if officer.strip() else 0,
                category=CATEGORY.find(category, t) if category.strip() else "",
                from_day=day_of(desk, from_, now),
                to_day=day_of(desk, to, now),
            )
            asked = found.Asked(desk.connection, desk.room, words, chosen, now, t, _kinds(kind, t))
            most = limit_of(limit) if limit else LIMIT
            groups = [_group(asked, register, most) for register in asked.registers]
            _write(call, desk, groups, now)
        if not any(group.rows for group in groups):
            call.warn(N_("Nothing is found for “{text}”. Try fewer characters or other words."),
                      text=clean(" ".join(text)[:60]))  # fmt: skip
            return Exit.NOT_FOUND
        return Exit.DONE


def _kinds(typed: str, t: Words) -> tuple[str, ...]:
    said = typed.strip().casefold()
    if not said:
        return ()
    for name, register in search.KINDS.items():
        if said in (name, register, t(search.SEARCHED[register].label).casefold()):
            return (register,)
    raise DeskError(
        N_("There is no kind “{kind}”. There is: {every}."),
        code=Exit.USAGE, kind=clean(typed), every=", ".join(search.KINDS),
    )  # fmt: skip


def _group(asked: found.Asked, register: str, limit: int) -> Group:
    connection, room_id = asked.connect(), asked.room.id
    where = found.where_of(asked, register)
    rows = search.found(connection, room_id, register, asked.words, limit, where)
    today = asked.room.calendar.day(asked.now)
    told = [(row, search.why(connection, register, row, asked.words, today, asked.t)) for row in rows]
    count = max(len(rows), search.count(connection, room_id, register, asked.words, where))
    return Group(register, count, told)


def _write(call: Call, desk: Desk, groups: Sequence[Group], now: datetime) -> None:
    t, eyes = call.t, eyes_of(desk, call.t)
    names = {register: name for name, register in search.KINDS.items()}
    if call.flags.json:
        call.write_json(
            {
                names[g.register]: [_values(desk.reader, g.register, *one, eyes) for one in g.rows]
                for g in groups
            }
        )
        return
    for group in groups:
        rows = [_cells(desk.reader, group.register, row, reason, eyes, now) for row, reason in group.rows]
        if call.flags.plain:
            for cells in rows:
                call.write_plain(names[group.register], *cells)
        elif rows:
            shown = t(N_("{kind}: {count}"), kind=t(search.SEARCHED[group.register].label), count=group.count)
            if len(rows) < group.count:
                shown = t(N_("{kind}: {shown} of {count}"), kind=t(search.SEARCHED[group.register].label),
                          shown=len(rows), count=group.count)  # fmt: skip
            call.write(shown)
            for line in _table(rows):
                call.write(f"  {line}")


def _table(rows: Sequence[tuple[str, ...]]) -> list[str]:
    lines = [row[-1] for row in rows]
    for at in range(len(rows[0]) - 2, -1, -1):
        lines = aligned([(row[at], line) for row, line in zip(rows, lines, strict=True)])
    return lines


_FIELD = {"lead_appeal": "appeals", "custody": "custody", "lost_report": "lost"}


def _cells(
    connection: sqlite3.Connection, register: str, row: sqlite3.Row, reason: Reason, eyes: Eyes, now: datetime
) -> tuple[str, ...]:
    t = eyes.t
    why = one_line(found.said(reason, t))
    if register == "person":
        person = value(connection, row)
        phones = "" if person.is_sheltered(eyes.today) else " ".join(person.shown_phones())
        return (person.number, person.shown_name(eyes.today, t, eyes.room.masks), phones or "-", why)
    if register == "volunteer":
        found_one = volunteers.by_id(connection, row["id"])
        assert found_one is not None
        one, person = found_one.volunteer, found_one.person
        name = person.shown_name(eyes.today, t, eyes.room.masks)
        return (f"{one.number} {one.member_no}", name, state_text(one.status, t), why)
    if register in ("area", "hazard"):
        said = found_field.row_of(connection, register, row["id"], eyes.room, now, t)
        return (row["number"], said[1], said[2], why)
    if register == "dispute":
        file = by_id(connection, row["id"])
        assert file is not None
        state = dispute_lists.row_of(file, eyes.room, now, t).cells[0]
        return (file.dispute.number, shown_names(file, t, eyes.room.masks), state, why)
    if register == "activity":
        done = activities.activity_of(row)
        return (done.number, KIND.label_of(done.kind, t), activity_card.state_text(done, t), why)
    if register in _FIELD:
        _, who, state, about, _ = found_cells(connection, register, row["id"], eyes.room, now, t)
        return (row["number"], who or "-", state, f"{why} · {about}")
    request = request_of(row)
    return (
        request.number,
        request.shown_name(eyes.today, t, eyes.room.masks),
        state_cell(request, now, t),
        why,
    )


def _values(
    connection: sqlite3.Connection, register: str, row: sqlite3.Row, reason: Reason, eyes: Eyes
) -> Mapping[str, object]:
    by = {"by": eyes.t(reason.label), "text": reason.text, "match": reason.hit}
    if register == "person":
        person = value(connection, row)
        return person_record(person, eyes) | {"found_by": by}
    if register == "volunteer":
        found_one = volunteers.by_id(connection, row["id"])
        assert found_one is not None
        return volunteer_record(found_one, eyes) | {"found_by": by}
    if register == "area":
        known = areas.known(connection, eyes.room.id)
        return area_record(areas.area_of(row), known, eyes) | {"found_by": by}
    if register == "hazard":
        one = hazards.by_id(connection, row["id"])
        assert one is not None
        names = hazards.finders(connection, [one], eyes.room, eyes.today, eyes.t)
        return hazard_record(one, eyes, names) | {"found_by": by}
    if register == "dispute":
        file = by_id(connection, row["id"])
        assert file is not None
        return dispute_record(file, eyes) | {"found_by": by}
    if register == "activity":
        told = activities.by_id(connection, row["id"])
        assert told is not None
        return activity_record(told, eyes) | {"found_by": by}
    if register in _FIELD:
        return outside_record_of(connection, _FIELD[register], row["id"], eyes) | {"found_by": by}
    return record(request_of(row), eyes) | {"found_by": by}
