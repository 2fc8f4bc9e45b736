#!/usr/bin/env python3
"""Moves a recording to another day: shift.py IN OUT 2026-03-03T10:00:00

The first packet gets that time (UTC), all others keep their distance from it. Nothing else changes, so a declaration with
windows holds for recordings that are made again."""
import datetime
import struct
import sys

source, target, begin = sys.argv[1:]
data = open(source, "rb").read()
order = "<" if data[:4] in (b"\xd4\xc3\xb2\xa1", b"\x4d\x3c\xb2\xa1") else ">"
wanted = int(datetime.datetime.fromisoformat(begin).replace(tzinfo=datetime.timezone.utc).timestamp()) * 1_000_000
out, at, move = bytearray(data[:24]), 24, None
while at + 16 <= len(data):
    seconds, micro, kept, wire = struct.unpack_from(order + "IIII", data, at)
    time = seconds * 1_000_000 + micro
    move = wanted - time if move is None else move
    out += struct.pack(order + "IIII", *divmod(time + move, 1_000_000), kept, wire) + data[at + 16:at + 16 + kept]
    at += 16 + kept
open(target, "wb").write(out)
