"""What of a text must not go into a chat group unseen: document numbers, phones, number plates, minors."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from deskapp.domain.codes import Code, CodeList
from deskapp.domain.words import N_, Words

FINDING = CodeList(
    "finding", N_("Found in the text"),
    Code("id", N_("number of a document")),
    Code("phone", N_("phone")),
    Code("plate", N_("number plate")),
    Code("minor", N_("minor")),
)  # fmt: skip

ADULT = 18
"""Years from which somebody is no minor."""

_BETWEEN = r"[ \-·.—]{0,2}"
_NUMBERS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("id", re.compile(rf"(?<!\d)[1-9]\d(?:{_BETWEEN}\d){{15}}{_BETWEEN}[\dXx](?![\dA-Za-z])")),
    ("id", re.compile(r"(?<![A-Za-z0-9])(?:[EGDSPHMTKegdsphmtk][A-Za-z]?\d{7,9})(?!\d)")),
    ("phone", re.compile(rf"(?<!\d)(?:\+?86{_BETWEEN})?1[3-9]\d(?:{_BETWEEN}\d){{8}}(?!\d)")),
    ("id", re.compile(rf"(?<!\d)[1-9]\d(?:{_BETWEEN}\d){{13}}(?!\d)")),
    ("phone", re.compile(rf"(?<!\d)0\d{{2,3}}{_BETWEEN}\d{{7,8}}(?!\d)")),
    ("phone", re.compile(r"(?:电话|致电|拨打|联系|手机号?|座机|微信号?|[Tt]el\.?|[Pp]hone)[:： ]{0,2}(\d{7,8})(?!\d)")),
)  # fmt: skip
"""A date of eight digits alone is no phone: such a number counts behind a word that says so."""

_PLATE = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使领][ ]?[A-Za-z][ ·•.\-]{0,2}"
    r"(?:[A-Za-z0-9][ ]?){4,5}[A-Za-z0-9挂学警港澳领]"
)

_AGE = re.compile(
    r"(?<!\d)(\d{1,2}) ?(?:周?岁|[- ]?years?[- ]old)|(?:aged?|age of) (\d{1,2})(?!\d)", re.IGNORECASE
)
_SAID_AGE = re.compile(r"([二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九两])个?周?岁")
_YOUNG = re.compile(
    r"未成年人?|男孩|女孩|儿童|小孩|孩子|小学生|初中生|高中生|中学生|婴儿|幼儿(?!园)|\b(?:boy|girl|child|minor|schoolchild)\b",
    re.IGNORECASE,
)
_DIGITS = {char: str(at) for at, char in enumerate("零一二三四五六七八九")} | {
    "〇": "0",
    "幺": "1",
    "两": "2",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was found: what it is, and how it stands in the text."""

    kind: str
    hit: str

    def say(self, t: Words) -> str:
        """Both, as a sentence names them."""
        return f"{FINDING.label_of(self.kind, t)} {t.marks.open}{self.hit}{t.marks.close}"


def findings(text: str, minors: Iterable[str] = ()) -> tuple[Finding, ...]:
    """What stands in `text`, in its order and each once; `minors` are the names of minors that the desk knows."""
    taken: list[tuple[int, int, str]] = []
    for kind, start, end in _places(text, minors):
        if not any(start < last and end > first for first, last, _ in taken):
            taken.append((start, end, kind))
    found = (Finding(kind, text[start:end].strip()) for start, end, kind in sorted(taken))
    return tuple(dict.fromkeys(found))


def unsettled(found: Iterable[Finding], settled: str) -> tuple[Finding, ...]:
    """Those that nobody has confirmed: `settled` are the hits that were, a line each."""
    known = set(settled.split("\n"))
    return tuple(one for one in found if one.hit not in known)


def said_of(found: Iterable[Finding], t: Words) -> str:
    """All of them as one text."""
    return ("、" if t.language == "zh" else ", ").join(one.say(t) for one in found)


def _places(text: str, minors: Iterable[str]) -> Iterator[tuple[str, int, int]]:
    """Kind, start and end; what says most comes first."""
    plain = "".join(_narrow(char) for char in text)
    spoken = "".join(_DIGITS.get(char, char) for char in plain)
    for kind, shape in _NUMBERS:
        for said in dict.fromkeys((plain, spoken)):
            yield from ((kind, *one.span(1 if shape.groups else 0)) for one in shape.finditer(said))
    for one in _PLATE.finditer(plain):
        if sum(char.isdigit() for char in one[0]) >= 2:
            yield "plate", *one.span()
    for name in sorted({name for name in minors if len(name) > 1}, key=len, reverse=True):
        yield from (("minor", *one.span()) for one in re.finditer(re.escape(name), text))
    yield from _ages(plain, text)
    yield from (("minor", *one.span()) for one in _YOUNG.finditer(text))


def _ages(plain: str, text: str) -> Iterator[tuple[str, int, int]]:
    """The ages of minors, in digits and in characters."""
    for one in _AGE.finditer(plain):
        if int(one[1] or one[2]) < ADULT:
            yield "minor", *one.span()
    for one in _SAID_AGE.finditer(text):
        if _years(one[1]) < ADULT:
            yield "minor", *one.span()


def _narrow(char: str) -> str:
    """A full-width letter or digit as a half-width one; places in the text stay as they are."""
    found = unicodedata.normalize("NFKC", char)
    return found if len(found) == 1 else char


def _years(said: str) -> int:
    tens, ten, ones = said.partition("十")
    if not ten:
        return int(_DIGITS[said])
    return int(_DIGITS.get(tens, "1")) * 10 + int(_DIGITS.get(ones, "0"))
