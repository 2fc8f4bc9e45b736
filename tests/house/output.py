#!/usr/bin/env python3
"""The output is what its page and its schema say: docs/output.md, docs/postern.schema.json, and real lines.

usage: output.py BUILD [--update]

--update writes the tables of meanings and oddities into docs/output.md. Ends with 77 where jsonschema is missing.
"""
from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs/output.md"
SAMPLE = ROOT / "samples/core.pcap"
KEY = ROOT / "samples/key"
NETWORKS = ROOT / "tests/golden/networks"
RUNS = (("decode", "--user-plane"), ("scan",), ("scan", "--every-access"), ("scan", "--reveal"))
PLURAL = {"access_sum": "access"}


def table(path: str, pattern: str, head: str) -> str:
    """A Markdown table of the rows of a .def file."""
    text = re.sub(r"/\*.*?\*/", "", (ROOT / path).read_text(encoding="utf-8"), flags=re.S)
    rows = re.findall(pattern, text, re.M | re.S)
    return "\n".join([head, "|---" * (head.count("|") - 1) + "|",
                      *("| " + " | ".join(re.sub(r'"\s+"', "", cell) for cell in row) + " |" for row in rows)])


def tables() -> dict[str, str]:
    """The parts of the page that follow from the code, by their marks."""
    meanings = table("src/spec/meanings.def", r'^X\(\w+,\s*("[^"]+"),\s*(\w+),\s*"((?:[^"]|"\s+")+)"\)',
                     "| meaning | value | what it is |")
    words = {"PLAIN": "as sent", "SECRET": "only `true`"}
    meanings = re.sub(r'^\| "([^"]+)" \| (\w+) \|', lambda row: f"| `{row[1]}` | "
                      f"{words.get(row[2], '`' + row[2].lower().replace('_', '-') + '`')} |", meanings, flags=re.M)
    odd = re.findall(r'^X\(\w+, "([^"]+)"\)', (ROOT / "src/wire/proto/odd.def").read_text(encoding="utf-8"), re.M)
    return {"meanings": meanings, "odd": "\n".join(f"- `{word}`" for word in odd)}


def page_with(tables_of: dict[str, str]) -> str:
    """The page as it should be."""
    text = PAGE.read_text(encoding="utf-8")
    for mark, content in tables_of.items():
        text = re.sub(rf"(<!-- {mark} -->\n).*?(<!-- end of {mark} -->)", lambda found, content=content:
                      f"{found[1]}{content}\n{found[2]}", text, flags=re.S)
    return text


def members(schema: dict) -> list[str]:
    """Members of the schema's kinds that the page does not name in its own section."""
    said = []
    sections = {found[1]: found[2] for found in re.finditer(r"^## `(\w+)`[^\n]*\n(.*?)(?=^## |\Z)",
                                                            PAGE.read_text(encoding="utf-8"), re.M | re.S)}
    for name, kind in schema["$defs"].items():
        if "kind" not in kind.get("properties", {}):
            continue
        section = sections.get(PLURAL.get(name, name), "")
        said += [f"docs/output.md: {name} lacks `{member}`" for member in kind["properties"]
                 if member != "kind" and f"`{member}`" not in section]
    return said


def words(schema: dict) -> list[str]:
    """Closed lists of the code that the schema does not allow."""
    said = []
    for path, name, kind in (("src/spec/protos.def", "proto", None), ("src/spec/roles.def", "role", None),
                             ("src/base/blind.def", "reason", "blindspot"), ("src/spec/hows.def", "how", "access")):
        allowed = schema["$defs"][kind]["properties"][name]["enum"] if kind else schema["$defs"][name]["enum"]
        for word in re.findall(r'^X\(\w+, "([^"]+)"\)', (ROOT / path).read_text(encoding="utf-8"), re.M):
            said += [] if word in allowed else [f"docs/postern.schema.json: {name} lacks {word}"]
    return said


def lines(binary: Path) -> list[str]:
    """What the product prints of its own sample."""
    out = []
    for run in RUNS:
        command = [binary, run[0], "--json", "-q", "--key", KEY, *run[1:], SAMPLE]
        out += subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False).stdout.splitlines()
    for verb in ("explain", "protocols"):
        out += subprocess.run([str(binary), verb, "--json"], capture_output=True, text=True, check=True).stdout.splitlines()
    for words in (("check", "odd.yaml"), ("check", "wrong.yaml"), ("diff", "core.yaml", "odd.yaml")):
        out += subprocess.run([str(binary.resolve()), words[0], "--json", *words[1:]], cwd=NETWORKS, capture_output=True, text=True,
                              check=False).stdout.splitlines()
    return out


def against(schema: dict, binary: Path) -> list[str]:
    """Lines that the schema does not allow; each kind is met, and the schema can refuse."""
    import jsonschema
    known = {name: jsonschema.Draft202012Validator({**schema, "oneOf": [{"$ref": f"#/$defs/{name}"}]})
             for name, kind in schema["$defs"].items() if "kind" in kind.get("properties", {})}
    said, met = [], set()
    for text in lines(binary):
        line = json.loads(text)
        name = "access_sum" if line["kind"] == "access" and "count" in line else line["kind"]
        met.add(name)
        problem = next(known[name].iter_errors(line), None)
        if problem:
            said.append(f"{name}: {problem.message[:200]}: {text[:100]}")
        elif known[name].is_valid({**line, "unheard": 1}):
            said.append(f"{name}: the schema allows any member")
    said += [f"no line of kind {name} was met" for name in known.keys() - met]
    whole = jsonschema.Draft202012Validator(schema)
    return said + [f"not exactly one kind fits: {text[:100]}" for text in lines(binary)[::20]
                   if not whole.is_valid(json.loads(text))]


def main() -> None:
    """All of it."""
    wanted = page_with(tables())
    if "--update" in sys.argv:
        PAGE.write_text(wanted, encoding="utf-8")
    said = [] if PAGE.read_text(encoding="utf-8") == wanted else \
        ["docs/output.md: its tables are not those of the code; tests/house/output.py BUILD --update writes them"]
    schema = json.loads((ROOT / "docs/postern.schema.json").read_text(encoding="utf-8"))
    said += members(schema) + words(schema)
    try:
        import jsonschema
        jsonschema.Draft202012Validator.check_schema(schema)
    except ImportError:
        print("\n".join(said) or "output: jsonschema is not installed; lines are not held against the schema")
        sys.exit(1 if said else 77)
    said += against(schema, Path(sys.argv[1]) / "postern")
    print("\n".join(said[:40]) or "output: page, schema and lines agree")
    sys.exit(1 if said else 0)


main()
