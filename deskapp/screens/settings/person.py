"""The box in which the facts of an officer are mended, and in which a person leaves or comes back."""

from __future__ import annotations

from collections.abc import Sequence

from deskapp.domain.draft import Draft
from deskapp.domain.officer import OFFICER_KIND, PRESENCE, Officer
from deskapp.domain.words import N_
from deskapp.screens.forms import FormDialog
from deskapp.widgets.form import FieldSpec

PERSON = "person"
"""The name of this form among the drafts."""


class PersonDialog(FormDialog):
    """Name, badge number, kind, and whether the person works here."""

    DRAFT = PERSON
    ABOUT = N_(
        "Mend what was typed wrong. Deactivated, a person writes here no more; nothing that the person wrote "
        "goes away. Old and new facts, who and when are kept, and Ctrl+Z takes it back."
    )

    def __init__(self, officer: Officer, draft: Draft | None = None) -> None:
        super().__init__(draft)
        self._officer = officer

    def title_text(self) -> str:
        """Who it is about."""
        return self._officer.signature()

    def draft_subject(self) -> str:
        """The person that it belongs to."""
        return str(self._officer.id)

    def specs(self) -> Sequence[FieldSpec]:
        """The facts and the reason."""
        return (
            FieldSpec("officer", N_("Name"), "name", True, 100),
            FieldSpec("badge", N_("Badge number"), "id", True, 40),
            FieldSpec("kind", N_("Kind of officer"), "code", True, codes=OFFICER_KIND),
            FieldSpec("presence", N_("Works here"), "code", True, codes=PRESENCE),
            FieldSpec("reason", N_("Reason"), "text", False, 1000, N_("may stay empty")),
        )

    def preset(self) -> dict[str, str]:
        """All as it stands."""
        officer = self._officer
        presence = "yes" if officer.active else "no"
        return {"officer": officer.name, "badge": officer.badge, "kind": officer.kind, "presence": presence}

    def save(self, given: dict[str, str]) -> None:
        """Write what differs, in one step."""
        desk, t, stands, officer = self.desk, self.t, self.preset(), self._officer
        reason = given.get("reason", "")
        changed = {name: given[name] for name in stands if given[name].strip() != stands[name]}

        def done(found: Officer) -> None:
            self.saved()
            self.close_once(True)
            said = N_("{name}: changed · Ctrl+Z undoes") if changed else N_("{name} stays as it was.")
            self.host.tell(said, tone="good" if changed else "", name=found.signature())

        self.act(
            lambda: desk.staff.correct(desk.room, officer.id, changed, desk.actor, t, reason),
            done,
            self.refused,
        )
