"""Receipts of found things: laid out, set as PDF and printed; each one that leaves is kept in the thing's history."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from deskapp.domain.custody import FoundItem
from deskapp.domain.errors import DeskError
from deskapp.domain.field_form import no_record
from deskapp.domain.words import N_
from deskapp.papers import write_whole
from deskapp.press import USUAL, Asked, hand_over
from deskapp.printing.form_pdf import form_pdf
from deskapp.printing.receipt_paper import receipt_paper
from deskapp.reading import field_records as reading

if TYPE_CHECKING:
    from deskapp.printing.form_paper import FormPaper
    from deskapp.printing.pdf import Missing
    from deskapp.wiring import Desk


@dataclass(frozen=True, slots=True)
class Made:
    """A receipt that was set on paper."""

    item: FoundItem
    path: Path
    pages: int
    warnings: tuple[Missing, ...] = ()


def lay_out(desk: Desk, item: FoundItem) -> FormPaper:
    """The paper as it would leave now, in the language of papers. Raises DeskError for what is void."""
    if item.status in ("voided", "undone"):
        raise DeskError(
            N_(
                "{number} is void: no receipt is made of it. Press Insert in the list to receive the thing anew."
            ),
            number=item.number,
        )
    room = desk.room
    by = next((one.signature() for one in desk.officers if one.id == item.entered_by), "")
    return receipt_paper(
        item, (room.station, room.name), by, room.calendar, desk.clock(), desk.paper_words, practice=room.practice
    )  # fmt: skip


def of_number(desk: Desk, number: str) -> FormPaper:
    """The paper of a number. Raises DeskError where there is none."""
    return lay_out(desk, _item(desk, number))


def _item(desk: Desk, number: str) -> FoundItem:
    found = reading.find_item(desk.connection().execute, desk.room.id, number)
    if found is None:
        raise no_record(number)
    return found


def keep(desk: Desk, number: str, path: Path | None = None) -> Made:
    """Set a receipt as PDF into `path`, or into the folder of papers, and keep that it was done. Raises DeskError."""
    item = _item(desk, number)
    pdf = form_pdf(lay_out(desk, item))
    place = path or desk.settings.papers / f"{item.number}-{item.receipts + 1:02d}.pdf"
    write_whole(place, pdf.data)
    return Made(desk.custody.receipt_made(item.number, desk.actor), place, pdf.pages, pdf.warnings)


def print_made(desk: Desk, made: Made, asked: Asked = USUAL) -> tuple[str, str]:
    """Print one that was kept, once: each is counted. Gives an English sentence and its tone.

    Raises DeskError with code PRINTER; the PDF stays.
    """
    return hand_over(desk, made.path, replace(asked, copies=1))
