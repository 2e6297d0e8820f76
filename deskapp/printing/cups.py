"""Printing by CUPS, on Linux and macOS: `lp` sends, and only `lpstat` is believed when it says that it is done."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.print_options import Options
from deskapp.domain.text import clean
from deskapp.domain.words import N_, Term
from deskapp.printing import ipp
from deskapp.printing.print_system import TIMEOUT, Job, Queue, State, Waiting

_SENT = re.compile(r"request id is (\S+)")
_QUEUE = re.compile(r"[^\s/#'\"-][^\s/#'\"]{0,126}")
_JOB = re.compile(r"[^\s/#'\"-][^\s/#'\"]*-[0-9]{1,10}")

_SIDES = {"one": "one-sided", "long": "two-sided-long-edge", "short": "two-sided-short-edge"}


@dataclass(frozen=True, slots=True)
class Cups:
    """The commands of CUPS."""

    seconds: float = TIMEOUT
    """How long one of them may take."""

    def queues(self) -> tuple[Queue, ...]:
        """The printers of this machine, the default one first."""
        try:
            listed = self._run("lpstat", "-l", "-p").stdout
            default = self._run("lpstat", "-d").stdout
            taking = self._run("lpstat", "-a").stdout
        except (OSError, subprocess.TimeoutExpired):
            return ()
        chosen = default.rpartition(":")[2].strip() if ":" in default else ""
        refusing = {line.split()[0] for line in taking.splitlines() if " not accepting " in line}
        found = []
        for head, below in _told(listed):
            word, _, rest = head.partition(" ")
            name, _, state = rest.partition(" ")
            if word != "printer" or not name:
                continue
            alerts = (_after(below, "Alerts:") or "").replace(",", " ").split()
            found.append(
                Queue(
                    name, " disabled " not in f" {state} ", name == chosen, state.startswith("now printing"),
                    name not in refusing, tuple(a for a in alerts if a != "none"), _note(below),
                )
            )  # fmt: skip
        return tuple(sorted(found, key=lambda queue: (not queue.is_default, not queue.accepts, queue.name)))

    def send(self, path: Path, queue: str, options: Options, *, raw: bool = False) -> Job:
        """Give the file to the queue. Raises DeskError with the place of the kept file."""
        if queue and not _QUEUE.fullmatch(queue):
            raise DeskError(
                N_("“{queue}” is no name of a printer. Nothing was printed; the PDF is kept: {path}"),
                code=Exit.PRINTER, queue=queue, path=path, reason=Term(N_("there is no such printer")),
            )  # fmt: skip
        if shutil.which("lp") is None:
            raise DeskError(
                N_("This machine has no print system (lp). Nothing was printed; the PDF is kept: {path}"),
                code=Exit.PRINTER, path=path, reason=Term(N_("this machine has no print system")),
            )  # fmt: skip
        where = ("-d", queue) if queue else ()
        try:
            sent = self._run("lp", *where, *_told_to_lp(options, raw=raw), "--", str(path.resolve()))
        except (OSError, subprocess.TimeoutExpired) as error:
            raise DeskError(
                N_("The print system does not answer. Nothing is known to be printed; the PDF is kept: {path}"),
                code=Exit.PRINTER, path=path, reason=Term(N_("the print system does not answer")),
            ) from error  # fmt: skip
        found = _SENT.search(sent.stdout)
        if sent.returncode != 0 or not found:
            raise DeskError(
                N_("No printer took the sheet ({reason}). Nothing was printed; the PDF is kept: {path}"),
                code=Exit.PRINTER, path=path, reason=_reason(sent.stderr or sent.stdout),
            )  # fmt: skip
        return Job(found[1], found[1].rpartition("-")[0], path)

    def state(self, job: Job) -> State:
        """What the service says of the job: `done` only where its state is that of a completed one."""
        try:
            if _below(self._run("lpstat", "-W", "not-completed", "-o", job.queue).stdout, job.id) is not None:
                stopped = any(q.name == job.queue and not q.accepts for q in self.queues())
                return "stopped" if stopped else "waiting"
            told = ipp.job_state(
                self._run("lpstat", "-H").stdout.strip(), int(job.id.rpartition("-")[2]), self.seconds
            )
            if told in _ENDED:
                return _ENDED[told]
            completed = self._run("lpstat", "-l", "-W", "completed", "-o", job.queue).stdout
        except (OSError, ValueError, subprocess.TimeoutExpired):
            return "unknown"
        return _ended((_after(_below(completed, job.id) or (), "Alerts:") or "").casefold())

    def jobs(self) -> tuple[Waiting, ...]:
        """All jobs that wait or print, the oldest first."""
        try:
            listed = self._run("lpstat", "-l", "-W", "not-completed", "-o").stdout
        except (OSError, subprocess.TimeoutExpired):
            return ()
        found = []
        for head, below in _told(listed):
            id, user, size, *since = head.split(None, 3)[:4] + [""] * (4 - len(head.split(None, 3)))
            if _JOB.fullmatch(id) and size.isdigit():
                printing = "job-printing" in (_after(below, "Alerts:") or "")
                found.append(Waiting(id, id.rpartition("-")[0], user, int(size), "".join(since), printing))
        return tuple(sorted(found, key=lambda job: int(job.id.rpartition("-")[2])))

    def cancel(self, id: str) -> None:
        """Take a job out of its queue. Raises DeskError."""
        if not _JOB.fullmatch(id):
            raise DeskError(
                N_("“{job}” is no number of a print job. Look at them with: deskapp printers --jobs"),
                code=Exit.USAGE, job=clean(id)[:60],
            )  # fmt: skip
        try:
            done = self._run("cancel", id)
        except (OSError, subprocess.TimeoutExpired) as error:
            raise DeskError(
                N_("The print system does not answer: the job {job} may still be there. Try it again in a minute."),
                code=Exit.PRINTER, job=id,
            ) from error  # fmt: skip
        if done.returncode != 0:
            raise DeskError(
                N_("The job {job} is not cancelled ({reason}). See what is still waiting: deskapp printers --jobs"),
                code=Exit.PRINTER, job=id, reason=_reason(done.stderr or done.stdout),
            )  # fmt: skip

    def _run(self, command: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        plain = {**os.environ, "LC_ALL": "C", "LANGUAGE": "C"}
        return subprocess.run(
            [command, *arguments], capture_output=True, text=True, encoding="utf-8", errors="replace",
            timeout=self.seconds, env=plain, check=False, stdin=subprocess.DEVNULL,
        )  # fmt: skip


_ENDED: dict[int | None, State] = {
    ipp.CANCELLED: "cancelled", ipp.ABORTED: "failed", ipp.COMPLETED: "done",
    ipp.PENDING: "waiting", ipp.HELD: "waiting", ipp.PROCESSING: "waiting", ipp.STOPPED: "stopped",
}  # fmt: skip


def _ended(alerts: str) -> State:
    """How a job ended whose service does not answer us: by its reasons, where they tell it apart."""
    if "cancel" in alerts:
        return "cancelled"
    if "abort" in alerts or "with-errors" in alerts:
        return "failed"
    return "unknown"  # a cancelled job may be told as completed, too


def _told_to_lp(options: Options, *, raw: bool) -> Iterator[str]:
    if options.copies > 1:
        yield from ("-n", str(options.copies))
    if raw:
        yield from ("-o", "raw")
        return
    if options.media == "a4":
        yield from ("-o", "media=A4")
    if options.sides in _SIDES:
        yield from ("-o", f"sides={_SIDES[options.sides]}")


def _told(said: str) -> list[tuple[str, list[str]]]:
    """Each line with the indented ones below it."""
    found: list[tuple[str, list[str]]] = []
    for line in said.splitlines():
        if line[:1].isspace():
            if found:
                found[-1][1].append(line.strip())
        elif line:
            found.append((line, []))
    return found


def _below(said: str, id: str) -> list[str] | None:
    """What stands below the line of a job; None where it has no line."""
    return next((below for head, below in _told(said) if head.split()[:1] == [id]), None)


def _after(lines: Sequence[str], label: str) -> str | None:
    return next((line.removeprefix(label).strip() for line in lines if line.startswith(label)), None)


def _note(below: Sequence[str]) -> str:
    """The system's own words: the line right below, which has no label."""
    first = below[0] if below else ""
    return "" if ":" in first or first in ("", "reason unknown", "Ready to print.") else clean(first)[:200]


_KNOWN = (
    (
        re.compile(r"no default destination|no destination", re.IGNORECASE),
        N_("no printer is set as the default one"),
    ),
    (
        re.compile(r"not authorized|forbidden|permission", re.IGNORECASE),
        N_("this account may not do that"),
    ),
    (
        re.compile(r"already (?:completed|canceled|aborted)", re.IGNORECASE),
        N_("it is printed or cancelled already"),
    ),
    (
        re.compile(r"job.*does not exist|not found", re.IGNORECASE),
        N_("there is no such job"),
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
"""What `lp` and `cancel` say, in words that are translated; anything else is shown as it is."""


def _reason(said: str) -> str | Term:
    lines = [re.sub(r"^\w+: ", "", line).strip() for line in said.splitlines() if line.strip()]
    if not lines:
        return "lp"
    return next((Term(told) for shape, told in _KNOWN if shape.search(lines[0])), lines[0].rstrip("."))
