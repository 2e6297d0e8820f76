"""Two handovers side by side: their figures with the difference, and what was open in one of them alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from deskapp.domain.codes import CodeList
from deskapp.domain.handover import Handover
from deskapp.domain.request_codes import CATEGORY
from deskapp.domain.sheet import DisputeFigures, Figures, Label, Phrase, Said
from deskapp.domain.words import N_


@dataclass(frozen=True, slots=True)
class Pair:
    """One figure in both."""

    id: str
    label: Said
    left: int
    right: int

    @property
    def difference(self) -> int:
        """How much more the right one has."""
        return self.right - self.left


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs between two handovers; `left` is the earlier one where the caller says so."""

    left: str
    right: str
    """Their numbers."""
    figures: tuple[Pair, ...]
    only_left: tuple[str, ...]
    only_right: tuple[str, ...]
    """Numbers of what was open at one cut-off and not at the other."""
    both: tuple[str, ...]
    """What was open at both."""


_LABELS = {
    "entered": N_("Came in"), "resolved": N_("Resolved"), "on_spot": N_("– at once"), "transferred": N_("Transferred"),
    "declined": N_("Told where"), "withdrawn": N_("Withdrawn"), "merged": N_("Merged"), "still_open": N_("Still open"),
    "overdue": N_("– overdue"),
}  # fmt: skip
_DISPUTES = {
    "registered": N_("Disputes: registered"), "agreed": N_("Disputes: agreed"),
    "not_agreed": N_("Disputes: not agreed"), "still_open": N_("Disputes: still open"),
}  # fmt: skip


def compare(left: Handover, right: Handover) -> Comparison:
    """What differs."""
    a, b = left.open_numbers(), right.open_numbers()
    return Comparison(
        left.head.number, right.head.number,
        (*_figures(left.sheet.figures, right.sheet.figures), *_checks(left, right)),
        tuple(n for n in a if n not in b), tuple(n for n in b if n not in a), tuple(n for n in a if n in b),
    )  # fmt: skip


def _figures(a: Figures, b: Figures) -> Iterator[Pair]:
    for name, label in _LABELS.items():
        yield Pair(name, Phrase(label), getattr(a, name), getattr(b, name))
    yield from _disputes(a.disputes, b.disputes)
    yield from _coded("by_category", CATEGORY, dict(a.by_category), dict(b.by_category))


def _disputes(a: DisputeFigures, b: DisputeFigures) -> Iterator[Pair]:
    for name, label in _DISPUTES.items():
        yield Pair(f"disputes.{name}", Phrase(label), getattr(a, name), getattr(b, name))


def _coded(id: str, codes: CodeList, a: dict[str, int], b: dict[str, int]) -> Iterator[Pair]:
    for code in (*a, *(code for code in b if code not in a)):
        yield Pair(f"{id}.{code}", Label(codes, code), a.get(code, 0), b.get(code, 0))


def _checks(left: Handover, right: Handover) -> Iterator[Pair]:
    """Things of which another number was found."""
    found = {check.about: check.found for check in left.checks}
    for check in right.checks:
        before = found.get(check.about)
        if before is not None and check.found is not None and before != check.found:
            yield Pair(
                f"checks.{check.about}",
                Phrase(N_("Found: {name}"), {"name": check.name}),
                before,
                check.found,
            )
