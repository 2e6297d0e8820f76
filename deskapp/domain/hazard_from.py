"""What a request tells of the hazard that it becomes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from deskapp.domain.request import Request

_KINDS: Mapping[str, str] = {"dog": "dog"}
_WORDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("ebike", ("电动车", "电瓶车", "充电")),
    ("fire_passage", ("通道", "楼道堆", "堵塞", "消防门")),
    ("fire_gear", ("灭火器", "消防栓")),
    ("gas", ("煤气", "燃气", "天然气")),
    ("wiring", ("电线", "漏电", "用电", "插座")),
    ("group_rental", ("群租",)),
    ("light_manhole", ("路灯", "井盖")),
    ("door_camera", ("门禁", "监控", "单元门", "门铃")),
    ("building", ("外墙", "墙皮", "脱落", "塌", "边坡")),
    ("stall", ("占道",)),
    ("dangerous_goods", ("烟花", "爆竹", "危险品", "汽油")),
    ("dog", ("狗", "犬")),
)
"""Words that say it, those that say more first."""
_SOURCES: Mapping[str, str] = {"patrol": "patrol", "visit": "visit", "grid": "grid", "superior": "superior"}


def guess_category(category: str, text: str) -> str:
    """The kind of hazard by a request's category and words; empty where they do not say."""
    found = next((kind for kind, words in _WORDS if any(word in text for word in words)), "")
    return _KINDS.get(category, "") or found


def proposals(request: Request, today: date) -> dict[str, str]:
    """The fields of a new hazard as a request tells them; who is sheltered is not named."""
    summary = "" if request.is_case else request.words_outside(today)
    place = request.place or ("" if request.is_sheltered(today) else request.address)
    return {
        "category": guess_category(request.category, summary), "summary": summary, "place": place,
        "source": _SOURCES.get(request.channel, "request"),
    }  # fmt: skip
