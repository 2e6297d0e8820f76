"""Volunteers on the day's sheet: who is here, the hours of the day, what waits; and undoing what stands there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from deskapp import locales, papers
from deskapp.domain.errors import DeskError
from deskapp.domain.sheet import Sheet, say
from deskapp.domain.words import Words
from deskapp.printing.layout import lay_out
from deskapp.printing.pdf import as_pdf
from deskapp.printing.text import as_text
from deskapp.wiring import Desk
from tests import app_builders
from tests.app_builders import turn
from tests.duty_builders import come, crew, go

EN = Words.plain()


@pytest.fixture
def desk(home: Path) -> Iterator[Desk]:
    found = crew(app_builders.new_desk(home))
    yield found
    found.close()


def section_of(sheet: Sheet) -> str:
    """The section as text, or nothing where it is left out."""
    if not any(section.id == "volunteers" for section in sheet.sections):
        return ""
    section = sheet.section("volunteers")
    rows = [" | ".join(say(cell.text, EN) for cell in row.cells) for row in section.rows]
    return "\n".join([say(section.heading, EN), *rows, say(section.note, EN)])


def test_a_room_where_nobody_served_has_no_such_section(desk: Desk) -> None:
    assert section_of(papers.day_sheet(desk)) == ""


def test_it_names_who_is_here_the_hours_of_the_day_and_what_waits(desk: Desk) -> None:
    come(desk, "0001")
    come(desk, "0002")
    turn(desk, hours=2)
    go(desk, "0002")
    desk.attendances.step("QD-20261121-002", "confirm", {"hours": "1.5"}, desk.actor, desk.words)
    come(desk, "0003")
    turn(desk, minutes=30)
    go(desk, "0003")
    radio = desk.reader.execute("SELECT number FROM equipment").fetchone()[0]
    desk.attendances.hand_out("0001", [radio], desk.actor)
    desk.attendances.step("QD-20261121-001", "answer", {"incident": "110-7"}, desk.actor, desk.words)
    sheet = papers.day_sheet(desk)
    said = section_of(sheet)
    assert "Volunteers (on duty 1, to be confirmed 1)" in said
    assert "11-21 12:00 | QD-20261121-001 | 0001 马玉兰 | 明珠队 | Out on a call 110-7 Radio" in said
    assert (
        "Today 3 came, 2.5 h of presence, 1.5 h confirmed; 1 signed out wait, 0 not signed out wait." in said
    )
    assert [section.id for section in sheet.sections][-2:] == ["volunteers", "entries"]
    assert sheet.section("volunteers").rows[0].facts["call"] == "110-7"


def test_it_is_printed_in_both_languages(desk: Desk) -> None:
    come(desk)
    for language, word in (("zh", "义警"), ("en", "Volunteers")):
        t = locales.load(language)
        paper = lay_out(papers.day_sheet(desk), t)
        assert word in as_text(paper, 80)
        assert as_pdf(paper).pages == 1


def test_what_stands_on_a_sheet_is_not_undone(desk: Desk, tmp_path: Path) -> None:
    come(desk)
    papers.keep(desk, papers.day_sheet(desk), desk.words, tmp_path / "a.pdf")
    with pytest.raises(DeskError, match="may stand on it"):
        desk.undoing.undo(desk.actor)
    desk.attendances.roll_in("明珠队", ["0002", "0003"], desk.actor, desk.words)
    desk.undoing.undo(desk.actor)
    desk.attendances.roll_in("明珠队", ["0002", "0003"], desk.actor, desk.words)
    papers.keep(desk, papers.day_sheet(desk), desk.words, tmp_path / "b.pdf")
    with pytest.raises(DeskError, match="may stand on it"):
        desk.undoing.undo(desk.actor)
