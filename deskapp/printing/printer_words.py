"""How printers and their jobs are told of, in words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from deskapp.domain.text import clean
from deskapp.domain.words import N_, Told, Words
from deskapp.printing.print_system import Queue, Waiting

_SEVERITY = re.compile(r"-(?:report|warning|error)$")

_ALERTS = {
    "media-empty": N_("no paper"),
    "media-needed": N_("no paper"),
    "media-low": N_("little paper"),
    "media-jam": N_("paper jam"),
    "toner-low": N_("little toner"),
    "toner-empty": N_("no toner"),
    "marker-supply-low": N_("little ink"),
    "marker-supply-empty": N_("no ink"),
    "door-open": N_("a door is open"),
    "cover-open": N_("the cover is open"),
    "offline": N_("not connected"),
    "connecting-to-device": N_("being looked for"),
    "timed-out": N_("does not answer"),
}
"""What printers complain of, by the keyword of their protocol; another keyword is shown as it is."""

_STOPS = frozenset(
    {"media-empty", "media-needed", "media-jam", "toner-empty", "marker-supply-empty", "door-open", "cover-open",
     "offline", "timed-out"}
)  # fmt: skip
"""Complaints of a printer that prints nothing until somebody goes there."""

_UNSAID = frozenset({"none", "paused", "moving-to-paused"})
"""Keywords that say no more than the state itself."""


def state_of(queue: Queue, t: Words) -> str:
    """The state of a printer: shape and word, and what it complains of."""
    wrong = complaints(queue, t)
    if not queue.accepts:
        said = "! " + t(N_("paused or off"))
    elif not queue.takes:
        said = "! " + t(N_("takes no work"))
    elif stuck(queue):
        return "! " + " · ".join(dict.fromkeys(wrong))
    elif queue.busy:
        said = t.marks.states["in_progress"] + " " + t(N_("is printing"))
    else:
        said = t.marks.states["resolved"] + " " + t(N_("ready"))
    return " · ".join(dict.fromkeys([said, *wrong]))


def stuck(queue: Queue) -> bool:
    """Whether it prints nothing until somebody goes there."""
    return any(_SEVERITY.sub("", alert) in _STOPS for alert in queue.alerts)


def complaints(queue: Queue, t: Words) -> list[str]:
    """What a printer complains of, in words."""
    alerts = [_SEVERITY.sub("", alert) for alert in queue.alerts]
    return [t(_ALERTS[one]) if one in _ALERTS else clean(one) for one in alerts if one not in _UNSAID]


@dataclass(frozen=True)
class Lacking(Told):
    """What keeps a printer from printing, as a part of a sentence."""

    queue: Queue

    def say(self, t: Words) -> str:
        """All of it."""
        return " · ".join(complaints(self.queue, t)) or t(N_("takes no work"))


def state_of_job(job: Waiting, queue: Queue | None, t: Words) -> str:
    """Where a job stands."""
    if queue is not None and not queue.accepts:
        return t(N_("waits: the printer is paused or off"))
    return t(N_("is being printed")) if job.printing else t(N_("waits its turn"))


def size_of(job: Waiting) -> str:
    """The size of a job."""
    return f"{max(1, round(job.size / 1024))} KB"


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_SENT = re.compile(r"\w{3} (\w{3}) +(\d{1,2}) (\d\d:\d\d):\d\d (\d{4})")


def sent_at(job: Waiting) -> str:
    """When a job was sent, as the desk writes moments; the system's own words where they are of another shape."""
    found = _SENT.fullmatch(job.since)
    if found is None or found[1] not in _MONTHS:
        return clean(job.since)
    return f"{found[4]}-{_MONTHS.index(found[1]) + 1:02}-{int(found[2]):02} {found[3]}"
