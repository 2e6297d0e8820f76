"""A print service of our own on the loopback: one printer that writes into a file, one that passes bytes on."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

CONF = """
Listen 127.0.0.1:{port}
Browsing No
DefaultAuthType None
WebInterface No
PreserveJobHistory Yes
LogLevel warn
DirtyCleanInterval 0
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


@dataclass
class Cups:
    """The running service."""

    root: Path
    server: subprocess.Popen[bytes]
    received: list[bytes] = field(default_factory=list)
    """What the queue of bytes passed on, a job each."""

    @property
    def printed(self) -> bytes:
        """What the printer that writes into a file has written last, from the PDF on."""
        sent = (self.root / "printed.pdf").read_bytes()
        return sent[sent.rindex(b"%PDF-1.") :]

    def told(self, id: str) -> bytes:
        """What the service knows of a job, as it keeps it."""
        return (self.root / f"spool/c{int(id.rpartition('-')[2]):05d}").read_bytes()

    def does(self, command: str, *words: str) -> None:
        """Run one of the administrator's commands."""
        subprocess.run([f"/usr/sbin/{command}", *words], check=True, timeout=20)

    def until(self, true: Callable[[], object], tries: int = 300) -> None:
        """Wait for something that the service does by itself."""
        for _ in range(tries):
            if true():
                return
            a_moment(self.server)
        raise AssertionError("the print service did not get there")


@contextmanager
def a_service() -> Iterator[Cups]:
    """Start it with the queues Loop (a file) and Slips (raw bytes into a socket); skips where it is not installed."""
    ppd = next(Path("/usr/share/ppd").glob("*/Generic-PDF*.ppd"), None)
    installed = all(shutil.which(command, path=SBIN) for command in ("cupsd", "lpadmin"))
    if ppd is None or not installed or os.geteuid() != 0:
        pytest.skip(NEEDED)
    # Not under tmp_path, which nobody but root may enter: the filters run as another user.
    with (
        TemporaryDirectory(prefix="cups-", dir="/tmp") as name,
        pytest.MonkeyPatch.context() as patch,
        a_sink() as sink,
    ):
        root = Path(name)
        for folder in ("etc/ppd", "cache", "run", "spool/tmp"):
            (root / folder).mkdir(parents=True)
        for made in (root, *root.rglob("*")):
            made.chmod(0o777)
        port = _free_port()
        settings, files = root / "etc/cupsd.conf", root / "etc/cups-files.conf"
        settings.write_text(CONF.format(port=port))
        files.write_text(FILES.format(root=root, user="lp", group="lp"))
        server = subprocess.Popen(
            ["/usr/sbin/cupsd", "-f", "-c", str(settings), "-s", str(files)],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        patch.setenv("CUPS_SERVER", f"127.0.0.1:{port}")
        lpadmin = ["/usr/sbin/lpadmin", "-p"]
        try:
            for added in (
                [*lpadmin, "Loop", "-E", "-v", f"file:{root}/printed.pdf", "-P", str(ppd)],
                [*lpadmin, "Slips", "-E", "-v", f"socket://127.0.0.1:{sink.port}/?waiteof=false"],
            ):
                if refused := _until_answered(added, server):
                    pytest.skip(
                        f"the print service does not start here ({refused}): look at its log, then apt-get install cups"
                    )
            yield Cups(root, server, sink.received)
        finally:
            server.terminate()
            server.wait(10)


@dataclass
class Sink:
    """A receipt printer on a socket: it takes whatever comes."""

    port: int
    received: list[bytes] = field(default_factory=list)


@contextmanager
def a_sink() -> Iterator[Sink]:
    """Listen until the block ends."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        sink = Sink(server.getsockname()[1])

        def listen() -> None:
            while True:
                try:
                    taken, _ = server.accept()
                except OSError:
                    return
                with taken, taken.makefile("rb") as stream:
                    sink.received.append(stream.read())

        thread = threading.Thread(target=listen, daemon=True)
        thread.start()
        try:
            yield sink
        finally:
            with suppress(OSError):
                server.shutdown(socket.SHUT_RDWR)
            server.close()
            thread.join(5)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


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
        a_moment(server)
    return told


def a_moment(server: subprocess.Popen[bytes]) -> None:
    """Let the service work."""
    with suppress(subprocess.TimeoutExpired):
        server.wait(0.05)
