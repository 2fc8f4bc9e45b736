"""Captures of SIP, its media and the languages of media gateways. Those named after a bug stand for one of another tool."""
from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
import wire  # noqa: E402
from wire import Frame  # noqa: E402
from wire_sip import ALICE, BOB, PCSCF, REALM, SCSCF, UE, UE2, Call, Log, answer, rtp, sdp, text, via  # noqa: E402


def sip_retransmitted_invite() -> list[Frame]:
    """OpenLI #117: the INVITE that is sent again leaves the call its media; and is counted once."""
    log, call = Log(), Call(1, ALICE, BOB)
    invite = text(f"INVITE sip:{BOB}@{REALM} SIP/2.0", call.base("INVITE", [via(UE, "r1")]),
                      sdp(UE, 49170), "application/sdp")
    log.udp(UE, PCSCF, invite)
    log.udp(UE, PCSCF, invite)
    log.udp(PCSCF, UE, answer(invite, "180 Ringing", tag="b1"))
    log.udp(PCSCF, UE, answer(invite, "200 OK", [], sdp(UE2, 49180), "application/sdp", tag="b1"))
    rtp(log, UE2, 49180, UE, 49170, 4)
    return log.frames


def sip_fragmented_invite() -> list[Frame]:
    """OpenLI #120: an INVITE in two IP fragments is one message, and stands where it is complete."""
    log, call = Log(), Call(2, ALICE, BOB)
    headers = [*call.base("INVITE", [via(PCSCF, "f1")]), *(("X-Long", "x" * 180) for _ in range(10))]
    invite = text(f"INVITE sip:{BOB}@{REALM} SIP/2.0", headers, sdp(UE, 49172), "application/sdp")
    packet = wire.udp(PCSCF, 5060, SCSCF, 5060, invite)[20:]
    log.packet(wire.ip(PCSCF, SCSCF, wire.UDP, packet[:1480], number=7, flags=1))
    log.packet(wire.ip(PCSCF, SCSCF, wire.UDP, packet[1480:], number=7, offset=1480))
    return log.frames


def media_of_no_call() -> list[Frame]:
    """RTP that nobody announced, and bytes that only look like its beginning."""
    log = Log()
    rtp(log, "192.0.2.50", 20000, "192.0.2.51", 20002, 6)
    for number in range(6):
        log.packet(wire.udp("192.0.2.60", 30000, "192.0.2.61", 30002, b"\x80\x08" + bytes([number * 77 % 256] * 20)))
    return log.frames


def gateway_commands() -> list[Frame]:
    """MGCP and H.248, as text and in BER; where they send media is a call's."""
    log = Log()
    agent, gateway = "192.0.2.30", "192.0.2.31"
    body = sdp("192.0.2.32", 24000)
    log.packet(wire.udp(agent, 2727, gateway, 2427, b"CRCX 1204 aaln/1@gw.example MGCP 1.0\r\nC: A3\r\nM: recvonly\r\n\r\n" + body))
    log.packet(wire.udp(gateway, 2427, agent, 2727, b"200 1204 OK\r\nI: F1\r\n"))
    log.packet(wire.udp(agent, 2944, gateway, 2944, b"MEGACO/1 [192.0.2.30]:2944\r\nTransaction=1{Context=-{Add=A/1}}\r\n"))
    binary = bytes.fromhex("300ba109800101a10480020000")
    log.packet(wire.sctp(agent, 2945, gateway, 2945, wire.sctp_data(1, binary, 7)))
    rtp(log, "192.0.2.33", 24002, "192.0.2.32", 24000, 4)
    return log.frames
