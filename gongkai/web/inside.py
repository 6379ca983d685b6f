"""自己人: who may see the figures and the details of a running service: this machine itself, or who shows the token."""

from __future__ import annotations

import hmac
from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest

from gongkai.web.limits import client_address

FORWARDED = ("X-Forwarded-For", "Forwarded", "X-Real-IP", "Via")


def is_inside(request: HttpRequest) -> bool:
    """自己人: by ``GONGKAI_METRICS_TOKEN``, or from this machine with nobody in between that we were not told of."""
    return _shows_the_token(request) or _from_this_machine(request)


def _shows_the_token(request: HttpRequest) -> bool:
    wanted = settings.METRICS_TOKEN
    kind, _, shown = request.headers.get("Authorization", "").partition(" ")
    return bool(wanted) and kind == "Bearer" and hmac.compare_digest(shown.encode(), wanted.encode())


def _from_this_machine(request: HttpRequest) -> bool:
    """A proxy on this machine that ``GONGKAI_PROXY_HOPS`` does not count, or one too many, would make a stranger look like us."""
    passed = request.headers.get("X-Forwarded-For", "")
    hops: int = settings.PROXY_HOPS
    if (hops and passed and passed.count(",") + 1 < hops) or (
        not hops and any(name in request.headers for name in FORWARDED)
    ):
        return False
    try:
        return ip_address(client_address(request)).is_loopback
    except ValueError:
        return False
