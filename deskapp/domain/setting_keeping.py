"""Settings of how long what is written of people is kept; see domain.retention for the law behind them."""

from __future__ import annotations

from deskapp.domain.retention import KINDS
from deskapp.domain.setting_entry import Setting
from deskapp.domain.setting_reads import whole
from deskapp.domain.words import N_, Words

GROUP = N_("Privacy")

LABELS = {
    "request": N_("Requests: years kept"), "dispute": N_("Disputes: years kept"),
    "volunteer": N_("Volunteers: years kept"), "attendance": N_("Duties: years kept"),
    "certificate": N_("Certificates: years kept"), "activity": N_("Activities: years kept"),
    "lead_appeal": N_("Lead appeals: years kept"), "custody": N_("Found things: years kept"),
    "lost_report": N_("Lost reports: years kept"), "hazard": N_("Hazards: years kept"),
    "shift": N_("Handovers: years kept"), "person": N_("People's cards: years kept"),
}  # fmt: skip
"""By register."""

DRAFT_DAYS = "draft_days"

_HELP = N_(
    "After how many years without a new entry what is written of people in closed records is due to be purged by two "
    "people; 0 is never. Numbers, states and counts stay."
)


def _years(text: str, t: Words) -> str:
    return t(N_("for ever")) if text == "0" else t(N_("{count} years"), count=text)


def _days(text: str, t: Words) -> str:
    return t(N_("for ever")) if text == "0" else t(N_("{days} days"), days=text)


KEEPING: tuple[Setting, ...] = (
    Setting(
        DRAFT_DAYS, N_("Drafts kept"), GROUP, whole(N_("Drafts kept"), 0, 3650), _days, default="30",
        help=N_("After how many days a half-typed form that nobody came back to is dropped; 0 is never. The desk says "
                "how many it dropped."),
    ),
    *(
        Setting(
            kind.setting, LABELS[kind.register], GROUP, whole(LABELS[kind.register], 0, 99), _years,
            default=str(kind.years), help=_HELP,
        )
        for kind in KINDS
    ),
)  # fmt: skip
