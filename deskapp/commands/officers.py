"""deskapp officers: the people of the room, and who writes now."""

from __future__ import annotations

import typer

from deskapp.commands.call import Call
from deskapp.commands.group import DeskCommand
from deskapp.commands.help import aligned
from deskapp.commands.log import choices
from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.officer import OFFICER_KIND
from deskapp.domain.text import clean, narrow
from deskapp.domain.words import N_
from deskapp.wiring import Desk


def add(app: typer.Typer, call: Call) -> None:
    """Add the command to the program."""
    t = call.t

    @app.command(
        "officers",
        cls=DeskCommand,
        help=t("List the officers and auxiliaries, add one, or choose who writes at this desk."),
        epilog=t('deskapp officers --add "Zhao Lei" --badge F0231 --kind auxiliary\n'
                    'deskapp officers --sign-in F0231'),
    )  # fmt: skip
    def officers(
        add: str = typer.Option("", "--add", metavar=t("NAME"), help=t("add a person of this name")),
        badge: str = typer.Option("", "--badge", metavar=t("NO"), help=t("badge number of the new person")),
        kind: str = typer.Option("officer", "--kind", metavar="K", help=choices(OFFICER_KIND, t)),
        sign_in: str = typer.Option(
            "", "--sign-in", metavar=t("NO"), help=t("badge number of who writes from now on")
        ),
    ) -> int:
        with call.desk() as desk:
            if add.strip():
                _add(call, desk, add, badge, kind)
            if sign_in.strip():
                _sign_in(call, desk, sign_in)
            if not add.strip() and not sign_in.strip():
                _list(call, desk)
        return Exit.DONE


def _add(call: Call, desk: Desk, name: str, badge: str, kind: str) -> None:
    code = OFFICER_KIND.find(kind, call.t)
    if call.flags.dry_run:
        call.say(N_("All of it is right; nothing is written."))
        return
    officer = desk.staff.add(desk.room, name, badge, code, desk.actor, call.t)
    call.say(N_("Added: {who}"), who=officer.signature())


def _sign_in(call: Call, desk: Desk, badge: str) -> None:
    wanted = narrow(clean(badge)).casefold()
    found = [o for o in desk.officers if o.active and o.badge.casefold() == wanted]
    if not found:
        raise DeskError(
            N_("Nobody here has the badge number {badge}. Known: {known}."),
            code=Exit.NOT_FOUND, badge=clean(badge),
            known=", ".join(o.signature() for o in desk.officers if o.active) or "—",
        )  # fmt: skip
    if not call.flags.dry_run:
        desk.sign_in(found[0])
    call.say(N_("{who} writes at this desk now."), who=found[0].signature())


def _list(call: Call, desk: Desk) -> None:
    t = call.t
    people = desk.officers
    if call.flags.json:
        call.write_json([
            {"name": o.name, "badge": o.badge, "kind": o.kind, "active": o.active,
             "signed_in": o.id == desk.room.signed_in}
            for o in people
        ])  # fmt: skip
    elif call.flags.plain:
        for o in people:
            call.write(f"{o.name}\t{o.badge}\t{o.kind}")
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
