"""The one way out of the kiosk: a full page on which an officer types badge number and PIN."""

from __future__ import annotations

from typing import ClassVar, Protocol, cast

from textual import events
from textual.binding import BindingType

from deskapp.domain.words import LANGUAGES, N_
from deskapp.screens.kiosk.keys import BACK, HELP, LANGUAGE
from deskapp.screens.signin import Lock
from deskapp.widgets.form import Form

STAYS = 30.0
"""Seconds without a key after which the kiosk comes back."""


class LetsOut(Protocol):
    """What this page needs of the app."""

    def let_out(self) -> None:
        """An officer proved to be one: leave the kiosk."""

    def leave_kiosk(self, who: str, pin: str) -> None:
        """See that it is an officer; runs in a thread. Raises DeskError."""

    def speak(self, language: str) -> None:
        """Say everything in another language."""


class LeaveScreen(Lock):
    """Badge number or name, and PIN."""

    WALLS = True
    NAME = N_("Leave the kiosk")
    ABOUT = N_(
        "An officer types badge number or name, Enter, then the PIN, Enter. Five wrong ones make an account wait ten "
        "minutes. Esc goes back to the kiosk; half a minute without a key does so too."
    )
    KEYS = (HELP, LANGUAGE, BACK)
    BINDINGS: ClassVar[list[BindingType]] = [HELP, LANGUAGE, BACK]

    def on_mount(self) -> None:
        """Go back by itself where nobody types."""
        self._home = self.t.language
        self._idle = self.set_timer(STAYS, self.action_to_kiosk)

    def title_text(self) -> str:
        """What it is for."""
        return self.t(N_("Leave the kiosk: officers only"))

    def foot(self) -> str:
        """The keys."""
        return self.t(N_("Enter next · Esc back to the kiosk · F8 language"))

    def check(self, given: dict[str, str]) -> None:
        """By badge number or name, and PIN."""
        cast(LetsOut, self.app).leave_kiosk(given["who"], given["pin"])

    def pass_on(self) -> None:
        """Out."""
        self._idle.stop()
        self._speak(self._home)
        cast(LetsOut, self.app).let_out()

    def on_key(self, _event: events.Key) -> None:
        """Somebody is here."""
        self._idle.reset()

    def on_form_changed(self, message: Form.Changed) -> None:
        """Somebody is typing; what was refused is typed anew."""
        self._idle.reset()
        super().on_form_changed(message)

    def action_to_kiosk(self) -> None:
        """Esc: back to the kiosk."""
        if self.is_current:
            self._idle.stop()
            self._speak(self._home)
            self.dismiss()

    def action_kiosk_help(self) -> None:
        """F1: what is asked for."""
        self.say(self.t(self.ABOUT))

    def action_kiosk_language(self) -> None:
        """F8: the other language, until the page closes."""
        self._speak(next(language for language in LANGUAGES if language != self.t.language))

    def _speak(self, language: str) -> None:
        if self.t.language != language:
            cast(LetsOut, self.app).speak(language)
