"""案卷: what every file that moves by a Flow has in common, and the tables the journal keeps beside it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from gongkai.law.application_figures import Reckoning, month_code
from gongkai.law.grammar.calendar import Calendar
from gongkai.law.procedures import Standing, kind_choices, reckoned
from gongkai.office.authorities.models import Authority, Official, Owned
from gongkai.office.journal.entries import Entry, Head

__all__ = [
    "Access",
    "AccessMonth",
    "Checkpoint",
    "Counter",
    "Dossier",
    "DossierKey",
    "Entry",
    "Head",
    "HouseKey",
    "Verification",
]


class Dossier(Owned):
    """案卷: a file that moves by a Flow. ``state`` and what follows are shadows of its entries, written only by ``reflect``.

    ``version`` counts its entries: who acts on a page says which version the page showed.
    """

    kind = models.CharField("种类", max_length=30, choices=kind_choices)
    number = models.CharField("编号", max_length=60)
    title = models.CharField("标题", max_length=200, blank=True)
    opened_on = models.DateField("立卷日期")
    state = models.CharField("状态", max_length=40)
    received_on = models.DateField("收到日", null=True, blank=True)
    due_on = models.DateField("到期日", null=True, blank=True)
    due_provisional = models.BooleanField("到期日暂定", default=False)
    closed_on = models.DateField("办结日期", null=True, blank=True)
    outcome = models.CharField("办理结果", max_length=40, blank=True)
    extended = models.BooleanField("延期", default=False)
    party = models.CharField("当事人类型", max_length=20, blank=True)
    channel = models.CharField("渠道", max_length=20, blank=True)
    received_month = models.PositiveIntegerField("收到月份", null=True, blank=True)
    closed_month = models.PositiveIntegerField("办结月份", null=True, blank=True)
    term_on = models.DateField("答复期限", null=True, blank=True)
    timeliness = models.CharField("时效", max_length=12, blank=True)
    worked_days = models.PositiveIntegerField("办理工作日", null=True, blank=True)
    calendar_days = models.PositiveIntegerField("办理自然日", null=True, blank=True)
    version = models.PositiveIntegerField("版次", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "案卷"
        ordering = ["-opened_on", "-id"]
        indexes = [
            models.Index(name="dossier_due", fields=["authority", "due_on"], condition=Q(closed_on=None)),
            models.Index(name="dossier_listed", fields=["authority", "kind", "-opened_on", "-id"]),
            models.Index(
                name="dossier_inbox", fields=["authority", "kind", "due_on", "id"], condition=Q(closed_on=None)
            ),
            # 统计：每一种数一个索引，按分组的次序排，一遍读完，不碰表
            models.Index(
                name="dossier_counted_in",
                fields=["authority", "kind", "received_month", "party", "channel", "received_on"],
                condition=Q(received_month__isnull=False),
            ),
            models.Index(
                name="dossier_counted_out",
                fields=[
                    *("authority", "kind", "closed_month", "outcome", "timeliness", "party"),
                    *("closed_on", "received_on", "term_on"),
                ],
                condition=Q(closed_month__isnull=False),
            ),
            models.Index(
                name="dossier_counted_days",
                fields=["authority", "kind", "closed_month", "worked_days", "calendar_days", "closed_on"],
                condition=Q(worked_days__isnull=False),
            ),
            models.Index(
                name="dossier_counted_open",
                fields=["authority", "kind", "received_on", "term_on", "closed_on"],
                condition=Q(closed_on=None),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                name="dossier_number_once",
                fields=["authority", "kind", "number"],
                violation_error_message="该编号已被使用",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()

    def reflect(self, standing: Standing, calendar: Calendar) -> None:
        """映照: copy what follows from the entries into the columns that lists search."""
        due = standing.due(calendar)
        self.state = standing.state.value
        self.received_on = standing.received_on
        self.due_on = due.on if due else None
        self.due_provisional = due.provisional if due else False
        self.closed_on = standing.closed_on
        self.outcome = standing.outcome or ""
        self.extended = standing.extended
        self._count_in(reckoned(standing, calendar, due), standing)

    def _count_in(self, told: Reckoning, standing: Standing) -> None:
        """What figures group by. What was never received is counted nowhere."""
        self.party, self.channel = told.party, told.channel
        self.term_on, self.timeliness = told.term_on, told.timeliness
        self.worked_days, self.calendar_days = told.worked_days, told.calendar_days
        received, closed = standing.received_on, standing.closed_on
        self.received_month = month_code(received) if received else None
        self.closed_month = month_code(closed) if closed and received else None


class DossierKey(Owned):
    """案卷密钥: the random key of a dossier's personal data and the salt of its fingerprints, wrapped by the key outside.

    ``wrapped`` becomes empty when the data are shredded; the entry that did it is ``shredded_by``.
    """

    dossier = models.OneToOneField(Dossier, models.PROTECT, primary_key=True, related_name="key", verbose_name="案卷")
    wrapped = models.BinaryField("包裹的密钥", null=True)
    key_id = models.CharField("外部密钥号", max_length=8)
    shredded_by = models.BigIntegerField("销毁条目序号", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "案卷密钥"
        constraints = [
            models.CheckConstraint(
                name="dossier_key_there_or_shredded",
                condition=Q(wrapped=None, shredded_by__isnull=False) | Q(wrapped__isnull=False, shredded_by=None),
                violation_error_message="案卷密钥应当在，或者已由条目销毁",
            ),
        ]


class HouseKey(models.Model):
    """平台密钥: a key of the whole house that must outlive a change of the key outside, wrapped by it like a dossier's."""

    name = models.CharField("用途", max_length=20, primary_key=True)
    wrapped = models.BinaryField("包裹的密钥")
    key_id = models.CharField("外部密钥号", max_length=8)

    class Meta:
        verbose_name = verbose_name_plural = "平台密钥"

    def __str__(self) -> str:
        return self.name


class Counter(Owned):
    """编号簿: the last number drawn in a series of an authority in a year. Numbers only grow and are never used again."""

    series = models.CharField("编号系列", max_length=40)
    year = models.PositiveSmallIntegerField("年份")
    last = models.PositiveIntegerField("末号", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "编号簿"
        constraints = [
            models.UniqueConstraint(
                name="counter_one_a_year",
                fields=["authority", "series", "year"],
                violation_error_message="该系列该年的编号簿已经有了",
            ),
        ]


class Checkpoint(models.Model):
    """核验点: how far a chain was verified; signed, so that only who holds the key outside can move it."""

    authority = models.OneToOneField(Authority, models.PROTECT, primary_key=True, related_name="+", verbose_name="机关")
    seq = models.BigIntegerField("序号")
    seal = models.CharField("印", max_length=64)
    verified_at = models.DateTimeField("核验时刻")
    signature = models.CharField("签名", max_length=64)

    class Meta:
        verbose_name = verbose_name_plural = "核验点"


class Verification(models.Model):
    """核验记录: that the journal was walked, from where, and how much was found wrong; what was found is told, not kept."""

    at = models.DateTimeField("核验时刻")
    whole = models.BooleanField("从头核验")
    found = models.PositiveIntegerField("不符处数")

    class Meta:
        verbose_name = verbose_name_plural = "核验记录"
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.found}"


class Access(Owned):
    """查阅日志: a log-in, a look at personal data, a download, a refusal. Append-only, chained by month."""

    month = models.CharField("月份", max_length=7)
    seq = models.BigIntegerField("序号")
    kind = models.CharField("种类", max_length=20)
    official = models.ForeignKey(Official, models.PROTECT, null=True, related_name="+", verbose_name="人员")
    dossier = models.ForeignKey(Dossier, models.PROTECT, null=True, related_name="+", verbose_name="案卷")
    what = models.CharField("内容", max_length=200, blank=True)
    succeeded = models.BooleanField("成功", default=True)
    at = models.DateTimeField("时刻")
    prev = models.CharField("前印", max_length=64)
    seal = models.CharField("印", max_length=64)

    class Meta:
        verbose_name = verbose_name_plural = "查阅日志"
        ordering = ["authority", "month", "seq"]
        constraints = [
            models.UniqueConstraint(
                name="access_in_order",
                fields=["authority", "month", "seq"],
                violation_error_message="查阅日志的序号重复",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.at.isoformat(timespec='seconds')} {self.kind} {self.what}".strip()


class AccessMonth(Owned):
    """查阅日志月: the head of one month's chain, and the entries that took in its digest and, later, let it go."""

    month = models.CharField("月份", max_length=7)
    seq = models.BigIntegerField("序号", default=0)
    seal = models.CharField("印", max_length=64)
    closed_by = models.BigIntegerField("封存条目序号", null=True, blank=True)
    dropped_by = models.BigIntegerField("清除条目序号", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "查阅日志月"
        constraints = [
            models.UniqueConstraint(
                name="access_month_once",
                fields=["authority", "month"],
                violation_error_message="该月的查阅日志已经有了",
            ),
            models.CheckConstraint(
                name="access_month_closed_before_dropped",
                condition=Q(dropped_by=None) | Q(closed_by__lt=F("dropped_by")),
                violation_error_message="查阅日志应先封存，后清除",
            ),
        ]
