/* What postern is measured against: libpcap hands out each packet, and it is counted. */
#include <pcap/pcap.h>
#include <stdio.h>
#include <stdlib.h>

int main(int argc, char **argv)
{
    char why[PCAP_ERRBUF_SIZE];
    struct pcap_pkthdr *head;
    const u_char *bytes;
    unsigned long packets = 0;
    unsigned long sum = 0;
    pcap_t *p = argc == 2 ? pcap_open_offline(argv[1], why) : NULL;
    if (!p)
        return EXIT_FAILURE;
    while (pcap_next_ex(p, &head, &bytes) == 1) {
        packets++;
        sum += head->caplen;
    }
    pcap_close(p);
    printf("%lu packets %lu bytes\n", packets, sum);
    return EXIT_SUCCESS;
}
