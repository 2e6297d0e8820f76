"""What a page of the settings gives to the screen; each page is one object that knows its own rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from deskapp.domain.listing import Column, Row
from deskapp.domain.request_card import Line
from deskapp.domain.words import Words
from deskapp.screens.base import DeskScreen

if TYPE_CHECKING:
    from deskapp.wiring import Desk


class Page(Protocol):
    """One page: its rows, what is told of each, and what Enter does on it."""

    @property
    def label(self) -> str:
        """The name of the page, in English."""
        ...

    @property
    def empty(self) -> str:
        """The English sentence of a page without rows: what belongs there and the key that fills it."""
        ...

    def columns(self, t: Words) -> Sequence[Column]:
        """The columns of the rows."""
        ...

    def rows(self, desk: Desk, t: Words) -> Sequence[Row]:
        """The rows; their ids are the page's own, their keys are not looked at."""
        ...

    def card(self, desk: Desk, t: Words, row: int) -> tuple[str, Sequence[Line]]:
        """The heading and the lines that tell of a row."""
        ...

    def history(self, desk: Desk, t: Words, row: int) -> Sequence[Line]:
        """Every change of a row, the newest first."""
        ...

    def open(self, screen: DeskScreen, row: int) -> None:
        """Enter on a row: ask for what is to be changed, in a box over `screen`."""
        ...
