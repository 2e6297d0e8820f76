"""A sheet of badges on A4: several to cut out, each with name, number, team and the code that the kiosk reads."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from deskapp.printing.bars import QUIET, bars_of, modules_of
from deskapp.printing.pdf import Pdf, ready
from deskapp.printing.pdf_data import printable

_TEMPLATE = "badges.typ"


@dataclass(frozen=True, slots=True)
class Badge:
    """What stands on one badge; no phone, no document."""

    name: str
    team: str
    number: str
    """The number that people read."""
    code: str
    """What the bars hold, in ASCII."""


@dataclass(frozen=True, slots=True)
class BadgeSheet:
    """All badges of one print, in order."""

    language: str
    station: str
    room: str
    title: str
    banner: str
    labels: tuple[str, str]
    """What stands before team and number."""
    badges: tuple[Badge, ...]
    made_at: datetime


def badges_pdf(sheet: BadgeSheet, system_fonts: bool = True) -> Pdf:
    """Set the sheet as PDF, ten badges a page; a long name becomes smaller, and stands there whole."""
    made = ready(sheet, _data, system_fonts)
    data, pages = made.set(_TEMPLATE, sheet.made_at)
    return Pdf(data, pages, made.warnings)


def _data(sheet: BadgeSheet) -> dict[str, object]:
    return {
        "language": sheet.language,
        "station": printable(sheet.station),
        "room": printable(sheet.room),
        "title": sheet.title,
        "banner": sheet.banner,
        "labels": list(sheet.labels),
        "badges": [_badge(one) for one in sheet.badges],
    }


def _badge(one: Badge) -> dict[str, object]:
    modules = modules_of(one.code)
    return {
        "name": printable(one.name), "team": printable(one.team), "number": printable(one.number),
        "bars": [list(bar) for bar in bars_of(modules)], "modules": len(modules) + 2 * QUIET, "quiet": QUIET,
        "told": one.code if one.code != one.number else "",
    }  # fmt: skip
