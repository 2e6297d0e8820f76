"""deskapp area: make areas, correct where they stand, give them up."""

from __future__ import annotations

import typer

from deskapp.commands.call import Call
from deskapp.commands.dispute_steps import dry
from deskapp.commands.group import DeskCommand
from deskapp.commands.log import choices
from deskapp.commands.looks import area_of
from deskapp.domain.area import KIND, PLACE_KIND
from deskapp.domain.area_form import LABELS
from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.text import clean
from deskapp.domain.words import N_

VERBS = ("add", "rate", "correct", "close")
"""What can be done, in the order of the help."""

_WANTED = {
    "add": ["NAME"],
    "rate": ["AREA", "RATING"],
    "correct": ["AREA", "FIELD", "VALUE"],
    "close": ["AREA"],
}


def add(app: typer.Typer, call: Call) -> None:
    """Add the command to the program."""
    t = call.t
    needs = t(N_("what the verb needs; fields: {every}"), every=", ".join(LABELS))
    rest = typer.Argument(None, metavar=t("NAME"), help=needs)

    @app.command(
        "area",
        cls=DeskCommand,
        help=t("Grids, beats, places, households, a tree: make one, correct it, give it up. List: deskapp list areas"),
        epilog=t('deskapp area add "Chengguan" --code 02\n'
                    'deskapp area add "Taoyuan" --code 02-05 --parent 02 --beat "Beat 3"\n'
                    'deskapp area add "East School" --kind place --place-kind school --parent 02-05\n'
                    'deskapp area correct 02-05 parent 03 --reason "New borders"\n'
                    'deskapp area rate 02-05 safe --from 10-01 --to 10-31\n'
                    'deskapp area close "East School" --reason "Pulled down"'),
    )  # fmt: skip
    def area(
        verb: str = typer.Argument(..., metavar=t("VERB"), help=", ".join(VERBS)),
        words: list[str] = rest,
        kind: str = typer.Option("", "--kind", metavar="K", help=choices(KIND, t)),
        parent: str = typer.Option("", "--parent", metavar="A", help=t("the area above it")),
        beat: str = typer.Option("", "--beat", metavar="B", help=t("the police beat to which it belongs")),
        code: str = typer.Option("", "--code", metavar="C", help=t("its own number, like 02-05-01")),
        place_kind: str = typer.Option("", "--place-kind", metavar="K", help=choices(PLACE_KIND, t)),
        address: str = typer.Option("", "--address", metavar="A", help=t("where it is")),
        contact: str = typer.Option(
            "", "--contact", metavar=t("NAME"), help=t("who is to be asked for there")
        ),
        phone: str = typer.Option("", "--phone", metavar="P", help=t("phone number")),
        people: str = typer.Option("", "--people", metavar="N", help=t("residents or members")),
        size: str = typer.Option("", "--size", metavar="S", help=t("in square kilometres, like 2.5")),
        stamped: str = typer.Option(
            "", "--stamped", metavar="D", help=t("a household: the day of its contact stamp")
        ),
        reason: str = typer.Option(
            "", "--reason", metavar="R", help=t("why; needed to correct and to close")
        ),
        first: str = typer.Option(
            "", "--from", metavar="D", help=t("rate: from this day; else that of the month")
        ),
        last: str = typer.Option("", "--to", metavar="D", help=t("rate: to this day; else today")),
        text: str = typer.Option("", "--text", metavar="T", help=t("rate: in words")),
    ) -> int:
        said = list(words or ())
        if verb not in _WANTED:
            raise DeskError(
                N_("There is no “{verb}” for areas. Choose one of: {every}. See: deskapp area --help"),
                code=Exit.USAGE, verb=clean(verb), every=", ".join(VERBS),
            )  # fmt: skip
        if len(said) != len(_WANTED[verb]):
            raise DeskError(
                N_("“area {verb}” takes: {names}. Type it like that; nothing is changed."),
                code=Exit.USAGE, verb=verb, names=" ".join(_WANTED[verb]),
            )  # fmt: skip
        with call.desk() as desk:
            if verb == "add":
                given = {
                    "name": said[0], "kind": kind, "parent": parent, "beat": beat, "code": code,
                    "place_kind": place_kind, "address": address, "contact": contact, "phone": phone, "people": people,
                    "size": size, "stamped_on": stamped,
                }  # fmt: skip
                if not dry(call):
                    told = {name: text for name, text in given.items() if text}
                    call.write(desk.areas.add(told, desk.actor, t))
                return Exit.DONE
            one = area_of(desk, said[0])
            if dry(call):
                return Exit.DONE
            if verb == "rate":
                told = {"rating": said[1], "from": first, "to": last, "text": text}
                desk.areas.rate(one.number, told, desk.actor, t, one.version)
            elif verb == "close":
                desk.areas.close(one.number, reason, desk.actor, one.version)
            else:
                wanted = said[1].strip().casefold().replace("-", "_")
                names = ((name, {label.casefold(), t(label).casefold()}) for name, label in LABELS.items())
                field = next((name for name, known in names if wanted in known), wanted)
                desk.areas.correct(one.number, {field: said[2]}, reason, desk.actor, t, one.version)
            call.write(one.number)
        return Exit.DONE
