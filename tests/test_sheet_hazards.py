"""Hazards on the day's sheet: what is open, the overdue first, with its age, and the figures of the day."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from deskapp import locales, papers
from deskapp.domain.errors import DeskError
from deskapp.domain.sheet import Sheet, say
from deskapp.domain.words import Words
from deskapp.printing.layout import lay_out
from deskapp.printing.text import as_text
from deskapp.wiring import Desk
from tests import app_builders
from tests.app_builders import turn
from tests.field_builders import grids, hazard, step

EN = Words.plain()


@pytest.fixture
def desk(home: Path) -> Iterator[Desk]:
    found = app_builders.new_desk(home)
    yield found
    found.close()


def section_of(sheet: Sheet) -> list[str]:
    """The section as lines, or nothing where it is left out."""
    if not any(section.id == "hazards" for section in sheet.sections):
        return []
    section = sheet.section("hazards")
    rows = [" | ".join(say(cell.text, EN) for cell in row.cells) for row in section.rows]
    return [say(section.heading, EN), *rows, say(section.note, EN)]


def test_it_lists_what_is_open_and_counts_what_was_done(desk: Desk) -> None:
    assert section_of(papers.day_sheet(desk)) == []
    grids(desk)
    late = hazard(desk, deadline="+1d", area="东苑", place="3栋", owner="物业", level="major")
    hazard(desk, measure="fixed")
    turn(desk, days=3)
    other = hazard(desk, category="ebike", summary="飞线充电")
    gone = hazard(desk)
    step(desk, late, "fail", text="还在")
    step(desk, other, "transfer", receiver="fire", due="+2d")
    step(desk, gone, "void", text="重复", confirm=gone.number)
    sheet = papers.day_sheet(desk)
    assert section_of(sheet) == [
        "Hazards (open 2, overdue 0)",
        "11-24 12:00 | YH-20261121-001 | 3栋 | 楼道堆放纸箱 | Recheck failed",
        "11-26 12:00 | YH-20261124-001 |  | 飞线充电 | Transferred",
        "Found 1, fixed on the spot 0, ordered 0, rechecks 1, cleared 0, transferred 1.",
    ]
    turn(desk, days=1)
    section = papers.day_sheet(desk).section("hazards")
    assert say(section.heading, EN) == "Hazards (open 2, overdue 1)"
    first = section.rows[0]
    assert say(first.cells[0].below, EN) == "overdue 24 h"
    assert (first.facts["overdue"], first.facts["deadline"], first.facts["rechecks"]) == (
        True,
        "2026-11-22",
        1,
    )


def test_it_is_printed_in_both_languages_and_what_stands_there_is_not_undone(
    desk: Desk, tmp_path: Path
) -> None:
    hazard(desk, deadline="+1d")
    for language, word in (("zh", "隐患（未销号 1"), ("en", "Hazards (open 1")):
        assert word in as_text(lay_out(papers.day_sheet(desk), locales.load(language)), 80)
    papers.keep(desk, papers.day_sheet(desk), desk.words, tmp_path / "a.pdf")
    with pytest.raises(DeskError, match="may stand on it"):
        desk.undoing.undo(desk.actor)
    hazard(desk)
    desk.undoing.undo(desk.actor)
