"""Forms of disputes: made from the file, shown as text, kept as PDF and written into the file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from deskapp.domain.dispute_papers import PAPER
from deskapp.domain.person_codes import SEX
from deskapp.domain.words import Words
from deskapp.papers import write_whole
from deskapp.press import USUAL, Asked, hand_over
from deskapp.printing.dispute_form_blocks import FormFacts, OnPaper
from deskapp.printing.dispute_form_needs import copies_of
from deskapp.printing.dispute_forms import form_of
from deskapp.printing.form_pdf import form_pdf
from deskapp.reading import people

if TYPE_CHECKING:
    from deskapp.domain.dispute import File
    from deskapp.domain.person import Person
    from deskapp.printing.form_paper import FormPaper
    from deskapp.printing.pdf import Missing
    from deskapp.wiring import Desk


def lay_out(desk: Desk, file: File, kind: str, t: Words, *, by_hand: bool = False) -> FormPaper:
    """The form `kind` of a file. Raises DeskError where something that it must contain is missing.

    With `by_hand` there is room for an agreement that is written in by hand.
    """
    found = {party.person_id: people.by_id(desk.reader, party.person_id) for party in file.parties}
    officer = desk.officer
    return form_of(
        kind,
        file,
        FormFacts(
            station=desk.room.station,
            room=desk.room.name,
            people={key: _on_paper(one, file) for key, one in found.items() if one is not None},
            officers={one.id: one.signature() for one in desk.officers},
            calendar=desk.room.calendar,
            now=desk.clock(),
            by=officer.signature() if officer else "",
            number=_number(file, kind),
            copies=copies_of(kind, file),
            practice=desk.room.practice,
            words=t,
        ),
        by_hand=by_hand,
    )


@dataclass(frozen=True, slots=True)
class Made:
    """A form that was set and kept."""

    path: Path
    pages: int
    copies: int
    warnings: tuple[Missing, ...] = ()


def keep(desk: Desk, file: File, kind: str, path: Path | None, t: Words) -> Made:
    """Set the form as PDF into `path` or the folder of papers, and keep that it was made. Raises DeskError."""
    return set_as_pdf(desk, file, kind, lay_out(desk, file, kind, t), t, path)


def set_as_pdf(
    desk: Desk, file: File, kind: str, paper: FormPaper, t: Words, path: Path | None = None
) -> Made:
    """Set a form that is laid out as PDF, into `path` or the folder of papers, and keep that it was made.

    Raises DeskError where it cannot be written.
    """
    pdf = form_pdf(paper)
    place = path or desk.settings.papers / f"{file.dispute.number}-{kind}-{len(file.papers) + 1:02d}.pdf"
    write_whole(place, pdf.data)
    copies = copies_of(kind, file)
    desk.disputes.paper_made(file.dispute.number, kind, paper.number, copies, desk.actor, t)
    return Made(place, pdf.pages, copies, pdf.warnings)


def print_made(desk: Desk, made: Made, asked: Asked = USUAL) -> tuple[str, str]:
    """Print a form that was kept, as often as it has copies; gives an English sentence and its tone.

    Raises DeskError with code PRINTER; the PDF stays.
    """
    return hand_over(desk, made.path, asked, made.copies)


def _number(file: File, kind: str) -> str:
    if PAPER[kind].code.startswith("agreement") and file.dispute.agreement_no:
        return file.dispute.agreement_no
    return f"{file.dispute.number}-{len(file.papers) + 1:02d}"


def _on_paper(person: Person, file: File) -> OnPaper:
    day, born = file.dispute.day, person.born
    age = str(day.year - born.year - ((day.month, day.day) < (born.month, born.day))) if born else ""
    return OnPaper(
        person.name,
        SEX.source_of(person.sex) if person.sex else "",
        age,
        person.id_number,
        person.phones[0] if person.phones else "",
        person.address,
    )
