"""python -m tests.fuzz TARGET --runs N: run one target under a fuzzer that is led by what it reaches."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from importlib import import_module
from pathlib import Path


def main() -> int:
    """Run it; gives 0 where nothing crashed."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("target", nargs="?", default="", help="which; without one all are named")
    parser.add_argument("--runs", type=int, default=100_000, help="executions")
    parser.add_argument("--seconds", type=int, default=0, help="end after so many seconds")
    parser.add_argument("--size", type=int, default=2_000, help="bytes that an input has at most")
    parser.add_argument("--keep", default="", help="folder for the inputs that reached something new")
    said = parser.parse_args()
    try:
        import atheris  # type: ignore[import-not-found, import-untyped, unused-ignore]
    except ImportError:
        print("The fuzzer is not here. It is no part of the suite: pip install atheris", file=sys.stderr)
        return 2
    with atheris.instrument_imports(include=["deskapp", "openpyxl", "csv"]):
        from tests.fuzz.targets import NEEDS, TARGETS, run

        for name in NEEDS.get(said.target, ()):  # what is imported later is not watched
            import_module(name)
    if said.target not in TARGETS:
        print("Targets: " + ", ".join(TARGETS), file=sys.stderr)
        return 2
    target = TARGETS[said.target]
    seeds = Path(said.keep or tempfile.mkdtemp(prefix="deskfuzz-seeds-"))
    _sow(said.target, seeds)
    options = [
        sys.argv[0], str(seeds), f"-runs={said.runs}", f"-max_len={said.size}", "-timeout=20", "-rss_limit_mb=2048",
        f"-artifact_prefix={seeds}{os.sep}crash-",
    ]  # fmt: skip
    if said.seconds:
        options.append(f"-max_total_time={said.seconds}")
    atheris.Setup(options, lambda data: run(target, data))
    atheris.Fuzz()
    return 0


def _sow(name: str, folder: Path) -> None:
    """Begin with what the tests know."""
    from tests.hostile import FILES, TEXTS

    folder.mkdir(parents=True, exist_ok=True)
    if name in ("csv", "xlsx", "roster", "sheet"):
        ending = "xlsx" if name == "xlsx" else "csv"
        seeds = [make() for file, make in FILES.items() if file.endswith(ending) and "bomb" not in file]
    else:
        seeds = [text.encode("utf-8", "surrogatepass") for text in TEXTS.values()]
        seeds += [
            b"13800010001",
            "昨天 14:30 张三 13800010001 楼上跑跳".encode(),
            b"+3d",
            b"LF-20261121-001",
            b"1234.50",
        ]
        seeds += [b"11010519491231002X", b"08:00 16:00 00:00", b'language = "en"\n', b"2026-11-21T09:05"]
    for at, seed in enumerate(seeds):
        if len(seed) <= 20_000:
            (folder / f"seed-{at:03}").write_bytes(seed)


if __name__ == "__main__":
    raise SystemExit(main())
