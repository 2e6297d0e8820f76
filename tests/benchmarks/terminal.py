"""A program in a terminal of its own: what it writes, and when."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable
from contextlib import suppress
from types import TracebackType
from typing import Self

from tests.benchmarks.generate import UNTIL

ESCAPES = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\-_]|P[^\x1b]*\x1b\\)")


class Terminal:
    """Starts `words` under a pty of 80x24; nobody answers what it asks of its terminal."""

    def __init__(self, words: list[str], environ: dict[str, str], columns: int = 80, rows: int = 24) -> None:
        self.raw = b""
        self.began = time.perf_counter()
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.execvpe(words[0], words, environ)
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.fd)

    def text(self) -> str:
        """What was written since the last `forget`, without escape sequences."""
        return ESCAPES.sub(b"", self.raw).decode("utf-8", "replace")

    def forget(self) -> None:
        """Begin to look anew."""
        self.raw = b""

    def type(self, keys: str) -> None:
        """Send keys."""
        os.write(self.fd, keys.encode())

    def until(self, seen: Callable[[str], bool], seconds: float = 30) -> float:
        """Read until `seen` of the text is true; gives the moment. Raises TimeoutError."""
        end = time.perf_counter() + seconds
        while not seen(self.text()):
            left = end - time.perf_counter()
            ready, _, _ = select.select([self.fd], [], [], max(0, left))
            if not ready:
                raise TimeoutError(f"not seen; the terminal says:\n{self.text()[-2000:]}")
            try:
                self.raw += os.read(self.fd, 1 << 20)
            except OSError as error:
                raise TimeoutError(f"the program has ended; it said:\n{self.text()[-2000:]}") from error
        return time.perf_counter()

    def rest(self, seconds: float) -> None:
        """Read what comes in the next `seconds`."""
        end = time.perf_counter() + seconds
        while select.select([self.fd], [], [], max(0, end - time.perf_counter()))[0]:
            try:
                self.raw += os.read(self.fd, 1 << 20)
            except OSError:  # Linux tells the end of the other side as an error
                return


def environment(home: str) -> dict[str, str]:
    """A plain environment in a home of its own."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": home,
        "TERM": "xterm-256color",
        "LANG": "C.UTF-8",
        "PYTHONPATH": os.pathsep.join(path for path in (os.getcwd(), os.environ.get("PYTHONPATH")) if path),
        "DESKAPP_CONFIG": os.path.join(home, "config.toml"),
        "DESKAPP_LANG": "en",
        "DESKAPP_NOW": UNTIL.isoformat(),
    }


def desk(file: str, *words: str) -> list[str]:
    """The command line of the desk on `file`."""
    return [sys.executable, "-m", "deskapp", "--db", file, *words]
