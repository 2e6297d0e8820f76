"""The keys of the desk: the same verb on the same key on every screen."""

from __future__ import annotations

from textual.binding import Binding

from deskapp.domain.words import N_

HELP = Binding("f1", "app.help", N_("Help"), key_display="F1")
LOG = Binding("f2", "app.log", N_("Log"), key_display="F2")
MEDIATION = Binding("f3", "app.disputes", N_("Mediation"), key_display="F3")
KIOSK = Binding("f4", "app.kiosk", N_("Kiosk"), key_display="F4")
FIND = Binding("f5,ctrl+f", "app.find", N_("Find"), key_display="F5")
VOLUNTEERS = Binding("f6", "app.volunteers", N_("Volunteers"), key_display="F6")
SAME = Binding("f7", "same", N_("Same as last"), key_display="F7")
DISPUTE = Binding("f7", "app.to_dispute", N_("Dispute"), key_display="F7")
"""Outside of forms, where it takes a value over: takes the request at hand over into a dispute, or opens a new one."""
NEW_DISPUTE = Binding("", "app.new_dispute", N_("New dispute"))
"""An empty form, whatever is at hand; in the list of disputes it has a key of its own."""
NEW_HERE = Binding("insert,n", "app.new_dispute", N_("New"), key_display="Ins", priority=True)
"""In the list of disputes; before the list itself, whose Insert marks a row: Space does that here."""
LANGUAGE = Binding("f8", "app.language", N_("中文"), key_display="F8")
SHIFT = Binding("ctrl+a", "app.shift", N_("Shift"), key_display="Ctrl+A")
"""Opens a shift where none is open; else people of the shift and its handover."""
SHEET = Binding("f9", "app.sheet", N_("Sheet"), key_display="F9")
COVER = Binding("f12", "app.cover", N_("Cover"), key_display="F12")
SETTINGS = Binding("ctrl+k", "app.settings", N_("Settings"), key_display="Ctrl+K")
OFFICER = Binding("ctrl+o", "app.officer", N_("Switch"), key_display="Ctrl+O")
COMMANDS = Binding("ctrl+p", "app.commands", N_("More"), key_display="Ctrl+P")
RESTORE = Binding("ctrl+r", "restore", N_("Draft"), key_display="Ctrl+R")
DISCARD = Binding("ctrl+d", "discard", N_("Drop"), key_display="Ctrl+D", priority=True)
QUICK = Binding("ctrl+u", "quick", N_("Quick line"), key_display="Ctrl+U")
DRAFTS = Binding("ctrl+t", "app.drafts", N_("Drafts"), key_display="Ctrl+T")
UNDO = Binding("ctrl+z", "app.undo", N_("Undo"), key_display="Ctrl+Z")
REDO = Binding("ctrl+y", "app.redo", N_("Redo"), key_display="Ctrl+Y")
CORRECT = Binding("ctrl+e", "correct", N_("Correct"), key_display="Ctrl+E")
PERSON = Binding("ctrl+x", "person", N_("Person"), key_display="Ctrl+X")
CLEAR = Binding("ctrl+l", "clear", N_("Clear"), key_display="Ctrl+L")
EARLIER = Binding("ctrl+l", "earlier", N_("Earlier"), key_display="Ctrl+L")
"""In forms, where there are no filters to clear."""
QUIT = Binding("ctrl+q", "app.leave", N_("Quit"), key_display="Ctrl+Q", priority=True)
SAVE = Binding("ctrl+s", "save", N_("Save"), key_display="Ctrl+S")
BACK = Binding("escape", "back", N_("Back"), key_display="Esc")
OPEN = Binding("enter", "open", N_("Open"), key_display="Enter")

ALL = Binding("f3", "all", N_("All"), key_display="F3")
"""In the list that F3 opens."""
WAITING = Binding("f3", "all", N_("Still due"), key_display="F3")
"""There, while all are shown."""
SIDES = Binding("ctrl+n", "sides", N_("Parties"), key_display="Ctrl+N")
PAPERS = Binding("ctrl+b", "papers", N_("Papers"), key_display="Ctrl+B")
SLIP = Binding("ctrl+b", "slip", N_("Slip"), key_display="Ctrl+B")
"""In an open request: what the visitor takes along."""
PRINTERS = Binding("ctrl+b", "app.printers", N_("Printers"), key_display="Ctrl+B")
"""In the settings; elsewhere it is a command without a key."""
WARNING = Binding("ctrl+l", "warning", N_("Warning"), key_display="Ctrl+L")
LINKED = Binding("ctrl+g", "linked", N_("Linked record"), key_display="Ctrl+G")

GLOBAL = (
    HELP,
    LOG,
    MEDIATION,
    KIOSK,
    FIND,
    VOLUNTEERS,
    DISPUTE,
    LANGUAGE,
    SHEET,
    SHIFT,
    COVER,
    OFFICER,
    SETTINGS,
    UNDO,
    REDO,
    DRAFTS,
    COMMANDS,
    QUIT,
)
"""Keys that work everywhere."""

OVER_ALL = (HELP, LANGUAGE, COVER, QUIT)
"""Keys that work over an open box, too."""

THEMES = (
    Binding("", "app.theme('dark')", N_("Theme: dark"), show=False),
    Binding("", "app.theme('light')", N_("Theme: light"), show=False),
    Binding("", "app.theme('contrast')", N_("Theme: contrast"), show=False),
)
"""Verbs without a key: they stand in the list of commands."""

PINS = (
    Binding("", "app.pin", N_("My PIN"), show=False),
    Binding("", "app.pin_of", N_("PIN of another"), show=False),
    Binding("", "app.recovery", N_("Recovery code"), show=False),
)
"""Verbs without a key; they stand on the page of officers, too."""

SORT = Binding("ctrl+n", "sort", N_("Sort"), key_display="Ctrl+N")
GO_TO = Binding("ctrl+g", "go_to", N_("Go to"), key_display="Ctrl+G")
MARKED = Binding("ctrl+b", "marked", N_("With the marked"), key_display="Ctrl+B")

HISTORY = Binding("ctrl+g", "app.handovers", N_("Handovers"), key_display="Ctrl+G")
"""On the sheet, where nothing else is gone to: all handovers of the room."""
START = Binding("ctrl+b", "start", N_("Hand over"), key_display="Ctrl+B")
"""Fixes the cut-off; on the sheet and on the page of the shift alike."""

OF_LISTS = (SORT, GO_TO, MARKED)
"""Verbs of every list."""

IN_LISTS = (
    Binding("question_mark,fullwidth_question_mark", "app.help", N_("Help"), show=False),
    Binding("slash,fullwidth_solidus,ideographic_comma", "app.find", N_("Find"), show=False),
)
"""Letters and marks for lists, never the only way."""

_NAMES = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def digit(number: int) -> str:
    """The key of a digit, half-width or full-width."""
    return f"{number},fullwidth_digit_{_NAMES[number]}"
