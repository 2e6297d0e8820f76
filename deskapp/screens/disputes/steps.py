"""The boxes of a dispute's steps, of its warnings and its seal."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import ClassVar

from deskapp.domain.codes import Code, CodeList
from deskapp.domain.dispute import File
from deskapp.domain.dispute_codes import RISK
from deskapp.domain.dispute_outcome import forms_of
from deskapp.domain.dispute_signals import reason
from deskapp.domain.dispute_steps import ON_PAPER
from deskapp.domain.draft import Draft
from deskapp.domain.machine import Step, StepField
from deskapp.domain.words import N_, Words
from deskapp.screens.steps import StepDialog
from deskapp.widgets.fields import Option, options_of
from deskapp.widgets.form import FieldSpec, Form

ANSWER = CodeList(
    "warning_answer", N_("Is it right?"),
    Code("accepted", N_("Right: raise the risk")),
    Code("rejected", N_("Not right: leave the risk")),
)  # fmt: skip

WARNING = Step("warning", N_("Answer the warning"), frozenset(), "", (
    StepField("signal", N_("Warning"), "code"),
    StepField("answer", ANSWER.label, "code", options=ANSWER),
    StepField("reason", N_("Why"), "text"),
))  # fmt: skip
SEAL = Step("seal", N_("Seal the file"), frozenset(), "", (StepField("reason", N_("Reason"), "text"),))
UNSEAL = Step("unseal", N_("Open the seal"), frozenset(), "", (StepField("reason", N_("Reason"), "text"),))
BESIDE: Mapping[str, Step] = {step.code: step for step in (WARNING, SEAL, UNSEAL)}
"""What is asked for like a step and changes no state."""

_MONEY = ("manner", "deadline", "parts")
"""What an agreement says of a sum."""
_TIME = N_("14:30, yesterday 21:00, 11-20 9:00")


def _level(risk: str, t: Words) -> str:
    """The colour alone: what it means does not fit beside a reason."""
    return RISK.label_of(risk, t).partition(":")[0].partition("：")[0]


class DisputeStep(StepDialog):
    """Asks for the fields of a step of a dispute, with what the file knows filled in."""

    HINTS: ClassVar[Mapping[str, str]] = {
        "from": _TIME,
        "to": _TIME,
        "on": N_("empty: today"),
        "deadline": N_("12-31, +30d"),
        "parts": N_("12-31 500; 01-31 500"),
        "sum": N_("in 元, like 500"),
    }

    def __init__(
        self, file: File, step: Step, save: Callable[[StepDialog, dict[str, str]], None],
        draft: Draft | None = None,
    ) -> None:  # fmt: skip
        """The file as it stood when the box opened."""
        super().__init__(file.dispute, step, save, draft)
        self._file = file

    @property
    def file(self) -> File:
        """The file as it stood when the box opened."""
        return self._file

    def specs(self) -> Sequence[FieldSpec]:
        """The fields; behind the last one that is needed Enter saves, what follows is reached with Down.

        Where money is in dispute, Enter goes on through what an agreement says of it.
        """
        found = super().specs()
        asked = _MONEY if self._file.dispute.amount else ()
        needed = (at for at, spec in enumerate(found) if spec.required or spec.name in asked)
        last = max(needed, default=len(found) - 1)
        # A digit goes on by itself: behind a choice, Enter in the next field is the one that saves.
        saves = (last, last + 1) if found[last].kind == "code" else (last,)
        return [replace(spec, submits=at in saves) for at, spec in enumerate(found)]

    def spec(self, field: StepField) -> FieldSpec:
        """One field; of codes only those that can be chosen now."""
        found = super().spec(field)
        if field.name == "form" and field.options is not None:
            return replace(found, options=self._forms(field.options), codes=None)
        if field.name == "signal":
            return replace(found, options=self._signals())
        return found

    def _forms(self, codes: CodeList) -> tuple[Option, ...]:
        """The forms that this kind of mediation can end in, each on its digit in the whole list."""
        return tuple(
            option for option in options_of(codes, self.t) if option.code in forms_of(self._file.dispute.kind)
        )

    def _signals(self) -> tuple[Option, ...]:
        t = self.t
        return tuple(
            Option(str(one.id), f"{reason(one.kind, one.params, t)} → {_level(one.risk, t)}", str(place))
            for place, one in enumerate((one for one in self._file.signals if not one.answer), 1)
        )  # fmt: skip

    def preset(self) -> dict[str, str]:
        """Who presides, where and with whom, the end of a sitting, what can be but one thing."""
        dispute = self._file.dispute
        badges = {officer.id: officer.badge for officer in self.desk.officers}
        found = super().preset()
        if dispute.presider in badges:
            found["presider"] = badges[dispute.presider]
        found |= {"kind": dispute.kind, "place": dispute.place, "risk": dispute.risk}
        if self.step.code == "session":
            found |= {"to": now_text(self), "attendees": present(self._file)}
        waiting = self._signals()
        if len(waiting) == 1:
            found["signal"] = waiting[0].code
        names = {field.name for field in self.step.fields}
        return {name: text for name, text in found.items() if name in names}

    def on_form_changed(self, message: Form.Changed) -> None:
        """Another form of agreement is signed, or is not."""
        # Beside the other classes' own on_form_changed, as in every box.
        if message.field == "form" and self.step.code == "agree":
            self.fit()
            # The field comes only now, when the caret has gone on already.
            if message.value in ON_PAPER and self.focused is not message.form.field("form"):
                message.form.focus_field("signed")

    def refill(self, values: Mapping[str, str]) -> None:
        """Begin anew."""
        super().refill(values)
        self.fit()

    def fit(self) -> None:
        """Ask whether all have signed only where there is something to sign."""
        form = self.query_one(Form)
        if self.step.code == "agree":
            form.show_field("signed", form.values()["form"] in ON_PAPER)

    def begin(self) -> None:
        """Begin behind a warning that can be but one."""
        super().begin()
        if self.step is WARNING and len(self._signals()) == 1:
            self.query_one(Form).focus_field("answer")


def now_text(dialog: StepDialog) -> str:
    """The moment as a person would type it."""
    desk = dialog.desk
    return f"{desk.room.calendar.local(desk.clock()):%Y-%m-%d %H:%M}"


def present(file: File) -> str:
    """Who sits at the table as far as the file knows."""
    return "、".join(party.name for party in file.parties if party.name and party.role != "witness")
