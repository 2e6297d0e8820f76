"""deskapp certificate: certificates of service are issued, listed, shown, printed again and voided."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import typer

from deskapp import certificates
from deskapp.commands.call import Call
from deskapp.commands.dispute_steps import dry
from deskapp.commands.help import aligned
from deskapp.commands.lists import day_of
from deskapp.commands.looks import eyes_of
from deskapp.commands.printed import told
from deskapp.commands.printing import PrintsCommand, asked_of, paper_option, print_option, sides_option
from deskapp.commands.proving import PIN_STDIN, Asking
from deskapp.commands.volunteer_looks import table, view_of, volunteer_of
from deskapp.domain.certificate import PREFIX, STEP_LABELS, Certificate, earlier
from deskapp.domain.certificate_card import card
from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.number import read_number
from deskapp.domain.text import clean, narrow, one_line
from deskapp.domain.volunteer_card import trail
from deskapp.domain.words import N_
from deskapp.files.certificates import certificate_record
from deskapp.files.records import Eyes
from deskapp.press import Asked as Press
from deskapp.reading import certificates as reading
from deskapp.reading import requests
from deskapp.reading.volunteers import by_id
from deskapp.services.certificates import no_certificate
from deskapp.wiring import Desk

VERBS = ("issue", "list", "show", "print", "void")
"""What can be done, in the order of the help."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What was typed behind the verb."""

    words: Sequence[str]
    first: str
    last: str
    reason: str
    asking: Asking
    press: Press | None
    """How it is to be printed; None where it is not."""


def add(app: typer.Typer, call: Call) -> None:
    """Add the command to the program."""
    t = call.t
    rest = typer.Argument(
        None, metavar=t("NUMBER"), help=t("what the verb needs: numbers, and the PDF to write last")
    )

    @app.command(
        "certificate",
        cls=PrintsCommand,
        help=t("Certificates of service: issue one from confirmed hours, look at it, print it again, void it."),
        epilog=t("deskapp certificate issue 0012 --from 01-01 --to today certificate.pdf\ndeskapp certificate list\n"
                 "deskapp certificate show ZM-20261121-001\ndeskapp certificate print ZM-20261121-001 copy.pdf\n"
                 "deskapp certificate print ZM-20261121-001 --print\n"
                 'deskapp certificate void ZM-20261121-001 --reason "Wrong days"'),
    )  # fmt: skip
    def certificate(
        verb: str = typer.Argument(..., metavar=t("VERB"), help=", ".join(VERBS)),
        words: list[str] = rest,
        first: str = typer.Option("", "--from", metavar="D", help=t("the first day of service; else that of the year")),
        last: str = typer.Option("", "--to", metavar="D", help=t("the last day of service; else today")),
        reason: str = typer.Option("", "--reason", metavar="R", help=t("why; needed")),
        pin_stdin: bool = typer.Option(False, "--pin-stdin", help=t(PIN_STDIN)),
        to_print: str | None = print_option(t),
        sides: str = sides_option(t),
        paper: str = paper_option(t),
    ) -> int:  # fmt: skip
        press = None if to_print is None else asked_of(t, to_print, "", sides, paper)
        verbs: dict[str, Callable[[Call, Desk, Asked], int | None]] = {
            "issue": _issue, "list": _list, "show": _show, "print": _print, "void": _void,
        }  # fmt: skip
        said = list(words or ())
        if verb not in verbs and (said or press):  # the number alone means a new one
            verb, said = "issue", [verb, *said]
        if verb not in verbs:
            raise DeskError(
                N_("There is no “{verb}” for certificates. Choose one of: {every}. See: deskapp certificate --help"),
                code=Exit.USAGE, verb=clean(verb), every=", ".join(VERBS),
            )  # fmt: skip
        with call.desk() as desk:
            code = verbs[verb](call, desk, Asked(said, first, last, reason, Asking(call, pin_stdin), press))
        return code or Exit.DONE


def _need(asked: Asked, verb: str, *names: str) -> Sequence[str]:
    if len(asked.words) != len(names):
        raise DeskError(
            N_("“certificate {verb}” takes: {names}. Type it like that; nothing is changed."),
            code=Exit.USAGE, verb=verb, names=" ".join(names),
        )  # fmt: skip
    return asked.words


def certificate_of(desk: Desk, typed: str) -> Certificate:
    """The certificate of a number as typed. Raises DeskError where there is none."""
    number = read_number(typed, PREFIX, desk.room.calendar.day(desk.clock()))
    found = reading.find(desk.reader, desk.room.id, number)
    if found is None:
        raise no_certificate(number)
    return found


def _place(asked: Asked, verb: str) -> tuple[str, Path | None]:
    """The number, and the PDF to write, which may be left out where it is printed."""
    if asked.press is not None and len(asked.words) == 1:
        return asked.words[0], None
    number, name = _need(asked, verb, "NUMBER", "FILE.pdf")
    return number, _pdf(name)


def _pdf(name: str) -> Path:
    path = Path(name).expanduser()
    if path.suffix.lower() != ".pdf":
        raise DeskError(
            N_("“{name}” is no name of a PDF: put it last, with the ending .pdf. Nothing is written."),
            code=Exit.USAGE, name=clean(name)[:60],
        )  # fmt: skip
    return path


def _issue(call: Call, desk: Desk, asked: Asked) -> int:
    number, path = _place(asked, "issue")
    found, now = volunteer_of(desk, number), desk.clock()
    last = day_of(desk, asked.last, now) or desk.room.calendar.day(now)
    first = day_of(desk, asked.first, now) or last.replace(month=1, day=1)
    certificates.check(desk, found, first, last)
    for other in earlier(reading.of_volunteer(desk.reader.execute, found.volunteer.id), first, last):
        call.warn(
            N_("{number} speaks of some of the same days already: {first} to {last}."),
            number=other.number, first=other.first, last=other.last,
        )  # fmt: skip
    if dry(call):
        return Exit.DONE
    if path is not None:
        call.may_replace(path)
    one = certificates.issue(desk, found.volunteer.number, first, last)
    return _keep(call, desk, one, path, asked.press)


def _keep(call: Call, desk: Desk, one: Certificate, path: Path | None, press: Press | None) -> int:
    made = certificates.keep(desk, one.number, path)
    if press is not None:
        call.write(made.certificate.number)
        return told(call, certificates.print_made(desk, made, press), made.path, made.pages, made.warnings)
    for warning in made.warnings:
        call.warn("{sentence}", sentence=warning.say(call.t))
    if call.flags.json:
        call.write_json(_record(desk, made.certificate, eyes_of(desk, call.t)))
    else:
        call.write(made.certificate.number)
    call.say(N_("PDF kept: {path}, {pages} page(s)."), path=made.path, pages=made.pages)
    return Exit.DONE


def _record(desk: Desk, one: Certificate, eyes: Eyes) -> dict[str, object]:
    return certificate_record(one, by_id(desk.reader, one.volunteer_id), eyes)


def _list(call: Call, desk: Desk, asked: Asked) -> None:
    where, params = "1", tuple[object, ...]()
    if asked.words:
        where, params = (
            "volunteer_id = ?",
            (volunteer_of(desk, *_need(asked, "list", "NUMBER")).volunteer.id,),
        )
    rows = reading.list_source(desk.connection, desk.room, desk.clock(), call.t, where, params).first(10**9)
    if call.flags.json:
        eyes, found = eyes_of(desk, call.t), (reading.by_id(desk.reader, row.id) for row in rows)
        call.write_json([_record(desk, one, eyes) for one in found if one is not None])
        return
    table(call, [tuple(one_line(cell) for cell in row.cells) for row in rows])
    if not rows:
        call.say(N_("No certificate yet. Issue one with: deskapp certificate issue NUMBER FILE.pdf"))


def is_certificate(typed: str) -> bool:
    """Whether a number as typed is that of a certificate."""
    return narrow(typed).upper().startswith(f"{PREFIX}-")


def _show(call: Call, desk: Desk, asked: Asked) -> None:
    show_certificate(call, desk, *_need(asked, "show", "NUMBER"))


def show_certificate(call: Call, desk: Desk, typed: str) -> None:
    """Write one certificate as it was issued, and its history; that it was opened is kept."""
    one = certificate_of(desk, typed)
    desk.viewed("certificate", one.id, one.number)
    if call.flags.json:
        eyes = eyes_of(desk, call.t)
        call.write_json(_record(desk, one, eyes) | {"digest": one.digest, "intact": one.intact})
        return
    view = view_of(call, desk)
    lines = aligned([(line.label, line.text) for line in card(one, view)])
    lines += ["", call.t(N_("History")) + ":"]
    history = requests.history(desk.reader, "certificate", one.id)
    told = trail(history, (), view, STEP_LABELS)
    lines += [f"  {line}" for line in aligned([(said.label, said.text) for said in told])]
    for line in lines:
        call.write(line)


def _print(call: Call, desk: Desk, asked: Asked) -> int:
    number, path = _place(asked, "print")
    one = certificate_of(desk, number)
    if dry(call):
        return Exit.DONE
    if path is not None:
        call.may_replace(path)
    return _keep(call, desk, one, path, asked.press)


def _void(call: Call, desk: Desk, asked: Asked) -> None:
    one = certificate_of(desk, *_need(asked, "void", "NUMBER"))
    if not dry(call):
        asked.asking.prove(desk)
        done = desk.certificates.void(one.number, asked.reason, desk.actor, one.version)
        call.say(N_("{number} is void; its number and what it said stay."), number=done.number)
