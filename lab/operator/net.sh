# Sourced after ../lib.sh: the operator's network. One bridge carries all core links, so that one tap sees each packet
# once; a router leads to everything outside.

# Names are looked up at the operator's own server, never at this machine's.
resolver() { mkdir -p "/etc/netns/lab$$-$1" && echo "nameserver $2" >"/etc/netns/lab$$-$1/resolv.conf"; }
forget() { rm -rf "/etc/netns/lab$$-"*; rmdir /etc/netns 2>/dev/null; finish; }
trap forget EXIT

# element NAME ADDRESS...: a namespace that is plugged into the bridge
element() {
	local name=$1 address; shift
	resolver "$name" "${dns1:-127.0.0.1}"; space "$name"
	ip link add name "$name" netns "lab$$-core" type veth peer name eth0 netns "lab$$-$name" || exit 1
	ip -n "lab$$-core" link set dev "$name" master br0 up
	for address; do ip -n "lab$$-$name" addr add "$address/16" dev eth0; done
	ip -n "lab$$-$name" link set dev eth0 up
	[ "$name" = edge ] || ip -n "lab$$-$name" route add default via 10.77.0.1
	# no offloads: what is recorded is what would be on a cable
	at "$name" ethtool -K eth0 tx off tso off gso off gro off >/dev/null 2>&1
}

core() {
	space core
	ip -n "lab$$-core" link add br0 type bridge mcast_snooping 0 || exit 1
	ip -n "lab$$-core" link set dev br0 up promisc on
}

# Everything outside is one namespace behind the router, under many addresses.
outside() {
	element edge 10.77.0.1
	resolver world 198.51.100.53; space world
	wire edge 10.78.0.1/30 world 10.78.0.2/30
	local address
	for address in 192.0.2.133 198.51.100.53 198.51.100.80 198.51.100.99 203.0.113.20 203.0.113.77; do
		ip -n "lab$$-world" addr add $address/32 dev lo
	done
	for address in 192.0.2.0/24 198.51.100.0/24 203.0.113.0/24; do ip -n "lab$$-edge" route add $address via 10.78.0.2; done
	ip -n "lab$$-edge" route add 10.45.0.0/24 via 10.77.1.42
	ip -n "lab$$-world" route add default via 10.78.0.1
	at edge sysctl -qw net.ipv4.ip_forward=1 net.ipv4.conf.all.send_redirects=0 net.ipv4.conf.eth0.send_redirects=0
}

# tap FILE: what crosses the bridge, until untap
tap() {
	start core "tap-$1" tcpdump -Z root -U -n -s 0 -i br0 -w "$work/$1.raw" not arp and not igmp
	recorder=$!; wait_for 20 grep -q listening "$work/tap-$1.log"
}
untap() { stop_recording; }
