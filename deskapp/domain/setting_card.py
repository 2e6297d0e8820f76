"""What is told of a setting: its value, where it lies, who changed it when, and all that it ever was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from deskapp.domain.request_card import Line
from deskapp.domain.setting_entry import Setting
from deskapp.domain.times import Calendar
from deskapp.domain.words import N_, Words

STEPS = {"set": N_("Set"), "undo": N_("Undone"), "redo": N_("Redone"), "correct": N_("Corrected"),
         "retire": N_("Deactivated"), "return": N_("Reactivated"), "set_pin": N_("PIN set"),
         "recover_pin": N_("PIN set by the recovery code")}  # fmt: skip
"""What a line of a history is called."""

_PLACES = {
    "file": N_("in the desk file, for everybody who opens it"),
    "room": N_("in the desk file, for everybody who opens it"),
    "config": N_("in the settings file of this machine"),
}


@dataclass(frozen=True, slots=True)
class Change:
    """One change of a setting, or the undo or redo of one."""

    at: datetime
    by: str
    """Name and badge number."""
    step: str
    """`set`, `undo` or `redo`."""
    old: str
    new: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a setting stands now."""

    entry: Setting
    value: str
    """The kept text that counts."""
    trail: Sequence[Change] = ()
    """The newest change first."""
    in_use: str = ""
    """What counts at this moment, where the value itself does not say it or is taken up at the next start."""

    def shown(self, t: Words) -> str:
        """The value for a person."""
        return self.entry.show(self.value, t)

    def origin(self, calendar: Calendar, now: datetime, t: Words) -> str:
        """Where the value came from: the default, a person, or somebody's editor."""
        last = self.trail[0] if self.trail else None
        if last is not None and last.new == self.value and (last.step == "set" or not self._is_default):
            return f"{last.by} {calendar.show(last.at, now)}"
        if self._is_default:
            return t(N_("default"))
        return t(N_("the first run")) if self.entry.where == "room" else t(N_("the settings file"))

    @property
    def _is_default(self) -> bool:
        return self.value == self.entry.default

    def card(self, calendar: Calendar, now: datetime, t: Words) -> list[Line]:
        """All of it as labelled lines."""
        entry = self.entry
        lines = [Line(t(N_("Value")), self.shown(t))]
        if self.in_use and self.in_use != self.value:
            lines.append(Line(t(N_("In use now")), self.in_use))
        lines.append(Line(t(N_("From")), self.origin(calendar, now, t)))
        if not entry.needed and not self._is_default:
            lines.append(Line(t(N_("Default")), entry.show(entry.default, t)))
        lines.append(Line(t(N_("Means")), t(entry.help)))
        lines.append(Line(t(N_("Kept")), t(_PLACES[entry.where])))
        return lines

    def history(self, calendar: Calendar, now: datetime, t: Words) -> list[Line]:
        """Every change, the newest first."""
        return [
            Line(
                calendar.show(change.at, now),
                told(change, self.entry.show(change.old, t), self.entry.show(change.new, t), t),
            )
            for change in self.trail
        ]


def told(change: Change, old: str, new: str, t: Words) -> str:
    """One change in a line; `old` and `new` are as people read them."""
    step = "" if change.step == "set" else f"{t(STEPS.get(change.step, change.step))}: "
    why = f" ({change.reason})" if change.reason else ""
    arrow = t.marks.states["transferred"]
    return f"{step}{old} {arrow} {new}{why} · {change.by}"
