#!/usr/bin/env python3
"""Adds to recorded captures what no element of Debian does: N4 with one duplicated session, and a knock.

usage: plant.py GTP.pcap S6A.pcap S6A-HSS.pcap OUT.pcap
"""
from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))
import wire  # noqa: E402
from wire import Frame, ie  # noqa: E402

SMF, UPF, GNB, COLLECTOR = "10.0.0.7", "10.0.0.8", "10.0.1.21", "203.0.113.9"
SGSN_STRANGER, GGSN = "198.51.100.66", "192.0.2.2"
DAY = 1767225600.0  # 2026-01-01


def n4(time: float, source: str, target: str, payload: bytes) -> Frame:
    """A PFCP message between SMF and UPF."""
    return time, wire.ethernet(wire.udp(source, 8805, target, 8805, payload))


def far(number: int, action: int, *more: bytes) -> bytes:
    """Create FAR (TS 29.244 7.5.2.3)."""
    return ie(3, ie(108, number.to_bytes(4, "big")), ie(44, bytes([action, 0])), *more)


def establish(at: float, number: int) -> list[Frame]:
    """A session with two rules that forward, asked and accepted (7.5.2, 7.5.3)."""
    pdr = ie(1, ie(56, number.to_bytes(2, "big")), ie(29, (100).to_bytes(4, "big")),
             ie(2, ie(20, b"\0"), ie(21, b"\1" + (0x100 + number).to_bytes(4, "big") + wire.address(UPF)),
                ie(124, b"\x09")), ie(108, (1).to_bytes(4, "big")))
    forward = ie(4, ie(42, b"\1"))
    back = ie(4, ie(42, b"\0"), wire.outer_header(0x500 + number, GNB))
    ask = wire.pfcp(50, 0, 10 + number, wire.node_id(SMF), wire.f_seid(number, SMF),
                    wire.user_imsi(f"00101000000020{number}"), pdr, far(1, 2, forward), far(2, 2, back))
    yes = wire.pfcp(51, number, 10 + number, wire.node_id(UPF), ie(19, b"\1"), wire.f_seid(0x10 + number, UPF))
    return [n4(at, SMF, UPF, ask), n4(at + 0.004, UPF, SMF, yes)]


def duplicate(at: float) -> list[Frame]:
    """The third session's downlink rule gets DUPL and a second way out; the copies leave (5.2.3)."""
    copy = ie(105, ie(42, b"\1"), wire.outer_header(0xC0FFEE, COLLECTOR))
    ask = wire.pfcp(52, 0x13, 40, ie(10, ie(108, (2).to_bytes(4, "big")), ie(44, bytes([0x12, 0])), copy))
    frames = [n4(at, SMF, UPF, ask), n4(at + 0.003, UPF, SMF, wire.pfcp(53, 3, 40, ie(19, b"\1")))]
    for number in range(16):
        inner = wire.udp("198.51.100.80", 443, "10.45.1.3", 40000, bytes(200))
        when = at + 0.5 + number * 0.25
        frames.append((when, wire.ethernet(wire.udp(UPF, 2152, GNB, 2152, wire.g_pdu(0x503, inner)))))
        frames.append((when + 0.0002, wire.ethernet(wire.udp(UPF, 2152, COLLECTOR, 2152, wire.g_pdu(0xC0FFEE, inner)))))
    return frames


def knock(at: float) -> list[Frame]:
    """An Echo that carries what no Echo may, and its answer: the published layout, another key."""
    key = bytes.fromhex("5a17c39e")
    ask = bytes.fromhex("01011000d204000000000000000000 0000".replace(" ", "")) + key
    answer = bytes.fromhex("01020012d20400000000000000000b0000") + key + bytes.fromhex("000200783f")
    return [(at, wire.ethernet(wire.udp(SGSN_STRANGER, 40123, GGSN, 2123, ask))),
            (at + 0.02, wire.ethernet(wire.udp(GGSN, 2123, SGSN_STRANGER, 40123, answer)))]


def moved(frames: list[Frame], start: float) -> list[Frame]:
    """The same frames, the first of them at `start`."""
    return [(start + time - frames[0][0], data) for time, data in frames]


def main() -> None:
    """Put all parts on one time line."""
    gtp, s6a, s6a_hss = (wire.read_pcap(Path(name)) for name in sys.argv[1:4])
    both = sorted(s6a + s6a_hss)
    frames = moved(gtp, DAY + 3600) + moved(both, DAY + 3610)
    frames += [n4(DAY + 3601, SMF, UPF, wire.pfcp(5, None, 1, wire.node_id(SMF), ie(96, b"\0\0\0\1"))),
               n4(DAY + 3601.01, UPF, SMF, wire.pfcp(6, None, 1, wire.node_id(UPF), ie(19, b"\1"), ie(96, b"\0\0\0\1")))]
    for number in range(1, 7):
        frames += establish(DAY + 3603 + number, number)
    frames += duplicate(DAY + 3615) + knock(DAY + 3620)
    wire.write_pcap(Path(sys.argv[4]), sorted(frames))


main()
