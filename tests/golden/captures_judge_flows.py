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
