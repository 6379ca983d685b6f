"""限速: how often one client may use a public form. Counted in the database, so it holds across processes.

Only portable SQL: a row per client and window is made if missing, then raised by one under its lock, then read.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import wraps
from ipaddress import IPv6Address, IPv6Network, ip_address
from typing import ParamSpec, TypeVar

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.http import HttpRequest, HttpResponseBase

from gongkai.web import clock, signing
from gongkai.web.doors import View
from gongkai.web.errors import TOO_MANY, error_page
from gongkai.web.models import Attempt

P = ParamSpec("P")
R = TypeVar("R", bound=HttpRequest)
KEPT = timedelta(days=2)
"""Rows older than this are swept; no window is longer than half of it."""


@dataclass(frozen=True, slots=True)
class Rule:
    """限速规则: so many attempts at one thing per window."""

    scope: str
    limit: int
    per_seconds: int

    def __post_init__(self) -> None:
        if self.limit < 1 or not 0 < self.per_seconds <= KEPT.total_seconds() / 2:
            raise ValueError(f"限速规则不成立：{self.limit}次每{self.per_seconds}秒")

    def __str__(self) -> str:
        return f"同一网络每{_span(self.per_seconds)}最多提交{self.limit}次"

    def window(self, now: datetime) -> datetime:
        """时段起点: the beginning of the window ``now`` lies in."""
        seconds = int(now.timestamp())
        return datetime.fromtimestamp(seconds - seconds % self.per_seconds, UTC)

    def wait(self, now: datetime) -> int:
        """还需等待: seconds until the next window opens."""
        return self.per_seconds - int(now.timestamp()) % self.per_seconds


def _span(seconds: int) -> str:
    for length, name in ((3600, "小时"), (60, "分钟")):
        if seconds % length == 0:
            return f"{seconds // length}{name}"
    return f"{seconds}秒"


def allow(scope: str, key: str, limit: int, per_seconds: int, now: datetime) -> bool:
    """放行: count one attempt; False when the client has used up its window."""
    times = count(scope, key, per_seconds, now)
    if times == 1:
        sweep(now)
    return times <= limit


def count(scope: str, key: str, per_seconds: int, now: datetime) -> int:
    """计数: count once more of one client and one thing; how many times in this window."""
    return _counted(scope, digest(scope, key), Rule(scope, 1, per_seconds).window(now))


def _counted(scope: str, key_digest: str, window_start: datetime) -> int:
    row = Attempt(scope=scope, key_digest=key_digest, window_start=window_start)
    rows = Attempt.objects.filter(scope=scope, key_digest=key_digest, window_start=window_start)
    with transaction.atomic():
        Attempt.objects.bulk_create([row], ignore_conflicts=True)
        rows.update(count=F("count") + 1)
        return rows.values_list("count", flat=True).get()


def forget(scope: str, key: str) -> None:
    """不再计: what was counted of one client and one thing; for attempts that turned out well."""
    Attempt.objects.filter(scope=scope, key_digest=digest(scope, key)).delete()


def sweep(now: datetime) -> int:
    """清理: delete the windows nobody needs any more; returns how many."""
    deleted, _ = Attempt.objects.filter(window_start__lt=now - KEPT).delete()
    return deleted


def limited(scope: str, *, limit: int, per_seconds: int) -> Callable[[View[R, P]], View[R, P]]:
    """限速页面: count each POST to this view; beyond the limit the reader is told the rule and may come back later."""
    rule = Rule(scope, limit, per_seconds)

    def guard(view: View[R, P]) -> View[R, P]:
        @wraps(view)
        def guarded(request: R, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            now = clock.now()
            if request.method == "POST" and not allow(scope, client_network(request), limit, per_seconds, now):
                response = error_page(request, TOO_MANY, {"said": f"{rule}。"})
                response.headers["Retry-After"] = str(rule.wait(now))
                return response
            return view(request, *args, **kwargs)

        return guarded

    return guard


def unhurried(rule: Rule, what: str = "检索", *, always: bool = False) -> Callable[[View[R, P]], View[R, P]]:
    """限速查询: a question costs more than a page, so one network may ask so many a minute.

    An empty form costs nothing, but where the answer is costly ``always``.
    """

    def guard(view: View[R, P]) -> View[R, P]:
        @wraps(view)
        def guarded(request: R, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            now = clock.now()
            asks = always or request.GET
            if asks and not allow(rule.scope, client_network(request), rule.limit, rule.per_seconds, now):
                said = f"同一网络每{_span(rule.per_seconds).removeprefix('1')}最多{what}{rule.limit}次，请稍后再试。"
                response = error_page(request, TOO_MANY, {"said": said})
                response.headers["Retry-After"] = str(rule.wait(now))
                return response
            return view(request, *args, **kwargs)

        return guarded

    return guard


def digest(scope: str, key: str) -> str:
    """来源摘要: a keyed digest that cannot be turned back into an address, and differs from scope to scope."""
    return signing.keyed(f"gongkai.web.limits.{scope}", key)


def client_address(request: HttpRequest) -> str:
    """来源地址: the client as the outermost of our own proxies saw it (``GONGKAI_PROXY_HOPS``), never what it claims itself.

    Empty when the server knows none, as behind a local socket.
    """
    remote = str(request.META.get("REMOTE_ADDR", ""))
    hops: int = settings.PROXY_HOPS
    forwarded = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
    seen = forwarded[-hops] if hops and len(forwarded) >= hops else remote
    return seen if _is_address(seen) else remote


def masked_client(request: HttpRequest) -> str:
    """脱敏来源: of a request, as its holder may be shown it."""
    return masked(client_address(request))


def masked(address: str) -> str:
    """脱敏地址: enough to tell the office from elsewhere, not enough to follow anybody."""
    if not _is_address(address):
        return ""
    known = ip_address(address)
    if known.version == 4:
        return ".".join(str(known).split(".")[:2]) + ".*.*"
    return ":".join(known.exploded.split(":")[:3]) + ":*"


def client_network(request: HttpRequest) -> str:
    """来源网络: the client for counting. One IPv6 customer holds a /64 and can change addresses at will: it counts as one."""
    text = client_address(request)
    if not _is_address(text):
        return text
    address = ip_address(text)
    if isinstance(address, IPv6Address):
        return str(address.ipv4_mapped or IPv6Network((address, 64), strict=False))
    return str(address)


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True
