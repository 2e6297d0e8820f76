"""A print system for tests: three printers, three jobs, and it does as told."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import pytest

from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.print_options import Options
from deskapp.printing import queue as printing
from deskapp.printing.print_system import Job, Queue, State, Waiting


@dataclass
class Fake:
    """A print system that does as told."""

    printers: list[Queue] = field(
        default_factory=lambda: [
            Queue("Laser", is_default=True, busy=True),
            Queue("Attic", accepts=False, note="Unplugged or turned off"),
            Queue("Receipt", alerts=("media-empty-error",)),
        ]
    )
    waiting: list[Waiting] = field(
        default_factory=lambda: [
            Waiting("Laser-41", "Laser", "root", 104_000, "Sat Nov 21 11:58:00 2026", printing=True),
            Waiting("Laser-42", "Laser", "root", 52_000, "Sat Nov 21 11:59:00 2026"),
            Waiting("Attic-7", "Attic", "li", 900, "Sat Nov 21 08:00:00 2026"),
        ]
    )
    sent: list[tuple[str, Options]] = field(default_factory=list)
    papers: list[str] = field(default_factory=list)
    """The names of the files that were sent."""
    refuses: bool = False
    ends: State = "done"

    def queues(self) -> tuple[Queue, ...]:
        return tuple(self.printers)

    def jobs(self) -> tuple[Waiting, ...]:
        return tuple(self.waiting)

    def send(self, path: Path, queue: str, options: Options, *, raw: bool = False) -> Job:
        if self.refuses:
            raise DeskError("No printer took it; the PDF is kept: {path}", code=Exit.PRINTER, path=path)
        self.sent.append((queue, options))
        self.papers.append(path.name)
        return Job(f"{queue}-50", queue, path)

    def state(self, _job: Job) -> State:
        return self.ends

    def cancel(self, id: str) -> None:
        self.waiting = [job for job in self.waiting if job.id != id]


def faked(monkeypatch: pytest.MonkeyPatch) -> Fake:
    """Put it in the place of the machine's own."""
    found = Fake()
    monkeypatch.setattr(printing, "system", lambda: found)
    return found
