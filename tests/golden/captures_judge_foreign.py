"""Requests from other networks, and people who are followed: captures of foreign-request and subscriber-tracking."""
from __future__ import annotations

import wire
from captures import AIR, HOME, HSS, MME, PPID, START, ULR, imsi, ok, s6a, user, vectors, visited
from captures_map import CENTRE, CGI, QUINTUPLET, REGISTER, STRANGER, msisdn
from captures_map import HOME as HLR_NODE
from captures_map import imsi as imsi_bytes
from tcap import HLR, MSC, SCF, VLR, Network, Node, components, con, ctx, error, integer, invoke, isdn, map_context, octets
from tcap import request, response, result, seq, tcap
from wire import Frame

EDGE = "198.51.100.9"
ABROAD, THIRD = "epc.mnc070.mcc999.3gppnetwork.org", "epc.mnc002.mcc001.3gppnetwork.org"
IDR, CLR = 319, 317
LOCATION_SERVICE = Node("192.0.2.47", 2062, "9990100047")
GUEST = Node("198.51.100.7", 2071, "9997000021")
GUEST_HOME = Node("198.51.100.6", 2072, "9997000011")
GUEST_CENTRE = Node("198.51.100.31", 2073, "9997000031")
FOUND = seq(seq(con(0, integer(3), ctx(1, isdn(REGISTER.title)), con(3, ctx(0, CGI)))))


def exchange(net: Network, source: tuple[Node, int], target: tuple[Node, int], context: tuple[int, int], operation: int,
             argument: bytes, answer: bytes | None, refused: int = 0) -> None:
    """One operation in a dialogue of its own."""
    ours, name = net.dialogue(), map_context(*context)
    net.send(source, target, tcap(2, ours, None, request(name), components(invoke(1, operation, argument))))
    if refused:
        net.send(target, source, tcap(4, None, ours, response(name), components(error(1, refused))))
    elif answer is not None:
        net.send(target, source, tcap(4, None, ours, response(name), components(result(1, operation, answer))))


def where_is(net: Network, who: Node, number: int) -> None:
    """anyTimeInterrogation."""
    argument = seq(con(0, ctx(0, imsi_bytes(number))), con(1, ctx(0)), ctx(3, isdn(who.title)))
    exchange(net, (who, SCF), (HLR_NODE, HLR), (29, 3), 71, argument, FOUND)


def take_vectors(net: Network, who: Node, number: int) -> None:
    """sendAuthenticationInfo."""
    exchange(net, (who, VLR), (HLR_NODE, HLR), (14, 3), 56, seq(ctx(0, imsi_bytes(number)), integer(2)), con(3, con(1, QUINTUPLET)))


def register(net: Network, who: Node, number: int) -> None:
    """updateLocation."""
    place = seq(octets(imsi_bytes(number)), ctx(1, isdn(who.title)), octets(isdn(who.title)))
    exchange(net, (who, VLR), (HLR_NODE, HLR), (1, 3), 2, place, seq(octets(isdn(HLR_NODE.title))))


def route_message(net: Network, who: Node, number: int, to: Node) -> None:
    """sendRoutingInfoForSM."""
    ask = seq(ctx(0, msisdn(number)), ctx(1, b"\xff"), ctx(2, isdn(who.title)))
    exchange(net, (who, MSC), (HLR_NODE, HLR), (20, 3), 45, ask, seq(octets(imsi_bytes(number)), con(0, ctx(1, isdn(to.title)))))


def bring_message(net: Network, who: Node, number: int, to: Node) -> None:
    """mt-ForwardSM (TS 29.002 17.7.6), a text of no words."""
    text = seq(ctx(0, imsi_bytes(number)), ctx(4, isdn(who.title)), octets(bytes.fromhex("040b919999010000f1000062101000000000014f")))
    exchange(net, (who, MSC), (to, MSC), (25, 3), 44, text, seq())


def s6a_asked(at: float, source: str, target: str, command: int, hop: int, ours: tuple[str, str], theirs: tuple[str, str],
              asked: tuple[bytes, ...], answer: tuple[bytes, ...] | None) -> list[Frame]:
    """A request and its answer, each with the names (host, realm) of its sender."""
    ask = s6a(command, hop, *asked, host=ours[0], realm=ours[1], target=theirs[1])
    frames = [(at, wire.ethernet(wire.sctp(source, 3868, target, 3868, wire.sctp_data(hop, ask, PPID))))]
    if answer is not None:
        back = s6a(command, hop, *answer, request=False, host=theirs[0], realm=theirs[1])
        frames.append((at + 0.02, wire.ethernet(wire.sctp(target, 3868, source, 3868, wire.sctp_data(hop, back, PPID)))))
    return frames


def asks_the_mme(at: float, source: str, hop: int, number: int, who: tuple[str, str], answered: bool = True) -> list[Frame]:
    """Insert-Subscriber-Data that only asks for the location (IDR-Flags, TS 29.272 7.3.103, bit 3)."""
    flags = wire.avp_number(1490, 1 << 3, 10415)
    return s6a_asked(at, source, MME, IDR, hop, who, ("mme1", HOME), (user(number), flags), (ok(),) if answered else None)


def registers(at: float, source: str, hop: int, number: int, who: tuple[str, str], where: tuple[str, str]) -> list[Frame]:
    """Authentication-Information and Update-Location."""
    home = ("hss1", HOME)
    return [*s6a_asked(at, source, HSS, AIR, hop, who, home, (user(number), visited(*where)), (ok(), vectors())),
            *s6a_asked(at + 0.5, source, HSS, ULR, hop + 1, who, home, (user(number), visited(*where)), (ok(),))]


def foreign_request_found_location() -> list[Frame]:
    """A title of nobody asks the home register where three subscribers are, and is told."""
    net = Network(START, step=7)
    for number in range(1, 4):
        where_is(net, STRANGER, number)
    return net.frames


def foreign_request_innocent_location() -> list[Frame]:
    """The network's own location service asks the same."""
    net = Network(START, step=7)
    for number in range(1, 4):
        where_is(net, LOCATION_SERVICE, number)
    return net.frames


def foreign_request_found_vectors() -> list[Frame]:
    """A partner's register takes vectors of eight subscribers and registers one of them."""
    net = Network(START, step=3)
    for number in range(1, 9):
        take_vectors(net, GUEST, number)
    register(net, GUEST, 8)
    net.start += 60
    register(net, REGISTER, 20)
    return net.frames


def foreign_request_innocent_vectors() -> list[Frame]:
    """It registers each of them; three more are authenticated again whom it registered before."""
    net = Network(START, step=3)
    for number in range(1, 9):
        take_vectors(net, GUEST, number)
        register(net, GUEST, number)
    for number in range(9, 12):
        take_vectors(net, GUEST, number)
    net.start += 60
    register(net, REGISTER, 20)
    return net.frames


def foreign_request_found_taken() -> list[Frame]:
    """A partner's title asks where to deliver, registers who is at home, and gets his next message."""
    net = Network(START, step=1)
    take_vectors(net, REGISTER, 1)
    register(net, REGISTER, 1)
    net.start += 200
    route_message(net, GUEST, 1, REGISTER)
    register(net, GUEST, 1)
    net.start += 20
    route_message(net, CENTRE, 1, GUEST)
    bring_message(net, CENTRE, 1, GUEST)
    return net.frames


def foreign_request_innocent_taken() -> list[Frame]:
    """Who crosses the border is authenticated in the partner's network first; then his message goes there."""
    net = Network(START, step=1)
    take_vectors(net, REGISTER, 1)
    register(net, REGISTER, 1)
    net.start += 200
    take_vectors(net, GUEST, 1)
    register(net, GUEST, 1)
    net.start += 20
    route_message(net, CENTRE, 1, GUEST)
    bring_message(net, CENTRE, 1, GUEST)
    return net.frames


def foreign_request_found_stranger() -> list[Frame]:
    """A register of a network that is no partner registers a subscriber."""
    net = Network(START, step=1)
    take_vectors(net, STRANGER, 1)
    register(net, STRANGER, 1)
    return net.frames


def foreign_request_innocent_stranger() -> list[Frame]:
    """A partner's does, and its home register inserts data of a guest of ours, who is its own subscriber."""
    net = Network(START, step=1)
    take_vectors(net, GUEST, 1)
    register(net, GUEST, 1)
    exchange(net, (GUEST_HOME, HLR), (REGISTER, VLR), (16, 3), 7,
             seq(ctx(0, wire.tbcd("999700000000001")), ctx(1, isdn("99970000001"))), seq())
    return net.frames


def foreign_request_found_cell() -> list[Frame]:
    """A node of a third network asks the MME for the cell of people who are not its subscribers; once unanswered."""
    who = ("hss9", THIRD)
    return [*asks_the_mme(START, EDGE, 1, 1, who), *asks_the_mme(START + 30, EDGE, 2, 2, who),
            *asks_the_mme(START + 60, EDGE, 3, 3, who, answered=False)]


def foreign_request_innocent_cell() -> list[Frame]:
    """Our HSS asks the same; a partner's node registers our subscriber, whom it authenticated."""
    return [*asks_the_mme(START, HSS, 1, 1, ("hss1", HOME)), *asks_the_mme(START + 30, HSS, 2, 2, ("hss1", HOME)),
            *registers(START + 60, EDGE, 3, 3, ("mme9", ABROAD), ("999", "70"))]


def subscriber_tracking_found() -> list[Frame]:
    """A title of nobody asks six times in half an hour where one subscriber is."""
    net = Network(START)
    for _ in range(6):
        where_is(net, STRANGER, 1)
        net.start += 300
    return net.frames


def subscriber_tracking_innocent() -> list[Frame]:
    """The network's own location service does; and it asks for others too."""
    net = Network(START)
    for number in range(6):
        where_is(net, LOCATION_SERVICE, 1)
        where_is(net, LOCATION_SERVICE, number + 2)
        net.start += 300
    return net.frames


def followed_by_messages(delivers: bool) -> list[Frame]:
    """A partner's SMSC asks where to deliver to one subscriber, six times; ours delivers what it asks for."""
    net = Network(START)
    for number in range(6):
        route_message(net, GUEST_CENTRE, 1, REGISTER)
        if delivers:
            bring_message(net, GUEST_CENTRE, 1, REGISTER)
        route_message(net, CENTRE, number + 2, REGISTER)
        bring_message(net, CENTRE, number + 2, REGISTER)
        net.start += 300
    return net.frames


def subscriber_tracking_found_sms() -> list[Frame]:
    """It delivers nothing."""
    return followed_by_messages(delivers=False)


def subscriber_tracking_innocent_sms() -> list[Frame]:
    """It delivers each."""
    return followed_by_messages(delivers=True)
