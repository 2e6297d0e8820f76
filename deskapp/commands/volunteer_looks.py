"""Volunteers, teams and equipment as the command line shows them."""

from __future__ import annotations

from deskapp.commands.call import Call
from deskapp.commands.help import aligned
from deskapp.commands.looks import eyes_of
from deskapp.domain.equipment import KIND
from deskapp.domain.listing import Sorting
from deskapp.domain.number import read_number
from deskapp.domain.request_card import View
from deskapp.domain.request_trail import undone_writes
from deskapp.domain.rewards import said_of
from deskapp.domain.text import clean, narrow, one_line
from deskapp.domain.tree import tree
from deskapp.domain.volunteer import Dossier
from deskapp.domain.volunteer_card import card, trail
from deskapp.domain.volunteer_codes import PREFIX, TEAM_KIND
from deskapp.domain.volunteer_steps import MACHINE
from deskapp.domain.volunteer_warnings import warnings
from deskapp.domain.words import N_
from deskapp.files.volunteers import equipment_record, open_volunteer, team_record, volunteer_record
from deskapp.reading import requests as reading
from deskapp.reading import volunteer_lists, volunteers
from deskapp.reading.areas import name_of
from deskapp.reading.hours import minutes_of
from deskapp.services.volunteer_book import no_volunteer
from deskapp.wiring import Desk


def is_volunteer(typed: str) -> bool:
    """Whether a number as typed is that of a volunteer."""
    return narrow(typed).upper().startswith(f"{PREFIX}-")


def volunteer_of(desk: Desk, typed: str) -> Dossier:
    """The volunteer of a record number or a member number as typed. Raises DeskError where there is none."""
    said = narrow(clean(typed)).upper()
    number = read_number(said, PREFIX, desk.room.calendar.day(desk.clock())) if is_volunteer(said) else said
    found = volunteers.find(desk.reader, desk.room.id, number)
    if found is None:
        raise no_volunteer(number)
    return found


def view_of(call: Call, desk: Desk) -> View:
    """Who looks, for cards and trails."""
    return View(
        {o.id: o.signature() for o in desk.officers},
        desk.room.calendar,
        desk.clock(),
        call.t,
        desk.room.masks,
        lambda key: name_of(desk.reader, key),
    )


def show_volunteer(call: Call, desk: Desk, typed: str) -> None:
    """Write one entry whole, its history and what is possible now; that it was opened is kept."""
    found = volunteer_of(desk, typed)
    one, t = found.volunteer, call.t
    desk.viewed("volunteer", one.id, one.number)
    history = reading.history(desk.reader, "volunteer", one.id)
    actions = reading.actions(desk.reader, "volunteer", one.id)
    eyes, view = eyes_of(desk, t), view_of(call, desk)
    warned = warnings(found, desk.limits, eyes.today)
    if call.flags.json:
        gone = undone_writes(history)
        call.write_json(open_volunteer(found, eyes) | {
            "warnings": [warning.say(t) for warning in warned],
            "history": [
                {"at": eyes.iso(row.at), "by": eyes.who(row.by), "step": row.step, "from": row.source,
                 "to": row.target, "reason": row.why(eyes.t), "undone": row.write in gone}
                for row in history
            ],
            "actions": [
                {"at": eyes.iso(row.at), "by": eyes.who(row.by), "kind": row.kind, "text": row.text,
                 "undone": row.write in gone}
                for row in actions
            ],
            "allowed": [step.code for step in MACHINE.allowed(one.status)],
        })  # fmt: skip
        return
    rows = [(t(N_("Number")), one.number)]
    rows += [(line.label, line.text) for line in card(found, warned, view)]
    if (rules := desk.rewards) is not None:
        rows.append(
            (t(N_("Stars and points")), said_of(minutes_of(desk.reader, one.id), found.honours, rules, t))
        )
    lines = [*aligned(rows), "", t(N_("History")) + ":"]
    lines += [
        f"  {line}" for line in aligned([(said.label, said.text) for said in trail(history, actions, view)])
    ]
    if allowed := MACHINE.allowed(one.status):
        lines += ["", t(N_("Possible now")) + ":"]
        lines += [f"  {line}" for line in aligned([(step.code, t(step.label)) for step in allowed])]
    for line in lines:
        call.write(line)


def list_volunteers(
    call: Call, desk: Desk, chosen: volunteer_lists.VolunteerFilter, sorting: Sorting, limit: int
) -> None:
    """Write the volunteers that `chosen` lets through."""
    now = desk.clock()
    source = volunteer_lists.list_source(
        desk.connection, desk.room, desk.limits, chosen, now, call.t, sorting
    )
    rows = source.first(limit if limit >= 0 else 10**9)
    if call.flags.json:
        eyes = eyes_of(desk, call.t)
        found = (volunteers.by_id(desk.reader, row.id) for row in rows)
        call.write_json([volunteer_record(one, eyes) for one in found if one is not None])
        return
    table(call, [tuple(one_line(cell) for cell in row.cells) for row in rows])
    if not rows:
        call.say(
            N_("Nobody here. Register somebody with: deskapp volunteer add, or a roster with: deskapp import")
        )


def list_teams(call: Call, desk: Desk) -> None:
    """Write the teams as a tree."""
    found, t = volunteers.teams(desk.reader, desk.room.id), call.t
    names = {team.id: team.name for team in found}
    if call.flags.json:
        eyes = eyes_of(desk, t)
        call.write_json([team_record(team, names.get(team.parent_id or 0, ""), eyes) for team in found])
        return
    rows: list[tuple[str, ...]] = []
    for depth, team in tree(found):
        name = team.name if call.flags.plain else "  " * depth + team.name
        count = t(N_("{count} people"), count=team.members)
        rows.append((team.number, name, TEAM_KIND.label_of(team.kind, t), count, team.place))
    table(call, rows)
    if not found:
        call.say(N_("No team yet. Make one with: deskapp team add NAME"))


def list_equipment(call: Call, desk: Desk) -> None:
    """Write the equipment with its stock."""
    found, t = volunteers.equipment(desk.reader, desk.room.id), call.t
    if call.flags.json:
        eyes = eyes_of(desk, t)
        call.write_json([equipment_record(one, eyes) for one in found])
        return
    rows = [
        (one.number, f"{KIND.label_of(one.kind, t)} {one.name}".strip(), *(
            t(text, count=count)
            for text, count in ((N_("{count} in stock"), one.in_stock), (N_("{count} out"), one.issued),
                                (N_("{count} damaged"), one.damaged), (N_("{count} lost"), one.missing))))
        for one in found
    ]  # fmt: skip
    table(call, rows)
    if not found:
        call.say(N_("No equipment yet. Add some with: deskapp equipment add KIND"))


def table(call: Call, rows: list[tuple[str, ...]]) -> None:
    """Rows aligned by cells, or bare with tabs between them."""
    if call.flags.plain:
        for row in rows:
            call.write_plain(*row)
    elif rows:
        lines = [row[-1] for row in rows]
        for at in range(len(rows[0]) - 2, -1, -1):
            lines = aligned([(row[at], line) for row, line in zip(rows, lines, strict=True)])
        for line in lines:
            call.write(line.rstrip())
