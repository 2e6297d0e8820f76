"""The practice desk: a fortnight of invented records, written through the same verbs as real ones."""

from __future__ import annotations

import heapq
import re
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from deskapp import db
from deskapp.demo import people, quarrels
from deskapp.demo.quarrels import Quarrel
from deskapp.demo.stories import Planned, Story, tell
from deskapp.domain.officer import Actor, Officer, Room
from deskapp.domain.rights import LOG, right_of_step
from deskapp.domain.words import Words
from deskapp.settings import Settings, audit_key
from deskapp.wiring import Desk, clock_of, open_desk

if TYPE_CHECKING:
    from deskapp.demo.field import Fielding
    from deskapp.demo.shifts import Handing
    from deskapp.demo.volunteers import Serving
    from deskapp.services.disputes import Disputes
    from deskapp.services.requests import Requests

_SEED = 20_261_121


@dataclass
class _Walk:
    """A clock that goes where the story is."""

    now: datetime

    def __call__(self) -> datetime:
        return self.now


def build(
    settings: Settings,
    path: Path,
    t: Words,
    progress: Callable[[int, int], None],
    now: datetime | None = None,
) -> Desk:
    """Make a practice file at `path` with a fortnight of records that ends at `now`, and open its desk.

    `progress` is told how many steps are done, and of how many. Raises DeskError where something is at `path`
    already; whatever interrupts it, no half file is left.
    """
    from deskapp.services.disputes import Disputes
    from deskapp.services.requests import Requests
    from deskapp.services.staff import Staff
    from deskapp.services.store import Store

    chosen = replace(settings, database=path)
    end = now or clock_of(chosen, practice=True)()
    with db.building(path) as half:
        db.create(half)
        random = Random(_SEED)
        walk = _Walk(end - timedelta(days=14))
        store = Store(half, audit_key(settings), walk, durable=False)
        try:
            staff = Staff(store)
            (name, badge, _), *others = people.OFFICERS
            room = staff.open_room(people.STATION, people.ROOM, name, badge, practice=True)
            first = Actor(room.signed_in, room.id)
            crew = [Officer(room.signed_in, room.id, name, badge)]
            crew += [staff.add(room, *other, first, t) for other in others]
            midnight = room.calendar.bounds(room.calendar.day(end))[0]
            live = _Live(Requests(store, room), Disputes(store, room), room, crew, t, walk)
            live.map()
            # Which shift a write belongs to is told by the order of writes: the volunteers' days come first.
            live.serve(end)
            with closing(db.connect(half, readonly=True)) as connection:
                live.shifts(settings.config, end, connection)
                live.through([*tell(random, midnight, end), *quarrels.tell(end)], end, progress)
                live.hand_over(end)
            live.slip(end)
            live.here(end)
            live.inspect(end)
            live.certify(settings.config, end)
            live.go_out(end)
            live.search(end)
        finally:
            store.close()
    return open_desk(chosen)


@dataclass
class _Live:
    """Lives through the stories in the order of time."""

    requests: Requests
    disputes: Disputes
    room: Room
    crew: list[Officer]
    t: Words
    walk: _Walk
    serving: Serving | None = None
    handing: Handing | None = None

    def _turn(self, at: datetime) -> None:
        self.walk.now = at

    def shifts(self, config: Path, end: datetime, connection: sqlite3.Connection) -> None:
        """The last shifts of the story, from now on handed over in their time."""
        from deskapp.demo.shifts import Handing

        self.handing = Handing(
            self.requests.store, self.room, self.crew, self.t, self._turn, lambda: connection
        )
        self.handing.begin(config, end)

    def hand_over(self, at: datetime) -> None:
        """Hand over at each boundary that has come by `at`."""
        if self.handing is not None:
            self.handing.until(at)

    def slip(self, at: datetime) -> None:
        """One request and one dispute typed by mistake and undone at once."""
        from deskapp.services import dispute_undo
        from deskapp.services.requests import SUBJECT, reversal
        from deskapp.services.undo import Undoing

        self.walk.now = at
        actor = self._actor(at)
        self.requests.log({"category": "other", "summary": "按错了"}, actor, self.t)
        undoing = Undoing(
            self.requests.store, self.room, {SUBJECT: reversal(), "dispute": dispute_undo.reversal(self.room)}
        )
        undoing.undo(actor)
        self.disputes.open({"type": "other", "summary": "按错了"}, [], actor, self.t)
        undoing.undo(actor)

    def serve(self, end: datetime) -> None:
        """The volunteers and their duties; numbers are given in the order of these writes."""
        from deskapp.demo.volunteers import Serving

        serving = Serving(
            self.requests.store, self.room, self.t, self._turn, Random(_SEED + 1), self._chief()
        )
        self.serving = serving
        first = self.room.calendar.bounds(self.room.calendar.day(end) - timedelta(days=13))[0]
        serving.enlist(first + timedelta(hours=8), self._actor(first + timedelta(hours=8)))
        for day in range(13):
            morning = first + timedelta(days=day, hours=9)
            serving.day(morning, end, self._actor(morning))

    def here(self, end: datetime) -> None:
        """Who is here at the end, and what went wrong."""
        if self.serving is not None:
            self.serving.last(end, self._open_request(), self._open_request("dispute"), self._actor(end))

    def map(self) -> None:
        """The areas, before anything happens in them."""
        self._fielding().map()

    def inspect(self, end: datetime) -> None:
        """The hazards; a request that is open becomes one."""
        with closing(db.connect(self.requests.store.path, readonly=True)) as connection:
            found = connection.execute(
                "SELECT number FROM request WHERE status IN ('registered', 'in_progress') AND category = 'hazard' "
                "ORDER BY id DESC LIMIT 1"
            ).fetchone()
        self._fielding().inspect(end, self._actor, found[0] if found else self._open_request())

    def _fielding(self) -> Fielding:
        from deskapp.demo.field import Fielding

        def turn(at: datetime) -> None:
            self.walk.now = at

        return Fielding(self.requests.store, self.room, self.t, turn, self._chief())

    def _area(self, given: Mapping[str, str]) -> dict[str, str]:
        """In which of the lowest grids something happens; of every fourth matter nobody said it."""
        from deskapp.demo.field import GRIDS

        place = sum(map(ord, given.get("summary", "")))
        return {"area": GRIDS[place % len(GRIDS)]} if place % 4 else {}

    def certify(self, config: Path, end: datetime) -> None:
        """Certificates of service for those who served most."""
        from deskapp.demo.certificates import certify

        self.walk.now = end
        certify(self.requests.store, self.room, config, self._actor(end), self._chief(), self.t)

    def go_out(self, end: datetime) -> None:
        """What was done outside of the room."""
        from deskapp.demo.activities import act

        def turn(at: datetime) -> None:
            self.walk.now = at

        act(self.requests.store, self.room, end, self._actor(end), self._chief(), self.t, turn)

    def search(self, end: datetime) -> None:
        """Lead appeals, found things and lost reports."""
        from deskapp.demo.searches import Searching

        def turn(at: datetime) -> None:
            self.walk.now = at

        with closing(db.connect(self.requests.store.path, readonly=True)) as connection:
            found = connection.execute(
                "SELECT number FROM request WHERE category = 'lost_pet' AND status NOT IN ('voided', 'undone') "
                "ORDER BY id DESC LIMIT 1"
            ).fetchone()
        searching = Searching(self.requests, self.room, self.t, turn, self._actor, self._chief())
        searching.tell(end, str(found[0]) if found else "")

    def _chief(self) -> Actor:
        """Who does what an auxiliary may not."""
        return Actor(self.crew[0].id, self.room.id)

    def _open_request(self, register: str = "request") -> str:
        """The number of a request or dispute that is still open, for somebody to answer."""
        with closing(db.connect(self.requests.store.path, readonly=True)) as connection:
            found = connection.execute(
                f"SELECT number FROM {register} WHERE is_open = 1 ORDER BY id DESC LIMIT 1"
            )
            return str(found.fetchone()[0])

    def through(
        self, stories: list[Story | Quarrel], end: datetime, progress: Callable[[int, int], None]
    ) -> None:
        """Log each story and take its steps, as far as `end`."""
        numbers: dict[str, str] = {}
        turns = [(story.at, place, -1) for place, story in enumerate(stories)]
        heapq.heapify(turns)
        total, done = sum(1 + len(story.steps) for story in stories), 0
        while turns:
            at, place, step = heapq.heappop(turns)
            story = stories[place]
            self.hand_over(at)
            self.walk.now = at
            if step < 0:
                numbers[story.key] = self._begin(story, at)
            else:
                self._go_on(story, numbers[story.key], story.steps[step], numbers, at)
            done += 1
            if step + 1 < len(story.steps):
                follows = self._awake(at + story.steps[step + 1].after)
                if follows < end:
                    heapq.heappush(turns, (follows, place, step + 1))
                else:
                    done += len(story.steps) - step - 1
            progress(done, total)

    def _awake(self, at: datetime) -> datetime:
        """`at`, or the next morning where it falls in the night."""
        here = self.room.calendar.local(at)
        if 7 <= here.hour < 23:
            return at
        return at + timedelta(hours=(32 - here.hour) % 24)

    def _actor(self, at: datetime) -> Actor:
        """Who is at the desk: the two officers by turns, the auxiliary around noon."""
        here = self.room.calendar.local(at)
        one = 2 if 11 <= here.hour < 14 else here.toordinal() % 2
        return Actor(self.crew[one].id, self.room.id)

    def _writer(self, planned: Planned, at: datetime) -> Actor:
        """Who takes a step: the auxiliary calls an officer for what needs one."""
        if right_of_step(planned.code) != LOG:
            return self._chief()
        return self._actor(at)

    def _begin(self, story: Story | Quarrel, at: datetime) -> str:
        if isinstance(story, Story):
            return self._log(story.given, at)
        from deskapp.domain.dispute_given import PartyGiven
        from deskapp.domain.person_draft import Told

        sides = [PartyGiven(0, role, Told(name, "")) for name, role in story.sides]
        actor = self._actor(at)
        if not story.told:
            given = {**story.given, **self._area(story.given)}
            return self.disputes.open(given, sides, actor, self.t).dispute.number
        number = self._log(story.told, at)
        self.requests.step(number, "take", {}, actor, self.t)
        found = self.disputes.open_from(self.requests, number, story.given, sides, actor, self.t)
        return found.dispute.number

    def _go_on(
        self, story: Story | Quarrel, number: str, planned: Planned, numbers: Mapping[str, str], at: datetime
    ) -> None:
        if isinstance(story, Story):
            self._step(number, planned, numbers, at)
            return
        given = {name: self._days(text, at) for name, text in planned.given.items()}
        actor = self._writer(planned, at)
        if planned.code == "mediator":
            self.disputes.add_mediator(number, given, actor, self.t)
        elif planned.code == "seal":
            self.disputes.seal(number, True, given["reason"], actor, self.t)
        else:
            if planned.code == "void":
                given["confirm"] = number
            if planned.code == "session":
                here = self.room.calendar.local(at)
                given |= {
                    "from": f"{here - timedelta(hours=1):%Y-%m-%d %H:%M}",
                    "to": f"{here:%Y-%m-%d %H:%M}",
                }
            self.disputes.step(number, planned.code, given, actor, self.t)

    def _days(self, text: str, at: datetime) -> str:
        """`text` with the days in the place of `@+5`."""
        today = self.room.calendar.local(at).date()
        return re.sub(r"@\+(\d+)", lambda m: f"{today + timedelta(days=int(m[1])):%Y-%m-%d}", text)

    def _log(self, given: Mapping[str, str], at: datetime) -> str:
        return self.requests.log({**given, **self._area(given)}, self._actor(at), self.t).request.number

    def _step(self, number: str, planned: Planned, numbers: Mapping[str, str], at: datetime) -> None:
        given = dict(planned.given)
        if planned.code == "note":
            self.requests.note(number, given["kind"], given["text"], self._actor(at), self.t)
            return
        if planned.into:
            given["into"] = numbers[planned.into]
        if planned.code == "void":
            given["confirm"] = number
        actor = self._writer(planned, at)
        self.requests.step(number, planned.code, given, actor, self.t)
