"""Badges of volunteers: chosen from the register, set as a sheet to cut out, and kept in the audit chain."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.text import clean, narrow
from deskapp.domain.tree import tree
from deskapp.domain.words import N_
from deskapp.papers import write_whole
from deskapp.press import USUAL, Asked, hand_over
from deskapp.printing.badges import Badge, BadgeSheet, badges_pdf
from deskapp.printing.pdf import Missing
from deskapp.reading import volunteers
from deskapp.services import reads

if TYPE_CHECKING:
    from deskapp.domain.volunteer import Dossier
    from deskapp.wiring import Desk

_WEARS = ("active", "leave")
"""States of those who get a badge where nobody is named."""


@dataclass(frozen=True, slots=True)
class Made:
    """A sheet that was set and kept."""

    path: Path
    pages: int
    count: int
    warnings: tuple[Missing, ...] = ()


def badges_for(desk: Desk, numbers: Sequence[str] = (), team: str = "") -> BadgeSheet:
    """The badges of the volunteers with these numbers, or of a team with those under it, or of all in the register.

    They stand by team, in the order of the member numbers. Raises DeskError. Safe to call from any thread.
    """
    connection, room, t = desk.connection(), desk.room, desk.paper_words
    teams = [one for _, one in tree(volunteers.teams(connection, room.id))]
    if numbers:
        found = [_named(desk, number) for number in dict.fromkeys(numbers)]
    else:
        every = (one for one in volunteers.every(connection, room.id) if one.volunteer.status in _WEARS)
        wanted = _under(desk, team) if team else None
        found = [one for one in every if wanted is None or any(held.team_id in wanted for held in one.teams)]
    if not found:
        raise DeskError(
            N_("Nobody is there to get a badge: register people first, or choose another team."),
            code=Exit.NOT_FOUND,
        )
    place = {one.id: at for at, one in enumerate(teams)}
    order = {
        one.volunteer.id: (
            place.get(_team(one)[0], len(place)),
            len(one.volunteer.member_no),
            one.volunteer.member_no,
        )
        for one in found
    }
    found.sort(key=lambda one: order[one.volunteer.id])
    return BadgeSheet(
        t.language, room.station, room.name, t(N_("Volunteer police")),
        t(N_("Practice: invented records")) if room.practice else "",
        (t(N_("Team")), t(N_("No."))), tuple(_badge(one) for one in found), desk.clock(),
    )  # fmt: skip


def keep(desk: Desk, sheet: BadgeSheet, path: Path | None = None) -> Made:
    """Set the sheet as PDF into `path`, or into the folder of papers. Raises DeskError where it cannot be written."""
    pdf = badges_pdf(sheet)
    at = desk.room.calendar.local(sheet.made_at)
    place = path or desk.settings.papers / f"badges-{at:%Y%m%d-%H%M%S}.pdf"
    write_whole(place, pdf.data)
    numbers = [one.number for one in sheet.badges]
    reads.keep(
        desk.settings.database, desk.key, desk.clock, desk.actor, "badges", "room", desk.room.id,
        {"numbers": numbers, "name": place.name},
    )  # fmt: skip
    return Made(place, pdf.pages, len(sheet.badges), pdf.warnings)


def print_made(desk: Desk, made: Made, asked: Asked = USUAL) -> tuple[str, str]:
    """Print a sheet that was kept; gives an English sentence and its tone. Raises DeskError with code PRINTER."""
    return hand_over(desk, made.path, asked)


def _named(desk: Desk, number: str) -> Dossier:
    said = narrow(clean(number)).upper()
    found = volunteers.find(desk.connection(), desk.room.id, said)
    if found is None:
        raise DeskError(
            N_("There is no volunteer {number}. Look them up: deskapp list volunteers, or F5."),
            code=Exit.NOT_FOUND, number=clean(number)[:40],
        )  # fmt: skip
    if not found.volunteer.is_open:
        raise DeskError(
            N_("{number} does not belong to the register any more and gets no badge: leave it out, or take the step "
               "“Comes back” first."),
            number=found.volunteer.number,
        )  # fmt: skip
    return found


def _under(desk: Desk, said: str) -> frozenset[int]:
    """The team that was named with all teams below it."""
    found = volunteers.find_team(desk.connection(), desk.room.id, clean(said).strip())
    every = volunteers.teams(desk.connection(), desk.room.id)
    if found is None:
        raise DeskError(
            N_("There is no team “{team}”; there is: {known}. Choose one of them."),
            code=Exit.NOT_FOUND, team=clean(said)[:60], known=", ".join(one.name for one in every) or "—",
        )  # fmt: skip
    inside = {found.id}
    while more := {one.id for one in every if one.parent_id in inside} - inside:
        inside |= more
    return frozenset(inside)


def _team(one: Dossier) -> tuple[int, str]:
    """Key and name of the team that stands on the badge: the usual one."""
    held = next((held for held in one.teams if held.team_id == one.volunteer.team_id), None)
    held = held or next(iter(one.teams), None)
    return (held.team_id, held.team) if held else (0, "")


def _badge(one: Dossier) -> Badge:
    member = one.volunteer.member_no
    # Bars hold ASCII alone; the record number is read by the kiosk just as well.
    return Badge(one.person.name, _team(one)[1], member, member if member.isascii() else one.volunteer.number)
