"""Fields for a PIN and a passphrase: what is typed shows as dots, and goes nowhere but to whoever checks it."""

from __future__ import annotations

from typing import Any

from deskapp.widgets.fields_text import TextField


class PinField(TextField):
    """A line of dots; it is neither copied nor undone, for both would show or keep what was typed."""

    KIND = "pin"

    def __init__(self, *, hint: str = "", **kwargs: Any) -> None:
        super().__init__(kind=self.KIND, hint=hint, password=True, **kwargs)

    def watch_value(self, old: str, new: str) -> None:
        """Tell of a change by a person; no way back is remembered."""
        super().watch_value("", new)
        self._past, self._ahead = [], []

    def action_copy(self) -> None:
        """A PIN is never copied."""

    def action_cut(self) -> None:
        """A PIN is never copied."""

    def put_in(self, text: str) -> None:
        """No phrase goes in."""


class SecretField(PinField):
    """A line of dots for a passphrase: blanks and letters count as they are typed."""

    KIND = "secret"
