#!/usr/bin/env python3
"""One way: each room includes only itself and rooms below it, each through its door.

`cli -> output -> case -> judge -> wire -> spec -> base`; inside wire `access -> proto -> net -> capture`.
"""
from __future__ import annotations

import re
import sys
from pathlib import Path

# Lower first. A room may include what stands before it.
ORDER = ["base", "spec", "wire/capture", "wire/net", "wire/proto", "wire/access", "judge", "case"]
DOORS = {"spec": {"spec/spec.h"}, "wire/capture": {"wire/capture/frame.h"}, "wire/net": {"wire/net/packet.h"},
         "wire/proto": {"wire/proto/message.h"}, "wire/access": {"wire/access/access.h"},
         "judge": {"judge/finding.h", "judge/network.h"}, "case": {"case/case.h"},
         "output": {"output/output.h"}}
INCLUDE = re.compile(r'^\s*#\s*include\s+"([^"]+)"', re.M)


def room_of(path: str) -> str:
    """The room that a path below src/ stands in."""
    rooms = [room for room in (*ORDER, "output", "cli") if path.startswith(room + "/")]
    return max(rooms, key=len, default="")


def allowed(here: str, there: str, target: str) -> bool:
    """Whether a file of `here` may include `target` of room `there`."""
    if here == there:
        return True
    if here in ("output", "cli"):  # they use only what a user of the library could, and each other's door
        return target == "postern.h" or (here == "cli" and target in DOORS["output"])
    if target == "postern.h":
        return here == "case"
    if there not in ORDER or ORDER.index(there) >= ORDER.index(here):
        return False
    return there == "base" or target in DOORS[there] or target.endswith(".def")


def wrong(source: Path) -> list[str]:
    """Every include that goes another way."""
    said = []
    for path in sorted(source.rglob("*.[ch]")):
        name = str(path.relative_to(source))
        here = room_of(name)
        if not here:
            said.append(f"{name}: stands in no room")
        for target in INCLUDE.findall(path.read_text(encoding="utf-8")):
            if not allowed(here, room_of(target), target):
                said.append(f"{name}: {here} may not include {target}")
    return said


def circles(source: Path) -> list[str]:
    """Headers that include each other in a loop."""
    graph = {str(path.relative_to(source)): set(INCLUDE.findall(path.read_text(encoding="utf-8")))
             for path in source.rglob("*.h")}
    said = []
    for start in graph:
        seen, todo = set(), [start]
        while todo:
            for target in graph.get(todo.pop(), ()):
                if target == start:
                    said.append(f"{start}: includes itself over others")
                elif target not in seen:
                    seen.add(target)
                    todo.append(target)
    return sorted(set(said))


def main() -> None:
    """Look at src/ of the folder given, or of this checkout."""
    root = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parents[2]
    said = wrong(root / "src") + circles(root / "src")
    print("\n".join(said) or "layers: every arrow goes down")
    sys.exit(1 if said else 0)


if __name__ == "__main__":
    main()
