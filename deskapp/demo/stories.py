"""The course of each invented matter: when it comes, and every step that follows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from deskapp.demo import matters, people
from deskapp.domain.request_codes import NO_FOLLOWUP


@dataclass(frozen=True, slots=True)
class Planned:
    """One step, or with the code `note` one entry of the action log."""

    after: timedelta
    """Time since the step before."""
    code: str
    given: Mapping[str, str] = field(default_factory=dict)
    into: str = ""
    """Key of the story that a merge goes into."""


@dataclass(frozen=True, slots=True)
class Story:
    """One matter from its coming to as far as it gets."""

    key: str
    at: datetime
    given: Mapping[str, str]
    steps: tuple[Planned, ...] = ()


def _step(hours: float, code: str, **given: str) -> Planned:
    return Planned(timedelta(hours=hours), code, given)


def _due(hours: int) -> str:
    return f"+{hours}h"


def _scripted() -> Iterator[tuple[str, str, tuple[Planned, ...]]]:
    """Stories that no practice desk lacks: each state, outcome and follow-up result, and what is overdue."""
    take = _step(0.3, "take")
    for result in ("satisfied", "basic", "dissatisfied", "no_answer", "relapsed", "escalated"):
        yield (
            f"followed-{result}",
            "noise",
            (
                take,
                _step(3, "resolve", outcome="solved", text=matters.RESULTS[3]),
                _step(20, "follow_up", followup=result, text="电话回访"),
            ),
        )
    yield (
        "again",
        "dispute",
        (
            take,
            _step(2, "resolve", outcome="solved", text=matters.RESULTS[0]),
            _step(20, "follow_up", followup="dissatisfied", text="说对方又来敲门"),
            _step(1, "reopen", text=matters.REOPENED[1]),
            _step(4, "note", kind="visit", text=matters.NOTES[1][1]),
            _step(1, "resolve", outcome="solved", text="重新约定，写了字条", recovered="300"),
            _step(30, "follow_up", followup="satisfied", text=""),
            _step(40, "archive", text="满意，归档"),
        ),
    )
    yield (
        "again-open",
        "dog",
        (_step(0.4, "solve", text=matters.ON_SPOT[1]), _step(30, "reopen", text=matters.REOPENED[0])),
    )
    yield "told", "legal_consult", (_step(0.4, "decline", told_where="justice", text=matters.TOLD[0]),)
    yield (
        "not-police",
        "consumer",
        (
            take,
            _step(1, "decline", told_where="market", outcome="not_police", text=matters.TOLD[2]),
            _step(90, "archive", text=""),
        ),
    )
    yield "twin", "noise", (take, _step(2, "note", kind="visit", text=matters.NOTES[5][1]))
    yield (
        "merged",
        "noise",
        (Planned(timedelta(hours=1), "merge", {"text": "同一户，并案处理"}, into="twin"),),
    )
    yield (
        "waited",
        "hazard",
        (
            take,
            _step(2, "wait", waiting_for=matters.WAITING_FOR[0], due=_due(24)),
            _step(20, "resume", text="物业说明天上午来"),
            _step(5, "resolve", outcome="solved", text=matters.RESULTS[1], pressing="yes"),
        ),
    )
    yield (
        "waiting-late",
        "dispute",
        (take, _step(2, "wait", waiting_for=matters.WAITING_FOR[1], due=_due(48))),
    )
    yield "waiting-on", "dispute", (take, _step(2, "wait", waiting_for=matters.WAITING_FOR[4], due="+30d"))
    yield (
        "transferred",
        "unpaid_money",
        (
            take,
            _step(1, "transfer", receiver="labour", due=_due(72), text="附工资单复印件"),
            _step(40, "feedback", text=matters.REPLIES[1]),
        ),
    )
    yield (
        "returned",
        "hazard",
        (
            take,
            _step(1, "transfer", receiver="city_mgmt", due=_due(72), text=""),
            _step(30, "return", text=matters.RETURNED[0]),
            _step(3, "transfer", receiver="housing", due="+20d", text=""),
        ),
    )
    yield (
        "transferred-late",
        "hazard",
        (take, _step(1, "transfer", receiver="fire", due=_due(48), text="楼道堆物")),
    )
    yield "withdrawn", "lost_item", (take, _step(3, "withdraw", text=matters.WITHDRAWN[1]))
    yield "voided", "other", (_step(0.1, "void", text="重复录入，作废"),)
    yield (
        "case",
        "case_report",
        (
            take,
            _step(
                2,
                "resolve",
                outcome="to_case",
                receipt="A6202001100002026110012",
                text="已在系统受案，回执交本人",
            ),
        ),
    )
    yield "case-open", "case_report", (take,)
    yield (
        "unreachable",
        "other_help",
        (
            take,
            _step(5, "note", kind="call", text=matters.NOTES[4][1]),
            _step(20, "resolve", outcome="unreachable", text="三次拨打无人接听"),
        ),
    )
    yield (
        "unfounded",
        "suspicious",
        (take, _step(2, "resolve", outcome="unfounded", text="到现场未见其人，监控无异常")),
    )
    yield "late", "hazard", ()
    yield "late-working", "lost_pet", (take,)


def _course(random: Random, category: str) -> tuple[Planned, ...]:
    """A likely course of a matter of everyday."""
    chance = random.random()
    if category == "case_report":
        receipt = f"A620200110000202611{random.randrange(10_000):04d}"
        return (
            _step(0.3, "take"),
            _step(random.uniform(1, 6), "resolve", outcome="to_case", receipt=receipt, text="回执交本人"),
        )
    if chance < 0.35 or category in NO_FOLLOWUP:
        steps = [_step(random.uniform(0.1, 0.6), "solve", text=random.choice(matters.ON_SPOT))]
    elif chance < 0.45:
        where = random.choice(matters.DEPARTMENTS)
        return (_step(random.uniform(0.1, 2), "decline", told_where=where, text=random.choice(matters.TOLD)),)
    elif chance < 0.5:
        return (_step(random.uniform(1, 9), "withdraw", text=random.choice(matters.WITHDRAWN)),)
    else:
        steps = [_step(random.uniform(0.1, 0.5), "take")]
        for kind, text in random.sample(matters.NOTES, random.randrange(3)):
            steps.append(_step(random.uniform(0.5, 6), "note", kind=kind, text=text))
        if chance < 0.6:
            steps.append(
                _step(
                    2,
                    "wait",
                    waiting_for=random.choice(matters.WAITING_FOR),
                    due=_due(random.randrange(24, 96)),
                )
            )
        elif chance < 0.7:
            receiver = random.choice(matters.DEPARTMENTS)
            steps.append(
                _step(2, "transfer", receiver=receiver, due=_due(random.randrange(48, 120)), text="")
            )
            steps.append(_step(random.uniform(20, 110), "feedback", text=random.choice(matters.REPLIES)))
        if chance < 0.6 or chance >= 0.7:
            steps.append(
                _step(random.uniform(1, 40), "resolve", outcome="solved", text=random.choice(matters.RESULTS))
            )
    if category not in NO_FOLLOWUP and random.random() < 0.7:
        steps.append(
            _step(random.uniform(12, 60), "follow_up", followup=random.choice(matters.FOLLOWUPS), text="")
        )
    if random.random() < 0.6:
        steps.append(_step(random.uniform(60, 160), "archive", text=""))
    return tuple(steps)


def _told(random: Random, category: str) -> dict[str, str]:
    """What the person says."""
    given = {
        "category": category,
        "summary": random.choice(matters.MATTERS[category]),
        "applicant": people.name(random),
        "channel": random.choice(matters.CHANNELS),
    }
    if given["applicant"] and random.random() < 0.9:
        given["phone"] = people.phone(random)
    if random.random() < 0.5:
        given["place"] = people.place(random)
    if random.random() < 0.3:
        given["address"] = people.address(random)
    if random.random() < 0.12:
        given["id_number"] = random.choice((people.GROWN_UP, people.GROWN_UP, people.CHILD))
    return given


_HOURS = (0, 0, 1, 0, 0, 0, 1, 3, 8, 12, 11, 8, 4, 5, 9, 10, 8, 6, 5, 5, 4, 3, 2, 1)
"""How often people come in each hour of the day."""


def tell(random: Random, midnight: datetime, now: datetime) -> list[Story]:
    """A fortnight of stories that ends at `now`; `midnight` is the beginning of its last day."""
    told: list[Story] = []
    categories = list(matters.MATTERS)
    random.shuffle(categories)
    scripted = list(_scripted())
    for back in range(13, -1, -1):
        hours = sorted(
            random.choices(range(24), _HOURS)[0] + random.random() for _ in range(random.randrange(10, 15))
        )
        moments = [midnight - timedelta(days=back) + timedelta(hours=hour) for hour in hours]
        for place, at in enumerate(moments):
            if at >= now:
                break
            if scripted and 4 <= back <= 12 and place % 3 == 0:
                key, category, steps = scripted.pop(0)
                told.append(Story(key, at, _told(random, category), steps))
            else:
                category = categories.pop() if categories else random.choice(matters.FREQUENT)
                told.append(Story(f"{back}-{place}", at, _told(random, category), _course(random, category)))
    for minutes, category in ((18, "lost_item"), (6, "hazard")):
        if midnight <= (at := now - timedelta(minutes=minutes)):
            told.append(Story(f"just-now-{category}", at, _told(random, category)))
    return told
