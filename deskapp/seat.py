"""Who sits at the desk, as the app sees it: locked or not, signing in, PINs, the recovery code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deskapp import drafts, tidy
from deskapp.domain.officer import KIOSK, Officer
from deskapp.domain.words import N_

if TYPE_CHECKING:
    from textual.screen import Screen

    from deskapp.app import DeskApp

ALLOWED = frozenset({"help", "keys", "language", "leave", "focus_next", "focus_previous"})
"""What the app does for whoever has not signed in."""


def is_locked(app: DeskApp) -> bool:
    """Whether somebody must sign in first: also under a box over the page that asks."""
    return any(getattr(screen, "LOCKS", False) for screen in app.screen_stack)


def cover_of(app: DeskApp) -> Screen[None]:
    """The cover: any key takes it away, or the PIN where the room has them or the file does not tell.

    What was copied is not pasted by whoever comes next.
    """
    app.forget_clipboard()
    guarded = app.glance(lambda: app.desk.has_pins)
    if guarded is False:
        from deskapp.screens.cover import CoverScreen

        return CoverScreen()
    from deskapp.screens.signin import PinCoverScreen

    return PinCoverScreen()


def seated(app: DeskApp) -> None:
    """Somebody signed in: the board, and what waits for that person."""
    app.forget_clipboard()
    app.switch_mode("board")
    officer = app.desk.officer
    app.tell(N_("{name} writes from now on."), "good", name=officer.signature() if officer else "")
    tidy.look(app)
    app.refresh_head()


async def leave(app: DeskApp) -> None:
    """Somebody else is to sign in: what is half typed becomes a draft of who typed it."""
    drafts.keep_open(app)
    app.forget_clipboard()
    while len(app.screen_stack) > 1:
        await app.pop_screen()
    app.last_given, app.fresh = {}, 0
    app.tell("")
    await app.switch_mode("signin")


def set_pin(app: DeskApp, officer: Officer) -> None:
    """Ask for a new PIN; the first one of a room brings the recovery code along."""
    from deskapp.screens.pins import NewPinDialog

    def done(code: str) -> None:
        if code:
            show_code(app, code)

    desk = app.desk
    app.push_screen(NewPinDialog(officer, desk.room.signed_in in desk.with_pins, desk.has_recovery, done))


def choose_whose(app: DeskApp) -> None:
    """Ask whose PIN is to be set."""
    from deskapp.screens.choose import Choice, Choose

    desk, t = app.desk, app.words
    known = desk.with_pins
    people = {str(one.id): one for one in desk.officers if one.active and one.kind != KIOSK}
    choices = [
        Choice(key, one.signature(), t(N_("has a PIN") if one.id in known else N_("no PIN yet")))
        for key, one in people.items()
    ]

    def chosen(key: str | None) -> None:
        if key:
            set_pin(app, people[key])

    app.push_screen(Choose(N_("Whose PIN?"), choices), chosen)


def make_recovery(app: DeskApp) -> None:
    """Make a recovery code and show it; whoever sits here types the PIN first: the desk may have been left alone."""
    from deskapp.screens.pins import PinDialog

    def make() -> None:  # later: the box that asked is still at work
        app.call_later(_make, app)

    officer = app.desk.officer
    if officer is not None and app.desk.has_pins:
        app.push_screen(PinDialog(officer, make))
    else:
        _make(app)


def _make(app: DeskApp) -> None:
    from deskapp.screens.base import Ready

    desk, top = app.desk, app.screen
    if isinstance(top, Ready):
        top.act(lambda: desk.pins.make_recovery(desk.actor), lambda code: show_code(app, code))


def show_code(app: DeskApp, code: str) -> None:
    """Show a recovery code, this once."""
    from deskapp import recovery
    from deskapp.screens.pins import RecoveryDialog

    desk = app.desk
    app.push_screen(
        RecoveryDialog(
            code,
            lambda code: recovery.print_code(desk, code, app.words),
            lambda code: recovery.keep(desk, code, app.words),
        )
    )
