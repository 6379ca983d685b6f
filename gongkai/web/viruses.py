"""查毒: asks a ClamAV daemon, by its socket, about a file before it is stored; only where the setting names one.

The protocol is ``zINSTREAM``: pieces with their lengths, an empty one, one line of answer. A daemon that does not answer, or
answers what we do not understand, means that nothing is taken in: who asked for a check does not want files unchecked. Nor is a
file clean that is larger than the daemon looks at; whether it says so is a matter of its settings, which ``ailment`` tries.
"""

from __future__ import annotations

import io
import socket
import struct
import zipfile
from contextlib import closing
from datetime import UTC, datetime
from tempfile import SpooledTemporaryFile
from typing import IO

from django.conf import settings

PIECE = 64 * 1024
PATIENCE = 60
"""Seconds; the daemon's own limit for one file is shorter."""
LONGEST_ANSWER = 4096
MEGABYTE = 1024 * 1024
SAMPLE = "X5O!P%@AP[4\\PZX54(P^)7CC)7}$", "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
"""检验样本: the harmless text every hunter knows, in two halves, so that none of them finds this module."""
TOO_LONG = "INSTREAM size limit exceeded"
UNLOOKED_AT = "Heuristics.Limits.Exceeded"
"""What a daemon with ``AlertExceedsMax`` calls a file it did not look at to its end."""


class NotAsked(Exception):
    """没有查成: the daemon could not be reached or did not say whether the file is clean."""


class TooMuch(NotAsked):
    """查不了这么大的: the daemon answered that it does not look at so much."""


def infection(file: IO[bytes]) -> str:
    """毒名: what was found in the file, empty where it is clean or nobody is to be asked. Raises NotAsked."""
    if not settings.CLAMAV:
        return ""
    file.seek(0)
    try:
        with closing(_connected(settings.CLAMAV)) as daemon:
            answer = _asked(daemon, file)
    except (OSError, ValueError) as broken:
        raise NotAsked(str(broken)) from broken
    finally:
        file.seek(0)
    return _understood(answer)


def signed_at() -> datetime | None:
    """特征库日期: of the signatures the daemon has loaded; None where it has none of the makers'. Raises NotAsked."""
    try:
        with closing(_connected(settings.CLAMAV)) as daemon:
            daemon.sendall(b"zVERSION\0")
            said = _heard(daemon).rstrip(b"\0\n").decode("utf-8", "replace")
    except (OSError, ValueError) as broken:
        raise NotAsked(str(broken)) from broken
    if not said.startswith("ClamAV"):
        raise NotAsked(said or "没有应答")
    parts = said.split("/", 2)
    try:
        return datetime.strptime(parts[2], "%a %b %d %H:%M:%S %Y").replace(tzinfo=UTC) if len(parts) == 3 else None
    except ValueError:
        return None


def knows_the_sample() -> bool:
    """认得样本: whether it finds what it must find. Raises NotAsked."""
    return bool(infection(io.BytesIO("".join(SAMPLE).encode())))


def looks_to_the_end(megabytes: int) -> bool:
    """查得到底: whether it finds the sample behind so much else in one file. Raises NotAsked, of which TooMuch is honest."""
    with SpooledTemporaryFile(MEGABYTE) as large:
        with zipfile.ZipFile(large, "w", zipfile.ZIP_STORED) as archive:
            with archive.open("padding", "w", force_zip64=True) as padding:
                for _ in range(megabytes - 1):
                    padding.write(bytes(MEGABYTE))
            archive.writestr("sample", "".join(SAMPLE))
        return bool(infection(large))


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
    return _heard(daemon)


def _heard(daemon: socket.socket) -> bytes:
    answer = b""
    while not answer.endswith(b"\0") and len(answer) < LONGEST_ANSWER and (piece := daemon.recv(LONGEST_ANSWER)):
        answer += piece
    return answer


def _understood(answer: bytes) -> str:
    said = answer.rstrip(b"\0\n").decode("utf-8", "replace")
    if said == "stream: OK":
        return ""
    if said.startswith("stream: ") and said.endswith(" FOUND"):
        found = said[len("stream: ") : -len(" FOUND")]
        if found.startswith(UNLOOKED_AT):
            raise TooMuch(found)
        return found
    if said.startswith(TOO_LONG):
        raise TooMuch(said)
    raise NotAsked(said or "没有应答")
