"""Printing on Windows: the verb of whatever program opens PDFs there, which takes a job and tells nothing of it."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.oserrors import reason
from deskapp.domain.print_options import Options
from deskapp.domain.words import N_, Term
from deskapp.printing.print_system import Job, Queue, State, Waiting

Start = Callable[[str, str, str], None]
"""Takes a file, the verb and its arguments: `os.startfile`. Raises OSError."""


def _start(path: str, verb: str, arguments: str) -> None:
    if arguments:
        getattr(os, "startfile")(path, verb, arguments)  # noqa: B009 - it is there on Windows alone
    else:
        getattr(os, "startfile")(path, verb)  # noqa: B009


@dataclass(frozen=True, slots=True)
class Windows:
    """The print verb of the shell; queues and jobs are looked at in the system's own windows."""

    start: Start = _start

    def queues(self) -> tuple[Queue, ...]:
        """None: the system lists them in its settings, and its default one is used."""
        return ()

    def send(self, path: Path, queue: str, options: Options, *, raw: bool = False) -> Job:
        """Hand the file over, once for each copy. Raises DeskError with the place of the kept file."""
        if raw:
            raise DeskError(
                N_("Windows takes slips on a port or a share alone, like COM3 or LPT1: choose one."),
                code=Exit.PRINTER, reason=Term(N_("Windows takes slips on a port or a share alone")),
            )  # fmt: skip
        where = path.resolve()
        try:
            for _ in range(options.copies):
                if queue:
                    self.start(str(where), "printto", '"' + queue.replace('"', "") + '"')
                else:
                    self.start(str(where), "print", "")
        except OSError as error:
            raise DeskError(
                N_("No program of this machine prints PDFs ({reason}). Nothing was printed: open the kept file and "
                   "print it there: {path}"),
                code=Exit.PRINTER, path=path, reason=reason(error),
            ) from error  # fmt: skip
        return Job("", queue, path)

    def state(self, _job: Job) -> State:
        """Nobody tells."""
        return "unknown"

    def jobs(self) -> tuple[Waiting, ...]:
        """None: they stand in the system's own window."""
        return ()

    def cancel(self, id: str) -> None:
        """Not from here. Raises DeskError."""
        raise DeskError(
            N_("This system cancels print jobs in its own window: open the printer there. Nothing is changed."),
            code=Exit.PRINTER, job=id,
        )  # fmt: skip
