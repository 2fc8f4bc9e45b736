"""Captures of the protocols beside N2 and S1: SGsAP, RADIUS, SMPP, X2AP, XnAP, F1AP, RANAP; see captures.py."""
from __future__ import annotations

import struct

import wire
from apdu import PLMN, REQUEST, SUCCESS, Per, container, field, pdu
from captures import imsi, on_wire
from wire import Frame

ENB, ENB2, MME, VLR = "192.0.2.21", "192.0.2.22", "192.0.2.10", "192.0.2.20"
GGSN, AAA, GUEST = "192.0.2.2", "192.0.2.50", "198.51.100.66"
ESME, SMSC = "203.0.113.30", "192.0.2.25"
NSAP_IPV4 = b"\x35\0\1"


def sctp(source: str, target: str, port: int, ppid: int, *messages: bytes, forth: bool = True, at: int = 1) -> bytes:
    """A packet with a DATA chunk a message."""
    chunks = [wire.sctp_data(at + k, message, ppid, ssn=at + k - 1) for k, message in enumerate(messages)]
    sport, dport = (40001, port) if forth else (port, 40001)
    return wire.sctp(source, sport, target, dport, *chunks)


# --- SGsAP (TS 29.118) ----------------------------------------------------------------------------

def sgs(kind: int, number: int, *elements: bytes) -> bytes:
    """A message about a subscriber: her IMSI first (TS 24.008 10.5.1.4)."""
    digits = imsi(number)
    return bytes([kind, 1, 8, int(digits[0]) << 4 | 9]) + wire.tbcd(digits[1:]) + b"".join(elements)


def sgsap_fallback() -> list[Frame]:
    """Two are paged for a call: one is there and says where, the other is not. Answers name nobody's number."""
    place = b"\x23\5" + PLMN + b"\0\1" + b"\x24\7" + PLMN + b"\0\0\1\1"
    messages = ((VLR, MME, sgs(1, 1, b"\2\4\3vlr", b"\x20\1\1")), (VLR, MME, sgs(1, 2, b"\2\4\3vlr", b"\x20\1\1")),
                (MME, VLR, sgs(31, 2, b"\x08\1\6")), (MME, VLR, sgs(6, 1, b"\x20\1\1", place)))
    sent = {VLR: 0, MME: 0}
    packets = []
    for source, target, message in messages:
        sent[source] += 1
        packets.append(sctp(source, target, 29118, 0, message, forth=source == MME, at=sent[source]))
    return on_wire(*packets)


# --- RADIUS (RFC 2865, 2866) ----------------------------------------------------------------------

def radius(code: int, number: int, *attributes: tuple[int, bytes]) -> bytes:
    """A packet; the authenticator proves nothing."""
    body = b"".join(bytes([kind, 2 + len(value)]) + value for kind, value in attributes)
    return struct.pack("!BBH", code, number, 20 + len(body)) + bytes([0x5A]) * 16 + body


def radius_session_ended_by_a_stranger() -> list[Frame]:
    """A session is known by its name at the gateway: who ends it names no subscriber."""
    three = b"\0\0\x28\xaf\1\x11" + imsi(1).encode()
    start = radius(4, 1, (26, three), (40, struct.pack("!I", 1)), (44, b"c0ffee01"), (8, wire.address("10.45.0.7")))
    end = radius(40, 9, (44, b"c0ffee01"))
    return on_wire(wire.udp(GGSN, 40100, AAA, 1813, start), wire.udp(AAA, 1813, GGSN, 40100, radius(5, 1)),
                   wire.udp(GUEST, 50000, GGSN, 3799, end), wire.udp(GGSN, 3799, GUEST, 50000, radius(41, 9)))


def radius_odd_port() -> list[Frame]:
    """On a port of its own it is known by bytes when they leave no doubt; a datagram that only begins like it is not."""
    told = radius(4, 1, (1, b"user1@example"), (40, struct.pack("!I", 1)), (44, b"c0ffee02"), (4, wire.address(GGSN)))
    like = struct.pack("!BBH", 1, 7, 40) + bytes(range(36))
    return on_wire(wire.udp(GGSN, 40100, AAA, 21812, told), wire.udp(ENB, 40200, AAA, 21900, like))


# --- SMPP -----------------------------------------------------------------------------------------

def smpp(command: int, sequence: int, body: bytes = b"", status: int = 0) -> bytes:
    """A PDU."""
    return struct.pack("!IIII", 16 + len(body), command, status, sequence) + body


def smpp_message_followed() -> list[Frame]:
    """On a port of its own; one who only knows a message's name asks about it, and so about its receiver."""
    bind = b"esme1\0secret1\0TEST\0\x34\1\1\0"
    send = b"\0\3\0" + b"4321\0" + b"\1\1" + b"999200000001\0" + bytes(3) + b"\0\0" + b"\1\0\0\0\4test"
    forth = smpp(9, 1, bind) + smpp(4, 2, send)
    back = smpp(0x80000009, 1, b"smsc1\0") + smpp(0x80000004, 2, b"id1\0")
    ask = smpp(3, 3, b"id1\0\3\0" + b"4321\0")
    told = smpp(0x80000003, 3, b"id1\0\0\2\0")
    at, to = 1000 + len(forth), 5000 + len(back)
    return on_wire(wire.tcp(ESME, 41001, SMSC, 12775, 999, flags=2), wire.tcp(SMSC, 12775, ESME, 41001, 4999, b"", 1000, 0x12),
                   wire.tcp(ESME, 41001, SMSC, 12775, 1000, forth, 5000), wire.tcp(SMSC, 12775, ESME, 41001, 5000, back, at),
                   wire.tcp(ESME, 41001, SMSC, 12775, at, ask, to), wire.tcp(SMSC, 12775, ESME, 41001, to, told, at + len(ask)))


# --- The radio access' protocols ------------------------------------------------------------------

def x2ap_bundled() -> list[Frame]:
    """Each DATA chunk is a message, and payload protocol 0 falls back to bytes and port."""
    names = [field(10, Per().integer(7, 0, 4095)), field(9, Per().integer(8, 0, 4095))]
    status, release = pdu(REQUEST, 4, *names), pdu(REQUEST, 5, *names)
    return on_wire(sctp(ENB, ENB2, 36422, 27, status, status), sctp(ENB2, ENB, 36422, 0, release, forth=False))


def f1ap_choice_without_extension() -> list[Frame]:
    """Its kinds of PDU are 0x00, 0x40 and 0x80; another's 0x20 is none of them."""
    number = field(78, Per().put(0, 1).octets(b"\2"))
    one = Per().put(REQUEST, 2).octets(b"\0").put(0, 2).open(container(number)).made()
    two = Per().put(SUCCESS, 2).octets(b"\0").put(0, 2).open(container(number)).made()
    other = pdu(SUCCESS, 0, number)
    return on_wire(sctp("192.0.2.41", "192.0.2.42", 38472, 62, one), sctp("192.0.2.42", "192.0.2.41", 38472, 62, two, forth=False),
                   sctp("192.0.2.41", "192.0.2.42", 38472, 62, other, at=2))


def ranap_pdu(kind: int, procedure: int, *fields: bytes) -> bytes:
    """Its SEQUENCE has a bit for extensions too."""
    inner = Per().put(0, 2).octets(len(fields).to_bytes(2, "big")).octets(b"".join(fields)).made()
    return Per().put(kind, 3).octets(bytes([procedure])).put(0, 2).open(inner).made()


def ranap_named_by_the_core() -> list[Frame]:
    """A UE comes by a temporary name; the core says on the same connection whose it is; then its keys and tunnel."""
    lai = PLMN + b"\0\x2a"
    nas = b"\x05\x24\x11\x03\x33\x19\xa2\x05\xf4\xc0\xff\xee\x01"
    digits = wire.tbcd(imsi(1))
    comes = ranap_pdu(REQUEST, 19, field(3, Per().put(0, 1), 1), field(15, Per().put(0, 1).octets(lai), 1), field(
        58, Per().put(0, 1).octets(lai + b"\0\7"), 1), field(16, Per().open(nas), 1))
    named = ranap_pdu(REQUEST, 15, field(23, Per().put(0, 1).integer(len(digits), 3, 8).octets(digits), 1))
    keys = ranap_pdu(REQUEST, 6, field(12, Per().put(0, 1).integer(1, 1, 16).put(0, 4).octets(bytes([0x11]) * 16)))
    taken = ranap_pdu(SUCCESS, 6, field(6, Per().put(0, 4)), field(5, Per().put(0, 4), 1))
    nsap = NSAP_IPV4 + wire.address("192.0.2.51") + bytes(13)
    bearer = Per().sequence(True, True, False, False).put(5, 8).put(0, 1).integer(160, 1, 160).octets(nsap)
    bearer.put(0, 1).put(0, 1).octets(b"\0\0\x70\1")
    listed = Per().integer(1, 1, 256).octets(b"\0\1" + field(51, bearer, 1))
    asked, given = ranap_pdu(REQUEST, 0), ranap_pdu(3, 0, field(52, listed, 1))

    def rua(message: bytes, first: bool = False) -> bytes:
        head = [field(7, Per().put(0, 1)), field(3, b"\0\2\7"), *([field(6, Per().put(0, 1).put(1, 1))] if first else [])]
        return pdu(REQUEST, 1 if first else 2, *head, field(4, Per().open(message)))

    home, gate = "192.0.2.61", "198.51.100.61"
    plan = ((home, gate, comes, True), (gate, home, named, False), (gate, home, keys, False), (home, gate, taken, False),
            (gate, home, asked, False), (home, gate, given, False))
    sent = {home: 0, gate: 0}
    packets = []
    for source, target, message, first in plan:
        sent[source] += 1
        packets.append(sctp(source, target, 29169, 19, rua(message, first), forth=source == home, at=sent[source]))
    return on_wire(*packets)
