"""What is said of how a print went, and the exit code; without Typer."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from deskapp.commands.call import Call
from deskapp.domain.errors import Exit

if TYPE_CHECKING:
    from deskapp.printing.pdf import Missing


def told(call: Call, said: tuple[str, str], path: Path, pages: int, warnings: Iterable[Missing]) -> int:
    """Say how a print went, and give the exit code: 0 only where the queue says that it is printed."""
    text, tone = said
    odd = " ".join(missing.say(call.t) for missing in warnings)
    call.warn(text, path=path, pages=pages, warnings=odd)
    return Exit.DONE if tone == "good" else Exit.PRINTER
