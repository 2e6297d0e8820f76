"""The recovery code on paper: as text, as PDF, on the printer; no file of it stays unless somebody asks."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from deskapp.domain.errors import DeskError
from deskapp.domain.words import N_, Words
from deskapp.papers import write_whole
from deskapp.press import USUAL, Asked, send, wait
from deskapp.printing.form_pdf import form_pdf
from deskapp.printing.form_text import form_text
from deskapp.printing.recovery_paper import recovery_paper

if TYPE_CHECKING:
    from deskapp.printing.form_paper import FormPaper
    from deskapp.wiring import Desk


def _paper(desk: Desk, code: str, t: Words) -> FormPaper:
    officer = next((one for one in desk.officers if one.id == desk.room.signed_in), None)
    return recovery_paper(desk.room, code, officer.signature() if officer else "", desk.clock(), t)


def text(desk: Desk, code: str, t: Words) -> str:
    """The paper as plain text."""
    return form_text(_paper(desk, code, t))


def keep(desk: Desk, code: str, t: Words, path: Path | None = None) -> Path:
    """The paper as PDF in `path`, or in the folder of papers. Raises DeskError."""
    place = path or desk.settings.papers / f"recovery-{desk.clock():%Y%m%d-%H%M%S}.pdf"
    write_whole(place, form_pdf(_paper(desk, code, t)).data)
    return place


def print_code(desk: Desk, code: str, t: Words, asked: Asked = USUAL) -> tuple[str, str, object]:
    """Print the paper, once; gives an English sentence and its tone. Raises DeskError with code PRINTER."""
    with tempfile.TemporaryDirectory(prefix="deskapp-code-") as folder:
        path = keep(desk, code, t, Path(folder) / "recovery.pdf")
        try:
            job = send(desk, path, replace(asked, copies=1))
        except DeskError as error:  # what the queue says of a kept PDF is not true of this one
            raise DeskError(
                N_("Nothing was printed ({reason}), and no file is kept: write the code down, or press Ctrl+S for a "
                   "PDF."),
                code=error.code, reason=error.params.get("reason", ""),
            ) from error  # fmt: skip
        return *_SAID.get(wait(job), _ON_ITS_WAY), ""


_ON_ITS_WAY = N_("Sent to the printer, which has not printed yet: look there before you close this."), ""

_SAID = {
    "done": (N_("Printed. Lock the paper away; no file of it is kept."), "good"),
    "failed": (N_("The printer refused. Ctrl+S keeps the PDF, or write the code down."), "bad"),
    "cancelled": (N_("The printer refused. Ctrl+S keeps the PDF, or write the code down."), "bad"),
    "stopped": (
        N_("The printer is paused or off, and the code waits in it: take the job out (Ctrl+P Printers), or print it "
           "and lock it away."),
        "bad",
    ),
}  # fmt: skip
