"""All settings of the desk, in the order in which they stand on the screen."""

from __future__ import annotations

from deskapp.domain.setting_desk import DESK
from deskapp.domain.setting_entry import Setting
from deskapp.domain.setting_keeping import KEEPING
from deskapp.domain.setting_lists import LIST_SETTINGS
from deskapp.domain.setting_patrol import PATROL
from deskapp.domain.setting_places import PLACES
from deskapp.domain.setting_printing import PRINTING
from deskapp.domain.setting_room import ROOM
from deskapp.domain.setting_volunteers import VOLUNTEERS

SETTINGS: tuple[Setting, ...] = (
    *ROOM,
    *VOLUNTEERS,
    *PATROL,
    *DESK,
    *KEEPING,
    *PRINTING,
    *PLACES,
    *LIST_SETTINGS,
)
"""Each module above adds its own."""
