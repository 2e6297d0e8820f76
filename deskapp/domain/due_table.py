"""The due table as a room keeps it: urgency and hours by category, where they are not the program's."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from deskapp.domain.codebook import is_code
from deskapp.domain.due import RULES, Rule, rule_for
from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.request_codes import CATEGORY, URGENCY
from deskapp.domain.text import clean, compatible, one_line
from deskapp.domain.words import N_, Words

HOURS = 8760
"""The longest time until something is due: a year."""

_TIME = re.compile(r"([0-9]{1,5}) ?(h|hours?|小时|时|d|days?|天|日)?")
_DEFAULT = ("default", "默认")


def read_table(text: str) -> Mapping[str, Rule]:
    """The rules of the room: those of the program, and those that `text` keeps. Raises DeskError."""
    if not text:
        return RULES
    try:
        value = json.loads(text)
        own = {str(code): Rule(urgency, hours) for code, (urgency, hours) in value.items()}
    except (ValueError, TypeError, AttributeError) as error:
        raise _unreadable() from error
    for code, rule in own.items():
        known = is_code(code) and rule.urgency in URGENCY and type(rule.hours) is int
        if not known or not 1 <= rule.hours <= HOURS:
            raise _unreadable()
    return {**RULES, **own}


def _unreadable() -> DeskError:
    return DeskError(
        N_(
            "This is not a due table. Type one category at a time, like: due.noise urgent 4h. Nothing is changed."
        ),
        code=Exit.USAGE,
    )


def kept(rules: Mapping[str, Rule]) -> str:
    """The rules that are not the program's, as text; empty where all are."""
    own = {
        code: [rule.urgency, rule.hours]
        for code, rule in sorted(rules.items())
        if rule != rule_for(code, RULES)
    }
    return json.dumps(own, separators=(",", ":")) if own else ""


def read_rule(category: str, text: str, t: Words) -> Rule:
    """A rule from `urgent 4h`, `紧急 4小时`, `2d`, `normal`; `default` is the program's. Raises DeskError.

    What is not said stays as the program has it.
    """
    said = _plain(text)
    rule = rule_for(category, RULES)
    if said in _DEFAULT:
        return rule
    urgency, hours = rule.urgency, rule.hours
    if said and not said[0].isdigit() and said[0] not in "+-.":
        first, _, said = said.partition(" ")
        urgency = URGENCY.find(first, t)
    if said:
        hours = read_hours(said)
    return Rule(urgency, hours)


def _plain(text: str) -> str:
    return compatible(one_line(clean(text))).casefold()


def read_hours(text: str) -> int:
    """Hours from `4`, `4h`, `4 小时`, `2d`, `2天`. Raises DeskError."""
    said = _plain(text)
    found = _TIME.fullmatch(said)
    hours = int(found[1]) * (24 if (found[2] or "h")[0] in "d天日" else 1) if found else 0
    if not 1 <= hours <= HOURS:
        raise DeskError(
            N_("“{text}” is no time until something is due: type 1 to {most} hours, like 4h, or days, like 3d. "
               "What you typed is kept."),
            code=Exit.USAGE, field="hours", text=clean(text)[:40], most=HOURS,
        )  # fmt: skip
    return hours


def changed(text: str, category: str, rule: Rule) -> str:
    """The kept text with another rule for `category`."""
    return kept({**read_table(text), category: rule})


def told(text: str, part: str, said: str, t: Words) -> str:
    """The kept text after `due.noise urgent 4h`: `part` names the category by code or label. Raises DeskError."""
    category = CATEGORY.find(part, t)
    return changed(text, category, read_rule(category, said, t))


def say_rule(rule: Rule, t: Words) -> str:
    """Urgency and time of a rule, for people."""
    return t(
        N_("{urgency} · {time}"), urgency=URGENCY.label_of(rule.urgency, t), time=say_hours(rule.hours, t)
    )


def say_hours(hours: int, t: Words) -> str:
    """Hours, or days where they are whole ones."""
    if hours >= 48 and hours % 24 == 0:
        return t(N_("{count} d"), count=hours // 24)
    return t(N_("{count} h"), count=hours)


def shown(text: str, t: Words) -> str:
    """The whole table in lines."""
    rules = read_table(text)
    return "\n".join(
        f"{entry.code}  {entry.say(t)}  {say_rule(rule_for(entry.code, rules), t)}"
        for entry in CATEGORY.here(t)
    )
