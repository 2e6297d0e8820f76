"""Settings of the patrol plan: how far back it looks, and what a record weighs."""

from __future__ import annotations

from collections.abc import Callable

from deskapp.domain.patrol_points import Weights
from deskapp.domain.setting_entry import Setting
from deskapp.domain.setting_reads import whole
from deskapp.domain.setting_volunteers import GROUP
from deskapp.domain.words import N_, Words

WEEKS = "patrol_weeks"


def _weeks(text: str, t: Words) -> str:
    return t(N_("{count} weeks"), count=text)


def _points(text: str, t: Words) -> str:
    return t(N_("{count} point(s)"), count=text)


def _weight(name: str, label: str, default: str, help: str) -> Setting:
    return Setting(f"patrol_{name}", label, GROUP, whole(label, 0, 99), _points, default=default, help=help)


PATROL: tuple[Setting, ...] = (
    Setting(
        WEEKS, N_("Weeks of the patrol plan"), GROUP, whole(N_("Weeks of the patrol plan"), 1, 104), _weeks,
        default="8", help=N_("How many weeks, up to today, the patrol plan is counted from."),
    ),
    _weight("requests", N_("Points of a request"), "1", N_("How much one request weighs in the patrol plan; 0 leaves "
            "requests out.")),
    _weight("disputes", N_("Points of a dispute"), "2", N_("How much one dispute weighs in the patrol plan; 0 leaves "
            "disputes out.")),
    _weight("hazards", N_("Points of a hazard"), "1", N_("How much one hazard weighs in the patrol plan; 0 leaves "
            "hazards out.")),
)  # fmt: skip


def weights_of(value: Callable[[str], str]) -> Weights:
    """The weights that the settings give; `value` gives the text of one."""
    return Weights(int(value("patrol_requests")), int(value("patrol_disputes")), int(value("patrol_hazards")))
