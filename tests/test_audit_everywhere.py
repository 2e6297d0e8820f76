"""No way past the audit chain: every verb, command and way into the file leaves a link, or is named here."""

from __future__ import annotations

import ast
import re
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from functools import cache
from pathlib import Path

import pytest

from deskapp import db
from deskapp.cli import COMMANDS
from deskapp.domain.audit import UNBOUND, is_bound
from deskapp.tables.room import OfficerRow
from tests.bare import bare
from tests.builders import EN, TestDesk, a_desk, walk

ROOT = Path(__file__).resolve().parent.parent / "deskapp"

WRITING_SQL = {
    "services/audit.py": "the links themselves",
    "services/store.py": "numbers, journal and kept words, inside the transaction that binds them",
    "services/bulk.py": "many new records in blocks, each block bound by its last link",
    "services/reads.py": "the history of a sealed file that was opened, with its link",
    "services/drafts.py": "what is typed and not yet written",
    "services/purge_texts.py": "words taken out by a purge, through Writing.rewriting, which binds the rows anew",
    "services/purging.py": "the same, and which records were purged",
    "tables/search.py": "the search index, which can be made anew",
}
"""The only files with statements that change the file, the steps of the schema aside."""

OPENS = {
    "db.py": "making, migrating and copying a file",
    "backup.py": "the copy that is being made",
    "restore.py": "the copy that is brought back, with its link",
    "encryption.py": "the copy in its new form, with its link",
    "swap.py": "holds the old file still while another one takes its place",
    "doctor/engine.py": "looks at the settings of the engine",
    "doctor/searching.py": "makes the search index anew",
    "services/reads.py": "a link",
    "services/purging.py": "writes every page anew, so that no free one holds what was purged",
    "services/drafts.py": "drafts",
}
"""The only files that open the file in a way in which it can be written."""

ASKS = {"Pins.proves": "it only says whether a PIN must be typed"}
"""Verbs that open a transaction and change nothing."""

LINKS = frozenset({"audit", "append", "extend"})

OF_COMMANDS: Mapping[str, str] = {
    "writes": "log step note correct dispute outcome people volunteer team equipment roster activity hazard area "
              "import certificate checkin checkout attendance appeal custody lost undo shift config officers setup "
              "demo restore backup-key encrypt decrypt rekey purge",
    "leaves a link when it shows or writes out": "show paper slip badges handover export backup figures kiosk person",
    "shows masked lists alone": "list find repeats patrol-plan",
    "shows nothing of people": "printers doctor paths completion help",
}  # fmt: skip
"""What each command has to do with personal data; `test_demo_seen` runs those that show some."""


@cache
def sources() -> tuple[tuple[str, ast.Module], ...]:
    """Every module of the program but the steps of the schema."""
    found = {path.relative_to(ROOT).as_posix(): path for path in sorted(ROOT.rglob("*.py"))}
    return tuple(
        (name, ast.parse(path.read_text("utf-8")))
        for name, path in found.items()
        if not name.startswith("migrations/")
    )


def test_only_these_files_hold_statements_that_write() -> None:
    sql = re.compile(
        r"\s*(INSERT (OR \w+ )?INTO|UPDATE [\w{]+ SET|DELETE FROM|REPLACE INTO|ALTER TABLE"
        r"|(DROP|CREATE) (TABLE|TRIGGER|INDEX)) "
    )
    found = {
        name
        for name, tree in sources()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and sql.match(node.value)
    }
    assert found - WRITING_SQL.keys() == set()


def test_only_these_files_open_the_file_for_writing() -> None:
    found = set()
    for name, tree in sources():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in ("db.connect", "db.write_engine"):
                read = any(k.arg == "readonly" and ast.unparse(k.value) == "True" for k in node.keywords)
                if not read:
                    found.add(name)
    assert found - OPENS.keys() - {"services/store.py"} == set()


def functions() -> dict[str, list[ast.FunctionDef]]:
    """Every function of the services by its name."""
    found: dict[str, list[ast.FunctionDef]] = {}
    for name, tree in sources():
        if name.startswith("services/") and name != "services/store.py":
            for node in ast.walk(tree):
                if isinstance(node, ast.FunctionDef):
                    found.setdefault(node.name, []).append(node)
    return found


def called(node: ast.AST) -> set[str]:
    """The names of what is called; to open a transaction (`store.write`) is not yet to write in it."""
    names = set()
    for one in ast.walk(node):
        if isinstance(one, ast.Call) and not ast.unparse(one.func).endswith("store.write"):
            names.add(one.func.attr if isinstance(one.func, ast.Attribute) else getattr(one.func, "id", ""))
    return names


def reaching(goals: frozenset[str]) -> set[str]:
    """Names of functions that come, by what they call, to one of `goals`."""
    known, found, more = functions(), set(goals), True
    while more:
        new = {
            name
            for name, nodes in known.items()
            if name not in found and any(called(one) & found for one in nodes)
        }
        found |= new
        more = bool(new)
    return found


def verbs() -> dict[str, ast.FunctionDef]:
    """The public methods of services that open a transaction to write."""
    found = {}
    for name, tree in sources():
        for kind in ast.walk(tree) if name.startswith("services/") else ():
            if isinstance(kind, ast.ClassDef):
                for node in kind.body:
                    if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                        text = ast.unparse(node)
                        if "self.store.write(" in text or "self._store.write(" in text:
                            found[f"{kind.name}.{node.name}"] = node
    return found


def test_every_verb_that_writes_comes_to_a_link() -> None:
    known, linking = verbs(), reaching(LINKS)
    assert len(known) > 60
    silent = {name for name, node in known.items() if not called(node) & linking}
    assert silent == set(ASKS)


def test_every_command_is_known_to_write_to_show_or_to_have_nothing_of_people() -> None:
    named = [word for words in OF_COMMANDS.values() for word in words.split()]
    assert sorted(named) == sorted(COMMANDS)


def test_a_write_without_a_link_is_refused_whole(tmp_path: Path) -> None:
    desk = a_desk(tmp_path)
    before = desk.count("officer")
    with (
        pytest.raises(RuntimeError, match="without a word in the audit chain"),
        desk.store.write(desk.actor) as writing,
    ):
        row = OfficerRow(room_id=1, name="无名", badge="9", kind="officer", created_at=writing.at)
        writing.session.add(row)
    assert desk.count("officer") == before
    desk.store.close()


def test_link_and_row_are_written_together_or_not_at_all(tmp_path: Path) -> None:
    desk = a_desk(tmp_path)
    before = desk.count("audit"), desk.count("request")
    with pytest.raises(ZeroDivisionError), desk.store.write(desk.actor) as writing:
        writing.audit("log", "request", 1, {})
        writing.bind()
        raise ZeroDivisionError
    assert (desk.count("audit"), desk.count("request")) == before
    desk.store.close()


def test_every_table_is_bound_or_named_with_the_reason_why_not(tmp_path: Path) -> None:
    desk = a_desk(tmp_path)
    desk.store.close()
    tables = {row[0] for row in desk.read("SELECT name FROM sqlite_master WHERE type = 'table'")}
    left = {name for name in tables if not is_bound(name) and not name.startswith("search_")}
    assert left == set(UNBOUND)
    page = (ROOT.parent / "docs" / "audit-chain.md").read_text("utf-8")
    assert all(f"`{name}`" in page for name in ("draft", "serial", "pin_tries", "audit"))
    for table in tables - left:
        if is_bound(table):  # rows are named by their integer key
            key = [row for row in desk.read(f"PRAGMA table_info({table})") if row["pk"]]
            assert [row["type"] for row in key] == ["INTEGER"], table


# -- a connection without our settings


@pytest.fixture
def full(tmp_path: Path) -> TestDesk:
    desk = a_desk(tmp_path)
    number = desk.log().number
    walk(desk, number, ("take", {}))
    desk.requests.note(number, "call", "喂", desk.actor, EN)
    desk.store.close()
    return desk


@pytest.mark.parametrize("table", db.APPEND_ONLY)
@pytest.mark.parametrize(
    "sql",
    [
        "REPLACE INTO {table} SELECT * FROM {table} LIMIT 1",
        "INSERT OR REPLACE INTO {table} SELECT * FROM {table} ORDER BY 1 DESC LIMIT 1",
        "INSERT OR IGNORE INTO {table} SELECT * FROM {table} LIMIT 1",
        "UPDATE OR REPLACE {table} SET room_id = 9",
        "DELETE FROM {table}",
    ],
)
def test_any_program_s_connection_is_refused_what_is_append_only(
    full: TestDesk, table: str, sql: str
) -> None:
    """SQLite's own defaults leave recursive_triggers off: then REPLACE deletes without asking DELETE triggers."""
    with closing(bare(full.path)) as plain:
        assert plain.execute("PRAGMA recursive_triggers").fetchone()[0] == 0
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            plain.execute(sql.format(table=table))


def test_a_link_takes_no_place_but_the_next_one(full: TestDesk) -> None:
    with closing(bare(full.path)) as plain:
        names = ", ".join(
            row[1] for row in plain.execute("PRAGMA table_info(audit)") if row[1] not in ("seq", "mac")
        )
        for seq in ("(SELECT max(seq) + 2 FROM audit)", "1", "0", "-1", "NULL"):
            with pytest.raises(sqlite3.IntegrityError, match="append-only"):
                plain.execute(
                    f"INSERT INTO audit (seq, mac, {names}) SELECT {seq}, 'x', {names} FROM audit LIMIT 1"
                )
