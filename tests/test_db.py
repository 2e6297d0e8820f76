"""The file: its schema, its guards, and clear words where it cannot be used."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlmodel import SQLModel

from deskapp import db
from deskapp.domain.errors import DeskError, Exit
from deskapp.keyring import RING
from deskapp.tables import activity as _activity
from deskapp.tables import area as _area
from deskapp.tables import attendance as _attendance
from deskapp.tables import certificate as _certificate
from deskapp.tables import dispute as _dispute
from deskapp.tables import draft as _draft
from deskapp.tables import field_records as _field_records
from deskapp.tables import hazard as _hazard
from deskapp.tables import person as _person
from deskapp.tables import pin as _pin
from deskapp.tables import purge as _purge
from deskapp.tables import request as _request
from deskapp.tables import room as _room
from deskapp.tables import setting as _setting
from deskapp.tables import shift as _shift
from deskapp.tables import slot as _slot
from deskapp.tables import trail as _trail
from deskapp.tables import volunteer as _volunteer
from tests import once
from tests.bare import bare
from tests.builders import EN, a_desk, refused

GOLDEN = Path(__file__).parent / "golden" / "schema.sql"
TABLES = (
    _activity,
    _area,
    _attendance,
    _certificate,
    _dispute,
    _draft,
    _field_records,
    _hazard,
    _person,
    _pin,
    _purge,
    _request,
    _room,
    _setting,
    _shift,
    _slot,
    _trail,
    _volunteer,
)


@pytest.fixture(autouse=True)
def by_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Here no file is a copy: each is made by the steps."""
    monkeypatch.setattr(db, "migrate", once.STEPS)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = tmp_path / "desk.db"
    db.create(found)
    return found


def schema(path: Path) -> str:
    with closing(bare(path)) as connection:
        rows = connection.execute(
            "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' "
            "ORDER BY type = 'trigger', type = 'index', tbl_name, name"
        )
        return "".join(f"{row[0].strip()};\n\n" for row in rows)


def test_a_new_file_is_ours_alone_and_whole(path: Path) -> None:
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert db.check(path) == db.HEAD
    assert os.listdir(path.parent) == ["desk.db"]
    with closing(bare(path)) as connection:
        assert connection.execute("PRAGMA application_id").fetchone()[0] == db.APPLICATION_ID
        assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"


def test_the_schema_is_the_golden_one(path: Path) -> None:
    if os.environ.get("UPDATE_GOLDEN") == "1":
        GOLDEN.write_text(schema(path), "utf-8")
    assert schema(path) == GOLDEN.read_text("utf-8")


def test_the_rows_of_the_code_are_the_tables_of_the_file(path: Path) -> None:
    with closing(bare(path)) as connection:
        names = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        plain = {name for name in names if not name.startswith(("search_", "sqlite_"))}
        assert plain - {"alembic_version"} == set(SQLModel.metadata.tables)
        for name, table in SQLModel.metadata.tables.items():
            found = {
                row[1]: (row[3] or row[5] > 0, row[5] > 0)
                for row in connection.execute(f"PRAGMA table_info({name})")
            }
            meant = {
                column.name: (not column.nullable or column.primary_key, column.primary_key)
                for column in table.columns
            }
            assert {k: (bool(a), bool(b)) for k, (a, b) in found.items()} == meant, name


def test_the_head_that_the_program_knows_is_the_newest_step() -> None:
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", "deskapp:migrations")
    assert ScriptDirectory.from_config(config).get_current_head() == db.HEAD


def test_nothing_is_made_where_something_is(path: Path, tmp_path: Path) -> None:
    before = path.read_bytes()
    dangling = tmp_path / "link.db"
    dangling.symlink_to(tmp_path / "nowhere")
    for taken in (path, tmp_path, dangling):
        with pytest.raises(DeskError) as refusal:
            db.create(taken)
        refused(refusal.value, str(taken))
    assert path.read_bytes() == before
    assert sorted(os.listdir(tmp_path)) == ["desk.db", "link.db"]


def test_an_interrupted_making_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(path: Path) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(db, "migrate", interrupted)
    with pytest.raises(KeyboardInterrupt):
        db.create(tmp_path / "desk.db")
    assert os.listdir(tmp_path) == []


def test_who_comes_second_finds_the_file_of_the_first(tmp_path: Path) -> None:
    target = tmp_path / "desk.db"
    with pytest.raises(DeskError) as refusal, db.building(target) as half:
        half.write_bytes(b"mine")
        target.write_bytes(b"theirs")
    refused(refusal.value, str(target))
    assert target.read_bytes() == b"theirs"
    assert os.listdir(tmp_path) == ["desk.db"]


@pytest.mark.parametrize("readonly", [True, False])
def test_a_missing_file_is_never_made_by_opening_it(tmp_path: Path, readonly: bool) -> None:
    missing = tmp_path / "nowhere.db"
    with pytest.raises(DeskError) as refusal:
        db.connect(missing, readonly=readonly)
    refused(refusal.value, str(missing))
    with pytest.raises(DeskError) as refusal:
        db.check(missing)
    refused(refusal.value, str(missing), "deskapp setup")
    assert refusal.value.code == Exit.NOT_FOUND
    assert not missing.exists()


def _other_app(path: Path) -> None:
    with closing(bare(path)) as connection:
        connection.execute("CREATE TABLE music (title TEXT)")
        connection.execute("PRAGMA application_id=42")


def _flip(path: Path, *places: int) -> None:
    raw = bytearray(path.read_bytes())
    for place in places:
        raw[place] ^= 0xFF
    path.write_bytes(raw)


def _broken(path: Path, place: int) -> None:
    RING.forget()  # a plain file: of an encrypted one its first page has no marks
    db.create(path)
    _flip(path, place)


FOREIGN: dict[str, Callable[[Path], object]] = {
    "random bytes": lambda path: path.write_bytes(bytes(range(256)) * 64),
    "nothing": lambda path: path.write_bytes(b""),
    "a text": lambda path: path.write_text("编号,姓名\n"),
    "another program's file": _other_app,
    "a broken head": lambda path: _broken(path, 3),
    "a broken mark": lambda path: _broken(path, 69),
}


@pytest.mark.parametrize("make", FOREIGN.values(), ids=FOREIGN.keys())
def test_a_foreign_file_is_left_as_it_is(tmp_path: Path, make: Callable[[Path], object]) -> None:
    path = tmp_path / "other.db"
    make(path)
    before = path.read_bytes()
    with pytest.raises(DeskError) as refusal:
        db.check(path)
    refused(refusal.value, "is not a desk file")
    assert path.read_bytes() == before
    assert os.listdir(tmp_path) == ["other.db"]


def test_a_folder_is_no_desk_file(tmp_path: Path) -> None:
    with pytest.raises(DeskError) as refusal:
        db.check(tmp_path)
    refused(refusal.value, "folder")


@pytest.mark.skipif(
    not hasattr(os, "mkfifo"), reason="this system has no pipes with names: run it on Linux or macOS"
)
def test_a_pipe_is_no_desk_file_and_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(DeskError) as refusal:
        db.check(tmp_path / "pipe")
    refused(refusal.value, "is not a desk file")


def test_a_name_that_no_system_takes_is_said_so(tmp_path: Path) -> None:
    for way in (db.check, db.create, db.connect):
        with pytest.raises(DeskError) as refusal:
            way(tmp_path / ("x" * 300))
        refused(refusal.value)
    (tmp_path / "file").write_text("")
    with pytest.raises(DeskError) as refusal:
        db.create(tmp_path / "file" / "desk.db")
    refused(refusal.value)


def _truncate(path: Path) -> None:
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size // 2)


DAMAGE: dict[str, Callable[[Path], object]] = {
    "cut in half": _truncate,
    "a wrong page size": lambda path: _flip(path, 16),
    "a broken first page": lambda path: _flip(path, *range(100, 112)),
}


@pytest.mark.parametrize("harm", DAMAGE.values(), ids=DAMAGE.keys())
def test_a_damaged_file_is_said_so_and_not_touched(path: Path, harm: Callable[[Path], object]) -> None:
    harm(path)
    before = path.read_bytes()
    with pytest.raises(DeskError) as refusal:
        db.check(path)
    refused(refusal.value, "damaged", "backup")
    assert path.read_bytes() == before


def test_a_newer_file_is_said_so_and_not_touched(path: Path) -> None:
    with closing(bare(path)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    before = path.read_bytes()
    for way in (db.check, db.migrate):
        with pytest.raises(DeskError) as refusal:
            way(path)
        refused(refusal.value, "newer", "9999", db.HEAD)
    assert path.read_bytes() == before


def test_a_locked_file_is_said_so(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(db, "BUSY_MS", 20)
    hold = (
        "import sys; from tests.bare import bare, hold; hold(); c = bare(sys.argv[1], isolation_level=None); "
        "c.execute('BEGIN EXCLUSIVE'); "
        "print(1, flush=True); input()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", hold, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        for way in (db.check, db.migrate):
            with pytest.raises(DeskError) as refusal:
                way(path)
            refused(refusal.value, "busy", "try again")
            assert refusal.value.code == Exit.BUSY
        holder.communicate(b"\n")
    assert db.check(path) == db.HEAD


def test_a_write_waits_its_turn_and_no_longer(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(db.connect(path)) as first, closing(db.connect(path)) as second:
        first.execute("BEGIN IMMEDIATE")
        freed = threading.Timer(0.05, first.execute, ("COMMIT",))
        freed.start()
        db.begin(second)
        assert not first.in_transaction
        second.execute("COMMIT")
        freed.join()
        monkeypatch.setattr(db, "BUSY_MS", 20)
        first.execute("BEGIN IMMEDIATE")
        began = time.monotonic()
        with pytest.raises(DeskError) as refusal, db.told(path):
            db.begin(second)
        refused(refusal.value, "busy", "try again")
        assert 0.02 <= time.monotonic() - began < 2
        assert second.execute("PRAGMA busy_timeout").fetchone()[0] == 20
        first.execute("ROLLBACK")


def test_what_a_full_disk_rolled_back_by_itself_is_not_rolled_back_again(path: Path) -> None:
    with closing(db.connect(path)) as connection:
        db.begin(connection)
        db.roll_back(connection)
        assert not connection.in_transaction
        db.roll_back(connection)


AS_NOBODY = """
import hashlib, hmac, os, sys
from pathlib import Path
from deskapp import db
from deskapp.domain.errors import DeskError
path = Path(sys.argv[1])
from tests.bare import hold
hold()
db.RING._read()  # nobody cannot read the key file any more
os.setgroups([]); os.setgid(65534); os.setuid(65534)
for verb in sys.argv[2:]:
    try:
        if verb == "write":
            connection = db.connect(path)
            connection.execute("BEGIN IMMEDIATE")
            with db.told(path):
                connection.execute("UPDATE alembic_version SET version_num = 'x'")
                connection.execute("COMMIT")
        elif verb == "create":
            db.create(path.with_name("new.db"))
        else:
            db.check(path)
        print(verb, "done")
    except DeskError as error:
        print(verb, error)
    except Exception as error:
        with_told = db.refusal(error, path) if hasattr(error, "sqlite_errorname") else None
        print(verb, with_told or repr(error))
"""


@pytest.mark.skipif(
    os.name == "nt" or os.geteuid() != 0,
    reason="only root can become nobody, for whom permissions count: run the tests as root",
)
@pytest.mark.parametrize(
    ("folder", "file", "said"),
    [
        (0o755, 0o444, {"check": "done", "write": "read-only", "create": "o permission"}),
        (0o755, 0o000, {"check": "o permission", "write": "", "create": "o permission"}),
        (0o700, 0o666, {"check": "o permission", "write": "", "create": "o permission"}),
    ],
)
def test_a_file_without_permission_is_said_so(folder: int, file: int, said: dict[str, str]) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as outer:  # pytest's own folders are closed to others
        Path(outer).chmod(0o755)
        inner = Path(outer) / "desk"
        inner.mkdir()
        db.create(inner / "desk.db")
        (inner / "desk.db").chmod(file)
        inner.chmod(folder)
        code = f"import sys; sys.path[:] = {sys.path!r}\n" + AS_NOBODY
        found = subprocess.run(
            [sys.executable, "-c", code, str(inner / "desk.db"), *said],
            capture_output=True,
            text=True,
            check=False,
        )
        assert "Traceback" not in found.stderr, found.stderr
        lines = dict(line.split(" ", 1) for line in found.stdout.splitlines())
        for verb, words in said.items():
            assert words in lines[verb], lines
            assert "Error(" not in lines[verb]


def test_a_reader_cannot_write(path: Path) -> None:
    with (
        closing(db.connect(path, readonly=True)) as reader,
        pytest.raises(sqlite3.OperationalError) as error,
    ):
        reader.execute("UPDATE alembic_version SET version_num = 'x'")
    refusal = db.refusal(error.value, path)
    assert refusal is not None
    refused(refusal, "read-only")


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("SQLITE_FULL", "full"), ("SQLITE_IOERR_FSYNC", "disk failed"),
        ("SQLITE_READONLY_DIRECTORY", "read-only"),
        ("SQLITE_BUSY_SNAPSHOT", "busy"), ("SQLITE_CORRUPT_VTAB", "damaged"),
        ("SQLITE_CANTOPEN", "permissions"),
    ],
)  # fmt: skip
def test_what_the_disk_says_becomes_a_sentence(name: str, word: str) -> None:
    error = sqlite3.OperationalError("…")
    error.sqlite_errorname = name
    refusal = db.refusal(error, Path("desk.db"))
    assert refusal is not None
    refused(refusal, word)


def test_a_bug_of_ours_stays_loud(path: Path) -> None:
    with pytest.raises(sqlite3.OperationalError, match="no such column"), db.told(path):
        db.connect(path).execute("SELECT nowhere FROM request")


def test_every_connection_has_its_pragmas(path: Path) -> None:
    with closing(db.connect(path)) as connection, closing(db.connect(path, readonly=True)) as reader:
        for one in (connection, reader):
            for name, value in {
                "foreign_keys": 1, "busy_timeout": 5000, "trusted_schema": 0, "recursive_triggers": 1,
                "secure_delete": 1, "cell_size_check": 1,
            }.items():  # fmt: skip
                assert one.execute(f"PRAGMA {name}").fetchone()[0] == value, name
        mode = connection.execute("PRAGMA journal_mode").fetchone()[0]
        level = connection.execute("PRAGMA synchronous").fetchone()[0]
        assert (mode, level) in (("delete", 3), ("wal", 2))


def test_the_journal_is_the_one_that_loses_nothing_on_this_sqlite() -> None:
    assert db.journal_pragmas((3, 40, 1)) == ("journal_mode=DELETE", "synchronous=EXTRA")
    assert db.journal_pragmas((3, 51, 2)) == ("journal_mode=DELETE", "synchronous=EXTRA")
    assert db.journal_pragmas((3, 51, 3)) == ("journal_mode=WAL", "synchronous=FULL")


@pytest.mark.skipif(
    db.journal_pragmas()[0] != "journal_mode=DELETE",
    reason="this SQLite needs no rollback journal: run it with one older than 3.51.3",
)
def test_what_a_power_cut_left_half_done_is_rolled_back_at_the_next_start(tmp_path: Path) -> None:
    desk = a_desk(tmp_path, durable=True)
    made = desk.log()
    desk.store.close()
    cut = tmp_path / "cut"
    cut.mkdir()
    with closing(db.connect(desk.path)) as writer:
        writer.execute("PRAGMA cache_size=1")
        writer.execute("BEGIN IMMEDIATE")
        for _ in range(300):  # more than the cache holds: half of it stands in the file already
            writer.execute(
                "INSERT INTO serial SELECT room_id, hex(randomblob(400)), day, 1 FROM serial LIMIT 1"
            )
        for name in ("desk.db", "desk.db-journal"):
            shutil.copy(tmp_path / name, cut / name)
        writer.execute("ROLLBACK")
    assert (cut / "desk.db").stat().st_size > 100_000
    its_own_words = pytest.raises(sqlite3.OperationalError, match="readonly")
    with closing(bare(cut / "desk.db", mode="ro")) as plain, its_own_words:
        plain.execute("SELECT count(*) FROM serial")
    assert db.check(cut / "desk.db") == db.HEAD
    with closing(db.connect(cut / "desk.db", readonly=True)) as reader:
        assert reader.execute("SELECT count(*) FROM serial").fetchone()[0] == 1
        assert reader.execute("SELECT number FROM request").fetchone()[0] == made.number


TRICKS = (
    "UPDATE {table} SET room_id = 9",
    "DELETE FROM {table}",
    "INSERT OR REPLACE INTO {table} SELECT * FROM {table} LIMIT 1",
    "REPLACE INTO {table} SELECT * FROM {table} LIMIT 1",
    "UPDATE OR REPLACE {table} SET room_id = 9",
    "INSERT INTO {table} SELECT * FROM {table} LIMIT 1 ON CONFLICT DO UPDATE SET room_id = 9",
    "UPDATE OR IGNORE {table} SET {key} = {key} + 1000",
    "WITH gone AS (SELECT {key} AS k FROM {table}) DELETE FROM {table} WHERE {key} IN (SELECT k FROM gone)",
)


@pytest.mark.parametrize("table", db.APPEND_ONLY)
@pytest.mark.parametrize("trick", TRICKS)
def test_what_is_written_stays_written(tmp_path: Path, table: str, trick: str) -> None:
    desk = a_desk(tmp_path)
    number = desk.log().number
    desk.requests.note(number, "call", "喂", desk.actor, EN)
    desk.store.close()
    before = [tuple(row) for row in desk.read(f"SELECT * FROM {table}")]
    if " SELECT * " in trick and "DO UPDATE" in trick:
        trick = trick.replace("LIMIT 1 ON", "WHERE true ON")
    sql = trick.format(table=table, key="seq" if table == "audit" else "id")
    refusal = pytest.raises(sqlite3.IntegrityError, match="append-only")
    with closing(db.connect(desk.path)) as connection, refusal:
        connection.execute(sql)
    assert [tuple(row) for row in desk.read(f"SELECT * FROM {table}")] == before


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM request",
        "REPLACE INTO request SELECT * FROM request",
        "UPDATE request SET status = 'happy'",
        "UPDATE request SET is_open = 0",
        "UPDATE request SET status = 'resolved', is_open = 0",
        "UPDATE request SET status = 'merged', is_open = 0",
        "UPDATE request SET outcome = 'to_case'",
        "UPDATE request SET category = 'case_report'",
        "UPDATE request SET responsible = 99",
        "UPDATE request SET urgency = 'soon'",
        "UPDATE request SET day = '21.11.2026'",
        "UPDATE request SET version = 0",
        "UPDATE request SET applicant = hex(zeroblob(60))",
        "DELETE FROM room",
        "DELETE FROM officer",
        "UPDATE serial SET last = 0",
    ],
)
def test_the_file_itself_refuses_what_no_desk_writes(tmp_path: Path, sql: str) -> None:
    desk = a_desk(tmp_path)
    desk.log()
    desk.store.close()
    with closing(db.connect(desk.path)) as connection, pytest.raises(sqlite3.IntegrityError):
        connection.execute(sql)


KNOWN = db.HEAD
NEWER = "9999"
NEXT_STEP = """
from alembic import op
revision, down_revision, branch_labels, depends_on = "{step}", "{head}", None, None

def upgrade():
    assert op.get_bind().exec_driver_sql("PRAGMA foreign_keys").scalar() == 0
    op.execute("ALTER TABLE room ADD COLUMN motto TEXT NOT NULL DEFAULT ''")
    {more}
"""


@pytest.fixture
def newer_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Give the program one schema step more."""

    def give(more: str = "") -> None:
        from alembic.config import Config

        scripts = tmp_path / "migrations"
        source = Path(db.__file__).parent / "migrations"
        shutil.copytree(source, scripts, ignore=shutil.ignore_patterns("__pycache__"))
        step = NEXT_STEP.format(step=NEWER, head=db.HEAD, more=more)
        (scripts / "versions" / f"v{NEWER}.py").write_text(step, "utf-8")
        original = Config.set_main_option
        monkeypatch.setattr(
            Config, "set_main_option", lambda self, name, value: original(self, name, str(scripts))
        )
        monkeypatch.setattr(db, "HEAD", NEWER)

    return give


def test_an_older_file_is_copied_first_and_then_brought_up_to_date(
    tmp_path: Path, newer_program: Callable[..., None]
) -> None:
    desk = a_desk(tmp_path)
    number = desk.log().number
    desk.store.close()
    newer_program()
    db.migrate(desk.path)
    assert db.check(desk.path) == NEWER
    assert desk.read("SELECT motto FROM room")[0][0] == ""
    copy = tmp_path / f"desk.db.before-{KNOWN}-to-{NEWER}"
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    with closing(db.connect(copy, readonly=True)) as kept:
        assert kept.execute("SELECT number FROM request").fetchone()[0] == number
        assert kept.execute("PRAGMA application_id").fetchone()[0] == db.APPLICATION_ID
        assert kept.execute("SELECT version_num FROM alembic_version").fetchone()[0] == KNOWN


@pytest.mark.parametrize(
    "more",
    [
        "op.execute('DROP TRIGGER audit_no_delete')",
        "op.execute('DELETE FROM officer')",
        "op.execute('NONSENSE')",
    ],
)
def test_a_step_that_fails_or_loses_something_changes_nothing(
    tmp_path: Path, newer_program: Callable[..., None], more: str
) -> None:
    desk = a_desk(tmp_path)
    desk.log()
    desk.store.close()
    before = schema(desk.path)
    newer_program(more)
    with pytest.raises(Exception, match=r"lost triggers|NONSENSE"):
        db.migrate(desk.path)
    assert schema(desk.path) == before
    assert desk.count("officer") == 1
    with closing(db.connect(desk.path, readonly=True)) as reader:
        assert reader.execute("SELECT version_num FROM alembic_version").fetchone()[0] == KNOWN


def test_an_engine_begins_by_taking_the_write_lock(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(db, "BUSY_MS", 20)
    engine = db.write_engine(path)
    with engine.begin() as held:
        held.execute(text("SELECT 1"))
        with closing(db.connect(path)) as second, pytest.raises(sqlite3.OperationalError, match="locked"):
            second.execute("BEGIN IMMEDIATE")
    engine.dispose()
