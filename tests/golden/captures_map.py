"""TCAP, MAP and CAP. Those named after a bug stand for one that another tool had on this ground."""
from __future__ import annotations

import wire
from tcap import (CAP, HLR, MSC, SCF, VLR, Network, Node, components, con, ctx, error, indefinite, integer, invoke,
                  invoke_global, isdn, length, map_context, octets, oid, party, reject, request, response, result, seq, tag,
                  tcap, tlv)
from wire import Frame

START = 1767225600.0  # 2026-01-01
HOME = Node("192.0.2.6", 2057, "9990100006")
REGISTER = Node("192.0.2.7", 2058, "9990100007")
SWITCH = Node("192.0.2.8", 2059, "9990100008")
CONTROL = Node("192.0.2.47", 2062, "9990100047")
CENTRE = Node("192.0.2.31", 2065, "9990100031")
STRANGER = Node("198.51.100.66", 2070, "9995500147")
CGI = wire.plmn("001", "01") + bytes.fromhex("00210110")
QUINTUPLET = seq(*(octets(bytes([fill]) * size) for fill, size in ((0x11, 16), (0x22, 8), (0x33, 16), (0x44, 16), (0x55, 16))))
WHERE = seq(seq(con(0, integer(3), ctx(1, isdn(REGISTER.title)), con(3, ctx(0, CGI)))))


def imsi(number: int) -> bytes:
    """A subscriber."""
    return wire.tbcd(f"00101{number:010}")


def msisdn(number: int) -> bytes:
    """The same one's number."""
    return isdn(f"99901{number:07}")


def where_is(number: int) -> bytes:
    """AnyTimeInterrogationArg (TS 29.002 17.7.1): location and state."""
    return seq(con(0, ctx(1, msisdn(number))), con(1, ctx(0), ctx(1)), ctx(3, isdn(STRANGER.title)))


def map_ati() -> list[Frame]:
    """anyTimeInterrogation: answered, refused, rejected, refused with the context, aborted, never answered."""
    net, who, home, context = Network(START), (STRANGER, SCF), (HOME, HLR), map_context(29, 3)
    answers = (
        lambda to: tcap(4, None, to, response(context), components(result(1, 71, WHERE))),
        lambda to: tcap(4, None, to, response(context), components(error(1, 49))),
        lambda to: tcap(4, None, to, components(reject(1, 1, 1))),
        lambda to: tcap(7, None, to, response(context, accepted=False)),
        lambda to: tcap(7, None, to, tlv(0x40, 10, b"\4")),
        None)
    for number, answer in enumerate(answers, 1):
        ours = net.dialogue()
        net.send(who, home, tcap(2, ours, None, request(context), components(invoke(1, 71, where_is(number)))))
        if answer:
            net.send(home, who, answer(ours))
    return net.frames


def map_sri_sm_by_subscriber() -> list[Frame]:
    """The called title is the subscriber's own number; its HLR answers with its own (TS 29.002 6.1.3.2)."""
    net, context = Network(START), map_context(20, 3)
    ask = seq(ctx(0, msisdn(1)), ctx(1, b"\xff"), ctx(2, isdn(CENTRE.title)))
    ours, called = net.dialogue(), Node(HOME.host, HOME.code, "999010000001")
    net.send((CENTRE, MSC), (called, HLR), tcap(2, ours, None, request(context), components(invoke(1, 45, ask))))
    net.send((HOME, HLR), (CENTRE, MSC), tcap(4, None, ours, response(context), components(
        result(1, 45, seq(octets(imsi(1)), con(0, ctx(1, isdn(REGISTER.title))))))))
    return net.frames


def map_sai_in_two_parts() -> list[Frame]:
    """sendAuthenticationInfo, its vectors in a result that is not the last, and the last one (Q.773 3.2.2)."""
    net, register, home, context = Network(START), (REGISTER, VLR), (HOME, HLR), map_context(14, 3)
    ours, theirs, half = net.dialogue(), net.dialogue(), con(3, con(1, QUINTUPLET))
    net.send(register, home, tcap(2, ours, None, request(context), components(invoke(1, 56, seq(ctx(0, imsi(1)), integer(2))))))
    net.send(home, register, tcap(5, theirs, ours, response(context), components(result(1, 56, half, last=False))))
    net.send(register, home, tcap(5, ours, theirs))
    net.send(home, register, tcap(4, None, ours, components(result(1, 56, half))))
    return net.frames


def map_update_location() -> list[Frame]:
    """updateLocation; insertSubscriberData rides in its dialogue without naming the subscriber again."""
    net, register, home, context = Network(START), (REGISTER, VLR), (HOME, HLR), map_context(1, 3)
    ours, theirs = net.dialogue(), net.dialogue()
    place = seq(octets(imsi(1)), ctx(1, isdn(SWITCH.title)), octets(isdn(REGISTER.title)))
    net.send(register, home, tcap(2, ours, None, request(context), components(invoke(1, 2, place))))
    net.send(home, register, tcap(5, theirs, ours, response(context), components(
        invoke(1, 7, seq(ctx(1, msisdn(1)), con(4, octets(b"\x26")))))))
    net.send(register, home, tcap(5, ours, theirs, components(result(1))))
    net.send(home, register, tcap(5, theirs, ours, components(invoke(2, 7, seq(con(6, octets(b"\x11")))))))
    net.send(register, home, tcap(5, ours, theirs, components(result(2), invoke(2, 15, seq(octets(imsi(1)), tlv(0, 10, b"\0"))))))
    net.send(home, register, tcap(4, None, ours, components(result(2, 15, seq()), result(1, 2, seq(octets(isdn(HOME.title)))))))
    return net.frames


def map_ussd() -> list[Frame]:
    """USSD names its subscriber only when the dialogue is opened (TS 29.002 17.4, map-open)."""
    net, register, home, context = Network(START), (REGISTER, VLR), (HOME, HLR), map_context(19, 2)
    ours, theirs, text = net.dialogue(), net.dialogue(), seq(octets(b"\x0f"), octets(bytes.fromhex("aa180da682")))
    net.send(register, home, tcap(2, ours, None, request(context, b"\x96" + imsi(1)), components(invoke(1, 59, text))))
    net.send(home, register, tcap(5, theirs, ours, response(context), components(invoke(1, 60, text, linked=1))))
    net.send(register, home, tcap(5, ours, theirs, components(result(1, 60, text))))
    net.send(home, register, tcap(4, None, ours, components(result(1, 59, text))))
    return net.frames


def longer(first: int, number: int, value: bytes) -> bytes:
    """An element whose length takes five bytes where one would do."""
    return tag(first, number) + b"\x84" + len(value).to_bytes(4, "big") + value


def map_disguised() -> list[Frame]:
    """One operation six times: as it is, with longer lengths, a longer code, a global code, in indefinite form, its
    values in pieces. Each is the same operation of the same subscriber."""
    net, who, home, context = Network(START), (STRANGER, SCF), (HOME, HLR), map_context(29, 3)
    plain = where_is(1)
    number = msisdn(1)
    pieces = seq(con(0, tlv(0xA0, 1, octets(number[:2]), octets(number[2:]))), con(1, ctx(0), ctx(1)), ctx(3, isdn(STRANGER.title)))
    body = integer(1) + integer(71) + plain
    for component in (
            con(1, body),
            longer(0xA0, 1, integer(1) + longer(0, 2, b"\x47") + plain),
            con(1, integer(1), b"\x02\x03\x00\x00\x47", plain),
            invoke_global(1, "0.4.0.0.1.1.71", plain),
            indefinite(0xA0, 1, integer(1), integer(71), indefinite(0x20, 16, plain[2:])),
            con(1, integer(1), integer(71), pieces)):
        net.send(who, home, tcap(2, net.dialogue(), None, request(context), components(component)))
    return net.frames


def tcap_parser_loops() -> list[Frame]:
    """Lengths of zero, indefinite forms without an end, an end-of-contents where an element should be."""
    net, who, home = Network(START), (STRANGER, SCF), (HOME, HLR)
    for message in (tag(0x60, 2) + b"\0", tag(0x60, 2) + b"\x80", tag(0x60, 2) + b"\x80\0\0",
                    tcap(2, 1, None, components(con(1))), tcap(2, 2, None, components(b"\0\0", invoke(1, 71))),
                    tcap(2, 3, None, components(b"\xa1\x80\x02\x01\x01\x02\x01\x47\x30\x80")),
                    tag(0x60, 2) + b"\xff\x01", tag(0x60, 2) + length(3) + b"\x48\x00\x6c"):
        net.send(who, home, message)
    return net.frames


def camel_invoke_id_is_no_operation() -> list[Frame]:
    """The invoke id is another operation's number; the operation stands behind it, in local and in global form."""
    net, switch, control, context = Network(START), (SWITCH, CAP), (CONTROL, CAP), "0.4.0.0.1.0.50.1"
    event = seq(ctx(0, b"\x64"), ctx(2, party("99902000001")), ctx(3, party("999010000001")), ctx(28, b"\2"), ctx(50, imsi(1)),
                con(52, integer(3), ctx(1, isdn(REGISTER.title)), con(3, ctx(0, CGI))), ctx(55, isdn(SWITCH.title)))
    for component in (invoke(20, 0, event), con(1, integer(20), oid("0.4.0.0.1.1.0"), event)):
        net.send(switch, control, tcap(2, net.dialogue(), None, request(context), components(component)))
    return net.frames


def camel_call() -> list[Frame]:
    """A call that is charged and led elsewhere by its control point; the subscriber is named once."""
    net, switch, control, context = Network(START), (SWITCH, CAP), (CONTROL, CAP), "0.4.0.0.1.23.3.4"
    ours, theirs = net.dialogue(), net.dialogue()
    event = seq(ctx(0, b"\x64"), ctx(2, party("99902000001")), ctx(3, party("999010000001")), ctx(28, b"\2"), ctx(50, imsi(1)),
                con(52, integer(3), con(3, ctx(0, CGI))), ctx(55, isdn(SWITCH.title)))
    net.send(switch, control, tcap(2, ours, None, request(context), components(invoke(0, 0, event))))
    net.send(control, switch, tcap(5, theirs, ours, response(context), components(
        invoke(1, 23, seq(con(0, seq(ctx(0, b"\x09"), ctx(1, b"\1"))))),
        invoke(2, 35, seq(ctx(0, con(0, ctx(0, b"\x0e\x10"))), con(2, ctx(0, b"\1")))),
        invoke(3, 20, seq(con(0, octets(party("999020000002"))))))))
    net.send(control, switch, tcap(5, theirs, ours, components(invoke(4, 55))))
    net.send(switch, control, tcap(5, ours, theirs, components(result(4))))
    net.send(switch, control, tcap(5, ours, theirs, components(
        invoke(1, 36, octets(con(0, con(0, con(0, ctx(1, b"\1"))), con(1, ctx(0, b"\x01\x2c")), ctx(2, b"\xff")))),
        invoke(2, 24, seq(ctx(0, b"\x09"), con(3, ctx(1, b"\2")))))))
    net.send(control, switch, tcap(4, None, ours, components(invoke(5, 22, octets(b"\x80\x9f")))))
    return net.frames


def tcap_ansi() -> list[Frame]:
    """ANSI T1.114: named by its package type."""
    net = Network(START)
    for message in ("e206c70401020304", "e406c70401020304"):
        net.send((SWITCH, HLR), (HOME, HLR), bytes.fromhex(message))
    return net.frames
