"""A wall around an app: while it stands, only a few named actions run and only screens of the wall come up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, ClassVar

from textual.actions import ActionError, parse
from textual.app import App
from textual.await_complete import AwaitComplete
from textual.dom import DOMNode
from textual.widget import AwaitMount


def name_of(action: Any) -> tuple[str, str]:
    """Namespace and name of an action, however it is written; what cannot be read has no name."""
    try:
        namespace, name, _ = parse(action) if isinstance(action, str) else action
    except (ActionError, TypeError, ValueError, SyntaxError):
        return "", ""
    return str(namespace), str(name)


class WallApp(App[None]):
    """An app with a wall; everything that leads out of it asks `walled` first."""

    PASSES: ClassVar[frozenset[str]] = frozenset()
    """Actions of screens and fields that run behind the wall; none of the app's own does."""
    WALL_MODE: ClassVar[str] = ""
    walled = False

    async def run_action(
        self, action: Any, default_namespace: DOMNode | None = None, namespaces: Mapping[str, DOMNode] | None = None
    ) -> bool:  # fmt: skip
        """Run an action by key, click, link or command, if the wall lets it pass."""
        if self.walled:
            namespace, name = name_of(action)
            ours = namespace in ("app", "") and default_namespace in (None, self)
            if name not in self.PASSES or namespace == "app" or ours:
                return False
        return await super().run_action(action, default_namespace, namespaces)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """No action of the app itself runs behind the wall."""
        return False if self.walled else super().check_action(action, parameters)

    # -- screens

    def push_screen(self, screen: Any, *args: Any, **kwargs: Any) -> Any:
        """Show a screen on top; behind the wall only one of the wall, whoever asks and however late."""
        if self.walled and not getattr(screen, "WALLS", False):
            return AwaitMount(self.screen, [])
        return super().push_screen(screen, *args, **kwargs)

    def switch_screen(self, screen: Any) -> AwaitComplete:
        """Put another screen in the place of the top one; never behind the wall."""
        return AwaitComplete() if self.walled else super().switch_screen(screen)

    def switch_mode(self, mode: str) -> AwaitMount:
        """Show the screens of a mode; behind the wall only those of the wall."""
        if self.walled and mode != self.WALL_MODE:
            return AwaitMount(self.screen, [])
        return super().switch_mode(mode)

    # -- out of the window

    def copy_to_clipboard(self, text: str) -> None:
        """Nothing is copied behind the wall."""
        if not self.walled:
            super().copy_to_clipboard(text)

    def forget_clipboard(self) -> None:
        """What was copied on one side of the wall is not pasted on the other."""
        if self.clipboard:
            super().copy_to_clipboard("")  # the terminal's own is emptied too

    def open_url(self, url: str, *, new_tab: bool = True) -> None:
        """No browser opens: neither here nor anywhere else in this program."""

    def action_suspend_process(self) -> None:
        """The program is never put to sleep: a shell would lie open."""

    @contextmanager
    def suspend(self) -> Iterator[None]:
        """Nor for a program of the system."""
        yield

    def save_screenshot(self, *args: Any, **kwargs: Any) -> str:
        """No file is made of a screen behind the wall."""
        return "" if self.walled else super().save_screenshot(*args, **kwargs)

    def deliver_screenshot(self, *args: Any, **kwargs: Any) -> str | None:
        """No file is made of a screen behind the wall."""
        return None if self.walled else super().deliver_screenshot(*args, **kwargs)

    def deliver_text(self, *args: Any, **kwargs: Any) -> str | None:
        """Nothing is handed out behind the wall."""
        return None if self.walled else super().deliver_text(*args, **kwargs)

    def deliver_binary(self, *args: Any, **kwargs: Any) -> str | None:
        """Nothing is handed out behind the wall."""
        return None if self.walled else super().deliver_binary(*args, **kwargs)

    def notify(self, *args: Any, **kwargs: Any) -> None:
        """No toast comes up behind the wall."""
        if not self.walled:
            super().notify(*args, **kwargs)
