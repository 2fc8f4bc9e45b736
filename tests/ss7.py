"""SS7 made by hand, for golden tests and lab captures: ISUP, SCCP, MTP3 and what carries them."""
from __future__ import annotations

import struct
from dataclasses import dataclass

import wire

SCCP, ISUP, BICC = 3, 5, 13
PORTS = {"m2ua": 2904, "m3ua": 2905, "sua": 14001, "m2pa": 3565}
PPIDS = {"m2ua": 2, "m3ua": 3, "sua": 4, "m2pa": 5}


def code(text: str) -> int:
    """A point code of ITU-T (Q.704 2.2): 3, 8 and 3 bits."""
    zone, area, point = (int(part) for part in text.split("-"))
    return zone << 11 | area << 3 | point


def bcd(digits: str, end: bool = False) -> bytes:
    """Digits, the first in the low half; filler 0, and the end of pulsing where it is sent (Q.763 3.9)."""
    text = digits + ("f" if end else "")
    text += "0" * (len(text) % 2)
    return bytes(int(text[at + 1] + text[at], 16) for at in range(0, len(text), 2))


# --- ISUP (ITU-T Q.763) ---------------------------------------------------------------------------

def number(digits: str, nature: int = 4, second: int = 0x10, end: bool = False) -> bytes:
    """Nature and odd bit, plan and indicators, address signals (3.9, 3.10)."""
    odd = (len(digits) + end) % 2
    return bytes([odd << 7 | nature, second]) + bcd(digits, end)


def options(*parameters: tuple[int, bytes]) -> bytes:
    """Optional parameters with their end, or nothing (1.4.7)."""
    if not parameters:
        return b""
    return b"".join(bytes([kind, len(value)]) + value for kind, value in parameters) + b"\0"


def isup(kind: int, fixed: bytes = b"", variable: tuple[bytes, ...] = (), optional: bytes | None = None) -> bytes:
    """A message from its type on: pointers, what they point at (1.5)."""
    count = len(variable) + (optional is not None)
    at, pointers, body = count, b"", b""
    for value in variable:
        pointers += bytes([at - len(pointers)])
        body += bytes([len(value)]) + value
        at += 1 + len(value)
    if optional is not None:
        pointers += bytes([at - len(pointers)]) if optional else b"\0"
        body += optional
    return bytes([kind]) + fixed + pointers + body


def on_circuit(circuit: int, message: bytes) -> bytes:
    """Behind its circuit (1.2)."""
    return struct.pack("<H", circuit) + message


def iam(called: str, calling: str, *more: tuple[int, bytes], nature: int = 4) -> bytes:
    """Initial address (table 32)."""
    return isup(1, bytes([0, 0x20, 1, 0x0A, 0]), (number(called, nature),),
                options((10, number(calling, nature, 0x13)), *more))


def acm() -> bytes:
    """Address complete (table 20)."""
    return isup(6, b"\x12\x34", (), b"")


def anm(*more: tuple[int, bytes]) -> bytes:
    """Answer (table 21)."""
    return isup(9, b"", (), options(*more))


def rel(cause: int, location: int = 0) -> bytes:
    """Release with its cause (table 33, Q.850 2.1)."""
    return isup(12, b"", (bytes([0x80 | location, 0x80 | cause]),), b"")


def rlc() -> bytes:
    """Release complete (table 34)."""
    return isup(16, b"", (), b"")


# --- SCCP (ITU-T Q.713) ---------------------------------------------------------------------------

def address(subsystem: int, title: str = "", point: str = "", kind: int = 4, plan: int = 1) -> bytes:
    """A called or calling address (3.4)."""
    odd = len(title) % 2
    heads = {1: bytes([odd << 7 | 4]), 2: b"\0", 3: bytes([0, plan << 4 | 2 - odd]), 4: bytes([0, plan << 4 | 2 - odd, 4])}
    indicator = (1 if point else 0) | 2 | (kind << 2 if title else 0x40)
    return bytes([indicator]) + (struct.pack("<H", code(point)) if point else b"") + bytes([subsystem]) + \
        (heads[kind] + bcd(title) if title else b"")


def parts(head: bytes, *values: bytes, wide: bool = False, optional: bytes | None = None) -> bytes:
    """A head, pointers and what they point at; the last value is the data."""
    size = 2 if wide else 1
    count = len(values) + (optional is not None)
    at, pointers, body = 0, b"", b""
    for place, value in enumerate(values):
        distance = (count - place) * size + at - (1 if wide else 0)
        pointers += struct.pack("<H", distance) if wide else bytes([distance])
        long = wide and place == len(values) - 1
        body += (struct.pack("<H", len(value)) if long else bytes([len(value)])) + value
        at = len(body)
    if optional is not None:
        distance = size + at - (1 if wide else 0) if optional else 0
        pointers += struct.pack("<H", distance) if wide else bytes([distance])
        body += optional
    return head + pointers + body


def udt(called: bytes, calling: bytes, data: bytes) -> bytes:
    """Unitdata (4.10)."""
    return parts(b"\x09\x01", called, calling, data)


def udts(called: bytes, calling: bytes, data: bytes, cause: int = 1) -> bytes:
    """Unitdata service (4.11)."""
    return parts(bytes([10, cause]), called, calling, data)


def segment(first: bool, remaining: int, reference: int) -> bytes:
    """The optional part with a segmentation parameter, class 1 (3.17)."""
    return bytes([0x10, 4, first << 7 | 0x40 | remaining]) + reference.to_bytes(3, "big") + b"\0"


def xudt(called: bytes, calling: bytes, data: bytes, optional: bytes = b"", kind: int = 0x11, first: int = 0x81) -> bytes:
    """Extended unitdata (4.18), or what of it comes back (4.19)."""
    return parts(bytes([kind, first, 15]), called, calling, data, optional=optional)


def ludt(called: bytes, calling: bytes, data: bytes, optional: bytes = b"", kind: int = 0x13, first: int = 0x81) -> bytes:
    """Long unitdata (4.20), or what of it comes back (4.21)."""
    return parts(bytes([kind, first, 15]), called, calling, data, wide=True, optional=optional)


def in_pieces(called: bytes, calling: bytes, data: bytes, size: int, reference: int, wide: bool = False) -> list[bytes]:
    """Extended or long unitdata that together hold the data."""
    pieces = [data[at:at + size] for at in range(0, len(data), size)]
    make = ludt if wide else xudt
    return [make(called, calling, piece, segment(at == 0, len(pieces) - 1 - at, reference))
            for at, piece in enumerate(pieces)]


# --- MTP and SIGTRAN ------------------------------------------------------------------------------

def label(opc: str, dpc: str, service: int, user: bytes, network: int = 2, link: int = 0) -> bytes:
    """MTP3 with ITU-T's routing label (Q.704 2.2)."""
    return bytes([network << 6 | service]) + struct.pack("<I", code(dpc) | code(opc) << 14 | link << 28) + user


def mtp2(unit: bytes) -> bytes:
    """A signal unit (Q.703 2.2)."""
    return bytes([0x81, 0x82, min(len(unit), 63)]) + unit


def mtp2_headed(unit: bytes, annex_a: bool = False) -> bytes:
    """With the pseudo header of its link type, and sequence numbers of 7 or of 12 bits (Q.703 annex A)."""
    if annex_a:
        return bytes([1, 1, 0, 7]) + struct.pack("<HHH", 1, 2, len(unit)) + unit
    return bytes([1, 0, 0, 7]) + mtp2(unit)


def parameter(tag: int, value: bytes) -> bytes:
    """RFC 4666 3.2."""
    return struct.pack("!HH", tag, 4 + len(value)) + value + bytes(-len(value) % 4)


def adapted(kind: int, *parameters: bytes) -> bytes:
    """The common header (RFC 4666 3.1): class and type in one number."""
    body = b"".join(parameters)
    return struct.pack("!BBHI", 1, 0, kind, 8 + len(body)) + body


def m3ua(opc: str, dpc: str, service: int, user: bytes, network: int = 2, *before: bytes) -> bytes:
    """DATA (RFC 4666 3.3.1)."""
    head = struct.pack("!IIBBBB", code(opc), code(dpc), service, network, 0, 0)
    return adapted(0x0101, *before, parameter(0x0210, head + user))


def m2ua(unit: bytes) -> bytes:
    """Data of interface 7 (RFC 3331 3.3.1.1)."""
    return adapted(0x0601, parameter(1, struct.pack("!I", 7)), parameter(0x0300, unit))


def m2pa(unit: bytes, at: int = 1) -> bytes:
    """User data (RFC 4165 2.3.1)."""
    return struct.pack("!BBHIII", 1, 0, 0x0B01, 17 + len(unit), at, at) + b"\0" + unit


def sua_address(tag: int, subsystem: int, title: str = "", point: str = "") -> bytes:
    """Source or destination (RFC 3868 3.10.2): a title, a point code, a subsystem."""
    inside = b""
    if title:
        inside += parameter(0x8001, bytes([0, 0, 0, 4, len(title), 0, 1, 4]) + bcd(title))
    if point:
        inside += parameter(0x8002, struct.pack("!I", code(point)))
    inside += parameter(0x8003, struct.pack("!I", subsystem))
    indicator = 1 | (2 if point else 0) | (4 if title else 0)
    return parameter(tag, struct.pack("!HH", 1 if title else 2, indicator) + inside)


def sua(source: bytes, target: bytes, data: bytes, *more: bytes, kind: int = 0x0701) -> bytes:
    """Connectionless data (RFC 3868 3.3.1), or what of it comes back (3.3.2)."""
    return adapted(kind, parameter(0x0115, struct.pack("!I", 1)), source, target,
                   parameter(0x0116, struct.pack("!I", 7)), *more, parameter(0x010B, data))


# --- Somebody to carry ----------------------------------------------------------------------------

def tlv(tag: int, *values: bytes) -> bytes:
    """BER (X.690 8.1), lengths in their shortest form."""
    body = b"".join(values)
    if len(body) < 128:
        return bytes([tag, len(body)]) + body
    size = (len(body).bit_length() + 7) // 8
    return bytes([tag, 0x80 | size]) + len(body).to_bytes(size, "big") + body


def begin(dialogue: int, operation: int, argument: bytes) -> bytes:
    """A TCAP Begin with one invoke (ITU-T Q.773 3.1)."""
    invoke = tlv(0xA1, tlv(0x02, b"\x01"), tlv(0x02, bytes([operation])), argument)
    return tlv(0x62, tlv(0x48, dialogue.to_bytes(4, "big")), tlv(0x6C, invoke))


def end(dialogue: int, operation: int, result: bytes) -> bytes:
    """Its end with the result."""
    returned = tlv(0xA2, tlv(0x02, b"\x01"), tlv(0x30, tlv(0x02, bytes([operation])), result))
    return tlv(0x64, tlv(0x49, dialogue.to_bytes(4, "big")), tlv(0x6C, returned))


def ask_imsi(dialogue: int, msisdn: str) -> bytes:
    """sendIMSI (TS 29.002 17.6, operation 58)."""
    return begin(dialogue, 58, tlv(0x04, b"\x91" + wire.tbcd(msisdn)))


def tell_imsi(dialogue: int, imsi: str) -> bytes:
    """Its result."""
    return end(dialogue, 58, tlv(0x04, wire.tbcd(imsi)))


@dataclass(frozen=True)
class Side:
    """One end of an association, and of what it carries."""

    host: str
    point: str
    title: str
    subsystem: int

    def party(self, kind: int = 4) -> bytes:
        """Its SCCP address."""
        return address(self.subsystem, self.title, kind=kind)


class Link:
    """An association that carries one of the adaptation layers, in both ways."""

    def __init__(self, layer: str, a: Side, b: Side) -> None:
        self.layer, self.sent = layer, {a.host: 0, b.host: 0}

    def chunk(self, source: Side, target: Side, payload: bytes) -> bytes:
        """An IP packet with the next DATA chunk."""
        at = self.sent[source.host]
        self.sent[source.host] += 1
        port = PORTS[self.layer]
        return wire.sctp(source.host, port, target.host, port,
                         wire.sctp_data(1000 + at, payload, PPIDS[self.layer], ssn=at & 0xFFFF))

    def user(self, source: Side, target: Side, service: int, user: bytes) -> bytes:
        """A user's message from point to point."""
        if self.layer == "m3ua":
            return self.chunk(source, target, m3ua(source.point, target.point, service, user))
        unit = label(source.point, target.point, service, user)
        return self.chunk(source, target, m2ua(unit) if self.layer == "m2ua" else m2pa(unit, self.sent[source.host]))
