"""计量: what an assessment counts of the tasks of a plan."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.law.procedures import replay
from gongkai.law.supervision.measures import Counted, Window
from gongkai.law.supervision.plan_tasks import State
from gongkai.office.authorities.models import Authority
from gongkai.office.authorities.queries import calendar_of
from gongkai.office.journal import queries as journal
from gongkai.oversight.plans import queries
from gongkai.oversight.plans.models import PlanTask


def late_tasks(unit: Authority, window: Window) -> Iterator[Counted]:
    """要点任务逾期: as it stood on the last day of the window; what happened later is not looked at."""
    calendar = calendar_of(unit)
    rows = PlanTask.objects.of(unit).filter(dossier__opened_on__lte=window.until).select_related("dossier")
    for task in rows.order_by("pk"):
        steps = [step for step in journal.steps(task.dossier) if step.on <= window.until]
        at = queries.as_standing(replay(task.dossier.kind, steps, calendar)) if steps else None
        if at and window.holds(at.due_on) and at.state is not State.DROPPED and at.overdue(window.until):
            yield Counted((f"plan_task:{task.pk}",), at.due_on, f"{task.text[:60]}，应于{at.due_on:%Y-%m-%d}完成")


MEASURED = {"late_tasks": late_tasks}
PAGES = {"plan_task": "plans:task"}
