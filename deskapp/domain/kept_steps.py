"""What stands in the trail of any record for what the duties of privacy did to it."""

from __future__ import annotations

from deskapp.domain.words import N_

REVEALED = N_("Number shown in full")
PURGED = N_("What was written of people was removed")

LOOKED = {
    "view": N_("Card opened"),
    "reveal": REVEALED,
    "hand_out": N_("All data of the person written to a file"),
}
"""By the action in the audit chain."""
