"""The one way on which every paper of the desk goes to a printer, and what is said of how it went."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from deskapp.domain.print_options import MOST_COPIES, Options
from deskapp.domain.words import N_
from deskapp.services import reads

if TYPE_CHECKING:
    from deskapp.printing.print_system import Job, State
    from deskapp.wiring import Desk

PRINT_PATIENCE = 8.0
"""Seconds that the desk waits for the queue to say how a print went."""

SENT = "sent"
"""What the audit chain calls a paper that a queue has taken."""


@dataclass(frozen=True, slots=True)
class Asked:
    """How a paper is wanted this once; what is empty goes by the settings."""

    queue: str = ""
    copies: int = 0
    sides: str = ""
    """A code of SIDES."""
    media: str = ""
    """A code of MEDIA."""


USUAL = Asked()
"""All by the settings."""


def options_of(desk: Desk, asked: Asked = USUAL, copies: int = 0) -> Options:
    """How a paper is printed: as asked for, else as often as `copies` says, else by the settings."""
    kept = desk.settings.printing.options
    return Options(
        min(asked.copies or copies or kept.copies, MOST_COPIES), asked.sides or kept.sides, asked.media or kept.media
    )  # fmt: skip


def send(
    desk: Desk, path: Path, asked: Asked = USUAL, copies: int = 0, *, raw: bool = False, name: str = ""
) -> Job:
    """Give a file to the queue and keep in the audit chain that it was taken; `name` is what it is called there.

    `copies` is how often the paper is needed by itself, 0 where the settings say. Raises DeskError with code
    PRINTER and a `reason` among its params; the file stays.
    """
    from deskapp.printing.queue import print_pdf

    options = options_of(desk, asked, copies)
    job = print_pdf(path, asked.queue or desk.settings.printer, options, raw=raw)
    desk.sent[job.id] = name or path.name
    reads.keep(
        desk.settings.database, desk.key, desk.clock, desk.actor, SENT, "room", desk.room.id,
        {"name": name or path.name, "job": job.id, "queue": job.queue, "copies": options.copies},
    )  # fmt: skip
    return job


def wait(job: Job, patience: float = PRINT_PATIENCE) -> State:
    """How a job went, or where it stands when the patience is over."""
    from deskapp.printing.queue import job_state

    end = time.monotonic() + patience
    while (state := job_state(job)) == "waiting" and time.monotonic() < end:
        time.sleep(0.2)
    return state


def hand_over(
    desk: Desk, path: Path, asked: Asked = USUAL, copies: int = 0, *, patience: float = PRINT_PATIENCE,
    taken: Callable[[], None] = lambda: None,
) -> tuple[str, str]:  # fmt: skip
    """Print a kept PDF and look how it goes; gives an English sentence and its tone.

    “Printed” is said only when the queue says so; `taken` is called as soon as the queue has it. Raises DeskError
    with code PRINTER; the PDF stays.
    """
    job = send(desk, path, asked, copies)
    taken()
    return SAID[wait(job, patience)]


SAID: dict[State, tuple[str, str]] = {
    "done": (N_("Printed: {pages} page(s). The PDF is kept: {path} {warnings}"), "good"),
    "waiting": (N_("Sent to the printer, which has not printed yet. The PDF is kept: {path} {warnings}"), ""),
    "stopped": (
        N_("The printer is paused or off: the job waits there and is printed when it runs again. To take it out, open "
           "Ctrl+P Printers. The PDF is kept: {path} {warnings}"),
        "",
    ),
    "cancelled": (N_("The job was cancelled and is not printed. The PDF is kept: {path} {warnings}"), "bad"),
    "failed": (N_("The printer refused. Nothing is lost, the PDF is kept: {path} {warnings}"), "bad"),
    "unknown": (
        N_("Handed to the system to be printed; look at the printer whether it was. The PDF is kept: {path} "
           "{warnings}"),
        "",
    ),
}  # fmt: skip
"""What is said of each state, and its tone: a job that waits in a paused printer is not to be sent once more."""
