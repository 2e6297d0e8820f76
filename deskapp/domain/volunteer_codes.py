"""The code lists of volunteers, their teams and their training; a room may rename, add and switch off."""

from __future__ import annotations

from deskapp.domain.codes import Code, CodeList
from deskapp.domain.words import N_

PREFIX = "YJ"
"""Before the number of a volunteer."""

ROLE = CodeList(
    "volunteer_role", N_("Volunteer role"),
    Code("intel", N_("Information")),
    Code("mediator", N_("Mediating quarrels")),
    Code("guardian", N_("Keeping the peace")),
    Code("emergency", N_("Emergency response")),
    Code("service", N_("Service to people")),
    Code("security_assist", N_("Assisting public order")),
    Code("floating_pop", N_("Assisting with new residents")),
    Code("publicity", N_("Publicity and prevention")),
    Code("dispute_scout", N_("Finding and settling quarrels")),
    Code("civil_help", N_("Helping people out")),
    Code("leader", N_("Team leader")),
    Code("driver", N_("Rescue driver")),
)  # fmt: skip
"""The two lists of five duties (五员) that stations know, and what some have beside them."""

IDENTITY = CodeList(
    "volunteer_identity", N_("Kind of volunteer"),
    Code("guard", N_("Security guard")),
    Code("grid", N_("Grid worker")),
    Code("building_head", N_("Building head")),
    Code("household_head", N_("Head of a group of households")),
    Code("party_young", N_("Young party member")),
    Code("cleaner", N_("Street cleaner")),
    Code("parking", N_("Parking attendant")),
    Code("shop", N_("Shopkeeper")),
    Code("driver", N_("Taxi or transport driver")),
    Code("student_parent", N_("Parent of a pupil")),
    Code("teacher", N_("Teacher")),
    Code("doctor", N_("Doctor")),
    Code("villager", N_("Villager")),
    Code("retired", N_("Retired")),
    Code("courier", N_("Courier")),
    Code("enterprise", N_("Guard of an enterprise")),
    Code("former_rescued", N_("Once rescued")),
    Code("other", N_("Other")),
)  # fmt: skip

TEAM_KIND = CodeList(
    "team_kind", N_("Kind of team"),
    Code("team", N_("Team")),
    Code("subteam", N_("Sub-team")),
    Code("shop_alliance", N_("Shop alliance")),
    Code("rescue", N_("Rescue team")),
    Code("station", N_("Enterprise station")),
)  # fmt: skip

TRAINING = CodeList(
    "training_subject", N_("Subject of the training"),
    Code("mediation_skill", N_("How to mediate")),
    Code("hazard_check", N_("Finding hazards")),
    Code("emergency", N_("In an emergency")),
    Code("drill", N_("Police drill")),
    Code("law", N_("Law")),
    Code("fraud", N_("Against fraud")),
    Code("first_aid", N_("First aid")),
    Code("discipline", N_("Discipline")),
)  # fmt: skip

HONOUR = CodeList(
    "honour_kind", N_("Kind of entry"),
    Code("honour", N_("Honour")),
    Code("praise", N_("Praise")),
    Code("evaluation", N_("Evaluation")),
    Code("warning", N_("Warned")),
)  # fmt: skip
"""What is said of a volunteer's service: 志愿服务记录与证明出具办法, records of praise and evaluation."""

POST = CodeList(
    "team_post", N_("Post in the team"),
    Code("member", N_("Member")),
    Code("leader", N_("Leader")),
    Code("deputy", N_("Deputy")),
)  # fmt: skip

CONSENT = CodeList(
    "consent", N_("Consent of a young volunteer"),
    Code("own_living", N_("Lives on own labour")),
    Code("guardian", N_("A guardian agreed")),
)  # fmt: skip

STATUS = CodeList(
    "volunteer_status", N_("State"),
    Code("applicant", N_("Applied")),
    Code("active", N_("In the register")),
    Code("leave", N_("On leave")),
    Code("suspended", N_("Suspended")),
    Code("left", N_("Has left")),
    Code("voided", N_("Voided")),
    Code("undone", N_("Undone")),
)  # fmt: skip

OPEN = frozenset({"applicant", "active", "leave", "suspended"})
"""States of people who belong to the register."""

TEAM_STATUS = CodeList(
    "team_status", N_("State"),
    Code("active", N_("In service")),
    Code("closed", N_("Disbanded")),
    Code("undone", N_("Undone")),
)  # fmt: skip
