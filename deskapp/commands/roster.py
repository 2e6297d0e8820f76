"""deskapp roster: the duty plan, its slots and how a day of it is served."""

from __future__ import annotations

import typer

from deskapp.commands.call import Call
from deskapp.commands.dispute_steps import dry
from deskapp.commands.group import DeskCommand
from deskapp.commands.looks import AREA_HELP, eyes_of
from deskapp.commands.proving import PIN_STDIN, Asking
from deskapp.commands.volunteer_looks import table
from deskapp.domain.coverage_card import state_text, when_text
from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.number import read_number
from deskapp.domain.slot import PREFIX, Slot
from deskapp.domain.slot_form import LABELS
from deskapp.domain.text import clean
from deskapp.domain.times import read_day
from deskapp.domain.words import N_
from deskapp.files.slots import coverage_record, slot_record
from deskapp.reading import slots as reading
from deskapp.services.rosters import no_slot
from deskapp.wiring import Desk

VERBS = {"list": 0, "day": 0, "add": 2, "correct": 3, "void": 1}
"""What can be done, in the order of the help, and how many words each needs."""

_NEEDS = {"add": "DAYS HOURS", "correct": "NUMBER FIELD VALUE", "void": "NUMBER"}


def add(app: typer.Typer, call: Call) -> None:
    """Add the command to the program."""
    t = call.t
    needs = t(N_("what the verb needs; fields: {every}"), every=", ".join(LABELS))
    rest = typer.Argument(None, metavar=t("NUMBER"), help=needs)

    @app.command(
        "roster",
        cls=DeskCommand,
        help=t("The duty plan: which team serves where, on which days and hours, and how a day of it is served."),
        epilog=t('deskapp roster add 1-5 07:00-08:30 --team "School Team" --place "Gate 1" --people 2\n'
                    'deskapp roster add daily 20:00-06:00 --team "Mingzhu Team" --people 4 --from 12-01\n'
                    'deskapp roster day today\n'
                    'deskapp roster correct PB-20261121-001 people 3 --reason "More pupils"\n'
                    'deskapp roster void PB-20261121-001 --reason "Holidays"'),
    )  # fmt: skip
    def roster(
        verb: str = typer.Argument(..., metavar=t("VERB"), help=", ".join(VERBS)),
        words: list[str] = rest,
        team: str = typer.Option("", "--team", metavar="T", help=t("the team that serves; else anybody")),
        place: str = typer.Option("", "--place", metavar="P", help=t("where it serves")),
        area: str = typer.Option("", "--area", metavar="A", help=t(AREA_HELP)),
        people: str = typer.Option("", "--people", metavar="N", help=t("how many people; else one")),
        first: str = typer.Option("", "--from", metavar="D", help=t("in force from this day; else today")),
        last: str = typer.Option("", "--until", metavar="D", help=t("in force until this day")),
        notes: str = typer.Option("", "--notes", metavar="T", help=t("what else is to be known")),
        reason: str = typer.Option("", "--reason", metavar="R", help=t("why; needed to correct and to void")),
        every: bool = typer.Option(False, "--all", help=t("list: voided slots, too")),
        pin_stdin: bool = typer.Option(False, "--pin-stdin", help=t(PIN_STDIN)),
    ) -> int:  # fmt: skip
        said = _words(verb, list(words or ()))
        with call.desk() as desk:
            if verb == "list":
                _list(call, desk, every)
            elif verb == "day":
                _day(call, desk, " ".join(said))
            elif dry(call):
                return Exit.DONE
            elif verb == "add":
                given = {
                    "days": said[0], "hours": said[1], "people": people, "team": team, "place": place, "area": area,
                    "from": first, "until": last, "notes": notes,
                }  # fmt: skip
                call.write(desk.rosters.add({k: v for k, v in given.items() if v}, desk.actor, t))
            elif verb == "correct":
                one, given = _slot(desk, said[0]), {_field(said[1], call): said[2]}
                desk.rosters.correct(one.number, given, reason, desk.actor, t, one.version)
                call.write(one.number)
            else:
                one = _slot(desk, said[0])
                Asking(call, pin_stdin).prove(desk)
                desk.rosters.void(one.number, reason, desk.actor, one.version)
                call.write(one.number)
        return Exit.DONE


def _words(verb: str, said: list[str]) -> list[str]:
    if verb not in VERBS:
        raise DeskError(
            N_("There is no “{verb}” for the duty plan. Choose one of: {every}. See: deskapp roster --help"),
            code=Exit.USAGE, verb=clean(verb), every=", ".join(VERBS),
        )  # fmt: skip
    if verb != "day" and len(said) != VERBS[verb]:
        raise DeskError(
            N_("“roster {verb}” takes: {names}. Type it like that; nothing is changed."),
            code=Exit.USAGE, verb=verb, names=_NEEDS.get(verb, "—"),
        )  # fmt: skip
    return said


def _field(said: str, call: Call) -> str:
    wanted = said.strip().casefold()
    return next(
        (name for name, label in LABELS.items() if wanted in (label.casefold(), call.t(label))), wanted
    )


def _slot(desk: Desk, typed: str) -> Slot:
    """The slot of a number as typed; digits alone mean one of today. Raises DeskError."""
    number = read_number(typed, PREFIX, desk.room.calendar.day(desk.clock()))
    found = reading.find(desk.reader, desk.room.id, number)
    if found is None:
        raise no_slot(number)
    return found


def _list(call: Call, desk: Desk, every: bool) -> None:
    found, t = reading.slots(desk.reader, desk.room.id, past=every), call.t
    if call.flags.json:
        eyes = eyes_of(desk, t)
        call.write_json([slot_record(one, eyes) for one in found])
        return
    table(call, [
        (one.number, one.hours_text(t), one.days_text(t), t(N_("{count} people"), count=one.people),
         one.where_text(t), " · ".join(filter(None, (_in_force(one, call), one.notes))))
        for one in found
    ])  # fmt: skip
    if not found:
        call.say(N_("The duty plan is empty. Put a slot into it with: deskapp roster add DAYS HOURS"))


def _in_force(one: Slot, call: Call) -> str:
    if one.status == "voided":
        return call.t(N_("Voided"))
    return call.t(N_("until {day}"), day=one.valid_until.isoformat()) if one.valid_until else ""


def _day(call: Call, desk: Desk, typed: str) -> None:
    t, now, calendar = call.t, desk.clock(), desk.room.calendar
    day = read_day(typed, calendar.day(now)) if typed.strip() else calendar.day(now)
    found = reading.coverage_of(desk.reader, desk.room, day, now)
    if call.flags.json:
        call.write_json(coverage_record(found, eyes_of(desk, t)))
        return
    table(call, [
        (when_text(one, calendar), state_text(one, t), one.slot.where_text(t), one.slot.number) for one in found.slots
    ])  # fmt: skip
    if not found.slots:
        call.say(N_("Nothing is planned for {day}."), day=day.isoformat())
