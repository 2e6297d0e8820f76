"""How long a sentence on the status line counts: for its screen, its moment, and while it is true."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deskapp.reading import lately

if TYPE_CHECKING:
    from deskapp.app import DeskApp

_SPOKEN = ("{said}", "{text}")
"""Parts of a sentence that were said in one language."""
_UNDOES = ("Ctrl+Z", "Ctrl+Y")


class Telling:
    """Knows by which key the sentence on the status line was told, and what it promises to undo."""

    def __init__(self, app: DeskApp) -> None:
        self._app = app
        self._turn = 0
        self._write: lately.Write | None = None
        """The write that the sentence promises to undo or to redo."""

    def told(self) -> None:
        """A sentence is told now."""
        app, self._write = self._app, None
        self._turn = app.typeahead.turns
        notice = app.notice
        if app._desk is not None and notice.tone == "good" and any(key in notice.text for key in _UNDOES):
            desk = app.desk
            self._write = app.glance(lambda: lately.last(desk.reader, desk.room.id, desk.room.signed_in))

    def screen_changed(self) -> None:
        """The sentence leaves with its screen; what the key told that changed the screen stays."""
        if self._app.notice.text and self._turn != self._app.typeahead.turns:
            self._app.tell("")

    def language_changed(self) -> None:
        """What was put into words already cannot be said again: it leaves rather than stand in two languages."""
        if any(part in self._app.notice.text for part in _SPOKEN):
            self._app.tell("")

    def look(self) -> None:
        """Another window wrote: the sentence leaves where Ctrl+Z would not do any more what it says."""
        if self._write is not None and lately.moved_on(self._app.desk.reader, self._write):
            self._app.tell("")
