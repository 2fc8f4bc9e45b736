#!/usr/bin/env python3
"""As much of an FTP server (RFC 959) as a login takes: ftpd.py ADDRESS"""
import socket
import sys

REPLIES = {"USER": "331 Password required", "PASS": "230 Logged in", "SYST": "215 UNIX Type: L8", "PWD": '257 "/"', "QUIT": "221 Bye"}
with socket.create_server((sys.argv[1], 21)) as server:
    while True:
        talk, _ = server.accept()
        with talk, talk.makefile("rw", newline="\r\n") as lines:
            try:
                print("220 ggsn1", file=lines, flush=True)
                for line in lines:
                    print(REPLIES.get(line[:4].strip().upper(), "502 Not here"), file=lines, flush=True)
            except OSError:
                pass
