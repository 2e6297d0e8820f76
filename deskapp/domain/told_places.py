"""Where something happened, as people tell it in passing: 幸福路12号, 3号楼2单元, 小区门口."""

from __future__ import annotations

import re

from deskapp.domain.text import compatible

# What cannot stand in a place's name: there a name begins after it.
_NOT = "在到于从去住是的我他她你了过把被和跟有说来往个只又还就都也请想让给对着那这没不问"
_NAME = rf"(?:和(?=[平谐睦顺])|[^\W\d_A-Za-z{_NOT}])"
_COUNT = r"(?:\d{1,4}|[一二三四五六七八九十]{1,3})"
_ESTATE = "小区|花园|新村|家园|公寓|社区|新城|名苑|家属院|大院|苑|里|庄|村|坊|府|园|湾"
_ROAD = "大道|大街|胡同|路|街|巷|弄|道"

_HOUSE = rf"(?:{_COUNT}(?:号楼|栋|幢|座))(?:{_COUNT}单元)?(?:{_COUNT}(?:楼|层))?(?:\d{{3,4}}室?)?"
_PATTERNS = (
    rf"{_NAME}{{1,6}}(?:{_ROAD}){_COUNT}(?:号院?|弄)(?:{_HOUSE})?(?:\d{{3,4}}室)?",
    rf"{_NAME}{{1,6}}?(?:{_ESTATE})[东西南北]?区?{_HOUSE}",
    _HOUSE,
    r"(?<![\d-])\d{1,3}-\d{1,2}-\d{3,4}室?(?![\d-])",
    rf"{_COUNT}单元(?:{_COUNT}(?:楼|层))?(?:\d{{3,4}}室?)?",
    rf"{_NAME}{{1,4}}(?:{_ROAD})(?:与|和|跟){_NAME}{{1,4}}(?:{_ROAD})(?:交叉口|路口|口)?",
)
_SPOTS = (
    "地下车库|停车场|菜市场|农贸市场|市场|超市|公园|广场(?!舞)|加油站|公交站|地铁站|火车站|汽车站|车站|站台|幼儿园|小学|中学|学校|医院|"
    "卫生院|卫生室|药店|银行|网吧|棋牌室|麻将馆|烧烤摊|夜市|饭店|餐馆|小饭馆|宾馆|旅馆|工地|河堤|河边|江边|湖边|水库|桥下|桥头|桥上|"
    "路口|巷口|街口|村口|门口|东门|西门|南门|北门|后门|正门|大门|侧门|楼道|楼顶|天台|电梯间|车库|车棚|充电棚|篮球场|快递柜|驿站|垃圾站"
)
_WHOSE = (
    "小区|单元|学校|医院|超市|公园|幼儿园|小学|中学|银行|村委会|村|社区|派出所|警务室|商场|饭店|网吧|"
    "工地|家|楼|市场|车库|厂"
)
_SPOT = re.compile(rf"(?:{_WHOSE})?(?:{_SPOTS})(?:门口|里面|入口|出口|旁边|对面|附近|后面|前面)?")
_NAMED = re.compile(
    rf"(?:^|(?<=[\s,;:.!?、在到于从去住]))(?P<place>{_NAME}{{2,4}}(?:{_ESTATE}|{_ROAD})?(?:{_SPOTS})"
    rf"(?:门口|里面|入口|出口|旁边|对面|附近)?)"
)
_WHEN = re.compile(
    "[今昨前](?:天|日|晚上?|早上?|夜)|凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上|夜里|半夜|深夜|刚才|刚刚"
)
_EXACT = tuple(re.compile(pattern) for pattern in _PATTERNS)


def told_place(text: str) -> str:
    """The place that `text` tells, the most exact one; empty where it tells none."""
    said = "".join(narrowed if len(narrowed := compatible(char)) == 1 else char for char in text)
    said = _WHEN.sub(",", said)
    for pattern in _EXACT:
        if found := pattern.search(said):
            return found[0]
    if found := _NAMED.search(said):
        return found["place"]
    return found[0] if (found := _SPOT.search(said)) else ""
