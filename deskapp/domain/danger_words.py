"""The words of danger in a matter, Chinese and English: whole words and turns of speech, so that a quarrel is none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from deskapp.domain.text import compatible

_NONE = r"(?<!没)(?<!没有)(?<!未)(?<!不)(?<!无)"
"""Not where it is denied: 没动手, 没有威胁."""
_NO = r"(?<!\bno )(?<!\bnot )(?<!n't )(?<!\bnever )(?<!\bwithout )"
_GAP = r"[^，。；！？、,.;!?\s被让和与跟同]{0,8}"
"""What may stand between who does it and what is done; not where it is done to that person, or with another."""
_PARTNER = r"(?:丈夫|老公|妻子|老婆|媳妇|夫妻|两口子|前夫|前妻|男友|男朋友|女友|女朋友|同居)"
_KIN = r"(?:儿子|女儿|女婿|儿媳|父亲|爸爸?|母亲|妈妈?|公公|婆婆|继父|后爸|继母|后妈|哥哥|弟弟)"
_OTHER = (
    r"(?!我?他?她?的?(?:电话|手机|微信|视频)|工|牌|麻将|扫|听|招呼|算|开|车|官司|呼噜|鼾|针|球|游戏|断|理|发|烊|折|包"
    r"|印|卡|扰|赌|饭|水|鱼|猎|滚|交道|圆场|翻|碎|烂|破|坏|人家|扮|岔|孩子主意|了?(?:个|一)?(?:电话|喷嚏|盹|车|的)|拳)"
)
_BLOW = (
    rf"(?:{_NONE}(?:打{_OTHER}|殴打|家暴|施暴|拳打脚踢|掐[着住他她我]|踹|扇[了他她我]|扇耳光|抽耳光"
    r"|动手(?!做|修|装|搬|拆|写|术|能力|干|能)))"
)
_HURT = (
    r"(?:我|他|她|孩子|小孩|女儿|儿子|老人|老母|老父|母亲|父亲|妈|爸|老婆|妻子|媳妇|丈夫|家人)"
    r"(?!的?(?:电话|手机|微信))"
)

_WHO = (
    r"(?:(?:ex-?|former )?(?:husband|wife|spouse)|boyfriend|girlfriend|ex|partner|(?:father|mother)-in-law)"
)
_HIT = (
    r"(?:beat(?:s|en|ing)?|hit(?:s|ting)?|slap(?:s|ped|ping)?|punch(?:es|ed|ing)?|kick(?:s|ed|ing)?"
    r"|chok(?:es?|ed|ing)|strangl(?:es?|ed|ing)|attack(?:s|ed|ing)?|assault(?:s|ed|ing)?)"
)
_FAMILY = (
    r"wife|husband|child(?:ren)?|kids?|sons?|daughters?|mother|father|parents|family|girlfriend|boyfriend"
)
_THING = r"(?! (?:car|phone|door|bike|dog|cat|house|flat|window|e-?bike))"
_WHOM = rf"(?:him|her{_THING}|me|us|them|you|(?:my|his|her|the|their) (?:{_FAMILY})\b(?!'s ))"
_KILL = r"(?:kill|stab|shoot|murder|strangle|hurt|hack)"
_BODY = (
    rf"(?:him|her{_THING}|me|us|them|you|everyone|everybody|somebody|someone|anyone"
    rf"|(?:my|his|her|the|their) (?:{_FAMILY}|neighbou?rs?|landlord|boss)\b(?!'s ))"
)
_MERE = (
    r"(?! (?:him |her |me |us |them )?(?:(?:to|of|with) )?(?:sue|suing|a lawsuit|complain|report|petition|leave"
    r"|move|(?:go to )?(?:the )?court|a complaint|stop|call|divorce))"
)
"""Not where what is threatened is everybody's right."""


@dataclass(frozen=True)
class Sign:
    """Words that make a danger flag or an urgency worth proposing."""

    words: tuple[str, ...]
    urgency: str = ""
    danger: str = ""
    categories: frozenset[str] = frozenset()
    """Where given, the sign counts in these categories alone."""
    turns: tuple[str, ...] = ()
    """Patterns for what a word alone would not tell; English ones in small letters."""

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile("|".join((*map(re.escape, self.words), *self.turns)), re.IGNORECASE)

    def said(self, text: str) -> str:
        """What in `text` speaks for it, or nothing."""
        found = self._pattern.search(compatible(text))
        return " ".join(found[0].split()) if found else ""


SIGNS: tuple[Sign, ...] = (
    Sign(
        (
            "要打我",
            "弄死",
            "整死",
            "报复",
            "恐吓",
            "同归于尽",
            "泼汽油",
            "要你的命",
            "要他的命",
            "要我的命",
            "你好看",
        ),
        "critical",
        "threat",
        turns=(
            r"打死(?!也|都|不|了?[^，。]{0,6}(?:鸡|鸭|鹅|狗|猫|鸟|羊))",
            r"杀了(?!价|[^，。]{0,6}(?:鸡|鸭|鹅|狗|猫|鱼|猪|羊|树))",
            r"杀(?:人|死|我|他|她|你|全家|光)(?!的?价)",
            r"(?<!刀)砍(?!价|树|柴|伐|竹|枝|头去尾|掉[^，。]{0,8}树|了[^，。]{0,8}(?:树|枝|竹))",
            r"要?捅(?:死|人|我|他|她|你|了他|了她|了我)",
            r"扬言(?!要?(?:上访|信访|投诉|起诉|举报|打官司|离婚))",
            rf"{_NONE}威胁",
            rf"{_NO}\bthreat(?:s|en|ens|ened|ening)?\b{_MERE}",
            rf"{_NO}\b{_KILL}(?:s|ed)? {_BODY}(?! with (?:kindness|noise))",
            r"\bdeath threats?\b",
            r"\bmurder(?:s|ed|ous)?\b",
            rf"\b(?:will|to|would|'ll) (?:beat|hit|punch|attack) {_BODY}",
            rf"{_NO}\bbeat(?:en|s|ing)? (?:{_BODY} )?up\b",
            r"\bburn (?:down|the house|his house|her house|our house|my house)",
            r"\btake revenge\b",
        ),
    ),
    Sign(
        ("拿刀", "持刀", "菜刀", "匕首", "凶器", "水果刀", "砍刀", "动刀", "拿斧", "铁管", "铁棒"),
        "critical",
        "weapon",
        turns=(
            r"斧(?!山|子?街|子?路)",
            r"(?<![冰光雪赌恶法神烤])棍(?!面包)",
            (
                rf"{_NO}\b(?:knife|knives|cleavers?|daggers?|machetes?|hatchets?|axes?)\b"
                r"(?! (?:sharpen|grind|shop|stall|set|fish))"
            ),
            (
                rf"{_NO}(?<!glue )(?<!water )(?<!nail )(?<!toy )"
                r"\b(?:guns?|pistols?|weapons?|crowbars?|iron (?:bar|rod|pipe)s?)\b"
            ),
            r"\bwith an? (?:big |wooden |baseball )?(?:stick|club|bat|brick|hammer)\b",
        ),
    ),
    Sign(
        (),
        "critical",
        "domestic_violence",
        turns=(
            rf"{_NONE}(?:家暴|家庭暴力)",
            rf"{_PARTNER}{_GAP}{_BLOW}",
            rf"{_KIN}{_GAP}{_BLOW}了?{_HURT}",
            rf"{_NONE}[被遭挨](?:她|他|我)?的?(?:{_PARTNER}|{_KIN}){_GAP}{_BLOW}",
            r"打(?:了|伤|过)?(?:老婆|妻子|媳妇|丈夫|老公)(?!的?(?:电话|手机))",
            r"前[夫妻][^，。；！？]{0,14}(?:堵|骚扰|跟踪|纠缠|威胁|恐吓|闯|砸|持|扬言|拿着)",
            r"\b(?:domestic|family) (?:violence|abuse)\b",
            rf"\bviolent {_WHO}\b",
            rf"\b{_WHO} (?:is|was|gets|got|became|turned) violent\b",
            rf"\b{_WHO}(?: (?!not |n't |never |no |(?:is|was) {_HIT})[a-z']+){{0,4}} {_HIT} {_WHOM}",
            rf"\b{_WHO}(?: (?!not |n't |never |no |(?:is|was) {_HIT})[a-z']+){{0,4}} {_HIT}(?=\s*(?:$|[.,;!?]))",
            rf"\b{_HIT} (?:up )?(?:his|her|my|the) {_WHO}\b(?!'s )",
            rf"\b{_HIT}(?: up)? by (?:his|her|my|the) {_WHO}\b",
            r"\bwife[- ]beat(?:er|ing)\b",
            r"\bex-?(?:husband|wife)\b[^.;!?]{0,30}\b(?:stalk|harass|threaten|break)(?:s|es|ed|ing)?\b",
        ),
    ),
    Sign(
        ("跳楼", "自杀", "轻生", "割腕", "喝农药", "不想活"),
        "critical",
        "self_harm",
        turns=(
            r"\bsuicid(?:e|al)\b",
            r"\bkill (?:him|her|my|them)sel(?:f|ves)\b",
            r"\bend (?:his|her|my|their) li(?:fe|ves)\b",
            r"\bjump (?:off|from) (?:the|a) (?:roof|building|bridge|balcony|window)\b",
            r"\b(?:cut|slit) (?:his|her|my) wrists?\b",
        ),
    ),
    Sign(
        ("十三岁", "十二岁", "十四岁", "十五岁", "未成年"),
        "",
        "minor",
        turns=(r"\b(?:[1-9]|1[0-7])[- ]years?[- ]old (?:boy|girl|child|son|daughter|pupil|student)\b",),
    ),
    Sign(
        ("孩子放学", "小孩走失", "孩子丢"),
        "critical",
        "minor",
        turns=(r"\b(?:lost|missing) (?:child|boy|girl)\b",),
    ),
    Sign(
        ("动手", "打起来", "吵起来", "摔东西", "堵路", "上访", "叫了亲戚", "聚集"),
        "urgent",
        turns=(
            r"\b(?:brawl|came to blows|fist ?fight)\b",
            rf"{_NO}\b(?:fighting|fought) (?:each other|now|in the)\b",
        ),
    ),
    Sign(
        ("火星", "冒烟", "着火", "漏电"),
        "urgent",
        turns=(r"\b(?:on fire|caught fire|smell of gas|gas leak)\b",),
    ),
    Sign(("下不来", "被困"), "urgent"),
    Sign(("被偷", "被抢", "被砸"), "urgent", turns=(r"\b(?:robbed|was stolen)\b",)),
    Sign(("来接", "已找到", "找到了", "接回"), "normal", "", frozenset({"lost_person"})),
)


def spoken(text: str, dangers: Iterable[str]) -> Iterator[str]:
    """What in `text` speaks for one of `dangers`, as it stands there."""
    wanted = frozenset(dangers)
    return (said for sign in SIGNS if sign.danger in wanted and (said := sign.said(text)))
