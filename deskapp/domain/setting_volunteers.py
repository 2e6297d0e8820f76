"""Settings of the register of volunteers and of duty times."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from deskapp.domain.codes import Code, CodeList
from deskapp.domain.errors import DeskError
from deskapp.domain.rewards import Rules, read_rules
from deskapp.domain.setting_entry import Setting
from deskapp.domain.setting_reads import as_kept, name, one_of, whole
from deskapp.domain.volunteer_warnings import Limits
from deskapp.domain.words import N_, Words

INSURED = CodeList(
    "volunteer_insured", N_("Insurance of volunteers"),
    Code("asked", N_("Asked for")),
    Code("not_asked", N_("Not asked for")),
)  # fmt: skip

_read_insured, _show_insured = one_of(INSURED)

REWARDED = CodeList(
    "rewards", N_("Stars and points shown"),
    Code("off", N_("Off")),
    Code("on", N_("On")),
)  # fmt: skip

_read_rewarded, _show_rewarded = one_of(REWARDED)

GROUP = N_("Volunteers")


def _years(text: str, t: Words) -> str:
    return t(N_("not asked")) if text == "0" else t(N_("{count} years"), count=text)


def _days(text: str, t: Words) -> str:
    return t(N_("{days} days"), days=text)


def _hours(text: str, t: Words) -> str:
    return t(N_("{count} hours"), count=text)


def _read_contact(text: str, t: Words) -> str:
    return name(N_("Contact on certificates"))(text, t) if text.strip() else ""


VOLUNTEERS: tuple[Setting, ...] = (
    Setting(
        "volunteer_min_age", N_("Youngest volunteer"), GROUP, whole(N_("Youngest volunteer"), 0, 99), _years,
        default="18",
        help=N_("Who is younger and has no consent noted is warned of, at check-in too; 0 asks nothing."),
    ),
    Setting(
        "volunteer_max_age", N_("Oldest volunteer"), GROUP, whole(N_("Oldest volunteer"), 0, 120), _years,
        default="65", help=N_("Who is older is warned of, never turned away; 0 asks nothing."),
    ),
    Setting(
        "volunteer_insured", N_("Insurance of volunteers"), GROUP, _read_insured, _show_insured, default="asked",
        codes=INSURED, help=N_("Whether a missing or ended insurance is warned of."),
    ),
    Setting(
        "volunteer_days_before", N_("Warn before an end"), GROUP, whole(N_("Warn before an end"), 0, 365), _days,
        default="30", help=N_("How many days before insurance or training ends it is told."),
    ),
    Setting(
        "rewards", N_("Stars and points shown"), GROUP, _read_rewarded, _show_rewarded, default="off", codes=REWARDED,
        help=N_("Whether a volunteer's entry and the page of hours show stars and points. The rules are a list of this "
                "room: reward_rules."),
    ),
    Setting(
        "certificate_contact", N_("Contact on certificates"), GROUP, _read_contact, as_kept,
        help=N_("How people ask back about a certificate of service: name and phone of the station. Every certificate "
                "must say it; without it none is issued."),
    ),
    Setting(
        "duty_hours", N_("Longest duty"), GROUP, whole(N_("Longest duty"), 1, 48), _hours, default="12",
        help=N_("A longer duty is marked. One that is still open then was forgotten: the desk closes it without "
                "credit and puts it on the review list."),
    ),
)  # fmt: skip


def limits_of(value: Callable[[str], str]) -> Limits:
    """What the settings ask; `value` gives the text of one."""
    return Limits(
        int(value("volunteer_min_age")), int(value("volunteer_max_age")), value("volunteer_insured") == "asked",
        int(value("volunteer_days_before")), int(value("duty_hours")),
    )  # fmt: skip


def rewards_of(value: Callable[[str], str]) -> Rules | None:
    """The rules of stars and points; None where they are off, and where they cannot be read."""
    if value("rewards") != "on":
        return None
    with suppress(DeskError):
        return read_rules(value("reward_rules"))
    return None
