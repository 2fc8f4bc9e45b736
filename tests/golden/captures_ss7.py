"""Captures of SS7: what carries it, SCCP and ISUP. Those named after a bug stand for one that another tool had."""
from __future__ import annotations

import ss7
import wire
from ss7 import BICC, ISUP, SCCP, Link, Side
from wire import Frame

START = 1767225600.0  # 2026-01-01
ONE = Side("192.0.2.1", "1-2-3", "9990100001", 8)
TWO = Side("192.0.2.2", "4-5-6", "9990100002", 6)
ANNA, BERT, CLARA = "999200000001", "999200000002", "99920000003"
LINK = {"isup-on-mtp2": 140, "isup-on-mtp2-headed": 139, "isup-on-mtp3": 141, "sccp-link": 142}


def ether(*packets: bytes) -> list[Frame]:
    """Ethernet frames, half a second apart."""
    return [(START + 0.5 * at, wire.ethernet(packet)) for at, packet in enumerate(packets)]


def bare(*units: bytes) -> list[Frame]:
    """Frames of a link of SS7."""
    return [(START + 0.5 * at, unit) for at, unit in enumerate(units)]


def call(circuit: int, called: str, calling: str) -> list[tuple[Side, Side, bytes]]:
    """A call that is answered and cleared by who was called."""
    steps = [(ONE, TWO, ss7.iam(called, calling)), (TWO, ONE, ss7.acm()), (TWO, ONE, ss7.anm()),
             (TWO, ONE, ss7.rel(16)), (ONE, TWO, ss7.rlc())]
    return [(source, target, ss7.on_circuit(circuit, message)) for source, target, message in steps]


def handshake(link: Link) -> list[bytes]:
    """ASP up and active, each acknowledged, and a heartbeat (RFC 4666 3.5, 3.7)."""
    up, up_ack, active, active_ack, beat = 0x0301, 0x0304, 0x0401, 0x0403, 0x0303
    said = [(ONE, TWO, ss7.adapted(up)), (TWO, ONE, ss7.adapted(up_ack)), (ONE, TWO, ss7.adapted(active)),
            (TWO, ONE, ss7.adapted(active_ack)), (ONE, TWO, ss7.adapted(beat, ss7.parameter(9, b"beat")))]
    return [link.chunk(*one) for one in said]


def isup_and_sccp_on_one_link() -> list[Frame]:
    """arkime #4100: a capture that begins at the ASP handshake of a link that carries both."""
    link = Link("m3ua", ONE, TWO)
    packets = handshake(link)
    packets += [link.user(source, target, ISUP, user) for source, target, user in call(5, ANNA, BERT)]
    packets += [link.user(ONE, TWO, SCCP, ss7.udt(TWO.party(), ONE.party(), ss7.ask_imsi(1, ANNA))),
                link.user(TWO, ONE, SCCP, ss7.udt(ONE.party(), TWO.party(), ss7.tell_imsi(1, "001010000000001")))]
    return ether(*packets)


def isup_calls() -> list[Frame]:
    """Answered; busy; given up; diverted, with a national number; and the next one on the same circuit."""
    link = Link("m3ua", ONE, TWO)
    steps = call(7, ANNA, BERT)
    steps += [(source, target, ss7.on_circuit(7, message)) for source, target, message in (
        (ONE, TWO, ss7.iam(CLARA, BERT)), (TWO, ONE, ss7.acm()), (TWO, ONE, ss7.rel(17)), (ONE, TWO, ss7.rlc()))]
    steps += [(source, target, ss7.on_circuit(8, message)) for source, target, message in (
        (ONE, TWO, ss7.iam(ANNA, CLARA)), (ONE, TWO, ss7.rel(16)), (TWO, ONE, ss7.rlc()))]
    diverted = ss7.iam("200000001", "200000002", (11, ss7.number(ANNA)), (63, ss7.number("9991234", 4, 0x13)), nature=3)
    steps += [(ONE, TWO, ss7.on_circuit(8, diverted)), (TWO, ONE, ss7.on_circuit(8, ss7.anm((33, ss7.number(CLARA)))))]
    return ether(*(link.user(source, target, ISUP, user) for source, target, user in steps))


def bicc_call() -> list[Frame]:
    """ISUP's messages on a circuit of four bytes, the type of which is told as ISUP's (Q.1902.3)."""
    link = Link("m3ua", ONE, TWO)
    return ether(*(link.user(source, target, BICC, user[:2] + b"\0\0" + user[2:])
                   for source, target, user in call(7, ANNA, BERT)))


def isup_on_mtp2() -> list[Frame]:
    """Link type 140, with fill-in and status units between."""
    units = [ss7.mtp2(ss7.label(source.point, target.point, ISUP, user)) for source, target, user in call(9, ANNA, BERT)]
    return bare(bytes([0x81, 0x82, 0]), bytes([0x81, 0x82, 1, 0]), *units)


def isup_on_mtp2_headed() -> list[Frame]:
    """Link type 139, sequence numbers of either length."""
    return bare(*(ss7.mtp2_headed(ss7.label(source.point, target.point, ISUP, user), annex_a=bool(at % 2))
                  for at, (source, target, user) in enumerate(call(9, ANNA, BERT))))


def isup_on_mtp3() -> list[Frame]:
    """Link type 141, with what MTP3 tells itself."""
    units = [ss7.label(source.point, target.point, ISUP, user) for source, target, user in call(9, ANNA, BERT)]
    return bare(ss7.label(ONE.point, TWO.point, 0, b"\x16\x00"), *units)


def sccp_link() -> list[Frame]:
    """Link type 142: ends that only SCCP names, or nobody."""
    return bare(ss7.udt(TWO.party(), ONE.party(), ss7.ask_imsi(1, ANNA)),
                ss7.udt(ss7.address(6, point="4-5-6"), ss7.address(8, point="1-2-3"), ss7.ask_imsi(2, BERT)),
                ss7.udt(ss7.address(6), ss7.address(8), ss7.ask_imsi(3, CLARA)))


def sccp_carriers() -> list[Frame]:
    """The same request over M2UA, M2PA and SUA."""
    packets = []
    for layer in ("m2ua", "m2pa"):
        link = Link(layer, ONE, TWO)
        packets.append(link.user(ONE, TWO, SCCP, ss7.udt(TWO.party(), ONE.party(), ss7.ask_imsi(1, ANNA))))
    link = Link("sua", ONE, TWO)
    packets.append(link.chunk(ONE, TWO, ss7.sua(ss7.sua_address(0x0102, 8, ONE.title, ONE.point),
                                                ss7.sua_address(0x0103, 6, TWO.title), ss7.ask_imsi(1, ANNA))))
    return ether(*packets)


def sccp_in_pieces() -> list[Frame]:
    """Two messages in extended unitdata, interleaved; one in long unitdata; one whose second piece is missing."""
    link = Link("m3ua", ONE, TWO)
    pieces = [ss7.in_pieces(TWO.party(), ONE.party(), ss7.ask_imsi(at, ANNA), 10, at) for at in (1, 2)]
    users = [one for both in zip(*pieces) for one in both]
    users += ss7.in_pieces(TWO.party(), ONE.party(), ss7.ask_imsi(3, BERT), 20, 3, wide=True)
    cut = ss7.in_pieces(TWO.party(), ONE.party(), ss7.ask_imsi(4, CLARA), 10, 4)
    users += [cut[0], *cut[2:]]
    return ether(*(link.user(ONE, TWO, SCCP, user) for user in users))


def sccp_returned() -> list[Frame]:
    """Nobody is there: the request comes back, told as it was sent."""
    link = Link("m3ua", ONE, TWO)
    asked = ss7.ask_imsi(1, ANNA)
    return ether(link.user(ONE, TWO, SCCP, ss7.udt(TWO.party(), ONE.party(), asked)),
                 link.user(TWO, ONE, SCCP, ss7.udts(ONE.party(), TWO.party(), asked)))


def sccp_two_transfer_points() -> list[Frame]:
    """One node behind two transfer points that share the load, asked by the subscriber's number: one element."""
    link = Link("m3ua", ONE, TWO)
    packets = []
    for at, point in enumerate(("2-0-1", "2-0-2")):
        passed = Side(ONE.host, point, ONE.title, ONE.subsystem)
        packets.append(link.user(passed, TWO, SCCP, ss7.udt(ss7.address(6, ANNA), ONE.party(), ss7.ask_imsi(at, ANNA))))
    return ether(*packets)
