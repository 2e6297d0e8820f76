"""Printing: sent is not printed, and a missing printer is a normal case."""

from __future__ import annotations

import io
import os
import shutil
import socket
import subprocess
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from pypdf import PdfReader

from deskapp import locales
from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.sheet_summary import summarise
from deskapp.domain.words import Words
from deskapp.printing import queue as printing
from deskapp.printing.layout import lay_out
from deskapp.printing.pdf import as_pdf
from deskapp.printing.queue import Job, Queue, job_state, print_pdf, queues
from tests.paper_builders import ordinary_day

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
-p) case "$MODE" in
    paused|disabled) echo "printer Laser-1 disabled since Sat Nov 21 08:00:00 2026 -"; echo "	Paused";;
    none) ;;
    *) echo "printer Laser-1 is idle.  enabled since Sat Nov 21 08:00:00 2026";;
    esac
    echo "printer Second disabled since Sat Nov 21 08:00:00 2026 -"; echo "	reason unknown";;
-d) echo "system default destination: Laser-1";;
*not-completed*) case "$MODE" in
    paused|disabled|busy) echo "Laser-1-42   root   1024   Sat Nov 21 23:07:00 2026";;
    esac;;
*completed*) case "$MODE" in
    works) echo "Laser-1-42   root   1024   Sat Nov 21 23:07:00 2026"
           echo "	Status: "; echo "	Alerts: job-completed-successfully"; echo "	queued for Laser-1"
           echo "Laser-1-43   root   1024   Sat Nov 21 23:09:00 2026"
           echo "	Alerts: job-canceled-by-user";;
    cancelled) echo "Laser-1-42   root   1024   Sat"; echo "	Alerts: job-canceled-by-user";;
    esac;;
esac
"""


@pytest.fixture
def fake(tmp_path, monkeypatch):
    """A machine whose `lp` and `lpstat` behave as told."""
    for name, text in (("lp", LP), ("lpstat", LPSTAT)):
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
        print_pdf(path, queue, seconds=seconds)
    assert caught.value.code is Exit.PRINTER
    assert str(path) in caught.value.say(Words.plain())
    return caught.value


def test_a_job_is_printed_only_when_the_queue_lists_it_as_completed(fake):
    job = print_pdf(fake("works"), "Laser-1")
    assert job == Job("Laser-1-42", "Laser-1", job.path)
    assert job_state(job) == "done"


@pytest.mark.parametrize(
    ("mode", "state"),
    [("busy", "waiting"), ("paused", "failed"), ("disabled", "failed"), ("cancelled", "failed"),
     ("forgets", "unknown")],
)  # fmt: skip
def test_a_job_that_was_sent_is_not_a_printed_one(fake, mode, state):
    assert job_state(print_pdf(fake(mode))) == state


def test_the_file_is_named_by_its_whole_path_after_a_double_dash(fake, tmp_path):
    pdf = fake("works")
    print_pdf(pdf, "Laser-1")
    assert (tmp_path / "lp.log").read_text() == f"C|-d Laser-1 -- {pdf}\n"


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
    assert queues() == (Queue("Laser-1", True, True), Queue("Second", False, False))


def test_without_the_print_service_no_printer_is_listed(fake, monkeypatch):
    fake("works")
    monkeypatch.setattr(printing, "TIMEOUT", 0.1)
    monkeypatch.setenv("PATH", "/nonexistent")
    assert queues() == ()


CONF = """
Listen 127.0.0.1:{port}
Browsing No
DefaultAuthType None
WebInterface No
PreserveJobHistory Yes
LogLevel warn
<Location />
  Order allow,deny
  Allow all
</Location>
<Policy default>
  JobPrivateAccess all
  JobPrivateValues none
  <Limit All>
    Order deny,allow
  </Limit>
</Policy>
"""
FILES = """
ServerRoot {root}/etc
CacheDir {root}/cache
StateDir {root}/run
RequestRoot {root}/spool
TempDir {root}/spool/tmp
ErrorLog {root}/error_log
AccessLog {root}/access_log
PageLog {root}/page_log
FileDevice Yes
Sandboxing relaxed
User {user}
Group {group}
SystemGroup root
"""
SBIN = "/usr/sbin:/usr/bin"
NEEDED = "needs root, cupsd, lpadmin and the Generic PDF PPD: apt-get install cups cups-client cups-filters"


@pytest.fixture
def cups(monkeypatch):
    """A print service of our own on the loopback, with one printer that writes into a file."""
    ppd = next(Path("/usr/share/ppd").glob("*/Generic-PDF*.ppd"), None)
    installed = all(shutil.which(command, path=SBIN) for command in ("cupsd", "lpadmin"))
    if ppd is None or not installed or os.geteuid() != 0:
        pytest.skip(NEEDED)
    # Not under tmp_path, which nobody but root may enter: the filters run as another user.
    home = TemporaryDirectory(prefix="cups-")
    root = Path(home.name)
    for name in ("etc/ppd", "cache", "run", "spool/tmp"):
        (root / name).mkdir(parents=True)
    for folder in (root, *root.rglob("*")):
        folder.chmod(0o777)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    settings, files = root / "etc/cupsd.conf", root / "etc/cups-files.conf"
    settings.write_text(CONF.format(port=port))
    files.write_text(FILES.format(root=root, user="lp", group="lp"))
    server = subprocess.Popen(
        ["/usr/sbin/cupsd", "-f", "-c", str(settings), "-s", str(files)],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    monkeypatch.setenv("CUPS_SERVER", f"127.0.0.1:{port}")
    out = root / "printed.pdf"
    try:
        added = _until_answered(
            ["/usr/sbin/lpadmin", "-p", "Loop", "-E", "-v", f"file:{out}", "-P", str(ppd)], server
        )
        if added:
            pytest.skip(
                f"the print service does not start here ({added}): look at its log, then apt-get install cups"
            )
        yield out, server
    finally:
        server.terminate()
        server.wait(10)
        home.cleanup()


def _until_answered(command: list[str], server: subprocess.Popen[bytes]) -> str:
    """Run the command until the service answers; what it complained of last, or nothing."""
    told = ""
    for _ in range(100):
        if server.poll() is not None:
            return f"cupsd ended with {server.returncode}"
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=20)
        told = done.stderr.strip()
        if done.returncode == 0:
            return ""
        _a_moment(server)
    return told


def _a_moment(server: subprocess.Popen[bytes]) -> None:
    with suppress(subprocess.TimeoutExpired):
        server.wait(0.05)


def test_a_real_queue_prints_the_sheet_and_says_when_it_is_done(cups, tmp_path):
    printed, server = cups
    pdf = tmp_path / "sheet.pdf"
    pdf.write_bytes(as_pdf(lay_out(summarise(ordinary_day()), Words.plain())).data)
    assert [q.name for q in queues()] == ["Loop"]
    job = print_pdf(pdf, "Loop")
    state = "waiting"
    for _ in range(400):
        state = job_state(job)
        if state != "waiting":
            break
        _a_moment(server)
    assert state == "done"
    sent = printed.read_bytes()
    text = PdfReader(io.BytesIO(sent[sent.index(b"%PDF") :])).pages[0].extract_text()
    assert "努尔买买提·西热甫" in text
    subprocess.run(["/usr/sbin/cupsdisable", "Loop"], check=True)
    assert queues() == (Queue("Loop", False, False),)
    assert job_state(print_pdf(pdf, "Loop")) == "failed"
