"""Due dates and urgency per category, and what the words of a matter propose."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from unicodedata import normalize


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
class Sign:
    """Words that make a danger flag or an urgency worth proposing."""

    words: tuple[str, ...]
    urgency: str = ""
    danger: str = ""
    categories: frozenset[str] = frozenset()
    """Where given, the sign counts in these categories alone."""


SIGNS: tuple[Sign, ...] = (
    Sign(("要打我", "打死", "杀了", "砍", "弄死", "扬言", "威胁", "报复"), "critical", "threat"),
    Sign(("棍", "拿刀", "持刀", "菜刀", "匕首", "斧", "凶器"), "critical", "weapon"),
    Sign(("家暴", "前夫", "前妻", "丈夫打", "老公打", "打老婆"), "critical", "domestic_violence"),
    Sign(("跳楼", "自杀", "轻生", "割腕", "喝农药", "不想活"), "critical", "self_harm"),
    Sign(("十三岁", "十二岁", "十四岁", "十五岁", "未成年"), "", "minor"),
    Sign(("孩子放学", "小孩走失", "孩子丢"), "critical", "minor"),
    Sign(("动手", "打起来", "吵起来", "摔东西", "堵路", "上访", "叫了亲戚", "聚集"), "urgent"),
    Sign(("火星", "冒烟", "着火", "漏电"), "urgent"),
    Sign(("下不来", "被困"), "urgent"),
    Sign(("被偷", "被抢", "被砸"), "urgent"),
    Sign(("来接", "已找到", "找到了", "接回"), "normal", "", frozenset({"lost_person"})),
)


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the desk proposes for a matter: an officer confirms or changes it."""

    urgency: str
    dangers: tuple[str, ...]


def propose(category: str, summary: str, rules: Mapping[str, Rule] = RULES) -> Proposal:
    """Urgency and danger flags for a matter, from its category and its words."""
    text = normalize("NFKC", summary)
    urgency = rule_for(category, rules).urgency
    dangers: list[str] = []
    for sign in SIGNS:
        if sign.categories and category not in sign.categories:
            continue
        if not any(word in text for word in sign.words):
            continue
        if sign.danger and sign.danger not in dangers:
            dangers.append(sign.danger)
        if sign.urgency == "normal":
            urgency = "normal"
        elif sign.urgency:
            urgency = max(urgency, sign.urgency, key=_ORDER.index)
    return Proposal(urgency, tuple(dangers))
