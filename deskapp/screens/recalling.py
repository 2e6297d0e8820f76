"""What came before the request that is being typed: looked for while typing pauses, shown, opened or merged into."""

from __future__ import annotations

import time
from typing import cast

from textual import events
from textual.timer import Timer
from textual.widget import Widget

from deskapp.domain import repeat_lines
from deskapp.domain.repeats import Earlier, Matter
from deskapp.domain.request_codes import CASE_REPORT
from deskapp.domain.text import narrow, one_line
from deskapp.domain.words import N_
from deskapp.reading import repeats as reading
from deskapp.screens import keys
from deskapp.screens.base import DeskScreen
from deskapp.screens.earlier import Chosen, EarlierDialog
from deskapp.widgets.earlier import EarlierAsked, EarlierLine, EarlierPanel
from deskapp.widgets.form import Form

PAUSE = 0.2
"""Seconds after the last key until earlier matters are looked for."""

WIDE = 120
"""From this width on they stand beside the form."""

TOLD = ("id_number", "category", "place", "address", "summary")
"""Fields that what came before depends on, beside the person."""


class Recalling:
    """Mixin of a form about a new request: what came before stands below it, or beside it on a wide screen."""

    earlier = Earlier()
    """What came before, as far as it was looked for."""
    _asked: Matter | None = None
    """What was looked for last."""
    _look_due: Timer | None = None
    _typed_at = 0.0
    """When a key changed something last, on the machine's clock."""

    @property
    def _here(self) -> DeskScreen:
        return cast(DeskScreen, self)

    def earlier_line(self) -> Widget:
        """The row below the form."""
        return EarlierLine(keys.EARLIER.key_display or "")

    def earlier_panel(self) -> Widget:
        """The column beside the form."""
        return EarlierPanel(keys.EARLIER.key_display or "")

    def on_resize(self, event: events.Resize) -> None:
        """Below the form, or beside it where there is room."""
        self._here.set_class(event.size.width >= WIDE, "wide")

    def card_at_hand(self) -> int:
        """The key of the card of the person, 0 where it is not known."""
        return 0

    # -- looking

    def recall_soon(self) -> None:
        """Look for what came before when the typing pauses."""
        self._typed_at = time.monotonic()
        if (
            self._look_due is None
        ):  # one timer for a whole word: a new one for each key costs more than the key
            self._look_due = self._here.set_timer(PAUSE, self._recall_in_peace)

    @property
    def recalling(self) -> bool:
        """Whether something typed was not looked for yet."""
        return self._look_due is not None

    def _recall_in_peace(self) -> None:
        pause = PAUSE - (time.monotonic() - self._typed_at)
        if self._here.host.typeahead.busy or pause > 0.01:
            self._look_due = self._here.set_timer(max(pause, 0.05), self._recall_in_peace)
        else:
            self.recall_now()

    def recall_now(self) -> None:
        """Look for what came before; where the file is held busy, nothing new is known."""
        if self._look_due is not None:
            self._look_due.stop()
            self._look_due = None
        desk = self._here.desk
        values = self._here.query_one(Form).values()

        def look() -> Earlier:
            asked = self._at_hand(values)
            if asked != self._asked:
                self.earlier = reading.earlier_than(desk.reader, desk.room.id, asked, desk.repeat_days)
                self._asked = asked
            return self.earlier

        if self._here.host.glance(look) is not None:
            self.show_earlier()

    def _at_hand(self, values: dict[str, str]) -> Matter:
        """The matter as far as it is typed."""
        desk = self._here.desk
        said = {name: one_line(values.get(name, "")) for name in TOLD}
        day = desk.room.calendar.day(desk.clock())
        place = reading.where(
            said["place"], said["address"], said["category"], values.get("dangers", ""),
            narrow(said["id_number"]).upper(), day.isoformat(),
        )  # fmt: skip
        told = "" if said["category"] == CASE_REPORT else said["summary"]
        return Matter(day, said["category"], self.card_at_hand(), place, told)

    def show_earlier(self) -> None:
        """Say what came before, in the language in use."""
        view = self._here.view()
        self._here.query_one(EarlierLine).show(repeat_lines.headline(self.earlier, view))
        self._here.query_one(EarlierPanel).show(
            [repeat_lines.entry(one, view) for one in self.earlier.matters]
        )

    def forget_earlier(self) -> None:
        """Read anew at the next look: something was written since."""
        self._asked = None
        self.recall_soon()

    # -- the key

    def on_earlier_asked(self, _message: EarlierAsked) -> None:
        """A click on the line or the panel."""
        self.action_earlier()

    def action_earlier(self) -> None:
        """Ctrl+L: the earlier matters, to open one or to merge into one."""
        self.recall_now()
        if not self.earlier:
            self._here.host.tell(
                N_("Nothing earlier is known yet of this person, this place or this matter.")
            )
            return
        self._here.app.push_screen(EarlierDialog(self.earlier), self._chosen)

    def _chosen(self, chosen: Chosen | None) -> None:
        if chosen is None:
            return
        if chosen.link:
            self.save_into(chosen.number)
        else:
            self._here.host.open_record(chosen.number)

    def save_into(self, number: str) -> None:
        """Save what is typed and merge it into the request `number`."""
        raise NotImplementedError
