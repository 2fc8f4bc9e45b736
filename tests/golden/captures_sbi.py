"""Service-based interfaces: captures of the golden tests. See captures.py."""
from __future__ import annotations

from captures import imsi, on_wire
from http_build import Connection, jwt, multipart
from wire import Frame

AMF, SMF, UDM, SCP, SEPP, PEER = "10.0.0.12", "10.0.0.16", "10.0.0.14", "10.0.0.11", "10.0.0.27", "203.0.113.9"
NRF, OUTSIDE = "10.0.0.10", "198.51.100.77"


def instance(number: int) -> str:
    """An NF instance identifier."""
    return f"6b1d2a7e-0000-4000-8000-{number:012}"


def all_of(*connections: Connection) -> list[Frame]:
    """One connection after the other."""
    return on_wire(*(packet for one in connections for packet in one.packets))


def sbi_handles() -> list[Frame]:
    """pitfall: what is asked of sm-contexts/5 names nobody, nor does what is told at a callback (TS 29.502 5.2.2)."""
    smf, amf = Connection(AMF, SMF), Connection(SMF, AMF, client_port=40001)
    for number in (1, 2):
        smf.exchange("POST", "/nsmf-pdusession/v1/sm-contexts",
                     {"supi": f"imsi-{imsi(number)}", "dnn": "internet",
                      "smContextStatusUri": f"http://{AMF}:7777/namf-callback/v1/sm-context-status/{number}"},
                     status=201, answer={}, answer_headers={"location": f"http://{SMF}:7777/nsmf-pdusession/v1/sm-contexts/{number}"},
                     user_agent=f"AMF-{instance(12)}")
    smf.exchange("POST", "/nsmf-pdusession/v1/sm-contexts/2/modify", {"upCnxState": "DEACTIVATED"}, answer={})
    smf.exchange("POST", "/nsmf-pdusession/v1/sm-contexts/3/modify", {"upCnxState": "DEACTIVATED"}, status=404)
    amf.exchange("POST", "/namf-callback/v1/sm-context-status/1", {"statusInfo": {"resourceStatus": "RELEASED"}}, status=204)
    return all_of(smf, amf)


def sbi_relayed() -> list[Frame]:
    """Through an SCP the peer is no asker: signed credentials, then the token, say who is (TS 29.500 6.10, NOTES)."""
    to, on = Connection(SMF, SCP), Connection(SCP, UDM, client_port=40001)
    who = {"sbi_client_credentials": jwt({"sub": instance(16), "aud": ["UDM"]}), "user_agent": f"SMF-{instance(99)}",
           "authorization": "Bearer " + jwt({"iss": instance(10), "sub": instance(17), "aud": "UDM", "scope": "nudm-sdm"})}
    path = f"/nudm-sdm/v2/imsi-{imsi(1)}/sm-data"
    to.exchange("GET", path, sbi_target_apiroot="http://udm1.example.org", answer=[],
                answer_headers={"sbi_producer_id": f"nfinst={instance(14)}", "via": "2.0 SCP-scp1.example.org"}, **who)
    on.exchange("GET", path, via="2.0 SCP-scp1.example.org", answer=[], answer_headers={"server": f"UDM-{instance(14)}"}, **who)
    return all_of(to, on)


def sbi_tokens() -> list[Frame]:
    """A token's claims are told, the token never; one that nobody signed is odd (TS 29.510 6.3.5.2.4)."""
    nrf, udm = Connection(AMF, NRF), Connection(AMF, UDM, client_port=40001)
    form = "application/x-www-form-urlencoded"
    nrf.exchange("POST", "/oauth2/token", f"grant_type=client_credentials&nfInstanceId={instance(12)}&nfType=AMF&scope=nudm-sdm", form,
                 answer={"access_token": jwt({"sub": instance(12)}), "token_type": "Bearer"})
    nrf.exchange("POST", "/oauth2/token", "grant_type=password&username=x&password=y", form, status=401)
    for algorithm in ("ES256", "none"):
        token = jwt({"iss": instance(10), "sub": instance(12), "aud": ["UDM"], "scope": "nudm-sdm"}, algorithm)
        udm.exchange("GET", f"/nudm-sdm/v2/imsi-{imsi(1)}/am-data", authorization=f"Bearer {token}",
                     answer={"gpsis": ["msisdn-99900000001"]})
    return all_of(nrf, udm)


def sbi_unknown() -> list[Frame]:
    """A vendor's interface is named as such; an API root may have a prefix; a web page is nothing unknown."""
    udm = Connection(AMF, UDM)
    for method, path in (("GET", f"/nvendor-dump/v1/subscribers/imsi-{imsi(1)}"), ("GET", f"/nudm-sdm/v2/imsi-{imsi(1)}/vendor-data"),
                         ("GET", f"/a/b/nudm-sdm/v3/imsi-{imsi(1)}/am-data"), ("GET", "/index.html"), ("POST", "/api/v1/pods"),
                         ("GET", "/nudm-sdm/v2/nai-someone%40example.org/am-data"),
                         ("GET", "/nudm-sdm/v2/suci-0-001-01-0000-1-17-ab12cd34ef/am-data")):
        udm.exchange(method, path, status=404, answer={"status": 404, "cause": "USER_NOT_FOUND"},
                     answer_content="application/problem+json")
    return all_of(udm)


def sbi_callback_outside() -> list[Frame]:
    """Events of somebody's place, to be told to an address elsewhere (TS 29.518 5.3.2.2)."""
    amf, told = Connection("10.0.0.24", AMF), Connection(AMF, OUTSIDE, port=80, client_port=40001)
    amf.exchange("POST", "/namf-evts/v1/subscriptions",
                 {"subscription": {"eventList": [{"type": "LOCATION_REPORT"}], "eventNotifyUri": f"http://{OUTSIDE}:80/in/42",
                                   "notifyCorrelationId": "42", "nfId": instance(24), "supi": f"imsi-{imsi(1)}"}},
                 status=201, answer={"subscriptionId": "77"},
                 answer_headers={"location": f"http://{AMF}:7777/namf-evts/v1/subscriptions/77"})
    told.exchange("POST", "/in/42", {"notifyCorrelationId": "42", "reportList": [{"type": "LOCATION_REPORT", "location": {
        "nrLocation": {"tai": {"plmnId": {"mcc": "001", "mnc": "01"}, "tac": "000007"}}}}]}, status=204)
    return all_of(amf, told)


def sbi_multipart() -> list[Frame]:
    """pitfall: JSON and NAS in one body (TS 29.502 6.1.2.4): both are read, and about one person."""
    smf = Connection(AMF, SMF)
    body, content = multipart(("application/json", "", b'{"supi":"imsi-%s","n1SmMsg":{"contentId":"n1"}}' % imsi(1).encode()),
                              ("application/vnd.3gpp.5gnas", "n1", bytes.fromhex("2e0101c1ffff91")),
                              ("application/vnd.3gpp.ngap", "n2", bytes.fromhex("0000040082000a0c")))
    smf.exchange("POST", "/nsmf-pdusession/v1/sm-contexts", body, content, status=201, answer={})
    return all_of(smf)


def sbi_roaming() -> list[Frame]:
    """TS 29.573 5.2, 5.3: two SEPPs agree, and one forwards."""
    sepp = Connection(PEER, SEPP)
    sepp.exchange("POST", "/n32c-handshake/v1/exchange-capability",
                  {"sender": "sepp1.5gc.mnc070.mcc999.3gppnetwork.org", "supportedSecCapabilityList": ["PRINS"],
                   "plmnIdList": [{"mcc": "999", "mnc": "70"}], "targetPlmnId": {"mcc": "001", "mnc": "01"}},
                  answer={"sender": "sepp1.5gc.mnc001.mcc001.3gppnetwork.org", "selectedSecCapability": "PRINS"})
    sepp.exchange("POST", "/n32f-forward/v1/n32f-process", {"reformattedData": {"protected": "e30", "ciphertext": "AAAA"}},
                  sbi_originating_network_id="999-70; src: SEPP-sepp1.example.org", answer={})
    return all_of(sepp)
