"""deskapp list: records in lines aligned by cells, as bare lines or as JSON."""

from __future__ import annotations

import json
import shutil
import sqlite3
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime

import typer
from rich.cells import cell_len, set_cell_size

from deskapp.commands.activity_looks import list_activities
from deskapp.commands.attendance_looks import list_attendances
from deskapp.commands.call import Call
from deskapp.commands.dispute_looks import list_disputes
from deskapp.commands.field_looks import area_key, list_areas, list_hazards
from deskapp.commands.group import DeskCommand
from deskapp.commands.lead_looks import KINDS as FIELD_KINDS
from deskapp.commands.lead_looks import STATES as FIELD_STATES
from deskapp.commands.lead_looks import list_field
from deskapp.commands.log import choices
from deskapp.commands.looks import KINDS, check_kind, eyes_of
from deskapp.commands.volunteer_looks import list_equipment, list_teams, list_volunteers
from deskapp.domain import activity_codes, attendance_codes, volunteer_codes
from deskapp.domain.activity_kinds import KIND as ACTIVITY
from deskapp.domain.codes import CodeList
from deskapp.domain.dispute_codes import STATUS as DISPUTE_STATUS
from deskapp.domain.dispute_codes import TYPE
from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.hazard_codes import CATEGORY as HAZARD_CATEGORY
from deskapp.domain.hazard_codes import LEVEL
from deskapp.domain.hazard_codes import STATUS as HAZARD_STATUS
from deskapp.domain.listing import Sorting
from deskapp.domain.request import Request
from deskapp.domain.request_codes import CATEGORY, STATUS
from deskapp.domain.shift import STATUS as SHIFT_STATUS
from deskapp.domain.text import clean, one_line
from deskapp.domain.times import read_day
from deskapp.domain.volunteer_codes import ROLE
from deskapp.domain.words import N_, Term, Words
from deskapp.files.records import cells, record
from deskapp.reading import (
    activity_lists,
    attendance_lists,
    field_lists,
    hazard_lists,
    volunteer_lists,
    volunteers,
)
from deskapp.reading.activity_lists import ActivityFilter
from deskapp.reading.attendance_lists import AttendanceFilter
from deskapp.reading.dispute_lists import DisputeFilter
from deskapp.reading.hazard_lists import HazardFilter
from deskapp.reading.request_lists import RequestFilter, columns, row_of
from deskapp.reading.request_orders import NEWEST, SORTS, orders
from deskapp.reading.requests import request_of
from deskapp.reading.volunteer_lists import VolunteerFilter
from deskapp.wiring import Desk

_NUMBER = 15
"""Cells of a whole number."""

_STATES: Mapping[str, CodeList] = {
    "requests": STATUS, "disputes": DISPUTE_STATUS, "volunteers": volunteer_codes.STATUS,
    "attendances": attendance_codes.STATUS, "activities": activity_codes.STATUS, "teams": STATUS, "equipment": STATUS,
    **FIELD_STATES,
    "hazards": HAZARD_STATUS, "areas": STATUS, "handovers": SHIFT_STATUS,
}  # fmt: skip
"""The states of the records of each list."""

_WHOLE = {"teams": list_teams, "equipment": list_equipment}
"""The lists that are written whole."""

_NOWHERE = frozenset({"volunteers", "teams", "equipment", "handovers"})
"""The registers whose records name no area."""

_ASCII = str.maketrans(
    {"○": "o", "◐": "o", "◔": "o", "→": ">", "●": "*", "■": "*", "◇": "-", "×": "x", "…": "~"}
)


def add(app: typer.Typer, call: Call) -> None:
    """Add the command to the program."""
    t = call.t

    @app.command(
        "list",
        cls=DeskCommand,
        help=t("List records, the newest first; names and phones are masked as on paper."),
        epilog="deskapp list requests --open\ndeskapp list disputes --overdue\n"
        "deskapp list disputes --type noise --open --area 02-05\n"
        "deskapp list requests --from 11-01 --to today --json",
    )
    def show_list(
        kind: str = typer.Argument(
            ..., metavar=t("KIND"), help=t("which list: {every}", every=", ".join(KINDS))
        ),
        open: bool = typer.Option(False, "--open", help=t("what is still open")),
        overdue: bool = typer.Option(False, "--overdue", help=t("what is open and past its due date")),
        mine: bool = typer.Option(False, "--mine", help=t("what the signed-in officer is responsible for")),
        category: str = typer.Option(
            "",
            "--category",
            "--type",
            "--kind",
            metavar="C",
            help=t(
                "requests: {requests}; disputes: {disputes}; hazards: {hazards}; activities: {activities}",
                requests=choices(CATEGORY, t),
                disputes=choices(TYPE, t),
                hazards=choices(HAZARD_CATEGORY, t),
                activities=choices(ACTIVITY, t),
            ),
        ),
        status: str = typer.Option("", "--status", metavar="S", help=t("in this state, by code or word")),
        date: str = typer.Option(
            "", "--date", metavar="D", help=t("entered on this day: today, 11-21, 2026-11-21")
        ),
        from_: str = typer.Option("", "--from", metavar="D", help=t("entered on this day or later")),
        to: str = typer.Option("", "--to", metavar="D", help=t("entered on this day or earlier")),
        text: str = typer.Option(
            "", "--text", metavar="T", help=t("words in number, name, phone, place, text, result")
        ),
        sort: str = typer.Option(
            "",
            "--sort",
            metavar="S",
            help=t("by which column, with - before it the other way round: {every}", every=", ".join(SORTS)),
        ),
        team: str = typer.Option(
            "", "--team", metavar="T", help=t("volunteers: of this team and those under it")
        ),
        role: str = typer.Option("", "--role", metavar="R", help=choices(ROLE, t)),
        review: bool = typer.Option(False, "--review", help=t("duties that wait for an officer's word")),
        area: str = typer.Option(
            "",
            "--area",
            metavar="A",
            help=t("in this area and those under it, by number, code, name or pinyin"),
        ),
        level: str = typer.Option("", "--level", metavar="L", help=choices(LEVEL, t)),
        limit: str = typer.Option("", "--limit", metavar="N", help=t("at most so many lines")),
    ) -> int:
        register = check_kind(kind, t)
        role = ROLE.find(role, t) if role.strip() else ""
        with call.desk() as desk:
            now = desk.clock()
            types = {
                "disputes": TYPE, "hazards": HAZARD_CATEGORY, "activities": ACTIVITY, **FIELD_KINDS,
            }.get(register, CATEGORY)  # fmt: skip
            chosen = RequestFilter(
                open=open,
                overdue=overdue,
                mine=desk.actor.officer_id if mine else 0,
                category=types.find(category, t) if category.strip() else "",
                status=_STATES[register].find(status, t) if status.strip() else "",
                from_day=day_of(desk, date or from_, now),
                to_day=day_of(desk, date or to, now),
                text=text,
                area_id=_area(desk, register, area, t),
            )
            if register == "handovers":
                from deskapp.commands.handover_looks import list_handovers

                list_handovers(call, desk, text, chosen.status, limit_of(limit))
                return Exit.DONE
            if register in FIELD_STATES:
                narrow = field_lists.FieldFilter(
                    open, overdue, chosen.status, chosen.category, chosen.from_day, chosen.to_day,
                    chosen.area_id,
                )  # fmt: skip
                order = _sorting(sort, field_lists.SORTS, field_lists.DUE)
                list_field(call, desk, register, narrow, order, limit_of(limit))
                return Exit.DONE
            if register == "areas":
                list_areas(call, desk, chosen.area_id)
                return Exit.DONE
            if register in _WHOLE:
                _WHOLE[register](call, desk)
                return Exit.DONE
            if register == "hazards":
                picked_hazards = HazardFilter(
                    chosen.open, chosen.overdue, chosen.category, LEVEL.find(level, t) if level.strip() else "",
                    chosen.status, chosen.area_id, chosen.from_day, chosen.to_day, text,
                )  # fmt: skip
                order = _sorting(sort, hazard_lists.SORTS, hazard_lists.DUE)
                list_hazards(call, desk, picked_hazards, order, limit_of(limit))
                return Exit.DONE
            if register == "activities":
                done = ActivityFilter(
                    open, chosen.category, chosen.status, _team(desk, team), chosen.area_id, chosen.from_day,
                    chosen.to_day,
                )  # fmt: skip
                order = _sorting(sort, activity_lists.SORTS, activity_lists.DESK)
                list_activities(call, desk, done, order, limit_of(limit))
                return Exit.DONE
            if register == "attendances":
                on = AttendanceFilter(
                    open,
                    review,
                    chosen.status,
                    team_id=_team(desk, team),
                    from_day=chosen.from_day,
                    to_day=chosen.to_day,
                    area_id=chosen.area_id,
                )
                order = _sorting(sort, attendance_lists.SORTS, attendance_lists.NEWEST)
                list_attendances(call, desk, on, order, limit_of(limit))
                return Exit.DONE
            if register == "volunteers":
                picked = VolunteerFilter(open, chosen.status, role, _team(desk, team), text)
                order = _sorting(sort, volunteer_lists.SORTS, volunteer_lists.MEMBERS)
                list_volunteers(call, desk, picked, order, limit_of(limit))
                return Exit.DONE
            if register == "disputes":
                narrowed = DisputeFilter(
                    chosen.open, chosen.overdue, chosen.mine, chosen.category, chosen.status, chosen.from_day,
                    chosen.to_day, text, chosen.area_id,
                )  # fmt: skip
                wanted = _sorting(sort, SORTS, NEWEST) if sort.strip() else None
                list_disputes(call, desk, narrowed, now, limit_of(limit), wanted)
                return Exit.DONE
            _write(call, desk, _found(desk, chosen, now, limit_of(limit), _sorting(sort, SORTS, NEWEST)), now)
        return Exit.DONE


def day_of(desk: Desk, typed: str, now: datetime) -> date | None:
    """A day as typed, or None. Raises DeskError."""
    return read_day(typed, desk.room.calendar.day(now)) if typed.strip() else None


def limit_of(typed: str) -> int:
    """A number of lines as typed, -1 for all. Raises DeskError."""
    if not typed:
        return -1
    if not (typed.isascii() and typed.isdigit() and len(typed) < 10):
        raise DeskError(
            N_("--limit takes a number, not “{text}”. Type it like --limit 20."), code=Exit.USAGE, text=typed
        )
    return int(typed)


def _area(desk: Desk, register: str, typed: str, t: Words) -> int:
    """The key of an area as typed, 0 where none is. Raises DeskError where the records name no area."""
    if typed.strip() and register in _NOWHERE:
        raise DeskError(
            N_("{register} are of no area: leave --area out, or list {every}."), code=Exit.USAGE,
            register=Term(KINDS[register]), every=", ".join(kind for kind in KINDS if kind not in _NOWHERE),
        )  # fmt: skip
    return area_key(desk, typed)


def _team(desk: Desk, typed: str) -> int:
    """The key of a team as typed, 0 where none is."""
    if not typed.strip():
        return 0
    found = volunteers.find_team(desk.reader, desk.room.id, one_line(clean(typed)))
    if found is None:
        raise DeskError(
            N_("There is no team “{team}”. Look: deskapp list teams"),
            code=Exit.NOT_FOUND,
            team=clean(typed)[:60],
        )
    return found.id


def _sorting(typed: str, known: Sequence[str], first: Sorting) -> Sorting:
    name = typed.strip().removeprefix("-")
    if not name:
        return first
    if name not in known:
        raise DeskError(
            N_("There is no column “{text}” to sort by. There is: {every}."),
            code=Exit.USAGE, text=clean(typed), every=", ".join(known),
        )  # fmt: skip
    return Sorting(name, typed.strip().startswith("-"))


def _found(
    desk: Desk, chosen: RequestFilter, now: datetime, limit: int, sorting: Sorting
) -> Iterator[Request]:
    where, params = chosen.where(now)
    order = ", ".join(f"{term.column} {'DESC' if term.desc else 'ASC'}" for term in orders(sorting))
    rows: Iterator[sqlite3.Row] = desk.reader.execute(
        f"SELECT * FROM request WHERE room_id = ? AND {where} ORDER BY {order} LIMIT ?",
        [desk.room.id, *params, limit],
    )
    return (request_of(row) for row in rows)


def _write(call: Call, desk: Desk, found: Iterator[Request], now: datetime) -> None:
    t, eyes = call.t, eyes_of(desk, call.t)
    if call.flags.json:
        _write_json(found, call, desk)
        return
    count = 0
    for count, request in enumerate(found, 1):
        if call.flags.plain:
            call.write_plain(*(one_line(cell) for cell in cells(request, eyes)))
            continue
        if count == 1 and not call.flags.quiet and sys.stdout.isatty():
            call.write(_line([t(column.label) for column in columns(t)], t))
        row = row_of(request, desk.room, now, t)
        line = _line([row.cells[0], request.number, *row.cells[2:]], t)
        call.write(line.translate(_ASCII) if call.flags.ascii else line)
    if count == 0:
        call.say(N_("Nothing here. Log a request with: deskapp log"))


def _write_json(found: Iterator[Request], call: Call, desk: Desk) -> None:
    eyes = eyes_of(desk, call.t)
    opened = "["
    for request in found:
        print(f"{opened}\n{json.dumps(record(request, eyes), ensure_ascii=False)}", end="")
        opened = ","
    print("[]" if opened == "[" else "\n]")


def _line(texts: list[str], t: Words) -> str:
    """One line, the long column at its end; it is cut on a terminal alone."""
    widths = [_NUMBER if column.name == "number" else column.width for column in columns(t)]
    order = [at for at, width in enumerate(widths) if width] + [
        at for at, width in enumerate(widths) if not width
    ]
    parts = [_padded(texts[at], widths[at]) for at in order]
    line = "  ".join(parts).rstrip()
    if sys.stdout.isatty():
        room = shutil.get_terminal_size().columns
        if cell_len(line) > room:
            line = f"{set_cell_size(line, room - 1).rstrip()}…"
    return line


def _padded(text: str, width: int) -> str:
    return text + " " * max(0, width - cell_len(text))
