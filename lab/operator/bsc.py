#!/usr/bin/env python3
"""A small base station controller on the kernel's SCTP: one location update of each subscriber that is named.

bsc.py LOCAL STP OWN-PC MSC-PC IMSI...   (point codes as numbers)
M3UA (RFC 4666) with its routing key registered, SCCP connections (Q.713), BSSMAP and DTAP (TS 48.008, TS 24.008)."""
from __future__ import annotations

import socket
import struct
import sys

LOCAL, STP, OWN, MSC = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
SCTP, CONTEXT, M3UA_PPID = 132, 25, 3
TRANSFER, STATE, TRAFFIC, KEYS = 1, 3, 4, 9  # message classes
LAI = bytes.fromhex("00f1100001")

link = socket.socket(socket.AF_INET, socket.SOCK_STREAM, SCTP)
link.bind((LOCAL, 0))
link.settimeout(20)
link.connect((STP, 2905))


def parameter(tag: int, value: bytes) -> bytes:
    return struct.pack(">HH", tag, 4 + len(value)) + value + b"\0" * (-len(value) % 4)


def number(tag: int, value: int) -> bytes:
    return parameter(tag, struct.pack(">I", value))


def say(kind: tuple[int, int], body: bytes = b"", stream: int = 0) -> None:
    info = struct.pack("=HHHxxIIIIIi", stream, 0, 0, socket.htonl(M3UA_PPID), 0, 0, 0, 0, 0)
    link.sendmsg([struct.pack(">BBBBI", 1, 0, *kind, 8 + len(body)) + body], [(SCTP, 1, info)])


def hear() -> tuple[tuple[int, int], bytes]:
    data = link.recv(65536)
    if not data:
        raise SystemExit("the STP closed the association")
    if (data[2], data[3]) == (STATE, 3):  # heartbeat
        say((STATE, 6), data[8:])
    return (data[2], data[3]), data[8:]


def expect(kind: tuple[int, int]) -> None:
    while hear()[0] != kind:
        pass


def sccp(data: bytes) -> None:
    label = struct.pack(">IIBBBB", OWN, MSC, 3, 0, 0, 0)
    say((TRANSFER, 1), number(6, CONTEXT) + parameter(0x210, label + data), 1)


def hear_sccp() -> bytes:
    while True:
        kind, body = hear()
        if kind != (TRANSFER, 1):
            continue
        while body[:2] != b"\x02\x10":
            body = body[(struct.unpack(">H", body[2:4])[0] + 3) & ~3:]
        return body[16:struct.unpack(">H", body[2:4])[0]]


def party(code: int) -> bytes:  # point code and subsystem 254, with its length
    return bytes([4, 0x43]) + struct.pack("<H", code) + b"\xfe"


def unit(user: bytes) -> None:  # UDT: class 0, three pointers
    called, calling = party(MSC), party(OWN)
    sccp(bytes([9, 0, 3, 2 + len(called), 1 + len(called) + len(calling)]) + called + calling + bytes([len(user)]) + user)


def bssmap(user: bytes) -> bytes:
    return b"\x00" + bytes([len(user)]) + user


def identity(digits: str, kind: int) -> bytes:
    rest = bytes(int(digits[i + 1] + digits[i], 16) for i in range(1, len(digits), 2))
    return bytes([len(rest) + 1, int(digits[0]) << 4 | 8 | kind]) + rest


def update(imsi: str, label: bytes) -> None:
    """A location update from its first message to the end of its connection."""
    ask = b"\x05\x08\x72" + bytes.fromhex("00f110fffe") + b"\x33" + identity(imsi, 1)
    complete = bssmap(b"\x57\x05\x08\x00" + LAI + b"\x00\x01\x17" + bytes([len(ask)]) + ask)
    called = party(MSC)
    sccp(b"\x01" + label + b"\x02\x02" + bytes([1 + len(called)]) + called + b"\x04" + party(OWN) + b"\x0f"
         + bytes([len(complete)]) + complete + b"\0")
    remote = b""
    while True:
        data = hear_sccp()
        if data[0] == 9 and data[data[4] + 7] == 0x30:  # the MSC resets
            unit(bssmap(b"\x31"))
        elif data[0] == 2:  # connection confirm
            remote = data[4:7]
        elif data[0] == 3:
            raise SystemExit(f"{imsi}: refused")
        elif data[0] == 4:  # released
            sccp(b"\x05" + remote + label)
            print(imsi, "done", flush=True)
            return
        elif data[0] == 6:
            answer = reply(data[7:], imsi)
            if answer:
                sccp(b"\x06" + remote + b"\x00\x01" + bytes([len(answer)]) + answer)


def reply(user: bytes, imsi: str) -> bytes:
    """What the telephone or the controller says to this; nothing: nothing."""
    if user[0] == 0:
        return bssmap(b"\x21") if user[2] == 0x20 else b""  # clear complete
    layer3 = user[3:]
    if (layer3[0] & 15, layer3[1] & 0x3F) == (5, 0x18):  # identity request
        mine = identity(imsi, 1) if layer3[2] & 7 == 1 else identity("001010000000018", layer3[2] & 7)
        return b"\x01\x00" + bytes([2 + len(mine)]) + b"\x05\x59" + mine
    if (layer3[0] & 15, layer3[1] & 0x3F) == (5, 0x02) and b"\x17\x05\xf4" in layer3:  # accepted, with a new TMSI
        return b"\x01\x00\x02\x05\x5b"
    return b""


say((STATE, 1))
expect((STATE, 4))
say((KEYS, 1), parameter(0x207, number(0x20A, 1) + number(6, CONTEXT) + number(11, 1) + number(0x20B, OWN)))
expect((KEYS, 2))
say((TRAFFIC, 1), number(11, 1) + number(6, CONTEXT))
expect((TRAFFIC, 3))
unit(bssmap(bytes.fromhex("30040120")))  # RESET
while True:
    heard = hear_sccp()
    if heard[0] == 9 and heard[heard[4] + 7] == 0x31:
        break
for nth, who in enumerate(sys.argv[5:], 1):
    update(who, nth.to_bytes(3, "big"))
