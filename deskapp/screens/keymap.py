"""Every key of the program, by screen, read from the screens themselves."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterable, Iterator
from importlib import import_module

from rich.cells import cell_len, set_cell_size
from textual.binding import Binding

from deskapp import screens
from deskapp.domain.words import N_, Words
from deskapp.screens import keys
from deskapp.screens.base import Ready
from deskapp.widgets.record_list import RecordList

_SIGNS = {
    "up": "↑", "down": "↓", "left": "←", "right": "→", "pageup": "PgUp", "pagedown": "PgDn", "home": "Home",
    "end": "End", "escape": "Esc", "enter": "Enter", "tab": "Tab", "space": N_("Space"),
    "question_mark": "?", "slash": "/", "backspace": "Backspace", "insert": "Ins", "delete": "Del",
    "asterisk": "*", "plus": "+",
    "shift+up": "Shift+↑", "shift+down": "Shift+↓",
}  # fmt: skip
_UNSAID = frozenset({
    "fullwidth_question_mark", "fullwidth_solidus", "ideographic_comma", "fullwidth_asterisk", "fullwidth_plus_sign",
})  # fmt: skip

MEANINGS = {
    "app.commands": N_("every command by its name"),
    "app.help": N_("what this screen and this field are for"),
    "app.keys": N_("every key of the program, by screen"),
    "app.log": N_("write down a new request"),
    "app.to_dispute": N_("of the request at hand, or a new one"),
    "app.new_dispute": N_("write down a new dispute, from an empty form"),
    "app.disputes": N_("open disputes, the nearest clock first"),
    "app.kiosk": N_("volunteers sign in and out; a PIN leads back"),
    "leave_kiosk": N_("an officer types the PIN"),
    "to_kiosk": N_("back to the kiosk"),
    "kiosk_help": N_("how one signs in and out"),
    "kiosk_language": N_("the other language for one person"),
    "all": N_("all disputes, or only those that wait"),
    "sides": N_("who is in the file, and who mediates"),
    "papers": N_("make a paper of the file"),
    "warning": N_("say whether a warning of the desk is right"),
    "linked": N_("the request of a dispute, and back"),
    "seal": N_("nothing of it in lists and on paper but the count"),
    "app.to_hazard": N_("of the request at hand, or a new one"),
    "app.find": N_("find by name, phone, number or words"),
    "app.volunteers": N_("duty, register, teams; again: field work"),
    "turn(-1)": N_("turn to the page before"),
    "turn(1)": N_("turn to the next page"),
    "app.language": N_("switch between 中文 and English"),
    "app.shift": N_("open one, its people, hand it over"),
    "app.handovers": N_("all of the room, to look up and compare"),
    "start": N_("fix the cut-off, then hand the shift over"),
    "app.sheet": N_("the day's sheet: look, print, keep as PDF"),
    "app.cover": N_("hide everything on the screen at once"),
    "app.officer": N_("another officer writes; add people"),
    "app.settings": N_("room, colours, printer, folders, people"),
    "app.leave": N_("leave the desk"),
    "app.pin": N_("set or change the PIN with which you sign in"),
    "app.pin_of": N_("an administrator gives a PIN to others"),
    "app.recovery": N_("the printed way back for who forgot the PIN"),
    "recover": N_("a new PIN by the printed code"),
    "another": N_("somebody else signs in"),
    "app.undo": N_("take back what you wrote last"),
    "app.redo": N_("write again what was taken back"),
    "app.drafts": N_("what you left half typed"),
    "app.figures": N_("counts of a year, month, week or day"),
    "app.import_volunteers": N_("volunteers from a table, looked at first"),
    "app.import_areas": N_("areas from a table, looked at first"),
    "app.import_activities": N_("activities from a table, looked at first"),
    "app.import_field('hazard')": N_("hazards from a table, looked at first"),
    "app.import_field('lead_appeal')": N_("lead appeals from a table, looked at first"),
    "app.import_field('custody')": N_("found things from a table, looked at first"),
    "app.import_field('lost_report')": N_("lost reports from a table, looked at first"),
    "import": N_("write all of the table, or nothing"),
    "app.purge": N_("what is kept too long, removed by two people"),
    "propose": N_("all that is due, with your PIN"),
    "agree": N_("the second person, with badge number and PIN"),
    "withdraw": N_("take the proposal back"),
    "app.printers": N_("printers, their jobs, a test page"),
    "slip": N_("what the visitor takes along"),
    "menu": N_("what can be done with the row"),
    "test": N_("on the printer under the cursor"),
    "drop": N_("the one under the cursor, after a question"),
    "width": N_("of the roll, this once"),
    "app.backup": N_("a copy of the desk file, looked through"),
    "correct": N_("mend what stands there, with a reason"),
    "app.repeats": N_("people, matters and places that came up twice in a week"),
    "back": N_("one step back"),
    "open": N_("open the record under the cursor"),
    "person": N_("the card of who came"),
    "save": N_("save what is typed"),
    "quick": N_("one line of text becomes a request"),
    "same": N_("take this value from the last request"),
    "restore": N_("bring the kept draft back"),
    "clear": N_("take all filters away"),
    "earlier": N_("what came before: open it, or merge into it"),
    "closed": N_("the closed ones too, or only the open"),
    "copy_out": N_("the clean text, for the chat group"),
    "match": N_("what may belong together, and why"),
    "make('lead_appeal')": N_("ask the chat group, from this request"),
    "make('custody')": N_("take what was found into custody"),
    "make('lost_report')": N_("write down who or what is looked for"),
    "sort": N_("sort the list by another column; a click on its label does it too"),
    "go_to": N_("go to a day or a number in the list"),
    "marked": N_("assign, archive or export them"),
    "sign_in": N_("by number, name, pinyin or phone"),
    "sign_out": N_("of who is under the cursor"),
    "call": N_("of who is under the cursor"),
    "roll": N_("tick who of a team is here"),
    "guest": N_("not in the register, for once"),
    "give": N_("who is on duty answers it"),
    "equipment": N_("hand something out, or take it back"),
    "plan": N_("which team is to serve where and when"),
    "plus": N_("in the tally at hand, or the last of today"),
    "kind": N_("list the activities of one kind"),
    "area": N_("one area with all under it"),
    "again": N_("with the same people and place"),
    "hazard": N_("on the patrol or visit at hand"),
    "take('confirm')": N_("the hours of the duty count"),
    "take('reject')": N_("the hours of the duty do not count"),
    "take('reopen')": N_("it waits for a word again"),
    "new": N_("write down a new one of what is listed"),
    "void": N_("take the slot out of the plan, with a reason"),
    "print": N_("print the sheet that is shown"),
    "keep": N_("keep the sheet that is shown as a file"),
    "charts": N_("bars by hour, grid, week and team"),
    "beside": N_("the period before beside it, or a year ago"),
    "sentences": N_("what the station publishes, with numbers"),
    "subject(1)": N_("what the chart counts: the next one"),
    "level": N_("the next level of grids, or police beats"),
    "week(-1)": N_("turn to the seven days before"),
    "week(1)": N_("turn to the seven days after"),
    "day(-1)": N_("the handover or the day before"),
    "day(1)": N_("the handover or the day after"),
    "people": N_("who leads the shift and who serves in it"),
    "record": N_("the record of the line under the cursor"),
    "digit(1)": N_("mark a record to be told by mouth"),
    "all_there": N_("all things that were not counted yet"),
    "all_on": N_("all volunteers on duty go on"),
    "step_back": N_("or return it with a question"),
    "go_on": N_("hand over, or take over, with the PIN"),
    "close_alone": N_("a leader closes the shift"),
}
"""What each command does; it is found by these words too."""

IN_FORMS = (
    ("Enter · Tab", N_("next field; Enter on the last one saves")),
    ("Shift+Tab · ↑", N_("field before")),
    ("1–9 · 0", N_("choose a code · its full list")),
    ("Ctrl+S", N_("save from anywhere")),
    ("Ctrl+W", N_("put a stock phrase into the text")),
    ("Ctrl+Z", N_("Undo typing")),
)

_ORDER = (
    "BoardScreen",
    "LogScreen",
    "OpeningScreen",
    "FindScreen",
    "RecordScreen",
    "DisputesScreen",
    "DisputeScreen",
    "DutyBoardScreen",
    "RollScreen",
    "PlanScreen",
    "ReviewScreen",
    "DutyScreen",
    "PersonScreen",
    "SheetScreen",
    "SlipScreen",
    "HandoverScreen",
    "HandoversScreen",
    "CompareScreen",
    "OfficersDialog",
    "SettingsScreen",
    "PrintersScreen",
    "Choose",
)
"""The screens as a day meets them; others follow."""

Section = tuple[str, list[tuple[str, str]]]
"""A heading, and its keys with what they do; all in the language of the reader."""


def _screens() -> list[type[Ready]]:
    found: dict[str, type[Ready]] = {}
    for module in pkgutil.walk_packages(screens.__path__, f"{screens.__name__}."):
        for one in vars(import_module(module.name)).values():
            if isinstance(one, type) and issubclass(one, Ready) and "NAME" in vars(one) and one.NAME:
                found[one.NAME] = one
    return sorted(
        found.values(), key=lambda one: _ORDER.index(one.__name__) if one.__name__ in _ORDER else len(_ORDER)
    )


def _bindings(of: type) -> Iterator[Binding]:
    """Those of a screen, and of the shared ones that it is made of."""
    yield from getattr(of, "KEYS", ())
    shared = [base for base in of.__mro__[1:] if issubclass(base, Ready) and "SUBJECT" in vars(base)]
    for owner in (of, *shared):
        for one in vars(owner).get("BINDINGS", ()):
            yield one if isinstance(one, Binding) else Binding(*one)


def _written(binding: Binding, t: Words) -> str:
    if binding.key_display:
        return binding.key_display
    names = [name.strip() for name in binding.key.split(",") if name.strip() not in _UNSAID]
    return " · ".join(t(_SIGNS.get(name, name.replace("ctrl+", "Ctrl+").upper())) for name in names)


def _rows(
    bindings: Iterable[Binding], t: Words, known: frozenset[str] = frozenset()
) -> list[tuple[str, str]]:
    rows: dict[str, str] = {}
    for binding in bindings:
        if binding.description and binding.action not in known:
            meaning = MEANINGS.get(binding.action, "")
            told = not meaning or meaning.casefold().startswith(binding.description.casefold())
            said = t(binding.description) + ("" if told else f" · {t(meaning)}")
            rows.setdefault(_written(binding, t), said)
    return list(rows.items())


def sections(t: Words) -> list[Section]:
    """All keys: those of everywhere, of forms, of lists, then what each screen adds."""
    everywhere = frozenset(key.action for key in (*keys.GLOBAL, *keys.OF_LISTS))
    lists = [
        *_rows([one for one in RecordList.BINDINGS if isinstance(one, Binding)], t),
        *_rows((*keys.OF_LISTS, *keys.IN_LISTS, keys.PERSON), t),
    ]
    found: list[Section] = [
        (t(N_("Everywhere")), _rows((*keys.GLOBAL, keys.BACK), t)),
        (t(N_("In forms")), [(t(key), t(what)) for key, what in IN_FORMS]),
        (t(N_("In lists")), lists),
    ]
    for screen in _screens():
        own = _rows(_bindings(screen), t, everywhere | {"back"})
        own = [*((key, t(what)) for key, what in screen.MORE_KEYS), *own]
        if own:
            found.append((t(screen.NAME), own))
    return found


def page(t: Words) -> str:
    """All keys as one text, aligned by cells."""
    told = sections(t)
    wide = max(cell_len(key) for _, rows in told for key, _ in rows)
    parts = []
    for title, rows in told:
        parts.append("\n".join([title, *(f"  {set_cell_size(key, wide)}  {what}" for key, what in rows)]))
    return "\n\n".join(parts)
