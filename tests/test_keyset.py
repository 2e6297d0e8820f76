"""Reads by key: the same rows as a sorted slice, and always through the index."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from deskapp.domain.listing import Column, Row
from deskapp.reading.keyset import KeysetQuery, Order
from deskapp.reading.pivots import STRIDE

ORDERS = {
    "newest first": (Order("entered", desc=True), Order("id", desc=True)),
    "due first, some never": (Order("due"), Order("id")),
    "due last, some never": (Order("due", desc=True), Order("id", desc=True)),
    "by state, newest first": (Order("state"), Order("entered", desc=True), Order("id")),
    "as logged": (Order("id"),),
}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(tmp_path / "desk.db")
    connection.execute(
        "CREATE TABLE matter (id INTEGER PRIMARY KEY, room INTEGER, due TEXT, entered INTEGER, state TEXT)"
    )
    connection.execute("CREATE INDEX by_entered ON matter (room, entered, id)")
    connection.execute("CREATE INDEX by_due ON matter (room, due, id)")
    connection.execute("CREATE INDEX by_state ON matter (room, state, entered DESC, id)")
    chance = random.Random(7)
    connection.executemany(
        "INSERT INTO matter VALUES (?, ?, ?, ?, ?)",
        (
            (
                number,
                chance.choice((1, 1, 1, 2)),
                chance.choice((None, f"2026-11-{chance.randint(1, 28):02}")),
                chance.randint(0, 900),
                chance.choice(("办结", "在办", "open", None)),
            )
            for number in range(1, 5001)
        ),
    )
    connection.commit()
    yield connection
    connection.close()


def query(desk: sqlite3.Connection, order: tuple[Order, ...], where: str = "room = ?") -> KeysetQuery:
    return KeysetQuery(
        lambda: desk,
        columns=(Column("number", "Number", 6),),
        select="id, due",
        table="matter",
        order=order,
        row=lambda found: Row((), found["id"], (str(found["id"]), found["due"] or "")),
        where=where,
        params=(1,) if "?" in where else (),
    )


def all_ids(desk: sqlite3.Connection, order: tuple[Order, ...]) -> list[int]:
    terms = ", ".join(f"{term.column} {'DESC' if term.desc else 'ASC'}" for term in order)
    return [row[0] for row in desk.execute(f"SELECT id FROM matter WHERE room = 1 ORDER BY {terms}")]


def ids(rows: list[Row]) -> list[int]:
    return [row.id for row in rows]


@pytest.mark.parametrize("order", ORDERS.values(), ids=ORDERS)
def test_pages_down_and_up_meet_every_row_once_and_in_order(desk, order):
    expected, source = all_ids(desk, order), query(desk, order)
    down = source.first(97)
    while page := source.after(down[-1].key, 97):
        down += page
    up = source.last(97)
    while page := source.before(up[0].key, 97):
        up = page + up
    assert ids(down) == expected
    assert ids(up) == expected


@pytest.mark.parametrize("order", ORDERS.values(), ids=ORDERS)
def test_a_far_jump_lands_where_it_says_and_rank_is_its_inverse(desk, order):
    expected, source = all_ids(desk, order), query(desk, order)
    for index in (0, 1, STRIDE - 1, STRIDE, STRIDE + 1, 2000, len(expected) - 1):
        start, rows = source.near(index, 5)
        assert start == index
        assert ids(rows) == expected[index : index + 5]
        assert source.rank(rows[0].key) == index


def test_a_jump_beyond_the_end_lands_on_the_last_rows(desk):
    expected, source = all_ids(desk, ORDERS["as logged"]), query(desk, ORDERS["as logged"])
    start, rows = source.near(99_999, 5)
    assert start == len(expected) - 5
    assert ids(rows) == expected[-5:]


@pytest.mark.parametrize("name", [name for name in ORDERS if name != "as logged"])
def test_every_page_is_an_index_search_without_sorting(desk, name):
    plan = query(desk, ORDERS[name]).explain()
    assert all("INDEX by_" in step and "room=?" in step for step in plan), plan


def test_a_list_by_id_walks_the_table_itself_without_sorting(desk):
    plan = query(desk, ORDERS["as logged"], where="state IS NOT NULL").explain()
    assert not [step for step in plan if "TEMP B-TREE" in step], plan


def test_a_row_that_is_gone_still_has_its_place(desk):
    source = query(desk, ORDERS["due first, some never"])
    row = source.near(1500, 1)[1][0]
    follower = source.after(row.key, 1)[0]
    desk.execute("DELETE FROM matter WHERE id = ?", (row.id,))
    assert source.rank(row.key) == 1500
    assert source.near(1500, 1)[1] == [follower]
    assert source.find(row.id) is None


def test_ranks_follow_what_another_window_writes(desk, tmp_path):
    source = query(desk, ORDERS["as logged"])
    index = source.rank((4000,))
    with sqlite3.connect(tmp_path / "desk.db") as other:
        other.execute("UPDATE matter SET room = 3 WHERE id < 2000 AND room = 1")
    other.close()
    assert source.rank((4000,)) == all_ids(desk, ORDERS["as logged"]).index(4000) < index


def test_counting_can_stop_early(desk):
    source = query(desk, ORDERS["as logged"])
    assert source.count(100) == 100
    assert source.count() == source.count(99_999) == len(all_ids(desk, ORDERS["as logged"]))


def test_a_record_is_found_with_its_key_only_in_its_own_list(desk):
    desk.execute("UPDATE matter SET room = 2 WHERE id = 17")
    desk.execute("UPDATE matter SET room = 1, entered = 55 WHERE id = 18")
    source = query(desk, ORDERS["newest first"])
    assert source.find(17) is None
    found = source.find(18)
    assert found is not None
    assert found.key == (55, 18)


def test_an_empty_list_answers_everything(desk):
    source = query(desk, ORDERS["newest first"], where="room = 9")
    assert source.first(5) == source.last(5) == source.after((1, 1), 5) == source.before((1, 1), 5) == []
    assert source.count() == source.rank((1, 1)) == 0
    assert source.near(10, 5) == (0, [])


def test_an_order_that_does_not_end_in_the_id_is_refused(desk):
    with pytest.raises(ValueError, match="ends in the id"):
        query(desk, (Order("due"),))
