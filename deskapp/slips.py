"""Slips for visitors: made from a request, shown, kept as a file, or sent to the receipt printer; each is audited."""

from __future__ import annotations

import errno
import os
import select
import stat
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.oserrors import reason
from deskapp.domain.setting_printing import is_device
from deskapp.domain.slip import Slip, slip_of
from deskapp.domain.words import N_, Term, Words
from deskapp.papers import write_whole
from deskapp.press import Asked, send, wait
from deskapp.printing.escpos import as_bytes
from deskapp.printing.slip_text import slip_text
from deskapp.reading import requests as reading
from deskapp.services import reads
from deskapp.services.on_paper import SLIP

if TYPE_CHECKING:
    from deskapp.printing.print_system import State
    from deskapp.wiring import Desk

DEVICE_PATIENCE = 10.0
"""Seconds that a device may take to swallow a slip."""


def make(desk: Desk, number: str, t: Words | None = None) -> Slip:
    """The slip of a request as it stands now, in the language of papers. Raises DeskError."""
    request = reading.find(desk.connection(), desk.room.id, number)
    if request is None:
        raise DeskError(
            N_("There is no record {number}. Look it up: deskapp list requests, or F5."),
            code=Exit.NOT_FOUND, number=number,
        )  # fmt: skip
    people = {officer.id: officer.signature() for officer in desk.officers}
    phone = desk.values.text("room_phone")
    return slip_of(request, desk.room, people, phone, desk.clock(), t or desk.paper_words)


def keep(desk: Desk, slip: Slip, width: int = 0, path: Path | None = None) -> Path:
    """Write the slip into `path`, or into the folder of papers; a name with .txt gets text, another one the bytes.

    Raises DeskError.
    """
    wide = width or desk.settings.printing.slip_width
    place = path or desk.settings.papers / f"slip-{slip.number}-{wide}.bin"
    text = place.suffix.casefold() == ".txt"
    write_whole(place, slip_text(slip, wide).encode() if text else as_bytes(slip, wide))
    _note(desk, slip, wide, place.name)
    return place


def print_slip(desk: Desk, slip: Slip, width: int = 0, where: str = "") -> tuple[str, str]:
    """Send the slip to a queue or a device, or to the one that is set; gives an English sentence and its tone.

    Raises DeskError with code PRINTER where none is set or it cannot be reached.
    """
    wide, place = width or desk.settings.printing.slip_width, where or desk.settings.printing.slip_printer
    if not place:
        raise DeskError(
            N_("No printer of slips is set: choose one with Ctrl+K under Printing, or with deskapp config set "
               "slip_printer. Ctrl+S keeps the slip as a file."),
            code=Exit.PRINTER,
        )  # fmt: skip
    data = as_bytes(slip, wide)
    if is_device(place):
        write_device(place, data)
        _note(desk, slip, wide, place)
        return N_("Slip of {number} sent to {place}: look whether it came out."), "good"
    return _SAID[_queued(desk, slip, wide, place, data)]


def _queued(desk: Desk, slip: Slip, width: int, queue: str, data: bytes) -> State:
    with tempfile.TemporaryDirectory(prefix="deskapp-slip-") as folder:
        path = Path(folder) / "slip.bin"
        write_whole(path, data)
        try:
            job = send(desk, path, Asked(queue, copies=1), raw=True, name=f"slip-{slip.number}")
        except DeskError as error:  # no PDF is kept of a slip
            raise DeskError(
                N_("No printer took the slip ({reason}), and it is kept nowhere: put the printer right, then print it "
                   "again from the record."),
                code=error.code, reason=error.params.get("reason", ""),
            ) from error  # fmt: skip
    _note(desk, slip, width, queue)
    return wait(job)


_SAID: dict[State, tuple[str, str]] = {
    "done": (N_("Slip of {number} printed."), "good"),
    "waiting": (N_("Slip of {number} sent to {place}, which has not printed yet."), ""),
    "stopped": (
        N_("{place} is paused or off: the slip of {number} waits there. To take it out, open Ctrl+P Printers."),
        "bad",
    ),
    "cancelled": (N_("The slip of {number} was cancelled and is not printed."), "bad"),
    "failed": (N_("{place} refused the slip of {number}. Put the printer right and print it again."), "bad"),
    "unknown": (N_("Slip of {number} sent to {place}: look whether it came out."), ""),
}  # fmt: skip


def write_device(place: str, data: bytes, patience: float = DEVICE_PATIENCE) -> None:
    """Write the bytes to a device, whole; one that swallows nothing is not waited for. Raises DeskError."""
    try:
        if os.name == "posix":
            _write_in_time(place, data, patience)
        else:
            with open(place, "r+b", buffering=0) as device:
                device.write(data)
    except OSError as error:
        raise DeskError(
            N_("{place} cannot be reached ({why}): the slip is not printed, or not whole. Switch the printer on, look "
               "at its paper, then print it again."),
            code=Exit.PRINTER, place=place, why=_why(error),
        ) from error  # fmt: skip


def _why(error: OSError) -> str:
    if isinstance(error, FileNotFoundError) or error.errno == errno.ENXIO:
        return Term(N_("there is no such device"))
    return Term(N_("it takes nothing")) if isinstance(error, TimeoutError) else reason(error)


def _write_in_time(place: str, data: bytes, patience: float) -> None:
    # Without waiting: an open port whose printer is off would hold the desk for ever.
    port = os.open(place, os.O_WRONLY | os.O_NOCTTY | os.O_NONBLOCK)
    try:
        if stat.S_ISREG(os.fstat(port).st_mode):
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), place)
        end, left = time.monotonic() + patience, data
        while left:
            if not select.select([], [port], [], max(0.0, end - time.monotonic()))[1]:
                raise TimeoutError(errno.ETIMEDOUT, os.strerror(errno.ETIMEDOUT), place)
            left = left[os.write(port, left) :]
    finally:
        os.close(port)


def _note(desk: Desk, slip: Slip, width: int, place: str) -> None:
    reads.keep(
        desk.settings.database, desk.key, desk.clock, desk.actor, SLIP, "request", slip.request_id,
        {"number": slip.number, "width": width, "place": place},
    )  # fmt: skip
