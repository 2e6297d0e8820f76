"""The code lists of walk-in requests."""

from __future__ import annotations

from deskapp.domain.codes import Code, CodeList
from deskapp.domain.words import N_

CHANNEL = CodeList(
    "request_channel", N_("Channel"),
    Code("walk_in", N_("Walk-in")),
    Code("phone", N_("Phone call")),
    Code("letter", N_("Letter")),
    Code("patrol", N_("Found on patrol")),
    Code("visit", N_("House visit")),
    Code("wechat_group", N_("Police-civil chat group")),
    Code("grid", N_("Grid report")),
    Code("stamp", N_("Contact-stamp call")),
    Code("outing", N_("Mobile police room")),
    Code("incident_110", N_("110 dispatch")),
    Code("superior", N_("Ordered from above")),
    Code("other_dept", N_("Sent by another body")),
    Code("other", N_("Other")),
)  # fmt: skip

_HELP, _SERVICE, _REPORT, _VOICE = N_("People in need"), N_("Services"), N_("Order and safety"), N_("Opinion")

CATEGORY = CodeList(
    "request_category", N_("Category"),
    Code("lost_person", N_("Missing person"), _HELP),
    Code("lost_pet", N_("Lost pet"), _HELP),
    Code("lost_item", N_("Lost item"), _HELP),
    Code("found_item", N_("Found item"), _HELP),
    Code("stranded", N_("Stranded and helpless"), _HELP),
    Code("rescue_vehicle", N_("Vehicle rescue"), _HELP),
    Code("rescue_other", N_("Other rescue"), _HELP),
    Code("utility_danger", N_("Water, power, gas or heat danger"), _HELP),
    Code("suicide_drown", N_("Drowning, fall or suicide"), _HELP),
    Code("elder_care", N_("Care for the weak"), _HELP),
    Code("unpaid_money", N_("Unpaid money"), _HELP),
    Code("other_help", N_("Other help"), _HELP),
    Code("id_card", N_("Identity card"), _SERVICE),
    Code("residence_permit", N_("Residence permit"), _SERVICE),
    Code("household", N_("Household register"), _SERVICE),
    Code("vehicle", N_("Vehicle and licence"), _SERVICE),
    Code("certificate_delivery", N_("Certificate to the door"), _SERVICE),
    Code("legal_consult", N_("Legal advice"), _SERVICE),
    Code("consumer", N_("Consumer rights"), _SERVICE),
    Code("women_rights", N_("Women's rights"), _SERVICE),
    Code("other_consult", N_("Other advice"), _SERVICE),
    Code("dispute", N_("Dispute"), _REPORT),
    Code("hazard", N_("Hazard report"), _REPORT),
    Code("noise", N_("Noise"), _REPORT),
    Code("dog", N_("Dog"), _REPORT),
    Code("fraud_alert", N_("Suspected fraud"), _REPORT),
    Code("tip", N_("Tip"), _REPORT),
    Code("suspicious", N_("Suspicious person"), _REPORT),
    Code("case_report", N_("Case report"), _REPORT),
    Code("violence_home", N_("Domestic violence"), _REPORT),
    Code("complaint", N_("Complaint"), _VOICE),
    Code("suggestion", N_("Suggestion"), _VOICE),
    Code("thanks", N_("Thanks"), _VOICE),
    Code("other", N_("Other"), _VOICE),
    most_used=("dispute", "hazard", "noise", "lost_item", "lost_person", "id_card", "tip", "case_report",
               "other_help"),
)  # fmt: skip

CASE_REPORT = "case_report"

URGENCY = CodeList(
    "urgency", N_("Urgency"),
    Code("normal", N_("Normal")),
    Code("urgent", N_("Urgent")),
    Code("critical", N_("Critical")),
)  # fmt: skip

DANGER = CodeList(
    "danger", N_("Danger"),
    Code("domestic_violence", N_("Domestic violence")),
    Code("threat", N_("Threat")),
    Code("self_harm", N_("Self-harm")),
    Code("weapon", N_("Weapon in hand")),
    Code("minor", N_("Minor")),
)  # fmt: skip

OUTCOME = CodeList(
    "request_outcome", N_("Outcome"),
    Code("solved", N_("Solved")),
    Code("solved_on_spot", N_("Solved on the spot")),
    Code("to_dispute", N_("Became a dispute file")),
    Code("to_hazard", N_("Became a hazard file")),
    Code("to_case", N_("Handed to the case system")),
    Code("transferred", N_("Handed to another body")),
    Code("told_where", N_("Told where to go")),
    Code("not_police", N_("Not a police matter")),
    Code("merged", N_("Merged")),
    Code("withdrawn", N_("Withdrawn")),
    Code("unreachable", N_("Could not be reached")),
    Code("unfounded", N_("Nothing found")),
)  # fmt: skip

FOLLOWUP = CodeList(
    "followup_result", N_("Follow-up result"),
    Code("satisfied", N_("Satisfied")),
    Code("basic", N_("Basically satisfied")),
    Code("dissatisfied", N_("Dissatisfied")),
    Code("no_answer", N_("No answer")),
    Code("relapsed", N_("Came up again")),
    Code("escalated", N_("Got worse")),
)  # fmt: skip

PRESSING = CodeList(
    "pressing", N_("Pressing need of the people"),
    Code("yes", N_("Yes")),
    Code("no", N_("No")),
)  # fmt: skip

DEPARTMENT = CodeList(
    "department", N_("Body"),
    Code("zz_centre", N_("Governance centre")),
    Code("justice", N_("Justice office")),
    Code("petition", N_("Petition office")),
    Code("court", N_("Court")),
    Code("labour", N_("Labour inspection and arbitration")),
    Code("women_union", N_("Women's federation")),
    Code("civil_affairs", N_("Civil affairs")),
    Code("housing", N_("Housing and property management")),
    Code("city_mgmt", N_("City management")),
    Code("market", N_("Market supervision")),
    Code("fire", N_("Fire brigade")),
    Code("health", N_("Health office")),
    Code("education", N_("Education office")),
    Code("traffic", N_("Traffic police")),
    Code("criminal", N_("Criminal police")),
    Code("economic", N_("Economic crime police")),
    Code("committee", N_("Residents' or village committee")),
    Code("street", N_("Street or township office")),
    Code("other", N_("Other")),
)  # fmt: skip

ACTION = CodeList(
    "action_kind", N_("Kind of entry"),
    Code("call", N_("Call")),
    Code("visit", N_("Visit")),
    Code("reply", N_("Reply")),
    Code("note", N_("Note")),
)  # fmt: skip

STATUS = CodeList(
    "request_status", N_("State"),
    Code("registered", N_("Registered")),
    Code("in_progress", N_("In progress")),
    Code("waiting", N_("Waiting")),
    Code("transferred", N_("Transferred")),
    Code("resolved", N_("Resolved")),
    Code("followed_up", N_("Followed up")),
    Code("archived", N_("Archived")),
    Code("declined", N_("Told where")),
    Code("withdrawn", N_("Withdrawn")),
    Code("merged", N_("Merged")),
    Code("voided", N_("Voided")),
    Code("undone", N_("Undone")),
)  # fmt: skip

OPEN = frozenset({"registered", "in_progress", "waiting", "transferred"})
"""States in which somebody at the desk still owes something."""

NO_FOLLOWUP = frozenset(
    {"legal_consult", "other_consult", "thanks", "suggestion", "id_card", "household", "vehicle",
     "residence_permit"}
)  # fmt: skip
"""Categories whose follow-up call may be skipped: advice, certificates asked about, thanks."""
