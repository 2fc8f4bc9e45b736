#!/usr/bin/env python3
"""Sizes: the median file under 200 lines, none over 1,000, each function on a screen or two."""
from __future__ import annotations

import re
import statistics
import sys
from pathlib import Path

MEDIAN, MOST, FUNCTION = 200, 1000, 80
OPENS = re.compile(r"^\{$")


def functions(lines: list[str]) -> list[tuple[int, int]]:
    """First line and length of each function: braces of this style stand alone in column 0."""
    found, begin = [], 0
    for number, line in enumerate(lines, 1):
        if OPENS.match(line):
            begin = number
        elif line == "}" and begin:
            found.append((begin, number - begin + 1))
            begin = 0
    return found


def main() -> None:
    """Look at what is written by hand."""
    root = Path(__file__).resolve().parents[2]
    said, sizes = [], []
    for path in sorted(path for folder in ("src", "tools", "include", "fuzz", "bench", "examples")
                       for path in (root / folder).rglob("*.[ch]")):
        lines = path.read_text(encoding="utf-8").splitlines()
        sizes.append(len(lines))
        name = path.relative_to(root)
        if len(lines) > MOST:
            said.append(f"{name}: {len(lines)} lines, {MOST} at most")
        said += [f"{name}:{at}: a function of {length} lines, {FUNCTION} at most"
                 for at, length in functions(lines) if length > FUNCTION]
    median = statistics.median(sizes)
    if median > MEDIAN:
        said.append(f"the median file has {median:g} lines, {MEDIAN} at most")
    print("\n".join(said) or f"sizes: median {median:g} lines, largest {max(sizes)}")
    sys.exit(1 if said else 0)


main()
