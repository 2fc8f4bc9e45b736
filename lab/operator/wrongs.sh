# Sourced after life.sh: what is planted, a function each. It runs while some_life goes on.

# The supplier logs in to the jump host and, while that session is open, works from there: visit WHERE COMMAND...
onward() { echo "ssh -q -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -i $work/user root@$1 '$2'"; }
visit() { secure world $vendor $jump1 "uptime; $1; sleep 1"; }
maintain() { visit "$(onward $mme1 'uptime; id; sleep 1')"; }       # in its window this is maintenance
vendor_outside_window() { maintain; sleep 2; maintain; }
vendor_to_directory() {              # in its window, but on to what is no target
	visit "$(onward $mme1 uptime); $(onward $dir1 uptime); $(onward $hss1 'uptime; ls /; sleep 1')"
	visit "ldapsearch -x -H ldap://$dir1 -b dc=lab '(uid=0010100000001*)'"
}
stray_reads_directory() {            # a host that nobody declared
	local n
	for n in $(seq 101 112); do at stray ldapsearch -x -H ldap://$dir1 -b dc=lab "(uid=001010000000$n)"; done
	at stray ldapsearch -x -H ldap://$dir1 -b dc=lab '(objectClass=inetOrgPerson)'
}
smf_reads_keys() {
	local n
	for n in 101 102 103; do sbi smf1 GET udr1/nudr-dr/v2/subscription-data/imsi-001010000000$n/authentication-data/authentication-subscription; done
}
stray_registers() {                  # an instance that nobody declared, as charging function
	SPACE=stray AGENT=CHF sbi chf9 PUT nrf1/nnrf-nfm/v1/nf-instances/$(instance chf9) PATCH nrf1/nnrf-nfm/v1/nf-instances/$(instance chf9)
	SPACE=stray AGENT=CHF sbi chf9 GET 'nrf1/nnrf-disc/v1/nf-instances?target-nf-type=UDM&requester-nf-type=CHF'
}
smsf_sweeps() {                      # every kind of function is asked for, then subscribers' data are read
	local kind n words=()
	for kind in NRF UDM AMF SMF AUSF NEF PCF SMSF NSSF UDR LMF GMLC 5G_EIR SEPP UPF N3IWF AF UDSF BSF CHF NWDAF; do
		words+=(GET "nrf1/nnrf-disc/v1/nf-instances?target-nf-type=$kind&requester-nf-type=SMSF")
	done
	sbi smsf1 "${words[@]}"
	for n in $(seq 101 106); do sbi smsf1 GET udm1/nudm-sdm/v2/imsi-001010000000$n/am-data GET udm1/nudm-sdm/v2/imsi-001010000000$n/sm-data; done
}
two_names() {                        # a partner's link carries the name of the own MME
	at world timeout 60 $(node mme9 203.0.113.77 $away $dea1 as/mme1.$home/$away AIR/001010000000101 AIR/001010000000102 \
		AIR/001010000000103 wait/1000)
}
location_again_and_again() {         # a short-message function asks an AMF where one customer is
	local n
	for n in $(seq 1 24); do sbi smsf1 POST amf1/namf-loc/v1/imsi-001010000000104/provide-loc-info; sleep 2; done
}
vectors_without_registration() {     # a partner's MME takes vectors; nobody arrives
	local n words=()
	for n in $(seq 101 130); do words+=("AIR/001010000000$n"); done
	at world timeout 60 $(node mme8 203.0.113.77 $away $dea1 "${words[@]}" wait/1000)
}
dump_leaves_hss() {
	local server
	start world sink nc -l 198.51.100.99 8443; server=$!
	wait_for 10 at world sh -c 'ss -ltn | grep -q 198.51.100.99:8443'
	head -c "${LAB_DUMP:-200000}" /dev/urandom | at hss1 nc -q 1 -w 20 198.51.100.99 8443
	wait $server
}
hss_calls_home() {                   # twenty bytes every twenty seconds
	local n server
	start world sink nc -l -k 198.51.100.99 8443; server=$!
	for n in $(seq 1 "${LAB_CALLS:-40}"); do printf 'alive %014d' "$n" | at hss1 nc -q 1 -w 5 198.51.100.99 8443; sleep "${LAB_PAUSE:-20}"; done
	kill $server; wait $server
}
administration_in_clear() {
	local server
	cat >"$work/login" <<-'C'
	#!/bin/sh
	printf 'ggsn1 login: '; read name; printf 'Password: '; stty -echo; read word; stty echo; echo
	exec /bin/sh
	C
	chmod 755 "$work/login"
	start ggsn1 telnetd systemd-socket-activate --inetd -a -l $ggsn1:23 /usr/sbin/telnetd -h -E "$work/login"; server=$!
	sleep 1
	{ sleep 2; echo admin; sleep 1; echo lab-secret; sleep 1; echo 'id'; sleep 1; echo 'uname'; sleep 1; echo exit; sleep 1; } | at jump1 timeout 15 telnet $ggsn1
	start ggsn1 ftpd python3 "$here/ftpd.py" $ggsn1
	wait_for 10 at ggsn1 nc -z $ggsn1 21
	printf 'user admin lab-secret\npwd\nquit\n' | at jump1 timeout 10 ftp -n $ggsn1
	kill $server
}
inside() {                           # what a customer does at the core's management addresses
	browse
	secure sgsn1 "$me" $jump1 uptime
	secure sgsn1 "$me" $ggsn1 uptime
	at sgsn1 curl -sS -o /dev/null --http2-prior-knowledge --interface "$me" -m 5 http://$nrf1:29510/nnrf-disc/v1/nf-instances
}
customer_in_core() { customer 4 inside; }
tas_locates_by_idr() {               # a telephony server asks an MME for a customer's cell, as only the HSS may
	start mme1 mme1idr $(node mme1 $mme1 $home $dra1 wait/9000); local peer=$!
	sleep 3
	at tas1 timeout 60 $(node tas1 $tas1 $home $dra1 IDR/001010000000105/mme1.$home/24 IDR/001010000000106/mme1.$home/24 wait/1000)
	wait $peer
}
callback_elsewhere() {               # a location event is subscribed, to be told to an outside address
	printf '%s' '{"subscription":{"eventList":[{"type":"LOCATION_REPORT","immediateFlag":true}],"eventNotifyUri":"http://198.51.100.99:8080/n","notifyCorrelationId":"1","nfId":"'$(instance chf9)'","supi":"imsi-001010000000107"}}' >"$work/www/body/event"
	mkdir -p "$work/www/namf-evts/v1"; printf '%s' '{"subscriptionId":"http://10.77.2.13:29518/namf-evts/v1/subscriptions/1","subscription":{}}' >"$work/www/namf-evts/v1/subscriptions"
	at nef1 timeout 20 nghttp -n --no-dep -H 'user-agent: NEF' -H 'content-type: application/json' -d "$work/www/body/event" \
		http://$amf1:29518/namf-evts/v1/subscriptions
	start world notified nghttpd --no-tls -a 198.51.100.99 -d "$work/www" 8080; local server=$!
	wait_for 10 at world nc -z 198.51.100.99 8080
	printf '%s' '{"notifyCorrelationId":"1","reportList":[{"type":"LOCATION_REPORT","state":{"active":true},"timeStamp":"2026-03-03T10:00:00Z","supi":"imsi-001010000000107","location":{"nrLocation":{"tai":{"plmnId":{"mcc":"001","mnc":"01"},"tac":"000001"},"ncgi":{"plmnId":{"mcc":"001","mnc":"01"},"nrCellId":"000000010"}}}}]}' >"$work/report"
	printf x >"$work/www/n"
	at amf1 timeout 30 nghttp -n --no-dep -H 'user-agent: AMF' -H 'content-type: application/json' -d "$work/report" http://198.51.100.99:8080/n
	kill $server
}
