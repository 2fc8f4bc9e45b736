"""All captures that golden tests make: the functions of captures.py and of each captures_*.py."""
from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

HERE = Path(__file__).resolve().parent
for folder in (HERE, HERE.parent):
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))

from wire import Frame  # noqa: E402


def made_by(module: ModuleType) -> Iterator[tuple[str, Callable[[], list[Frame]]]]:
    """A function without parameters that gives frames is a capture: its name with dashes."""
    for name, one in vars(module).items():
        if (callable(one) and getattr(one, "__annotations__", {}).get("return") == "list[Frame]"
                and one.__code__.co_argcount == 0 and not one.__code__.co_flags & 4):
            yield name.replace("_", "-"), one


CAPTURES: dict[str, Callable[[], list[Frame]]] = {
    name: one for path in sorted(HERE.glob("captures*.py"))
    for name, one in made_by(importlib.import_module(path.stem))}
# Captures of another link type than Ethernet say so: LINK = {"name": 141} in their module.
LINKS: dict[str, int] = {
    name: link for path in sorted(HERE.glob("captures*.py"))
    for name, link in getattr(importlib.import_module(path.stem), "LINK", {}).items()}
