"""The copies that an open desk makes by itself, behind the screen: of each day, and of each handover."""

from __future__ import annotations

import asyncio
import threading
import time
from typing import TYPE_CHECKING

from deskapp.domain.errors import DeskError
from deskapp.domain.words import N_

if TYPE_CHECKING:
    from deskapp.app import DeskApp
    from deskapp.backup import Backup

EVERY = 60.0
"""Seconds between two looks whether a copy is due."""

AGAIN = 600.0
"""Seconds after which a copy that failed is tried again."""


class Copying:
    """Makes copies in a thread, one at a time; what goes wrong is told once, without alarm: the records are safe."""

    def __init__(self, app: DeskApp) -> None:
        self._app = app
        self._at = -EVERY
        self._busy = False
        self._told = ""
        self._stop = threading.Event()

    def look(self) -> None:
        """While nobody types: make the copy that is due, and bring to the second place what it missed.

        A practice file has none.
        """
        if not self._app.desk.room.practice and time.monotonic() - self._at >= EVERY:
            self._begin()

    def after_handover(self) -> None:
        """A handover was sealed: copy the file now; nobody waits for it."""
        self._begin()

    def now(self) -> None:
        """A person wants a copy."""
        self._app.run_worker(self._by_hand(), group="backup")

    def stop(self) -> None:
        """The desk closes: what is half copied is broken off, and made at the next start."""
        self._stop.set()

    def _begin(self) -> None:
        if not self._busy and not self._stop.is_set():
            self._busy, self._at = True, time.monotonic()
            self._app.run_worker(self._make(), group="backup")

    async def _make(self) -> None:
        from deskapp import backup

        desk = self._app.desk
        try:
            made = await asyncio.to_thread(backup.daily, desk, self._stop.is_set)
        except backup.Stopped:
            return
        except DeskError as error:
            self._at = time.monotonic() + AGAIN - EVERY
            self._tell_once(error)
        else:
            if made is not None:
                self._look_at(made)
        finally:
            self._busy = False

    async def _by_hand(self) -> None:
        from deskapp import backup

        desk = self._app.desk
        try:
            made = await asyncio.to_thread(backup.make, desk, None, self._stop.is_set)
        except backup.Stopped:
            return
        except DeskError as error:
            self._app.refuse(error)
            return
        if made.missed is not None:
            self._app.refuse(made.missed)
        elif made.second is not None:
            self._app.tell(
                N_("Backed up and found whole: {path}, and in the second place {folder}"), "good",
                path=made.path, folder=made.second.parent,
            )  # fmt: skip
        elif (away := self._away()) is not None:
            self._app.tell(
                N_("Backed up and found whole: {path}. The second place {folder} is not there: plug it in, the next "
                   "copy goes there, too."),
                "good", path=made.path, folder=away,
            )  # fmt: skip
        else:
            self._app.tell(N_("Backed up and found whole: {path}"), "good", path=made.path)

    def _away(self) -> object:
        from deskapp import second

        folder = self._app.desk.settings.second_place
        return folder if folder is not None and not second.is_there(folder) else None

    def _look_at(self, made: Backup) -> None:
        """Say what the second place has to say; a stick that is not there is no error."""
        if made.missed is not None:
            self._tell_once(made.missed)
        elif (away := self._away()) is not None:
            self._tell_once(
                DeskError(
                    N_(
                        "The copy is made; the second place {folder} is not there. Plug it in: the copy follows by "
                        "itself."
                    ),
                    folder=away,
                )
            )

    def _tell_once(self, error: DeskError) -> None:
        said = str(error)
        if said != self._told:
            self._told = said
            self._app.tell(error.text, "", **error.params)
