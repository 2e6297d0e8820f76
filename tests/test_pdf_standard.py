"""Every paper of the desk is PDF/A-2b: its fonts are inside, cut down to what is used, and nothing lies elsewhere."""

from __future__ import annotations

import io
import re
import subprocess
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from pypdf import PdfReader

from deskapp import locales
from deskapp.domain.officer import Room
from deskapp.domain.print_options import Options
from deskapp.domain.sheet_summary import summarise
from deskapp.printing import pdf
from deskapp.printing.badges import Badge, BadgeSheet, badges_pdf
from deskapp.printing.form_pdf import form_pdf
from deskapp.printing.layout import lay_out
from deskapp.printing.pdf import Pdf, as_pdf
from deskapp.printing.recovery_paper import recovery_paper
from deskapp.printing.trial_sheet import trial_sheet
from tests.builders import NOON
from tests.paper_builders import ordinary_day

ZH = locales.load("zh")
ROOM = Room(1, "明珠路派出所", "明珠社区警务室")
BADGES = BadgeSheet(
    "zh",
    ROOM.station,
    ROOM.name,
    "义警",
    "",
    ("队伍", "编号"),
    (Badge("马玉兰", "明珠队", "0012", "0012"),),
    NOON,
)

PAPERS: dict[str, Callable[[], Pdf]] = {
    "sheet": lambda: as_pdf(lay_out(summarise(ordinary_day()), ZH)),
    "form": lambda: form_pdf(recovery_paper(ROOM, "AAAA-BBBB", "李辉 012345", NOON, ZH)),
    "badges": lambda: badges_pdf(BADGES),
    "test page": lambda: form_pdf(trial_sheet(ROOM, "Laser", Options(1, "long"), NOON, ZH)),
}
"""One of each way in which a paper is set; certificates and forms of disputes are set as the form is."""


def fonts_of(reader: PdfReader) -> list[Any]:
    found: list[Any] = []
    for page in reader.pages:
        resources: Any = page["/Resources"]
        for font in resources.get("/Font", {}).values():
            base = font.get_object()
            found += [one.get_object() for one in base.get("/DescendantFonts", [base])]
    return found


@pytest.mark.parametrize("paper", PAPERS)
def test_every_paper_is_pdf_a_2b_with_all_of_its_fonts_inside(paper: str) -> None:
    data = PAPERS[paper]().data
    reader = PdfReader(io.BytesIO(data))
    root: Any = reader.trailer["/Root"]
    told = root["/Metadata"].get_data().decode()
    assert re.search(r"pdfaid:part[>=\"']+2", told) and re.search(r"pdfaid:conformance[>=\"']+B", told), told
    assert root["/OutputIntents"][0]["/S"] == "/GTS_PDFA1"
    assert "/Encrypt" not in reader.trailer and b"/JavaScript" not in data and b"/URI" not in data
    fonts = fonts_of(reader)
    assert fonts
    for font in fonts:
        described = font["/FontDescriptor"]
        assert any(name in described for name in ("/FontFile", "/FontFile2", "/FontFile3")), font
        assert re.match(r"/[A-Z]{6}\+", font["/BaseFont"]), "the font is whole, not what is used of it"
    assert len(data) < 400_000


def test_a_paper_that_cannot_keep_to_the_standard_comes_out_with_its_fonts_inside(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # PDF/A-2a wants tags, which our papers do not have: it stands for whatever a font may forbid.
    monkeypatch.setattr(pdf, "STANDARD", "a-2a")
    reader = PdfReader(io.BytesIO(badges_pdf(BADGES).data))
    assert fonts_of(reader)
    assert all("/FontFile3" in font["/FontDescriptor"] for font in fonts_of(reader))


@pytest.mark.parametrize(("sides", "pages"), [("own", 1), ("one", 1), ("long", 2), ("short", 2)])
def test_a_test_page_of_both_sides_fills_one_sheet(sides: str, pages: int) -> None:
    for t in (ZH, locales.load("en")):
        assert form_pdf(trial_sheet(ROOM, "Laser", Options(1, sides), NOON, t)).pages == pages


def test_a_paper_set_behind_a_screen_is_the_same_and_comes_out_without_a_process_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # Typst holds the interpreter while it works: behind a screen another process sets the paper.
    started: list[object] = []
    run = subprocess.run

    def noted(*words: object, **more: Any) -> Any:
        started.append(words)
        return run(*words, **more)  # type: ignore[call-overload]

    monkeypatch.setattr("deskapp.printing.apart.subprocess.run", noted)
    here = badges_pdf(BADGES)
    assert not started
    with ThreadPoolExecutor(1) as behind:
        apart = behind.submit(badges_pdf, BADGES).result()
        assert len(started) == 1
        monkeypatch.setattr("deskapp.printing.apart.sys.executable", "/nowhere/python")
        alone = behind.submit(badges_pdf, BADGES).result()
    assert here.data == apart.data == alone.data
