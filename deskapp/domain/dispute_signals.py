"""Early warning: what makes the desk propose a higher risk, each with its reason spelled out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from deskapp.domain.danger_words import spoken
from deskapp.domain.dispute import Dispute, File
from deskapp.domain.dispute_codes import RISK
from deskapp.domain.words import N_, Words

KINDS: Mapping[str, str] = {
    "threat": N_("A threat in the words: “{word}”."),
    "violence": N_("Domestic violence in the words: “{word}”."),
    "violence_marked": N_("Domestic violence is marked."),
    "again": N_("A second matter between the same people: {number}."),
    "breach": N_("The agreement was not kept; times so far: {count}."),
    "group": N_("A group is in it: {count} people."),
    "petition": N_("Petition in the words: “{word}”."),
    "place": N_("{count} matters at this place within {days} days."),
    "relapse": N_("It broke out again after it was settled; times so far: {count}."),
}
"""English texts by kind of warning."""

_PETITION = ("上访", "信访", "集访", "越级", "堵路", "拉横幅", "讨说法")
THREATS, VIOLENCE = ("threat", "weapon"), ("domestic_violence",)
"""The dangers of a text that speak for the marks of a dispute."""
_GROUP = 5
_CALLS = 3

_ORDER = [entry.code for entry in RISK]


@dataclass(frozen=True, slots=True)
class Context:
    """What else the desk knows of the people and the place."""

    earlier: tuple[str, ...] = ()
    """Numbers of other disputes between the same people."""
    at_place: int = 0
    """Requests and disputes at the same place within `days`, this one included."""
    days: int = 30


@dataclass(frozen=True, slots=True)
class Warning:
    """A proposal: what was seen, and the risk that it speaks for."""

    kind: str
    params: tuple[tuple[str, str], ...]
    """What fills the braces of its text."""
    risk: str


def reason(kind: str, params: Iterable[tuple[str, str]], t: Words) -> str:
    """The reason of a warning in words."""
    return t(KINDS.get(kind, kind), **dict(params))


def warnings(file: File, context: Context) -> tuple[Warning, ...]:
    """What speaks for a higher risk now and was not proposed before in the same words, the gravest first."""
    known = {(signal.kind, signal.params) for signal in file.signals}
    found = graver(_seen(file.dispute, context), file.dispute.risk)
    return tuple(one for one in found if (one.kind, one.params) not in known)


def graver(found: Iterable[Warning], risk: str) -> Iterator[Warning]:
    """Those that speak for more than `risk`, the gravest first."""
    worse = [one for one in found if _ORDER.index(one.risk) > _ORDER.index(risk)]
    return iter(sorted(worse, key=lambda one: -_ORDER.index(one.risk)))


def speaks(text: str, flags: Collection[str], people: int, scale: str) -> Iterator[Warning]:
    """What the words, the marks and the number of people speak for."""
    threat = next(spoken(text, THREATS), "")
    if threat or "threat" in flags:
        yield _warning("threat", "red", word=threat or "!")
    violence = next(spoken(text, VIOLENCE), "")
    if violence:
        yield _warning("violence", "orange", word=violence)
    elif "domestic_violence" in flags:
        yield _warning("violence_marked", "orange")
    petition = next((word for word in _PETITION if word in text), "")
    if petition or "petition_risk" in flags:
        yield _warning("petition", "orange", word=petition or "!")
    if people >= _GROUP or scale in ("group", "major_group"):
        yield _warning("group", "orange", count=people)


def _seen(dispute: Dispute, context: Context) -> Iterator[Warning]:
    flags = [name for name in ("threat", "domestic_violence", "petition_risk") if getattr(dispute, name)]
    yield from speaks(dispute.summary, flags, dispute.people, dispute.scale)
    if context.earlier:
        yield _warning("again", "orange", number=context.earlier[0])
    if dispute.breaches:
        yield _warning("breach", "orange", count=dispute.breaches)
    if dispute.relapses:
        yield _warning("relapse", "orange", count=dispute.relapses)
    if context.at_place >= _CALLS:
        yield _warning("place", "yellow", count=context.at_place, days=context.days)


def _warning(kind: str, risk: str, **params: object) -> Warning:
    return Warning(kind, tuple((name, str(value)) for name, value in params.items()), risk)
