"""The half-typed forms of the volunteers' screens: what they are called, and how they are opened again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from deskapp.domain.attendance_steps import MACHINE as DUTY_STEPS
from deskapp.domain.machine import Step
from deskapp.domain.team_steps import EQUIPMENT_MACHINE, TEAM_MACHINE
from deskapp.domain.volunteer_beside import BESIDE
from deskapp.domain.volunteer_steps import MACHINE
from deskapp.domain.words import N_
from deskapp.screens.steps import STEP
from deskapp.screens.volunteers.certificate import VOID as VOID_CERTIFICATE
from deskapp.screens.volunteers.duty_forms import DUTY
from deskapp.screens.volunteers.duty_forms import LABELS as DUTY_FORMS
from deskapp.screens.volunteers.pages import RECORDS, page, record_class
from deskapp.screens.volunteers.plan import VOID_STEP

if TYPE_CHECKING:
    from textual.app import App

    from deskapp.domain.draft import Draft

FORMS: Mapping[str, tuple[int, str]] = {
    "volunteer": (2, N_("New volunteer")), "team": (4, N_("New team")), "equipment": (5, N_("New equipment")),
    **{DUTY + form: (1, label) for form, label in DUTY_FORMS.items()},
}  # fmt: skip
"""Forms of a page, by their names: the page on which they open, and what they are called."""


def _steps(prefix: str) -> Mapping[str, Step]:
    """The steps of a register by their codes."""
    known: Mapping[str, tuple[Step, ...]] = {
        "YJ": (*MACHINE.steps, *BESIDE.values()), "QD": DUTY_STEPS.steps, "PB": (VOID_STEP,),
        "DW": TEAM_MACHINE.steps, "ZB": EQUIPMENT_MACHINE.steps, "ZM": (VOID_CERTIFICATE,),
    }  # fmt: skip
    return {step.code: step for step in known.get(prefix, ())}


def is_one(draft: Draft) -> bool:
    """Whether a draft is of a form of the volunteers."""
    return draft.place.kind in FORMS or draft.place.subject.partition("-")[0] in RECORDS


def label_of(kind: str, subject: str) -> str:
    """What a form is called, in English; empty where it is none of the volunteers'."""
    if kind in FORMS:
        return FORMS[kind][1]
    step = _steps(subject.partition("-")[0]).get(kind.removeprefix(STEP))
    return step.label if step is not None else ""


def open_draft(app: App[Any], draft: Draft) -> None:
    """Open the form of a draft on its page, or on its record, with the draft in it."""
    top, number = app.screen, draft.place.subject
    if draft.place.kind in FORMS and (not number or draft.place.kind.startswith(DUTY)):
        found = page(FORMS[draft.place.kind][0])
        assert found is not None
        kind = found.screen_class()
        shown = isinstance(top, kind)
        screen: Any = top if shown else kind(draft)
    else:
        record = record_class(number)
        assert record is not None
        shown = isinstance(top, record) and getattr(top, "number", "") == number
        screen = top if shown else record(number, draft)
    if shown:
        screen.resume(draft)
    else:
        app.push_screen(screen)
