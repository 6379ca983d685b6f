"""工作的体检项: nothing waits longer than a busy worker needs, and nothing has failed unseen."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from gongkai.office.jobs import queries
from gongkai.office.jobs.models import Job, State
from gongkai.web.examining import Checkup, Condition, fine, note

LATE = timedelta(minutes=15)
LATELY = timedelta(days=1)


def waiting(now: datetime) -> Iterator[Condition]:
    """后台工作: one that could be gone on with and that nobody has taken in hand for long."""
    late = queries.runnable(now).filter(next_at__lt=now - LATE).exclude(touched_at__gte=now - LATE).count()
    if late:
        yield note(
            f"{late}件后台工作排队超过{LATE.seconds // 60}分钟没有办",
            "查值守是否在运行（manage.py work）；恢复后自动接着办",
        )
    failed = Job.objects.everywhere().filter(state=State.FAILED, ended_at__gte=now - LATELY).count()
    if failed:
        yield note(f"一天内{failed}件后台工作未办成", "在工作台“办理中的工作”看原因，排除以后按“接着办”")
    if not late and not failed:
        yield fine("没有积压的后台工作")


CHECKUPS = [Checkup("jobs", "值守", "后台工作", waiting)]
