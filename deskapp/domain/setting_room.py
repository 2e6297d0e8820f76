"""Settings of the room and of how its work is counted; they lie in the desk file."""

from __future__ import annotations

from deskapp.domain.checklist import read_checklist, show_checklist
from deskapp.domain.codes import Code, CodeList
from deskapp.domain.setting_entry import Setting
from deskapp.domain.setting_reads import as_kept, hour, name, one_of, whole, zone
from deskapp.domain.shift_pattern import DEFAULT, read_shifts, show_shifts
from deskapp.domain.times import DEFAULT_ZONE
from deskapp.domain.words import N_, Words

MASKS = CodeList(
    "masks", N_("Masks"),
    Code("standard", N_("Phone 3+4, names in full")),
    Code("strict", N_("Names masked, too")),
)  # fmt: skip

LEADER = CodeList(
    "leader_signs", N_("Leader at handovers"),
    Code("no", N_("not asked")),
    Code("yes", N_("types a PIN too")),
)  # fmt: skip

_read_leader, _show_leader = one_of(LEADER)
_read_masks, _show_masks = one_of(MASKS)

PAPER_LANGUAGE = CodeList(
    "paper_language", N_("Language of papers"),
    Code("zh", "简体中文"),
    Code("en", "English"),
    Code("screen", N_("That of the screen")),
)  # fmt: skip

_read_paper, _show_paper = one_of(PAPER_LANGUAGE)


def _days(text: str, t: Words) -> str:
    return t(N_("{days} days"), days=text)


def _read_phone(text: str, t: Words) -> str:
    return name(N_("Phone of the room"), 40)(text, t) if text.strip() else ""


ROOM: tuple[Setting, ...] = (
    Setting(
        "station", N_("Station"), N_("Room"), name(N_("Station")), as_kept, where="room", needed=True,
        help=N_("The police station to which this room belongs. It stands on the head row and on every sheet."),
    ),
    Setting(
        "room", N_("Room name"), N_("Room"), name(N_("Room name")), as_kept, where="room", needed=True,
        help=N_("What this room is called. It stands on the head row and on every sheet."),
    ),
    Setting(
        "zone", N_("Time zone"), N_("Room"), zone, as_kept, default=DEFAULT_ZONE, where="room", needed=True,
        help=N_("The zone of the wall clock, like Asia/Shanghai. Moments are kept exactly; they are only shown "
                "otherwise."),
    ),
    Setting(
        "cutoff", N_("Day begins at"), N_("Room"), hour, as_kept, default="00:00", where="room", needed=True,
        help=N_("The hour at which a new day of the desk begins, 00:00 to 23:59. Numbers given already keep their day; "
                "new ones are counted by the new hour."),
    ),
    Setting(
        "shifts", N_("Shifts"), N_("Room"), read_shifts, show_shifts, default=DEFAULT,
        help=N_("When shifts begin: 12 for two of twelve hours, 24 for one, 3 for three, or the hours themselves, "
                "like 08:00 16:00 00:00. The last one may reach across midnight."),
    ),
    Setting(
        "checklist", N_("Check list"), N_("Room"), read_checklist, show_checklist,
        help=N_("What is counted at each handover: kind, name and number, with a semicolon between two, like "
                "“equipment radio 4; key archive 2; seal mediation 1; vehicle e-bike 1”. Empty counts nothing."),
    ),
    Setting(
        "leader_signs", N_("Leader at handovers"), N_("Room"), _read_leader, _show_leader, default="no", codes=LEADER,
        help=N_("Whether a handover is accepted only with the PIN of the duty leader, beside that of the officer who "
                "takes over."),
    ),
    Setting(
        "paper_language", N_("Language of papers"), N_("Room"), _read_paper, _show_paper, default="zh",
        codes=PAPER_LANGUAGE,
        help=N_("In which language the papers of disputes are made that people sign, whatever the screen speaks."),
    ),
    Setting(
        "room_phone", N_("Phone of the room"), N_("Room"), _read_phone, as_kept,
        help=N_("Under which number people reach this room: it stands on the slip that a visitor gets. Empty leaves "
                "it out."),
    ),
    Setting(
        "masks", N_("Masks"), N_("Privacy"), _read_masks, _show_masks, default="standard", codes=MASKS,
        help=N_("What of a person stands in lists, on sheets and in exports. The open record shows all in any case."),
    ),
    Setting(
        "repeat_days", N_("Repeats: days back"), N_("Requests"), whole(N_("Repeats: days back"), 1, 365), _days,
        default="30",
        help=N_("How many days back the same person, matter or place counts as a repeat; 1 to 365."),
    ),
)  # fmt: skip
