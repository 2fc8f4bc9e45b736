#!/usr/bin/env python3
"""Asks a server for a name's address, from an address of one's own: lookup.py FROM SERVER NAME"""
import os
import socket
import struct
import sys

own, server, name = sys.argv[1:]
labels = b"".join(bytes([len(label)]) + label.encode() for label in name.split(".")) + b"\0"
sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
sock.bind((own, 0))
sock.settimeout(3)
sock.sendto(struct.pack(">2sHHHHH", os.urandom(2), 0x100, 1, 0, 0, 0) + labels + b"\0\1\0\1", (server, 53))
print(name, socket.inet_ntoa(sock.recv(1500)[-4:]))
