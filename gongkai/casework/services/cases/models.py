"""办件的表: cases with whoever asked sealed; their matters, clocks and cards as shadows; how windows are scored."""

from __future__ import annotations

from datetime import date

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q

from gongkai.casework.services.halls.models import HallWindow
from gongkai.law.case_flow import PartState, State
from gongkai.law.case_kinds import (
    CardVerdict,
    CaseChannel,
    CaseParty,
    CaseResult,
    PartResult,
    RatingFinding,
    Stage,
    Stars,
)
from gongkai.law.case_terms import LONGEST
from gongkai.office.authorities.models import Authority, Official, Owned
from gongkai.office.journal.models import Dossier


class ServiceCase(Owned):
    """办件: it belongs to the authority of the hall that took it in, whoever decides.

    Who asked is sealed under the key of its file. What lists and figures search follows from the standing.
    """

    dossier = models.OneToOneField(Dossier, models.PROTECT, related_name="service_case", verbose_name="案卷")
    window = models.ForeignKey(HallWindow, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="窗口")
    clerk = models.ForeignKey(
        Official, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="收件人员"
    )
    channel = models.CharField("收件方式", max_length=20, choices=CaseChannel.choices)
    party = models.CharField("办事人类型", max_length=20, choices=CaseParty.choices)
    package = models.CharField("套餐编码", max_length=60, blank=True)
    personal = models.BinaryField("办事人信息（加密）")
    general = models.BooleanField("综合窗口收件", default=False)
    ready = models.BooleanField("全部已决定", default=False)
    visits = models.PositiveSmallIntegerField("跑动次数", default=0)
    commissioner = models.ForeignKey(
        Official, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="政务专员"
    )
    stars = models.CharField("评价", max_length=2, blank=True, choices=Stars.choices)
    rated_on = models.DateField("评价日期", null=True, blank=True)
    finding = models.CharField("差评核实", max_length=20, blank=True, choices=RatingFinding.choices)
    received_on = models.DateField("收件日期")
    term_on = models.DateField("决定期限", null=True, blank=True)
    timeliness = models.CharField("时效", max_length=12, blank=True)
    shut = models.BooleanField("已办结", default=False)
    outcome = models.CharField("办件结果", max_length=40, blank=True, choices=CaseResult.choices)
    once = models.CharField("提交标记摘要", max_length=64, unique=True)
    code_digest = models.CharField("查询码摘要", max_length=64)

    class Meta:
        verbose_name = verbose_name_plural = "办件"
        indexes = [
            models.Index(name="service_case_window", fields=["authority", "window", "received_on"]),
            models.Index(name="service_case_clerk", fields=["clerk", "received_on"]),
            models.Index(
                name="service_case_counted",
                fields=[
                    *("authority", "received_on", "channel", "general", "timeliness", "shut"),
                    *("outcome", "stars", "visits", "term_on"),
                ],
            ),
        ]

    @property
    def state(self) -> State:
        """状态."""
        return State(self.dossier.state)

    @property
    def result(self) -> CaseResult | None:
        """结果."""
        return CaseResult(self.outcome) if self.outcome else None

    @property
    def came_by(self) -> str:
        """收件处: the window, or how it came otherwise."""
        return str(self.window) if self.window else CaseChannel(self.channel).label

    def __str__(self) -> str:
        return self.dossier.number


class CaseMatter(Owned):
    """分办事项: one matter of a case, at its unit; a shadow of the standing."""

    case = models.ForeignKey(ServiceCase, models.CASCADE, related_name="matters", verbose_name="办件")
    item = models.CharField("事项编码", max_length=60)
    name = models.CharField("事项名称", max_length=120)
    version = models.PositiveIntegerField("事项版本")
    unit = models.ForeignKey(
        Authority, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="承办单位"
    )
    state = models.CharField("状态", max_length=20, choices=PartState.choices)
    result = models.CharField("决定", max_length=20, blank=True, choices=PartResult.choices)

    class Meta:
        verbose_name = verbose_name_plural = "分办事项"
        ordering = ["case", "id"]
        constraints = [
            models.UniqueConstraint(
                name="case_matter_once", fields=["case", "item"], violation_error_message="同一事项在办件里只有一次"
            ),
        ]
        indexes = [
            models.Index(name="case_matter_of_unit", fields=["unit", "state", "case"], condition=Q(unit__isnull=False)),
        ]

    def __str__(self) -> str:
        return self.name


class CaseRun(Owned):
    """计时段: one clock of a case with the days its cards fall on; a shadow of the standing.

    A yellow card is there from ``yellow_on`` where it had not ended before, a red one from the day after ``last_on``.
    """

    case = models.ForeignKey(ServiceCase, models.CASCADE, related_name="runs", verbose_name="办件")
    place = models.PositiveSmallIntegerField("序")
    stage = models.CharField("环节", max_length=20, choices=Stage.choices)
    part = models.CharField("事项编码", max_length=60, blank=True)
    unit = models.ForeignKey(Authority, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="单位")
    days = models.PositiveSmallIntegerField("工作日")
    began_on = models.DateField("起算")
    last_on = models.DateField("最后一日", null=True, blank=True)
    yellow_on = models.DateField("黄牌之日", null=True, blank=True)
    ended_on = models.DateField("停止", null=True, blank=True)
    yellow_explained = models.BooleanField("黄牌已说明", default=False)
    red_explained = models.BooleanField("红牌已说明", default=False)
    yellow_verdict = models.CharField("黄牌结论", max_length=20, blank=True, choices=CardVerdict.choices)
    red_verdict = models.CharField("红牌结论", max_length=20, blank=True, choices=CardVerdict.choices)

    class Meta:
        verbose_name = verbose_name_plural = "计时段"
        ordering = ["case", "place"]
        constraints = [
            models.UniqueConstraint(
                name="case_run_once", fields=["case", "place"], violation_error_message="办件的计时段序号重复"
            ),
        ]
        indexes = [models.Index(name="case_run_last", fields=["authority", "last_on", "ended_on"])]

    def red(self, today: date) -> bool:
        """红牌."""
        return self.last_on is not None and self.last_on < min(self.ended_on or today, today)

    def yellow(self, today: date) -> bool:
        """黄牌."""
        return self.yellow_on is not None and self.yellow_on <= min(self.ended_on or today, today)

    def __str__(self) -> str:
        return f"{self.case_id} {self.place}"


class CardSetting(Owned):
    """发牌设定: how many working days before the last one a yellow card is given; for cases received from then on."""

    yellow_before = models.PositiveSmallIntegerField("黄牌提前工作日", validators=[MaxValueValidator(LONGEST)])
    source = models.CharField("依据", max_length=200)

    class Meta:
        verbose_name = verbose_name_plural = "发牌设定"
        constraints = [
            models.UniqueConstraint(
                name="card_setting_once", fields=["authority"], violation_error_message="发牌规则已经设定"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.yellow_before}"


class ScoringSetting(Owned):
    """考核办法设定: the scheme of an authority from a month on; a month is scored by what held then."""

    source = models.CharField("办法", max_length=200)
    rows = models.JSONField("考核项")
    from_on = models.DateField("自何月起")

    class Meta:
        verbose_name = verbose_name_plural = "考核办法设定"
        ordering = ["-from_on"]
        constraints = [
            models.UniqueConstraint(
                name="scoring_setting_once",
                fields=["authority", "from_on"],
                violation_error_message="这个月起的考核办法已经设定",
            ),
        ]

    def __str__(self) -> str:
        return self.source


class ScoreAppeal(Owned):
    """考核申诉: what a clerk says against a score of a month, and what was answered."""

    clerk = models.ForeignKey(Official, models.PROTECT, related_name="+", verbose_name="窗口人员")
    month = models.DateField("月份")
    text = models.TextField("申诉")
    filed_on = models.DateField("申诉日期")
    answer = models.TextField("答复", blank=True)
    answered_on = models.DateField("答复日期", null=True, blank=True)
    answered_by = models.ForeignKey(
        Official, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="答复人"
    )

    class Meta:
        verbose_name = verbose_name_plural = "考核申诉"
        ordering = ["-filed_on", "-id"]

    def __str__(self) -> str:
        return f"{self.clerk.name} {self.month:%Y-%m}"
