"""Undo and redo: every kind of write, each refusal in words, and any sequence of them against a model."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from deskapp import db
from deskapp.domain.errors import DeskError
from deskapp.domain.journal import Entry, stacks
from deskapp.domain.officer import Actor
from deskapp.domain.sheet_summary import summarise
from deskapp.domain.times import stored
from deskapp.reading import request_lists
from deskapp.reading import requests as reading
from deskapp.reading import room as room_reading
from deskapp.reading.sheet import sheet_input
from deskapp.services import on_paper, reads
from deskapp.services.requests import reversal
from deskapp.services.reversals import People
from deskapp.services.store import Store
from deskapp.services.undo import Undoing
from tests.builders import EN, KEY, Hand, TestDesk, a_desk, refused


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[TestDesk]:
    found = a_desk(tmp_path)
    found.staff.add(found.room, "周海峰", "012346", "officer", found.actor, EN)
    found.clock.turn(days=1)
    yield found
    found.store.close()


def undoing(desk: TestDesk) -> Undoing:
    papers = {"request": on_paper.requests_on(desk.room), "officer": on_paper.never}
    return Undoing(desk.store, desk.room, {"request": reversal(), "officer": People()}, papers)


def other(desk: TestDesk) -> Actor:
    """The second officer."""
    return Actor(2, desk.room.id)


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


def test_an_undone_request_keeps_its_number_and_is_counted_nowhere(desk: TestDesk) -> None:
    first = desk.log()
    assert undo(desk) == first.number
    found = row(desk, first.number)
    assert (found["status"], found["is_open"]) == ("undone", 0)
    assert desk.log().number == "LF-20261122-002"
    with closing(db.connect(desk.path, readonly=True)) as connection:
        now = desk.clock()
        assert reading.counts(connection, 1, now.date(), now).today == 1
        sheet = summarise(sheet_input(connection, desk.room, now.date(), now))
        assert sheet.figures.entered == sheet.figures.still_open == 1
        board = request_lists.board_source(lambda: connection, desk.room, now, EN)
        assert board.count() == 1
        whole = request_lists.list_source(
            lambda: connection, desk.room, request_lists.RequestFilter(), now, EN
        )
        assert [one.cells[0] for one in whole.first(9)] == ["○ Registered", "× Undone"]
        today = request_lists.RequestFilter(from_day=now.date())
        assert request_lists.list_source(lambda: connection, desk.room, today, now, EN).count() == 1


@pytest.mark.parametrize("kind", ["take", "resolve", "void", "note", "correct"])
def test_each_kind_of_write_is_undone_and_redone_whole(desk: TestDesk, kind: str) -> None:
    number = desk.log(applicant="周敏", phone="13800010009").number
    before = row(desk, number)
    desk.clock.turn(minutes=5)
    if kind == "note":
        note(desk, number)
    elif kind == "correct":
        correct(desk, number, applicant="周明", due_at="+2h", dangers="threat")
    else:
        said = {
            "take": {},
            "resolve": {"outcome": "solved", "text": "好"},
            "void": {"text": "错", "confirm": number},
        }
        desk.step(number, kind, **said[kind])
    after = row(desk, number)
    for _ in range(3):
        desk.clock.turn(minutes=5)
        assert undo(desk) == number
        assert row(desk, number) == before
        assert redo(desk) == number
        assert row(desk, number) == after
    if kind == "resolve":
        steps = desk.read("SELECT step FROM history WHERE subject = 'request' ORDER BY id")
        assert [r["step"] for r in steps][:4] == [
            "log", "take", "resolve", "undo",
        ]  # fmt: skip


def test_a_step_through_another_is_one_write(desk: TestDesk) -> None:
    number = desk.log().number
    desk.step(number, "transfer", receiver="fire", due="+1d")
    undo(desk)
    assert row(desk, number)["status"] == "registered"
    undo(desk)
    assert row(desk, number)["status"] == "undone"


def test_an_undone_step_is_in_no_figure_of_the_sheet(desk: TestDesk) -> None:
    number = desk.log().number
    desk.step(number, "resolve", outcome="solved", text="好")
    desk.clock.turn(minutes=1)
    with closing(db.connect(desk.path, readonly=True)) as connection:

        def resolved() -> int:
            now = desk.clock()
            return summarise(sheet_input(connection, desk.room, now.date(), now)).figures.resolved

        assert resolved() == 1
        undo(desk)
        desk.clock.turn(minutes=1)
        assert resolved() == 0
        redo(desk)
        desk.clock.turn(minutes=1)
        assert resolved() == 1


def test_an_undone_officer_leaves_the_badge_number_free(desk: TestDesk) -> None:
    added = desk.staff.add(desk.room, "赵错", "9", "auxiliary", desk.actor, EN)
    assert undo(desk) == "赵错 9"
    with closing(db.connect(desk.path, readonly=True)) as connection:
        assert added.id not in [o.id for o in room_reading.officers(connection, 1)]
    redo(desk)
    undo(desk)
    again = desk.staff.add(desk.room, "赵对", "9", "auxiliary", other(desk), EN)
    with pytest.raises(DeskError) as refusal:
        redo(desk)
    refused(refusal.value, "9", "赵对")
    assert again.id != added.id


def test_an_officer_who_has_written_stays(desk: TestDesk) -> None:
    added = desk.staff.add(desk.room, "赵勤", "9", "auxiliary", desk.actor, EN)
    desk.requests.log({"category": "dog", "summary": "狗"}, Actor(added.id, 1), EN)
    with pytest.raises(DeskError) as refusal:
        undo(desk)
    refused(refusal.value, "赵勤", "has written")


def test_with_nothing_to_undo_or_redo_it_is_said_so(desk: TestDesk) -> None:
    with pytest.raises(DeskError) as refusal:
        undoing(desk).undo(other(desk))
    refused(refusal.value, "nothing of yours")
    with pytest.raises(DeskError) as refusal:
        redo(desk)
    refused(refusal.value, "nothing to redo")
    desk.log()
    undo(desk)
    desk.log()
    with pytest.raises(DeskError) as refusal:
        redo(desk)
    refused(refusal.value, "a new write ends that")


def test_undo_never_reaches_across_the_cut_off(desk: TestDesk) -> None:
    desk.log()
    desk.clock.turn(days=1)
    with pytest.raises(DeskError) as refusal:
        undo(desk)
    refused(refusal.value, "cut-off")


def test_undo_never_reaches_across_another_person_s_change(desk: TestDesk) -> None:
    number = desk.log().number
    desk.requests.step(number, "take", {}, other(desk), EN)
    with pytest.raises(DeskError) as refusal:
        undo(desk)
    refused(refusal.value, "周海峰", number)
    undoing(desk).undo(other(desk))
    assert undo(desk) == number
    assert row(desk, number)["status"] == "undone"


def test_redo_never_reaches_across_another_person_s_change(desk: TestDesk) -> None:
    number = desk.log().number
    desk.step(number, "take")
    undo(desk)
    desk.requests.note(number, "call", "喂", other(desk), EN)
    with pytest.raises(DeskError) as refusal:
        redo(desk)
    refused(refusal.value, "周海峰", number)


def a_paper(desk: TestDesk, action: str, day: date | None = None) -> None:
    subject, key = ("room", 1) if day is None else (on_paper.SHEET, on_paper.day_key(day))
    reads.keep(desk.path, KEY, desk.clock, other(desk), action, subject, key, {})


TODAY, YESTERDAY = date(2026, 11, 22), date(2026, 11, 21)


@pytest.mark.parametrize(
    ("action", "day"), [("pdf", TODAY), ("print", TODAY), ("export", None), ("pdf", None)]
)
def test_undo_never_reaches_across_a_paper(desk: TestDesk, action: str, day: date | None) -> None:
    number = desk.log().number
    a_paper(desk, action, day)
    with pytest.raises(DeskError) as refusal:
        undo(desk)
    refused(refusal.value, number, "sheet")
    assert undo_of_a_new_one(desk)


def test_the_sheet_of_another_day_keeps_nobody_from_undoing(desk: TestDesk) -> None:
    desk.clock.turn(days=-1)
    early = desk.log().number
    desk.clock.turn(days=1)
    number = desk.log().number
    a_paper(desk, "print", YESTERDAY)
    assert undo(desk) == number
    a_paper(desk, "print", YESTERDAY)
    assert redo(desk) == number
    desk.step(early, "take")
    a_paper(desk, "print", YESTERDAY)  # where it stands, entered and open
    with pytest.raises(DeskError) as refusal:
        undo(desk)
    refused(refusal.value, early)


def test_what_was_done_today_with_an_earlier_record_stands_on_today_s_sheet(desk: TestDesk) -> None:
    desk.clock.turn(days=-1)
    number = desk.log().number
    desk.clock.turn(days=1)
    desk.step(number, "withdraw", text="算了")
    a_paper(desk, "print", YESTERDAY - timedelta(days=1))
    a_paper(desk, "print", TODAY)
    with pytest.raises(DeskError) as refusal:
        undo(desk)
    refused(refusal.value, number)


def test_what_was_entered_and_resolved_since_is_not_on_an_earlier_sheet(desk: TestDesk) -> None:
    number = desk.log().number
    desk.step(number, "resolve", outcome="solved", text="好")
    with closing(db.connect(desk.path, readonly=True)) as connection:
        sheet = summarise(sheet_input(connection, desk.room, YESTERDAY, desk.clock()))
    assert number not in str(sheet)
    a_paper(desk, "print", YESTERDAY)
    assert undo(desk) == number


def test_an_officer_who_was_just_added_stands_on_no_paper(desk: TestDesk) -> None:
    desk.staff.add(desk.room, "赵错", "9", "auxiliary", desk.actor, EN)
    a_paper(desk, "export")
    assert undo(desk) == "赵错 9"


def undo_of_a_new_one(desk: TestDesk) -> bool:
    return desk.log().number == undo(desk)


def test_a_request_into_which_another_was_merged_stays(desk: TestDesk) -> None:
    first = desk.log().number
    second = desk.requests.log({"category": "dog", "summary": "狗"}, other(desk), EN).request.number
    desk.requests.step(second, "merge", {"into": first}, other(desk), EN)
    before = desk.count("history")
    with pytest.raises(DeskError) as refusal:
        undo(desk)
    refused(refusal.value, first, second)
    assert desk.count("history") == before


def test_a_merge_is_not_redone_into_a_request_that_is_gone(desk: TestDesk) -> None:
    target = desk.requests.log({"category": "dog", "summary": "狗"}, other(desk), EN).request.number
    number = desk.log().number
    desk.step(number, "merge", into=target)
    undo(desk)
    undoing(desk).undo(other(desk))
    with pytest.raises(DeskError) as refusal:
        redo(desk)
    refused(refusal.value, number, target)


def test_nothing_is_added_to_an_undone_request(desk: TestDesk) -> None:
    number = desk.log().number
    undo(desk)
    for verb in (
        lambda: desk.step(number, "take"),
        lambda: desk.step(number, "void", text="错", confirm=number),
        lambda: note(desk, number),
        lambda: correct(desk, number, applicant="周明"),
    ):
        with pytest.raises(DeskError) as refusal:
            verb()
        refused(refusal.value)
    redo(desk)
    assert row(desk, number)["status"] == "registered"


def test_an_undo_has_its_rows_in_history_audit_and_journal(desk: TestDesk) -> None:
    request = desk.log()
    undo(desk)
    step = desk.read("SELECT * FROM history ORDER BY id DESC LIMIT 1")[0]
    assert (step["step"], step["source"], step["target"]) == ("undo", "registered", "undone")
    link = desk.read("SELECT * FROM audit ORDER BY seq DESC LIMIT 1")[0]
    assert (link["action"], link["subject_id"]) == ("undo", request.id)
    last = desk.read("SELECT * FROM journal ORDER BY id DESC LIMIT 2")
    assert (last[0]["id"], last[0]["kind"], last[0]["of_id"]) == (link["seq"], "undo", last[1]["id"])
    assert json.loads(step["detail"])["write"] == last[1]["id"] == last[0]["of_id"]


def test_entries_that_do_not_fit_each_other_are_passed_over() -> None:
    """A practice clock that was turned back may leave an undo without its write."""
    write = Entry(5, "", "log", "request", 1)
    stray = replace(write, id=6, kind="undo", of=2)
    assert stacks([stray, write, replace(stray, id=7, kind="redo", of=2)]).done == (write,)


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
    papers: list[tuple[int, date | None]] = field(default_factory=list)
    """Sequence and day of every paper; an export has none."""
    days: dict[str, set[date]] = field(default_factory=dict)
    """Days on which something of a number stands in its history."""
    seq: int = 0

    def on_paper_since(self, seq: int, number: str) -> bool:
        """Whether a paper after `seq` may show the record."""
        return any(self._shows(day, number) for at, day in self.papers if at > seq)

    def _shows(self, day: date | None, number: str) -> bool:
        value, entered = self.values[number], datetime.strptime(number[3:11], "%Y%m%d").date()
        return (
            day is None
            or entered == day
            or bool(value["is_open"] and entered < day)
            or bool(value["status"] == "resolved" and self._closed_by(value, day))
            or day in self.days[number]
        )

    @staticmethod
    def _closed_by(value: dict[str, Any], day: date) -> bool:
        """Whether the record was closed before `day` was over, in the zone of the room."""
        closed = datetime.fromisoformat(value["closed_at"]).astimezone(ZoneInfo("Asia/Shanghai"))
        return closed.date() <= day


WATCHED = (
    "closed_at",
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

AGO = (None, 0, 1, 2)
"""Days between a sheet and the day it is about; None is an export."""


class Writes(RuleBasedStateMachine):
    """Logs, steps, notes, corrections, undos, redos, papers, restarts and days of two officers."""

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

    def _seen(self, number: str) -> dict[str, Any]:
        found = self.desk.read("SELECT * FROM request WHERE number = ?", number)
        return {name: found[0][name] for name in WATCHED} if found else {}

    def _today(self) -> date:
        return self.desk.room.calendar.day(self.clock.now)

    def _wrote(self, officer: int, number: str, before: dict[str, Any], *, told: bool = True) -> None:
        model = self.model
        if told:
            model.days.setdefault(number, set()).add(self._today())
        model.seq += 1
        after = self._seen(number)
        write = Write(number, officer, model.seq, before, after)
        model.values[number] = after
        model.done[officer].append(write)
        model.undone[officer].clear()
        model.touched.append((model.seq, number, officer, "write", write))

    @rule(officer=st.sampled_from((1, 2)))
    def log(self, officer: int) -> None:
        request = self.desk.requests.log(
            {"category": "noise", "summary": "吵"}, self._actor(officer), EN
        ).request
        assert request.number not in self.numbers
        self.numbers.add(request.number)
        self._wrote(officer, request.number, {})

    def _pick(self, data: st.DataObject) -> str:
        """Any record, the one that was touched last as often as all the others."""
        last = [number for _, number, _, _, _ in self.model.touched[-1:]]
        return data.draw(st.one_of(st.sampled_from(last), st.sampled_from(sorted(self.model.values))))

    @precondition(lambda self: self.model.values)
    @rule(officer=st.sampled_from((1, 2)), step=st.sampled_from(STEPS), data=st.data())
    def step(self, officer: int, step: tuple[str, dict[str, str]], data: st.DataObject) -> None:
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

    @precondition(lambda self: self.model.values)
    @rule(officer=st.sampled_from((1, 2)), data=st.data())
    def note(self, officer: int, data: st.DataObject) -> None:
        number = self._pick(data)
        try:
            self.desk.requests.note(number, "note", "记", self._actor(officer), EN)
        except DeskError:
            assert self.model.values[number]["status"] == "undone"
            return
        self._wrote(officer, number, self.model.values[number], told=False)

    @precondition(lambda self: self.model.values)
    @rule(officer=st.sampled_from((1, 2)), name=st.sampled_from("甲乙丙"), data=st.data())
    def correct(self, officer: int, name: str, data: st.DataObject) -> None:
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
        model = self.model
        wanted = model.done[officer][-1] if model.done[officer] else None
        allowed = (
            wanted is not None
            and not model.on_paper_since(wanted.seq, wanted.number)
            and not self._stands_on(wanted)
        )
        try:
            found = undoing(self.desk).undo(self._actor(officer))
        except DeskError as error:
            refused(error)
            assert not allowed, error  # noqa: PT017
            return
        assert allowed
        assert wanted is not None
        assert found.name == wanted.number
        model.seq += 1
        model.days[wanted.number].add(self._today())
        model.done[officer].pop()
        model.undone[officer].append((wanted, model.seq))
        model.gone.append(wanted)
        hidden = {"status": "undone", "is_open": 0, "desk_order": "2"}
        model.values[wanted.number] = wanted.before or model.values[wanted.number] | hidden
        model.touched.append((model.seq, wanted.number, officer, "undo", wanted))

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
            v for v in model.values.values() if v["status"] == "merged" and v["merged_into"] == write.number
        ]
        return not write.before and bool(merged)

    @rule(officer=st.sampled_from((1, 2)))
    def redo(self, officer: int) -> None:
        model = self.model
        wanted, since = model.undone[officer][-1] if model.undone[officer] else (None, 0)
        allowed = (
            wanted is not None
            and not model.on_paper_since(since, wanted.number)
            and not any(
                seq > since and number == wanted.number and by != officer
                for seq, number, by, _, _ in model.touched
            )
            and not self._target_gone(wanted)
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
        model.days[wanted.number].add(self._today())
        model.undone[officer].pop()
        model.done[officer].append(wanted)
        model.gone = [gone for gone in model.gone if gone is not wanted]
        model.values[wanted.number] = wanted.after
        model.touched.append((model.seq, wanted.number, officer, "redo", wanted))

    @precondition(lambda self: self.model.values)
    @rule(
        officer=st.sampled_from((1, 2)),
        times=st.integers(1, 3),
        between=st.sampled_from(("", "paper", "another", "own")),
        data=st.data(),
    )
    def back_and_forth(self, officer: int, times: int, between: str, data: st.DataObject) -> None:
        for _ in range(times):
            self.undo(officer)
        if between == "paper":
            self.paper(data.draw(st.sampled_from(AGO)))
        if between == "another":
            self.note(3 - officer, data)
        if between == "own":
            self.note(officer, data)
        for _ in range(times):
            self.redo(officer)

    @precondition(lambda self: self.model.values)
    @rule(
        officer=st.sampled_from((1, 2)), step=st.sampled_from(STEPS), ago=st.sampled_from(AGO), data=st.data()
    )
    def write_then_paper(
        self, officer: int, step: tuple[str, dict[str, str]], ago: int | None, data: st.DataObject
    ) -> None:
        self.step(officer, step, data)
        self.paper(ago)
        self.undo(officer)

    def _target_gone(self, write: Write) -> bool:
        target = self.model.values.get(write.after["merged_into"])
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

    @rule(ago=st.sampled_from(AGO))
    def paper(self, ago: int | None) -> None:
        day = None if ago is None else self._today() - timedelta(days=ago)
        subject, key = ("room", 1) if day is None else (on_paper.SHEET, on_paper.day_key(day))
        reads.keep(self.desk.path, KEY, self.clock, self._actor(1), "pdf", subject, key, {})
        self.model.seq += 1
        self.model.papers.append((self.model.seq, day))

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
        assert found == self.model.values
        trail = [tuple(row) for row in self.desk.read("SELECT * FROM history ORDER BY id")]
        assert trail[: len(self.history)] == self.history
        self.history = trail
        now = self.clock()
        with closing(db.connect(self.desk.path, readonly=True)) as connection:
            counts = reading.counts(connection, 1, self.desk.room.calendar.day(now), now)
        values = self.model.values
        assert counts.open == sum(value["is_open"] for value in values.values())
        assert counts.overdue == sum(v["is_open"] and v["next_due"] < stored(now) for v in values.values())
        today = f"LF-{self.desk.room.calendar.day(now):%Y%m%d}"
        assert counts.today == sum(n.startswith(today) and v["status"] != "undone" for n, v in values.items())


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
TestWrites.settings = settings(max_examples=100, stateful_step_count=30, deadline=None)
