"""Sheets on paper and as PDF; of a sealed handover one original leaves the desk, then copies with their numbers.

The number of a paper is reserved in the file when the PDF is written and before it has its name: no two papers say
the same, and what fails on the way leaves none behind.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from deskapp import papers
from deskapp.domain.errors import DeskError
from deskapp.domain.handover_sheet import numbered
from deskapp.domain.sheet import Sheet
from deskapp.domain.words import N_, Words
from deskapp.papers import Kept
from deskapp.press import PRINT_PATIENCE, SAID, USUAL, Asked, options_of, send, wait
from deskapp.printing.layout import lay_out
from deskapp.printing.pdf import as_pdf, page_count
from deskapp.reading.shifts import find

if TYPE_CHECKING:
    from deskapp.printing.print_system import Job
    from deskapp.wiring import Desk


def keep(desk: Desk, sheet: Sheet, t: Words, path: Path | None = None, *, over: bool = False) -> Kept:
    """Keep a sheet as PDF at `path`, else in the folder of papers; that of a sealed handover takes the next number.

    Raises DeskError where it cannot be written, or where `path` is there already and it may not be written `over`.
    """
    if sheet.foot.copy == "preview":
        return papers.keep(desk, sheet, t, path, replace=over)
    if not over:
        papers.refuse_there(path)
    number = sheet.head.number
    while True:
        before = find(desk.connection(), desk.room, number, sheet.head.day).copies
        paper = lay_out(replace(sheet, foot=numbered(sheet.foot, before)), t)
        pdf = as_pdf(paper)
        place = path or _place(desk, number, before)
        if papers.write_whole(place, pdf.data, lambda: desk.shifts.reserve(number, before, desk.actor)):  # noqa: B023
            papers.noted(desk, place, sheet.head.day)
            return Kept(place, pdf.pages, sheet.head.day, pdf.warnings, paper.foot[0][1])


def _place(desk: Desk, number: str, before: int) -> Path:
    return desk.settings.papers / (f"{number}-copy-{before}.pdf" if before else f"{number}.pdf")


def put_out(
    desk: Desk, sheet: Sheet, t: Words, asked: Asked = USUAL, patience: float = PRINT_PATIENCE
) -> tuple[tuple[Kept, ...], str, str]:
    """Keep a sheet and print it; gives what was kept, an English sentence and its tone.

    Several of a sealed handover are the original, if it is still here, and copies with a number each. What no
    printer took is what the next try prints. Raises DeskError with code PRINTER; the PDF stays.
    """
    if sheet.foot.copy == "preview":
        kept = papers.keep(desk, sheet, t)
        return (kept,), *papers.print_and_wait(desk, kept, asked, patience)
    found: list[Kept] = []
    jobs: list[Job] = []
    for _ in range(options_of(desk, asked).copies):
        kept = _left(desk, sheet, t) or keep(desk, sheet, t)
        try:
            jobs.append(send(desk, kept.path, replace(asked, copies=1)))
        except DeskError:
            desk.unprinted[_key(sheet, t)] = (str(kept.path), kept.called)
            raise
        papers.taken(desk, kept)
        found.append(kept)
    states = [wait(job, patience) for job in jobs]
    return tuple(found), *SAID[next((state for state in states if state != "done"), states[-1])]


def told(kept: Sequence[Kept], t: Words) -> dict[str, object]:
    """What a sentence about kept papers says: where the first one is, their pages, which they are, odd letters."""
    called = [one.called for one in kept if one.called]
    said = [t(N_("It says: {papers}."), papers=", ".join(called))] if called else []
    odd = {missing.say(t): None for one in kept for missing in one.warnings}
    return {
        "path": kept[0].path, "pages": sum(one.pages for one in kept), "warnings": " ".join((*said, *odd)),
    }  # fmt: skip


def _key(sheet: Sheet, t: Words) -> tuple[str, str, int]:
    """Which PDF would say the same: of this handover, in this language, with so many addenda."""
    added = next((len(section.rows) for section in sheet.sections if section.id == "addenda"), 0)
    return sheet.head.number, t.language, added


def _left(desk: Desk, sheet: Sheet, t: Words) -> Kept | None:
    """The paper that was kept and that no printer took, while its PDF is still there."""
    path, called = desk.unprinted.pop(_key(sheet, t), ("", ""))
    place = Path(path)
    if not path or not place.is_file():
        return None
    return Kept(place, page_count(place.read_bytes()), sheet.head.day, (), called)
