"""Lawful interception: X1 (ETSI TS 103 221-1), X2/X3 (TS 103 221-2), HI2/HI3 (TS 102 232-1); captures of
intercept-unwarranted and delivery-elsewhere."""
from __future__ import annotations

import struct

import wire
from captures import copies, imsi, modify, on_wire, session, to_collector
from captures_map import STRANGER
from http_build import Connection
from tcap import HLR, VLR, Network, Node, components, ctx, invoke, isdn, map_context, octets, request, response, result, seq, tcap
from wire import Frame

ADMF, MDF, AGENCY, TAPPER, INTRUDER = "10.9.0.2", "10.9.0.3", "198.51.100.7", "203.0.113.9", "10.0.0.66"
AMF, SMF, UPF, OSS = "10.0.0.12", "10.0.0.7", "10.0.0.8", "10.0.0.40"
SPACE, SCHEMA = "http://uri.etsi.org/03221/X1/2017/10", "http://www.w3.org/2001/XMLSchema-instance"
COMMON = "http://uri.etsi.org/03280/common/2017/07"
XID, OTHER_XID, DID = (f"{kind}9b8c1f0-3e7a-4d52-9a61-0d2b7c4e5f{number:02}" for kind, number in (("a", 1), ("b", 2), ("c", 3)))
HOME, REGISTER = Node("192.0.2.6", 2057, "9990100001"), Node("192.0.2.7", 2058, "9990100002")


# --- X1 -------------------------------------------------------------------------------------------

def element(name: str, *inside: str) -> str:
    """An element of X1's namespace."""
    return f"<ns1:{name}>{''.join(inside)}</ns1:{name}>"


def x1(asks: bool, kind: str, *inside: str, number: int = 1, who: str = "admf1", of: str = "ne1") -> str:
    """X1Request or X1Response with one message (TS 103 221-1 6.1)."""
    word = "Request" if asks else "Response"
    head = element("admfIdentifier", who) + element("neIdentifier", of) + element("messageTimestamp", "2026-01-01T00:00:00.000000Z") \
        + element("version", "v1.6.1") + element("x1TransactionId", f"3741800e-971b-4aa9-85f4-466d2b1adc{number:02}")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<ns1:X1{word} xmlns:ns1="{SPACE}" xmlns:xsi="{SCHEMA}">' \
        f'<ns1:x1{word}Message xsi:type="ns1:{kind}{word}">{head}{"".join(inside)}</ns1:x1{word}Message></ns1:X1{word}>'


def task(number: int, xid: str = XID, *extension: str) -> str:
    """taskDetails of one target (6.2.1)."""
    target = extension or (element("targetIdentifier", element("imsi", imsi(number))),
                           element("targetIdentifier", element("e164Number", f"9990001{number:04}")))
    return element("taskDetails", element("xId", xid), element("targetIdentifiers", *target), element("deliveryType", "X2andX3"),
                   element("listOfDIDs", element("dId", DID)),
                   element("listOfMediationDetails", element("mediationDetails", element("LIID", "LI-2026-0001"))))


def destination(host: str, port: int = 4000) -> str:
    """destinationDetails (6.3.1)."""
    return element("destinationDetails", element("dId", DID), element("deliveryType", "X2andX3"), element(
        "deliveryAddress", element("ipAddressAndPort", f'<c:address xmlns:c="{COMMON}"><c:IPv4Address>{host}</c:IPv4Address></c:address>'
                                                       f'<c:port xmlns:c="{COMMON}"><c:TCPPort>{port}</c:TCPPort></c:port>')))


def ordered(one: Connection, number: int, kind: str, *inside: str, **names: str) -> None:
    """An order and its acknowledgement, over HTTP/2."""
    one.exchange("POST", "/X1/NE", x1(True, kind, *inside, number=number, **names), "application/xml",
                 answer=x1(False, kind, element("oK", "AcknowledgedAndCompleted"), number=number, **names),
                 answer_content="application/xml")


def orders(source: str, deliver_to: str, who: str, number: int = 1) -> Connection:
    """A place of delivery, and a task that uses it, at the AMF."""
    one = Connection(source, AMF, port=8443)
    ordered(one, 1, "CreateDestination", destination(deliver_to), who=who, of="amf1")
    ordered(one, 2, "ActivateTask", task(number), who=who, of="amf1")
    return one


def triggered() -> Connection:
    """LI_T3: the SMF triggers interception in its UPF, by session (TS 33.128 6.2.3)."""
    one = Connection(SMF, UPF, port=8443, client_port=40009)
    criteria = '<e:UPFLIT3TargetIdentifierExtensions xmlns:e="urn:3GPP:ns:li:3GPPX1Extensions:r18:v6"><e:UPFLIT3TargetIdentifier>' \
        "<e:FSEID><e:SEID>19</e:SEID></e:FSEID></e:UPFLIT3TargetIdentifier></e:UPFLIT3TargetIdentifierExtensions>"
    ordered(one, 3, "ActivateTask", task(1, XID, element("targetIdentifier", element(
        "targetIdentifierExtension", element("Owner", "3GPP"), criteria))), who="smf1", of="upf1")
    return one


def http1(source: str, target: str, sport: int, *exchanges: tuple[str, str]) -> list[bytes]:
    """Requests and answers over HTTP/1.1."""
    seq, packets = {source: 1000, target: 5000}, []
    for asks, says in exchanges:
        for one, other, first, body in ((source, target, "POST /X1/NE HTTP/1.1\r\nHost: ne", asks), (target, source, "HTTP/1.1 200 OK", says)):
            data = f"{first}\r\nContent-Type: text/xml\r\nContent-Length: {len(body)}\r\n\r\n{body}".encode()
            ports = (sport, 8080) if one == source else (8080, sport)
            for at in range(0, len(data), 1400):
                packets.append(wire.tcp(one, ports[0], other, ports[1], seq[one] + at, data[at:at + 1400], seq[other]))
            seq[one] += len(data)
    return packets


def listed(source: str) -> list[Frame]:
    """Somebody asks the AMF for all tasks, and gets two."""
    status = element("neStatusDetails", element("neStatus", "OK"))
    tasks = element("listOfTaskResponseDetails", *(element("taskResponseDetails", task(number, xid)) for number, xid in
                                                   ((1, XID), (2, OTHER_XID))))
    return on_wire(*http1(source, AMF, 40001, (x1(True, "Ping"), x1(False, "Ping", element("oK"))),
                          (x1(True, "GetAllDetails", number=2), x1(False, "GetAllDetails", status, tasks, number=2))))


# --- Product --------------------------------------------------------------------------------------

def pdu(kind: int, number: int, payload: bytes = b"", format_of: int = 5) -> bytes:
    """X2 (1), X3 (2) or a keepalive (3, 4) of version 0.5, with a sequence number (TS 103 221-2 5.1-5.3)."""
    alive = kind > 2
    attribute = struct.pack("!HHI", 8, 4, number)
    return struct.pack("!BBHIIHH", 0, 5, kind, 40 + len(attribute), len(payload), 0 if alive else format_of, 0 if alive else 2) \
        + (bytes(16) if alive else bytes.fromhex(XID.replace("-", ""))) + struct.pack("!Q", 0 if alive else 7) + attribute + payload


def delivered(source: str, target: str, sport: int, *pdus: bytes, port: int = 4000) -> list[bytes]:
    """A connection over which product is sent, acknowledged."""
    packets, seq = [wire.tcp(source, sport, target, port, 999, flags=2), wire.tcp(target, port, source, sport, 4999, ack=1000, flags=0x12)], 1000
    for one in pdus:
        packets.append(wire.tcp(source, sport, target, port, seq, one, 5000))
        seq += len(one)
        packets.append(wire.tcp(target, port, source, sport, 5000, ack=seq, flags=0x10))
    return packets


def x2x3(target: str) -> list[bytes]:
    """What the AMF delivers: a keepalive, events, content."""
    return delivered(AMF, target, 41000, pdu(3, 0), pdu(1, 1, bytes(60), 2), *(pdu(2, n, bytes(400)) for n in range(2, 6)))


def ps_pdu(payload: int, number: int, size: int = 60) -> bytes:
    """A PS-PDU whose payload is IRI (0xa0), CC (0xa1) or of the transport (0xa2) (TS 102 232-1 annex A)."""
    def tlv(tag: int, *inside: bytes) -> bytes:
        value = b"".join(inside)
        length = bytes([len(value)]) if len(value) < 128 else b"\x82" + len(value).to_bytes(2, "big")
        return bytes([tag]) + length + value
    header = tlv(0xa1, tlv(0x80, bytes.fromhex("04000202050111")), tlv(0x81, b"LI-2026-0001"), tlv(0x82, b"NL"),
                 tlv(0xa3, tlv(0xa0, tlv(0x80, b"31001"), tlv(0x81, b"mdf1")), tlv(0x81, b"\x07"), tlv(0x82, b"NL")), tlv(0x84, bytes([number])))
    return tlv(0x30, header, tlv(0xa2, tlv(payload, tlv(0x30, bytes(size)))))


def handed_over(target: str) -> list[Frame]:
    """What the mediation function hands over: HI2 and HI3, each on its connection, which is kept alive first."""
    hi2 = delivered(MDF, target, 42000, ps_pdu(0xa2, 0, 4), *(ps_pdu(0xa0, n) for n in range(1, 4)), port=5002)
    hi3 = delivered(MDF, target, 42001, *(ps_pdu(0xa1, n, 300) for n in range(1, 6)), port=5003)
    return on_wire(*hi2, *hi3)


# --- intercept-unwarranted ------------------------------------------------------------------------

def intercept_unwarranted_found() -> list[Frame]:
    """Under the administration's name, from an address that is nobody's: a task, and its product goes out."""
    return on_wire(*orders(INTRUDER, TAPPER, "admf1").packets, *x2x3(TAPPER))


def intercept_unwarranted_innocent() -> list[Frame]:
    """The declared administration orders, the SMF triggers its UPF, and the product goes to the mediation function."""
    return on_wire(*orders(ADMF, MDF, "admf1").packets, *triggered().packets, *x2x3(MDF))


def intercept_unwarranted_list_found() -> list[Frame]:
    """A system of maintenance is told whom interception is of."""
    return listed(OSS)


def intercept_unwarranted_list_innocent() -> list[Frame]:
    """The administration compares its list with the function's."""
    return listed(ADMF)


def traced(source: Node, target: Node) -> list[Frame]:
    """activateTraceMode (TS 29.002 17.6.2), done."""
    net, context = Network(1767225600.0), map_context(17, 3)
    ours = net.dialogue()
    ask = seq(ctx(0, wire.tbcd(imsi(1))), ctx(1, b"\0\7"), ctx(2, b"\1"), ctx(3, isdn(source.title)[2:]))
    net.send((source, HLR), (target, VLR), tcap(2, ours, None, request(context), components(invoke(1, 50, ask))))
    net.send((target, VLR), (source, HLR), tcap(4, None, ours, response(context), components(result(1, 50, seq(octets(b""))))))
    return net.frames


def intercept_unwarranted_trace_found() -> list[Frame]:
    """A title of no network that is known has a subscriber traced."""
    return traced(STRANGER, REGISTER)


def intercept_unwarranted_trace_innocent() -> list[Frame]:
    """The home register has the same one traced."""
    return traced(HOME, REGISTER)


def intercept_unwarranted_person_found() -> list[Frame]:
    """The administration orders interception of somebody whom no warrant names; that goes on to the user plane."""
    return on_wire(*orders(ADMF, MDF, "admf1", 2).packets, *triggered().packets)


def intercept_unwarranted_person_innocent() -> list[Frame]:
    """Of the one whom the warrant names."""
    return on_wire(*orders(ADMF, MDF, "admf1", 1).packets, *triggered().packets)


# --- delivery-elsewhere ---------------------------------------------------------------------------

def delivery_elsewhere_found() -> list[Frame]:
    """What the mediation function hands over goes to an address that is no agency's."""
    return handed_over(TAPPER)


def delivery_elsewhere_innocent() -> list[Frame]:
    """It goes to the agency."""
    return handed_over(AGENCY)


def delivery_elsewhere_copy_found() -> list[Frame]:
    """A session's traffic is duplicated to an address that is nobody's, and leaves."""
    return on_wire(*session(), *modify(0x12, to_collector(105)), *copies(3))


def delivery_elsewhere_copy_innocent() -> list[Frame]:
    """Other XML over HTTP, and other BER over TCP, to the same address: nothing of interception."""
    soap = f'<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><imsi>{imsi(1)}</imsi></s:Body></s:Envelope>'
    search = bytes.fromhex("300c020101600702010304008000")
    return on_wire(*http1(SMF, TAPPER, 40003, (soap, soap)), *delivered(MDF, TAPPER, 42003, search, search, port=3890))
