#!/usr/bin/env python3
"""Writes what the functions of the lab's 5G core answer, a file a resource, and what is sent to them: sbi.py FOLDER

Paths and bodies from TS 29.510 (NRF), 29.503 (UDM), 29.504 and 29.505 (UDR), 29.509 (AUSF), 29.518 (AMF), 29.502 (SMF).
Subscribers are those of MCC 001; keys and vectors are counted bytes. The repository's keys are encrypted."""
from __future__ import annotations

import json
import sys
from pathlib import Path

WWW = Path(sys.argv[1])
PLMN = {"mcc": "001", "mnc": "01"}
NETWORK = "5G:mnc001.mcc001.3gppnetwork.org"
ADDRESSES = {"NRF": "10.77.2.10", "UDM": "10.77.2.11", "UDR": "10.77.2.12", "AMF": "10.77.2.13", "SMF": "10.77.2.14",
             "AUSF": "10.77.2.15", "SMSF": "10.77.2.16", "NEF": "10.77.2.17"}
SERVICES = {"UDM": "nudm-sdm", "UDR": "nudr-dr", "AMF": "namf-comm", "SMF": "nsmf-pdusession", "AUSF": "nausf-auth",
            "SMSF": "nsmsf-sms", "NEF": "nnef-pfdmanagement", "CHF": "nchf-convergedcharging", "PCF": "npcf-smpolicycontrol"}

EVENT = {"nfInstanceId": "5a000000-0000-4000-8000-000000000015", "success": True, "timeStamp": "2026-03-03T10:00:00Z",
         "authType": "5G_AKA", "servingNetworkName": NETWORK}


def instance(last: int) -> str:
    """An NF instance id that ends in the last part of its address."""
    return f"5a000000-0000-4000-8000-0000000000{last:02}"


def write(place: str, what: object) -> None:
    """A resource."""
    path = WWW / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(what, separators=(",", ":")), encoding="ascii")


def profile(kind: str, address: str, last: int) -> dict[str, object]:
    """What a function tells the NRF of itself."""
    service = SERVICES.get(kind, "n" + kind.lower())
    return {"nfInstanceId": instance(last), "nfType": kind, "nfStatus": "REGISTERED", "plmnList": [PLMN],
            "ipv4Addresses": [address], "heartBeatTimer": 60,
            "nfServices": [{"serviceInstanceId": "1", "serviceName": service, "scheme": "http", "nfServiceStatus": "REGISTERED",
                            "versions": [{"apiVersionInUri": "v1", "apiFullVersion": "1.1.0"}],
                            "ipEndPoints": [{"ipv4Address": address, "port": 29500}]}]}


def repository() -> None:
    """The NRF: profiles, and the one answer that nghttpd gives to every question."""
    for kind, address in {**ADDRESSES, "CHF": "10.77.3.66"}.items():
        last = int(address.rsplit(".", 1)[1])
        write(f"nnrf-nfm/v1/nf-instances/{instance(last)}", profile(kind, address, last))
        write(f"body/profile-{instance(last)}", profile(kind, address, last))
    write("nnrf-disc/v1/nf-instances", {"validityPeriod": 100, "nfInstances": [profile("UDM", ADDRESSES["UDM"], 11)]})


def subscriber(number: int) -> None:
    """Everything that is kept of one subscriber."""
    who = f"imsi-00101{number:010}"
    data, sdm, uecm = f"nudr-dr/v2/subscription-data/{who}", f"nudm-sdm/v2/{who}", f"nudm-uecm/v1/{who}/registrations"
    access = {"gpsis": [f"msisdn-999{number:09}"], "subscribedUeAmbr": {"uplink": "1 Gbps", "downlink": "1 Gbps"},
              "nssai": {"defaultSingleNssais": [{"sst": 1}]}}
    write(f"{data}/authentication-data/authentication-subscription",
          {"authenticationMethod": "5G_AKA", "encPermanentKey": f"{number:032x}", "protectionParameterId": "hsm-1",
           "sequenceNumber": {"sqnScheme": "NON_TIME_BASED", "sqn": "000000000021"}, "authenticationManagementField": "8000",
           "algorithmId": "milage", "encOpcKey": f"{number + 16:032x}"})
    write(f"{data}/00101/provisioned-data/am-data", access)
    write(f"{sdm}/am-data", access)
    write(f"{sdm}/smf-select-data", {"subscribedSnssaiInfos": {"01": {"dnnInfos": [{"dnn": "internet"}]}}})
    write(f"{sdm}/sms-mng-data", {"mtSmsSubscribed": True, "moSmsSubscribed": True})
    write(f"{sdm}/sm-data", [{"singleNssai": {"sst": 1}, "dnnConfigurations": {
        "internet": {"pduSessionTypes": {"defaultSessionType": "IPV4"}, "sscModes": {"defaultSscMode": "SSC_MODE_1"}}}}])
    write(f"{sdm}/sdm-subscriptions", {"nfInstanceId": instance(13), "callbackReference": "http://10.77.2.13:29518/cb",
                                       "monitoredResourceUris": [f"{sdm}/am-data"]})
    write(f"{uecm}/amf-3gpp-access", {"amfInstanceId": instance(13), "ratType": "NR", "guami": {"plmnId": PLMN, "amfId": "010041"}})
    write(f"{uecm}/smf-registrations/1", {"smfInstanceId": instance(14), "pduSessionId": 1, "plmnId": PLMN})
    write(f"{uecm}/smsf-3gpp-access", {"smsfInstanceId": instance(16), "plmnId": PLMN})
    vector = {"avType": "5G_HE_AKA", "rand": f"{1:032x}", "xresStar": f"{2:032x}", "autn": f"{3:032x}", "kausf": f"{4:064x}"}
    write(f"nudm-ueau/v1/{who}/security-information/generate-auth-data",
          {"authType": "5G_AKA", "supi": who, "authenticationVector": vector})
    write(f"nudm-ueau/v1/{who}/auth-events", EVENT)
    write(f"namf-loc/v1/{who}/provide-loc-info",
          {"currentLoc": True, "ratType": "NR", "location": {"nrLocation": {
              "tai": {"plmnId": PLMN, "tac": "000001"}, "ncgi": {"plmnId": PLMN, "nrCellId": "000000010"}}}})


def bodies() -> None:
    """What is asked with a body. (Its subscriber is in the path, or is the first one.)"""
    first = "imsi-001010000000001"
    write("nausf-auth/v1/ue-authentications", {
        "authType": "5G_AKA", "5gAuthData": {"rand": f"{1:032x}", "autn": f"{3:032x}", "hxresStar": f"{6:032x}"},
        "_links": {"5g-aka": {"href": "http://10.77.2.15:29509/nausf-auth/v1/ue-authentications/1/5g-aka-confirmation"}}})
    write("nsmf-pdusession/v1/sm-contexts", {"pduSessionId": 1})
    write("body/heartbeat", [{"op": "replace", "path": "/nfStatus", "value": "REGISTERED"}])
    write("body/auth-info", {"servingNetworkName": NETWORK, "ausfInstanceId": instance(15)})
    write("body/ue-auth", {"supiOrSuci": first, "servingNetworkName": NETWORK})
    write("body/auth-event", EVENT)
    write("body/sequence", [{"op": "replace", "path": "/sequenceNumber/sqn", "value": "000000000041"}])
    write("body/amf-registration", {"amfInstanceId": instance(13), "deregCallbackUri": "http://10.77.2.13:29518/cb",
                                    "guami": {"plmnId": PLMN, "amfId": "010041"}, "ratType": "NR"})
    write("body/smf-registration", {"smfInstanceId": instance(14), "pduSessionId": 1, "singleNssai": {"sst": 1}, "dnn": "internet",
                                    "plmnId": PLMN})
    write("body/smsf-registration", {"smsfInstanceId": instance(16), "plmnId": PLMN})
    write("body/sdm-subscription", {"nfInstanceId": instance(13), "callbackReference": "http://10.77.2.13:29518/cb",
                                    "monitoredResourceUris": [f"nudm-sdm/v2/{first}/am-data"]})
    write("body/sm-context", {"supi": first, "pduSessionId": 1, "dnn": "internet", "sNssai": {"sst": 1}, "servingNfId": instance(13),
                              "guami": {"plmnId": PLMN, "amfId": "010041"}, "servingNetwork": PLMN, "anType": "3GPP_ACCESS",
                              "smContextStatusUri": "http://10.77.2.13:29518/cb/sm"})
    write("body/locate", {"req5gsLoc": True, "reqCurrentLoc": True})
    write("body/empty", {})


repository()
for each in (1, 2, 3, 4, *range(100, 161)):
    subscriber(each)
bodies()
