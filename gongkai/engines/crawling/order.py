"""巡检的分寸: where a patrol begins, how gently it goes, and what it may not exceed."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from ipaddress import ip_address, ip_network
from urllib.parse import urlsplit

AGENT = "GongkaiPatrol/1 (government site inspection)"
LONGEST_DELAY = 30.0
"""最长间隔（秒）: what robots.txt may ask for between two requests; a site that asks for more is gone over at this pace."""


@dataclass(frozen=True, slots=True)
class Order:
    """巡检任务.

    ``delay`` are the seconds between two requests to one host, ``timeout`` those within which an answer must have come whole,
    ``seconds`` how long a run may take, ``memory`` the bytes of address space of its process. ``inside`` are the hosts and
    networks without a public address that may be asked all the same; ``words`` are looked for, each with what to write
    instead; ``also`` are asked for whether anything leads to them or not.
    """

    start: str
    agent: str = AGENT
    pages: int = 20_000
    depth: int = 40
    outside: int = 5_000
    delay: float = 0.5
    timeout: float = 20.0
    seconds: int = 6 * 3600
    memory: int = 1536 * 2**20
    inside: tuple[str, ...] = ()
    words: tuple[tuple[str, str], ...] = ()
    also: tuple[str, ...] = ()

    def as_json(self) -> str:
        """成为JSON."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def of_json(cls, said: str) -> Order:
        """由JSON."""
        given = json.loads(said)
        given["inside"], given["also"] = tuple(given["inside"]), tuple(given["also"])
        given["words"] = tuple((word, instead) for word, instead in given["words"])
        return cls(**given)

    def admits(self, address: str) -> bool:
        """可以访问的IP: public ones, and those inside that were named."""
        try:
            found = ip_address(address)
        except ValueError:
            return False
        return found.is_global or any(found in ip_network(each, strict=False) for each in self.inside if _is_net(each))

    def admits_host(self, host: str) -> bool:
        """写明的主机."""
        return host in self.inside


def _is_net(text: str) -> bool:
    try:
        ip_network(text, strict=False)
    except ValueError:
        return False
    return True


def start_fault(address: str) -> str:
    """起始网址的毛病: empty where nothing is wrong."""
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return "网址写法有误"
    if parts.scheme not in {"http", "https"} or not host or "@" in parts.netloc:
        return "网址应以http://或https://开头，写明主机，不带账号"
    return ""
