"""Takes each step of a handover and is killed in the midst of it: `python -m tests.handover_kills FOLDER`.

Prints, for each step, how often the file was left as before it and as after it; anything else ends with 1.
Children are forked, for a new interpreter each time would take most of a minute.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from sqlalchemy import event

from deskapp.wiring import Desk, open_desk
from tests.bare import bare, statements
from tests.builders import Hand, settings_in
from tests.shift_builders import as_officer, log, proof, shift_desk, told

Step = Callable[[Desk], object]
STATEMENTS, MOMENTS = 4, 2
"""Kills of each step at a statement, and at a moment that nobody chose; one more when all is done."""

BETWEEN = ("start again", "send again", "start once more")
"""Steps that were killed under another name already."""

STEPS: tuple[tuple[str, Step], ...] = (
    ("open", lambda desk: desk.shifts.open(desk.actor)),
    ("start", lambda desk: desk.shifts.start(desk.actor)),
    ("cancel", lambda desk: desk.shifts.cancel(desk.actor)),
    ("start again", lambda desk: desk.shifts.start(desk.actor)),
    ("send", lambda desk: desk.shifts.send(proof(desk, "012345"), "desk", desk.words)),
    ("return", lambda desk: desk.shifts.send_back("对讲机在哪里？", proof(desk, "054321"), "desk")),
    ("send again", lambda desk: desk.shifts.send(proof(desk, "012345"), "desk", desk.words)),
    ("tick", lambda desk: desk.shifts.tick(told(desk)[0], True, as_officer(desk, "054321"))),
    ("accept", lambda desk: desk.shifts.accept(proof(desk, "054321"), "desk")),
    ("start once more", lambda desk: desk.shifts.start(as_officer(desk, "054321"))),
    ("close", lambda desk: desk.shifts.close("没有人接班", proof(desk, "000007"), "desk")),
)


def opened(folder: Path) -> Desk:
    """The desk of a folder, at noon."""
    desk = open_desk(settings_in(folder))
    desk.clock = Hand()
    # What a killed process gave to the system is kept by it: only a power cut asks for more.
    with closing(desk.store._engine.raw_connection()) as connection:
        connection.cursor().execute("PRAGMA synchronous=OFF")
    return desk


def dump(folder: Path) -> list[str]:
    """All that the file holds."""
    with closing(bare(folder / "desk.db")) as file:
        return [line for line in statements(file) if line.startswith("INSERT")]


def ran(folder: Path, step: Step) -> tuple[int, float]:
    """Take a step whole; gives how many statements it ran and how long it took."""
    desk = opened(folder)
    count = [0]
    event.listen(desk.store._engine, "before_cursor_execute", lambda *_: count.__setitem__(0, count[0] + 1))
    began = time.perf_counter()
    step(desk)
    took = time.perf_counter() - began
    desk.close()
    return count[0], took


def killed(folder: Path, step: Step, at: int = 0, after: float = 0.0) -> None:
    """Take a step in a child that dies at its statement `at`, or after some seconds, whatever it does then."""
    child = os.fork()
    if child:
        os.waitpid(child, 0)
        return
    desk = opened(folder)
    left = [at]

    def die(*_: object) -> None:
        left[0] -= 1
        if not left[0]:
            os.kill(os.getpid(), signal.SIGKILL)

    if at:
        event.listen(desk.store._engine, "before_cursor_execute", die)
        event.listen(desk.store._engine, "commit", die)
    else:
        signal.setitimer(signal.ITIMER_REAL, after)  # nobody handles it: it ends the process where it stands
    step(desk)
    os.kill(os.getpid(), signal.SIGKILL)


def main(folder: Path) -> int:
    """Go through a handover and kill every step of it."""
    chance = random.Random(7)
    desk = shift_desk(folder / "desk", pins=False)
    log(desk, summary="对方扬言要报复", urgency="critical", dangers="threat")
    desk.close()
    wrong = 0
    for name, step in STEPS:
        old, new, trial = folder / "desk", folder / "new", folder / "trial"
        shutil.copytree(old, new)
        count, took = ran(new, step)
        if name in BETWEEN:
            shutil.rmtree(old)
            new.rename(old)
            continue
        before, after = dump(old), dump(new)
        assert before != after
        found: Counter[str] = Counter()
        places = {*chance.sample(range(1, count + 1), min(count, STATEMENTS)), count, count + 1}
        kills = [
            *((at, 0.0) for at in sorted(places)),
            *((0, took * chance.random()) for _ in range(MOMENTS)),
            (0, 60.0),
        ]
        for at, later in kills:
            shutil.copytree(old, trial)
            killed(trial, step, at, later)
            left = dump(trial)
            found["before" if left == before else "after" if left == after else "broken"] += 1
            shutil.rmtree(trial)
        wrong += found["broken"] + (found["before"] == 0) + (found["after"] == 0)
        print(
            f"{name}: {count} statements, {found['before']} before, {found['after']} after, {found['broken']} broken"
        )
        shutil.rmtree(old)
        new.rename(old)
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
