"""What the pages of settings with parts share: the parts as a list, what is known of one, and its box."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Protocol, cast

from textual import events
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.types import CSSPathType
from textual.widget import Widget

from deskapp.domain.draft import Draft
from deskapp.domain.errors import DeskError
from deskapp.domain.listing import Column, Row
from deskapp.domain.request_card import Line
from deskapp.domain.setting import setting
from deskapp.domain.words import N_, Term
from deskapp.screens import keys
from deskapp.screens.base import DeskScreen
from deskapp.screens.settings.part import PartDialog
from deskapp.widgets.card import Card
from deskapp.widgets.fixed_rows import FixedRows
from deskapp.widgets.form import FieldSpec
from deskapp.widgets.record_list import RecordList

WIDE = 100
"""From this width on what is known of a part stands beside the list."""
_ADD = 1_000_000
"""The row that adds one."""

CHANGE = Binding("enter", "change", N_("Change"), key_display="Enter")
MOVE = Binding("ctrl+down,shift+down", "shift(1)", N_("Move"), key_display="Ctrl+↑↓")
MOVE_UP = Binding("ctrl+up,shift+up", "shift(-1)", N_("Move up"), show=False, key_display="Ctrl+↑")
SWITCH = Binding("space", "switch", N_("On/off"), key_display="Space")


class Settles(Protocol):
    """What a page needs of the app."""

    def settle_setting(self, name: str) -> None:
        """Let a changed setting count at once."""


@dataclass(frozen=True, slots=True)
class Changed:
    """The new text of the setting, and what is said of the change; both are kept."""

    text: str
    said: str
    """In the language of the screen."""
    note: str = ""
    """An English sentence about something odd, or nothing."""
    go_to: str = ""
    """The part on which the cursor stands afterwards, where it is another one."""


class PartsScreen(DeskScreen):
    """The parts of one setting; each change is one write, and Ctrl+Z takes it back."""

    CSS_PATH: ClassVar[CSSPathType | None] = "parts.tcss"
    KEYS: ClassVar[tuple[Binding, ...]] = (keys.BACK, CHANGE, MOVE, keys.HELP, keys.LANGUAGE, keys.UNDO)
    BINDINGS: ClassVar[list[BindingType]] = [keys.BACK, *keys.IN_LISTS]
    ADD: ClassVar[str] = ""
    """What the row that adds one says, in English; without it none is added."""

    def __init__(self, name: str, draft: Draft | None = None) -> None:
        """`name` is the name of the setting; `draft` a half-typed part that is opened at once."""
        super().__init__()
        self._draft = draft
        self.setting = setting(name)
        self._parts: tuple[str, ...] = ()
        self._wanted = ""

    # -- what a page says of its parts; a part is named by a text that stays when others come and go

    def parts(self) -> Sequence[str]:
        """The names of the parts, in their order."""
        raise NotImplementedError

    def columns(self) -> Sequence[Column]:
        """The columns of the list."""
        raise NotImplementedError

    def cells(self, part: str) -> tuple[Sequence[str], str]:
        """The cells of a part, and its tone."""
        raise NotImplementedError

    def card(self, part: str) -> Sequence[Line]:
        """What is known of a part."""
        return ()

    def specs(self, part: str) -> Sequence[FieldSpec]:
        """What is asked of a part; `part` is empty for a new one."""
        raise NotImplementedError

    def preset(self, part: str) -> Mapping[str, str]:
        """What stands in the fields."""
        raise NotImplementedError

    def told(self, part: str, given: Mapping[str, str]) -> Changed:
        """What the setting becomes with what was typed. Raises DeskError."""
        raise NotImplementedError

    def moved(self, part: str, by: int) -> Changed:
        """What it becomes with the part further up or down."""
        raise NotImplementedError

    def switched(self, part: str) -> Changed:
        """What it becomes with the part on or off. Raises DeskError."""
        raise NotImplementedError

    # -- the screen

    @property
    def text(self) -> str:
        """The kept text as it stands."""
        return self.desk.values.text(self.setting.name)

    @property
    def listed(self) -> RecordList:
        """The list."""
        return self.query_one("#list", RecordList)

    def body(self) -> Iterable[Widget]:
        """The parts, and what is known of the one under the cursor."""
        yield Horizontal(
            RecordList(id="list", markable=False),
            VerticalScroll(Card(id="card"), id="about", can_focus=False),
            id="work",
        )

    def begin(self) -> None:
        """Show them."""
        self.reload()
        self.listed.focus()
        if self._draft is not None:
            self.call_after_refresh(self.resume, self._draft)

    def resume(self, draft: Draft) -> None:
        """Open the box of a half-typed part; where that part is gone, what was typed is a new one."""
        part = draft.place.subject
        self._ask(part if part in self._parts else "", draft)

    def on_resize(self, event: events.Resize) -> None:
        """Beside each other where there is room."""
        self.set_class(event.size.width >= WIDE, "wide")

    def reload(self) -> None:
        """Read them again; the cursor stays on its part."""
        part = self._wanted or self.part
        self._wanted = ""
        self._parts = tuple(self.parts())
        rows = []
        for at, name in enumerate(self._parts, 1):
            cells, tone = self.cells(name)
            rows.append(Row((), at, tuple(cells), tone))
        if self.ADD:
            width = len(self.columns())
            label = "+ " + self.t(self.ADD)
            at = next((at for at, one in enumerate(self.columns()) if not one.width), 0)
            rows.append(Row((), _ADD, tuple(label if place == at else "" for place in range(width))))
        self.listed.set_source(FixedRows(self.columns(), rows))
        if part in self._parts:
            self.listed.go_to(self._parts.index(part) + 1)
        self._tell()

    def relabel(self) -> None:
        """Say them again in the other language."""
        self.reload()

    @property
    def part(self) -> str:
        """The part under the cursor; empty on the row that adds one."""
        row = self.listed.selected
        return "" if row is None or row.id == _ADD or row.id > len(self._parts) else self._parts[row.id - 1]

    def on_record_list_moved(self, message: RecordList.Moved) -> None:
        """Tell of another one."""
        self._tell()

    def _tell(self) -> None:
        part = self.part
        help = Line("", self.t(self.setting.help), "muted")
        lines = [*self.card(part), help] if part else [help]
        self.query_one("#card", Card).show((self.t(self.setting.label), lines))

    def on_record_list_opened(self, message: RecordList.Opened) -> None:
        """Ask for what is to be changed."""
        if self.app.screen is self:
            self._ask(self.part)

    def action_change(self) -> None:
        """A click on the key: what Enter does."""
        self.listed.action_open()

    def _ask(self, part: str, draft: Draft | None = None) -> None:
        if not part and not self.ADD:
            return
        heading = self.card_title(part) if part else self.t(self.ADD)

        def again() -> Mapping[str, str]:
            return self.preset(part) if part in self._parts else {}

        dialog = PartDialog(
            self.setting.name, part, heading, self.specs(part), self.preset(part), self._save, draft,
            again if part else None,
        )  # fmt: skip
        self.app.push_screen(dialog)

    def card_title(self, part: str) -> str:
        """What the box of a part is headed."""
        return part

    def _save(self, dialog: PartDialog, given: dict[str, str]) -> None:
        try:
            changed = self.told(dialog.part, given)
        except DeskError as error:
            dialog.refused(error)
            return

        def done() -> None:
            dialog.saved()
            dialog.close_once(True)

        self.write(changed, dialog.version, done, dialog.refused_late)

    def action_shift(self, by: int) -> None:
        """Ctrl+Up and Ctrl+Down: move the part."""
        if part := self.part:
            self._try(lambda: self.moved(part, by))

    def action_switch(self) -> None:
        """Space: on or off."""
        if part := self.part:
            self._try(lambda: self.switched(part))

    def _try(self, change: Callable[[], Changed]) -> None:
        try:
            changed = change()
        except DeskError as error:
            self.host.refuse(error)
            return
        self.write(changed, self.desk.values.version(self.setting.name))

    def write(
        self,
        changed: Changed,
        version: int,
        done: Callable[[], None] = lambda: None,
        refused: Callable[[DeskError], None] | None = None,
    ) -> None:
        """Write the change; it is told on the status line."""
        desk, t, name = self.desk, self.t, self.setting.name

        def written(found: object) -> None:
            done()
            self._wanted = changed.go_to
            cast(Settles, self.app).settle_setting(name)
            self.reload()
            if changed.note:
                self.host.tell(
                    N_("{said} · Ctrl+Z undoes · {note}"), "good", said=changed.said, note=Term(changed.note)
                )
            else:
                self.host.tell(N_("{said} · Ctrl+Z undoes"), "good", said=changed.said)

        def failed(error: DeskError) -> None:
            cast(Settles, self.app).settle_setting(name)  # what another window wrote is shown
            (refused or self.host.refuse)(error)

        self.act(
            lambda: desk.configuring.change(name, changed.text, desk.actor, t, version, changed.said),
            written,
            failed,
        )
