"""The receipt of a found thing for its finder: what was brought, where it lies, what happens to it."""

from __future__ import annotations

from datetime import datetime

from deskapp.domain.custody import FoundItem
from deskapp.domain.custody_card import what_text
from deskapp.domain.money import show_money
from deskapp.domain.times import Calendar
from deskapp.domain.words import N_, Words
from deskapp.printing.form_paper import Box, Cell, FormPaper, FormRow


def receipt_paper(
    item: FoundItem,
    room: tuple[str, str],
    by: str,
    calendar: Calendar,
    now: datetime,
    t: Words,
    *,
    practice: bool = False,
) -> FormPaper:
    """The paper in the language of `t`; `room` is station and room, `by` who received it."""
    marks = [t(N_("Practice: invented records"))] if practice else []
    if item.status in ("voided", "undone"):
        marks.append(t(N_("Void")))
    return FormPaper(
        language=t.language,
        banner=" · ".join(marks),
        station=" ".join(room),
        title=t(N_("Receipt of a found thing")),
        number=t(N_("No. {number}"), number=item.number),
        copies=t(N_("Original")) if item.receipts == 0 else t(N_("Copy of the original")),
        rows=(*_thing(item, calendar, t), *_finder(item, calendar, by, t)),
        boxes=(
            Box(t(N_("Finder")), t(N_("Signature, date"))),
            Box(t(N_("Received by")), by, t(N_("Seal"))),
        ),
        notes=(
            t(
                N_(
                    "The police tell the owner, or give public notice. Within one year of the notice the owner may "
                    "claim the thing; after that it belongs to the state (Civil Code, Art. 314-318)."
                )
            ),
            t(N_("Keep this receipt: with its number you can ask what became of the thing.")),
        ),
        foot=(
            t(N_("Number {number}"), number=item.number),
            t(N_("Printed {at} {by}"), at=f"{calendar.local(now):%Y-%m-%d %H:%M}", by=by),
        ),
        page=t(N_("Page {page} of {pages}")),
        made_at=now,
    )


def _thing(item: FoundItem, calendar: Calendar, t: Words) -> tuple[FormRow, ...]:
    found = f"{calendar.local(item.found_at):%Y-%m-%d %H:%M}" if item.found_at else ""
    money = f"{show_money(item.amount)} 元" if item.amount else "—"
    return (
        FormRow("head", (Cell(t(N_("The thing"))),)),
        FormRow("cells", (Cell(t(N_("What thing it is")), what_text(item, t), 4),
                          Cell(t(N_("Pieces")), str(item.pieces), 2), Cell(t(N_("Money in it")), money, 2))),
        FormRow("text", (Cell(t(N_("Colour and features")), item.features or "—"),), 2),
        FormRow("cells", (Cell(t(N_("Where it was found")), item.found_place or "—", 5),
                          Cell(t(N_("When it was found")), found or "—", 3))),
    )  # fmt: skip


def _finder(item: FoundItem, calendar: Calendar, by: str, t: Words) -> tuple[FormRow, ...]:
    return (
        FormRow("head", (Cell(t(N_("Handed in"))),)),
        FormRow("cells", (Cell(t(N_("Finder")), item.finder or t(N_("unnamed")), 4),
                          Cell(t(N_("Phone")), item.phone or "—", 4))),
        FormRow("cells", (Cell(t(N_("Received at")), f"{calendar.local(item.entered_at):%Y-%m-%d %H:%M}", 4),
                          Cell(t(N_("Received by")), " ".join(filter(None, (by, item.witness))), 4))),
        FormRow("cells", (Cell(t(N_("Where it lies")), item.locker or "—", 8),)),
    )  # fmt: skip
