"""deskapp volunteer: register people, their steps, teams, trainings and honours."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import typer

from deskapp.commands.call import Call
from deskapp.commands.dispute_steps import confirmed, dry, pairs_of
from deskapp.commands.group import DeskCommand
from deskapp.commands.log import choices
from deskapp.commands.looks import eyes_of
from deskapp.commands.proving import PIN_STDIN, Asking
from deskapp.commands.volunteer_looks import show_volunteer, volunteer_of
from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.request_codes import ACTION
from deskapp.domain.rights import VOID, right_of_step
from deskapp.domain.text import clean
from deskapp.domain.volunteer import Dossier, Honour, Training
from deskapp.domain.volunteer_card import state_text
from deskapp.domain.volunteer_codes import HONOUR, IDENTITY, POST, ROLE
from deskapp.domain.volunteer_form import FIELDS, LABELS
from deskapp.domain.volunteer_steps import MACHINE
from deskapp.domain.words import N_, Words
from deskapp.files.volunteers import open_volunteer
from deskapp.wiring import Desk

VERBS = ("add", "show", "correct", "step", "note", "join", "leave", "train", "honour", "drop")
"""What can be done, in the order of the help."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What was typed behind the verb."""

    words: Sequence[str]
    fields: Mapping[str, str]
    set: Mapping[str, str]
    reason: str
    text: str
    kind: str
    on: str
    hours: str
    expires: str
    by: str
    asking: Asking


def add(app: typer.Typer, call: Call) -> None:
    """Add the command to the program."""
    t = call.t
    needs = t(N_("what the verb needs; fields: {every}"), every=", ".join(LABELS))
    rest = typer.Argument(None, metavar=t("NUMBER"), help=needs)
    kinds = t(
        N_("note: {notes}; honour: {honours}; join: {posts}"),
        notes=choices(ACTION, t), honours=choices(HONOUR, t), posts=choices(POST, t),
    )  # fmt: skip
    sets = typer.Option(
        None, "--set", metavar=t("FIELD=VALUE"), help=t("any other field of the entry or of a step")
    )

    @app.command(
        "volunteer",
        cls=DeskCommand,
        help=t("The register of volunteers: add and correct people, take their steps, teams, trainings and honours."),
        epilog=t('deskapp volunteer add --name "Wang Xiuying" --phone 13800010001 --team "Mingzhu Team"\n'
                    'deskapp volunteer correct 0012 skills "First aid" --reason "New certificate"\n'
                    'deskapp volunteer step 0012 suspend --text "Broke the rules"\n'
                    'deskapp volunteer join 0012 "Rescue Team" --on 11-01\n'
                    'deskapp volunteer train 0012 first_aid --hours 2 --expires 2027-11-21\n'
                    'deskapp volunteer honour 0012 "Volunteer of the year"\n'
                    'deskapp volunteer show YJ-20261121-001'),
    )  # fmt: skip
    def volunteer(
        verb: str = typer.Argument(..., metavar=t("VERB"), help=", ".join(VERBS)),
        words: list[str] = rest,
        name: str = typer.Option("", "--name", metavar=t("NAME"), help=t("new entry: the name")),
        phone: str = typer.Option("", "--phone", metavar="P", help=t("new entry: the phone")),
        id: str = typer.Option("", "--id", metavar=t("NO"), help=t("new entry: identity or document number")),
        person: str = typer.Option("", "--person", metavar=t("NUMBER"), help=t("new entry: the card that is meant")),
        team: str = typer.Option("", "--team", metavar="T", help=t("new entry: the team that is joined")),
        member: str = typer.Option("", "--member", metavar="M", help=t("new entry: the member number; else the next")),
        role: str = typer.Option("", "--role", metavar="R", help=choices(ROLE, t)),
        identity: str = typer.Option("", "--identity", metavar="I", help=choices(IDENTITY, t)),
        applicant: bool = typer.Option(False, "--applicant", help=t("new entry: only applied so far")),
        text: str = typer.Option("", "--text", metavar="T", help=t("reason or note of a step")),
        reason: str = typer.Option("", "--reason", metavar="R", help=t("why; needed")),
        kind: str = typer.Option("", "--kind", metavar="K", help=kinds),
        on: str = typer.Option("", "--on", metavar="D", help=t("on or since which day; today where nothing is said")),
        hours: str = typer.Option("", "--hours", metavar="H", help=t("how long a training was")),
        expires: str = typer.Option("", "--expires", metavar="D", help=t("until when a training counts")),
        by: str = typer.Option("", "--by", metavar="B", help=t("who taught, or who gave the honour")),
        pairs: list[str] = sets,
        pin_stdin: bool = typer.Option(False, "--pin-stdin", help=t(PIN_STDIN)),
    ) -> int:  # fmt: skip
        fields = {
            "name": name, "phone": phone, "id_number": id, "person": person, "team": team, "member_no": member,
            "roles": role, "identity": identity, "status": "applicant" if applicant else "",
        }  # fmt: skip
        asked = Asked(
            tuple(words or ()), fields, pairs_of(pairs), reason, text, kind, on, hours, expires, by,
            Asking(call, pin_stdin),
        )  # fmt: skip
        verbs: dict[str, Callable[[Call, Desk, Asked], None]] = {
            "add": _add, "show": _show, "correct": _correct, "step": _step, "note": _note, "join": _join,
            "leave": _leave, "train": _train, "honour": _honour, "drop": _drop,
        }  # fmt: skip
        if verb not in verbs:
            raise DeskError(
                N_("There is no “{verb}” for volunteers. Choose one of: {every}. See: deskapp volunteer --help"),
                code=Exit.USAGE, verb=clean(verb), every=", ".join(VERBS),
            )  # fmt: skip
        with call.desk() as desk:
            verbs[verb](call, desk, asked)
        return Exit.DONE


def _need(asked: Asked, verb: str, *names: str) -> Sequence[str]:
    if len(asked.words) != len(names):
        raise DeskError(
            N_("“volunteer {verb}” takes: {names}. Type it like that; nothing is changed."),
            code=Exit.USAGE, verb=verb, names=" ".join(names),
        )  # fmt: skip
    return asked.words


def _tell(call: Call, desk: Desk, found: Dossier) -> None:
    one = found.volunteer
    if call.flags.json:
        call.write_json(open_volunteer(found, eyes_of(desk, call.t)))
    else:
        shown = one.status if call.flags.plain else state_text(one.status, call.t)
        call.write(f"{one.number} {one.member_no} {shown}")


def _add(call: Call, desk: Desk, asked: Asked) -> None:
    given = dict(asked.fields) | dict(asked.set)
    if asked.words:
        given["name"] = given["name"] or " ".join(asked.words)
    if asked.on:
        given["joined_on"] = asked.on
    if not dry(call):
        made = desk.volunteers.register({k: v for k, v in given.items() if v}, desk.actor, call.t)
        for warning in made.warnings:
            call.warn(warning.text, **warning.params)
        _tell(call, desk, made.dossier)


def _show(call: Call, desk: Desk, asked: Asked) -> None:
    show_volunteer(call, desk, *_need(asked, "show", "NUMBER"))


def _correct(call: Call, desk: Desk, asked: Asked) -> None:
    number, field, value = _need(asked, "correct", "NUMBER", "FIELD", "VALUE")
    correct_volunteer(call, desk, number, field, value, asked.reason)


def correct_volunteer(call: Call, desk: Desk, number: str, field: str, value: str, reason: str) -> None:
    """Correct one field of an entry, with the reason."""
    found = volunteer_of(desk, number)
    if not dry(call):
        one, given = found.volunteer, {_field(field, call.t): value}
        _tell(call, desk, desk.volunteers.correct(one.number, given, reason, desk.actor, call.t, one.version))


def _field(said: str, t: Words) -> str:
    wanted = said.strip().casefold().replace("-", "_")
    return next(
        (f.name for f in FIELDS if wanted in (f.name, f.label.casefold(), t(f.label).casefold())), wanted
    )


def _step(call: Call, desk: Desk, asked: Asked) -> None:
    number, code = _need(asked, "step", "NUMBER", "STEP")
    given = {"text": asked.text or asked.reason, "on": asked.on} | dict(asked.set)
    step_volunteer(
        call, desk, number, code, {name: text for name, text in given.items() if text}, asked.asking
    )


def step_volunteer(
    call: Call, desk: Desk, number: str, said: str, given: dict[str, str], asking: Asking | None = None
) -> None:
    """Take one step with a volunteer; without `asking` whoever needs a PIN for it has given it already."""
    one, wanted = volunteer_of(desk, number).volunteer, said.strip().casefold()
    code = next((s.code for s in MACHINE.steps if wanted in (s.label.casefold(), call.t(s.label))), wanted)
    known = MACHINE.path(one.status, code)[-1]
    if known.typed and "confirm" not in given:
        given["confirm"] = confirmed(call, one.number)
    if not dry(call):
        if asking is not None and right_of_step(code) == VOID:
            asking.prove(desk)
        _tell(call, desk, desk.volunteers.step(one.number, code, given, desk.actor, call.t, one.version))


def _note(call: Call, desk: Desk, asked: Asked) -> None:
    words = asked.words or ("",)
    note_volunteer(call, desk, words[0], asked.kind or "note", asked.text or " ".join(words[1:]))


def note_volunteer(call: Call, desk: Desk, number: str, kind: str, text: str) -> None:
    """Add an entry to the log of a volunteer."""
    one = volunteer_of(desk, number).volunteer
    if not dry(call):
        desk.volunteers.note(one.number, kind, text, desk.actor, call.t)
        call.say(N_("Added to {number}."), number=one.number)


def _join(call: Call, desk: Desk, asked: Asked) -> None:
    number, team = _need(asked, "join", "NUMBER", "TEAM")
    one = volunteer_of(desk, number).volunteer
    if not dry(call):
        done = desk.volunteers.join(one.number, team, desk.actor, call.t, asked.on, asked.kind, one.version)
        _tell(call, desk, done)


def _leave(call: Call, desk: Desk, asked: Asked) -> None:
    number, team = _need(asked, "leave", "NUMBER", "TEAM")
    one = volunteer_of(desk, number).volunteer
    if not dry(call):
        _tell(
            call,
            desk,
            desk.volunteers.leave_team(one.number, team, asked.reason, desk.actor, asked.on, one.version),
        )


def _train(call: Call, desk: Desk, asked: Asked) -> None:
    number, subject = _need(asked, "train", "NUMBER", "SUBJECT")
    one = volunteer_of(desk, number).volunteer
    given = {
        "subject": subject, "on": asked.on, "hours": asked.hours, "expires": asked.expires, "teacher": asked.by,
    }  # fmt: skip
    if not dry(call):
        _tell(call, desk, desk.volunteers.train(one.number, given, desk.actor, call.t, one.version))


def _honour(call: Call, desk: Desk, asked: Asked) -> None:
    number, title = _need(asked, "honour", "NUMBER", "TITLE")
    one = volunteer_of(desk, number).volunteer
    given = {"kind": asked.kind, "title": title, "on": asked.on, "given_by": asked.by}
    if not dry(call):
        _tell(call, desk, desk.volunteers.honour(one.number, given, desk.actor, call.t, one.version))


def _drop(call: Call, desk: Desk, asked: Asked) -> None:
    """Take a training or an honour out: `drop 0012 training 3`, the third of its kind as `show` lists them."""
    number, kind, at = _need(asked, "drop", "NUMBER", "training|honour", "WHICH")
    found = volunteer_of(desk, number)
    rows: Sequence[Training | Honour] = ()
    if kind in ("training", "honour"):
        rows = found.trainings if kind == "training" else found.honours
    if not at.isdecimal() or len(at) > 9 or not 1 <= int(at) <= len(rows):
        raise DeskError(
            N_("There is no {kind} “{at}” of {number}. Look: deskapp volunteer show {number}"),
            code=Exit.NOT_FOUND, kind=clean(kind), at=clean(at), number=found.volunteer.number,
        )  # fmt: skip
    if not dry(call):
        one, key = found.volunteer, rows[int(at) - 1].id
        _tell(
            call, desk, desk.volunteers.take_out(one.number, kind, key, asked.reason, desk.actor, one.version)
        )
