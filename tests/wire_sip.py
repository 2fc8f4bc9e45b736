"""SIP made by hand, for golden tests and the lab: messages, dialogues, who sends them to whom, and RTP.

Identities are tests: MCC 001, +999..., RFC 5737 and RFC 1918. Each builder says the clause that its layout is from.
"""
from __future__ import annotations

import struct

import wire
from wire import Frame

START = 1767225600.0  # 2026-01-01
REALM = "ims.mnc001.mcc001.3gppnetwork.org"
ALICE, BOB = "+999100000001", "+999100000002"
IMSI = "001010000000001"
IMPI = f"{IMSI}@{REALM}"
UE, UE2, PCSCF, ICSCF, SCSCF, TAS, GATEWAY = (
    "10.45.0.2", "10.45.0.3", "192.0.2.11", "192.0.2.12", "192.0.2.13", "192.0.2.14", "192.0.2.15")
NAMES = {PCSCF: "pcscf", ICSCF: "icscf", SCSCF: "scscf", TAS: "tas", GATEWAY: "ipsmgw"}
CELL = "3GPP-E-UTRAN-FDD;utran-cell-id-3gpp=0010100010019B01"
Header = tuple[str, str]


def name(host: str) -> str:
    """What a host calls itself: equipment has no name."""
    return f"{NAMES[host]}.{REALM}" if host in NAMES else host


class Log:
    """Frames in the order of time; who sent what to whom."""

    def __init__(self) -> None:
        self.frames: list[Frame] = []
        self.time = START
        self.sequence: dict[tuple[str, str], int] = {}
        self.tsn: dict[str, int] = {}

    def packet(self, packet: bytes, step: float = 0.02) -> None:
        """One frame, a step later."""
        kind = 0x86DD if packet[0] >> 4 == 6 else 0x0800
        self.frames.append((self.time, wire.ethernet(packet, kind)))
        self.time += step

    def udp(self, source: str, target: str, text: bytes, sport: int = 5060, dport: int = 5060) -> None:
        """A datagram."""
        self.packet(wire.udp(source, sport, target, dport, text))

    def tcp(self, source: str, target: str, data: bytes, sport: int = 5060, dport: int = 5060) -> None:
        """A segment that follows the last one of this way."""
        at = self.sequence.setdefault((source, target), 1000)
        ack = self.sequence.setdefault((target, source), 1000)
        self.packet(wire.tcp(source, sport, target, dport, at, data, ack))
        self.sequence[source, target] = at + len(data)

    def sctp(self, source: str, target: str, data: bytes) -> None:
        """A DATA chunk; RFC 4168 5.1: payload protocol 0."""
        tsn = self.tsn[source] = self.tsn.get(source, 0) + 1
        self.packet(wire.sctp(source, 5060, target, 5060, wire.sctp_data(tsn, data, 0, ssn=tsn - 1)))


def text(first: str, headers: list[Header], body: bytes = b"", kind: str = "") -> bytes:
    """A message (RFC 3261 7)."""
    lines = [first, *(f"{key}: {value}" for key, value in headers)]
    if kind:
        lines.append(f"Content-Type: {kind}")
    lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join([*lines, "", ""]).encode() + body


def via(host: str, branch: str, proto: str = "UDP") -> Header:
    """Via (20.42)."""
    return "Via", f"SIP/2.0/{proto} {name(host)}:5060;branch=z9hG4bK{branch}"


def sdp(host: str, port: int, *more: str) -> bytes:
    """An offer or answer with one stream of audio (RFC 8866 5)."""
    kind = "IP6" if ":" in host else "IP4"
    lines = ["v=0", f"o=- 1 1 IN {kind} {host}", "s=-", f"c=IN {kind} {host}", "t=0 0",
             f"m=audio {port} RTP/AVP 8 96", "a=rtpmap:8 PCMA/8000", "a=rtpmap:96 telephone-event/8000", *more]
    return "\r\n".join([*lines, ""]).encode()


def rtp(log: Log, source: str, sport: int, target: str, dport: int, count: int, first: int = 100) -> None:
    """RTP (RFC 3550 5.1), silence."""
    for number in range(count):
        head = struct.pack("!BBHII", 0x80, 8, first + number, 160 * number, 0x11223344)
        log.packet(wire.udp(source, sport, target, dport, head + b"\xd5" * 160))


class Call:
    """What the messages of a dialogue have in common."""

    def __init__(self, number: int, caller: str, callee: str, host: str = UE) -> None:
        self.number, self.caller, self.callee = number, caller, callee
        self.id = f"call{number:04}@{host}"
        self.icid = f"icid{number:04}"
        self.cseq = 1

    def base(self, method: str, vias: list[Header], tag: bool = False, turned: bool = False) -> list[Header]:
        """Via, From, To, Call-ID, CSeq; `turned`: who was called asks."""
        one = f"<sip:{self.caller}@{REALM};user=phone>;tag=a{self.number}"
        two = f"<sip:{self.callee}@{REALM};user=phone>" + (f";tag=b{self.number}" if tag else "")
        return [*vias, ("Max-Forwards", "70"), ("From", two if turned else one), ("To", one if turned else two),
                ("Call-ID", self.id), ("CSeq", f"{self.cseq} {method}")]


def answer(request: bytes, status: str, more: list[Header] | None = None, body: bytes = b"", kind: str = "",
           tag: str = "") -> bytes:
    """An answer with what it copies of its request (8.2.6)."""
    kept: list[Header] = []
    for line in request.partition(b"\r\n\r\n")[0].decode().split("\r\n")[1:]:
        key, _, value = line.partition(": ")
        if key in ("Via", "From", "To", "Call-ID", "CSeq", "Record-Route"):
            if key == "To" and tag and ";tag=" not in value:
                value += f";tag={tag}"
            kept.append((key, value))
    return text(f"SIP/2.0 {status}", kept + (more or []), body, kind)
