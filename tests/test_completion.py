"""Tab completes commands, options and codes; each help topic has its page in both languages."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from deskapp import locales
from deskapp.cli import COMMANDS
from deskapp.commands.topics import TOPICS, page
from deskapp.domain.request_codes import URGENCY
from deskapp.domain.words import LANGUAGES
from tests.test_words import CHINESE


def deskapp(*words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "deskapp", *words]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


def shell(name: str, *command: str) -> list[str]:
    """What a shell says to a script on its command line, as words."""
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"there is no {name} here: apt-get install {name}")
    done = subprocess.run([found, *command], capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    assert not done.stderr
    return done.stdout.split()


@pytest.fixture(scope="module")
def scripts(tmp_path_factory: pytest.TempPathFactory, nobodys_home: None) -> Path:
    """The three scripts in one folder."""
    folder = tmp_path_factory.mktemp("completion")
    for name in ("bash", "zsh", "fish"):
        done = deskapp("completion", name)
        assert (done.returncode, done.stderr) == (0, "")
        (folder / name).write_text(done.stdout, "utf-8")
    return folder


ASKED = [
    ("han", ["handover"]),
    ("s", ["setup", "show", "step"]),
    ("list re", ["requests"]),
    ("log --urgency ", list(URGENCY.most_used) or ["normal", "urgent", "critical"]),
    ("--lang e", ["en"]),
    ("--lang en doc", ["doctor"]),
    ("completion b", ["bash"]),
    ("help case", ["case-report"]),
    ("step 3 --foll", ["--followup"]),
    ("list requests --over", ["--overdue"]),
]


@pytest.mark.parametrize(("typed", "offered"), ASKED, ids=[typed for typed, _ in ASKED])
def test_bash_completes(scripts: Path, typed: str, offered: list[str]) -> None:
    words = ["deskapp", *typed.split(" ")]
    script = f"source {scripts}/bash; COMP_WORDS=({' '.join(repr(word) for word in words)}); "
    script += f'COMP_CWORD={len(words) - 1}; _deskapp; printf "%s\\n" "${{COMPREPLY[@]}}"'
    assert set(shell("bash", "--norc", "-euc", script)) >= set(offered)
    if typed.strip() in ("han", "list re", "--lang e"):
        assert shell("bash", "--norc", "-euc", script) == offered


def test_bash_leaves_file_names_to_itself(scripts: Path) -> None:
    script = f"source {scripts}/bash; complete -p deskapp"
    assert shell("bash", "--norc", "-euc", script) == [
        "complete",
        "-o",
        "default",
        "-F",
        "_deskapp",
        "deskapp",
    ]


@pytest.mark.parametrize(("typed", "offered"), ASKED, ids=[typed for typed, _ in ASKED])
def test_fish_completes(scripts: Path, typed: str, offered: list[str]) -> None:
    said = shell("fish", "--no-config", "-c", f"source {scripts}/fish; complete -C 'deskapp {typed}'")
    assert set(offered) <= set(said)


def test_zsh_takes_the_script(scripts: Path) -> None:
    script = f"""
    compdef() {{ :; }}; compadd() {{ shift; print -l -- "$@"; }}; _files() {{ print files; }}
    source {scripts}/zsh
    words=(deskapp list ''); CURRENT=3; _deskapp
    words=(deskapp step 3 --f); CURRENT=4; _deskapp
    words=(deskapp export ''); CURRENT=3; _deskapp
    """
    said = shell("zsh", "-f", "-c", script)
    assert said[0] == "requests"
    assert said[-1] == "files"
    assert "--followup" in said


def test_every_command_is_completed(scripts: Path) -> None:
    for name in ("bash", "zsh", "fish"):
        text = (scripts / name).read_text("utf-8")
        assert [command for command in COMMANDS if not re.search(rf"\b{command}\b", text)] == []


def test_an_unknown_shell_is_told_which_there_are(home: Path) -> None:
    done = deskapp("completion", "ksh", "--lang", "en")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.strip() == "There is no script for “ksh”. Choose one of: bash, zsh, fish."


# -- topics


@pytest.mark.parametrize("topic", TOPICS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_topic_has_a_short_page_in_its_language(topic: str, language: str) -> None:
    said = page(topic, locales.load(language))
    assert (CHINESE.search(said.partition("\n")[0]) is not None) == (language == "zh") or topic == "keys"
    if language == "en":
        assert CHINESE.findall(said.replace("中文", "")) == []
    if topic != "keys":
        assert 5 <= len(said.splitlines()) <= 40
        # Both pages show the same commands.
        other = page(topic, locales.load("en" if language == "zh" else "zh"))
        assert re.findall(r"^  deskapp \w+", said, re.MULTILINE) == re.findall(
            r"^  deskapp \w+", other, re.MULTILINE
        )


def test_help_lists_its_topics_and_knows_commands(home: Path) -> None:
    listed = deskapp("help", "--lang", "en").stdout
    assert all(f"  {topic} " in listed for topic in TOPICS)
    assert deskapp("help", "log", "--lang", "en").stdout == deskapp("log", "--help", "--lang", "en").stdout
    done = deskapp("help", "key", "--lang", "en")
    assert done.returncode == 2
    assert "keys" in done.stderr
