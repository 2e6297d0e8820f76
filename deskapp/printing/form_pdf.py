"""A form as PDF and as plain text, from one value."""

from __future__ import annotations

from dataclasses import asdict

from rich.cells import cell_len

from deskapp.printing.form_paper import FormPaper, FormRow
from deskapp.printing.pdf import Pdf, ready
from deskapp.printing.pdf_data import printable
from deskapp.printing.wrap import padded, wrap


def form_pdf(paper: FormPaper, system_fonts: bool = True) -> Pdf:
    """Set the form as PDF; texts of any length stand there whole."""
    made = ready(paper, _data, system_fonts)
    data, pages = made.set("form.typ", paper.made_at)
    return Pdf(data, pages, made.warnings)


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


def form_text(paper: FormPaper, columns: int = 80) -> str:
    """The form in lines of at most `columns` cells, for the preview and for `--text`."""
    width = max(56, columns)
    lines: list[str] = []
    for said in (paper.station, paper.title, paper.banner):
        lines += [" " * ((width - cell_len(line)) // 2) + line for line in wrap(said, width) if line]
    lines.append(padded(paper.copies, width - cell_len(paper.number)) + paper.number)
    lines.append("─" * width)
    for row in paper.rows:
        lines += _row(row, width)
    for note in paper.notes:
        lines += ["", *wrap(note, width)]
    for box in paper.boxes:
        lines += ["", *wrap(f"{box.label} ________________ {box.inside} {box.seal}".rstrip(), width)]
    lines += ["─" * width, *wrap(" · ".join(paper.foot), width)]
    return "\n".join(lines) + "\n"


def _row(row: FormRow, width: int) -> list[str]:
    if row.kind == "head":
        return [f"— {row.cells[0].label} " + "—" * max(0, (width - cell_len(row.cells[0].label) - 3) // 2)]
    if row.kind == "cells":
        return wrap("   ".join(f"{cell.label} {cell.value or '____'}" for cell in row.cells), width)
    cell = row.cells[0]
    told = [line for text in cell.value.split("\n") for line in wrap(text, width - 2)]
    return [cell.label, *("  " + line for line in told)]
