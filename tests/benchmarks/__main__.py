"""Measures the desk and prints one table: `python -m tests.benchmarks [--quick] [measure …]`."""

from __future__ import annotations

import argparse
import compileall
import importlib.util
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from tests.benchmarks import processes, screens, writing
from tests.benchmarks.generate import generate
from tests.benchmarks.report import Line, table

MEASURES = ("frame", "version", "sheet", "log", "echo")


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
    asked.add_argument("--records", type=int, default=100_000)
    given = asked.parse_args(words)
    rounds = 3 if given.quick else 11
    _compile()
    lines: list[Line] = []
    disk = "/var/tmp" if Path("/var/tmp").is_dir() else None  # /tmp may be memory, where syncing is free
    with tempfile.TemporaryDirectory(dir=disk, prefix="deskapp-benchmark-") as folder:
        home = Path(folder)
        large, day = home / "large.db", home / "day.db"
        generate(large, given.records)
        generate(day, 12, per_day=12)
        measures: dict[str, Callable[[], list[Line]]] = {
            "frame": lambda: screens.first_frame(large, home, rounds),
            "version": lambda: processes.version(home, 2 * rounds),
            "sheet": lambda: processes.sheet(day, home, rounds),
            "log": lambda: writing.log(large, 60 if given.quick else 400),
            "echo": lambda: screens.echo(large, home, 90 if given.quick else 360),
        }
        for name, measure in measures.items():
            if not given.measures or name in given.measures:
                print(f"… {name}", file=sys.stderr, flush=True)
                lines += measure()
    print(table(lines))
    return int(any(line.ratio > line.goal for line in lines))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
