"""Whole processes of the command line."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

from deskapp.printing.fonts import shipped
from tests.benchmarks.report import Line, middle
from tests.benchmarks.terminal import desk, environment

EMPTY_PAGE = """
import importlib, sys
fonts, out, *modules = sys.argv[1:]
for module in modules:
    importlib.import_module(module)
import typst
fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[fonts])
source = b'#set text(font: ("Noto Serif SC", "Noto Sans SC"))\\n#page[]'
data = typst.Compiler(font_paths=fonts).compile(source, format="pdf")
open(out, "wb").write(data)
"""

LISTED = """
import sys
before = set(sys.modules)
from deskapp.__main__ import main
if main(sys.argv[1:]) == 0:
    print(*(name for name in sys.modules if name not in before and "." not in name.removeprefix("deskapp.")))
"""


def _took(words: list[str], home: Path) -> float:
    began = time.perf_counter()
    done = subprocess.run(words, env=environment(str(home)), check=False, capture_output=True, text=True)
    took = time.perf_counter() - began
    if done.returncode:
        raise RuntimeError(f"{' '.join(words)}: {done.stderr}")
    return took


def _by_turns(floor: list[str], ours: list[str], home: Path, rounds: int) -> tuple[float, float]:
    took = [(_took(floor, home), _took(ours, home)) for _ in range(rounds + 1)][1:]
    return middle([one for one, _ in took]), middle([other for _, other in took])


def version(home: Path, rounds: int) -> list[Line]:
    """The version against an interpreter that does nothing."""
    floor, ours = _by_turns(
        [sys.executable, "-c", "pass"], [sys.executable, "-m", "deskapp", "--version"], home, rounds
    )
    return [Line("deskapp --version", floor, ours, 4.0)]


def sheet(file: Path, home: Path, rounds: int) -> list[Line]:
    """A day's sheet as PDF against what only imports the same and sets an empty page in the same font."""
    words = desk(str(file), "handover", "--pdf", str(home / "sheet.pdf"), "--yes")
    listing = [sys.executable, "-c", LISTED, *words[3:]]
    told = subprocess.run(
        listing, env=environment(str(home)), check=True, capture_output=True, text=True
    ).stdout
    modules = [name for name in told.splitlines()[-1].split() if name != "__main__"]
    empty = [sys.executable, "-c", EMPTY_PAGE, str(shipped()[0].parent), str(home / "empty.pdf")]
    floor, ours = _by_turns([*empty, *modules], words, home, rounds)
    bare, _ = _by_turns(empty, empty, home, rounds)
    note = f"{ours / bare:.1f} x of typst alone with an empty page, {bare:.0f} ms"
    return [Line("handover --pdf", floor, ours, 2.0, note)]
