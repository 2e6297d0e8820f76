"""What of the register stands against a roster: phones, documents, member numbers, teams."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from deskapp.domain.roster import Known


def known(execute: Callable[..., Any], room_id: int) -> Known:
    """The facts of all volunteers who are not void; `execute` is that of any connection."""
    phones: dict[str, str] = {}
    documents: dict[str, str] = {}
    members: dict[str, str] = {}
    for number, member, said, document in execute(
        "SELECT v.number, v.member_no, p.phones, p.id_number FROM volunteer AS v JOIN person AS p "
        "ON p.id = v.person_id WHERE v.room_id = ? AND v.status NOT IN ('voided', 'undone')",
        (room_id,),
    ).fetchall():
        members[member] = number
        phones |= dict.fromkeys(filter(None, said.split(",")), number)
        if document:
            documents[document] = number
    in_teams = execute(
        "SELECT t.name, p.name FROM volunteer_team AS m JOIN team AS t ON t.id = m.team_id "
        "JOIN volunteer AS v ON v.id = m.volunteer_id JOIN person AS p ON p.id = v.person_id "
        "WHERE v.room_id = ? AND m.gone = 0 AND m.to_on IS NULL AND v.is_open = 1",
        (room_id,),
    ).fetchall()
    teams = execute("SELECT name FROM team WHERE room_id = ? AND status = 'active'", (room_id,)).fetchall()
    return Known(
        phones, documents, members, frozenset((team, name) for team, name in in_teams),
        frozenset(row[0] for row in teams),
    )  # fmt: skip
