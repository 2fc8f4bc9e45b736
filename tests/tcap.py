"""TCAP dialogues made by hand, in SCCP over M3UA over SCTP, for golden tests and lab captures."""
from __future__ import annotations

import struct
from dataclasses import dataclass, field

import wire
from wire import Frame

M3UA_PORT, M3UA_PPID = 2905, 3
HLR, VLR, MSC, EIR, CAP, SCF, GMLC, SGSN, GGSN = 6, 7, 8, 9, 146, 147, 145, 149, 150


# --- BER (X.690) ----------------------------------------------------------------------------------

def length(count: int) -> bytes:
    """The shortest definite form (X.690 8.1.3)."""
    if count < 0x80:
        return bytes([count])
    body = count.to_bytes((count.bit_length() + 7) // 8, "big")
    return bytes([0x80 | len(body)]) + body


def tag(first: int, number: int) -> bytes:
    """An identifier: class and form in the upper bits of `first`, the long form from 31 on (8.1.2)."""
    if number < 31:
        return bytes([first | number])
    more = [number & 0x7F]
    while number := number >> 7:
        more.insert(0, 0x80 | number & 0x7F)
    return bytes([first | 31, *more])


def tlv(first: int, number: int, *parts: bytes) -> bytes:
    """An element."""
    value = b"".join(parts)
    return tag(first, number) + length(len(value)) + value


def ctx(number: int, *parts: bytes) -> bytes:
    """[n], primitive."""
    return tlv(0x80, number, *parts)


def con(number: int, *parts: bytes) -> bytes:
    """[n], constructed."""
    return tlv(0xA0, number, *parts)


def seq(*parts: bytes) -> bytes:
    """SEQUENCE."""
    return tlv(0x20, 16, *parts)


def octets(value: bytes) -> bytes:
    """OCTET STRING."""
    return tlv(0, 4, value)


def integer(value: int) -> bytes:
    """INTEGER."""
    return tlv(0, 2, value.to_bytes(value.bit_length() // 8 + 1, "big", signed=True))


def enum(value: int) -> bytes:
    """ENUMERATED."""
    return tlv(0, 10, bytes([value]))


NULL = b"\x05\x00"


def oid(dotted: str) -> bytes:
    """OBJECT IDENTIFIER."""
    arcs = [int(one) for one in dotted.split(".")]
    out = b""
    for arc in (arcs[0] * 40 + arcs[1], *arcs[2:]):
        part = [arc & 0x7F]
        while arc := arc >> 7:
            part.insert(0, 0x80 | arc & 0x7F)
        out += bytes(part)
    return tlv(0, 6, out)


def indefinite(first: int, number: int, *parts: bytes) -> bytes:
    """An element of indefinite form, with its end-of-contents (8.1.3.6)."""
    return tag(first | 0x20, number) + b"\x80" + b"".join(parts) + b"\0\0"


# --- Values of MAP and CAP ------------------------------------------------------------------------

def isdn(digits: str) -> bytes:
    """An AddressString, international, E.164 (TS 29.002 17.7.8)."""
    return b"\x91" + wire.tbcd(digits)


def party(digits: str) -> bytes:
    """A number as ISUP has it, international (ITU-T Q.763 3.9)."""
    odd = len(digits) % 2
    return bytes([0x80 * odd | 4, 0x10]) + wire.tbcd(digits + "0" * odd)


# --- TCAP (ITU-T Q.773) ---------------------------------------------------------------------------

def invoke(number: int, code: int, argument: bytes = b"", linked: int | None = None) -> bytes:
    """Table 20."""
    return con(1, integer(number), ctx(0, bytes([linked])) if linked is not None else b"", integer(code), argument)


def invoke_global(number: int, code: str, argument: bytes = b"") -> bytes:
    """An operation that is named by an object identifier."""
    return con(1, integer(number), oid(code), argument)


def result(number: int, code: int | None = None, value: bytes = b"", last: bool = True) -> bytes:
    """Table 21; without a code there is no result."""
    return con(2 if last else 7, integer(number), seq(integer(code), value) if code is not None else b"")


def error(number: int, code: int, parameter: bytes = b"") -> bytes:
    """Table 22."""
    return con(3, integer(number), integer(code), parameter)


def reject(number: int, kind: int, problem: int) -> bytes:
    """Table 23: general 0, invoke 1, return result 2, return error 3."""
    return con(4, integer(number), ctx(kind, bytes([problem])))


def map_context(number: int, version: int) -> str:
    """TS 29.002 17.3.2."""
    return f"0.4.0.0.1.0.{number}.{version}"


def request(context: str, reference: bytes = b"") -> bytes:
    """A dialogue portion with AARQ (Q.773 table 33), and MAP-open where there is a reference."""
    info = b""
    if reference:
        pdu = con(0, con(0, ctx(0, reference)))  # TS 29.002 17.4
        info = con(30, tlv(0x20, 8, oid("0.4.0.0.1.1.1.1"), pdu))
    aarq = tlv(0x60, 0, ctx(0, b"\x07\x80"), con(1, oid(context)), info)
    return tlv(0x60, 11, tlv(0x20, 8, oid("0.0.17.773.1.1.1"), con(0, aarq)))


def response(context: str, accepted: bool = True) -> bytes:
    """A dialogue portion with AARE."""
    source = con(1, integer(0 if accepted else 2))  # dialogue-service-user: null, no such context
    aare = tlv(0x60, 1, ctx(0, b"\x07\x80"), con(1, oid(context)), con(2, integer(0 if accepted else 1)), con(3, source))
    return tlv(0x60, 11, tlv(0x20, 8, oid("0.0.17.773.1.1.1"), con(0, aare)))


def components(*parts: bytes) -> bytes:
    """A component portion."""
    return tlv(0x60, 12, *parts) if parts else b""


def tcap(kind: int, origin: int | None, target: int | None, *parts: bytes) -> bytes:
    """A message: begin 2, end 4, continue 5, abort 7, unidirectional 1."""
    ids = [tlv(0x40, number, value.to_bytes(4, "big")) for number, value in ((8, origin), (9, target))
           if value is not None]
    return tlv(0x60, kind, *ids, *parts)


# --- SCCP, M3UA -----------------------------------------------------------------------------------

@dataclass(frozen=True)
class Node:
    """Somebody in the SS7 network, behind an address of the IP network."""

    host: str
    code: int
    title: str
    plan: int = 1  # E.164; 7: E.214

    def party(self, ssn: int) -> bytes:
        """An address with a title of format 4 and a subsystem (ITU-T Q.713 3.4)."""
        odd = len(self.title) % 2
        digits = wire.tbcd(self.title + "0" * odd)
        return bytes([0x12, ssn, 0, self.plan << 4 | (1 if odd else 2), 4]) + digits


def udt(called: bytes, calling: bytes, data: bytes) -> bytes:
    """Unitdata (Q.713 4.10); longer data as extended unitdata with one segment would not fit either."""
    body = bytes([len(called)]) + called + bytes([len(calling)]) + calling + bytes([len(data)]) + data
    return bytes([9, 0x81, 3, 3 + len(called), 3 + len(called) + len(calling)]) + body


def ludt(called: bytes, calling: bytes, data: bytes) -> bytes:
    """Long unitdata (Q.713 4.20): pointers of two bytes, each from its own second byte on."""
    parts = [bytes([len(called)]) + called, bytes([len(calling)]) + calling, struct.pack("<H", len(data)) + data]
    at, pointers = 0, b""
    for number, part in enumerate(parts):
        pointers += struct.pack("<H", 2 * (4 - number) - 1 + at)
        at += len(part)
    return bytes([0x13, 0x81, 15]) + pointers + b"\0\0" + b"".join(parts)


def m3ua(opc: int, dpc: int, payload: bytes, service: int = 3, network: int = 2) -> bytes:
    """DATA (RFC 4666 3.3.1)."""
    value = struct.pack("!IIBBBB", opc, dpc, service, network, 0, 0) + payload
    parameter = struct.pack("!HH", 0x0210, 4 + len(value)) + value
    parameter += bytes(-len(parameter) % 4)
    return struct.pack("!BBBBI", 1, 0, 1, 1, 8 + len(parameter)) + parameter


@dataclass
class Network:
    """Frames in the order in which they are sent."""

    start: float
    step: float = 0.02
    frames: list[Frame] = field(default_factory=list)
    tsn: int = 0
    number: int = 0x10000000

    def send(self, source: tuple[Node, int], target: tuple[Node, int], message: bytes) -> None:
        """One message of TCAP from a node's subsystem to another's."""
        (a, a_ssn), (b, b_ssn) = source, target
        self.tsn += 1
        wrap = udt if len(message) < 256 else ludt
        payload = m3ua(a.code, b.code, wrap(b.party(b_ssn), a.party(a_ssn), message))
        packet = wire.sctp(a.host, M3UA_PORT, b.host, M3UA_PORT, wire.sctp_data(self.tsn, payload, M3UA_PPID))
        self.frames.append((self.start + self.step * len(self.frames), wire.ethernet(packet)))

    def dialogue(self) -> int:
        """A transaction id that was not used yet."""
        self.number += 0x101
        return self.number
