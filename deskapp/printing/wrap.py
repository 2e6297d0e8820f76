"""Text broken into lines of terminal cells, as Chinese and Latin typography both want it."""

from __future__ import annotations

import re

from rich.cells import cell_len, split_graphemes

_NO_START = frozenset("，。、；：！？）》〉」』】〕”’…·％,.;:!?)]}%")
"""Characters that no line begins with."""

_NO_END = frozenset("（《〈「『【〔“‘([{")
"""Characters that no line ends with."""

_WORD = re.compile(r"[!-~]+")


def clusters(text: str) -> list[str]:
    """The characters as a reader counts them: an emoji family is one."""
    spans, _ = split_graphemes(text)
    return [text[start:end] for start, end, _ in spans]


def pieces(text: str, width: int) -> list[str]:
    """What may not be broken: Latin words that fit in a line, and single characters with their marks."""
    found: list[str] = []
    position = 0
    for word in _WORD.finditer(text):
        found += clusters(text[position : word.start()])
        found += [word[0]] if len(word[0]) <= width else list(word[0])
        position = word.end()
    found += clusters(text[position:])
    glued: list[str] = []
    for piece in found:
        last = glued[-1][-1] if glued else " "
        joins = not last.isspace() and (piece[0] in _NO_START or last in _NO_END)
        if joins and cell_len(glued[-1] + piece) <= width:
            glued[-1] += piece
        else:
            glued.append(piece)
    return glued


def wrap(text: str, width: int) -> list[str]:
    """`text` in lines of at most `width` cells; no line begins with ， or a space, nothing is lost."""
    lines: list[str] = []
    line, used = "", 0
    for piece in pieces(text, width):
        cells = cell_len(piece)
        if used and used + cells > width:
            lines.append(line.rstrip())
            line, used = "", 0
        if used or not piece.isspace():
            line += piece
            used += cells
    return [*lines, line.rstrip()] if line or not lines else lines


def padded(text: str, width: int, align: str = "left") -> str:
    """`text` with spaces up to `width` cells."""
    gap = " " * max(0, width - cell_len(text))
    return gap + text if align == "right" else text + gap
