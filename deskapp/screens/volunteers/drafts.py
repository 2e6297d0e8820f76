"""The half-typed forms of the volunteers' screens."""

from __future__ import annotations

from deskapp.domain.attendance_steps import MACHINE as DUTY_STEPS
from deskapp.domain.team_steps import EQUIPMENT_MACHINE, TEAM_MACHINE
from deskapp.domain.volunteer_beside import BESIDE
from deskapp.domain.volunteer_steps import MACHINE
from deskapp.domain.words import N_
from deskapp.screens.group_drafts import GroupDrafts
from deskapp.screens.volunteers.certificate import VOID as VOID_CERTIFICATE
from deskapp.screens.volunteers.duty_forms import DUTY
from deskapp.screens.volunteers.duty_forms import LABELS as DUTY_FORMS
from deskapp.screens.volunteers.pages import GROUP
from deskapp.screens.volunteers.plan import VOID_STEP

_OF_DUTIES = {DUTY + form: (1, label) for form, label in DUTY_FORMS.items()}

DRAFTS = GroupDrafts(
    GROUP,
    {"volunteer": (2, N_("New volunteer")), "team": (4, N_("New team")), "equipment": (5, N_("New equipment")),
     **_OF_DUTIES},
    {"YJ": (*MACHINE.steps, *BESIDE.values()), "QD": DUTY_STEPS.steps, "PB": (VOID_STEP,),
     "DW": TEAM_MACHINE.steps, "ZB": EQUIPMENT_MACHINE.steps, "ZM": (VOID_CERTIFICATE,)},
    frozenset(_OF_DUTIES),
)  # fmt: skip
