"""What the app does for screens of figures: charts as PDF, on paper, and sentences as text."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol, cast

from deskapp.screens.base import DeskScreen

if TYPE_CHECKING:
    from deskapp.domain.chart import Chart


class Told(Protocol):
    """A sentence about what was done, with its parameters."""

    text: str
    tone: str
    params: dict[str, object]


Papers = Callable[["Chart"], Told]
"""Makes a paper of a chart; runs in a thread. Raises DeskError."""


class MakesPapers(Protocol):
    """What these screens need of the app."""

    def keep_chart(self, chart: Chart) -> Told:
        """Set the PDF and keep it; runs in a thread. Raises DeskError."""

    def print_chart(self, chart: Chart) -> Told:
        """Set the PDF, keep it and print it; runs in a thread. Raises DeskError."""

    def keep_sentence(self, name: str, text: str) -> Told:
        """Keep a sentence as a text file; runs in a thread. Raises DeskError."""


def papers_of(screen: DeskScreen) -> MakesPapers:
    """The app, as it makes papers."""
    return cast(MakesPapers, screen.app)


def do_paper(screen: DeskScreen, meanwhile: str, verb: Callable[[], Told]) -> None:
    """Run it, and tell what came of it."""
    screen.host.tell(meanwhile)
    screen.act(verb, lambda told: screen.host.tell(told.text, told.tone, **told.params))
