"""Loops that let the N-th call fail, and that kill at the N-th call, until no call is left."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.faults.looking import Models, Verdict
from tests.faults.marks import Marks
from tests.faults.scenes import Scene, a_copy
from tests.faults.strace import calls, run

WRITING = ("write", "pwrite64", "fsync", "fdatasync", "ftruncate")
"""The calls by which something reaches the disk."""
ERRORS = ("EIO", "ENOSPC")
KILL = "kill"


@dataclass(frozen=True)
class Fault:
    """What happens at which call."""

    kind: str
    """EIO, ENOSPC or kill."""
    call: str
    at: int
    stays: bool = False
    """Whether all later calls fail, too: a disk that is full stays full."""

    @property
    def option(self) -> str:
        what = "signal=KILL" if self.kind == KILL else f"error={self.kind}"
        return f"inject={self.call}:{what}:when={self.at}{'+' if self.stays else ''}"


def faults(scene: Scene, models: Models, folder: Path, kind: str, marks: Marks) -> Iterator[Fault]:
    """Every fault of one kind that a scene can meet."""
    with a_copy(models.template, folder / f"{scene.name}-count") as stage:
        ran = run(scene, stage, ["-e", "trace=all" if kind == KILL else f"trace={','.join(WRITING)}"], marks)
    if not ran.told.ended or ran.told.refused:
        raise AssertionError(f"{scene.name} without a fault: {ran.told}")
    for name, count in sorted(calls(ran.log, () if kind == KILL else WRITING).items()):
        for at in range(1, count + 1):
            yield Fault(kind, name, at)
            if kind != KILL:
                yield Fault(kind, name, at, stays=True)


def loop(scene: Scene, models: Models, folder: Path, kind: str, count: int, chance: random.Random) -> Verdict:
    """Let each fault of one kind come, or `count` of them that chance picks; gives what became of it."""
    marks, total = Marks(), Verdict()
    every = list(faults(scene, models, folder, kind, marks))
    picked = chance.sample(every, min(count, len(every))) if count else every
    for fault in picked:
        with a_copy(models.template, folder / f"{scene.name}-trial") as stage:
            ran = run(scene, stage, ["-e", f"trace={fault.call}", "-e", fault.option], marks)
            if not ran.hit:  # one call fewer than before: nothing came
                continue
            verdict = models.judge(stage, ran.told, killed=ran.killed)
            if ran.hung:
                verdict.untold += 1
                verdict.notes.append("it hung")
            verdict.notes = [f"{scene.name} {fault.option}: {note}" for note in verdict.notes]
            total.add(verdict)
    return total
