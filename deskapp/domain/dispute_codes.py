"""The code lists of disputes; codes never change meaning, rooms may rename and disable their labels."""

from __future__ import annotations

from deskapp.domain.codes import Code, CodeList
from deskapp.domain.words import N_

KIND = CodeList(
    "dispute_kind", N_("Kind of mediation"),
    Code("security", N_("Public-order mediation")),
    Code("on_site", N_("On-the-spot mediation")),
    Code("peoples", N_("People's mediation")),
    Code("joint", N_("Joint mediation")),
    Code("self_settled", N_("Settled by the parties")),
    Code("informal", N_("Talked over")),
)  # fmt: skip

POLICE_KINDS = frozenset({"security", "on_site"})
"""Kinds that only the police may conduct: 公安机关办理行政案件程序规定, chapter on mediation (numbering of 2020)."""

TYPE = CodeList(
    "dispute_type", N_("Matter"),
    Code("family", N_("Marriage and family")),
    Code("neighbor", N_("Neighbours")),
    Code("house_land", N_("Houses and homesteads")),
    Code("contract", N_("Contract")),
    Code("business", N_("Production and trade")),
    Code("damage", N_("Damages")),
    Code("labor", N_("Labour dispute")),
    Code("wages", N_("Wages of migrant workers")),
    Code("work_injury", N_("Injury at work")),
    Code("forest_land", N_("Forest and land")),
    Code("demolition", N_("Demolition and relocation")),
    Code("environment", N_("Environment")),
    Code("traffic", N_("Road traffic")),
    Code("property_mgmt", N_("Property management")),
    Code("medical", N_("Medical treatment")),
    Code("consumer", N_("Consumer")),
    Code("e_commerce", N_("Online trade")),
    Code("tourism", N_("Travel")),
    Code("debt", N_("Loans and debts")),
    Code("village_affairs", N_("Village and neighbourhood affairs")),
    Code("inheritance", N_("Inheritance")),
    Code("support", N_("Support of the old and the young")),
    Code("love", N_("Love and separation")),
    Code("campus", N_("School")),
    Code("noise", N_("Noise nuisance")),
    Code("stall_occupation", N_("Stalls on the street")),
    Code("dog", N_("Dogs")),
    Code("parking", N_("Parking")),
    Code("lease", N_("Lease")),
    Code("personality", N_("Honour and privacy")),
    Code("partnership", N_("Partnership")),
    Code("group_interest", N_("Group interests, administration")),
    Code("other", N_("Other")),
    most_used=("neighbor", "family", "debt", "wages", "damage", "noise", "contract", "property_mgmt", "other"),
)  # fmt: skip

SOURCE = CodeList(
    "dispute_source", N_("How it came"),
    Code("walk_in", N_("Walk-in")),
    Code("call_110", N_("110 call")),
    Code("patrol", N_("Patrol")),
    Code("visit", N_("House visit")),
    Code("volunteer", N_("Found by a volunteer")),
    Code("grid", N_("Grid report")),
    Code("party_apply", N_("A party applied")),
    Code("own_motion", N_("On our own motion")),
    Code("police_transfer", N_("Handed over by the police")),
    Code("court_delegate", N_("Delegated by a court")),
    Code("dept", N_("Assigned by a department")),
    Code("superior", N_("From above")),
    Code("petition", N_("Petition")),
    Code("other", N_("Other")),
)  # fmt: skip

SCALE = CodeList(
    "dispute_scale", N_("Scale"),
    Code("individual", N_("Between individuals")),
    Code("group", N_("A group")),
    Code("major_group", N_("A large group")),
)  # fmt: skip

STAGE = CodeList(
    "dispute_stage", N_("Stage"),
    Code("bud", N_("Bud")),
    Code("open", N_("In the open")),
    Code("escalating", N_("Escalating")),
)  # fmt: skip

RISK = CodeList(
    "risk_level", N_("Risk"),
    Code("blue", N_("Blue: latent")),
    Code("yellow", N_("Yellow: ordinary")),
    Code("orange", N_("Orange: serious")),
    Code("red", N_("Red: high")),
)  # fmt: skip

NOT_MEDIABLE = CodeList(
    "not_mediable_reason", N_("Why it may not be mediated"),
    Code("hired", N_("Somebody was hired to do it")),
    Code("gang_provoke", N_("Gang fight or picking quarrels")),
    Code("repeated", N_("Repeated violations")),
    Code("refused", N_("A party does not want mediation")),
    Code("new_violation", N_("A new violation during mediation")),
    Code("fled", N_("The suspect fled")),
    Code("not_minor", N_("Not a minor matter")),
    Code("crime", N_("Suspected crime")),
    Code("domestic_violence", N_("Domestic violence")),
    Code("other", N_("Other")),
)  # fmt: skip

OUTCOME = CodeList(
    "mediation_outcome", N_("Outcome of the mediation"),
    Code("on_site_agreed", N_("Agreed and performed at once")),
    Code("oral_agreed", N_("Oral agreement")),
    Code("written_agreed", N_("Written agreement")),
    Code("self_settled_accepted", N_("Own settlement accepted")),
    Code("peoples_accepted", N_("People's mediation accepted")),
    Code("partial", N_("Agreed in part")),
    Code("not_agreed", N_("No agreement")),
    Code("refused", N_("A party refused")),
    Code("withdrawn", N_("Withdrawn")),
    Code("terminated", N_("Terminated")),
    Code("transferred", N_("Handed to another body")),
    Code("court", N_("Led to the court")),
    Code("arbitration", N_("Led to arbitration")),
    Code("penalty", N_("Penalty by law")),
    Code("judicial_confirmed", N_("Confirmed by a court")),
)  # fmt: skip

PERFORMANCE = CodeList(
    "performance", N_("Performance"),
    Code("none_due", N_("Nothing to perform")),
    Code("done_on_spot", N_("Performed on the spot")),
    Code("promised", N_("Promised")),
    Code("instalment", N_("In instalments")),
    Code("partly", N_("Performed in part")),
    Code("done", N_("Performed")),
    Code("breached", N_("Not performed")),
    Code("confirmed", N_("Confirmed or enforced by a court")),
)  # fmt: skip

ROLE = CodeList(
    "party_role", N_("Role"),
    Code("party_a", N_("Party A")),
    Code("party_b", N_("Party B")),
    Code("third", N_("Third party")),
    Code("agent", N_("Agent")),
    Code("guardian", N_("Guardian")),
    Code("witness", N_("Witness")),
)  # fmt: skip

SIDES = ("party_a", "party_b", "third")
"""Roles of those who quarrel; the others stand by them."""

MEDIATOR = CodeList(
    "mediator_kind", N_("Mediator"),
    Code("officer", N_("Officer")),
    Code("auxiliary", N_("Auxiliary")),
    Code("volunteer", N_("Volunteer")),
    Code("committee", N_("Mediation committee")),
    Code("department", N_("Department")),
    Code("invited", N_("Invited person")),
)  # fmt: skip

CLOSE_WAY = CodeList(
    "close_way", N_("Way of the law"),
    Code("penalty", N_("Penalty by law")),
    Code("court", N_("Court")),
    Code("arbitration", N_("Arbitration")),
    Code("other", N_("Other")),
)  # fmt: skip

STATUS = CodeList(
    "dispute_status", N_("State"),
    Code("registered", N_("Registered")),
    Code("accepted", N_("Accepted")),
    Code("mediating", N_("In mediation")),
    Code("agreed", N_("Agreed")),
    Code("performing", N_("Being performed")),
    Code("fulfilled", N_("Fulfilled")),
    Code("followed_up", N_("Followed up")),
    Code("not_agreed", N_("Not agreed")),
    Code("breached", N_("Breached")),
    Code("declined", N_("Not mediated")),
    Code("transferred", N_("Transferred")),
    Code("closed_other", N_("Closed by law")),
    Code("archived", N_("Archived")),
    Code("voided", N_("Voided")),
    Code("undone", N_("Undone")),
)  # fmt: skip

OPEN = frozenset(
    {"registered", "accepted", "mediating", "agreed", "performing", "not_agreed", "breached", "transferred"}
)
"""States in which the desk still owes something."""
