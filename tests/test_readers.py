"""Connections of other threads: closing the desk breaks their reads off, and never the process."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TypeVar

import pytest

from deskapp.reading.readers import Readers
from tests.app_builders import log, new_desk

T = TypeVar("T")

CLOSED_WHILE_READ = """
import sqlite3, sys, threading
from pathlib import Path
from deskapp.reading.readers import Readers

for _ in range(60):
    readers, begun, ended = Readers(Path(sys.argv[1])), threading.Event(), []

    def read():
        connection = readers.here()
        begun.set()
        try:
            while True:
                connection.execute("SELECT a FROM number").fetchall()
                for row in connection.execute("SELECT a FROM number"):
                    pass
        except sqlite3.Error as error:
            ended.append(error)

    reader = threading.Thread(target=read)
    reader.start()
    begun.wait()
    readers.close()
    reader.join()
    assert ended
print("alive")
"""


@pytest.fixture
def numbers(tmp_path: Path) -> Path:
    """A file with a table that takes a moment to read."""
    path = tmp_path / "numbers.db"
    with closing(sqlite3.connect(path)) as made, made:
        made.execute("CREATE TABLE number (a)")
        made.executemany("INSERT INTO number VALUES (?)", ((one,) for one in range(20_000)))
    return path


def test_closing_while_another_thread_reads_does_not_take_the_process_down(numbers: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", CLOSED_WHILE_READ, str(numbers)], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout.strip()) == (0, "alive"), done.stderr


def test_closing_waits_for_the_read_that_is_under_way_and_breaks_it_off(numbers: Path) -> None:
    readers, begun = Readers(numbers), threading.Event()
    ended: list[sqlite3.Error] = []
    endless = "WITH RECURSIVE t(a) AS (SELECT 1 UNION ALL SELECT a + 1 FROM t) SELECT count(*) FROM t"

    def read() -> None:
        connection = readers.here()
        begun.set()
        try:
            connection.execute(endless).fetchall()
        except sqlite3.Error as error:
            ended.append(error)

    reader = threading.Thread(target=read)
    reader.start()
    begun.wait(5)
    readers.close()
    reader.join(5)
    assert [type(error) for error in ended] in ([sqlite3.OperationalError], [sqlite3.ProgrammingError])


def test_each_thread_has_a_connection_of_its_own_and_none_after_the_end(numbers: Path) -> None:
    readers = Readers(numbers)
    assert readers.here() is readers.here()
    assert in_a_thread(readers.here) is not readers.here()
    readers.close()
    readers.close()
    for connection in (readers.here(), in_a_thread(readers.here)):
        with pytest.raises(sqlite3.ProgrammingError):
            connection.execute("SELECT 1")


def test_drafts_and_people_are_read_through_the_connection_of_the_thread(tmp_path: Path) -> None:
    with closing(new_desk(tmp_path)) as desk:
        log(desk)
        used: list[str] = []
        desk.reader.set_trace_callback(used.append)
        assert in_a_thread(lambda: desk.officers) == in_a_thread(lambda: desk.officers)
        in_a_thread(lambda: desk.drafts.all(desk.room.id, 1))
        assert not used
        assert desk.officers
        assert used


def in_a_thread(verb: Callable[[], T]) -> T:
    """What `verb` gives in another thread."""
    found: list[T] = []
    thread = threading.Thread(target=lambda: found.append(verb()))
    thread.start()
    thread.join(10)
    return found[0]
