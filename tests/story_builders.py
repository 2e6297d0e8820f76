"""A dispute that is told from its start to the archive, before the screen and by keys alone."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass
from pathlib import Path

from openpyxl import load_workbook
from pypdf import PdfReader

from deskapp.__main__ import main
from deskapp.domain.clocks import due, label_of
from deskapp.domain.dispute import File
from deskapp.domain.dispute_codes import STATUS
from deskapp.domain.dispute_papers import PAPER
from deskapp.reading import disputes as reading
from tests.app_builders import Person, spell, turn


def exported(path: Path, *, cards: bool = True) -> str:
    """All that an exported file says, with or without the cards of people."""
    if path.suffix == ".json" and not cards:
        return json.dumps(json.loads(path.read_text("utf-8")) | {"people": []}, ensure_ascii=False)
    if path.suffix != ".xlsx":
        return path.read_text("utf-8-sig")
    sheets = [
        sheet
        for sheet in load_workbook(path).worksheets
        if cards or not str(sheet["A2"].value).startswith("RY-")
    ]
    return " ".join(str(cell.value) for sheet in sheets for row in sheet.iter_rows() for cell in row)


@dataclass
class Story:
    """Somebody at the desk, and the dispute that they have in hand."""

    person: Person
    number: str = "JF-20261121-001"

    async def keys(self, *typed: str) -> None:
        """Names of keys, or texts in which a line end is Enter; all of it as one burst."""
        named = ("enter", "escape", "tab", "down", "up", "space", "insert", "backspace")
        found: list[str] = []
        for one in typed:
            key = one in named or one.startswith("ctrl+") or (one[0] == "f" and one[1:].isdecimal())
            found += [one] if key else spell(one)
        await self.person.types(*found)

    def later(self, **by: float) -> None:
        """Time goes by."""
        turn(self.person.app.desk, **by)
        self.person.app.reload_top()  # as after the cover of a night

    @property
    def file(self) -> File:
        """The file as it is kept."""
        found = reading.find(self.person.app.desk.reader, self.person.app.desk.room.id, self.number)
        assert found is not None, self.person.screen
        return found

    def stands(self, status: str) -> None:
        """Assert the state, in the file and, where the file is open, on the screen."""
        assert self.file.dispute.status == status, self.person.screen
        if self.person.top == "DisputeScreen":
            assert self.person.app.desk.words(STATUS.source_of(status)) in self.person.screen

    async def to_board(self) -> None:
        """Back to the board, however deep."""
        for _ in range(6):
            if self.person.top == "BoardScreen":
                return
            await self.keys("escape")
        raise AssertionError(self.person.screen)

    async def to_file(self) -> None:
        """F3 and Enter: the file with the nearest clock."""
        await self.to_board()
        await self.keys("f3", "enter")
        assert self.person.top == "DisputeScreen", self.person.screen
        assert self.number in self.person.screen

    async def sheet(self) -> str:
        """All that F9 shows, without blanks and without the line of what was done last; ends on the board."""
        await self.to_board()
        await self.keys("f9")
        assert self.person.top == "SheetScreen", self.person.screen
        seen, last = "", ""
        while (shown := "".join("".join(self.person.lines[1:-3]).split())) != last:
            seen, last = seen + shown, shown
            await self.person.types("pagedown")
        await self.keys("escape")
        return seen

    async def due_now(self, clock: str, day: str) -> None:
        """Assert that the board names this clock and its day as the next one, and the sheet too."""
        t = self.person.app.desk.words
        nearest = due(self.file, self.person.app.desk.room.times)[0]
        assert nearest.clock == clock, [one.clock for one in due(self.file, self.person.app.desk.room.times)]
        await self.to_board()
        said = t(label_of(clock))[:8]
        await self.person.until(
            lambda: any("JF" in row and said in row and day in row for row in self.person.lines)
        )
        seen = await self.sheet()
        assert self.number in seen, seen
        if self.file.dispute.is_open:
            assert "".join(t(label_of(clock)).split()) in seen, seen

    async def paper(self, kind: str, *said: str) -> None:
        """From the open file: make a paper as PDF with Ctrl+B, its digit and Ctrl+S; it must say all of `said`."""
        assert self.person.top == "DisputeScreen", self.person.screen
        before = len(self.file.papers)
        digit = str([entry.code for entry in PAPER].index(kind) + 1)
        await self.keys("ctrl+b", digit, "ctrl+s")
        assert self.person.top == "PaperScreen", self.person.screen
        await self.keys("escape", "escape")
        assert self.person.top == "DisputeScreen", self.person.screen
        made = self.file.papers
        assert [paper.kind for paper in made[before:]] == [kind], self.person.screen
        kept = self.person.app.desk.settings.papers
        path = max(kept.glob(f"{self.number}-{kind}-*.pdf"))
        pages = PdfReader(io.BytesIO(path.read_bytes())).pages
        text = "".join("".join(page.extract_text().split()) for page in pages)
        t = self.person.app.desk.paper_words
        joint = kind == "agreement_peoples" and self.file.dispute.kind == "joint"
        title = t("Agreement of joint mediation") if joint else t(PAPER.source_of(kind))
        for one in (title, self.number, *said):
            assert "".join(one.split()) in text, (one, text)

    async def nowhere(self, child: str, *others: str) -> None:
        """Assert that a child's name stands on no board, list, sheet or export, and the others by no dispute.

        The card of a grown-up stands among the people of an export, and does not say in which dispute they are.
        """
        await self.to_board()
        shown = self.person.screen
        for keys in (("f3",), ("f3",), ("escape", "f5", self.number)):
            await self.keys(*keys)
            shown += self.person.screen
        shown += await self.sheet()
        desk = self.person.app.desk
        for kind in ("json", "csv", "xlsx"):
            path = desk.settings.database.with_name(f"out.{kind}")
            path.unlink(missing_ok=True)
            which = ["--kind", "disputes"] if kind == "csv" else []
            assert main(["--db", str(desk.settings.database), "export", str(path), *which]) == 0
            assert self.number in exported(path)
            assert child not in exported(path)
            shown += exported(path, cards=False)
        for secret in (child, *others):
            at = shown.find(secret)
            assert at < 0, shown[max(0, at - 300) : at + 100]

    async def archived(self) -> None:
        """Archive from the open file; then it owes nothing, and no list or sheet asks for it any more."""
        await self.keys("5", "enter")
        self.stands("archived")
        desk = self.person.app.desk
        assert due(self.file, desk.room.times) == ()
        assert self.file.dispute.next_clock == ""
        assert "!" + desk.words("overdue") not in self.person.words
        self.later(days=1)
        assert self.number not in await self.sheet()
        assert "JF" not in "".join(self.person.lines[2:-3]), self.person.screen
