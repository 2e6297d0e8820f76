"""Every way to install the desk, each tried in an empty environment and a new home.

Slow: it builds one wheel, fetches what it needs once, and installs from that folder; without a network and
without a copy kept by pip it is skipped with words.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from deskapp import __version__

ROOT = Path(__file__).resolve().parent.parent
FETCH_SECONDS = 240

pytestmark = pytest.mark.slow


@dataclass(frozen=True)
class Store:
    """The wheel, and a folder with it and all that it needs."""

    wheel: Path
    folder: Path


def run(
    *command: str | Path, home: Path, path: str = "", seconds: float = 120
) -> subprocess.CompletedProcess[str]:
    """Run a command as a new person in a folder of their own, with pip's own settings alone kept."""
    env = {
        name: value for name, value in os.environ.items() if name.startswith(("PIP_", "SSL_", "HTTP", "http"))
    }
    env |= {"HOME": str(home), "USERPROFILE": str(home), "LANG": "C.UTF-8", "TERM": "dumb"}
    env |= {"PATH": f"{path}{os.pathsep}{os.defpath}" if path else os.environ.get("PATH", os.defpath)}
    env |= {"PIP_DISABLE_PIP_VERSION_CHECK": "1", "SYSTEMROOT": os.environ.get("SYSTEMROOT", "")}
    return subprocess.run(
        [str(word) for word in command], cwd=home, env=env, capture_output=True, text=True, encoding="utf-8",
        check=False, timeout=seconds, stdin=subprocess.DEVNULL,
    )  # fmt: skip


def pip() -> list[str]:
    """A pip that can work on another environment."""
    for python in (sys.executable, shutil.which("python3") or "", "/usr/bin/python3"):
        if (
            python
            and subprocess.run(
                [python, "-m", "pip", "--version"], capture_output=True, check=False
            ).returncode
            == 0
        ):
            return [python, "-m", "pip"]
    pytest.skip("no pip is found, so nothing can be installed: apt-get install python3-pip")


def bin_of(environment: Path) -> Path:
    return environment / ("Scripts" if os.name == "nt" else "bin")


def empty_environment(folder: Path) -> Path:
    """An environment with nothing in it; its Python."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder)], check=True)
    return bin_of(folder) / "python"


def good(done: subprocess.CompletedProcess[str]) -> str:
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def the_desk_works(command: Sequence[str | Path], home: Path, path: str = "") -> None:
    """It says its version, sets a desk up, logs a request, and finds its catalogue, pages, fonts and schema."""
    home.mkdir(exist_ok=True)

    def desk(*words: str) -> str:
        return good(run(*command, *words, home=home, path=path or str(bin_of(home))))

    assert desk("--version").strip() == f"deskapp {__version__}"
    desk(
        "setup",
        "--station",
        "城南派出所",
        "--room",
        "和平里警务室",
        "--officer",
        "测试员",
        "--badge",
        "000001",
    )
    assert desk("log", "--category", "noise", "--yes", "楼上夜里噪音").startswith("LF-")
    desk("handover", "--pdf", "sheet.pdf")
    assert (home / "sheet.pdf").read_bytes().startswith(b"%PDF")
    assert "备份" in desk("help", "backup")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """One wheel, and with it all that it needs, fetched once; this machine's versions, as locked."""
    home = tmp_path_factory.mktemp("store")
    built = run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", home / "dist", home=ROOT)
    good(built)
    (wheel,) = (home / "dist").glob("*.whl")
    fetch = run(
        *pip(), "download", "-q", "--only-binary", ":all:", "--timeout", "15", "--retries", "1",
        "-c", _constraints(home), "-d", home / "wheels", wheel, home=home, seconds=FETCH_SECONDS,
    )  # fmt: skip
    if fetch.returncode:
        pytest.skip(
            f"no wheels here; set PIP_INDEX_URL or PIP_FIND_LINKS to a source: {fetch.stderr.strip()[-200:]}"
        )
    return Store(wheel, home / "wheels")


def _constraints(folder: Path) -> Path:
    """The locked versions without their hashes, for the wheel of ours has none there."""
    locked = (ROOT / "requirements.txt").read_text("utf-8").splitlines()
    names = [line.partition(" \\")[0].partition(";")[0].strip() for line in locked if line[:1].isalnum()]
    found = folder / "constraints.txt"
    found.write_text("\n".join(names), "utf-8")
    return found


@pytest.fixture(scope="module")
def by_pip(store: Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment into which pip put the wheel, offline, from the folder."""
    environment = tmp_path_factory.mktemp("pip") / "env"
    python = empty_environment(environment)
    good(
        run(
            *pip(), "--python", python, "install", "-q", "--no-compile", "--no-index", "--find-links", store.folder,
            "deskapp", home=environment.parent,
        )
    )  # fmt: skip
    return environment


def test_the_folder_of_wheels_needs_no_network(by_pip: Path, tmp_path: Path) -> None:
    the_desk_works([bin_of(by_pip) / "deskapp"], tmp_path / "home")


def test_it_runs_as_a_module(by_pip: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    done = run(bin_of(by_pip) / "python", "-m", "deskapp", "--version", home=home)
    assert good(done).strip() == f"deskapp {__version__}"
    assert "deskapp" in good(run(bin_of(by_pip) / "python", "-m", "deskapp", "--help", home=home))


def test_the_installed_desk_completes_in_bash(by_pip: Path, tmp_path: Path) -> None:
    if not (bash := shutil.which("bash")):
        pytest.skip("there is no bash here: apt-get install bash")
    script = 'eval "$(deskapp completion bash)"; COMP_WORDS=(deskapp hand); COMP_CWORD=1; _deskapp; echo "$COMPREPLY"'
    done = run(bash, "--norc", "-c", script, home=tmp_path, path=str(bin_of(by_pip)))
    assert good(done).strip() == "handover"


def test_pip_installs_the_wheel(store: Store, tmp_path: Path) -> None:
    python = empty_environment(tmp_path / "env")
    done = run(
        *pip(), "--python", python, "install", "-q", "--no-compile", "--prefer-binary", "--timeout", "15",
        "-c", _constraints(tmp_path), store.wheel, home=tmp_path, seconds=FETCH_SECONDS,
    )  # fmt: skip
    good(done)
    the_desk_works([bin_of(tmp_path / "env") / "deskapp"], tmp_path / "home")


def test_uv_or_pipx_installs_it_as_a_tool(store: Store, tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    if uv := _uv(store, tmp_path):
        good(
            run(
                uv, "tool", "install", "-q", "--python", sys.executable, "--no-index", "--offline",
                "--find-links", store.folder, "--no-config", store.wheel, home=home, path=_system(),
            )
        )  # fmt: skip
    elif pipx := shutil.which("pipx"):
        offline = f"--no-index --find-links={store.folder}"
        good(run(pipx, "install", "--python", sys.executable, "--pip-args", offline, store.wheel, home=home))
    else:
        pytest.skip("neither uv nor pipx is here, nor can uv be fetched: pip install uv")
    the_desk_works(["deskapp"], home, path=str(home / ".local" / "bin"))


def _uv(store: Store, folder: Path) -> Path | str | None:
    """The uv of this machine, else one fetched by pip into an environment of its own."""
    if here := shutil.which("uv"):
        return here
    python = empty_environment(folder / "uv")
    fetch = run(
        *pip(), "--python", python, "install", "-q", "--only-binary", ":all:", "--timeout", "15", "uv",
        home=folder, seconds=FETCH_SECONDS,
    )  # fmt: skip
    found = bin_of(folder / "uv") / "uv"
    return found if fetch.returncode == 0 and found.exists() else None


def _system() -> str:
    return str(Path(sys.executable).parent)
