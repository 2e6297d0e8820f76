"""What stands on the paper, in one language: the value that preview, PDF and text are made from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import datetime
from typing import Any, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a block; see deskapp.domain.sheet.Column."""

    label: str
    kind: str
    weight: float
    align: str


@dataclass(frozen=True, slots=True)
class Spot:
    """One place of a row, in words."""

    text: str
    below: str = ""
    mark: str = ""
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """One section, in words."""

    id: str
    kind: str
    heading: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Spot, ...], ...]
    empty: str
    note: str
    lines: int


@dataclass(frozen=True, slots=True)
class Paper:
    """The whole sheet, in words and in order."""

    language: str
    banner: str
    """Says that these are practice records; empty on a real sheet."""
    station: str
    title: str
    facts: tuple[tuple[str, str], ...]
    """Label and value of each fact of the head."""
    fact_rows: tuple[int, ...]
    """How many facts stand beside each other on paper, line by line; one that has its line alone may be long."""
    blocks: tuple[Block, ...]
    signatures: tuple[str, ...]
    """Whose signature each box is for."""
    signers: tuple[str, ...]
    """Names printed into the boxes; empty where the name is written by hand."""
    signed_at: str
    """Label of the place for the hour beside a signature."""
    foot: tuple[tuple[str, str], ...]
    """Lines at the foot of each page: what stands left and what stands right."""
    running: str
    """What the top of each page says beside its number."""
    page: str
    """Page number, with the braces `{page}` and `{pages}`."""
    made_at: datetime

    def page_label(self, page: int, pages: int) -> str:
        """“Page 1 of 2”."""
        return self.page.format(page=page, pages=pages)


def reworded(paper: T, change: Callable[[str], str]) -> T:
    """The same with every text changed."""
    changed: Any = paper
    if isinstance(paper, str):
        changed = change(paper)
    elif isinstance(paper, tuple):
        changed = tuple(reworded(item, change) for item in paper)
    elif is_dataclass(paper) and not isinstance(paper, type):
        changed = replace(paper, **{f.name: reworded(getattr(paper, f.name), change) for f in fields(paper)})
    return changed  # type: ignore[no-any-return]
