"""The code lists of activities: what was done, in which way, about what, for whom, and the states of an activity."""

from __future__ import annotations

from deskapp.domain.codes import Code, CodeList
from deskapp.domain.words import N_

PREFIX = "HD"
"""Before the number of an activity."""

STATUS = CodeList(
    "activity_status", N_("State"),
    Code("planned", N_("Planned")),
    Code("running", N_("Under way")),
    Code("done", N_("Done")),
    Code("missed", N_("Not held")),
    Code("voided", N_("Voided")),
    Code("undone", N_("Undone")),
)  # fmt: skip

OPEN = frozenset({"planned", "running"})
"""States of what is still to be done or to be ended."""

PATROL_MODE = CodeList(
    "patrol_mode", N_("How the patrol goes"),
    Code("foot", N_("On foot")),
    Code("bicycle", N_("By bicycle")),
    Code("ebike", N_("By e-bike")),
    Code("car", N_("By car")),
    Code("post", N_("At a fixed post")),
    Code("video", N_("By video")),
)  # fmt: skip

TOPIC = CodeList(
    "publicity_topic", N_("Topic"),
    Code("telecom_fraud", N_("Against fraud by phone and net")),
    Code("drug", N_("Against drugs")),
    Code("fire", N_("Fire safety")),
    Code("law", N_("Knowing the law")),
    Code("theft", N_("Against theft and robbery")),
    Code("illegal_fundraising", N_("Against illegal fund-raising")),
    Code("cult", N_("Against cults")),
    Code("traffic", N_("Traffic safety")),
    Code("minor", N_("Protecting minors")),
    Code("women_child", N_("Women and children")),
    Code("pyramid", N_("Against pyramid selling")),
    Code("epidemic", N_("Against epidemics")),
    Code("other", N_("Other")),
)  # fmt: skip

SCAM = CodeList(
    "scam_kind", N_("Kind of scam"),
    Code("rebate", N_("Paid clicks and rebates")),
    Code("gift_qr", N_("Gifts for a scan")),
    Code("million_protect", N_("“Million insurance”")),
    Code("fake_cs", N_("Feigned customer service")),
    Code("fake_police", N_("Feigned police or court")),
    Code("invest", N_("Investments")),
    Code("other", N_("Other")),
)  # fmt: skip

FORM = CodeList(
    "publicity_form", N_("Form"),
    Code("household", N_("From door to door")),
    Code("gathering", N_("Stand or gathering")),
    Code("mass_message", N_("Message to many")),
    Code("notice", N_("Notice")),
    Code("lecture", N_("Lecture with cases")),
    Code("class", N_("Police-school class")),
    Code("outing", N_("Mobile police room")),
    Code("patrol_talk", N_("Talk on patrol")),
    Code("other", N_("Other")),
)  # fmt: skip

AUDIENCE = CodeList(
    "publicity_audience", N_("Audience"),
    Code("residents", N_("Residents")),
    Code("elders", N_("Old people on their own")),
    Code("students", N_("Pupils and students")),
    Code("merchants", N_("Shopkeepers")),
    Code("workers", N_("Workers")),
    Code("enterprise", N_("Enterprises")),
    Code("villagers", N_("Villagers")),
    Code("other", N_("Other")),
)  # fmt: skip

METHOD = CodeList(
    "class_method", N_("Way of teaching"),
    Code("lecture", N_("Talk")),
    Code("practical", N_("Practice")),
    Code("simulated", N_("Simulated case")),
    Code("small_class", N_("Small class")),
)  # fmt: skip

SERVICES = CodeList(
    "outing_service", N_("Services given"),
    Code("advice", N_("Advice")),
    Code("certificates", N_("Papers and certificates")),
    Code("publicity", N_("Publicity")),
    Code("fraud_stopped", N_("Fraud stopped")),
    Code("disputes", N_("Settling quarrels")),
    Code("reports", N_("Taking reports")),
    Code("health", N_("Health and relief")),
    Code("repairs", N_("Small repairs")),
    Code("other", N_("Other")),
)  # fmt: skip

CERTIFICATE = CodeList(
    "certificate_kind", N_("What is delivered"),
    Code("id_card", N_("Identity card")),
    Code("residence_permit", N_("Residence permit")),
    Code("household", N_("Household register")),
    Code("driving", N_("Driving or vehicle licence")),
    Code("materials", N_("Papers for a permit, taken in")),
    Code("other", N_("Other")),
)  # fmt: skip

WAY = CodeList(
    "delivery_way", N_("How it is delivered"),
    Code("door", N_("To the door")),
    Code("post", N_("By post")),
    Code("counter", N_("At the room")),
)  # fmt: skip

INFO = CodeList(
    "info_kind", N_("Kind of information"),
    Code("residents", N_("People who live here")),
    Code("floating", N_("New residents")),
    Code("rental", N_("Rented rooms")),
    Code("units", N_("Units and shops")),
    Code("opinion", N_("What people say")),
    Code("unrest", N_("Signs of unrest")),
    Code("clue", N_("Hints of offences")),
    Code("other", N_("Other")),
)  # fmt: skip

ASSIST = CodeList(
    "assist_kind", N_("How volunteers helped"),
    Code("clue", N_("Gave a clue")),
    Code("found", N_("Found the person")),
    Code("seized", N_("Helped to seize")),
    Code("guarded", N_("Guarded the scene")),
    Code("calmed", N_("Calmed people")),
    Code("searched", N_("Searched")),
    Code("video", N_("Looked through video")),
    Code("other", N_("Other")),
)  # fmt: skip

PERSUASION = CodeList(
    "persuasion_kind", N_("Kind of persuasion"),
    Code("jaywalking", N_("Crossing the road carelessly")),
    Code("red_light", N_("Running a red light")),
    Code("helmet", N_("Riding without a helmet")),
    Code("parking", N_("Parking in the way")),
    Code("chasing", N_("Chasing and scuffling")),
    Code("charging", N_("Charging an e-bike indoors")),
    Code("stall", N_("Stall in the way")),
    Code("fraud", N_("Paying a fraudster")),
    Code("water", N_("Bathing in a dangerous place")),
    Code("other", N_("Other")),
)  # fmt: skip

DRILL = CodeList(
    "drill_kind", N_("What is drilled"),
    Code("response", N_("Quick response")),
    Code("violence", N_("Against violence")),
    Code("fire", N_("Fire and escape")),
    Code("flood", N_("Flood and weather")),
    Code("call", N_("A real call of the alliance")),
    Code("other", N_("Other")),
)  # fmt: skip

MECHANISM = CodeList(
    "mechanism", N_("Mechanism"),
    Code("household_stamp", N_("Households linked, done fast")),
    Code("shop_alliance", N_("Shops guard together")),
    Code("sentinel", N_("Sentinel points")),
    Code("police_school", N_("Community police school")),
    Code("mobile_room", N_("Mobile police room")),
    Code("two_nets", N_("Two nets in one")),
    Code("nine_links", N_("Nine links")),
    Code("six_joint", N_("Six joint mechanisms")),
    Code("six_points", N_("Six points")),
    Code("four_active", N_("Four of one's own accord")),
    Code("four_stresses", N_("Four stresses")),
    Code("enterprise", N_("Safe enterprises")),
    Code("party", N_("Party work and safety")),
)  # fmt: skip
"""Programmes by which a station sorts its work; a room adds its own."""

ROLE = CodeList(
    "activity_role", N_("Part taken"),
    Code("member", N_("Took part")),
    Code("trainer", N_("Trainer or speaker")),
    Code("served", N_("Was served")),
)  # fmt: skip
