"""Charts on paper and sentences as text: kept, printed; that they left the desk is audited."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from deskapp.papers import write_whole
from deskapp.press import hand_over
from deskapp.printing.chart_paper import chart_paper, chart_pdf
from deskapp.services import reads

if TYPE_CHECKING:
    from deskapp.domain.chart import Chart
    from deskapp.printing.pdf import Missing
    from deskapp.wiring import Desk


@dataclass(frozen=True, slots=True)
class Made:
    """Charts that were set on paper."""

    path: Path
    pages: int
    warnings: tuple[Missing, ...] = ()


def keep(desk: Desk, charts: Sequence[Chart], path: Path | None = None) -> Made:
    """Set the charts as PDF into `path`, or into the folder of papers. Raises DeskError where it cannot be written."""
    now, room = desk.clock(), desk.room
    by = desk.officer.signature() if desk.officer else ""
    paper = chart_paper(
        charts, f"{room.station} {room.name}", by, f"{room.calendar.local(now):%Y-%m-%d %H:%M}", now,
        desk.paper_words, practice=room.practice,
    )  # fmt: skip
    pdf = chart_pdf(paper)
    stamp = f"{room.calendar.local(now):%Y%m%d-%H%M%S}"
    place = (
        path
        or desk.settings.papers / f"chart-{charts[0].code if len(charts) == 1 else charts[0].by}-{stamp}.pdf"
    )
    write_whole(place, pdf.data)
    reads.keep(
        desk.settings.database, desk.key, desk.clock, desk.actor, "chart", "room", room.id,
        {"charts": [one.code for one in charts], "days": paper.days, "name": place.name},
    )  # fmt: skip
    return Made(place, pdf.pages, pdf.warnings)


def print_made(desk: Desk, made: Made) -> tuple[str, str]:
    """Print what was kept; gives an English sentence and its tone. Raises DeskError with code PRINTER."""
    return hand_over(desk, made.path)


def keep_text(desk: Desk, name: str, text: str) -> Path:
    """Write a sentence into the folder of papers. Raises DeskError where it cannot be written."""
    now = desk.clock()
    place = desk.settings.papers / f"sentence-{desk.room.calendar.local(now):%Y%m%d-%H%M%S}.txt"
    write_whole(place, f"{text}\n".encode())
    reads.keep(
        desk.settings.database, desk.key, desk.clock, desk.actor, "sentence", "room", desk.room.id,
        {"sentence": name, "name": place.name},
    )  # fmt: skip
    return place
