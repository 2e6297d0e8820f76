"""The one door to the printing of this machine, whatever its system."""

from __future__ import annotations

import os
from pathlib import Path

from deskapp.domain.print_options import Options
from deskapp.printing.print_system import Job, PrintSystem, Queue, State, Waiting

__all__ = ["Job", "Queue", "State", "Waiting", "cancel", "job_state", "jobs", "print_pdf", "queues", "system"]


def system(name: str = os.name) -> PrintSystem:
    """The printing of this system: CUPS, or on Windows the verb of the shell."""
    if name == "nt":
        from deskapp.printing.windows import Windows

        return Windows()
    from deskapp.printing.cups import Cups

    return Cups()


def queues() -> tuple[Queue, ...]:
    """The printers of this machine, the default one first; none where printing is not set up."""
    return system().queues()


def print_pdf(path: Path, queue: str = "", options: Options | None = None, *, raw: bool = False) -> Job:
    """Give the file to the queue, or to the system's default one.

    Raises DeskError with the place of the kept file where there is no printer or the system refuses.
    """
    return system().send(path, queue, options or Options(), raw=raw)


def job_state(job: Job) -> State:
    """What the system says of a job: `done` only where it says that it is."""
    return system().state(job)


def jobs() -> tuple[Waiting, ...]:
    """All jobs that wait or print, the oldest first."""
    return system().jobs()


def cancel(id: str) -> None:
    """Take a job out of its queue. Raises DeskError."""
    system().cancel(id)
