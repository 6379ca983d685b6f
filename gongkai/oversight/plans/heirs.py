"""要点任务的承接: a task stays with whoever had it in hand."""

from __future__ import annotations

from gongkai.law.grammar.flow import Role
from gongkai.law.supervision.plan_tasks import KIND, PLANNED
from gongkai.office.journal.succession import files
from gongkai.oversight.plans.models import PlanTask, TaskFile

HEIRS = (files(KIND, Role.HANDLER, basis=PLANNED, models=(PlanTask, TaskFile)),)
