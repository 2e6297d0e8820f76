"""deskapp outcome: how a mediation ended, all steps to it in one go."""

from __future__ import annotations

import typer

from deskapp.commands.call import Call
from deskapp.commands.dispute_steps import dry, tell
from deskapp.commands.group import DeskCommand
from deskapp.commands.log import choices
from deskapp.commands.looks import dispute_of
from deskapp.domain.dispute_codes import KIND
from deskapp.domain.dispute_outcome import OUTCOMES
from deskapp.domain.dispute_steps import ELIGIBLE
from deskapp.domain.errors import Exit


def add(app: typer.Typer, call: Call) -> None:
    """Add the command to the program."""
    t = call.t

    @app.command(
        "outcome",
        cls=DeskCommand,
        help=t("Write down how a mediation ended: every step to it is taken and checked, in one go."),
        epilog=t('deskapp outcome JF-20261121-001 --form on_site_agreed --course "Both were heard" '
                    '--text "The stairs are cleared"\n'
                    'deskapp outcome JF-20261121-001 --form refused --to 10:30 --course "One did not come" '
                    '--text "No wish to talk" --told "The court"'),
    )  # fmt: skip
    def outcome(
        number: str = typer.Argument(
            ..., metavar=t("NUMBER"), help=t("record number; digits alone mean today's")
        ),
        form: str | None = typer.Option(None, "--form", metavar="F", help=choices(OUTCOMES, t)),
        course: str | None = typer.Option(
            None, "--course", metavar="T", help=t("how the mediation went, in words")
        ),
        text: str | None = typer.Option(None, "--text", metavar="T", help=t("what was agreed, or why not")),
        sum: str | None = typer.Option(None, "--sum", metavar="S", help=t("the sum in 元, like 500")),
        manner: str | None = typer.Option(None, "--manner", metavar="T", help=t("how it is performed")),
        deadline: str | None = typer.Option(None, "--deadline", metavar="D", help=t("perform until")),
        parts: str | None = typer.Option(
            None, "--parts", metavar="P", help=t("instalments, like 12-31 500; 01-31 500")
        ),
        signed: str | None = typer.Option(
            None, "--signed", metavar="Y", help=t("whether all signed on paper: yes, no")
        ),
        told: str | None = typer.Option(
            None, "--told", metavar="T", help=t("which ways the parties were told")
        ),
        from_: str | None = typer.Option(None, "--from", metavar=t("TIME"), help=t("when the sitting began")),
        to: str | None = typer.Option(None, "--to", metavar=t("TIME"), help=t("when the sitting ended")),
        present: str | None = typer.Option(None, "--present", metavar="T", help=t("who was present")),
        kind: str | None = typer.Option(None, "--kind", metavar="K", help=choices(KIND, t)),
        eligible: str | None = typer.Option(None, "--eligible", metavar="E", help=choices(ELIGIBLE, t)),
    ) -> int:
        given = dict(call.given(
            form=form, course=course, text=text, sum=sum, manner=manner, deadline=deadline, parts=parts,
            signed=signed, told=told, to=to, attendees=present, kind=kind, eligible=eligible,
        ))  # fmt: skip
        if from_ is not None:
            given["from"] = from_
        with call.desk() as desk:
            file = dispute_of(desk, number)
            now = desk.room.calendar.local(desk.clock())
            if "to" not in given and file.dispute.status in ("registered", "accepted"):
                given["to"] = f"{now:%Y-%m-%d %H:%M}"
            given["form"] = OUTCOMES.find(given.get("form", ""), t)
            if not dry(call):
                done = desk.disputes.outcome(file.dispute.number, given, desk.actor, t, file.dispute.version)
                tell(call, desk, done)
        return Exit.DONE
