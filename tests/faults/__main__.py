"""`python -m tests.faults`: the faults, as many as asked for, and a table of what became of them.

python -m tests.faults                           every fault; as root, with strace, some minutes
python -m tests.faults --count 10 --seed 7       ten of each kind for each scene, picked by the seed
python -m tests.faults --kinds kill,cut          only these kinds
python -m tests.faults --write                   puts the table into docs/durability.md
python -m tests.faults load --processes 8 --seconds 20
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from tests.faults import cuts, inside, load, loops, strace, vfs
from tests.faults.looking import Models, Verdict
from tests.faults.report import PAGE, row, table, write
from tests.faults.scenes import SCENES

KINDS = (*loops.ERRORS, loops.KILL, "cut")


def main(words: list[str]) -> int:
    """Run what was asked for; 1 where a promise was broken."""
    asked = _read(words)
    with tempfile.TemporaryDirectory(prefix="deskapp-faults-", dir=asked.folder) as folder:
        return _load(asked, Path(folder)) if asked.what == "load" else _faults(asked, Path(folder).resolve())


def _read(words: list[str]) -> argparse.Namespace:
    reader = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    reader.add_argument("what", nargs="?", choices=("faults", "load"), default="faults")
    reader.add_argument("--seed", type=int, default=1)
    reader.add_argument("--count", type=int, default=0, help="faults of each kind for each scene; 0 for all")
    reader.add_argument("--kinds", default=",".join(KINDS))
    reader.add_argument("--scenes", default="", help=f"of {', '.join(SCENES)}; all where nothing is said")
    reader.add_argument("--write", action="store_true", help=f"put the table into {PAGE}")
    reader.add_argument("--folder", default=None, help="where the files lie; in memory it goes fastest")
    reader.add_argument(
        "--pragmas",
        default="",
        help="instead of ours: journal_mode=DELETE,synchronous=OFF",
    )
    reader.add_argument(
        "--inside", action="store_true", help="by a layer in the engine: no strace, no root, fewer scenes"
    )
    reader.add_argument("--processes", type=int, default=8)
    reader.add_argument("--seconds", type=float, default=20.0)
    return reader.parse_args(words)


def _load(asked: argparse.Namespace, folder: Path) -> int:
    found = load.run(folder, asked.processes, asked.seconds)
    print(found)
    if asked.write:
        write("load", f"```\n{found}\n```")
    return int(not found.clean)


def _faults(asked: argparse.Namespace, folder: Path) -> int:
    if not (vfs if asked.inside else strace).works():
        print(vfs.MISSING if asked.inside else strace.MISSING, file=sys.stderr)
        return 2
    before = strace.unsynced(*asked.pragmas.split(",")) if asked.pragmas else None
    began, rows, total = time.perf_counter(), list[str](), Verdict()
    for name in asked.scenes.split(",") if asked.scenes else inside.SCENES if asked.inside else SCENES:
        models = Models(SCENES[name], folder)
        for kind in asked.kinds.split(","):
            chance = random.Random(f"{asked.seed} {name} {kind}")
            start = time.perf_counter()
            if kind == "cut":
                record = inside.record if asked.inside else cuts.record
                ops, place = record(SCENES[name], models, folder, before)
                found = cuts.loop(SCENES[name], models, folder, asked.count, chance, ops, place)
            else:
                loop = inside.loop if asked.inside else loops.loop
                found = loop(SCENES[name], models, folder, kind, asked.count, chance)
            rows.append(row(name, kind, found, time.perf_counter() - start))
            print(rows[-1], flush=True)
            for note in found.notes[:5]:
                print(f"    {note}", flush=True)
            total.add(found)
    took = time.perf_counter() - began
    rows.append(row("all", "", total, took))
    print(rows[-1])
    if asked.write:
        write("faults", table(rows, f"{datetime.now(UTC):%Y-%m-%d}", sys.argv[1:]))
    return int(not total.clean)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
