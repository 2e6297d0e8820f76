"""The field for who found something: an officer of the room, or one of the volunteers."""

from __future__ import annotations

from typing import cast

from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.officer import Officer
from deskapp.domain.pinyin import begins, sounds_of
from deskapp.domain.text import clean, narrow
from deskapp.domain.words import N_
from deskapp.reading import team_lists
from deskapp.screens.base import Ready
from deskapp.screens.choose import Choice, Choose
from deskapp.widgets.fields_person import Candidate
from deskapp.widgets.form import Form

FINDER = "finder"


class Finding:
    """Mixin of a box that asks who found something; number, name, pinyin or a phone's tail find them."""

    @property
    def _box(self) -> Ready:
        return cast(Ready, self)

    def on_mount(self) -> None:
        """Hand the candidates to the field."""
        # Beside the other classes' own on_mount: Textual calls each class of the family.
        form: Form = self._box.query_one(Form)  # type: ignore[attr-defined]
        if any(spec.name == FINDER for spec in form.specs):
            form.person(FINDER).seek = self.found_by

    def found_by(self, text: str) -> tuple[Candidate, ...]:
        """Who may be meant: officers, then volunteers."""
        desk, t = self._box.desk, self._box.t
        today = desk.room.calendar.day(desk.clock())
        people = [
            Candidate(one.badge, one.name, t(N_("officer of the room")))
            for one in desk.officers
            if one.active and _fits(one, text)
        ]
        for one in team_lists.meant(desk.reader, desk.room.id, text):
            name = f"{one.volunteer.member_no} {one.person.shown_name(today, t, desk.room.masks)}"
            people.append(
                Candidate(one.volunteer.member_no, name, " · ".join(held.team for held in one.teams))
            )
        return tuple(people)

    def on_form_person_chosen(self, message: Form.PersonChosen) -> None:
        """Take the number and go on."""
        message.form.set_values({message.field: message.value})
        message.form.go_on(message.field)

    def on_form_person_asked(self, message: Form.PersonAsked) -> None:
        """Ask which one is meant."""

        def chosen(number: str | None) -> None:
            if number:
                message.form.set_values({message.field: number})
                message.form.go_on(message.field)

        choices = [Choice(one.value, one.name, one.fact) for one in message.candidates]
        self._box.app.push_screen(Choose(N_("Who is meant?"), choices, direct=True), chosen)  # type: ignore[attr-defined]

    def with_finder(self, given: dict[str, str]) -> dict[str, str]:
        """The values with the number of whoever is meant. Raises DeskError where nobody is, or several are."""
        typed = given.get(FINDER, "").strip()
        if not typed:
            return given
        found = self.found_by(typed)
        exact = [one for one in found if one.value.casefold() == narrow(typed).casefold()]
        if len(exact or found) == 1:
            return given | {FINDER: (exact or list(found))[0].value}
        if found:
            raise DeskError(
                N_("“{text}” fits several people: {known}. Type a number. What you typed is kept."),
                code=Exit.USAGE, field=FINDER, text=clean(typed)[:40], known=", ".join(one.name for one in found[:6]),
            )  # fmt: skip
        return given


def _fits(one: Officer, text: str) -> bool:
    said = narrow(clean(text)).casefold()
    if not said:
        return False
    if said == one.badge.casefold() or said in one.name.casefold():
        return True
    return said.isascii() and said.isalpha() and begins(said, sounds_of(one.name))
