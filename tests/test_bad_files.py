"""Every way in which the file may be bad: each command says so in a sentence, has its exit code, touches nothing."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from deskapp.domain.errors import Exit
from deskapp.wiring import open_desk
from tests.app_builders import log, new_desk, opened
from tests.test_cli import Desk as Commands
from tests.test_cli import desk, room  # noqa: F401 - the fixtures

COMMANDS = (
    ("list", "requests"),
    ("log", "--category", "noise", "吵"),
    ("show", "LF-20261121-001"),
    ("backup",),
)


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-20_000])


def page_of(path: Path, name: str) -> tuple[int, int]:
    """Where the first page of a table begins, and how long a page is."""
    with closing(sqlite3.connect(path)) as file:
        root = file.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (name,)).fetchone()[0]
        size = file.execute("PRAGMA page_size").fetchone()[0]
    return (root - 1) * size, size


def break_page(path: Path, name: str = "request") -> None:
    """Fill the first page of a table with noise."""
    at, size = page_of(path, name)
    raw = bytearray(path.read_bytes())
    raw[at : at + size] = b"\xa5" * size
    path.write_bytes(raw)


def _other_program(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as file:
        file.execute("CREATE TABLE music (title TEXT)")


def _newer(path: Path) -> None:
    with closing(sqlite3.connect(path)) as file:
        file.execute("UPDATE alembic_version SET version_num = '9999'")
        file.commit()


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


HARMS: dict[str, tuple[Callable[[Path], object], Exit, str]] = {
    "missing": (lambda path: path.unlink(), Exit.NOT_FOUND, "deskapp setup"),
    "a folder": (_folder, Exit.REFUSED, "choose a file in it"),
    "empty": (lambda path: path.write_bytes(b""), Exit.REFUSED, "choose another one"),
    "a text": (lambda path: path.write_text("编号,姓名\n"), Exit.REFUSED, "is not a desk file"),
    "of another program": (_other_program, Exit.REFUSED, "is not a desk file"),
    "newer": (_newer, Exit.REFUSED, "install the newer program"),
    "cut short": (_cut, Exit.REFUSED, "bring back a backup"),
    "a broken page": (break_page, Exit.REFUSED, "bring back a backup"),
}


@pytest.mark.parametrize("harm", HARMS)
def test_each_command_says_what_is_wrong_with_the_file(room: Commands, harm: str) -> None:  # noqa: F811
    assert room("log", "--category", "noise", "吵").code == 0
    file = Path.home() / ".local/share/deskapp/desk.db"
    do, code, words = HARMS[harm]
    do(file)
    before = file.read_bytes() if file.is_file() else b""
    for words_given in COMMANDS:
        said = room(*words_given)
        assert said.code == code, (words_given, said.err)
        assert words in said.err, words_given
        assert "Traceback" not in said.err
        assert "sqlite" not in said.err.casefold()
    assert (file.read_bytes() if file.is_file() else b"") == before


async def test_a_page_that_breaks_while_the_desk_is_open_is_a_sentence_and_the_desk_stays(
    tmp_path: Path,
) -> None:
    at = new_desk(tmp_path)
    for _ in range(3):
        log(at)
    at.close()
    again = open_desk(at.settings)
    again.clock = at.clock
    async with opened(again) as person:
        break_page(at.settings.database)
        with closing(sqlite3.connect(at.settings.database)) as other:  # so that nothing is read from memory
            other.execute("PRAGMA user_version = 1")
        await person.types("f2")
        await person.writes("王秀英\n\n3楼上噪音\n")
        assert "damaged" in person.status
        assert person.top == "LogScreen"
        assert person.form.values()["summary"] == "楼上噪音"
