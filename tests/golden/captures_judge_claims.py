"""Who says he is whom: captures of identity-mismatch, token-misuse, rogue-function, discovery-sweep."""
from __future__ import annotations

import wire
from captures import AIR, HOME, HSS, MME, PPID, S6A, imsi, ok, on_wire, user, vectors, visited
from captures_map import CONTROL, HOME as REGISTER, START, WHERE, isdn, map_context, msisdn
from captures_sbi import AMF, NRF, SCP, SMF, UDM, all_of, instance
from http_build import Connection, jwt
from tcap import HLR, SCF, Network, Node, components, con, ctx, invoke, request, response, result, seq, tcap
from wire import Frame

EDGE, SECOND, FAR, ROGUE = "192.0.2.5", "192.0.2.9", "198.51.100.44", "10.0.0.66"
ABROAD = "epc.mnc070.mcc999.3gppnetwork.org"
FORM = "application/x-www-form-urlencoded"
CER = 257


# --- Diameter -------------------------------------------------------------------------------------

def asks(source: str, hop: int, number: int, host: str, realm: str, *relays: str, command: int = AIR,
         answered: bool = True) -> list[bytes]:
    """An exchange with the HSS, from an address and under names that may not agree."""
    names = [wire.avp_text(263, f"{host};1;{hop}"), wire.avp_number(277, 1), wire.avp_text(264, host), wire.avp_text(296, realm),
             wire.avp_text(283, HOME), *(wire.avp_text(282, relay) for relay in relays)]
    asked = wire.diameter(command, S6A, hop, *names, user(number), visited())
    told = wire.diameter(command, S6A, hop, wire.avp_text(263, f"{host};1;{hop}"), wire.avp_number(277, 1),
                         wire.avp_text(264, f"hss1.{HOME}"), wire.avp_text(296, HOME), ok(), vectors(), request=False)
    there = wire.sctp(source, 3868, HSS, 3868, wire.sctp_data(hop, asked, PPID))
    return [there, wire.sctp(HSS, 3868, source, 3868, wire.sctp_data(hop, told, PPID))] if answered else [there]


def identity_mismatch_found() -> list[Frame]:
    """From the edge: the name of the operator's own MME with a partner's realm, and vectors are handed out."""
    return on_wire(*asks(EDGE, 1, 1, f"mme1.{HOME}", ABROAD, f"dea9.{ABROAD}"),
                   *asks(EDGE, 2, 2, f"mme1.{HOME}", ABROAD, f"dea9.{ABROAD}"))


def identity_mismatch_innocent() -> list[Frame]:
    """The partner's MME through the same edge, and the operator's own: each below its realm."""
    return on_wire(*asks(EDGE, 1, 1, f"mme31.{ABROAD}", ABROAD, f"dea9.{ABROAD}"), *asks(MME, 2, 2, f"mme1.{HOME}", HOME),
                   *asks(EDGE, 3, 2, f"mme1.{HOME}", HOME, f"mme1.{HOME}"))


def identity_mismatch_turns_found() -> list[Frame]:
    """With no declaration: one MME's name at two sites by turns, to the same HSS, neither of them a relay."""
    name = f"mme1.{HOME}"
    return on_wire(*asks(MME, 1, 1, name, HOME), *asks(FAR, 2, 2, name, HOME), *asks(MME, 3, 3, name, HOME),
                   *asks(FAR, 4, 4, name, HOME), *asks(MME, 5, 5, name, HOME))


def identity_mismatch_turns_innocent() -> list[Frame]:
    """An MME goes over to its other site and stays; another one's name is relayed there, by the Route-Record."""
    name, other = f"mme1.{HOME}", f"mme2.{HOME}"
    return on_wire(*asks(MME, 1, 1, name, HOME), *asks(MME, 2, 2, name, HOME), *asks(FAR, 3, 3, name, HOME),
                   *asks(FAR, 4, 4, name, HOME), *asks(SECOND, 5, 5, other, HOME), *asks(FAR, 6, 6, other, HOME, other),
                   *asks(SECOND, 7, 7, other, HOME))


def identity_mismatch_place_found() -> list[Frame]:
    """A declared name from the address of another declared element, with nothing passed on: refused to nobody."""
    return on_wire(*asks(SECOND, 1, 1, f"mme1.{HOME}", HOME))


def identity_mismatch_place_innocent() -> list[Frame]:
    """The same by the declared edge, which passes on."""
    return on_wire(*asks(EDGE, 1, 1, f"mme1.{HOME}", HOME, f"mme1.{HOME}"), *asks(SECOND, 2, 2, f"mme2.{HOME}", HOME))


# --- SS7 ------------------------------------------------------------------------------------------

def locate(who: Node, control: str, number: int = 1) -> list[Frame]:
    """anyTimeInterrogation of the HLR by somebody who calls himself `control` inside, and is answered."""
    net, context = Network(START), map_context(29, 3)
    ours = net.dialogue()
    where = seq(con(0, ctx(1, msisdn(number))), con(1, ctx(0), ctx(1)), ctx(3, isdn(control)))
    net.send((who, SCF), (REGISTER, HLR), tcap(2, ours, None, request(context), components(invoke(1, 71, where))))
    net.send((REGISTER, HLR), (who, SCF), tcap(4, None, ours, response(context), components(result(1, 71, WHERE))))
    return net.frames


def identity_mismatch_title_found() -> list[Frame]:
    """A global title of home comes in from a partner's address."""
    return locate(Node("203.0.113.50", 2070, CONTROL.title), CONTROL.title)


def identity_mismatch_title_innocent() -> list[Frame]:
    """The service control function that has the title asks."""
    return locate(CONTROL, CONTROL.title)


def identity_mismatch_inside_found() -> list[Frame]:
    """A foreign title that calls itself one of home's inside MAP."""
    return locate(Node("192.0.2.60", 2071, "9995500147"), CONTROL.title)


def identity_mismatch_inside_innocent() -> list[Frame]:
    """A partner that calls itself one and the same."""
    return locate(Node("192.0.2.60", 2071, "9997000047"), "9997000047")


# --- GTP ------------------------------------------------------------------------------------------

def session(source: str, endpoint: str) -> list[Frame]:
    """Create Session Request to the SGW, and its answer (TS 29.274 7.2.1)."""
    asked = wire.gtpv2(32, 0, 1, wire.ie2(1, wire.tbcd(imsi(1))), wire.fteid2(10, 0x11, endpoint), wire.ie2(71, wire.labels("internet")))
    told = wire.gtpv2(33, 0x11, 1, wire.ie2(2, b"\x10\0"), wire.fteid2(11, 0x22, "192.0.2.3"))
    return on_wire(wire.udp(source, 2123, "192.0.2.3", 2123, asked), wire.udp("192.0.2.3", 2123, source, 2123, told))


def identity_mismatch_tunnel_found() -> list[Frame]:
    """The endpoint that one MME gives out as its own is the other's."""
    return session(MME, SECOND)


def identity_mismatch_tunnel_innocent() -> list[Frame]:
    """Its own."""
    return session(MME, MME)


# --- SBI ------------------------------------------------------------------------------------------

def agent(kind: str, number: int) -> str:
    """User-Agent."""
    return f"{kind}-{instance(number)}"


def token(number: int, scope: str = "nudm-sdm nudm-uecm", audience: str = "UDM", **more: object) -> str:
    """An access token that was issued to an instance."""
    return jwt({"iss": instance(10), "sub": instance(number), "aud": audience, "scope": scope, **more})


def registers(source: str, kind: str, number: int, port: int, address: str = "", status: int = 201, times: int = 0) -> Connection:
    """An NF registers with the NRF, and is heard of again."""
    nrf = Connection(source, NRF, client_port=port)
    path, who = f"/nnrf-nfm/v1/nf-instances/{instance(number)}", {"user_agent": agent(kind, number)}
    profile: dict[str, object] = {"nfInstanceId": instance(number), "nfType": kind, "nfStatus": "REGISTERED",
                                  "ipv4Addresses": [address or source]}
    nrf.exchange("PUT", path, profile, status=status, answer={}, **who)
    for _ in range(times):
        heartbeat(nrf, kind, number)
    return nrf


def heartbeat(nrf: Connection, kind: str, number: int) -> None:
    """NFUpdate (TS 29.510 5.2.2.3.2)."""
    nrf.exchange("PATCH", f"/nnrf-nfm/v1/nf-instances/{instance(number)}",
                 [{"op": "replace", "path": "/nfStatus", "value": "REGISTERED"}], "application/json-patch+json", status=204,
                 user_agent=agent(kind, number))


def given(source: str, kind: str, number: int, port: int, access: str) -> Connection:
    """The NRF gives somebody a token."""
    nrf = Connection(source, NRF, client_port=port)
    nrf.exchange("POST", "/oauth2/token",
                 f"grant_type=client_credentials&nfInstanceId={instance(number)}&nfType={kind}&targetNfType=UDM&scope=nudm-sdm",
                 FORM, answer={"access_token": access, "token_type": "Bearer", "expires_in": 600}, user_agent=agent(kind, number))
    return nrf


def reads(source: str, target: str, access: str, port: int, *, status: int = 200, what: str = "am-data", number: int = 1,
          **more: str) -> Connection:
    """Somebody reads subscription data with a token."""
    udm = Connection(source, target, client_port=port)
    udm.exchange("GET", f"/nudm-sdm/v2/imsi-{imsi(number)}/{what}", status=status,
                 answer={"gpsis": [f"msisdn-9990000000{number}"]} if status == 200 else {"status": status},
                 authorization=f"Bearer {access}", **more)
    return udm


def identity_mismatch_nf_found() -> list[Frame]:
    """The SMF's address speaks as the AMF: each of them had registered under its own name."""
    udm = Connection(SMF, UDM, client_port=40003)
    udm.exchange("GET", f"/nudm-sdm/v2/imsi-{imsi(1)}/am-data", answer={}, user_agent=agent("AMF", 12))
    return all_of(registers(AMF, "AMF", 12, 40001), registers(SMF, "SMF", 16, 40002), udm)


def identity_mismatch_nf_innocent() -> list[Frame]:
    """The AMF's request comes from the SCP, to which it was sent."""
    there, on = Connection(AMF, SCP, client_port=40003), Connection(SCP, UDM, client_port=40004)
    for one in (there, on):
        one.exchange("GET", f"/nudm-sdm/v2/imsi-{imsi(1)}/am-data", answer={}, user_agent=agent("AMF", 12))
    return all_of(registers(AMF, "AMF", 12, 40001), registers(SCP, "SCP", 11, 40002), there, on)


def token_misuse_found() -> list[Frame]:
    """The SMF reads with the token that was issued to the AMF, and gets it."""
    amf = token(12)
    return all_of(registers(AMF, "AMF", 12, 40001), registers(SMF, "SMF", 16, 40002), given(AMF, "AMF", 12, 40003, amf),
                  reads(AMF, UDM, amf, 40004, user_agent=agent("AMF", 12)), reads(SMF, UDM, amf, 40005, number=2))


def token_misuse_innocent() -> list[Frame]:
    """Each reads with its own token; the AMF's passes an SCP, which shows it further on."""
    amf, smf = token(12), token(16)
    return all_of(registers(AMF, "AMF", 12, 40001), registers(SMF, "SMF", 16, 40002), given(AMF, "AMF", 12, 40003, amf),
                  given(SMF, "SMF", 16, 40004, smf), reads(AMF, SCP, amf, 40005), reads(SCP, UDM, amf, 40006),
                  reads(SMF, UDM, smf, 40007, what="sm-data"))


def token_misuse_stolen_found() -> list[Frame]:
    """A token that the NRF gave to the AMF is used from an address that asked for none."""
    amf = token(12)
    return all_of(given(AMF, "AMF", 12, 40001, amf), reads(ROGUE, UDM, amf, 40002))


def token_misuse_stolen_innocent() -> list[Frame]:
    """A second part of the AMF, elsewhere, asks for its own; and an old token is refused and renewed."""
    first, second, third = token(12, exp=1), token(12, exp=2), token(12, exp=3)
    return all_of(given(AMF, "AMF", 12, 40001, first), given(ROGUE, "AMF", 12, 40002, second), reads(ROGUE, UDM, second, 40003),
                  reads(AMF, UDM, first, 40004, status=401), given(AMF, "AMF", 12, 40005, third), reads(AMF, UDM, third, 40006))


def token_misuse_scope_found() -> list[Frame]:
    """A token that opens the SMF's service is shown to the UDM, which refuses it."""
    return all_of(reads(AMF, UDM, token(12, "nsmf-pdusession", "SMF"), 40001, status=403))


def token_misuse_scope_innocent() -> list[Frame]:
    """A scope may name a resource of the service (TS 29.510 5.4.2.2)."""
    return all_of(reads(AMF, UDM, token(12, "nudm-sdm:am-data:read nudm-uecm"), 40001))


def rogue_function_found() -> list[Frame]:
    """An SMF of nobody's registers, is taken in, and reads."""
    return all_of(registers(ROGUE, "SMF", 66, 40001), reads(ROGUE, UDM, token(66), 40002, what="sm-data"))


def rogue_function_innocent() -> list[Frame]:
    """The declared SMF does."""
    return all_of(registers(SMF, "SMF", 16, 40001), reads(SMF, UDM, token(16), 40002, what="sm-data"))


def rogue_function_twice_found() -> list[Frame]:
    """With no declaration: the SMF's instance is registered from elsewhere, and the SMF is still there."""
    smf, other = registers(SMF, "SMF", 16, 40001, times=1), registers(ROGUE, "SMF", 16, 40002)
    before = len(smf.packets)
    heartbeat(smf, "SMF", 16)
    after, smf.packets = smf.packets[before:], smf.packets[:before]
    return on_wire(*smf.packets, *other.packets, *after)


def rogue_function_twice_innocent() -> list[Frame]:
    """The SMF moves, and is heard of from its new address only."""
    return all_of(registers(SMF, "SMF", 16, 40001, times=2), registers(ROGUE, "SMF", 16, 40002, times=2))


def rogue_function_outside_found() -> list[Frame]:
    """A profile that has others ask a public address, registered from a private one."""
    return all_of(registers(SMF, "SMF", 16, 40001, address="198.51.100.77"))


def rogue_function_outside_innocent() -> list[Frame]:
    """A service address of the same network; and a SEPP, which faces outside."""
    return all_of(registers(SMF, "SMF", 16, 40001, address="10.96.0.16"),
                  registers("10.0.0.27", "SEPP", 27, 40002, address="198.51.100.27"))


def connects(source: str, host: str) -> list[Frame]:
    """Capabilities-Exchange (RFC 6733 5.3) with the HSS."""
    names = [wire.avp_text(264, host), wire.avp_text(296, host.split(".", 1)[1])]
    asked = wire.diameter(CER, 0, 1, *names, wire.avp_text(269, "x"))
    told = wire.diameter(CER, 0, 1, ok(), wire.avp_text(264, f"hss1.{HOME}"), wire.avp_text(296, HOME), request=False)
    return on_wire(wire.sctp(source, 3868, HSS, 3868, wire.sctp_data(1, asked, PPID)),
                   wire.sctp(HSS, 3868, source, 3868, wire.sctp_data(1, told, PPID)))


def rogue_function_peer_found() -> list[Frame]:
    """A Diameter peer of nobody's is taken in."""
    return connects(FAR, f"mme77.{HOME}")


def rogue_function_peer_innocent() -> list[Frame]:
    """The declared one."""
    return connects(MME, f"mme1.{HOME}")


def looks_for(source: str, kind: str, number: int, port: int, *types: str, target: str = NRF) -> Connection:
    """NF discovery (TS 29.510 5.3.2.2), one type after the other."""
    nrf = Connection(source, target, client_port=port)
    for wanted in types:
        nrf.exchange("GET", f"/nnrf-disc/v1/nf-instances?target-nf-type={wanted}&requester-nf-type={kind}"
                            f"&service-names=n{wanted.lower()}-x", answer={"nfInstances": []}, user_agent=agent(kind, number))
    return nrf


NEEDS = ("AUSF", "UDM", "SMF", "PCF", "NSSF", "SMSF", "LMF", "AMF")


def discovery_sweep_found() -> list[Frame]:
    """An AUSF looks for all that there is, and reads what a UDM has of a subscriber."""
    udm = Connection("10.0.0.13", UDM, client_port=40002)
    udm.exchange("GET", f"/nudm-sdm/v2/imsi-{imsi(1)}/am-data", answer={}, user_agent=agent("AUSF", 13))
    return all_of(looks_for("10.0.0.13", "AUSF", 13, 40001, "UDM", "UDR", "SMF", "AMF", "NEF", "PCF", "UPF", "GMLC"), udm)


def discovery_sweep_innocent() -> list[Frame]:
    """An AMF looks for what it needs, over and over, and reads; an AUSF for the UDM."""
    udm = Connection(AMF, UDM, client_port=40002)
    udm.exchange("GET", f"/nudm-sdm/v2/imsi-{imsi(1)}/am-data", answer={}, user_agent=agent("AMF", 12))
    return all_of(looks_for(AMF, "AMF", 12, 40001, *NEEDS, *NEEDS, *NEEDS), looks_for("10.0.0.13", "AUSF", 13, 40003, "UDM", "UDM"), udm)


def discovery_sweep_unknown_found() -> list[Frame]:
    """Somebody who does not say what he is looks for eight types, and reads nothing."""
    nrf = Connection(ROGUE, NRF)
    for wanted in ("UDM", "UDR", "SMF", "AMF", "NEF", "PCF", "UPF", "GMLC"):
        nrf.exchange("GET", f"/nnrf-disc/v1/nf-instances?target-nf-type={wanted}", answer={"nfInstances": []})
    return all_of(nrf)


def discovery_sweep_unknown_innocent() -> list[Frame]:
    """An SCP looks for all types, on behalf of those that ask it."""
    types = ("UDM", "UDR", "SMF", "AMF", "NEF", "PCF", "UPF", "GMLC", "AUSF", "NSSF", "BSF", "CHF", "LMF")
    return all_of(looks_for(SCP, "SCP", 11, 40001, *types))
