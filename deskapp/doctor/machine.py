"""Looks at the machine: its disk, the font for paper, how it writes text, and the terminal."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator

from deskapp.doctor.finding import BAD, GOOD, Finding
from deskapp.domain.words import N_
from deskapp.settings import Settings

ROOM = 200 * 1024 * 1024
"""Bytes that a disk should have free for a year of records, papers and a backup."""

LEAST_SCREEN = (60, 20)


def space(settings: Settings) -> Iterator[Finding]:
    """Whether the disk has room for a year."""
    folder = settings.database.absolute().parent
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free
    said = {"free": f"{free / 1024**2:,.0f} MB", "folder": folder}
    if free < ROOM:
        yield Finding(N_("Disk"), BAD, N_("Only {free} are free at {folder}."), said, N_("Make room soon."))
    else:
        yield Finding(N_("Disk"), GOOD, N_("{free} are free."), said)


def fonts(settings: Settings) -> Iterator[Finding]:
    """Whether the font for paper is there."""
    from deskapp.printing.fonts import shipped

    try:
        missing = [path.name for path in shipped() if not path.exists()]
    except (ImportError, OSError) as error:
        missing = [type(error).__name__]
    if missing:
        yield Finding(N_("Fonts"), BAD, N_("The font for paper is missing: {names}."),
                      {"names": ", ".join(missing)}, N_("Install the program again."))  # fmt: skip
    else:
        yield Finding(N_("Fonts"), GOOD, N_("The Chinese font for paper is there."))


def language(settings: Settings) -> Iterator[Finding]:
    """Whether names can be written in this locale."""
    encoding = sys.getfilesystemencoding()
    if encoding.lower() == "utf-8":
        yield Finding(N_("Locale"), GOOD, N_("Text is {encoding}."), {"encoding": encoding})
    else:
        yield Finding(N_("Locale"), BAD, N_("Text is {encoding}, names would be lost in it."),
                      {"encoding": encoding}, N_("Set LANG to a UTF-8 locale."))  # fmt: skip


def terminal(settings: Settings) -> Iterator[Finding]:
    """Whether the terminal can show the desk."""
    if not sys.stdout.isatty():
        yield Finding(N_("Terminal"), GOOD, N_("None here: the output goes elsewhere."))
        return
    size = shutil.get_terminal_size()
    said = {"columns": size.columns, "rows": size.lines, "kind": os.environ.get("TERM", "?")}
    if size.columns < LEAST_SCREEN[0] or size.lines < LEAST_SCREEN[1]:
        yield Finding(N_("Terminal"), BAD, N_("{kind}, {columns} by {rows}: too small."), said,
                      N_("Make it 80 by 24 or larger."))  # fmt: skip
    elif os.environ.get("TERM") in (None, "", "dumb"):
        yield Finding(N_("Terminal"), BAD, N_("{kind} cannot show the screen."), said,
                      N_("Open the desk in another terminal."))  # fmt: skip
    else:
        yield Finding(N_("Terminal"), GOOD, N_("{kind}, {columns} by {rows}."), said)
