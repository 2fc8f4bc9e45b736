# Sourced after net.sh: the elements, each in its namespace, and what serves in it.

hss1=10.77.1.11 hlr1=10.77.1.12 mme1=10.77.1.21 mme2=10.77.1.22 msc1=10.77.1.31 sgsn1=10.77.1.41 ggsn1=10.77.1.42
dra1=10.77.1.3 dea1=10.77.1.5 tas1=10.77.1.51
nrf1=10.77.2.10 udm1=10.77.2.11 udr1=10.77.2.12 amf1=10.77.2.13 smf1=10.77.2.14 ausf1=10.77.2.15 smsf1=10.77.2.16 nef1=10.77.2.17
dir1=10.77.3.5 prov1=10.77.3.6 jump1=10.77.9.2 oss1=10.77.9.3 dns1=10.77.9.4 ntp1=10.77.9.5 log1=10.77.9.6
stray=10.77.3.66 vendor=192.0.2.133 partner=203.0.113.20
home=epc.mnc001.mcc001.3gppnetwork.org away=epc.mnc070.mcc999.3gppnetwork.org
names="hss1 hlr1 mme1 mme2 msc1 sgsn1 ggsn1 dra1 dea1 tas1 nrf1 udm1 udr1 amf1 smf1 ausf1 smsf1 nef1 dir1 prov1 jump1 oss1 dns1 ntp1 log1 stray"

build_network() {
	core; outside
	local name
	for name in $names; do element "$name" "${!name}"; done
	at ggsn1 sysctl -qw net.ipv4.ip_forward=1 net.ipv4.conf.all.send_redirects=0 net.ipv4.conf.eth0.send_redirects=0
}

# node NAME ADDRESS-VARIABLE REALM AGENTS STEP...: the words that start a Diameter node
node() { local host=$1 address=$2 realm=$3 agents=$4; shift 4
	echo erl +S1 -noinput -pa "$work/ebin" -s s6a_node main "$host.$realm" "$realm" "$address" "$agents" "$@"; }

start_diameter() {
	mkdir "$work/ebin"
	(cd "$work/ebin" && /usr/lib/erlang/lib/diameter-*/bin/diameterc -o . "$here/../s6a_dict.dia" &&
		erlc s6a_dict.erl "$here/s6a_node.erl") || exit 1
	start dra1 dra1 freeDiameterd -c "$(fd_conf dra1 $dra1 'No_SCTP;')"
	start dea1 dea1 freeDiameterd -c "$(fd_conf dea1 $dea1 'No_SCTP;')"
	wait_for 60 grep -q 'freeDiameterd daemon initialized' "$work/dra1.log"
	wait_for 60 grep -q 'freeDiameterd daemon initialized' "$work/dea1.log"
	start hss1 hss1 $(node hss1 $hss1 $home $dra1,$dea1 serve)
	wait_for 60 grep -q '^up' "$work/hss1.log"
}

start_packet_core() {
	cat >"$work/ggsn.cfg" <<-C
	log stderr
	 logging filter all 1
	 logging level set-all notice
	ggsn ggsn1
	 gtp state-dir $work
	 gtp bind-ip $ggsn1
	 apn internet
	  gtpu-mode tun
	  tun-device tun4
	  type-support v4
	  ip prefix dynamic 10.45.0.0/24
	  ip dns 0 198.51.100.53
	  ip ifconfig 10.45.0.1/24
	  no shutdown
	 default-apn internet
	 no shutdown ggsn
	C
	start ggsn1 ggsn1 osmo-ggsn -c "$work/ggsn.cfg"
	wait_for 20 at ggsn1 ip link show tun4
}

start_hlr() {
	cat >"$work/hlr.cfg" <<-C
	log stderr
	 logging filter all 1
	 logging level set-all notice
	hlr
	 database $work/hlr.db
	 gsup
	  bind ip $hlr1
	  ipa-name hlr1
	C
	start hlr1 hlr1 osmo-hlr -c "$work/hlr.cfg"
	wait_for 30 at hlr1 nc -z $hlr1 4222
	local n
	for n in 1 2 3 4; do
		at hlr1 nc -q 2 127.0.0.1 4258 >"$work/vty.log" 2>&1 <<-C
		enable
		subscriber imsi 00101000000000$n create
		subscriber imsi 00101000000000$n update msisdn 99900000000$n
		subscriber imsi 00101000000000$n update aud2g comp128v1 ki 000102030405060708090a0b0c0d0e0f
		subscriber imsi 00101000000000$n update aud3g milenage k 000102030405060708090a0b0c0d0e0f opc 101112131415161718191a1b1c1d1e1f
		exit
		C
	done
}

start_sbi() {
	python3 "$here/sbi.py" "$work/www" || exit 1
	local one
	for one in nrf1:29510 udm1:29503 udr1:29504 amf1:29518 smf1:29502 ausf1:29509; do
		start "${one%:*}" "sbi-${one%:*}" nghttpd --no-tls -d "$work/www" "${one#*:}"
	done
	for one in nrf1:29510 udm1:29503 udr1:29504 amf1:29518 smf1:29502 ausf1:29509; do
		local name=${one%:*}; wait_for 20 at "$name" nc -z "${!name}" "${one#*:}"
	done
}

start_directory() {
	mkdir "$work/db"
	cat >"$work/slapd.conf" <<-C
	include /etc/ldap/schema/core.schema
	include /etc/ldap/schema/cosine.schema
	include /etc/ldap/schema/inetorgperson.schema
	modulepath /usr/lib/ldap
	moduleload back_mdb
	pidfile $work/slapd.pid
	database mdb
	suffix "dc=lab"
	rootdn "cn=admin,dc=lab"
	rootpw test
	directory $work/db
	maxsize 10485760
	C
	start dir1 slapd slapd -d 256 -f "$work/slapd.conf" -h ldap://$dir1:389
	wait_for 30 at dir1 nc -z $dir1 389
	{
		printf 'dn: dc=lab\nobjectClass: dcObject\nobjectClass: organization\ndc: lab\no: lab\n\n'
		local n
		for n in $(seq 100 160); do person $n; done
	} | at dir1 ldapadd -x -H ldap://$dir1 -D cn=admin,dc=lab -w test >/dev/null || exit 1
}
# person NUMBER: a subscriber's entry
person() {
	printf 'dn: uid=001010000000%03d,dc=lab\nobjectClass: inetOrgPerson\nuid: 001010000000%03d\nsn: Customer\ncn: Customer %d\nmobile: +999000000%03d\n\n' $1 $1 $1 $1
}

# sshd NAME: it lets in whoever has the lab's key
start_sshd() { local name=$1
	mkdir -p /run/sshd
	printf '%s\n' "Port 22" "ListenAddress ${!name}" "HostKey $work/host.key" "AuthorizedKeysFile $work/user.pub" "StrictModes no" \
		"PermitRootLogin yes" "UsePAM no" "PidFile none" >"$work/sshd-$name.conf"
	start "$name" "sshd-$name" /usr/sbin/sshd -D -e -f "$work/sshd-$name.conf"
	wait_for 20 at "$name" nc -z "${!name}" 22
}

start_management() {
	ssh-keygen -q -t ed25519 -N '' -f "$work/host.key"; ssh-keygen -q -t ed25519 -N '' -f "$work/user"
	local name
	for name in jump1 mme1 ggsn1 hss1 dir1; do start_sshd $name; done
	for name in mme1 ggsn1 hss1; do
		mkdir "$work/snmp-$name"
		printf '%s\n' "agentaddress udp:${!name}:161" "createUser lab SHA testtest1 AES testtest1" "rouser lab priv" >"$work/snmp-$name/snmpd.conf"
		SNMP_PERSISTENT_DIR=$work/snmp-$name start $name "snmp-$name" snmpd -f -Lo -C -c "$work/snmp-$name/snmpd.conf" -p "$work/snmp-$name/pid"
	done
	start dns1 dns1 dnsmasq -k --no-resolv --no-hosts --user=root --pid-file= --listen-address=$dns1 --bind-interfaces \
		--address=/hss1.$home/$hss1 --address=/mme1.$home/$mme1 --address=/nrf1.5gc.lab/$nrf1 --address=/ntp1.lab/$ntp1 --local=/#/
	start world dns-world dnsmasq -k --no-resolv --no-hosts --user=root --pid-file= --listen-address=198.51.100.53 --bind-interfaces \
		--address=/www.example.net/198.51.100.80 --local=/#/
	printf '%s\n' "local stratum 3" "allow all" "port 123" "bindaddress $ntp1" "cmdport 0" "driftfile $work/drift" \
		"pidfile $work/chronyd.pid" "user root" >"$work/chrony.conf"
	start ntp1 ntp1 chronyd -x -d -f "$work/chrony.conf"
	start log1 log1 nc -u -l -k $log1 514
	mkdir "$work/web"; head -c 6000 /dev/zero | tr '\0' x >"$work/web/index.html"
	start world web python3 -m http.server -d "$work/web" -b 198.51.100.80 80
	wait_for 20 at world nc -z 198.51.100.80 80
}

start_elements() { start_hlr; start_packet_core; start_sbi; start_directory; start_management; start_diameter; }
