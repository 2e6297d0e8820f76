"""Volunteers for tests; the people are plainly invented."""

from __future__ import annotations

from deskapp.domain.volunteer import Dossier
from deskapp.services.people import Reversing
from deskapp.services.requests import reversal
from deskapp.services.teams import Stock, Teams
from deskapp.services.undo import Reversal, Undoing
from deskapp.services.volunteer_undo import equipment, teams, volunteers
from deskapp.services.volunteers import Volunteers
from tests.builders import EN, TestDesk


def register(desk: TestDesk) -> Volunteers:
    return Volunteers(desk.store, desk.room)


def team_verbs(desk: TestDesk) -> Teams:
    return Teams(desk.store, desk.room)


def stock(desk: TestDesk) -> Stock:
    return Stock(desk.store, desk.room)


def undoing(desk: TestDesk) -> Undoing:
    kinds: dict[str, Reversal] = {
        "volunteer": volunteers(),
        "team": teams(),
        "equipment": equipment(),
        "person": Reversing(),
    }
    return Undoing(desk.store, desk.room, {"request": reversal(), **kinds})


def member(desk: TestDesk, name: str = "马玉兰", **given: str) -> Dossier:
    """Somebody in the register."""
    return register(desk).register({"name": name} | given, desk.actor, EN).dossier


def step(desk: TestDesk, found: Dossier, code: str, **given: str) -> Dossier:
    return register(desk).step(found.volunteer.number, code, given, desk.actor, EN)


def team(desk: TestDesk, name: str, **given: str) -> str:
    return team_verbs(desk).add({"name": name} | given, desk.actor, EN)
