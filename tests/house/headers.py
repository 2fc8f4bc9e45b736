#!/usr/bin/env python3
"""Each header compiles alone; the public one in C99, in C17 and in C++."""
from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CC = os.environ.get("CC", "cc")


def compiles(text: str, *words: str) -> str:
    """What the compiler says against it, '' when nothing."""
    run = subprocess.run([CC, "-fsyntax-only", "-Wall", "-Wextra", "-Werror", "-I", str(ROOT / "include"), "-I",
                          str(ROOT / "src"), *words, "-"], input=text, capture_output=True, text=True, check=False)
    return "" if run.returncode == 0 else run.stderr.strip().splitlines()[0]


def main() -> None:
    """Every header of src/ and include/."""
    said = []
    for path in sorted((ROOT / "src").rglob("*.h")):
        name = path.relative_to(ROOT / "src")
        problem = compiles(f'#include "{name}"\n', "-x", "c", "-std=gnu17")
        said += [f"{name}: {problem}"] if problem else []
    for words in (["-x", "c", "-std=c99", "-pedantic"], ["-x", "c", "-std=c17", "-pedantic"], ["-x", "c++", "-std=c++11"]):
        problem = compiles("#include <postern.h>\n", *words)
        said += [f"postern.h ({' '.join(words[1:])}): {problem}"] if problem else []
    print("\n".join(said) or "headers: each compiles alone")
    sys.exit(1 if said else 0)


main()
