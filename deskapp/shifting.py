"""The verbs of shifts and handovers, as the app has them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from textual.app import App
from textual.screen import Screen

from deskapp.domain.words import N_
from deskapp.reading import on_shift
from deskapp.screens.base import DeskLike, DeskScreen
from deskapp.widgets.bars import Notice

if TYPE_CHECKING:
    from deskapp.domain.draft import Draft
    from deskapp.domain.handover import Handover
    from deskapp.domain.officer import Room
    from deskapp.domain.sheet import Sheet
    from deskapp.domain.shift import Shift


class ShiftVerbs(App[None]):
    """The part of the app that opens shifts and shows their handovers."""

    _sealed = ""

    @property
    def _desk_like(self) -> DeskLike:
        return cast(DeskLike, self)

    def shift_said(self) -> str:
        """What the head row says of the shift."""
        host = self._desk_like
        room = host.desk.room
        now = on_shift.look(host.desk.reader, room.id)
        if now.open is not None:
            return host.words(N_("Shift {hours}"), hours=now.open.hours(room.calendar))
        return host.words(N_("No shift Ctrl+A") if now.frozen is None else N_("Handover Ctrl+A"))

    def action_shift(self) -> None:
        """Ctrl+A: open a shift where none is on; else the page of the shift and its handover."""
        from deskapp.screens.handover.screen import HandoverScreen

        top = self.screen
        if getattr(self, "_desk", None) is None or not isinstance(top, DeskScreen):
            return
        host = self._desk_like
        desk = host.desk
        now = on_shift.look(desk.reader, desk.room.id)
        if now.open is None and now.frozen is None:
            top.act(lambda: desk.shifts.open(desk.actor), self._opened)
        elif not isinstance(top, HandoverScreen):
            host.tell("")
            self.push_screen(HandoverScreen())

    def _opened(self, shift: Shift) -> None:
        host = self._desk_like
        calendar = host.desk.room.calendar
        until = f"{calendar.local(shift.ends_at):%H:%M}" if shift.ends_at else "—"
        host.tell(
            N_("{number} is open until {until} · Ctrl+A again: its people, and the handover"), "good",
            number=shift.number, until=until,
        )  # fmt: skip
        host.refresh_head()
        self._reload()

    def _reload(self) -> None:
        reload = getattr(self.screen, "reload", None)
        if reload is not None:
            reload()

    def action_handovers(self) -> None:
        """All handovers of the room."""
        from deskapp.screens.handover.history import HandoversScreen

        top = self.screen
        if getattr(self, "_desk", None) is None or not isinstance(top, DeskScreen):
            return
        if not isinstance(top, HandoversScreen):
            self._desk_like.tell("")
            self.push_screen(HandoversScreen())

    def open_handover(self, number: str) -> None:
        """Show a handover, line by line, on top; one that is not sealed on the page of its verbs."""
        from deskapp.screens.handover.screen import HandoverScreen
        from deskapp.screens.handover.sealed import SealedScreen

        host = self._desk_like
        now = on_shift.look(host.desk.reader, host.desk.room.id)
        on = now.frozen or now.open
        host.tell("")
        self.push_screen(HandoverScreen() if on is not None and on.number == number else SealedScreen(number))

    def open_handover_draft(self, draft: Draft) -> None:
        """Open the half-typed note, count or addendum where it belongs."""
        from deskapp.screens.handover.screen import HandoverScreen
        from deskapp.screens.handover.sealed import SealedScreen

        added = draft.place.kind == "handover_addendum"
        top: Screen[Any] | None = self.screen
        if isinstance(top, SealedScreen) and (not added or top.number != draft.place.subject):
            top = None  # another one
        if isinstance(top, SealedScreen | HandoverScreen) and added == isinstance(top, SealedScreen):
            top.resume(draft)
        else:
            self.push_screen(SealedScreen(draft.place.subject, draft) if added else HandoverScreen(draft))

    def open_sheet(self, number: str) -> None:
        """Show the sheet of a handover, to print or keep it."""
        from deskapp.screens.sheet import SheetScreen

        self._desk_like.tell("")
        self.push_screen(SheetScreen(number))

    def take_sealed(self) -> str:
        """The number of the handover that was sealed here just now, once: F9 shows that one first."""
        number, self._sealed = self._sealed, ""
        return number

    async def taken_over(self, shift: Shift, room: Room) -> None:
        """The shift was taken over: whoever took it sits here, at the board."""
        from deskapp import drafts

        drafts.keep_open(self)  # type: ignore[arg-type]  # what the other one left half typed
        while len(self.screen_stack) > 1:
            await self.pop_screen()
        host = self._desk_like
        host.last_given, host.fresh = {}, 0
        host.settle_room(room)
        self.told_sealed(shift)
        self._reload()

    def told_sealed(self, shift: Shift) -> None:
        """Say number and seal of a handover that was sealed just now; F9 shows it next."""
        self._sealed = shift.number
        self._desk_like.tell(
            N_("{number} is sealed, {seal} · F9 shows it, Enter there prints it"), "good", number=shift.number,
            seal=shift.digest[:16],
        )  # fmt: skip
        cast(Any, self).copying.after_handover()

    # -- what is read; all of it in a thread

    def handover_of(self, shift: Shift) -> Handover:
        """What a handover says. Raises DeskError."""
        from deskapp import papers

        return papers.handover_at(self._desk_like.desk, shift)

    def current_sheet(self) -> Sheet:
        """The sheet of the open shift, else of all since the last cut-off, else of today."""
        from deskapp import papers

        return papers.current_sheet(self._desk_like.desk)

    def shift_sheet(self, shift: Shift) -> Sheet:
        """The sheet of a shift that has begun."""
        from deskapp import papers

        return papers.shift_sheet(self._desk_like.desk, shift)

    def seal_checked(self, shift: Shift) -> Notice:
        """Whether a sealed handover says what was sealed."""
        from deskapp.reading.seals import seal_of

        desk = self._desk_like.desk
        found = seal_of(desk.connection(), shift.id, desk.key)
        if found is not None and found.whole:
            return Notice(
                N_("{number}: the seal {seal} is right, nothing was changed since."), "good",
                {"number": shift.number, "seal": shift.digest[:16]},
            )  # fmt: skip
        return Notice(
            N_("{number}: the content is not what was sealed. Keep this file and tell who looks after it: "
               "deskapp doctor."),
            "bad", {"number": shift.number},
        )  # fmt: skip
