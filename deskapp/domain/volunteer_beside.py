"""What is done with a volunteer beside the steps of the machine: teams, training, honours, equipment."""

from __future__ import annotations

from collections.abc import Mapping

from deskapp.domain.equipment import RESULT
from deskapp.domain.machine import Step, StepField
from deskapp.domain.volunteer_codes import HONOUR, POST, TRAINING
from deskapp.domain.words import N_

_REASON = StepField("text", N_("Reason"), "text")
_ON = StepField("on", N_("Since"), "date", required=False)
_DAY = StepField("on", N_("On which day"), "date", required=False)

JOIN = Step("join", N_("Join a team"), frozenset(), "", (
    StepField("team", N_("Team"), "team"),
    StepField("post", POST.label, "code", required=False, options=POST), _ON))  # fmt: skip
LEAVE_TEAM = Step("leave_team", N_("Leave a team"), frozenset(), "", (
    StepField("team", N_("Team"), "own_team"), _REASON, StepField("on", N_("On which day"), "date", required=False),
))  # fmt: skip
TRAIN = Step("train", N_("Add a training"), frozenset(), "", (
    StepField("subject", TRAINING.label, "code", options=TRAINING),
    StepField("hours", N_("Hours"), "number"), _DAY,
    StepField("expires", N_("Holds until"), "date", required=False),
    StepField("teacher", N_("Teacher"), "text", required=False)))  # fmt: skip
HONOURED = Step("honour", N_("Add to the record of service"), frozenset(), "", (
    StepField("kind", HONOUR.label, "code", options=HONOUR),
    StepField("title", N_("What for"), "text"), _DAY,
    StepField("given_by", N_("Given by"), "text", required=False)))  # fmt: skip
ISSUE = Step("issue", N_("Hand equipment out"), frozenset(), "", (
    StepField("equipment", N_("Equipment"), "stock"),
    StepField("count", N_("Pieces"), "number", required=False),
    StepField("due", N_("Back by"), "date", required=False)))  # fmt: skip
TAKE_BACK = Step("take_back", N_("Take equipment back"), frozenset(), "", (
    StepField("loan", N_("Equipment"), "loan"),
    StepField("result", RESULT.label, "code", required=False, options=RESULT),
    StepField("note", N_("Note"), "text", required=False)))  # fmt: skip
TAKE_OUT = Step("take_out", N_("Take an entry out"), frozenset(), "", (
    StepField("entry", N_("Training or entry of service"), "entry"), _REASON))  # fmt: skip

BESIDE: Mapping[str, Step] = {
    step.code: step for step in (JOIN, LEAVE_TEAM, TRAIN, HONOURED, ISSUE, TAKE_BACK, TAKE_OUT)
}
"""By their codes, which the history uses too."""
