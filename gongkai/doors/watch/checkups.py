"""看护的体检项: somebody is at work, and finishes what is begun; the database is not slow."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from gongkai.doors.watch import queries
from gongkai.web.clock import BEIJING
from gongkai.web.examining import Checkup, Condition, danger, fine, note

DEAD = timedelta(minutes=10)
AHEAD = timedelta(minutes=2)
VERY_SLOW = 5000
"""Milliseconds nobody waits for."""
LATELY = timedelta(days=7)


def worker(now: datetime) -> Iterator[Condition]:
    """值守: has a pulse."""
    remedy = "启动manage.py work（serve会代起；systemd：systemctl restart gongkai-work）"
    seen = queries.pulse()
    if seen is None:
        yield danger("值守从来没有运行过，信件不发，索引和静态页不更新", remedy)
    elif seen - now > AHEAD:
        told = (
            f"值守末次心跳是{seen.astimezone(BEIJING):%Y-%m-%d %H:%M}，比现在还晚：钟被拨回过，或者几台机器的钟不一致"
        )
        yield danger(told, "校准各台机器的钟（timedatectl，启用chrony）")
    elif now - seen > queries.SILENT:
        minutes = int((now - seen).total_seconds() // 60)
        say = danger if now - seen > DEAD else note
        yield say(f"值守{minutes}分钟没有动静，可能停了，或者正在办一件久的", remedy)
    else:
        yield fine(f"值守在运行（{len(queries.workers(now))}个进程）")


def chores(now: datetime) -> Iterator[Condition]:
    """差事: none of them fails time after time."""
    failing = [each for row in queries.workers(now) for each in row.failing]
    for each in failing:
        since = datetime.fromisoformat(each["since"]).astimezone(BEIJING)
        told = f"差事“{each['chore']}”自{since:%m-%d %H:%M}起{each['times']}次没有办成（{each['trouble']}）"
        yield danger(told, "看值守日志中的原因；改正后自动再办")
    if not failing:
        yield fine("差事都办成了")


def slow_queries(now: datetime) -> Iterator[Condition]:
    """慢查询: lately."""
    rows = [row for row in queries.slowest() if now - row.last_at < LATELY]
    if not rows:
        yield fine("一周内没有慢查询")
        return
    worst = max(row.worst for row in rows)
    told = f"一周内有{len(rows)}种慢查询，最慢{worst / 1000:.1f}秒"
    if worst >= VERY_SLOW:
        yield note(told, "运行manage.py slow看是哪些；PostgreSQL先运行ANALYZE，登记簿运行manage.py index_registers")
    else:
        yield fine(told)


CHECKUPS = [
    Checkup("worker", "值守", "值守进程", worker),
    Checkup("chores", "值守", "差事", chores),
    Checkup("slow_queries", "数据库", "慢查询", slow_queries),
]
