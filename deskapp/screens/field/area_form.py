"""The boxes of an area: make one, correct it or move it in the tree."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from deskapp.domain.area import TREE, Area
from deskapp.domain.area_form import FIELDS, LIMITS, texts_of
from deskapp.domain.draft import Draft
from deskapp.domain.words import N_
from deskapp.screens.forms import FormDialog
from deskapp.screens.meanwhile import Meanwhile
from deskapp.screens.options import area_number, area_options, numbered
from deskapp.screens.steps import STEP
from deskapp.widgets.fields import Option
from deskapp.widgets.form import FieldSpec

FORM = "area"
"""The name of the form of a new area among the drafts."""
TOP = "-"
"""Stands for no area above, and no beat."""
REASON = FieldSpec("reason", N_("Reason"), "text", True, 10_000, N_("why it is so"))

_KINDS: Mapping[str, Sequence[str]] = {"parent": TREE, "beat": ("beat",)}
_HINTS: Mapping[str, str] = {
    "code": N_("like 02-05-01"), "size": N_("like 2.5"), "stamped_on": N_("of a household: 11-20"),
    "people": N_("a whole number"), "contact": N_("grid worker, guard, householder"),
}  # fmt: skip


def specs_of(areas: Mapping[str, Sequence[Option]]) -> list[FieldSpec]:
    """The fields of an area, with the areas that can stand above it and the beats; Enter on the name saves."""
    kinds = {"area": "code", "day": "date"}
    return [
        FieldSpec(
            field.name, field.label, kinds.get(field.kind, field.kind), field.required, LIMITS.get(field.name, 0),
            _HINTS.get(field.name, ""), tuple(areas.get(field.name, ())), field.options, submits=field.name == "name",
        )
        for field in FIELDS
    ]  # fmt: skip


class AddArea(FormDialog):
    """Asks what a new area is called, what it is and where it stands."""

    ABOUT = N_(
        "A new area: the name is enough, Enter saves. Down leads to its kind, the area above it, the beat, its own "
        "number and the rest. A place says its kind, a household the day of its contact stamp. Esc keeps a draft, "
        "Ctrl+R brings it back, Ctrl+D discards it."
    )
    DRAFT = FORM

    def __init__(
        self, save: Callable[[AddArea, dict[str, str]], None], draft: Draft | None = None, parent: str = ""
    ) -> None:
        """`parent` is the number of the area above it."""
        super().__init__(draft)
        self._write = save
        self._above = parent

    def title_text(self) -> str:
        """What the box does."""
        return (
            self.t(N_("New area under {number}"), number=self._above)
            if self._above
            else self.t(N_("New area"))
        )

    def specs(self) -> Sequence[FieldSpec]:
        """The fields."""
        return specs_of({name: area_options(self.desk, kinds) for name, kinds in _KINDS.items()})

    def preset(self) -> dict[str, str]:
        """A grid, under the area from which the box was opened."""
        return {"parent": self._above, "kind": "grid"}

    def draft_subject(self) -> str:
        """The area above it."""
        return self._above

    def save(self, given: dict[str, str]) -> None:
        """Hand over what was typed."""
        self._write(self, {name: text for name, text in given.items() if text})


class AreaCorrect(Meanwhile):
    """Asks for the right values of an area and why: a new name, another place in the tree."""

    ABOUT = N_(
        "Correct an area, or move it under another one, and say why. Fields that you leave as they are stay; old and "
        "new value, who, when and why are kept."
    )

    def __init__(
        self, area: Area, save: Callable[[AreaCorrect, dict[str, str], str], None], draft: Draft | None = None
    ) -> None:
        super().__init__(draft)
        self.area = area
        self._write = save

    def title_text(self) -> str:
        """Number and name."""
        return f"{self.area.number} {self.area.label}  {self.t(N_('Correct or move'))}"

    def specs(self) -> Sequence[FieldSpec]:
        """The fields, then the reason."""
        none = {"parent": N_("none: at the top"), "beat": N_("none of its own")}
        held = {
            name: numbered(
                [
                    (TOP, self.t(none[name])),
                    *(
                        (option.code, option.label)
                        for option in area_options(self.desk, kinds)
                        if option.code != self.area.number
                    ),
                ]
            )
            for name, kinds in _KINDS.items()
        }
        return (*(replace(spec, submits=False) for spec in specs_of(held)), REASON)

    def own(self) -> Area:
        """The area as it was when the box opened."""
        return self.area

    def texts(self) -> Mapping[str, str]:
        """As it stands."""
        one, desk = self.area, self.desk
        return texts_of(one, area_number(desk, one.parent_id) or TOP, area_number(desk, one.beat_id) or TOP)

    def preset(self) -> dict[str, str]:
        """All as it stands."""
        return dict(self.texts())

    def draft_form(self) -> str:
        """A correction is a step among the drafts."""
        return f"{STEP}correct"

    def draft_subject(self) -> str:
        """The area."""
        return self.area.number

    def save(self, given: dict[str, str]) -> None:
        """Hand over what differs."""
        reason = given.pop(REASON.name)
        changed = self.changed(given)
        self._write(self, {name: "" if text == TOP else text for name, text in changed.items()}, reason)
