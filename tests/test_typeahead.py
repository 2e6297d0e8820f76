"""Type-ahead: whatever is typed faster than the screen lands as if typed slowly."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.pilot import Pilot
from textual.screen import ModalScreen, Screen
from textual.widgets import Input, Label

from deskapp.widgets import typeahead
from deskapp.widgets.typeahead import TypeAheadApp


def type_burst(app: TypeAheadApp, *parts: str) -> None:
    """Post keys as the driver does: a one-character string is that character, others are key names."""
    for part in parts:
        app.post_message(events.Key(part, part if len(part) == 1 else None))


def spell(text: str) -> list[str]:
    return ["enter" if char == "\n" else char for char in text]


class Ask(ModalScreen[str]):
    def __init__(self, title: str) -> None:
        super().__init__()
        self.title = title

    def compose(self) -> ComposeResult:
        yield Input()

    @on(Input.Submitted)
    def done(self, event: Input.Submitted) -> None:
        event.stop()
        self.dismiss(f"{self.title}:{event.value}")


class Scans(TypeAheadApp):
    """Enter takes the scan off the field through a chain of messages and a slow save."""

    def __init__(self) -> None:
        super().__init__()
        self.got: list[str] = []
        self.release = asyncio.Event()
        self.hang = False

    def compose(self) -> ComposeResult:
        yield Input()

    @on(Input.Submitted)
    def scanned(self, event: Input.Submitted) -> None:
        self.call_later(self.keep, event.input)

    def keep(self, field: Input) -> None:
        self.run_worker(self.save(field))

    async def save(self, field: Input) -> None:
        with self.typeahead.hold():
            await (self.release.wait() if self.hang else asyncio.sleep(0))
            with self.typeahead.hold():
                self.got.append(field.value)
            field.value = ""


async def test_two_hundred_scans_in_one_burst_are_two_hundred_right() -> None:
    app = Scans()
    async with app.run_test():
        type_burst(app, *spell("".join(f"V{n:04d}\n" for n in range(200))))
        await app.typeahead.idle()
        assert app.got == [f"V{n:04d}" for n in range(200)]


async def test_pastes_keep_their_place_among_the_keys() -> None:
    app = Scans()
    async with app.run_test():
        for n in range(20):
            app.post_message(events.Paste(f"王秀英{n}"))
            type_burst(app, "enter")
        await app.typeahead.idle()
        assert app.got == [f"王秀英{n}" for n in range(20)]


class Asking(TypeAheadApp):
    def __init__(self) -> None:
        super().__init__()
        self.answers: list[str | None] = []
        self.enters = 0

    def compose(self) -> ComposeResult:
        yield Input()

    @on(Input.Submitted)
    def ask(self) -> None:
        self.enters += 1
        if self.enters == 1:
            self.push_screen(Ask("one"), self.answered)

    def answered(self, answer: str | None) -> None:
        self.answers.append(answer)
        if len(self.answers) == 1:
            self.push_screen(Ask("two"), self.answered)


async def test_keys_typed_ahead_reach_the_dialogs_that_they_open() -> None:
    app = Asking()
    async with app.run_test():
        type_burst(app, *spell("x\nab\ncd\ny"))
        await app.typeahead.idle()
        assert app.answers == ["one:ab", "two:cd"]
        assert app.query_one(Input).value == "xy"


async def test_a_second_enter_goes_to_what_is_on_top_then() -> None:
    app = Asking()
    async with app.run_test():
        type_burst(app, "enter", "enter", "enter", "enter")
        await app.typeahead.idle()
        assert app.answers == ["one:", "two:"]
        assert app.enters == 2


async def test_a_key_that_removes_its_own_field_does_not_delay_the_next() -> None:
    class Removing(TypeAheadApp):
        def compose(self) -> ComposeResult:
            yield Input()

        @on(Input.Submitted)
        async def ask(self) -> None:
            await self.query_one(Input).remove()
            await self.mount(Input(id="next"))
            self.query_one("#next").focus()

    app = Removing()
    async with app.run_test():
        begin = asyncio.get_running_loop().time()
        type_burst(app, *spell("a\nb\nc"))
        await app.typeahead.idle()
        assert app.query_one(Input).value == "c"
        assert asyncio.get_running_loop().time() - begin < 1.0


async def test_keys_wait_until_a_screen_says_that_it_is_ready() -> None:
    class Loading(Screen[None]):
        ready = False

        def compose(self) -> ComposeResult:
            yield Label("…")

        def loaded(self) -> None:
            self.mount(Input())
            self.call_later(self.take_keys)

        def take_keys(self) -> None:
            self.set_focus(self.query_one(Input))
            self.ready = True

    app = Scans()
    async with app.run_test():
        screen = Loading()
        await app.push_screen(screen)
        type_burst(app, "a", "b")
        await app.workers.wait_for_complete()
        assert not app.typeahead.ready
        screen.loaded()
        await app.typeahead.idle()
        assert screen.query_one(Input).value == "ab"


async def test_keys_wait_while_a_save_is_under_way() -> None:
    app = Scans()
    async with app.run_test():
        app.hang = True
        type_burst(app, *spell("A\nB\n"))
        await asyncio.wait_for(settled_holding(app), 2)
        assert app.query_one(Input).value == "A"
        app.release.set()
        await app.typeahead.idle()
        assert app.got == ["A", "B"]


async def settled_holding(app: Scans) -> None:
    while not app.typeahead.holding:
        await asyncio.sleep(0)


async def test_ctrl_q_leaves_while_a_save_hangs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typeahead, "PATIENCE", 0.05)
    app = Scans()
    async with app.run_test():
        app.hang = True
        type_burst(app, *spell("A\nB"), "ctrl+q")
        async with asyncio.timeout(3):
            while app.is_running and app.return_code is None:
                await asyncio.sleep(0)
    assert app.return_code == 0
    assert app.got == []


async def test_ctrl_q_waits_for_the_keys_before_it() -> None:
    app = Scans()
    async with app.run_test():
        type_burst(app, *spell("A\nB\n"), "ctrl+q")
        async with asyncio.timeout(3):
            while app.return_code is None:
                await asyncio.sleep(0)
    assert app.got == ["A", "B"]


async def test_a_handler_that_never_ends_holds_the_keys_no_longer_than_the_limit(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(typeahead, "SETTLE_LIMIT", 0.05)
    never = asyncio.Event()

    class Stuck(Input):
        async def on_key(self, event: events.Key) -> None:
            if event.key == "f5":
                await never.wait()

    class StuckApp(TypeAheadApp):
        BINDINGS = [Binding("f6", "other", priority=True)]

        def compose(self) -> ComposeResult:
            yield Stuck()

        def action_other(self) -> None:
            never.set()

    app = StuckApp()
    async with app.run_test():
        type_burst(app, "f5", "f6", "a")
        async with asyncio.timeout(3):
            await app.typeahead.idle()
        assert app.query_one(Input).value == "a"


async def test_bindings_and_pilot_work_as_before() -> None:
    class Bound(TypeAheadApp):
        BINDINGS = [Binding("f2", "note('f2')"), Binding("f3", "note('f3')", priority=True)]
        notes: list[str] = []

        def compose(self) -> ComposeResult:
            yield Input()

        def action_note(self, key: str) -> None:
            self.notes.append(key + self.query_one(Input).value)

    app = Bound()
    pilot: Pilot[Any]
    async with app.run_test() as pilot:
        await pilot.press("a", "f2", "b", "f3")
        await app.typeahead.idle()
        type_burst(app, "c", "f2", "d", "f3", "f2")
        await app.typeahead.idle()
    assert app.notes == ["f2a", "f3ab", "f2abc", "f3abcd", "f2abcd"]


async def test_an_error_in_a_key_that_waited_ends_the_app_like_any_other() -> None:
    class Failing(TypeAheadApp):
        BINDINGS = [Binding("f3", "fail", priority=True)]

        def compose(self) -> ComposeResult:
            yield Input()

        def action_fail(self) -> None:
            raise ZeroDivisionError

    app = Failing()
    with pytest.raises(ZeroDivisionError):
        async with app.run_test():
            type_burst(app, "a", "f3", "b")
            await app.typeahead.idle()


async def test_the_count_of_messages_that_quiet_depends_on_works() -> None:
    app = Scans()
    async with app.run_test():
        before = app.typeahead._started
        type_burst(app, "a")
        await app.typeahead.idle()
        assert app.typeahead._started > before + 2
