"""Certificates of service: issued, laid out, set as PDF and printed; each paper that leaves is kept in its history."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from deskapp.domain.certificate import Certificate, refuse_days, refuse_lacking
from deskapp.domain.errors import DeskError
from deskapp.domain.words import N_
from deskapp.papers import write_whole
from deskapp.press import USUAL, Asked, hand_over
from deskapp.printing.certificate_paper import certificate_paper
from deskapp.printing.form_pdf import form_pdf
from deskapp.reading import certificates as reading
from deskapp.reading import volunteers

if TYPE_CHECKING:
    from deskapp.domain.volunteer import Dossier
    from deskapp.printing.form_paper import FormPaper
    from deskapp.printing.pdf import Missing
    from deskapp.wiring import Desk


@dataclass(frozen=True, slots=True)
class Made:
    """A certificate that was set on paper."""

    certificate: Certificate
    path: Path
    pages: int
    warnings: tuple[Missing, ...] = ()


def check(desk: Desk, found: Dossier, first: date, last: date) -> int:
    """The minutes that a certificate of these days would confirm. Raises DeskError, naming all that is missing."""
    refuse_days(first, last, desk.room.calendar.day(desk.clock()))
    served = reading.served(desk.connection().execute, found.volunteer.id, first, last)
    minutes = sum(part[2] for part in served)
    refuse_lacking(found.person, minutes, desk.values.text("certificate_contact"), desk.words)
    return minutes


def issue(desk: Desk, volunteer: str, first: date, last: date) -> Certificate:
    """Issue one, in Chinese whatever the screen speaks. Raises DeskError, naming all that is missing."""
    if (found := volunteers.find(desk.connection(), desk.room.id, volunteer)) is not None:
        check(desk, found, first, last)
    return desk.certificates.issue(volunteer, first, last, desk.actor, desk.paper_words)


def lay_out(desk: Desk, one: Certificate) -> FormPaper:
    """The paper as it would leave now. Raises DeskError where what is kept is not what was issued."""
    if not one.intact:
        raise DeskError(
            N_("What is kept of {number} is not what was issued: nothing is printed. Call whoever looks after the "
               "machine, and run deskapp doctor."),
            number=one.number,
        )  # fmt: skip
    room = desk.room
    return certificate_paper(one, room.calendar, desk.clock(), desk.paper_words, practice=room.practice)


def keep(desk: Desk, number: str, path: Path | None = None) -> Made:
    """Set a certificate as PDF into `path`, or into the folder of papers, and keep that it was done.

    Raises DeskError where it is void, changed, or cannot be written.
    """
    one = reading.find(desk.connection(), desk.room.id, number)
    if one is None or one.status != "issued":
        # The service says which of them, in words.
        one = desk.certificates.copied(number, desk.actor)
    pdf = form_pdf(lay_out(desk, one))
    place = path or desk.settings.papers / f"{one.number}-{one.copies + 1:02d}.pdf"
    write_whole(place, pdf.data)
    return Made(desk.certificates.copied(one.number, desk.actor), place, pdf.pages, pdf.warnings)


def print_made(desk: Desk, made: Made, asked: Asked = USUAL) -> tuple[str, str]:
    """Print one that was kept, once: each copy says which one it is. Gives an English sentence and its tone.

    Raises DeskError with code PRINTER; the PDF stays.
    """
    return hand_over(desk, made.path, replace(asked, copies=1))
