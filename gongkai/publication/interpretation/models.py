"""政策解读: packages with their reviews, the interpretations themselves, what belongs to a policy, and what readers say.

A duty is no table: it follows from a document that must be explained, its exemption, and its interpretations.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from gongkai.law.disclosure import Source
from gongkai.law.grammar.words import Word
from gongkai.law.interpretation import AuthorRole, Form, PolicyOrigin, Stage
from gongkai.law.policy_links import Broken, LinkKind
from gongkai.office.authorities.models import Official, Owned
from gongkai.publication.disclosure.models import Content
from gongkai.publication.documents.models import Document
from gongkai.publication.interpretation.briefings import models as briefing_models  # noqa: F401


class Package(Owned):
    """解读方案和材料: submitted with a draft, or later for a policy that is public already.

    ``parts`` are the elements of the interpretation, ``script`` the structured text beside them; ``stages`` the reviews
    of the material as they were set when it was submitted. ``edition`` counts submissions.
    """

    document = models.OneToOneField(Document, models.PROTECT, null=True, related_name="package", verbose_name="公文")
    policy = models.ForeignKey(Content, models.PROTECT, null=True, related_name="packages", verbose_name="政策")
    title = models.CharField("解读标题", max_length=200)
    forms = models.JSONField("形式", default=list)
    channels = models.JSONField("渠道", default=list)
    people = models.CharField("解读人", max_length=100)
    speakers = models.JSONField("参与解读人员", default=list)
    planned_on = models.DateField("计划发布日期", null=True, blank=True)
    parts = models.JSONField("解读要素", default=dict)
    script = models.JSONField("解读稿", default=dict)
    section = models.CharField("起草科室", max_length=60, blank=True)
    source = models.CharField("来源", max_length=10, choices=Source.choices, default=Source.OWN)
    origin = models.CharField("政策层级", max_length=10, choices=PolicyOrigin.choices, default=PolicyOrigin.OWN)
    reprinted_from = models.CharField("转载自", max_length=200, blank=True)
    licence = models.CharField("授权或者许可依据", max_length=200, blank=True)
    local = models.JSONField("本地说明", default=dict)
    stages = models.JSONField("审核环节", default=list)
    submitted_on = models.DateField("报送日期")
    submitted_by = models.ForeignKey(Official, models.PROTECT, null=True, related_name="+", verbose_name="报送人")
    complete_on = models.DateField("齐备日期", null=True, blank=True)
    edition = models.PositiveIntegerField("版次", default=1)

    class Meta:
        verbose_name = verbose_name_plural = "解读方案"
        constraints = [
            models.CheckConstraint(
                name="package_for_a_draft_or_a_policy",
                condition=Q(document__isnull=False, policy=None) | Q(document=None, policy__isnull=False),
                violation_error_message="解读方案应当对应一件公文，或者一项已经公开的政策",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class PackageVersion(Owned):
    """解读方案版本: what a package said in one edition, never changed."""

    package = models.ForeignKey(Package, models.PROTECT, related_name="versions", verbose_name="解读方案")
    edition = models.PositiveIntegerField("版次")
    row = models.JSONField("内容")
    by = models.ForeignKey(Official, models.PROTECT, null=True, related_name="+", verbose_name="报送人")
    saved_on = models.DateField("报送日期")
    entry = models.BigIntegerField("条目序号")

    class Meta:
        verbose_name = verbose_name_plural = "解读方案版本"
        ordering = ["package", "edition"]
        constraints = [
            models.UniqueConstraint(
                name="package_version_once",
                fields=["package", "edition"],
                violation_error_message="该版次的解读方案已由他人报送",
            ),
        ]

    def __str__(self) -> str:
        return f"第{self.edition}版"


class Expert(Owned):
    """专家: somebody who may be asked to look at an interpretation or to explain a policy."""

    name = models.CharField("姓名", max_length=40)
    unit = models.CharField("单位、职务", max_length=100)
    subject = models.CharField("领域", max_length=100)
    since = models.DateField("入库日期")
    until = models.DateField("出库日期", null=True, blank=True)
    official = models.ForeignKey(
        Official, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="本人的账号"
    )

    class Meta:
        verbose_name = verbose_name_plural = "专家"
        ordering = ["subject", "name"]
        constraints = [
            models.UniqueConstraint(
                name="expert_account_once",
                fields=["authority", "official"],
                condition=Q(until=None, official__isnull=False),
                violation_error_message="这个账号已经关联给别的专家",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}（{self.unit}）"


class MaterialReview(Owned):
    """材料审核: who looked at which edition of a package at which stage, and what came of it."""

    package = models.ForeignKey(Package, models.PROTECT, related_name="reviews", verbose_name="解读方案")
    edition = models.PositiveIntegerField("版次")
    stage = models.CharField("环节", max_length=20, choices=Stage.choices)
    passed = models.BooleanField("通过")
    opinion = models.CharField("意见", max_length=1000, blank=True)
    gaps = models.JSONField("缺项", default=list)
    expert = models.ForeignKey(Expert, models.PROTECT, null=True, related_name="+", verbose_name="专家")
    by = models.ForeignKey(Official, models.PROTECT, related_name="+", verbose_name="审核人")
    reviewed_on = models.DateField("审核日期")
    entry = models.BigIntegerField("条目序号")

    class Meta:
        verbose_name = verbose_name_plural = "材料审核"
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{Stage(self.stage).label}：{'通过' if self.passed else '退回'}"


class ExpertRequest(Owned):
    """送专家审核: an edition of a package, assigned to an expert with an account; his own review answers it."""

    package = models.ForeignKey(Package, models.PROTECT, related_name="expert_requests", verbose_name="解读方案")
    edition = models.PositiveIntegerField("版次")
    expert = models.ForeignKey(Expert, models.PROTECT, related_name="requests", verbose_name="专家")
    asked_on = models.DateField("送审日期")
    review = models.OneToOneField(
        MaterialReview, models.PROTECT, null=True, blank=True, related_name="request", verbose_name="专家意见"
    )
    withdrawn_on = models.DateField("收回日期", null=True, blank=True)
    withdrawn_reason = models.CharField("收回的理由", max_length=200, blank=True)
    entry = models.BigIntegerField("条目序号")

    class Meta:
        verbose_name = verbose_name_plural = "送专家审核"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                name="expert_request_open_once",
                fields=["package", "edition"],
                condition=Q(review=None, withdrawn_on=None),
                violation_error_message="这一版已经送专家审核",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.package}：{self.expert.name}"


class Exemption(Owned):
    """免予解读: a document whose interpretation was waived, why and by whom; its dossier holds the step."""

    document = models.OneToOneField(Document, models.PROTECT, related_name="exemption", verbose_name="公文")
    reason = models.CharField("理由", max_length=500)
    by = models.ForeignKey(Official, models.PROTECT, related_name="+", verbose_name="审核人")
    exempted_on = models.DateField("日期")

    class Meta:
        verbose_name = verbose_name_plural = "免予解读"

    def __str__(self) -> str:
        return self.reason


class Interpretation(Owned):
    """解读: a content that explains a policy, which is another content; linked both ways."""

    policy = models.ForeignKey(Content, models.PROTECT, related_name="interpretations", verbose_name="政策")
    content = models.OneToOneField(Content, models.PROTECT, related_name="interprets", verbose_name="解读")
    package = models.ForeignKey(
        Package, models.PROTECT, null=True, related_name="interpretations", verbose_name="解读方案"
    )
    form = models.CharField("形式", max_length=20, choices=Form.choices)
    forms = models.JSONField("全部形式", default=list)
    author = models.CharField("解读人", max_length=100, blank=True)
    role = models.CharField("解读人身份", max_length=20, choices=AuthorRole.choices, default=AuthorRole.DRAFTER)
    origin = models.CharField("政策层级", max_length=10, choices=PolicyOrigin.choices, default=PolicyOrigin.OWN)
    section = models.CharField("起草科室", max_length=60, blank=True)
    script = models.JSONField("解读稿", default=dict)
    licence = models.CharField("授权或者许可依据", max_length=200, blank=True)
    local = models.JSONField("本地说明", default=dict)
    linked_on = models.DateField("关联日期")
    entry = models.BigIntegerField("条目序号", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "解读"

    def __str__(self) -> str:
        return self.content.title


class PolicyLink(Owned):
    """政策关联: a policy and something that belongs to it: another content, a draft, or an address. Holds both ways."""

    policy = models.ForeignKey(Content, models.PROTECT, related_name="links", verbose_name="政策")
    kind = models.CharField("种类", max_length=20, choices=LinkKind.choices)
    content = models.ForeignKey(Content, models.PROTECT, null=True, related_name="linked_from", verbose_name="关联内容")
    title = models.CharField("名称", max_length=200, blank=True)
    address = models.CharField("网址", max_length=500, blank=True)
    linked_on = models.DateField("关联日期")
    entry = models.BigIntegerField("条目序号")
    removed_on = models.DateField("解除日期", null=True, blank=True)
    removed_reason = models.CharField("解除理由", max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "政策关联"
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="policy_link_leads_somewhere",
                condition=Q(content__isnull=False, address="") | Q(content=None) & ~Q(address="") & ~Q(title=""),
                violation_error_message="关联应当指向一条公开内容，或者写明名称和网址",
            ),
            models.UniqueConstraint(
                name="policy_link_once",
                fields=["policy", "kind", "content"],
                condition=Q(removed_on=None, content__isnull=False),
                violation_error_message="这一关联已经登记",
            ),
        ]

    def __str__(self) -> str:
        return self.content.title if self.content else self.title


class PolicyQuestion(Owned):
    """政策问答: a question the public asked about a policy, its answer, and where it came from."""

    policy = models.ForeignKey(Content, models.PROTECT, related_name="asked", verbose_name="政策")
    question = models.CharField("问题", max_length=500)
    answer = models.TextField("回答")
    source = models.CharField("来源", max_length=100)
    asked_on = models.DateField("提出日期", null=True, blank=True)
    answered_on = models.DateField("答复日期")
    by = models.ForeignKey(Official, models.PROTECT, null=True, related_name="+", verbose_name="登记人")
    withdrawn_on = models.DateField("撤下日期", null=True, blank=True)
    withdrawn_reason = models.CharField("撤下理由", max_length=200, blank=True)
    entry = models.BigIntegerField("条目序号")

    class Meta:
        verbose_name = verbose_name_plural = "政策问答"
        ordering = ["id"]

    def __str__(self) -> str:
        return self.question


class LinkCheck(Owned):
    """关联核对: a night's check of an authority's links: how many were looked at, how many findings are open."""

    on = models.DateField("核对日期")
    links = models.PositiveIntegerField("核对的关联")
    found = models.PositiveIntegerField("未消除的问题")

    class Meta:
        verbose_name = verbose_name_plural = "关联核对"
        constraints = [
            models.UniqueConstraint(
                name="link_check_once_a_day", fields=["authority", "on"], violation_error_message="当日已经核对"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.on:%Y-%m-%d}"


class LinkFinding(Owned):
    """关联问题: what a check found broken about a policy; cleared by the check that no longer finds it."""

    policy = models.ForeignKey(Content, models.PROTECT, related_name="link_findings", verbose_name="内容")
    broken = models.CharField("问题", max_length=30, choices=Broken.choices)
    partner = models.CharField("关联", max_length=40, blank=True)
    says = models.CharField("所指", max_length=300)
    owner = models.ForeignKey(Official, models.PROTECT, null=True, related_name="+", verbose_name="责任人")
    found_on = models.DateField("发现日期")
    cleared_on = models.DateField("消除日期", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "关联问题"
        ordering = ["-found_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                name="link_finding_open_once",
                fields=["policy", "broken", "partner"],
                condition=Q(cleared_on=None),
                violation_error_message="这一问题已经记录",
            ),
        ]

    def __str__(self) -> str:
        return Broken(self.broken).label


class Verdict(Word):
    """读者评价: how far an interpretation answered the reader's question."""

    YES = "yes", "回答了"
    PARTLY = "partly", "回答了一部分"
    NO = "no", "没有回答"


class PollAnswer(Owned):
    """理解度调查: one reader's answer about an interpretation or a document; of the reader only the token of this filling-in."""

    interpretation = models.ForeignKey(
        Interpretation, models.PROTECT, null=True, related_name="answers", verbose_name="解读"
    )
    document = models.ForeignKey(Content, models.PROTECT, null=True, related_name="answers", verbose_name="文件")
    verdict = models.CharField("评价", max_length=10, choices=Verdict.choices)
    missing = models.CharField("没讲清的", max_length=10, blank=True)
    once = models.CharField("提交标记", max_length=32)
    answered_on = models.DateField("日期")

    class Meta:
        verbose_name = verbose_name_plural = "理解度调查"
        constraints = [
            models.UniqueConstraint(
                name="poll_answer_once", fields=["once"], violation_error_message="这份评价已经收到"
            ),
            models.CheckConstraint(
                name="poll_answer_of_one_thing",
                condition=Q(interpretation=None, document__isnull=False)
                | Q(interpretation__isnull=False, document=None),
                violation_error_message="评价应当针对一份解读或者一份文件",
            ),
        ]

    def __str__(self) -> str:
        return Verdict(self.verdict).label
