"""Help pages: two examples first, every line aligned by cells, in the language of the call."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable, Sequence
from typing import Any

from rich.cells import cell_len, chop_cells

from deskapp.commands.flags import HELP
from deskapp.domain.words import Words

_MOST = 100
"""Cells of a line where the terminal is wider, or where there is none."""


def width() -> int:
    """Cells of a line of words."""
    return min(_MOST, shutil.get_terminal_size((_MOST, 24)).columns) if sys.stdout.isatty() else _MOST


def wrapped(text: str, room: int) -> list[str]:
    """`text` in lines of at most `room` cells, broken at blanks where it has them."""
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines[-1] else word
        if cell_len(longer) <= room:
            lines[-1] = longer
            continue
        *full, last = chop_cells(word, room)
        lines += [*full, last]
    return [line for line in lines if line] or [""]


def pairs(rows: Sequence[tuple[str, str]]) -> list[str]:
    """Names and what they mean, side by side."""
    left = min(max((cell_len(name) for name, _ in rows), default=0), 30)
    lines: list[str] = []
    for name, meaning in rows:
        first, *more = wrapped(meaning, max(20, width() - left - 4))
        gap = left - cell_len(name)
        lines += [f"  {name}", f"  {' ' * left}  {first}"] if gap < 0 else [f"  {name}{' ' * gap}  {first}"]
        lines += [f"  {' ' * left}  {line}" for line in more]
    return lines


def _section(title: str, lines: Iterable[str]) -> list[str]:
    found = list(lines)
    return ["", f"{title}:", *found] if found else []


def of_command(command: Any, path: str, t: Words) -> str:
    """The page of one command; its epilog holds the examples."""
    arguments = [p for p in command.params if p.param_type_name == "argument"]
    options = [p for p in command.params if p.param_type_name == "option"]
    usage = [path, *(_argument(p) for p in arguments), *([t("[options]")] if options else [])]
    lines = [*_section(t("Examples"), (f"  {line}" for line in (command.epilog or "").splitlines()))[1:]]
    lines += ["", *wrapped(command.help or "", width())]
    lines += _section(t("Usage"), ["  " + " ".join(usage)])
    verbs = getattr(command, "verbs", dict[str, tuple[str, str]]())
    lines += _section(
        t("What can be done"),
        pairs(
            [(f"{verb} {_names(names, t)}".rstrip(), t(meaning)) for verb, (names, meaning) in verbs.items()]
        ),
    )
    lines += _section(t("Arguments"), pairs([(_argument(p), p.help or "") for p in arguments]))
    lines += _section(t("Options"), pairs([(_option(p), p.help or "") for p in options]))
    return "\n".join([*lines, *_everywhere(t)])


def of_program(group: Any, t: Words) -> str:
    """The page of the whole program."""
    examples = ["deskapp", t('deskapp log --category noise --name "Wang Xiuying" "Hammering at night"')]
    lines = [*_section(t("Examples"), (f"  {line}" for line in examples))[1:]]
    lines += [
        "",
        *wrapped(t("The desk of a police room. Without a command it opens the screen."), width()),
    ]
    lines += _section(t("Usage"), ["  deskapp " + t("[command] [options]")])
    rows = [(name, command.help or "") for name, command in group.commands.items()]
    lines += _section(t("Commands"), pairs(rows))
    lines += ["", *wrapped(t("More on a command: deskapp COMMAND --help"), width())]
    return "\n".join([*lines, *_everywhere(t)])


def _everywhere(t: Words) -> list[str]:
    return _section(
        t("With every command"),
        pairs([(f"{name} {t(value)}".rstrip(), t(meaning)) for name, value, meaning in HELP]),
    )


def _names(names: str, t: Words) -> str:
    return " ".join(said_name(name, t) for name in names.split())


def said_name(name: str, t: Words) -> str:
    """A word that a verb takes, in the language of the call; the brackets of one that may be left out stay."""
    bare = name.strip("[]…")
    return name.replace(bare, t(bare)) if bare else name


def _argument(param: Any) -> str:
    name = param.metavar or param.name.upper()
    more = "…" if param.nargs != 1 else ""
    return f"{name}{more}" if param.required else f"[{name}{more}]"


def _option(param: Any) -> str:
    names = ", ".join(param.opts)
    return names if param.is_flag else f"{names} {param.metavar or param.name.upper()}"


def aligned(rows: Sequence[tuple[str, str]]) -> list[str]:
    """Labels and texts side by side, whole; further lines of a text stand under its first."""
    left = max((cell_len(label) for label, _ in rows), default=0)
    lines: list[str] = []
    for label, text in rows:
        first, *more = text.split("\n")
        lines.append(f"{label}{' ' * (left - cell_len(label))}  {first}".rstrip())
        lines += [f"{' ' * left}  {line}".rstrip() for line in more]
    return lines
