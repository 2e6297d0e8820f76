"""deskapp figures --chart: charts in cells, for programs, or as PDF."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from deskapp.commands.call import Call
from deskapp.domain.chart import BEATS, BY, NOTHING, SUBJECT, Chart, lines
from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.figures import Period
from deskapp.domain.sheet import say
from deskapp.domain.text import clean, narrow, one_line
from deskapp.domain.words import N_
from deskapp.reading import charts as reading
from deskapp.wiring import Desk


@dataclass(frozen=True, slots=True)
class Asked:
    """What was typed."""

    by: str
    of: str
    level: str
    pdf: str


def run(call: Call, desk: Desk, period: Period, asked: Asked) -> int:
    """Show the charts, or keep them as PDF, and give the exit code. Raises DeskError."""
    by, level = _one_of(asked.by, tuple(BY), "--chart"), level_of(asked.level)
    if asked.of:
        subject = _one_of(asked.of, tuple(SUBJECT), "--of")
        found: tuple[Chart, ...] = (reading.chart(desk.reader, desk.room, period, subject, by, level),)
    else:
        found = reading.charts(desk.reader, desk.room, period, by, level)
    if asked.pdf:
        _keep(call, desk, found, Path(asked.pdf).expanduser())
    elif call.flags.json:
        call.write_json({one.code: _facts(one, call) for one in found})
    elif call.flags.plain:
        for one in found:
            for bar in one.bars:
                call.write_plain(one.code, one_line(say(bar.label, call.t)), bar.told())
    else:
        for at, one in enumerate(found):
            if at:
                call.write()
            for line in lines(one, call.t):
                call.write(line)
        if not found:
            call.write(call.t(NOTHING))
    return Exit.DONE


def _facts(one: Chart, call: Call) -> dict[str, object]:
    bars = [
        {"label": say(bar.label, call.t), "value": round(bar.number, 2), "depth": bar.depth}
        for bar in one.bars
    ]
    return {"total": round(one.total, 2), "unit": call.t(one.subject.unit), "bars": bars}


def _one_of(said: str, known: tuple[str, ...], option: str) -> str:
    wanted = narrow(said).strip().casefold()
    if wanted not in known:
        raise DeskError(
            N_("“{said}” is nothing for {option}. Choose one of: {every}."),
            code=Exit.USAGE, said=clean(said)[:40], option=option, every=", ".join(known),
        )  # fmt: skip
    return wanted


def level_of(said: str) -> int:
    """The level of grids as typed; `beat` means the police beats. Raises DeskError."""
    wanted = narrow(said).strip().casefold()
    if wanted == "beat":
        return BEATS
    if not (wanted.isascii() and wanted.isdigit() and 1 <= len(wanted) <= 2 and int(wanted)):
        raise DeskError(
            N_("“{said}” is no level of grids: type 1 for the top, 2, 3 and so on for those below, or beat."),
            code=Exit.USAGE, said=clean(said)[:40],
        )  # fmt: skip
    return int(wanted)


def _keep(call: Call, desk: Desk, found: tuple[Chart, ...], path: Path) -> None:
    from deskapp import charting

    if path.suffix.lower() != ".pdf":
        raise DeskError(
            N_("“{name}” is no name of a PDF: give it the ending .pdf. Nothing is written."),
            code=Exit.USAGE, name=clean(path.name)[:60],
        )  # fmt: skip
    if not found:
        raise DeskError(N_("Nothing was counted on these days, so no chart is made: choose other days."))
    call.may_replace(path)
    if call.flags.dry_run:
        call.say(N_("{path} would be written; nothing is written."), path=path)
        return
    made = charting.keep(desk, found, path)
    for missing in made.warnings:
        call.warn("{said}", said=missing.say(call.t))
    call.say(N_("Charts kept: {path}, {pages} page(s)."), path=made.path, pages=made.pages)
