"""空闲端口: of this machine, for a server a test starts."""

from __future__ import annotations

import socket


def free_port() -> int:
    """空闲端口: nobody listens there at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
