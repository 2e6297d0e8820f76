"""The half-typed forms of field work. A later register adds its forms and its steps here."""

from __future__ import annotations

from deskapp.domain.appeal_steps import STEPS as APPEAL_STEPS
from deskapp.domain.custody import STEPS as CUSTODY_STEPS
from deskapp.domain.lost import STEPS as LOST_STEPS
from deskapp.screens.field.new_record import KINDS
from deskapp.screens.field.pages import GROUP
from deskapp.screens.field.record import LINK
from deskapp.screens.group_drafts import GroupDrafts

DRAFTS = GroupDrafts(
    GROUP,
    {"lead_appeal": (3, KINDS["lead_appeal"].title), "custody": (4, KINDS["custody"].title),
     "lost_report": (5, KINDS["lost_report"].title)},
    {"XS": APPEAL_STEPS, "ZC": (*CUSTODY_STEPS, LINK), "ZX": (*LOST_STEPS, LINK)},
    frozenset(KINDS),
)  # fmt: skip
