"""Text that is typed where digits act: it runs nothing, and the status line says where it belongs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from textual import events

from deskapp.domain.text import clean, one_line
from deskapp.domain.words import N_
from deskapp.widgets.burst import Burst
from deskapp.widgets.fields import digit_of, typed

if TYPE_CHECKING:
    from textual.screen import Screen

    from deskapp.screens.base import DeskScreen

_KEPT = 30
"""Characters of such a text that are repeated."""


class Astray:
    """Mixin of screens: a digit hard upon other characters, or the first after letters without a meaning, is no key.

    A name and a phone number that were meant for a form would otherwise take steps.
    """

    _astray = ""
    """What was typed here that means nothing."""
    _warned = False
    """Whether a digit was held back since."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._burst = Burst()

    @property
    def _acts_on_digits(self) -> bool:
        return "1" in cast("Screen[Any]", self)._bindings.key_to_bindings

    async def on_key(self, event: events.Key) -> None:
        """Hold back what belongs to a text; everything else goes its way."""
        if not self._acts_on_digits:
            return
        text = typed(event)
        if not text or (text.isspace() and not self._astray):
            self.forget_text()
            return
        digit, hard = digit_of(event), self._burst.holds(event)
        if digit:
            held = bool(self._astray) and (hard or not self._warned)
        else:
            held = bool(self._astray and hard) or event.key not in cast("Screen[Any]", self).active_bindings
        if not held:
            self.forget_text()
            return
        if self._warned and not hard:  # another text
            self._astray, self._warned = "", False
        self._burst.note(event)
        self._warned = self._warned or bool(digit)
        event.stop()
        event.prevent_default()
        self._tell_text(self._astray + text)

    async def on_paste(self, event: events.Paste) -> None:
        """A paste means nothing here either."""
        if self._acts_on_digits and (text := one_line(event.text)):
            event.stop()
            self._tell_text(text)
            self.forget_text()

    def forget_text(self) -> None:
        """What comes next stands alone."""
        self._astray, self._warned = "", False
        self._burst.end()

    def _tell_text(self, text: str) -> None:
        self._astray = clean(text)[-_KEPT:]
        cast("DeskScreen", self).host.tell(
            N_("“{typed}” was typed where nothing takes text: nothing is done. F5 finds it, F2 logs a request. A digit "
               "pressed alone acts again."),
            typed=self._astray,
        )  # fmt: skip
