"""deskapp figures: the counted figures of a period, with n/N and the rule of each."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import typer

from deskapp.commands.call import Call
from deskapp.commands.group import DeskCommand
from deskapp.commands.help import aligned
from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.figures import Figure, Period
from deskapp.domain.sheet import say
from deskapp.domain.text import clean, one_line
from deskapp.domain.times import read_day
from deskapp.domain.words import N_, Words
from deskapp.files import export as files
from deskapp.files.figures import write_figures
from deskapp.reading.figures import figures
from deskapp.wiring import Desk


def add(app: typer.Typer, call: Call) -> None:
    """Add the command to the program."""
    t = call.t

    @app.command(
        "figures",
        cls=DeskCommand,
        help=t("Count the figures of a period, each with its rule; without days it is this year so far."),
        epilog="deskapp figures --from 01-01 --to today\ndeskapp figures --from 2026-01-01 --to 2026-12-31 --json\n"
        "deskapp figures --xlsx figures.xlsx",
    )
    def show_figures(
        from_: str = typer.Option("", "--from", metavar="D", help=t("the first day, like 01-01")),
        to: str = typer.Option("", "--to", metavar="D", help=t("the last day; it may lie in the future")),
        xlsx: str = typer.Option("", "--xlsx", metavar=t("FILE"), help=t("as an Excel file into this place")),
    ) -> int:
        with call.desk() as desk:
            period = period_of(desk, from_, to)
            found = figures(desk.reader, desk.room, period)
        if xlsx:
            _keep(call, found, period, Path(xlsx).expanduser())
            return Exit.DONE
        if call.flags.json:
            call.write_json({one.code: one.facts() for one in found})
        elif call.flags.plain:
            for one in found:
                parts = (one.code, one.told(), str(one.n), "" if one.of is None else str(one.of))
                call.write_plain(*(one_line(part) for part in parts))
        else:
            call.write(t(N_("Figures from {first} to {last}"), first=period.first, last=period.last))
            for line in lines(found, t):
                call.write(line)
        return Exit.DONE


def _keep(call: Call, found: tuple[Figure, ...], period: Period, path: Path) -> None:
    """Write the Excel file, whole or not at all."""
    if files.kind_of(path) != "xlsx":
        raise DeskError(
            N_("“{name}” is no name of an Excel file: give it the ending .xlsx. Nothing is written."),
            code=Exit.USAGE, name=clean(path.name),
        )  # fmt: skip
    call.may_replace(path)
    if call.flags.dry_run:
        call.say(N_("{path} would be written; nothing is written."), path=path)
        return
    with files.whole_file(path) as part:
        count = write_figures(found, period, part, call.t)
    call.say(N_("{count} figures kept: {path}"), count=count, path=path)


def period_of(desk: Desk, first: str, last: str) -> Period:
    """The days as typed; this year so far where nothing is said. Raises DeskError."""
    today = desk.room.calendar.day(desk.clock())
    start = read_day(first, today) if first.strip() else None
    end = read_day(last, today) if last.strip() else today
    start = start or date(end.year, 1, 1)
    if start > end:
        raise DeskError(
            N_("The period ends on {last}, before it begins on {first}: type the earlier day behind --from."),
            code=Exit.USAGE, first=start, last=end,
        )  # fmt: skip
    return Period(start, end)


def lines(found: tuple[Figure, ...], t: Words) -> list[str]:
    """The figures in lines aligned by cells: plain ones with their rule, breakdowns under a head of their own."""
    told: list[str] = []
    plain = [one for one in found if not one.metric.by]
    rows = [(say(one.label(), t), f"{_value(one, t):<18}  {t(one.metric.rule)}") for one in plain]
    told += aligned(rows)
    for metric in dict.fromkeys(one.metric for one in found if one.metric.by):
        told += ["", f"{t(metric.label)}  ({t(metric.rule)})"]
        group = [one for one in found if one.metric is metric]
        told += [
            f"  {line}" for line in aligned([(one_line(say(one.label(), t)), one.told()) for one in group])
        ]
    return told


def _value(one: Figure, t: Words) -> str:
    unit = one.metric.unit if one.metric.unit == "%" else f" {t(one.metric.unit)}"
    shown = f"{one.told()}{unit}" if one.value is not None else "—"
    return f"{shown} {one.parts()}".rstrip()
