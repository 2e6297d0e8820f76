"""State machines as data: a step has sources, a target and the fields that it needs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from deskapp.domain.codes import CodeList
from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.text import clean
from deskapp.domain.words import N_, Term


@dataclass(frozen=True, slots=True)
class StepField:
    """One thing that a step asks for."""

    name: str
    label: str
    kind: str = "long"
    """`text`, `long`, `code`, `moment`, `officer` or `number`."""
    required: bool = True
    options: CodeList | None = None
    submits: bool = False
    """Whether Enter in it ends the form, though fields follow that may stay empty."""


@dataclass(frozen=True, slots=True)
class Step:
    """One allowed step of a machine."""

    code: str
    label: str
    sources: frozenset[str]
    target: str
    fields: tuple[StepField, ...] = ()
    through: str = ""
    """Code of the step that is taken first where the record is not yet in a source of this one."""
    key: int = 0
    """The digit of this step on the screen, the same in every state that allows it."""
    typed: bool = False
    """True where the record's number must be typed again to confirm."""


@dataclass(frozen=True, slots=True)
class Machine:
    """The steps of one noun."""

    states: CodeList
    steps: tuple[Step, ...]

    def step(self, code: str) -> Step:
        """The step with `code`. Raises DeskError where there is none."""
        for step in self.steps:
            if step.code == code:
                return step
        raise DeskError(
            N_("There is no step “{step}”. The steps are: {steps}."),
            code=Exit.USAGE,
            step=clean(code),
            steps=", ".join(step.code for step in self.steps),
        )

    def path(self, status: str, code: str, possible: Sequence[Step] | None = None) -> tuple[Step, ...]:
        """The steps that lead from `status` through the step `code`: one, or two where it goes through another.

        Raises DeskError where it is not allowed; it names `possible`, or all that the state allows.
        """
        step = self.step(code)
        if status in step.sources:
            return (step,)
        if step.through:
            first = self.step(step.through)
            if status in first.sources and first.target in step.sources:
                return (first, step)
        raise DeskError(
            N_("“{step}” is not possible while the record is “{status}”. Possible now: {allowed}."),
            step=Term(step.label),
            status=Term(self.states.source_of(status)),
            allowed=", ".join(s.code for s in (self.allowed(status) if possible is None else possible))
            or "—",
        )

    def allowed(self, status: str) -> tuple[Step, ...]:
        """The steps that are possible in `status`, in their order."""
        return tuple(step for step in self.steps if self._reaches(status, step))

    def _reaches(self, status: str, step: Step) -> bool:
        if status in step.sources:
            return True
        if not step.through:
            return False
        first = self.step(step.through)
        return status in first.sources and first.target in step.sources


@dataclass(frozen=True, slots=True)
class Bar:
    """Why a step is not possible while the record stands as it does."""

    error: DeskError
    lasting: bool = False
    """Whether the step is none of this record at all, and not one that waits for something."""


@dataclass(frozen=True, slots=True)
class Move:
    """One step that was checked and may be written."""

    step: str
    source: str
    target: str
    changes: Mapping[str, object]
    """New values of the record's columns."""
    reason: str = ""
    """The words that go into the history."""
