"""查网站: what a site must say of itself in its pages, and how quickly they come."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from statistics import median

from django.urls import reverse

from gongkai.law.supervision.faults import SLOW_SECONDS, Fault
from gongkai.oversight.supervision.inspecting.suspecting import Scope, Suspicion
from gongkai.oversight.supervision.probing.models import Probe
from gongkai.publication.catalogue.models import Column

WEEK = timedelta(days=7)
_TAGS = (("site_name", "网站名称"), ("site_address", "网址"), ("site_identity", "网站标识码"))


def bare(scope: Scope) -> Iterator[Suspicion | None]:
    """标签不全: the site's own META tags are those of the authority at the top; empty ones are not written."""
    top = scope.government
    if top.parent_id is not None or not Column.objects.under(top).filter(closed_on=None).exists():
        return
    lacking = [label for name, label in _TAGS if not getattr(top.profile, name)]
    if lacking:
        evidence = f"机关信息里没有{'、'.join(lacking)}，全站网页缺少相应的META标签"
        href = reverse("establishment:profile")
        yield scope.suspicion(Fault.META, top.pk, f"site {top.pk}", f"{top.name}网站", evidence, scope.day, href=href)


def slow(scope: Scope) -> Iterator[Suspicion | None]:
    """打开缓慢: half of the visits of a week took longer than a reader waits."""
    rows = Probe.objects.under(scope.government).filter(asked_on__gt=scope.day - WEEK, asked_on__lte=scope.day)
    seconds: dict[tuple[int, str], list[float]] = {}
    for key, address, took in rows.values_list("authority", "address", "seconds"):
        seconds.setdefault((key, address), []).append(float("inf") if took is None else took)
    for (key, address), each in seconds.items():
        if (middle := median(each)) > SLOW_SECONDS:
            told = (
                f"一周{len(each)}次访问，半数超过{middle:.1f}秒" if middle != float("inf") else "一周半数以上访问打不开"
            )
            yield scope.suspicion(Fault.SLOW, key, f"address {address}", address, told, scope.day, href=address)
