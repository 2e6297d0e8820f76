"""deskapp activity: patrols, publicity, rescues and all other activities; plans, steps, tallies."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import typer

from deskapp.commands.activity_looks import correct_activity, named, show_activity, step_activity, tell
from deskapp.commands.call import Call
from deskapp.commands.dispute_steps import dry, pairs_of
from deskapp.commands.group import DeskCommand
from deskapp.commands.looks import choices
from deskapp.commands.proving import PIN_STDIN, Asking
from deskapp.commands.volunteer_looks import table
from deskapp.domain.activity_kinds import CODES, KIND, LABELS, MEASURE, fields_of, kind_of
from deskapp.domain.activity_steps import STEPS
from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.text import clean
from deskapp.domain.times import read_day, stored
from deskapp.domain.words import N_
from deskapp.reading.activity_sums import plan_kept
from deskapp.services.activities import DUTY, REPEAT
from deskapp.wiring import Desk

_STEPS = tuple(step.code for step in STEPS)
VERBS = ("add", "show", *_STEPS, "correct", "fields", "kept")
"""What can be done, in the order of the help."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What was typed behind the verb."""

    words: Sequence[str]
    fields: Mapping[str, str]
    reason: str
    first: str
    last: str
    asking: Asking


def add(app: typer.Typer, call: Call) -> None:
    """Add the command to the program."""
    t = call.t
    rest = typer.Argument(
        None, metavar=t("WORDS"), help=t("add: the kind, then FIELD=VALUE; steps: the number first")
    )
    kinds = choices(KIND, t)

    @app.command(
        "activity",
        cls=DeskCommand,
        help=t("Activities: patrols, publicity, training, rescues …; the time says whether one is planned or done."),
        epilog=t('deskapp activity add patrol --when 20:00-22:00 --people "0012, 0015, 012345" --place "Gate 1"\n'
                    'deskapp activity add publicity topic=telecom_fraud people=60 copies=200\n'
                    'deskapp activity add patrol --when "tomorrow 20:00-22:00" --team "Mingzhu Team"\n'
                    'deskapp activity end HD-20261121-003 --text "All quiet"\n'
                    'deskapp activity plus HD-20261121-004\n'
                    'deskapp activity kept patrol --from 11-01'),
    )  # fmt: skip
    def activity(
        verb: str = typer.Argument(..., metavar=t("VERB"), help=", ".join(VERBS)),
        words: list[str] = rest,
        kind: str = typer.Option("", "--kind", metavar="K", help=kinds),
        when: str = typer.Option("", "--when", metavar=t("TIME"), help=t("20:00-22:00, yesterday 21:00; else now")),
        people: str = typer.Option("", "--people", metavar="P", help=t("who took part: numbers, names; * on duty")),
        place: str = typer.Option("", "--place", metavar="P", help=t("where")),
        team: str = typer.Option("", "--team", metavar="T", help=t("the team")),
        area: str = typer.Option("", "--area", metavar="A", help=t("the area, by number or name")),
        text: str = typer.Option("", "--text", metavar="T", help=t("what was done")),
        repeat: str = typer.Option("", "--repeat", metavar="D", help=t("plan the same again: 12-31, or 1-5 12-31")),
        duty: bool = typer.Option(False, "--duty", help=t("volunteers without a duty get one, to be confirmed")),
        at: str = typer.Option("", "--at", metavar=t("TIME"), help=t("a step: at what time it began or ended")),
        reason: str = typer.Option("", "--reason", metavar="R", help=t("why; needed")),
        confirm: str = typer.Option("", "--confirm", metavar=t("NUMBER"), help=t("the number again, to void")),
        first: str = typer.Option("", "--from", metavar="D", help=t("kept: from this day; else that of the month")),
        last: str = typer.Option("", "--to", metavar="D", help=t("kept: to this day; else today")),
        pin_stdin: bool = typer.Option(False, "--pin-stdin", help=t(PIN_STDIN)),
    ) -> int:  # fmt: skip
        if verb not in VERBS:
            raise DeskError(
                N_("There is no “{verb}” for activities. Choose one of: {every}. See: deskapp activity --help"),
                code=Exit.USAGE, verb=clean(verb), every=", ".join(VERBS),
            )  # fmt: skip
        said, pairs = _parted(list(words or ()))
        fields = named(pairs_of(pairs), t) | {
            name: value
            for name, value in {
                "when": when, "people_in": people, "place": place, "team": team, "area": area, "text": text, "at": at,
                "confirm": confirm, REPEAT: repeat, DUTY: "yes" if duty else "",
            }.items() if value
        }  # fmt: skip
        asked = Asked([kind, *said] if kind else said, fields, reason, first, last, Asking(call, pin_stdin))
        verbs: dict[str, Callable[[Call, Desk, Asked], None]] = {
            "add": _add, "show": _show, "correct": _correct, "fields": _fields, "kept": _kept,
        }  # fmt: skip
        with call.desk() as desk:
            if verb in verbs:
                verbs[verb](call, desk, asked)
            else:
                _step(call, desk, verb, asked)
        return Exit.DONE


def _parted(words: list[str]) -> tuple[list[str], list[str]]:
    """Plain words, and those that are FIELD=VALUE."""
    return [one for one in words if "=" not in one], [one for one in words if "=" in one]


def _need(asked: Asked, verb: str, *names: str) -> Sequence[str]:
    if len(asked.words) != len(names):
        raise DeskError(
            N_("“activity {verb}” takes: {names}. Type it like that; nothing is changed."),
            code=Exit.USAGE, verb=verb, names=" ".join(names),
        )  # fmt: skip
    return asked.words


def _add(call: Call, desk: Desk, asked: Asked) -> None:
    (kind,) = _need(asked, "add", "KIND")
    if dry(call):
        return
    if asked.fields.get(REPEAT):
        for number in desk.activities.plan(kind, asked.fields, desk.actor, call.t):
            call.write(number)
    else:
        tell(call, desk, desk.activities.add(kind, asked.fields, desk.actor, call.t))


def _show(call: Call, desk: Desk, asked: Asked) -> None:
    show_activity(call, desk, *_need(asked, "show", "NUMBER"))


def _step(call: Call, desk: Desk, verb: str, asked: Asked) -> None:
    (number,) = _need(asked, verb, "NUMBER")
    fields = dict(asked.fields)
    if verb in ("miss", "void"):
        fields["reason"] = asked.reason or fields.pop("text", "")
    step_activity(call, desk, number, verb, fields, asked.asking)


def _correct(call: Call, desk: Desk, asked: Asked) -> None:
    if len(asked.words) == 1 and len(asked.fields) == 1:
        ((name, value),) = asked.fields.items()
        correct_activity(call, desk, asked.words[0], name, value, asked.reason)
        return
    number, field, value = _need(asked, "correct", "NUMBER", "FIELD", "VALUE")
    correct_activity(call, desk, number, field, value, asked.reason)


def _fields(call: Call, desk: Desk, asked: Asked) -> None:
    """The fields of a kind, each with what may stand in it."""
    t = call.t
    (said,) = _need(asked, "fields", "KIND")
    code = KIND.find(said, t)
    rows: list[tuple[str, ...]] = []
    for name in fields_of(code):
        what = choices(CODES[name], t) if name in CODES else t(MEASURE[name].unit) if name in MEASURE else ""
        needed = t(N_("needed")) if name in kind_of(code).needs else ""
        rows.append((name, t(LABELS[name]), needed, what))
    table(call, rows)


def _kept(call: Call, desk: Desk, asked: Asked) -> None:
    """Plan against done."""
    t, calendar = call.t, desk.room.calendar
    code = KIND.find(_need(asked, "kept", "KIND")[0], t)
    today = calendar.day(desk.clock())
    first = read_day(asked.first, today) if asked.first else date(today.year, today.month, 1)
    last = read_day(asked.last, today) if asked.last else today
    found = plan_kept(
        desk.reader, desk.room.id, code, stored(calendar.bounds(first)[0]), stored(calendar.bounds(last)[1])
    )
    if call.flags.json:
        call.write_json({
            "kind": code, "from": first.isoformat(), "to": last.isoformat(), "planned": found.planned,
            "done": found.done, "running": found.running, "missed": found.missed, "waiting": found.waiting,
        })  # fmt: skip
        return
    call.write(t(
        N_("{kind} {first}–{last}: planned {planned}, done {done}, under way {running}, not held {missed}, "
           "not said {waiting}"),
        kind=KIND.label_of(code, t), first=first, last=last, planned=found.planned, done=found.done,
        running=found.running, missed=found.missed, waiting=found.waiting,
    ))  # fmt: skip
