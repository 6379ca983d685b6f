"""建议提案: sessions, the files that come of them, who handles them, what was replied and promised, what was claimed.

What follows from the entries of a file stands here as shadows for lists and figures; ``verifying`` proves them equal. How a
proposer is reached, and the words of the proposal, are sealed under the key of its file.
"""

from __future__ import annotations

from django.db import models

from gongkai.law.proposal_claims import ClaimedFigure
from gongkai.law.proposal_flow import State
from gongkai.law.proposal_replies import Feedback, Openness, ReplyClass
from gongkai.law.proposal_terms import USUAL_LENGTHS, ProposalKind, ProposalSource
from gongkai.law.proposal_units import UnitAnswer, UnitPart
from gongkai.office.authorities.models import Authority, Owned
from gongkai.office.journal.models import Dossier
from gongkai.publication.disclosure.models import Content


class ProposalSession(Owned):
    """届次: a session of the congress or the conference; ``months`` and ``longest`` are its terms, ``source_of_terms`` whence."""

    source = models.CharField("来源", max_length=20, choices=ProposalSource.choices)
    name = models.CharField("届次", max_length=80)
    year = models.PositiveSmallIntegerField("年份")
    months = models.PositiveSmallIntegerField("办理期限（月）", default=USUAL_LENGTHS.months)
    longest = models.PositiveSmallIntegerField("最长期限（月）", default=USUAL_LENGTHS.longest)
    source_of_terms = models.CharField("期限的出处", max_length=120, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "建议提案届次"
        ordering = ["-year", "source", "id"]
        constraints = [
            models.UniqueConstraint(
                name="proposal_session_once", fields=["authority", "name"], violation_error_message="该届次已经登记"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class HandoverBatch(Owned):
    """交办会: one meeting at which the files of a session were handed over, with the day they must all be done by, if any."""

    session = models.ForeignKey(ProposalSession, models.PROTECT, related_name="batches", verbose_name="届次")
    meeting = models.CharField("会议名称", max_length=120)
    on = models.DateField("交办日期")
    until = models.DateField("统一办结时限", null=True, blank=True)
    entry = models.BigIntegerField("条目序号", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "交办会"
        ordering = ["-on", "-id"]

    def __str__(self) -> str:
        return f"{self.meeting}（{self.on:%Y-%m-%d}）"


class Proposal(Owned):
    """建议提案: one file; it belongs to the government whose office leads it, and its units may read it."""

    dossier = models.OneToOneField(Dossier, models.PROTECT, related_name="proposal", verbose_name="案卷")
    session = models.ForeignKey(ProposalSession, models.PROTECT, related_name="proposals", verbose_name="届次")
    batch = models.ForeignKey(
        HandoverBatch, models.PROTECT, null=True, blank=True, related_name="proposals", verbose_name="交办会"
    )
    kind = models.CharField("种类", max_length=20, choices=ProposalKind.choices)
    as_suggestion = models.BooleanField("转作建议办理", default=False)
    number = models.CharField("编号", max_length=20)
    title = models.CharField("标题", max_length=200)
    proposers = models.CharField("提出人", max_length=200)
    personal = models.BinaryField("联系方式和原文（加密）")
    lead = models.ForeignKey(
        Authority, models.PROTECT, null=True, blank=True, related_name="proposals_led", verbose_name="主办单位"
    )
    handed_over_on = models.DateField("交办日期", null=True, blank=True)
    term_on = models.DateField("办理期限", null=True, blank=True)
    extended = models.BooleanField("延期", default=False)
    replied_on = models.DateField("答复日期", null=True, blank=True)
    done = models.BooleanField("已答复", default=False)
    reply_class = models.CharField("答复类别", max_length=2, choices=ReplyClass.choices, blank=True)
    openness = models.CharField("公开方式", max_length=20, choices=Openness.choices, blank=True)
    published_on = models.DateField("公开日期", null=True, blank=True)
    published_by = models.DateField("公开期限", null=True, blank=True)
    satisfaction = models.CharField("提出人评价", max_length=20, choices=Feedback.choices, blank=True)
    rounds = models.PositiveSmallIntegerField("办理轮次", default=1)
    code_digest = models.CharField("查询码摘要", max_length=64, blank=True)
    content = models.ForeignKey(
        Content, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="主动公开内容"
    )

    class Meta:
        verbose_name = verbose_name_plural = "建议提案"
        ordering = ["-session__year", "session", "id"]
        constraints = [
            models.UniqueConstraint(
                name="proposal_number_once",
                fields=["session", "kind", "number"],
                violation_error_message="本届次已有这个编号的建议提案",
            ),
        ]
        indexes = [models.Index(name="proposal_published", fields=["authority", "-published_on"])]

    @property
    def state(self) -> State:
        """状态."""
        return State(self.dossier.state)

    @property
    def kind_label(self) -> str:
        """种类: with what a motion is handled as."""
        return ProposalKind(self.kind).label + ("（转作建议办理）" if self.as_suggestion else "")

    @property
    def class_mark(self) -> str:
        """类别标识: empty while there is no reply."""
        return ReplyClass(self.reply_class).mark if self.reply_class else ""

    def __str__(self) -> str:
        return f"{ProposalKind(self.kind).label}第{self.number}号 {self.title}"


class ProposalUnit(Owned):
    """承办: a unit that leads or joins in a file, and what it said."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="units", verbose_name="建议提案")
    unit = models.ForeignKey(Authority, models.PROTECT, related_name="proposals_handled", verbose_name="承办单位")
    part = models.CharField("分工", max_length=10, choices=UnitPart.choices)
    answer = models.CharField("分办意见", max_length=12, choices=UnitAnswer.choices)
    section = models.CharField("承办科室、承办人", max_length=80, blank=True)
    opinion_on = models.DateField("协办意见日期", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "承办单位"
        ordering = ["proposal", "id"]
        constraints = [
            models.UniqueConstraint(
                name="proposal_unit_once", fields=["proposal", "unit"], violation_error_message="该单位已是承办单位"
            ),
        ]


class ReplyText(Owned):
    """答复文本: of one round: the whole, and what may go out; their digests stand in the entries."""

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="texts", verbose_name="建议提案")
    round = models.PositiveSmallIntegerField("轮次")
    text = models.TextField("答复全文")
    public_text = models.TextField("公开的文本", blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "答复文本"
        constraints = [
            models.UniqueConstraint(
                name="reply_text_once", fields=["proposal", "round"], violation_error_message="本轮已有答复文本"
            ),
        ]


class PromiseTask(Owned):
    """承诺事项: what a signed reply promises, by when, and what became of it."""

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="promises", verbose_name="建议提案")
    key = models.CharField("序号", max_length=4)
    text = models.TextField("内容")
    due_on = models.DateField("时限")
    first_due_on = models.DateField("原定时限")
    kept_on = models.DateField("兑现日期", null=True, blank=True)
    proof = models.TextField("兑现凭据", blank=True)
    confirmed_on = models.DateField("核实日期", null=True, blank=True)
    given_up_on = models.DateField("说明不能兑现的日期", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "承诺事项"
        ordering = ["due_on", "id"]
        constraints = [
            models.UniqueConstraint(
                name="promise_task_once", fields=["proposal", "key"], violation_error_message="该承诺已经登记"
            ),
        ]


class SessionClaim(Owned):
    """所称: what a report or a list says of a session; shown and questioned, never counted."""

    session = models.ForeignKey(ProposalSession, models.PROTECT, related_name="claims", verbose_name="届次")
    figure = models.CharField("指标", max_length=20, choices=ClaimedFigure.choices)
    value = models.CharField("所称的数", max_length=20)
    stated_in = models.CharField("出处", max_length=200)
    entry = models.BigIntegerField("条目序号")

    class Meta:
        verbose_name = verbose_name_plural = "所称"
        ordering = ["session", "id"]
