"""What all fields of a form share: their messages, their marks and the cleaning of what is typed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from textual import events
from textual.message import Message
from textual.widget import Widget

from deskapp.domain.codes import CodeList
from deskapp.domain.text import HIDDEN, clean, compatible, narrow
from deskapp.domain.words import N_, Words
from deskapp.widgets.base import Worded

PASTE_LIMIT = 20_000
"""Characters; a longer paste is refused whole."""

TOO_MUCH = N_(
    "The paste has {count} characters, {limit} is the most: nothing of it was taken over. "
    "What was there is kept. Paste a shorter piece."
)
MARKED = N_("Hidden control characters were found: they are visible marks now. Delete them if not wanted.")
JOINED = N_("Several lines were pasted: they stand on one line now. Nothing is lost.")

_HIDDEN = re.compile(f"[{HIDDEN}]")
_NARROW = frozenset({"phone", "id", "pin"})
_HALF_WIDTH = frozenset({"date", "number"})


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a code field."""

    code: str
    label: str
    """English; translated when shown."""
    digit: str = ""
    """The key that chooses it, `1` to `9`, or empty for those only in the full list."""
    local: bool = False
    """Whether the label was typed in this room: it stands as it is, in every language."""
    on: bool = True
    """Whether it can be chosen; one that cannot is known by its label where it stands."""

    def say(self, t: Words) -> str:
        """The label that people read."""
        return self.label if self.local else t(self.label)


def options_of(codes: CodeList, t: Words, digits: Sequence[str] = ()) -> tuple[Option, ...]:
    """The entries of a code list in this room, those in `digits` or the nine most used first, with their digits."""
    here = codes.here(t)
    keyed = {code: str(place) for place, code in enumerate(digits or here.most_used, 1)}
    rest = [entry.code for entry in here if entry.code not in keyed]
    entries = [here[code] for code in (*keyed, *rest)]
    return tuple(
        Option(e.code, e.local or e.label, keyed.get(e.code, ""), bool(e.local), e.on) for e in entries
    )


class FieldMessage(Message):
    """Something that happened in a field."""

    def __init__(self, field: Field) -> None:
        super().__init__()
        self.field = field

    @property
    def control(self) -> Widget:
        """The field."""
        return cast(Widget, self.field)


class Field(Worded):
    """Mixin of a field: it says what happens by messages and leaves the moving to whoever holds it."""

    kind: str = "text"
    limit: int = 0
    """The most characters that can be saved, 0 for any; told, not enforced."""
    takes_text = False
    """Whether letters typed into it never move the focus."""
    touched = False
    """Whether a person changed it since it was filled."""
    hint = ""
    """What belongs here; English, translated when shown."""
    _proposed = False

    class Next(FieldMessage):
        """Go on: `key` is `enter`, `tab`, `down` or the digit that chose."""

        def __init__(self, field: Field, key: str) -> None:
            super().__init__(field)
            self.key = key

    class Previous(FieldMessage):
        """Go back one field."""

    class Edited(FieldMessage):
        """A person changed or confirmed the value."""

    class Left(FieldMessage):
        """The focus went elsewhere."""

    class Marked(FieldMessage):
        """The value became a proposal or is one no longer."""

    class Strayed(FieldMessage):
        """Text stands in a field of choices that is none of them; or it does no longer."""

    class Freed(FieldMessage):
        """A choice was made, and `text` that stood there beside it looks for another place."""

        def __init__(self, field: Field, text: str) -> None:
            super().__init__(field)
            self.text = text

    class AskAll(FieldMessage):
        """Open the full list of choices."""

    class Notice(FieldMessage):
        """A sentence for the status line, already translated."""

        def __init__(self, field: Field, text: str) -> None:
            super().__init__(field)
            self.text = text

    if TYPE_CHECKING:

        def post_message(self, message: Message) -> bool:
            """Every widget has it."""

        @property
        def name(self) -> str | None:
            """Every widget has it."""

    def fill(self, value: str, *, proposed: bool = False) -> None:
        """Put `value` in, as the program does: nobody edited it."""
        raise NotImplementedError

    @property
    def value_clean(self) -> str:
        """The value as it is to be saved."""
        raise NotImplementedError

    @property
    def proposed(self) -> bool:
        """Whether the value is a guess of the program that nobody confirmed."""
        return self._proposed

    @proposed.setter
    def proposed(self, proposed: bool) -> None:
        if proposed != self._proposed:
            self._proposed = proposed
            self.post_message(self.Marked(self))

    @property
    def count(self) -> int:
        """How many characters would be saved."""
        return len(self.value_clean)

    def edited(self) -> None:
        """Note that a person changed the value or agrees with it."""
        self.touched = True
        self.proposed = False
        self.post_message(self.Edited(self))

    def say(self, text: str, **params: object) -> None:
        """Send a sentence up to the status line."""
        self.post_message(self.Notice(self, self.t(text, **params)))

    def _on_blur(self, _event: events.Blur) -> None:
        # A terminal window that loses the focus blurs as well: the person has not left the field.
        if cast(Widget, self).app.app_focus:
            self.post_message(self.Left(self))


def saved_form(value: str, kind: str) -> str:
    """`value` as a field of `kind` saves it: cleaned, and half-width where only that is meant."""
    if kind in _NARROW:
        return narrow(clean(value))
    if kind in _HALF_WIDTH:
        return compatible(clean(value)).strip()
    return clean(value, lines=kind == "long").strip()


def has_hidden(text: str) -> bool:
    """Whether `clean` would put a visible mark into `text`; line ends and tabs are no such thing."""
    return _HIDDEN.search(text.translate({9: 32, 10: 32, 13: 32})) is not None


def typed(event: events.Key) -> str:
    """The text that a key means, also where Python calls it unprintable; empty for a key without text.

    A full-width space, a joiner between emoji and bidi marks come from input methods and are not dropped.
    """
    char = event.character
    if char is None:
        return ""
    if char.isprintable():
        return char
    if char < "\x80":
        return ""
    category = unicodedata.category(char[0])
    return char if category[0] == "Z" or category in ("Cf", "Co", "Cn") or "\x80" <= char < "\xa0" else ""


def digit_of(event: events.Key) -> str:
    """The digit that a key means, half or full width, or empty."""
    char = compatible(event.character or "")
    return char if len(char) == 1 and char in "0123456789" else ""
