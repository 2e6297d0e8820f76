"""The paper as PDF: A4, black on white, set by typst from data alone."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

from deskapp.domain.words import N_, Words
from deskapp.printing.apart import set_apart
from deskapp.printing.density import reckoned
from deskapp.printing.fonts import coverage, lacking, shipped
from deskapp.printing.paper import Paper, reworded
from deskapp.printing.pdf_data import data_of

if TYPE_CHECKING:
    import typst

T = TypeVar("T")

FOLDER = Path(__file__).parent

WORTH = 3
"""Pages up to which a closer way of setting is tried: of a paper that is long anyway a page less is not worth it."""

STANDARD: Final = "a-2b"
"""What our PDFs keep to."""

_JOINERS = "\u200d\ufe00-\ufe0f\U000e0100-\U000e01ef"
_INVISIBLE = re.compile(f"[\u200b{_JOINERS}]")
_ABSENT = "\U0010fffe"
"""A code point that is no character: no font has it, so its glyph is that of what is missing."""

_GLYPH = re.compile(rb'href="#(g[0-9A-F]+)"|<image')


@dataclass(frozen=True, slots=True)
class Missing:
    """A character that no font at hand has, and the code point that stands in its place."""

    character: str
    shown: str

    def say(self, t: Words) -> str:
        """The warning in the language of `t`."""
        return t(
            N_("No font here has the character {character}; the paper shows it as {shown}."),
            character=self.character, shown=self.shown,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pdf:
    """A finished PDF."""

    data: bytes
    pages: int
    warnings: tuple[Missing, ...] = ()


@dataclass(frozen=True, slots=True)
class Ready:
    """A paper whose every character can be set: its data, and what has no glyph in any font at hand."""

    paper: Any
    text: str
    compiler: typst.Compiler
    fonts: typst.Fonts
    absent: frozenset[str]
    looked_at: tuple[bool, bool] = (False, False)
    """Whether fonts of the system and those inside typst are looked at, too."""

    @property
    def warnings(self) -> tuple[Missing, ...]:
        """What the officer is told of characters without a glyph."""
        return tuple(Missing(c, _code_point(c)) for c in sorted(self.absent))

    def set(self, template: str, at: datetime, **inputs: str) -> tuple[bytes, int]:
        """The PDF and the number of its pages; the same paper gives the same bytes.

        It is PDF/A-2b, which every reader can show in fifty years: all fonts are inside, and nothing is elsewhere. A
        paper that cannot be that has its fonts inside all the same.
        """
        if threading.current_thread() is not threading.main_thread():
            # A screen waits for it: its keys must not.
            apart = set_apart(
                FOLDER / template, _folders(), self.looked_at, {"paper": self.text} | inputs, int(at.timestamp()),
                STANDARD,
            )  # fmt: skip
            if apart is not None:
                return apart, page_count(apart)
        return self._set_here(template, at, inputs)

    def _set_here(self, template: str, at: datetime, inputs: Mapping[str, str]) -> tuple[bytes, int]:
        import typst

        compile = partial(
            self.compiler.compile, (FOLDER / template).read_bytes(), format="pdf", pdf_tags=False,
            sys_inputs={"paper": self.text, **inputs}, timestamp=int(at.timestamp()),
        )  # fmt: skip
        try:
            data = compile(pdf_standards=STANDARD)
        except typst.TypstError:  # a font of the system may forbid it: a paper must come out all the same
            data = compile()
        assert isinstance(data, bytes)
        return data, page_count(data)

    def asked(self, template: str, label: str) -> list[Any]:
        """The values that the template marks with `label`, as it lays this paper out."""
        import typst

        asking = typst.Compiler(
            (FOLDER / template).read_bytes(), root=str(FOLDER), font_paths=self.fonts, sys_inputs={"paper": self.text}
        )  # fmt: skip
        told: list[Any] = json.loads(asking.query(f"<{label}>", field="value"))
        return told


def ready(paper: T, data: Callable[[T], dict[str, object]], system_fonts: bool = True) -> Ready:
    """Get a paper ready: code points in the place of what no font has.

    The fonts of the system are looked at only where a character is in none that come with the installation,
    and not at all with `system_fonts` false.
    """
    import typst

    text = json.dumps(data(paper), ensure_ascii=False)
    absent = lacking(_INVISIBLE.sub("", text), (coverage(path) for path in shipped()))
    looked_at = (system_fonts and bool(absent), bool(absent))
    fonts = _fonts(typst.Fonts, system_fonts=looked_at[0], embedded=looked_at[1])
    absent = _absent_everywhere(absent, fonts) if absent else absent
    if absent:
        # In the paper, not in its JSON: the breadth of columns and texts is reckoned with what is really set.
        paper = reworded(paper, partial(_code_points, absent))
        text = json.dumps(data(paper), ensure_ascii=False)
    return Ready(
        paper, text, typst.Compiler(root=str(FOLDER), font_paths=fonts), fonts, frozenset(absent), looked_at
    )


def as_pdf(paper: Paper, system_fonts: bool = True) -> Pdf:
    """Set the sheet as PDF, in the roomiest way that takes the fewest pages."""
    made = ready(paper, data_of, system_fonts)
    data, pages = b"", 0
    for density, likely in reckoned(made.paper):
        if not pages or likely < pages <= WORTH:
            again = made.set("sheet.typ", paper.made_at, density=density.name)
            if not pages or again[1] < pages:
                data, pages = again
    return Pdf(data, pages, made.warnings)


def page_count(data: bytes) -> int:
    """How many pages a PDF of ours has."""
    return len(re.findall(rb"/Type\s*/Page\b", data))


def _folders() -> list[str]:
    return sorted({str(path.parent) for path in shipped()})


def _fonts(make: type[typst.Fonts], *, system_fonts: bool, embedded: bool) -> typst.Fonts:
    return make(
        include_system_fonts=system_fonts,
        include_embedded_fonts=embedded,
        font_paths=_folders(),  # type: ignore[arg-type]  # typst's stub binds its type variable nowhere
    )


def _absent_everywhere(asked: set[str], fonts: typst.Fonts) -> set[str]:
    """Which of the characters come out as the glyph of what is missing: each is set on a page of its own."""
    import typst

    asked_in_order = sorted(c for c in asked if not "\ud800" <= c <= "\udfff")
    source = (
        b"#set page(width: auto, height: auto)\n"
        b'#set text(font: ("Noto Serif SC", "Noto Sans SC"))\n'
        b"#for c in sys.inputs.asked.codepoints() { page(text(c)) }"
    )
    asking = {"asked": _ABSENT + "".join(asked_in_order)}
    told: Any = typst.compile(source, font_paths=fonts, format="svg", sys_inputs=asking)
    pages = [_GLYPH.findall(page) for page in (told if isinstance(told, list) else [told])]
    missing = pages[0]
    found = {c for c, glyphs in zip(asked_in_order, pages[1:], strict=True) if glyphs not in (missing, [])}
    return asked - found


def _code_point(character: str) -> str:
    return f"[U+{ord(character):04X}]"


def _code_points(absent: set[str], text: str) -> str:
    """`text` with code points for what is absent; signs joined to one picture share one pair of brackets."""
    group = "[" + "".join(re.escape(c) for c in sorted(absent)) + "]"
    joined = re.compile(f"{group}(?:[{_JOINERS}]+{group}?)*")
    single = re.compile(group)

    def shown(found: re.Match[str]) -> str:
        if len(found[0]) == 1:
            return _code_point(found[0])
        return "[" + " ".join(f"U+{ord(c):04X}" for c in found[0]) + "]"

    return single.sub(lambda m: _code_point(m[0]), joined.sub(shown, text))
