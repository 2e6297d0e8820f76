"""A form on paper, in one language: labelled cells, long texts, boxes to sign in; preview and PDF are made from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal


@dataclass(frozen=True, slots=True)
class Cell:
    """A label and what stands beside it; an empty value leaves room to write."""

    label: str
    value: str = ""
    wide: int = 1
    """How many of the six parts of a line the cell takes, times two parts for each."""


@dataclass(frozen=True, slots=True)
class FormRow:
    """One line of cells, or one long text under its label."""

    kind: Literal["cells", "text", "head"]
    cells: tuple[Cell, ...]
    lines: int = 1
    """Of a long text: how many lines it takes at least."""


@dataclass(frozen=True, slots=True)
class Box:
    """A box for a signature: whose, what goes in, and whether a seal belongs there."""

    label: str
    inside: str = ""
    seal: str = ""


@dataclass(frozen=True, slots=True)
class FormPaper:
    """The whole form, in words and in order."""

    language: str
    banner: str
    station: str
    title: str
    number: str
    copies: str
    """How many copies there are, in words."""
    rows: tuple[FormRow, ...]
    boxes: tuple[Box, ...]
    notes: tuple[str, ...]
    """Sentences above the boxes, each a paragraph."""
    foot: tuple[str, str]
    page: str
    """Page number, with the braces `{page}` and `{pages}`."""
    made_at: datetime


@dataclass(frozen=True, slots=True)
class FormPages:
    """On which page each part of a form stands."""

    total: int = 1
    starts: Mapping[tuple[int, int], int] = field(default_factory=dict)
    """By row and paragraph, -1 for the row itself; the row -1 stands for the boxes."""

    def of(self, row: int, paragraph: int = -1) -> int:
        """Where a row, or a paragraph of it, begins."""
        return self.starts.get((row, paragraph), self.starts.get((row, -1), 1))

    def after(self, row: int, paragraph: int) -> int:
        """Where the part behind a paragraph begins."""
        start = self.of(row, paragraph)
        behind = ((row, paragraph + 1), (row + 1, -1), (-1, -1))
        return max(start, next((self.starts[part] for part in behind if part in self.starts), self.total))
