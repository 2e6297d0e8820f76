"""Setting up the room, its officers and auxiliaries, and who writes now."""

from __future__ import annotations

from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from sqlmodel import select

from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.officer import OFFICER_KIND, Actor, Officer, Room
from deskapp.domain.text import clean, narrow, one_line
from deskapp.domain.times import DEFAULT_ZONE
from deskapp.domain.words import N_, Term, Words
from deskapp.services.store import Store, Writing
from deskapp.tables.room import OfficerRow, RoomRow


def _name(text: str, field: str, label: str) -> str:
    said = one_line(clean(text))
    if not said:
        raise DeskError(
            N_("“{label}” is empty: fill it in. What you typed is kept."),
            code=Exit.USAGE, field=field, label=Term(label),
        )  # fmt: skip
    if len(said) > 100:
        raise DeskError(
            N_("“{label}” has {count} characters, {limit} are the limit. All of it is kept: shorten it."),
            code=Exit.USAGE, field=field, label=Term(label), count=len(said), limit=100,
        )  # fmt: skip
    return said


def _badge(text: str) -> str:
    said = narrow(clean(text))
    if not said or len(said) > 40:
        raise DeskError(
            N_("The badge number is empty or too long: type it again. What you typed is kept."),
            code=Exit.USAGE, field="badge",
        )  # fmt: skip
    return said


def check_setup(station: str, room: str, officer: str, badge: str) -> None:
    """Check the texts of a first run before any file is made. Raises DeskError."""
    _name(station, "station", N_("Station"))
    _name(room, "room", N_("Room"))
    _name(officer, "officer", N_("Officer"))
    _badge(badge)


@dataclass
class Staff:
    """The verbs of a room and its people."""

    store: Store

    def open_room(
        self, station: str, room: str, officer: str, badge: str, *, practice: bool = False, zone: str = DEFAULT_ZONE,
        via: str = "desk",
    ) -> Room:  # fmt: skip
        """Write the room and its first officer, who is signed in. Raises DeskError."""
        check_setup(station, room, officer, badge)
        ZoneInfo(zone)
        with self.store.write(Actor(0, 0, via)) as writing:
            row = RoomRow.model_validate(
                {
                    "station": _name(station, "station", N_("Station")),
                    "name": _name(room, "room", N_("Room")),
                    "zone": zone,
                    "practice": int(practice),
                    "created_at": writing.at,
                }
            )
            writing.session.add(row)
            writing.session.flush()
            room_id = row.id or 0
            writing.actor = Actor(0, room_id, via)
            first = self._add(writing, room_id, officer, badge, "officer")
            row.signed_in = first.id
            writing.session.add(row)
            writing.actor = Actor(first.id, room_id, via)
            writing.audit("open_room", "room", room_id, row.model_dump())
        return Room(room_id, row.station, row.name, zone, 0, practice, first.id)

    def add(self, room: Room, name: str, badge: str, kind: str, actor: Actor, t: Words) -> Officer:
        """Add an officer or auxiliary. Raises DeskError where the badge number is taken."""
        chosen = OFFICER_KIND.find(kind, t)
        with self.store.write(actor) as writing:
            return self._add(writing, room.id, name, badge, chosen, journal=True)

    def _add(
        self, writing: Writing, room_id: int, name: str, badge: str, kind: str, *, journal: bool = False
    ) -> Officer:
        said, number = _name(name, "officer", N_("Officer")), _badge(badge)
        taken = writing.session.exec(
            select(OfficerRow).where(
                OfficerRow.room_id == room_id, OfficerRow.badge == number, OfficerRow.undone == 0
            )
        ).first()
        if taken is not None:
            raise DeskError(
                N_("The badge number {badge} belongs to {name} already. Type another one."),
                code=Exit.USAGE, field="badge", badge=number, name=taken.name,
            )  # fmt: skip
        row = OfficerRow.model_validate(
            {"room_id": room_id, "name": said, "badge": number, "kind": kind, "created_at": writing.at}
        )
        writing.session.add(row)
        writing.session.flush()
        found = Officer(row.id or 0, room_id, said, number, kind)
        if writing.actor.officer_id == 0:
            writing.actor = Actor(found.id, room_id, writing.actor.via)
        if journal:
            writing.journal("add_officer", "officer", found.id)
        writing.audit("add_officer", "officer", found.id, row.model_dump())
        return found

    def sign_in(self, room: Room, officer: Officer, actor: Actor) -> Room:
        """Let `officer` write from now on."""
        with self.store.write(actor) as writing:
            row = writing.session.get(RoomRow, room.id)
            if row is None or not officer.active or officer.room_id != room.id:
                raise DeskError(
                    N_("{name} does not work in this room now. Choose another."), name=officer.name
                )
            row.signed_in = officer.id
            writing.session.add(row)
            writing.audit("sign_in", "officer", officer.id, {"officer": officer.id})
        return replace(room, signed_in=officer.id)
