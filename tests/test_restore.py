"""A copy brought back: everything as it was, the replaced file kept, and nothing done by half."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from io import StringIO
from pathlib import Path

import pytest

from deskapp import backup, db, restore
from deskapp.__main__ import main
from deskapp.commands.call import Call
from deskapp.doctor import BAD, GOOD, NOTE, examine
from deskapp.domain.audit import key_name
from deskapp.domain.errors import DeskError, Exit
from deskapp.services.store import Store
from deskapp.settings import Settings
from deskapp.wiring import open_desk
from tests.bare import bare, statements
from tests.builders import EN, KEY, TestDesk, a_desk, refused, settings_in, walk
from tests.test_db import KNOWN, NEWER, newer_program  # noqa: F401 - a fixture


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    found = settings_in(tmp_path)
    found.key_file.parent.mkdir()
    found.key_file.write_text(KEY.hex())
    return found


@pytest.fixture
def room(settings: Settings) -> Iterator[TestDesk]:
    """A desk with matters in it, and one step each."""
    found = a_desk(settings.database.parent)
    for who in ("周敏", "马玉兰", "㛃𠮷"):
        number = found.log(applicant=who, phone="13800010009").number
        walk(found, number, ("take", {}))
        found.clock.turn(days=1)
    found.requests.note(number, "call", "回电", found.actor, EN)
    yield found
    found.store.close()


@pytest.fixture
def copy(room: TestDesk, settings: Settings) -> Path:
    """A copy of that desk; afterwards the desk goes on and is closed."""
    desk = open_desk(settings)
    desk.clock = room.clock
    made = backup.make(desk, settings.database.with_name("copy.db"))
    desk.close()
    room.log(applicant="后来的人")
    room.store.close()
    return made.path


def dump(path: Path) -> list[str]:
    with closing(bare(path)) as connection:
        return list(statements(connection))


def without_the_mark(path: Path) -> list[str]:
    """The file line by line, without the one audit row that bringing it back adds."""
    with closing(bare(path)) as connection:
        (last,) = connection.execute("SELECT max(seq) FROM audit").fetchone()
        row = connection.execute("SELECT action, via FROM audit WHERE seq = ?", (last,)).fetchone()
        assert row == ("restore", "cli")
        connection.execute("DROP TRIGGER audit_no_delete")
        connection.execute("DELETE FROM audit WHERE seq = ?", (last,))
        connection.execute("UPDATE sqlite_sequence SET seq = ? WHERE name = 'audit'", (last - 1,))
        return [line for line in statements(connection) if "TRIGGER audit_no_delete" not in line]


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def replaced(folder: Path) -> list[Path]:
    return sorted(folder.glob("desk.db.replaced-*"))


# -- the drill


def test_the_drill_brings_everything_back(copy: Path, room: TestDesk, settings: Settings) -> None:
    held_before, later = dump(copy), dump(room.path)
    done = restore.restore(settings, copy)
    assert without_the_mark(settings.database) == [
        line for line in held_before if "TRIGGER audit_no_delete" not in line
    ]
    assert done.kept is not None
    assert [done.kept] == replaced(copy.parent)
    assert dump(done.kept) == later
    assert dump(copy) == held_before


def test_the_desk_works_on_after_a_restore(copy: Path, room: TestDesk, settings: Settings) -> None:
    head = restore.describe(copy).chain_head
    restore.restore(settings, copy)
    desk = open_desk(settings)
    (row,) = desk.reader.execute("SELECT prev FROM audit WHERE action = 'restore'").fetchall()
    assert row["prev"] == head
    desk.clock = room.clock
    logged = desk.requests.log({"category": "noise", "summary": "x"}, desk.actor, EN).request
    assert logged.number.endswith("-001")
    desk.close()
    if os.name != "nt":
        assert settings.database.stat().st_mode & 0o777 == 0o600


def test_a_copy_says_what_it_holds(copy: Path) -> None:
    before = copy.read_bytes()
    held = restore.describe(copy)
    assert (held.room.station, held.room.name) == ("明珠路派出所", "明珠社区警务室")
    assert (held.first, held.last, held.records) == (date(2026, 11, 21), date(2026, 11, 23), 3)
    assert (held.step, held.key_names) == (db.HEAD, (key_name(KEY),))
    assert held.written is not None
    assert copy.read_bytes() == before


def _remove(path: Path) -> None:
    path.unlink()


def _overwrite(path: Path) -> None:
    path.write_bytes(b"\xff" * 8192)


def _break(path: Path) -> None:
    whole = path.read_bytes()
    path.write_bytes(whole[:100] + b"\xff" * 12288 + whole[12388:])


def _empty(path: Path) -> None:
    path.write_bytes(b"")


@pytest.mark.parametrize("harm", [_remove, _overwrite, _break, _empty])
def test_a_desk_file_that_is_missing_or_damaged_is_replaced_too(
    copy: Path, settings: Settings, harm: Callable[[Path], None]
) -> None:
    harm(settings.database)
    broken = settings.database.read_bytes() if settings.database.exists() else None
    done = restore.restore(settings, copy)
    assert (done.kept.read_bytes() if done.kept else None) == broken
    assert db.check(settings.database) == db.HEAD
    open_desk(settings).close()


def test_what_a_crash_left_beside_the_old_file_never_reaches_the_new_one(
    copy: Path, settings: Settings
) -> None:
    _overwrite(settings.database)
    for ending in ("-journal", "-wal"):
        settings.database.with_name(f"desk.db{ending}").write_bytes(b"left" + ending.encode())
    done = restore.restore(settings, copy)
    assert done.kept is not None
    for ending in ("-journal", "-wal"):
        assert not settings.database.with_name(f"desk.db{ending}").exists()
        assert done.kept.with_name(done.kept.name + ending).read_bytes() == b"left" + ending.encode()


def test_a_disk_without_links_keeps_the_replaced_file_too(
    copy: Path, room: TestDesk, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = dump(room.path)
    monkeypatch.setattr(os, "link", lambda *_: (_ for _ in ()).throw(PermissionError(1, "no links")))
    done = restore.restore(settings, copy)
    assert done.kept is not None
    assert dump(done.kept) == later


def test_a_desk_behind_a_link_is_restored_where_it_lies(
    copy: Path, settings: Settings, tmp_path: Path
) -> None:
    (tmp_path / "far").mkdir()
    settings.database.rename(tmp_path / "far" / "real.db")
    settings.database.symlink_to(tmp_path / "far" / "real.db")
    restore.restore(settings, copy)
    assert settings.database.is_symlink()
    assert restore.describe(settings.database).records == 3


def test_an_older_copy_is_brought_up_to_date(
    copy: Path, settings: Settings, newer_program: Callable[..., None]  # noqa: F811
) -> None:  # fmt: skip
    newer_program()
    done = restore.restore(settings, copy)
    assert done.held.step == KNOWN
    assert db.check(settings.database) == NEWER
    assert db.check(copy) == KNOWN
    assert not list(copy.parent.glob(".*"))


def test_a_migration_that_fails_leaves_the_desk_as_it_was(
    copy: Path, settings: Settings, newer_program: Callable[..., None]  # noqa: F811
) -> None:  # fmt: skip
    before = files(copy.parent)
    newer_program("raise RuntimeError('a bug')")
    with pytest.raises(RuntimeError):
        restore.restore(settings, copy)
    assert files(copy.parent) == before


# -- refusals


def _newer(path: Path) -> None:
    with closing(db.connect(path)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")


def _foreign(path: Path) -> None:
    path.unlink()
    with closing(bare(path)) as connection:
        connection.execute("CREATE TABLE pictures (id)")


def _flipped(path: Path) -> None:
    whole = path.read_bytes()
    path.write_bytes(whole[:16384] + b"\xff" * 8192 + whole[24576:])


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:20000])


def _without_room(path: Path) -> None:
    path.unlink()
    db.create(path)


@pytest.mark.parametrize(
    ("harm", "word"),
    [(_newer, "newer"), (_foreign, "is not a desk file"), (_overwrite, "is not a desk file"), (_empty, "not a desk"),
     (_flipped, "damaged"), (_cut, "damaged"), (_remove, "no desk file"), (_without_room, "no room in it")],
)  # fmt: skip
def test_what_is_no_sound_copy_is_refused_and_nothing_changes(
    copy: Path, settings: Settings, harm: Callable[[Path], None], word: str
) -> None:
    harm(copy)
    before = files(copy.parent)
    with pytest.raises(DeskError) as refusal:
        restore.restore(settings, copy)
    refused(refusal.value, word)
    assert files(copy.parent) == before


def test_the_desk_file_itself_and_a_folder_are_refused(
    copy: Path, settings: Settings, tmp_path: Path
) -> None:
    for source, word in ((settings.database, "the desk file itself"), (tmp_path, "a folder")):
        with pytest.raises(DeskError) as refusal:
            restore.restore(settings, source)
        refused(refusal.value, word)
    settings.database.unlink()
    settings.database.mkdir()
    with pytest.raises(DeskError) as refusal:
        restore.restore(settings, copy)
    refused(refusal.value, "a folder")


KILLED = """
import os, signal, sys
from pathlib import Path
from deskapp import backup, db, restore, settings
def die(*_): os.kill(os.getpid(), signal.SIGKILL)
folder, at = Path(sys.argv[1]), sys.argv[2]
owner = {"migrate": restore, "sync": db, "replace": Path}[at]
setattr(owner, "_bring_up_to_date" if at == "migrate" else at, die)
restore.restore(settings.Settings(folder / "config/config.toml", folder / "desk.db", folder), folder / "copy.db")
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no SIGKILL: run it on Linux or macOS")
@pytest.mark.parametrize("at", ["migrate", "sync", "replace"])
def test_a_killed_restore_leaves_the_desk_as_it_was_and_can_be_done_again(
    copy: Path, room: TestDesk, settings: Settings, at: str
) -> None:
    before = dump(room.path)
    done = subprocess.run([sys.executable, "-c", KILLED, str(copy.parent), at], check=False)
    assert done.returncode == -signal.SIGKILL
    assert dump(room.path) == before
    with closing(open_desk(settings)) as desk:
        assert desk.room == room.room
    for rest in copy.parent.glob(".*"):
        os.utime(rest, (0, 0))
    restore.restore(settings, copy)
    assert restore.describe(settings.database).records == 3
    assert not list(copy.parent.glob(".*"))


HOLD = """
import sqlite3, sys
held = sqlite3.connect(sys.argv[1])
held.execute(sys.argv[2]).fetchall()
print(1, flush=True)
input()
"""


@pytest.mark.skipif(
    not Path("/proc/self/fd").exists(),
    reason="without /proc nobody tells who has a file open: run it on Linux",
)
@pytest.mark.parametrize("does", ["SELECT 1 FROM room", "BEGIN EXCLUSIVE"])
def test_a_desk_that_is_open_elsewhere_is_not_replaced(copy: Path, settings: Settings, does: str) -> None:
    before = files(copy.parent)
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(settings.database), does],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    ) as holder:  # fmt: skip
        assert holder.stdout is not None
        holder.stdout.readline()
        with pytest.raises(DeskError) as refusal:
            restore.restore(settings, copy)
        refused(refusal.value, "open in another window")
        assert refusal.value.code == Exit.BUSY
        holder.communicate(b"\n")
    assert files(copy.parent) == before


def test_a_window_that_stayed_open_cannot_write_into_the_replaced_file(
    copy: Path, room: TestDesk, settings: Settings
) -> None:
    window = replace(room, store=Store(room.path, KEY, room.clock))
    window.log()
    count = room.count("request")
    done = restore.restore(settings, copy)  # the same process: it is not seen as another window
    with pytest.raises(DeskError) as refusal:
        window.log()
    window.store.close()
    refused(refusal.value, "was replaced while the desk was open")
    assert done.kept is not None
    with closing(bare(done.kept)) as connection:
        assert connection.execute("SELECT count(*) FROM request").fetchone()[0] == count
    assert restore.describe(settings.database).records == 3


@pytest.mark.skipif(
    os.name == "nt" or os.geteuid() != 0, reason="only root can mount a small disk: run the tests as root"
)
def test_a_full_disk_leaves_the_desk_as_it_was(copy: Path, settings: Settings, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    room = settings.database.stat().st_size + 64 * 1024
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={room}", "tmpfs", str(disk)], capture_output=True, check=False
    )
    if done.returncode:
        pytest.skip("this machine lets nobody mount a disk: run it in a container with --cap-add SYS_ADMIN")
    try:
        present = disk / "desk.db"
        shutil.copyfile(settings.database, present)
        (disk / "film").write_bytes(b"x" * 4096 * (64 // 4 - 2))
        before = files(disk)
        with pytest.raises(DeskError) as refusal:
            restore.restore(settings_in(tmp_path, database=present), copy)
        refused(refusal.value, "no room")
        assert files(disk) == before
    finally:
        subprocess.run(["umount", str(disk)], check=True)


# -- the commands


@pytest.fixture
def run(
    settings: Settings, home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., tuple[int, str, str]]:
    """Runs a command on the desk of `settings`."""
    monkeypatch.setenv("DESKAPP_CONFIG", str(settings.config))
    monkeypatch.setenv("DESKAPP_DB", str(settings.database))
    monkeypatch.setenv("DESKAPP_LANG", "en")

    def told(*words: object) -> tuple[int, str, str]:
        code = main([str(word) for word in words])
        said = capsys.readouterr()
        return code, said.out, said.err

    return told


Run = Callable[..., tuple[int, str, str]]


def test_backup_prints_the_place_of_the_copy_alone(room: TestDesk, run: Run, settings: Settings) -> None:
    code, out, err = run("backup")
    assert code == 0
    assert backup.copies(settings) == (Path(out.strip()),)
    assert "whole" in err
    code, out, _ = run("backup", settings.database.with_name("b.db"), "--json")
    said = json.loads(out)
    assert said["rows"]["request"] == 3
    assert said["path"].endswith("b.db")
    assert len(said["chain_head"]) == 64
    code, out, err = run("backup", settings.database.with_name("b.db"))
    assert (code, out) == (Exit.REFUSED, "")
    assert "there already" in err


def test_backup_dry_run_writes_nothing(room: TestDesk, run: Run, settings: Settings) -> None:
    before = files(settings.database.parent)
    code, out, err = run("backup", "--dry-run")
    assert (code, out) == (0, "")
    assert "nothing is written" in err
    assert run("backup", settings.database, "--dry-run")[0] == Exit.REFUSED
    assert files(settings.database.parent) == before
    assert not settings.backups.exists()


def test_restore_shows_the_copy_and_wants_a_yes(copy: Path, run: Run, settings: Settings) -> None:
    before = files(copy.parent)
    for flags in ((), ("--no-input",), ("--json",)):
        code, out, err = run("restore", copy, *flags)
        assert code == Exit.USAGE
        assert "--yes" in err
        assert ("明珠社区警务室" in err) if flags == ("--json",) else ("明珠社区警务室" in out)
    code, out, err = run("restore", copy, "--dry-run")
    assert code == 0
    for word in ("2026-11-21 – 2026-11-23", "Records", "3", restore.describe(copy).chain_head):
        assert word in out
    assert "nothing is written" in err
    assert files(copy.parent) == before


def test_restore_with_yes_says_where_the_old_file_is(copy: Path, run: Run) -> None:
    code, out, err = run("restore", copy, "--yes", "--no-input", "--json")
    assert code == 0, err
    said = json.loads(out)
    assert said["records"] == 3
    assert [Path(said["kept"])] == replaced(copy.parent)
    assert said["kept"] in err
    assert "key" not in err


def test_restore_wants_the_number_of_records_typed(
    copy: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = files(copy.parent)
    monkeypatch.setattr(Call, "on_terminal", True)
    for typed in ("y\n", "\n", "", "４\n"):
        monkeypatch.setattr(sys, "stdin", StringIO(typed))
        assert run("restore", copy)[0] == Exit.USAGE
        assert files(copy.parent) == before
    monkeypatch.setattr(sys, "stdin", StringIO("３\n"))
    code, _, err = run("restore", copy)
    assert code == 0, err
    assert len(replaced(copy.parent)) == 1


def test_restore_says_that_another_key_sealed_the_copy_and_goes_on(
    copy: Path, run: Run, settings: Settings
) -> None:
    settings.key_file.unlink()
    code, _, err = run("restore", copy, "--dry-run")
    assert code == 0
    assert key_name(KEY) in err
    assert not settings.key_file.exists()
    code, _, err = run("restore", copy, "--yes")
    assert code == 0
    assert f"({key_name(KEY)})" in err
    with closing(bare(settings.database)) as connection:
        names = [row[0] for row in connection.execute("SELECT key_name FROM audit ORDER BY seq")]
    assert set(names[:-1]) == {key_name(KEY)} != {names[-1]}


def test_a_damaged_key_stops_a_restore_before_anything_changes(
    copy: Path, run: Run, settings: Settings
) -> None:
    settings.key_file.write_text("no key")
    before = files(copy.parent)
    code, _, err = run("restore", copy, "--yes")
    assert code == Exit.REFUSED
    assert "key file" in err
    assert files(copy.parent) == before


def test_the_paths_name_the_folder_of_copies(run: Run, settings: Settings) -> None:
    assert json.loads(run("paths", "--json")[1])["backups"] == str(settings.backups)


# -- the doctor


def finding(settings: Settings) -> tuple[str, str]:
    return next((f.state, f.say(EN)) for f in examine(settings) if f.name == "Last copy")


def test_the_doctor_tells_the_age_of_the_last_copy(
    room: TestDesk, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    for days, state in ((1, GOOD), (3, NOTE), (8, BAD)):
        monkeypatch.setattr(
            "deskapp.doctor.copies.wall_clock",
            lambda days=days: room.clock() + (days - 3) * timedelta(days=1),
        )
        assert finding(settings)[0] == state
    assert "deskapp backup" in finding(settings)[1]
    desk = open_desk(settings)
    desk.clock = room.clock
    backup.make(desk)
    desk.close()
    state, said = finding(settings)
    assert state == GOOD
    assert "Made 2026-11-24 12:03; 0 entries since then" in said
    assert said.endswith(": 1.")
    room.log()
    assert finding(settings)[0] == NOTE


def test_the_doctor_wants_no_copy_of_a_practice_file(tmp_path: Path, settings: Settings) -> None:
    from deskapp.wiring import Setup, set_up

    set_up(settings, Setup("S", "R", "李辉", "1", "en", practice=True)).close()
    assert finding(settings)[0] == GOOD
