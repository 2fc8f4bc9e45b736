#!/usr/bin/env python3
"""The linker reviews: what decoders and judges may not reference, and what the library exports.

usage: symbols.py BUILD
"""
from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ALLOCATE = {"malloc", "calloc", "realloc", "free", "strdup"}
OUTSIDE = {"socket", "connect", "bind", "listen", "accept", "sendto", "sendmsg", "send", "getaddrinfo", "gethostbyname",
           "fopen", "open", "open64", "openat", "creat", "system", "popen", "execve", "execvp", "fork", "posix_spawn"}
CLOCK = {"time", "gettimeofday", "clock_gettime", "localtime", "localtime_r", "ftime"}
# Who opens files: the case room what it is told to, the judge the declaration; the network nobody.
MAY_OPEN = {"case_witness.c", "case_key.c", "case_keylog.c", "judge_network.c", "judge_network_read.c", "judge_network_file.c"}
NET = {"socket", "connect", "bind", "listen", "accept", "sendto", "sendmsg", "send", "getaddrinfo", "gethostbyname",
       "system", "popen", "execve", "execvp", "posix_spawn", "fork"}


def undefined(path: Path) -> set[str]:
    """What an object wants from elsewhere."""
    out = subprocess.run(["nm", "-u", str(path)], capture_output=True, text=True, check=True).stdout
    return {re.sub(r"@.*", "", line.split()[-1]).removesuffix("_chk").removeprefix("__") for line in out.splitlines()}


def forbidden(name: str, decoders: set[str]) -> set[str]:
    """What an object of this name may not want."""
    if name.startswith("wire_proto_") and name.removeprefix("wire_proto_").removesuffix(".c") in decoders:
        return ALLOCATE | OUTSIDE | CLOCK
    banned = CLOCK | NET
    return banned if name in MAY_OPEN or name.startswith("judge_network") else banned | OUTSIDE


def decoder_files(root: Path) -> set[str]:
    """Decoders and the files that belong to them."""
    names = re.findall(r"^X\((\w+)\)", (root / "src/wire/proto/decoders.def").read_text(), re.M)
    return {path.stem for path in (root / "src/wire/proto").glob("*.c")
            if any(path.stem == name or path.stem.startswith(name + "_") for name in names)} | {"message", "value"}


def main() -> None:
    """Look at the objects of the library and at what it exports."""
    build = Path(sys.argv[1])
    root = Path(__file__).resolve().parents[2]
    said = []
    objects = sorted((build / "src").rglob("libpostern.so*.p/*.o")) or sorted((build / "src").rglob("*.o"))
    for path in objects:
        name = path.name.removesuffix(".o")
        wants = undefined(path) & forbidden(name, decoder_files(root))
        said += [f"{name}: references {one}" for one in sorted(wants)]
    shared = next((build / "src").glob("libpostern.so.*.*"), None)
    if not objects or not shared:
        said.append(f"{build}: no objects or no shared library to look at")
    else:
        out = subprocess.run(["nm", "-D", "--defined-only", str(shared)], capture_output=True, text=True, check=True)
        names = [line.split()[-1] for line in out.stdout.splitlines()]
        said += [f"libpostern exports {name}" for name in names if not name.startswith("postern_")]
    print("\n".join(said) or f"symbols: {len(objects)} objects ask for nothing that they may not")
    sys.exit(1 if said else 0)


main()
