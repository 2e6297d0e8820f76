"""Rare characters on paper: printed where a font has them, named where none has."""

from __future__ import annotations

import io

from pypdf import PdfReader

from deskapp.domain.sheet_summary import summarise
from deskapp.domain.words import Words
from deskapp.printing.fonts import coverage, lacking, shipped
from deskapp.printing.layout import lay_out
from deskapp.printing.pdf import as_pdf
from tests.paper_builders import given, request, resolved

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"


def sheet_for(name: str, summary: str = "办证", **options):
    rows = (request(1, applicant=name, summary=summary),)
    pdf = as_pdf(lay_out(summarise(given(open_then=rows)), Words.plain()), **options)
    return pdf, "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf.data)).pages)


def test_rare_and_minority_names_print_from_the_shipped_font_alone():
    for name in ("王㛃", "䶮", "𪨰", "努尔买买提·西热甫", "阿依夏木·吐尔逊", "John Smith"):
        pdf, text = sheet_for(name, system_fonts=False)
        assert name in text
        assert pdf.warnings == ()


def test_a_character_that_no_font_has_is_its_code_point_and_is_named():
    pdf, text = sheet_for("李𠮷", system_fonts=False)
    assert "李[U+20BB7]" in text
    assert [(w.character, w.shown) for w in pdf.warnings] == [("𠮷", "[U+20BB7]")]
    assert "[U+20BB7]" in pdf.warnings[0].say(Words.plain())


def test_no_font_in_the_world_has_a_character_that_does_not_exist():
    pdf, text = sheet_for("王\U0006fffd")
    assert "王[U+6FFFD]" in text
    assert len(pdf.warnings) == 1


def test_an_emoji_family_is_one_pair_of_brackets():
    done, _ = resolved(request(1, summary=FAMILY), "09:00", "ok")
    pdf = as_pdf(lay_out(summarise(given(entered=(done,))), Words.plain()), system_fonts=False)
    joined = "".join(PdfReader(io.BytesIO(pdf.data)).pages[0].extract_text().split())
    assert "[U+1F468U+200DU+1F469U+200DU+1F467]" in joined


def test_code_points_are_cut_like_any_other_text():
    pdf, text = sheet_for("𠮷" * 100, "𠮷" * 10_000, system_fonts=False)
    assert pdf.pages == 1
    assert text.count("[U+20BB7]") < 20
    assert "…" in text


def test_latin_letters_beyond_the_shipped_fonts_come_from_the_typesetter_itself():
    pdf, text = sheet_for("Łukasz ⟪RLO⟫", system_fonts=False)
    assert "Łukasz" in text
    assert pdf.warnings == ()


def test_the_character_map_is_read_from_the_font():
    serif, sans = (coverage(path) for path in shipped())
    for font in (serif, sans):
        assert all(ord(c) in font for c in "中㛃䶮𪨰·＊A0")
        assert 0x20BB7 not in font
        assert 0x10FFFF not in font
    assert lacking("中𠮷", (serif, sans)) == {"𠮷"}


def test_a_font_without_a_full_character_map_covers_nothing(tmp_path):
    path = tmp_path / "old.otf"
    path.write_bytes(b"OTTO\0\1" + bytes(6) + b"head" + bytes(12))
    assert ord("A") not in coverage(path)
