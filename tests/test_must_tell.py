"""What is marked to be told by mouth is shown on every output, in every section, and is never left out of a list."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from pypdf import PdfReader

from deskapp import locales
from deskapp.domain.errors import DeskError
from deskapp.domain.handover_rows import lines_of
from deskapp.domain.words import Words
from deskapp.papers import handover_at, shift_sheet
from deskapp.printing.as_json import as_json
from deskapp.printing.layout import lay_out
from deskapp.printing.paper import Paper
from deskapp.printing.pdf import as_pdf
from deskapp.printing.text import PLAIN, as_text
from deskapp.reading import shifts as reading
from deskapp.wiring import Desk
from tests.shift_builders import as_officer, handed_over, log, proof, shift_desk
from tests.shift_builders import told as told_now
from tests.told_days import mark, told

LANGUAGES = ("zh", "en")


@cache
def words(language: str) -> Words:
    return Words.plain() if language == "en" else locales.load(language)


@cache
def paper(language: str) -> Paper:
    return lay_out(told().sheet, words(language))


def squeezed(text: str) -> str:
    return re.sub(r"[\s\u200b]+", "", text)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    found = shift_desk(tmp_path)
    found.store.durable = False
    yield found
    found.close()


def test_every_section_shows_what_is_marked_in_it_and_nothing_else() -> None:
    day = told()
    wanted = {day.marked["hazards"], day.marked["beyond"]}
    for section in day.sheet.sections:
        shown = {str(row.facts["number"]) for row in section.rows if row.facts.get("must_tell")}
        expected = wanted if section.id == "hazards" else {day.marked.get(section.id, "")} - {""}
        assert shown == expected, section.id
        assert all(row.facts["told"] for row in section.rows if row.facts.get("must_tell"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sign_is_the_same_in_text_pdf_and_json(language: str) -> None:
    day, said = told(), paper(language)
    rows = [
        (row.facts, spots)
        for section, block in zip(day.sheet.sections, said.blocks, strict=True)
        for row, spots in zip(section.rows, block.rows, strict=True)
    ]
    signed = {str(facts["number"]): spots for facts, spots in rows if any("★" in s.mark for s in spots)}
    assert set(signed) == set(day.marked.values())
    told_in_json = {
        row["number"]
        for rows in json.loads(as_json(day.sheet)).values() if isinstance(rows, list)
        for row in rows if isinstance(row, dict) and row.get("must_tell")
    }  # fmt: skip
    assert told_in_json == set(signed)
    text = as_text(said)
    pages = PdfReader(io.BytesIO(as_pdf(said, system_fonts=False).data)).pages
    pdf = squeezed("".join(page.extract_text() for page in pages))
    assert text.count("★") == pdf.count("★") == len(signed)
    for number, spots in signed.items():
        (spot,) = (one for one in spots if "★" in one.mark)
        assert f"[{spot.mark}]" in text, number
        assert squeezed(spot.mark + spot.text[:4]) in pdf, number
    assert text.count("✓") == pdf.count("✓") == len(signed)
    assert text.translate(PLAIN).count("*" + words(language)("Tell")) == len(signed)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_of_the_handover_shows_the_same_signs(desk: Desk, language: str) -> None:
    marked, t = mark(desk), words(language)
    going = reading.open_shift(desk.reader, desk.room.id)
    assert going is not None
    found = {line.number: line for line in lines_of(handover_at(desk, going), t) if line.number}
    for section, number in marked.items():
        assert t.marks.tell in found[number].mark + found[number].what, section
    sealed = handover_at(desk, handed_over(desk, "054321", "012345"))
    lines = {line.number: line for line in lines_of(sealed, t) if line.number}
    for section, number in marked.items():
        assert "★" in lines[number].mark + lines[number].what, section
        assert lines[number].tone


def test_the_parts_of_a_long_sheet_are_counted_on_beyond_ten() -> None:
    signs = [block.heading.partition("、")[0] for block in paper("zh").blocks]
    assert signs[9:] == ["十", "十一", "十二", "十三"]


def test_a_list_that_ends_with_how_many_more_counts_only_what_it_leaves_out() -> None:
    section = next(one for one in told().sheet.sections if one.id == "hazards")
    assert len(section.rows) == 13
    assert "1 more" in next(block.note for block in paper("en").blocks if block.id == "hazards")


def must_tell(desk: Desk) -> tuple[str, ...]:
    going = reading.open_shift(desk.reader, desk.room.id)
    assert going is not None
    return handover_at(desk, going).must_tell()


def test_all_that_was_marked_must_be_heard_wherever_it_stands(desk: Desk) -> None:
    marked = mark(desk)
    assert set(must_tell(desk)) == set(marked.values())
    desk.shifts.start(as_officer(desk, "054321"))
    desk.shifts.goes_on((marked["volunteers"],), as_officer(desk, "054321"))
    desk.shifts.send(proof(desk, "054321"), "desk", desk.words)
    for number in told_now(desk)[:-1]:
        desk.shifts.tick(number, True, as_officer(desk, "012345"))
    with pytest.raises(DeskError, match=told_now(desk)[-1]):
        desk.shifts.accept(proof(desk, "012345"), "desk")


def test_a_mark_that_was_taken_away_leaves_no_line(desk: Desk) -> None:
    marked = mark(desk)
    desk.shifts.tell(marked["told"], False, desk.actor)
    going = reading.open_shift(desk.reader, desk.room.id)
    assert going is not None
    assert "told" not in {section.id for section in shift_sheet(desk, going).sections}


def test_only_a_record_of_this_room_is_marked(desk: Desk) -> None:
    desk.shifts.open(desk.actor)
    number = log(desk).number
    for typed in ("LF-20261121-099", "YH-20261121-001", "RY-20261121-001", "keys"):
        with pytest.raises(DeskError, match="so nothing is marked"):
            desk.shifts.tell(typed, True, desk.actor)
    desk.shifts.tell(number, True, desk.actor)
    assert must_tell(desk) == (number,)
