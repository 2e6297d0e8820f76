"""deskapp team: make teams, correct where they stand, disband them."""

from __future__ import annotations

import typer

from deskapp.commands.call import Call
from deskapp.commands.dispute_steps import dry
from deskapp.commands.group import DeskCommand
from deskapp.commands.log import choices
from deskapp.domain.attendance_codes import MODE
from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.team import LABELS
from deskapp.domain.text import clean
from deskapp.domain.volunteer_codes import TEAM_KIND
from deskapp.domain.words import N_

VERBS = ("add", "correct", "close")
"""What can be done, in the order of the help."""


def add(app: typer.Typer, call: Call) -> None:
    """Add the command to the program."""
    t = call.t
    needs = t(N_("what the verb needs; fields: {every}"), every=", ".join(LABELS))
    rest = typer.Argument(None, metavar=t("NAME"), help=needs)

    @app.command(
        "team",
        cls=DeskCommand,
        help=t("Teams of volunteers, a tree: make one, correct it, disband it. List them: deskapp list teams"),
        epilog=t('deskapp team add "Mingzhu Team"\n'
                    'deskapp team add "Rescue Team" --parent "Mingzhu Team" --kind rescue --mode on_call\n'
                    'deskapp team correct "Rescue Team" place "East Gate" --reason Moved\n'
                    'deskapp team close "Rescue Team" --reason "Joined with another"'),
    )  # fmt: skip
    def team(
        verb: str = typer.Argument(..., metavar=t("VERB"), help=", ".join(VERBS)),
        words: list[str] = rest,
        kind: str = typer.Option("", "--kind", metavar="K", help=choices(TEAM_KIND, t)),
        parent: str = typer.Option("", "--parent", metavar="T", help=t("the team above it")),
        mode: str = typer.Option("", "--mode", metavar="M", help=choices(MODE, t)),
        place: str = typer.Option("", "--place", metavar="P", help=t("where it serves")),
        reason: str = typer.Option(
            "", "--reason", metavar="R", help=t("why; needed to correct and to close")
        ),
    ) -> int:
        said = list(words or ())
        wanted = {"add": ["NAME"], "correct": ["TEAM", "FIELD", "VALUE"], "close": ["TEAM"]}
        if verb not in wanted:
            raise DeskError(
                N_("There is no “{verb}” for teams. Choose one of: {every}. See: deskapp team --help"),
                code=Exit.USAGE, verb=clean(verb), every=", ".join(VERBS),
            )  # fmt: skip
        if len(said) != len(wanted[verb]):
            raise DeskError(
                N_("“team {verb}” takes: {names}. Type it like that; nothing is changed."),
                code=Exit.USAGE, verb=verb, names=" ".join(wanted[verb]),
            )  # fmt: skip
        with call.desk() as desk:
            if dry(call):
                return Exit.DONE
            if verb == "add":
                given = {"name": said[0], "kind": kind, "parent": parent, "mode": mode, "place": place}
                call.write(desk.teams.add({k: v for k, v in given.items() if v}, desk.actor, t))
            elif verb == "correct":
                field = said[1].strip().casefold()
                field = next(
                    (name for name, label in LABELS.items() if field in (label.casefold(), t(label))), field
                )
                desk.teams.correct(said[0], {field: said[2]}, reason, desk.actor, t)
                call.say(N_("Corrected: {number}. deskapp undo takes it back."), number=said[0])
            else:
                desk.teams.close(said[0], reason, desk.actor)
                call.say(N_("Disbanded: {team}. deskapp undo takes it back."), team=said[0])
        return Exit.DONE
