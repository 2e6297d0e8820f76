"""One call of the command line: its settings, words and flags, and where data and words go."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from deskapp.commands.flags import Flags
from deskapp.domain.clock_check import odd
from deskapp.domain.errors import DeskError
from deskapp.domain.text import clean
from deskapp.domain.words import N_, Words
from deskapp.reading.last_entry import last_entry
from deskapp.settings import Settings
from deskapp.wiring import Desk, open_desk


@dataclass(frozen=True, slots=True)
class Call:
    """What a command is handed: data goes to stdout, words to stderr."""

    settings: Settings
    t: Words
    flags: Flags

    @contextmanager
    def desk(self) -> Iterator[Desk]:
        """The desk on the file of the settings, closed at the end. Raises DeskError."""
        desk = open_desk(self.settings, via="cli")
        try:
            self._warn_of_clock(desk)
            yield desk
        finally:
            desk.close()

    def _warn_of_clock(self, desk: Desk) -> None:
        """Say it where the clock stands before the last entry: what is written now would stand among older ones."""
        if desk.room.practice:
            return
        found = odd(desk.clock(), last_entry(desk.reader), desk.room.calendar)
        if found is not None and found.behind:
            self.warn(found.text, **found.params)

    def say(self, text: str, /, **params: object) -> None:
        """A sentence for the person, unless `-q` was given."""
        if not self.flags.quiet:
            self.warn(text, **params)

    def warn(self, text: str, /, **params: object) -> None:
        """A sentence that is said in any case."""
        print(clean(self.t(text, **params), lines=True), file=sys.stderr)

    def write(self, text: str = "") -> None:
        """Data, one line or several; hidden characters never reach the terminal raw."""
        print(clean(text, lines=True))

    def write_plain(self, *cells: str) -> None:
        """One bare line for other programs, with tabs between the cells and none inside."""
        print("\t".join(clean(cell) for cell in cells))

    def write_json(self, value: object) -> None:
        """Data as JSON, unescaped."""
        print(json.dumps(value, ensure_ascii=False, indent=2))

    @property
    def on_terminal(self) -> bool:
        """True where somebody sits at a terminal and may be asked."""
        return sys.stdin.isatty() and sys.stderr.isatty() and not self.flags.no_input

    def ask(self, text: str, /, **params: object) -> str:
        """What the person types after a question; call it on a terminal only."""
        return self.hear(text, **params) or ""

    def hear(self, text: str, /, **params: object) -> str | None:
        """Like `ask`, but None where the person ended the input instead of answering."""
        print(clean(self.t(text, **params)), end=" ", file=sys.stderr, flush=True)
        line = sys.stdin.readline()
        return line.strip() if line else None

    def may_replace(self, path: Path) -> None:
        """Ask before a file is written over. Raises DeskError unless the answer is yes."""
        if self.flags.yes or not path.exists():
            return
        if self.on_terminal:
            answer = self.ask(N_("{path} is there already. Replace it? (y/n)"), path=path)
            if answer.casefold() in ("y", "yes", "是", "好"):
                return
        raise DeskError(
            N_("{path} is there already and is left as it is. Choose another name, or add --yes."), path=path
        )

    def given(self, **texts: str | None) -> Mapping[str, str]:
        """The options that were really given."""
        return {name: text for name, text in texts.items() if text is not None}
