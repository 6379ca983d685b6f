"""访问测速: ask once for the front page and some columns, and keep what it took; a measurement is no act and enters nothing."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from http.client import HTTPConnection, HTTPSConnection
from urllib.parse import urlsplit

from gongkai.office.authorities.models import Authority
from gongkai.oversight.supervision.probing.models import Probe
from gongkai.publication.catalogue.models import Column

LONGEST = 15.0
"""最久等待（秒）: after this a page counts as not reachable (19号文)."""
KEPT = timedelta(days=60)
COLUMNS = 3
Ask = Callable[[str], float | None]


def probe(authority: Authority, ask: Ask, *, now: datetime) -> list[Probe]:
    """测速: the authority's front page and its first columns, one after the other; what is old is thrown away."""
    columns = Column.objects.of(authority).filter(closed_on=None).order_by("place", "pk")[:COLUMNS]
    home = f"/{authority.code}/"
    addresses = [home, *(f"{home}lm/{column.slug}/" for column in columns)]
    made = [
        Probe(authority=authority, address=address, asked_on=now.date(), asked_at=now, seconds=ask(address))
        for address in addresses
    ]
    Probe.objects.of(authority).filter(asked_on__lt=now.date() - KEPT).delete()
    return Probe.objects.of(authority).bulk_create(made)


def asking(base: str, longest: float = LONGEST) -> Ask:
    """访问: over HTTP, from the first byte asked to the last received; None for no answer, a refusal or too late a one."""
    parts = urlsplit(base)

    def ask(address: str) -> float | None:
        begun = time.monotonic()
        opener = HTTPSConnection if parts.scheme == "https" else HTTPConnection
        connection = opener(parts.netloc, timeout=longest)
        try:
            connection.request("GET", address)
            answer = connection.getresponse()
            answer.read()
        except OSError:
            return None
        finally:
            connection.close()
        took = time.monotonic() - begun
        return took if answer.status < 400 and took < longest else None

    return ask
