"""What the keys do on the page of a shift, by its state."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, cast

from deskapp.domain.draft import Draft
from deskapp.domain.handover import TEXTS
from deskapp.domain.handover_rows import Line
from deskapp.domain.shift import Proof, Shift
from deskapp.domain.words import N_
from deskapp.screens.handover.forms import (
    Asks,
    CheckDialog,
    NoteDialog,
    PeopleDialog,
    ProofDialog,
)
from deskapp.screens.handover.standing import Standing

if TYPE_CHECKING:
    from deskapp.domain.officer import Officer
    from deskapp.screens.handover.screen import HandoverScreen

LEADERS = frozenset({"duty_leader", "administrator"})

SEND = Asks(
    N_("Hand over {number}"),
    N_("The outgoing officer types the PIN: the sheet then waits for the next shift."), "",
)  # fmt: skip
ACCEPT = Asks(
    N_("Take over {number}"),
    N_("The incoming officer types the PIN: the handover is sealed, and that officer sits at the desk."), "",
)  # fmt: skip
RETURN = Asks(
    N_("Return {number}"), N_("What is not clear, as a question; it is kept. Then the PIN of who asks."), "",
)  # fmt: skip
CLOSE = Asks(
    N_("Close {number} without relief"),
    N_("Why nobody takes over, and the PIN of a leader. The next shift is then opened with Ctrl+A."), "",
)  # fmt: skip


class Verbs:
    """Mixin of the page of a shift."""

    @property
    def _me(self) -> HandoverScreen:
        return cast("HandoverScreen", self)

    # -- lines

    def enter(self, one: Standing, line: Line) -> None:
        """Enter on a line."""
        me = self._me
        if one.shift.status == "pending_accept":
            if line.number and line.number in one.handover.must_tell() and line.kind in ("record", "duty"):
                self.action_tick()
            else:
                me.action_record()
        elif line.kind in ("empty", "change"):
            me.action_record()
        elif line.check is not None:
            self._count(one, line)
        else:
            self._note(one, line)

    def _note(self, one: Standing, line: Line, draft: Draft | None = None) -> None:
        me = self._me
        handover = one.handover
        held = handover.texts.get(line.about) or next(
            (note.text for note in handover.notes if note.about == line.about), ""
        )
        title = line.number or me.t(TEXTS.get(line.about, "")) or line.what
        noted = partial(self._noted, line.about, one.shift.number)
        me.app.push_screen(NoteDialog(line.about, title, held, noted, draft))

    def _noted(self, about: str, shift: str, dialog: NoteDialog, text: str) -> None:
        me = self._me
        desk = me.desk
        said = N_("{about}: note kept") if text.strip() else N_("{about}: note taken back")
        self._save(
            dialog, lambda: desk.shifts.note(about, text, desk.actor, shift), said, about=self._called(about)
        )

    def _called(self, about: str) -> str:
        return self._me.t(TEXTS[about]) if about in TEXTS else about

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
        if not 1 <= digit <= len(one.takers):
            me.refuse(N_("Nobody stands on {digit}. The names stand above with their digits."), digit=digit)
            return
        me.incoming = one.takers[digit - 1].id
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
        elif line.number not in one.handover.must_tell():
            me.refuse(N_("This line need not be ticked: those that must be told are marked."))
        else:
            number, on = line.number, line.number not in one.handover.ticks
            me.do(lambda: desk.shifts.tick(number, on, desk.actor))
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

    # -- steps

    def action_start(self) -> None:
        """Ctrl+B: fix the cut-off."""
        me, desk = self._me, self._me.desk
        if me.app.screen is me:
            me.do(
                lambda: desk.shifts.start(desk.actor),
                N_("The cut-off stands: what comes now belongs to the next shift. Del takes it back."),
            )

    def action_step_back(self) -> None:
        """Del: take the handover back, or return it with a question."""
        me, desk = self._me, self._me.desk
        one = me.standing
        if one is None or me.app.screen is not me:
            return
        if one.shift.status == "handing_over":
            me.do(
                lambda: desk.shifts.cancel(desk.actor),
                N_("Taken back: the shift goes on, all of it is kept."),
            )
        elif one.shift.status == "pending_accept":
            self._ask(one, RETURN, self.return_given, text=N_("Question"), who=self._takers(one))
        else:
            me.refuse(N_("No handover is under way: Ctrl+B begins one."))

    def action_go_on(self) -> None:
        """Ctrl+S: send, or accept."""
        me = self._me
        one = me.standing
        if one is None or me.app.screen is not me:
            return
        if one.shift.status == "open":
            me.refuse(N_("Nothing is handed over yet: Ctrl+B begins the handover."))
        elif one.shift.status == "handing_over":
            self._ask(
                one,
                SEND,
                self.send_given,
                who=tuple(p for p in one.people if p.id == me.desk.actor.officer_id),
            )
        elif not one.incoming:
            me.refuse(N_("Choose first who takes over: the digit before the name above."))
        else:
            alone = (
                N_("Why one officer takes over from himself") if one.incoming == one.shift.outgoing else ""
            )
            led = me.desk.values.text("leader_signs") == "yes"
            self._ask(
                one,
                ACCEPT,
                self.accept_given,
                text=alone,
                who=self._takers(one),
                leaders=leaders(one) if led else (),
            )

    def action_close_alone(self) -> None:
        """Ctrl+L: a leader closes it where nobody comes."""
        me = self._me
        one = me.standing
        if one is None or me.app.screen is not me:
            return
        if one.shift.status == "open":
            me.refuse(N_("Nothing is handed over yet: Ctrl+B begins the handover."))
        else:
            self._ask(one, CLOSE, self.close_given, text=N_("Why nobody takes over"), who=leaders(one))

    def _takers(self, one: Standing) -> tuple[Officer, ...]:
        return tuple(p for p in one.takers if one.incoming in (0, p.id))

    def _ask(
        self, one: Standing, asks: Asks, save: Callable[[Mapping[str, str]], Callable[[], object]], text: str = "",
        who: tuple[Officer, ...] = (), leaders: tuple[Officer, ...] = (),
    ) -> None:  # fmt: skip
        """Ask for what the step needs, then take it; with nothing to ask it is taken at once."""
        me = self._me
        asks = replace(
            asks, number=one.shift.number, text=text, who=who, leaders=leaders, pins=me.desk.has_pins
        )
        if asks.empty:
            me.act(save({"who": str(who[0].id if who else 0)}), self._done)
            return

        def given(dialog: ProofDialog, typed: Mapping[str, str]) -> None:
            def done(found: object) -> None:
                me.held.clear()
                dialog.close_once(True)
                self._done(found)

            dialog.act(save(typed), done, dialog.refused)

        me.app.push_screen(ProofDialog(asks, me.held, given))

    def _done(self, found: object) -> None:
        """Show what has become of a step: sealed by an acceptance, sealed by a leader, or still under way."""
        me = self._me
        if isinstance(found, tuple):
            me.after_accept(found)
        elif isinstance(found, Shift) and found.locked:
            me.after_close(found)
        elif isinstance(found, Shift):
            said = (
                N_(
                    "{number} waits for the next shift: who takes over sits down here and chooses the own name."
                )
                if found.status == "pending_accept"
                else N_("{number} is returned: the question stands above.")
            )
            me.show(me.read())  # at once: the next key finds the new state
            me.host.tell(said, "good", number=found.number)

    def send_given(self, given: Mapping[str, str]) -> Callable[[], object]:
        """The verb that sends, with what was typed."""
        desk = self._me.desk
        return lambda: desk.shifts.send(proof(given), desk.via, desk.words)

    def return_given(self, given: Mapping[str, str]) -> Callable[[], object]:
        """The verb that returns it."""
        desk = self._me.desk
        return lambda: desk.shifts.send_back(given["text"], proof(given), desk.via)

    def accept_given(self, given: Mapping[str, str]) -> Callable[[], object]:
        """The verb that takes it over."""
        desk = self._me.desk
        led = (
            proof({"who": given["leader"], "pin": given.get("leader_pin", "")})
            if given.get("leader")
            else None
        )
        return lambda: desk.shifts.accept(proof(given), desk.via, given.get("text", ""), led)

    def close_given(self, given: Mapping[str, str]) -> Callable[[], object]:
        """The verb that closes it without relief."""
        desk = self._me.desk
        return lambda: desk.shifts.close(given["text"], proof(given), desk.via)


def leaders(one: Standing) -> tuple[Officer, ...]:
    """Who may close without relief; in a room without a leader, its officers."""
    here = [person for person in one.people if person.active]
    return tuple(p for p in here if p.kind in LEADERS) or tuple(p for p in here if p.kind == "officer")


def proof(given: Mapping[str, str]) -> Proof:
    """Who says it, and the PIN that shows it."""
    return Proof(int(given.get("who") or 0), given.get("pin", ""))
