"""Words that stand apart from the history: older files are brought up to that, too."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config

from deskapp import db
from deskapp.domain import kept
from deskapp.reading import requests as reading

ROOM = (
    "INSERT INTO room (station, name, zone, cutoff_minutes, practice, created_at) "
    "VALUES ('站', '室', 'Asia/Shanghai', 0, 0, '')"
)
OFFICER = (
    "INSERT INTO officer (room_id, name, badge, kind, created_at) VALUES (1, '李辉', '1', 'officer', '')"
)
REQUEST = (
    "INSERT INTO request (room_id, number, day, channel, category, urgency, summary, occurred_at, entered_at, "
    "due_at, next_due, entered_by, first_receiver, responsible, status, is_open, desk_order) VALUES "
    "(1, ?, '2026-11-21', 'walk_in', ?, 'normal', ?, 'm', 'm', 'm', 'm', 1, 1, 1, 'registered', 1, '0m')"
)
HISTORY = (
    "INSERT INTO history (room_id, subject, subject_id, at, by_id, step, source, target, detail) "
    "VALUES (1, 'request', ?, '2026-11-21T04:00:00.000000Z', 1, 'correct', 'registered', 'registered', ?)"
)


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A file of the first schema: a noise matter and a case report, both corrected before they stood apart."""
    path = tmp_path / "desk.db"
    db.touch(path)
    with closing(db.connect(path)) as connection:
        connection.execute(f"PRAGMA application_id={db.APPLICATION_ID}")
    engine = db.write_engine(path)
    with engine.connect() as engaged, engaged.begin():
        config = Config()
        config.set_main_option("script_location", "deskapp:migrations")
        config.attributes["connection"] = engaged
        command.upgrade(config, "0001")
    engine.dispose()
    with closing(db.connect(path)) as connection:
        connection.execute(ROOM)
        connection.execute(OFFICER)
        connection.execute(REQUEST, ("LF-20261121-001", "noise", "楼上跑跳"))
        connection.execute(REQUEST, ("LF-20261121-002", "case_report", ""))
        words = {"summary": ["楼上跳", "楼上跑跳"], "urgency": ["urgent", "normal"]}
        connection.execute(HISTORY, (1, json.dumps(words)))
        connection.execute(HISTORY, (2, json.dumps({"summary": ["", "被人捅"]}, ensure_ascii=False)))
        connection.execute(HISTORY, (2, json.dumps({"lost": ["summary"]})))
    return path


def test_an_older_file_loses_the_words_of_its_case_reports_and_no_others(old: Path) -> None:
    db.migrate(old)
    assert "捅".encode() not in old.read_bytes()
    with closing(db.connect(old, readonly=True)) as connection:
        (noise,) = reading.history(connection, "request", 1)
        assert json.loads(noise.detail) == {
            "summary": ["楼上跳", "楼上跑跳"],
            "urgency": ["urgent", "normal"],
        }
        case, lost = reading.history(connection, "request", 2)
        assert json.loads(case.detail) == {"summary": ["", None]}
        assert json.loads(lost.detail) == {"lost": ["summary"]}
    with closing(db.connect(old)) as connection:
        for sql in ("UPDATE history SET detail = ''", "DELETE FROM history"):
            with pytest.raises(sqlite3.IntegrityError, match="append-only"):
                connection.execute(sql)


def test_only_words_that_are_there_stand_apart() -> None:
    said: list[str] = []

    def keep(text: str) -> int:
        said.append(text)
        return len(said)

    detail = {"summary": ["", "楼上"], "urgency": ["urgent", "normal"], "write": 7}
    pointed = kept.point("request", detail, keep)
    assert pointed == detail | {"summary": ["", {"kept": 1}]}
    assert kept.resolve(pointed, lambda key: said[key - 1]) == detail
    gone = kept.resolve(pointed, lambda key: None)
    assert kept.wiped(gone, "request")
    assert not kept.wiped(detail, "request")
    assert kept.point("officer", detail, keep) == detail
