"""The lists of teams, of equipment and of who has it."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence

from deskapp.domain import search_keys
from deskapp.domain.attendance_codes import MODE
from deskapp.domain.equipment import RESULT, Equipment
from deskapp.domain.listing import Column, Row, Sorting, Source
from deskapp.domain.officer import Room
from deskapp.domain.request_card import View
from deskapp.domain.team import Team
from deskapp.domain.text import clean, narrow
from deskapp.domain.tree import tree, under
from deskapp.domain.volunteer import Dossier, Loan
from deskapp.domain.volunteer_codes import TEAM_KIND, TEAM_STATUS
from deskapp.domain.words import N_, Words
from deskapp.reading import volunteers
from deskapp.reading.few import Entry, Few
from deskapp.reading.search import condition

_NARROW, _WIDE = 72, 100

IN_TREE = Sorting("tree")
"""Each team below the one it belongs to."""
BY_KIND = Sorting("kind")

MOST_MEANT = 20


def people_of(connection: sqlite3.Connection, teams: Sequence[Team]) -> Mapping[int, int]:
    """How many people are in each team with all its sub-teams, whoever is in two of them once."""
    rows = connection.execute(
        "SELECT m.team_id, m.volunteer_id FROM volunteer_team AS m JOIN volunteer AS v ON v.id = m.volunteer_id "
        "WHERE m.gone = 0 AND m.to_on IS NULL AND v.is_open = 1"
    ).fetchall()
    held: dict[int, set[int]] = {}
    for row in rows:
        held.setdefault(row["team_id"], set()).add(row["volunteer_id"])
    return {
        team.id: len(set().union(*(held.get(key, set()) for key in under(teams, team.id)))) for team in teams
    }


def leaders_of(connection: sqlite3.Connection, team_id: int) -> tuple[Dossier, ...]:
    """Who leads a team now, the leader before the deputies."""
    rows = connection.execute(
        "SELECT m.volunteer_id FROM volunteer_team AS m JOIN volunteer AS v ON v.id = m.volunteer_id "
        "WHERE m.team_id = ? AND m.gone = 0 AND m.to_on IS NULL AND v.is_open = 1 AND m.post IN ('leader', 'deputy') "
        "ORDER BY m.post DESC, m.id",
        (team_id,),
    ).fetchall()
    found = (volunteers.by_id(connection, row["volunteer_id"]) for row in rows)
    return tuple(one for one in found if one is not None)


def team_columns(t: Words) -> tuple[Column, ...]:
    """The columns of the teams."""
    zh = t.language == "zh"
    return (
        Column("name", N_("Name of the team"), 0, sortable=True),
        Column("people", N_("People"), 6, "right", sortable=True, newest_first=True),
        Column("all", N_("With sub-teams"), 10 if zh else 14, "right", sortable=True, newest_first=True),
        Column("kind", TEAM_KIND.label, 10 if zh else 18, min_screen=_NARROW, sortable=True),
        Column("mode", MODE.label, 10 if zh else 14, min_screen=_NARROW),
        Column("place", N_("Place"), 16, min_screen=_WIDE),
        Column("number", N_("Number"), 15, min_screen=_WIDE),
    )


def team_source(connection: sqlite3.Connection, room_id: int, t: Words, sorting: Sorting = IN_TREE) -> Source:
    """The teams as a tree, those that were disbanded at the end."""
    every = volunteers.teams(connection, room_id, closed=True)
    serving = [team for team in every if team.status == "active"]
    whole = people_of(connection, serving)
    placed = [*tree(serving), *((0, team) for team in every if team.status != "active")]
    entries = []
    for depth, team in placed:
        closed = team.status != "active"
        indent = "  " * depth if sorting == IN_TREE else ""
        name = (
            f"{t.marks.states['closed']} {TEAM_STATUS.label_of(team.status, t)} {team.name}"
            if closed
            else team.name
        )
        cells = (
            indent + name, str(team.members) if not closed else "", str(whole.get(team.id, "")),
            TEAM_KIND.label_of(team.kind, t), MODE.label_of(team.mode, t), team.place, team.number,
        )  # fmt: skip
        values = {
            "name": (closed, team.name), "people": (team.members, -team.id), "all": (whole.get(team.id, 0), -team.id),
            "kind": (cells[3], team.id),
        }  # fmt: skip
        entries.append(Entry(Row((), team.id, cells, "muted" if closed else ""), values))
    return Few(team_columns(t), entries, sorting)


def equipment_columns(t: Words) -> tuple[Column, ...]:
    """The columns of the equipment."""
    wide = 6 if t.language == "zh" else 8
    return (
        Column("kind", N_("Equipment"), 0, sortable=True),
        Column("stock", N_("In stock"), wide, "right", sortable=True),
        Column("out", N_("Out"), wide, "right", sortable=True, newest_first=True),
        Column("damaged", N_("Damaged"), wide, "right", sortable=True, newest_first=True),
        Column("missing", N_("Lost"), wide, "right", sortable=True, newest_first=True),
        Column("scrapped", N_("Scrapped"), wide, "right", min_screen=_NARROW),
        Column("number", N_("Number"), 15, min_screen=_NARROW),
    )


def equipment_source(
    connection: sqlite3.Connection, room_id: int, t: Words, sorting: Sorting = BY_KIND
) -> Source:
    """All equipment with its stock."""
    entries = []
    for one in volunteers.equipment(connection, room_id):
        counts = (one.in_stock, one.issued, one.damaged, one.missing, one.scrapped)
        cells = (one.say(t), *(str(count) if count else "·" for count in counts), one.number)
        values = {
            "kind": (one.kind, one.name, one.id), "stock": (one.in_stock, one.id), "out": (one.issued, -one.id),
            "damaged": (one.damaged, -one.id), "missing": (one.missing, -one.id),
        }  # fmt: skip
        tone = "urgent" if one.damaged or one.missing else ""
        entries.append(Entry(Row((), one.id, cells, tone), values))
    return Few(equipment_columns(t), entries, sorting)


def loan_columns(t: Words) -> tuple[Column, ...]:
    """The columns of who has a kind of equipment, or had it."""
    return (
        Column("member", N_("No."), 8),
        Column("name", N_("Name"), 10),
        Column("count", N_("Pieces"), 6, "right"),
        Column("time", N_("Since"), 12),
        Column("back", N_("Due or returned"), 0),
    )


def loan_source(connection: sqlite3.Connection, room: Room, equipment: Equipment, view: View) -> Source:
    """Who has it now, the longest first, then what came back, the last on top."""
    t, today = view.words, view.calendar.day(view.now)
    entries = []
    for loan in volunteers.loans_of(connection, equipment.id):
        holder = volunteers.by_id(connection, loan.volunteer_id)
        if holder is None:
            continue
        back = (
            f"{RESULT.label_of(loan.result, t)} {view.when(loan.back_at)}" if loan.back_at else _due(loan, t)
        )
        cells = (
            holder.volunteer.member_no, holder.person.shown_name(today, t, room.masks), str(loan.count),
            view.when(loan.out_at), f"{back} {loan.note}".strip(),
        )  # fmt: skip
        late = loan.back_at is None and loan.due_on is not None and loan.due_on < today
        tone = "muted" if loan.back_at else "overdue" if late else ""
        entries.append(Entry(Row((), loan.id, cells, tone)))
    return Few(loan_columns(t), entries, Sorting(""))


def _due(loan: Loan, t: Words) -> str:
    return t(N_("by {day}"), day=loan.due_on.isoformat()) if loan.due_on else ""


def meant(connection: sqlite3.Connection, room_id: int, typed: str) -> tuple[Dossier, ...]:
    """Who of the register may be meant by a number, or by words that all fit; the member numbers in their order."""
    said = narrow(clean(typed)).strip()
    exact = volunteers.find(connection, room_id, said.upper().partition(" ")[0]) if said else None
    if exact is not None:
        return (exact,)
    match = condition(search_keys.words(said), "volunteer")
    if not match:
        return ()
    rows = connection.execute(
        "SELECT id FROM volunteer WHERE room_id = ? AND is_open = 1 AND id IN (SELECT rowid FROM search_volunteer "
        "WHERE search_volunteer MATCH ?) ORDER BY desk_order LIMIT ?",
        (room_id, match, MOST_MEANT),
    ).fetchall()
    return tuple(one for row in rows if (one := volunteers.by_id(connection, row["id"])) is not None)
