"""The code lists of hazards; codes never change meaning, rooms may rename and disable their labels."""

from __future__ import annotations

from deskapp.domain.codes import Code, CodeList
from deskapp.domain.numbers import HAZARD
from deskapp.domain.words import N_

PREFIX = HAZARD

CATEGORY = CodeList(
    "hazard_category", N_("Kind of hazard"),
    Code("fire_point", N_("Fire protection, key part")),
    Code("fire_passage", N_("Passage blocked")),
    Code("fire_gear", N_("Fire extinguishers")),
    Code("ebike", N_("E-bike charging or parking")),
    Code("wiring", N_("Electricity")),
    Code("gas", N_("Gas")),
    Code("group_rental", N_("Group rental")),
    Code("floating_unregistered", N_("Residents not registered")),
    Code("nine_small", N_("Nine small venues")),
    Code("door_camera", N_("Entrance or camera")),
    Code("dog", N_("Dogs")),
    Code("light_manhole", N_("Street light or manhole")),
    Code("stall", N_("Stalls on the street")),
    Code("traffic", N_("Traffic")),
    Code("security_zone", N_("Public-order area")),
    Code("dispute_prone", N_("Prone to disputes")),
    Code("campus", N_("Around a school")),
    Code("dangerous_goods", N_("Dangerous goods")),
    Code("building", N_("Building or slope")),
    Code("other", N_("Other")),
    most_used=("ebike", "fire_passage", "wiring", "gas", "fire_gear", "nine_small", "group_rental", "dog", "other"),
)  # fmt: skip

VENUE = CodeList(
    "nine_small", N_("Small venue"),
    Code("school", N_("Small school or kindergarten")),
    Code("clinic", N_("Small clinic")),
    Code("shop", N_("Small shop")),
    Code("food", N_("Small eatery")),
    Code("hotel", N_("Small hotel")),
    Code("ktv", N_("Small entertainment venue")),
    Code("netbar", N_("Small internet bar")),
    Code("spa", N_("Small beauty parlour or bath")),
    Code("factory", N_("Small workshop")),
)  # fmt: skip
"""九小场所: the nine kinds of small venues."""

LEVEL = CodeList(
    "hazard_level", N_("Hazard level"),
    Code("minor", N_("Minor hazard")),
    Code("general", N_("General hazard")),
    Code("major", N_("Major hazard")),
)  # fmt: skip

SOURCE = CodeList(
    "hazard_source", N_("How it was found"),
    Code("inspection", N_("Inspection")),
    Code("patrol", N_("Patrol")),
    Code("visit", N_("House visit")),
    Code("request", N_("A request")),
    Code("volunteer", N_("Reported by a volunteer")),
    Code("grid", N_("Grid report")),
    Code("sentinel", N_("Sentinel point")),
    Code("superior", N_("From above")),
    Code("other", N_("Other")),
)  # fmt: skip

MEASURE = CodeList(
    "hazard_measure", N_("What is done"),
    Code("fixed", N_("Fixed on the spot")),
    Code("ordered", N_("Ordered with a deadline")),
    Code("later", N_("Decided later")),
)  # fmt: skip
"""What is done with a hazard while it is written down."""

STATUS = CodeList(
    "hazard_status", N_("State"),
    Code("found", N_("Found, not decided")),
    Code("fixed_on_spot", N_("Fixed on the spot")),
    Code("ordered", N_("Ordered to fix")),
    Code("recheck_failed", N_("Recheck failed")),
    Code("transferred", N_("Transferred")),
    Code("rechecked_ok", N_("Cleared")),
    Code("voided", N_("Voided")),
    Code("undone", N_("Undone")),
)  # fmt: skip

OPEN = frozenset({"found", "ordered", "recheck_failed", "transferred"})
"""States in which somebody still owes something."""

FIXED = frozenset({"fixed_on_spot", "rechecked_ok"})
"""States in which the hazard is gone: 整改."""

DAYS = {"minor": 7, "general": 3, "major": 1}
"""Days from today that are proposed for a deadline, by level."""
