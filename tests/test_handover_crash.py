"""Handovers while others write, and handovers that are killed: nothing is lost, nothing is counted twice."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from deskapp.domain.errors import DeskError
from deskapp.domain.frozen import frozen_sheet
from deskapp.domain.handover import head_of
from deskapp.domain.sheet import SheetInput
from deskapp.domain.sheet_summary import summarise
from deskapp.domain.shift import Shift
from deskapp.reading import shifts as reading
from deskapp.reading.seals import seals
from deskapp.wiring import Desk, open_desk
from tests.builders import Hand
from tests.duty_builders import crew
from tests.shift_builders import as_officer, handed_over, log, proof, shift_desk

ROUNDS, WRITERS = 5, 3


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no SIGKILL: run it on Linux or macOS")
def test_a_handover_killed_at_any_step_leaves_the_state_before_it_or_after_it(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.handover_kills", tmp_path], capture_output=True, text=True, check=False,
        cwd=Path(__file__).parent.parent,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count(" 0 broken") == 8


def writer(desk: Desk, chance: random.Random, stop: threading.Event) -> None:
    """Log, step, correct, undo, and sign volunteers in and out, as fast as it goes."""
    mine: list[str] = []
    words = desk.words

    def log_one() -> None:
        mine.append(log(desk, category=chance.choice(("noise", "hazard", "dog"))).number)

    def solve() -> None:
        desk.requests.step(chance.choice(mine), "solve", {"text": "好了"}, desk.actor, words)

    def correct() -> None:
        desk.requests.correct(chance.choice(mine), {"summary": "楼上跑跳二"}, "听错了", desk.actor, words)

    def undo() -> None:
        desk.undoing.undo(desk.actor)

    def come_or_go() -> None:
        who = f"000{chance.randint(1, 4)}"
        try:
            desk.attendances.check_in(who, desk.actor, words)
        except DeskError:
            desk.attendances.check_out(who, desk.actor, words)

    verbs: tuple[Callable[[], None], ...] = (log_one, log_one, solve, correct, undo, come_or_go)
    log_one()
    while not stop.is_set():
        try:
            chance.choice(verbs)()
        except DeskError:
            continue  # refused: the record went on, or the cut-off lies between


def hand_over(desk: Desk, chance: random.Random) -> None:
    """Take the handover back now and then, then finish it one way or the other."""
    who = "012345"
    if reading.open_shift(desk.reader, desk.room.id) is None:
        desk.shifts.open(as_officer(desk, who))
    for _ in range(chance.randint(0, 2)):
        desk.shifts.start(as_officer(desk, who))
        desk.shifts.cancel(as_officer(desk, who))
    if chance.random() < 0.3:
        desk.shifts.start(as_officer(desk, who))
        desk.shifts.close("没有人接班", proof(desk, "000007"), "desk")
    else:
        handed_over(desk, who, chance.choice(("054321", "000007")))


def given_of(desk: Desk, shift: Shift) -> SheetInput:
    return reading.input_of(desk.reader, desk.room, shift, head_of(shift, desk.officers), desk.clock())


def test_every_event_is_in_one_shift_while_others_write_and_handovers_come_and_go(tmp_path: Path) -> None:
    desk = shift_desk(tmp_path, pins=False)
    desk.store.durable = False
    crew(desk)
    stop = threading.Event()
    failed: list[BaseException] = []

    def write(seed: int) -> None:
        own = open_desk(desk.settings)
        own.clock = Hand()
        own.store.durable = False
        try:
            writer(own, random.Random(seed), stop)
        except BaseException as error:
            failed.append(error)
        finally:
            own.close()

    threads = [threading.Thread(target=write, args=(seed,)) for seed in range(WRITERS)]
    for thread in threads:
        thread.start()
    try:
        chance = random.Random(11)
        for _ in range(ROUNDS):
            hand_over(desk, chance)
    finally:
        stop.set()
        for thread in threads:
            thread.join()
    assert not failed, failed
    if reading.open_shift(desk.reader, desk.room.id) is None:
        desk.shifts.open(desk.actor)
    _check(desk)


def _check(desk: Desk) -> None:
    """The sums over the shifts are the sums over the file, and each event is in one of them."""
    keys = [
        row[0] for row in desk.reader.execute("SELECT id FROM shift WHERE status <> 'planned' ORDER BY id")
    ]
    shifts = [shift for key in keys if (shift := reading.by_id(desk.reader, key)) is not None]
    assert len(shifts) == ROUNDS + 1
    for before, after in pairwise(shifts):
        assert before.cut_write == after.from_write
    spans = [(shift.from_write or 0, shift.cut_write or 2**62) for shift in shifts]
    writes = desk.reader.execute(
        "SELECT DISTINCT write_id FROM history WHERE subject IN ('request', 'attendance')"
    )
    for (write,) in writes.fetchall():
        assert sum(first <= write < cut for first, cut in spans) == 1

    given = [given_of(desk, shift) for shift in shifts]
    entered = Counter(request.number for one in given for request in one.entered)
    every = {row[0] for row in desk.reader.execute("SELECT number FROM request")}
    assert entered.keys() == every
    assert set(entered.values()) == {1}
    came = desk.reader.execute(
        "SELECT count(*) FROM attendance WHERE status NOT IN ('voided', 'undone', 'rejected')"
    ).fetchone()[0]
    assert sum(one.duty_figures.came for one in given) == came

    for shift, one in zip(shifts, given, strict=True):
        if shift.locked:  # what was frozen in the midst of the others' writes is what the file says now
            frozen, now = frozen_sheet(shift.snapshot), summarise(one)
            assert frozen.figures.entered == now.figures.entered
            assert (frozen.figures.resolved, frozen.figures.by_category) == (
                now.figures.resolved, now.figures.by_category,
            )  # fmt: skip
    counted = desk.reader.execute(
        "SELECT count(*) FROM request WHERE status NOT IN ('voided', 'undone')"
    ).fetchone()[0]
    assert sum(summarise(one).figures.entered for one in given) == counted
    assert all(one.whole and one.linked for one in seals(desk.reader, desk.key))
