"""The one place that builds objects: settings, then the file, then the services."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from deskapp import db, disk, locales
from deskapp.domain.dispute import File
from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.lockout import Ticks
from deskapp.domain.officer import Actor, Officer, Room
from deskapp.domain.pin import read_pin
from deskapp.domain.roomwords import clocks_of, days_of, guessing_of, lists_of, rules_of
from deskapp.domain.setting import setting
from deskapp.domain.times import Clock, practice_clock, wall_clock
from deskapp.domain.words import N_, Words
from deskapp.reading import disputes as dispute_reading
from deskapp.reading import pins as pin_reading
from deskapp.reading import room as room_reading
from deskapp.reading import settings as settings_reading
from deskapp.reading.readers import Readers
from deskapp.reading.settings import Values
from deskapp.services.hashing import Argon, Hashing, machine_ticks
from deskapp.settings import ConfigToml, Settings, audit_key, reread

if TYPE_CHECKING:
    from deskapp.domain.guess import Table
    from deskapp.domain.rewards import Rules
    from deskapp.domain.setting_card import Standing
    from deskapp.domain.volunteer_warnings import Limits
    from deskapp.services.activities import Activities
    from deskapp.services.activity_import import ActivityImport
    from deskapp.services.appeals import Appeals
    from deskapp.services.areas import Areas
    from deskapp.services.attendances import Attendances
    from deskapp.services.certificates import Certificates
    from deskapp.services.configuring import Configuring
    from deskapp.services.correcting import Correcting
    from deskapp.services.custody import Custody
    from deskapp.services.disputes import Disputes
    from deskapp.services.drafts import Drafts
    from deskapp.services.field_import import FieldImport
    from deskapp.services.hazards import Hazards
    from deskapp.services.importing import Importing
    from deskapp.services.kiosk import AtKiosk
    from deskapp.services.lost_reports import LostReports
    from deskapp.services.people import People
    from deskapp.services.pins import Pins
    from deskapp.services.purging import Purging
    from deskapp.services.requests import Requests
    from deskapp.services.rosters import Rosters
    from deskapp.services.shifts import Shifts
    from deskapp.services.staff import Staff
    from deskapp.services.store import Store
    from deskapp.services.teams import Stock, Teams
    from deskapp.services.undo import Undoing
    from deskapp.services.volunteers import Volunteers


_COUNTING = (
    "volunteers",
    "attendances",
    "importing",
    "teams",
    "stock",
    "rosters",
    "certificates",
    "at_kiosk",
    "shifts",
    "activities",
    "activity_import",
)
"""Services that go by settings other than the calendar."""


_BY_DAY = (
    "requests", "disputes", "areas", "hazards", "undoing", "configuring", "pins", "appeals", "custody", "lost_reports",
    "field_import",
    "purging",
)  # fmt: skip
"""Services that hold the room, with its calendar."""


_STATEMENTS = 32
"""Statements that the screen's connection keeps ready: those of a key and of a list; each takes some kilobytes."""


@dataclass
class Desk:
    """One room's desk on one file: what the screens and the command line work with."""

    settings: Settings
    room: Room
    clock: Clock
    words: Words
    via: str = "desk"
    values: Values = field(default_factory=Values)
    """The settings that lie in the file, as they were read last; see `look_again`."""
    hashing: Hashing = field(default_factory=Argon)
    """How PINs become hashes."""
    ticks: Ticks = machine_ticks
    """The machine's own clock, by which an account waits after wrong PINs."""
    sent: dict[str, str] = field(default_factory=dict)
    """The names of papers that this desk has given to a print queue, by the numbers of their jobs."""
    unprinted: dict[tuple[str, str, int], tuple[str, str]] = field(default_factory=dict)
    """Papers of sealed handovers that no printer took, and what each is called: the next print sends them first."""
    _looked: set[tuple[int, int]] = field(default_factory=set)
    """Who has looked into which sheltered dispute since this desk was opened."""

    @cached_property
    def reader(self) -> sqlite3.Connection:
        """A read-only connection for the screen's own thread."""
        found = db.connect(self.settings.database, readonly=True, statements=_STATEMENTS)
        db.keep_few(found, 192)  # the system keeps the pages: a second copy is a waste
        return found

    @cached_property
    def _readers(self) -> Readers:
        return Readers(self.settings.database)

    def connection(self) -> sqlite3.Connection:
        """A read-only connection for the calling thread: none waits for what another one reads."""
        if threading.current_thread() is threading.main_thread():
            return self.reader
        return self._readers.here()

    def new_reader(self) -> sqlite3.Connection:
        """A read-only connection of one's own, for work in another thread; the caller closes it."""
        return db.connect(self.settings.database, readonly=True)

    @property
    def repeat_days(self) -> int:
        """Days within which the same matter or place counts as a repeat."""
        return self.values.number("repeat_days")

    @property
    def officers(self) -> tuple[Officer, ...]:
        """The people of the room."""
        return room_reading.officers(self.connection(), self.room.id)

    @property
    def officer(self) -> Officer | None:
        """Who writes at this desk now."""
        return next((o for o in self.officers if o.id == self.room.signed_in), None)

    @property
    def actor(self) -> Actor:
        """Who writes, for the services. Raises DeskError where nobody is chosen."""
        if not self.room.signed_in:
            raise DeskError(N_("Nobody is signed in at this desk: choose an officer first."))
        return Actor(self.room.signed_in, self.room.id, self.via)

    @property
    def guess_words(self) -> Table:
        """The words by which this room recognises what a matter is about."""
        return guessing_of(self.values.kept, self.words)

    @cached_property
    def key(self) -> bytes:
        """The key of the audit chain."""
        return audit_key(self.settings)

    @cached_property
    def store(self) -> Store:
        """The write side; loads SQLModel on first use."""
        from deskapp.services.store import Store

        return Store(self.settings.database, self.key, self.clock)

    @cached_property
    def requests(self) -> Requests:
        """The verbs of requests."""
        from deskapp.services.requests import Requests

        def is_dispute(number: str) -> bool:
            return dispute_reading.find(self.connection(), self.room.id, number) is not None

        def is_hazard(number: str) -> bool:
            from deskapp.reading import hazards as hazard_reading

            return hazard_reading.find(self.connection(), self.room.id, number) is not None

        return Requests(self.store, self.room, {"disputes": is_dispute, "hazards": is_hazard})

    @cached_property
    def disputes(self) -> Disputes:
        """The verbs of disputes."""
        from deskapp.services.disputes import Disputes

        return Disputes(self.store, self.room)

    @cached_property
    def areas(self) -> Areas:
        """The verbs of areas."""
        from deskapp.services.areas import Areas

        return Areas(self.store, self.room)

    @cached_property
    def hazards(self) -> Hazards:
        """The verbs of hazards."""
        from deskapp.services.hazards import Hazards

        return Hazards(self.store, self.room)

    @cached_property
    def people(self) -> People:
        """The verbs of people's cards."""
        from deskapp.services.people import People

        return People(self.store, self.room)

    @property
    def limits(self) -> Limits:
        """What the room asks of its volunteers."""
        from deskapp.domain.setting_volunteers import limits_of

        return limits_of(self.values.text)

    @property
    def rewards(self) -> Rules | None:
        """The rules of stars and points, or None where the room does not show any."""
        from deskapp.domain.setting_volunteers import rewards_of

        return rewards_of(self.values.text)

    @cached_property
    def volunteers(self) -> Volunteers:
        """The verbs of volunteers."""
        from deskapp.services.volunteers import Volunteers

        return Volunteers(self.store, self.room, self.limits)

    @cached_property
    def importing(self) -> Importing:
        """The verb of importing a roster."""
        from deskapp.services.importing import Importing

        return Importing(self.store, self.room, self.limits)

    @cached_property
    def attendances(self) -> Attendances:
        """The verbs of duties."""
        from deskapp.services.attendances import Attendances

        return Attendances(self.store, self.room, self.limits)

    @cached_property
    def at_kiosk(self) -> AtKiosk:
        """The verbs of the kiosk."""
        from deskapp.services.kiosk import AtKiosk

        return AtKiosk(self.attendances, self.stock, self.connection)

    @cached_property
    def teams(self) -> Teams:
        """The verbs of teams."""
        from deskapp.services.teams import Teams

        return Teams(self.store, self.room, self.limits)

    @cached_property
    def stock(self) -> Stock:
        """The verbs of equipment."""
        from deskapp.services.teams import Stock

        return Stock(self.store, self.room, self.limits)

    @cached_property
    def rosters(self) -> Rosters:
        """The verbs of the duty plan."""
        from deskapp.services.rosters import Rosters

        return Rosters(self.store, self.room, self.limits)

    @cached_property
    def activities(self) -> Activities:
        """The verbs of activities."""
        from deskapp.services.activities import Activities

        return Activities(self.store, self.room, self.limits)

    @cached_property
    def activity_import(self) -> ActivityImport:
        """The verb of importing activities."""
        from deskapp.services.activity_import import ActivityImport

        return ActivityImport(self.store, self.room, self.limits)

    @cached_property
    def field_import(self) -> FieldImport:
        """The verb of importing hazards, lead appeals, found things and lost reports."""
        from deskapp.services.field_import import FieldImport

        return FieldImport(self.store, self.room)

    @cached_property
    def certificates(self) -> Certificates:
        """The verbs of certificates of service."""
        from deskapp.services.certificates import Certificates

        return Certificates(self.store, self.room, self.limits, self.values.text("certificate_contact"))

    @cached_property
    def shifts(self) -> Shifts:
        """The verbs of shifts and handovers."""
        from deskapp.services.shifts import Shifts

        text = self.values.text
        return Shifts(
            self.store, self.room, self.pins, text("shifts"), text("checklist"), text("leader_signs") == "yes",
            self.both_words, self.connection,
        )  # fmt: skip

    def both_words(self) -> tuple[Words, Words]:
        """The words of this room in Chinese and in English, with their usual signs: those of sealed papers."""
        zh, en = (_in_room(locales.load(language), self.values) for language in ("zh", "en"))
        return zh, en

    @cached_property
    def appeals(self) -> Appeals:
        """The verbs of lead appeals."""
        from deskapp.services.appeals import Appeals

        return Appeals(self.store, self.room, self.requests)

    @cached_property
    def custody(self) -> Custody:
        """The verbs of found things."""
        from deskapp.services.custody import Custody

        return Custody(self.store, self.room, self.requests)

    @cached_property
    def lost_reports(self) -> LostReports:
        """The verbs of lost reports."""
        from deskapp.services.lost_reports import LostReports

        return LostReports(self.store, self.room, self.requests)

    @property
    def correcting(self) -> Correcting:
        """The verb of putting a person's fact right everywhere."""
        from deskapp.services.correcting import Correcting, Corrects

        registers: dict[str, Corrects] = {
            "request": self.requests, "custody": self.custody, "lost_report": self.lost_reports, "hazard": self.hazards,
        }  # fmt: skip
        return Correcting(self.room, self.people, registers, self.connection)

    @cached_property
    def purging(self) -> Purging:
        """The verbs of purges."""
        from deskapp.services.purging import Purging

        return Purging(self.store, self.room, self.pins, lambda kind: self.values.number(kind.setting))

    @property
    def sees_clues(self) -> bool:
        """Whether whoever writes now sees who gave a clue; all others see an initial."""
        from deskapp.domain.rights import sees_clues

        return self.officer is not None and sees_clues(self.officer.kind)

    @property
    def sees_sealed(self) -> bool:
        """Whether whoever writes now sees on a person's card what is sealed."""
        from deskapp.domain.rights import sees_sealed

        return self.officer is not None and sees_sealed(self.officer.kind)

    @cached_property
    def drafts(self) -> Drafts:
        """Half-typed forms; no SQLModel is needed for them."""
        from deskapp.services.drafts import Drafts

        return Drafts(self.settings.database, lambda: self.clock(), self.connection)

    @cached_property
    def staff(self) -> Staff:
        """The verbs of the room and its people."""
        from deskapp.services.staff import Staff

        return Staff(self.store)

    @cached_property
    def pins(self) -> Pins:
        """The verbs of PINs."""
        from deskapp.services.pins import Pins

        return Pins(self.store, self.room, self.hashing, self.ticks)

    @property
    def has_pins(self) -> bool:
        """Whether anybody here has a PIN: from then on nobody writes without one."""
        return pin_reading.has_pins(self.reader, self.room.id)

    @property
    def with_pins(self) -> frozenset[int]:
        """The keys of those who have a PIN."""
        return pin_reading.with_pins(self.reader, self.room.id)

    @property
    def has_recovery(self) -> bool:
        """Whether a recovery code counts here."""
        return pin_reading.has_recovery(self.reader, self.room.id)

    @cached_property
    def undoing(self) -> Undoing:
        """Undo and redo."""
        from deskapp.services import (
            activity_book,
            activity_undo,
            area_undo,
            batches,
            cards,
            certificates,
            configuring,
            dispute_book,
            dispute_clocks,
            dispute_undo,
            field_book,
            field_undo,
            hazards,
            on_paper,
            people,
            purging,
            requests,
            rosters,
            volunteer_undo,
        )
        from deskapp.services.reversals import People as Officers
        from deskapp.services.undo import Reversal, Undoing

        reversals: dict[str, Reversal] = {
            requests.SUBJECT: requests.reversal(),
            dispute_book.SUBJECT: dispute_undo.reversal(self.room),
            cards.SUBJECT: people.Reversing(),
            "officer": Officers(),
            configuring.SUBJECT: configuring.Settled(
                ConfigToml(self.settings.config), dispute_clocks.following(self.room)
            ),
            batches.SUBJECT: batches.Batches(),
            "attendance": volunteer_undo.Duties(),
            "volunteer": volunteer_undo.volunteers(),
            "team": volunteer_undo.teams(),
            "equipment": volunteer_undo.equipment(),
            rosters.SUBJECT: rosters.reversal(),
            certificates.SUBJECT: certificates.reversal(),
            activity_book.SUBJECT: activity_undo.reversal(),
            **field_undo.reversals(),
            area_undo.SUBJECT: area_undo.reversal(),
            hazards.SUBJECT: hazards.reversal(),
            purging.SUBJECT: purging.Proposals(),
        }
        papers = {
            requests.SUBJECT: on_paper.requests_on(self.room),
            cards.SUBJECT: on_paper.on_exports,
            dispute_book.SUBJECT: on_paper.disputes_on(self.room),
            "officer": on_paper.never,
            configuring.SUBJECT: on_paper.never,
            batches.SUBJECT: on_paper.batches_on(self.room),
            "attendance": on_paper.duties_on(self.room),
            "volunteer": on_paper.on_exports,
            "team": on_paper.on_exports,
            "equipment": on_paper.never,
            rosters.SUBJECT: on_paper.on_exports,
            certificates.SUBJECT: on_paper.on_exports,
            activity_book.SUBJECT: on_paper.activities_on(self.room),
            **{
                one: on_paper.records_on(self.room, one)
                for one in (field_book.APPEAL, field_book.CUSTODY, field_book.LOST)
            },
            area_undo.SUBJECT: on_paper.on_exports,
            hazards.SUBJECT: on_paper.hazards_on(self.room),
            purging.SUBJECT: on_paper.never,
        }
        return Undoing(self.store, self.room, reversals, papers)

    @cached_property
    def configuring(self) -> Configuring:
        """The verbs of settings."""
        from deskapp.services.configuring import Configuring
        from deskapp.services.dispute_clocks import following

        config = ConfigToml(self.settings.config)
        return Configuring(self.store, self.room, config, following(self.room))

    def value(self, name: str) -> str:
        """What counts of a setting now, wherever it lies. Raises DeskError for no setting."""
        entry = setting(name)
        if entry.where == "config":
            return entry.effective(ConfigToml(self.settings.config).value(entry.name))
        if entry.where == "room":
            return self.room.fact(entry.name)
        return self.values.text(entry.name)

    def standing(self, name: str) -> Standing:
        """How a setting stands now, with all its changes. Raises DeskError for no setting."""
        from deskapp.domain.setting_card import Standing

        entry = setting(name)
        return Standing(
            entry, self.value(entry.name), settings_reading.changes(self.reader, self.room.id, entry.name),
            str(self.settings.place(entry.name)),
        )  # fmt: skip

    def look_again(self) -> None:
        """Read anew what settings say: after a change, and when another window wrote. Raises DeskError."""
        with suppress(DeskError):  # a settings file that was broken by hand does not stop an open desk
            self.settings = reread(self.settings)
        with db.told(self.settings.database):
            self.values = settings_reading.values(self.reader, self.room.id)
            found = next(room for room in room_reading.rooms(self.reader) if room.id == self.room.id)
        self.words = _in_room(self.words, self.values)
        room = _as_set(replace(found, signed_in=self.room.signed_in), self.values)
        for name in _COUNTING:
            self.__dict__.pop(name, None)  # what they ask of volunteers is a setting
        if room != self.room:
            self.room = room
            for name in _BY_DAY:
                self.__dict__.pop(name, None)  # they count by the room's calendar

    def speak(self, language: str) -> None:
        """Say everything in another language from now on, with the words of this room."""
        self.words = _in_room(locales.load(language, ascii=self.settings.ascii), self.values)

    @property
    def paper_words(self) -> Words:
        """The words of papers that people sign: the room says in which language, not who looks at the screen."""
        language = self.values.text("paper_language")
        if language in ("screen", self.words.language):
            return self.words
        return _in_room(locales.load(language, ascii=self.settings.ascii), self.values)

    def viewed(self, subject: str, subject_id: int, number: str) -> None:
        """Keep that somebody opened a record, where the phone stands in full; no SQLModel is needed for it."""
        from deskapp.services import reads

        reads.keep(
            self.settings.database, self.key, self.clock, self.actor, "view", subject, subject_id, {"number": number}
        )  # fmt: skip

    def looked_into(self, file: File) -> None:
        """Keep that a dispute was opened; of a sheltered one the history says who, once a sitting at the desk."""
        from deskapp.services import reads

        dispute, actor = file.dispute, self.actor
        new = file.sheltered and (actor.officer_id, dispute.id) not in self._looked
        reads.keep(
            self.settings.database, self.key, self.clock, actor, "view", "dispute", dispute.id,
            {"number": dispute.number}, state=dispute.status if new else "",
        )  # fmt: skip
        if new:
            self._looked.add((actor.officer_id, dispute.id))

    def sign_in(self, officer: Officer) -> None:
        """Let `officer` write from now on."""
        self.room = self.staff.sign_in(self.room, officer, self.actor)

    def sign_in_by_pin(self, who: str, pin: str) -> None:
        """Let whoever has the badge number or name `who` write from now on. Raises DeskError; runs in a thread."""
        self.room = self.pins.sign_in(who, pin, self.via)

    @property
    def can_leave_kiosk(self) -> bool:
        """Whether an officer has a PIN with which the kiosk is left: without one it does not open."""
        from deskapp.reading.kiosk import can_be_left

        return can_be_left(self.connection(), self.room.id)

    def leave_kiosk(self, who: str, pin: str, *, sits: bool) -> None:
        """See that an officer lets the desk out of the kiosk, and with `sits` writes at it. Raises DeskError."""
        officer = self.pins.release(who, pin, sits=sits)
        if sits:
            self.room = replace(self.room, signed_in=officer.id)

    def close(self) -> None:
        """Close what was opened."""
        for name in ("drafts", "_readers", "reader", "store"):
            if name in self.__dict__:
                self.__dict__.pop(name).close()


def open_desk(settings: Settings, *, via: str = "desk") -> Desk:
    """Open the desk on the file of `settings`; an older file is copied and brought up to date first.

    Raises DeskError in words where the file is missing, foreign, damaged, newer or without a room.
    """
    step = db.check(settings.database)
    if step != db.HEAD:
        db.migrate(settings.database)
    desk = Desk(
        settings, Room(0, "", ""), wall_clock, locales.load(settings.language, ascii=settings.ascii), via
    )
    with db.told(settings.database):
        found = room_reading.rooms(desk.reader)
    if not found:
        desk.close()
        raise DeskError(
            N_("{path} has no room yet: run deskapp setup."), code=Exit.NOT_FOUND, path=settings.database
        )
    desk.room = found[0]
    with db.told(settings.database):
        desk.values = settings_reading.values(desk.reader, desk.room.id)
    desk.words = _in_room(desk.words, desk.values)
    desk.room = _as_set(desk.room, desk.values)
    desk.clock = clock_of(settings, desk.room.practice)
    return desk


def _as_set(room: Room, values: Values) -> Room:
    """The room with its due table, its clocks and its working days."""
    kept = values.kept
    return replace(room, rules=rules_of(kept), clocks=clocks_of(kept), own_days=days_of(kept))


def _in_room(words: Words, values: Values) -> Words:
    """The words with the code lists as the room keeps them; the same words where nothing of them changed."""
    found = lists_of(values.kept)
    same = found.keys() == words.local.keys() and all(
        (one.entries, one.chosen) == (words.local[name].entries, words.local[name].chosen)
        for name, one in found.items()
    )
    return words if same else replace(words, local=found)


def words_of(settings: Settings) -> Words:
    """The words before a desk is opened: those of its room, where its file can be read."""
    words = locales.load(settings.language)
    if not settings.database.is_file():
        return words
    with suppress(DeskError), db.told(settings.database):
        if db.check(settings.database) != db.HEAD:  # a foreign file is not opened for its words
            return words
        reader = db.connect(settings.database, readonly=True)
        try:
            rooms = room_reading.rooms(reader)
            return _in_room(words, settings_reading.values(reader, rooms[0].id)) if rooms else words
        finally:
            reader.close()
    return words


def clock_of(settings: Settings, practice: bool) -> Clock:
    """The clock of a file: DESKAPP_NOW sets it on practice files alone. Raises DeskError on a real one."""
    if not settings.now:
        return wall_clock
    if not practice:
        raise DeskError(
            N_("DESKAPP_NOW sets the clock of practice files only; this is a real one. Unset it and start again."),
            code=Exit.USAGE,
        )  # fmt: skip
    try:
        start = datetime.fromisoformat(settings.now)
    except ValueError as error:
        raise DeskError(
            N_("DESKAPP_NOW must look like 2026-11-21T08:00:00+08:00, not “{text}”."),
            code=Exit.USAGE, text=settings.now,
        ) from error  # fmt: skip
    if start.tzinfo is None:
        raise DeskError(
            N_("DESKAPP_NOW must look like 2026-11-21T08:00:00+08:00, not “{text}”."),
            code=Exit.USAGE, text=settings.now,
        )  # fmt: skip
    return practice_clock(start.astimezone(UTC))


@dataclass(frozen=True, slots=True)
class Setup:
    """The answers of a first run."""

    station: str
    room: str
    officer: str
    badge: str
    language: str = "zh"
    practice: bool = False
    pin: str = field(default="", repr=False)
    """Of the officer; without one the desk asks nobody who it is."""


def set_up(settings: Settings, answers: Setup, *, via: str = "desk") -> Desk:
    """Make the desk file and its room, and open it. Raises DeskError; then no file is left behind."""
    from deskapp.services.pins import Pins
    from deskapp.services.staff import Staff, check_setup
    from deskapp.services.store import Store

    check_setup(answers.station, answers.room, answers.officer, answers.badge)
    if answers.pin:
        read_pin(answers.pin, answers.badge)
    clock = clock_of(settings, answers.practice)
    with db.building(settings.database) as half:
        db.create(half)
        store = Store(half, audit_key(settings), clock)
        try:
            room = Staff(store).open_room(
                answers.station,
                answers.room,
                answers.officer,
                answers.badge,
                practice=answers.practice,
                via=via,
            )
            if answers.pin:
                Pins(store, room, Argon(), machine_ticks).set(
                    room.signed_in, answers.pin, answers.pin, Actor(room.signed_in, room.id, via)
                )
        finally:
            store.close()
    if not answers.practice:
        disk.keep_reserve(settings.database)
    return open_desk(replace(settings, language=answers.language), via=via)
