"""NAS of 5GS and EPS inside NGAP, S1AP and GSMTAP; GSUP. Those named after a bug stand for one that others had here."""
from __future__ import annotations

import struct

import captures_ngap as n2
import wire
from apdu import REQUEST, Per, field, pdu
from captures import on_wire
from wire import Frame

MME, ENB = "192.0.2.11", "192.0.2.23"
HLR, VLR = "192.0.2.31", "192.0.2.32"
S1AP = 18
MAC = bytes.fromhex("1122334401")
SUCI = bytes.fromhex("000d 01 00f110 f0ff 00 00 0000000010")
CONCEALED = bytes.fromhex("0011 01 00f110 21f3 01 1b a1b2c3d4a1b2c3d4a1")
CAPABILITY = bytes.fromhex("02 f0f0")
RAND = bytes(range(16))


def pdu_5g(body: str) -> bytes:
    """NAS-PDU of NGAP."""
    return field(38, Per().open(bytes.fromhex(body)))


def protected(header: int, body: str) -> str:
    """A message of 5GMM in its security envelope (TS 24.501 9.1.1)."""
    return f"7e{header:02x}{MAC.hex()}{body}"


def first(body: str, number: int = 1) -> bytes:
    """InitialUEMessage."""
    return pdu(REQUEST, 15, n2.ran(number), pdu_5g(body), n2.place())


def to_ue(body: str, number: int = 1) -> bytes:
    """DownlinkNASTransport."""
    return pdu(REQUEST, 4, *n2.ids(7 + number, number), pdu_5g(body))


def from_ue(body: str, number: int = 1) -> bytes:
    """UplinkNASTransport."""
    return pdu(REQUEST, 46, *n2.ids(7 + number, number), pdu_5g(body), n2.place())


def talk(*turns: bytes) -> list[bytes]:
    """Messages of N2 in turn; one that begins with its direction's mark goes down."""
    return [(n2.down if turn[1] == 4 else n2.up)(at + 1, turn) for at, turn in enumerate(turns)]


CHALLENGE = f"7e0056 00 020000 21{RAND.hex()} 2010{RAND.hex()}"
AGAIN = CHALLENGE.replace(RAND.hex(), RAND[::-1].hex())
ANSWER = f"7e0057 2d10{RAND.hex()}"


def command(algorithms: int) -> str:
    """Security mode command that asks for the IMEISV (TS 24.501 8.2.25)."""
    return protected(3, f"7e005d {algorithms:02x} 00 {CAPABILITY.hex()} e1")


def nas_5gs_registration() -> list[Frame]:
    """A UE comes, is asked who and what it is, and refused a session (TS 24.501 5.5.1.2)."""
    return on_wire(*talk(
        first(f"7e0041 79 {SUCI.hex()} 2e02f0f0 5200f110000001"), to_ue("7e005b 05"),
        from_ue("7e005c 0009 05 10100000000010f1"), to_ue(CHALLENGE), from_ue("7e0059 15 300e" + RAND[:14].hex()),
        to_ue(AGAIN), from_ue(ANSWER), to_ue(command(0x22)), from_ue(protected(4, "99" * 20)),
        to_ue(protected(2, "88" * 30)), to_ue("7e0068 01 0005 2e0501c31b 1205 5843")))


def nas_5gs_concealed() -> list[Frame]:
    """A SUCI that conceals (TS 29.571 5.3.2), and the core says that it does not know the UE."""
    return on_wire(*talk(first(f"7e0041 79 {CONCEALED.hex()} 2e02f0f0"), to_ue("7e0044 09")))


def nas_5gs_null_ciphered() -> list[Frame]:
    """NEA0 and NIA0 are chosen: told, and told of what follows (open5gs #477, free5gc #47)."""
    inner = f"7e0041 79 {SUCI.hex()}".replace(" ", "")
    return on_wire(*talk(
        first(f"7e0041 79 {SUCI.hex()} 2e02f0f0"), to_ue(command(0)),
        from_ue(protected(4, f"7e005e 77 0009 05 10100000000010f1 71 {len(inner) // 2:04x} {inner}"))))


def nas_5gs_container() -> list[Frame]:
    """A container in a service request is ciphered with a context of before: told apart (pycrate #4)."""
    return on_wire(*talk(first(protected(1, "7e004c 10 0007 f4 0041 c0ffee01 71 0008 9988776655443322"))))


# --- S1AP -----------------------------------------------------------------------------------------

def s1(procedure: int, body: str, number: int) -> bytes:
    """A message of S1AP with a NAS-PDU; the first one of a UE has no name of the core's yet."""
    names = [field(8, Per().integer(number, 0, 2**24 - 1))]
    if procedure != 12:
        names.insert(0, field(0, Per().integer(7 + number, 0, 2**32 - 1)))
    return pdu(REQUEST, procedure, *names, field(26, Per().open(bytes.fromhex(body))))


def s1_talk(*turns: tuple[int, str], number: int = 1) -> list[bytes]:
    """In turn: procedure 11 goes down, 12 and 13 come up."""
    return [wire.sctp(*((MME, 36412, ENB, 40023) if procedure == 11 else (ENB, 40023, MME, 36412)), wire.sctp_data(
        at + 1, s1(procedure, body, number), S1AP, ssn=at)) for at, (procedure, body) in enumerate(turns)]


ATTACH = "0741 71 08 0910100000000010 02f0f0 0004 0201d011 5200f1100001 5c0a00"
ACCEPT = ("0742 02 49 06 0000f1100001 0020 5201c1 0109 0908696e7465726e6574 05010a2d0002 5e020606 7b000480000d00 "
          "500bf600f110800102c0ffee01")


def attach(algorithms: int) -> list[Frame]:
    """An attach (TS 24.301 5.5.1.2) under the algorithms chosen."""
    mac = MAC.hex()
    return on_wire(*s1_talk(
        (12, ATTACH), (11, "0755 01"), (13, "0756 08 0910100000000010"), (11, f"0752 00 {RAND.hex()} 10{RAND.hex()}"),
        (13, f"0753 08{RAND[:8].hex()}"), (11, f"37{mac} 075d {algorithms:02x} 00 02f0f0 c1"),
        (13, f"47{mac} 075e 23 09 0310100000000010f1"), (11, f"27{mac}{ACCEPT}"),
        (13, f"27{mac} 0743 0003 5200c2"), (11, f"27{mac} 0762 03 0901ff"), (13, f"27{mac} 0745 09 0b f600f110800102c0ffee01")))


def nas_eps_null_ciphered() -> list[Frame]:
    """EEA0: what is marked as ciphered is read (open5gs #477)."""
    return attach(0x02)


def nas_eps_ciphered() -> list[Frame]:
    """EEA2: the same messages are nobody's to read."""
    return attach(0x22)


def nas_eps_refused() -> list[Frame]:
    """Refused with the reasons of both layers."""
    return on_wire(*s1_talk((12, ATTACH), (11, "0744 13 78 0005 0201d11b00")))


# --- GSMTAP ---------------------------------------------------------------------------------------

def gsmtap_nas() -> list[Frame]:
    """What a phone heard: NAS of EPS is read, with no ends; all else is counted."""
    def heard(kind: int, body: str) -> bytes:
        head = struct.pack("!BBBBHbbIBBBB", 2, 4, kind, 0, 0x4000, 0, 0, 0, 0, 0, 0, 0)
        return wire.udp("127.0.0.1", 40000, "127.0.0.1", 4729, head + bytes.fromhex(body))
    return on_wire(heard(18, ATTACH), heard(18, "0755 01"), heard(13, "0102"), heard(1, "01020304"))


# --- GSUP -----------------------------------------------------------------------------------------

def ipa(body: str, stream: int = 0xEE) -> bytes:
    """A packet of IPA; GSUP when no other stream is named."""
    whole = (b"\x05" if stream == 0xEE else b"") + bytes.fromhex(body)
    return struct.pack("!HB", len(whole), stream) + whole


def gsup_bundled() -> list[Frame]:
    """Two messages in one segment, one in two, and a routed name (osmo-hlr's own habits)."""
    imsi = "01 08 00010100000000f1"
    both = ipa("00", 0xFE) + ipa(f"08 {imsi} 280102") + ipa(f"04 {imsi} 280102 6004564c5200 6104484c5200")
    back = ipa(f"0a {imsi} 0312 2010{RAND.hex()}") + ipa(f"05 {imsi} 020102")
    return on_wire(wire.tcp(VLR, 40031, HLR, 4222, 1, both), wire.tcp(HLR, 4222, VLR, 40031, 1, back[:30]),
                   wire.tcp(HLR, 4222, VLR, 40031, 31, back[30:]))
