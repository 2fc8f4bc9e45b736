"""Captures of SIP, its media and the languages of media gateways. Those named after a bug stand for one of another tool."""
from __future__ import annotations

import importlib.machinery
import importlib.util
import sys
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests"))
import wire  # noqa: E402
from wire import Frame  # noqa: E402


def builder() -> ModuleType:
    """The script that writes the lab's captures: its messages serve here too."""
    loader = importlib.machinery.SourceFileLoader("build_sip", str(ROOT / "lab/build-sip"))
    spec = importlib.util.spec_from_loader("build_sip", loader)
    assert spec
    module = importlib.util.module_from_spec(spec)
    sys.dont_write_bytecode, kept = True, sys.dont_write_bytecode
    loader.exec_module(module)
    sys.dont_write_bytecode = kept
    return module


LAB = builder()


def sip_retransmitted_invite() -> list[Frame]:
    """OpenLI #117: the INVITE that is sent again leaves the call its media; and is counted once."""
    log, call = LAB.Log(), LAB.Call(1, LAB.ALICE, LAB.BOB)
    invite = LAB.text(f"INVITE sip:{LAB.BOB}@{LAB.REALM} SIP/2.0", call.base("INVITE", [LAB.via(LAB.UE, "r1")]),
                      LAB.sdp(LAB.UE, 49170), "application/sdp")
    log.udp(LAB.UE, LAB.PCSCF, invite)
    log.udp(LAB.UE, LAB.PCSCF, invite)
    log.udp(LAB.PCSCF, LAB.UE, LAB.answer(invite, "180 Ringing", tag="b1"))
    log.udp(LAB.PCSCF, LAB.UE, LAB.answer(invite, "200 OK", [], LAB.sdp(LAB.UE2, 49180), "application/sdp", tag="b1"))
    LAB.rtp(log, LAB.UE2, 49180, LAB.UE, 49170, 4)
    return log.frames


def sip_fragmented_invite() -> list[Frame]:
    """OpenLI #120: an INVITE in two IP fragments is one message, and stands where it is complete."""
    log, call = LAB.Log(), LAB.Call(2, LAB.ALICE, LAB.BOB)
    headers = [*call.base("INVITE", [LAB.via(LAB.PCSCF, "f1")]), *(("X-Long", "x" * 180) for _ in range(10))]
    invite = LAB.text(f"INVITE sip:{LAB.BOB}@{LAB.REALM} SIP/2.0", headers, LAB.sdp(LAB.UE, 49172), "application/sdp")
    packet = wire.udp(LAB.PCSCF, 5060, LAB.SCSCF, 5060, invite)[20:]
    log.packet(wire.ip(LAB.PCSCF, LAB.SCSCF, wire.UDP, packet[:1480], number=7, flags=1))
    log.packet(wire.ip(LAB.PCSCF, LAB.SCSCF, wire.UDP, packet[1480:], number=7, offset=1480))
    return log.frames


def media_of_no_call() -> list[Frame]:
    """RTP that nobody announced, and bytes that only look like its beginning."""
    log = LAB.Log()
    LAB.rtp(log, "192.0.2.50", 20000, "192.0.2.51", 20002, 6)
    for number in range(6):
        log.packet(wire.udp("192.0.2.60", 30000, "192.0.2.61", 30002, b"\x80\x08" + bytes([number * 77 % 256] * 20)))
    return log.frames


def gateway_commands() -> list[Frame]:
    """MGCP and H.248, as text and in BER; where they send media is a call's."""
    log = LAB.Log()
    agent, gateway = "192.0.2.30", "192.0.2.31"
    sdp = LAB.sdp("192.0.2.32", 24000)
    log.packet(wire.udp(agent, 2727, gateway, 2427, b"CRCX 1204 aaln/1@gw.example MGCP 1.0\r\nC: A3\r\nM: recvonly\r\n\r\n" + sdp))
    log.packet(wire.udp(gateway, 2427, agent, 2727, b"200 1204 OK\r\nI: F1\r\n"))
    log.packet(wire.udp(agent, 2944, gateway, 2944, b"MEGACO/1 [192.0.2.30]:2944\r\nTransaction=1{Context=-{Add=A/1}}\r\n"))
    binary = bytes.fromhex("300ba109800101a10480020000")
    log.packet(wire.sctp(agent, 2945, gateway, 2945, wire.sctp_data(1, binary, 7)))
    LAB.rtp(log, "192.0.2.33", 24002, "192.0.2.32", 24000, 4)
    return log.frames
