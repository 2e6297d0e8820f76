"""Cuts the power after each operation of a recording, with any loss of what was not synced, and looks what is left."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path

from tests.faults.disk import Disk
from tests.faults.looking import Models, Verdict
from tests.faults.marks import Marks, Told
from tests.faults.recording import OPTIONS, Op, operations, replay
from tests.faults.scenes import Scene, Stage, a_copy
from tests.faults.strace import run

EACH = 12
"""Losses that are tried after each operation, in a whole run."""


def record(
    scene: Scene, models: Models, folder: Path, before: Callable[[], None] | None = None
) -> tuple[list[Op], str]:
    """What a scene does to the disk, and where."""
    with a_copy(models.template, folder / f"{scene.name}-record") as stage:
        place = str(stage.folder)
        ran = run(scene, stage, OPTIONS, Marks(), before=before)
    if not ran.told.ended or ran.told.refused or ran.told.bug:
        raise AssertionError(f"{scene.name} without a fault: {ran.told}")
    return operations(ran.log, place), place


def _files(folder: Path, place: str) -> dict[str, bytes]:
    return {
        f"{place}/{path.relative_to(folder)}": path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }  # fmt: skip


def _lay_out(files: dict[str, bytes], place: str, folder: Path) -> None:
    for name, content in files.items():
        path = folder / Path(name).relative_to(place)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        path.chmod(0o600)


def loop(
    scene: Scene, models: Models, folder: Path, count: int, chance: random.Random, ops: list[Op], place: str
) -> Verdict:  # fmt: skip
    """Cut the power after each of `ops`, some times each, or `count` times in all; gives what became of it."""
    cuts = [at for at in range(len(ops) + 1) for _ in range(EACH)]
    if count:
        cuts = sorted(chance.sample(cuts, min(count, len(cuts))))
    start = _files(models.template, place)
    disk, done, at, total = Disk(start), list[str](), 0, Verdict()
    names = [verb.name for verb in scene.verbs]
    trial = folder / f"{scene.name}-cut"
    for cut in cuts:
        while at < cut:
            op = ops[at]
            if op.what == "answer":
                done.append(op.name)
            else:
                replay(disk, op)
            at += 1
        going = names[len(done)] if len(done) < len(names) else ""
        _lay_out(disk.after_the_cut(chance), place, trial)
        told = Told(done=list(done), going=going)
        verdict = models.judge(Stage(trial), told, killed=True, whole=False)
        verdict.acknowledged = len(done)
        verdict.notes = [f"{scene.name} cut after {cut} of {len(ops)}: {note}" for note in verdict.notes]
        total.add(verdict)
        shutil.rmtree(trial)
    return total
