"""PINs at the command line: asked without an echo or read from the input, never an argument."""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from deskapp.domain.errors import Exit
from deskapp.domain.print_options import Options
from deskapp.services.hashing import Argon
from tests.bare import bare
from tests.print_builders import faked
from tests.test_cli import SETUP, Desk, Said, desk, log

__all__ = ["desk"]

PIN, OTHER = "246813", "975310"
Typed = Callable[..., Said]


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """argon2id at its cheapest: what is tested here is who is asked."""
    make = Argon.__init__
    monkeypatch.setattr(Argon, "__init__", lambda self: make(self, 1, 8, 1))


@pytest.fixture
def typed(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Typed:
    """Runs a command whose input is these lines."""

    def run(lines: str, *words: str) -> Said:
        monkeypatch.setattr("sys.stdin", io.StringIO(lines))
        return desk(*words)

    return run


@pytest.fixture
def room(typed: Typed) -> Typed:
    """A room whose first officer has a PIN."""
    assert typed(f"{PIN}\n", *SETUP, "--pin-stdin").code == 0
    return typed


def held(home: Path) -> bytes:
    return b"".join(path.read_bytes() for path in home.rglob("*") if path.is_file())


def test_setup_sets_the_pin_and_tells_the_recovery_code(typed: Typed, home: Path) -> None:
    said = typed(f"{PIN}\n", *SETUP, "--pin-stdin", "--plain")
    assert said.code == 0
    code = said.out.strip()
    assert [len(group) for group in code.split("-")] == [5] * 5
    assert PIN.encode() not in held(home) and code.encode() not in held(home)
    (one,) = typed("", "officers", "--json").data
    assert one["pin"] is True


def test_setup_with_what_is_no_pin_makes_no_desk(typed: Typed, home: Path) -> None:
    said = typed("12\n", *SETUP, "--pin-stdin")
    assert said.code == Exit.USAGE
    assert "digits" in said.err
    assert not list(home.rglob("desk.db"))
    assert "input ended" in typed("", *SETUP, "--pin-stdin").err


def test_a_pin_is_set_with_the_one_of_now(room: Typed) -> None:
    wrong = room(f"000001\n{OTHER}\n{OTHER}\n", "officers", "pin", "012345", "--pin-stdin")
    assert wrong.code == Exit.REFUSED
    assert "not right" in wrong.err
    differs = room(f"{PIN}\n{OTHER}\n{PIN}\n", "officers", "pin", "012345", "--pin-stdin")
    assert "differ" in differs.err
    done = room(f"{PIN}\n{OTHER}\n{OTHER}\n", "officers", "pin", "012345", "--pin-stdin")
    assert done.code == 0
    assert "new PIN" in done.err
    assert room(f"{PIN}\n", "officers", "--sign-in", "012345", "--pin-stdin").code == Exit.REFUSED
    assert room(f"{OTHER}\n", "officers", "--sign-in", "012345", "--pin-stdin").code == 0


def test_the_first_pin_of_a_room_tells_the_recovery_code(typed: Typed, home: Path) -> None:
    assert typed("", *SETUP).code == 0
    said = typed(f"{PIN}\n{PIN}\n", "officers", "pin", "012345", "--pin-stdin")
    assert said.code == 0
    assert "Recovery code" in said.out
    assert PIN not in said.out + said.err
    again = typed(f"{PIN}\n{OTHER}\n{OTHER}\n", "officers", "pin", "012345", "--pin-stdin")
    assert again.out == ""


@pytest.mark.parametrize(
    "words",
    [("officers", "pin", "012345"), ("officers", "--sign-in", "012345"), ("officers", "recovery"),
     ("officers", "recover", "012345"), ("officers", "pin", "012345", "--no-input")],
)  # fmt: skip
def test_where_nobody_can_be_asked_it_is_refused(room: Typed, words: tuple[str, ...]) -> None:
    said = room(f"{PIN}\n", *words)
    assert said.code == Exit.USAGE
    assert "--pin-stdin" in said.err


@pytest.mark.parametrize(
    "words", [("officers", "pin"), ("officers", "pins", "012345"), ("officers", "pin", "999")]
)
def test_a_slip_is_told(room: Typed, words: tuple[str, ...]) -> None:
    said = room(f"{PIN}\n", *words, "--pin-stdin")
    assert said.code in (Exit.USAGE, Exit.NOT_FOUND)
    assert said.err.strip().endswith((".", "?"))


def test_it_is_asked_on_the_terminal_without_an_echo(room: Typed, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = [PIN, OTHER, OTHER]
    asked: list[str] = []

    def getpass(text: str) -> str:
        asked.append(text)
        return answers.pop(0)

    monkeypatch.setattr("getpass.getpass", getpass)
    monkeypatch.setattr("deskapp.commands.call.Call.on_terminal", True)
    assert room("", "officers", "pin", "012345").code == 0
    assert [text.split(":")[0] for text in asked] == [
        "PIN of Li Ping 012345 now", "New PIN of Li Ping 012345", "The same again",
    ]  # fmt: skip


def test_to_void_asks_for_the_pin(room: Typed, desk: Desk) -> None:
    number = log(desk)
    void = ("step", number, "void", "--text", "Twice", "--confirm", number)
    assert "--pin-stdin" in room("", *void).err
    assert "not right" in room("000001\n", *void, "--pin-stdin").err
    assert room("", "step", number, "solve", "--text", "Done").code == 0
    assert room(f"{PIN}\n", *void, "--pin-stdin").code == 0


def test_a_step_said_by_its_label_asks_too(room: Typed, desk: Desk) -> None:
    number = log(desk)
    assert "--pin-stdin" in room("", "step", number, "Void", "--text", "Twice", "--confirm", number).err


def test_to_void_a_volunteer_or_a_duty_asks_for_the_pin(room: Typed) -> None:
    assert room("", "volunteer", "add", "王秀英", "--phone", "13800010001").code == 0
    assert room("", "checkin", "0001").code == 0
    duty, number = "QD-20261121-001", "YJ-20261121-001"
    for void in (
        ("attendance", "void", duty, "--text", "Twice"),
        ("volunteer", "step", number, "void", "--text", "Twice", "--set", f"confirm={number}"),
        ("step", number, "void", "--text", "Twice", "--confirm", number),
    ):
        assert "--pin-stdin" in room("", *void).err
        assert "not right" in room("000001\n", *void, "--pin-stdin").err
    assert room(f"{PIN}\n", "attendance", "void", duty, "--text", "Twice", "--pin-stdin").code == 0
    void = ("volunteer", "step", number, "void", "--text", "Twice", "--set", f"confirm={number}")
    assert room(f"{PIN}\n", *void, "--pin-stdin").code == 0


def test_an_auxiliary_does_not_void_at_the_command_line(typed: Typed, desk: Desk) -> None:
    assert typed("", *SETUP).code == 0
    assert (
        typed("", "officers", "--add", "Zhao", "--badge", "F1", "--kind", "auxiliary", "--sign-in", "F1").code
        == 0
    )
    number = log(desk)
    said = typed("", "step", number, "void", "--text", "Twice", "--confirm", number)
    assert said.code == Exit.REFUSED
    assert "does not void alone" in said.err


def test_to_bring_a_copy_back_asks_for_the_pin(room: Typed, home: Path) -> None:
    copy = str(home / "copy.db")
    assert room("", "backup", copy).code == 0
    assert "--pin-stdin" in room("", "restore", copy, "--yes").err
    assert room("", "restore", copy, "--yes", "--dry-run").code == 0
    assert room(f"{PIN}\n", "restore", copy, "--yes", "--pin-stdin").code == 0


def test_the_recovery_code_is_printed_once_and_told_only_where_it_was_not(
    room: Typed, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake = faked(monkeypatch)
    said = room(f"{PIN}\n", "officers", "recovery", "--print", "Hall", "--pin-stdin", "--plain")
    assert (said.code, said.out) == (0, ""), said.err
    assert "no file of it is kept" in said.err
    assert fake.sent == [("Hall", Options(1))]
    fake.ends = "stopped"
    said = room(f"{PIN}\n", "officers", "recovery", "--print", "--pin-stdin", "--plain")
    assert said.code == Exit.PRINTER
    assert "waits in it" in said.err
    assert len(said.out.strip().split("-")) == 5
    assert not list(home.rglob("recovery*.pdf"))


def test_the_recovery_code_lets_an_administrator_back_in(room: Typed, home: Path) -> None:
    made = room(f"{PIN}\n", "officers", "recovery", "--pin-stdin", "--json").data["recovery_code"]
    for _ in range(5):
        room("000001\n", "officers", "--sign-in", "012345", "--pin-stdin")
    assert "10 min" in room(f"{PIN}\n", "officers", "--sign-in", "012345", "--pin-stdin").err
    said = room(f"{made.lower()}\n{OTHER}\n{OTHER}\n", "officers", "recover", "012345", "--pin-stdin")
    assert said.code == 0
    assert room(f"{OTHER}\n", "officers", "--sign-in", "012345", "--pin-stdin").code == 0
    path = home / "code.pdf"
    assert room(f"{OTHER}\n", "officers", "recovery", "--pdf", str(path), "--pin-stdin").code == 0
    assert path.read_bytes().startswith(b"%PDF")
    assert os.stat(path).st_mode & 0o777 == 0o600


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_paper_says_what_the_code_is_for(room: Typed, language: str) -> None:
    said = room(f"{PIN}\n", "officers", "recovery", "--pin-stdin", "--lang", language)
    assert ("恢复码" if language == "zh" else "Recovery code") in said.out
    assert "officers recover" in " ".join(said.out.split())
    assert all(len(line) <= 80 for line in said.out.splitlines())


def test_every_link_of_the_chain_says_that_it_came_by_the_command_line(room: Typed) -> None:
    room("000001\n", "officers", "--sign-in", "012345", "--pin-stdin")
    file = bare(Path.home() / ".local/share/deskapp/desk.db")
    found = dict(file.execute("SELECT action, via FROM audit WHERE subject = 'pin'").fetchall())
    file.close()
    assert found == {"set_pin": "cli", "make_recovery": "cli", "refuse_pin": "cli"}
