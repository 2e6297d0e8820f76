"""Looks at the printer of sheets and at the one of slips."""

from __future__ import annotations

import os
from collections.abc import Iterator

from deskapp.doctor.finding import BAD, GOOD, NOTE, Finding
from deskapp.domain.setting_printing import is_device
from deskapp.domain.words import N_
from deskapp.settings import Settings


def printer(settings: Settings) -> Iterator[Finding]:
    """Whether the printer of sheets is there and can print; the one of slips as well."""
    from deskapp.printing.printer_words import Lacking, stuck
    from deskapp.printing.queue import queues

    found = queues()
    chosen = next((q for q in found if q.name == settings.printer), None) if settings.printer else None
    first = chosen or next((q for q in found if q.is_default), found[0] if found else None)
    if first is None:
        yield Finding(N_("Printer"), NOTE, N_("There is no printer here; sheets are kept as PDF."), {},
                      N_("Set one up in the system to print."))  # fmt: skip
    elif settings.printer and chosen is None:
        yield Finding(N_("Printer"), BAD, N_("The printer {name} of the settings is not there."),
                      {"name": settings.printer, "known": ", ".join(q.name for q in found)},
                      N_("There is: {known}."))  # fmt: skip
    elif not first.accepts:
        yield Finding(N_("Printer"), NOTE, N_("The printer {name} is paused or off."), {"name": first.name},
                      N_("Switch it on; until then sheets are kept as PDF."))  # fmt: skip
    elif not first.takes or stuck(first):
        yield Finding(
            N_("Printer"), NOTE, N_("The printer {name} cannot print now: {what}."),
            {"name": first.name, "what": Lacking(first)},
            N_("Go and look at it; until then sheets are kept as PDF."),
        )  # fmt: skip
    else:
        yield Finding(N_("Printer"), GOOD, N_("{name} is ready."), {"name": first.name})
    yield from _slips(settings, {queue.name for queue in found})


def _slips(settings: Settings, queues: set[str]) -> Iterator[Finding]:
    """Whether the receipt printer is there; nothing is said where there is none."""
    place = settings.printing.slip_printer
    if not place:
        return
    there = os.path.exists(place) or os.name == "nt" if is_device(place) else place in queues
    if there:
        yield Finding(N_("Slips"), GOOD, N_("{name} is there."), {"name": place})
    else:
        yield Finding(N_("Slips"), BAD, N_("The printer of slips {name} is not there."), {"name": place},
                      N_("Plug it in and switch it on, or choose another one: Ctrl+K, Printing."))  # fmt: skip
