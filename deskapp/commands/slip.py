"""deskapp slip: what the visitor of a request takes along, as text, as a file, or out of the receipt printer."""

from __future__ import annotations

from pathlib import Path

import typer

from deskapp import slips
from deskapp.commands.call import Call
from deskapp.commands.log import choices
from deskapp.commands.looks import request_of
from deskapp.commands.printing import PrintsCommand, print_option
from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.print_options import WIDTH
from deskapp.domain.slip import Slip
from deskapp.domain.text import clean
from deskapp.domain.words import N_
from deskapp.printing.slip_text import slip_text
from deskapp.wiring import Desk

_FILES = (".bin", ".prn", ".escpos", ".txt")


def add(app: typer.Typer, call: Call) -> None:
    """Add the command to the program."""
    t = call.t

    @app.command(
        "slip",
        cls=PrintsCommand,
        help=t("Make the slip that a visitor takes along: as text, or out of the receipt printer."),
        epilog="deskapp slip LF-20261121-003\ndeskapp slip 3 --print\ndeskapp slip 3 --width 80 --to /dev/usb/lp0\n"
               "deskapp slip 3 --to slip.bin",
    )  # fmt: skip
    def slip(
        number: str = typer.Argument(
            ..., metavar=t("NUMBER"), help=t("record number; digits alone mean today's")
        ),
        width: str = typer.Option("", "--width", metavar="W", help=choices(WIDTH, t)),
        to: str = typer.Option(
            "", "--to", metavar=t("WHERE"), help=t("a file (.bin, .txt), a device or a print queue")
        ),
        to_print: str | None = print_option(t),
    ) -> int:
        wide = int(WIDTH.find(width, t)) if width.strip() else 0
        with call.desk() as desk:
            words = t if call.flags.lang else desk.paper_words
            made = slips.make(desk, request_of(desk, number).number, words)
            if to.strip() and _is_file(to.strip()):
                return _keep(call, desk, made, wide, Path(to.strip()).expanduser())
            if to.strip() or to_print is not None:
                return _print(call, desk, made, wide, to.strip() or (to_print or "").strip())
            if call.flags.json:
                call.write_json(_record(made))
            else:
                shown = slip_text(made, wide or desk.settings.printing.slip_width)
                call.write(shown.rstrip("\n"))
        return Exit.DONE


def _is_file(where: str) -> bool:
    """A device and a queue are written to as they are; all that looks like the name of a file is one."""
    path = Path(where).expanduser()
    if path.exists():
        if path.is_dir():
            raise DeskError(
                N_("{path} is a folder: type the name of a file in it."),
                code=Exit.USAGE, path=clean(where)[:200],
            )  # fmt: skip
        return path.is_file()
    if where.startswith("/dev/"):
        return False
    return path.suffix.casefold() in _FILES or ("/" in where and not where.startswith("\\\\"))


def _keep(call: Call, desk: Desk, made: Slip, width: int, path: Path) -> int:
    if call.flags.dry_run:
        call.say(N_("{path} would be written; nothing is written."), path=path)
        return Exit.DONE
    call.may_replace(path)
    call.write(str(slips.keep(desk, made, width, path)))
    return Exit.DONE


def _print(call: Call, desk: Desk, made: Slip, width: int, where: str) -> int:
    if call.flags.dry_run:
        call.say(N_("The slip would be printed; nothing is printed."))
        return Exit.DONE
    place = where or desk.settings.printing.slip_printer
    text, tone = slips.print_slip(desk, made, width, place)
    call.warn(text, number=made.number, place=place)
    return Exit.DONE if tone == "good" else Exit.PRINTER


def _record(made: Slip) -> dict[str, object]:
    return {
        "number": made.number, "station": made.station, "room": made.room, "title": made.title,
        "rows": [{"label": label, "text": text} for label, text in made.rows], "notes": list(made.notes),
    }  # fmt: skip
