"""deskapp officers: the people of the room, and who writes now."""

from __future__ import annotations

from collections.abc import Mapping

import typer

from deskapp.commands.call import Call
from deskapp.commands.finding import find
from deskapp.commands.help import aligned
from deskapp.commands.log import choices
from deskapp.commands.pins import about_pins
from deskapp.commands.printing import PrintsCommand, asked_of, paper_option, print_option, sides_option
from deskapp.commands.proving import PIN_STDIN, Asking
from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.officer import OFFICER_KIND
from deskapp.domain.words import N_
from deskapp.wiring import Desk


def add(app: typer.Typer, call: Call) -> None:
    """Add the command to the program."""
    t = call.t

    @app.command(
        "officers",
        cls=PrintsCommand,
        help=t("List the officers and auxiliaries, add, correct or deactivate one, set a PIN, or choose who writes at "
               "this desk."),
        epilog="deskapp officers pin 012345\n" + t('deskapp officers --add "Zhao Lei" --badge F0231 --kind auxiliary\n'
                    'deskapp officers --correct F0231 --name "Zhao Lei" --reason "Misspelt"'),
    )  # fmt: skip
    def officers(
        what: str = typer.Argument(
            "", metavar="pin|recovery|recover", help=t("about PINs: set one, make or use the recovery code")
        ),
        whom: str = typer.Argument("", metavar=t("NO"), help=t("badge number of whose PIN it is")),
        add: str = typer.Option("", "--add", metavar=t("NAME"), help=t("add a person of this name")),
        badge: str = typer.Option(
            "", "--badge", metavar=t("NO"), help=t("badge number of the new person, or the corrected one")
        ),
        kind: str = typer.Option("", "--kind", metavar="K", help=choices(OFFICER_KIND, t)),
        sign_in: str = typer.Option(
            "", "--sign-in", metavar=t("NO"), help=t("badge number of who writes from now on")
        ),
        correct: str = typer.Option(
            "", "--correct", metavar=t("NO"), help=t("mend this person: with --name, --badge or --kind")
        ),
        name: str = typer.Option("", "--name", metavar=t("NAME"), help=t("the corrected name")),
        deactivate: str = typer.Option(
            "", "--deactivate", metavar=t("NO"), help=t("this person works here no more; nothing is deleted")
        ),
        reactivate: str = typer.Option(
            "", "--reactivate", metavar=t("NO"), help=t("this person works here again")
        ),
        reason: str = typer.Option("", "--reason", metavar="R", help=t("why; it may be left out")),
        pdf: str = typer.Option(
            "", "--pdf", metavar=t("FILE"), help=t("the recovery code as PDF into this file")
        ),
        pin_stdin: bool = typer.Option(False, "--pin-stdin", help=t(PIN_STDIN)),
        to_print: str | None = print_option(t),
        sides: str = sides_option(t),
        paper: str = paper_option(t),
    ) -> int:
        press = None if to_print is None else asked_of(t, to_print, "", sides, paper)
        asking = Asking(call, pin_stdin)
        with call.desk() as desk:
            if what:
                return about_pins(asking, desk, what, whom, pdf, press)
            if add.strip():
                _add(call, desk, add, badge, kind or "officer")
            for number, given in (
                (correct, call.given(officer=name or None, badge=badge or None, kind=kind or None)),
                (deactivate, {"presence": "no"}),
                (reactivate, {"presence": "yes"}),
            ):
                if number.strip():
                    _change(call, desk, number, given, reason)
            if sign_in.strip():
                _sign_in(asking, desk, sign_in)
            if not any(said.strip() for said in (add, sign_in, correct, deactivate, reactivate)):
                _list(call, desk)
        return Exit.DONE


def _change(call: Call, desk: Desk, badge: str, given: Mapping[str, str], reason: str) -> None:
    officer = find(desk, badge, desk.officers)
    if not given:
        raise DeskError(
            N_("Say what is to be mended of {who}: --name, --badge or --kind."),
            code=Exit.USAGE, who=officer.signature(),
        )  # fmt: skip
    if call.flags.dry_run:
        call.say(N_("Nothing is written; without --dry-run it is tried."))
        return
    found = desk.staff.correct(desk.room, officer.id, given, desk.actor, call.t, reason)
    if found == officer:
        call.say(N_("{name} stays as it was."), name=found.signature())
    else:
        call.say(N_("Changed: {who}. deskapp undo takes it back."), who=found.signature())


def _add(call: Call, desk: Desk, name: str, badge: str, kind: str) -> None:
    code = OFFICER_KIND.find(kind, call.t)
    if call.flags.dry_run:
        call.say(N_("All of it is right; nothing is written."))
        return
    officer = desk.staff.add(desk.room, name, badge, code, desk.actor, call.t)
    call.say(N_("Added: {who}"), who=officer.signature())


def _sign_in(asking: Asking, desk: Desk, badge: str) -> None:
    officer, call = find(desk, badge, [one for one in desk.officers if one.active]), asking.call
    if not call.flags.dry_run:
        if desk.has_pins:
            desk.sign_in_by_pin(
                f"#{officer.id}", asking.secret(N_("PIN of {name}:"), name=officer.signature())
            )
        else:
            desk.sign_in(officer)
    call.say(N_("{who} writes at this desk now."), who=officer.signature())


def _list(call: Call, desk: Desk) -> None:
    t = call.t
    people, known = desk.officers, desk.with_pins
    if call.flags.json:
        call.write_json([
            {"name": o.name, "badge": o.badge, "kind": o.kind, "active": o.active,
             "pin": o.id in known,
             "signed_in": o.id == desk.room.signed_in}
            for o in people
        ])  # fmt: skip
    elif call.flags.plain:
        for o in people:
            call.write_plain(o.name, o.badge, o.kind)
    else:
        here = t("writes now")
        rows = [
            (
                o.signature(),
                OFFICER_KIND.label_of(o.kind, t) + (f" · {here}" if o.id == desk.room.signed_in else ""),
            )
            for o in people
        ]
        for line in aligned(rows):
            call.write(line)
