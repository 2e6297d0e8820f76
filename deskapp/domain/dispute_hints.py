"""What an officer is told beside a step that was written: nothing stands against it, and yet it may be a slip."""

from __future__ import annotations

from dataclasses import dataclass

from deskapp.domain.dispute import File
from deskapp.domain.times import Calendar
from deskapp.domain.words import N_, Told, Way, Words


@dataclass(frozen=True, slots=True)
class Hint(Told):
    """A sentence with what fills it."""

    text: str
    params: tuple[tuple[str, object], ...] = ()

    def say(self, t: Words) -> str:
        """The sentence in the language of `t`."""
        return t(self.text, **dict(self.params))


def hint(before: File, after: File, code: str, calendar: Calendar) -> Hint | None:
    """What is to be told of the step `code` that led from `before` to `after`; None where nothing is."""
    if code == "session" and len(after.sessions) > len(before.sessions):
        return _early_sitting(after, calendar)
    if code == "follow_up":
        return _still_due(before, after)
    return None


def _early_sitting(file: File, calendar: Calendar) -> Hint | None:
    # Where nobody said when the quarrel was it stands at its entry: too late for a sitting written down afterwards.
    occurred = file.dispute.occurred_at.replace(second=0, microsecond=0)
    if file.sessions[-1].from_at >= occurred:
        return None
    at = f"{calendar.local(occurred):%m-%d %H:%M}"
    way = Way(N_("Ctrl+E"), f"deskapp correct {file.dispute.number} occurred_at TIME --reason WHY")
    return Hint(
        N_("it began before the quarrel, which stands at {at}; to mend when that was: {way}"),
        (("at", at), ("way", way)),
    )


def _still_due(before: File, after: File) -> Hint | None:
    open_before = [visit for visit in before.visits if visit.done_at is None]
    open_after = [visit for visit in after.visits if visit.done_at is None]
    if not open_after or len(open_after) < len(open_before):
        return None
    return Hint(
        N_("it stands beside the planned ones: the follow-up of {day} stays due"),
        (("day", min(visit.due_on for visit in open_after)),),
    )
