"""练习的表: answers and errors, each beside the entry that bears it."""

from __future__ import annotations

from django.db import models

from gongkai.office.authorities.models import Official, Owned


class QuizAnswer(Owned):
    """作答: one question, one person, one day."""

    official = models.ForeignKey(Official, models.PROTECT, related_name="+", verbose_name="人员")
    question = models.CharField("题目", max_length=60)
    chosen = models.PositiveSmallIntegerField("所选")
    right = models.BooleanField("答对")
    on = models.DateField("日期")
    entry = models.BigIntegerField("登记条目序号")

    class Meta:
        verbose_name = verbose_name_plural = "作答"
        ordering = ["pk"]
        indexes = [models.Index(name="quiz_answer_of_a_person", fields=["official", "question", "id"])]

    def __str__(self) -> str:
        return self.question


class FormSlip(Owned):
    """表单差错: the typical error of a form, refused; once a day for a person and a form."""

    official = models.ForeignKey(Official, models.PROTECT, related_name="+", verbose_name="人员")
    card = models.CharField("学习卡", max_length=40)
    on = models.DateField("日期")
    entry = models.BigIntegerField("登记条目序号")

    class Meta:
        verbose_name = verbose_name_plural = "表单差错"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="form_slip_once_a_day",
                fields=["official", "card", "on"],
                violation_error_message="当日的这项差错已经记下",
            ),
        ]

    def __str__(self) -> str:
        return self.card
