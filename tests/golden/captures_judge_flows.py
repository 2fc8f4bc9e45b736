"""What conversations tell by their sums: captures of the checks on maintenance, management and quiet ways out."""
from __future__ import annotations

import wire
from captures import HSS, MME, SGW
from wire import Frame

VENDOR, JUMP, ADMF = "198.51.100.135", "10.95.0.10", "10.9.0.2"
THURSDAY, SATURDAY, TICKET = 1767261600.0, 1767402000.0, 1767794400.0  # 2026-01-01 10:00, 01-03 01:00, 01-07 14:00
SSH = (b"SSH-2.0-client_1\r\n", b"SSH-2.0-server_1\r\n", bytes(700), bytes(900), bytes(96), bytes(480))
SYN, ACK, SYN_ACK, RST, FIN = 0x02, 0x10, 0x12, 0x14, 0x11


def conversation(start: float, asks: str, port: int, serves: str, served: int, said: tuple[bytes, ...],
                 lasts: float = 1.0) -> list[Frame]:
    """A connection of TCP from its handshake to its end; the asking side speaks first, then in turns."""
    seqs = {asks: 1, serves: 1}
    segments = [(asks, SYN, b""), (serves, SYN_ACK, b""), (asks, ACK, b"")]
    segments += [((asks, serves)[turn % 2], 0x18, payload) for turn, payload in enumerate(said)]
    segments += [(asks, FIN, b""), (serves, FIN, b""), (asks, ACK, b"")]
    out = []
    for at, (source, flags, payload) in enumerate(segments):
        target = serves if source == asks else asks
        ports = (port, served) if source == asks else (served, port)
        packet = wire.tcp(source, ports[0], target, ports[1], 0 if flags & SYN else seqs[source], payload,
                          0 if flags == SYN else seqs[target], flags)
        out.append((start + lasts * at / (len(segments) - 1), wire.ethernet(packet)))
        seqs[source] += len(payload) + (flags == FIN)
    return out


def attempt(start: float, asks: str, port: int, serves: str, served: int) -> list[Frame]:
    """A connection that is refused."""
    return [(start, wire.ethernet(wire.tcp(asks, port, serves, served, 0, flags=SYN))),
            (start + 0.001, wire.ethernet(wire.tcp(serves, served, asks, port, 0, ack=1, flags=RST)))]


def in_order(*parts: list[Frame]) -> list[Frame]:
    """One capture of several conversations."""
    return sorted((frame for part in parts for frame in part), key=lambda frame: frame[0])


def login(start: float, lasts: float = 600.0) -> list[Frame]:
    """The vendor works on the jump host."""
    return conversation(start, VENDOR, 40000 + int(start / 3600) % 1000, JUMP, 22, SSH, lasts)


# --- maintenance-outside-window -------------------------------------------------------------------

def maintenance_outside_window_found() -> list[Frame]:
    """The vendor logs in to the jump host on a Thursday, and from there to the MME."""
    return in_order(login(THURSDAY), conversation(THURSDAY + 60, JUMP, 50001, MME, 22, SSH, 300))


def maintenance_outside_window_innocent() -> list[Frame]:
    """It does so in its window, on a Saturday night, and again under its ticket."""
    return in_order(*(part for number, start in enumerate((SATURDAY, TICKET)) for part in
                      (login(start), conversation(start + 60, JUMP, 50001 + number, MME, 22, SSH, 300))))


def maintenance_outside_window_found_attempt() -> list[Frame]:
    """The vendor tries the jump host on a Thursday, and is refused."""
    return attempt(THURSDAY, VENDOR, 40101, JUMP, 22)


def maintenance_outside_window_found_telnet() -> list[Frame]:
    """In its window the vendor goes on to a declared target, by telnet, which is not declared."""
    return in_order(login(SATURDAY), conversation(SATURDAY + 60, JUMP, 50001, SGW, 23, (b"\xff\xfd\x18", b"\xff\xfb\x18login: "), 300))


def maintenance_outside_window_innocent_late() -> list[Frame]:
    """A session that began in the window ends ten minutes behind it."""
    return login(SATURDAY + 3 * 3600, 3600 + 600)


# --- vendor-reach ---------------------------------------------------------------------------------

def vendor_reach_found() -> list[Frame]:
    """In its window, and logged in to the jump host, the vendor goes on to the HSS, which is no target."""
    return in_order(login(SATURDAY), conversation(SATURDAY + 60, JUMP, 50001, HSS, 22, SSH, 300))


def vendor_reach_innocent() -> list[Frame]:
    """The jump host reaches the HSS before the vendor comes; the vendor reaches its target."""
    return in_order(conversation(SATURDAY - 900, JUMP, 50002, HSS, 22, SSH, 300), login(SATURDAY),
                    conversation(SATURDAY + 60, JUMP, 50001, MME, 22, SSH, 300))


def vendor_reach_found_hop() -> list[Frame]:
    """From the MME, which is its target, the vendor goes on to the HSS."""
    return in_order(login(SATURDAY), conversation(SATURDAY + 60, JUMP, 50001, MME, 22, SSH, 300),
                    conversation(SATURDAY + 90, MME, 51001, HSS, 22, SSH, 200))


def vendor_reach_found_interception() -> list[Frame]:
    """The vendor's own address opens TLS to the administration of lawful interception, and is answered."""
    return conversation(SATURDAY, VENDOR, 40102, ADMF, 443, (bytes.fromhex("16030100050100000100"), bytes.fromhex("16030300050200000100")))


# --- management-in-clear --------------------------------------------------------------------------

OUTSIDE, OFFICE, OSS, HSS2 = "203.0.113.66", "10.95.0.77", "10.95.0.30", "192.0.2.12"
TELNET = (b"\xff\xfd\x18", b"\xff\xfb\x18login: ", b"admin\r\n", b"Password: ")


def management_in_clear_found() -> list[Frame]:
    """A host that nobody declared works on the HSS by telnet."""
    return conversation(THURSDAY, OFFICE, 40200, HSS, 23, TELNET, 20)


def management_in_clear_innocent() -> list[Frame]:
    """It works on the HSS by SSH; telnet goes from one office machine to another."""
    return in_order(conversation(THURSDAY, OFFICE, 40200, HSS, 22, SSH, 20),
                    conversation(THURSDAY, OFFICE, 40201, "10.95.0.78", 23, TELNET, 20))


def management_in_clear_found_snmp() -> list[Frame]:
    """The operator's system asks two elements by SNMP version 2c: one finding, low."""
    get = bytes.fromhex("302902010104067075626c6963a01c0204000000010201000201003010300e060a2b06010201010300000500")[:43]
    return [(THURSDAY + number, wire.ethernet(packet)) for number, packet in enumerate(
        packet for element in (SGW, MME) for packet in
        (wire.udp(OSS, 50000, element, 161, get), wire.udp(element, 161, OSS, 50000, get)))]


def management_in_clear_innocent_snmpv3() -> list[Frame]:
    """It asks by SNMP version 3."""
    get = bytes.fromhex("303e020103301102042a2a2a2a020300ffe304010402010304103010040004000201000201000400040004 00".replace(" ", ""))
    return [(THURSDAY + number, wire.ethernet(packet)) for number, packet in enumerate(
        (wire.udp(OSS, 50000, SGW, 161, get), wire.udp(SGW, 161, OSS, 50000, get)))]


# --- quiet-channel --------------------------------------------------------------------------------

HELLO = (bytes.fromhex("16030100050100000100"), bytes.fromhex("16030300050200000100"), bytes(200), bytes(90))


def every(interval: float, jitter: tuple[float, ...], asks: str, serves: str, served: int = 443) -> list[Frame]:
    """Short conversations, a timer and what it varies by apart."""
    return in_order(*(conversation(THURSDAY + interval * number + late, asks, 42000 + number, serves, served, HELLO, 0.4)
                      for number, late in enumerate(jitter)))


def quiet_channel_found() -> list[Frame]:
    """The HSS opens TLS to an outside address every five minutes, give or take."""
    return every(300, (0, 12, -9, 20, -15, 3, 7, -11), HSS, OUTSIDE)


def quiet_channel_innocent() -> list[Frame]:
    """It does the same with the declared OSS, and with the outside address at uneven times."""
    return in_order(every(300, (0, 12, -9, 20, -15, 3, 7, -11), HSS, OSS),
                    every(300, (0, 250, -140, 200, -5, 290, -120, 30), HSS, OUTSIDE, 8443))


def quiet_channel_innocent_clock() -> list[Frame]:
    """It asks an outside clock for the time every 64 seconds."""
    ask, tell = bytes([0x23]) + bytes(47), bytes([0x24, 2]) + bytes(46)
    return [(THURSDAY + 64 * number + delay, wire.ethernet(packet)) for number in range(10) for delay, packet in
            ((0.0, wire.udp(HSS, 43000 + number, OUTSIDE, 123, ask)), (0.02, wire.udp(OUTSIDE, 123, HSS, 43000 + number, tell)))]


# --- bulk-egress ----------------------------------------------------------------------------------

def upload(target: str, served: int = 22) -> list[Frame]:
    """Six megabytes, in segments as offloading cards show them."""
    head, port = SSH[:2], 44000
    begin = conversation(THURSDAY, HSS, port, target, served, head, 0.1)[:5]
    seq, ack = 1 + len(head[0]), 1 + len(head[1])
    return begin + [(THURSDAY + 1 + number, wire.ethernet(wire.tcp(HSS, port, target, served, seq + 60000 * number, bytes(60000), ack)))
                    for number in range(100)]


def bulk_egress_found() -> list[Frame]:
    """The HSS sends six megabytes over SSH to an outside address."""
    return upload(OUTSIDE)


def bulk_egress_innocent() -> list[Frame]:
    """It sends them to the OSS, as permitted, and to its twin."""
    return in_order(upload(OSS), upload(HSS2))


# --- user-to-core ---------------------------------------------------------------------------------

PHONE, PAGE, UPF, CSCF = "10.45.0.9", "203.0.113.80", "192.0.2.8", "192.0.2.9"


def tunnelled(*inside: bytes) -> list[Frame]:
    """Customers' packets by turns up and down one bearer."""
    return [(THURSDAY + 0.01 * at, wire.ethernet(wire.udp(*(((SGW, 2152, UPF, 2152), (UPF, 2152, SGW, 2152))[at % 2]),
                                                          wire.g_pdu(0x101 + at % 2, packet))))
            for at, packet in enumerate(inside)]


def asked_and_answered(core: str, port: int) -> tuple[bytes, bytes]:
    """A segment of the phone's, and one back."""
    return wire.tcp(PHONE, 45000, core, port, 0, flags=SYN), wire.tcp(core, port, PHONE, 45000, 0, ack=1, flags=SYN_ACK)


def user_to_core_found() -> list[Frame]:
    """A phone looks at a page, and then reaches the HSS inside its tunnel and is answered."""
    return tunnelled(*asked_and_answered(PAGE, 443), *asked_and_answered(HSS, 389))


def user_to_core_innocent() -> list[Frame]:
    """A phone looks at a page and registers at the P-CSCF."""
    return tunnelled(*asked_and_answered(PAGE, 443), *asked_and_answered(CSCF, 5060))


def user_to_core_found_outside() -> list[Frame]:
    """Behind the gateway a customer's address tries two elements and is refused."""
    return in_order(attempt(THURSDAY, PHONE, 45001, HSS, 389), attempt(THURSDAY + 1, PHONE, 45002, MME, 22))


def user_to_core_innocent_gateway() -> list[Frame]:
    """A phone pings its own gateway, and is answered: worth knowing, no more."""
    echo = bytes.fromhex("0800f7ff00000000")
    return tunnelled(wire.ip(PHONE, UPF, 1, echo), wire.ip(UPF, PHONE, 1, b"\0" + echo[1:]))
