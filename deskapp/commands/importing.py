"""deskapp import: volunteers, areas or activities from Excel or CSV, looked at first, then all or nothing."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import typer

from deskapp.commands.call import Call
from deskapp.commands.group import DeskCommand
from deskapp.domain.activity_sheet import ActivitySheet
from deskapp.domain.area_sheet import AreaSheet
from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.roster import Roster
from deskapp.domain.text import clean
from deskapp.domain.words import N_
from deskapp.files.roster import read_rows
from deskapp.reading import areas
from deskapp.wiring import Desk

Table = Roster | AreaSheet | ActivitySheet

KINDS = {"volunteers": N_("Volunteers"), "areas": N_("Areas"), "activities": N_("Activities")}
"""What can be imported, and what it is called."""

_DONE: Mapping[type[Table], str] = {
    Roster: N_("Imported: {count} volunteers. deskapp undo takes all of it back."),
    AreaSheet: N_("Imported: {count} areas. deskapp undo takes all of it back."),
    ActivitySheet: N_("Imported: {count} activities. deskapp undo takes all of it back."),
}
_COUNTED: Mapping[type[Table], str] = {
    Roster: N_("Volunteers: {good}, bad rows: {bad}, rows with warnings: {warned}."),
    AreaSheet: N_("Areas: {good}, bad rows: {bad}, rows with warnings: {warned}."),
    ActivitySheet: N_("Activities: {good}, bad rows: {bad}, rows with warnings: {warned}."),
}


def add(app: typer.Typer, call: Call) -> None:
    """Add the command to the program."""
    t = call.t

    @app.command(
        "import",
        cls=DeskCommand,
        help=t(
            "Import volunteers, areas or activities from .xlsx or .csv: odd rows are shown first, then all or nothing."
        ),
        epilog="deskapp import volunteers roster.xlsx --dry-run\ndeskapp import volunteers roster.csv --yes\n"
        "deskapp import areas grids.xlsx\ndeskapp import activities november.xlsx",
    )
    def import_(
        kind: str = typer.Argument(..., metavar=t("KIND"), help=", ".join(KINDS)),
        file: str = typer.Argument(..., metavar=t("FILE"), help=t("its ending says the kind: .xlsx, .csv")),
    ) -> int:
        wanted = kind.strip().casefold()
        register = next((name for name, label in KINDS.items() if wanted in (name, t(label).casefold())), "")
        if not register:
            raise DeskError(
                N_("There is nothing “{kind}” to import. There is: {every}."),
                code=Exit.USAGE, kind=clean(kind), every=", ".join(KINDS),
            )  # fmt: skip
        path = Path(file).expanduser()
        rows = read_rows(path)
        with call.desk() as desk:
            found: Table
            if register == "volunteers":
                found = desk.importing.look(rows, desk.reader.execute, t)
            elif register == "activities":
                found = desk.activity_import.look(rows, desk.reader.execute, t)
            else:
                found = desk.areas.look(rows, areas.areas(desk.reader, desk.room.id), t)
            _preview(call, found)
            if found.bad:
                raise DeskError(
                    N_(
                        "{count} rows are bad: mend them in the file, then import it again. Nothing is written."
                    ),
                    count=len({one.at for one in found.bad}),
                )
            if call.flags.dry_run:
                call.say(N_("All of it is right; nothing is written."))
                return Exit.DONE
            _agreed(call)
            number = _written(call, desk, found, path.name)
        _tell(call, found, number)
        return Exit.DONE


def _tell(call: Call, found: Table, number: str) -> None:
    count = len(found.entries)
    if call.flags.json:
        made = {"teams": list(found.teams)} if isinstance(found, Roster) else {"kinds": dict(found.counts())}
        call.write_json({"number": number, "count": count} | made)
        return
    call.write(f"{number} {count}")
    call.say(
        _DONE[type(found)],
        count=count,
    )


def _preview(call: Call, found: Table) -> None:
    """Every odd row by its number, the teams that will be made, the headings that are left out."""
    for one in sorted(found.problems, key=lambda one: (one.at, not one.bad)):
        text = N_("Row {row}: {why}") if one.bad else N_("Row {row} (warning): {why}")
        call.warn(text, row=one.at, why=one.say(call.t))
    if isinstance(found, Roster) and found.teams:
        call.say(N_("Teams that will be made: {teams}"), teams=", ".join(found.teams))
    if found.ignored:
        call.say(N_("Columns that are left out: {columns}"), columns=", ".join(found.ignored))
    warned = len({one.at for one in found.problems if not one.bad})
    call.say(
        _COUNTED[type(found)],
        good=len(found.entries), bad=len({one.at for one in found.bad}), warned=warned,
    )  # fmt: skip


def _agreed(call: Call) -> None:
    if call.flags.yes:
        return
    if call.on_terminal and call.ask(N_("Write all of it? (y/n)")).casefold() in ("y", "yes", "是", "好"):
        return
    raise DeskError(N_("Nothing is written. To write all of it, add --yes."))


def _written(call: Call, desk: Desk, found: Table, name: str) -> str:
    def verb(progress: Callable[[int, int], None]) -> str:
        if isinstance(found, Roster):
            return desk.importing.roster(found, name, desk.actor, call.t, progress)
        if isinstance(found, ActivitySheet):
            return desk.activity_import.take_over(found, name, desk.actor, call.t, progress)
        return desk.areas.take_over(found, name, desk.actor, progress)

    if not sys.stderr.isatty() or call.flags.quiet:
        return verb(lambda done, of: None)
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress

    with Progress(BarColumn(), MofNCompleteColumn(), console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=len(found.entries))
        return verb(lambda done, of: bar.update(task, completed=done))
