"""The pictures of the README: `python -m tests.pictures` paints every screen of the gallery into docs/pictures/.

They come out the same on every machine: a clock that stands, records from a seed, no folder of anybody's.
"""

from __future__ import annotations

import asyncio
import re
import sys
import tempfile
from pathlib import Path

from tests.gallery import LANGUAGES, SCREENS, SIZES, practice, shown

FOLDER = Path(__file__).parent.parent / "docs" / "pictures"
MOST = 2_000_000
"""Bytes of the whole folder."""

_FONTS = "'Sarasa Mono SC','Noto Sans Mono CJK SC','DejaVu Sans Mono',Menlo,Consolas,monospace"


def name_of(screen: str, language: str, size: tuple[int, int]) -> str:
    """The file of one picture."""
    return f"{screen}-{language}-{size[0]}x{size[1]}.svg"


def tidy(svg: str) -> str:
    """The picture without fonts from the network; each run of text keeps the width of its cells."""
    svg = re.sub(r"<!--.*?-->", "", svg)
    svg = re.sub(r"@font-face\s*\{[^}]*\}", "", svg)
    svg = re.sub(r"font-family:\s*[^;]+;", f"font-family: {_FONTS};", svg)
    return "\n".join(line.rstrip() for line in svg.splitlines() if line.strip()) + "\n"


async def paint(folder: Path) -> int:
    """Paint every picture into `folder`; gives the bytes of all."""
    folder.mkdir(parents=True, exist_ok=True)
    written = 0
    with tempfile.TemporaryDirectory() as held:
        desk = practice(Path(held))
        for language in LANGUAGES:
            for size in SIZES:
                for screen in SCREENS:
                    async with shown(desk, screen, language, size) as person:
                        svg = tidy(person.app.export_screenshot(title="deskapp"))
                    written += (folder / name_of(screen, language, size)).write_bytes(svg.encode())
        desk.close()
    return written


def main() -> int:
    """Paint them where the README looks; the exit code is 1 where they are too big."""
    bytes_ = asyncio.run(paint(FOLDER))
    print(f"{FOLDER.relative_to(FOLDER.parent.parent)}: {bytes_ // 1000} kB")
    return 0 if bytes_ < MOST else 1


if __name__ == "__main__":
    sys.exit(main())
