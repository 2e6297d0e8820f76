"""A place as it is compared: the same one, written in several ways, becomes one text."""

from __future__ import annotations

import re
from functools import lru_cache

from deskapp.domain.text import compatible

_DIGITS = dict(zip("〇零一二两三四五六七八九", (0, 0, 1, 2, 2, 3, 4, 5, 6, 7, 8, 9), strict=True))
_UNITS = {"十": 10, "百": 100}
_COUNTED = re.compile(r"[〇零一二两三四五六七八九十百]+(?=[号栋幢座单室层楼门组期弄巷排院#])")
_BLOCK = re.compile(r"(?<=\d)(?:#楼?|[栋幢座]楼?|号楼)")
_ROOM = re.compile(r"(?<=\d)(?:号房|房间|室|房)(?!\d)")
_ZEROS = re.compile(r"(?<!\d)0+(?=\d)")
_BETWEEN = re.compile(r"(?<=\d)[\W_]+(?=\d)")
_OTHER = re.compile(r"[^\w#-]|_|(?<!\d)-|-(?!\d)")


@lru_cache(maxsize=4096)
def plain_place(text: str) -> str:
    """`text` as places are compared; empty where nothing is left.

    Half-width, small letters, no blanks, no punctuation save between two numbers (3-502). 三号楼 has its digit;
    3栋, 3幢, 3座 and 3# are 3号楼, and 502室 is 502. A floor stays a floor: 3楼 is not 3号楼.
    """
    said = _OTHER.sub("", _BETWEEN.sub("-", compatible(text).casefold()))
    said = _COUNTED.sub(lambda found: str(_number(found[0])) if len(found[0]) < 12 else found[0], said)
    said = _BLOCK.sub("号楼", _ZEROS.sub("", said))
    return _ROOM.sub("", said)


def _number(said: str) -> int:
    """A Chinese number up to 999, counted (二十三) or spelt digit by digit (五〇二)."""
    if not set(said) & set(_UNITS):
        return int("".join(str(_DIGITS[char]) for char in said))
    total, digit = 0, 0
    for char in said:
        if char in _UNITS:
            total += (digit or 1) * _UNITS[char]
            digit = 0
        else:
            digit = _DIGITS[char]
    return total + digit
