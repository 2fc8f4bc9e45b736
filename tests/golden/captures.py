"""The captures of the golden tests, made when they run: a function a capture, its name with dashes.

Those named after a bug stand for one that another tool had on this ground.
"""
from __future__ import annotations

import struct
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
import wire  # noqa: E402
from wire import Frame, ie, ie2  # noqa: E402

START = 1767225600.0  # 2026-01-01
MME, HSS, STRANGER = "192.0.2.1", "192.0.2.2", "198.51.100.66"
SMF, UPF, GNB, COLLECTOR = "10.0.0.7", "10.0.0.8", "10.0.1.21", "203.0.113.9"
SGW = "192.0.2.3"
HOME = "epc.mnc001.mcc001.3gppnetwork.org"
S6A = 16777251
AIR, ULR, PPID = 318, 316, 46


def imsi(number: int) -> str:
    """A test subscriber."""
    return f"00101{number:010}"


def on_wire(*packets: bytes, step: float = 0.01) -> list[Frame]:
    """Ethernet frames, a step apart."""
    return [(START + step * at, wire.ethernet(packet)) for at, packet in enumerate(packets)]


# --- Diameter -------------------------------------------------------------------------------------

def s6a(command: int, hop: int, *avps: bytes, request: bool = True, host: str = "mme1", realm: str = HOME,
        target: str = HOME) -> bytes:
    """A message of S6a with the names of both sides."""
    session = wire.avp_text(263, f"{host}.{realm};1;{hop}")
    names = [wire.avp_text(264, f"{host}.{realm}"), wire.avp_text(296, realm)]
    to = [wire.avp_text(283, target)] if request else []
    return wire.diameter(command, S6A, hop, session, wire.avp_number(277, 1), *names, *to, *avps, request=request)


def user(number: int) -> bytes:
    """User-Name."""
    return wire.avp_text(1, imsi(number))


def visited(mcc: str = "001", mnc: str = "01") -> bytes:
    """Visited-PLMN-Id (TS 29.272 7.3.9)."""
    return wire.avp(1407, wire.plmn(mcc, mnc), 10415)


def vectors() -> bytes:
    """Authentication-Info with one E-UTRAN vector of obvious values (TS 29.272 7.3.17, 7.3.18)."""
    parts = [wire.avp(code, bytes([fill]) * size, 10415)
             for code, fill, size in ((1447, 0x11, 16), (1448, 0x22, 8), (1449, 0x33, 16), (1450, 0x44, 32))]
    return wire.avp(1413, wire.avp(1414, b"".join(parts), 10415), 10415)


def ok() -> bytes:
    """Result-Code DIAMETER_SUCCESS."""
    return wire.avp_number(268, 2001)


def no_user() -> bytes:
    """Experimental-Result DIAMETER_ERROR_USER_UNKNOWN (TS 29.272 7.4.3)."""
    return wire.avp(297, wire.avp_number(266, 10415) + wire.avp_number(298, 5001))


def chunk(tsn: int, payload: bytes, ppid: int = PPID, **more: int) -> bytes:
    """One DATA chunk from the MME."""
    return wire.sctp(MME, 3868, HSS, 3868, wire.sctp_data(tsn, payload, ppid, **more))


def back(tsn: int, payload: bytes) -> bytes:
    """One DATA chunk from the HSS."""
    return wire.sctp(HSS, 3868, MME, 3868, wire.sctp_data(tsn, payload, PPID))


def diameter_proxiable() -> list[Frame]:
    """Flags 0xC0 are a request; the command code has 24 bits."""
    return on_wire(chunk(1, s6a(AIR, 1, user(1), visited())),
                   back(1, s6a(AIR, 1, ok(), vectors(), request=False, host="hss1")))


def asked_and_answered(hop: int, command: int, number: int, *answer: bytes) -> list[bytes]:
    """A request of the MME and the HSS's answer."""
    return [chunk(hop, s6a(command, hop, user(number), visited())),
            back(hop, s6a(command, hop, *answer, request=False, host="hss1"))]


def diameter_busy_mme() -> list[Frame]:
    """Eighty subscribers in a row, each of them registers: a load test, or a Monday morning."""
    packets = []
    for number in range(80):
        packets += asked_and_answered(2 * number + 1, AIR, number, ok(), vectors())
        packets += asked_and_answered(2 * number + 2, ULR, number, ok())
    return on_wire(*packets, step=0.5)


def diameter_harvest() -> list[Frame]:
    """Eighty subscribers in a row, none of them registers; every third is not known."""
    packets = []
    for number in range(80):
        answer = [no_user()] if number % 3 == 2 else [ok(), vectors()]
        packets += asked_and_answered(number + 1, AIR, number, *answer)
    return on_wire(*packets, step=0.5)


def diameter_vectors_abroad() -> list[Frame]:
    """Vectors for a network of another country."""
    realm = "epc.mnc070.mcc999.3gppnetwork.org"
    return on_wire(chunk(1, s6a(AIR, 1, user(1), visited("999", "70"), host="mme9", realm=realm)),
                   back(1, s6a(AIR, 1, ok(), vectors(), request=False, host="hss1")))


def diameter_vectors_refused() -> list[Frame]:
    """Asked from abroad, refused: no vector passed."""
    realm = "epc.mnc070.mcc999.3gppnetwork.org"
    return on_wire(chunk(1, s6a(AIR, 1, user(1), visited("999", "70"), host="mme9", realm=realm)),
                   back(1, s6a(AIR, 1, no_user(), request=False, host="hss1")))


# --- SCTP -----------------------------------------------------------------------------------------

def halves(payload: bytes) -> tuple[bytes, bytes]:
    """Cut in two where nothing in Diameter ends."""
    return payload[:61], payload[61:]


def sctp_interleaved_streams() -> list[Frame]:
    """Fragments of two streams in turn: glued by stream, not by arrival."""
    one, two = halves(s6a(AIR, 1, user(1))), halves(s6a(AIR, 2, user(2)))
    return on_wire(chunk(1, one[0], stream=1, flags=2), chunk(2, two[0], stream=2, flags=2),
                   chunk(3, one[1], stream=1, flags=1), chunk(4, two[1], stream=2, flags=1))


def sctp_tsn_wrap() -> list[Frame]:
    """A message over the end of the numbers."""
    one = halves(s6a(AIR, 1, user(1)))
    return on_wire(chunk(0xFFFFFFFF, one[0], flags=2), chunk(0, one[1], flags=1), chunk(1, s6a(AIR, 2, user(2)), ssn=1))


def sctp_late_fragment() -> list[Frame]:
    """The end first; the frame is the one that completes the message."""
    one = halves(s6a(AIR, 1, user(1)))
    return on_wire(chunk(2, one[1], flags=1), chunk(3, s6a(AIR, 2, user(2)), ssn=1), chunk(1, one[0], flags=2))


def sctp_first_fragment_only() -> list[Frame]:
    """A beginning without an end is a blind spot."""
    return on_wire(chunk(1, halves(s6a(AIR, 1, user(1)))[0], flags=2), chunk(9, s6a(AIR, 2, user(2)), ssn=1))


def sctp_bundled() -> list[Frame]:
    """Two messages in one packet, the first padded, the last without padding."""
    odd = s6a(AIR, 1, user(1))
    last = wire.sctp_data(2, s6a(AIR, 2, user(2)), PPID, ssn=1)
    return on_wire(wire.sctp(MME, 3868, HSS, 3868, wire.sctp_data(1, odd, PPID), last))


def initial(kind: int, source: str, target: str, other: str, tag: int) -> bytes:
    """INIT (1) or INIT ACK (2) that names another address of the sender (RFC 9260 3.3.2)."""
    parameter = struct.pack("!HH", 5, 8) + wire.address(other)
    body = struct.pack("!IIHHI", int.from_bytes(wire.address(source), "big"), 65536, 4, 4, 1) + parameter
    whole = struct.pack("!BBH", kind, 0, 4 + len(body)) + body
    return wire.ip(source, target, wire.SCTP, struct.pack("!HHII", 3868, 3868, tag, 0) + whole)


def sctp_multihomed() -> list[Frame]:
    """Asked on one path, answered on the other: one association, a pair, and one element a side."""
    tag = wire.address(MME)
    answer = bytearray(wire.sctp("198.51.100.2", 3868, "198.51.100.1", 3868,
                                 wire.sctp_data(1, s6a(AIR, 1, ok(), vectors(), request=False, host="hss1"), PPID)))
    answer[24:28] = tag
    return on_wire(initial(1, MME, HSS, "198.51.100.1", 0), initial(2, HSS, MME, "198.51.100.2", int.from_bytes(tag, "big")),
                   chunk(1, s6a(AIR, 1, user(1), visited())), bytes(answer))


def sctp_ppid_zero() -> list[Frame]:
    """No payload protocol: known by port and bytes."""
    return on_wire(chunk(1, s6a(AIR, 1, user(1)), ppid=0))


# --- TCP ------------------------------------------------------------------------------------------

def stream(*pieces: tuple[int, bytes]) -> list[Frame]:
    """Segments from the MME, each with its place in the stream."""
    return on_wire(*[wire.tcp(MME, 40000, HSS, 3868, 1000 + at, data) for at, data in pieces])


def tcp_reordered() -> list[Frame]:
    """The middle comes last."""
    data = s6a(AIR, 1, user(1)) + s6a(AIR, 2, user(2))
    return stream((0, data[:50]), (200, data[200:]), (50, data[50:200]))


def tcp_overlap() -> list[Frame]:
    """The first bytes count; the second telling of them is another."""
    data = s6a(AIR, 1, user(1))
    return stream((0, data[:100]), (50, bytes(50) + data[100:150]), (150, data[150:]))


def tcp_mid_stream() -> list[Frame]:
    """The capture begins in the middle of a message."""
    data = s6a(AIR, 1, user(1))
    return stream((0, data[120:]), (len(data) - 120, s6a(AIR, 2, user(2))))


# --- IP and tunnels -------------------------------------------------------------------------------

def heartbeat() -> bytes:
    """A PFCP message as payload."""
    return wire.pfcp(1, None, 7, ie(96, b"\0\0\0\1"))


def ip_last_fragment_df() -> list[Frame]:
    """The last fragment has DF set: put together all the same, and told."""
    whole = wire.udp(SMF, 8805, UPF, 8805, wire.pfcp(1, None, 7, ie(96, b"\0\0\0\1"), ie(500, bytes(40))))[20:]
    return on_wire(wire.ip(SMF, UPF, 17, whole[:32], 5, flags=1), wire.ip(SMF, UPF, 17, whole[32:], 5, flags=2, offset=32))


def tunnels_nested() -> list[Frame]:
    """PFCP in Ethernet in VXLAN in GRE."""
    inner = wire.ethernet(wire.udp(SMF, 8805, UPF, 8805, heartbeat()))
    vxlan = wire.udp("203.0.113.1", 50000, "203.0.113.2", 4789, struct.pack("!II", 0x08000000, 77 << 8) + inner)
    return on_wire(wire.gre("203.0.113.3", "203.0.113.4", vxlan))


def tunnels_too_deep() -> list[Frame]:
    """More tunnels than anybody builds."""
    packet = wire.udp(SMF, 8805, UPF, 8805, heartbeat())
    for level in range(12):
        packet = wire.gre(f"203.0.113.{2 * level + 1}", f"203.0.113.{2 * level + 2}", packet)
    return on_wire(packet)


# --- GTP ------------------------------------------------------------------------------------------

def create_session(seq: int, number: int, teid: int) -> bytes:
    """Create Session Request from the MME with its own tunnel end."""
    return wire.gtpv2(32, 0, seq, ie2(1, wire.tbcd(imsi(number))), ie2(82, b"\x06"), ie2(71, wire.labels("internet")),
                      wire.fteid2(10, teid, MME))


def created(seq: int, peer: int, own: int) -> bytes:
    """Create Session Response with the SGW's tunnel end."""
    return wire.gtpv2(33, peer, seq, ie2(2, b"\x10\x00"), wire.fteid2(11, own, SGW))


def s11(*messages: tuple[bool, bytes]) -> list[Frame]:
    """Between MME (True) and SGW (False)."""
    return on_wire(*[wire.udp(MME, 2123, SGW, 2123, data) if asks else wire.udp(SGW, 2123, MME, 2123, data)
                     for asks, data in messages])


def gtpv2_teid_reused() -> list[Frame]:
    """The SGW gives the same tunnel end out again: from then on it is another person's."""
    modify = wire.gtpv2(34, 0x51, 3, ie2(82, b"\x06"))
    again = wire.gtpv2(34, 0x51, 6, ie2(82, b"\x06"))
    return s11((True, create_session(1, 1, 0x41)), (False, created(1, 0x41, 0x51)), (True, modify),
               (False, wire.gtpv2(35, 0x41, 3, ie2(2, b"\x10\x00"))),
               (True, create_session(5, 2, 0x42)), (False, created(5, 0x42, 0x51)), (True, again))


def gtpv2_piggybacked() -> list[Frame]:
    """Create Session Response with a Create Bearer Request behind it: two messages."""
    first = bytearray(created(1, 0x41, 0x51))
    first[0] |= 0x10
    second = wire.gtpv2(95, 0x41, 9, ie2(73, b"\x05"))
    return s11((True, create_session(1, 1, 0x41)), (False, bytes(first) + second))


def echo_knock() -> list[Frame]:
    """An Echo with a key of somebody's own where no Echo has bytes, answered in kind."""
    key = bytes.fromhex("5a17c39e")
    ask = bytes.fromhex("01011000d2040000") + bytes(9) + key
    answer = bytes.fromhex("01020012d20400000000000000000b0000") + key + bytes.fromhex("000200783f")
    return on_wire(wire.udp(STRANGER, 40123, SGW, 2123, ask), wire.udp(SGW, 2123, STRANGER, 40123, answer))


def echo_knock_unanswered() -> list[Frame]:
    """The same without an answer: an attempt."""
    return echo_knock()[:1]


def echo_innocent() -> list[Frame]:
    """Echoes as they may be: Recovery, private extensions, both versions."""
    private = bytes([255]) + struct.pack("!HH", 2 + 21, 2011) + bytes(21)
    return on_wire(wire.udp(MME, 2123, SGW, 2123, wire.gtpv1(1, 0, b"", 5)),
                   wire.udp(SGW, 2123, MME, 2123, wire.gtpv1(2, 0, b"\x0e\x07", 5)),
                   wire.udp(MME, 2123, SGW, 2123, wire.gtpv1(1, 0, private, 6)),
                   wire.udp(SGW, 2123, MME, 2123, wire.gtpv1(2, 0, b"\x0e\x07" + private, 6)),
                   wire.udp(MME, 2123, SGW, 2123, wire.gtpv2(1, None, 7, ie2(3, b"\x07"))),
                   wire.udp(SGW, 2123, MME, 2123, wire.gtpv2(2, None, 7, ie2(3, b"\x07"), ie2(152, b"\0"))))


# --- PFCP -----------------------------------------------------------------------------------------

def far(number: int, action: int, *more: bytes) -> bytes:
    """Create FAR."""
    return ie(3, ie(108, struct.pack("!I", number)), ie(44, bytes([action, 0])), *more)


def n4(source: str, target: str, payload: bytes) -> bytes:
    """Between SMF and UPF."""
    return wire.udp(source, 8805, target, 8805, payload)


def session(*rules: bytes, five_g: bool = True) -> list[bytes]:
    """A session with a first rule that forwards, and more rules."""
    detect = ie(2, ie(20, b"\0"), ie(124, b"\x09")) if five_g else ie(2, ie(20, b"\0"))
    pdr = ie(1, ie(56, b"\0\1"), ie(29, struct.pack("!I", 100)), detect, ie(108, struct.pack("!I", 1)))
    ask = wire.pfcp(50, 0, 1, wire.node_id(SMF), wire.f_seid(3, SMF), wire.user_imsi(imsi(3)), pdr,
                    far(1, 2, ie(4, ie(42, b"\0"), wire.outer_header(0x500, GNB))), *rules)
    return [n4(SMF, UPF, ask), n4(UPF, SMF, wire.pfcp(51, 3, 1, wire.node_id(UPF), ie(19, b"\1"), wire.f_seid(0x13, UPF)))]


def to_collector(kind: int) -> bytes:
    """(Update) Duplicating Parameters."""
    return ie(kind, ie(42, b"\1"), wire.outer_header(0xC0FFEE, COLLECTOR))


def copies(count: int) -> list[bytes]:
    """G-PDUs to the gNB, each with a copy to the collector."""
    inner = wire.udp("198.51.100.80", 443, "10.45.1.3", 40000, bytes(100))
    sent = []
    for _ in range(count):
        sent += [wire.udp(UPF, 2152, GNB, 2152, wire.g_pdu(0x500, inner)),
                 wire.udp(UPF, 2152, COLLECTOR, 2152, wire.g_pdu(0xC0FFEE, inner))]
    return sent


def modify(action: int, *more: bytes, cause: int = 1) -> list[bytes]:
    """Update FAR of rule 1, and the answer."""
    ask = wire.pfcp(52, 0x13, 2, ie(10, ie(108, struct.pack("!I", 1)), ie(44, bytes([action, 0])), *more))
    return [n4(SMF, UPF, ask), n4(UPF, SMF, wire.pfcp(53, 3, 2, ie(19, bytes([cause]))))]


def pfcp_copy() -> list[Frame]:
    """N4: set up clean, modified to duplicate, accepted, and the copies leave."""
    return on_wire(*session(), *modify(0x12, to_collector(105)), *copies(3))


def pfcp_copy_set_up() -> list[Frame]:
    """N4: duplicated from the beginning; no copy seen."""
    return on_wire(*session(far(2, 0x12, to_collector(5))))


def pfcp_copy_refused() -> list[Frame]:
    """The UPF refuses: an attempt."""
    return on_wire(*session(), *modify(0x12, to_collector(105), cause=64))


def pfcp_handover() -> list[Frame]:
    """Buffered, notified, forwarded to another gNB, DFRT for redundancy: nothing is duplicated."""
    moved = ie(11, ie(42, b"\0"), wire.outer_header(0x501, "10.0.1.22"))
    redundant = wire.pfcp(52, 0x13, 3, ie(10, ie(108, struct.pack("!I", 1)), ie(44, b"\x02\x01")))
    return on_wire(*session(), *modify(0x0C), *modify(0x02, moved), n4(SMF, UPF, redundant),
                   n4(UPF, SMF, wire.pfcp(53, 3, 3, ie(19, b"\1"))))


def pfcp_bundled() -> list[Frame]:
    """Two messages in one datagram (FO)."""
    first = bytearray(wire.pfcp(54, 0x13, 8))
    first[0] |= 0x04
    return on_wire(n4(SMF, UPF, bytes(first) + wire.pfcp(54, 0x14, 9)))
