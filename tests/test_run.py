"""The one command sets up what is missing, once, and says in words what it cannot do."""

from __future__ import annotations

import ast
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).resolve().parent.parent
PYTHON: str = getattr(sys, "_base_executable", sys.executable)

DESK = "import sys, lantern\nprint(lantern.__file__, *sys.argv[1:], sep='|')\nsys.exit(7)\n"


def lock(desk: Path, *, digest: str | None = None) -> None:
    """Ask for a small library that lies in the folder, by its hash."""
    wheel = desk / "lantern-1.0-py3-none-any.whl"
    with ZipFile(wheel, "w") as parts:
        parts.writestr("lantern.py", "")
        parts.writestr(
            "lantern-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: lantern\nVersion: 1.0\n"
        )
        parts.writestr(
            "lantern-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        parts.writestr("lantern-1.0.dist-info/RECORD", "")
    digest = digest or hashlib.sha256(wheel.read_bytes()).hexdigest()
    text = f"lantern @ {wheel.as_uri()} --hash=sha256:{digest}\n"
    (desk / "requirements.txt").write_text(text, encoding="utf-8")


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A checkout in a folder with a space and a Chinese name: run.py and a desk that tells its words."""
    folder = tmp_path / "警务 室"
    (folder / "deskapp").mkdir(parents=True)
    shutil.copy(ROOT / "run.py", folder)
    (folder / "deskapp" / "__init__.py").touch()
    (folder / "deskapp" / "__main__.py").write_text(DESK, encoding="utf-8")
    lock(folder)
    return folder


def start(desk: Path, *words: str, **env: str) -> subprocess.Popen[str]:
    clean = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    clean |= {"PIP_CONFIG_FILE": os.devnull, "PYTHONUTF8": "1"} | env
    return subprocess.Popen(
        [PYTHON, str(desk / "run.py"), *words], cwd=desk.parent, env=clean, stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8",
    )  # fmt: skip


def run(desk: Path, *words: str, **env: str) -> tuple[int, str, str]:
    process = start(desk, *words, **env)
    out, err = process.communicate(timeout=120)
    return process.returncode, out.strip(), err.strip()


def test_the_first_run_sets_up_and_hands_on_words_and_status(desk: Path) -> None:
    (desk.parent / "typing.py").write_text("raise SystemExit('a stray file')", encoding="utf-8")
    status, out, err = run(desk, "log", "两 个词")
    library, *words = out.split("|")
    assert (status, words) == (7, ["log", "两 个词"])
    assert Path(library).is_relative_to(desk / ".venv")
    assert err.splitlines() == ["正在准备运行环境，约需一分钟…  Setting up, about a minute ..."]
    assert run(desk, "again") == (7, f"{library}|again", "")


def test_other_locked_versions_are_installed_at_the_next_run(desk: Path) -> None:
    run(desk)
    with (desk / "requirements.txt").open("a", encoding="utf-8") as file:
        file.write("# changed\n")
    assert "Setting up" in run(desk)[2]
    assert run(desk)[2] == ""


def test_a_set_up_that_was_killed_is_made_anew(desk: Path) -> None:
    run(desk)
    (desk / ".venv" / "deskapp-unfinished").touch()
    (desk / ".venv" / "rubbish").touch()
    assert run(desk)[0] == 7
    assert not (desk / ".venv" / "rubbish").exists()


def test_first_runs_at_the_same_time_do_not_disturb_each_other(desk: Path) -> None:
    processes = [start(desk, str(number)) for number in range(3)]
    told = [process.communicate(timeout=120) for process in processes]
    assert [process.returncode for process in processes] == [7, 7, 7], told


def test_a_download_that_is_not_the_locked_one_is_refused(desk: Path) -> None:
    lock(desk, digest="0" * 64)
    status, out, err = run(desk)
    assert (status, out) == (1, "")
    assert "下载的文件与锁定的不符" in err
    assert "not the locked one" in err


def test_no_network_is_said_in_words(desk: Path) -> None:
    (desk / "requirements.txt").write_text(f"lantern==1.0 --hash=sha256:{'0' * 64}\n", encoding="utf-8")
    status, _, err = run(
        desk, PIP_INDEX_URL="http://127.0.0.1:9/simple", PIP_RETRIES="1", PIP_NO_CACHE_DIR="1"
    )
    assert status == 1
    assert err.splitlines()[-2:] == [
        "无法启动：下载失败，请连上网络再试。",
        "Cannot start: the download failed, connect to the network and try again.",
    ]


def test_a_folder_that_cannot_be_made_is_said_in_words(desk: Path) -> None:
    (desk / ".venv").touch()
    status, _, err = run(desk)
    assert status == 1
    assert "安装没有完成" in err
    assert "Traceback" not in err


def test_an_old_python_reads_the_file_and_says_that_it_is_too_old(desk: Path) -> None:
    ast.parse((desk / "run.py").read_text(encoding="utf-8"), feature_version=(3, 8))
    code = "import runpy, sys; sys.version_info = (3, 8, 1); runpy.run_path(sys.argv[1], run_name='__main__')"
    done = subprocess.run(
        [PYTHON, "-X", "utf8", "-c", code, str(desk / "run.py")],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 1
    assert "需要 Python 3.11 或更高版本" in done.stderr
    assert "Python 3.11 or newer is needed" in done.stderr
