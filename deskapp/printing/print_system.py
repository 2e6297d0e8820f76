"""What the desk needs of a system's printing: its queues, the jobs in them, and the verbs on both."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol

from deskapp.domain.print_options import Options

State = Literal["done", "waiting", "stopped", "cancelled", "failed", "unknown"]
"""`stopped` waits in a printer that is paused or off; `unknown` is what nobody here can say."""

TIMEOUT = 10.0
"""Seconds that the system's print commands may take."""


@dataclass(frozen=True, slots=True)
class Queue:
    """A printer as the system knows it."""

    name: str
    accepts: bool = True
    """False while it is paused or disabled: it takes jobs and prints none."""
    is_default: bool = False
    busy: bool = False
    """Whether it prints just now."""
    takes: bool = True
    """False where it refuses new jobs."""
    alerts: tuple[str, ...] = ()
    """What the printer complains of, in the keywords of its protocol: media-empty, door-open."""
    note: str = ""
    """What the system says beside its state, in its own words."""


@dataclass(frozen=True, slots=True)
class Job:
    """A paper that the system's queue has taken, which is not yet a printed one."""

    id: str
    queue: str
    path: Path


@dataclass(frozen=True, slots=True)
class Waiting:
    """A job that stands in a queue, whoever sent it."""

    id: str
    queue: str
    user: str
    size: int
    """Bytes."""
    since: str
    """When it was sent, as the system tells it."""
    printing: bool = False


class PrintSystem(Protocol):
    """The system's own printing."""

    def queues(self) -> tuple[Queue, ...]:
        """The printers of this machine, the default one first; none where printing is not set up."""
        ...

    def send(self, path: Path, queue: str, options: Options, *, raw: bool = False) -> Job:
        """Give the file to the queue, or with an empty name to the system's default one.

        `raw` is for bytes that the printer itself understands. Raises DeskError with the place of the kept file,
        and with a `reason` among its params.
        """
        ...

    def state(self, job: Job) -> State:
        """What is known of a job that was sent: `done` only where the system says that it is."""
        ...

    def jobs(self) -> tuple[Waiting, ...]:
        """All jobs that wait or print, the oldest first."""
        ...

    def cancel(self, id: str) -> None:
        """Take a job out of its queue. Raises DeskError."""
        ...
