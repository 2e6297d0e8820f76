"""The part of a long list that is held in memory: a block of rows, a cursor and the top line."""

from __future__ import annotations

from dataclasses import dataclass

from deskapp.domain.listing import Row, Source

CHUNK = 24
"""Rows that one read fetches beyond what is asked for."""
REACH = 256
"""A gap up to this many rows is read through, a wider one is jumped over."""
KEPT = 96
"""Rows that stay in memory."""
SMALL = 1000
"""Lists up to this length are counted at once, longer ones in a thread."""


@dataclass(frozen=True, slots=True)
class Survey:
    """What a thread finds out about a big list: its length and where two known rows stand."""

    source: Source
    frame: int
    start: tuple[int, tuple[object, ...]]
    cursor: tuple[int, tuple[object, ...]]

    def run(self) -> tuple[int, int, int]:
        """The length, and by how much the block and the cursor stand elsewhere; warms up far jumps."""
        count = self.source.count()
        self.source.near(max(0, count - 1), 1)
        shifts = [self.source.rank(key) - index for index, key in (self.start, self.cursor)]
        return count, shifts[0], shifts[1]


class ListWindow:
    """Moves over a source without ever holding more of it than a block of neighbouring rows.

    While a big list is not `settled` its indices are provisional: the rows shown are right, their
    numbers (and so the scroll bar) are put right when the survey comes back.
    """

    def __init__(self, source: Source) -> None:
        """Stand on the first row."""
        self.source = source
        self.count = 0
        self.settled = True
        self.rows: list[Row] = []
        self.start = 0
        self.cursor = 0
        self.selected: Row | None = None
        self.top = 0
        self.height = 1
        self._frame = 0
        self._open()

    def at(self, index: int) -> Row | None:
        """The row of an index, when it is in the block."""
        place = index - self.start
        return self.rows[place] if 0 <= place < len(self.rows) else None

    # -- moving

    def move(self, index: int) -> None:
        """Put the cursor on a row and bring it into view."""
        before = self.cursor
        self._need(index, index + 1)
        index = max(0, min(index + self.cursor - before, self.count - 1))
        row = self.at(index)
        if row is None and self.count:
            return  # not read yet: the survey of a big list is still under way
        self.cursor, self.selected = index, row
        self.scroll(min(max(self.top, index - self.height + 1), index))

    def step(self, by: int) -> None:
        """Move the cursor by so many rows."""
        self.move(max(0, self.cursor + by))

    def page(self, by: int) -> None:
        """Move by pages; the cursor keeps its line on the screen, and one row of the old page stays."""
        rows = by * max(1, self.height - 1)
        if self.top <= self.cursor < self.top + self.height:
            self.scroll(self.top + rows)
        self.step(rows)

    def home(self) -> None:
        """To the first row."""
        if self.start:
            self._take(0, self.source.first(self.height + CHUNK))
        self.move(0)

    def end(self) -> None:
        """To the last row."""
        if self.start + len(self.rows) < self.count:
            rows = self.source.last(self.height + CHUNK)
            self._take(max(0, self.count - len(rows)), rows)
        self.move(self.count - 1)

    def scroll(self, top: int) -> None:
        """Show the rows from `top` on; the cursor stays where it is."""
        self.top = max(0, min(top, self.count - self.height))
        self._need(self.top, self.top + self.height)
        self.top = max(0, min(self.top, self.count - self.height))

    def resize(self, height: int) -> None:
        """Fit the window to `height` lines with the cursor in view, if it was."""
        inside = self.top <= self.cursor < self.top + self.height
        self.height = max(1, height)
        if inside and self.selected is not None:
            self.move(self.cursor)
        else:
            self.scroll(self.top)

    # -- rows come and go

    def turn_to(self, source: Source, keep: bool) -> None:
        """Show another source, with the cursor on the same record if that has it."""
        self.source = source
        row = source.find(self.selected.id) if keep and self.selected is not None else None
        if row is None:
            self._open()
        else:
            self._stand_on(row, row)

    def stand_on(self, row: Row) -> None:
        """Put the cursor on a row of this source; in a big list its number is found out later."""
        if row.id != getattr(self.selected, "id", None):
            self._stand_on(row, row)
        self.move(self.cursor)

    def reload(self) -> None:
        """Read again; the cursor stays on its record, or where that stood if it is gone."""
        if self.selected is None:
            self._open()
            return
        self._stand_on(self.source.find(self.selected.id), self.selected)

    def _open(self) -> None:
        self.cursor = self.top = 0
        asked = self.height + 1 if self.height > 1 else CHUNK  # what is seen; more when somebody goes there
        rows = self.source.first(asked)
        if len(rows) < asked:
            self.count, self.settled = len(rows), True
        else:
            self._count()
            self.count = max(self.count, len(rows))
        self._take(0, rows)
        self.selected = self.at(0)

    def _stand_on(self, row: Row | None, old: Row) -> None:
        """Build the block around `row`, or around the place of `old`, on the same line of the screen."""
        line, top_row = self.cursor - self.top, self.at(self.top)
        key = old.key if row is None else row.key
        back, ahead = (self.source.before(key, CHUNK), self.source.after(key, self.height + CHUNK))
        rows = [*back, *([row] if row is not None else []), *ahead]
        self._count()
        if len(back) < CHUNK:
            self.cursor = len(back)
        elif self.settled:
            self.cursor = self.source.rank(key)
        self.cursor = max(self.cursor, len(back))
        self.count = max(self.count, self.cursor + len(rows) - len(back))
        self._take(self.cursor - len(back), rows)
        if len(ahead) < self.height + CHUNK:
            self.count = self.start + len(rows)
        self.cursor = max(0, min(self.cursor, self.count - 1))
        self.selected = self.at(self.cursor)
        if 0 <= line < self.height:
            # At the head of the list it is the head that stays, so that new rows are seen.
            self.top = self.cursor - line if self.top else 0
            self.move(self.cursor)
        else:
            known = top_row is not None and self.top and self.settled
            self.scroll(self.source.rank(top_row.key) if top_row and known else self.top)

    def _count(self) -> None:
        count = self.source.count(SMALL + 1)
        self.settled = count <= SMALL
        self.count = count if self.settled else max(count, self.count)

    # -- settling a big list

    def survey(self) -> Survey | None:
        """What a thread should find out now, or None when all is known."""
        if self.settled or not self.rows or self.selected is None:
            return None
        return Survey(
            self.source, self._frame, (self.start, self.rows[0].key), (self.cursor, self.selected.key)
        )

    def settle(self, survey: Survey, found: tuple[int, int, int]) -> None:
        """Take over the real numbers, unless the window has jumped elsewhere meanwhile."""
        if survey.frame != self._frame or survey.source is not self.source:
            return
        count, shift, cursor_shift = found
        inside = self.at(self.cursor) is not None
        shown = self.at(self.top) is not None
        self.start += shift
        self.cursor += shift if inside else cursor_shift
        self.top += shift if shown else 0
        self.count = max(count, self.start + len(self.rows))
        self.settled = True
        self.scroll(self.top)

    # -- the block

    def _take(self, start: int, rows: list[Row]) -> None:
        self.start, self.rows = start, rows
        self._frame += 1

    def _need(self, first: int, last: int) -> None:
        """Have the rows from `first` to `last` in the block, as far as they exist."""
        first, last = max(0, first), min(last, self.count)
        if first >= last:
            return
        end = self.start + len(self.rows)
        far = not self.rows or first > end + REACH or last < self.start - REACH
        if far and not self._jump(first, last):
            return
        if first < self.start:
            shift = self._up(self.start - first)
            first, last = first + shift, last + shift
        if last > self.start + len(self.rows):
            self._down(last - self.start - len(self.rows))
        self._trim(first)

    def _jump(self, first: int, last: int) -> bool:
        """Start a new block at a far place; false while nobody knows which rows stand there."""
        if last <= REACH:
            self._take(0, self.source.first(last + CHUNK))
        elif self.count - first <= REACH:
            rows = self.source.last(self.count - first + CHUNK)
            self._take(self.count - len(rows), rows)
        elif self.selected is not None and abs(first - self.cursor) <= REACH:
            self._take(self.cursor, [self.selected])
        elif self.settled:
            self._take(*self.source.near(max(0, first - CHUNK), last - first + 2 * CHUNK))
        else:
            return False
        return bool(self.rows)

    def _down(self, rows: int) -> None:
        """Read on below the block; at the end of the list the count is what was found."""
        asked = rows + CHUNK
        found = self.source.after(self.rows[-1].key, asked)
        self.rows += found
        end = self.start + len(self.rows)
        if len(found) < asked:
            self.count = end
        elif end >= self.count:
            self.count = end if self.settled else end + CHUNK

    def _up(self, rows: int) -> int:
        """Read on above the block; returns by how much all indices had to be put right."""
        asked = rows + CHUNK
        found = self.source.before(self.rows[0].key, asked)
        self.rows[:0] = found
        self.start -= len(found)
        shift = 0
        if len(found) < asked:
            shift = -self.start
        elif self.start < 0 or (self.start < CHUNK and not self.settled):
            shift, self.settled = CHUNK - self.start, False
        if shift:
            self.start += shift
            self.cursor += shift
            self.top += shift
            self.count = max(self.count + shift, self.start + len(self.rows))
            self._frame += 1
        return shift

    def _trim(self, first: int) -> None:
        """Let go of rows far from `first`."""
        if len(self.rows) > KEPT:
            cut = max(0, min(first - self.start - KEPT // 2, len(self.rows) - KEPT))
            self.rows = self.rows[cut : cut + KEPT]
            self.start += cut
