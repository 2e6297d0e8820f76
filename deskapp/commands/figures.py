"""deskapp figures: the counted figures of a period, with n/N and the rule of each; charts, comparisons, sentences."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import typer

from deskapp.commands import figures_charts, figures_sentences
from deskapp.commands.call import Call
from deskapp.commands.group import DeskCommand
from deskapp.commands.help import aligned
from deskapp.domain.chart import BY, SUBJECT
from deskapp.domain.compare import BEFORE, YEAR_AGO, Beside, beside, narrowed, other_period
from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.figures import Figure, Period
from deskapp.domain.sheet import say
from deskapp.domain.text import clean, one_line
from deskapp.domain.times import read_day
from deskapp.domain.words import N_, Words
from deskapp.files import export as files
from deskapp.files.charts import add_charts
from deskapp.files.figures import write_figures
from deskapp.reading.area_levels import area_keys, team_keys
from deskapp.reading.charts import charts
from deskapp.reading.figures import figures
from deskapp.wiring import Desk


@dataclass(frozen=True, slots=True)
class Against:
    """With what is compared, as typed."""

    which: str
    first: str
    last: str

    @property
    def wanted(self) -> bool:
        """Whether anything was asked for."""
        return bool(self.which or self.first or self.last)


def add(app: typer.Typer, call: Call) -> None:
    """Add the command to the program."""
    t = call.t

    @app.command(
        "figures",
        cls=DeskCommand,
        help=t("Count the figures of a period, each with its rule; without days it is this year so far."),
        epilog="deskapp figures --from 01-01 --to today\ndeskapp figures --from 2026-01-01 --to 2026-12-31 --json\n"
        "deskapp figures --from 11-01 --to 11-30 --against year\n"
        "deskapp figures --from 11-01 --to 11-30 --against-from 10-01 --against-to 10-31\n"
        "deskapp figures --chart hour --of requests\ndeskapp figures --chart area --level 2 --pdf charts.pdf\n"
        "deskapp figures --sentences\ndeskapp figures --sentence 1 --to today\n"
        "deskapp figures --xlsx figures.xlsx",
    )
    def show_figures(
        from_: str = typer.Option("", "--from", metavar="D", help=t("the first day, like 01-01")),
        to: str = typer.Option("", "--to", metavar="D", help=t("the last day; it may lie in the future")),
        area: str = typer.Option("", "--area", metavar="A",
            help=t("only this area and all under it: its name or number")),
        team: str = typer.Option("", "--team", metavar="T",
            help=t("only this team and all under it: its name or number")),
        against: str = typer.Option("", "--against", metavar="W",
            help=t("beside it: before (the period before) or year (a year ago)")),
        against_from: str = typer.Option("", "--against-from", metavar="D",
            help=t("beside it, the first day of another period")),
        against_to: str = typer.Option("", "--against-to", metavar="D",
            help=t("beside it, the last day of another period")),
        chart: str = typer.Option("", "--chart", metavar="B",
            help=t("a chart instead, by: {every}", every=", ".join(BY))),
        of: str = typer.Option("", "--of", metavar="S",
            help=t("of what the chart is; else of all: {every}", every=", ".join(SUBJECT))),
        level: str = typer.Option("1", "--level", metavar="N",
            help=t("the level of grids of a chart by area, 1 is the top; or beat")),
        pdf: str = typer.Option("", "--pdf", metavar=t("FILE"), help=t("the charts as a PDF into this place")),
        sentence: str = typer.Option("", "--sentence", metavar="S",
            help=t("the sentence to publish of this name or number")),
        sentences: bool = typer.Option(False, "--sentences", help=t("all sentences to publish")),
        xlsx: str = typer.Option("", "--xlsx", metavar=t("FILE"), help=t("as an Excel file into this place")),
    ) -> int:  # fmt: skip
        with call.desk() as desk:
            period = _narrowed(desk, period_of(desk, from_, to), area, team)
            if chart or of or pdf:
                return figures_charts.run(
                    call, desk, period, figures_charts.Asked(chart or "hour", of, level, pdf)
                )
            found = figures(desk.reader, desk.room, period)
            if sentence or sentences:
                return figures_sentences.run(call, desk, period, found, sentence if not sentences else "")
            if xlsx:
                _keep(call, desk, found, period, Path(xlsx).expanduser())
                return Exit.DONE
            other = _against(desk, period, Against(against, against_from, against_to))
            if other is not None:
                rows = beside(found, figures(desk.reader, desk.room, other))
        if other is not None:
            _compared(call, rows, period, other)
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


def _narrowed(desk: Desk, period: Period, area: str, team: str) -> Period:
    areas = area_keys(desk.reader, desk.room.id, area) if area.strip() else ()
    return narrowed(period, areas, team_keys(desk.reader, desk.room.id, team) if team.strip() else ())


def _against(desk: Desk, period: Period, asked: Against) -> Period | None:
    """The other period, as it was asked for; None where nothing was. Raises DeskError."""
    if not asked.wanted:
        return None
    if asked.first or asked.last:
        other = period_of(desk, asked.first, asked.last)
        return narrowed(other, period.areas, period.teams)
    if asked.which not in (BEFORE, YEAR_AGO):
        raise DeskError(
            N_("“{which}” is no other period: type before or year, or give its days with --against-from and "
               "--against-to."),
            code=Exit.USAGE, which=clean(asked.which)[:40],
        )  # fmt: skip
    return other_period(period, asked.which)


def _keep(call: Call, desk: Desk, found: tuple[Figure, ...], period: Period, path: Path) -> None:
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
        drawn = [one for by in BY for one in charts(desk.reader, desk.room, period, by)]
        add_charts(drawn, part, call.t)
    call.say(N_("{count} figures kept: {path}"), count=count, path=path)


def _compared(call: Call, rows: tuple[Beside, ...], period: Period, other: Period) -> None:
    t = call.t
    if call.flags.json:
        call.write_json({one.now.code: one.facts() for one in rows})
    elif call.flags.plain:
        for one in rows:
            found = "" if one.difference is None else str(one.difference)
            call.write_plain(one_line(one.now.code), one.now.told(), one.then.told(), found)
    else:
        call.write(
            t(N_("Figures from {first} to {last}, beside {other_first} to {other_last}"), first=period.first,
              last=period.last, other_first=other.first, other_last=other.last)
        )  # fmt: skip
        head = None
        told: list[tuple[str, str]] = []
        for one in rows:
            metric = one.now.metric
            if metric.by and metric is not head:
                told.append((t(metric.label), ""))
                head = metric
            label = one_line(say(one.now.label(), t))
            values = f"{_value(one.now, t):<18}  {_value(one.then, t):<18}  {one.told(t)}"
            told.append((f"  {label}" if metric.by else label, values))
        for line in aligned(told):
            call.write(line.rstrip())


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
