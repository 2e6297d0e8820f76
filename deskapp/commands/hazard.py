"""deskapp hazard: enter hazards, alone or from a request; steps, corrections and notes are commands of their own."""

from __future__ import annotations

import typer

from deskapp.commands.call import Call
from deskapp.commands.dispute_steps import confirmed, dry
from deskapp.commands.field_looks import hazard_of, tell_hazard
from deskapp.commands.group import DeskCommand
from deskapp.commands.log import choices
from deskapp.commands.looks import AREA_HELP, area_number, request_of
from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.hazard_codes import CATEGORY, LEVEL, SOURCE, VENUE
from deskapp.domain.hazard_form import LABELS
from deskapp.domain.hazard_from import proposals
from deskapp.domain.hazard_steps import MACHINE
from deskapp.domain.text import clean
from deskapp.domain.words import N_
from deskapp.wiring import Desk

VERBS = ("add", "from")
"""What can be done, in the order of the help."""


def add(app: typer.Typer, call: Call) -> None:
    """Add the command to the program."""
    t = call.t
    rest = typer.Argument(
        None, metavar=t("TEXT"), help=t("add: the kind, then what is unsafe; from: the request")
    )

    @app.command(
        "hazard",
        cls=DeskCommand,
        help=t("Enter a hazard, alone or from a request. Steps: deskapp step YH-…; list: deskapp list hazards"),
        epilog=t('deskapp hazard add ebike "Charger left plugged in" --place "Building 3" --fixed "Unplugged"\n'
                    'deskapp hazard add fire_passage "Boxes on the stairs" --area 02-05 --deadline +3d\n'
                    'deskapp hazard from LF-20261121-003 --deadline 11-25\n'
                    'deskapp step YH-20261121-001 fail --text "Still there" --set deadline=+2d'),
    )  # fmt: skip
    def hazard(
        verb: str = typer.Argument(..., metavar=t("VERB"), help=", ".join(VERBS)),
        words: list[str] = rest,
        kind: str = typer.Option("", "--kind", metavar="K", help=choices(CATEGORY, t)),
        place: str = typer.Option("", "--place", metavar="P", help=t("where it is")),
        area: str = typer.Option("", "--area", metavar="A", help=t(AREA_HELP)),
        level: str = typer.Option("", "--level", metavar="L", help=choices(LEVEL, t)),
        venue: str = typer.Option("", "--venue", metavar="V", help=choices(VENUE, t)),
        fixed: str | None = typer.Option(None, "--fixed", metavar="T", help=t("fixed on the spot: what was done")),
        deadline: str = typer.Option("", "--deadline", metavar="D", help=t("ordered: fix until this day, like +3d")),
        done: str = typer.Option("", "--done", metavar="T", help=t("ordered: what is to be done")),
        owner: str = typer.Option("", "--owner", metavar=t("NAME"), help=t("who has to fix it")),
        phone: str = typer.Option("", "--phone", metavar="P", help=t("phone of that person")),
        order_no: str = typer.Option("", "--order-no", metavar=t("NO"), help=t("number of the written order")),
        finder: str = typer.Option("", "--finder", metavar="F", help=t("badge or member number of who found it")),
        source: str = typer.Option("", "--source", metavar="S", help=choices(SOURCE, t)),
        at: str = typer.Option("", "--at", metavar=t("TIME"), help=t("when it was found, like 14:30")),
    ) -> int:  # fmt: skip
        said = list(words or ())
        if verb not in VERBS:
            raise DeskError(
                N_("There is no “{verb}” for hazards. Choose one of: {every}. See: deskapp hazard --help"),
                code=Exit.USAGE, verb=clean(verb), every=", ".join(VERBS),
            )  # fmt: skip
        if (verb == "add" and len(said) < 2) or (verb == "from" and len(said) != 1):
            raise DeskError(
                N_("“hazard {verb}” takes: {names}. Type it like that; nothing is changed."),
                code=Exit.USAGE, verb=verb, names="KIND TEXT" if verb == "add" else "NUMBER",
            )  # fmt: skip
        given = {
            "category": kind, "place": place, "area": area, "level": level, "venue": venue, "deadline": deadline,
            "done": fixed or done, "owner": owner, "owner_phone": phone, "order_no": order_no, "finder": finder,
            "source": source, "found_at": at,
            "measure": "fixed" if fixed is not None else "ordered" if deadline else "",
        }  # fmt: skip
        if verb == "add":
            given |= {"category": said[0], "summary": " ".join(said[1:])}
        with call.desk() as desk:
            _enter(call, desk, verb, said, {name: text for name, text in given.items() if text})
        return Exit.DONE


def _enter(call: Call, desk: Desk, verb: str, said: list[str], given: dict[str, str]) -> None:
    t = call.t
    if verb == "add":
        if not dry(call):
            tell_hazard(call, desk, desk.hazards.add(given, desk.actor, t))
        return
    request = request_of(desk, said[0])
    told = proposals(request, desk.room.calendar.day(desk.clock()))
    given = {name: text for name, text in told.items() if text} | given
    given.setdefault("area", area_number(desk, request.area_id))
    if not dry(call):
        made = desk.hazards.add_from(desk.requests, request.number, given, desk.actor, t, request.version)
        tell_hazard(call, desk, made)


def step_hazard(call: Call, desk: Desk, typed: str, said: str, given: dict[str, str]) -> None:
    """Take one step with a hazard."""
    one, wanted = hazard_of(desk, typed), said.strip().casefold()
    code = next((s.code for s in MACHINE.steps if wanted in (s.label.casefold(), call.t(s.label))), wanted)
    known = MACHINE.path(one.status, code)[-1]
    if known.typed and "confirm" not in given:
        given["confirm"] = confirmed(call, one.number)
    if not dry(call):
        tell_hazard(call, desk, desk.hazards.step(one.number, code, given, desk.actor, call.t, one.version))


def correct_hazard(call: Call, desk: Desk, typed: str, field: str, value: str, reason: str) -> None:
    """Correct one field of a hazard, with the reason."""
    one, wanted = hazard_of(desk, typed), field.strip().casefold().replace("-", "_")
    names = ((name, {label.casefold(), call.t(label).casefold()}) for name, label in LABELS.items())
    name = next((name for name, known in names if wanted in known), wanted)
    if not dry(call):
        done = desk.hazards.correct(one.number, {name: value}, reason, desk.actor, call.t, one.version)
        if call.flags.json:
            tell_hazard(call, desk, done)
        else:
            call.say(N_("Corrected: {number}. deskapp undo takes it back."), number=one.number)


def note_hazard(call: Call, desk: Desk, typed: str, kind: str, text: str) -> None:
    """Add an entry to the log of a hazard."""
    one = hazard_of(desk, typed)
    if not dry(call):
        desk.hazards.note(one.number, kind, text, desk.actor, call.t)
        call.say(N_("Added to {number}."), number=one.number)
