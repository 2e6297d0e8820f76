"""The bill of materials, made from the lock file alone: `python -m tests.sbom` writes sbom.json (CycloneDX 1.6)."""

from __future__ import annotations

import json
import re
import tomllib
import uuid
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
LOCK, PLACE = ROOT / "uv.lock", ROOT / "sbom.json"
OWN = "deskapp"

Package = Mapping[str, Any]


def packages(lock: str) -> dict[str, Package]:
    """Every locked package by its name, the desk itself too."""
    return {one["name"]: one for one in tomllib.loads(lock)["package"]}


def shipped(found: Mapping[str, Package], *, extras: bool = False) -> set[str]:
    """The packages that are installed with the desk, with its extras or without; the others make and test it."""
    names: set[str] = set()
    own = found[OWN]
    more = own.get("optional-dependencies", {}).values() if extras else ()
    left = [*own.get("dependencies", []), *(one for extra in more for one in extra)]
    while left:
        asked = left.pop()
        if asked["name"] not in names or "extra" in asked:
            names.add(asked["name"])
            left += _asks(found, asked)
    return names


def _asks(found: Mapping[str, Package], asked: Package) -> list[Package]:
    """What a package asks for, with the extras with which it is asked for itself."""
    return [*found[asked["name"]].get("dependencies", []), *_of_extras(found, asked)]


def _of_extras(found: Mapping[str, Package], asked: Package) -> list[Package]:
    kept = found[asked["name"]].get("optional-dependencies", {})
    return [one for name in asked.get("extra", ()) for one in kept.get(name, ())]


def _reference(one: Package) -> str:
    return f"pkg:pypi/{one['name']}@{one['version']}" if "version" in one else f"pkg:pypi/{one['name']}"


def _files(one: Package) -> Iterator[dict[str, object]]:
    for file in [*([one["sdist"]] if "sdist" in one else []), *one.get("wheels", [])]:
        kind, _, digest = file["hash"].partition(":")
        assert kind == "sha256", file
        yield {"type": "distribution", "url": file["url"], "hashes": [{"alg": "SHA-256", "content": digest}]}


def bill(lock: str) -> dict[str, object]:
    """What the desk is made of; the same lock always gives the same bill."""
    found = packages(lock)
    inside, chosen = shipped(found), shipped(found, extras=True)
    own = found.pop(OWN)
    scopes = {**dict.fromkeys(chosen, "optional"), **dict.fromkeys(inside, "required")}
    parts = [found[name] for name in sorted(found)]
    return {
        "bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1,
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, sha256(lock.encode()).hexdigest())}",
        "metadata": {"component": {"type": "application", "bom-ref": _reference(own), "name": OWN}},
        "components": [
            {
                "type": "library", "bom-ref": _reference(one), "name": one["name"], "version": one["version"],
                "purl": _reference(one), "scope": scopes.get(one["name"], "excluded"),
                "externalReferences": list(_files(one)),
            }
            for one in parts
        ],
        "dependencies": [
            {
                "ref": _reference(one),
                "dependsOn": sorted({
                    _reference(found[asked["name"]])
                    for item in one.get("dependencies", [])
                    for asked in (item, *_of_extras(found, item))
                }),
            }
            for one in (own, *parts)
        ],
    }  # fmt: skip


def written(lock: str) -> str:
    """The bill as it stands in its file."""
    said = json.dumps(bill(lock), separators=(",", ":"), ensure_ascii=False)
    return re.sub(r'(?<=[\[,])(?=\{"(type":"library|ref)")', "\n", said) + "\n"  # a line a package


if __name__ == "__main__":
    PLACE.write_text(written(LOCK.read_text("utf-8")), "utf-8")
    print(f"{PLACE.name}: {len(packages(LOCK.read_text('utf-8'))) - 1} packages")
