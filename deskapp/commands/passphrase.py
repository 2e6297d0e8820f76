"""Asking for the passphrase of an encrypted desk file on the terminal, unseen."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from deskapp.commands.flags import Flags
from deskapp.domain.errors import DeskError
from deskapp.domain.text import clean
from deskapp.domain.words import N_, Words
from deskapp.keyring import RING, is_encrypted, read_new_passphrase, read_passphrase, wrong_key
from deskapp.settings import Settings

TIMES = 3
"""How often a person may try."""

WITHOUT = frozenset({"completion", "help", "paths", "setup", "demo", "doctor", "restore", "backup-key"})
"""Commands that do something useful without the desk file, or ask when they need it."""


@dataclass(frozen=True, slots=True)
class AskingPassphrase:
    """Asks whoever sits at the terminal."""

    t: Words

    def __call__(self, path: Path) -> str:
        """The passphrase that opens `path`. Raises DeskError after three wrong ones."""
        said = self.t(N_("Passphrase of {path}:"), path=path)
        for _ in range(TIMES):
            try:
                secret = read_passphrase(self._typed(said))
            except DeskError as error:
                said = error.say(self.t)
                continue
            if RING.opens(path, secret):
                return secret
            said = self.t(N_("That is not the passphrase of {path}. Once more:"), path=path)
        raise wrong_key(path)

    def new(self) -> str:
        """A new passphrase, typed twice. Raises DeskError."""
        return read_new_passphrase(
            self._typed(self.t(N_("New passphrase, at least 12 characters:"))),
            self._typed(self.t(N_("The same again:"))),
        )

    def _typed(self, said: str) -> str:
        try:
            return getpass.getpass(clean(said) + " ")
        except EOFError:
            raise DeskError(N_("No passphrase was typed: nothing is changed. Run it again.")) from None


def prepare(settings: Settings, flags: Flags, words: Sequence[str], t: Words) -> None:
    """Have the passphrase of encrypted files asked for when one is needed, and now where the command needs the desk.

    Where nobody sits at a terminal nobody is asked: then a key file opens them. Raises DeskError.
    """
    RING.ask = None
    if flags.no_input or not (sys.stdin.isatty() and sys.stderr.isatty()):
        return
    RING.ask = AskingPassphrase(t)
    if words[0] in WITHOUT or not {"--help", "-h"}.isdisjoint(words):
        return
    with suppress(OSError):  # said when the file is opened
        if settings.database.is_file() and is_encrypted(settings.database):
            RING.spec_of(settings.database)
