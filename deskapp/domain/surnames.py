"""How surnames are read where the character alone reads otherwise."""

from __future__ import annotations

from collections.abc import Mapping

SURNAMES: Mapping[str, tuple[str, ...]] = {
    "曾": ("zeng",), "单": ("shan",), "仇": ("qiu",), "解": ("xie",), "查": ("zha",), "朴": ("piao",), "区": ("ou",),
    "盖": ("ge",), "翟": ("zhai",), "乐": ("yue", "le"), "员": ("yun",), "华": ("hua",), "任": ("ren",),
    "召": ("shao",), "秘": ("bi",), "冼": ("xian",), "洗": ("xian",), "黑": ("he",), "缪": ("miao",), "宓": ("mi",),
    "折": ("she",), "覃": ("qin", "tan"), "繁": ("po",), "种": ("chong",), "乜": ("nie",), "逄": ("pang",),
    "隗": ("wei", "kui"), "车": ("che",), "牟": ("mu", "mou"), "尹": ("yin",), "阚": ("kan",), "臧": ("zang",),
    "郇": ("xun", "huan"), "晁": ("chao",), "燕": ("yan",), "幺": ("yao",), "令": ("ling",), "应": ("ying",),
    "葛": ("ge",), "柏": ("bai", "bo"), "褚": ("chu",), "沈": ("shen",), "适": ("kuo",), "炅": ("gui",), "那": ("na",),
    "祭": ("zhai",), "过": ("guo",), "訾": ("zi",), "不": ("fou",), "卜": ("bu",), "尉": ("wei",), "观": ("guan",),
    "钭": ("tou",), "莘": ("shen", "xin"), "眭": ("sui",), "干": ("gan",), "哈": ("ha",), "纪": ("ji",),
    "尉迟": ("yu chi",), "万俟": ("mo qi",), "欧阳": ("ou yang",), "长孙": ("zhang sun",), "令狐": ("ling hu",),
    "澹台": ("tan tai",), "鲜于": ("xian yu",), "单于": ("chan yu",), "亓官": ("qi guan",), "宰父": ("zai fu",),
    "皇甫": ("huang fu",), "相里": ("xiang li",), "夏侯": ("xia hou",), "诸葛": ("zhu ge",), "呼延": ("hu yan",),
    "淳于": ("chun yu",), "申屠": ("shen tu",), "濮阳": ("pu yang",), "赫连": ("he lian",), "拓跋": ("tuo ba",),
    "乐正": ("yue zheng",), "公冶": ("gong ye",), "颛孙": ("zhuan sun",), "子车": ("zi ju",), "巫马": ("wu ma",),
    "漆雕": ("qi diao",), "壤驷": ("rang si",), "夹谷": ("jia gu",), "谷梁": ("gu liang",), "百里": ("bai li",),
}  # fmt: skip
"""Surnames of one character, and of two with a blank between their syllables."""


def surname_of(name: str) -> tuple[str, tuple[tuple[str, ...], ...]]:
    """The surname that `name` begins with and its readings as syllables; empty where it needs none."""
    for size in (2, 1):
        head = name[:size]
        if head in SURNAMES:
            return head, tuple(tuple(reading.split()) for reading in SURNAMES[head])
    return "", ()
