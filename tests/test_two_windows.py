"""Two windows on one file: who comes second sees both versions, nothing is written over, nobody reads of locks."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from deskapp import db
from deskapp.domain.errors import DeskError, Exit, MovedError
from deskapp.services import reads
from deskapp.wiring import Desk, open_desk
from tests.app_builders import Person, log, new_desk, opened
from tests.builders import EN, refused
from tests.test_cli import Desk as Commands
from tests.test_cli import desk, room  # noqa: F401 - the fixtures

Made = Callable[[Desk], object]


@dataclass(frozen=True)
class Register:
    """How a record of one register is made, corrected and looked at."""

    table: str
    make: Made
    verbs: Callable[[Desk], Any]
    field: str
    """A text field that both windows correct."""
    column: str = ""
    beside: str = ""
    """Another text field, which only the other window corrects."""
    open: Callable[[Person, str], None] | None = None
    key: str = "ctrl+e"

    def number(self, at: Desk) -> str:
        return str(self.row(at)["number"])

    def row(self, at: Desk) -> sqlite3.Row:
        found = at.reader.execute(f"SELECT * FROM {self.table} ORDER BY id DESC LIMIT 1").fetchone()
        assert isinstance(found, sqlite3.Row)
        return found

    def stands(self, at: Desk) -> str:
        return str(self.row(at)[self.column or self.field])

    def correct(self, at: Desk, given: dict[str, str], version: int | None) -> None:
        self.verbs(at).correct(self.number(at), given, "听错了", at.actor, EN, version)


def _volunteer(at: Desk) -> None:
    at.volunteers.register({"name": "马玉兰", "phone": "13800010001"}, at.actor, EN)


def _duty(at: Desk) -> None:
    came = at.volunteers.register({"name": "赵铁柱", "phone": "13800010002"}, at.actor, EN).dossier
    at.attendances.check_in(came.volunteer.member_no, at.actor, EN)


def _wallet(at: Desk) -> None:
    told = {"kind": "wallet", "name": "钱包", "features": "棕色", "found_place": "菜市场", "locker": "A3"}
    at.custody.receive(told, at.actor, EN)


def _loss(at: Desk) -> None:
    told = {"kind": "wallet", "name": "钱包", "owner": "王秀英", "phone": "13800010009", "features": "棕色"}
    at.lost_reports.report(told, at.actor, EN)


REGISTERS = {
    "request": Register(
        "request", log, lambda at: at.requests, "summary", beside="place",
        open=lambda person, number: person.app.open_record(number),
    ),
    "dispute": Register(
        "dispute", lambda at: at.disputes.open({"type": "noise", "summary": "楼上跑跳"}, [], at.actor, EN),
        lambda at: at.disputes, "summary", beside="place", open=lambda person, number: person.app.open_dispute(number),
    ),
    "person": Register(
        "person", lambda at: log(at, applicant="王秀英", phone="13800010009"), lambda at: at.people, "notes",
        beside="address", open=lambda person, number: person.app.open_person(number),
    ),
    "volunteer": Register(
        "volunteer", _volunteer, lambda at: at.volunteers, "employer", beside="skills",
        open=lambda person, number: person.app.open_volunteer(number),
    ),
    "team": Register(
        "team", lambda at: at.teams.add({"name": "明珠队"}, at.actor, EN), lambda at: at.teams, "place",
        beside="notes", open=lambda person, number: person.app.open_team(number), key="4",
    ),
    "duty": Register(
        "attendance", _duty, lambda at: at.attendances, "place",
        open=lambda person, number: person.app.open_duty(number),
    ),
    "slot": Register(
        "slot", lambda at: at.rosters.add({"days": "daily", "hours": "20:00-22:00", "place": "东门"}, at.actor, EN),
        lambda at: at.rosters, "place",
    ),
    "area": Register(
        "area", lambda at: at.areas.add({"name": "城关", "code": "02"}, at.actor, EN), lambda at: at.areas, "name",
        open=lambda person, number: person.app.open_field(number), key="4",
    ),
    "hazard": Register(
        "hazard", lambda at: at.hazards.add({"category": "gas", "summary": "有气味", "place": "三号楼"}, at.actor, EN),
        lambda at: at.hazards, "summary", beside="place", open=lambda person, number: person.app.open_field(number),
    ),
    "activity": Register(
        "activity", lambda at: at.activities.add("patrol", {"place": "东门"}, at.actor, EN),
        lambda at: at.activities, "place", beside="route",
        open=lambda person, number: person.app.open_field(number),
    ),
    "appeal": Register(
        "lead_appeal", lambda at: at.appeals.add({"text": "谁见过？"}, at.actor, EN), lambda at: at.appeals, "text",
        open=lambda person, number: person.app.open_field(number),
    ),
    "found": Register(
        "custody", _wallet, lambda at: at.custody, "features",
        open=lambda person, number: person.app.open_field(number),
    ),
    "lost": Register(
        "lost_report", _loss, lambda at: at.lost_reports, "features",
        open=lambda person, number: person.app.open_field(number),
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def all_of_them(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A desk with a record of each register."""
    found = new_desk(tmp_path_factory.mktemp("all"))
    for register in REGISTERS.values():
        register.make(found)
    return found


@pytest.mark.parametrize("name", REGISTERS)
def test_who_saves_on_top_of_what_was_not_seen_is_refused(all_of_them: Desk, name: str) -> None:
    at, register = all_of_them, REGISTERS[name]
    seen = int(register.row(at)["version"])
    register.correct(at, {register.field: "甲写的"}, seen)
    with pytest.raises(MovedError) as refusal:
        register.correct(at, {register.field: "乙写的"}, seen)
    refused(refusal.value, register.number(at), "changed meanwhile", "kept")
    assert register.stands(at) == "甲写的"
    assert register.row(at)["version"] == seen + 1


async def test_both_versions_stand_in_the_box_and_the_next_save_decides(tmp_path: Path) -> None:
    at = new_desk(tmp_path)
    async with opened(at) as person:
        for name, register in REGISTERS.items():
            if register.open is None:
                continue
            register.make(at)
            number = register.number(at)
            register.open(person, number)
            await person.settled()
            await person.types(register.key)
            form = person.form
            form.focus_field(register.field)
            await person.types("end", "ctrl+u", *"Mine")
            form.focus_field("reason")
            await person.types(*"misheard")
            with closing(open_desk(at.settings)) as other:
                other.clock = at.clock
                given = {register.field: "Theirs"} | ({register.beside: "Beside"} if register.beside else {})
                register.correct(other, given, None)
            await person.types("ctrl+s")
            assert form.values()[register.field] == "Mine", name
            assert "Theirs" in person.error(register.field), name
            assert "Bothversionsstandhere" in person.words, name
            assert register.stands(at) == "Theirs", name
            if register.beside:
                assert form.values()[register.beside] == "Beside", name
            await person.types("ctrl+s")
            assert register.stands(at) == "Mine", name
            if register.beside:
                assert register.row(at)[register.beside] == "Beside", name
            while person.top != "BoardScreen":
                await person.types("escape")


async def test_a_setting_shows_what_the_other_window_set(tmp_path: Path) -> None:
    at = new_desk(tmp_path)
    async with opened(at) as person:
        await person.types("ctrl+k", "3", "enter", *"14")
        with closing(open_desk(at.settings)) as other:
            other.configuring.change("repeat_days", "9", other.actor, EN)
        await person.types("ctrl+s")
        assert "9 days" in person.error("value")
        assert person.form.values()["value"] == "14"
        await person.types("ctrl+s")
        assert person.top == "SettingsScreen"
        assert at.values.number("repeat_days") == 14


WRITES: dict[str, Callable[[Desk], object]] = {
    "log": log,
    "note": lambda at: at.requests.note("LF-20261121-001", "note", "x", at.actor, EN),
    "undo": lambda at: at.undoing.undo(at.actor),
    "setting": lambda at: at.configuring.change("repeat_days", "9", at.actor, EN),
    "shift": lambda at: at.shifts.open(at.actor),
    "view": lambda at: at.viewed("request", 1, "LF-20261121-001"),
    "export": lambda at: reads.keep(
        at.settings.database, at.key, at.clock, at.actor, "export", "room", 1, {"name": "x"}
    ),
}


def test_a_writer_that_holds_the_file_too_long_is_a_sentence_for_every_verb(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(db, "BUSY_MS", 30)
    at = new_desk(tmp_path)
    log(at)
    before = at.reader.execute("SELECT count(*) FROM audit").fetchone()[0]
    with closing(sqlite3.connect(at.settings.database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        for name, verb in WRITES.items():
            with pytest.raises(DeskError) as refusal:
                verb(at)
            refused(refusal.value, "busy", "Nothing is lost", "try again")
            assert refusal.value.code == Exit.BUSY, name
            assert "locked" not in str(refusal.value), name
        other.execute("ROLLBACK")
    assert at.reader.execute("SELECT count(*) FROM audit").fetchone()[0] == before
    for verb in WRITES.values():
        verb(at)
    at.close()


@pytest.mark.parametrize(
    ("lock", "words"),
    [
        ("IMMEDIATE", ("log", "--category", "noise", "吵")),
        ("EXCLUSIVE", ("log", "--category", "noise", "吵")),
        ("EXCLUSIVE", ("list", "requests")),
        ("EXCLUSIVE", ("find", "吵")),
        ("EXCLUSIVE", ("show", "LF-20261121-001")),
        ("EXCLUSIVE", ("handover", "--text")),
    ],
)
def test_a_command_says_that_the_file_is_busy_and_ends_with_its_code(
    room: Commands, monkeypatch: pytest.MonkeyPatch, lock: str, words: tuple[str, ...]  # noqa: F811
) -> None:  # fmt: skip
    assert room("log", "--category", "noise", "吵").code == 0
    monkeypatch.setattr(db, "BUSY_MS", 30)
    file = Path.home() / ".local/share/deskapp/desk.db"
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute(f"BEGIN {lock}")
        said = room(*words)
        other.execute("ROLLBACK")
    assert said.code == Exit.BUSY, said.err
    assert "Another program holds" in said.err
    assert "database is locked" not in said.err
    assert room(*words).code == 0


async def test_the_list_on_screen_follows_the_other_window(tmp_path: Path) -> None:
    at = new_desk(tmp_path)
    async with opened(at) as person, opened(open_desk(at.settings)) as other:
        other.app.desk.clock = at.clock
        await other.types("f2")
        await other.writes("王秀英\n\n3楼上噪音\n")
        await person.until(lambda: "楼上噪音" in person.screen)
