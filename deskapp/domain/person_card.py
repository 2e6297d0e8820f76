"""A card as labelled lines and its trail, for the screen and the command line alike."""

from __future__ import annotations

import json
from collections.abc import Mapping

from deskapp.domain.kept_steps import PURGED, REVEALED
from deskapp.domain.masks import identity_ends
from deskapp.domain.person import Person
from deskapp.domain.person_codes import ID_KIND, LANGUAGE, PERSON_STATUS, SEX
from deskapp.domain.person_form import LABELS, LISTS, YES_NO
from deskapp.domain.request import HistoryRow
from deskapp.domain.request_card import Line, View
from deskapp.domain.request_trail import undone_writes
from deskapp.domain.words import N_, Words

STEP_LABELS: Mapping[str, str] = {
    "log": N_("Card made"), "add": N_("Card made by hand"), "tell": N_("Told anew"), "correct": N_("Corrected"),
    "merge": N_("Cards merged"), "unmerge": N_("Merge taken back"), "take_in": N_("Took in another card"),
    "let_go": N_("Another card stands on its own again"), "leave": N_("Out of use: no record needs it"),
    "return": N_("In use again"), "undo": N_("Undone"), "redo": N_("Redone"),
    "reveal": REVEALED, "hand_out": N_("All data of the person written to a file"), "purge": PURGED,
}  # fmt: skip
"""What stands in the trail for a step, and what undo says of a write."""


def id_text(person: Person, t: Words) -> str:
    """The kind of the document and its number by its ends."""
    return " ".join(
        part for part in (ID_KIND.label_of(person.id_kind, t), identity_ends(person.id_number)) if part
    )


def age_text(person: Person, view: View) -> str:
    """Sex, date of birth and age."""
    t, today = view.words, view.calendar.day(view.now)
    parts = [SEX.label_of(person.sex, t) if person.sex else ""]
    if person.born:
        years = (
            today.year - person.born.year - ((today.month, today.day) < (person.born.month, person.born.day))
        )
        parts += [person.born.isoformat(), t(N_("{count} years old"), count=years)]
    return " · ".join(part for part in parts if part)


def card(person: Person, view: View, survivor: Person | None = None) -> tuple[Line, ...]:
    """The lines of an open card, empty ones left out; the document number stands by its ends."""
    t, today = view.words, view.calendar.day(view.now)
    state = PERSON_STATUS.label_of(person.status, t)
    if person.status == "merged" and survivor is not None:
        state = f"{state} {survivor.number} {survivor.shown_name(today, t)}"
    lines = (
        Line(t(N_("State")), state if person.status != "active" else "", "overdue"),
        Line(t(N_("Name")), person.name or t(N_("Unnamed"))),
        Line(t(N_("Minor")), f"! {t(N_('under eighteen'))}" if person.is_minor(today) else "", "urgent"),
        Line(t(N_("Phones")), "\n".join(person.phones)),
        Line(t(N_("ID")), id_text(person, t)),
        Line(t(N_("Born")), age_text(person, view)),
        Line(t(N_("Address")), person.address),
        Line(t(N_("Language")), LANGUAGE.label_of(person.language, t) if person.language else ""),
        Line(t(N_("Notes")), person.notes),
        Line(t(N_("Card made")), f"{view.when(person.entered_at)}  {view.who(person.entered_by)}"),
    )
    return tuple(line for line in lines if line.text)


def trail(history: tuple[HistoryRow, ...], view: View) -> tuple[Line, ...]:
    """The newest first: when, what, who, from where, with old and new values; what was undone says so."""
    t, gone = view.words, undone_writes(history)
    lines = []
    for row in reversed(history):
        undone = row.write in gone and bool(row.write)
        what = t(STEP_LABELS.get(row.step, row.step))
        head = f"({t(N_('undone'))}) {what}" if undone else what
        said = "\n".join(part for part in (row.why(t), *changes_text(row, t)) if part)
        text = f"{head} · {view.who(row.by)}" + (f"：{said}" if said else "")
        lines.append(Line(view.when(row.at), text, "muted" if undone else ""))
    return tuple(lines)


def changes_text(row: HistoryRow, t: Words) -> tuple[str, ...]:
    """One line for each fact that a step changed, the document number by its ends."""
    detail = json.loads(row.detail) if row.detail else {}
    return tuple(
        f"{t(LABELS[name])}: {value_text(name, detail[name][0], t)} → {value_text(name, detail[name][1], t)}"
        for name in LABELS
        if name in detail
    )


def value_text(name: str, value: object, t: Words) -> str:
    """One fact of a card for a line."""
    if name == "minor":
        return YES_NO.label_of("yes" if value else "no", t)
    if not value:
        return "—"
    if name == "id_number":
        return identity_ends(str(value))
    if name in LISTS:
        return LISTS[name].label_of(str(value), t)
    return str(value).replace(",", ", ") if name == "phones" else str(value)


def differences(one: Person, other: Person, t: Words) -> tuple[tuple[str, str, str], ...]:
    """Label and both values of each fact in which two cards differ, where both have one."""
    found = []
    for name, label in LABELS.items():
        ours, theirs = getattr(one, name), getattr(other, name)
        if isinstance(ours, tuple):
            ours, theirs = ",".join(ours), ",".join(theirs)
        if ours != theirs and ((ours and theirs) or name == "minor"):
            found.append((t(label), value_text(name, ours, t), value_text(name, theirs, t)))
    return tuple(found)
