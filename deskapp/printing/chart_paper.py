"""Charts on paper: what the template takes, and the PDF."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from deskapp.domain.chart import NOTHING, Chart
from deskapp.domain.words import N_, Words
from deskapp.printing.pdf import Pdf, ready
from deskapp.printing.pdf_data import printable


@dataclass(frozen=True, slots=True)
class PaperBar:
    """One bar: its words, its number, and its length as a share of the longest."""

    label: str
    number: str
    share: float
    depth: int


@dataclass(frozen=True, slots=True)
class PaperChart:
    """One chart with all that is said of it."""

    title: str
    total: str
    rules: tuple[str, ...]
    bars: tuple[PaperBar, ...]
    empty: str


@dataclass(frozen=True, slots=True)
class ChartPaper:
    """The charts of a period on paper."""

    language: str
    banner: str
    station: str
    title: str
    days: str
    charts: tuple[PaperChart, ...]
    foot: str
    page: str
    made_at: datetime


def chart_paper(
    charts: Sequence[Chart],
    station: str,
    by: str,
    shown_at: str,
    made_at: datetime,
    t: Words,
    *,
    practice: bool,
) -> ChartPaper:
    """The paper in the language of `t`."""
    return ChartPaper(
        t.language, t(N_("Practice: invented records")) if practice else "", station, t(N_("Charts of figures")),
        charts[0].days if charts else "", tuple(_chart(one, t) for one in charts),
        t(N_("Printed {at} {by}"), at=shown_at, by=by), t(N_("Page {page} of {pages}")), made_at,
    )  # fmt: skip


def _chart(one: Chart, t: Words) -> PaperChart:
    empty = one.is_empty
    bars = () if empty else tuple(
        PaperBar(bar.name(t).strip(), bar.told(), max(0.0, bar.number / one.most), bar.depth) for bar in one.bars
    )  # fmt: skip
    return PaperChart(one.title(t), one.sum_text(t), one.rules(t), bars, t(NOTHING) if empty else "")


def chart_pdf(paper: ChartPaper, system_fonts: bool = True) -> Pdf:
    """Set the charts as PDF."""
    made = ready(paper, _data, system_fonts)
    data, pages = made.set("chart.typ", paper.made_at)
    return Pdf(data, pages, made.warnings)


def _data(paper: ChartPaper) -> dict[str, object]:
    data = asdict(paper)
    del data["made_at"]
    return {name: _printable(value) for name, value in data.items()}


def _printable(value: object) -> object:
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, dict):
        return {name: _printable(one) for name, one in value.items()}
    return [_printable(one) for one in value] if isinstance(value, list | tuple) else value
