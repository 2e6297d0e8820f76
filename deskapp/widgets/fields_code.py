"""Fields for codes: one of a list, or several flags, chosen by digit or mouse."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from rich.cells import cell_len
from rich.text import Text
from textual import events
from textual.geometry import Offset, Size
from textual.reactive import reactive
from textual.widget import Widget

from deskapp.domain.codes import CodeList
from deskapp.domain.pinyin import begins, sounds_of
from deskapp.domain.text import clean, narrow, one_line
from deskapp.domain.words import N_, Words
from deskapp.widgets.burst import Burst
from deskapp.widgets.fields import PASTE_LIMIT, TOO_MUCH, Field, Option, digit_of, options_of, typed
from deskapp.widgets.list_line import fit

PRESS_OR_LIST = N_("Press 1-{last} to choose, 0 for the full list.")
PRESS = N_("Press 1-{last} to choose.")
TOGGLE = N_("Press 1-{last} to set or clear a mark, Enter to go on.")

_LINES = 2
_ALL = Option("", N_("All"), "0")

Piece = tuple[str, Option]


class ChoiceField(Field, Widget, can_focus=True):
    """A row of options with their digits while it has the focus, what was chosen otherwise."""

    DEFAULT_CSS = """
    ChoiceField {
        width: 1fr; height: auto; background: $surface; color: $foreground;
        & > .choice-field--hint { color: $text-muted; }
        & > .choice-field--chosen { color: $block-cursor-foreground; background: $block-cursor-background; }
        &:nocolor > .choice-field--chosen { text-style: reverse; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"choice-field--chosen", "choice-field--hint"}
    ALLOW_SELECT = False
    complaint = PRESS
    value: reactive[str] = reactive("", layout=True)
    stray: reactive[str] = reactive("", layout=True)
    """What was typed here and is none of the choices: it is shown and kept, and never saved as one."""

    def __init__(
        self,
        options: Sequence[Option] = (),
        value: str = "",
        *,
        hint: str = "",
        codes: CodeList | None = None,
        **kwargs: Any,
    ) -> None:
        """The choices are `options`, or what this room has in the list `codes`."""
        super().__init__(**kwargs)
        self.kind, self.hint = "code", hint
        self._options = tuple(options)
        self._codes = codes
        self._said_by: Words | None = None
        self._painted: list[list[Piece]] = []
        self._pressed: Option | None = None
        self._burst = Burst()
        self.set_reactive(ChoiceField.value, value)

    @property
    def options(self) -> tuple[Option, ...]:
        """All choices, the most used first, and those that can be chosen no more."""
        if self._codes is not None and self._said_by is not self.t:
            self._said_by = self.t
            self._options = options_of(self._codes, self.t)
        return self._options

    @options.setter
    def options(self, options: Sequence[Option]) -> None:
        self._options, self._codes = tuple(options), None
        self.refresh(layout=True)

    @property
    def value_clean(self) -> str:
        """The code, or codes with commas."""
        return self.value

    def fill(self, value: str, *, proposed: bool = False) -> None:
        """Put `value` in, as the program does."""
        self.touched = False
        self.value = value
        self.proposed = proposed

    @property
    def keys(self) -> str:
        """The digits that can be pressed here."""
        last = max((option.digit for option in self.shown if option is not _ALL), default="") or "9"
        return f"1-{last}, 0" if self.shown[-1:] == [_ALL] else f"1-{last}"

    def relabel(self) -> None:
        """Say the options again."""
        self.refresh(layout=True)

    # -- what a kind of choice decides -----------------------------------------------------------------

    def choose(self, option: Option, key: str) -> None:
        """A person chose `option` by `key` or by `click`."""
        raise NotImplementedError

    def piece(self, option: Option) -> str:
        """How `option` is shown in the row."""
        raise NotImplementedError

    def summary(self) -> str:
        """What is shown without the focus."""
        raise NotImplementedError

    # -- painting ----------------------------------------------------------------------------------------

    @property
    def shown(self) -> list[Option]:
        """The options that have a digit, and the way to all if there are others."""
        offered = [option for option in self.options if option.on]
        keyed = [option for option in offered if option.digit]
        return keyed if len(keyed) == len(offered) else [*keyed, _ALL]

    def _rows(self, width: int) -> list[list[Piece]]:
        """The options in at most two rows, too long ones cut; the way to the full list always keeps its place."""
        pieces = [(self.piece(option), option) for option in self.shown]
        tail = cell_len(pieces[-1][0]) if pieces and pieces[-1][1] is _ALL else 0
        rows: list[list[Piece]] = [[]]
        left = width
        for whole, option in pieces:
            text = whole if cell_len(whole) <= width - tail else fit(whole, width - tail, marks=self.t.marks)
            last_row = len(rows) == _LINES
            need = cell_len(text) + (tail if last_row and option is not _ALL else 0)
            if need > left and not last_row:
                rows.append([])
                left, last_row = width, True
                need = cell_len(text) + (tail if option is not _ALL else 0)
            if need > left and option is not _ALL:
                continue
            rows[-1].append((text, option))
            left -= cell_len(text)
        return [row for row in rows if row] or [[]]

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """One row, or two while all options need them."""
        return len(self._rows(width)) + bool(self.stray) if self.has_focus else 1

    def _typed(self) -> str:
        return self.t(N_("typed “{text}”"), text=self.stray) if self.stray else ""

    def render(self) -> Text:
        """The options, or what was chosen."""
        if not self.has_focus:
            self._painted = []
            said = " · ".join(filter(None, (self.summary(), self._typed())))
            look = "" if said else self.get_component_rich_style("choice-field--hint", partial=True)
            return Text(said or self.t(self.hint), look, no_wrap=True, overflow="ellipsis")
        self._painted = self._rows(self.content_size.width)
        chosen = self.value.split(",")
        mark = self.get_component_rich_style("choice-field--chosen", partial=True)
        out = Text(no_wrap=True, overflow="ellipsis")
        for number, row in enumerate(self._painted):
            out.append("\n" if number else "")
            for text, option in row:
                out.append(text, mark if option.code and option.code in chosen else "")
        if self.stray:
            hint = self.get_component_rich_style("choice-field--hint", partial=True)
            out.append("\n" + fit(self._typed(), self.content_size.width, marks=self.t.marks), hint)
        return out

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where an input method's box may open."""
        return self.content_region.offset

    # -- keys and mouse ----------------------------------------------------------------------------------

    def _on_focus(self, _event: events.Focus) -> None:
        self.refresh(layout=True)

    def _on_blur(self, _event: events.Blur) -> None:
        self.refresh(layout=True)

    async def _on_key(self, event: events.Key) -> None:
        key = event.key
        if (digit := digit_of(event)) and not (self.stray and self._burst.holds(event)):
            self.press(digit)
        elif self.stray and key == "enter":
            self.fit_stray()
        elif self.stray and key in ("backspace", "delete"):
            self._strays(self.stray[:-1] if key == "backspace" else "")
        elif (text := typed(event)) and (self.stray or text.strip()):
            self._burst.note(event)
            self._strays(self.stray + text)
        elif key in ("enter", "tab", "down"):
            self.post_message(self.Next(self, key))
        elif key in ("shift+tab", "up"):
            self.post_message(self.Previous(self))
        elif key == "space":
            self.edited()
        elif key in ("backspace", "delete"):
            self.value = ""
            self.edited()
        elif key in ("left", "right"):
            self.step(1 if key == "right" else -1)
        else:
            return
        event.stop()
        event.prevent_default()

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        text = event.text.strip()
        if digit := digit_of(events.Key(text, text)) if len(text) == 1 else "":
            self.press(digit)
        elif len(self.stray) + len(text) > PASTE_LIMIT:
            self.say(TOO_MUCH, count=len(text), limit=PASTE_LIMIT)
        elif text:
            self._strays(self.stray + one_line(text))

    def _strays(self, text: str) -> None:
        self.stray = clean(text)
        self.post_message(self.Strayed(self))

    def fit_stray(self) -> bool:
        """Take the one choice that what was typed names, by its words or pinyin; say so where there is none."""
        found = self.named(self.stray)
        if found is None:
            self.post_message(self.Strayed(self))
            return False
        self.stray = ""
        self._take(found, "enter")
        return True

    def named(self, text: str) -> Option | None:
        """The one choice whose label is `text` or begins so, in words or pinyin."""
        wanted = narrow(text).casefold()
        if not wanted:
            return None
        offered = [option for option in self.options if option.on and option.code]
        labels = [(option, {option.say(self.t).casefold(), option.label.casefold()}) for option in offered]
        for fits in (
            [option for option, names in labels if wanted in names],
            [option for option, names in labels if any(name.startswith(wanted) for name in names)],
            [
                o
                for o in offered
                if wanted.isascii() and begins(wanted.replace(" ", ""), sounds_of(o.say(self.t)))
            ],
        ):
            if fits:
                return fits[0] if len(fits) == 1 else None
        return None

    def free(self) -> None:
        """A choice is made: what was typed beside it goes where it fits better."""
        if self.stray:
            text, self.stray = self.stray, ""
            self.post_message(self.Freed(self, text))

    def press(self, digit: str) -> None:
        """Choose what `digit` stands for, or say what can be pressed."""
        for option in self.shown:
            if option.digit == digit:
                self._take(option, digit)
                return
        self.complain()

    def step(self, by: int) -> None:
        """Go to the option before or after the present one."""

    def complain(self) -> None:
        """Say what can be pressed here."""
        last = max((option.digit for option in self.options), default="9") or "9"
        self.say(self.complaint, last=last)

    def _take(self, option: Option, key: str) -> None:
        if option is _ALL:
            self.post_message(self.AskAll(self))
        else:
            self.free()
            self.choose(option, key)

    async def _on_mouse_down(self, event: events.MouseDown) -> None:
        # A click means what was painted under it: the click that only brings the focus chooses nothing.
        self._pressed = self._option_at(event.x, event.y)

    async def _on_click(self, event: events.Click) -> None:
        event.stop()
        if self._pressed is not None and self._pressed is self._option_at(event.x, event.y):
            self._take(self._pressed, "click")
        self._pressed = None

    def _option_at(self, x: int, y: int) -> Option | None:
        if not 0 <= y < len(self._painted):
            return None
        for text, option in self._painted[y]:
            if x < cell_len(text):
                return option
            x -= cell_len(text)
        return None


class CodeField(ChoiceField):
    """One of a list: a digit chooses and moves on."""

    def choose(self, option: Option, key: str) -> None:
        """Take `option` and go on."""
        self.value = option.code
        self.edited()
        self.post_message(self.Next(self, key))

    def piece(self, option: Option) -> str:
        """The digit and the label, in brackets if chosen."""
        text = f"{option.digit} {option.say(self.t)}"
        return f"[{text}]" if option.code and option.code == self.value else f" {text} "

    @property
    def complaint(self) -> str:  # type: ignore[override]
        """The sentence for a key that chooses nothing."""
        return PRESS_OR_LIST if self.shown[-1:] == [_ALL] else PRESS

    @property
    def shown(self) -> list[Option]:
        """The options with digits; one from the full list stands first while it is chosen."""
        options = super().shown
        chosen = [o for o in self.options if o.code and o.code == self.value and not o.digit]
        return [*chosen, *options]

    def summary(self) -> str:
        """The label of the chosen option."""
        for option in self.options:
            if option.code == self.value:
                return option.say(self.t)
        return self.value

    def step(self, by: int) -> None:
        """Go to the option before or after the present one, among all."""
        codes = [option.code for option in self.options if option.on]
        if codes:
            at = codes.index(self.value) + by if self.value in codes else (0 if by > 0 else -1)
            self.value = codes[at % len(codes)]
            self.edited()


class FlagsField(ChoiceField):
    """Several of a few: a digit sets or clears a mark."""

    complaint = TOGGLE

    @property
    def chosen(self) -> list[str]:
        """The codes that are set."""
        return [code for code in self.value.split(",") if code]

    def choose(self, option: Option, key: str) -> None:
        """Set or clear `option`; the others stay as they are."""
        chosen = set(self.chosen) ^ {option.code}
        known = [o.code for o in self.options]
        self.value = ",".join([c for c in known if c in chosen] + sorted(chosen.difference(known)))
        self.edited()

    def piece(self, option: Option) -> str:
        """The digit, the check mark and the label."""
        mark = "" if option is _ALL else "[x]" if option.code in self.chosen else "[ ]"
        return f"{option.digit}{mark} {option.say(self.t)}  "

    def summary(self) -> str:
        """The labels of what is set, or a word for none."""
        labels = {option.code: option.say(self.t) for option in self.options}
        return ", ".join(labels.get(code, code) for code in self.chosen) or self.t(N_("none"))
