"""Setting up the room, its officers and auxiliaries, and who writes now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from sqlmodel import col, select

from deskapp.domain.errors import DeskError, Exit, about
from deskapp.domain.officer import KIOSK, OFFICER_KIND, POLICE, PRESENCE, Actor, Officer, Room
from deskapp.domain.rights import NONE, PEOPLE
from deskapp.domain.text import clean, narrow, one_line
from deskapp.domain.times import DEFAULT_ZONE
from deskapp.domain.words import N_, Term, Words
from deskapp.reading.pins import HAS_PINS
from deskapp.services.may import LED
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


def refuse_taken(writing: Writing, room_id: int, badge: str, but: int = 0) -> None:
    """Raise DeskError where a badge number belongs to somebody other than `but`."""
    taken = writing.session.exec(
        select(OfficerRow).where(
            OfficerRow.room_id == room_id,
            OfficerRow.badge == badge,
            OfficerRow.undone == 0,
            OfficerRow.id != but,
        )
    ).first()
    if taken is not None:
        raise DeskError(
            N_("The badge number {badge} belongs to {name} already. Type another one."),
            code=Exit.USAGE, field="badge", badge=badge, name=taken.name,
        )  # fmt: skip


def change_officer(
    writing: Writing, row: OfficerRow, changes: Mapping[str, object], step: str, reason: str = ""
) -> None:
    """Write `changes` of an officer, with history and audit. Raises DeskError where the room could not work on."""
    old = {name: getattr(row, name) for name in changes}
    changed = {name: [old[name], value] for name, value in changes.items() if old[name] != value}
    if "badge" in changed:
        refuse_taken(writing, row.room_id, str(changes["badge"]), row.id or 0)
    _refuse_leaving(writing, row, changes)
    for name in changed:
        setattr(row, name, changes[name])
    writing.session.add(row)
    writing.session.flush()
    refuse_headless(writing, row.room_id, row.name)
    before, after = (", ".join(str(pair[side]) for pair in changed.values()) for side in (0, 1))
    writing.history("officer", row.id or 0, step, before, after, reason, changed)
    writing.audit(step, "officer", row.id or 0, row.model_dump())


def _refuse_leaving(writing: Writing, row: OfficerRow, changes: Mapping[str, object]) -> None:
    """Raise DeskError where somebody at work here, or the last officer, would be gone."""
    retires = row.active == 1 and changes.get("active") == 0
    room = writing.session.get_one(RoomRow, row.room_id)
    if retires and row.id in (room.signed_in, writing.actor.officer_id):
        raise DeskError(
            N_("{name} writes at this desk now and stays active. Let somebody else write first: Ctrl+O."),
            field="presence", name=row.name,
        )  # fmt: skip
    if row.active == 1 and row.kind in POLICE and (retires or changes.get("kind", row.kind) not in POLICE):
        others = writing.session.exec(
            select(OfficerRow).where(
                OfficerRow.room_id == row.room_id, OfficerRow.active == 1, col(OfficerRow.kind).in_(POLICE),
                OfficerRow.undone == 0, OfficerRow.id != row.id,
            )
        ).first()  # fmt: skip
        if others is None:
            raise DeskError(
                N_("{name} is the last active officer: the room needs one. Add another officer first."),
                field="kind" if changes.get("kind", row.kind) not in POLICE else "presence", name=row.name,
            )  # fmt: skip


def has_pins(writing: Writing, room_id: int) -> bool:
    """Whether anybody in the room has a PIN: from then on nobody writes without one."""
    found = writing.session.connection().exec_driver_sql(HAS_PINS, (room_id,))
    return bool(found.scalar_one())


def take_seat(writing: Writing, officer: Officer) -> None:
    """Let `officer` write at the desk from now on. Raises DeskError for whoever does not work here."""
    row = writing.session.get(RoomRow, officer.room_id)
    if row is None or not officer.active:
        raise _not_here(officer.name)
    if officer.kind == KIOSK:
        raise DeskError(
            N_("{name} is an account of the kiosk and writes nothing at the desk. Choose another."),
            name=officer.name,
        )
    row.signed_in = officer.id
    writing.session.add(row)
    writing.audit("sign_in", "officer", officer.id, {"officer": officer.id})


def _not_here(name: str) -> DeskError:
    return DeskError(N_("{name} does not work in this room now. Choose another."), name=name)


def refuse_headless(writing: Writing, room_id: int, name: str) -> None:
    """Raise DeskError where a room with PINs would have nobody left who signs in and sees to its people."""
    if not has_pins(writing, room_id):
        return
    found = writing.session.connection().exec_driver_sql(
        "SELECT 1 FROM officer AS o JOIN officer_pin AS p ON p.officer_id = o.id WHERE o.room_id = ?1 AND "
        f"o.active = 1 AND instr(CASE WHEN {LED} THEN 'administrator' ELSE 'officer duty_leader' END, o.kind) LIMIT 1",
        (room_id,),
    )
    if found.first() is None:
        raise DeskError(
            N_("Without {name} nobody with a PIN could see to the people of this room. Give another officer or "
               "administrator a PIN first."),
            name=name,
        )  # fmt: skip


def _step_of(changes: Mapping[str, object]) -> str:
    if set(changes) != {"active"}:
        return "correct"
    return "return" if changes["active"] else "retire"


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
        with self.store.write(actor, PEOPLE) as writing:
            return self._add(writing, room.id, name, badge, chosen, journal=True)

    def _add(
        self, writing: Writing, room_id: int, name: str, badge: str, kind: str, *, journal: bool = False
    ) -> Officer:
        said, number = _name(name, "officer", N_("Officer")), _badge(badge)
        refuse_taken(writing, room_id, number)
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
        """Let `officer` write from now on, in a room without PINs; else see services.pins. Raises DeskError."""
        with self.store.write(actor, NONE) as writing:
            if has_pins(writing, room.id):
                raise DeskError(
                    N_("{name} signs in with the PIN: press Ctrl+O, or deskapp officers --sign-in {badge}."),
                    name=officer.name, badge=officer.badge,
                )  # fmt: skip
            if officer.room_id != room.id:
                raise _not_here(officer.name)
            take_seat(writing, officer)
        return replace(room, signed_in=officer.id)

    def correct(
        self, room: Room, officer_id: int, given: Mapping[str, str], actor: Actor, t: Words, reason: str = ""
    ) -> Officer:
        """Mend `officer` (the name), `badge`, `kind` or `presence` of a person; what is not given stays.

        Raises DeskError.
        """
        changes: dict[str, object] = {}
        if "officer" in given:
            changes["name"] = _name(given["officer"], "officer", N_("Officer"))
        if "badge" in given:
            changes["badge"] = _badge(given["badge"])
        if "kind" in given:
            with about("kind"):
                changes["kind"] = OFFICER_KIND.find(given["kind"], t)
        if "presence" in given:
            with about("presence"):
                changes["active"] = int(PRESENCE.find(given["presence"], t) == "yes")
        return self._change(room, officer_id, _step_of(changes), changes, actor, reason)

    def _change(
        self, room: Room, officer_id: int, step: str, changes: Mapping[str, object], actor: Actor, reason: str
    ) -> Officer:
        with self.store.write(actor, PEOPLE) as writing:
            row = writing.session.get(OfficerRow, officer_id)
            if row is None or row.room_id != room.id or row.undone:
                raise DeskError(
                    N_("This person is not in the room any more. Choose another."), code=Exit.NOT_FOUND
                )
            old = {name: getattr(row, name) for name in changes}
            if any(old[name] != changes[name] for name in changes):
                writing.journal(f"{step}_officer", "officer", officer_id)
                change_officer(writing, row, changes, step, reason.strip())
            return Officer(officer_id, row.room_id, row.name, row.badge, row.kind, bool(row.active))
