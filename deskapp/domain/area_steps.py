"""What is done with an opened area, as steps on digits; the services write them."""

from __future__ import annotations

from deskapp.domain.area import OPEN, STATUS
from deskapp.domain.area_rating import FIELDS
from deskapp.domain.machine import Machine, Step, StepField
from deskapp.domain.words import N_

UNDER = Step("add_area", N_("New under it"), OPEN, "active", key=1)
RATE = Step("rate_area", N_("Rate it"), OPEN, "active", FIELDS, key=2)
MOVE = Step("correct", N_("Correct or move"), OPEN, "active", key=4)
CLOSE = Step("close_area", N_("Give up"), OPEN, "closed", (StepField("text", N_("Reason"), "text"),), key=9)

MACHINE = Machine(STATUS, (UNDER, RATE, MOVE, CLOSE))
"""The steps of an area."""
