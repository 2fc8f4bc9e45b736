"""Packets made by hand, for golden tests, samples and lookalikes: bytes in, bytes out.

Identities and addresses are tests: MCC 001, MSISDN 999..., RFC 5737 and RFC 1918. Each builder says
the clause that its layout is from. Nothing here is used by the product.
"""
from __future__ import annotations

import ipaddress
import struct
from collections.abc import Iterable
from pathlib import Path

UDP, TCP, SCTP, GRE = 17, 6, 132, 47


def address(text: str) -> bytes:
    """4 or 16 bytes."""
    return ipaddress.ip_address(text).packed


def checksum(data: bytes) -> int:
    """RFC 1071."""
    if len(data) % 2:
        data += b"\0"
    total = sum(struct.unpack(f"!{len(data) // 2}H", data))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return ~total & 0xFFFF


# --- Layers ---------------------------------------------------------------------------------------

def ethernet(payload: bytes, kind: int = 0x0800, vlan: int | None = None) -> bytes:
    """A frame between two locally administered addresses."""
    tag = struct.pack("!HH", 0x8100, vlan) if vlan is not None else b""
    return bytes.fromhex("020000000002" "020000000001") + tag + struct.pack("!H", kind) + payload


def ip(source: str, target: str, proto: int, payload: bytes, number: int = 0, flags: int = 0,
       offset: int = 0) -> bytes:
    """IPv4 or IPv6 by the form of the addresses."""
    if ":" in source:
        return struct.pack("!IHBB", 0x60000000, len(payload), proto, 64) + address(source) + \
            address(target) + payload
    head = struct.pack("!BBHHHBBH", 0x45, 0, 20 + len(payload), number, flags << 13 | offset // 8, 64,
                       proto, 0) + address(source) + address(target)
    return head[:10] + struct.pack("!H", checksum(head)) + head[12:] + payload


def udp(source: str, sport: int, target: str, dport: int, payload: bytes) -> bytes:
    """An IP packet with a datagram; over IPv4 without a checksum (RFC 768), so that nothing depends on it."""
    if ":" in source:  # RFC 8200 8.1: IPv6 wants one
        length = 8 + len(payload)
        pseudo = address(source) + address(target) + struct.pack("!IIHHHH", length, UDP, sport, dport, length, 0)
        return ip(source, target, UDP, struct.pack("!HHHH", sport, dport, length, checksum(pseudo + payload)) + payload)
    return ip(source, target, UDP, struct.pack("!HHHH", sport, dport, 8 + len(payload), 0) + payload)


def tcp(source: str, sport: int, target: str, dport: int, seq: int, payload: bytes = b"", ack: int = 0,
        flags: int = 0x18) -> bytes:
    """An IP packet with a segment (RFC 9293 3.1)."""
    return ip(source, target, TCP, struct.pack("!HHIIBBHHH", sport, dport, seq & 0xFFFFFFFF,
                                               ack & 0xFFFFFFFF, 0x50, flags, 65535, 0, 0) + payload)


def sctp_data(tsn: int, payload: bytes, ppid: int, stream: int = 0, ssn: int = 0, flags: int = 3) -> bytes:
    """A DATA chunk (RFC 9260 3.3.1), padded; flags B and E by default."""
    chunk = struct.pack("!BBHIHHI", 0, flags, 16 + len(payload), tsn & 0xFFFFFFFF, stream, ssn, ppid) + payload
    return chunk + bytes(-len(chunk) % 4)


def sctp(source: str, sport: int, target: str, dport: int, *chunks: bytes) -> bytes:
    """An IP packet with chunks (RFC 9260 3.1); each way has its verification tag."""
    tag = int.from_bytes(address(target)[-4:], "big")
    return ip(source, target, SCTP, struct.pack("!HHII", sport, dport, tag, 0) + b"".join(chunks))


def gre(source: str, target: str, payload: bytes, kind: int = 0x0800) -> bytes:
    """RFC 2784, no options."""
    return ip(source, target, GRE, struct.pack("!HH", 0, kind) + payload)


# --- Values ---------------------------------------------------------------------------------------

def tbcd(digits: str) -> bytes:
    """TS 29.002 TBCD-STRING: low nibble first, filler 15."""
    padded = digits + "f" * (len(digits) % 2)
    return bytes(int(padded[at + 1] + padded[at], 16) for at in range(0, len(padded), 2))


def plmn(mcc: str, mnc: str) -> bytes:
    """TS 24.008 10.5.1.3."""
    third = mnc[2] if len(mnc) == 3 else "f"
    return bytes.fromhex(mcc[1] + mcc[0] + third + mcc[2] + mnc[1] + mnc[0])


def labels(name: str) -> bytes:
    """Labels behind their lengths (TS 23.003 9.1)."""
    return b"".join(bytes([len(part)]) + part.encode() for part in name.split("."))


# --- GTP ------------------------------------------------------------------------------------------

def gtpv1(kind: int, teid: int, body: bytes = b"", seq: int | None = 1, flags: int = 0x30) -> bytes:
    """TS 29.060 6: with a sequence number unless seq is None."""
    rest = struct.pack("!HBB", seq, 0, 0) if seq is not None else b""
    flags |= 2 if seq is not None else 0
    return struct.pack("!BBHI", flags, kind, len(rest) + len(body), teid) + rest + body


def g_pdu(teid: int, inner: bytes) -> bytes:
    """TS 29.281 5.1."""
    return gtpv1(255, teid, inner, seq=None)


def gtpv2(kind: int, teid: int | None, seq: int, *elements: bytes, flags: int = 0x40) -> bytes:
    """TS 29.274 5.1."""
    body = b"".join(elements)
    if teid is None:
        return struct.pack("!BBH", flags, kind, 4 + len(body)) + seq.to_bytes(3, "big") + b"\0" + body
    return struct.pack("!BBHI", flags | 8, kind, 8 + len(body), teid) + seq.to_bytes(3, "big") + b"\0" + body


def ie2(kind: int, value: bytes, instance: int = 0) -> bytes:
    """A GTPv2 information element (TS 29.274 8.2.1)."""
    return struct.pack("!BHB", kind, len(value), instance) + value


def fteid2(interface: int, teid: int, host: str, instance: int = 0) -> bytes:
    """F-TEID (TS 29.274 8.22)."""
    packed = address(host)
    return ie2(87, bytes([(0x80 if len(packed) == 4 else 0x40) | interface]) + struct.pack("!I", teid) + packed,
               instance)


# --- PFCP -----------------------------------------------------------------------------------------

def pfcp(kind: int, seid: int | None, seq: int, *elements: bytes) -> bytes:
    """TS 29.244 7.2.2."""
    body = b"".join(elements)
    if seid is None:
        return struct.pack("!BBH", 0x20, kind, 4 + len(body)) + seq.to_bytes(3, "big") + b"\0" + body
    return struct.pack("!BBHQ", 0x21, kind, 12 + len(body), seid) + seq.to_bytes(3, "big") + b"\0" + body


def ie(kind: int, *values: bytes) -> bytes:
    """A PFCP information element (TS 29.244 8.1.1)."""
    value = b"".join(values)
    return struct.pack("!HH", kind, len(value)) + value


def node_id(host: str) -> bytes:
    """Node ID (TS 29.244 8.2.38): an IPv4 address or a name."""
    try:
        return ie(60, b"\0" + address(host))
    except ValueError:
        return ie(60, b"\2" + labels(host))


def f_seid(seid: int, host: str) -> bytes:
    """F-SEID (TS 29.244 8.2.37): V4 is bit 2."""
    return ie(57, b"\2" + struct.pack("!Q", seid) + address(host))


def user_imsi(imsi: str) -> bytes:
    """User ID with an IMSI (TS 29.244 8.2.101)."""
    value = tbcd(imsi)
    return ie(141, bytes([1, len(value)]) + value)


def outer_header(teid: int, host: str) -> bytes:
    """Outer Header Creation GTP-U/UDP/IPv4 (TS 29.244 8.2.56)."""
    return ie(84, struct.pack("!HI", 0x0100, teid) + address(host))


# --- Diameter -------------------------------------------------------------------------------------

def avp(code: int, value: bytes, vendor: int = 0, flags: int = 0x40) -> bytes:
    """RFC 6733 4.1, padded."""
    head = struct.pack("!I", code)
    if vendor:
        whole = head + bytes([flags | 0x80]) + (12 + len(value)).to_bytes(3, "big") + struct.pack("!I", vendor) + value
    else:
        whole = head + bytes([flags]) + (8 + len(value)).to_bytes(3, "big") + value
    return whole + bytes(-len(value) % 4)


def avp_number(code: int, value: int, vendor: int = 0) -> bytes:
    """Unsigned32."""
    return avp(code, struct.pack("!I", value), vendor)


def avp_text(code: int, value: str, vendor: int = 0) -> bytes:
    """UTF8String or DiameterIdentity."""
    return avp(code, value.encode(), vendor)


def diameter(command: int, application: int, hop: int, *avps: bytes, request: bool = True) -> bytes:
    """RFC 6733 3."""
    body = b"".join(avps)
    flags = 0xC0 if request else 0x40
    return bytes([1]) + (20 + len(body)).to_bytes(3, "big") + bytes([flags]) + command.to_bytes(3, "big") + \
        struct.pack("!III", application, hop, hop) + body


# --- Captures -------------------------------------------------------------------------------------

Frame = tuple[float, bytes]


def write_pcap(path: Path, frames: Iterable[Frame], link: int = 1) -> None:
    """Classic pcap, microseconds, little-endian."""
    with open(path, "wb") as out:
        out.write(struct.pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 262144, link))
        for time, data in frames:
            whole = round(time * 1000000)
            out.write(struct.pack("<IIII", whole // 1000000, whole % 1000000, len(data), len(data)) + data)


def read_pcap(path: Path) -> list[Frame]:
    """Classic pcap, microseconds, little-endian, as tcpdump writes it here."""
    data = path.read_bytes()
    frames, at = [], 24
    while at < len(data):
        seconds, micros, captured, _ = struct.unpack_from("<IIII", data, at)
        frames.append((seconds + micros / 1000000, data[at + 16:at + 16 + captured]))
        at += 16 + captured
    return frames
