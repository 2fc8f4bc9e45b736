"""Who is known and what its role does: captures of undeclared-element, undeclared-access, role-violation."""
from __future__ import annotations

import wire
from captures import AIR, HSS, MME, PPID, STRANGER, ULR, imsi, on_wire, ok, s6a, user, vectors, visited
from captures_sbi import AMF, SMF, UDM, all_of, instance
from http_build import Connection
from wire import Frame

UDR, SPARE = "10.0.0.15", "192.0.2.60"


def s6a_from(source: str, command: int, hop: int, number: int, host: str, *answer: bytes) -> list[bytes]:
    """An exchange of somebody with the HSS."""
    return [wire.sctp(source, 3868, HSS, 3868, wire.sctp_data(hop, s6a(command, hop, user(number), visited(), host=host), PPID)),
            wire.sctp(HSS, 3868, source, 3868,
                      wire.sctp_data(hop, s6a(command, hop, *answer, request=False, host="hss1"), PPID))]


def undeclared_element_found() -> list[Frame]:
    """An MME that nobody entered registers a subscriber at the declared HSS."""
    return on_wire(*s6a_from(SPARE, ULR, 1, 1, "mme7", ok()))


def undeclared_element_innocent() -> list[Frame]:
    """The declared MME does the same."""
    return on_wire(*s6a_from(MME, ULR, 1, 1, "mme1", ok()))


def undeclared_access_found() -> list[Frame]:
    """A host of a strange address, under a name that nobody has, is given vectors of three subscribers."""
    return on_wire(*(packet for number in range(3)
                     for packet in s6a_from(STRANGER, AIR, number + 1, number, "tool", ok(), vectors())))


def undeclared_access_innocent() -> list[Frame]:
    """The declared MME is given the same, and registers them."""
    return on_wire(*(packet for number in range(3)
                     for packet in (*s6a_from(MME, AIR, 2 * number + 1, number, "mme1", ok(), vectors()),
                                    *s6a_from(MME, ULR, 2 * number + 2, number, "mme1", ok()))))


def key_read(source: str, kind: str, number: int) -> Connection:
    """Somebody reads a subscriber's authentication subscription in the repository (TS 29.505 5.2.2)."""
    udr = Connection(source, UDR)
    udr.exchange("GET", f"/nudr-dr/v2/subscription-data/imsi-{imsi(1)}/authentication-data/authentication-subscription",
                 answer={"authenticationMethod": "5G_AKA", "sequenceNumber": {"sqn": "000000000020"}},
                 user_agent=f"{kind}-{instance(number)}")
    return udr


def role_violation_found() -> list[Frame]:
    """An SMF, by its own word, reads what only the UDM reads, and gets it."""
    udm = Connection(SMF, UDM, client_port=40002)
    udm.exchange("GET", f"/nudm-sdm/v2/imsi-{imsi(1)}/sm-data", answer=[], user_agent=f"SMF-{instance(16)}")
    return all_of(udm, key_read(SMF, "SMF", 16))


def role_violation_innocent() -> list[Frame]:
    """The UDM reads the same resource, when the AMF has the subscriber authenticated."""
    ausf = Connection("10.0.0.13", UDM, client_port=40002)
    ausf.exchange("POST", f"/nudm-ueau/v1/imsi-{imsi(1)}/security-information/generate-auth-data",
                  {"servingNetworkName": "5G:mnc001.mcc001.3gppnetwork.org"}, answer={"authType": "5G_AKA"},
                  user_agent=f"AUSF-{instance(13)}")
    return all_of(ausf, key_read(UDM, "UDM", 14))


def role_violation_declared_found() -> list[Frame]:
    """The declared gateway asks the HSS for vectors: it is refused, and it is an attempt."""
    return on_wire(*s6a_from("192.0.2.3", AIR, 1, 1, "sgw1", wire.avp_number(268, 5003)))


def role_violation_declared_innocent() -> list[Frame]:
    """The declared AMF reads what an AMF reads."""
    udm = Connection(AMF, UDM)
    udm.exchange("GET", f"/nudm-sdm/v2/imsi-{imsi(1)}/am-data", answer={}, user_agent=f"AMF-{instance(12)}")
    return all_of(udm)
