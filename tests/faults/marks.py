"""What a child says of itself: lines in memory that it shares with its parent, for which it calls no system."""

from __future__ import annotations

import mmap
from dataclasses import dataclass, field

_SIZE = 1 << 16
_HEAD = 8
"""Bytes in front that say how much is written: raised last, so that a kill leaves whole lines."""

BEGUN, DONE, REFUSED, BUG, ENDED = "begun", "done", "refused", "bug", "ended"


class Marks:
    """Lines that outlive whoever wrote them."""

    def __init__(self) -> None:
        self._memory = mmap.mmap(-1, _SIZE)

    def say(self, what: str, name: str = "", text: str = "") -> None:
        """Add a line."""
        line = "\t".join((what, name, " ".join(text.split()))).encode() + b"\n"
        at = self._length()
        if at + len(line) < _SIZE - _HEAD:
            self._memory[_HEAD + at : _HEAD + at + len(line)] = line
            self._memory[:_HEAD] = (at + len(line)).to_bytes(_HEAD)

    def read(self) -> Told:
        """What was said, in order; forgotten afterwards."""
        text = self._memory[_HEAD : _HEAD + self._length()].decode()
        self._memory[:_HEAD] = bytes(_HEAD)
        told = Told()
        for line in text.splitlines():
            what, name, said = line.split("\t", 2)
            told.hear(what, name, said)
        return told

    def _length(self) -> int:
        return int.from_bytes(self._memory[:_HEAD])


@dataclass
class Told:
    """What became of each verb, as its child said."""

    done: list[str] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)
    """The sentence that the officer reads, by verb."""
    going: str = ""
    """The verb that was begun and did not come to an end."""
    bug: str = ""
    ended: bool = False

    def hear(self, what: str, name: str, text: str) -> None:
        """Take one line in."""
        if what == BEGUN:
            self.going = name
        elif what == ENDED:
            self.ended = True
        else:
            self.going = ""
            if what == DONE:
                self.done.append(name)
            elif what == REFUSED:
                self.refused[name] = text
            else:
                self.bug = f"{name}: {text}"
