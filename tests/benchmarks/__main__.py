"""Measures the desk and prints one table: `python -m tests.benchmarks [--quick] [measure …]`."""

from __future__ import annotations

import argparse
import compileall
import importlib.util
import os
import platform
import shutil
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from tests.benchmarks import (
    copying,
    counting,
    handover,
    imports,
    kiosk,
    memory,
    processes,
    screens,
    searching,
    serving,
    writing,
)
from tests.benchmarks import keys as keyboard
from tests.benchmarks.generate import generate
from tests.benchmarks.report import Line, Missing, page, table

MEASURES = (
    "frame",
    "version",
    "sheet",
    "log",
    "open",
    "move",
    "type",
    "live",
    "search",
    "memory",
    "index",
    "duties",
    "scan",
    "hours",
    "handover",
    "figures",
    "imports",
)

PAGE = Path("docs/benchmarks.md")
"""The last table that was kept."""


def _compile() -> None:
    """Make .pyc files, without which a start is several times slower."""
    for name in ("deskapp", "textual", "rich", "typst"):
        found = importlib.util.find_spec(name)
        for folder in (found.submodule_search_locations or []) if found else []:
            compileall.compile_dir(folder, quiet=2)
    compileall.compile_dir(Path(__file__).parent, quiet=2)


def main(words: list[str]) -> int:
    """Measure what is asked for, all of it by default; the exit code says whether every goal is reached."""
    asked = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    asked.add_argument("measures", nargs="*", metavar="measure", help=", ".join(MEASURES))
    asked.add_argument("--quick", action="store_true", help="fewer rounds")
    asked.add_argument("--records", type=int, default=1_000_000)
    asked.add_argument(
        "--file", type=Path, help="a file made by tests.benchmarks.generate; it is left as it is"
    )
    asked.add_argument("--write", action="store_true", help=f"keep the table as {PAGE}")
    given = asked.parse_args(words)
    rounds, keys = (3, 40) if given.quick else (11, 100)
    _compile()
    lines: list[Line | Missing] = []
    disk = "/var/tmp" if Path("/var/tmp").is_dir() else None  # /tmp may be memory, where syncing is free
    with tempfile.TemporaryDirectory(dir=disk, prefix="deskapp-benchmark-") as folder:
        home = Path(folder)
        large, small, day, written = given.file, home / "small.db", home / "day.db", home / "written.db"
        if large is None:
            large = home / "large.db"
            generate(large, given.records)
        generate(small, 1000)
        generate(day, 12, per_day=12)
        measures: dict[str, Callable[[], Sequence[Line | Missing]]] = {
            "frame": lambda: screens.first_frame(large, home, rounds),
            "version": lambda: processes.version(home, 2 * rounds),
            "sheet": lambda: processes.sheet(day, home, rounds),
            "log": lambda: writing.log(_copy(large, written), 60 if given.quick else 400),
            "open": lambda: memory.opening(large, small, home, rounds),
            "move": lambda: keyboard.moving(large, home, keys),
            "type": lambda: keyboard.typing(large, home, 2 * keys),
            "live": lambda: keyboard.live(large, home, keys),
            "search": lambda: searching.words(large, rounds),
            "memory": lambda: memory.whole(large, home),
            "hours": lambda: serving.hours(home, rounds),
            "index": lambda: writing.indexed(_copy(large, written), 60 if given.quick else 300),
            "duties": lambda: serving.boards(home, rounds),
            "handover": lambda: handover.summaries(large, home, rounds),
            "figures": lambda: counting.measured(large, home, given.records, rounds),
            "imports": lambda: imports.measured(home, (5_000,) if given.quick else (5_000, 50_000)),
            "copy": lambda: copying.whole(large, home),
            "copytype": lambda: copying.typing(_copy(large, written), home, 2 * keys),
            "scan": lambda: kiosk.scans(home, 60 if given.quick else 300),
        }
        for name, measure in measures.items():
            if not given.measures or name in given.measures:
                began = time.perf_counter()
                found = measure()
                lines += found
                took = f"… {name} {time.perf_counter() - began:.0f} s"
                print(
                    took, table(found), sep="\n", file=sys.stderr, flush=True
                )  # a broken-off run has told something
    print(table(lines))
    if given.write:
        about = f"{datetime.now(UTC):%Y-%m-%d}, {given.records:,} requests; {_machine()}."
        PAGE.write_text(page(lines, about), "utf-8")
    return int(any(isinstance(line, Line) and line.ratio > line.goal for line in lines))


def _machine() -> str:
    """What it was measured on, by what counts."""
    return (
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, "
        f"SQLite {sqlite3.sqlite_version}, Textual {version('textual')}"
    )


def _copy(file: Path, place: Path) -> Path:
    """The file that is written to: the one that was given stays as it is."""
    shutil.copyfile(file, place)
    return place


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
