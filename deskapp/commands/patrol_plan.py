"""deskapp patrol-plan: where and when to patrol, from what happened in the last weeks, with its arithmetic."""

from __future__ import annotations

from datetime import datetime, time

import typer
from rich.cells import set_cell_size

from deskapp.commands.activity_looks import tell
from deskapp.commands.call import Call
from deskapp.commands.dispute_steps import dry
from deskapp.commands.figures_charts import level_of
from deskapp.commands.group import DeskCommand
from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.patrol_plan import (
    VIEW_LABELS,
    VIEWS,
    Plan,
    Window,
    area_name,
    heat_head,
    heat_row,
    planned,
)
from deskapp.domain.patrol_route import way_text
from deskapp.domain.setting_patrol import WEEKS, weights_of
from deskapp.domain.text import clean, narrow
from deskapp.domain.times import read_day
from deskapp.domain.words import N_
from deskapp.reading import areas
from deskapp.reading.patrol_plan import plan
from deskapp.wiring import Desk

_LABEL = 20
"""Cells of the names of grids."""


def add(app: typer.Typer, call: Call) -> None:
    """Add the command to the program."""
    t = call.t

    @app.command(
        "patrol-plan",
        cls=DeskCommand,
        help=t(
            "Where and when to patrol: hours and grids of the last weeks against patrols, and windows that follow."
        ),
        epilog="deskapp patrol-plan\ndeskapp patrol-plan --weeks 4 --level 2\ndeskapp patrol-plan --plan 1 --on 11-25\n"
        "deskapp patrol-plan --windows 10 --json",
    )
    def patrol_plan(
        weeks: str = typer.Option(
            "", "--weeks", metavar="N", help=t("how many weeks up to today; else as set")
        ),
        level: str = typer.Option(
            "1", "--level", metavar="N", help=t("the level of grids, 1 is the top; or beat")
        ),
        windows: str = typer.Option("5", "--windows", metavar="N", help=t("how many windows are proposed")),
        make: str = typer.Option(
            "",
            "--plan",
            metavar="N",
            help=t("write down a planned patrol of the N-th window that is proposed"),
        ),
        on: str = typer.Option(
            "",
            "--on",
            metavar="D",
            help=t("with --plan: on this day; else the next time that its hours come"),
        ),
    ) -> int:
        with call.desk() as desk:
            value = desk.values.text
            count = _count(weeks, 104, "--weeks") if weeks.strip() else int(value(WEEKS))
            today = desk.room.calendar.day(desk.clock())
            found = plan(desk.reader, desk.room, today, count, weights_of(value), level_of(level))
            proposed = found.windows(_count(windows, 99, "--windows"))
            if make.strip():
                _make(call, desk, found, proposed, _count(make, 99, "--plan"), on)
                return Exit.DONE
        if on.strip():
            raise DeskError(
                N_("--on says when a patrol is planned: type --plan N with it. Nothing is changed."),
                code=Exit.USAGE,
            )
        if call.flags.json:
            call.write_json(_facts(found, proposed, call))
        elif call.flags.plain:
            for one in proposed:
                call.write_plain(
                    area_name(found, one.area, t), one.hours(), str(one.points), f"{one.weekly:g}",
                    f"{one.worth:.1f}", str(one.times), way_text(found.way(one), t),
                )  # fmt: skip
        else:
            _write(call, found, proposed)
        return Exit.DONE


def _count(said: str, most: int, option: str) -> int:
    wanted = narrow(said).strip()
    if not (wanted.isascii() and wanted.isdigit() and len(wanted) < 4 and 1 <= int(wanted) <= most):
        raise DeskError(
            N_("“{said}” is nothing for {option}: type a number from 1 to {most}."),
            code=Exit.USAGE, said=clean(said)[:40], option=option, most=most,
        )  # fmt: skip
    return int(wanted)


def _make(call: Call, desk: Desk, found: Plan, proposed: tuple[Window, ...], at: int, on: str) -> None:
    """Write down a planned patrol of a window that is proposed."""
    if at > len(proposed):
        raise DeskError(
            N_("{count} windows are proposed, none of them is number {number}: type a number from the list. Nothing is "
               "changed."),
            code=Exit.NOT_FOUND, count=len(proposed), number=at,
        )  # fmt: skip
    now, calendar, one = desk.clock(), desk.room.calendar, proposed[at - 1]
    day = read_day(on, calendar.day(now)) if on.strip() else None
    if day is not None and calendar.local(now).replace(tzinfo=None) >= datetime.combine(day, time(one.hour)):
        raise DeskError(
            N_("{day} {hours} has begun already: type a day to come, or leave --on out. Nothing is changed."),
            code=Exit.USAGE, day=day.isoformat(), hours=one.hours(),
        )  # fmt: skip
    area = areas.by_id(desk.reader, one.area)
    given = planned(found, one, area.number if area else "", now, calendar, call.t, day)
    if not dry(call):
        tell(call, desk, desk.activities.add("patrol", given, desk.actor, call.t))


def _facts(found: Plan, proposed: tuple[Window, ...], call: Call) -> dict[str, object]:
    return {
        "from": found.first.isoformat(), "to": found.last.isoformat(), "weeks": found.weeks,
        "patrols_without_times": found.untimed,
        "hours": [
            {"area": area_name(found, area, call.t) if area else None, "hour": hour, "requests": one.requests,
             "disputes": one.disputes, "hazards": one.hazards, "points": one.points(found.weights),
             "patrol_minutes": round(one.minutes)}
            for area in found.areas() for hour in range(24) if (one := found.cell(area, hour)) != type(one)()
        ],
        "windows": [
            {"area": area_name(found, one.area, call.t) if one.area else None, "hours": one.hours(),
             "points": one.points, "patrol_hours_a_week": one.weekly, "worth": round(one.worth, 1),
             "times_a_week": one.times,
             "route": [
                 {"area": stop.name, "requests": stop.tally.requests, "disputes": stop.tally.disputes,
                  "hazards": stop.tally.hazards, "points": stop.points, "weeks_patrolled": stop.weeks,
                  "weight": round(stop.weight, 1),
                  "routes": [{"route": walked.text, "number": walked.number} for walked in stop.routes]}
                 for stop in found.way(one)
             ]}
            for one in proposed
        ],
    }  # fmt: skip


def _write(call: Call, found: Plan, proposed: tuple[Window, ...]) -> None:
    t = call.t
    call.write(t(N_("Patrol plan from {first} to {last}, {weeks} weeks"), first=found.first, last=found.last,
                 weeks=found.weeks))  # fmt: skip
    call.write(found.method(t))
    if found.untimed:
        call.write(t(N_("{count} patrols have no beginning and end written down and cover no hour."),
                     count=found.untimed))  # fmt: skip
    for view in VIEWS[:2]:
        for hours in (range(12), range(12, 24)):
            call.write()
            call.write(f"{set_cell_size(t(VIEW_LABELS[view]), _LABEL)} {heat_head(hours)}")
            for area in (None, *found.areas()):
                name = set_cell_size(area_name(found, area, t), _LABEL)
                call.write(f"{name} {heat_row(found, area, view, hours, t)}".rstrip())
    call.write()
    if not proposed:
        call.write(t(N_("Nothing happened in these weeks, so no window is proposed.")))
    for at, one in enumerate(proposed, 1):
        call.write(f"{at}  {area_name(found, one.area, t)} · {one.hours()} · {one.proposed(found.weeks, t)}")
        call.write(f"   {one.reckoned(found.weights, found.weeks, t)}")
        call.write(f"   {found.way_text(one, t)}")
        for place in found.way_lines(one, t):
            call.write(f"     {place}")
