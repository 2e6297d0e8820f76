"""What the keys do on the page of a shift, by its state."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from deskapp.domain.draft import Draft
from deskapp.domain.handover import TEXTS
from deskapp.domain.handover_rows import Line
from deskapp.domain.officer import OFFICER_KIND
from deskapp.domain.words import N_
from deskapp.screens.choose import Choice, Choose
from deskapp.screens.handover.forms import (
    ACCEPTING,
    CLOSING,
    RETURNING,
    CheckDialog,
    NoteDialog,
    PeopleDialog,
)
from deskapp.screens.handover.standing import Standing
from deskapp.screens.handover.steps import Steps


class Verbs(Steps):
    """Mixin of the page of a shift: what the keys do on its lines."""

    # -- lines

    def enter(self, one: Standing, line: Line) -> None:
        """Enter on a line."""
        me = self._me
        if one.shift.status == "pending_accept":
            if line.kind == "register":
                self._list_changes(one, line.about)
            elif line.number and line.number in one.handover.must_tell() and line.kind in ("record", "duty"):
                self.action_tick()
            else:
                me.action_record()
        elif line.kind in ("empty", "change"):
            me.action_record()
        elif line.check is not None:
            self._count(one, line)
        else:
            self._note(one, line)

    def _list_changes(self, one: Standing, subject: str) -> None:
        from deskapp.screens.handover.changes import ChangesScreen

        if one.last is not None:
            self._me.app.push_screen(ChangesScreen(subject, one.last))

    def _note(self, one: Standing, line: Line, draft: Draft | None = None) -> None:
        me = self._me
        handover = one.handover
        held = handover.texts.get(line.about) or next(
            (note.text for note in handover.notes if note.about == line.about), ""
        )
        title = line.number or me.t(TEXTS.get(line.about, "")) or line.what
        noted = partial(self._noted, line.about, title or line.about, one.shift.number)
        me.app.push_screen(NoteDialog(line.about, title, held, noted, draft))

    def _noted(self, about: str, title: str, shift: str, dialog: NoteDialog, text: str) -> None:
        me = self._me
        desk = me.desk
        said = N_("{about}: note kept") if text.strip() else N_("{about}: note taken back")
        self._save(dialog, lambda: desk.shifts.note(about, text, desk.actor, shift), said, about=title)

    def _count(self, one: Standing, line: Line, draft: Draft | None = None) -> None:
        me, check = self._me, line.check
        if check is None:
            return
        if one.shift.status != "handing_over":
            me.refuse(N_("Things are counted once the cut-off stands: Ctrl+B begins the handover."))
            return

        def save(dialog: CheckDialog, found: int, text: str) -> None:
            desk = me.desk
            self._save(
                dialog, lambda: desk.shifts.check(check.kind, check.name, found, text, desk.actor),
                N_("{name}: {found} of {expected}"), name=check.name, found=found, expected=check.expected,
            )  # fmt: skip

        me.app.push_screen(CheckDialog(check, save, draft))

    def resume(self, draft: Draft) -> None:
        """Open a half-typed box again."""
        me = self._me
        one = me.standing
        if one is None:
            return
        if draft.place.kind in (RETURNING, CLOSING, ACCEPTING):
            self._resume_step(one, draft)
            return
        line = next((line for line in me._lines if line.about == draft.place.subject), None)
        if line is None:
            line = Line("record", draft.place.subject)
        if draft.place.kind == CheckDialog.DRAFT:
            self._count(one, line, draft)
        else:
            self._note(one, line, draft)

    def _save(
        self, dialog: NoteDialog | CheckDialog | PeopleDialog, verb: Callable[[], object], said: str, **params: object
    ) -> None:  # fmt: skip
        me = self._me

        def both() -> Standing | None:
            verb()
            return me.read()

        def done(found: Standing | None) -> None:
            dialog.saved()
            dialog.close_once(True)
            me.show(found)
            me.host.tell(said, "good", **params)

        dialog.act(both, done, dialog.refused)

    # -- digits, signs

    def action_digit(self, digit: int) -> None:
        """What a digit means on this line, in this state."""
        me = self._me
        one, line = me.standing, me.line
        if one is None or me.app.screen is not me:
            return
        if one.shift.status == "pending_accept":
            self._choose_taker(one, digit)
        elif line is None:
            return
        elif line.check is not None:
            self._digit_on_thing(one, line, digit)
        elif line.kind == "duty":
            self._digit_on_duty(one, line, digit)
        elif line.number and digit == 1:
            self._tell(one, line)
        else:
            me.refuse(N_("{digit} means nothing on this line. F1 tells the keys."), digit=digit)

    def _choose_taker(self, one: Standing, digit: int) -> None:
        me = self._me
        if digit == 0:
            self._find_taker(one)
        elif digit > len(one.takers):
            me.refuse(N_("Nobody stands on {digit}. The names stand above with their digits."), digit=digit)
        else:
            self._takes(one.takers[digit - 1].id)

    def _find_taker(self, one: Standing) -> None:
        """All who may take over, by name, badge number or pinyin."""
        me = self._me
        people = {str(person.id): person for person in one.takers}
        choices = [
            Choice(key, person.signature(), OFFICER_KIND.label_of(person.kind, me.t)) for key, person in people.items()
        ]  # fmt: skip

        def chosen(key: str | None) -> None:
            if key:
                self._takes(people[key].id)

        me.app.push_screen(
            Choose(N_("Who takes over? Name, pinyin or badge number"), choices, numbered=False), chosen
        )

    def _takes(self, officer: int) -> None:
        me = self._me
        me.incoming = officer
        me.listed.action_first()
        me.host.tell("")
        me.reload()

    def _digit_on_thing(self, one: Standing, line: Line, digit: int) -> None:
        me, desk, check = self._me, self._me.desk, line.check
        assert check is not None
        if one.shift.status != "handing_over":
            me.refuse(N_("Things are counted once the cut-off stands: Ctrl+B begins the handover."))
        elif digit != check.expected:
            self._count(one, Line(line.kind, line.about, check=replace(check, found=digit)))
        else:
            me.do(
                lambda: desk.shifts.check(check.kind, check.name, digit, "", desk.actor),
                N_("{name}: {found} of {expected}"), name=check.name, found=digit, expected=check.expected,
            )  # fmt: skip

    def _digit_on_duty(self, one: Standing, line: Line, digit: int) -> None:
        me, desk, number = self._me, self._me.desk, line.about
        if one.shift.status == "open" and digit == 1:
            self._tell(one, line)
        elif one.shift.status != "handing_over":
            me.refuse(N_("Volunteers are asked once the cut-off stands: Ctrl+B begins the handover."))
        elif digit == 1:
            me.do(lambda: desk.shifts.goes_on((number,), desk.actor), N_("{number}: goes on"), number=number)
        elif digit == 2:
            me.do(
                lambda: desk.attendances.step(number, "end", {}, desk.actor, desk.words),
                N_("{number}: signed out · Ctrl+Z undoes"), number=number,
            )  # fmt: skip
        else:
            me.refuse(N_("A volunteer: 1 goes on, 2 signs out now."))

    def _tell(self, one: Standing, line: Line) -> None:
        me, desk, number = self._me, self._me.desk, line.number
        on = number not in one.handover.told
        if not on or number not in one.handover.must_tell():
            said = N_("{number}: to be told by mouth") if on else N_("{number}: the mark is taken away")
            shift = one.shift.number
            me.do(lambda: desk.shifts.tell(number, on, desk.actor, shift), said, number=number)
        else:
            me.host.tell(N_("{number} is to be told already: the desk marks what is grave."), number=number)

    def action_tick(self) -> None:
        """Space: the record was told, or was not."""
        me, desk = self._me, self._me.desk
        one, line = me.standing, me.line
        if one is None or line is None or me.app.screen is not me:
            return
        if one.shift.status != "pending_accept":
            me.refuse(N_("The incoming officer ticks what was told, once it is sent: Ctrl+S sends it."))
        elif not one.incoming:
            me.refuse(N_("Choose first who takes over: the digit before the name above."))
        elif line.number not in one.handover.must_tell():
            me.refuse(N_("This line need not be ticked: those that must be told are marked."))
        else:
            number, on = line.number, line.number not in one.handover.ticks
            me.do(lambda: desk.shifts.tick(number, on, desk.actor, one.incoming))
            me.listed.action_step(1)

    def action_all_there(self) -> None:
        """All that was not counted yet is there."""
        me, desk = self._me, self._me.desk
        if me.app.screen is me:
            me.do(lambda: desk.shifts.all_there(desk.actor), N_("All that was not counted is there."))

    def action_all_on(self) -> None:
        """All volunteers go on."""
        me, desk = self._me, self._me.desk
        if (one := me.standing) is not None and me.app.screen is me:
            me.do(lambda: desk.shifts.goes_on(one.going, desk.actor), N_("All volunteers on duty go on."))

    # -- people

    def action_people(self) -> None:
        """Ctrl+N: who serves."""
        me, desk = self._me, self._me.desk
        one = me.standing
        if one is None or me.app.screen is not me:
            return
        if one.shift.status != "open":
            me.refuse(N_("The people stand as they were at the cut-off. Del takes the handover back."))
            return

        def save(
            dialog: PeopleDialog, leader: int, officers: Sequence[int], auxiliaries: Sequence[int]
        ) -> None:
            self._save(
                dialog, lambda: desk.shifts.change_people(desk.actor, leader, officers, auxiliaries),
                N_("{number}: people changed"), number=one.shift.number,
            )  # fmt: skip

        me.app.push_screen(PeopleDialog(one.shift, [p for p in one.people if p.active], save))
