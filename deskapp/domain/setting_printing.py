"""Settings of paper: printer, copies, sides, and the slips of visitors; they lie in config.toml on this machine."""

from __future__ import annotations

import re

from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.print_options import MEDIA, MOST_COPIES, SIDES, WIDTH
from deskapp.domain.setting_entry import Setting
from deskapp.domain.setting_reads import one_of, whole
from deskapp.domain.text import clean
from deskapp.domain.words import N_, Words

GROUP = N_("Printing")

OWN = "-"
"""Typed for the system's own printer, where one is chosen from a list."""

_QUEUE = re.compile(r"[^\s/#'\"-][^\s/#'\"]{0,126}")
_DEVICE = re.compile(r"/\S{1,200}|[A-Za-z]{3}[0-9]{1,3}:?|\\\\\S{1,200}")
"""A device: its path, a port of Windows, or a share there."""

_read_sides, _show_sides = one_of(SIDES)
_read_media, _show_media = one_of(MEDIA)
_read_width, _show_width = one_of(WIDTH)


def read_queue(text: str, t: Words) -> str:
    """Read the name of a print queue; nothing means the system's default one."""
    said = clean(text).strip()
    if said == OWN:
        return ""
    if said and not _QUEUE.fullmatch(said):
        raise DeskError(
            N_("“{queue}” is no name of a printer. Choose one of the list, or leave it empty for the system's own."),
            code=Exit.USAGE, queue=said[:60],
        )  # fmt: skip
    return said


def is_device(text: str) -> bool:
    """Whether this names a device, not a print queue."""
    return bool(_DEVICE.fullmatch(text))


def _read_slips(text: str, t: Words) -> str:
    said = clean(text).strip()
    if said and not _QUEUE.fullmatch(said) and not is_device(said):
        raise DeskError(
            N_("“{queue}” is neither a print queue nor a device. Type it like Receipt or /dev/usb/lp0, or leave it "
               "empty."),
            code=Exit.USAGE, queue=said[:60],
        )  # fmt: skip
    return said


def _queue(text: str, t: Words) -> str:
    return text or t(N_("the system's own"))


def _slips(text: str, t: Words) -> str:
    return text or t(N_("none"))


def _copies(text: str, t: Words) -> str:
    return t(N_("{count} each"), count=text)


PRINTING: tuple[Setting, ...] = (
    Setting(
        "printer", N_("Printer"), GROUP, read_queue, _queue, where="config",
        help=N_("The print queue for all papers; empty means the system's own default. Ctrl+B shows all printers and "
                "their jobs."),
    ),
    Setting(
        "print_copies", N_("Number of copies"), GROUP, whole(N_("Number of copies"), 1, MOST_COPIES), _copies,
        default="1", where="config",
        help=N_("How often a paper is printed that does not say it itself. Forms for several people have their own "
                "number; a certificate and the recovery code are printed once."),
    ),
    Setting(
        "print_sides", N_("Sides"), GROUP, _read_sides, _show_sides, default="own", where="config", codes=SIDES,
        help=N_("Whether papers are printed on one side or on both, where the printer can."),
    ),
    Setting(
        "print_paper", N_("Paper size"), GROUP, _read_media, _show_media, default="a4", where="config", codes=MEDIA,
        help=N_("All papers are laid out for A4. The other choice leaves the size to the printer."),
    ),
    Setting(
        "slip_printer", N_("Printer of slips"), GROUP, _read_slips, _slips, where="config",
        help=N_("The receipt printer for the slip that a visitor gets: the name of a print queue, or a device like "
                "/dev/usb/lp0 or COM3. Empty means that there is none."),
    ),
    Setting(
        "slip_width", N_("Width of slips"), GROUP, _read_width, _show_width, default="58", where="config", codes=WIDTH,
        help=N_("How wide the roll in the receipt printer is."),
    ),
)  # fmt: skip
