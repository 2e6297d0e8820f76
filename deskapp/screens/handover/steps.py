"""The steps of a handover on its page: begun, taken back, sent, returned, accepted, closed; each with its box."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from deskapp.domain.draft import Draft
from deskapp.domain.shift import Proof, Shift
from deskapp.domain.words import N_
from deskapp.screens.handover.forms import ACCEPTING, CLOSING, RETURNING, Asks, ProofDialog
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
    draft=ACCEPTING,
)  # fmt: skip
RETURN = Asks(
    N_("Return {number}"), N_("What is not clear, as a question; it is kept. Then the PIN of who asks."), "",
    draft=RETURNING,
)  # fmt: skip
CLOSE = Asks(
    N_("Close {number} without relief"),
    N_("Why nobody takes over, and the PIN of a leader. The next shift is then opened with Ctrl+A."), "",
    draft=CLOSING,
)  # fmt: skip


class Steps:
    """Mixin of the page of a shift: what leads from one state to the next."""

    @property
    def _me(self) -> HandoverScreen:
        return cast("HandoverScreen", self)

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
            self._ask_return(one)
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
            sits = tuple(p for p in one.people if p.id == me.desk.actor.officer_id)
            self._ask(one, SEND, self.send_given, who=sits)
        elif not one.incoming:
            me.refuse(N_("Choose first who takes over: the digit before the name above."))
        else:
            self._ask_accept(one)

    def action_close_alone(self) -> None:
        """Ctrl+L: a leader closes it where nobody comes."""
        me = self._me
        one = me.standing
        if one is None or me.app.screen is not me:
            return
        if one.shift.status == "open":
            me.refuse(N_("Nothing is handed over yet: Ctrl+B begins the handover."))
        else:
            self._ask_close(one)

    def _ask_return(self, one: Standing, draft: Draft | None = None) -> None:
        self._ask(one, RETURN, self.return_given, text=N_("Question"), who=self._takers(one), draft=draft)

    def _ask_accept(self, one: Standing, draft: Draft | None = None) -> None:
        alone = N_("Why one officer takes over from himself") if one.incoming == one.shift.outgoing else ""
        led = leaders(one) if self._me.desk.values.text("leader_signs") == "yes" else ()
        self._ask(one, ACCEPT, self.accept_given, text=alone, who=self._takers(one), leaders=led, draft=draft)

    def _ask_close(self, one: Standing, draft: Draft | None = None) -> None:
        self._ask(
            one, CLOSE, self.close_given, text=N_("Why nobody takes over"), who=leaders(one), draft=draft
        )  # fmt: skip

    def _resume_step(self, one: Standing, draft: Draft) -> None:
        """Open the box of a step with its half-typed text, where that step can be taken now."""
        me, status, place = self._me, one.shift.status, draft.place
        if place.subject != one.shift.number or status == "open":
            me.refuse(
                N_("The step for which this was typed cannot be taken now. What you typed is kept: Ctrl+T shows it."),
            )  # fmt: skip
        elif place.kind == CLOSING:
            self._ask_close(one, draft)
        elif status != "pending_accept":
            me.refuse(
                N_("It is not sent yet: Ctrl+S sends it. What you typed is kept for the step after that.")
            )
        elif place.kind == RETURNING:
            self._ask_return(one, draft)
        elif one.incoming != one.shift.outgoing:
            me.refuse(
                N_("Somebody else takes over now: no reason is needed. What you typed is kept: Ctrl+T.")
            )
        else:
            self._ask_accept(one, draft)

    def _takers(self, one: Standing) -> tuple[Officer, ...]:
        return tuple(p for p in one.takers if one.incoming in (0, p.id))

    def _ask(
        self, one: Standing, asks: Asks, save: Callable[[Mapping[str, str]], Callable[[], object]], text: str = "",
        who: tuple[Officer, ...] = (), leaders: tuple[Officer, ...] = (), draft: Draft | None = None,
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
                dialog.saved()
                dialog.close_once(True)
                self._done(found)

            dialog.act(save(typed), done, dialog.refused)

        me.app.push_screen(ProofDialog(asks, given, draft))

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
