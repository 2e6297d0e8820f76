"""The audit chain: anybody with the key can compute it again, and sees what was changed."""

from __future__ import annotations

import hashlib
import hmac
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskapp.domain.audit import START, canonical, key_name, seal
from deskapp.reading.room import chain_head
from tests.bare import bare
from tests.builders import EN, KEY, TestDesk, a_desk, walk

SEALED = "88a67f24bbcdaed0e6c997404bb79a743baf44c6bab2f4c27328e3009d22e342"
"""HMAC-SHA-256 of {"a":1} under the key “key”."""
COLUMNS = (
    "seq",
    "room_id",
    "at",
    "officer_id",
    "via",
    "action",
    "subject",
    "subject_id",
    "content",
    "key_name",
    "prev",
    "bound",
)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[TestDesk]:
    found = a_desk(tmp_path)
    number = found.log(applicant="仇海燕", phone="13800010017", summary="前夫又来").number
    walk(found, number, ("take", {}), ("resolve", {"outcome": "solved", "text": "送到庇护所"}))
    found.requests.note(number, "call", "回电", found.actor, EN)
    found.staff.add(found.room, "周海峰", "012346", "officer", found.actor, EN)
    yield found
    found.store.close()


def mac(content: object) -> str:
    """The public formula: HMAC-SHA-256 over JSON with sorted keys, no spaces, UTF-8."""
    raw = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    return hmac.new(KEY, raw, hashlib.sha256).hexdigest()


def broken_links(desk: TestDesk) -> list[int]:
    """Rows whose hash or whose predecessor is not what the formula says."""
    before, found = START, []
    for row in desk.read("SELECT * FROM audit ORDER BY seq"):
        if row["prev"] != before or row["mac"] != mac([row[name] for name in COLUMNS]):
            found.append(row["seq"])
        before = row["mac"]
    return found


def test_the_whole_chain_can_be_computed_again(desk: TestDesk) -> None:
    assert broken_links(desk) == []
    rows = desk.read("SELECT * FROM audit ORDER BY seq")
    assert [(row["subject"], row["action"]) for row in rows] == [
        ("officer", "add_officer"), ("room", "open_room"), ("person", "log"), ("request", "log"), ("request", "take"),
        ("request", "resolve"), ("request", "note"), ("officer", "add_officer"),
    ]  # fmt: skip
    assert [row["seq"] for row in rows] == list(range(1, len(rows) + 1))
    assert {row["key_name"] for row in rows} == {hashlib.sha256(KEY).hexdigest()[:8]}
    assert {(row["officer_id"], row["via"]) for row in rows} == {(1, "desk")}


def test_the_last_link_binds_the_record_as_it_stands(desk: TestDesk) -> None:
    (record,) = desk.read("SELECT * FROM request")
    (link,) = desk.read("SELECT content FROM audit WHERE action = 'resolve'")
    assert link["content"] == mac(dict(record))
    (entry,) = desk.read("SELECT * FROM action_log")
    (link,) = desk.read("SELECT content FROM audit WHERE action = 'note'")
    assert link["content"] == mac(dict(entry))


def test_a_change_behind_the_desk_s_back_is_seen(desk: TestDesk) -> None:
    desk.store.close()
    with closing(bare(desk.path)) as vandal:
        vandal.execute("DROP TRIGGER audit_no_update")
        vandal.execute("UPDATE audit SET officer_id = 2 WHERE seq = 4")
        vandal.commit()
    assert broken_links(desk) == [4]
    with closing(bare(desk.path)) as vandal:
        vandal.execute("DROP TRIGGER audit_no_delete")
        vandal.execute("DELETE FROM audit WHERE seq = 4")
        vandal.commit()
    assert broken_links(desk) == [5]


def test_no_person_stands_in_the_chain(desk: TestDesk) -> None:
    said = "\n".join(str(tuple(row)) for row in desk.read("SELECT * FROM audit"))
    for word in ("仇海燕", "13800010017", "前夫", "回电", "庇护所"):
        assert word not in said


def test_the_head_of_the_chain_is_its_last_hash(desk: TestDesk, tmp_path: Path) -> None:
    with closing(bare(desk.path)) as connection:
        connection.row_factory = sqlite3.Row
        assert chain_head(connection) == desk.read("SELECT mac FROM audit ORDER BY seq DESC")[0][0]
    from deskapp import db

    db.create(tmp_path / "empty.db")
    with closing(sqlite3.connect(tmp_path / "empty.db")) as connection:
        assert chain_head(connection) == ""


def test_the_canonical_form_is_pinned() -> None:
    assert canonical({"b": [1, None, "王㛃"], "a": "𠮷"}) == '{"a":"𠮷","b":[1,null,"王㛃"]}'.encode()
    assert seal(b"key", {"a": 1}) == SEALED
    assert key_name(KEY) == "630dcd29"


@given(
    st.dictionaries(st.text(max_size=5), st.one_of(st.none(), st.integers(), st.text(max_size=8)), max_size=5)
)
def test_one_content_has_one_form(content: dict[str, object]) -> None:
    turned = dict(reversed(list(content.items())))
    try:
        form = canonical(content)
    except UnicodeEncodeError:  # lone surrogates never pass `clean`
        return
    assert form == canonical(turned) == canonical(json.loads(form))
    assert seal(KEY, content) != seal(KEY[::-1], content)
