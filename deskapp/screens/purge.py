"""What of people is kept too long: by class, with what is proposed; two people with PINs have it removed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar, Protocol, cast

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.types import CSSPathType
from textual.widget import Widget

from deskapp.domain.listing import Column, Row
from deskapp.domain.request_card import Line
from deskapp.domain.retention import PURGE_STATUS, Due, Purge
from deskapp.domain.times import moment
from deskapp.domain.words import N_, Words
from deskapp.reading import retention
from deskapp.screens import keys
from deskapp.screens.base import DeskScreen
from deskapp.screens.pins import PIN, PinBox
from deskapp.widgets.card import Card
from deskapp.widgets.fixed_rows import FixedRows
from deskapp.widgets.form import FieldSpec
from deskapp.widgets.record_list import RecordList

if TYPE_CHECKING:
    from deskapp.wiring import Desk

WHO = FieldSpec("who", N_("Badge or name"), "text", True, 100)

_NUMBERS = 40
"""Numbers of records that are named below the list."""


class Purges(Protocol):
    """What this screen needs of the app."""

    def purge_due(self) -> tuple[Due, ...]:
        """What of each class is due now; runs in a thread."""

    def purge_now(self, who: str, pin: str, number: str) -> tuple[str, dict[str, object]]:
        """Agree as the second person; gives a sentence about what was done. Runs in a thread."""


class ProofBox(PinBox):
    """A box in which one of the two proves who it is."""

    ABOUT = N_(
        "Two people have to agree: the first proposes with the own PIN, the second one types badge number and PIN. "
        "Until the second PIN Ctrl+Z takes the proposal back; after it nothing does."
    )

    def __init__(
        self,
        title: Callable[[Words], str],
        fields: Sequence[FieldSpec],
        prove: Callable[[ProofBox, dict[str, str]], None],
    ) -> None:
        """`prove` does it and closes the box, or gives the refusal to `refused`."""
        super().__init__()
        self._title, self._fields, self._prove = title, tuple(fields), prove

    def title_text(self) -> str:
        """What it is about."""
        return self._title(self.t)

    def specs(self) -> Sequence[FieldSpec]:
        """Who, and the PIN."""
        return self._fields

    def save(self, given: dict[str, str]) -> None:
        """Hand over."""
        self._prove(self, given)


class PurgeScreen(DeskScreen):
    """The classes with what is due, and below it what is known of the row under the cursor."""

    CSS_PATH: ClassVar[CSSPathType | None] = "purge.tcss"
    NAME = N_("Purge")
    ABOUT = N_(
        "What of people is kept longer than the years of its class. p proposes to remove all that is due, with your "
        "PIN; a lets another person agree, with badge number and PIN; w takes the proposal back. Numbers, states and "
        "counts stay; the words go for good. The years are set with Ctrl+K under Privacy."
    )
    KEYS = (
        keys.BACK,
        Binding("p", "propose", N_("Propose"), key_display="p"),
        Binding("a", "agree", N_("Agree"), key_display="a"),
        Binding("w", "withdraw", N_("Withdraw"), key_display="w"),
        keys.HELP,
        keys.LANGUAGE,
        keys.UNDO,
        keys.COMMANDS,
    )
    BINDINGS: ClassVar[list[BindingType]] = [*KEYS[:4], *keys.IN_LISTS]

    def __init__(self) -> None:
        super().__init__()
        self._found: tuple[Due, ...] = ()
        self._waiting: Purge | None = None

    def body(self) -> Iterable[Widget]:
        """The classes, and what is known of one."""
        yield RecordList(id="classes", markable=False, empty=N_("Counting what is due…"))
        yield VerticalScroll(Card(id="card"), id="about", can_focus=False)

    @property
    def _list(self) -> RecordList:
        return self.query_one("#classes", RecordList)

    @property
    def _purges(self) -> Purges:
        return cast(Purges, self.app)

    def begin(self) -> None:
        """Count what is due."""
        self._list.focus()
        self._fill()
        self.act(self._purges.purge_due, self._show)

    def reload(self) -> None:
        """Count again."""
        self._fill()
        self.act(self._purges.purge_due, self._show)

    def relabel(self) -> None:
        """Say it in the other language."""
        self._fill()

    def _show(self, found: tuple[Due, ...]) -> None:
        if self.is_attached:
            self._found = found
            self._fill()

    def _fill(self) -> None:
        t, desk = self.t, self.desk
        self._waiting = retention.proposed(desk.reader.execute, desk.room.id)
        columns = (
            Column("kind", N_("What"), 16),
            Column("years", N_("Kept"), 10),
            Column("due", N_("Due now"), 8, "right"),
            Column("before", N_("Last written before")),
        )
        rows = [
            Row(
                (),
                at,
                (t(one.kind.label), years_of(one, t), str(len(one.items) or ""), str(one.before or "")),
            )
            for at, one in enumerate(self._found, 1)
        ]
        self._list.set_source(FixedRows(columns, rows))
        self._tell(self._list.selected)

    def _tell(self, row: Row | None) -> None:
        t = self.t
        parts: list[tuple[str, Sequence[Line]]] = []
        if self._waiting is not None:
            parts.append((self._waiting.number, self._about(self._waiting)))
        if row is not None and row.id <= len(self._found):
            one = self._found[row.id - 1]
            numbers = " ".join(item.number for item in one.items[:_NUMBERS])
            more = " …" if len(one.items) > _NUMBERS else ""
            lines = (
                Line(t(N_("Due now")), numbers + more or t(N_("nothing"))),
                Line(t(N_("Held back")), str(one.held) if one.held else ""),
            )
            parts.append((t(one.kind.label), tuple(line for line in lines if line.text)))
        past = retention.purges(self.desk.reader, self.desk.room.id)
        if past:
            parts.append((t(N_("Purges so far")), tuple(_past(one, self.desk, t) for one in past[:5])))
        self.query_one("#card", Card).show(*parts)

    def _about(self, waiting: Purge) -> tuple[Line, ...]:
        t = self.t
        by = next((one.signature() for one in self.desk.officers if one.id == waiting.proposed_by), "")
        return (
            Line(t(N_("State")), t(N_("waits for the second person: a"))),
            Line(t(N_("Records")), str(waiting.count)),
            Line(t(N_("Proposed by")), by),
        )

    def on_record_list_moved(self, message: RecordList.Moved) -> None:
        """Another row."""
        self._tell(message.row)

    # -- the three verbs

    def action_propose(self) -> None:
        """The first person proposes all that is due."""
        desk = self.desk
        count = sum(len(one.items) for one in self._found)
        if not self._free():
            return
        if not desk.has_pins:
            self._propose(None, "")
            return
        self.app.push_screen(
            ProofBox(
                lambda t: t(
                    N_("Propose to remove what is written of people in {count} records"), count=count
                ),
                (PIN,),
                lambda box, given: self._propose(box, given["pin"]),
            )
        )

    def _propose(self, box: ProofBox | None, pin: str) -> None:
        desk = self.desk

        def done(number: str) -> None:
            if box is not None:
                box.close_once(True)
            self.host.tell(
                N_("{number} is proposed: another person presses a and types badge number and PIN · Ctrl+Z undoes"),
                "good", number=number,
            )  # fmt: skip
            self._fill()

        self_or_box = box if box is not None else self
        self_or_box.act(
            lambda: desk.purging.propose(desk.actor, pin).number,
            done,
            box.refused if box is not None else None,
        )

    def action_agree(self) -> None:
        """The second person agrees, and it is done."""
        waiting = self._waiting
        if not self._free():
            return
        if waiting is None:
            self.host.tell(N_("Nothing is proposed yet: p proposes what is due."), tone="bad")
            return
        self.app.push_screen(
            ProofBox(
                lambda t: t(
                    N_("Remove for good what is written of people in {count} records"), count=waiting.count
                ),
                (WHO, PIN),
                lambda box, given: self._agree(box, given, waiting.number),
            )
        )

    def _agree(self, box: ProofBox, given: dict[str, str], number: str) -> None:
        def done(said: tuple[str, dict[str, object]]) -> None:
            box.close_once(True)
            self.host.tell(said[0], "good", **said[1])
            self.reload()

        box.act(lambda: self._purges.purge_now(given["who"], given["pin"], number), done, box.refused)

    def action_withdraw(self) -> None:
        """Take the proposal back."""
        desk = self.desk

        def done(number: str) -> None:
            self.host.tell(N_("{number} is withdrawn: nothing was removed."), number=number)
            self._fill()

        if self._free():
            self.act(lambda: desk.purging.withdraw(desk.actor), done)

    def _free(self) -> bool:
        return self.app.screen is self


def years_of(one: Due, t: Words) -> str:
    """How long a class is kept."""
    return t(N_("{count} years"), count=one.years) if one.years else t(N_("for ever"))


def _past(one: Purge, desk: Desk, t: Words) -> Line:
    who = {officer.id: officer.signature() for officer in desk.officers}
    at = desk.room.calendar.local(moment(one.agreed_at or one.proposed_at)).strftime("%Y-%m-%d %H:%M")
    both = " / ".join(filter(None, (who.get(one.proposed_by), who.get(one.agreed_by))))
    return Line(one.number, f"{at}  {PURGE_STATUS.label_of(one.status, t)}  {one.count}  {both}")
