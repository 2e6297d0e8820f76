"""deskapp lost: reports of people, animals and things that are looked for."""

from __future__ import annotations

import typer

from deskapp.commands.call import Call
from deskapp.commands.dispute_steps import dry
from deskapp.commands.group import DeskCommand
from deskapp.commands.lead_looks import find, list_field, refuse_verb, show_field, step_field, tell
from deskapp.commands.log import choices
from deskapp.commands.looks import AREA_HELP, number_of
from deskapp.commands.proving import PIN_STDIN, Asking
from deskapp.domain.errors import Exit
from deskapp.domain.lost import LostReport
from deskapp.domain.lost_steps import proposed_text
from deskapp.domain.things import KIND
from deskapp.reading import field_lists

VERBS = {
    "list": "", "show": "NUMBER", "report": "KIND NAME…", "find": "NUMBER TEXT…", "appeal": "NUMBER",
    "case": "NUMBER RECEIPT", "close": "NUMBER TEXT…", "void": "NUMBER", "link": "NUMBER FOUND",
}  # fmt: skip
"""What can be done, in the order of the help, and what each needs."""


def add(app: typer.Typer, call: Call) -> None:
    """Add the command to the program."""
    t = call.t
    needs = t("what the verb needs; kinds: {every}", every=choices(KIND, t))
    rest = typer.Argument(None, metavar=t("NUMBER"), help=needs)

    @app.command(
        "lost",
        cls=DeskCommand,
        help=t("Lost people, pets and things: features, last seen, public appeal, found or not."),
        epilog=t('deskapp lost report pet "Golden retriever" --owner "Wang" --phone 13800010001 --place "Park"\n'
                    'deskapp lost report person "Grandfather Li" --age 81 --features "grey coat" --seen 14:30\n'
                    'deskapp lost link 1 ZC-20261121-001\n'
                    'deskapp lost find 1 "Came home with a neighbour" --by "Chen"'),
    )  # fmt: skip
    def lost(
        verb: str = typer.Argument(..., metavar=t("VERB"), help=", ".join(VERBS)),
        words: list[str] = rest,
        features: str = typer.Option("", "--features", metavar="T", help=t("colour and features")),
        owner: str = typer.Option("", "--owner", metavar=t("NAME"), help=t("who looks for it")),
        phone: str = typer.Option("", "--phone", metavar="P", help=t("the phone of that person")),
        place: str = typer.Option("", "--place", metavar="P", help=t("where it was last seen, or found")),
        area: str = typer.Option("", "--area", metavar="A", help=t(AREA_HELP)),
        seen: str = typer.Option("", "--seen", metavar=t("TIME"), help=t("when it was last seen")),
        age: str = typer.Option("", "--age", metavar="N", help=t("of a person; under 18 only an initial is shown")),
        request: str = typer.Option("", "--request", metavar=t("NUMBER"), help=t("the request from which it comes")),
        by: str = typer.Option("", "--by", metavar=t("NAME"), help=t("find: who found it")),
        at: str = typer.Option("", "--at", metavar=t("TIME"), help=t("find: when; else now")),
        text: str = typer.Option("", "--text", metavar="T", help=t("appeal: its text; else what the report tells")),
        reason: str = typer.Option("", "--reason", metavar="R", help=t("why; needed to void, and to show a minor")),
        open: bool = typer.Option(False, "--open", help=t("what is still open")),
        pin_stdin: bool = typer.Option(False, "--pin-stdin", help=t(PIN_STDIN)),
    ) -> int:  # fmt: skip
        said = list(words or ())
        refuse_verb("lost", verb, said, VERBS)
        with call.desk() as desk:
            if verb == "list":
                list_field(call, desk, "lost", field_lists.FieldFilter(open=open), field_lists.DUE, -1)
                return Exit.DONE
            if verb == "report":
                given = {
                    "kind": said[0], "name": " ".join(said[1:]), "features": features, "owner": owner, "phone": phone,
                    "last_place": place, "last_at": seen, "age": age, "area": area,
                }  # fmt: skip
                if not dry(call):
                    of = number_of(desk, request) if request.strip() else ""
                    number = desk.lost_reports.report(
                        {k: v for k, v in given.items() if v}, desk.actor, t, of
                    )
                    tell(call, desk, "lost", number)
                return Exit.DONE
            one = find(desk, "lost", said[0])
            assert isinstance(one, LostReport)
            if verb == "show":
                show_field(call, desk, one.number)
            elif verb == "link":
                if not dry(call):
                    item = find(desk, "custody", said[1])
                    desk.custody.link(item.number, one.number, desk.actor, t, item.version)
                    tell(call, desk, "lost", one.number)
            else:
                if verb == "void" and not call.flags.dry_run:
                    Asking(call, pin_stdin).prove(desk)
                rest_of, now = " ".join(said[1:]), desk.clock()
                when = desk.room.calendar.show(one.last_at, now) if one.last_at else ""
                given = {
                    "find": {"text": rest_of, "place": place, "by": by, "at": at},
                    "appeal": {"text": text or proposed_text(one, t, when), "reason": reason},
                    "case": {"receipt": rest_of, "text": reason},
                    "close": {"text": rest_of},
                    "void": {"text": reason},
                }[verb]
                return step_field(call, desk, one.number, verb, given)
        return Exit.DONE
