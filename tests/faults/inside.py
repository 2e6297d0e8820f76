"""The same loops without strace: faults and recordings by the layer inside the engine."""

from __future__ import annotations

import os
import random
import signal
from collections.abc import Callable
from pathlib import Path

from tests.faults.looking import Models, Verdict
from tests.faults.marks import BUG, Marks, Told
from tests.faults.recording import Op
from tests.faults.scenes import Scene, Stage, a_copy, play
from tests.faults.vfs import Fault, Layer

SCENES = ("save", "accept", "import")
"""Scenes in which the engine alone writes."""


def record(
    scene: Scene, models: Models, folder: Path, before: Callable[[], None] | None = None
) -> tuple[list[Op], str]:
    """What a scene does to the disk, and where."""
    if before is not None:
        before()
    marks = Marks()
    with a_copy(models.template, folder / f"{scene.name}-record") as stage, Layer() as layer:
        _ = stage.desk.reader
        play(scene, stage, marks, layer.answer)
        place = str(stage.folder)
    told = marks.read()
    if not told.ended or told.refused or told.bug:
        raise AssertionError(f"{scene.name} without a fault: {told}")
    return layer.ops, place


def _run(scene: Scene, stage: Stage, fault: Fault, marks: Marks) -> tuple[Told, int]:
    child = os.fork()
    if child == 0:
        try:
            signal.alarm(30)
            with Layer(fault):
                _ = stage.desk.reader
                play(scene, stage, marks, lambda name: None)
        except BaseException as error:
            marks.say(BUG, "child", f"{type(error).__name__} {error}")
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return marks.read(), os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0


def loop(scene: Scene, models: Models, folder: Path, kind: str, count: int, chance: random.Random) -> Verdict:
    """Let each fault of one kind come, or `count` of them that chance picks; gives what became of it."""
    ops, _ = record(scene, models, folder)
    calls = sum(op.what in ("write", "sync", "cut") for op in ops)
    every = [
        Fault(kind, at, stays)
        for at in range(1, calls + 1)
        for stays in (False, True)[: 1 + (kind != "kill")]
    ]
    marks, total = Marks(), Verdict()
    for fault in chance.sample(every, min(count, len(every))) if count else every:
        with a_copy(models.template, folder / f"{scene.name}-trial") as stage:
            told, ended = _run(scene, stage, fault, marks)
            verdict = models.judge(stage, told, killed=ended == signal.SIGKILL)
            verdict.notes = [f"{scene.name} {fault}: {note}" for note in verdict.notes]
            total.add(verdict)
    return total
