"""Pastes in what a terminal sends: everything between the marks of a bracketed paste is text, escapes too."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

BEGIN, END = "\x1b[200~", "\x1b[201~"


@dataclass
class Pastes:
    """Splits a stream of characters into typing and pastes; a mark may be cut between two reads."""

    _held: str = ""
    _parts: list[str] | None = field(default=None)
    """The paste so far, or None outside one."""

    def split(self, text: str) -> Iterator[tuple[bool, str]]:
        """Give (is it a paste, its text) in order; an unfinished paste waits for the next call."""
        text, self._held = self._held + text, ""
        while text:
            if self._parts is None:
                typed, mark, text = text.partition(BEGIN)
                if not mark:
                    typed, self._held = _hold(typed, BEGIN, 3)
                if typed:
                    yield False, typed
                if mark:
                    self._parts = []
            else:
                pasted, mark, text = text.partition(END)
                if not mark:
                    pasted, self._held = _hold(pasted, END, 1)
                self._parts.append(pasted)
                if mark:
                    whole, self._parts = "".join(self._parts), None
                    yield True, whole


def _hold(text: str, mark: str, least: int) -> tuple[str, str]:
    """`text` without an end that may be the beginning of `mark`, and that end of `least` characters or more.

    While somebody types, a lone escape or `ESC [` is not held: it may be a key.
    """
    for cut in range(len(mark) - 1, least - 1, -1):
        if text.endswith(mark[:cut]):
            return text[:-cut], text[-cut:]
    return text, ""
