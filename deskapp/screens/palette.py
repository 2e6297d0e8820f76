"""The command palette's lines: the keys of the top screen first, then those of everywhere, with plain words."""

from __future__ import annotations

from collections.abc import Iterable

from textual.binding import Binding

from deskapp.domain.words import N_, Words
from deskapp.screens import keymap, keys
from deskapp.screens.choose import Choice

ALL_KEYS = Binding("f1", "app.keys", N_("All keys"), key_display="F1 F1")
"""F1 in the help box; here a command of its own."""
REPEATS = Binding("", "app.repeats", N_("Repeats"))
"""People, matters and places that came up again; without a key of its own."""
FIGURES = Binding("", "app.figures", N_("Figures"))
"""What was counted in a year or a month; without a key of its own."""
HANDOVERS = Binding("", "app.handovers", N_("Handovers"))
"""All of the room; on the sheet it has a key."""
PURGE = Binding("", "app.purge", N_("Purge"))
"""What of people is kept too long; without a key of its own."""
BACK_UP = Binding("", "app.backup", N_("Back up now"))
"""A copy of the desk file; without a key of its own."""
PRINTERS = Binding("", "app.printers", N_("Queues and jobs"))
"""The printers; in the settings they have a key. Not “Printers” here: who asks for print means the sheet."""
IMPORT = Binding("", "app.import_volunteers", N_("Import a roster"))
"""Volunteers from Excel or CSV; on their register it has a key."""

HAZARD = Binding("", "app.to_hazard", N_("Hazard file"))
"""Of the request at hand, or a new one; in an opened request it has a key."""
IMPORT_AREAS = Binding("", "app.import_areas", N_("Import areas"))
IMPORT_ACTIVITIES = Binding("", "app.import_activities", N_("Import activities"))
"""Grids, beats and places from Excel or CSV; on their page it has a key."""
IMPORT_FIELD = (
    Binding("", "app.import_field('hazard')", N_("Import hazards")),
    Binding("", "app.import_field('lead_appeal')", N_("Import lead appeals")),
    Binding("", "app.import_field('custody')", N_("Import found things")),
    Binding("", "app.import_field('lost_report')", N_("Import lost reports")),
)
"""Hazards, lead appeals, found things and lost reports; on their pages it has a key."""


def choices(own: Iterable[Binding], t: Words) -> list[Choice]:
    """The commands `own` of the top screen and those of everywhere, each once."""
    shown: dict[str, Binding] = {}
    everywhere = (
        *keys.GLOBAL, ALL_KEYS, keys.NEW_DISPUTE, HAZARD, REPEATS, FIGURES, HANDOVERS, IMPORT, IMPORT_AREAS,
        IMPORT_ACTIVITIES, *IMPORT_FIELD, PRINTERS, PURGE, BACK_UP, *keys.PINS, *keys.THEMES,
    )  # fmt: skip
    for key in (*own, *everywhere):
        if key.action != "app.commands":
            shown.setdefault(key.action, key)
    return [
        Choice(
            key.action,
            t(key.description),
            key.key_display or "",
            key.description,
            keymap.MEANINGS.get(key.action, ""),
        )
        for key in shown.values()
    ]
