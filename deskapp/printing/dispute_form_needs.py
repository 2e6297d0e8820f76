"""How many copies each form has, and what it must contain before it is printed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from deskapp.domain.dispute import File
from deskapp.domain.dispute_papers import PAPER
from deskapp.domain.errors import DeskError
from deskapp.domain.words import N_, Words

COPIES: Mapping[str, int] = {
    "agreement_security": 3, "agreement_on_site": 3, "agreement_peoples": 3, "oral_sheet": 1, "acceptance": 1,
    "record": 1, "followup": 1, "rights": 2, "termination": 3,
}  # fmt: skip
"""How many copies each form has with two parties."""

_TAKEN_HOME = ("agreement_security", "agreement_on_site", "agreement_peoples", "termination")
"""Forms of which each party takes one home and one stays in the file."""


def copies_of(kind: str, file: File) -> int:
    """How many copies of a form are signed: more than usual where more than two people quarrel."""
    sides = len(file.sides)
    if kind in _TAKEN_HOME:
        return max(COPIES[kind], sides + 1)
    return max(COPIES[kind], sides) if kind == "rights" else COPIES[kind]


BY_HAND = ("agreement", "manner")
"""What may be written into a printed form by hand, before all have signed."""

_Missing = Callable[[File], bool]
_NEEDS: Mapping[str, tuple[str, _Missing]] = {
    "parties": (N_("two parties"), lambda file: len(file.sides) < 2),
    "presider": (N_("who presides"), lambda file: not file.dispute.presider),
    "agreement": (N_("the content of the agreement"), lambda file: not file.dispute.agreement),
    "manner": (
        N_("the manner and the date of performance"),
        lambda file: bool(file.dispute.agreed_sum)
        and file.dispute.performance not in ("done_on_spot", "done")
        and not (file.dispute.manner or file.dispute.deadline),
    ),
    "session": (N_("a sitting"), lambda file: not file.sessions),
    "visit": (N_("a follow-up that was made"), lambda file: all(v.done_at is None for v in file.visits)),
    "reason": (
        N_("why it ended, and which ways the parties were told"),
        lambda file: not file.dispute.advice,
    ),
}  # fmt: skip
_REQUIRED: Mapping[str, tuple[str, ...]] = {
    "agreement_security": ("parties", "presider", "session", "agreement", "manner"),
    "agreement_on_site": ("parties", "presider", "agreement"),
    "agreement_peoples": ("parties", "agreement", "manner"),
    "oral_sheet": ("parties", "agreement"),
    "acceptance": ("parties",),
    "record": ("parties", "session"),
    "followup": ("visit",),
    "rights": ("parties",),
    "termination": ("parties", "reason"),
}  # fmt: skip
"""What a form must contain: 治安调解工作规范 (2007), 人民调解法 Art. 29, forms of the Ministry of Justice."""


def lacking(kind: str, file: File) -> tuple[str, ...]:
    """The names of what the form needs and the file does not have."""
    return tuple(need for need in _REQUIRED[kind] if _NEEDS[need][1](file))


def lacking_text(needs: Iterable[str], t: Words) -> str:
    """What is lacking, in words."""
    return t(N_(", ")).join(t(_NEEDS[need][0]) for need in needs)


def refuse_lacking(kind: str, file: File, t: Words, *, by_hand: bool = False) -> None:
    """Raise DeskError naming what the form needs and the file does not have.

    With `by_hand` the agreement itself may be missing: there is room to write it.
    """
    found = [need for need in lacking(kind, file) if not (by_hand and need in BY_HAND)]
    if found:
        raise DeskError(
            N_("“{paper}” cannot be made yet, the file lacks: {lacking}. Add that first; nothing is printed."),
            paper=PAPER.label_of(kind, t), lacking=lacking_text(found, t),
        )  # fmt: skip
