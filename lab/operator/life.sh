# Sourced after elements.sh: what the operator does all day. Each part ends by itself.

secure() { local from=$1 who=$2 to=$3; shift 3    # secure SPACE SOURCE DESTINATION WORD...: a short session by ssh
	at "$from" timeout 30 ssh -q -b "$who" -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -i "$work/user" "root@$to" "$@"
}

# customer N COMMAND...: a data session of one customer, and what she does in it. sgsnemu looks at its time limit every
# five seconds: the context is deleted eleven seconds after it began, and then the program would stay for a while.
customer() {
	local n=$1 end=$((SECONDS + 14)) emu; shift
	mkdir -p "$work/sgsn"; rm -f "$work/sgsn/pid"
	start sgsn1 "sgsnemu$n" sgsnemu --statedir "$work/sgsn" --pidfile "$work/sgsn/pid" --listen $sgsn1 --remote $ggsn1 \
		--imsi "00101000000000$n" --msisdn "99900000000$n" --imeisv "001010000000${n}018" --apn internet --rai 001.01.1.1 \
		--userloc 0.001.01.1.1 --createif --tun-device ms0 --timelimit 8
	emu=$!
	wait_for 20 eval 'ip -n lab$$-sgsn1 -4 addr show dev ms0 | grep -q "inet 10.45.0"'
	me=$(ip -n "lab$$-sgsn1" -4 -o addr show dev ms0 | sed 's/.*inet \(10[.0-9]*\).*/\1/')
	ip -n "lab$$-sgsn1" rule add from "$me" table 45; ip -n "lab$$-sgsn1" route replace default dev ms0 table 45
	"$@" >>"$work/customer.log" 2>&1
	[ $SECONDS -ge $end ] || sleep $((end - SECONDS))
	kill -9 $emu; wait $emu 2>/dev/null
	ip -n "lab$$-sgsn1" rule del from "$me" table 45
}
browse() {
	at sgsn1 python3 "$here/lookup.py" "$me" 198.51.100.53 www.example.net
	at sgsn1 ping -q -c 2 -i 0.3 -I "$me" 198.51.100.80
	at sgsn1 curl -sS --interface "$me" -o /dev/null http://198.51.100.80/
}

lookup() { at "$1" python3 "$here/lookup.py" "${!1}" $dns1 "$2"; }
poll() {
	local name
	for name in mme1 ggsn1 hss1; do
		at oss1 snmpget -v3 -u lab -l authPriv -a SHA -A testtest1 -x AES -X testtest1 "${!name}" 1.3.6.1.2.1.1.3.0 1.3.6.1.2.1.2.2.1.10.1
	done
}
housekeeping() {
	local name
	lookup mme1 hss1.$home; lookup amf1 nrf1.5gc.lab; lookup oss1 mme1.$home
	for name in mme1 hss1; do at $name chronyd -Q -x -t 4 "server $ntp1 iburst maxsamples 2" "cmdport 0" "pidfile $work/ntp-$name.pid" "user root"; done
	for name in mme1 hss1 ggsn1; do at $name logger -n $log1 -P 514 -d --rfc5424=notime,notq,nohost -t "$name" "link up"; done
	poll
}
vlr() { local name=$1; shift; at "$name" timeout 60 python3 "$here/../gsup_vlr.py" $hlr1 "$@"; }
circuit() { vlr msc1 VLR-msc1 cs sai,ul:00101000000000"$1"; vlr sgsn1 SGSN-sgsn1 ps sai,ul:00101000000000"$1"; }

# Two MMEs; a subscriber moves from the one to the other.
mobility() {
	start mme1 mme1 $(node mme1 $mme1 $home $dra1 "AIR/001010000000001" "ULR/001010000000001" "AIR/001010000000002" \
		"ULR/001010000000002" "AIR/001010000000099" wait/6000 "PUR/001010000000002" wait/2000); local first=$!
	sleep 3
	at mme2 timeout 60 $(node mme2 $mme2 $home $dra1 "AIR/001010000000001" "ULR/001010000000001" wait/3000) >"$work/mme2.log"
	wait $first
}
roaming() {      # two subscribers arrive at a partner's MME
	at world timeout 60 $(node mme7 $partner $away $dea1 "AIR/001010000000003" "ULR/001010000000003" "AIR/001010000000004" \
		"ULR/001010000000004" wait/3000) >"$work/mme7.log"
}

provision() {    # customer care: one entry is made, changed and looked up
	local n=$1
	person $n | at prov1 ldapadd -x -H ldap://$dir1 -D cn=admin,dc=lab -w test
	printf 'dn: uid=001010000000%03d,dc=lab\nchangetype: modify\nreplace: cn\ncn: Customer\n' $n | at prov1 ldapmodify -x -H ldap://$dir1 -D cn=admin,dc=lab -w test
	at prov1 ldapsearch -x -H ldap://$dir1 -b dc=lab "(uid=001010000000$n)"
	printf 'uid=001010000000%03d,dc=lab\n' $n | at prov1 ldapdelete -x -H ldap://$dir1 -D cn=admin,dc=lab -w test
}

# sbi NAME METHOD PATH... : requests of one function, those without a body together on one connection. A path begins with
# the server's name. SPACE and AGENT: where they come from and what they call themselves, when that is not NAME.
port() { case $1 in nrf1) echo 29510 ;; udm1) echo 29503 ;; udr1) echo 29504 ;; amf1) echo 29518 ;; smf1) echo 29502 ;; ausf1) echo 29509 ;; esac; }
sbi() {
	local name=$1 agent gets=() said method server url kind; agent=${name%1}; shift
	said=(at "${SPACE:-$name}" timeout 20 nghttp -n --no-dep -H "user-agent: ${AGENT:-${agent^^}}" -H 'accept: application/json')
	while [ $# -gt 1 ]; do
		method=$1; server=${2%%/*}; url=http://${!server}:$(port "$server")/${2#*/}
		case $method in
		GET) gets+=("$url") ;;
		*)
			kind=json; [ $method = PATCH ] && kind=json-patch+json
			"${said[@]}" -H ":method: $method" -H "content-type: application/$kind" -d "$work/www/body/$(body "$2" $method)" "$url" ;;
		esac
		shift 2
	done
	[ ${#gets[@]} -eq 0 ] || "${said[@]}" "${gets[@]}"
}
# body PATH [PATCH]: the name of what is sent there
body() {
	case "$1 ${2:-}" in
	*nf-instances/*PATCH) echo heartbeat ;;
	*nf-instances/*) echo "profile-${1##*/}" ;;
	*generate-auth-data*) echo auth-info ;; *ue-authentications*) echo ue-auth ;; *auth-events*) echo auth-event ;;
	*authentication-subscription*) echo sequence ;;
	*amf-3gpp-access*) echo amf-registration ;; *smf-registrations*) echo smf-registration ;; *smsf-3gpp-access*) echo smsf-registration ;;
	*sdm-subscriptions*) echo sdm-subscription ;; *sm-contexts*) echo sm-context ;; *provide-loc-info*) echo locate ;;
	*) echo empty ;;
	esac
}

# The functions find each other; a subscriber registers and gets a session.
find_each_other() {
	sbi amf1 PUT nrf1/nnrf-nfm/v1/nf-instances/$(instance amf1) PATCH nrf1/nnrf-nfm/v1/nf-instances/$(instance amf1)
	sbi smf1 PUT nrf1/nnrf-nfm/v1/nf-instances/$(instance smf1)
	sbi amf1 GET 'nrf1/nnrf-disc/v1/nf-instances?target-nf-type=AUSF&requester-nf-type=AMF' \
		GET 'nrf1/nnrf-disc/v1/nf-instances?target-nf-type=UDM&requester-nf-type=AMF'
	sbi smf1 GET 'nrf1/nnrf-disc/v1/nf-instances?target-nf-type=UDM&requester-nf-type=SMF'
}
instance() { case $1 in nrf1) echo 5a000000-0000-4000-8000-000000000010 ;; amf1) echo 5a000000-0000-4000-8000-000000000013 ;;
	smf1) echo 5a000000-0000-4000-8000-000000000014 ;; chf9) echo 5a000000-0000-4000-8000-000000000066 ;; esac; }
register() {
	local who=imsi-00101000000000$1
	sbi amf1 POST ausf1/nausf-auth/v1/ue-authentications
	sbi ausf1 POST udm1/nudm-ueau/v1/$who/security-information/generate-auth-data
	sbi udm1 GET udr1/nudr-dr/v2/subscription-data/$who/authentication-data/authentication-subscription \
		PATCH udr1/nudr-dr/v2/subscription-data/$who/authentication-data/authentication-subscription
	sbi ausf1 POST udm1/nudm-ueau/v1/$who/auth-events
	sbi amf1 PUT udm1/nudm-uecm/v1/$who/registrations/amf-3gpp-access GET udm1/nudm-sdm/v2/$who/am-data \
		GET udm1/nudm-sdm/v2/$who/smf-select-data POST udm1/nudm-sdm/v2/$who/sdm-subscriptions
	sbi udm1 GET udr1/nudr-dr/v2/subscription-data/$who/00101/provisioned-data/am-data
	sbi amf1 POST smf1/nsmf-pdusession/v1/sm-contexts
	sbi smf1 GET udm1/nudm-sdm/v2/$who/sm-data PUT udm1/nudm-uecm/v1/$who/registrations/smf-registrations/1
	sbi smsf1 PUT udm1/nudm-uecm/v1/$who/registrations/smsf-3gpp-access GET udm1/nudm-sdm/v2/$who/sms-mng-data
}

# A whole day in half a minute; some parts at once.
life() {
	{
		mobility & local a=$!
		customer 1 browse
		customer 2 browse
		circuit 1; circuit 2
		find_each_other; register 1; register 2
		provision 201; housekeeping
		secure oss1 $oss1 $jump1 uptime
		wait $a
	} >>"$work/life.log" 2>&1
}
# An hour of it: what else goes on while something is wrong.
some_life() {
	{
		customer 3 browse
		circuit 3
		find_each_other; register 3
		start mme1 mme1 $(node mme1 $mme1 $home $dra1 "AIR/001010000000001" "ULR/001010000000001" wait/3000); local a=$!
		provision 202; housekeeping
		wait $a
	} >>"$work/life.log" 2>&1
}
