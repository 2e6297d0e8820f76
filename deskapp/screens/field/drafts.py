"""The half-typed forms of field work. A later register adds its forms and its steps here."""

from __future__ import annotations

from deskapp.domain.activity_kinds import KINDS
from deskapp.domain.activity_steps import STEPS
from deskapp.domain.appeal_steps import STEPS as APPEAL_STEPS
from deskapp.domain.area_steps import MACHINE as AREAS
from deskapp.domain.custody import STEPS as CUSTODY_STEPS
from deskapp.domain.hazard_steps import MACHINE as HAZARDS
from deskapp.domain.lost import STEPS as LOST_STEPS
from deskapp.domain.words import N_
from deskapp.screens.field.activity_forms import FORM
from deskapp.screens.field.new_record import KINDS as FORMS
from deskapp.screens.field.pages import GROUP
from deskapp.screens.field.record import LINK
from deskapp.screens.group_drafts import GroupDrafts

DRAFTS = GroupDrafts(
    GROUP,
    {
        "hazard": (1, N_("New hazard")),
        **{FORM + kind.code: (2, N_("New activity")) for kind in KINDS},
        "lead_appeal": (3, FORMS["lead_appeal"].title), "custody": (4, FORMS["custody"].title),
        "lost_report": (5, FORMS["lost_report"].title),
        "area": (6, N_("New area")),
    },
    {
        "YH": HAZARDS.steps, "HD": STEPS, "XS": APPEAL_STEPS, "ZC": (*CUSTODY_STEPS, LINK), "ZX": (*LOST_STEPS, LINK),
        "QY": AREAS.steps,
    },
    frozenset({"hazard", *FORMS}),
)  # fmt: skip
