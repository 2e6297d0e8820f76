"""Excel files as they come: each cell as openpyxl reads it, whoever wrote the file, and faster."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from deskapp.domain.errors import DeskError
from deskapp.files.roster import read_rows
from deskapp.files.xlsx import rows_of

ROWS: Sequence[Sequence[object]] = (
    ("姓名", "数", "日期", "", None, "真"),
    ("王㛃𠮷", 13800010001, datetime(2026, 11, 18, 14, 5), 1.5, None, True),
    (" 两 端 ", -3, date(2026, 11, 18), 1e20, "=1+1", False),
    (None, None, time(20, 0), timedelta(hours=30), "_x000D_", "<b>&amp;\n第二行"),
    (),
    ("", 0, "2026-11-18", 0.0, "x" * 500, None),
)


def book(*, write_only: bool) -> bytes:
    """A book of many kinds of cells, with its texts apart or in the cells."""
    made, out = Workbook(write_only=write_only), io.BytesIO()
    page = made.create_sheet("一") if write_only else made.active
    for row in ROWS:
        page.append([None if cell == "=1+1" and write_only else cell for cell in row])
    made.save(out)
    return out.getvalue()


def theirs(data: bytes) -> list[list[object]]:
    page = load_workbook(io.BytesIO(data), data_only=True).worksheets[0]
    return [list(row) for row in page.iter_rows(values_only=True)]


@pytest.mark.parametrize("write_only", [True, False])
def test_every_cell_is_read_as_by_the_library(write_only: bool) -> None:
    data = book(write_only=write_only)
    mine = dict(rows_of(data))
    for at, row in enumerate(theirs(data), 1):
        found = list(mine.get(at, ()))
        assert [*found, *[None] * (len(row) - len(found))] == row, at


def test_of_many_sheets_the_one_that_is_named_is_read_else_the_first_with_something_in_it(
    tmp_path: Path,
) -> None:
    made = Workbook()
    made.active.title = "空"
    hidden = made.create_sheet("藏")
    hidden.append(["看不见"])
    hidden.sheet_state = "hidden"
    for name in ("求助", "拾得物"):
        made.create_sheet(name).append([name])
    made.save(tmp_path / "a.xlsx")
    assert [row.cells for row in read_rows(tmp_path / "a.xlsx")] == [("求助",)]
    assert [row.cells for row in read_rows(tmp_path / "a.xlsx", titles=("拾得物", "Found things"))] == [
        ("拾得物",)
    ]


def test_texts_in_pieces_and_reading_aids_are_one_text() -> None:
    data = io.BytesIO(book(write_only=False))
    out = io.BytesIO()
    with zipfile.ZipFile(data) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if name == "xl/sharedStrings.xml":
                text = text.replace(
                    "<si><t>姓名</t></si>".encode(),
                    "<si><r><t>姓</t></r><r><t>名</t></r><rPh sb='0' eb='1'><t>xing</t></rPh></si>".encode(),
                )
            new.writestr(name, text)
    assert next(iter(rows_of(out.getvalue())))[1][0] == "姓名"


@pytest.mark.parametrize("what", ["cut", "no sheet", "bad number", "huge"])
def test_a_broken_file_is_refused_in_words(
    tmp_path: Path, what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, data = tmp_path / "a.xlsx", book(write_only=False)
    if what == "cut":
        data = data[: len(data) // 2]
    elif what == "huge":
        monkeypatch.setattr("deskapp.files.xlsx.LARGEST", 100)
    else:
        out = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
            for name in old.namelist():
                if what == "no sheet" and name.endswith("sheet1.xml"):
                    continue
                new.writestr(name, old.read(name).replace(b"<v>-3</v>", b"<v>abc</v>"))
        data = out.getvalue()
    path.write_bytes(data)
    with pytest.raises(DeskError) as error:
        read_rows(path)
    assert "save it anew" in str(error.value)
