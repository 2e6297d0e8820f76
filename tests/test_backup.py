"""Copies of the desk file: whole or not there at all, one a day by itself, and they bring the desk back."""

from __future__ import annotations

import os
import signal
import sqlite3
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from deskapp import backup, db, sums
from deskapp.__main__ import main
from deskapp.domain.audit import START
from deskapp.domain.errors import DeskError
from deskapp.domain.words import N_
from deskapp.services import reads
from deskapp.services.requests import Requests
from deskapp.services.store import Store
from deskapp.wiring import Desk, Setup, open_desk, set_up
from tests.app_builders import opened, turn
from tests.bare import bare, statements
from tests.builders import EN, KEY, Hand, TestDesk, a_desk, refused, settings_in
from tests.shift_builders import handed_over, proof, shift_desk

STAMP = "desk-20261121-120000.db"
TODAY = "desk-auto-20261121-120000.db"


@pytest.fixture
def room(tmp_path: Path) -> Iterator[TestDesk]:
    """A real desk with three matters in it."""
    found = a_desk(tmp_path)
    key_file = settings_in(tmp_path).key_file
    key_file.parent.mkdir()
    key_file.write_text(KEY.hex())
    for who in ("周敏", "马玉兰", "㛃𠮷"):
        found.log(applicant=who)
    yield found
    found.store.close()


@pytest.fixture
def desk(room: TestDesk) -> Iterator[Desk]:
    """The same, opened as the program does, at noon."""
    found = open_desk(settings_in(room.path.parent))
    found.clock = room.clock
    yield found
    found.close()


def dump(path: Path) -> list[str]:
    """Every statement that makes the file, in an order that VACUUM does not change."""
    with closing(bare(path)) as connection:
        return sorted(statements(connection))


def names(folder: Path) -> set[str]:
    """What lies in a folder, without the sums of it."""
    return {path.name for path in folder.iterdir()} - {"SHA256SUMS"} if folder.exists() else set()


def chain_holds(path: Path) -> bool:
    with closing(bare(path)) as connection:
        before = START
        for prev, mac in connection.execute("SELECT prev, mac FROM audit ORDER BY seq"):
            if prev != before:
                return False
            before = mac
    return True


# -- a copy


def test_a_copy_is_the_desk_file_row_by_row(desk: Desk, room: TestDesk) -> None:
    before = dump(room.path)
    made = backup.make(desk)
    assert made.path == room.path.parent / "backups" / STAMP
    assert dump(made.path) == before
    assert made.counts["request"] == 3
    assert made.size == made.path.stat().st_size
    assert db.check(made.path) == db.HEAD
    assert names(made.path.parent) == {STAMP}
    if os.name != "nt":
        assert stat.S_IMODE(made.path.stat().st_mode) == 0o600
        assert stat.S_IMODE(made.path.parent.stat().st_mode) == 0o700


def test_a_copy_is_noted_in_the_chain_of_the_desk_and_carries_its_head(desk: Desk, room: TestDesk) -> None:
    (head,) = room.read("SELECT mac FROM audit ORDER BY seq DESC LIMIT 1")
    made = backup.make(desk)
    assert made.chain_head == head["mac"]
    (row,) = room.read("SELECT * FROM audit ORDER BY seq DESC LIMIT 1")
    assert (row["action"], row["prev"], row["officer_id"]) == ("backup", made.chain_head, 1)
    assert chain_holds(room.path)


def test_a_copy_goes_to_the_file_or_into_the_folder_that_is_named(desk: Desk, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    assert backup.make(desk, stick).path == stick / STAMP
    assert backup.make(desk, stick / "a copy.db").path == stick / "a copy.db"
    assert names(stick) == {STAMP, "a copy.db"}


def test_what_is_there_is_never_replaced(desk: Desk, room: TestDesk, tmp_path: Path) -> None:
    other = tmp_path / "letter.txt"
    other.write_text("dear")
    with pytest.raises(DeskError) as refusal:
        backup.make(desk, other)
    refused(refusal.value, "there already")
    assert other.read_text() == "dear"
    link = tmp_path / "link.db"
    link.symlink_to(room.path)
    for same in (room.path, link):
        with pytest.raises(DeskError) as refusal:
            backup.make(desk, same)
        refused(refusal.value, "the desk file itself")
    link.unlink()
    link.symlink_to(tmp_path / "nowhere")
    with pytest.raises(DeskError) as refusal:
        backup.make(desk, link)
    refused(refusal.value, "there already")
    assert room.count("audit") == len(room.read("SELECT 1 FROM audit WHERE action <> 'backup'"))


def test_what_comes_there_meanwhile_is_not_replaced_either(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "copy.db"
    whole = backup.is_whole

    def slowly(connection: sqlite3.Connection) -> bool:
        place.write_text("another program's")
        return whole(connection)

    monkeypatch.setattr(backup, "is_whole", slowly)
    for links in (True, False):
        if not links:  # as on a memory stick
            monkeypatch.setattr(os, "link", lambda *_: (_ for _ in ()).throw(PermissionError(1, "no links")))
        place.unlink(missing_ok=True)
        with pytest.raises(DeskError) as refusal:
            backup.make(desk, place)
        refused(refusal.value, "there already")
        assert place.read_text() == "another program's"


def test_a_stick_without_links_takes_a_copy(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "link", lambda *_: (_ for _ in ()).throw(PermissionError(1, "no links")))
    assert backup.make(desk, tmp_path / "copy.db").counts["request"] == 3
    assert db.check(tmp_path / "copy.db") == db.HEAD


def test_a_missing_folder_is_said_and_not_made(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(DeskError) as refusal:
        backup.make(desk, tmp_path / "stick" / "copy.db")
    refused(refusal.value, "There is no folder")
    assert not (tmp_path / "stick").exists()


def test_a_damaged_file_is_not_passed_on(desk: Desk, room: TestDesk, tmp_path: Path) -> None:
    room.store.close()
    whole = room.path.read_bytes()
    room.path.write_bytes(whole[:8192] + b"\xff" * 12288 + whole[20480:])
    with pytest.raises(DeskError) as refusal:
        backup.make(desk, tmp_path / "copy.db")
    refused(refusal.value, "damaged")
    assert names(tmp_path) == {"config", "desk.db"}


def test_a_copy_that_did_not_come_out_whole_is_thrown_away(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def holed(connection: sqlite3.Connection) -> backup.Contents:
        found = contents(connection)
        name = Path(connection.execute("PRAGMA database_list").fetchone()[2]).name
        lost = {**found.counts, "request": 2} if name.endswith(".new") else found.counts
        return backup.Contents(lost, found.chain_head)

    contents = backup.contents
    monkeypatch.setattr(backup, "contents", holed)
    with pytest.raises(DeskError) as refusal:
        backup.make(desk, tmp_path / "copy.db")
    refused(refusal.value, "did not come out whole")
    assert names(tmp_path) == {"config", "desk.db"}


def test_a_copy_that_cannot_be_noted_is_kept_all_the_same(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise DeskError(
            N_("The disk is full: nothing was saved. What you typed is kept; make room, then save again.")
        )

    monkeypatch.setattr(reads, "keep", full)
    made = backup.make(desk, tmp_path / "copy.db")
    assert made.unnoted is not None
    assert db.check(made.path) == db.HEAD


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 64 KB."""
    if os.name == "nt" or os.geteuid() != 0:
        pytest.skip("only root can mount a small disk: run the tests as root")
    place = tmp_path / "disk"
    place.mkdir()
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(place)], capture_output=True, check=False
    )
    if done.returncode:
        pytest.skip("this machine lets nobody mount a disk: run it in a container with --cap-add SYS_ADMIN")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def test_a_full_disk_is_said_and_left_as_it_was(desk: Desk, disk: Path) -> None:
    (disk / "film").write_bytes(b"x" * 20000)
    with pytest.raises(DeskError) as refusal:
        backup.make(desk, disk)
    refused(refusal.value, "no room", STAMP)
    assert names(disk) == {"film"}


def test_a_disk_that_cannot_be_written_is_said(desk: Desk, disk: Path) -> None:
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    with pytest.raises(DeskError) as refusal:
        backup.make(desk, disk / "copy.db")
    refused(refusal.value, "cannot be written", str(disk))


KILLED = """
import os, signal, sys
from pathlib import Path
from typing import Any
from deskapp import backup, db, settings
from deskapp.wiring import open_desk
folder, module, name = Path(sys.argv[1]), *sys.argv[2:]
def die(*_): os.kill(os.getpid(), signal.SIGKILL)
setattr({"backup": backup, "db": db}[module], name, die)
backup.make(open_desk(settings.Settings(folder / "config/config.toml", folder / "desk.db", folder)))
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no SIGKILL: run it on Linux or macOS")
@pytest.mark.parametrize("at", [("backup", "is_whole"), ("db", "_publish")])
def test_a_killed_copy_leaves_no_half_and_its_rest_goes_later(
    desk: Desk, room: TestDesk, at: tuple[str, str]
) -> None:
    before = dump(room.path)
    done = subprocess.run([sys.executable, "-c", KILLED, str(room.path.parent), *at], check=False)
    assert done.returncode == -signal.SIGKILL
    folder = room.path.parent / "backups"
    assert not list(folder.glob("*.db"))
    assert dump(room.path) == before
    (rest,) = folder.iterdir()
    os.utime(rest, (0, 0))
    backup.make(desk)
    assert names(folder) == {STAMP}


def test_two_officers_write_on_while_copies_are_made(desk: Desk, room: TestDesk, tmp_path: Path) -> None:
    folder = tmp_path / "copies"
    folder.mkdir()
    failed: list[BaseException] = []
    stop = threading.Event()

    def write() -> None:
        store = Store(room.path, KEY, Hand(), durable=False)
        verbs = Requests(store, room.room, {})
        try:
            while not stop.is_set():
                verbs.log({"category": "noise", "summary": "楼上跑跳"}, room.actor, EN)
        except BaseException as error:
            failed.append(error)
        finally:
            store.close()

    writers = [threading.Thread(target=write) for _ in range(2)]
    for writer in writers:
        writer.start()
    try:
        made = [backup.make(desk, folder / f"{turn}.db") for turn in range(6)]
    finally:
        stop.set()
        for writer in writers:
            writer.join()
    assert not failed
    counts = [one.counts["request"] for one in made]
    assert counts == sorted(counts)
    for one in made:
        assert chain_holds(one.path)
        with closing(bare(one.path)) as connection:
            assert (
                connection.execute("SELECT last FROM serial WHERE prefix = 'LF'").fetchone()[0]
                == one.counts["request"]
            )
            told = "SELECT count(*) FROM audit WHERE subject = 'request' AND action = 'log'"
            log = connection.execute(told).fetchone()[0]
            assert log == one.counts["request"]
    assert chain_holds(room.path)


# -- one a day by itself


def test_one_copy_a_day_is_made_by_itself(desk: Desk, room: TestDesk) -> None:
    made = backup.daily(desk)
    assert made is not None
    assert made.path.name == TODAY
    (row,) = room.read("SELECT * FROM audit ORDER BY seq DESC LIMIT 1")
    assert (row["action"], row["officer_id"], row["via"]) == ("backup", 0, "auto")
    assert backup.daily(desk) is None
    room.clock.turn(hours=12)  # midnight in the room
    tomorrow = backup.daily(desk)
    assert tomorrow is not None
    assert tomorrow.path.name == "desk-auto-20261122-000000.db"


def test_old_copies_make_room_and_those_of_people_stay(desk: Desk, room: TestDesk) -> None:
    desk.settings = replace(desk.settings, copies_kept="2/2/2")
    manual = backup.make(desk).path.name
    folder = room.path.parent / "backups"
    others = {
        "desk-auto-2026.db",
        "desk-auto-20200101.db.bak",
        "desk-auto-20200101.db",
        "other-auto-20200101.db",
        "notes.txt",
    }
    for name in others:
        (folder / name).write_text("mine")
    for _ in range(17):  # from Saturday the 21st of November on
        assert backup.daily(desk) is not None
        room.clock.turn(days=1)
    stay = {f"desk-auto-{day}-120000.db" for day in ("20261207", "20261206", "20261130")}
    assert names(folder) == {manual, *others, *stay}
    assert sums.known(folder).keys() == {manual, *stay}


def test_a_file_in_the_place_of_an_old_copy_is_left_alone(desk: Desk, room: TestDesk) -> None:
    desk.settings = replace(desk.settings, copies_kept="1/0/0")
    first = backup.daily(desk)
    assert first is not None
    first.path.write_text("somebody put this here")
    room.clock.turn(days=1)
    second = backup.daily(desk)
    room.clock.turn(days=1)
    third = backup.daily(desk)
    assert second is not None
    assert third is not None
    assert names(third.path.parent) == {first.path.name, third.path.name}


def test_a_clock_that_ran_ahead_does_not_cost_todays_copy(desk: Desk, room: TestDesk) -> None:
    folder = room.path.parent / "backups"
    folder.mkdir()
    for day in range(1, 21):
        (folder / f"desk-auto-209901{day:02}.db").touch()
    assert backup.daily(desk) is not None
    assert (folder / TODAY).exists()


def test_a_practice_file_is_not_copied_by_itself(tmp_path: Path) -> None:
    practice = set_up(settings_in(tmp_path), Setup("S", "R", "李辉", "1", "en", practice=True))
    assert backup.daily(practice) is None
    assert not practice.settings.backups.exists()
    practice.close()


def real(folder: Path) -> Desk:
    found = set_up(settings_in(folder), Setup("S", "R", "李辉", "1", "en"))
    found.clock = Hand()
    return found


async def test_the_open_desk_makes_todays_copy_in_a_calm_moment(tmp_path: Path) -> None:
    desk = real(tmp_path)
    async with opened(desk) as person:
        person.app._last_key -= 60
        person.ticks()
        await person.until(lambda: names(desk.settings.backups) == {TODAY}, 30)
        assert person.status == ""


async def test_a_copy_that_fails_is_told_on_the_status_line(tmp_path: Path) -> None:
    desk = real(tmp_path)
    desk.settings.backups.write_text("a file where the folder should be")
    async with opened(desk) as person:
        person.app.copying.look()
        await person.until(lambda: "choose another place" in person.status, 30)
        assert person.app.notice.tone == ""


async def test_the_command_list_backs_up(tmp_path: Path) -> None:
    desk = real(tmp_path)
    async with opened(desk, size=(120, 30)) as person:
        await person.types("ctrl+p", *"back up", "enter")
        await person.until(lambda: "Backed up and found whole" in person.status, 30)
        assert STAMP in names(desk.settings.backups)
        await person.types("ctrl+p", *"back up", "enter")
        await person.until(lambda: "there already" in person.status, 30)


# -- beside people who write


def fat(room: TestDesk, megabytes: int) -> None:
    """Make the file big enough for a copy of several steps."""
    for _ in range(megabytes * 40):
        room.requests.log({"category": "noise", "summary": "楼" * 8500}, room.actor, EN)


def write_at(room: TestDesk, monkeypatch: pytest.MonkeyPatch, times: int) -> list[float]:
    """Log something between two steps of a copy, `times` times; the seconds that each took."""
    took: list[float] = []
    copy_pages = backup._copy_pages

    class Between:
        """A connection whose copies are watched."""

        def __init__(self, inner: sqlite3.Connection) -> None:
            self.inner = inner

        def backup(self, target: sqlite3.Connection, *, pages: int, progress: Any, sleep: float) -> None:
            def step(*said: int) -> None:
                if len(took) < times:
                    began = time.monotonic()
                    room.log(summary="其间")
                    took.append(time.monotonic() - began)
                progress(*said)

            self.inner.backup(target, pages=16, progress=step, sleep=sleep)

    def watched(reader: Any, source: Path, half: Path, place: Path, stopped: Any, *patience: float) -> bool:
        return copy_pages(Between(reader) if patience else reader, source, half, place, stopped, *patience)  # type: ignore[arg-type]

    monkeypatch.setattr(backup, "_copy_pages", watched)
    return took


def test_who_writes_while_a_copy_is_made_does_not_wait_for_it(
    desk: Desk, room: TestDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    fat(room, 1)
    before = room.count("request")
    took = write_at(room, monkeypatch, 2)
    made = backup.make(desk)
    assert len(took) == 2
    assert max(took) < 1
    assert made.counts["request"] == before + 2
    assert chain_holds(made.path)


def test_where_people_write_without_end_the_copy_is_made_all_the_same(
    desk: Desk, room: TestDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    fat(room, 1)
    before = room.count("request")
    took = write_at(room, monkeypatch, 10_000)
    made = backup.make(desk)
    assert len(took) >= backup.PATIENCE
    assert made.counts["request"] == before + len(took)
    assert logged(made.path) == logged(room.path)


def logged(path: Path) -> int:
    with closing(bare(path)) as connection:
        return int(connection.execute("SELECT count(*) FROM audit WHERE action = 'log'").fetchone()[0])


# -- one a handover


def a_real_shift(folder: Path) -> Desk:
    """A desk with an open shift, whose file is no practice one."""
    desk = shift_desk(folder, pins=False)
    desk.shifts.open(desk.actor)
    desk.close()
    with bare(desk.settings.database) as file:
        file.execute("UPDATE room SET practice = 0")
    found = open_desk(desk.settings)
    found.clock = desk.clock
    return found


def test_each_handover_has_its_copy(tmp_path: Path) -> None:
    desk = a_real_shift(tmp_path)
    assert backup.daily(desk) is not None
    assert backup.daily(desk) is None
    turn(desk, hours=4)
    handed_over(desk)
    made = backup.daily(desk)
    assert made is not None
    assert made.path.name == "desk-auto-20261121-160000.db"
    with closing(bare(made.path)) as copy:
        assert copy.execute("SELECT count(*) FROM shift WHERE status = 'accepted'").fetchone() == (1,)
    assert backup.daily(desk) is None
    desk.close()


async def test_a_sealed_handover_is_copied_at_once_and_nobody_waits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = a_real_shift(tmp_path)
    backup.daily(desk)
    turn(desk, hours=4)
    shift = handed_over(desk)
    go = threading.Event()
    real_copy = backup.copy

    def slow(*args: Any, **named: Any) -> backup.Contents:
        go.wait(30)
        return real_copy(*args, **named)

    monkeypatch.setattr(backup, "copy", slow)
    async with opened(desk) as person:
        person.app.told_sealed(shift)
        await person.types("f2", *"周敏")  # the desk is there while the copy is not
        assert "周敏" in person.screen
        go.set()
        await person.until(lambda: len(names(desk.settings.backups)) == 2, 30)


def test_the_command_that_accepts_copies_when_it_has_said_so(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    desk = a_real_shift(home)
    outgoing = desk.actor
    desk.shifts.start(outgoing)
    desk.shifts.all_there(outgoing)
    desk.shifts.send(proof(desk, "012345"), "desk", desk.words)
    desk.close()
    monkeypatch.setenv("DESKAPP_DB", str(desk.settings.database))
    monkeypatch.setenv("DESKAPP_LANG", "en")
    assert main(["shift", "accept", "--as", "054321"]) == 0
    assert "JB-" in capsys.readouterr().out
    (copy,) = names(desk.settings.backups)
    assert copy.startswith("desk-auto-")
