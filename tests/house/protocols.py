#!/usr/bin/env python3
"""docs/protocols.md is what `postern protocols` says.

usage: protocols.py BUILD [--update]
"""
from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs/protocols.md"
HEAD = """# Protocols

What `postern protocols` says, as a table: written by `tests/house/protocols.py BUILD --update` from the rows of `spec/`
and the decoders, and not to be changed by hand. *Where* is where a protocol is believed; bytes that are unmistakable are
taken on any port. Operations, elements and results are those known by name; with ⇄ an answer is tied to its request.
"""


def table(lines: list[dict], heads: list[str]) -> str:
    """A Markdown table of these protocols."""
    rows = ["| " + " | ".join(heads) + " |", "|---" * len(heads) + "|"]
    for line in lines:
        cells = [f"`{line['name']}`", line["title"], ", ".join(line["specifications"]),
                 "; ".join(line.get("recognised", ["inside others, or by its bytes"])), str(line["operations"] or "–")]
        if not line.get("carries"):
            cells[4] += " ⇄" if line.get("paired") else ""
            cells += [str(line["elements"]), str(line["results"])]
        rows.append("| " + " | ".join(cells) + " |")
    return "\n".join(rows) + "\n"


def page(binary: Path) -> str:
    """The page as it should be."""
    said = subprocess.run([str(binary), "protocols", "--json"], capture_output=True, text=True, check=True).stdout
    lines = [json.loads(text) for text in said.splitlines()]
    told = [line for line in lines if not line.get("carries")]
    carriers = [line for line in lines if line.get("carries")]
    return (HEAD + "\n## Messages are told\n\n"
            + table(told, ["protocol", "what it is", "specifications", "where", "operations", "elements", "results"])
            + "\n## They carry others, or are counted\n\n"
            + table(carriers, ["protocol", "what it carries", "specifications", "where", "commands"]))


def main() -> None:
    """Hold the page against the program, or write it."""
    wanted = page(Path(sys.argv[1]) / "postern")
    if "--update" in sys.argv:
        PAGE.write_text(wanted, encoding="utf-8")
    same = PAGE.exists() and PAGE.read_text(encoding="utf-8") == wanted
    print("protocols: the page is what the program says" if same else
          "docs/protocols.md is not what the program says; tests/house/protocols.py BUILD --update writes it")
    sys.exit(0 if same else 1)


main()
