"""Copying the clean text of an appeal out, for the group."""

from __future__ import annotations

from textual.binding import Binding

from deskapp.domain.words import N_
from deskapp.screens.base import DeskScreen

COPY = Binding("c", "copy_out", N_("Copy the text"), key_display="c")


def copy_out(screen: DeskScreen, number: str) -> None:
    """Put the text of an appeal that is out on the clipboard; that it was copied is kept."""
    desk, t = screen.desk, screen.t

    def done(text: str) -> None:
        screen.app.copy_to_clipboard(text)
        screen.host.tell(
            N_("{number}: {count} characters are on the clipboard. Where the terminal keeps its own: "
               "deskapp appeal copy {number}"),
            "good", number=number, count=len(text),
        )  # fmt: skip
        screen.reload()

    screen.act(lambda: desk.appeals.copy_out(number, desk.actor, t), done)
