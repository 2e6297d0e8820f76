"""The sheet of a handover on paper: text, PDF and JSON say the same, one page on an ordinary day, nothing overlaps."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from deskapp import locales
from deskapp.domain.words import Words
from deskapp.printing.as_json import as_json
from deskapp.printing.layout import lay_out
from deskapp.printing.paper import Paper
from deskapp.printing.pdf import Pdf, as_pdf
from deskapp.printing.text import as_text
from tests import handover_days

GOLDEN = Path(__file__).parent / "golden"
LANGUAGES = ("zh", "en")
DIGITS = re.compile(
    r"(?<=校验码 )[0-9a-f]{16}|(?<=记录链 )[0-9a-f]{16}|(?<=Seal )[0-9a-f]{16}|(?<=chain )[0-9a-f]{16}"
)
EVERY = [(name, language) for name in handover_days.NAMES for language in LANGUAGES]


def words(language: str) -> Words:
    return Words.plain() if language == "en" else locales.load(language)


@cache
def paper(name: str, language: str) -> Paper:
    return lay_out(handover_days.sheet(name), words(language))


@cache
def pdf(name: str, language: str) -> Pdf:
    return as_pdf(paper(name, language), system_fonts=False)


@cache
def printed(name: str, language: str) -> str:
    pages = PdfReader(io.BytesIO(pdf(name, language).data)).pages
    return squeezed("\n".join(page.extract_text() for page in pages))


def squeezed(text: str) -> str:
    return re.sub(r"[\s\u200b]+", "", text)


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_the_text_of_a_handover_is_as_it_was_agreed(name: str, language: str) -> None:
    found = DIGITS.sub(
        "0" * 16, as_text(paper(name, language))
    )  # the chain has a key of its own in each file
    path = GOLDEN / f"handover_{name}_{language}.txt"
    if os.environ.get("UPDATE_GOLDEN") == "1":
        path.write_text(found, "utf-8")
    assert found == path.read_text("utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_ordinary_handover_takes_one_page(language: str) -> None:
    assert pdf("ordinary", language).pages == 1
    assert pdf("quiet", language).pages == 1


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_all_that_the_paper_says_is_on_every_output(name: str, language: str) -> None:
    said, typed, told = (
        paper(name, language),
        squeezed(as_text(paper(name, language))),
        printed(name, language),
    )
    texts = [
        said.station,
        said.title,
        *(text for fact in said.facts for text in fact),
        *said.signatures,
        *said.signers,
    ]
    texts += [text for line in said.foot for text in line]
    for block in said.blocks:
        texts += [block.heading]
        labels = [
            column.label for column in block.columns if column.kind != "long"
        ]  # under its row it needs none
        texts += [block.note, *labels] if block.rows else [block.empty]
        texts += [text for row in block.rows for spot in row for text in (spot.mark, spot.text, spot.below)]
    for text in map(squeezed, texts):
        assert text in typed or _in_pieces(text, typed), text
        shown = text.replace("\U00020bb7", "[U+20BB7]")  # no font here has it: the paper says so
        # only paper cuts, and says so
        cut = any(shown[:size] + "…" in told for size in range(len(shown), 0, -1))
        assert shown in told or cut or _in_pieces(shown, told), text


def _in_pieces(text: str, whole: str) -> bool:
    """Whether a text stands there broken over lines of a column between its neighbours'."""
    at = 0
    while at < len(text):
        size = next((n for n in range(len(text) - at, 1, -1) if text[at : at + n] in whole), 0)
        if not size:
            return text[at:] in whole
        at += size
    return True


@pytest.mark.parametrize("name", handover_days.NAMES)
def test_the_json_has_the_facts_of_every_row_that_is_on_paper(name: str) -> None:
    sheet = handover_days.sheet(name)
    told = json.loads(as_json(sheet))
    shift = sheet.head.shift
    assert shift is not None
    assert (told["number"], told["shift"]["seal"]) == (shift.number, shift.seal)
    assert squeezed(told["shift"]["outgoing"]) in printed(name, "zh")
    assert shift.seal[:16] in printed(name, "zh")
    for section in sheet.sections:
        if section.kind != "tally":
            assert len(told[section.id]) == len(section.rows)
            for row in told[section.id]:
                assert (row.get("member_no") or row.get("number", ""))[:11] in printed(name, "zh")
    figures = [row.cells[1].text for row in sheet.section("figures").rows if len(row.cells) == 2]
    assert str(told["figures"]["entered"]) == figures[0]


def test_a_tick_that_was_made_at_the_desk_stands_on_every_output() -> None:
    ticked = [row.facts["number"] for row in handover_days.sheet("ordinary").section("must_do").rows
              if row.facts.get("told")]  # fmt: skip
    assert ticked
    for language in LANGUAGES:
        assert as_text(paper("ordinary", language)).count("✓") == len(ticked)
        assert printed("ordinary", language).count("✓") == len(ticked)
    assert [row["number"] for row in json.loads(as_json(handover_days.sheet("ordinary")))["must_do"]
            if row.get("told")] == ticked  # fmt: skip


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_no_word_overlaps_another_and_none_leaves_the_margins(
    name: str, language: str, tmp_path: Path
) -> None:
    boxes = _boxes(pdf(name, language).data, tmp_path)
    left, right = 14 * 72 / 25.4 - 0.6, (210 - 14) * 72 / 25.4 + 0.6
    for page, found in enumerate(boxes, 1):
        assert found
        for word, x0, y0, x1, y1 in found:
            assert left <= x0 < x1 <= right, (page, word)
            assert 12 <= y0 < y1 <= 842 - 12, (page, word)
        for at, (word, x0, y0, x1, y1) in enumerate(found):
            for other, a0, b0, a1, b1 in found[at + 1 :]:
                # the box of a glyph is taller than its ink: what counts is that middles keep apart
                shared = min(x1, a1) - max(x0, a0), min(y1, b1) - max(y0, b0)
                assert not (shared[0] > 0.8 and shared[1] > 0.35 * min(y1 - y0, b1 - b0)), (page, word, other)


Box = tuple[str, float, float, float, float]


def _boxes(data: bytes, folder: Path) -> list[list[Box]]:
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not here: apt-get install poppler-utils")
    path = folder / "sheet.pdf"
    path.write_bytes(data)
    told = subprocess.run(
        ["pdftotext", "-bbox", path, "-"], capture_output=True, text=True, check=True
    ).stdout
    shape = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>')
    return [
        [(m[5], float(m[1]), float(m[2]), float(m[3]), float(m[4])) for m in shape.finditer(page)]
        for page in told.split("<page ")[1:]
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_letters_are_large_enough_in_the_densest_way_too(language: str) -> None:
    sizes: set[float] = set()

    def look(text: str, cm: list[float], matrix: list[float], _font: object, size: float) -> None:
        if text.strip():
            sizes.add(round(abs(matrix[3]) * abs(cm[3]) * size, 1))

    PdfReader(io.BytesIO(pdf("ordinary", language).data)).pages[0].extract_text(visitor_text=look)
    assert min(sizes) >= 10.5
    assert {13.0, 19.0} <= sizes


@pytest.mark.parametrize("name", handover_days.NAMES)
def test_fonts_are_embedded_and_only_the_letters_that_are_used(name: str) -> None:
    made = pdf(name, "zh")
    reader = PdfReader(io.BytesIO(made.data))
    for page in reader.pages:
        resources: Any = page["/Resources"]
        for font in resources["/Font"].values():
            told = font.get_object()
            inner = told["/DescendantFonts"][0].get_object() if "/DescendantFonts" in told else told
            assert re.match(r"/[A-Z]{6}\+", told["/BaseFont"])
            assert any(f"/FontFile{n}" in inner["/FontDescriptor"] for n in ("", "2", "3"))
    assert len(made.data) < 400_000


def test_the_terrible_day_breaks_with_heads_and_numbers_every_page() -> None:
    made = pdf("terrible", "zh")
    pages = [squeezed(page.extract_text()) for page in PdfReader(io.BytesIO(made.data)).pages]
    number = handover_days.sheet("terrible").head.number
    assert made.pages == len(pages) > 2
    for at, page in enumerate(pages, 1):
        assert f"第{at}页/共{made.pages}页" in page
        assert number in page
    whole = "".join(pages)
    for row in handover_days.sheet("terrible").sections[0].rows:
        assert str(row.facts["number"]) in whole


def test_entries_outside_a_shift_and_late_ones_say_so() -> None:
    said = as_text(paper("terrible", "zh"))
    assert said.count("班外") == 20
    assert said.count("补录") == 20


def test_an_open_shift_says_that_nothing_is_handed_over() -> None:
    from dataclasses import replace

    sheet = handover_days.sheet("ordinary")
    assert sheet.head.shift is not None
    shift = replace(sheet.head.shift, status="open", seal="", incoming="", accepted_at=None)
    live = replace(
        sheet,
        head=replace(sheet.head, shift=shift),
        foot=replace(sheet.foot, copy="preview", copies=0),
        wordings=(),
    )
    said = as_text(lay_out(live, words("zh")))
    assert "在班，未交接" in said
    assert "预览，未交接" in said
    assert "未封存" in said


def test_why_one_officer_handed_over_to_himself_is_on_the_sheet() -> None:
    from dataclasses import replace

    sheet = handover_days.sheet("ordinary")
    assert sheet.head.shift is not None
    shift = replace(sheet.head.shift, incoming=sheet.head.shift.outgoing, alone="单人值守" * 200)
    alone = lay_out(replace(sheet, head=replace(sheet.head, shift=shift), wordings=()), words("zh"))
    assert "自交自接  单人值守" in as_text(alone)
    assert "自交自接单人值守" in squeezed(
        PdfReader(io.BytesIO(as_pdf(alone, system_fonts=False).data)).pages[0].extract_text()
    )
