"""PINs: setting one, signing in by one, waiting after five wrong ones, and the printed way back."""

from __future__ import annotations

import math
import secrets
from dataclasses import dataclass, replace
from typing import Any

from sqlmodel import col, select

from deskapp.domain import pin as pins
from deskapp.domain.audit import seal
from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.lockout import Tick, Ticks, Tries
from deskapp.domain.officer import KIOSK, Actor, Officer, Room
from deskapp.domain.rights import LOG, NONE, PEOPLE, may
from deskapp.domain.text import clean, narrow, one_line
from deskapp.domain.words import N_
from deskapp.services.hashing import Hashing
from deskapp.services.may import LED
from deskapp.services.staff import has_pins, refuse_headless, take_seat
from deskapp.services.store import Store, Writing
from deskapp.tables.pin import PinRow, RecoveryRow, TriesRow
from deskapp.tables.room import OfficerRow

SUBJECT = "pin"

FORGET_AFTER = 200
"""Names that nobody has whose tries are remembered; the oldest give way."""


@dataclass(frozen=True, slots=True)
class _Try:
    """One try to prove who one is: what it is to be compared with."""

    key: str
    officer: Officer | None
    hash: str


@dataclass
class Pins:
    """The verbs of PINs of one room.

    Hashing takes a tenth of a second and more: call these in a thread. It is never done inside a transaction,
    so that nobody waits for it, and always once, whoever was named and whether anybody has that name.
    """

    store: Store
    room: Room
    hashing: Hashing
    ticks: Ticks

    # -- proving

    def sign_in(self, who: str, pin: str, via: str = "desk") -> Room:
        """Let whoever has the badge number or the name `who` write from now on. Raises DeskError."""
        officer = self._proved(who, pin, via)
        with self.store.write(self._actor(officer, via), NONE) as writing:
            take_seat(writing, officer)
        return replace(self.room, signed_in=officer.id)

    def prove(self, officer_id: int, pin: str, via: str = "desk") -> Officer:
        """See that `pin` is that of the officer, as for uncovering the screen. Raises DeskError."""
        return self._proved(f"#{officer_id}", pin, via, "prove_pin")

    def release(self, who: str, pin: str, via: str = KIOSK, *, sits: bool = False) -> Officer:
        """Who may let the desk out of the kiosk: somebody with a PIN who writes at the desk. Raises DeskError.

        With `sits` that officer writes at the desk from then on.
        """
        officer = self._proved(who, pin, via)
        if not may(officer.kind, LOG, led=True):
            raise DeskError(
                N_("{name} does not leave the kiosk: let an officer type badge number and PIN."),
                name=officer.name,
            )
        with self.store.write(self._actor(officer, via), NONE) as writing:
            writing.audit("leave_kiosk", SUBJECT, officer.id, {"officer": officer.id})
            if sits:
                take_seat(writing, officer)
        return officer

    def _proved(self, who: str, pin: str, via: str, step: str = "") -> Officer:
        """Who it is; with a `step` of its own in the audit chain where no other one follows."""
        tried = self._charge(who, via)
        secret = pins.plain_pin(pin)
        fits = self.hashing.fits(tried.hash or self.hashing.nobodys(), secret)
        if tried.officer is None or not fits:
            raise self._wrong(tried, via)
        fresh = self.hashing.make(secret) if self.hashing.is_stale(tried.hash) else ""
        with self.store.write(self._actor(tried.officer, via), NONE) as writing:
            row = writing.session.get(PinRow, tried.officer.id)
            if row is None or row.hash != tried.hash:  # set anew while this one was compared
                raise self._changed()
            _forget_tries(writing, tried.key)
            if step:
                writing.audit(step, SUBJECT, tried.officer.id, {"officer": tried.officer.id})
            if fresh:
                row.hash = fresh
                writing.session.add(row)
                writing.audit("rehash_pin", SUBJECT, row.officer_id, row.model_dump())
        return tried.officer

    def _changed(self) -> DeskError:
        return DeskError(N_("The PIN was changed at this moment from somewhere else: type the new one."))

    def _charge(self, who: str, via: str) -> _Try:
        """Count a try as wrong before it is compared. Raises DeskError while the account waits."""
        now = self.ticks()
        with self.store.write(Actor(0, self.room.id, via), NONE) as writing:
            officer = self._named(writing, who)
            key = f"officer:{officer.id}" if officer else _hidden(writing, who)
            tries = _tries(writing, key)
            if (left := tries.left(now)) > 0:
                writing.audit("refuse_wait", SUBJECT, officer.id if officer else 0, {"who": key})
            else:
                _keep_tries(writing, key, tries.charged(now))
            row = writing.session.get(PinRow, officer.id) if officer and officer.kind != KIOSK else None
        if left > 0:
            raise _waits(left)
        return _Try(key, officer if row else None, row.hash if row else "")

    def _wrong(self, tried: _Try, via: str) -> DeskError:
        with self.store.write(Actor(0, self.room.id, via), NONE) as writing:
            tries = _tries(writing, tried.key)
            subject_id = tried.officer.id if tried.officer else 0
            writing.audit("refuse_pin", SUBJECT, subject_id, {"who": tried.key, "fails": tries.fails})
        if (left := tries.left(self.ticks())) > 0:
            return _waits(left)
        return DeskError(
            N_("Badge number or PIN is not right: type them again. After five wrong ones in a row an account waits "
               "ten minutes."),
            field="pin",
        )  # fmt: skip

    def _named(self, writing: Writing, who: str) -> Officer | None:
        """The one active person with that badge number, name or key."""
        badge, name = narrow(clean(who)).casefold(), one_line(clean(who)).casefold()
        here = writing.session.exec(
            select(OfficerRow).where(
                OfficerRow.room_id == self.room.id, OfficerRow.undone == 0, OfficerRow.active == 1
            )
        ).all()
        found = [o for o in here if o.badge.casefold() == badge or f"#{o.id}" == who]
        found = found or [o for o in here if o.name.casefold() == name]
        return _officer(found[0]) if len(found) == 1 else None

    def _actor(self, officer: Officer, via: str) -> Actor:
        return Actor(officer.id, self.room.id, via)

    # -- setting

    def set(self, officer_id: int, new: str, again: str, actor: Actor, old: str = "") -> Officer:
        """Give an officer a PIN; who has one proves it with `old`, or an administrator with the own one.

        It is in history and audit, never in the journal: no undo brings an old PIN back. Raises DeskError.
        """
        with self.store.write(actor, NONE) as writing:
            officer = self._to_be_set(writing, officer_id, actor)
            proving = self._who_proves(writing, officer_id, actor)
        pin = pins.read_pin(new, officer.badge)
        pins.same_again(new, again)
        if proving:
            try:
                self._proved(f"#{proving}", old, actor.via)
            except DeskError as error:
                error.field = "old"
                raise
        hashed = self.hashing.make(pin)
        with self.store.write(actor, NONE) as writing:
            self._to_be_set(writing, officer_id, actor)
            _put(writing, officer, hashed, actor.officer_id, "set_pin")
            refuse_headless(writing, self.room.id, officer.name)
        return officer

    def proves(self, officer_id: int, actor: Actor) -> bool:
        """Whether a present PIN must be typed before `actor` sets that of an officer."""
        with self.store.write(actor, NONE) as writing:
            return bool(self._who_proves(writing, officer_id, actor))

    def _who_proves(self, writing: Writing, officer_id: int, actor: Actor) -> int:
        """Who types a present PIN before the change: whoever sits there, where that one has a PIN."""
        return actor.officer_id if writing.session.get(PinRow, actor.officer_id) else 0

    def _to_be_set(self, writing: Writing, officer_id: int, actor: Actor) -> Officer:
        row = writing.session.get(OfficerRow, officer_id)
        if row is None or row.room_id != self.room.id or row.undone or not row.active:
            raise DeskError(
                N_("This person is not in the room any more. Choose another."), code=Exit.NOT_FOUND
            )
        if row.kind == KIOSK:
            raise DeskError(
                N_("{name} is an account of the kiosk: it has no PIN. Choose an officer."), name=row.name
            )
        if officer_id != actor.officer_id:
            writing.need(PEOPLE)
        elif has_pins(writing, self.room.id) and writing.session.get(PinRow, officer_id) is None:
            writing.need(PEOPLE)  # nobody signs in without one: an administrator gives the first
        return _officer(row)

    # -- the way back

    def make_recovery(self, actor: Actor) -> str:
        """A new recovery code, told this once; an earlier one counts no more. Raises DeskError."""
        signs = "".join(secrets.choice(pins.SIGNS) for _ in range(pins.GROUPS * pins.IN_GROUP))
        hashed = self.hashing.make(signs)
        with self.store.write(actor, PEOPLE) as writing:
            row = writing.session.get(RecoveryRow, self.room.id)
            row = row or RecoveryRow(room_id=self.room.id, hash="", made_at="", made_by=0)
            row.hash, row.made_at, row.made_by = hashed, writing.at, actor.officer_id
            writing.session.add(row)
            writing.session.flush()
            writing.audit("make_recovery", SUBJECT, self.room.id, row.model_dump())
        return pins.spell_code(signs)

    def recover(self, who: str, code: str, new: str, again: str, via: str = "desk") -> Officer:
        """Give somebody who sees to the people a new PIN by the printed code, which is spent by that.

        No wait stands in the way: there are too many codes to guess one. Raises DeskError.
        """
        with self.store.write(Actor(0, self.room.id, via), NONE) as writing:
            officer = self._named(writing, who)
            led = bool(
                writing.session.connection().exec_driver_sql(f"SELECT {LED}", (self.room.id,)).scalar_one()
            )
            recovery = writing.session.get(RecoveryRow, self.room.id)
        pin = pins.read_pin(new, officer.badge if officer else "")
        pins.same_again(new, again)
        fits = self.hashing.fits(recovery.hash if recovery else self.hashing.nobodys(), pins.plain_code(code))
        if officer is None or recovery is None or not fits or not may(officer.kind, PEOPLE, led=led):
            with self.store.write(Actor(0, self.room.id, via), NONE) as writing:
                writing.audit(
                    "refuse_recovery", SUBJECT, officer.id if officer else 0, {"who": _hidden(writing, who)}
                )
            raise DeskError(
                N_("Badge number or recovery code is not right, or the code is spent: look at the paper and type it "
                   "again. It counts for an administrator, or for an officer where there is none."),
                field="code",
            )  # fmt: skip
        hashed = self.hashing.make(pin)
        with self.store.write(self._actor(officer, via), NONE) as writing:
            row = writing.session.get(RecoveryRow, self.room.id)
            if row is None or row.hash != recovery.hash:
                raise DeskError(N_("The recovery code was used or replaced meanwhile: take the new paper."))
            writing.session.delete(row)
            _put(writing, officer, hashed, officer.id, "recover_pin")
        return officer


def _put(writing: Writing, officer: Officer, hashed: str, by: int, step: str) -> None:
    """Write a PIN, end a wait, and keep who did it when; the PIN itself stands nowhere."""
    row = writing.session.get(PinRow, officer.id) or PinRow(
        officer_id=officer.id, hash="", set_at="", set_by=by
    )
    row.hash, row.set_at, row.set_by = hashed, writing.at, by
    writing.session.add(row)
    writing.session.flush()
    _forget_tries(writing, f"officer:{officer.id}")
    writing.history("officer", officer.id, step, "", "")
    writing.audit(step, SUBJECT, officer.id, row.model_dump())


def _hidden(writing: Writing, who: str) -> str:
    """What stands for a name that nobody has: it may be a slip of somebody's PIN into the wrong field."""
    return "?" + seal(writing.key, narrow(clean(who)).casefold())[:32]


def _tries(writing: Writing, key: str) -> Tries:
    row = writing.session.get(TriesRow, (writing.actor.room_id, key))
    return Tries(row.fails, row.wait, Tick(row.boot, row.seconds)) if row else Tries()


def _keep_tries(writing: Writing, key: str, tries: Tries) -> None:
    room_id = writing.actor.room_id
    values: dict[str, Any] = {
        "fails": tries.fails, "wait": tries.wait, "boot": tries.since.boot, "seconds": tries.since.seconds,
        "at": writing.at,
    }  # fmt: skip
    row = writing.session.get(TriesRow, (room_id, key)) or TriesRow(room_id=room_id, who=key, **values)
    for name, value in values.items():
        setattr(row, name, value)
    writing.session.add(row)
    unknown = writing.session.exec(
        select(TriesRow).where(TriesRow.room_id == room_id, col(TriesRow.who).startswith("?")).order_by("at")
    ).all()
    for old in unknown[: max(0, len(unknown) - FORGET_AFTER)]:
        writing.session.delete(old)


def _forget_tries(writing: Writing, key: str) -> None:
    if row := writing.session.get(TriesRow, (writing.actor.room_id, key)):
        writing.session.delete(row)


def _waits(seconds: float) -> DeskError:
    return DeskError(
        N_("Five wrong PINs: this account waits {minutes} min more. Wait, or let an administrator set a new PIN."),
        field="pin", minutes=math.ceil(seconds / 60),
    )  # fmt: skip


def _officer(row: OfficerRow) -> Officer:
    return Officer(row.id or 0, row.room_id, row.name, row.badge, row.kind, bool(row.active))
