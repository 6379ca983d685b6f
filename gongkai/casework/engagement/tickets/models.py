"""留言的表: tickets with what was written sealed, the mailboxes they come by, terms as set here, what was published of them."""

from __future__ import annotations

from django.core.validators import MaxValueValidator
from django.db import models

from gongkai.law.ledger_rows import Verdict
from gongkai.law.ledgers import Stage
from gongkai.law.ticket_flow import State
from gongkai.law.ticket_kinds import Appraisal, ConcernKind, TicketGrade, TicketResult, TicketSource
from gongkai.law.ticket_terms import LONGEST
from gongkai.office.authorities.models import Authority, Official, Owned
from gongkai.office.journal.models import Dossier


class Mailbox(Owned):
    """信箱: a leader's, a unit's or the site's own; its owner may write an instruction on what comes in by it."""

    name = models.CharField("名称", max_length=60)
    source = models.CharField("来源", max_length=20, choices=TicketSource.choices)
    owner = models.CharField("信箱主人", max_length=60, blank=True)
    rules = models.TextField("写信须知", blank=True)
    order = models.PositiveSmallIntegerField("次序", default=0)
    closed_on = models.DateField("停用日期", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "信箱"
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(
                name="mailbox_name_once", fields=["authority", "name"], violation_error_message="已经有同名的信箱"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class MailboxKeeper(Owned):
    """信箱负责人: somebody who deals with the letters of this mailbox and, while any such row stands, with no others."""

    mailbox = models.ForeignKey(Mailbox, models.PROTECT, related_name="keepers", verbose_name="信箱")
    official = models.ForeignKey(Official, models.PROTECT, related_name="+", verbose_name="负责人")
    since = models.DateField("自")
    until = models.DateField("至", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "信箱负责人"
        constraints = [
            models.UniqueConstraint(
                name="mailbox_keeper_once",
                fields=["mailbox", "official"],
                condition=models.Q(until=None),
                violation_error_message="已经是这个信箱的负责人",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.official}"


class Ticket(Owned):
    """留言: it belongs to the authority that took it in, whoever handles it.

    Who wrote and what was written are sealed under the key of its file. ``unit``, ``unit_name``, ``satisfaction``, ``sealed``,
    ``merged_into`` and what figures count are shadows of the standing; ``alike`` is an earlier ticket that says nearly the same;
    ``topic``, ``theme`` and ``place`` are what its words are about, gathered afterwards.
    """

    dossier = models.OneToOneField(Dossier, models.PROTECT, related_name="engagement_ticket", verbose_name="案卷")
    mailbox = models.ForeignKey(Mailbox, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="信箱")
    kind = models.CharField("诉求种类", max_length=20, choices=ConcernKind.choices)
    source = models.CharField("来源", max_length=20, choices=TicketSource.choices)
    grade = models.CharField("办理类型", max_length=20, choices=TicketGrade.choices)
    personal = models.BinaryField("留言内容（加密）")
    anonymous = models.BooleanField("匿名", default=False)
    sealed = models.BooleanField("身份保密", default=False)
    personal_found = models.BooleanField("含个人信息", default=False)
    application_like = models.BooleanField("疑似信息公开申请", default=False)
    alike = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="相近留言")
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged", verbose_name="主件"
    )
    unit = models.ForeignKey(
        Authority, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="承办单位"
    )
    unit_name = models.CharField("平台外承办单位", max_length=100, blank=True)
    satisfaction = models.CharField("评价", max_length=20, blank=True, choices=Appraisal.choices)
    received_month = models.PositiveIntegerField("受理月份", default=0)
    term_on = models.DateField("答复期限", null=True, blank=True)
    timeliness = models.CharField("时效", max_length=12, blank=True)
    shut = models.BooleanField("已办结", default=False)
    outcome = models.CharField("答复结果", max_length=40, blank=True)
    batch = models.ForeignKey(
        "engagement.TicketImport", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="导入批次"
    )
    external = models.CharField("原编号摘要", max_length=64, blank=True)
    topic = models.ForeignKey(
        "engagement.TicketTopic", models.SET_NULL, null=True, blank=True, related_name="tickets", verbose_name="话题"
    )
    theme = models.CharField("主题", max_length=8, blank=True)
    place = models.ForeignKey(
        Authority, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="所涉乡镇街道"
    )
    once = models.CharField("提交标记摘要", max_length=64, unique=True)
    code_digest = models.CharField("查询码摘要", max_length=64, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "留言"
        constraints = [
            models.UniqueConstraint(
                name="ticket_external_once",
                fields=["authority", "external"],
                condition=~models.Q(external=""),
                violation_error_message="该原编号的留言已经导入",
            ),
        ]
        indexes = [
            models.Index(name="ticket_of_unit", fields=["unit", "-id"], condition=models.Q(unit__isnull=False)),
            models.Index(
                name="ticket_inbox",
                fields=["authority", "timeliness", "term_on", "id"],
                condition=models.Q(shut=False),
            ),
            # 数字背后的列表和逐件统计：不碰表
            models.Index(
                name="ticket_counted",
                fields=[
                    *("authority", "received_month", "source", "kind", "timeliness", "shut"),
                    *("outcome", "unit", "unit_name", "satisfaction"),
                ],
            ),
            models.Index(name="ticket_ungathered", fields=["authority", "id"], condition=models.Q(topic=None)),
        ]

    def follow(self, dossier: Dossier) -> None:
        """随卷: what figures count, as the file has it now; written wherever the file is."""
        self.received_month = dossier.received_month or 0
        self.term_on, self.timeliness = dossier.term_on, dossier.timeliness
        self.shut, self.outcome = dossier.closed_on is not None, dossier.outcome

    @property
    def state(self) -> State:
        """状态."""
        return State(self.dossier.state)

    @property
    def kind_label(self) -> str:
        """种类."""
        return ConcernKind(self.kind).label

    @property
    def came_by(self) -> str:
        """来自: the mailbox, or the source where it came by none."""
        return self.mailbox.name if self.mailbox else TicketSource(self.source).label

    @property
    def result(self) -> TicketResult | None:
        """答复结果: None until there is a reply."""
        return TicketResult(self.dossier.outcome) if self.dossier.outcome else None

    @property
    def whose(self) -> str:
        """承办单位: its name; empty while nobody has it."""
        return self.unit.name if self.unit else self.unit_name

    def __str__(self) -> str:
        return self.dossier.number


class TicketFile(Owned):
    """来信附件: name and content sealed under the key of the file of the ticket; read by staff alone, each look an entry.

    The content lies in the row and goes with the key.
    """

    ticket = models.ForeignKey(Ticket, models.PROTECT, related_name="files", verbose_name="留言")
    name = models.BinaryField("文件名（加密）")
    kind = models.CharField("类型", max_length=10)
    size = models.PositiveIntegerField("字节数")
    fingerprint = models.CharField("指纹", max_length=64)
    content = models.BinaryField("内容（加密）")
    entry = models.BigIntegerField("条目序号")

    class Meta:
        verbose_name = verbose_name_plural = "来信附件"
        constraints = [
            models.UniqueConstraint(
                name="ticket_file_once",
                fields=["ticket", "fingerprint"],
                violation_error_message="这份文件已经上传过",
            ),
        ]

    def __str__(self) -> str:
        return f"附件{self.pk}"


class TicketMark(Owned):
    """留言标记: one of the few marks of what a ticket says; alike for alike texts, readable by nobody."""

    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="marks", verbose_name="留言")
    mark = models.BigIntegerField("标记")

    class Meta:
        verbose_name = verbose_name_plural = "留言文本标记"
        indexes = [models.Index(name="ticket_mark_found", fields=["mark", "authority", "ticket"])]

    def __str__(self) -> str:
        return f"{self.ticket_id}"


class JointUnit(Owned):
    """协办单位: a unit that must be heard before a ticket is answered."""

    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="joint_units", verbose_name="留言")
    unit = models.ForeignKey(Authority, models.PROTECT, related_name="+", verbose_name="单位")
    heard = models.BooleanField("已反馈", default=False)

    class Meta:
        verbose_name = verbose_name_plural = "协办单位"
        constraints = [
            models.UniqueConstraint(
                name="joint_unit_once", fields=["ticket", "unit"], violation_error_message="该单位已经是协办单位"
            ),
        ]

    def __str__(self) -> str:
        return self.unit.name


class TermSetting(Owned):
    """留言期限设定: so many working days for a kind and a grade, with the local rule they follow from."""

    kind = models.CharField("诉求种类", max_length=20, blank=True, choices=ConcernKind.choices)
    grade = models.CharField("办理类型", max_length=20, choices=TicketGrade.choices)
    days = models.PositiveSmallIntegerField("工作日", validators=[MaxValueValidator(LONGEST)])
    source = models.CharField("依据", max_length=200)
    set_on = models.DateField("设定日期")

    class Meta:
        verbose_name = verbose_name_plural = "留言期限设定"
        constraints = [
            models.UniqueConstraint(
                name="ticket_term_once",
                fields=["authority", "kind", "grade"],
                violation_error_message="该种类的期限已经设定",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.grade} {self.days}"


class LightSetting(Owned):
    """亮灯设定: from how many working days before the last day yellow, after how many beyond it red."""

    yellow_before = models.PositiveSmallIntegerField("黄灯提前工作日")
    red_after = models.PositiveSmallIntegerField("红灯滞后工作日")

    class Meta:
        verbose_name = verbose_name_plural = "亮灯设定"
        constraints = [
            models.UniqueConstraint(
                name="ticket_lights_once", fields=["authority"], violation_error_message="亮灯规则已经设定"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.yellow_before} {self.red_after}"


class TicketSelection(Owned):
    """选登: what the public reads of a ticket: its words as a person has covered them, and the reply."""

    ticket = models.OneToOneField(Ticket, models.PROTECT, related_name="selection", verbose_name="留言")
    title = models.CharField("标题", max_length=100)
    question = models.TextField("来信内容")
    answer = models.TextField("答复内容")
    published_on = models.DateField("选登日期")
    withdrawn_on = models.DateField("撤下日期", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "留言选登"
        ordering = ["-published_on", "-id"]

    def __str__(self) -> str:
        return self.title


class ColumnMemory(Owned):
    """列的记忆: which heading of another system's export is which field, as somebody once confirmed."""

    heading = models.CharField("列名", max_length=100)
    field = models.CharField("字段", max_length=20, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "导入列的对应"
        constraints = [
            models.UniqueConstraint(
                name="ticket_heading_once", fields=["authority", "heading"], violation_error_message="该列已经有对应"
            ),
        ]

    def __str__(self) -> str:
        return self.heading


class TicketImport(Owned):
    """留言导入批次: an export on its way in; the file is sealed and goes when it is accepted or given up.

    ``read`` and ``taken`` are the numbers of the rows it has come to; who goes on begins there.
    """

    title = models.CharField("名称", max_length=100)
    source = models.CharField("默认来源", max_length=20, choices=TicketSource.choices)
    kind = models.CharField("默认种类", max_length=20, choices=ConcernKind.choices)
    content = models.BinaryField("文件（加密）", null=True)
    columns = models.JSONField("各列对应", default=dict)
    stage = models.CharField("阶段", max_length=20, choices=Stage.choices, default=Stage.READING)
    lines = models.PositiveIntegerField("行数", default=0)
    read = models.PositiveIntegerField("已读到", default=0)
    counts = models.JSONField("核对结果", default=dict)
    taken = models.PositiveIntegerField("已导入到", default=0)
    failure = models.CharField("不能继续的原因", max_length=300, blank=True)
    uploaded_on = models.DateField("上传日期")
    uploaded_by = models.ForeignKey(Official, models.PROTECT, related_name="+", verbose_name="上传人")
    begun_on = models.DateField("开始导入日期", null=True, blank=True)
    accepted_by = models.ForeignKey(Official, models.PROTECT, null=True, related_name="+", verbose_name="接受人")
    ended_on = models.DateField("结束日期", null=True, blank=True)
    accepted = models.PositiveIntegerField("导入件数", null=True, blank=True)
    refused = models.PositiveIntegerField("不收行数", null=True, blank=True)
    undated = models.PositiveIntegerField("称已办结而无答复日期", default=0)
    claimed_closing = models.DecimalField("报送的办结率", max_digits=5, decimal_places=2, null=True, blank=True)
    claimed_on_time = models.DecimalField("报送的限时答复率", max_digits=5, decimal_places=2, null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "留言导入批次"
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.title

    @property
    def situation(self) -> str:
        """情况: where it is, and what came of it."""
        if self.stage == Stage.DONE:
            return f"已导入{self.accepted}件"
        return "已放弃" if self.stage == Stage.CANCELLED else Stage(self.stage).label


class TicketImportRow(Owned):
    """待导入的留言: a row as it was read, with what was found, sealed; gone once it is a ticket or the import has ended.

    ``external`` is the blind digest of its former number, by which two rows are the same ticket.
    """

    batch = models.ForeignKey(TicketImport, models.CASCADE, related_name="rows", verbose_name="导入批次")
    number = models.PositiveIntegerField("行号")
    verdict = models.CharField("结论", max_length=10, choices=Verdict.choices)
    external = models.CharField("原编号摘要", max_length=64, blank=True)
    sealed = models.BinaryField("内容")

    class Meta:
        verbose_name = verbose_name_plural = "待导入的留言"
        ordering = ["number"]
        indexes = [
            models.Index(name="ticket_row_external", fields=["batch", "external"]),
            models.Index(name="ticket_row_listed", fields=["batch", "verdict", "number"]),
        ]
        constraints = [
            models.UniqueConstraint(
                name="ticket_row_once", fields=["batch", "number"], violation_error_message="这一行已经读过"
            ),
        ]


class InboundAccount(Owned):
    """收信账号: a mailbox on a mail server whose letters become tickets; the password is sealed under the house's key."""

    mailbox = models.ForeignKey(Mailbox, models.PROTECT, related_name="+", verbose_name="信箱")
    host = models.CharField("服务器", max_length=200)
    port = models.PositiveIntegerField("端口", default=993)
    encrypted = models.BooleanField("加密连接", default=True)
    username = models.CharField("账号", max_length=200)
    password = models.BinaryField("密码（加密）")
    folder = models.CharField("文件夹", max_length=100, default="INBOX")
    validity = models.PositiveBigIntegerField("邮箱版次", default=0)
    last_uid = models.PositiveBigIntegerField("已收到的末号", default=0)
    checked_at = models.DateTimeField("最近查看", null=True, blank=True)
    trouble = models.CharField("问题", max_length=200, blank=True)
    stopped_on = models.DateField("停用日期", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "收信账号"

    def __str__(self) -> str:
        return self.username
