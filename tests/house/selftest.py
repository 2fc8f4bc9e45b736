#!/usr/bin/env python3
"""The tests of the house can fail: each is shown something wrong.

usage: selftest.py BUILD
"""
from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HEAD = "document | TS 1\nprotocol | gtpv2\n"
BAD_ROWS = {
    "op | 1 | A | request | 2 | - | - | - |\n": ":3: ",
    "op | 1 | A | request | 2 | - | NOBODY | - | 1.1\n": ":3: unknown role",
    "op | 1 | A | question | 2 | - | - | - | 1.1\n": ":3: not request",
    "op | 1 | A | request | 2 | take:location | - | - | 1.1\n": ":3: unknown way",
    "op | 1 | A | request | 2 | read:shoes | - | - | 1.1\n": ":3: unknown category",
    "op | one | A | request | 2 | - | - | - | 1.1\n": ":3: not a number",
    "ie | 1 | A | subscriber.shoe | tbcd | 1.1\n": ":3: unknown meaning",
    "ie | 1 | A | subscriber.imsi | morse | 1.1\n": ":3: unknown form",
    "ie | 1 | A | subscriber.imsi | tbcd | 1.1\nie | 1 | B | - | skip | 1.2\n": "a second time",
    "value | cause | 1 | A | maybe | 1.1\n": ":3: not success",
    "row | 1\n": ":3: not op",
}


def translator(build: Path, scratch: Path) -> list[str]:
    """A wrong row stops the build with file and line."""
    said = []
    for number, (rows, wanted) in enumerate(BAD_ROWS.items()):
        table = scratch / f"bad{number}.tbl"
        table.write_text(HEAD + rows, encoding="ascii")
        run = subprocess.run([build / "spec/spec_translate", scratch / "out.c", table], capture_output=True, text=True,
                             check=False)
        if run.returncode != 1 or wanted not in run.stderr or f"bad{number}.tbl:" not in run.stderr:
            said.append(f"translator: {rows.strip()!r} gives {run.returncode} {run.stderr.strip()!r}, not {wanted!r}")
    return said


def layers(scratch: Path) -> list[str]:
    """An arrow that goes up is seen, and one sideways, and one past a door."""
    said = []
    for name, target in {"base/a.c": "spec/spec.h", "wire/net/a.c": "wire/proto/message.h", "judge/a.c": "wire/access/inside.h",
                         "output/a.c": "case/case.h", "wire/capture/a.c": "judge/finding.h"}.items():
        root = scratch / name.replace("/", "-")
        path = root / "src" / name
        path.parent.mkdir(parents=True)
        path.write_text(f'#include "{target}"\n', encoding="ascii")
        run = subprocess.run([sys.executable, ROOT / "tests/house/layers.py", root], capture_output=True, text=True, check=False)
        if run.returncode != 1:
            said.append(f"layers: {name} may include {target}")
    return said


def main() -> None:
    """Show each something wrong."""
    with tempfile.TemporaryDirectory() as scratch:
        said = translator(Path(sys.argv[1]), Path(scratch)) + layers(Path(scratch))
    print("\n".join(said) or "selftest: what is wrong is seen")
    sys.exit(1 if said else 0)


main()
