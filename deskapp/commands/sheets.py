"""What `deskapp handover` does, without Typer: the sheet is wanted fast, and often by a timer."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from deskapp import originals, papers
from deskapp.commands.call import Call
from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.times import read_day
from deskapp.domain.words import N_
from deskapp.reading import shifts

if TYPE_CHECKING:
    from deskapp.domain.sheet import Sheet
    from deskapp.press import Asked as Press
    from deskapp.wiring import Desk

_PIPE_COLUMNS = 80


@dataclass(frozen=True, slots=True)
class Asked:
    """What the options of the command say."""

    date: str = ""
    text: bool = False
    pdf: str = ""
    shift: str = ""
    to_print: Press | None = None
    """How it is to be printed; None where it is not."""


def read(words: Sequence[str]) -> Asked | None:
    """The plain forms of the options, or None where Typer must look at them: for help and for refusals."""
    said: dict[str, str] = {}
    left = list(words)
    while left:
        name = left.pop(0)
        if name not in ("--date", "--shift", "--pdf") or not left or left[0].startswith("-"):
            return None
        said[name] = left.pop(0)
    return Asked(date=said.get("--date", ""), pdf=said.get("--pdf", ""), shift=said.get("--shift", ""))


def hand_over(call: Call, asked: Asked) -> int:
    """Make the sheet in the forms that were asked for and give the exit code. Raises DeskError."""
    with call.desk() as desk:
        sheet = _sheet(desk, asked)
        if asked.pdf:
            _keep(call, desk, sheet, Path(asked.pdf).expanduser())
        if asked.to_print is not None:
            return _print(call, desk, sheet, asked.to_print)
        if asked.text or call.flags.json or not asked.pdf:
            write_sheet(call, sheet)
    return Exit.DONE


def _sheet(desk: Desk, asked: Asked) -> Sheet:
    """That of a shift, of a day, or of now. Raises DeskError."""
    today = desk.room.calendar.day(desk.clock())
    if asked.shift.strip() and asked.date.strip():
        raise DeskError(
            N_("Say --shift or --date, not both: each names a sheet of its own."), code=Exit.USAGE
        )
    if asked.shift.strip():
        return papers.shift_sheet(desk, shifts.find(desk.reader, desk.room, asked.shift, today))
    if asked.date.strip():
        return papers.day_sheet(desk, read_day(asked.date, today))
    return papers.current_sheet(desk)


def write_sheet(call: Call, sheet: Sheet) -> None:
    """Write a sheet as text, or as JSON where that is asked for: to read, and no copy of a sealed one."""
    from deskapp.domain.handover_sheet import to_read
    from deskapp.printing.layout import lay_out

    sheet = to_read(sheet)

    if call.flags.json:
        from deskapp.printing.as_json import as_json

        call.write(as_json(sheet))
        return
    from deskapp.printing.text import PLAIN, as_text

    columns = os.get_terminal_size().columns if sys.stdout.isatty() else _PIPE_COLUMNS
    said = as_text(lay_out(sheet, call.t), columns).rstrip("\n")
    call.write(said.translate(PLAIN) if call.flags.ascii else said)


def _keep(call: Call, desk: Desk, sheet: Sheet, path: Path) -> None:
    call.may_replace(path)
    if call.flags.dry_run:
        call.say(N_("{path} would be written; nothing is written."), path=path)
        return
    kept = originals.keep(desk, sheet, call.t, path, over=True)
    for missing in kept.warnings:
        call.warn("{sentence}", sentence=missing.say(call.t))
    if kept.called:
        call.say(N_("It says: {papers}."), papers=kept.called)
    call.say(N_("{pages} page(s)."), pages=kept.pages)
    if not call.flags.json:
        call.write(str(path))


def _print(call: Call, desk: Desk, sheet: Sheet, press: Press) -> int:
    if call.flags.dry_run:
        call.say(N_("The sheet would be printed; nothing is printed."))
        return Exit.DONE
    kept, said, tone = originals.put_out(desk, sheet, call.t, press)
    call.warn(said, **originals.told(kept, call.t))
    return Exit.DONE if tone == "good" else Exit.PRINTER
