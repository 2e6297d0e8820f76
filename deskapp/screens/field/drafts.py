"""The half-typed forms of field work. A later register adds its forms and its steps here."""

from __future__ import annotations

from deskapp.domain.area_steps import MACHINE as AREAS
from deskapp.domain.hazard_steps import MACHINE as HAZARDS
from deskapp.domain.words import N_
from deskapp.screens.field.pages import GROUP
from deskapp.screens.group_drafts import GroupDrafts

DRAFTS = GroupDrafts(
    GROUP,
    {"hazard": (1, N_("New hazard")), "area": (6, N_("New area"))},
    {"YH": HAZARDS.steps, "QY": AREAS.steps},
    frozenset({"hazard"}),
)
