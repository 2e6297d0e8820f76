"""Printing: sent is not printed, and a missing printer is a normal case."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from deskapp import locales
from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.print_options import Options, Printing
from deskapp.domain.words import Words
from deskapp.press import Asked, hand_over, options_of
from deskapp.printing import queue as printing
from deskapp.printing.cups import Cups
from deskapp.printing.printer_words import sent_at, state_of
from deskapp.printing.queue import Job, Queue, Waiting, cancel, job_state, jobs, print_pdf, queues
from deskapp.printing.windows import Windows
from tests.app_builders import new_desk

LP = """#!/bin/sh
echo "$LC_ALL|$*" >> "$FAKE/lp.log"
case "$MODE" in
hangs) exec sleep 30;;
refuses) echo "lp: The printer or class does not exist." >&2; exit 1;;
none) echo "lp: Error - no default destination available." >&2; exit 1;;
esac
echo "request id is Laser-1-42 (1 file(s))"
"""

LPSTAT = """#!/bin/sh
case "$*" in
"-l -p") case "$MODE" in
    paused|disabled) echo "printer Laser-1 disabled since Sat Nov 21 08:00:00 2026 -"; echo "	Paused";;
    none) ;;
    busy) echo "printer Laser-1 now printing Laser-1-42.  enabled since Sat Nov 21 08:00:00 2026"
          echo "	Alerts: media-low-report toner-low";;
    *) echo "printer Laser-1 is idle.  enabled since Sat Nov 21 08:00:00 2026"; echo "	Alerts: none";;
    esac
    echo "printer Second disabled since Sat Nov 21 08:00:00 2026 -"; echo "	reason unknown";;
-a) echo "Laser-1 accepting requests since Sat Nov 21 08:00:00 2026"
    echo "Second not accepting requests since Sat Nov 21 08:00:00 2026 -";;
-d) echo "system default destination: Laser-1";;
*not-completed*) case "$MODE" in
    paused|disabled|busy) echo "Laser-1-42   root   1024   Sat Nov 21 23:07:00 2026"
        echo "	Alerts: job-printing"; echo "	queued for Laser-1"
        echo "Second-7   li   4096   Sat Nov 21 20:00:00 2026"; echo "	queued for Second";;
    esac;;
*completed*) case "$MODE" in
    works) echo "Laser-1-42   root   1024   Sat Nov 21 23:07:00 2026"
           echo "	Status: "; echo "	Alerts: job-completed-successfully"; echo "	queued for Laser-1"
           echo "Laser-1-43   root   1024   Sat Nov 21 23:09:00 2026"
           echo "	Alerts: job-canceled-by-user";;
    stopped) echo "Laser-1-42   root   1024   Sat"; echo "	Alerts: processing-to-stop-point";;
    silent) echo "Laser-1-42   root   1024   Sat"; echo "	Alerts: none";;
    cancelled) echo "Laser-1-42   root   1024   Sat"; echo "	Alerts: job-canceled-by-user";;
    aborted) echo "Laser-1-42   root   1024   Sat"; echo "	Alerts: aborted-by-system";;
    esac;;
esac
"""

CANCEL = """#!/bin/sh
echo "cancel $*" >> "$FAKE/lp.log"
case "$MODE" in
hangs) exec sleep 30;;
done) echo "cancel: cancel-job failed: Job #42 is already completed - can't cancel." >&2; exit 1;;
esac
"""


@pytest.fixture
def fake(tmp_path, monkeypatch):
    """A machine whose `lp` and `lpstat` behave as told."""
    for name, text in (("lp", LP), ("lpstat", LPSTAT), ("cancel", CANCEL)):
        path = tmp_path / name
        path.write_text(text)
        path.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    monkeypatch.setenv("FAKE", str(tmp_path))

    def behave(mode: str) -> Path:
        monkeypatch.setenv("MODE", mode)
        pdf = tmp_path / "-交接表.pdf"
        pdf.write_bytes(b"%PDF-1.7")
        return pdf

    return behave


def refused(path: Path, queue: str = "", seconds: float = 5) -> DeskError:
    with pytest.raises(DeskError) as caught:
        Cups(seconds).send(path, queue, Options())
    assert caught.value.code is Exit.PRINTER
    assert str(path) in caught.value.say(Words.plain())
    return caught.value


def test_a_job_of_which_only_the_list_says_completed_is_not_called_printed(fake):
    # A cancelled one is listed with the same words; who can be asked tells them apart, see test_cups and test_ipp.
    job = print_pdf(fake("works"), "Laser-1")
    assert job == Job("Laser-1-42", "Laser-1", job.path)
    assert job_state(job) == "unknown"


@pytest.mark.parametrize(
    ("mode", "state"),
    [("busy", "waiting"), ("paused", "stopped"), ("disabled", "stopped"), ("cancelled", "cancelled"),
     ("stopped", "unknown"), ("silent", "unknown"),
     ("aborted", "failed"), ("forgets", "unknown")],
)  # fmt: skip
def test_a_job_that_was_sent_is_not_a_printed_one(fake, mode, state):
    assert job_state(print_pdf(fake(mode))) == state


def test_the_file_is_named_by_its_whole_path_after_a_double_dash(fake, tmp_path):
    pdf = fake("works")
    print_pdf(pdf, "Laser-1")
    assert (tmp_path / "lp.log").read_text() == f"C|-d Laser-1 -o media=A4 -- {pdf}\n"


def test_a_printer_that_refuses_leaves_the_pdf_and_says_where(fake):
    assert "there is no such printer" in refused(fake("refuses"), "Laser-9").say(Words.plain())
    assert "no printer is set as the default one" in refused(fake("none")).say(Words.plain())
    assert "未设默认打印机" in refused(fake("none")).say(locales.load("zh"))


def test_a_print_system_that_hangs_is_not_waited_for(fake):
    assert "does not answer" in str(refused(fake("hangs"), seconds=0.2))


def test_a_name_that_is_no_printer_never_reaches_the_print_system(fake, tmp_path):
    for name in ("-o raw", "a b", "x/y", "--help", "a\n"):
        refused(fake("works"), name)
    assert not (tmp_path / "lp.log").exists()


def test_a_machine_without_a_print_system_keeps_the_pdf(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    pdf = tmp_path / "sheet.pdf"
    assert "no print system" in str(refused(pdf))
    assert queues() == ()
    assert job_state(Job("Laser-1-42", "Laser-1", pdf)) == "unknown"


def test_the_default_printer_stands_first(fake):
    fake("works")
    assert queues() == (Queue("Laser-1", is_default=True), Queue("Second", accepts=False, takes=False))


def test_a_printer_at_work_tells_what_it_lacks_in_words(fake):
    fake("busy")
    assert queues()[0] == Queue(
        "Laser-1", is_default=True, busy=True, alerts=("media-low-report", "toner-low")
    )
    assert state_of(queues()[0], Words.plain()) == "◐ is printing · little paper · little toner"
    fake("paused")
    assert queues()[0].note == "Paused"
    assert state_of(queues()[0], locales.load("zh")) == "! 已暂停或关机"


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (Options(), "-o media=A4"),
        (Options(media="own"), ""),
        (Options(3, "long"), "-n 3 -o media=A4 -o sides=two-sided-long-edge"),
        (Options(1, "short", "own"), "-o sides=two-sided-short-edge"),
        (Options(1, "one"), "-o media=A4 -o sides=one-sided"),
    ],
)
def test_copies_sides_and_paper_are_told_to_the_printer(fake, tmp_path, options, words):
    pdf = fake("works")
    print_pdf(pdf, "Laser-1", options)
    assert (tmp_path / "lp.log").read_text() == " ".join(f"C|-d Laser-1 {words} -- {pdf}".split()) + "\n"


def test_bytes_for_the_printer_itself_go_there_as_they_are(fake, tmp_path):
    pdf = fake("works")
    print_pdf(pdf, "Laser-1", Options(1, "long"), raw=True)
    assert (tmp_path / "lp.log").read_text() == f"C|-d Laser-1 -o raw -- {pdf}\n"


def test_the_jobs_of_all_printers_are_listed_the_oldest_first(fake):
    fake("busy")
    assert jobs() == (
        Waiting("Second-7", "Second", "li", 4096, "Sat Nov 21 20:00:00 2026"),
        Waiting("Laser-1-42", "Laser-1", "root", 1024, "Sat Nov 21 23:07:00 2026", printing=True),
    )
    fake("works")
    assert jobs() == ()


def test_a_job_is_taken_out_and_what_is_printed_already_is_told_so(fake, tmp_path):
    fake("busy")
    cancel("Laser-1-42")
    assert (tmp_path / "lp.log").read_text() == "cancel Laser-1-42\n"
    fake("done")
    with pytest.raises(DeskError, match="printed or cancelled already") as caught:
        cancel("Laser-1-42")
    assert caught.value.code is Exit.PRINTER
    fake("hangs")
    with pytest.raises(DeskError, match="does not answer"):
        Cups(0.2).cancel("Laser-1-42")


@pytest.mark.parametrize("name", ["", "-a", "42", "Laser", "Laser-1-42 -a", "Laser-1-x", "--help-1", "a\n-1"])
def test_what_is_no_job_never_reaches_the_print_system(fake, tmp_path, name):
    fake("works")
    with pytest.raises(DeskError, match="no number of a print job"):
        cancel(name)
    assert not (tmp_path / "lp.log").exists()


def test_without_the_print_service_no_printer_and_no_job_is_listed(fake, monkeypatch):
    fake("works")
    monkeypatch.setenv("PATH", "/nonexistent")
    assert queues() == ()
    assert jobs() == ()


# -- Windows: the print verb of the shell


def test_windows_hands_each_copy_to_the_verb_of_whatever_opens_pdfs_and_never_says_printed(tmp_path):
    started: list[tuple[str, str, str]] = []
    windows = Windows(lambda *words: started.append(words))
    job = windows.send(tmp_path / "a.pdf", "", Options(2))
    assert started == [(str(tmp_path / "a.pdf"), "print", "")] * 2
    assert windows.state(job) == "unknown"
    windows.send(tmp_path / "a.pdf", 'Laser "3"', Options())
    assert started[2] == (str(tmp_path / "a.pdf"), "printto", '"Laser 3"')
    assert (windows.queues(), windows.jobs()) == ((), ())


def test_windows_without_a_program_for_pdfs_keeps_the_pdf_and_says_where(tmp_path):
    def start(*_words: str) -> None:
        raise OSError(1155, "No application is associated with the file")

    with pytest.raises(DeskError, match="No program of this machine prints PDFs") as caught:
        Windows(start).send(tmp_path / "a.pdf", "", Options())
    assert str(tmp_path / "a.pdf") in str(caught.value)
    with pytest.raises(DeskError, match="its own window"):
        Windows(start).cancel("Laser-1-42")
    with pytest.raises(DeskError, match="COM3"):
        Windows(start).send(tmp_path / "a.bin", "Receipt", Options(), raw=True)


def test_each_system_prints_by_its_own_way():
    assert isinstance(printing.system("nt"), Windows)
    assert isinstance(printing.system("posix"), Cups)


# -- the one way of all papers


def test_what_is_asked_for_wins_then_what_the_paper_needs_then_the_settings(home):
    desk = new_desk(home, printing=Printing(Options(2, "long", "own")))
    assert options_of(desk) == Options(2, "long", "own")
    assert options_of(desk, copies=3) == Options(3, "long", "own")
    assert options_of(desk, Asked(copies=5, sides="one", media="a4"), 3) == Options(5, "one", "a4")
    desk.close()


@pytest.mark.parametrize(
    ("state", "words", "tone"),
    [("done", "Printed", "good"), ("waiting", "has not printed yet", ""), ("stopped", "paused or off", ""),
     ("cancelled", "is not printed", "bad"), ("failed", "refused", "bad"), ("unknown", "look at the printer", "")],
)  # fmt: skip
def test_only_a_job_that_is_done_is_called_printed(home, monkeypatch, state, words, tone):
    desk = new_desk(home, printer="Hall")
    sent: list[tuple[str, Options]] = []

    def take(path: Path, queue: str, options: Options, *, raw: bool) -> Job:
        sent.append((queue, options))
        return Job("Hall-1", queue, path)

    monkeypatch.setattr(printing, "print_pdf", take)
    monkeypatch.setattr(printing, "job_state", lambda _job: state)
    said, told = hand_over(desk, home / "sheet.pdf", patience=0)
    assert (words in said, told) == (True, tone)
    assert ("Printed" in said) == (state == "done")
    assert "{path}" in said
    assert sent == [("Hall", Options())]
    assert desk.sent == {"Hall-1": "sheet.pdf"}
    assert desk.reader.execute("SELECT count(*) FROM audit WHERE action = 'sent'").fetchone()[0] == 1
    desk.close()


def test_the_moment_of_a_job_is_written_as_the_desk_does_and_a_strange_one_as_it_is():
    job = Waiting("Laser-1-42", "Laser-1", "root", 1024, "Sat Nov  7 23:07:00 2026")
    assert sent_at(job) == "2026-11-07 23:07"
    assert sent_at(replace(job, since="samedi 7 novembre\x1b")) == "samedi 7 novembre␛"
