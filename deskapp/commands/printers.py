"""deskapp printers: the print queues of this machine, their jobs, a test page, and which one takes the papers."""

from __future__ import annotations

import typer

from deskapp import testpage
from deskapp.commands.call import Call
from deskapp.commands.printed import told
from deskapp.commands.printing import PrintsCommand, asked_of, copies_option, paper_option, sides_option
from deskapp.commands.volunteer_looks import table
from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.text import clean
from deskapp.domain.words import N_
from deskapp.printing.print_system import Queue, Waiting
from deskapp.printing.printer_words import complaints, sent_at, size_of, state_of, state_of_job, stuck
from deskapp.printing.queue import cancel, jobs, queues
from deskapp.wiring import Desk


def add(app: typer.Typer, call: Call) -> None:
    """Add the command to the program."""
    t = call.t

    @app.command(
        "printers",
        cls=PrintsCommand,
        help=t("List the printers of this machine and their jobs, choose one, print a test page, cancel a job."),
        epilog="deskapp printers\ndeskapp printers --use Laser\ndeskapp printers --test Laser --sides long\n"
               "deskapp printers --jobs\ndeskapp printers --cancel Laser-42",
    )  # fmt: skip
    def printers(
        use: str | None = typer.Option(
            None, "--use", metavar="Q", help=t("papers go there from now on; “-” means the system's own")
        ),
        test: str | None = typer.Option(
            None, "--test", metavar="[Q]", help=t("a test page on this queue, or on the usual one")
        ),
        only_jobs: bool = typer.Option(False, "--jobs", help=t("what waits in the queues")),
        drop: str = typer.Option("", "--cancel", metavar="JOB", help=t("take this job out of its queue")),
        copies: str = copies_option(t),
        sides: str = sides_option(t),
        paper: str = paper_option(t),
    ) -> int:
        with call.desk() as desk:
            if use is not None:
                _use(call, desk, use)
            if drop.strip():
                _cancel(call, drop.strip())
            if test is not None:
                return _test(call, desk, test, copies, sides, paper)
            if only_jobs:
                _jobs(call)
            elif use is None and not drop.strip():
                _list(call, desk)
        return Exit.DONE


def _use(call: Call, desk: Desk, name: str) -> None:
    found = {queue.name for queue in queues()}
    wanted = "" if name.strip() == "-" else name.strip()
    if wanted and found and wanted not in found:
        raise DeskError(
            N_("There is no printer “{name}” here. Choose one of: {known}."),
            code=Exit.NOT_FOUND, name=clean(wanted)[:60], known=", ".join(sorted(found)),
        )  # fmt: skip
    if call.flags.dry_run:
        call.say(N_("All of it is right; nothing is written."))
        return
    changed = desk.configuring.change("printer", wanted, desk.actor, call.t, desk.values.version("printer"))
    desk.look_again()
    shown = changed.new or call.t(N_("the system's own"))
    call.say(N_("Papers go to: {printer}. deskapp undo takes it back."), printer=shown)


def _cancel(call: Call, id: str) -> None:
    if call.flags.dry_run:
        call.say(N_("The job {job} would be cancelled; nothing is changed."), job=id)
        return
    cancel(id)
    call.say(N_("Cancelled: {job}. What was printed of it already stays paper."), job=id)


def _test(call: Call, desk: Desk, queue: str, copies: str, sides: str, paper: str) -> int:
    asked = asked_of(call.t, queue, copies, sides, paper)
    if call.flags.dry_run:
        call.say(N_("The sheet would be printed; nothing is printed."))
        return Exit.DONE
    made = testpage.print_test(desk, call.t, asked)
    return told(call, (made.text, made.tone), made.path, made.pages, made.warnings)


def _list(call: Call, desk: Desk) -> None:
    found = queues()
    if call.flags.json:
        call.write_json([_record(call, desk, queue) for queue in found])
        return
    rows: list[tuple[str, ...]] = [
        (clean(queue.name), state_of(queue, call.t), _takes(call, desk, queue)) for queue in found
    ]
    table(call, rows)
    if not rows:
        call.say(N_("There is no printer here; papers are kept as PDF. Set one up in the system to print."))
    waiting = jobs() if found else ()
    if waiting:
        call.say(N_("{count} jobs wait: deskapp printers --jobs"), count=len(waiting))


def _is_chosen(desk: Desk, queue: Queue) -> bool:
    return queue.name == desk.settings.printer or (not desk.settings.printer and queue.is_default)


def _takes(call: Call, desk: Desk, queue: Queue) -> str:
    takes = [call.t(N_("papers"))] if _is_chosen(desk, queue) else []
    if queue.name == desk.settings.printing.slip_printer:
        takes.append(call.t(N_("slips")))
    return " · ".join(takes)


def _state(queue: Queue) -> str:
    """The state in one word, for programs."""
    if not queue.accepts:
        return "paused"
    if not queue.takes:
        return "refusing"
    if stuck(queue):
        return "stuck"
    return "printing" if queue.busy else "ready"


def _record(call: Call, desk: Desk, queue: Queue) -> dict[str, object]:
    return {
        "name": queue.name, "state": _state(queue), "default": queue.is_default, "papers": _is_chosen(desk, queue),
        "slips": queue.name == desk.settings.printing.slip_printer, "complaints": complaints(queue, call.t),
        "note": queue.note,
    }  # fmt: skip


def _jobs(call: Call) -> None:
    printers = {queue.name: queue for queue in queues()}
    found = jobs()
    if call.flags.json:
        call.write_json([_job(job, printers.get(job.queue)) for job in found])
        return
    table(call, [
        (clean(job.id), state_of_job(job, printers.get(job.queue), call.t), size_of(job), clean(job.user),
         sent_at(job))
        for job in found
    ])  # fmt: skip
    if not found:
        call.say(N_("No job waits."))


def _job(job: Waiting, queue: Queue | None) -> dict[str, object]:
    stopped = queue is not None and not queue.accepts
    state = "stopped" if stopped else "printing" if job.printing else "waiting"
    return {
        "job": job.id, "printer": job.queue, "state": state,
        "bytes": job.size, "user": job.user, "since": job.since,
    }  # fmt: skip
