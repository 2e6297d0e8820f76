"""The boxes of a team: make one, rename or move it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from deskapp.domain.draft import Draft
from deskapp.domain.team import FIELDS, LIMITS, Team
from deskapp.domain.words import N_
from deskapp.reading import volunteers as reading
from deskapp.screens.forms import FormDialog
from deskapp.screens.meanwhile import Meanwhile
from deskapp.screens.options import numbered
from deskapp.screens.steps import STEP
from deskapp.screens.volunteers.options import team_options
from deskapp.widgets.fields import Option
from deskapp.widgets.form import FieldSpec

FORM = "team"
"""The name of the form of a new team among the drafts."""
TOP = "-"
"""Stands for no team above."""
REASON = FieldSpec("reason", N_("Reason"), "text", True, 10_000, N_("why it is so"))

_HINTS = {"place": N_("where it serves")}


def specs_of(teams: Sequence[Option]) -> Sequence[FieldSpec]:
    """The fields of a team; Enter on the name saves."""
    return [
        FieldSpec(
            field.name, field.label, "code" if field.kind == "team" else field.kind, field.required,
            LIMITS.get(field.name, 0), _HINTS.get(field.name, ""), tuple(teams) if field.kind == "team" else (),
            field.options, submits=field.name == "name",
        )
        for field in FIELDS
    ]  # fmt: skip


class AddTeam(FormDialog):
    """Asks what a new team is called, and under which it comes."""

    ABOUT = N_(
        "A new team: the name is enough, Enter saves. Down leads to kind, the team above it, how its people usually "
        "serve, and the place. Esc keeps a draft, Ctrl+R brings it back, Ctrl+D discards it."
    )
    DRAFT = FORM

    def __init__(
        self, save: Callable[[AddTeam, dict[str, str]], None], draft: Draft | None = None, parent: str = ""
    ) -> None:
        """`parent` is the number of the team above it."""
        super().__init__(draft)
        self._write = save
        self._above = parent

    def title_text(self) -> str:
        """What the box does."""
        return self.t(N_("New sub-team") if self._above else N_("New team"))

    def specs(self) -> Sequence[FieldSpec]:
        """The fields."""
        return specs_of(team_options(self.desk))

    def preset(self) -> dict[str, str]:
        """Under the team from which the box was opened."""
        kind = "subteam" if self._above else "team"
        return {"parent": self._above, "kind": kind, "mode": "patrol"}

    def draft_subject(self) -> str:
        """The team above it."""
        return self._above

    def save(self, given: dict[str, str]) -> None:
        """Hand over what was typed."""
        self._write(self, given)


class TeamCorrect(Meanwhile):
    """Asks for the right values of a team and why: a new name, another place in the tree."""

    ABOUT = N_(
        "Rename a team, or move it under another one, and say why. Fields that you leave as they are stay; old and new "
        "value, who, when and why are kept."
    )

    def __init__(
        self, team: Team, save: Callable[[TeamCorrect, dict[str, str], str], None], draft: Draft | None = None
    ) -> None:
        super().__init__(draft)
        self.team = team
        self._write = save

    def title_text(self) -> str:
        """Number and name."""
        return f"{self.team.number} {self.team.name}  {self.t(N_('Rename or move'))}"

    def specs(self) -> Sequence[FieldSpec]:
        """The fields, then the reason."""
        others = [
            (option.code, option.label)
            for option in team_options(self.desk)
            if option.code != self.team.number
        ]
        above = numbered([(TOP, self.t(N_("none: at the top"))), *others])
        return (*(replace(spec, submits=False) for spec in specs_of(above)), REASON)

    def own(self) -> Team:
        """The team as it was when the box opened."""
        return self.team

    def texts(self) -> Mapping[str, str]:
        """As it stands."""
        team = self.team
        parent = reading.team_by_id(self.desk.reader, team.parent_id) if team.parent_id else None
        return {
            "name": team.name, "kind": team.kind, "parent": parent.number if parent else TOP, "mode": team.mode,
            "place": team.place, "notes": team.notes,
        }  # fmt: skip

    def preset(self) -> dict[str, str]:
        """All as it stands."""
        return dict(self.texts())

    def draft_form(self) -> str:
        """A correction is a step among the drafts."""
        return f"{STEP}correct"

    def draft_subject(self) -> str:
        """The team."""
        return self.team.number

    def save(self, given: dict[str, str]) -> None:
        """Hand over what differs."""
        reason = given.pop(REASON.name)
        changed = self.changed(given)
        if changed.get("parent") == TOP:
            changed["parent"] = ""
        self._write(self, changed, reason)
