"""A team of volunteers: teams, sub-teams, shop alliances, rescue teams and enterprise stations form a tree."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from deskapp.domain.attendance_codes import MODE
from deskapp.domain.errors import DeskError, Exit, about
from deskapp.domain.machine import StepField
from deskapp.domain.text import clean, one_line
from deskapp.domain.volunteer_codes import TEAM_KIND
from deskapp.domain.words import N_, Term, Words

PREFIX = "DW"


@dataclass(frozen=True, slots=True)
class Team:
    """A team as the file holds it."""

    id: int
    room_id: int
    number: str
    day: date
    name: str
    kind: str
    parent_id: int | None
    mode: str
    """How its people usually serve: what a scan at the kiosk takes."""
    place: str
    notes: str
    status: str
    entered_at: datetime
    entered_by: int
    version: int = 1
    corrected_at: datetime | None = None
    members: int = 0
    """People who are in it now, without those of its sub-teams."""


FIELDS: tuple[StepField, ...] = (
    StepField("name", N_("Name of the team"), "text"),
    StepField("kind", TEAM_KIND.label, "code", required=False, options=TEAM_KIND),
    StepField("parent", N_("Under the team"), "team", required=False),
    StepField("mode", MODE.label, "code", required=False, options=MODE),
    StepField("place", N_("Place"), "place", required=False),
    StepField("notes", N_("Notes"), "long", required=False),
)
"""What of a team can be typed."""

LABELS: Mapping[str, str] = {field.name: field.label for field in FIELDS}
LIMITS: Mapping[str, int] = {"name": 100, "place": 200, "notes": 10_000}
"""Characters that a text may have."""


def read_team(given: Mapping[str, str], t: Words, *, new: bool) -> dict[str, object]:
    """Check what was typed, but for `parent`, which is looked up; of a `new` team the name is needed.

    Raises DeskError.
    """
    for name in given:
        if name not in LABELS:
            raise DeskError(
                N_("There is no field “{name}” to correct. There is: {known}."),
                code=Exit.USAGE, name=clean(name), known=", ".join(LABELS),
            )  # fmt: skip
    found: dict[str, object] = {}
    for name, limit in LIMITS.items():
        if name in given:
            said = clean(given[name].strip(), lines=True) if name == "notes" else one_line(clean(given[name]))
            if len(said) > limit:
                raise DeskError(
                    N_("“{label}” has {count} characters, {limit} are the limit. All of it is kept: shorten it."),
                    code=Exit.USAGE, field=name, label=Term(LABELS[name]), count=len(said), limit=limit,
                )  # fmt: skip
            found[name] = said
    if (new or "name" in given) and not found.get("name"):
        raise DeskError(
            N_("The team has no name yet: type one. What you typed is kept."), code=Exit.USAGE, field="name"
        )
    for name, codes in (("kind", TEAM_KIND), ("mode", MODE)):
        if given.get(name, "").strip():
            with about(name):
                found[name] = codes.find(given[name], t)
    return found
