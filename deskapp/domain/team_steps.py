"""What is done with an opened team and with equipment, as steps on digits; the services write them."""

from __future__ import annotations

from deskapp.domain.codes import Code, CodeList
from deskapp.domain.equipment import CHANGE, RESULT
from deskapp.domain.machine import Machine, Step, StepField
from deskapp.domain.volunteer_codes import POST, TEAM_STATUS
from deskapp.domain.words import N_

_ACTIVE = frozenset({"active"})
_WHO = StepField("who", N_("Who of the volunteers"), "member")
_REASON = StepField("text", N_("Reason"), "text")

ADD_MEMBER = Step("join", N_("Add a member"), _ACTIVE, "active", (
    _WHO, StepField("post", POST.label, "code", required=False, options=POST),
    StepField("on", N_("Since"), "date", required=False)), key=1)  # fmt: skip
TAKE_MEMBER = Step("leave_team", N_("Take a member out"), _ACTIVE, "active", (
    _WHO, _REASON, StepField("on", N_("On which day"), "date", required=False)), key=2)  # fmt: skip
SUBTEAM = Step("add_team", N_("New sub-team"), _ACTIVE, "active", key=3)
MOVE = Step("correct", N_("Rename or move"), _ACTIVE, "active", key=4)
CLOSE = Step("close_team", N_("Disband"), _ACTIVE, "closed", (_REASON,), key=9)

TEAM_MACHINE = Machine(TEAM_STATUS, (ADD_MEMBER, TAKE_MEMBER, SUBTEAM, MOVE, CLOSE))
"""The steps of a team."""

EQUIPMENT_STATUS = CodeList(
    "equipment_status", N_("State"),
    Code("active", N_("In use")),
    Code("undone", N_("Undone")),
)  # fmt: skip

HAND_OUT = Step("issue", N_("Hand out"), _ACTIVE, "active", (
    _WHO, StepField("count", N_("Pieces"), "number", required=False),
    StepField("due", N_("Back by"), "date", required=False)), key=1)  # fmt: skip
BACK = Step("take_back", N_("Take back"), _ACTIVE, "active", (
    StepField("loan", N_("From whom"), "loan"),
    StepField("result", RESULT.label, "code", required=False, options=RESULT),
    StepField("note", N_("Note"), "text", required=False)), key=2)  # fmt: skip
STOCK = Step("stock", N_("Change the stock"), _ACTIVE, "active", (
    StepField("change", CHANGE.label, "code", options=CHANGE),
    StepField("count", N_("Pieces"), "number", required=False), _REASON), key=3)  # fmt: skip

EQUIPMENT_MACHINE = Machine(EQUIPMENT_STATUS, (HAND_OUT, BACK, STOCK))
"""The steps of equipment."""
