"""A form as PDF, and on which page each of its parts stands."""

from __future__ import annotations

from dataclasses import asdict

from deskapp.printing.form_paper import FormPages, FormPaper
from deskapp.printing.pdf import Pdf, ready
from deskapp.printing.pdf_data import printable

_TEMPLATE = "form.typ"


def form_pdf(paper: FormPaper, system_fonts: bool = True) -> Pdf:
    """Set the form as PDF; texts of any length stand there whole."""
    made = ready(paper, _data, system_fonts)
    data, pages = made.set(_TEMPLATE, paper.made_at)
    return Pdf(data, pages, made.warnings)


def form_pages(paper: FormPaper, system_fonts: bool = True) -> FormPages:
    """How the form falls on its pages: laid out as for the PDF, and not written."""
    made = ready(paper, _data, system_fonts)
    starts = {(row, part): page for row, part, page in made.asked(_TEMPLATE, "part")}
    return FormPages(made.asked(_TEMPLATE, "pages")[0], starts)


def _data(paper: FormPaper) -> dict[str, object]:
    data = asdict(paper)
    del data["made_at"]
    return {name: _printable(value) for name, value in data.items()}


def _printable(value: object) -> object:
    if isinstance(value, str):
        return "\n".join(printable(line) for line in value.split("\n"))
    if isinstance(value, dict):
        return {name: _printable(one) for name, one in value.items()}
    return [_printable(one) for one in value] if isinstance(value, list | tuple) else value
