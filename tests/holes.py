"""Known holes in the locked versions: `python -m tests.holes report.json` says in words what pip-audit has found."""

from __future__ import annotations

import json
import sys
from pathlib import Path


def told(report: str) -> tuple[list[str], bool]:
    """Lines to read, and whether a hole is known; where no list of holes could be reached, the lines say so."""
    try:
        packages = json.loads(report)["dependencies"]
    except (ValueError, KeyError, TypeError):
        return ["pip-audit gave no report: known holes were not looked for"], False
    asked = [one for one in packages if "skip_reason" not in one]
    holes = [(one, hole) for one in asked for hole in one.get("vulns", ())]
    lines = [f"{len(asked)} of {len(packages)} locked packages were looked up, {len(holes)} known holes"]
    if not asked:
        lines = [
            f"no list of known holes can be reached from here: the {len(packages)} packages were not looked up"
        ]
    for one, hole in holes:
        mended = ", ".join(hole.get("fix_versions", ())) or "no version yet"
        lines.append(f"{one['name']} {one['version']}: {hole['id']}, mended in {mended}")
    return lines, bool(holes)


if __name__ == "__main__":
    path = Path(sys.argv[1])
    said, bad = told(path.read_text("utf-8") if path.exists() else "")
    print("\n".join(said))
    sys.exit(bad)
