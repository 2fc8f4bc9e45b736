#!/usr/bin/env python3
"""docs/judging.md is what the checks and their golden tests say.

usage: judging.py BUILD [--update]
"""
from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs/judging.md"
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests/golden")]

from all_captures import CAPTURES  # noqa: E402

HEAD = """# Judging

How an access, a message or a conversation becomes a finding. Written by `tests/house/judging.py BUILD --update` from the
checks (`src/judge/checks.def`, what `postern explain` prints) and from their golden tests (`tests/golden/TESTLIST`), and
not to be changed by hand.

- **Who is who.** A party is the declared element of the name by which it calls itself; where it gives none, of its
  address. Who only passes on (DRA, DEA, STP, SCP, SEPP) is not taken for the originator. Without a declaration its roles
  are those that its doings speak for, with a confidence (README, `scan`), and its network is what its realm names.
- **What may be.** The declaration first (`permit`, `maintenance`, `interception`, `partners`), then 3GPP: the roles in
  the operation's row (`spec/`), then behaviour: the thresholds below. Where there is no declaration, or it is silent, the
  same checks judge with less confidence, and `settled_by` says which entry would settle the finding.
- **One wrong, one finding.** What several checks say of one actor, custodian and frame is one finding: the check of the
  highest rank names it, the others stand in `also`, and all reasons in `why`. The same again is counted: first, last, and
  the clearest frames.
- **How grave.** CONTRACT: critical leaves no innocent reading; high succeeded; medium was attempted, or is a strong mark
  alone; low is worth knowing. An attempt is never told as an access.
- **Memory.** Every check keeps what it follows in tables of a fixed share of `--memory` (an eighth is the judge's); what
  had to give way is counted and told as a blind spot. Frames are judged in one order whatever `-j` is, so the result is
  the same.

"""


def checks(binary: Path) -> list[dict]:
    """What explain says of each."""
    said = subprocess.run([str(binary), "explain", "--json"], capture_output=True, text=True, check=True).stdout
    return [json.loads(line) for line in said.splitlines()]


def pairs() -> list[tuple[str, str, str]]:
    """Slug, test that must find, test that must not."""
    text = (ROOT / "tests/golden/TESTLIST").read_text(encoding="utf-8")
    return re.findall(r"^#twin (\S+) \| (\S+) \| (\S+)$", text, re.M)


def captures() -> dict[str, tuple[str, str]]:
    """Of each golden test the capture and the command."""
    found = {}
    for line in (ROOT / "tests/golden/TESTLIST").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            name, capture, command, _ = (part.strip() for part in line.split("|"))
            found[name] = capture, command
    return found


def story(name: str) -> str:
    """What happens in a test's capture."""
    capture, command = captures()[name]
    told = (CAPTURES[capture].__doc__ or "").strip() if capture in CAPTURES else capture
    declared = re.search(r"-n (\S+)", command)
    return f"`{name}`: {' '.join(told.split())}" + (f" (declared: {declared[1]})" if declared else "")


def severity_of(name: str, slug: str) -> str:
    """How grave the finding is in that golden."""
    for line in (ROOT / "tests/golden/expected" / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        finding = json.loads(line)
        if finding["kind"] == "finding" and slug in [finding["slug"], *finding.get("also", [])]:
            return finding["severity"]
    return "–"


def section(check: dict) -> str:
    """A check's chapter."""
    out = [f"## {check['slug']}", "", f"{check['title']}. Sees {', '.join(check.get('sees', ['the end']))}.", "",
           check["meaning"].replace("\n\n", "\n\n"), "", f"**How grave.** {check['severities']}", ""]
    if check.get("settled_by"):
        out += [f"**What settles it.** {check['settled_by']}.", ""]
    if check.get("thresholds"):
        out += ["| threshold | default | what it counts, and why so much |", "|---|---|---|"]
        out += [f"| `{row['word']}` | {row['otherwise']} | {row['why']} |" for row in check["thresholds"]] + [""]
    out += ["| must be found | as | must stay quiet |", "|---|---|---|"]
    out += [f"| {story(found)} | {severity_of(found, check['slug'])} | {story(innocent)} |"
            for slug, found, innocent in pairs() if slug == check["slug"]]
    out += ["", "Sources: " + "; ".join(check["references"]) + ".", ""]
    return "\n".join(out)


def page(binary: Path) -> str:
    """The page as it should be."""
    return HEAD + "\n".join(section(check) for check in checks(binary))


def main() -> None:
    """Hold the page against the program, or write it."""
    wanted = page(Path(sys.argv[1]) / "postern")
    if "--update" in sys.argv:
        PAGE.write_text(wanted, encoding="utf-8")
    same = PAGE.exists() and PAGE.read_text(encoding="utf-8") == wanted
    print("judging: the page is what the checks say" if same else
          "docs/judging.md is not what the checks say; tests/house/judging.py BUILD --update writes it")
    sys.exit(0 if same else 1)


main()
