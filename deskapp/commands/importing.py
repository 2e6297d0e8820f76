"""deskapp import: volunteers, areas and field work from Excel or CSV, looked at first, then all or nothing."""

from __future__ import annotations

import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

import typer

from deskapp import locales
from deskapp.commands.call import Call
from deskapp.commands.group import DeskCommand
from deskapp.commands.import_kinds import KINDS, Kind
from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.roster import Progress, Roster
from deskapp.domain.text import clean
from deskapp.domain.words import N_
from deskapp.files.roster import read_rows

PAINT = 0.1
"""Seconds between two looks at how far it is."""


def add(app: typer.Typer, call: Call) -> None:
    """Add the command to the program."""
    t = call.t

    @app.command(
        "import",
        cls=DeskCommand,
        help=t(
            "Import volunteers, areas, activities, hazards, lead appeals, found things or lost reports from .xlsx or "
            ".csv: odd rows are shown first, then all or nothing."
        ),
        epilog="deskapp import volunteers roster.xlsx --dry-run\ndeskapp import volunteers roster.csv --yes\n"
        "deskapp import areas grids.xlsx\ndeskapp import hazards november.xlsx",
    )
    def import_(
        kind: str = typer.Argument(..., metavar=t("KIND"), help=", ".join(KINDS)),
        file: str = typer.Argument(..., metavar=t("FILE"), help=t("its ending says the kind: .xlsx, .csv")),
    ) -> int:
        wanted = kind.strip().casefold()
        name = next((name for name, one in KINDS.items() if wanted in (name, t(one.label).casefold())), "")
        if not name:
            raise DeskError(
                N_("There is nothing “{kind}” to import. There is: {every}."),
                code=Exit.USAGE, kind=clean(kind), every=", ".join(KINDS),
            )  # fmt: skip
        try:
            return _import(call, KINDS[name], Path(file).expanduser())
        except KeyboardInterrupt:
            call.warn(N_("The import was cancelled: nothing is written. The same command begins anew."))
            raise


def _import(call: Call, kind: Kind, path: Path) -> int:
    with call.desk() as desk:
        with _watched(call) as progress:
            titles = (kind.label, call.t(kind.label), locales.load("zh")(kind.label))
            rows = read_rows(path, hours=kind.hours, progress=progress, titles=titles)
            found = kind.look(desk, rows, call.t, progress)
        _preview(call, kind, found)
        if found.bad:
            raise DeskError(
                N_("{count} rows are bad: mend them in the file, then import it again. Nothing is written."),
                count=len({one.at for one in found.bad}),
            )
        if call.flags.dry_run:
            call.say(N_("All of it is right; nothing is written."))
            return Exit.DONE
        _agreed(call)
        with _watched(call) as progress:
            number = kind.write(desk, found, path.name, call.t, progress)
    _tell(call, kind, found, number)
    return Exit.DONE


def _tell(call: Call, kind: Kind, found: Any, number: str) -> None:
    count = len(found.entries)
    if call.flags.json:
        made = {"teams": list(found.teams)} if isinstance(found, Roster) else {"kinds": dict(found.counts())}
        call.write_json({"number": number, "count": count} | made)
        return
    call.write(f"{number} {count}")
    call.say(kind.done, count=count)


def _preview(call: Call, kind: Kind, found: Any) -> None:
    """Every odd row by its number or its cell, the teams that will be made, the headings that are left out."""
    for one in sorted(found.problems, key=lambda one: (one.at, not one.bad)):
        if one.place is None:
            text = N_("Row {row}: {why}") if one.bad else N_("Row {row} (warning): {why}")
        else:
            text = N_("Cell {row}: {why}") if one.bad else N_("Cell {row} (warning): {why}")
        call.warn(text, row=one.where, why=one.say(call.t))
    if isinstance(found, Roster) and found.teams:
        call.say(N_("Teams that will be made: {teams}"), teams=", ".join(found.teams))
    if found.ignored:
        call.say(N_("Columns that are left out: {columns}"), columns=", ".join(found.ignored))
    warned = len({one.at for one in found.problems if not one.bad})
    call.say(
        kind.counted,
        good=len(found.entries), bad=len({one.at for one in found.bad}), warned=warned,
    )  # fmt: skip


def _agreed(call: Call) -> None:
    if call.flags.yes:
        return
    if call.on_terminal and call.ask(N_("Write all of it? (y/n)")).casefold() in ("y", "yes", "是", "好"):
        return
    raise DeskError(N_("Nothing is written. To write all of it, add --yes."))


@contextmanager
def _watched(call: Call) -> Iterator[Progress]:
    """A progress that is painted where somebody sees it, and by which Ctrl+C ends what is at work.

    What has been written when Ctrl+C comes stays written, and is told so; before that, nothing is.
    """
    with _stoppable() as stopped, _painted(call) as paint:
        told = 0.0

        def progress(done: int, of: int) -> None:
            nonlocal told
            if stopped():
                raise KeyboardInterrupt
            if done == of or time.monotonic() - told > PAINT:
                told = time.monotonic()
                paint(done, of)

        yield progress


@contextmanager
def _stoppable() -> Iterator[Callable[[], bool]]:
    """Whether Ctrl+C was pressed; pressed twice it ends everything at once."""
    pressed: list[int] = []
    if threading.current_thread() is not threading.main_thread():
        yield lambda: False
        return

    def stop(number: int, _frame: FrameType | None) -> None:
        if pressed:
            raise KeyboardInterrupt
        pressed.append(number)

    before = signal.signal(signal.SIGINT, stop)
    try:
        yield lambda: bool(pressed)
    finally:
        signal.signal(signal.SIGINT, before)


@contextmanager
def _painted(call: Call) -> Iterator[Progress]:
    """A bar on the terminal; nothing where nobody looks."""
    if not sys.stderr.isatty() or call.flags.quiet:
        yield lambda done, of: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn
    from rich.progress import Progress as Bar

    with Bar(BarColumn(), MofNCompleteColumn(), console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda done, of: bar.update(task, completed=done, total=of or None)
