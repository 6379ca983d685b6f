"""要点查询: the plans one sees, their tasks with where they stand, what a unit has to do, and what proves it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from gongkai.law.supervision.plan_tasks import (
    Evidence,
    EvidenceKind,
    Fulfilled,
    Progress,
    Standing,
    State,
    chapter,
    progress,
)
from gongkai.office.authorities.models import Authority, OwnedQuerySet
from gongkai.office.authorities.queries import calendar_of
from gongkai.office.journal import queries as journal
from gongkai.office.journal import vault
from gongkai.office.journal.models import Dossier
from gongkai.oversight.plans.models import PlanTask, TaskFile, WorkPlan
from gongkai.publication.disclosure.models import Content
from gongkai.publication.registers.models import Record

CONTENT = "task evidence"


def as_standing(found: object) -> Standing:
    """任务情况: what the journal hands over, in its type."""
    if not isinstance(found, Standing):
        raise TypeError("not the file of a task")
    return found


def standing(task: PlanTask) -> Standing:
    """任务情况: replayed from the journal."""
    return as_standing(journal.standing(task.dossier))


def plans(authority: Authority, *, beneath: bool = False) -> OwnedQuerySet[WorkPlan]:
    """看得到的要点: one's own, those one has a task of, and with ``beneath`` those of the units beneath."""
    own = Q(authority__path__startswith=authority.path) if beneath else Q(authority=authority)
    rows = WorkPlan.objects.everywhere().filter(own | Q(tasks__authority=authority)).distinct()
    return rows.select_related("authority").order_by("-year", "-pk")


def tasks(plan: WorkPlan) -> OwnedQuerySet[PlanTask]:
    """全部任务: of a plan, in their order."""
    rows = PlanTask.objects.everywhere().filter(plan=plan)
    return rows.select_related("dossier__authority", "authority", "plan__authority").order_by("place")


def concerning(authority: Authority, *, beneath: bool = False) -> OwnedQuerySet[PlanTask]:
    """涉及本机关的任务: those it leads and those of its own plans; with ``beneath`` also what those beneath lead."""
    leads = Q(authority__path__startswith=authority.path) if beneath else Q(authority=authority)
    rows = PlanTask.objects.everywhere().filter(leads | Q(plan__authority=authority))
    return rows.select_related("dossier__authority", "authority", "plan__authority")


def open_tasks(authority: Authority) -> OwnedQuerySet[PlanTask]:
    """待办任务: what a unit leads and has not finished, due soonest first."""
    rows = concerning(authority).filter(authority=authority, dossier__closed_on=None)
    return rows.order_by("dossier__due_on", "pk")


@dataclass(frozen=True)
class TaskOn:
    """某日的任务: a task and where it stands."""

    task: PlanTask
    standing: Standing
    overdue: bool


def on_day(rows: Iterable[PlanTask], on: date) -> list[TaskOn]:
    """任务情况表: each task as it stands, the entries of all of them fetched at once."""
    found = list(rows)
    if not found:
        return []
    told = journal.standings([each.dossier for each in found], calendar_of(found[0].authority))
    paired = [(each, as_standing(told[each.dossier_id])) for each in found]
    return [TaskOn(task, at, at.state is not State.DONE and at.overdue(on)) for task, at in paired]


@dataclass(frozen=True, slots=True)
class UnitProgress:
    """单位进度."""

    unit: str
    progress: Progress


def by_unit(found: Sequence[TaskOn], on: date) -> list[UnitProgress]:
    """按牵头单位: the completion of each, in the order of the tasks."""
    units = dict.fromkeys(each.task.authority.name for each in found)
    return [UnitProgress(unit, progress((each.standing for each in _of(found, unit)), on)) for unit in units]


def _of(found: Sequence[TaskOn], unit: str) -> list[TaskOn]:
    return [each for each in found if each.task.authority.name == unit]


def told_in_report(plan: WorkPlan, on: date) -> str:
    """要点落实章节: drafted from the tasks as they stand on a day."""
    found = on_day(tasks(plan), on)
    rows = [Fulfilled(each.task.area, each.task.text, each.task.authority.name, each.standing) for each in found]
    return chapter(plan.title, rows, on)


# -- what proves a task ------------------------------------------------------------------------------------------------------


def proof(authority: Authority, kind: EvidenceKind, key: str) -> Evidence | None:
    """找凭证: something of the unit that the platform keeps, by the number people know; None where there is none."""
    if kind is EvidenceKind.CONTENT:
        content = Content.objects.of(authority).filter(index_number=key, withdrawn_on=None).first()
        return Evidence(kind, content.index_number, content.title) if content else None
    if kind is EvidenceKind.DOSSIER:
        dossier = Dossier.objects.of(authority).filter(number=key).order_by("pk").first()
        return Evidence(kind, dossier.number, dossier.title or dossier.number) if dossier else None
    if kind is EvidenceKind.RECORD and key.isdecimal():
        record = Record.objects.of(authority).filter(pk=int(key)).first()
        return Evidence(kind, key, record.title) if record else None
    return None


def content_of(file: TaskFile) -> bytes:
    """凭证文件的内容."""
    return vault.unseal_file(file.task.dossier, CONTENT, bytes(file.content))
