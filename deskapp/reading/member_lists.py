"""The register of volunteers as its page lists it: filters, warnings in short words, any order."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from deskapp.domain.listing import Column, Row, Sorting, Source
from deskapp.domain.masks import phone_tail
from deskapp.domain.officer import Room
from deskapp.domain.volunteer import Dossier
from deskapp.domain.volunteer_card import names, state_text
from deskapp.domain.volunteer_codes import ROLE
from deskapp.domain.volunteer_warnings import WARNING, Limits, register_warnings
from deskapp.domain.words import N_, Words
from deskapp.reading.keyset import KeysetQuery
from deskapp.reading.volunteer_lists import MEMBERS, TABLE, Connect, VolunteerFilter, orders
from deskapp.reading.volunteers import by_id

_TEAM, _NARROW, _WIDE = 64, 72, 100
"""Cells of a list from which the team (in English), the phone, roles and number have room."""

ANY = "any"
"""A warning of whatever kind."""

_LAST_TRAINING = (
    "EXISTS (SELECT 1 FROM volunteer_training AS t WHERE t.volunteer_id = volunteer.id AND t.gone = 0 "
    "AND t.expires_on <= ? AND NOT EXISTS (SELECT 1 FROM volunteer_training AS n WHERE n.volunteer_id = t.volunteer_id "
    "AND n.subject = t.subject AND n.gone = 0 AND (n.on_day, n.id) > (t.on_day, t.id)))"
)


@dataclass(frozen=True, slots=True)
class MemberFilter:
    """Which entries the page shows; without anything those who belong to the register."""

    text: str = ""
    status: str = ""
    role: str = ""
    team_id: int = 0
    warning: str = ""
    """A kind of warning, or `ANY`."""

    def where(self, limits: Limits, today: date) -> tuple[str, list[object]]:
        """The condition on the table `volunteer` and its parameters."""
        belongs = bool(self.warning) or not (self.text.strip() or self.status)
        sql, params = VolunteerFilter(belongs, self.status, self.role, self.team_id, self.text).where()
        if self.warning:
            kinds = [one.code for one in WARNING] if self.warning == ANY else [self.warning]
            parts = [_warned(kind, limits, today) for kind in kinds]
            sql += f" AND ({' OR '.join(part for part, _ in parts)})"
            params += [value for _, values in parts for value in values]
        return sql, params


def _warned(kind: str, limits: Limits, today: date) -> tuple[str, list[object]]:
    """The condition for one kind of warning; the same as domain.volunteer_warnings says."""
    soon = (today + timedelta(days=limits.days_before)).isoformat()
    if kind == "pledge":
        return "(volunteer.pledged_on IS NULL AND volunteer.status <> 'applicant')", []
    if kind == "training":
        return _LAST_TRAINING, [soon]
    if kind == "insurance":
        missing = "(volunteer.insurance_until IS NULL AND volunteer.insurance_no = '')"
        return (f"({missing} OR volunteer.insurance_until <= ?)", [soon]) if limits.insured else ("0", [])
    young, old = _years_before(today, limits.youngest), _years_before(today, limits.oldest + 1)
    parts: list[str] = ["(person.born IS NULL AND person.minor = 1 AND volunteer.consent = '')"]
    values: list[object] = []
    if limits.youngest:
        parts.append("(person.born > ? AND volunteer.consent = '')")
        values.append(young)
    if limits.oldest:
        parts.append("(person.born <= ?)")
        values.append(old)
    return f"({' OR '.join(parts)})", values


def _years_before(day: date, years: int) -> str:
    """The last birthday of somebody who is `years` old today, as text."""
    return f"{day.year - years:04d}-{day.month:02d}-{day.day:02d}"


def columns(t: Words) -> tuple[Column, ...]:
    """The columns of the page; narrow lists leave out the later of them."""
    zh = t.language == "zh"
    return (
        Column("state", N_("State"), 8 if zh else 17, sortable=True),
        Column("member", N_("No."), 8, sortable=True),
        Column("name", N_("Name"), 10, sortable=True),
        Column("team", N_("Team"), 0, min_screen=0 if zh else _TEAM, sortable=True),
        Column("warned", N_("Warnings"), 17 if zh else 15),
        Column("phone", N_("Phone"), 11, min_screen=_NARROW),
        Column("roles", N_("Volunteer role"), 14, min_screen=_WIDE),
        Column("number", N_("Number"), 15, min_screen=_WIDE + 20),
    )


def row_of(found: Dossier, room: Room, limits: Limits, now: datetime, t: Words) -> Row:
    """One line, masked; its key is filled in by the query."""
    one, person, today = found.volunteer, found.person, room.calendar.day(now)
    warned = register_warnings(found, limits, today)
    kinds = dict.fromkeys(warning.kind for warning in warned)
    cells = (
        state_text(one.status, t),
        one.member_no,
        person.shown_name(today, t, room.masks),
        " / ".join(held.team for held in found.teams),
        "! " + " · ".join(WARNING.label_of(kind, t) for kind in kinds) if kinds else "",
        phone_tail(person.phones[0]) if person.phones and not person.is_sheltered(today) else "",
        names(ROLE, one.roles, t),
        one.number,
    )
    tone = "urgent" if warned else "" if one.status == "active" else "closed" if one.is_open else "muted"
    return Row((), one.id, cells, tone)


def list_source(
    connect: Connect, room: Room, limits: Limits, chosen: MemberFilter, now: datetime, t: Words,
    sorting: Sorting = MEMBERS,
) -> Source:  # fmt: skip
    """The entries that `chosen` lets through."""
    where, params = chosen.where(limits, room.calendar.day(now))

    def row(found: sqlite3.Row) -> Row:
        whole = by_id(connect(), found["id"])
        assert whole is not None
        return row_of(whole, room, limits, now, t)

    return KeysetQuery(
        connect, columns=columns(t), select="volunteer.id", table=TABLE, order=orders(sorting), row=row,
        where=f"volunteer.room_id = ? AND {where}", params=[room.id, *params],
    )  # fmt: skip
