"""Files of the first schema: each applicant gets a card, and nothing is lost."""

from __future__ import annotations

import sqlite3
import time
import tracemalloc
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.config import Config

from deskapp import db
from tests.builders import matters

ID = "11010519491231002X"
HOSTILE = "[/]\x1b[31m⟪RLO⟫'); DROP TABLE person; --😀𠮷"

ODD: tuple[dict[str, Any], ...] = (
    {"applicant": "王伟", "phone": "13900020001"},
    {"applicant": "王伟", "phone": "13900020001", "address": "三号楼"},
    {"applicant": "王伟", "phone": "13900020002"},
    {"applicant": "王伟"},
    {"applicant": "王伟"},
    {"applicant": "马玉兰", "id_number": ID},
    {"applicant": "马玉栏", "id_number": ID, "phone": "13900020003"},
    {"applicant": "李强", "phone": "13900020004", "id_number": ID, "status": "undone"},
    {"applicant": "李强", "phone": "13900020004"},
    {"applicant": "赵敏", "phone": "13900020005", "status": "voided"},
    {"applicant": "钱进", "category": "case_report", "summary": "", "dangers": "minor,weapon"},
    {"applicant": HOSTILE, "address": HOSTILE, "summary": HOSTILE},
    {"applicant": "努尔买买提·西热甫", "phone": "+8613900020006"},
    {"phone": "13900020007"},
    {"phone": "13900020007"},
    {"id_number": "E12345678"},
    {"applicant": "无", "id_number": "未出示"},
    {"id_number": "未出示"},
    {},
    {"applicant": "长" * 100, "summary": "长" * 10_000},
)


def an_old_file(path: Path, rows: Iterator[dict[str, Any]]) -> None:
    """A file of schema 0001 with requests."""
    db.touch(path)
    plain = db.connect(path, durable=False)
    plain.execute(f"PRAGMA application_id={db.APPLICATION_ID}")
    engine = db._engine_on(plain)
    with engine.connect() as connection, connection.begin():
        config = Config()
        config.set_main_option("script_location", "deskapp:migrations")
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        execute = connection.exec_driver_sql
        execute("INSERT INTO room VALUES (1, 'S', 'R', 'Asia/Shanghai', 0, 0, 1, '2026-01-01')")
        execute("INSERT INTO officer VALUES (1, 1, '李辉', '012345', 'officer', 1, '2026-01-01', 0)")
        for key, row in enumerate(rows, 1):
            at = f"2026-11-21T{key % 24:02d}:00:00.000000Z"
            values: dict[str, Any] = {
                "id": key, "room_id": 1, "number": f"LF-20261121-{key:03d}", "day": "2026-11-21", "channel": "walk_in",
                "category": "noise", "urgency": "normal", "summary": "吵", "occurred_at": at, "entered_at": at,
                "entered_by": 1, "first_receiver": 1, "responsible": 1, "due_at": at, "next_due": at,
                "status": "registered", "desk_order": "0",
            } | row  # fmt: skip
            values["is_open"] = int(values["status"] == "registered")
            marks = ", ".join("?" * len(values))
            execute(f"INSERT INTO request ({', '.join(values)}) VALUES ({marks})", tuple(values.values()))
    engine.dispose()


def day() -> list[dict[str, Any]]:
    """The forty matters, each as columns of a request."""
    found = []
    for matter in matters():
        row = {name: matter[name] for name in ("applicant", "phone", "summary", "category", "urgency")}
        if row["category"] == "case_report":
            row["summary"] = ""
        found.append(row)
    return found


def read(path: Path, sql: str) -> list[sqlite3.Row]:
    with closing(db.connect(path, readonly=True)) as connection:
        return connection.execute(sql).fetchall()


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = tmp_path / "old.db"
    an_old_file(path, iter([*day(), *ODD]))
    return path


def test_every_request_keeps_its_fields_and_has_a_card_of_the_same_facts(old: Path) -> None:
    before = [dict(row) for row in read(old, "SELECT * FROM request ORDER BY id")]
    db.migrate(old)
    after = [dict(row) for row in read(old, "SELECT * FROM request ORDER BY id")]
    assert [{name: row[name] for name in before[0]} for row in after] == before
    cards = {row["id"]: row for row in read(old, "SELECT * FROM person")}
    for row in after:
        if not row["applicant"] and not row["phone"] and row["id_number"] in ("", "未出示"):
            assert row["person_id"] is None
            continue
        card = cards[row["person_id"]]
        if row["id_number"] != ID:
            assert card["name"] == row["applicant"]
        if row["status"] != "undone" and row["phone"]:
            assert row["phone"] in card["phones"].split(",")
        assert (card["status"] == "undone") == (row["status"] == "undone" and row["id_number"] != ID)


def test_the_same_id_or_name_and_phone_are_one_card_and_a_name_alone_is_its_own(old: Path) -> None:
    db.migrate(old)
    odd = read(old, f"SELECT person_id FROM request WHERE id > {len(day())} ORDER BY id")
    keys = [row[0] for row in odd]
    wang, li = keys[:5], keys[5:9]
    assert wang[0] == wang[1]
    assert len(set(wang)) == 4
    assert li[0] == li[1] == li[2] != li[3]
    assert keys[13] == keys[14]
    (card,) = read(old, f"SELECT * FROM person WHERE id = {li[0]}")
    assert (card["name"], card["phones"], card["sex"], card["born"]) == (
        "马玉兰", "13900020003", "female", "1949-12-31",
    )  # fmt: skip
    (pair,) = read(old, f"SELECT * FROM person WHERE id = {wang[0]}")
    assert (pair["phones"], pair["address"]) == ("13900020001", "三号楼")
    kinds = [
        row["id_kind"] for row in read(old, "SELECT id_kind FROM person WHERE id_kind <> '' ORDER BY id")
    ]
    assert kinds == ["resident_id", "passport", "not_shown"]


def test_the_numbers_of_cards_go_on_where_the_migration_left_them(old: Path) -> None:
    db.migrate(old)
    numbers = [row["number"] for row in read(old, "SELECT number FROM person ORDER BY id")]
    assert numbers == [f"RY-20261121-{serial:03d}" for serial in range(1, len(numbers) + 1)]
    assert read(old, "SELECT last FROM serial WHERE prefix = 'RY'")[0][0] == len(numbers)


def test_a_migration_that_fails_leaves_the_file_as_it_was(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from deskapp.migrations import search

    def fail(execute: object) -> None:
        raise RuntimeError("the plug is pulled")

    monkeypatch.setattr(search, "fill", fail)
    with pytest.raises(RuntimeError):
        db.migrate(old)
    assert read(old, "SELECT version_num FROM alembic_version")[0][0] == "0001"
    assert not read(old, "SELECT 1 FROM sqlite_master WHERE name = 'person'")
    monkeypatch.undo()
    db.migrate(old)
    assert read(old, "SELECT count(*) FROM person")[0][0] > 40


def test_many_requests_migrate_with_little_memory(tmp_path: Path) -> None:
    path = tmp_path / "many.db"
    count = 4000
    an_old_file(
        path,
        ({"applicant": f"王{i % 7}", "phone": f"13{i % 900:09d}" if i % 3 else ""} for i in range(count)),
    )
    from deskapp.migrations import people

    plain = db.connect(path, durable=False)
    for statement in people_tables():
        plain.execute(statement)
    engine = db._engine_on(plain)
    with engine.connect() as connection, connection.begin():
        tracemalloc.start()
        began = time.perf_counter()
        people.fill(connection.exec_driver_sql)
        took, peak = time.perf_counter() - began, tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    engine.dispose()
    assert peak < 8_000_000
    assert took < count / 100_000 * 600, took  # tracing alone makes it several times slower


def people_tables() -> tuple[str, ...]:
    """What the migration makes before it fills the cards."""
    from deskapp.migrations.versions import v0002_people

    return (*v0002_people._TABLES[:3], *v0002_people._INDEXES)


def test_a_real_desk_works_on_a_migrated_file(old: Path) -> None:
    db.migrate(old)
    with closing(db.connect(old)) as connection, pytest.raises(sqlite3.IntegrityError):
        connection.execute("DELETE FROM person")
