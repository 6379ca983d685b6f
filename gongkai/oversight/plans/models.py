"""工作要点的表: the plan belongs to who drew it up, a task to the unit that leads it; where it stands is told by its file."""

from __future__ import annotations

from django.db import models

from gongkai.office.authorities.models import Official, Owned
from gongkai.office.journal.models import Dossier


class WorkPlan(Owned):
    """工作要点: of a year; ``source`` is the document it stands on, ours or one from above."""

    year = models.PositiveSmallIntegerField("年度")
    title = models.CharField("名称", max_length=200)
    source = models.CharField("文号", max_length=100)
    entered_on = models.DateField("登记日期")
    by = models.ForeignKey(Official, models.PROTECT, related_name="+", verbose_name="登记人")
    entry = models.BigIntegerField("条目序号")

    class Meta:
        verbose_name = verbose_name_plural = "工作要点"
        ordering = ["-year", "-id"]
        constraints = [
            models.UniqueConstraint(
                name="work_plan_once",
                fields=["authority", "year", "title"],
                violation_error_message="该年度已有同名的工作要点",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class PlanTask(Owned):
    """要点任务: one of a plan, owned by the unit that leads it; ``cooperating`` are the names of those that help."""

    dossier = models.OneToOneField(Dossier, models.PROTECT, related_name="plan_task", verbose_name="案卷")
    plan = models.ForeignKey(WorkPlan, models.PROTECT, related_name="tasks", verbose_name="工作要点")
    place = models.PositiveIntegerField("序号")
    area = models.CharField("板块", max_length=60, blank=True)
    clause = models.CharField("上级条款", max_length=200, blank=True)
    text = models.CharField("任务内容", max_length=1000)
    cooperating = models.CharField("配合单位", max_length=400, blank=True)
    wanted = models.CharField("凭证要求", max_length=400, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "要点任务"
        ordering = ["plan", "place"]
        constraints = [
            models.UniqueConstraint(
                name="plan_task_place_once", fields=["plan", "place"], violation_error_message="该序号已有任务"
            ),
        ]

    def __str__(self) -> str:
        return self.dossier.title


class TaskFile(Owned):
    """任务凭证文件: what a unit handed in from outside the platform; sealed under the file of its task."""

    task = models.ForeignKey(PlanTask, models.PROTECT, related_name="files", verbose_name="要点任务")
    name = models.CharField("文件名", max_length=200)
    kind = models.CharField("类型", max_length=10)
    size = models.PositiveIntegerField("字节数")
    content = models.BinaryField("内容（加密）")
    came_on = models.DateField("上传日期")
    by = models.ForeignKey(Official, models.PROTECT, related_name="+", verbose_name="上传人")

    class Meta:
        verbose_name = verbose_name_plural = "任务凭证文件"
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name
