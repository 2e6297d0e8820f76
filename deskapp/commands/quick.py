"""What `deskapp log` does with a text alone: it is read, shown and asked about before anything is saved."""

from __future__ import annotations

from deskapp.commands.call import Call
from deskapp.commands.help import aligned
from deskapp.commands.looks import choices
from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.quick import Quick, read_quick
from deskapp.domain.request_codes import CASE_REPORT, CATEGORY
from deskapp.domain.request_draft import FIELD_LABELS, NARRATIVE_NOTICE
from deskapp.domain.text import narrow
from deskapp.domain.words import N_
from deskapp.wiring import Desk

_SHOWN = ("applicant", "phone", "id_number", "category", "summary", "place", "occurred_at")
_LEAVE = frozenset({"q", "quit", "n", "no", "否", "不"})


def fill(call: Call, desk: Desk, given: dict[str, str]) -> dict[str, str] | None:
    """`given` with what its text tells, an option that was given standing first; None where the person leaves.

    Raises DeskError where no category can be told, or nobody is there to agree with it.
    """
    known = {name for name, text in given.items() if text and name != "summary"}
    found = read_quick(
        given["summary"], desk.clock(), desk.room.calendar, desk.guess_words, known=known
    )  # fmt: skip
    if not found.category:
        raise say_kind(call)
    filled = given | found.values()
    if call.flags.yes or call.flags.dry_run:
        if found.category == CASE_REPORT and not call.flags.dry_run:
            # The facts of a case are not kept: a guess alone must not drop what was told.
            raise DeskError(
                N_("The text sounds like a case report, whose facts are not kept here. Say so with --category "
                   "case_report, or name another one: {choices}. Nothing is written."),
                code=Exit.USAGE, choices=_best(call, found),
            )  # fmt: skip
        call.say("{lines}", lines=_lines(call, found, filled))
        return filled
    if not call.on_terminal:
        raise DeskError(
            N_("The text sounds like: {choices}. Say which with --category, or take the first one with --yes. "
               "Nothing is written."),
            code=Exit.USAGE, choices=_best(call, found),
        )  # fmt: skip
    return _ask(call, found, filled)


def say_kind(call: Call) -> DeskError:
    """The refusal of a text of which no category can be told; it names all of them."""
    return DeskError(
        N_("Say the kind of matter with --category. Nothing is written. The categories: {choices}."),
        code=Exit.USAGE, choices=choices(CATEGORY, call.t),
    )  # fmt: skip


def _best(call: Call, found: Quick) -> str:
    return ", ".join(
        entry.choice(call.t) for code in found.categories if (entry := CATEGORY.get(code, call.t))
    )


def _ask(call: Call, found: Quick, filled: dict[str, str]) -> dict[str, str] | None:
    call.warn("{lines}", lines=_lines(call, found, filled))
    if CASE_REPORT in found.categories[:1]:
        call.warn(NARRATIVE_NOTICE)
    digits = {str(place): code for place, code in enumerate(found.categories, 1)}
    last = len(digits)
    while True:
        answer = call.hear(
            N_("[Enter] saves, 1-{last} another category, q leaves:") if last > 1
            else N_("[Enter] saves, q leaves:"),
            last=last,
        )  # fmt: skip
        said = None if answer is None else narrow(answer).casefold()
        if said == "":
            return filled
        if said in digits:
            return filled | {"category": digits[said]}
        if said is None or said in _LEAVE:
            call.warn(N_("Nothing is written."))
            return None


def _lines(call: Call, found: Quick, filled: dict[str, str]) -> str:
    """The filled fields, those that were guessed with a question mark behind them."""
    t = call.t
    shown = filled | {"category": _categories(call, found)}
    rows = [
        (t(FIELD_LABELS[name]), shown[name] + (" ?" if name in found.guessed and name != "category" else ""))
        for name in _SHOWN
        if shown.get(name)
    ]
    return "\n".join(aligned(rows))


def _categories(call: Call, found: Quick) -> str:
    first, *others = [
        f"{place} {CATEGORY.label_of(code, call.t)}" for place, code in enumerate(found.categories, 1)
    ]
    return "  ".join([f"{first} ?", *others])
