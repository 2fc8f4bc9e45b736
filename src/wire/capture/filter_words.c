/* libpcap looks up every word of a filter that it does not know as a host's or a network's name,
 * which asks a name server: the witness sends nothing, so such words are found first. The words are
 * those of pcap-filter(7). */
#include "base/cursor.h"
#include "wire/capture/filter.h"

#include <ctype.h>
#include <stdio.h>

static const char *const KNOWN[] = {"aarp",
                                    "action",
                                    "addr1",
                                    "addr2",
                                    "addr3",
                                    "addr4",
                                    "address1",
                                    "address2",
                                    "address3",
                                    "address4",
                                    "ah",
                                    "and",
                                    "arp",
                                    "atalk",
                                    "bcc",
                                    "broadcast",
                                    "byte",
                                    "carp",
                                    "clnp",
                                    "connectmsg",
                                    "csnp",
                                    "decnet",
                                    "dir",
                                    "direction",
                                    "dpc",
                                    "dst",
                                    "es-is",
                                    "esis",
                                    "esp",
                                    "ether",
                                    "fddi",
                                    "fisu",
                                    "gateway",
                                    "geneve",
                                    "greater",
                                    "hdpc",
                                    "hfisu",
                                    "hlssu",
                                    "hmsu",
                                    "hopc",
                                    "host",
                                    "hsio",
                                    "hsls",
                                    "icmp",
                                    "icmp-echo",
                                    "icmp-echoreply",
                                    "icmp-ireq",
                                    "icmp-ireqreply",
                                    "icmp-maskreply",
                                    "icmp-maskreq",
                                    "icmp-paramprob",
                                    "icmp-redirect",
                                    "icmp-routeradvert",
                                    "icmp-routersolicit",
                                    "icmp-sourcequench",
                                    "icmp-timxceed",
                                    "icmp-tstamp",
                                    "icmp-tstampreply",
                                    "icmp-unreach",
                                    "icmp6",
                                    "icmp6-destinationunreach",
                                    "icmp6-echo",
                                    "icmp6-echoreply",
                                    "icmp6-neighboradvert",
                                    "icmp6-neighborsolicit",
                                    "icmp6-packettoobig",
                                    "icmp6-parameterproblem",
                                    "icmp6-redirect",
                                    "icmp6-routeradvert",
                                    "icmp6-routersolicit",
                                    "icmp6-timeexceeded",
                                    "icmp6code",
                                    "icmp6type",
                                    "icmpcode",
                                    "icmptype",
                                    "ifindex",
                                    "ifname",
                                    "igmp",
                                    "igrp",
                                    "iih",
                                    "ilmic",
                                    "inbound",
                                    "ip",
                                    "ip6",
                                    "ipx",
                                    "is-is",
                                    "isis",
                                    "iso",
                                    "l1",
                                    "l2",
                                    "lane",
                                    "lat",
                                    "len",
                                    "length",
                                    "less",
                                    "link",
                                    "llc",
                                    "lsp",
                                    "lssu",
                                    "lsu",
                                    "mask",
                                    "metac",
                                    "metaconnect",
                                    "mopdl",
                                    "moprc",
                                    "mpls",
                                    "msu",
                                    "multicast",
                                    "net",
                                    "netbeui",
                                    "not",
                                    "oam",
                                    "oamf4",
                                    "oamf4ec",
                                    "oamf4sc",
                                    "on",
                                    "opc",
                                    "or",
                                    "outbound",
                                    "pim",
                                    "port",
                                    "portrange",
                                    "ppp",
                                    "pppoed",
                                    "pppoes",
                                    "proto",
                                    "protochain",
                                    "psnp",
                                    "ra",
                                    "radio",
                                    "rarp",
                                    "reason",
                                    "rnr",
                                    "rset",
                                    "rulenum",
                                    "ruleset",
                                    "sc",
                                    "sca",
                                    "sctp",
                                    "sio",
                                    "slip",
                                    "sls",
                                    "snp",
                                    "src",
                                    "srnr",
                                    "stp",
                                    "subrulenum",
                                    "subtype",
                                    "ta",
                                    "tcp",
                                    "tcp-ack",
                                    "tcp-cwr",
                                    "tcp-ece",
                                    "tcp-fin",
                                    "tcp-push",
                                    "tcp-rst",
                                    "tcp-syn",
                                    "tcp-urg",
                                    "tcpflags",
                                    "tr",
                                    "type",
                                    "udp",
                                    "vci",
                                    "vlan",
                                    "vpi",
                                    "vrrp",
                                    "wlan"};

/* What follows these is looked up on this machine, if at all. */
static const char *const LOCAL[] = {"port",    "portrange", "proto",     "protochain", "type",
                                    "subtype", "dir",       "direction", "on",         "ifname"};

static bool is_among(const char *word, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(word, words[i]) == 0)
            return true;
    return false;
}

static bool is_word_byte(char c)
{
    return isalnum((unsigned char)c) || c == '.' || c == '-' || c == '_' || c == ':' || c == '$';
}

/* Numbers, ranges of them, and addresses of IPv4, IPv6, Ethernet and ARCNET ("$a5"). */
static bool is_number(const char *word)
{
    if (word[0] == '0' && (word[1] == 'x' || word[1] == 'X'))
        return word[2] && strspn(word + 2, "0123456789abcdefABCDEF") == strlen(word + 2);
    if (word[0] == '$' || strchr(word, ':'))
        return strspn(word, "$0123456789abcdefABCDEF:.") == strlen(word);
    return strspn(word, "0123456789.-") == strlen(word);
}

bool filter_has_name(const char *expression, char *word, size_t cap)
{
    bool local = false;
    for (const char *at = expression; *at;) {
        if (!is_word_byte(*at)) {
            at++;
            continue;
        }
        size_t len = 0;
        while (is_word_byte(at[len]))
            len++;
        snprintf(word, cap, "%.*s", (int)len, at);
        at += len;
        bool known = is_among(word, KNOWN, sizeof KNOWN / sizeof *KNOWN);
        if (!known && !local && !is_number(word))
            return true;
        local = is_among(word, LOCAL, sizeof LOCAL / sizeof *LOCAL);
    }
    return false;
}
