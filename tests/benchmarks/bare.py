"""The floor of a screen: Header, Label and Footer, or one Input, and nothing else."""

from __future__ import annotations

import sys
from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.widgets import Footer, Header, Input, Label


class Bare(App[None]):
    """What any Textual app has."""

    BINDINGS: ClassVar[list[BindingType]] = [("x", "answer", "Answer")]

    def compose(self) -> ComposeResult:
        yield Header()
        yield Label("painted")
        yield Footer()

    def action_answer(self) -> None:
        self.query_one(Label).update("answered")


class OneInput(App[None]):
    """One field."""

    def compose(self) -> ComposeResult:
        yield Input(placeholder="painted")


if __name__ == "__main__":
    (OneInput if "input" in sys.argv else Bare)().run()
