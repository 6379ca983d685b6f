"""查毒: asks a ClamAV daemon, by its socket, about a file before it is stored; only where the setting names one.

The protocol is ``zINSTREAM``: pieces with their lengths, an empty one, one line of answer. A daemon that does not answer, or
answers what we do not understand, means that nothing is taken in: who asked for a check does not want files unchecked.
"""

from __future__ import annotations

import socket
import struct
from contextlib import closing
from typing import IO

from django.conf import settings

PIECE = 64 * 1024
PATIENCE = 60
"""Seconds; the daemon's own limit for one file is shorter."""
LONGEST_ANSWER = 4096


class NotAsked(Exception):
    """没有查成: the daemon could not be reached or did not say whether the file is clean."""


def infection(file: IO[bytes]) -> str:
    """毒名: what was found in the file, empty where it is clean or nobody is to be asked. Raises NotAsked."""
    where: str = settings.CLAMAV
    if not where:
        return ""
    file.seek(0)
    try:
        with closing(_connected(where)) as daemon:
            answer = _asked(daemon, file)
    except (OSError, ValueError) as broken:
        raise NotAsked(str(broken)) from broken
    finally:
        file.seek(0)
    return _understood(answer)


def _connected(where: str) -> socket.socket:
    if where.startswith("/"):
        daemon = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        daemon.settimeout(PATIENCE)
        try:
            daemon.connect(where)
        except OSError:
            daemon.close()
            raise
        return daemon
    host, _, port = where.rpartition(":")
    return socket.create_connection((host.strip("[]"), int(port)), PATIENCE)


def _asked(daemon: socket.socket, file: IO[bytes]) -> bytes:
    daemon.sendall(b"zINSTREAM\0")
    try:
        while piece := file.read(PIECE):
            daemon.sendall(struct.pack(">I", len(piece)) + piece)
        daemon.sendall(struct.pack(">I", 0))
    except (BrokenPipeError, ConnectionResetError):
        pass  # a file larger than the daemon takes: it has said so and hung up
    answer = b""
    while not answer.endswith(b"\0") and len(answer) < LONGEST_ANSWER and (piece := daemon.recv(LONGEST_ANSWER)):
        answer += piece
    return answer


def _understood(answer: bytes) -> str:
    said = answer.rstrip(b"\0\n").decode("utf-8", "replace")
    if said == "stream: OK":
        return ""
    if said.startswith("stream: ") and said.endswith(" FOUND"):
        return said[len("stream: ") : -len(" FOUND")]
    raise NotAsked(said or "没有应答")
