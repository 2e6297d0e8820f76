"""deskapp custody: found things that lie here, with receipt, notice, claim and due days."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import typer

from deskapp import receipts
from deskapp.commands.call import Call
from deskapp.commands.dispute_steps import dry
from deskapp.commands.lead_looks import find, list_field, refuse_verb, show_field, step_field, tell
from deskapp.commands.log import choices
from deskapp.commands.looks import AREA_HELP, number_of
from deskapp.commands.printed import told as told_of_print
from deskapp.commands.printing import PrintsCommand, asked_of, print_option, sides_option
from deskapp.commands.proving import PIN_STDIN, Asking
from deskapp.domain.errors import Exit
from deskapp.domain.person_codes import ID_KIND
from deskapp.domain.request_codes import DEPARTMENT
from deskapp.domain.things import FOUND_KIND
from deskapp.press import Asked as Press
from deskapp.reading import field_lists
from deskapp.wiring import Desk

VERBS = {
    "list": "", "show": "NUMBER", "receive": "KIND NAME…", "notice": "NUMBER WHERE…", "claim": "NUMBER NAME",
    "handup": "NUMBER TO", "move": "NUMBER LOCKER", "expire": "NUMBER TEXT…", "void": "NUMBER",
    "link": "NUMBER LOST", "unlink": "NUMBER", "receipt": "NUMBER",
}  # fmt: skip
"""What can be done, in the order of the help, and what each needs."""

_CODES = {"handup": "hand_up"}


@dataclass(frozen=True, slots=True)
class _Told:
    """What was said behind the command."""

    verb: str
    words: list[str]
    finder: str
    phone: str
    locker: str
    features: str
    pieces: str
    amount: str
    place: str
    area: str
    at: str
    witness: str
    request: str
    on: str
    paper: str
    id_number: str
    proof: str
    delegate: str
    reason: str
    pdf: str
    press: Press | None
    """How a receipt is to be printed; None where it is not."""
    chosen: field_lists.FieldFilter


def add(app: typer.Typer, call: Call) -> None:
    """Add the command to the program."""
    t = call.t
    needs = t("what the verb needs; kinds: {every}", every=choices(FOUND_KIND, t))
    rest = typer.Argument(None, metavar=t("NUMBER"), help=needs)

    @app.command(
        "custody",
        cls=PrintsCommand,
        help=t("Found things in custody: receive, receipt for the finder, notice, claim with proof, a year's time."),
        epilog=t('deskapp custody receive wallet "Brown wallet" --finder "Li" --phone 13800010001 --locker A3\n'
                    'deskapp custody receipt 1 --pdf receipt.pdf\n'
                    'deskapp custody notice 1 "Notice board, residents\' group"\n'
                    'deskapp custody link 1 ZX-20261121-001\n'
                    'deskapp custody claim 1 "Wang" --paper passport --id E12345678 --proof "knew it"'),
    )  # fmt: skip
    def custody(
        verb: str = typer.Argument(..., metavar=t("VERB"), help=", ".join(VERBS)),
        words: list[str] = rest,
        finder: str = typer.Option("", "--finder", metavar=t("NAME"), help=t("who brought it")),
        phone: str = typer.Option("", "--phone", metavar="P", help=t("the phone of the finder, or of the owner")),
        locker: str = typer.Option("", "--locker", metavar="L", help=t("where it lies")),
        features: str = typer.Option("", "--features", metavar="T", help=t("colour and features")),
        pieces: str = typer.Option("", "--pieces", metavar="N", help=t("how many pieces; one where nothing is said")),
        amount: str = typer.Option("", "--amount", metavar=t("SUM"), help=t("money in it, in 元")),
        place: str = typer.Option("", "--place", metavar="P", help=t("where it was found")),
        area: str = typer.Option("", "--area", metavar="A", help=t(AREA_HELP)),
        at: str = typer.Option("", "--at", metavar=t("TIME"), help=t("when it was found")),
        witness: str = typer.Option("", "--witness", metavar=t("NAME"), help=t("who received it together with you")),
        request: str = typer.Option("", "--request", metavar=t("NUMBER"), help=t("the request from which it comes")),
        on: str = typer.Option("", "--on", metavar="D", help=t("notice: on which day; else today")),
        paper: str = typer.Option("", "--paper", metavar="K", help=choices(ID_KIND, t)),
        id_number: str = typer.Option("", "--id", metavar=t("NO"), help=t("claim: the number of the paper")),
        proof: str = typer.Option("", "--proof", metavar="T", help=t("claim: how it was shown to be theirs")),
        delegate: str = typer.Option("", "--delegate", metavar=t("NAME"), help=t("claim: who fetched it instead")),
        reason: str = typer.Option("", "--reason", metavar="R", help=t("why, or the receipt: {every}",
                                                                          every=choices(DEPARTMENT, t))),
        pdf: str = typer.Option("", "--pdf", metavar=t("FILE"), help=t("receipt: into this file")),
        to_print: str | None = print_option(t),
        sides: str = sides_option(t),
        open: bool = typer.Option(False, "--open", help=t("what is still open")),
        overdue: bool = typer.Option(False, "--overdue", help=t("what is open and past its due date")),
        pin_stdin: bool = typer.Option(False, "--pin-stdin", help=t(PIN_STDIN)),
    ) -> int:  # fmt: skip
        said = list(words or ())
        refuse_verb("custody", verb, said, VERBS)
        press = None if to_print is None else asked_of(t, to_print, "", sides, "")
        told = _Told(
            verb, said, finder, phone, locker, features, pieces, amount, place, area, at, witness, request, on, paper,
            id_number, proof, delegate, reason, pdf, press, field_lists.FieldFilter(open=open, overdue=overdue),
        )  # fmt: skip
        with call.desk() as desk:
            if verb == "void" and not call.flags.dry_run:
                Asking(call, pin_stdin).prove(desk)
            return _do(call, desk, told)


def _do(call: Call, desk: Desk, told: _Told) -> int:
    verb, said = told.verb, told.words
    if verb == "list":
        list_field(call, desk, "custody", told.chosen, field_lists.DUE, -1)
    elif verb == "receive":
        _receive(call, desk, told)
    elif verb == "show":
        show_field(call, desk, find(desk, "custody", said[0]).number)
    elif verb in ("link", "unlink"):
        _link(call, desk, told)
    elif verb == "receipt":
        return _receipt(call, desk, find(desk, "custody", said[0]).number, told)
    else:
        number = find(desk, "custody", said[0]).number
        return step_field(call, desk, number, _CODES.get(verb, verb), _given(told))
    return Exit.DONE


def _link(call: Call, desk: Desk, told: _Told) -> None:
    one = find(desk, "custody", told.words[0])
    if dry(call):
        return
    if told.verb == "link":
        other = find(desk, "lost", told.words[1]).number
        desk.custody.link(one.number, other, desk.actor, call.t, one.version)
    else:
        desk.custody.unlink(one.number, desk.actor, one.version)
    tell(call, desk, "custody", one.number)


def _receive(call: Call, desk: Desk, told: _Told) -> None:
    given = {
        "kind": told.words[0], "name": " ".join(told.words[1:]), "finder": told.finder, "phone": told.phone,
        "locker": told.locker, "features": told.features, "pieces": told.pieces, "amount": told.amount,
        "found_place": told.place, "found_at": told.at, "witness": told.witness, "area": told.area,
    }  # fmt: skip
    if not dry(call):
        of = number_of(desk, told.request) if told.request.strip() else ""
        number = desk.custody.receive({k: v for k, v in given.items() if v}, desk.actor, call.t, of)
        tell(call, desk, "custody", number)


def _receipt(call: Call, desk: Desk, number: str, told: _Told) -> int:
    path = Path(told.pdf).expanduser() if told.pdf.strip() else None
    if path is not None:
        call.may_replace(path)
    if dry(call):
        return Exit.DONE
    made = receipts.keep(desk, number, path)
    if told.press is not None:
        said = receipts.print_made(desk, made, told.press)
        return told_of_print(call, said, made.path, made.pages, made.warnings)
    call.write(str(made.path))
    for missing in made.warnings:
        call.warn("{sentence}", sentence=missing.say(call.t))
    return Exit.DONE


def _given(told: _Told) -> dict[str, str]:
    """What a step is told."""
    rest = " ".join(told.words[1:])
    return {
        "notice": {"text": rest, "on": told.on},
        "claim": {"claimant": rest, "proof": told.proof, "id_kind": told.paper, "id_number": told.id_number,
                  "phone": told.phone, "delegate": told.delegate},
        "handup": {"receiver": rest, "text": told.reason},
        "move": {"locker": rest, "text": told.reason},
        "expire": {"text": rest},
        "void": {"text": told.reason},
    }[told.verb]  # fmt: skip
