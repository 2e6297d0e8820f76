"""What somebody does to the file behind the desk's back is found: every mutation of links and rows, none missed."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from deskapp.reading.anchors import place_of, sealed
from deskapp.wiring import Desk
from tests import chain_builders as hands
from tests.chain_builders import TRAIL, Seen, a_day, copy_of, in_memory
from tests.shift_builders import log

EACH = 25
"""Mutations of one kind on one table."""

RECORDS = ("request", "person", "shift", "officer", "room", "officer_pin")


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    desk = a_day(tmp_path_factory.mktemp("day"))
    yield desk
    desk.close()


@pytest.fixture
def file(day: Desk) -> Iterator[sqlite3.Connection]:
    with closing(in_memory(day.settings.database)) as found:
        yield found


def tried(
    file: sqlite3.Connection, day: Desk, table: str, hand: hands.Hand, seed: int
) -> tuple[int, Seen] | None:
    """What is seen of one mutation; None where the file itself refused it. The file is as before then."""
    file.execute("BEGIN")
    try:
        row = hand(file, Random(f"{table} {seed}"), table)
        return row, Seen(file, day.key)
    except sqlite3.IntegrityError:
        return None
    finally:
        file.execute("ROLLBACK")


def test_a_day_as_it_was_written_is_whole(file: sqlite3.Connection, day: Desk) -> None:
    assert Seen(file, day.key, (copy_of(file),)).all
    assert len(hands.keys(file, "audit")) > 40


@pytest.mark.parametrize("hand", [hands.edit, hands.take_out, hands.put_in, hands.exchange])
@pytest.mark.parametrize("table", ["audit", *TRAIL])
def test_no_link_and_no_step_is_bent_without_being_found(
    file: sqlite3.Connection, day: Desk, table: str, hand: hands.Hand
) -> None:
    refused = 0
    for seed in range(EACH):
        found = tried(file, day, table, hand, seed)
        if found is None:
            refused += 1
            continue
        row, seen = found
        assert not seen.all, (table, hand.__name__, seed, row)
        if table == "audit":
            assert seen.walk.broken in (row, row + 1), (hand.__name__, seed, row, seen.walk)
            continue
        assert seen.row is not None
        assert seen.row.table == table
        assert seen.row.key == row or hand in (hands.put_in, hands.exchange)
    assert refused < EACH // 2


@pytest.mark.parametrize("table", RECORDS)
def test_no_record_is_bent_without_being_found(file: sqlite3.Connection, day: Desk, table: str) -> None:
    for seed in range(EACH):
        found = tried(file, day, table, hands.edit, seed)
        if found is not None:
            row, seen = found
            assert seen.row is not None, (table, seed, row)
            assert (seen.row.table, seen.row.key, seen.row.kind) == (table, row, "changed")


def test_links_that_are_written_anew_without_the_key_are_found_by_the_first_of_them(
    file: sqlite3.Connection, day: Desk
) -> None:
    for seed in range(EACH):
        found = tried(file, day, "audit", lambda f, r, _: hands.write_anew(f, r, b"a guess"), seed)
        assert found is not None
        assert found[1].walk.broken == found[0]


def test_links_that_are_written_anew_with_the_key_do_not_come_through_the_anchors(
    file: sqlite3.Connection, day: Desk
) -> None:
    copy, upto = copy_of(file), len(hands.keys(file, "audit"))
    (sheet,) = sealed(file)
    signed = place_of(file, sheet)
    for seed in range(2 * EACH):
        file.execute("BEGIN")
        first = hands.write_anew(file, Random(seed), day.key, upto=upto)
        seen = Seen(file, day.key, (copy,))
        assert seen.walk.broken == 0
        assert copy in seen.lost
        assert (sheet in seen.lost) == (first <= signed)
        file.execute("ROLLBACK")


@pytest.mark.parametrize(("rows", "counter"), [(False, False), (False, True), (True, False), (True, True)])
def test_a_tail_that_is_cut_off_is_found(
    file: sqlite3.Connection, day: Desk, rows: bool, counter: bool
) -> None:
    copy, last = copy_of(file), len(hands.keys(file, "audit"))
    for seed in range(EACH):
        file.execute("BEGIN")
        first = hands.cut(file, Random(seed), rows=rows, counter=counter)
        seen = Seen(file, day.key, (copy,))
        assert seen.lost == [copy]
        assert seen.walk.cut == (0 if counter else last), (seed, first)
        assert seen.walk.links == first - 1
        file.execute("ROLLBACK")


def test_a_file_put_back_whole_is_found_by_what_was_noted_since_alone(
    file: sqlite3.Connection, day: Desk, tmp_path: Path
) -> None:
    with closing(in_memory(day.settings.database)) as earlier:
        noted = copy_of(earlier)
        made = log(day)
        with closing(in_memory(day.settings.database)) as now:
            assert Seen(earlier, day.key, (noted,)).all
            assert Seen(earlier, day.key, (copy_of(now),)).lost
    assert made.number
