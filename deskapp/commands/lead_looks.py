"""Lead appeals, found things and lost reports as the command line lists, shows, steps, corrects and notes them."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from typing import Protocol

from deskapp.commands.call import Call
from deskapp.commands.dispute_steps import dry
from deskapp.commands.help import aligned
from deskapp.commands.looks import eyes_of
from deskapp.commands.volunteer_looks import table, view_of
from deskapp.domain import appeal, appeal_card, custody, custody_card, lost, lost_card
from deskapp.domain.appeal_steps import MACHINE as APPEAL_STEPS
from deskapp.domain.codes import CodeList
from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.field_form import labels_of, no_record
from deskapp.domain.listing import Sorting
from deskapp.domain.machine import Machine, StepField
from deskapp.domain.number import read_number
from deskapp.domain.request_card import Line, View
from deskapp.domain.request_trail import undone_writes
from deskapp.domain.text import narrow, one_line
from deskapp.domain.things import KIND
from deskapp.domain.words import N_, Words
from deskapp.files import field_records as files
from deskapp.files.records import Eyes
from deskapp.reading import field_lists
from deskapp.reading import field_records as reading
from deskapp.reading import requests as history_reading
from deskapp.services.field_book import APPEAL, CUSTODY, LOST
from deskapp.wiring import Desk

SUBJECTS = {"appeals": APPEAL, "custody": CUSTODY, "lost": LOST}
"""The tables by the names of the lists."""

PREFIXES = {appeal.PREFIX: "appeals", custody.PREFIX: "custody", lost.PREFIX: "lost"}

STATES: Mapping[str, CodeList] = {"appeals": appeal.STATUS, "custody": custody.STATUS, "lost": lost.STATUS}
KINDS: Mapping[str, CodeList] = {"appeals": appeal.KIND, "custody": KIND, "lost": KIND}
FIELDS: Mapping[str, Sequence[StepField]] = {
    "appeals": appeal.FIELDS, "custody": custody.FIELDS, "lost": lost.FIELDS,
}  # fmt: skip
MACHINES: Mapping[str, Machine] = {
    "appeals": APPEAL_STEPS, "custody": custody.MACHINE, "lost": lost.MACHINE,
}  # fmt: skip


class _Record(Protocol):
    """What all of them have."""

    @property
    def id(self) -> int: ...
    @property
    def number(self) -> str: ...
    @property
    def status(self) -> str: ...
    @property
    def version(self) -> int: ...


def register_of(typed: str) -> str:
    """The list to which a number as typed belongs; nothing where it is none of them."""
    return PREFIXES.get(narrow(typed).upper()[:2], "") if "-" in typed else ""


def find(desk: Desk, register: str, typed: str) -> _Record:
    """The record of a number as typed; digits alone mean one of today. Raises DeskError."""
    prefix = next(prefix for prefix, name in PREFIXES.items() if name == register)
    number = read_number(typed, prefix, desk.room.calendar.day(desk.clock()))
    read, room = desk.reader.execute, desk.room.id
    found: _Record | None
    if register == "appeals":
        found = reading.find_appeal(read, room, number)
    elif register == "custody":
        found = reading.find_item(read, room, number)
    else:
        found = reading.find_report(read, room, number)
    if found is None:
        raise no_record(number)
    return found


def open_record(desk: Desk, one: _Record, eyes: Eyes) -> dict[str, object]:
    """A record as its own record shows it, as JSON."""
    if isinstance(one, appeal.Appeal):
        return files.open_appeal(one, eyes, sees=desk.sees_clues)
    if isinstance(one, custody.FoundItem):
        matches = [
            {"lost": pair.report.number, "points": pair.points, "why": pair.why(eyes.t)}
            for pair in reading.matches_of_item(desk.reader.execute, one)
        ]
        return files.open_custody(one, eyes) | {"matches": matches}
    assert isinstance(one, lost.LostReport)
    matches = [
        {"custody": pair.item.number, "points": pair.points, "why": pair.why(eyes.t)}
        for pair in reading.matches_of_report(desk.reader.execute, one)
    ]
    return files.open_lost(one, eyes) | {"matches": matches}


def _card(desk: Desk, one: _Record, view: View) -> tuple[Line, ...]:
    read = desk.reader.execute
    if isinstance(one, appeal.Appeal):
        today = view.calendar.day(view.now)
        minors = reading.minors_in(read, desk.room.id, one.text, today)
        return appeal_card.card(one, view, minors, sees=desk.sees_clues)
    if isinstance(one, custody.FoundItem):
        return custody_card.card(one, view, reading.matches_of_item(read, one))
    assert isinstance(one, lost.LostReport)
    return lost_card.card(one, view, reading.matches_of_report(read, one))


_TRAILS = {"appeals": appeal_card.trail, "custody": custody_card.trail, "lost": lost_card.trail}


def show_field(call: Call, desk: Desk, typed: str) -> None:
    """Write one record whole, its history and what is possible now; that it was opened is kept."""
    register = register_of(typed)
    one, t = find(desk, register, typed), call.t
    subject, machine = SUBJECTS[register], MACHINES[register]
    desk.viewed(subject, one.id, one.number)
    history = history_reading.history(desk.reader, subject, one.id)
    actions = history_reading.actions(desk.reader, subject, one.id)
    eyes, view = eyes_of(desk, t), view_of(call, desk)
    if call.flags.json:
        gone = undone_writes(history)
        call.write_json(open_record(desk, one, eyes) | {
            "history": [
                {"at": eyes.iso(row.at), "by": eyes.who(row.by), "step": row.step, "from": row.source,
                 "to": row.target, "reason": row.why(t), "undone": row.write in gone}
                for row in history
            ],
            "actions": [
                {"at": eyes.iso(row.at), "by": eyes.who(row.by), "kind": row.kind, "text": row.text,
                 "undone": row.write in gone}
                for row in actions
            ],
            "allowed": [step.code for step in machine.allowed(one.status)],
        })  # fmt: skip
        return
    rows = [(t(N_("Number")), one.number)]
    rows += [(line.label, line.text) for line in _card(desk, one, view)]
    lines = [*aligned(rows), "", t(N_("History")) + ":"]
    told = _TRAILS[register](history, actions, view)
    lines += [f"  {line}" for line in aligned([(said.label, said.text) for said in told])]
    if allowed := machine.allowed(one.status):
        lines += ["", t(N_("Possible now")) + ":"]
        lines += [f"  {line}" for line in aligned([(step.code, t(step.label)) for step in allowed])]
    for line in lines:
        call.write(line)


def list_field(
    call: Call, desk: Desk, register: str, chosen: field_lists.FieldFilter, sorting: Sorting, limit: int
) -> None:
    """Write the records that `chosen` lets through, masked as on paper."""
    t, table_name = call.t, SUBJECTS[register]
    source = field_lists.list_source(desk.connection, desk.room, table_name, chosen, desk.clock(), t, sorting)
    rows = source.first(limit if limit >= 0 else 10**9)
    if call.flags.json:
        eyes = eyes_of(desk, t)
        call.write_json([outside_record_of(desk.reader, register, row.id, eyes) for row in rows])
        return
    at = next(place for place, column in enumerate(source.columns()) if column.name == "number")
    numbers = {
        row.id: desk.reader.execute(f"SELECT number FROM {table_name} WHERE id = ?", (row.id,)).fetchone()[0]
        for row in rows
    }
    table(call, [
        tuple(one_line(numbers[row.id] if place == at else cell) for place, cell in enumerate(row.cells))
        for row in rows
    ])  # fmt: skip
    if not rows:
        call.say(_EMPTY[register])


_EMPTY = {
    "appeals": N_("No appeal here. Write one with: deskapp appeal add TEXT"),
    "custody": N_("Nothing lies here. Receive something with: deskapp custody receive KIND NAME"),
    "lost": N_("Nothing is looked for here. Take a report with: deskapp lost report KIND NAME"),
}


def outside_record_of(
    connection: sqlite3.Connection, register: str, key: int, eyes: Eyes
) -> dict[str, object]:
    """A record as lists and exports give it."""
    read = connection.execute
    if register == "appeals":
        one = reading.appeal_by_id(read, key)
        assert one is not None
        return files.appeal_record(one, eyes)
    if register == "custody":
        item = reading.item_by_id(read, key)
        assert item is not None
        return files.custody_record(item, eyes)
    report = reading.report_by_id(read, key)
    assert report is not None
    return files.lost_record(report, eyes)


def step_field(call: Call, desk: Desk, typed: str, said: str, given: Mapping[str, str]) -> int:
    """Take one step with a record."""
    register, t = register_of(typed), call.t
    one = find(desk, register, typed)
    code = _step(register, said, t)
    MACHINES[register].path(one.status, code)
    if dry(call):
        return Exit.DONE
    actor = desk.actor
    if register == "appeals":
        desk.appeals.step(one.number, code, given, actor, t, one.version)
    elif register == "custody":
        desk.custody.step(one.number, code, given, actor, t, one.version)
    else:
        desk.lost_reports.step(one.number, code, given, actor, t, one.version)
    tell(call, desk, register, one.number)
    return Exit.DONE


def tell(call: Call, desk: Desk, register: str, number: str) -> None:
    """Write number and state of a record, or the whole of it as JSON."""
    one = find(desk, register, number)
    if call.flags.json:
        call.write_json(open_record(desk, one, eyes_of(desk, call.t)))
    else:
        shown = one.status if call.flags.plain else STATES[register].label_of(one.status, call.t)
        call.write(f"{one.number} {shown}")


def _step(register: str, said: str, t: Words) -> str:
    """The code of a step, given as such or by its label."""
    wanted = said.strip().casefold()
    steps = MACHINES[register].steps
    return next((s.code for s in steps if wanted in (s.label.casefold(), t(s.label).casefold())), wanted)


def field_name(register: str, said: str, t: Words) -> str:
    """The name of a field, given as such or by its label."""
    wanted = said.strip().casefold().replace("-", "_")
    labels = labels_of(FIELDS[register]).items()
    return next((name for name, label in labels if wanted in (label.casefold(), t(label).casefold())), wanted)


def correct_field(call: Call, desk: Desk, typed: str, field: str, value: str, reason: str) -> int:
    """Correct one field of a record, with the reason."""
    register = register_of(typed)
    one = find(desk, register, typed)
    given = {field_name(register, field, call.t): value}
    if dry(call):
        return Exit.DONE
    actor, t = desk.actor, call.t
    if register == "appeals":
        desk.appeals.correct(one.number, given, reason, actor, t, one.version)
    elif register == "custody":
        desk.custody.correct(one.number, given, reason, actor, t, one.version)
    else:
        desk.lost_reports.correct(one.number, given, reason, actor, t, one.version)
    call.say(N_("Corrected: {number}. deskapp undo takes it back."), number=one.number)
    return Exit.DONE


def note_field(call: Call, desk: Desk, typed: str, kind: str, text: str) -> None:
    """Add an entry to the log of a record."""
    register = register_of(typed)
    number = find(desk, register, typed).number
    if dry(call):
        return
    verbs = {"appeals": desk.appeals, "custody": desk.custody, "lost": desk.lost_reports}
    verbs[register].note(number, kind, text, desk.actor, call.t)
    call.say(N_("Added to {number}."), number=number)


def refuse_verb(command: str, verb: str, said: Sequence[str], verbs: Mapping[str, str]) -> None:
    """Raise DeskError for a verb that `command` does not have, or one with too few words or too many."""
    if verb not in verbs:
        raise DeskError(
            N_("There is no “{verb}” here. Choose one of: {every}. See: deskapp {command} --help"),
            code=Exit.USAGE, verb=one_line(verb)[:40], every=", ".join(verbs), command=command,
        )  # fmt: skip
    needs = verbs[verb].split()
    open_end = bool(needs) and needs[-1].endswith("…")
    if len(said) < len(needs) or (len(said) > len(needs) and not open_end):
        raise DeskError(
            N_("“{command} {verb}” takes: {names}. Type it like that; nothing is changed."),
            code=Exit.USAGE, command=command, verb=verb, names=verbs[verb] or "—",
        )  # fmt: skip
