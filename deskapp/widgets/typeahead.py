"""Type-ahead: keys and pastes are handed out one at a time, so that a burst lands as if typed slowly."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from textual import events, messages

# Private names: which node is at work, and the hook of Textual's own test pilot. Textual is held to one
# minor, and a test covers each.
from textual._context import active_message_pump, message_hook
from textual.app import App
from textual.message import Message

if TYPE_CHECKING:
    from textual.message_pump import MessagePump
    from textual.widget import Widget

KeyOrPaste = events.Key | events.Paste

SETTLE_LIMIT = 2.0
"""Seconds after which a key counts as handled whatever its handlers still do."""

READY_LIMIT = 10.0
"""Seconds that a screen may take until it is ready."""

URGENT = frozenset({"ctrl+q"})
"""Keys that overtake the others when none moved on for `PATIENCE`: one can leave while a save hangs."""

PATIENCE = 1.0
"""Seconds that an urgent key waits while no other is handed out."""

_POLL = 0.004
_GONE = 0.05

_QUIET = (
    events.Timer,
    events.MouseEvent,
    events.Enter,
    events.Leave,
    messages.Layout,
    messages.Prompt,
    messages.Update,
    messages.UpdateScroll,
)
"""Messages that are no consequence of a key that anyone waits for."""


class TypeAhead:
    """Decides when the next key may go: the last is handled, the top screen ready, nothing being saved.

    A text key that follows another into the same text field goes at once; nothing it does moves the focus.
    """

    def __init__(self, app: App[Any]) -> None:
        self._app = app
        self._waiting: deque[KeyOrPaste] = deque()
        self._cleared: set[KeyOrPaste] = set()
        self._last: tuple[KeyOrPaste, Widget | None] | None = None
        self._task: asyncio.Task[None] | None = None
        self._idle = asyncio.Event()
        self._idle.set()
        self._released = asyncio.Event()
        self._holds = 0
        self._stops: list[Callable[[], None]] = []
        self._moved = 0.0
        self._started = 0
        self._round: Callable[[], None] | None = None
        self.turns = 0
        """How many keys, pastes and clicks were handed out so far: what is told belongs to one of them."""

    # -- for screens and services ------------------------------------------------------------------

    @contextmanager
    def hold(self, stop: Callable[[], None] | None = None) -> Iterator[None]:
        """Keep keys back while something is being saved; holds may nest and overlap.

        With `stop` an Escape before which no key waits is not kept back: it ends what is at work.
        """
        self._holds += 1
        self._released.clear()
        stops = [stop] if stop is not None else []
        self._stops += stops
        try:
            yield
        finally:
            self._holds -= 1
            for one in stops:
                self._stops.remove(one)
            if not self._holds:
                self._released.set()

    @property
    def holding(self) -> bool:
        """Whether something is being saved now."""
        return self._holds > 0

    @property
    def busy(self) -> bool:
        """Whether something is being saved or a key is still at work."""
        return self.holding or not self._idle.is_set()

    @property
    def ready(self) -> bool:
        """Whether the top screen is there and takes keys."""
        stack = self._app.screen_stack
        return bool(stack) and stack[-1].is_mounted and bool(getattr(stack[-1], "ready", True))

    async def idle(self) -> None:
        """Return when no key waits and the last one is handled; never call it from a message handler."""
        while self._app.is_running:
            seen = asyncio.Event()
            if not self._app.call_later(seen.set):
                return
            await seen.wait()
            if self._idle.is_set():
                return
            await self._idle.wait()

    # -- for the app -------------------------------------------------------------------------------

    def watch(self) -> None:
        """Count the messages that start being handled, from the app's first one on."""
        earlier = message_hook.get(None)

        def count(message: Message) -> None:
            mark = isinstance(message, events.Callback) and message.callback is self._round
            if not mark and not isinstance(message, _QUIET):
                self._started += 1
            if earlier is not None:
                earlier(message)

        message_hook.set(count)

    def take(self, event: KeyOrPaste) -> bool:
        """Whether `event` is to be handled now; otherwise it is kept and posted to the app again."""
        if event.is_forwarded:
            return True
        if event in self._cleared:
            self._cleared.discard(event)
            return True
        if not self._waiting and self._may_go(event):
            self._note(event)
            self._wake()
            return True
        if self._stops and not self._waiting and isinstance(event, events.Key) and event.key == "escape":
            self._stops[-1]()
            return False
        self._waiting.append(event)
        if isinstance(event, events.Key) and event.key in URGENT:
            asyncio.get_running_loop().call_later(PATIENCE, self._overtake, event)
        self._wake()
        return False

    def stop(self) -> None:
        """Forget what waits: the app ends."""
        self._waiting.clear()
        if self._task is not None:
            self._task.cancel()

    # -- inside ------------------------------------------------------------------------------------

    def _open(self) -> bool:
        return not self._holds and self.ready

    def _may_go(self, event: KeyOrPaste) -> bool:
        """Nothing is under way, or both this and the last are text for one text field."""
        if not self._open():
            return False
        return self._last is None or self._follows(event)

    def _follows(self, event: KeyOrPaste) -> bool:
        if self._last is None or not (_is_text(event) and _is_text(self._last[0])):
            return False
        target = self._app.focused
        return target is not None and target is self._last[1] and getattr(target, "takes_text", False)

    def _note(self, event: KeyOrPaste) -> None:
        self._last = (event, self._app.focused)
        self._moved = asyncio.get_running_loop().time()

    def _wake(self) -> None:
        self._idle.clear()
        if self._task is None:
            self._task = asyncio.get_running_loop().create_task(self._run(), name="type-ahead")

    async def _run(self) -> None:
        """Wait for the last key to be handled, hand out the next, until none is left."""
        try:
            while self._app.is_running:
                await self._settle()
                self._last = None
                if not self._waiting:
                    break
                self._hand_out()
                while self._waiting and self._open() and self._follows(self._waiting[0]):
                    self._hand_out()
        finally:
            self._task = None
            self._last = None
            self._idle.set()

    def _hand_out(self) -> None:
        event = self._waiting.popleft()
        self._note(event)
        self._post(event)

    def _post(self, event: KeyOrPaste) -> None:
        """Give `event` to the app's own queue: it is handled there like any key, errors included."""
        self._cleared.add(event)
        self._app.post_message(event)

    def _overtake(self, event: KeyOrPaste) -> None:
        """Let an urgent key pass the others, unless they are still being handed out."""
        if event not in self._waiting:
            return
        loop = asyncio.get_running_loop()
        left = self._moved + PATIENCE - loop.time()
        if left > 0:
            loop.call_later(left, self._overtake, event)
        else:
            self._waiting.remove(event)
            self._post(event)

    async def _settle(self) -> None:
        """Wait until the last key is handled and the next may go."""
        while True:
            await self._quiet()
            if self._open() or not self._app.is_running:
                return
            await self._opened()

    async def _opened(self) -> None:
        loop = asyncio.get_running_loop()
        end = loop.time() + READY_LIMIT
        while self._app.is_running:
            if self._holds:
                await self._released.wait()
                end = loop.time() + READY_LIMIT
            if self.ready or loop.time() > end:
                return
            await asyncio.sleep(_POLL)

    async def _quiet(self) -> None:
        """Wait until a whole round passes in which nobody on the path of the key began anything.

        In each round every node from the focus up to the app gets a mark at the end of its queue. When all
        marks came back, all that lay before them is done; if no message began to be handled meanwhile and
        the queues are empty, nothing that the key set going is left.
        """
        loop = asyncio.get_running_loop()
        end = loop.time() + SETTLE_LIMIT
        quiet = False
        while not quiet and loop.time() < end and self._app.is_running:
            before = self._started
            path = self._path()
            await self._mark(path, end - loop.time())
            quiet = before == self._started and not any(node.message_queue_size for node in path)

    def _path(self) -> list[MessagePump]:
        """The nodes that a key passes: those of the last one's target and of the focus now."""
        path: dict[MessagePump, None] = {}
        stack = self._app.screen_stack
        starts: list[Widget | None] = [self._last[1] if self._last else None, *stack[-1:]]
        if stack:
            starts.append(stack[-1].focused)
        for start in starts:
            if start is not None:
                path.update(dict.fromkeys(start.ancestors_with_self))
        path[self._app] = None
        return [node for node in path if node.is_running]

    async def _mark(self, path: list[MessagePump], limit: float) -> None:
        """Return when every node handled its mark, is gone, or `limit` seconds passed."""
        back = asyncio.Event()
        away: set[MessagePump] = set()

        def mark() -> None:
            away.discard(active_message_pump.get())
            if not away:
                back.set()

        self._round = mark
        for node in path:
            if node.post_message(events.Callback(callback=mark)):
                away.add(node)
        end = asyncio.get_running_loop().time() + limit
        while any(node.is_running for node in away) and asyncio.get_running_loop().time() < end:
            try:
                await asyncio.wait_for(back.wait(), _GONE)
            except TimeoutError:
                continue


def _is_text(event: KeyOrPaste) -> bool:
    return isinstance(event, events.Key) and event.is_printable


class TypeAheadApp(App[None]):
    """An app whose keys wait for each other."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.typeahead = TypeAhead(self)

    async def on_event(self, event: events.Event) -> None:
        """Let a key or a paste through when its turn has come; everything else at once."""
        if isinstance(event, events.Load):
            self.typeahead.watch()
        elif isinstance(event, events.Unmount):
            self.typeahead.stop()
        elif isinstance(event, events.Key | events.Paste) and not self.typeahead.take(event):
            return
        if isinstance(event, events.Key | events.Paste | events.MouseDown):
            self.typeahead.turns += 1
        await super().on_event(event)
