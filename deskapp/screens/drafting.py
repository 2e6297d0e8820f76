"""What forms share that keep what is half typed: kept while typing, offered back, discarded on purpose only."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, cast

from textual.app import App
from textual.css.query import NoMatches
from textual.timer import Timer

from deskapp.domain.draft import Draft, Place
from deskapp.domain.errors import DeskError
from deskapp.domain.words import N_
from deskapp.screens.base import DeskScreen

if TYPE_CHECKING:
    from deskapp.widgets.form import Form
    from deskapp.wiring import Desk

SOON = 0.4
"""Seconds after which a change is kept; those that follow meanwhile go with it."""


def open_forms(app: App[Any]) -> list[Drafting]:
    """The forms that lie open, the one on top last."""
    return [cast(Drafting, screen) for screen in app.screen_stack if issubclass(type(screen), Drafting)]


class Drafting:
    """Mixin of a screen with a form.

    There is one draft of a form for each officer and record. Only where one waits and somebody types a new
    text instead of bringing it back, the new text gets a place beside it, so that neither is lost.
    """

    DRAFT = ""
    """The form's name in the file; without one nothing is kept."""

    _place: Place | None = None
    """Where what stands in the form is kept; None while nothing of it is."""
    _kept: Mapping[str, str] = {}
    """What was kept last."""
    _dropped: Mapping[str, str] = {}
    """What was discarded last: Ctrl+R takes it back while the form is open."""
    _known: set[Place] | None = None
    """The places that were taken when the form was opened."""
    _due: Timer | None = None
    _over = False

    @property
    def _me(self) -> DeskScreen:
        """This screen, or box: both have what is used here."""
        return cast(DeskScreen, self)

    @property
    def _desk(self) -> Desk:
        return self._me.desk

    def draft_form(self) -> str:
        """The name of the form."""
        return self.DRAFT

    def draft_subject(self) -> str:
        """Number of the record that the form is about."""
        return ""

    def typed(self) -> dict[str, str]:
        """What a person typed; empty where nothing of it is worth keeping."""
        raise NotImplementedError

    def worth(self, values: Mapping[str, str]) -> bool:
        """Whether a person typed a text into `values`; a choice alone is no draft."""
        return bool(values)

    def refill(self, values: Mapping[str, str]) -> None:
        """Begin the form anew with `values` in it."""
        raise NotImplementedError

    def say_draft(self, text: str, /, **params: object) -> None:
        """Put a sentence about the draft where the form speaks."""
        self._me.host.tell(text, "", **params)

    # -- while typing

    def on_form_changed(self, _message: Form.Changed) -> None:
        """Keep it soon."""
        self.keep_soon()

    def keep_soon(self) -> None:
        """Keep what is typed within `SOON`, however long the typing goes on."""
        if self._due is None and self.draft_form():
            self._due = self._me.set_timer(SOON, self.keep_now)

    def on_screen_suspend(self) -> None:
        """Something else comes on top: keep it at once."""
        self.keep_now()

    def keep_now(self) -> None:
        """Keep what is typed, if it is not kept already."""
        if self._due is not None:
            self._due.stop()
            self._due = None
        officer = self._desk.room.signed_in
        if self._over or not self._me.ready or not self.draft_form() or not officer:
            return
        try:
            values = self.typed()
        except NoMatches:  # its fields are being taken down; it was kept as it went to the background
            return
        if not self.worth(values):
            values = {}
        if values == self._kept:
            return
        drafts = self._desk.drafts
        if self._place is not None and (not values or self._place.officer_id != officer):
            drafts.discard(self._place)  # what another officer goes on typing is that officer's
            self._place = self._known = None
        if values:
            self._place = self._place or self._free_place()
            drafts.keep(self._place, values)
        self._kept = values

    def _free_place(self) -> Place:
        room, form = self._desk.room, self.draft_form()
        if self._known is None:
            self._known = {draft.place for draft in self._desk.drafts.all(room.id, room.signed_in)}
        taken = self._known | self._open_elsewhere()
        number = 1
        while True:
            name = form if number == 1 else f"{form} {number}"
            place = Place(room.id, room.signed_in, name, self.draft_subject())
            if place not in taken:
                return place
            number += 1

    def _open_elsewhere(self) -> set[Place]:
        """The places of forms that lie open below this one."""
        others = [form for form in open_forms(self._me.app) if form is not self]
        return {form._place for form in others if form._place is not None}

    # -- offering and taking back

    def _all(self) -> list[Draft]:
        """The drafts of this form, the newest first, what stands in it now included."""
        room, away = self._desk.room, self._open_elsewhere()
        found = self._desk.drafts.all(room.id, room.signed_in)
        if self._known is None:
            self._known = {draft.place for draft in found}
        return [
            draft
            for draft in found
            if (draft.place.kind, draft.place.subject) == (self.draft_form(), self.draft_subject())
            and draft.place not in away
        ]

    def _waiting(self) -> list[Draft]:
        return [draft for draft in self._all() if draft.place != self._place]

    def offer(self) -> None:
        """Say that a draft waits, where one does."""
        if self.draft_form() and (waiting := self._waiting()):
            self.say_draft(
                N_("A draft from {count} {unit} ago is kept: Ctrl+R brings it back, Ctrl+D discards it."),
                **waiting[0].age(self._desk.clock()),
            )

    def bring(self, draft: Draft) -> None:
        """Put a draft into the form; what stood there stays a draft of its own."""
        self.keep_now()
        self._place = draft.place
        self.refill(draft.values)
        self._kept = self.typed()
        self.say_draft(N_("The draft is back."))

    def action_restore(self) -> None:
        """Ctrl+R: bring the draft back; again, the next one."""
        if not self.draft_form():
            return
        self.keep_now()
        if self._dropped and not self._kept:
            dropped, self._dropped = self._dropped, {}
            self.refill(dropped)
            self.keep_now()
            self.say_draft(N_("The draft is back."))
            return
        found = self._all()
        here = next((at for at, draft in enumerate(found) if draft.place == self._place), -1)
        if found and (here < 0 or len(found) > 1):
            self.bring(found[(here + 1) % len(found)])
            return
        self.say_draft(N_("No other draft of this form is kept."))

    def action_discard(self) -> None:
        """Ctrl+D: empty the form and forget its draft; in an empty form, forget the one that waits."""
        if not self.draft_form():
            return
        self.keep_now()
        if values := self.typed():
            if self._place is not None:
                self._desk.drafts.discard(self._place)
            self._dropped, self._kept = values, {}
            self._place = self._known = None
            self.refill({})
        elif waiting := self._waiting():
            self._desk.drafts.discard(waiting[0].place)
            self._dropped = waiting[0].values
        else:
            self.say_draft(N_("Nothing is typed and no draft is kept: there is nothing to discard."))
            return
        self.say_draft(N_("The draft is discarded. Ctrl+R takes it back while this form is open."))

    # -- leaving

    @property
    def keeps(self) -> bool:
        """Whether what stands in the form is kept."""
        return self._place is not None

    def holds(self, draft: Draft) -> bool:
        """Whether the draft is what stands in this form."""
        return self._place == draft.place

    def forget(self, draft: Draft) -> None:
        """The draft was dropped elsewhere: what stands here goes on as something new."""
        if self._place == draft.place:
            self._place, self._kept = None, self.typed()

    def leave(self) -> bool:
        """The form closes unsaved; gives whether a draft of it is kept."""
        try:
            self.keep_now()
        except DeskError as error:
            self._me.host.refuse(error)
        self._over = True
        if self._dropped and not self.keeps:
            self.say_draft("")  # what was said of Ctrl+R holds no longer
        return self.keeps

    def let_go(self) -> Place | None:
        """Keep what is typed and begin anew; gives where it is kept, for a form that goes on with it."""
        try:
            self.keep_now()
        except DeskError as error:
            self._me.host.refuse(error)
        place, self._place = self._place, None
        self._kept, self._known = {}, None
        return place

    def saved(self) -> None:
        """What was typed is a record now: its draft goes."""
        if self._due is not None:
            self._due.stop()
        self._over = True
        if self._place is not None:
            self._desk.drafts.discard(self._place)
            self._place = None
