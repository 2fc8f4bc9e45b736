/* What is remembered of a classic pcap file. */
#ifndef POSTERN_WIRE_CAPTURE_PCAP_H
#define POSTERN_WIRE_CAPTURE_PCAP_H

#include <stdbool.h>
#include <stdint.h>

struct pcap_file {
    uint32_t tick;   /* nanoseconds in a unit of a record's fraction of a second */
    uint32_t header; /* bytes of a record's header */
    uint16_t link;
    bool big;
    bool swapped; /* written before captured and original length changed places */
};

#endif
