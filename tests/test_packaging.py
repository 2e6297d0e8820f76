"""The wheel is whole and the locked versions agree with what the project asks for."""

from __future__ import annotations

import ast
import email
import re
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path
from zipfile import ZipFile

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
RUNTIME = [Requirement(text) for text in PROJECT["project"]["dependencies"]]
EXTRA = [
    Requirement(text) for texts in PROJECT["project"]["optional-dependencies"].values() for text in texts
]
DEV = [Requirement(text) for text in PROJECT["dependency-groups"]["dev"]]


def locked(name: str) -> dict[str, str]:
    """Name to version of a requirements file."""
    text = (ROOT / name).read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z0-9-]+)==([^\s;]+)", text, re.MULTILINE))


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> ZipFile:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return ZipFile(next(folder.glob("*.whl")))


def test_the_wheel_holds_every_file_of_the_package_and_nothing_else(wheel: ZipFile) -> None:
    ours = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "deskapp").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert {name for name in wheel.namelist() if ".dist-info/" not in name} == ours


def test_the_wheel_names_its_command_and_its_licence(wheel: ZipFile) -> None:
    texts = {name.partition(".dist-info/")[2]: wheel.read(name).decode() for name in wheel.namelist()
             if ".dist-info/" in name}  # fmt: skip
    assert "deskapp = deskapp.__main__:main" in texts["entry_points.txt"]
    assert texts["licenses/LICENSE"].startswith("MIT License")
    about = email.message_from_string(texts["METADATA"])
    assert about["Requires-Python"] == ">=3.11"
    asked = [Requirement(text) for text in about.get_all("Requires-Dist", [])]
    assert {one for one in asked if one.marker is None} == set(RUNTIME)
    assert [(one.name, one.specifier) for one in asked if one.marker] == [
        (e.name, e.specifier) for e in EXTRA
    ]
    assert {str(one.marker).replace("'", '"') for one in asked if one.marker} == {'extra == "encrypted"'}


@pytest.mark.parametrize("asked", [*RUNTIME, *DEV], ids=lambda asked: str(asked.name))
def test_each_dependency_has_an_upper_bound_and_a_locked_version_within(asked: Requirement) -> None:
    assert {"<", "=="} & {part.operator for part in asked.specifier}
    found = locked("requirements.txt" if asked in RUNTIME else "requirements-dev.txt")
    assert found[canonicalize_name(asked.name)] in asked.specifier


def test_the_longer_list_holds_the_shorter() -> None:
    assert locked("requirements.txt").items() <= locked("requirements-dev.txt").items()


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_each_locked_version_has_its_hash_and_names_no_place(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    entries = re.split(r"^(?=[a-z])", text, flags=re.MULTILINE)[1:]
    assert len(entries) == len(locked(name))
    assert all("--hash=sha256:" in entry for entry in entries)
    assert not re.search(r"://|index-url|find-links|file:|^-e|@ ", text, re.MULTILINE)


def test_the_lock_file_is_made_from_this_project_and_the_public_index() -> None:
    lock = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))
    packages = {package["name"]: package for package in lock["package"]}
    own = packages.pop("deskapp")
    for told, asked in (
        (own["metadata"]["requires-dist"], [*RUNTIME, *EXTRA]),
        (own["metadata"]["requires-dev"]["dev"], DEV),
    ):
        assert {Requirement(item["name"] + item["specifier"]) for item in told} == set(asked)
    assert {name: package["version"] for name, package in packages.items()} == locked("requirements-dev.txt")
    assert {package["source"]["registry"] for package in packages.values()} == {"https://pypi.org/simple"}
    files = [
        file for package in packages.values() for file in [package.get("sdist"), *package["wheels"]] if file
    ]
    assert all(file["url"].startswith("https://files.pythonhosted.org/") for file in files)


def test_every_library_the_desk_imports_is_asked_for() -> None:
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in (ROOT / "deskapp").rglob("*.py")]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    names = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module}
    roots = {name.partition(".")[0] for name in names} - {"deskapp", *sys.stdlib_module_names}
    owners = packages_distributions()
    asked = {canonicalize_name(requirement.name) for requirement in (*RUNTIME, *EXTRA)}
    assert [root for root in roots if not {canonicalize_name(owner) for owner in owners[root]} & asked] == []
