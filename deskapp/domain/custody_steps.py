"""What the steps of a found thing write, and what they refuse."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from deskapp.domain.asking import checked, refuse_unknown
from deskapp.domain.custody import MACHINE, FoundItem, a_year_after
from deskapp.domain.errors import DeskError, Exit, about
from deskapp.domain.field_form import Around
from deskapp.domain.identity import read_identity, read_phone, refuse_masked
from deskapp.domain.machine import Move
from deskapp.domain.person_codes import WITHOUT_NUMBER
from deskapp.domain.text import clean, one_line
from deskapp.domain.times import read_day
from deskapp.domain.words import N_


def move(item: FoundItem, code: str, given: Mapping[str, str], around: Around) -> Move:
    """Check the step `code` with the texts `given` and say what it writes. Raises DeskError."""
    step = MACHINE.path(item.status, code)[-1]
    refuse_unknown(step, given)
    said = checked(step, {f.name: given.get(f.name, "").strip() for f in step.fields}, around.words)
    changes: dict[str, object] = {}
    reason, target = said.get("text", ""), step.target or item.status
    if code == "notice":
        on = _noticed(item, said["on"], around)
        changes = {
            "noticed_on": on.isoformat(),
            "notice": reason[:200],
            "due_on": a_year_after(on).isoformat(),
        }
    elif code == "claim":
        changes = _claimed(said)
        reason = said["proof"]
    elif code == "hand_up":
        changes = {"receiver": said["receiver"]}
    elif code == "move":
        changes = {"locker": one_line(said["locker"])[:60]}
        reason = f"{item.locker or '—'} → {changes['locker']} {reason}".strip()
    elif code == "expire":
        _refuse_early(item, around)
    if code in ("claim", "hand_up", "expire"):
        changes["closed_at"] = around.now
    return Move(code, item.status, target, changes, reason)


def _noticed(item: FoundItem, text: str, around: Around) -> date:
    with about("on"):
        on = read_day(text, around.today) if text else around.today
    if not item.day <= on <= around.today:
        raise DeskError(
            N_("A notice is given after the thing came and not in the future: type a day from {first} to {last}."),
            code=Exit.USAGE, field="on", first=item.day.isoformat(), last=around.today.isoformat(),
        )  # fmt: skip
    return on


def _claimed(said: Mapping[str, str]) -> dict[str, object]:
    kind = said["id_kind"]
    if kind in WITHOUT_NUMBER:
        raise DeskError(
            N_("Nothing is given out to somebody who shows no paper: ask for one, or take the step “Hand up”. What "
               "you typed is kept."),
            field="id_kind",
        )  # fmt: skip
    if not said["id_number"]:
        raise DeskError(
            N_("The number of the paper that was shown is missing: type it. What you typed is kept."),
            code=Exit.USAGE, field="id_number",
        )  # fmt: skip
    refuse_masked(said["id_number"])
    with about("id_number"):
        number = read_identity(said["id_number"]).number
    with about("phone"):
        phone = read_phone(said["phone"])
    return {
        "claimant": one_line(said["claimant"])[:100], "claimant_phone": phone, "id_kind": kind, "id_number": number,
        "proof": one_line(said["proof"])[:1000], "delegate": one_line(said["delegate"])[:100],
    }  # fmt: skip


def _refuse_early(item: FoundItem, around: Around) -> None:
    if item.due_on >= around.today:
        raise DeskError(
            N_("{number} can be claimed until {day}: wait until then, or hand it up with 3. Nothing is changed."),
            number=item.number, day=item.due_on.isoformat(),
        )  # fmt: skip


def refuse_final(item: FoundItem) -> None:
    """Raise DeskError for a thing that does not lie here any more."""
    if not item.is_open:
        raise DeskError(
            N_("{number} does not lie here any more and is not corrected: add an entry with 0."),
            number=clean(item.number),
        )
