"""Undo beside requests: settings, officers and cards are taken back in any order of writes, too."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from deskapp import db
from deskapp.domain.errors import DeskError
from deskapp.domain.officer import Actor
from deskapp.domain.setting import setting
from deskapp.domain.times import stored
from deskapp.reading import requests as reading
from deskapp.reading import room as room_reading
from deskapp.services import on_paper, reads
from deskapp.services.configuring import Configuring, Settled
from deskapp.services.people import Reversing
from deskapp.services.requests import reversal
from deskapp.services.reversals import People
from deskapp.services.store import Store
from deskapp.services.undo import Reversal, Undoing
from deskapp.settings import ConfigToml
from tests.builders import EN, KEY, Hand, TestDesk, a_desk, refused


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[TestDesk]:
    found = a_desk(tmp_path)
    found.staff.add(found.room, "周海峰", "012346", "officer", found.actor, EN)
    found.clock.turn(days=1)
    yield found
    found.store.close()


def undoing(desk: TestDesk) -> Undoing:
    settled = Settled(ConfigToml(desk.path.parent / "config.toml"))
    reversals: dict[str, Reversal] = {
        "request": reversal(), "officer": People(), "setting": settled, "person": Reversing(),
    }  # fmt: skip
    return Undoing(desk.store, desk.room, reversals, {"setting": on_paper.never})


def undo(desk: TestDesk) -> str:
    return undoing(desk).undo(desk.actor).name


def redo(desk: TestDesk) -> str:
    return undoing(desk).redo(desk.actor).name


def row(desk: TestDesk, number: str) -> dict[str, Any]:
    """All columns of a request but its version."""
    (found,) = desk.read("SELECT * FROM request WHERE number = ?", number)
    return {name: found[name] for name in found.keys() if name != "version"}  # noqa: SIM118


def note(desk: TestDesk, number: str) -> None:
    desk.requests.note(number, "call", "约明天", desk.actor, EN)


def correct(desk: TestDesk, number: str, **given: str) -> None:
    desk.requests.correct(number, given, "听错", desk.actor, EN)


# -- any sequence against a model


@dataclass
class Write:
    """What the model knows of one write."""

    number: str
    officer: int
    seq: int
    before: dict[str, Any]
    after: dict[str, Any]


@dataclass
class Model:
    """The desk in little."""

    values: dict[str, dict[str, Any]] = field(default_factory=dict)
    touched: list[tuple[int, str, int, str, Write | None]] = field(default_factory=list)
    """Sequence, number, officer, kind and write of every entry."""
    done: dict[int, list[Write]] = field(default_factory=lambda: {1: [], 2: []})
    undone: dict[int, list[tuple[Write, int]]] = field(default_factory=lambda: {1: [], 2: []})
    gone: list[Write] = field(default_factory=list)
    papers: int = 0
    seq: int = 0


WATCHED = (
    "status",
    "is_open",
    "applicant",
    "summary",
    "next_due",
    "outcome",
    "desk_order",
    "reopened",
    "merged_into",
)
STEPS: tuple[tuple[str, dict[str, str]], ...] = (
    ("take", {}), ("wait", {"waiting_for": "物业", "due": "+1d"}), ("resume", {}),
    ("resolve", {"outcome": "solved", "text": "好"}), ("transfer", {"receiver": "fire", "due": "+1d"}),
    ("follow_up", {"followup": "satisfied"}), ("reopen", {"text": "又来"}), ("withdraw", {"text": "算了"}),
    ("archive", {}), ("merge", {}),
)  # fmt: skip


SETTINGS = (
    ("repeat_days", "7"), ("repeat_days", "14"), ("repeat_days", ""), ("bell", "off"), ("bell", "on"),
    ("masks", "strict"), ("masks", "standard"),
)  # fmt: skip
LABELS = frozenset(setting(name).label for name, _ in SETTINGS)


class Writes(RuleBasedStateMachine):
    """Logs, steps, notes, corrections, settings, looks, people, undos, redos, papers and days of two officers."""

    @initialize()
    def open(self) -> None:
        self.folder = TemporaryDirectory()
        path = Path(self.folder.name) / "desk.db"
        shutil.copy(_template(), path)
        self.clock = Hand()
        store = Store(path, KEY, self.clock, durable=False)
        with closing(db.connect(path, readonly=True)) as connection:
            (room,) = room_reading.rooms(connection)
        self.desk = TestDesk(path, self.clock, store, room)
        self.model = Model()
        self.numbers: set[str] = set()
        self.history: list[tuple[Any, ...]] = []

    def teardown(self) -> None:
        if hasattr(self, "desk"):
            self.desk.store.close()
            self.folder.cleanup()

    def _actor(self, officer: int) -> Actor:
        return Actor(officer, self.desk.room.id)

    def _away(self, officer: int, verb: Callable[[], object] | None = None) -> bool:
        """Whether the officer was sent away; then a write is refused."""
        if self._person(officer)["active"]:
            return False
        actor = self._actor(officer)
        given = {"category": "noise", "summary": "x"}
        with pytest.raises(DeskError) as refusal:
            (verb or (lambda: self.desk.requests.log(given, actor, EN)))()
        refused(refusal.value, "no more", "Ctrl+O")
        return True

    def _seen(self, number: str) -> dict[str, Any]:
        found = self.desk.read("SELECT * FROM request WHERE number = ?", number)
        return {name: found[0][name] for name in WATCHED} if found else {}

    def _wrote(
        self, officer: int, number: str, before: dict[str, Any], after: dict[str, Any] | None = None
    ) -> None:
        model = self.model
        model.seq += 1
        after = after or self._seen(number)
        write = Write(number, officer, model.seq, before, after)
        model.values[number] = after
        model.done[officer].append(write)
        model.undone[officer].clear()
        model.touched.append((model.seq, number, officer, "write", write))

    @rule(
        officer=st.sampled_from((1, 2)), name=st.sampled_from(("", "甲", "乙")),
        phone=st.sampled_from(("", "111", "222")), address=st.sampled_from(("", "东", "西")),
    )  # fmt: skip
    def log(self, officer: int, name: str, phone: str, address: str) -> None:
        if self._away(officer):
            return
        told = {"applicant": name, "phone": phone, "address": address}
        request = self.desk.requests.log(
            {"category": "noise", "summary": "吵"} | told, self._actor(officer), EN
        ).request
        assert request.number not in self.numbers
        self.numbers.add(request.number)
        self._wrote(officer, request.number, {})

    def _pick(self, data: st.DataObject) -> str:
        return data.draw(st.sampled_from(sorted(n for n in self.model.values if n.startswith("LF-"))))

    @rule(officer=st.sampled_from((1, 2)), change=st.sampled_from(SETTINGS))
    def set(self, officer: int, change: tuple[str, str]) -> None:
        if self._away(officer):
            return
        name, text = change
        label = setting(name).label
        before = self._stands(name)
        config = ConfigToml(self.desk.path.parent / "config.toml")
        done = Configuring(self.desk.store, self.desk.room, config).change(
            name, text, self._actor(officer), EN
        )
        assert done.old == before["value"]
        if done.old != done.new:
            self._wrote(officer, label, before, {"value": done.new})

    @rule(officer=st.sampled_from((1, 2)), language=st.sampled_from(("zh", "en")))
    def look(self, officer: int, language: str) -> None:
        if self._away(officer):
            return
        config = ConfigToml(self.desk.path.parent / "config.toml")
        desk, actor = self.desk, self._actor(officer)
        Configuring(desk.store, desk.room, config).change("language", language, actor, EN, in_passing=True)

    def _stands(self, name: str) -> dict[str, Any]:
        return self.model.values.get(setting(name).label) or {"value": setting(name).default}

    @rule(
        officer=st.sampled_from((1, 2)),
        name=st.sampled_from(("周海", "周海峰")),
        badge=st.sampled_from(("77", "012346")),
        presence=st.sampled_from(("yes", "no")),
        data=st.data(),
    )
    def mend(self, officer: int, name: str, badge: str, presence: str, data: st.DataObject) -> None:
        if self._away(officer):
            return
        whom = data.draw(st.sampled_from((1, 2)))
        before = self._person(whom)
        given = {"officer": f"{name}{whom}", "badge": f"{badge}{whom}", "presence": presence}
        try:
            self.desk.staff.correct(self.desk.room, whom, given, self._actor(officer), EN)
        except DeskError as error:
            refused(error, "active")
            assert presence == "no"
            return
        if self._person(whom) != before:
            self._wrote(officer, f"person {whom}", before, self._person(whom))

    def _person(self, id: int) -> dict[str, Any]:
        (found,) = self.desk.read("SELECT name, badge, kind, active FROM officer WHERE id = ?", id)
        return dict(found)

    @precondition(lambda self: self.numbers)
    @rule(officer=st.sampled_from((1, 2)), step=st.sampled_from(STEPS), data=st.data())
    def step(self, officer: int, step: tuple[str, dict[str, str]], data: st.DataObject) -> None:
        if self._away(officer):
            return
        number, before = self._pick(data), None
        code, given = step
        if code == "merge":
            given = {"into": self._pick(data)}
        before = self.model.values[number]
        try:
            self.desk.requests.step(number, code, given, self._actor(officer), EN)
        except DeskError as error:
            refused(error)
            return
        self._wrote(officer, number, before)

    @precondition(lambda self: self.numbers)
    @rule(officer=st.sampled_from((1, 2)), data=st.data())
    def note(self, officer: int, data: st.DataObject) -> None:
        if self._away(officer):
            return
        number = self._pick(data)
        try:
            self.desk.requests.note(number, "note", "记", self._actor(officer), EN)
        except DeskError:
            assert self.model.values[number]["status"] == "undone"
            return
        self._wrote(officer, number, self.model.values[number])

    @precondition(lambda self: self.numbers)
    @rule(officer=st.sampled_from((1, 2)), name=st.sampled_from("甲乙丙"), data=st.data())
    def correct(self, officer: int, name: str, data: st.DataObject) -> None:
        if self._away(officer):
            return
        number = self._pick(data)
        before = self.model.values[number]
        given = {"applicant": name, "due_at": f"+{len(self.model.touched) + 1}h"}
        try:
            self.desk.requests.correct(number, given, "错", self._actor(officer), EN)
        except DeskError:
            assert before["status"] in ("archived", "undone")
            return
        self._wrote(officer, number, before)

    @rule(officer=st.sampled_from((1, 2)))
    def undo(self, officer: int) -> None:
        if self._away(officer, lambda: undoing(self.desk).undo(self._actor(officer))):
            return
        model = self.model
        wanted = model.done[officer][-1] if model.done[officer] else None
        allowed = (
            wanted is not None
            and (wanted.seq > model.papers or wanted.number in LABELS)
            and not self._stands_on(wanted)
            and not self._leaves(wanted, wanted.before, officer)
        )
        try:
            found = undoing(self.desk).undo(self._actor(officer))
        except DeskError as error:
            refused(error)
            assert not allowed, error  # noqa: PT017
            return
        assert allowed
        assert wanted is not None
        assert found.name == self._called(wanted.number, wanted.after)
        model.seq += 1
        model.done[officer].pop()
        model.undone[officer].append((wanted, model.seq))
        model.gone.append(wanted)
        hidden = {"status": "undone", "is_open": 0, "desk_order": "2"}
        model.values[wanted.number] = wanted.before or model.values[wanted.number] | hidden
        model.touched.append((model.seq, wanted.number, officer, "undo", wanted))

    def _called(self, number: str, now: dict[str, Any]) -> str:
        """How a sentence calls the record: a person by what was true before the undo."""
        return f"{now['name']} {now['badge']}" if number.startswith("person") else number

    def _leaves(self, write: Write, to: dict[str, Any], officer: int) -> bool:
        """Whether the person who is signed in, or who undoes, would be gone."""
        if not write.number.startswith("person") or to["active"]:
            return False
        whom = int(write.number.split()[1])
        return bool(self.model.values[write.number]["active"]) and whom in (1, officer)

    def _stands_on(self, write: Write) -> bool:
        model = self.model
        later = [
            entry
            for seq, number, officer, kind, entry in model.touched
            if seq > write.seq and number == write.number and officer != write.officer and kind == "write"
        ]
        if any(not any(entry is gone for gone in model.gone) for entry in later):
            return True
        merged = [
            v
            for v in model.values.values()
            if v.get("status") == "merged" and v["merged_into"] == write.number
        ]
        return not write.before and bool(merged)

    @rule(officer=st.sampled_from((1, 2)))
    def redo(self, officer: int) -> None:
        if self._away(officer, lambda: undoing(self.desk).redo(self._actor(officer))):
            return
        model = self.model
        wanted, since = model.undone[officer][-1] if model.undone[officer] else (None, 0)
        allowed = (
            wanted is not None
            and (since > model.papers or wanted.number in LABELS)
            and not any(
                seq > since and number == wanted.number and by != officer
                for seq, number, by, _, _ in model.touched
            )
            and not self._target_gone(wanted)
            and not self._leaves(wanted, wanted.after, officer)
        )
        try:
            undoing(self.desk).redo(self._actor(officer))
        except DeskError as error:
            refused(error)
            assert not allowed, error  # noqa: PT017
            return
        assert allowed
        assert wanted is not None
        model.seq += 1
        model.undone[officer].pop()
        model.done[officer].append(wanted)
        model.gone = [gone for gone in model.gone if gone is not wanted]
        model.values[wanted.number] = wanted.after
        model.touched.append((model.seq, wanted.number, officer, "redo", wanted))

    def _target_gone(self, write: Write) -> bool:
        target = self.model.values.get(write.after.get("merged_into", ""))
        if write.after.get("status") != "merged":
            return False
        if write.after["status"] != "merged" or self.model.values[write.number]["status"] == "merged":
            return False
        return target is None or target["status"] in ("merged", "voided", "undone")

    @rule()
    def restart(self) -> None:
        self.desk.store.close()
        self.desk.store = Store(self.desk.path, KEY, self.clock, durable=False)

    @rule(minutes=st.integers(1, 200))
    def wait(self, minutes: int) -> None:
        before = self.desk.room.calendar.day(self.clock.now)
        self.clock.turn(minutes=minutes)
        if self.desk.room.calendar.day(self.clock.now) != before:
            self._new_day()

    @rule()
    def paper(self) -> None:
        reads.keep(self.desk.path, KEY, self.clock, self._actor(1), "pdf", "room", 1, {})
        self.model.seq += 1
        self.model.papers = self.model.seq

    @rule()
    def sleep(self) -> None:
        self.clock.turn(hours=24)
        self._new_day()

    def _new_day(self) -> None:
        for officer in (1, 2):
            self.model.done[officer].clear()
            self.model.undone[officer].clear()

    @invariant()
    def the_file_is_as_the_model(self) -> None:
        if not hasattr(self, "desk"):
            return
        found = {
            row["number"]: {name: row[name] for name in WATCHED}
            for row in self.desk.read("SELECT * FROM request ORDER BY id")
        }
        self._the_cards_fit()
        requests = {n: value for n, value in self.model.values.items() if n.startswith("LF-")}
        assert found == requests
        for number, value in self.model.values.items():
            if number.startswith("person"):
                assert self._person(int(number.split()[1])) == value
        kept = {row["name"]: row["value"] for row in self.desk.read("SELECT name, value FROM setting")}
        for name in dict.fromkeys(name for name, _ in SETTINGS):
            entry = setting(name)
            assert entry.effective(kept.get(name, "")) == self._stands(name)["value"]
            if entry.where == "config":
                config = ConfigToml(self.desk.path.parent / "config.toml")
                assert entry.effective(config.value(name)) == self._stands(name)["value"]
        trail = [tuple(row) for row in self.desk.read("SELECT * FROM history ORDER BY id")]
        assert trail[: len(self.history)] == self.history
        self.history = trail
        now = self.clock()
        with closing(db.connect(self.desk.path, readonly=True)) as connection:
            counts = reading.counts(connection, 1, self.desk.room.calendar.day(now), now)
        values = requests
        assert counts.open == sum(value["is_open"] for value in values.values())
        assert counts.overdue == sum(v["is_open"] and v["next_due"] < stored(now) for v in values.values())
        today = f"LF-{self.desk.room.calendar.day(now):%Y%m%d}"
        assert counts.today == sum(n.startswith(today) and v["status"] != "undone" for n, v in values.items())

    def _the_cards_fit(self) -> None:
        """Whoever is told of has a card; one is in use exactly as long as a request that stands needs it."""
        used = set()
        for row in self.desk.read("SELECT * FROM request"):
            assert (row["person_id"] is None) == (not row["applicant"] and not row["phone"])
            if row["person_id"] is not None and row["status"] != "undone":
                used.add(row["person_id"])
        cards = {row["id"]: row for row in self.desk.read("SELECT * FROM person")}
        assert {key for key, row in cards.items() if row["status"] == "active"} == used
        found = {row["id"] for row in self.desk.read("SELECT rowid AS id FROM search_person")}
        assert found == used


_made: list[Path] = []
_held: list[TemporaryDirectory[str]] = []


def _template() -> Path:
    """A file with a room and two officers, made once."""
    if not _made:
        _held.append(TemporaryDirectory())
        desk = a_desk(Path(_held[0].name))
        with desk.store.write(desk.actor) as writing:
            writing.session.connection().exec_driver_sql(
                "INSERT INTO officer (room_id, name, badge, kind, created_at) VALUES (1, '周海峰', '012346', "
                "'officer', '2026-11-21')"
            )
        desk.store.close()
        _made.append(desk.path)
    return _made[0]


TestWrites = Writes.TestCase
TestWrites.settings = settings(max_examples=40, stateful_step_count=30, deadline=None)
