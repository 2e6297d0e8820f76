"""deskapp import of field work: every kind is listed, shown, exported and taken back; Ctrl+C leaves nothing."""

from __future__ import annotations

import signal
from pathlib import Path
from typing import Any

import pytest

from deskapp.commands import importing
from deskapp.files.roster import read_rows
from deskapp.services.bulk import Bulk
from tests.test_cli import Desk, desk, room  # noqa: F401 - the fixtures


@pytest.mark.parametrize(
    ("kind", "head", "row"),
    [
        ("hazards", "隐患类别,隐患内容", "gas,漏气"),
        ("appeals", "内容,类别", "谁见过白色面包车,theft"),
        ("custody", "物品,拾获人", "钱包,李阿姨"),
        ("lost", "类别,姓名", "pet,旺财"),
    ],
)
def test_the_command_imports_each_kind_shows_it_and_takes_it_back(
    room: Desk,  # noqa: F811
    tmp_path: Path,
    kind: str,
    head: str,
    row: str,
) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"{head}\n{row}\n", "utf-8")
    assert room("import", kind, str(path), "--dry-run").code == 0
    said = room("import", kind, str(path), "--yes", "--json")
    assert (said.code, said.data["count"]) == (0, 1), said.err
    (one,) = room("list", kind, "--json").data
    assert room("show", one["number"]).code == 0
    assert room("undo").code == 0
    assert room("list", kind, "--json").data == []
    bad = tmp_path / "b.csv"
    bad.write_text(f"{head},状态\n{row},飞了\n", "utf-8")
    said = room("import", kind, str(bad), "--yes")
    assert (said.code, "Cell C2" in said.err) == (1, True), said.err
    assert room("import", kind, str(path), "--yes").code == 0
    assert room("export", str(tmp_path / "out.csv"), "--kind", kind, "--yes").code == 0
    assert room("undo").code == 1  # it left the desk with the export


@pytest.mark.parametrize("where", ["reading", "writing"])
def test_ctrl_c_ends_the_command_with_nothing_written_and_says_so(
    room: Desk,  # noqa: F811
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    where: str,
) -> None:
    path = tmp_path / "a.csv"
    path.write_text("物品,拾获人\n" + "钱包,李阿姨\n" * 20, "utf-8")
    with monkeypatch.context() as patch:
        if where == "reading":
            whole_file = read_rows

            def interrupted(*args: Any, **more: Any) -> Any:
                signal.raise_signal(signal.SIGINT)
                return whole_file(*args, **more)

            patch.setattr(importing, "read_rows", interrupted)
        else:
            one_more = Bulk.one_more

            def pressed(self: Bulk) -> None:
                if self.done == 10:
                    signal.raise_signal(signal.SIGINT)
                one_more(self)

            patch.setattr(Bulk, "one_more", pressed)
        said = room("import", "custody", str(path), "--yes")
    assert (said.code, "cancelled" in said.err, said.out) == (130, True, ""), said.err
    assert room("list", "custody", "--json").data == []
    assert room("import", "custody", str(path), "--yes").code == 0
    assert room("list", "custody", "--json").data[0]["number"].startswith("ZC-")
