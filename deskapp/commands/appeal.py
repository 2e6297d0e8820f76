"""deskapp appeal: questions to the people in a chat group, checked before they leave the desk."""

from __future__ import annotations

import typer

from deskapp.commands.call import Call
from deskapp.commands.dispute_steps import dry
from deskapp.commands.group import DeskCommand
from deskapp.commands.lead_looks import find, list_field, refuse_verb, show_field, step_field, tell
from deskapp.commands.log import choices
from deskapp.commands.looks import AREA_HELP, number_of
from deskapp.commands.proving import PIN_STDIN, Asking
from deskapp.domain.appeal import CHANNEL, KIND
from deskapp.domain.appeal_check import findings, said_of
from deskapp.domain.errors import Exit
from deskapp.domain.words import N_
from deskapp.reading import field_lists
from deskapp.reading.field_records import minors_in
from deskapp.wiring import Desk

VERBS = {
    "list": "", "show": "NUMBER", "add": "TEXT…", "check": "TEXT…", "issue": "NUMBER", "copy": "NUMBER",
    "reply": "NUMBER TEXT…", "useful": "NUMBER TEXT…", "useless": "NUMBER TEXT…", "prolong": "NUMBER DAY",
    "expire": "NUMBER", "void": "NUMBER",
}  # fmt: skip
"""What can be done, in the order of the help, and what each needs."""


def add(app: typer.Typer, call: Call) -> None:
    """Add the command to the program."""
    t = call.t
    rest = typer.Argument(None, metavar=t("NUMBER"), help=t("what the verb needs"))

    @app.command(
        "appeal",
        cls=DeskCommand,
        help=t("Lead appeals: each text is checked for IDs, phones, plates and minors before it leaves the desk."),
        epilog=t('deskapp appeal add "Who saw the e-bike thief at gate 3 last night?" --kind theft --until 12-05\n'
                    'deskapp appeal issue 1 --keep "the number of the police room"\n'
                    'deskapp appeal copy 1\n'
                    'deskapp appeal reply 1 --giver "Chen" "A man in a grey coat, towards the market"\n'
                    'deskapp appeal useful 1 --incident A-2026-77 "He was found"'),
    )  # fmt: skip
    def appeal(
        verb: str = typer.Argument(..., metavar=t("VERB"), help=", ".join(VERBS)),
        words: list[str] = rest,
        kind: str = typer.Option("", "--kind", metavar="K", help=choices(KIND, t)),
        channel: str = typer.Option("", "--channel", metavar="C", help=choices(CHANNEL, t)),
        place: str = typer.Option("", "--place", metavar="P", help=t("where it happened")),
        area: str = typer.Option("", "--area", metavar="A", help=t(AREA_HELP)),
        until: str = typer.Option("", "--until", metavar="D", help=t("runs until this day; else two weeks")),
        request: str = typer.Option("", "--request", metavar=t("NUMBER"), help=t("the request from which it comes")),
        keep: str = typer.Option("", "--keep", metavar="R", help=t("issue: why what was found in the text stays")),
        giver: str = typer.Option("", "--giver", metavar=t("NAME"), help=t("reply: who told it; for officers alone")),
        phone: str = typer.Option("", "--phone", metavar="P", help=t("reply: the phone of that person")),
        reply: str = typer.Option("", "--reply", metavar="N", help=t("useful: which reply; else the last")),
        incident: str = typer.Option("", "--incident", metavar=t("NO"), help=t("useful: number of the incident")),
        reason: str = typer.Option("", "--reason", metavar="R", help=t("why; needed to void and to end it early")),
        open: bool = typer.Option(False, "--open", help=t("what is still open")),
        pin_stdin: bool = typer.Option(False, "--pin-stdin", help=t(PIN_STDIN)),
    ) -> int:  # fmt: skip
        said = list(words or ())
        refuse_verb("appeal", verb, said, VERBS)
        text = " ".join(said[1:])
        with call.desk() as desk:
            if verb == "list":
                chosen = field_lists.FieldFilter(open=open)
                list_field(call, desk, "appeals", chosen, field_lists.DUE, -1)
            elif verb == "check":
                _check(call, desk, " ".join(said))
            elif verb == "add":
                given = {
                    "text": " ".join(said),
                    "kind": kind,
                    "channel": channel,
                    "place": place,
                    "area": area,
                    "expires_on": until,
                }
                if not dry(call):
                    of = number_of(desk, request) if request.strip() else ""
                    number = desk.appeals.add({k: v for k, v in given.items() if v}, desk.actor, t, of)
                    tell(call, desk, "appeals", number)
            elif verb == "show":
                show_field(call, desk, find(desk, "appeals", said[0]).number)
            elif verb == "copy":
                number = find(desk, "appeals", said[0]).number
                if not dry(call):
                    call.write(desk.appeals.copy_out(number, desk.actor, t))
            else:
                if verb == "void" and not call.flags.dry_run:
                    Asking(call, pin_stdin).prove(desk)
                given = {
                    "issue": {"keep": keep, "until": until},
                    "reply": {"text": text, "giver": giver, "phone": phone},
                    "useful": {"text": text, "reply": reply, "incident": incident},
                    "useless": {"text": text},
                    "prolong": {"until": text, "text": reason},
                    "expire": {"text": reason},
                    "void": {"text": reason},
                }[verb]
                code = "answer" if verb == "reply" else verb
                return step_field(call, desk, find(desk, "appeals", said[0]).number, code, given)
        return Exit.DONE


def _check(call: Call, desk: Desk, text: str) -> None:
    """Say what of a text would have to be taken out or confirmed; nothing is written."""
    today = desk.room.calendar.day(desk.clock())
    found = findings(text, minors_in(desk.reader.execute, desk.room.id, text, today))
    if call.flags.json:
        call.write_json([{"kind": one.kind, "text": one.hit} for one in found])
    elif found:
        call.write(said_of(found, call.t))
    else:
        call.say(N_("Nothing was found: the text may go out as it is."))
