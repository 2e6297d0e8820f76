"""deskapp handover: the day's sheet as text, JSON, PDF or on paper."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from deskapp import papers
from deskapp.commands.call import Call
from deskapp.commands.group import DeskCommand
from deskapp.domain.errors import Exit
from deskapp.domain.times import read_day
from deskapp.domain.words import N_

if TYPE_CHECKING:
    from deskapp.domain.sheet import Sheet
    from deskapp.wiring import Desk


class HandoverCommand(DeskCommand):
    """Takes --print with and without the name of a queue."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Give a --print that stands alone an empty name."""
        following = [*args[1:], "-"]
        return super().parse_args(
            ctx,
            [f"{word}=" if word == "--print" and after.startswith("-") else word
             for word, after in zip(args, following, strict=True)],
        )  # fmt: skip


def add(app: typer.Typer, call: Call) -> None:
    """Add the command to the program."""
    t = call.t

    @app.command(
        "handover",
        cls=HandoverCommand,
        help=t("Make the sheet of a day: as text, or as JSON, as PDF, or on the printer."),
        epilog="deskapp handover\ndeskapp handover --date 11-21 --pdf sheet.pdf",
    )
    def handover(
        date: str = typer.Option(
            "", "--date", metavar="D", help=t("the day of entry: today, 11-21, 2026-11-21")
        ),
        text: bool = typer.Option(False, "--text", help=t("as text, which is what it does by itself")),
        pdf: str = typer.Option("", "--pdf", metavar=t("FILE"), help=t("as PDF into this file")),
        to_print: str = typer.Option(
            None, "--print", metavar="[Q]", help=t("on this print queue, or on the usual one")
        ),
    ) -> int:
        with call.desk() as desk:
            now = desk.clock()
            sheet = papers.day_sheet(
                desk, read_day(date, desk.room.calendar.day(now)) if date.strip() else None
            )
            if pdf:
                _keep(call, desk, sheet, Path(pdf).expanduser())
            if to_print is not None:
                return _print(call, desk, sheet, to_print)
            if text or call.flags.json or not pdf:
                _write(call, sheet)
        return Exit.DONE


def _write(call: Call, sheet: Sheet) -> None:
    from deskapp.printing.as_json import as_json
    from deskapp.printing.layout import lay_out
    from deskapp.printing.text import as_text

    if call.flags.json:
        call.write(as_json(sheet))
        return
    columns = shutil.get_terminal_size().columns if sys.stdout.isatty() else 80
    call.write(as_text(lay_out(sheet, call.t), columns).rstrip("\n"))


def _keep(call: Call, desk: Desk, sheet: Sheet, path: Path) -> None:
    call.may_replace(path)
    if call.flags.dry_run:
        call.say(N_("{path} would be written; nothing is written."), path=path)
        return
    kept = papers.keep(desk, sheet, call.t, path, replace=True)
    for missing in kept.warnings:
        call.warn("{sentence}", sentence=missing.say(call.t))
    call.say(N_("{pages} page(s)."), pages=kept.pages)
    if not call.flags.json:
        call.write(str(path))


def _print(call: Call, desk: Desk, sheet: Sheet, queue: str) -> int:
    if call.flags.dry_run:
        call.say(N_("The sheet would be printed; nothing is printed."))
        return Exit.DONE
    kept = papers.keep(desk, sheet, call.t)
    said, tone = papers.print_and_wait(desk, kept, queue)
    odd = " ".join(missing.say(call.t) for missing in kept.warnings)
    call.warn(said, path=kept.path, pages=kept.pages, warnings=odd)
    return Exit.DONE if tone == "good" else Exit.PRINTER
