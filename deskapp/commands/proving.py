"""Asking for secrets at the command line: on the terminal without an echo, or from the first lines of the input."""

from __future__ import annotations

import getpass
import sys
from dataclasses import dataclass

from deskapp.commands.call import Call
from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.text import clean
from deskapp.domain.words import N_
from deskapp.wiring import Desk

PIN_STDIN = N_("read what is asked without an echo from the input, a line each")


@dataclass(frozen=True, slots=True)
class Asking:
    """Where secrets come from."""

    call: Call
    from_input: bool = False
    """Whether `--pin-stdin` was said."""

    def secret(self, text: str, /, **params: object) -> str:
        """What somebody types unseen after the question. Raises DeskError where nobody can be asked."""
        if self.from_input:
            line = sys.stdin.readline()
            if not line:
                raise DeskError(
                    N_(
                        "The input ended before all PINs were read: write a line for each. Nothing is changed."
                    ),
                    code=Exit.USAGE,
                )
            return line.strip()
        if not self.call.on_terminal:
            raise DeskError(
                N_("This needs a PIN: run it on a terminal, or add --pin-stdin. Nothing is changed."),
                code=Exit.USAGE,
            )
        try:
            return getpass.getpass(clean(self.call.t(text, **params)) + " ")
        except EOFError:
            raise DeskError(N_("No PIN was typed: nothing is changed. Run it again.")) from None

    def prove(self, desk: Desk) -> None:
        """Ask whoever the command line acts as for the PIN, where the room has PINs. Raises DeskError."""
        officer = desk.officer
        if officer is None or not desk.has_pins:
            return
        pin = self.secret(N_("PIN of {name}:"), name=officer.signature())
        desk.pins.prove(officer.id, pin, desk.via)
