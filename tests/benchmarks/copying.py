"""A checked copy of the desk file against VACUUM INTO and the same check, and typing while copies are made."""

from __future__ import annotations

import os
import sqlite3
import sys
import time
from contextlib import closing
from pathlib import Path
from random import Random

from deskapp import backup, db, sums
from tests.benchmarks.keys import F2, PARTS, echoes
from tests.benchmarks.report import Line, middle, percentile
from tests.benchmarks.screens import BARE
from tests.benchmarks.terminal import Terminal, environment

BUSY = """
import sys, threading
from pathlib import Path
from deskapp import app, backup, copying
from deskapp.__main__ import main
def without_end(self, done=[]):
    if done:
        return
    done.append(1)
    source = self._app.desk.settings.database
    def copies():
        while True:
            half = source.with_name("half.db")
            half.unlink(missing_ok=True)
            try:
                backup.copy(source, half, half, own=True)
            except backup.DeskError:
                pass
    threading.Thread(target=copies, daemon=True).start()
copying.Copying.look = without_end
sys.exit(main(sys.argv[1:]))
"""


def whole(file: Path, home: Path) -> list[Line]:
    """The same file copied in both ways, and looked at as thoroughly; each copy is synced to the disk."""
    plain, ours = home / "plain.db", home / "ours.db"
    began = time.perf_counter()
    with closing(sqlite3.connect(file)) as source:
        source.execute("VACUUM INTO ?", (str(plain),))
        db.sync(plain)
        with closing(db.connect(plain, readonly=True)) as made:
            assert backup.is_whole(made)
            assert backup.contents(made).counts == db.row_counts(source)
    floor = time.perf_counter() - began
    plain.unlink()
    began = time.perf_counter()
    backup.copy(file, ours, ours)
    copied = time.perf_counter() - began
    db.sync(ours)
    sums.sum_of(ours)
    took = time.perf_counter() - began
    size = ours.stat().st_size / 1024**2
    ours.unlink()
    note = f"{size:,.0f} MB; copy and check {copied:.1f} s, its sum {took - copied:.1f} s"
    return [Line("copy of the file, checked", floor, took, 1.3, note, "s")]


def typing(file: Path, home: Path, keys: int) -> list[Line]:
    """The echo of a character in a form while the file is copied without a pause in the same process."""
    random, floor, took = Random(1), list[float](), list[float]()
    busy = [sys.executable, "-c", BUSY, "--db", str(file)]
    with (
        Terminal([*BARE, "input"], environment(str(home))) as bare,
        Terminal(busy, environment(str(home))) as shown,
    ):
        bare.until(lambda text: "painted" in text)
        shown.until(lambda text: "▶" in text)
        shown.rest(4)  # the first calm moment has come, and with it the first copy
        assert file.with_name("half.db").exists(), "no copy has begun"
        shown.type(F2)
        shown.rest(1.0)
        for part in range(PARTS):
            floor += echoes(bare, keys // PARTS, random, part * 1000)
            took += echoes(shown, keys // PARTS, random, part * 1000)
    for ending in ("", "-journal"):
        if os.path.exists(half := file.with_name(f"half.db{ending}")):
            os.unlink(half)
    note = f"p50 {middle(took):.1f}, slowest {max(took) * 1000:.1f} ms, {len(took)} keys; against 100 ms"
    return [Line("typing p99 while the file is copied", 100.0, percentile(took, 0.99) * 1000, 1.0, note)]
