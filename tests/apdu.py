"""NGAP and S1AP messages by hand, in aligned PER (ITU-T X.691): for golden captures and lab/build-ngap.

Clauses: TS 38.413 9.4.3 to 9.4.7 and TS 36.413 9.3.2 to 9.3.6 (the ASN.1 modules). Identities are tests (MCC 001),
addresses those of RFC 5737.
"""
from __future__ import annotations

import ipaddress
from collections.abc import Callable

import wire

PLMN = wire.plmn("001", "01")
REQUEST, SUCCESS, FAILURE = 0, 1, 2


class Per:
    """A value under way, bit by bit."""

    def __init__(self) -> None:
        self.done = bytearray()
        self.bits = 0  # taken of the last byte; 0: whole

    def put(self, value: int, count: int) -> Per:
        """Bits, the highest first."""
        for at in range(count - 1, -1, -1):
            if self.bits == 0:
                self.done.append(0)
            self.done[-1] |= (value >> at & 1) << (7 - self.bits)
            self.bits = (self.bits + 1) % 8
        return self

    def align(self) -> Per:
        """To the next byte."""
        self.bits = 0
        return self

    def octets(self, data: bytes) -> Per:
        """Whole bytes at the next one."""
        self.align()
        self.done += data
        return self

    def integer(self, value: int, low: int, high: int) -> Per:
        """INTEGER (low..high), X.691 11.5.7."""
        most, value = high - low, value - low
        if most < 255:
            return self.put(value, most.bit_length())
        if most < 65536:
            return self.octets(value.to_bytes(1 if most == 255 else 2, "big"))
        longest = (most.bit_length() + 7) // 8
        size = max(1, (value.bit_length() + 7) // 8)
        return self.put(size - 1, (longest - 1).bit_length()).octets(value.to_bytes(size, "big"))

    def length(self, count: int) -> Per:
        """A length determinant, 11.9.3.6 and 7."""
        return self.octets(bytes([count]) if count < 128 else (0x8000 | count).to_bytes(2, "big"))

    def open(self, data: bytes) -> Per:
        """An open type or an OCTET STRING without limits, in fragments of 16 KiB where it has to be (11.9.3.8)."""
        while len(data) >= 16384:
            times = min(len(data) // 16384, 4)
            self.octets(bytes([0xC0 | times])).octets(data[:times * 16384])
            data = data[times * 16384:]
        return self.length(len(data)).octets(data)

    def string(self, text: bytes, low: int = 1, high: int = 150) -> Per:
        """A string of limited size with an extension bit."""
        return self.put(0, 1).integer(len(text), low, high).octets(text)

    def address(self, *hosts: str) -> Per:
        """TransportLayerAddress: BIT STRING (SIZE (1..160, ...))."""
        data = b"".join(ipaddress.ip_address(host).packed for host in hosts)
        return self.put(0, 1).integer(8 * len(data), 1, 160).octets(data)

    def sequence(self, *optional: bool) -> Per:
        """A SEQUENCE's first bits: not extended, and which of the optional ones are there."""
        self.put(0, 1)
        for there in optional:
            self.put(there, 1)
        return self

    def tai(self, tac: bytes) -> Per:
        """TAI: PLMN and area code."""
        return self.sequence(False).octets(PLMN).octets(tac)

    def cell(self, number: int, bits: int) -> Per:
        """EUTRA-CGI or NR-CGI: PLMN, and 28 or 36 bits of a whole byte on."""
        return self.sequence(False).octets(PLMN).put(number, bits)

    def tunnel(self, teid: int, *hosts: str, ngap: bool = True) -> Per:
        """An address and a TEID; in NGAP within UPTransportLayerInformation's CHOICE and GTPTunnel."""
        if ngap:
            self.put(0, 1).sequence(False)
        return self.address(*hosts).octets(teid.to_bytes(4, "big"))

    def listed(self, items: list[Callable[[Per], object]], high: int) -> Per:
        """SEQUENCE (SIZE (1..high)) OF: each item is put behind the one before."""
        self.integer(len(items), 1, high)
        for item in items:
            item(self)
        return self

    def made(self) -> bytes:
        """The whole, padded; an empty value is a byte of zero (11.1)."""
        return bytes(self.done) or b"\0"


def field(number: int, value: bytes | Per, criticality: int = 0) -> bytes:
    """A ProtocolIE-Field."""
    data = value.made() if isinstance(value, Per) else value
    return Per().octets(number.to_bytes(2, "big")).put(criticality, 2).open(data).made()


def container(*fields: bytes) -> bytes:
    """A SEQUENCE of nothing but protocolIEs."""
    return Per().put(0, 1).octets(len(fields).to_bytes(2, "big")).octets(b"".join(fields)).made()


def pdu(kind: int, procedure: int, *fields: bytes, criticality: int = 0) -> bytes:
    """One of the three PDUs."""
    head = Per().put(kind, 3).octets(bytes([procedure])).put(criticality, 2)
    return head.open(container(*fields)).made()


def cause(group: int, value: int, root: int, ngap: bool = True) -> Per:
    """Cause: NGAP's CHOICE has a sixth alternative, S1AP's an extension bit."""
    per = Per().put(group, 3) if ngap else Per().put(0, 1).put(group, 3)
    if value < root:
        return per.put(0, 1).put(value, (root - 1).bit_length())
    return per.put(1, 1).put(0, 1).put(value - root, 6)


def containers(fields: list[bytes], high: int = 256) -> Per:
    """SEQUENCE (SIZE (1..high)) OF ProtocolIE-SingleContainer, as S1AP's lists are."""
    return Per().integer(len(fields), 1, high).octets(b"".join(fields))
