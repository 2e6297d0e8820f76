"""The kiosk as the program sees it: opened over the desk or alone, let go by an officer, back after a crash."""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from types import FrameType
from typing import TYPE_CHECKING, Any

from deskapp import drafts, seat
from deskapp.domain.errors import DeskError
from deskapp.domain.rights import CHECK_IN, refuse
from deskapp.domain.words import N_, Way, Words
from deskapp.widgets.bars import Head

if TYPE_CHECKING:
    from textual.driver import Driver
    from textual.screen import Screen

    from deskapp.app import DeskApp
    from deskapp.settings import Settings
    from deskapp.wiring import Desk

MODE = "kiosk"

PASSES = frozenset({
    # of the kiosk and of the page on which an officer lets it go
    "mode", "mode_key", "thing", "clear", "kiosk_help", "kiosk_language", "leave_kiosk", "to_kiosk",
    # of their fields
    "cursor_left", "cursor_right", "home", "end", "delete_left", "delete_right",
})  # fmt: skip
"""All that a key, a click or a link can do while the kiosk stands."""

NOTHING = ("SIGINT", "SIGQUIT", "SIGTSTP")
"""What a keyboard can send to a program: at the kiosk it does nothing."""

_SWIFT, _MOST = 60.0, 30.0
"""A crash so many seconds after the last one makes the next start wait longer, up to the second of these."""

_BLANK = "\x1b[2J\x1b[3J\x1b[H"


def screen() -> Screen[Any]:
    """The screen of the kiosk."""
    from deskapp.screens.kiosk.screen import KioskScreen

    return KioskScreen()


def check(desk: Desk, *, at_desk: bool) -> None:
    """Raise DeskError where the kiosk does not open: nobody could leave it, or who sits here checks nobody in."""
    officer = desk.officer
    if at_desk and officer is not None:
        refuse(officer.name, officer.kind, CHECK_IN, led=True, pins=True)
    if not desk.can_leave_kiosk:
        raise DeskError(
            N_("The kiosk stays shut: no officer has a PIN with which to leave it again. Give one first: {way}"),
            way=Way(N_("Ctrl+P, then “My PIN”."), "deskapp officers pin"),
        )  # fmt: skip


async def open_over(app: DeskApp) -> None:
    """Put the kiosk in the place of the desk: nothing of the desk is left that could be painted."""
    drafts.keep_open(app)
    app.walled = True
    app.quiet.begin(app._driver)
    while len(app.screen_stack) > 1:
        await app.pop_screen()
    app.last_given, app.last_dispute, app.fresh = {}, {}, 0
    app.tell("")
    app.head = Head()
    app.forget_clipboard()
    app.clear_notifications()
    await app.switch_mode(MODE)
    await _forget(app, *(mode for mode in app.MODES if mode != MODE))


async def let_out(app: DeskApp) -> None:
    """An officer lets the desk go: back to the board, or the end where there was none."""
    if app.kiosk_only:
        app.exit()
        return
    while len(app.screen_stack) > 1:
        await app.pop_screen()
    app.walled = False
    app.quiet.end(app._driver)
    app.forget_clipboard()
    seat.seated(app)
    await _forget(app, MODE)


async def _forget(app: DeskApp, *modes: str) -> None:
    """Take down the screens of these modes; each begins anew when it is shown again."""
    for mode in modes:
        if mode in app._screen_stacks:
            await app.remove_mode(mode)
            app.add_mode(mode, app.MODES[mode])


def note(settings: Settings, error: Exception) -> None:
    """Keep a trace without names of what went wrong outside of any screen, where there is room for one."""
    from deskapp import crash

    with suppress(OSError):
        crash.write(settings, error)


def ignore_keyboard() -> None:
    """Let no key end or stop this process while no screen stands in the way."""
    for name in NOTHING:
        if found := getattr(signal, name, None):
            signal.signal(found, signal.SIG_IGN)


class Quiet:
    """The terminal around the kiosk: no echo and no signals from its keys, also between a crash and the next start."""

    def __init__(self) -> None:
        self._before: list[Any] | None = None
        self._crashes: list[float] = []
        self.was_used = False

    def begin(self, driver: Driver | None = None) -> None:
        """Be quiet from now on: at once, or where a driver runs as soon as it hands the terminal back."""
        self.was_used = True
        with suppress(ImportError):
            import termios

            with suppress(termios.error, OSError, ValueError):
                running = driver is not None and getattr(driver, "attrs_before", None)
                self._before = running or termios.tcgetattr(0)
                quiet = [*self._before[:6], list(self._before[6])]
                quiet[3] &= ~(termios.ECHO | termios.ISIG | termios.ICANON | termios.IEXTEN)
                if running:
                    driver.attrs_before = quiet  # type: ignore[union-attr]
                else:
                    termios.tcsetattr(0, termios.TCSANOW, quiet)

    def end(self, driver: Driver | None = None) -> None:
        """The terminal is as it was before."""
        before, self._before = self._before, None
        if before is None:
            return
        if driver is not None and getattr(driver, "attrs_before", None):
            driver.attrs_before = before  # type: ignore[attr-defined]
            return
        with suppress(ImportError):
            import termios

            with suppress(termios.error, OSError, ValueError):
                termios.tcsetattr(0, termios.TCSANOW, before)

    def wipe(self) -> None:
        """Leave an empty screen behind."""
        with suppress(OSError, ValueError):
            if sys.stderr.isatty():
                print(_BLANK, end="", file=sys.stderr, flush=True)

    def come_back(self, open_again: Callable[[], Desk], t: Words) -> Desk:
        """Open the desk again after a crash, as often as it takes; only SIGTERM and SIGHUP end that."""
        ignore_keyboard()
        for name in ("SIGTERM", "SIGHUP"):
            if found := getattr(signal, name, None):
                signal.signal(found, _end)
        self.wipe()
        while True:
            now = time.monotonic()
            self._crashes = [one for one in self._crashes if now - one < _SWIFT] + [now]
            if len(self._crashes) > 1:
                print(t(N_("The check-in kiosk comes back in a moment.")), file=sys.stderr, flush=True)
                time.sleep(min(_MOST, 0.5 * 2 ** len(self._crashes)))
            with suppress(DeskError):
                return open_again()


def _end(number: int, _frame: FrameType | None) -> None:
    raise SystemExit(128 + number)
