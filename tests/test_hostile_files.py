"""Hostile files on every way of importing: read, or refused in a sentence; never run, never a crash, in bounds."""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from deskapp.domain.errors import DeskError
from deskapp.files.roster import read_rows
from deskapp.reading import areas
from deskapp.wiring import Desk
from tests.app_builders import new_desk
from tests.builders import EN
from tests.hostile import FILES, write

SECONDS, MEGABYTES = 8.0, 400

REFUSED = frozenset({
    "zip bomb.xlsx", "nested bomb.xlsx", "empty.xlsx", "no zip.xlsx", "cut.xlsx", "text.xlsx", "no parts.xlsx",
    "laughs.xlsx", "entity.xlsx", "entity utf16.xlsx", "broken xml.xlsx", "far cell.xlsx", "path tricks.xlsx",
    "columns.csv", "many rows.csv", "one line.csv",
})  # fmt: skip
"""What is no table, or would fill the memory."""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    found = new_desk(tmp_path_factory.mktemp("files"))
    yield found
    found.close()


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_is_read_or_refused(desk: Desk, name: str, tmp_path: Path) -> None:
    path = write(name, tmp_path)
    before, start = _most(), time.perf_counter()
    try:
        rows = read_rows(path)
    except DeskError as error:
        said = str(error)
        assert name in said or "Row" in said, said
        assert "/etc/passwd" not in said.replace(str(path), "")
        rows = []
    else:
        assert name not in REFUSED, rows[:2]
        assert not any("root:" in cell for row in rows for cell in row.cells)
    for look in (
        lambda: desk.importing.look(rows, desk.reader.execute, EN),
        lambda: desk.areas.look(rows, areas.areas(desk.reader, desk.room.id), EN),
        lambda: desk.activity_import.look(rows, desk.reader.execute, EN),
    ):
        with suppress(DeskError):
            look()
    assert time.perf_counter() - start < SECONDS
    assert _most() - before < MEGABYTES


def _most() -> float:
    """The most memory that this process ever had, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (
        1024 if sys.platform != "darwin" else 1 << 20
    )
