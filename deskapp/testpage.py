"""The test page of a printer: set, kept under one name, and printed by the way of all papers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from deskapp.domain.words import Words
from deskapp.papers import write_whole
from deskapp.press import USUAL, Asked, hand_over, options_of
from deskapp.printing.form_pdf import form_pdf
from deskapp.printing.trial_sheet import trial_sheet

if TYPE_CHECKING:
    from deskapp.printing.pdf import Missing
    from deskapp.wiring import Desk


@dataclass(frozen=True, slots=True)
class Tried:
    """How it went."""

    text: str
    """An English sentence; its params are those of all papers."""
    tone: str
    path: Path
    pages: int
    warnings: tuple[Missing, ...] = ()


def print_test(desk: Desk, t: Words, asked: Asked = USUAL) -> Tried:
    """Print a test page, once. Raises DeskError with code PRINTER; the PDF stays."""
    queue = asked.queue or desk.settings.printer
    pdf = form_pdf(trial_sheet(desk.room, queue, options_of(desk, asked), desk.clock(), t))
    path = desk.settings.papers / "test-page.pdf"
    write_whole(path, pdf.data)
    text, tone = hand_over(desk, path, replace(asked, queue=queue, copies=1))
    return Tried(text, tone, path, pdf.pages, pdf.warnings)
