"""要点办理: a plan is entered, its tasks are assigned, and every further step of a task is one step by the journal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Max

from gongkai.law.grammar.flow import JSON, Role, Step, Unlawful, not_in_the_future
from gongkai.law.supervision.plan_tasks import KIND, PLANNED, Act, Evidence, EvidenceKind, Standing
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.authorities.queries import responsible
from gongkai.office.journal import acts as journal
from gongkai.office.journal import vault
from gongkai.office.notices.acts import notify
from gongkai.oversight.plans import queries
from gongkai.oversight.plans.models import PlanTask, TaskFile, WorkPlan
from gongkai.web.uploads import FileKind, Upload

OPEN_PLAN = "open_plan"
MOST_FILE = 10 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class TaskGiven:
    """任务内容: what is asked of whom by when, and what shall prove it."""

    area: str
    clause: str
    text: str
    lead: Authority
    cooperating: str
    due: date
    wanted: str = ""


@transaction.atomic
def open_plan(authority: Authority, year: int, title: str, source: str, *, on: date, by: Official) -> WorkPlan:
    """登记工作要点: with the number of the document it stands on."""
    if not title.strip() or not source.strip():
        raise Unlawful("工作要点应写明名称和文号", PLANNED, field="title")
    told: dict[str, JSON] = {"year": year, "title": title.strip(), "source": source.strip()}
    entry = journal.enter(authority, OPEN_PLAN, on=on, by=by, data=told)
    plan = WorkPlan(authority=authority, year=year, title=title.strip(), source=source.strip(), entered_on=on)
    plan.by, plan.entry = by, entry
    plan.save(force_insert=True)
    return plan


@transaction.atomic
def assign(plan: WorkPlan, given: TaskGiven, *, on: date, today: date, by: Official) -> PlanTask:
    """分解任务: to the planning authority itself or to one beneath it."""
    not_in_the_future(on, today, PLANNED)
    if not given.lead.path.startswith(plan.authority.path):
        raise Unlawful(f"{given.lead.name}不是本机关或者所属单位", PLANNED, field="lead")
    WorkPlan.objects.of(plan.authority).select_for_update().get(pk=plan.pk)
    last = PlanTask.objects.everywhere().filter(plan=plan).aggregate(last=Max("place"))["last"] or 0
    details: dict[str, JSON] = {
        "unit": given.lead.code,
        "text": given.text,
        "due": given.due.isoformat(),
        "clause": given.clause,
        "wanted": given.wanted,
        "plan": plan.pk,
    }
    dossier = journal.open_dossier(given.lead, KIND, Step(Act.ASSIGN.value, on, details), by=by, title=given.text[:120])
    task = PlanTask(
        authority=given.lead,
        dossier=dossier,
        plan=plan,
        place=last + 1,
        area=given.area.strip()[:60],
        clause=given.clause.strip()[:200],
        text=given.text.strip()[:1000],
        cooperating=given.cooperating.strip()[:400],
        wanted=given.wanted.strip()[:400],
    )
    task.save(force_insert=True)
    return task


@transaction.atomic
def assign_many(plan: WorkPlan, given: Sequence[TaskGiven], *, on: date, today: date, by: Official) -> list[PlanTask]:
    """成批分解: all of them or none."""
    return [assign(plan, each, on=on, today=today, by=by) for each in given]


@transaction.atomic
def act(task: PlanTask, step: Step, *, today: date, by: Official | None, seen: int | None = None) -> Standing:
    """办理一步: who acts is added here; the unit is told when it is urged or its evidence comes back."""
    not_in_the_future(step.on, today, PLANNED)
    details = {**step.details, "by": by.username if by else ""}
    standing = queries.as_standing(journal.take(task.dossier, Step(step.act, step.on, details), by=by, seen=seen))
    if step.act in (Act.URGE, Act.RETURN):
        _tell(task, Act(step.act), step.on)
    return standing


def _tell(task: PlanTask, act: Act, on: date) -> None:
    for person in responsible(task.authority, Role.HANDLER, on):
        key = f"plan task {task.pk} {act.value} {on:%Y%m%d} {task.dossier.version} {person.pk}"
        notify(task.authority, key, person, subject=f"{act.label}：{task.dossier.title}", dossier=task.dossier)


@transaction.atomic
def keep_file(task: PlanTask, upload: Upload, kind: FileKind, *, on: date, by: Official) -> Evidence:
    """存凭证文件: sealed under the file of the task; what is handed in names it."""
    content = upload.read()
    if len(content) > MOST_FILE:
        raise Unlawful("凭证文件超过10兆字节", PLANNED, field="file")
    row = TaskFile(
        authority=task.authority,
        task=task,
        name=(upload.name or "凭证")[:200],
        kind=kind.extension,
        size=len(content),
        content=vault.seal_file(task.dossier, queries.CONTENT, content),
        came_on=on,
        by=by,
    )
    row.save(force_insert=True)
    return Evidence(EvidenceKind.FILE, str(row.pk), row.name)


def hand_in(
    task: PlanTask,
    done: str,
    evidence: Sequence[Evidence],
    *,
    on: date,
    today: date,
    by: Official,
    seen: int | None = None,
) -> Standing:
    """报送凭证: what was done and what proves it."""
    proofs: list[JSON] = [each.data() for each in evidence]
    return act(task, Step(Act.HAND_IN.value, on, {"done": done, "evidence": proofs}), today=today, by=by, seen=seen)
