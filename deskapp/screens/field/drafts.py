"""The half-typed forms of field work. A later register adds its forms and its steps here."""

from __future__ import annotations

from deskapp.domain.activity_kinds import KINDS
from deskapp.domain.activity_steps import STEPS
from deskapp.domain.words import N_
from deskapp.screens.field.activity_forms import FORM
from deskapp.screens.field.pages import GROUP
from deskapp.screens.group_drafts import GroupDrafts

DRAFTS = GroupDrafts(
    GROUP,
    {FORM + kind.code: (2, N_("New activity")) for kind in KINDS},
    {"HD": STEPS},
)
