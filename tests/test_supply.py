"""What the desk is made of is written down, and agrees with the lock file."""

from __future__ import annotations

import json
import tomllib

from tests import holes, sbom

LOCK = sbom.LOCK.read_text("utf-8")
BILL = json.loads(sbom.PLACE.read_text("utf-8"))


def test_the_bill_of_materials_is_that_of_the_lock() -> None:
    assert sbom.PLACE.read_text("utf-8") == sbom.written(LOCK), "write it anew: python -m tests.sbom"


def test_the_bill_is_cyclonedx_and_names_every_package_with_version_and_hashes() -> None:
    assert (BILL["bomFormat"], BILL["specVersion"]) == ("CycloneDX", "1.6")
    assert BILL["serialNumber"].startswith("urn:uuid:")
    locked = {one["name"]: one for one in tomllib.loads(LOCK)["package"] if one["name"] != sbom.OWN}
    assert {one["name"]: one["version"] for one in BILL["components"]} == {
        n: o["version"] for n, o in locked.items()
    }
    for one in BILL["components"]:
        files = [locked[one["name"]].get("sdist"), *locked[one["name"]].get("wheels", [])]
        wanted = {file["hash"].removeprefix("sha256:") for file in files if file}
        assert {file["hashes"][0]["content"] for file in one["externalReferences"]} == wanted


def test_the_bill_tells_what_is_installed_from_what_only_tests() -> None:
    inside = {one["name"] for one in BILL["components"] if one["scope"] == "required"}
    runtime = (sbom.ROOT / "requirements.txt").read_text("utf-8")
    assert inside == {line.partition("==")[0] for line in runtime.splitlines() if "==" in line}
    scopes = {one["name"]: one["scope"] for one in BILL["components"]}
    assert (scopes["sqlcipher3"], scopes["pytest"]) == ("optional", "excluded")


def test_every_dependency_of_the_bill_is_in_the_bill() -> None:
    known = {one["bom-ref"] for one in BILL["components"]} | {BILL["metadata"]["component"]["bom-ref"]}
    assert {one["ref"] for one in BILL["dependencies"]} == known
    assert {ref for one in BILL["dependencies"] for ref in one["dependsOn"]} <= known


def test_another_lock_has_another_bill() -> None:
    other = LOCK.replace('version = "1.20.1"', 'version = "1.20.2"', 1)
    assert other != LOCK
    assert sbom.written(other) != sbom.written(LOCK)


def test_known_holes_are_named_with_the_version_that_mends_them() -> None:
    report = {
        "dependencies": [
            {"name": "rich", "version": "1", "vulns": []},
            {"name": "six", "version": "2", "vulns": [{"id": "CVE-1", "fix_versions": ["3"]}]},
        ]
    }
    assert holes.told(json.dumps(report)) == (
        ["2 of 2 locked packages were looked up, 1 known holes", "six 2: CVE-1, mended in 3"], True,
    )  # fmt: skip


def test_what_could_not_be_looked_up_is_said_and_no_hole() -> None:
    skipped = {"dependencies": [{"name": "six", "skip_reason": "not found"}]}
    for report, word in ((json.dumps(skipped), "can be reached"), ("", "no report"), ("[]", "no report")):
        (line,), bad = holes.told(report)
        assert word in line
        assert not bad
