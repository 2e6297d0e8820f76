"""Half-typed forms as the app sees them: told after a start, kept at the end, listed, opened again."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from deskapp.domain.dispute import PREFIX
from deskapp.domain.draft import Draft
from deskapp.domain.errors import DeskError
from deskapp.domain.setting import setting
from deskapp.domain.words import N_, Term, Words
from deskapp.reading import disputes, requests
from deskapp.screens.drafting import open_forms

if TYPE_CHECKING:
    from deskapp.app import DeskApp
    from deskapp.screens.choose import Choice
    from deskapp.screens.group_drafts import GroupDrafts
    from deskapp.wiring import Desk

LOG, OFFICER, SETTING, PERSON, DISPUTE = "log", "officer", "setting", "person", "dispute"
CARD = "person:"


_LABELS = {
    OFFICER: N_("Add an officer or auxiliary"), SETTING: N_("Settings"), PERSON: N_("Officer"),
    DISPUTE: N_("New dispute"), "handover_note": N_("Note"), "handover_check": N_("Number found"),
    "handover_addendum": N_("Addendum"), "handover_return": N_("Question"),
    "handover_close": N_("Why nobody takes over"),
    "handover_accept": N_("Why one officer takes over from himself"),
}  # fmt: skip
"""What the forms of small registers are called."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How it stands with the record that a draft belongs to."""

    sheltered: bool = False
    over: str = ""
    """The state of the record in English, where what was half typed is not possible in it any more."""


def _mine(desk: Desk) -> tuple[Draft, ...]:
    """The drafts of whoever writes now; those without any text go."""
    found = desk.drafts.all(desk.room.id, desk.room.signed_in)
    for draft in found:
        if draft.is_empty:
            desk.drafts.discard(draft.place)
    return tuple(draft for draft in found if not draft.is_empty)


def tell_waiting(app: DeskApp) -> None:
    """Say after a start what waits from before, and the keys that bring it back."""
    found = _mine(app.desk)
    logs = sum(draft.place.kind == LOG for draft in found)
    if len(found) == 1 == logs:
        app.tell(N_("1 draft is kept: F2, Ctrl+R"))
    elif len(found) == 1:
        app.tell(N_("1 draft is kept: Ctrl+T opens it"))
    elif logs == len(found) > 0:
        app.tell(N_("{count} drafts are kept: F2, Ctrl+R. Ctrl+T lists them."), count=len(found))
    elif found:
        app.tell(N_("Drafts are kept: {count}. Ctrl+T lists them."), count=len(found))


def tell_trouble(app: DeskApp) -> None:
    """Say once why a draft could not be written."""
    if error := app.desk.drafts.trouble():
        why = error.say(app.words)
        app.tell(N_("The draft is not in the file yet; it is tried again. {why}"), "bad", why=why)


def keep_open(app: DeskApp) -> str:
    """Keep at once what stands in the open forms; gives the keys that bring it back, or nothing where all is empty."""
    forms = open_forms(app)
    for form in forms:
        with suppress(DeskError):  # `parting` tells
            form.keep_now()
    kept = [form for form in forms if form.keeps]
    if not kept:
        return ""
    return "F2, Ctrl+R" if all(form.draft_form() == LOG for form in kept) else "Ctrl+T"


def parting(desk: Desk, kept: str, t: Words) -> str:
    """Wait until all is written; what is to be said of the forms that were open at the end, or nothing."""
    if error := desk.drafts.flush():
        return t(N_("What was half typed could not be kept. {why}"), why=error.say(t))
    return t(N_("What was half typed is kept as a draft: {keys} brings it back."), keys=kept) if kept else ""


def show(app: DeskApp) -> None:
    """The list of this officer's drafts."""
    from deskapp.screens.draft_list import DraftsDialog

    keep_open(app)
    store = app.desk.drafts
    found = {str(number): draft for number, draft in enumerate(_mine(app.desk), 1)}
    if not found:
        app.tell(N_("No draft is kept: a form that is left half typed keeps one by itself."))
        return

    def chosen(value: str | None) -> None:
        if value:
            _open(app, found[value])

    def drop(value: str) -> None:
        for form in open_forms(app):
            form.forget(found[value])
        store.discard(found[value].place)

    def restore(value: str) -> None:
        store.keep(found[value].place, found[value].values)

    app.push_screen(DraftsDialog([_choice(app, *item) for item in found.items()], drop, restore), chosen)


def standing(desk: Desk, draft: Draft) -> Standing:
    """How it stands with the record of a draft; nothing is told of a draft that belongs to none."""
    from deskapp.domain.dispute_codes import STATUS as DISPUTE_STATUS
    from deskapp.domain.dispute_outcome import FORM
    from deskapp.domain.dispute_steps import MACHINE
    from deskapp.domain.request_codes import STATUS
    from deskapp.domain.request_steps import machine
    from deskapp.screens.opened import FINAL
    from deskapp.screens.steps import STEP

    number, code = draft.place.subject, draft.place.kind.removeprefix(STEP)
    read, room = desk.reader, desk.room
    if number.startswith(f"{PREFIX}-"):
        file = disputes.find(read, room.id, number)
        if file is None:
            return Standing()
        status, names, steps = file.dispute.status, DISPUTE_STATUS, (*MACHINE.steps, FORM)
        possible = [*MACHINE.allowed(status), *([FORM] if status in FORM.sources else [])]
        sheltered = file.sheltered
    else:
        request = requests.find(read, room.id, number) if number else None
        if request is None:
            return Standing()
        status, names, steps = request.status, STATUS, machine().steps
        possible = list(machine().allowed(status))
        sheltered = request.is_sheltered(room.calendar.day(desk.clock()))
    known = code in {step.code for step in steps}
    over = status in FINAL or (known and code not in {step.code for step in possible})
    return Standing(sheltered, names.source_of(status) if over else "")


def _choice(app: DeskApp, value: str, draft: Draft) -> Choice:
    from deskapp.screens.choose import Choice

    t, now = app.words, app.desk.clock()
    label, at = _label(draft), standing(app.desk, draft)
    subject = f"{draft.place.subject}  " if draft.place.subject else ""
    age = t(N_("{count} {unit} ago"), **draft.age(now))
    words = draft.first_words(app.desk.room.masks, sheltered=at.sheltered)
    over = t(N_("(the record is: {state})"), state=Term(at.over)) if at.over else ""
    note = "  ".join(part for part in (over, age, words) if part)
    return Choice(value, f"{subject}{t(label)}", note, label)


def _label(draft: Draft) -> str:
    """What the form is called, in English."""
    from deskapp.domain.request_steps import machine
    from deskapp.screens.correct import CORRECT
    from deskapp.screens.disputes.side_forms import FORM as SIDES
    from deskapp.screens.disputes.side_forms import LABELS as LABEL_OF
    from deskapp.screens.person_forms import LABELS
    from deskapp.screens.settings.part import PART
    from deskapp.screens.steps import NOTE, STEP

    kind = draft.place.kind
    if kind.startswith(SIDES):
        return LABEL_OF.get(kind.removeprefix(SIDES).partition(":")[0], kind)
    if kind.startswith(PART):
        with suppress(DeskError):
            return setting(kind.removeprefix(PART)).label
    if kind.startswith(STEP):
        code = kind.removeprefix(STEP)
        if code == CORRECT:
            return N_("Correct")
        if code == NOTE.code:
            return NOTE.label
        if draft.place.subject.startswith(f"{PREFIX}-"):
            return _label_in_dispute(code)
        if label := _label_in_group(kind, draft.place.subject):
            return label
        with suppress(DeskError):
            return machine().step(code).label
    if label := _label_in_group(kind, draft.place.subject):
        return label
    if kind.startswith(CARD):
        return LABELS.get(kind, kind)
    return _LABELS.get(kind, N_("New request"))


def _groups() -> tuple[GroupDrafts, ...]:
    """The forms of the groups of pages."""
    from deskapp.screens.field.drafts import DRAFTS as FIELD
    from deskapp.screens.volunteers.drafts import DRAFTS as VOLUNTEERS

    return VOLUNTEERS, FIELD


def _label_in_group(kind: str, subject: str) -> str:
    return next(filter(None, (group.label_of(kind, subject) for group in _groups())), "")


def _open_of_dispute(app: DeskApp, draft: Draft) -> None:
    """Open the form of a new dispute with the draft in it, or the sides to which the draft of a box belongs."""
    from deskapp.screens.disputes.opening import OpeningScreen

    top, desk, number = app.screen, app.desk, draft.place.subject
    if draft.place.kind != DISPUTE:
        app.dispute_sides(number)
        app.tell(N_("Open the same box again, then Ctrl+R brings the draft back."))
    elif isinstance(top, OpeningScreen) and top.draft_subject() == number:
        top.bring(draft)
    else:
        request = requests.find(desk.reader, desk.room.id, number) if number else None
        app.push_screen(OpeningScreen(request, draft))


def _label_in_dispute(code: str) -> str:
    from deskapp.domain.dispute_outcome import FORM
    from deskapp.domain.dispute_steps import MACHINE
    from deskapp.screens.disputes.steps import BESIDE

    steps = {step.code: step.label for step in (FORM, *MACHINE.steps, *BESIDE.values())}
    return steps.get(code, code)


def _open_dispute(app: DeskApp, draft: Draft) -> None:
    """Open the form of a new dispute, or the box of a half-typed step or of its outcome, where it was typed."""
    from deskapp.domain.dispute_outcome import FORM
    from deskapp.screens.disputes.file import DisputeScreen
    from deskapp.screens.disputes.list import DisputesScreen
    from deskapp.screens.steps import STEP

    top, number = app.screen, draft.place.subject
    if not draft.place.kind.startswith(STEP):
        _open_of_dispute(app, draft)
    elif draft.place.kind == STEP + FORM.code:
        if isinstance(top, DisputesScreen):
            top.resume(draft)
        else:
            app.push_screen(DisputesScreen(number, draft))
    elif isinstance(top, DisputeScreen) and top.number == number:
        top.resume(draft)
    else:
        app.push_screen(DisputeScreen(number, draft))


def _open_in_register(app: DeskApp, draft: Draft) -> bool:
    """Open a form of a dispute or of a group of pages; False where it is none."""
    from deskapp.domain.certificate import PREFIX as CERTIFICATE

    group = next((one for one in _groups() if one.is_one(draft)), None)
    if group is not None:
        group.open_draft(app, draft)
    elif draft.place.subject.startswith(f"{CERTIFICATE}-"):
        app.open_certificate(draft.place.subject)
    elif draft.place.kind == DISPUTE or draft.place.subject.startswith(f"{PREFIX}-"):
        _open_dispute(app, draft)
    else:
        return False
    return True


def _open(app: DeskApp, draft: Draft) -> None:
    """Open the form of a draft with the draft in it; where its record has moved on, the record, and say so."""
    if state := standing(app.desk, draft).over:
        number = draft.place.subject
        (app.open_dispute if number.startswith(f"{PREFIX}-") else app.open_record)(number)
        app.tell(
            N_("{number} has moved on: {state}. The draft does not fit any more; Ctrl+T, then Ctrl+D drops it."),
            "bad", number=number, state=Term(state),
        )  # fmt: skip
    elif draft.place.kind.startswith("handover_"):
        app.open_handover_draft(draft)
    else:
        _open_form(app, draft)


def _open_form(app: DeskApp, draft: Draft) -> None:
    from deskapp.screens.disputes.opening import OpeningScreen
    from deskapp.screens.log import LogScreen
    from deskapp.screens.officers import OfficersDialog
    from deskapp.screens.person import PersonScreen
    from deskapp.screens.record import RecordScreen
    from deskapp.screens.settings.lists import screen_of_draft
    from deskapp.screens.settings.part import PART
    from deskapp.screens.settings.screen import SettingsScreen

    top = app.screen
    under = open_forms(app)[:-1] if isinstance(top, LogScreen | OpeningScreen) else open_forms(app)
    if any(form.holds(draft) for form in under):
        app.tell(N_("This draft stands in a form that is still open: Esc goes back to it."))
    elif draft.place.kind == LOG:
        if isinstance(top, LogScreen):
            top.bring(draft)
        else:
            app.push_screen(LogScreen(draft))
    elif draft.place.kind == OFFICER:
        app.push_screen(OfficersDialog(draft))
    elif draft.place.kind.startswith(CARD):
        if isinstance(top, PersonScreen) and top.number == draft.place.subject:
            top.resume(draft)
        else:
            app.push_screen(PersonScreen(draft.place.subject, draft))
    elif draft.place.kind.startswith(PART):
        app.push_screen(screen_of_draft(draft))
    elif draft.place.kind in (SETTING, PERSON):
        if isinstance(top, SettingsScreen):
            top.resume(draft)
        else:
            app.push_screen(SettingsScreen(draft))
    elif _open_in_register(app, draft):
        pass
    elif isinstance(top, RecordScreen) and top.number == draft.place.subject:
        top.resume(draft)
    else:
        app.push_screen(RecordScreen(draft.place.subject, draft))
