"""deskapp export: all records in one file."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path

import typer

from deskapp.commands.call import Call
from deskapp.commands.group import DeskCommand
from deskapp.commands.looks import check_kind, eyes_of
from deskapp.domain.errors import Exit
from deskapp.domain.request import Request
from deskapp.domain.words import N_, Words
from deskapp.files import export as files
from deskapp.reading import (
    activities,
    areas,
    attendances,
    certificates,
    disputes,
    field_records,
    hazards,
    people,
    slots,
    volunteers,
)
from deskapp.reading.requests import request_of
from deskapp.services.reads import keep
from deskapp.wiring import Desk


def add(app: typer.Typer, call: Call) -> None:
    """Add the command to the program."""
    t = call.t

    @app.command(
        "export",
        cls=DeskCommand,
        help=t("Write all records into a file, masked: JSON for programs, CSV or Excel for people."),
        epilog="deskapp export 2026-11.xlsx\ndeskapp export desk.json --yes\n"
        "deskapp export disputes.csv --kind disputes",
    )
    def export(
        file: str = typer.Argument(
            ..., metavar=t("FILE"), help=t("its ending says the kind: .json, .csv, .xlsx")
        ),
        kind: str = typer.Option(
            "requests",
            "--kind",
            metavar=t("KIND"),
            help=t("which table a .csv holds: {every}", every=", ".join(files.TABLES)),
        ),
    ) -> int:
        table = check_kind(kind, t, files.TABLES)
        path = (
            Path(call.settings.kept_exports).expanduser() / Path(file).expanduser()
            if Path(file).name == file
            else Path(file).expanduser()
        )
        ending = files.kind_of(path)
        call.may_replace(path)
        with call.desk() as desk:
            if call.flags.dry_run:
                call.say(N_("{path} would be written; nothing is written."), path=path)
                return Exit.DONE
            count = _export(call, desk, path, ending, table)
        call.say(N_("Records written: {count}, into {path}"), count=count, path=path)
        return Exit.DONE


def _export(call: Call, desk: Desk, path: Path, kind: str, table: str) -> int:
    shown = sys.stderr.isatty() and not call.flags.quiet
    with files.whole_file(path) as part:
        desk.reader.execute("BEGIN")
        cards = people.every(desk.reader, desk.room.id)
        quarrels = disputes.every(desk.reader, desk.room.id)
        members = volunteers.every(desk.reader, desk.room.id)
        duties = attendances.every(desk.reader, desk.room.id)
        papers = certificates.every(desk.reader, desk.room.id)
        count = files.write(
            _all(desk),
            part,
            kind,
            eyes_of(desk, call.t),
            _counter(shown),
            cards,
            quarrels,
            members,
            duties,
            slots.every(desk.reader, desk.room.id),
            ((one, volunteers.by_id(desk.reader, one.volunteer_id)) for one in papers),
            _field_work(desk, call.t),
            table,
            appeals=field_records.every_appeal(desk.reader.execute, desk.room.id),
            custody=field_records.every_item(desk.reader.execute, desk.room.id),
            lost=field_records.every_report(desk.reader.execute, desk.room.id),
        )
        desk.reader.execute("COMMIT")
        # Inside, so that no export lies there that the chain does not know.
        keep(desk.settings.database, desk.key, desk.clock, desk.actor, "export", "room", desk.room.id,
             {"kind": kind, "count": count})  # fmt: skip
    return count


def _field_work(desk: Desk, t: Words) -> files.FieldWork:
    """Hazards, activities and areas, with the names that stand in them."""
    found = tuple(hazards.every(desk.reader, desk.room.id))
    names = hazards.finders(desk.reader, found, desk.room, desk.room.calendar.day(desk.clock()), t)
    every = tuple(areas.every(desk.reader, desk.room.id))
    done = activities.every(desk.reader, desk.room.id)
    return files.FieldWork(found, names, done, every, {one.id: one for one in every})


def _all(desk: Desk) -> Iterator[Request]:
    rows: Iterator[sqlite3.Row] = desk.reader.execute(
        "SELECT * FROM request WHERE room_id = ? ORDER BY id", (desk.room.id,)
    )
    return (request_of(row) for row in rows)


def _counter(shown: bool) -> files.Progress:
    def progress(count: int) -> None:
        if shown:
            print(f"\r{count}", end="", file=sys.stderr, flush=True)

    return progress
