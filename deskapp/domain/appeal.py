"""A lead appeal (线索征集): a question to the people in a chat group, what came back, and what it was worth."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from deskapp.domain.codes import Code, CodeList
from deskapp.domain.machine import StepField
from deskapp.domain.masks import initial
from deskapp.domain.words import N_

PREFIX = "XS"

STATUS = CodeList(
    "appeal_status", N_("State"),
    Code("draft", N_("Draft")),
    Code("issued", N_("Put out")),
    Code("answered", N_("Answered")),
    Code("verified_useful", N_("Verified: useful")),
    Code("verified_useless", N_("Verified: of no use")),
    Code("expired", N_("Run out")),
    Code("voided", N_("Voided")),
    Code("undone", N_("Undone")),
)  # fmt: skip

OPEN = frozenset({"draft", "issued", "answered"})
"""States in which somebody at the desk still owes something."""

OUT = frozenset({"issued", "answered"})
"""States in which people are still asked."""

KIND = CodeList(
    "appeal_kind", N_("Subject of the appeal"),
    Code("theft", N_("Theft")),
    Code("damage", N_("Damage")),
    Code("hit_run", N_("Hit and run")),
    Code("fraud", N_("Fraud")),
    Code("suspicious", N_("Suspicious person")),
    Code("lost_person", N_("Missing person")),
    Code("lost_pet", N_("Lost pet")),
    Code("lost_thing", N_("Lost thing")),
    Code("other", N_("Other")),
)  # fmt: skip

CHANNEL = CodeList(
    "appeal_channel", N_("Where it is put out"),
    Code("wechat_group", N_("Police-civil chat group")),
    Code("owners_group", N_("Residents' group")),
    Code("volunteers", N_("Group of the volunteers")),
    Code("merchants", N_("Group of the shops")),
    Code("notice_board", N_("Notice board")),
    Code("visit", N_("From door to door")),
    Code("other", N_("Other")),
)  # fmt: skip

FIELDS: tuple[StepField, ...] = (
    StepField("text", N_("Text of the appeal"), "long"),
    StepField("kind", KIND.label, "code", required=False, options=KIND),
    StepField("channel", CHANNEL.label, "code", required=False, options=CHANNEL),
    StepField("expires_on", N_("Runs until"), "day", required=False),
    StepField("place", N_("Place"), "place", required=False),
    StepField("area", N_("Area"), "area", required=False),
)
"""What of an appeal can be typed, by its column."""

TEXT_MOST = 2000
"""Characters of an appeal: more is not read in a group."""

DAYS = 14
"""Days that an appeal runs where nothing else is said."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What somebody told; who that was is for police officers alone."""

    id: int
    at: datetime
    by: int
    giver: str
    phone: str
    text: str
    verdict: str = ""
    """`useful`, `useless` or, while nobody has looked, nothing."""

    def giver_for(self, sees: bool) -> str:
        """Who told it; an initial for whoever is no police officer."""
        return self.giver if sees else initial(self.giver)

    def text_for(self, sees: bool) -> str:
        """What was told; the giver's name in it is an initial for whoever is no police officer."""
        if sees or len(self.giver) < 2:
            return self.text
        return self.text.replace(self.giver, initial(self.giver))


@dataclass(frozen=True, slots=True)
class Appeal:
    """An appeal as the file holds it."""

    id: int
    room_id: int
    number: str
    day: date
    kind: str
    channel: str
    text: str
    """From its first day out on it stays as it was said."""
    place: str
    expires_on: date | None
    status: str
    entered_at: datetime
    entered_by: int
    kept_why: str = ""
    """Why what was found in the text stayed there."""
    kept_hits: str = ""
    """What that was, a line each."""
    issued_at: datetime | None = None
    issued_by: int = 0
    copied: int = 0
    """How often the text was copied out."""
    result: str = ""
    incident_no: str = ""
    """Number of the incident or case that it helped, in another system."""
    area_id: int | None = None
    request_id: int | None = None
    lost_id: int | None = None
    version: int = 1
    corrected_at: datetime | None = None
    request: str = ""
    """Number of the request from which it came."""
    lost: str = ""
    """Number of the lost report for which it asks."""
    replies: tuple[Reply, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done."""
        return self.status in OPEN

    def ran_out(self, today: date) -> bool:
        """Whether it is still out after its last day."""
        return self.status in OUT and self.expires_on is not None and self.expires_on < today
