"""The sheet on paper: text, JSON and PDF say the same."""

from __future__ import annotations

import io
import json
import os
import re
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader
from rich.cells import cell_len

from deskapp import locales
from deskapp.domain.sheet import Cell, Column, Phrase, Row, Section
from deskapp.domain.sheet_summary import summarise
from deskapp.domain.words import Words
from deskapp.printing.as_json import as_json
from deskapp.printing.layout import lay_out
from deskapp.printing.pdf import as_pdf
from deskapp.printing.text import as_text
from deskapp.printing.wrap import wrap
from tests.paper_builders import given, many, ordinary_day, request, resolved

EN = Words.plain()
GOLDEN = Path(__file__).parent / "golden"
HOSTILE = (
    '#read("/etc/passwd") $x$ *b* _i_ `c` \\u{41} [/] [@click=app.quit]x] <l> @ref // = - + #{1+1} "q" \\'
)


def words(language: str) -> Words:
    if language == "en":
        return EN
    return locales.load(language)


def paper_of(day, t=EN):
    return lay_out(summarise(day), t)


def text_of(data: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("name", ["quiet", "ordinary"])
def test_the_text_is_as_it_was_agreed(name, language):
    day = given() if name == "quiet" else ordinary_day()
    found = as_text(paper_of(day, words(language)))
    path = GOLDEN / f"sheet_{name}_{language}.txt"
    if os.environ.get("UPDATE_GOLDEN") == "1":
        path.write_text(found, "utf-8")
    assert found == path.read_text("utf-8")


@pytest.mark.parametrize("columns", [60, 80, 100, 140])
def test_no_line_is_broader_than_asked_and_none_begins_with_a_comma(columns):
    lines = as_text(paper_of(ordinary_day()), columns).splitlines()
    assert max(map(cell_len, lines)) <= columns
    assert not [line for line in lines if line.lstrip()[:1] in ("，", "。", "、", "；", "：")]


def test_text_is_whole_where_paper_cuts_it():
    told = "楼上漏水，" * 2000
    day = given(open_then=(request(1, summary=told),))
    assert squeezed(told) in squeezed(as_text(paper_of(day)))
    assert "…" in text_of(as_pdf(paper_of(day)).data)


def test_pages_of_text_repeat_the_table_head_and_say_their_number():
    pages = as_text(paper_of(many(40, closed=True)), 80, page_rows=40).split("\f")
    assert [f"Page {i} of {len(pages)}" in page.splitlines()[0] for i, page in enumerate(pages, 1)]
    assert all(len(page.splitlines()) <= 40 for page in pages)
    assert all("Category" in page for page in pages[1:-1])


def test_one_row_longer_than_a_page_goes_on_over_the_next_ones():
    day = given(open_then=(request(1, summary="水" * 10_000),))
    pages = as_text(paper_of(day), 80, page_rows=40).split("\f")
    assert all(len(page.splitlines()) <= 40 for page in pages)
    assert sum(page.count("水") for page in pages) == 10_000


def test_the_json_has_codes_and_moments_with_their_zone():
    told = json.loads(as_json(summarise(ordinary_day())))
    assert told["cut_off"] == "2026-11-22T00:00:00+08:00"
    assert told["figures"]["entered"] == 12
    assert told["figures"]["by_urgency"] == {"normal": 8, "urgent": 2, "critical": 2}
    first = next(row for row in told["must_do"] if row["number"].startswith("LF"))
    assert (first["category"], first["urgency"], first["dangers"]) == ("dispute", "critical", ["threat"])
    assert first["due_at"] == "2026-11-21T11:15:00+08:00"
    assert len(told["entries"]) == 7


def test_the_json_is_unescaped():
    assert "努尔买买提·西热甫" in as_json(summarise(ordinary_day()))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_an_ordinary_day_fits_one_page(language):
    assert as_pdf(paper_of(ordinary_day(), words(language))).pages == 1


@pytest.mark.parametrize("closed", [True, False])
def test_forty_requests_fit_two_pages(closed):
    assert as_pdf(paper_of(many(40, closed=closed)), system_fonts=False).pages == 2


@pytest.mark.parametrize("closed", [True, False])
def test_two_hundred_requests_break_with_heads_and_page_numbers(closed):
    pdf = as_pdf(paper_of(many(200, closed=closed)), system_fonts=False)
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(pdf.data)).pages]
    assert pdf.pages == len(pages) > 2
    for number, page in enumerate(pages, 1):
        assert f"Page {number} of {pdf.pages}" in page
        assert "Chain 3f9a1c07be52d441" in page
    assert all("Number" in page and "What it is" in page for page in pages[1:-1])
    whole = "\n".join(pages)
    assert all(f"LF-20261121-{i:03d}" in whole for i in range(1, 201))


def test_the_paper_is_a4():
    box = PdfReader(io.BytesIO(as_pdf(paper_of(given())).data)).pages[0].mediabox
    assert (round(float(box.width)), round(float(box.height))) == (595, 842)


def test_heads_and_body_are_large_enough():
    sizes: dict[float, int] = {}

    def look(text, _cm, matrix, _font, size):
        if text.strip():
            scale = round(abs(matrix[3]) * abs(_cm[3]) * size, 1)
            sizes[scale] = sizes.get(scale, 0) + 1

    page = PdfReader(io.BytesIO(as_pdf(paper_of(ordinary_day())).data)).pages[0]
    page.extract_text(visitor_text=look)
    assert min(sizes) >= 10.5
    assert {13.0, 19.0} <= set(sizes)


def test_the_same_sheet_gives_the_same_bytes():
    assert as_pdf(paper_of(ordinary_day())).data == as_pdf(paper_of(ordinary_day())).data


def test_paper_and_text_say_the_same_names_and_numbers():
    paper = paper_of(ordinary_day())
    printed, typed = squeezed(text_of(as_pdf(paper).data)), squeezed(as_text(paper))
    names = ("李卫东012345", "阿依夏木·吐尔逊", "努尔买买提·西热甫")
    for said in (*names, "LF-20261119-004", "overdue12h", "138****0012"):
        assert said in printed
        assert said in typed


@pytest.mark.parametrize(
    "told",
    [HOSTILE, "a" * 10_000, "W" * 10_000, "，" * 10_000, "字" * 10_000, "http://x.example/" + "y" * 300],
)
def test_what_people_write_is_text_and_never_markup(told):
    row = request(1, summary=told, applicant=told[:100], waiting_for=told, status="waiting")
    done, _ = resolved(request(2, summary=told, applicant=told[:100]), "09:00", told)
    pdf = as_pdf(paper_of(given(entered=(done,), open_then=(row,))), system_fonts=False)
    assert pdf.pages == 1
    found = squeezed(text_of(pdf.data)).replace("\u200b", "")
    assert "root:" not in found
    assert squeezed(told)[:6] in found


def test_control_pictures_are_carets_on_paper_and_hidden_characters_are_named():
    row = request(1, summary="␛]52;c;␇ \x1b[31m \u202eabc", applicant="\x00王\u202e")
    pdf = as_pdf(paper_of(given(open_then=(row,))), system_fonts=False)
    found = text_of(pdf.data)
    assert "^[]52;c;^G" in found
    assert not re.search(r"[\x00-\x09\x0b-\x1f\u202e]", found.replace("\r", ""))
    assert not re.search(r"[\x00-\x09\x0b-\x1f\u202e]", as_text(paper_of(given(open_then=(row,)))))


def test_a_practice_sheet_says_so_on_every_output():
    paper = paper_of(replace(many(40, closed=True), practice=True))
    assert paper.banner in as_text(paper)
    pages = PdfReader(io.BytesIO(as_pdf(paper).data)).pages
    assert all(paper.banner in page.extract_text() for page in pages)
    assert json.loads(as_json(summarise(given(practice=True))))["practice"] is True


def test_a_new_register_adds_a_section_and_nothing_else():
    sheet = summarise(given())
    section = Section(
        "disputes", Phrase("Disputes"), (Column("who", Phrase("Who"), weight=9), Column("what", "", "long")),
        (Row((Cell("甲"), Cell("争执")), {"number": "JF-1"}),), "",
    )  # fmt: skip
    sheet = replace(sheet, sections=(*sheet.sections, section))
    paper = lay_out(sheet, EN)
    assert "争执" in as_text(paper)
    assert "争执" in text_of(as_pdf(paper).data)
    assert json.loads(as_json(sheet))["disputes"] == [{"number": "JF-1"}]


def test_wrapping_loses_nothing_and_keeps_words_whole():
    assert wrap("他说 hello world，走了。", 14) == ["他说 hello", "world，走了。"]
    assert wrap("一二三四五，六", 10) == ["一二三四", "五，六"]
    assert wrap("a" * 25, 10) == ["a" * 10, "a" * 10, "a" * 5]
    assert wrap("", 10) == [""]
