"""The half-typed forms of a group of pages: what they are called, and how they are opened again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from deskapp.domain.machine import Step
from deskapp.screens.paging import Group
from deskapp.screens.steps import STEP

if TYPE_CHECKING:
    from textual.app import App

    from deskapp.domain.draft import Draft


@dataclass(frozen=True, slots=True)
class GroupDrafts:
    """The forms of one group."""

    group: Group
    forms: Mapping[str, tuple[int, str]]
    """Forms of a page, by their names: the page on which they open, and what they are called in English."""
    steps: Mapping[str, tuple[Step, ...]]
    """The steps of records, by what stands before their numbers."""
    on_page: frozenset[str] = field(default_factory=frozenset)
    """Forms that open on their page although they name a record."""

    def is_one(self, draft: Draft) -> bool:
        """Whether a draft is of a form of this group."""
        return draft.place.kind in self.forms or draft.place.subject.partition("-")[0] in self.group.records

    def label_of(self, kind: str, subject: str) -> str:
        """What a form is called, in English; empty where it is none of this group's."""
        if kind in self.forms:
            return self.forms[kind][1]
        code = kind.removeprefix(STEP)
        steps = self.steps.get(subject.partition("-")[0], ())
        return next((step.label for step in steps if step.code == code), "")

    def open_draft(self, app: App[Any], draft: Draft) -> None:
        """Open the form of a draft on its page, or on its record, with the draft in it."""
        top, number, form = app.screen, draft.place.subject, draft.place.kind
        if form in self.forms and (not number or form in self.on_page):
            found = self.group.page(self.forms[form][0])
            assert found is not None
            kind = found.screen_class()
            shown = isinstance(top, kind)
            screen: Any = top if shown else kind(draft)
        else:
            record = self.group.record_class(number)
            assert record is not None
            shown = isinstance(top, record) and getattr(top, "number", "") == number
            screen = top if shown else record(number, draft)
        if shown:
            screen.resume(draft)
        else:
            app.push_screen(screen)
