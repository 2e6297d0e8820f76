"""What came before the matter that is being typed: a line below a form, or a panel beside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from rich.text import Text
from textual import events
from textual.message import Message
from textual.widget import Widget

from deskapp.domain.words import N_
from deskapp.widgets.base import Worded
from deskapp.widgets.list_line import fit

Entry = tuple[str, str]
"""The two lines of an earlier matter."""


class EarlierAsked(Message):
    """Somebody clicked: the earlier matters are wanted."""


class EarlierLine(Worded, Widget):
    """One row that is always there, so that nothing moves when it has something to say."""

    DEFAULT_CSS = """
    EarlierLine { height: 1; padding: 0 1; color: $text-warning; }
    """

    def __init__(self, key: str) -> None:
        """`key` is how the key that shows more is written."""
        super().__init__()
        self._key = key
        self._said = ""

    def show(self, said: str) -> None:
        """Say `said`, or nothing."""
        if said != self._said:
            self._said = said
            self.refresh()

    def render(self) -> Text:
        """The sentence, cut before the key where both have no room."""
        if not self._said:
            return Text()
        key = " · " + self.t(N_("{key} shows"), key=self._key)
        room = max(0, self.size.width - cell_len(key))
        said = self._said if cell_len(self._said) <= room else fit(self._said, room, marks=self.t.marks)
        return Text(said + key, no_wrap=True, overflow="crop")

    def on_click(self, _event: events.Click) -> None:
        """A click is as good as the key."""
        if self._said:
            self.post_message(EarlierAsked())


class EarlierPanel(Worded, Widget):
    """A column that is always there on a wide screen, so that nothing moves when it fills."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"earlier-panel--title", "earlier-panel--muted"}
    DEFAULT_CSS = """
    EarlierPanel {
        width: 44; height: 1fr; padding: 0 1; border-left: solid $border-blurred;
        & > .earlier-panel--title { text-style: bold underline; color: $text-accent; }
        & > .earlier-panel--muted { color: $text-muted; }
    }
    """

    def __init__(self, key: str) -> None:
        """`key` is how the key that opens them is written."""
        super().__init__()
        self._key = key
        self._entries: tuple[Entry, ...] = ()

    def show(self, entries: Sequence[Entry]) -> None:
        """Show earlier matters, or that there are none."""
        if tuple(entries) != self._entries:
            self._entries = tuple(entries)
            self.refresh()

    def render(self) -> Text:
        """Heading, key, then two lines each."""
        look, room, marks = self.get_component_rich_style, self.size.width, self.t.marks
        title = look("earlier-panel--title", partial=True)
        muted = look("earlier-panel--muted", partial=True)
        if not self._entries:
            said = self.t(N_("Earlier matters of the person, the place and the matter stand here."))
            return Text(said, style=muted)
        text = Text(no_wrap=True, overflow="crop").append(self.t(N_("Earlier matters")), style=title)
        text.append("  " + self.t(N_("{key} opens or merges"), key=self._key), style=muted)
        for first, second in self._entries:
            text.append("\n" + fit(first, room, marks=marks).rstrip())
            text.append("\n" + fit("  " + second, room, marks=marks).rstrip(), style=muted)
        return text

    def on_click(self, _event: events.Click) -> None:
        """A click is as good as the key."""
        if self._entries:
            self.post_message(EarlierAsked())
