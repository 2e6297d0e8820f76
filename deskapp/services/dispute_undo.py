"""How writes of the dispute register are undone, with what they did to requests and cards."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlmodel import select

from deskapp.domain.dispute_codes import OPEN
from deskapp.domain.dispute_trail import STEP_LABELS
from deskapp.domain.officer import Room
from deskapp.services.cards import Cards
from deskapp.services.dispute_book import CHILDREN, SUBJECT
from deskapp.services.dispute_clocks import retime_row
from deskapp.services.requests import reversal as requests_reversal
from deskapp.services.reversals import Records
from deskapp.services.store import Writing
from deskapp.tables.dispute import (
    DisputeRow,
    PartyRow,
)
from deskapp.tables.trail import HistoryRow


def reversal(room: Room | None = None) -> Records:
    """How writes of this register are undone; with its `room` a file is timed by the clocks of today."""

    def settle(writing: Writing, row: DisputeRow) -> None:
        if room is not None and row.status != "undone":
            retime_row(writing, row, room)

    return Records(
        SUBJECT, DisputeRow, OPEN, STEP_LABELS, beside=_take_beside_back, children=CHILDREN, settle=settle
    )


def _take_beside_back(
    writing: Writing, row: DisputeRow, before: Mapping[str, Any], taken: int, write: int, step: str
) -> None:
    """What the write did to a request and to cards goes with it."""
    found = writing.session.exec(
        select(HistoryRow.subject_id).where(HistoryRow.write_id == taken, HistoryRow.subject == "request")
    ).all()
    for request_id in dict.fromkeys(found):
        requests_reversal().take_along(writing, request_id, taken, write, step)
    people = writing.session.exec(select(PartyRow.person_id).where(PartyRow.dispute_id == row.id)).all()
    Cards(writing, row.room_id).take_back(taken, step, write, people)
