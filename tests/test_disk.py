"""The disk under the file: a reserve for the last writes, a disk that is really full, one only to read, a network's."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from deskapp import db, disk
from deskapp.__main__ import main
from deskapp.domain.draft import Place
from deskapp.domain.errors import DeskError
from deskapp.reading import requests as reading
from deskapp.services import drafts as draft_service
from deskapp.services.drafts import Drafts
from tests.app_builders import log, new_desk, opened
from tests.builders import EN, TestDesk, a_desk, refused

LOG = Place(1, 1, "log")
TYPED = {"applicant": "王秀英", "summary": "楼上噪音" * 200}
MOUNTS = """\
22 1 254:1 / / rw,relatime - ext4 /dev/vda1 rw
30 22 0:40 / /home rw - nfs4 server:/home rw
31 30 0:41 / /home/li/My\\040Disk rw - ext4 /dev/sdb1 rw
32 22 0:42 / /mnt/share rw - cifs //server/share rw
33 22 0:43 / /mnt/key rw - fuse.sshfs me@far rw
34 22 0:44 / /mnt/share2 rw - vfat /dev/sdc1 rw
"""


def mounted(folder: Path, options: str) -> bool:
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)], capture_output=True, check=False
    )
    return done.returncode == 0


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    """A disk of eight megabytes."""
    folder = tmp_path / "small"
    folder.mkdir()
    if os.name == "nt" or os.geteuid() != 0 or not mounted(folder, "size=8m"):
        pytest.skip("a small disk needs a mount: run the tests as root")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=False)


def fill(folder: Path) -> Path:
    """Fill the disk to its last byte; gives the file that does it."""
    stuff = folder / "stuff"
    with pytest.raises(OSError, match="No space"), stuff.open("ab", buffering=0) as out:
        while True:
            out.write(bytes(4096))
    return stuff


def test_the_reserve_is_really_taken_from_the_disk_and_for_its_owner_alone(tmp_path: Path) -> None:
    file = tmp_path / "desk.db"
    assert not disk.has_reserve(file)
    assert disk.keep_reserve(file)
    found = disk.reserve_of(file).stat()
    assert (found.st_size, found.st_mode & 0o777) == (disk.RESERVE, 0o600)
    assert os.listdir(tmp_path) == ["deskapp.reserve"]
    assert disk.has_reserve(file)
    with disk.reserve_of(file).open("r+b") as hollow:
        hollow.truncate(0)
        hollow.truncate(disk.RESERVE)
    assert not disk.has_reserve(file)
    assert disk.keep_reserve(file)
    assert disk.let_go(file)
    assert not disk.let_go(file)


def test_the_reserve_is_not_made_where_it_would_take_the_last_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disk, "free", lambda folder: disk.ENOUGH - 1)
    assert not disk.keep_reserve(tmp_path / "desk.db")
    assert not disk.keep_reserve(tmp_path / "nowhere" / "desk.db")
    assert os.listdir(tmp_path) == []


def test_where_hardly_any_room_is_left_the_reserve_goes_before_the_write(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = a_desk(tmp_path)
    disk.keep_reserve(desk.path)
    desk.log()
    assert disk.has_reserve(desk.path)
    monkeypatch.setattr(disk, "free", lambda folder: disk.SCARCE - 1)
    desk.log()
    assert not disk.has_reserve(desk.path)


def test_a_full_disk_lets_the_last_writes_through_then_refuses_in_words_and_stays_readable(
    small: Path,
) -> None:
    desk = a_desk(small, durable=True)
    first = desk.log().number
    assert not disk.keep_reserve(desk.path)  # the disk is smaller than that
    disk.reserve_of(desk.path).write_bytes(os.urandom(disk.RESERVE))
    stuff = fill(small)
    assert disk.free(small) == 0
    through = desk.log(summary="最后一件").number
    assert not disk.reserve_of(desk.path).exists()
    fill(small)
    with closing(db.connect(desk.path, readonly=True)) as reader:
        drafts = Drafts(desk.path, desk.clock, lambda: reader)
        with pytest.raises(DeskError) as refusal:
            for _ in range(50):
                desk.log(summary="长" * 5000)
        refused(refusal.value, "disk is full", "nothing was saved", "kept", "make room")
        drafts.keep(LOG, TYPED)
        told = drafts.flush()
        assert told is not None
        assert "disk is full" in told.say(EN)
        kept = drafts.find(LOG)
        assert kept is not None
        assert dict(kept.values) == TYPED
        assert reading.find(reader, 1, first) is not None
        assert reading.find(reader, 1, through) is not None
        assert reader.execute("PRAGMA quick_check").fetchone()[0] == "ok"
        stuff.unlink()
        assert drafts.flush() is None
        drafts.close()
    assert desk.read("SELECT typed FROM draft")[0][0].count("楼上噪音") == 200
    desk.log(summary="又有地方了")


def test_the_write_that_met_the_full_disk_gets_through_when_it_is_saved_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = a_desk(tmp_path)
    disk.keep_reserve(desk.path)
    full = sqlite3.OperationalError("database or disk is full")
    full.sqlite_errorname = "SQLITE_FULL"
    with pytest.raises(DeskError) as refusal, db.told(desk.path):
        raise full
    refused(refusal.value, "let its reserve go", "save again", "make room")
    assert not disk.has_reserve(desk.path)
    with pytest.raises(DeskError) as refusal, db.told(desk.path):
        raise full
    refused(refusal.value, "nothing was saved", "make room")
    assert "reserve" not in str(refusal.value)


def test_a_command_on_a_full_disk_says_so_and_reads_on(
    small: Path, home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DESKAPP_LANG", "en")
    monkeypatch.setenv("DESKAPP_DB", str(small / "desk.db"))
    assert main(["setup", "--station", "S", "--room", "R", "--officer", "Li Ping", "--badge", "1", "-q"]) == 0
    assert main(["log", "--category", "noise", "-q", "楼上吵"]) == 0
    fill(small)
    capsys.readouterr()
    codes = {main(["log", "--category", "noise", "-q", "长" * 9000]) for _ in range(40)}
    said = capsys.readouterr().err
    assert 1 in codes
    assert "disk is full" in said
    assert "Traceback" not in said
    assert main(["list", "requests"]) == 0
    assert "楼上吵" in capsys.readouterr().out


async def test_with_a_full_disk_the_open_desk_reads_on_and_keeps_what_is_typed(small: Path) -> None:
    at = new_desk(small)
    log(at, summary="先前的一件")
    async with opened(at) as person:
        stuff = fill(small)
        await person.types("f2")
        await person.writes("王秀英\n\n3")
        await person.pastes("噪音很大" * 900)  # more than the free end of a page may hold
        await person.until(lambda: "not in the file yet" in person.status)
        assert "disk is full" in person.status
        await person.types("ctrl+s")
        assert person.top == "LogScreen"
        assert "disk is full" in person.status
        assert "make room" in person.status
        await person.types("escape", "enter")
        assert person.top == "RecordScreen"
        assert "先前的一件" in person.screen
        await person.types("escape", "f2", "ctrl+r")
        assert person.form.values()["applicant"] == "王秀英"
        stuff.unlink()
        await person.types("ctrl+s")
        assert person.top == "BoardScreen"
        assert person.request().summary.startswith("噪音很大噪音很大")


def test_a_disk_that_can_only_be_read_is_said_so_and_read_on(small: Path) -> None:
    desk = a_desk(small, durable=True)
    number = desk.log().number
    desk.store.close()
    if subprocess.run(["mount", "-o", "remount,ro", str(small)], capture_output=True, check=False).returncode:
        pytest.skip("a disk cannot be made read-only here: run the tests as root")
    try:
        again = TestDesk(
            desk.path, desk.clock, type(desk.store)(desk.path, desk.store.key, desk.clock), desk.room
        )
        with pytest.raises(DeskError) as refusal:
            again.log()
        refused(refusal.value, "read-only", "Nothing is changed")
        assert db.check(desk.path) == db.HEAD
        with closing(db.connect(desk.path, readonly=True)) as reader:
            assert reading.find(reader, 1, number) is not None
        assert not disk.keep_reserve(desk.path)
    finally:
        subprocess.run(["mount", "-o", "remount,rw", str(small)], check=False)


AS_NOBODY = """
import os, sys
from pathlib import Path
from deskapp import db
from deskapp.domain.errors import DeskError
path = Path(sys.argv[1])
connection = db.connect(path)
os.setgroups([]); os.setgid(65534); os.setuid(65534)
try:
    with db.told(path):
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE alembic_version SET version_num = 'x'")
        connection.execute("COMMIT")
    print("done")
except DeskError as error:
    print(error)
"""


@pytest.mark.skipif(
    os.name == "nt" or os.geteuid() != 0,
    reason="only root can become nobody, for whom permissions count: run the tests as root",
)
def test_a_folder_that_cannot_be_written_is_said_so_where_the_file_itself_can() -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as outer:
        folder = Path(outer) / "desk"
        folder.mkdir()
        db.create(folder / "desk.db")
        Path(outer).chmod(0o755)
        folder.chmod(0o555)
        (folder / "desk.db").chmod(0o666)
        code = f"import sys; sys.path[:] = {sys.path!r}\n" + AS_NOBODY
        found = subprocess.run(
            [sys.executable, "-c", code, str(folder / "desk.db")], capture_output=True, text=True, check=False
        )
        assert found.stderr == ""
        if db.journal_pragmas()[0] == "journal_mode=DELETE":
            assert "folder" in found.stdout
            assert "Nothing is changed" in found.stdout


@pytest.mark.parametrize(
    ("file", "kind"),
    [
        ("/var/desk.db", ""), ("/home/li/desk.db", "nfs4"), ("/home/li/My Disk/desk.db", ""),
        ("/mnt/share/desk.db", "cifs"), ("/mnt/share2/desk.db", ""), ("/mnt/key/a/desk.db", "fuse.sshfs"),
    ],
)  # fmt: skip
def test_a_disk_of_the_network_is_known_by_its_mount(file: str, kind: str) -> None:
    assert disk.network(Path(file), MOUNTS) == kind


def test_where_nothing_is_told_of_mounts_nothing_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disk, "_MOUNTS", Path("/nowhere/mountinfo"))
    assert disk.network(Path("/home/li/desk.db")) == ""
    assert disk.network(Path("/home/li/desk.db"), "odd\n\n - \n1 2 3 - nfs\n") == ""


def test_a_draft_that_met_the_full_disk_is_written_by_itself_when_there_is_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = a_desk(tmp_path)
    monkeypatch.setattr(draft_service, "AGAIN", 0.05)
    real, full = draft_service._write, [True]

    def write(*given: object) -> None:
        if full[0]:
            error = sqlite3.OperationalError("database or disk is full")
            error.sqlite_errorname = "SQLITE_FULL"
            raise error
        real(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(draft_service, "_write", write)
    with closing(db.connect(desk.path, readonly=True)) as reader:
        drafts = Drafts(desk.path, desk.clock, lambda: reader)
        drafts.keep(LOG, TYPED)
        assert drafts.flush() is not None
        full[0] = False
        with drafts._turn:
            assert drafts._turn.wait_for(lambda: not drafts._waiting, 10)
        drafts.close()
    assert desk.count("draft") == 1
