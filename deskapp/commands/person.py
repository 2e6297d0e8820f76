"""deskapp person: what one person may ask for: all that is kept of them, a number in full, a wrong fact put right."""

from __future__ import annotations

from pathlib import Path

import typer

from deskapp import dossiers
from deskapp.commands.call import Call
from deskapp.commands.group import DeskCommand
from deskapp.commands.proving import PIN_STDIN, Asking
from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.number import read_number
from deskapp.domain.person import PREFIX
from deskapp.domain.person_form import LABELS
from deskapp.domain.text import clean
from deskapp.domain.words import N_
from deskapp.wiring import Desk

VERBS = {"export": 1, "reveal": 1, "correct": 3}
"""What can be done, in the order of the help, and how many words each needs."""


def add(app: typer.Typer, call: Call) -> None:
    """Add the command to the program."""
    t = call.t
    rest = typer.Argument(
        None, metavar=t("NUMBER"),
        help=t("of the card; correct: then field and value; fields: {every}", every=", ".join(LABELS)),
    )  # fmt: skip

    @app.command(
        "person",
        cls=DeskCommand,
        help=t("All that is kept of one person as a file, a document number in full, a wrong fact put right "
               "everywhere; each is kept with its reason."),
        epilog=t('deskapp person export RY-20261121-003 --reason "Asked for it in writing"\n'
                 'deskapp person export 3 --reason "Asked for it" --out data.pdf\n'
                 'deskapp person reveal RY-20261121-003 --reason "Compared with the card"\n'
                 'deskapp person correct RY-20261121-003 phones 13800010002 --reason "Wrong digit"'),
    )  # fmt: skip
    def person(
        verb: str = typer.Argument(..., metavar=t("VERB"), help=", ".join(VERBS)),
        words: list[str] = rest,
        reason: str = typer.Option("", "--reason", metavar="R", help=t("why; needed")),
        out: str = typer.Option(
            "", "--out", metavar=t("FILE"), help=t("export: into this .json, .txt or .pdf")
        ),
        pin_stdin: bool = typer.Option(False, "--pin-stdin", help=t(PIN_STDIN)),
    ) -> int:
        said = list(words or ())
        if verb not in VERBS or len(said) != VERBS[verb]:
            raise DeskError(
                N_("“person {verb}” cannot be read: type export NUMBER, reveal NUMBER, or correct NUMBER FIELD VALUE. "
                   "Nothing is changed."),
                code=Exit.USAGE, verb=clean(verb)[:40],
            )  # fmt: skip
        with call.desk() as desk:
            dossiers.why(reason)
            number = _number(desk, said[0])
            if call.flags.dry_run:
                call.say(N_("Nothing is written: without --dry-run it would be tried."))
                return Exit.DONE
            Asking(call, pin_stdin).prove(desk)
            if verb == "export":
                _export(call, desk, number, reason, out)
            elif verb == "reveal":
                call.write(dossiers.reveal(desk, number, reason))
                call.say(N_("Who saw it, when and why is kept in the history of {number}."), number=number)
            else:
                _correct(call, desk, number, said[1], said[2], reason)
        return Exit.DONE


def _number(desk: Desk, typed: str) -> str:
    if clean(typed).strip().upper().startswith(("LF-", "ZC-")):
        return clean(typed).strip().upper()
    return read_number(typed, PREFIX, desk.room.calendar.day(desk.clock()))


def _export(call: Call, desk: Desk, number: str, reason: str, out: str) -> None:
    made = dossiers.write(desk, number, reason, Path(out).expanduser() if out else None)
    if call.flags.json:
        call.write_json(
            {"number": made.person.number, "records": made.records, "paths": [str(p) for p in made.paths]}
        )
        return
    for path in made.paths:
        call.write(str(path))
    call.say(
        N_("All that is kept of {number} is written: {count} entries. Hand it over, then delete the file; that it was "
           "written and why is kept."),
        number=made.person.number, count=made.records,
    )  # fmt: skip


def _correct(call: Call, desk: Desk, number: str, field: str, value: str, reason: str) -> None:
    done = desk.correcting.everywhere(number, _field(call, field), value, reason, desk.actor, call.t)
    call.say(
        N_("{number}: corrected, with {count} records that said the same. Old and new value, who and why stand in "
           "the history of each; deskapp undo takes them back one by one."),
        number=done.number, count=len(done.records),
    )  # fmt: skip
    for one in done.records:
        call.write(one)
    for one, why in done.left:
        call.warn(N_("{number} stays as it is: {why}"), number=one, why=why.say(call.t))


def _field(call: Call, said: str) -> str:
    wanted = said.strip().casefold().replace("-", "_")
    for name, label in LABELS.items():
        if wanted in (name, label.casefold(), call.t(label).casefold()):
            return name
    return wanted
