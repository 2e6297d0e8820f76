"""How writes on lead appeals, found things and lost reports are undone, with all that they did beside."""

from __future__ import annotations

from deskapp.domain.appeal import OPEN as APPEALS_OPEN
from deskapp.domain.appeal_steps import STEP_LABELS as APPEAL_LABELS
from deskapp.domain.custody import OPEN as CUSTODY_OPEN
from deskapp.domain.custody import STEP_LABELS as CUSTODY_LABELS
from deskapp.domain.lost import OPEN as LOST_OPEN
from deskapp.domain.lost import STEP_LABELS as LOST_LABELS
from deskapp.services import appeals, custody, lost_reports, requests
from deskapp.services.field_book import APPEAL, CUSTODY, LOST
from deskapp.services.reversals import Records, Together
from deskapp.tables.field_records import AppealRow, CustodyRow, LostRow, ReplyRow


def registers() -> dict[str, Records]:
    """How each register takes its own part of a write back."""
    return {
        APPEAL: Records(
            APPEAL, AppealRow, APPEALS_OPEN, APPEAL_LABELS, appeals.check, children={"reply": ReplyRow}
        ),
        CUSTODY: Records(CUSTODY, CustodyRow, CUSTODY_OPEN, CUSTODY_LABELS, custody.check),
        LOST: Records(LOST, LostRow, LOST_OPEN, LOST_LABELS, lost_reports.check),
    }


def records() -> dict[str, Records]:
    """The same with the requests, which go along."""
    return registers() | {requests.SUBJECT: requests.reversal()}


def reversals() -> dict[str, Together]:
    """By subject."""
    known = records()
    return {subject: Together(subject, known) for subject in (APPEAL, CUSTODY, LOST)}
