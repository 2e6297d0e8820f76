"""The print queue of the system: `lp` sends, and only `lpstat` is believed when it says that it is done."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.words import N_, Term

State = Literal["done", "waiting", "failed", "unknown"]

TIMEOUT = 10.0
"""Seconds that the system's print commands may take."""

_SENT = re.compile(r"request id is (\S+)")
_QUEUE = re.compile(r"[^\s/#'\"-][^\s/#'\"]{0,126}")


@dataclass(frozen=True, slots=True)
class Queue:
    """A printer as the system knows it."""

    name: str
    accepts: bool = True
    """False while it is paused or disabled: it takes jobs and prints none."""
    is_default: bool = False


@dataclass(frozen=True, slots=True)
class Job:
    """A PDF that the system's queue has taken, which is not yet a printed one."""

    id: str
    queue: str
    path: Path


def queues() -> tuple[Queue, ...]:
    """The printers of this machine, the default one first; none where printing is not set up."""
    try:
        listed = _run("lpstat", "-p")
        default = _run("lpstat", "-d")
    except (OSError, subprocess.TimeoutExpired):
        return ()
    chosen = default.stdout.rpartition(":")[2].strip() if ":" in default.stdout else ""
    found = []
    for line in listed.stdout.splitlines():
        word, _, rest = line.partition(" ")
        name, _, state = rest.partition(" ")
        if word == "printer" and name:
            found.append(Queue(name, " disabled " not in f" {state} ", name == chosen))
    return tuple(sorted(found, key=lambda queue: (not queue.is_default, not queue.accepts, queue.name)))


def print_pdf(path: Path, queue: str = "", *, copies: int = 1, seconds: float = TIMEOUT) -> Job:
    """Give the PDF to the queue, or to the system's default one, to be printed `copies` times.

    Raises DeskError with the place of the kept PDF where there is no printer or the system refuses.
    """
    if queue and not _QUEUE.fullmatch(queue):
        raise DeskError(
            N_("“{queue}” is no name of a printer. Nothing was printed; the PDF is kept: {path}"),
            code=Exit.PRINTER, queue=queue, path=path,
        )  # fmt: skip
    if shutil.which("lp") is None:
        raise DeskError(
            N_("This machine has no print system (lp). Nothing was printed; the PDF is kept: {path}"),
            code=Exit.PRINTER, path=path,
        )  # fmt: skip
    chosen = (*(("-d", queue) if queue else ()), *(("-n", str(copies)) if copies > 1 else ()))
    try:
        sent = _run("lp", *chosen, "--", str(path.resolve()), seconds=seconds)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise DeskError(
            N_("The print system does not answer. Nothing is known to be printed; the PDF is kept: {path}"),
            code=Exit.PRINTER, path=path,
        ) from error  # fmt: skip
    found = _SENT.search(sent.stdout)
    if sent.returncode != 0 or not found:
        raise DeskError(
            N_("No printer took the sheet ({reason}). Nothing was printed; the PDF is kept: {path}"),
            code=Exit.PRINTER, path=path, reason=_reason(sent.stderr or sent.stdout),
        )  # fmt: skip
    return Job(found[1], found[1].rpartition("-")[0], path)


def job_state(job: Job) -> State:
    """What the queue says of the job: `done` only where it is among the completed ones.

    `waiting` is a job in the queue of a printer that is at work; `failed` one whose printer is paused or off,
    or that was aborted or cancelled; `unknown` where nobody can say.
    """
    try:
        if _lists(_run("lpstat", "-W", "not-completed", "-o", job.queue).stdout, job.id):
            stopped = any(q.name == job.queue and not q.accepts for q in queues())
            return "failed" if stopped else "waiting"
        completed = _run("lpstat", "-l", "-W", "completed", "-o", job.queue).stdout
    except (OSError, subprocess.TimeoutExpired):
        return "unknown"
    if not _lists(completed, job.id):
        return "unknown"
    return "failed" if re.search(r"abort|cancel", _said_of(completed, job.id)) else "done"


def _run(command: str, *arguments: str, seconds: float = TIMEOUT) -> subprocess.CompletedProcess[str]:
    plain = {**os.environ, "LC_ALL": "C", "LANGUAGE": "C"}
    return subprocess.run(
        [command, *arguments], capture_output=True, text=True, errors="replace", timeout=seconds, env=plain,
        check=False, stdin=subprocess.DEVNULL,
    )  # fmt: skip


def _lists(said: str, id: str) -> bool:
    return any(line.split()[:1] == [id] for line in said.splitlines() if not line[:1].isspace())


def _said_of(said: str, id: str) -> str:
    """The indented lines under the job's own line."""
    lines: list[str] = []
    mine = False
    for line in said.splitlines():
        if not line[:1].isspace():
            mine = line.split()[:1] == [id]
        elif mine:
            lines.append(line.strip().lower())
    return " ".join(lines)


_KNOWN = (
    (
        re.compile(r"no default destination|no destination", re.IGNORECASE),
        N_("no printer is set as the default one"),
    ),
    (
        re.compile(r"does not exist|unknown (?:printer|destination)", re.IGNORECASE),
        N_("there is no such printer"),
    ),
    (re.compile(r"not accepting", re.IGNORECASE), N_("the printer takes no work now")),
    (
        re.compile(r"unable to connect|connection refused|scheduler", re.IGNORECASE),
        N_("the print service does not run"),
    ),
)
"""What `lp` says, in words that are translated; anything else is shown as it is."""


def _reason(said: str) -> str | Term:
    lines = [line.removeprefix("lp: ").strip() for line in said.splitlines() if line.strip()]
    if not lines:
        return "lp"
    return next((Term(told) for shape, told in _KNOWN if shape.search(lines[0])), lines[0].rstrip("."))
