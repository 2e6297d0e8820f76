"""Many windows at work on one file: officers log and correct, kiosks sign in and out, as fast as it goes."""

from __future__ import annotations

import json
import mmap
import os
import statistics
import time
from collections import Counter
from contextlib import closing
from dataclasses import asdict, dataclass, field
from pathlib import Path

from deskapp import db
from deskapp.domain.errors import DeskError, Exit, MovedError
from deskapp.reading import requests as reading
from deskapp.wiring import Desk, open_desk
from tests.builders import settings_in
from tests.duty_builders import crew
from tests.faults.looking import diagnosis
from tests.shift_builders import shift_desk

SHARED = "LF-20261121-001"
"""The matter that every officer corrects: its place is a number that each of them counts up by one."""


@dataclass
class Window:
    """What one process has done."""

    times: list[float] = field(default_factory=list)
    """Seconds of each write that was acknowledged."""
    logged: int = 0
    counted: int = 0
    """How often it counted up."""
    signed: int = 0
    moved: int = 0
    """Saves that were refused because another window was first; each was done again on what stood there then."""
    busy: int = 0
    """Refusals in words because others held the file for longer than a write waits."""
    errors: list[str] = field(default_factory=list)
    """All that is no refusal with a sentence."""


@dataclass(frozen=True)
class Load:
    """What all of them have done together."""

    processes: int
    seconds: float
    writes: int
    p50: float
    p99: float
    slowest: float
    moved: int
    busy: int
    lost: int
    """Corrections that another one wrote over, and records that are not there."""
    errors: tuple[str, ...]
    wrong: str
    """What the desk's doctor finds afterwards."""

    @property
    def clean(self) -> bool:
        """Whether nothing was lost and nobody met an error."""
        return not (self.lost or self.errors or self.wrong or self.busy)

    def __str__(self) -> str:
        said = (
            f"{self.processes} processes, {self.seconds:.0f} s: {self.writes} writes, "
            f"{self.writes / self.seconds:.0f} a second, p50 {self.p50:.0f} ms, p99 {self.p99:.0f} ms, "
            f"slowest {self.slowest:.0f} ms; {self.moved} saves met another window's and were done again; "
            f"busy {self.busy}, lost updates {self.lost}, errors {len(self.errors)}"
        )
        return "\n  ".join((said, *self.errors[:5], *([self.wrong] if self.wrong else [])))


def run(folder: Path, processes: int, seconds: float) -> Load:
    """Let so many windows work for so long; every second one is a kiosk."""
    desk = shift_desk(folder / "load", pins=False)
    crew(desk)
    desk.requests.log({"category": "noise", "summary": "共用的一件", "place": "0"}, desk.actor, desk.words)
    desk.close()
    ready, children = mmap.mmap(-1, processes + 1), []
    for at in range(processes):
        child = os.fork()
        if child == 0:
            _child(folder, at, ready, seconds)
        children.append(child)
    while not all(ready[:processes]):
        time.sleep(0.01)
    ready[processes] = 1
    for child in children:
        os.waitpid(child, 0)
    windows = [
        Window(**json.loads((folder / f"window-{at}.json").read_text("utf-8"))) for at in range(processes)
    ]
    return _summed(folder, windows, seconds)


def _summed(folder: Path, windows: list[Window], seconds: float) -> Load:
    times = sorted(one for window in windows for one in window.times) or [0.0]
    total = Counter[str]()
    for window in windows:
        total.update(logged=window.logged, counted=window.counted, signed=window.signed)
    with closing(db.connect(folder / "load" / "desk.db", readonly=True)) as file:
        there = {
            "logged": file.execute("SELECT count(*) FROM request").fetchone()[0] - 1,
            "counted": int(file.execute("SELECT place FROM request WHERE number = ?", (SHARED,)).fetchone()[0]),
            "signed": file.execute(
                "SELECT count(*) FROM audit WHERE subject = 'attendance'"
            ).fetchone()[0],
        }  # fmt: skip
    cuts = statistics.quantiles(times, n=100) if len(times) > 1 else [times[0]] * 99
    return Load(
        len(windows), seconds, len(times), cuts[49] * 1000, cuts[98] * 1000, times[-1] * 1000,
        sum(one.moved for one in windows), sum(one.busy for one in windows),
        sum(abs(there[name] - total[name]) for name in there),
        tuple(error for one in windows for error in one.errors), diagnosis(folder / "load"),
    )  # fmt: skip


def _child(folder: Path, at: int, ready: mmap.mmap, seconds: float) -> None:
    """One window, which begins when all stand open; never comes back."""
    window = Window()
    try:
        desk = open_desk(settings_in(folder / "load"))
        _ = desk.requests, desk.attendances, desk.store._engine
        ready[at] = 1
        while not ready[-1]:
            time.sleep(0.002)
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            (_kiosk if at % 2 else _officer)(desk, window, at)
        desk.close()
    except BaseException as error:
        ready[at] = 1
        window.errors.append(f"{type(error).__name__}: {error}")
    finally:
        (folder / f"window-{at}.json").write_text(json.dumps(asdict(window)), "utf-8")
        os._exit(0)


def _officer(desk: Desk, window: Window, at: int) -> None:
    if _timed(window, lambda: desk.requests.log(
        {"category": "noise", "summary": f"窗口{at}", "phone": f"1380001{window.logged % 10000:04d}"},
        desk.actor, desk.words,
    )):  # fmt: skip
        window.logged += 1
    while True:
        seen = reading.find(desk.reader, desk.room.id, SHARED)
        assert seen is not None
        more = {"place": str(int(seen.place) + 1)}
        try:
            if _timed(window, lambda more=more, seen=seen: desk.requests.correct(
                SHARED, more, "又来一次", desk.actor, desk.words, seen.version
            )):  # fmt: skip
                window.counted += 1
            return
        except MovedError:
            window.moved += 1


def _kiosk(desk: Desk, window: Window, at: int) -> None:
    who = f"000{at // 2 % 4 + 1}"
    for verb in (desk.attendances.check_in, desk.attendances.check_out):
        if not _timed(window, lambda verb=verb: verb(who, desk.actor, desk.words)):
            return
        window.signed += 1


def _timed(window: Window, verb: object) -> bool:
    began = time.perf_counter()
    try:
        verb()  # type: ignore[operator]
    except DeskError as error:
        if error.code != Exit.BUSY:
            raise
        window.busy += 1
        return False
    window.times.append(time.perf_counter() - began)
    return True
