"""A terminal for tests: the program runs on a pty, what it paints is kept as bytes and as a screen."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import pyte

KEYS = {
    "enter": "\r", "tab": "\t", "escape": "\x1b", "backspace": "\x7f", "up": "\x1b[A", "down": "\x1b[B",
    "right": "\x1b[C", "left": "\x1b[D", "end": "\x1b[F", "home": "\x1b[H", "f1": "\x1bOP", "f2": "\x1bOQ",
    "f5": "\x1b[15~", "f6": "\x1b[17~", "f8": "\x1b[19~", "f9": "\x1b[20~", "f12": "\x1b[24~",
    "ctrl+q": "\x11", "ctrl+s": "\x13", "ctrl+p": "\x10", "ctrl+o": "\x0f", "ctrl+e": "\x05",
}  # fmt: skip

_UNKNOWN = re.compile(
    rb"\x1b\[[<>=?][0-9;]*[a-z]|\x1b\[[0-9;?$]*\$p|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[PX^_][^\x1b]*\x1b\\"
)
"""Sequences that pyte would paint as text: private modes with small letters, titles, device strings."""


QUICK_ESCAPE = {"ESCDELAY": "25"}
"""Milliseconds after which Esc is Esc and not the begin of another key: tests send a key in one piece."""


class Terminal:
    """A program on a pty of its own; `screen` is what a person sees."""

    def __init__(
        self, command: Sequence[str], *, size: tuple[int, int] = (80, 24), cwd: Path | None = None,
        environ: Mapping[str, str] | None = None, ignoring: Sequence[signal.Signals] = (),
    ) -> None:  # fmt: skip
        columns, rows = size
        self.master, self._slave = pty.openpty()
        fcntl.ioctl(self._slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.before = termios.tcgetattr(self._slave)
        self.raw = b""
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._rest = b""
        self._polling = False
        self._painted: list[str] | None = None

        def lead() -> None:
            os.setsid()
            fcntl.ioctl(0, termios.TIOCSCTTY, 0)
            for one in ignoring:
                signal.signal(one, signal.SIG_IGN)

        self.process = subprocess.Popen(
            list(command), stdin=self._slave, stdout=self._slave, stderr=self._slave, cwd=cwd,
            env={**os.environ, **QUICK_ESCAPE, **(environ or {})}, preexec_fn=lead,
        )  # fmt: skip

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        for descriptor in (self.master, self._slave):
            with contextlib.suppress(OSError):
                os.close(descriptor)

    # -- reading

    def pump(self, seconds: float = 0.02) -> None:
        """Take in what the program writes within so many seconds."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0 and self._took(left):
            pass

    def rests(self, quiet: float = 0.03) -> None:
        """Take in what the program writes until it has written nothing for a moment."""
        while self._took(quiet):
            pass

    def _wait(self, seconds: float) -> None:
        """Take in what the program wrote, as soon as there is anything, within so many seconds."""
        while self._took(seconds):
            seconds = 0.0

    def _took(self, seconds: float) -> bool:
        """Whether something came within so many seconds and was taken in."""
        if not select.select([self.master], [], [], seconds)[0]:
            return False
        try:
            data = os.read(self.master, 65536)
        except OSError:
            if seconds:
                time.sleep(seconds)  # nobody writes there any more: whoever waits waits for something else
            return False
        self.raw += data
        self._feed(data)
        return True

    def _feed(self, data: bytes) -> None:
        data = self._rest + data
        # A sequence that is cut in two waits for its other half.
        at = data.rfind(b"\x1b")
        half = at >= 0 and len(data) - at < 24 and not re.match(rb"\x1b\[?[0-9;?]*[A-Za-z]", data[at:])
        cut = at if half else len(data)
        self._rest = data[cut:]
        self._stream.feed(_UNKNOWN.sub(b"", data[:cut]))
        self._painted = None

    def _settle(self) -> None:
        """Let a paint that is under way come in; while `until` looks again and again there is no need to wait."""
        self.pump(0.0 if self._polling else 0.02)

    @property
    def lines(self) -> list[str]:
        """What stands on the screen; a wide character is followed by an empty cell, which is left out."""
        self._settle()
        if self._painted is None:
            columns, buffer = range(self._screen.columns), self._screen.buffer
            self._painted = [
                "".join(buffer[y][x].data for x in columns).rstrip() for y in range(self._screen.lines)
            ]
        return self._painted

    @property
    def screen(self) -> str:
        return "\n".join(self.lines)

    @property
    def cursor(self) -> tuple[int, int]:
        """Column and row of the terminal's cursor."""
        self._settle()
        return self._screen.cursor.x, self._screen.cursor.y

    def until(self, true: Callable[[], object], seconds: float = 20.0) -> None:
        """Read until a condition holds; it is looked at again as soon as the program has written anything."""
        end = time.monotonic() + seconds
        self._wait(0.0)
        self._polling, outer = True, self._polling
        try:
            while not true():
                assert time.monotonic() < end, f"{self.screen}\n(exit code {self.process.poll()})"
                self._wait(0.03)
        finally:
            self._polling = outer

    def sees(self, *texts: str, seconds: float = 20.0) -> None:
        """Wait until every text is on the screen; blanks do not count."""
        wanted = ["".join(text.split()) for text in texts]
        self.until(lambda: all(text in "".join(self.screen.split()) for text in wanted), seconds)

    # -- writing

    def types(self, *keys: str) -> None:
        """Type names of keys or texts; a line end in a text is Enter."""
        self.sends("".join(KEYS.get(key, key.replace("\n", "\r")) for key in keys).encode())

    def sends(self, data: bytes) -> None:
        """Send bytes, as fast as the program takes them."""
        while data:
            self._wait(0.0)
            if select.select([], [self.master], [], 0.2)[1]:
                data = data[os.write(self.master, data[:512]) :]

    def resizes(self, columns: int, rows: int) -> None:
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        os.killpg(self.process.pid, signal.SIGWINCH)
        self._screen.resize(rows, columns)
        self._painted = None

    # -- the end

    def ends(self, seconds: float = 3.0) -> int:
        """The exit code, within so many seconds."""
        end = time.monotonic() + seconds
        while self.process.poll() is None:
            assert time.monotonic() < end, f"still running:\n{self.screen}"
            self.pump(0.02)
        self._wait(0.0)
        return self.process.returncode

    def closes(self) -> None:
        """Take the terminal away, as a closed window does."""
        os.close(self._slave)
        os.close(self.master)

    @property
    def is_sane(self) -> bool:
        """Whether the line modes are as before, the main screen is back, and the cursor shows."""
        raw = self.raw
        return (
            termios.tcgetattr(self._slave) == self.before
            and raw.rfind(b"\x1b[?1049l") > raw.rfind(b"\x1b[?1049h")
            and raw.rfind(b"\x1b[?25h") > raw.rfind(b"\x1b[?25l")
            and raw.rfind(b"\x1b[?1000l") > raw.rfind(b"\x1b[?1000h")
        )


def the_desk(*words: str) -> list[str]:
    """The command that opens the program."""
    return [sys.executable, "-m", "deskapp", *words]
