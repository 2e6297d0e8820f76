"""Asks the terminal how wide it draws signs like ● and ─, while the program is still being loaded."""

from __future__ import annotations

import os
import re
import select
import sys
import termios
import time
from contextlib import suppress

PATIENCE = 0.03
"""Seconds from the question on; a terminal that has not answered by then is taken for one cell wide."""

_QUESTION = b"\r\xe2\x97\x8f\xe2\x94\x80\x1b[6n\r\x1b[K"
"""Two signs of ambiguous width at the start of the line, where does the cursor stand now, and away again."""

_ANSWER = re.compile(rb"\x1b\[(\d+);(\d+)R")
_ONE_WIDE = 3
"""The column after the two signs, counted from 1."""


class Probe:
    """One question; what was typed meanwhile is kept in `typed` for the keys that follow."""

    def __init__(self, reads: int, writes: int) -> None:
        self._reads = reads
        self._before = termios.tcgetattr(reads)
        quiet = termios.tcgetattr(reads)
        quiet[0] &= ~termios.ICRNL  # Enter stays what it is
        quiet[3] &= ~(termios.ECHO | termios.ICANON)
        termios.tcsetattr(reads, termios.TCSANOW, quiet)
        self._until = time.monotonic() + PATIENCE
        self.typed = b""
        os.write(writes, _QUESTION)

    def is_wide(self) -> bool:
        """Whether the signs took more than a cell each; waits for the answer as long as patience lasts."""
        said = b""
        try:
            while not _ANSWER.search(said):
                left = max(0.0, self._until - time.monotonic())
                if not select.select([self._reads], [], [], left)[0]:
                    break
                more = os.read(self._reads, 1024)
                if not more:
                    break
                said += more
        finally:
            termios.tcsetattr(self._reads, termios.TCSANOW, self._before)
        answer = _ANSWER.search(said)
        self.typed = said if answer is None else said[: answer.start()] + said[answer.end() :]
        return answer is not None and int(answer[2]) > _ONE_WIDE


def ask() -> Probe | None:
    """Put the question, where both ends are a terminal that nobody has told us about."""
    if os.environ.get("DESKAPP_ASCII") in ("0", "1") or os.environ.get("TERM") in (None, "dumb"):
        return None
    with suppress(OSError, ValueError, termios.error):
        reads, writes = sys.stdin.fileno(), sys.stderr.fileno()  # where Textual paints
        if os.isatty(reads) and os.isatty(writes):
            return Probe(reads, writes)
    return None
