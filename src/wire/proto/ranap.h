/* Inside the RANAP decoder: what UE and core say to each other. */
#ifndef POSTERN_WIRE_PROTO_RANAP_H
#define POSTERN_WIRE_PROTO_RANAP_H

#include "wire/proto/ap_family.h"

/* A message of TS 24.008: who the UE says it is, and that a short message is in it. */
void ranap_nas(struct ap_member *x, struct cursor nas);

#endif
