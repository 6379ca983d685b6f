"""监控指标: what Prometheus reads at ``/metrics``. Requests are counted by each process; all else is read from the database.

Several web processes answer the same address in turn, so the requests bear the number of their process and are summed by who
reads them; what the database tells is the same whoever answers. No figure names an authority or a person.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from datetime import datetime
from functools import cache

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.models import Count, Sum
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from gongkai import __version__
from gongkai.doors.followers.lagging import lags
from gongkai.doors.watch import queries
from gongkai.doors.watch.models import Heartbeat, SlowQuery
from gongkai.office.journal import server
from gongkai.office.journal.models import Dossier, Head
from gongkai.office.notices.models import Channel, Message, State
from gongkai.publication.gate.models import Screening
from gongkai.web import clock
from gongkai.web.refusing import Why

SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
WAITING = (State.WAITING, State.SENDING, State.FAILED, State.UNCERTAIN)

_OF_PROCESS = CollectorRegistry()
_REQUESTS = Counter("gongkai_requests", "按页面和状态的应答数", ["process", "view", "status"], registry=_OF_PROCESS)
_TIMES = Histogram(
    "gongkai_request_seconds", "按页面的应答秒数", ["process", "view"], buckets=SECONDS, registry=_OF_PROCESS
)
_REFUSALS = Counter(
    "gongkai_refusals", "被拒的请求数：原因，问的是不是已登录的人", ["process", "why", "who"], registry=_OF_PROCESS
)


def count_refusal(why: Why, *, stranger: bool) -> None:
    """被拒计数: of this process; who asked and which page is in the access log, for who was logged in."""
    _REFUSALS.labels(str(os.getpid()), why.value, "stranger" if stranger else "official").inc()


def count(view: str, status: int, seconds: float) -> None:
    """计数: one answer of this process."""
    process = os.getpid()
    _requests(process, view, status).inc()
    _times(process, view).observe(seconds)


@cache
def _requests(process: int, view: str, status: int) -> Counter:
    return _REQUESTS.labels(str(process), view, str(status))


@cache
def _times(process: int, view: str) -> Histogram:
    return _TIMES.labels(str(process), view)


def text() -> bytes:
    """指标文本: of this process and of the house."""
    house = CollectorRegistry()
    house.register(_House())
    return generate_latest(_OF_PROCESS) + generate_latest(house)


class _House(Collector):
    """The figures of the house, asked for at every reading; without a database those of the disk alone."""

    def collect(self) -> Iterator[Metric]:
        yield _one("gongkai_info", "版本", 1, {"version": __version__, "database": connection.vendor})
        free = shutil.disk_usage(settings.VAR_DIR)
        yield _one("gongkai_disk_free_bytes", "数据目录所在磁盘的可用字节数", free.free)
        yield _one("gongkai_disk_total_bytes", "数据目录所在磁盘的总字节数", free.total)
        try:
            told = list(_of_the_database(clock.now()))
        except DatabaseError:
            yield _one("gongkai_database_up", "数据库是否应答", 0)
            return
        yield _one("gongkai_database_up", "数据库是否应答", 1)
        yield from told


def _of_the_database(now: datetime) -> Iterator[Metric]:
    yield from _of_the_server()
    yield from _of_the_worker(now)
    yield from _of_the_followers(now)
    yield from _of_the_outbox(now)
    yield from _of_the_files()


def _of_the_server() -> Iterator[Metric]:
    used, most = server.connections_of(connection)
    yield _one("gongkai_database_connections", "数据库连接数", used)
    yield _one("gongkai_database_connections_max", "数据库最多连接数", most)
    yield _one("gongkai_database_bytes", "数据库字节数", server.size(connection))
    slow = SlowQuery.objects.aggregate(times=Sum("count"), total=Sum("total"))
    yield _one("gongkai_slow_queries", "慢查询次数（留存的）", slow["times"] or 0)
    yield _one("gongkai_slow_query_seconds", "慢查询合计秒数（留存的）", (slow["total"] or 0) / 1000)


def _of_the_worker(now: datetime) -> Iterator[Metric]:
    if (seen := queries.pulse()) is not None:
        yield _one("gongkai_work_silent_seconds", "值守进程多少秒没有动静", _seconds(now, seen))
    living = queries.workers(now)
    yield _one("gongkai_workers", "值守进程数", len(living))
    yield _one("gongkai_chores_failing", "未能完成的差事数", sum(len(each.failing) for each in living))
    yield _one("gongkai_workers_known", "一天之内有过动静的值守进程数", Heartbeat.objects.count())


def _of_the_followers(now: datetime) -> Iterator[Metric]:
    entries = GaugeMetricFamily("gongkai_follower_behind_entries", "追随者落后的条目数", labels=["follower"])
    late = GaugeMetricFamily("gongkai_follower_behind_seconds", "追随者落后的秒数", labels=["follower"])
    for each in lags():
        entries.add_metric([each.follower], each.entries)
        late.add_metric([each.follower], _seconds(now, each.since) if each.since else 0)
    yield from (entries, late)
    if (pressed := queries.last_pressed()) is not None:
        yield _one("gongkai_last_pressed_timestamp_seconds", "末次出版的时刻", pressed.timestamp())


def _of_the_outbox(now: datetime) -> Iterator[Metric]:
    family = GaugeMetricFamily("gongkai_messages", "发件箱中没有发出的", labels=["channel", "state"])
    rows = Message.objects.everywhere().filter(state__in=WAITING).order_by().values_list("channel", "state")
    counted = {(channel, state): many for channel, state, many in rows.annotate(many=Count("pk"))}
    for channel in (Channel.EMAIL, Channel.SMS):
        for state in WAITING:
            family.add_metric([channel.value, state.value], counted.get((channel, state), 0))
    yield family
    waits = queries.oldest_unsent(now)
    yield _one("gongkai_outbox_oldest_seconds", "最早待发的等了多少秒", _seconds(now, waits) if waits else 0)
    if (sent := queries.last_sent()) is not None:
        yield _one("gongkai_last_sent_timestamp_seconds", "末次发出的时刻", sent.timestamp())


def _of_the_files() -> Iterator[Metric]:
    yield _one("gongkai_entries", "台账条目数", Head.objects.aggregate(many=Sum("seq"))["many"] or 0)
    family = GaugeMetricFamily("gongkai_open_dossiers", "在办案卷数", labels=["kind"])
    rows = Dossier.objects.everywhere().filter(closed_on=None).order_by().values_list("kind").annotate(many=Count("pk"))
    for kind, many in rows:
        family.add_metric([kind], many)
    yield family
    yield _one("gongkai_held_publications", "筛查后待决定的", Screening.objects.everywhere().filter(open__gt=0).count())


def _one(name: str, told: str, value: float, labels: dict[str, str] | None = None) -> Metric:
    family = GaugeMetricFamily(name, told, labels=list(labels or {}))
    family.add_metric(list((labels or {}).values()), value)
    return family


def _seconds(now: datetime, then: datetime) -> float:
    return max(0.0, (now - then).total_seconds())
