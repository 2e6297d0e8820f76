"""Invented people of the practice desk: names of many kinds, phones that belong to nobody."""

from __future__ import annotations

from random import Random

STATION, ROOM = "明珠路派出所", "明珠社区警务室"

OFFICERS = (
    ("李辉", "012345", "officer"),
    ("周海峰", "012346", "officer"),
    ("阿依古丽·买买提", "F0721", "auxiliary"),
)
"""Name, badge number and kind; the first one opens the desk."""

_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛"
    "叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔"
    "贺赖龚文单仇解查朴区盖翟乐"
)
_GIVEN = (
    "桂英",
    "秀兰",
    "建国",
    "志强",
    "丽娟",
    "海燕",
    "玉梅",
    "春生",
    "国庆",
    "淑芬",
    "伟",
    "敏",
    "静",
    "磊",
    "洋",
    "艳",
    "勇",
    "杰",
    "涛",
    "明",
    "超",
    "霞",
    "平",
    "刚",
    "翠花",
    "子涵",
    "雨桐",
    "浩然",
    "欣怡",
    "文博",
    "光明",
    "铁柱",
    "大力",
    "小雨",
)
_SPECIAL = (
    "努尔买买提·西热甫",
    "阿依夏木·吐尔逊",
    "迪丽娜尔·艾合买提",
    "次仁卓玛",
    "巴特尔",
    "欧阳倩",
    "尉迟恭谨",
    "王㛃",
    "李𠮷",
    "赵䶮",
    "陈𪨰",
    "朴英子",
    "John Smith",
    "Maria Fernández",
    "杨师傅",
    "三号楼张阿姨",
)
_STREETS = ("明珠路", "和平巷", "新华街", "建设路", "五一小区", "丽景苑", "向阳里", "老机械厂家属院")

_SPOTS = ("东口", "西口", "菜市场", "小学门口", "地下车库", "三号楼", "广场", "公交站")

GROWN_UP, CHILD = "11010519491231002X", "110105201306050021"
"""Document numbers: the example of the national standard, and one made like it for a child."""


def name(random: Random) -> str:
    """A name, now and then a rare one, and at times none at all."""
    drawn = random.random()
    if drawn < 0.08:
        return ""
    if drawn < 0.25:
        return random.choice(_SPECIAL)
    return random.choice(_SURNAMES) + random.choice(_GIVEN)


def phone(random: Random) -> str:
    """A mobile number of a range kept for examples here: 1380001 and four digits."""
    return f"1380001{random.randrange(10_000):04d}"


def address(random: Random) -> str:
    """An invented address of the beat."""
    street, door, stair = random.choice(_STREETS), random.randrange(1, 90), random.randrange(1, 7)
    return f"{street}{door}号{stair}单元{random.randrange(101, 1700)}"


def place(random: Random) -> str:
    """An invented spot of the beat."""
    return random.choice(_STREETS) + random.choice(_SPOTS)
