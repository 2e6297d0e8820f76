"""Faults in the small: what `python -m tests.faults` does by the thousand, a few of each kind; and its own tools."""

from __future__ import annotations

import random
import re
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from deskapp import db
from tests.faults import cuts, inside, strace, vfs
from tests.faults.disk import Disk
from tests.faults.looking import Models, Verdict
from tests.faults.marks import BEGUN, DONE, REFUSED, Marks
from tests.faults.recording import Op, operations, replay
from tests.faults.scenes import SCENES

ROOT = Path(__file__).parent.parent
needs_strace = pytest.mark.skipif(
    not strace.works(),
    reason="strace is missing or may not look into processes: apt-get install strace, run the tests as root",
)

needs_layer = pytest.mark.skipif(
    not vfs.works(),
    reason="this engine cannot be looked at from within: run it with Debian's Python",
)


def faults(folder: Path, *words: str) -> tuple[int, str]:
    """Run them in a process of their own; gives the exit code and what was printed."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults", *words, "--folder", str(folder)],
        capture_output=True, text=True, check=False, cwd=ROOT,
    )  # fmt: skip
    return done.returncode, done.stdout + done.stderr


def rows(printed: str) -> dict[tuple[str, str], list[int]]:
    """The numbers of the table by scene and fault."""
    found = {}
    for line in printed.splitlines():
        if line.startswith("| "):
            scene, kind, *numbers = (cell.strip() for cell in line.strip("|").split("|"))
            found[scene, kind] = [int(number) for number in numbers]
    return found


def test_nothing_acknowledged_is_lost_where_a_call_fails_or_kills(tmp_path: Path) -> None:
    how = () if strace.works() else ("--inside",)
    code, printed = faults(tmp_path, "--seed", "11", "--count", "1", "--kinds", "EIO,ENOSPC,kill", *how)
    assert code == 0, printed
    assert len(rows(printed)) == 3 * len(inside.SCENES if how else SCENES) + 1
    for (scene, kind), (came, _done, _refused, *broken, _seconds) in rows(printed).items():
        assert came > 0, (scene, kind)
        assert not any(broken), printed


def cut(
    folder: Path, name: str, count: int, record: Callable[..., tuple[list[Op], str]] = inside.record
) -> Verdict:  # fmt: skip
    """Cut the power in a scene."""
    models = Models(SCENES[name], folder)
    ops, place = record(SCENES[name], models, folder)
    assert [op.name for op in ops if op.what == "answer"] == [verb.name for verb in SCENES[name].verbs]
    return cuts.loop(SCENES[name], models, folder, count, random.Random(11), ops, place)


@needs_layer
@pytest.mark.parametrize("name", inside.SCENES)
def test_nothing_acknowledged_is_lost_where_the_power_is_cut(tmp_path: Path, name: str) -> None:
    found = cut(tmp_path, name, 40)
    assert found.clean, found.notes
    assert found.faults == 40


@needs_strace
def test_a_copy_that_was_acknowledged_outlives_a_cut_of_the_power(tmp_path: Path) -> None:
    code, printed = faults(tmp_path, "--count", "25", "--kinds", "cut", "--scenes", "backup")
    assert code == 0, printed
    assert rows(printed)["all", ""][0] == 25


@needs_layer
@pytest.mark.parametrize("level", ["OFF", "FULL"])
def test_an_engine_that_syncs_too_little_is_found_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, level: str
) -> None:
    """In the mode of this desk, FULL does not wait for the folder: a journal may come back from the dead."""
    monkeypatch.setattr(db, "journal_pragmas", lambda *_: ("journal_mode=DELETE", f"synchronous={level}"))
    found = cut(tmp_path, "save", 80)
    assert found.lost + found.drafts + found.corrupt > 0


@needs_layer
def test_the_layer_and_strace_see_the_same(tmp_path: Path) -> None:
    if not strace.works():
        pytest.skip("strace is missing: apt-get install strace")
    models = Models(SCENES["save"], tmp_path)
    seen = [
        [(op.what, op.name.removeprefix(place), op.offset, len(op.data)) for op in ops]
        for ops, place in (record(SCENES["save"], models, tmp_path) for record in (inside.record, cuts.record))
    ]  # fmt: skip
    assert seen[0] == seen[1]


def test_many_windows_lose_no_update_and_meet_no_error(tmp_path: Path) -> None:
    code, printed = faults(tmp_path, "load", "--processes", "3", "--seconds", "1.5")
    assert code == 0, printed
    assert "lost updates 0, errors 0" in printed
    found = re.search(r": (\d+) writes", printed)
    assert found is not None
    assert int(found[1]) > 3


# -- the tools


def test_what_is_synced_outlives_every_cut_and_what_is_not_may_be_lost() -> None:
    kept, lost = 0, 0
    for seed in range(200):
        disk = Disk({"/d/a": b"old"})
        disk.file("/d/a").write(0, b"new")
        disk.file("/d/a").sync()
        disk.file("/d/a").write(3, b"er")
        found = disk.after_the_cut(random.Random(seed))["/d/a"]
        assert found in (b"new", b"newer")
        kept += found == b"newer"
        lost += found == b"new"
    assert min(kept, lost) > 20


def test_a_later_write_may_reach_the_disk_without_the_earlier_one() -> None:
    found = set()
    for seed in range(300):
        disk = Disk({"/d/a": b""})
        disk.file("/d/a").write(0, b"1")
        disk.file("/d/a").write(1, b"2")
        found.add(disk.after_the_cut(random.Random(seed))["/d/a"])
    assert found == {b"", b"1", b"\x002", b"12"}


def test_a_write_of_a_page_may_be_torn_at_its_sectors() -> None:
    page, torn = b"x" * 4096, 0
    for seed in range(300):
        disk = Disk({"/d/a": b"o" * 4096})
        disk.file("/d/a").write(0, page)
        found = disk.after_the_cut(random.Random(seed))["/d/a"]
        sectors = {found[at : at + 512] for at in range(0, 4096, 512)}
        assert sectors <= {b"x" * 512, b"o" * 512}
        torn += len(sectors) == 2
    assert torn > 20


@pytest.mark.parametrize("synced", [False, True])
def test_a_name_counts_once_its_folder_is_synced(synced: bool) -> None:
    found = set()
    for seed in range(100):
        disk = Disk({"/d/journal": b"j", "/d/a": b"a"})
        disk.unlink("/d/journal")
        disk.move("/d/a", "/d/b")
        if synced:
            disk.sync("/d")
        found.add(tuple(sorted(disk.after_the_cut(random.Random(seed)))))
    assert found == ({("/d/b",)} if synced else {
        ("/d/a", "/d/journal"), ("/d/a",), ("/d/b", "/d/journal"), ("/d/b",)
    })  # fmt: skip


def hexed(text: str) -> str:
    return "".join(f"\\x{byte:02x}" for byte in text.encode())


def test_a_recording_is_read_as_it_was_written_also_where_two_threads_take_turns() -> None:
    file = f"7<{hexed('/d/a')}>"
    lines: Sequence[str] = (
        f'11  openat(AT_FDCWD<{hexed("/w")}>, "{hexed("/d/a")}", O_RDWR|O_CREAT, 0600) = {file}',
        f'11  pwrite64({file}, "{hexed("one")}", 3, 0 <unfinished ...>',
        f'12  access("{hexed("/acknowledged/draft")}", F_OK) = -1 ENOENT (No such file or directory)',
        "11  <... pwrite64 resumed>) = 3",
        f"11  fdatasync({file}) = 0",
        f"11  ftruncate({file}, 2) = 0",
        f'11  pwrite64({file}, "{hexed("lost")}", 4, 0) = -1 EIO (Input/output error) (INJECTED)',
        f'11  write(2<{hexed("/dev/null")}>, "{hexed("x")}", 1) = 1',
        f"11  fsync(8<{hexed('/d')}>) = 0",
        f'11  rename("{hexed("/d/a")}", "{hexed("/d/b")}") = 0',
    )
    ops = operations("\n".join(lines), "/d")
    assert [op.what for op in ops] == ["make", "answer", "write", "sync", "cut", "sync", "move"]
    disk = Disk({})
    for op in ops:
        if op.what != "answer":
            replay(disk, op)
    disk.sync("/d/b")
    disk.sync("/d")
    assert disk.after_the_cut(random.Random(1)) == {"/d/b": b"on"}


def test_calls_are_counted_by_the_thread_that_made_most_of_them() -> None:
    log = (
        "1 write(1, ...\n1 write(1, ...\n2 write(1, ...\n2 <... futex resumed>\n1 fsync(3) = 0\n2 futex(0x1\n"
    )
    assert dict(strace.calls(log)) == {"write": 2, "fsync": 1}
    assert dict(strace.calls(log, ["fsync"])) == {"fsync": 1}


def test_a_child_is_heard_although_it_is_gone() -> None:
    marks = Marks()
    marks.say(BEGUN, "draft")
    marks.say(DONE, "draft")
    marks.say(BEGUN, "save")
    marks.say(REFUSED, "save", "The disk\nis full.")
    marks.say(BEGUN, "discard")
    told = marks.read()
    assert (told.done, told.refused, told.going) == (["draft"], {"save": "The disk is full."}, "discard")
    assert marks.read().done == []
