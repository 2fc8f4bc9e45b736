#!/usr/bin/env python3
"""A small VLR or SGSN for a real osmo-hlr: gsup_vlr.py ADDRESS NAME cs|ps [STEP:]IMSI...

Steps (default all): sai ul imei ss purge fail. It answers what the HLR asks meanwhile."""
import socket
import struct
import sys

GSUP, CCM = 0xEE, 0xFE
address, name, domain, *work = sys.argv[1:]
sock = socket.create_connection((address, 4222), 20)
sock.settimeout(20)


def send(stream: int, payload: bytes) -> None:
    sock.sendall(struct.pack(">HB", len(payload), stream) + payload)


def exactly(n: int) -> bytes:
    data = b""
    while len(data) < n:
        more = sock.recv(n - len(data))
        if not more:
            raise SystemExit("the HLR closed the connection")
        data += more
    return data


def tlv(tag: int, value: bytes) -> bytes:
    return bytes([tag, len(value)]) + value


def bcd(digits: str) -> bytes:
    digits += "f" * (len(digits) % 2)
    return bytes(int(digits[i + 1] + digits[i], 16) for i in range(0, len(digits), 2))


def until(*kinds: int) -> None:
    """Answers what the HLR wants meanwhile (identity, ping, subscriber data, cancellation)."""
    while True:
        length, stream = struct.unpack(">HB", exactly(3))
        data = exactly(length)
        if stream == CCM and data[0] == 0:  # ping
            send(CCM, b"\x01")
        elif stream == CCM and data[0] == 4:  # who are you?
            unit = name.encode() + b"\0"
            send(CCM, b"\x05" + b"".join(struct.pack(">HB", len(unit) + 1, tag) + unit for tag in (0, 1))
                 + b"\0\x07\x08" + b"0/0/0\0")
            if 0 in kinds:
                return
        elif stream == GSUP and data[0] == 5:
            who = data[2:4 + data[3]]
            if data[1] == 0x10:  # insert subscriber data
                send(GSUP, b"\x05\x12" + who)
            elif data[1] == 0x1C:  # cancel location
                send(GSUP, b"\x05\x1e" + who)
            if data[1] in kinds:
                return


def step(what: str, imsi: str) -> None:
    who = tlv(1, bcd(imsi))
    cn = tlv(0x28, b"\x01" if domain == "ps" else b"\x02")
    kind, more = {
        "sai": (0x08, cn), "ul": (0x04, cn), "purge": (0x0C, cn), "fail": (0x0B, cn),
        "imei": (0x30, tlv(0x50, b"\x07" + bcd("0010100000" + imsi[-4:]))),
        "ss": (0x20, tlv(0x30, b"\0\0\0" + bytes([int(imsi[-2:])])) + tlv(0x31, b"\1")),
    }[what]
    send(GSUP, b"\x05" + bytes([kind]) + who + more)
    if kind != 0x0B:
        until(kind + 1, kind + 2)


until(0)
for item in work:
    steps, _, imsi = item.rpartition(":")
    for one in steps.split(",") if steps else ("sai", "ul", "imei", "ss", "purge"):
        step(one, imsi)
