"""What the doctor says of one thing that it has looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from deskapp.domain.words import Words
from deskapp.settings import Settings

GOOD, NOTE, BAD = "good", "note", "bad"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    name: str
    """English label, marked with N_."""
    state: str
    """`good`, `note` for what is worth knowing, `bad` for what is wrong."""
    text: str
    params: Mapping[str, object] = field(default_factory=dict)
    remedy: str = ""
    """What to do, for all that is not good."""

    def say(self, t: Words) -> str:
        """The finding in the language of `t`, its remedy behind it."""
        said = t(self.text, **self.params)
        gap = "" if said.endswith("。") else " "
        return said + gap + t(self.remedy, **self.params) if self.remedy else said


Look = Callable[[Settings], Iterator[Finding]]
"""Looks at one thing without changing anything; it may find several things to say, or none."""
