"""An encrypted desk file as the app meets it: a page asks for the passphrase, then the desk opens."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from deskapp import drafts
from deskapp.keyring import RING, is_encrypted, read_passphrase, wrong_key

if TYPE_CHECKING:
    from textual.screen import Screen

    from deskapp.app import DeskApp
    from deskapp.settings import Settings

MODE = "unlock"


def asks(settings: Settings) -> bool:
    """Whether the desk file is encrypted and no key is at hand: then a person is asked."""
    with suppress(OSError):
        return not RING and settings.database.is_file() and is_encrypted(settings.database)
    return False


def first(settings: Settings) -> str:
    """The page with which the app begins where no desk is open yet."""
    return MODE if asks(settings) else "setup"


def screen() -> Screen[Any]:
    """The page that asks."""
    from deskapp.screens.unlock import UnlockScreen

    return UnlockScreen()


def unlock(app: DeskApp, given: dict[str, str]) -> Callable[[], None]:
    """Open the file with the passphrase; gives what is to be shown. Raises DeskError; runs in a thread."""
    from deskapp.wiring import open_desk

    secret = read_passphrase(given["passphrase"])
    if not RING.opens(app.settings.database, secret):
        raise wrong_key(app.settings.database)
    RING.hold(secret)
    desk = open_desk(app.settings)

    def show() -> None:
        app._desk = desk
        app.words = desk.words
        app.switch_mode("signin" if desk.has_pins else "board")
        if not desk.has_pins:
            drafts.tell_waiting(app)
        app.refresh_head()

    return show
