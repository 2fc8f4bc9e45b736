"""NGAP and S1AP: what others got wrong on this ground, and a UE on its way through the network."""
from __future__ import annotations

import struct

from apdu import FAILURE, PLMN, REQUEST, SUCCESS, Per, cause, field, pdu
from captures import on_wire
import wire
from wire import Frame

AMF, GNB, GNB2, OTHER = "192.0.2.10", "192.0.2.21", "192.0.2.22", "198.51.100.21"
MME, ENB = "192.0.2.11", "192.0.2.23"
NGAP, S1AP = 60, 18


def at(tag: int, packet: bytes) -> bytes:
    """The same packet under another verification tag: another association."""
    return packet[:24] + tag.to_bytes(4, "big") + packet[28:]


def up(tsn: int, *messages: bytes, gnb: str = GNB, port: int = 40021, ppid: int = NGAP) -> bytes:
    """From the radio access."""
    chunks = [wire.sctp_data(tsn + n, message, ppid, ssn=tsn + n) for n, message in enumerate(messages)]
    return wire.sctp(gnb, port, AMF, 38412, *chunks)


def down(tsn: int, *messages: bytes, gnb: str = GNB, port: int = 40021) -> bytes:
    """From the AMF."""
    chunks = [wire.sctp_data(tsn + n, message, NGAP, ssn=tsn + n) for n, message in enumerate(messages)]
    return wire.sctp(AMF, 38412, gnb, port, *chunks)


def ids(core: int, ran: int) -> list[bytes]:
    """AMF-UE-NGAP-ID and RAN-UE-NGAP-ID."""
    return [field(10, Per().integer(core, 0, 2**40 - 1)), field(85, Per().integer(ran, 0, 2**32 - 1))]


def ran(number: int) -> bytes:
    """RAN-UE-NGAP-ID."""
    return field(85, Per().integer(number, 0, 2**32 - 1))


def place(cell: int = 0x123456789) -> bytes:
    """UserLocationInformation."""
    return field(121, Per().put(1, 2).sequence(False, False).cell(cell, 36).tai(b"\0\0\1"), 1)


def tmsi(number: int) -> bytes:
    """5G-S-TMSI."""
    return field(26, Per().sequence(False).put(1, 10).put(2, 6).octets(number.to_bytes(4, "big")))


def nas(*body: int) -> bytes:
    """NAS-PDU: a plain message of 5GMM."""
    return field(38, Per().open(bytes([0x7E, 0, *body])))


def why(group: int, value: int) -> bytes:
    """Cause."""
    return field(15, cause(group, value, (45, 2, 4, 7, 6)[group]), 1)


def key() -> bytes:
    """SecurityKey."""
    return field(94, bytes([0x11]) * 32)


def comes(number: int, ran_id: int) -> bytes:
    """InitialUEMessage with a service request, which says who it is."""
    return pdu(REQUEST, 15, ran(ran_id), nas(0x4C, 0x10, 0, 7, 0xF4, 0, 0x42, *number.to_bytes(4, "big")), place(),
               tmsi(number))


def ngap_bundled() -> list[Frame]:
    """Three messages in one packet: each is one (5g-trace-visualizer #27)."""
    return on_wire(up(1, comes(0xC0FFEE01, 1), pdu(REQUEST, 46, *ids(7, 1), nas(0x43), place()),
                      pdu(REQUEST, 42, *ids(7, 1), why(0, 20))))


def ngap_ppid_zero() -> list[Frame]:
    """No payload protocol on its port, and on another port with it: known by bytes."""
    return on_wire(up(1, comes(0xC0FFEE01, 1), ppid=0), wire.sctp(OTHER, 5000, AMF, 5001, wire.sctp_data(
        1, comes(0xC0FFEE02, 2), 0)))


def ngap_quoted_procedure() -> list[Frame]:
    """Criticality Diagnostics names a procedure: that is no message of it."""
    quoted = field(19, Per().sequence(True, True, False, False, False).octets(b"\x0e").put(0, 2))
    return on_wire(up(1, pdu(REQUEST, 9, *ids(7, 1), why(3, 4), quoted)))


def ngap_fragmented() -> list[Frame]:
    """A UE's capabilities of 17 kB: the PDU comes in fragments of PER, what is behind them is read."""
    big = field(117, Per().open(bytes(17000)), 1)
    return on_wire(up(1, comes(0xC0FFEE01, 1)), up(2, pdu(REQUEST, 44, *ids(7, 1), big, place())))


def ngap_identifier_again() -> list[Frame]:
    """The radio access gives an identifier out a second time: what follows is the second UE's."""
    return on_wire(up(1, comes(0xC0FFEE01, 1)), down(1, pdu(REQUEST, 14, *ids(7, 1), key())), up(2, pdu(
        REQUEST, 42, *ids(7, 1), why(0, 20))), up(3, comes(0xC0FFEE02, 1)), down(2, pdu(REQUEST, 14, *ids(8, 1), key())))


def ngap_handover() -> list[Frame]:
    """From one node to the next through the core, and back by itself: one UE all the way."""
    container = field(101, Per().open(bytes([0x77]) * 40))
    there, back = {"gnb": GNB2, "port": 40022}, {"gnb": GNB, "port": 40021}
    return on_wire(
        up(1, comes(0xC0FFEE01, 1), **back), down(1, pdu(REQUEST, 14, *ids(7, 1), key()), **back),
        up(2, pdu(SUCCESS, 14, *ids(7, 1)), **back), up(3, pdu(REQUEST, 12, *ids(7, 1), why(0, 16), container), **back),
        at(7, down(1, pdu(REQUEST, 13, ids(8, 0)[0], why(0, 16), container), **there)),
        at(8, up(1, pdu(SUCCESS, 13, *ids(8, 5)), **there)), down(2, pdu(SUCCESS, 12, *ids(7, 1)), **back),
        at(8, up(2, pdu(REQUEST, 11, *ids(8, 5), place(0x123456701)), **there)),
        up(4, pdu(REQUEST, 25, ran(2), field(100, Per().integer(8, 0, 2**40 - 1)), place()), **back),
        down(3, pdu(SUCCESS, 25, *ids(9, 2), field(93, Per().sequence(False).put(2, 3).octets(bytes([0x22]) * 32))), **back),
        down(4, pdu(REQUEST, 16, *ids(9, 2), field(33, Per().sequence(False, False, False).put(0, 5), 1)), **back),
        up(5, pdu(REQUEST, 18, *ids(9, 2), place()), **back))


def begins(kind: int, source: str, target: str, ports: tuple[int, int], other: str, tag: int) -> bytes:
    """INIT (1) or INIT ACK (2) that names another address of the sender (RFC 9260 3.3.2)."""
    body = struct.pack("!IIHHIHH", int.from_bytes(wire.address(source), "big"), 65536, 4, 4, 1, 5, 8) + wire.address(other)
    whole = struct.pack("!BBH", kind, 0, 4 + len(body)) + body
    return wire.ip(source, target, wire.SCTP, struct.pack("!HHII", *ports, tag, 0) + whole)


def ngap_multihomed() -> list[Frame]:
    """A UE comes on one path and its context is set up on the other: one association (5g-trace-visualizer)."""
    second, far = "198.51.100.21", "198.51.100.10"
    there, back = (int.from_bytes(wire.address(host), "big") for host in (AMF, GNB))
    return on_wire(
        begins(1, GNB, AMF, (40021, 38412), second, 0), begins(2, AMF, GNB, (38412, 40021), far, back),
        at(there, up(1, comes(0xC0FFEE01, 1))),
        at(back, wire.sctp(far, 38412, second, 40021, wire.sctp_data(1, pdu(REQUEST, 14, *ids(7, 1), key()), NGAP))),
        at(there, up(2, pdu(SUCCESS, 14, *ids(7, 1)))))


def ngap_refused() -> list[Frame]:
    """A context that the node does not set up: refused, with the reason."""
    return on_wire(up(1, comes(0xC0FFEE01, 1)), down(1, pdu(REQUEST, 14, *ids(7, 1), key())), up(2, pdu(
        FAILURE, 14, *ids(7, 1), why(0, 21))))


def s1ap_paging_by_imsi() -> list[Frame]:
    """The IMSI in the clear to all cells of an area (TS 23.401 5.3.4.4), and a trace that leaves for elsewhere."""
    whom = field(43, Per().put(0, 1).put(1, 1).integer(8, 3, 8).octets(b"\x00\x01\x01\0\0\0\0\xf1"), 1)
    area = Per().integer(1, 1, 256).octets(field(47, Per().sequence(False).tai(b"\0\1")))
    trace = field(25, Per().sequence(False).octets(PLMN + b"\0\0\1\0\1").put(0xFF, 8).put(0, 1).put(2, 3).address(
        "203.0.113.9"), 1)
    pair = [field(0, Per().integer(7, 0, 2**32 - 1)), field(8, Per().integer(1, 0, 2**24 - 1))]
    messages = [pdu(REQUEST, 10, field(80, Per().put(1, 10), 1), whom, field(109, Per().put(0, 1), 1), field(46, area, 1)),
                pdu(REQUEST, 27, *pair, trace)]
    return on_wire(*[wire.sctp(MME, 36412, ENB, 40023, wire.sctp_data(1 + n, message, S1AP, ssn=n))
                     for n, message in enumerate(messages)])
