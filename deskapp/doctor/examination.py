"""The order in which the doctor looks at everything that the desk stands on."""

from __future__ import annotations

from collections.abc import Iterator

from deskapp.doctor.access import encryption, key_file, permissions
from deskapp.doctor.anchors import anchors
from deskapp.doctor.chain import audit_chain
from deskapp.doctor.copies import encrypted_copies, last_copy, second_place
from deskapp.doctor.engine import desk_file, engine
from deskapp.doctor.finding import Finding, Look
from deskapp.doctor.machine import fonts, language, space, terminal
from deskapp.doctor.printers import printer
from deskapp.doctor.sealed import certificates, handovers
from deskapp.doctor.searching import search_index
from deskapp.doctor.surroundings import clock, network, reserve
from deskapp.settings import Settings

# A new thing to look at takes one function in a file of this folder and one line here.
LOOKS: tuple[Look, ...] = (
    # the file
    engine,
    desk_file,
    search_index,
    # what was sealed
    certificates,
    handovers,
    # its copies
    last_copy,
    second_place,
    encrypted_copies,
    # who can read it
    permissions,
    key_file,
    encryption,
    # the chain
    audit_chain,
    anchors,
    # the machine
    space,
    reserve,
    network,
    clock,
    fonts,
    printer,
    language,
    terminal,
)


def examine(settings: Settings) -> Iterator[Finding]:
    """Look at one thing after the other; nothing is changed."""
    for look in LOOKS:
        yield from look(settings)
