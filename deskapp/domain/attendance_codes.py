"""The code lists of duty: how somebody serves, what is credited for it, and the states of a duty."""

from __future__ import annotations

from deskapp.domain.codes import Code, CodeList
from deskapp.domain.words import N_

MODE = CodeList(
    "duty_mode", N_("Kind of duty"),
    Code("patrol", N_("On patrol")),
    Code("standby", N_("Standing by")),
    Code("school_guard", N_("At the school gate")),
    Code("on_call", N_("On call")),
    Code("training", N_("In training")),
)  # fmt: skip
"""有警接警、无警巡逻: who is on duty patrols until a call comes."""

DIMENSION = CodeList(
    "work_dimension", N_("Work dimension"),
    Code("dispute", N_("Finding and settling disputes")),
    Code("patrol", N_("Patrol and prevention")),
    Code("care", N_("Care for those in need")),
    Code("info", N_("Collecting information")),
    Code("law_publicity", N_("Making the law known")),
    Code("service", N_("Service and convenience")),
    Code("training", N_("Training")),
    Code("standby", N_("Standing by")),
)  # fmt: skip

SIX = ("dispute", "patrol", "care", "info", "law_publicity", "service")
"""The six dimensions; training and standing by are counted beside them."""

SERVICE = CodeList(
    "service_type", N_("Type of service"),
    Code("patrol", N_("Foot patrol")),
    Code("joint_patrol", N_("Joint patrol")),
    Code("school_guard", N_("School guard")),
    Code("traffic", N_("Directing traffic")),
    Code("mediation", N_("Mediation")),
    Code("publicity", N_("Publicity")),
    Code("hazard_check", N_("Looking for hazards")),
    Code("info", N_("Collecting information")),
    Code("tip", N_("Tip")),
    Code("call_answer", N_("Answering a call")),
    Code("rescue", N_("Rescue")),
    Code("search", N_("Searching for people or things")),
    Code("delivery", N_("Delivering certificates")),
    Code("care", N_("Care")),
    Code("security_duty", N_("Security at an event")),
    Code("persuasion", N_("Polite correction")),
    Code("training", N_("Training")),
    Code("other", N_("Other")),
)  # fmt: skip

USUAL = {
    "patrol": ("patrol", "patrol"), "standby": ("standby", "other"), "school_guard": ("patrol", "school_guard"),
    "on_call": ("service", "call_answer"), "training": ("training", "training"),
}  # fmt: skip
"""Dimension and type of service that a kind of duty usually counts for."""

STATUS = CodeList(
    "attendance_status", N_("State"),
    Code("on_duty", N_("Serving now")),
    Code("out_on_call", N_("Out on a call")),
    Code("ended", N_("To be confirmed")),
    Code("auto_closed", N_("Closed by the desk")),
    Code("confirmed", N_("Hours confirmed")),
    Code("rejected", N_("Not counted")),
    Code("voided", N_("Voided")),
    Code("undone", N_("Undone")),
)  # fmt: skip

OPEN = frozenset({"on_duty", "out_on_call"})
"""States of people who are here."""

REVIEW = frozenset({"ended", "auto_closed"})
"""States that wait for an officer's word."""

FLAG = CodeList(
    "attendance_flag", N_("To be looked at"),
    Code("too_long", N_("longer than the limit")),
    Code("clock_back", N_("the clock went back")),
    Code("late_entry", N_("entered later")),
    Code("forgotten", N_("not signed out")),
    Code("equipment_out", N_("equipment still out")),
    Code("warned", N_("served under a warning")),
)  # fmt: skip
