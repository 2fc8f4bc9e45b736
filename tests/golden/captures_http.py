"""HTTP/2 and HTTP/1.1 by hand: frames of RFC 9113, header blocks of literals (RFC 7541 6.2), messages of RFC 9112."""
from __future__ import annotations

import captures
import wire
from captures import on_wire
from wire import Frame

AMF, UDM = "192.0.2.1", "192.0.2.2"
PORT = 29503
DATA, HEADERS, RST_STREAM, SETTINGS, PUSH_PROMISE, CONTINUATION = 0, 1, 3, 4, 5, 9
END_STREAM, END_HEADERS, PADDED, PRIORITY = 1, 4, 8, 32
PREFACE = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
GET, POST, HTTP, STATUS_200, STATUS_404 = b"\x82", b"\x83", b"\x86", b"\x88", b"\x8d"  # of the static table
WHO = f"imsi-{captures.imsi(1)}"
REPORT = b'{"amfInstanceId":"00000000-0000-4000-8000-000000000001","ratType":"NR"}'


def text(value: str) -> bytes:
    """A string without Huffman's code, shorter than 127 octets (RFC 7541 5.2)."""
    return bytes([len(value)]) + value.encode()


def header(name: str, value: str, first: int = 0x00) -> bytes:
    """A literal; `first` 0x40: to be added to the table."""
    return bytes([first]) + text(name) + text(value)


def path(value: str) -> bytes:
    """:path, its name from the static table."""
    return b"\x04" + text(value)


def frame(kind: int, flags: int, stream: int, body: bytes = b"") -> bytes:
    """A frame (RFC 9113 4.1)."""
    return len(body).to_bytes(3, "big") + bytes([kind, flags]) + stream.to_bytes(4, "big") + body


def asks(stream: int, block: bytes, flags: int = END_STREAM | END_HEADERS) -> bytes:
    """HEADERS."""
    return frame(HEADERS, flags, stream, block)


class Wire:
    """One connection: each side's segments in turn, in order."""

    def __init__(self, port: int = 40000, server: int = PORT) -> None:
        self.ports, self.seq, self.packets = (port, server), {AMF: 1000, UDM: 5000}, []

    def send(self, source: str, data: bytes, lost: bool = False) -> Wire:
        """A segment, or one that the capture missed."""
        target = UDM if source == AMF else AMF
        sport, dport = self.ports if source == AMF else self.ports[::-1]
        if not lost:
            self.packets.append(wire.tcp(source, sport, target, dport, self.seq[source], data, self.seq[target]))
        self.seq[source] += len(data)
        return self

    def up(self, data: bytes, lost: bool = False) -> Wire:
        """From the AMF."""
        return self.send(AMF, data, lost)

    def down(self, data: bytes, lost: bool = False) -> Wire:
        """From the UDM."""
        return self.send(UDM, data, lost)

    def begin(self) -> Wire:
        """Preface and both SETTINGS."""
        return self.up(PREFACE + frame(SETTINGS, 0, 0)).down(frame(SETTINGS, 0, 0, b"\0\3\0\0\0\x64"))


def sdm(what: str) -> bytes:
    """Asks for subscription data (TS 29.503 6.1.3)."""
    return GET + HTTP + path(f"/nudm-sdm/v2/{WHO}/{what}")


def http2_request() -> list[Frame]:
    """Two streams in turn, one with a body in two frames; padding, priority, a block in two pieces; two answers."""
    put = header(":method", "PUT") + HTTP + path(f"/nudm-uecm/v1/{WHO}/registrations/amf-3gpp-access")
    one = Wire().begin()
    one.up(frame(HEADERS, PADDED | PRIORITY, 1, b"\3\0\0\0\0\x10" + put[:20] + b"\0\0\0") +
           frame(CONTINUATION, END_HEADERS, 1, put[20:] + header("content-type", "application/json")))
    one.up(asks(3, sdm("am-data")) + frame(DATA, 0, 1, REPORT[:30]))
    one.up(frame(DATA, PADDED | END_STREAM, 1, b"\2" + REPORT[30:] + b"\0\0"))
    one.down(asks(3, STATUS_404)).down(asks(1, STATUS_200, END_HEADERS) + frame(DATA, END_STREAM, 1, REPORT))
    return on_wire(*one.packets)


def http2_mid_connection() -> list[Frame]:
    """The capture begins later than the connection: entry 62 is unknown, what is added since is not."""
    return on_wire(*Wire().up(asks(7, GET + b"\xbe" + path("/nudm-sdm/v2/shared-data") + header("x-a", "b", 0x40)))
                   .down(asks(7, STATUS_200 + b"\xbf")).up(asks(9, GET + path("/nudm-sdm/v2/shared-data") + b"\xbe"))
                   .down(asks(9, STATUS_404)).packets)


def http2_lost_segment() -> list[Frame]:
    """A request was lost, its answer was not: those behind it are read, each pairs with its own."""
    one = Wire().begin().up(asks(1, sdm("am-data"))).down(asks(1, STATUS_200)).up(asks(3, sdm("sm-data")), lost=True)
    one.down(asks(3, STATUS_200))
    for stream in range(5, 25, 2):
        one.up(asks(stream, sdm("nssai")))
    return on_wire(*one.down(asks(5, STATUS_200)).up(asks(25, sdm("trace-data"))).down(asks(25, STATUS_404)).packets)


def http2_ports_used_again() -> list[Frame]:
    """A request that never ended, then another connection between the same ports: nothing of the first is in it."""
    put = header(":method", "PUT") + path("/nudm-uecm/v1/x")
    first = Wire().begin().up(asks(1, put, END_HEADERS))
    again = Wire()
    again.seq = {AMF: 900000, UDM: 800000}
    syn = [wire.tcp(AMF, 40000, UDM, PORT, 899999, flags=2), wire.tcp(UDM, PORT, AMF, 40000, 799999, ack=900000, flags=0x12)]
    again.begin().up(asks(1, sdm("am-data"))).down(asks(1, STATUS_200))
    return on_wire(*first.packets, *syn, *again.packets)


def http2_unknown_frames() -> list[Frame]:
    """Frames and flags that nobody knows are to be ignored (RFC 9113 4.1), and are no way past the witness."""
    return on_wire(*Wire().begin().up(frame(0x1F, 0xFF, 5, b"grease") + frame(HEADERS, END_STREAM | END_HEADERS | 0xC0, 1,
                                                                            sdm("am-data"))).down(asks(1, STATUS_200)).packets)


def http2_reset() -> list[Frame]:
    """A request that is given up is told where it is; the pushed answer pairs with no request."""
    put = header(":method", "PUT") + path("/nudm-uecm/v1/x")
    promise = frame(PUSH_PROMISE, END_HEADERS, 1, b"\0\0\0\2" + sdm("sm-data"))
    return on_wire(*Wire().begin().up(asks(1, put, END_HEADERS)).down(promise + asks(2, STATUS_200))
                   .down(frame(RST_STREAM, 0, 1, b"\0\0\0\x08")).packets)


def http1_pair() -> list[Frame]:
    """Two requests without waiting, one of them HEAD; 100, a chunked answer, and one that has no body whatever it says."""
    one = Wire(server=8080)
    one.up(b"PUT /nnrf-nfm/v1/nf-instances/1 HTTP/1.1\r\nHost: nrf1\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n")
    one.down(b"HTTP/1.1 100 Continue\r\n\r\n").up(b"{}HEAD /nnrf-disc/v1/nf-instances HTTP/1.1\r\nHost: nrf1\r\n\r\n")
    one.down(b"HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n[1,2]\r\n0\r\n\r\nHTTP/1.1 200 OK\r\n")
    one.down(b"Content-Length: 900\r\n\r\n")
    return on_wire(*one.packets)
