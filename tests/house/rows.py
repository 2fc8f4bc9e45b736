#!/usr/bin/env python3
"""A row is whole: its file, its unit test, its rows in spec/, its golden and, for a check, its innocent twin."""
from __future__ import annotations

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def rows(path: str) -> list[str]:
    """The first word of each X(...) of a .def file."""
    return re.findall(r"^X\((\w+)", (ROOT / path).read_text(encoding="utf-8"), re.M)


def tested(room: str, name: str) -> list[str]:
    """A unit test of the file, registered by the build."""
    path = ROOT / "tests/unit" / room / f"{name}_test.c"
    return [] if path.exists() else [f"src/{room}/{name}.c has no {path.relative_to(ROOT)}"]


def decoders() -> list[str]:
    """Each decoder has a file, a test and operations in a table."""
    said = []
    tables = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "spec").glob("*.tbl"))
    for name in rows("src/wire/proto/decoders.def"):
        said += [] if (ROOT / f"src/wire/proto/{name}.c").exists() else [f"decoder {name} has no file"]
        said += tested("wire/proto", name)
        word = name.replace("_", "[-_]")
        if not re.search(rf"^(protocol \| {word}$|carrier +\| {name} )", tables, re.M):
            said.append(f"decoder {name} has no table in spec/")
    return said


def goldens() -> dict[str, str]:
    """What each golden test expects."""
    return {path.stem: path.read_text(encoding="utf-8") for path in (ROOT / "tests/golden/expected").glob("*.txt")}


def twins() -> list[tuple[str, str, str]]:
    """Slug, the test that must find it, the test that must not, of each pair."""
    text = (ROOT / "tests/golden/TESTLIST").read_text(encoding="utf-8")
    return re.findall(r"^#twin (\S+) \| (\S+) \| (\S+)$", text, re.M)


def tells(lines: str, slug: str, severities: str) -> bool:
    """Whether a finding of this slug, or one that it also is, stands there with one of the severities."""
    return bool(re.search(rf'^{{"kind":"finding",.*"slug":"(?:{slug}"|[^}}\]]*"also":\[[^\]]*"{slug}").*"severity":"({severities})"',
                          lines, re.M))


def checks() -> list[str]:
    """Each check has a test, goldens that must find and others that must not."""
    expected = goldens()
    said = []
    for name in rows("src/judge/checks.def"):
        slug = name.replace("_", "-")
        said += tested("judge", name)
        pairs = [(found, innocent) for of, found, innocent in twins() if of == slug]
        if not pairs:
            said.append(f"{slug}: no pair of golden tests (#twin line of TESTLIST)")
        for found, innocent in pairs:
            if not tells(expected.get(found, ""), slug, "low|medium|high|critical"):
                said.append(f"{slug}: {found} does not find it")
            if not expected.get(innocent) or tells(expected[innocent], slug, "medium|high|critical"):
                said.append(f"{slug}: {innocent} is not quiet")
    return said


def sources() -> list[str]:
    """Each source file of the library has a unit test of the same name."""
    said = []
    for path in sorted((ROOT / "src").rglob("*.c")):
        room, name = str(path.parent.relative_to(ROOT / "src")), path.stem
        if room != "cli":
            said += tested(room, name)
    return said


def pages() -> list[str]:
    """Each verb has a manual page."""
    return [f"verb {name} has no man/postern-{name}.1" for name in rows("src/cli/verbs.def")
            if not (ROOT / f"man/postern-{name}.1").exists()]


def main() -> None:
    """All of them."""
    said = sorted(set(decoders() + checks() + sources() + pages()))
    print("\n".join(said) or "rows: each is whole")
    sys.exit(1 if said else 0)


main()
