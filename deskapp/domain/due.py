"""Due dates and urgency per category, and what the words of a matter propose."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from deskapp.domain.danger_words import SIGNS


@dataclass(frozen=True, slots=True)
class Rule:
    """What a category starts with: its urgency, and the hours until it is due."""

    urgency: str = "normal"
    hours: int = 72


_DAY = 24
RULES: Mapping[str, Rule] = {
    "lost_person": Rule("critical", 2),
    "suicide_drown": Rule("critical", 1),
    "utility_danger": Rule("critical", 2),
    "violence_home": Rule("critical", 2),
    "stranded": Rule("urgent", 4),
    "rescue_vehicle": Rule("urgent", 4),
    "rescue_other": Rule("urgent", 4),
    "fraud_alert": Rule("urgent", 4),
    "case_report": Rule("urgent", _DAY),
    "dispute": Rule("normal", 3 * _DAY),
    "hazard": Rule("normal", 3 * _DAY),
    "noise": Rule("normal", 3 * _DAY),
    "lost_pet": Rule("normal", 2 * _DAY),
    "suspicious": Rule("normal", _DAY),
    "tip": Rule("normal", 2 * _DAY),
    "complaint": Rule("normal", 7 * _DAY),
    "suggestion": Rule("normal", 7 * _DAY),
    "thanks": Rule("normal", 7 * _DAY),
}
"""The table of the room; a category that is not in it has `Rule()`."""

_ORDER = ("normal", "urgent", "critical")
_LIMIT = {"critical": 2, "urgent": _DAY}
"""Hours within which a matter of this urgency is due, whatever its category."""


def rule_for(category: str, rules: Mapping[str, Rule] = RULES) -> Rule:
    """The rule of `category`."""
    return rules.get(category, Rule())


def due_at(category: str, urgency: str, entered_at: datetime, rules: Mapping[str, Rule] = RULES) -> datetime:
    """When a matter is due: the hours of its category, sooner where its urgency is higher than the category's."""
    rule = rule_for(category, rules)
    higher = _ORDER.index(urgency) > _ORDER.index(rule.urgency)
    hours = min(rule.hours, _LIMIT.get(urgency, rule.hours)) if higher else rule.hours
    return entered_at + timedelta(hours=hours)


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the desk proposes for a matter: an officer confirms or changes it."""

    urgency: str
    dangers: tuple[str, ...]


def propose(category: str, summary: str, rules: Mapping[str, Rule] = RULES) -> Proposal:
    """Urgency and danger flags for a matter, from its category and its words."""
    urgency = rule_for(category, rules).urgency
    dangers: list[str] = []
    for sign in SIGNS:
        if sign.categories and category not in sign.categories:
            continue
        if not sign.said(summary):
            continue
        if sign.danger and sign.danger not in dangers:
            dangers.append(sign.danger)
        if sign.urgency == "normal":
            urgency = "normal"
        elif sign.urgency:
            urgency = max(urgency, sign.urgency, key=_ORDER.index)
    return Proposal(urgency, tuple(dangers))
