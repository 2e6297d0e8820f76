"""What a setting is: its name, its words, how a typed text is read and how the kept one is shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from deskapp.domain.codes import CodeList
from deskapp.domain.words import Words

Read = Callable[[str, Words], str]
"""Takes a typed text and gives the text that is kept. Raises DeskError in a whole sentence."""

Show = Callable[[str, Words], str]
"""Takes the kept text and gives it for a person."""

Part = Callable[[str, str, str, Words, date], str]
"""Takes the kept text, the name of a part, what was typed for it and today; gives the new text. Raises DeskError."""

Where = Literal["file", "room", "config"]
"""Where the value lies: in the desk file, in the row of the room there, or in config.toml on this machine."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting of the desk."""

    name: str
    """What the command line and the file call it."""
    label: str
    group: str
    """English text of the head under which it stands."""
    read: Read
    show: Show
    default: str = ""
    help: str = ""
    where: Where = "file"
    part: Part | None = None
    """Changes one part of the kept text, where it has parts."""
    whole: Show | None = None
    """All its parts for a person, in lines, where it has parts."""
    codes: CodeList | None = None
    """The choices, where the value is one of a few codes."""
    look: bool = False
    """True where a key switches it in passing: its undo goes back to what was, whatever was looked at since."""
    needed: bool = False
    """True where the value cannot be empty, and an empty text does not mean the default."""

    @property
    def parts(self) -> bool:
        """True where the value is JSON that a page of its own changes part by part."""
        return self.part is not None

    def effective(self, kept: str) -> str:
        """The value that counts where `kept` is what lies in the file: nothing means the default."""
        return kept or self.default

    def kept(self, value: str) -> str:
        """What lies in the file for `value`: nothing where it is the default."""
        return "" if value == self.default else value
