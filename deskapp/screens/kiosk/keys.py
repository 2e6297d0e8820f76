"""The keys of the kiosk and of its way out."""

from __future__ import annotations

from textual.binding import Binding

from deskapp.domain.words import N_

HELP = Binding("f1", "kiosk_help", N_("Help"), key_display="F1")
LANGUAGE = Binding("f8", "kiosk_language", N_("中文"), key_display="F8")
LEAVE = Binding("ctrl+q", "leave_kiosk", N_("Officer leaves"), key_display="Ctrl+Q")
BACK = Binding("escape,ctrl+q", "to_kiosk", N_("Back"), key_display="Esc")

MODE_KEYS = ("f2", "f3", "f4", "f5", "f6")
"""One for each kind of duty, in the order of the list."""

THING_KEYS = ("f7", "f9")
"""For the first two things of the strip; all of them can be clicked."""
