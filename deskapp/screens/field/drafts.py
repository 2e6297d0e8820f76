"""The half-typed forms of field work. A later register adds its forms and its steps here."""

from __future__ import annotations

from deskapp.domain.activity_kinds import KINDS
from deskapp.domain.activity_steps import STEPS
from deskapp.domain.area_steps import MACHINE as AREAS
from deskapp.domain.hazard_steps import MACHINE as HAZARDS
from deskapp.domain.words import N_
from deskapp.screens.field.activity_forms import FORM
from deskapp.screens.field.pages import GROUP
from deskapp.screens.group_drafts import GroupDrafts

DRAFTS = GroupDrafts(
    GROUP,
    {
        "hazard": (1, N_("New hazard")),
        **{FORM + kind.code: (2, N_("New activity")) for kind in KINDS},
        "area": (6, N_("New area")),
    },
    {"YH": HAZARDS.steps, "HD": STEPS, "QY": AREAS.steps},
    frozenset({"hazard"}),
)
