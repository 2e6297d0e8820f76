"""The terminal driver of the desk: survives bytes that are not UTF-8, and a terminal that is closed."""

from __future__ import annotations

import io
import os
import selectors
from codecs import getincrementaldecoder
from typing import Any, TextIO, cast

from textual import events
from textual._parser import ParseError
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver

from deskapp.pastes import Pastes

_LOOK = 0.1
"""Seconds between two looks at whether the app ends."""


def whole(stream: TextIO) -> TextIO:
    """The same stream, every text of which arrives whole.

    Where PYTHONUNBUFFERED is set, a signal in the midst of a write (a window that is resized) cuts off its rest.
    """
    if not isinstance(stream.buffer, io.RawIOBase):
        return stream
    return open(
        stream.fileno(), "w", encoding=stream.encoding, errors=stream.errors, newline="", closefd=False
    )


class DeskDriver(LinuxDriver):
    """Reads the keys; see the private names above when Textual is raised to another minor."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self._file is not None:
            self._file = cast(io.TextIOWrapper, whole(self._file))

    def _run_input_thread(self) -> None:
        """Read until the app ends; a terminal that is gone ends the app."""
        try:
            self.run_input_thread()
        except OSError:
            self._gone()

    def _sigtstp_application(self, *args: object) -> None:
        """Go to sleep, unless the kiosk stands: a shell would lie open."""
        if not getattr(self._app, "walled", False):
            super()._sigtstp_application(*args)

    def _gone(self) -> None:
        self._app.call_later(self._app.exit, return_code=129)

    def run_input_thread(self) -> None:
        """Decode what is typed, a broken byte as U+FFFD, and pass the events on."""
        decode = getincrementaldecoder("utf-8")(errors="replace").decode
        parser = XTermParser(self._debug)
        pastes = Pastes()
        selector = selectors.SelectSelector()
        selector.register(self.fileno, selectors.EVENT_READ)
        try:
            if early := decode(getattr(self._app, "typed", b"")):  # an empty text would mean the end
                for event in parser.feed(early):
                    self.process_message(event)
            while not self.exit_event.is_set():
                if selector.select(_LOOK):
                    data = os.read(self.fileno, 4096)
                    if not data:
                        self._gone()
                        return
                    for pasted, text in pastes.split(decode(data)):
                        # Textual's own parser loses what stands around an escape inside a paste.
                        found = [events.Paste(text)] if pasted else parser.feed(text)
                        for event in found:
                            self.process_message(event)
                for event in parser.tick():
                    self.process_message(event)
        finally:
            selector.close()
            try:
                for _ in parser.feed(""):
                    pass
            except (EOFError, ParseError):
                pass
