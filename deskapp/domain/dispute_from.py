"""What a request tells of the dispute that is made of it: proposals that an officer looks at."""

from __future__ import annotations

from collections.abc import Mapping

from deskapp.domain.dispute_draft import propose_flags
from deskapp.domain.request import Request

_TYPES: Mapping[str, str] = {
    "noise": "noise", "dog": "dog", "consumer": "consumer", "violence_home": "family", "women_rights": "family",
}  # fmt: skip
"""Categories of requests that say what the quarrel is about."""

_WORDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("wages", ("工钱", "欠薪", "讨薪", "工资")),
    ("debt", ("借钱", "借款", "欠钱", "欠款", "还钱", "借条", "欠条")),
    ("parking", ("停车", "车位")),
    ("property_mgmt", ("物业",)),
    ("lease", ("房租", "租金", "押金", "租客", "房东", "退租")),
    ("inheritance", ("遗产", "继承")),
    ("support", ("赡养", "抚养")),
    ("stall_occupation", ("摊位", "摆摊", "占道")),
    ("traffic", ("剐蹭", "刮蹭", "追尾", "撞车")),
    ("noise", ("噪音", "噪声", "太吵", "跑跳", "半夜吵")),
    ("dog", ("狗", "犬")),
    ("neighbor", ("楼道", "漏水", "邻居", "楼上", "楼下", "隔壁", "门口")),
    ("family", ("夫妻", "离婚", "婆媳", "丈夫", "妻子")),
    ("damage", ("打人", "打伤", "医药费", "赔偿", "砸坏")),
)
"""Words that say it, those that say more first."""

_SOURCES: Mapping[str, str] = {
    "incident_110": "call_110", "patrol": "patrol", "visit": "visit", "grid": "grid", "superior": "superior",
    "other_dept": "dept", "phone": "party_apply", "letter": "party_apply", "wechat_group": "party_apply",
}  # fmt: skip
_DANGERS: Mapping[str, str] = {
    "threat": "threat", "weapon": "threat", "domestic_violence": "domestic_violence",
}  # fmt: skip


def guess_type(category: str, text: str) -> str:
    """What a quarrel is about by a request's category and words; empty where they do not say."""
    found = next((type_ for type_, words in _WORDS if any(word in text for word in words)), "")
    return _TYPES.get(category, "") or found


def proposals(request: Request) -> dict[str, str]:
    """The fields of a new dispute as a request tells them; the facts of a case are in none."""
    summary = "" if request.is_case else request.summary
    flags = [*propose_flags(summary), *(_DANGERS[one] for one in request.dangers if one in _DANGERS)]
    if request.category == "violence_home":
        flags.append("domestic_violence")
    return {
        "summary": summary,
        "type": guess_type(request.category, summary),
        "place": request.place or request.address,
        "source": _SOURCES.get(request.channel, "walk_in"),
        "flags": ",".join(dict.fromkeys(flags)),
    }
