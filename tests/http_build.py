"""HTTP/2 in the clear, made by hand (RFC 9113, RFC 7541), for golden tests and lab captures."""
from __future__ import annotations

import base64
import json
import struct
from dataclasses import dataclass, field

import wire

# RFC 7541 appendix A: the entries that are used here.
STATIC = {(":method", "GET"): 2, (":method", "POST"): 3, (":path", "/"): 4, (":scheme", "http"): 6, (":status", "200"): 8,
          (":status", "204"): 9, (":status", "400"): 12, (":status", "404"): 13, (":status", "500"): 14}
STATIC_NAMES = {":authority": 1, ":method": 2, ":path": 4, ":scheme": 6, ":status": 8, "authorization": 23,
                "content-length": 28, "content-type": 31, "location": 46, "server": 54, "user-agent": 58, "via": 60}
DATA, HEADERS, RST_STREAM, SETTINGS, CONTINUATION = 0, 1, 3, 4, 9
END_STREAM, END_HEADERS = 1, 4
PREFACE = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
# What real stacks index, since it stays the same on a connection.
KEPT = {":authority", "user-agent", "authorization", "accept", "server", "via"}


def integer(value: int, prefix: int, first: int) -> bytes:
    """RFC 7541 5.1."""
    most = (1 << prefix) - 1
    if value < most:
        return bytes([first | value])
    out, value = bytearray([first | most]), value - most
    while value >= 128:
        out.append(value & 127 | 128)
        value >>= 7
    return bytes(out) + bytes([value])


def text(value: str) -> bytes:
    """RFC 7541 5.2, not Huffman coded."""
    coded = value.encode()
    return integer(len(coded), 7, 0) + coded


@dataclass
class Coder:
    """One direction's dynamic table (RFC 7541 2.3.2), newest entry first; never so full that one has to go."""
    entries: list[tuple[str, str]] = field(default_factory=list)

    def one(self, name: str, value: str) -> bytes:
        """A header field, by index where there is one."""
        if (name, value) in STATIC:
            return integer(STATIC[name, value], 7, 0x80)
        if (name, value) in self.entries:
            return integer(62 + self.entries.index((name, value)), 7, 0x80)
        kept = name in KEPT and len(value) < 200 and len(self.entries) < 12
        index = STATIC_NAMES.get(name, 0)
        head = integer(index, 6, 0x40) if kept else integer(index, 4, 0)
        if kept:
            self.entries.insert(0, (name, value))
        return head + (b"" if index else text(name)) + text(value)

    def block(self, fields: list[tuple[str, str]]) -> bytes:
        """A header block."""
        return b"".join(self.one(name, value) for name, value in fields)


def frame(kind: int, flags: int, stream: int, payload: bytes) -> bytes:
    """RFC 9113 4.1."""
    return len(payload).to_bytes(3, "big") + bytes([kind, flags]) + struct.pack("!I", stream) + payload


Body = bytes | str | dict[str, object] | list[object] | None


class Connection:
    """A TCP connection between a client and a server that speak h2c with prior knowledge."""

    def __init__(self, client: str, server: str, port: int = 7777, client_port: int = 40000,
                 authority: str | None = None) -> None:
        self.ends = ((client, client_port), (server, port))
        self.authority = authority or f"{server}:{port}"
        self.seq = [1000, 5000]
        self.coders = [Coder(), Coder()]
        self.stream = 1
        self.packets: list[bytes] = []
        self.open()

    def segment(self, way: int, payload: bytes = b"", flags: int = 0x18) -> None:
        """A segment; SYN and FIN count one."""
        (source, sport), (target, dport) = self.ends[way], self.ends[1 - way]
        self.packets.append(wire.tcp(source, sport, target, dport, self.seq[way], payload, self.seq[1 - way], flags))
        self.seq[way] += len(payload) + (1 if flags & 3 else 0)

    def open(self) -> None:
        """Handshake, preface and settings (RFC 9113 3.4)."""
        self.segment(0, flags=0x02)
        self.segment(1, flags=0x12)
        self.segment(0, flags=0x10)
        self.segment(0, PREFACE + frame(SETTINGS, 0, 0, b""))
        self.segment(1, frame(SETTINGS, 0, 0, b"") + frame(SETTINGS, 1, 0, b""))
        self.segment(0, frame(SETTINGS, 1, 0, b""))

    def message(self, way: int, stream: int, fields: list[tuple[str, str]], body: bytes) -> bytes:
        """HEADERS and, with a body, DATA; the last one ends the stream."""
        block = self.coders[way].block(fields)
        end = 0 if body else END_STREAM
        out = frame(HEADERS, END_HEADERS | end, stream, block)
        for at in range(0, len(body), 16000):
            last = END_STREAM if at + 16000 >= len(body) else 0
            out += frame(DATA, last, stream, body[at:at + 16000])
        return out

    def asks(self, method: str, path: str, body: Body = None, content: str | None = None, **headers: str) -> tuple[int, bytes]:
        """The stream and the bytes of a request; underscores in the names of headers are dashes."""
        stream, self.stream = self.stream, self.stream + 2
        data, content = coded(body, content)
        fields = [(":method", method), (":scheme", "http"), (":authority", self.authority), (":path", path)]
        return stream, self.message(0, stream, fields + extra(headers, content, data), data)

    def answers(self, stream: int, status: int, body: Body = None, content: str | None = None, **headers: str) -> bytes:
        """The bytes of an answer."""
        data, content = coded(body, content)
        return self.message(1, stream, [(":status", str(status))] + extra(headers, content, data), data)

    def send(self, way: int, data: bytes) -> None:
        """As segments of what fits an Ethernet frame."""
        for at in range(0, len(data), 1400):
            self.segment(way, data[at:at + 1400])

    def exchange(self, method: str, path: str, body: Body = None, content: str | None = None, *, status: int = 200,
                 answer: Body = None, answer_content: str | None = None, answer_headers: dict[str, str] | None = None,
                 **headers: str) -> None:
        """A request and its answer."""
        stream, data = self.asks(method, path, body, content, **headers)
        self.send(0, data)
        self.send(1, self.answers(stream, status, answer, answer_content, **(answer_headers or {})))


def coded(body: Body, content: str | None) -> tuple[bytes, str | None]:
    """The bytes of a body and what it is."""
    if body is None:
        return b"", content
    if isinstance(body, (dict, list)):
        return json.dumps(body, separators=(",", ":")).encode(), content or "application/json"
    return (body.encode() if isinstance(body, str) else body), content


def extra(headers: dict[str, str], content: str | None, data: bytes) -> list[tuple[str, str]]:
    """Header fields as they are sent."""
    fields = [("3gpp-sbi-" + name[4:].replace("_", "-") if name.startswith("sbi_") else name.replace("_", "-"), value)
              for name, value in headers.items()]
    if content:
        fields.append(("content-type", content))
    if data:
        fields.append(("content-length", str(len(data))))
    return fields


def jwt(claims: dict[str, object], algorithm: str = "ES256") -> str:
    """A token (RFC 7519) that nobody signed: its signature is a word."""
    def part(value: object) -> str:
        return base64.urlsafe_b64encode(json.dumps(value, separators=(",", ":")).encode()).decode().rstrip("=")
    return f"{part({'alg': algorithm, 'typ': 'JWT'})}.{part(claims)}.c2lnbmVk"


def multipart(*parts: tuple[str, str, bytes], boundary: str = "----Boundary") -> tuple[bytes, str]:
    """multipart/related (RFC 2387): type, Content-Id, content of each; and the content-type of all."""
    out = b""
    for kind, name, content in parts:
        head = f"--{boundary}\r\nContent-Type: {kind}\r\n" + (f"Content-Id: {name}\r\n" if name else "")
        out += head.encode() + b"\r\n" + content + b"\r\n"
    return out + f"--{boundary}--\r\n".encode(), f'multipart/related; boundary="{boundary}"'
