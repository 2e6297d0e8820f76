"""Language and colours chosen by a key: they count at once and are kept behind the screen, as settings are.

A person looks into the other language or other colours while doing something else. So such a change stands
in the history and the audit of its setting, but Ctrl+Z steps over it: the last write that it takes back is
still that of a record, and what was undone can still be redone. The same key goes back.
"""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

from deskapp.domain.errors import DeskError
from deskapp.domain.words import N_

if TYPE_CHECKING:
    from deskapp.app import DeskApp


class Looks:
    """Keeps what was chosen, one write after the other; of two choices that wait the last one counts."""

    def __init__(self, app: DeskApp) -> None:
        self._app = app
        self._wanted: dict[str, str] = {}
        self._writing = False

    def keep(self, name: str, value: str) -> None:
        """Keep `value` of the setting `language` or `theme`; the screen does not wait for it."""
        app = self._app
        app.settings = replace(app.settings, **{name: value})  # type: ignore[arg-type]
        self._wanted[name] = value
        if not self._writing:
            self._writing = True
            app.run_worker(self._write(), group="settings")

    async def _write(self) -> None:
        """Write what waits; where it cannot be, the screen stays as it was chosen, and that is said."""
        app = self._app
        try:
            while self._wanted:
                name = next(iter(self._wanted))
                value = self._wanted.pop(name)
                try:
                    await asyncio.to_thread(self._put, name, value)
                except DeskError as error:
                    said = N_("The screen is as you chose it, but at the next start it is as before. {why}")
                    app.tell(said, "", why=error.say(app.words))
        finally:
            self._writing = False

    def _put(self, name: str, value: str) -> None:
        from deskapp.settings import ConfigToml

        app = self._app
        if app._desk is None:  # the first run: there is no history yet
            ConfigToml(app.settings.config).put(name, value)
        else:
            app.desk.configuring.change(name, value, app.desk.actor, app.words, in_passing=True)
