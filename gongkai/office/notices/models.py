"""发件箱: messages that wait, went out, or were left with an official at the desk."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from gongkai.law.grammar.words import Word
from gongkai.office.authorities.models import Official, Owned
from gongkai.office.journal.models import Dossier
from gongkai.office.journal.vault import Shredded, unseal
from gongkai.office.notices.circulars import models as circular_models  # noqa: F401


class Channel(Word):
    """渠道: how a message reaches its reader."""

    EMAIL = "email", "电子邮件"
    SMS = "sms", "短信"
    DESK = "desk", "工作台通知"


class State(Word):
    """状态: where a message is. An uncertain one may have left before its sender was killed and is not sent again unasked."""

    WAITING = "waiting", "待发"
    SENDING = "sending", "发送中"
    SENT = "sent", "已发出"
    FAILED = "failed", "未能发出"
    UNCERTAIN = "uncertain", "是否发出不明"
    VOID = "void", "已作废"


class Message(Owned):
    """消息: one message to one reader. ``key`` says what it is about and to whom, so that it is never written twice.

    Recipient and body are encrypted under the dossier's key and go with it; the subject holds no personal data.
    """

    key = models.CharField("唯一标识", max_length=160)
    channel = models.CharField("渠道", max_length=10, choices=Channel.choices)
    dossier = models.ForeignKey(Dossier, models.PROTECT, null=True, related_name="messages", verbose_name="案卷")
    official = models.ForeignKey(Official, models.PROTECT, null=True, related_name="+", verbose_name="收件人员")
    recipient = models.BinaryField("收件地址（加密）", null=True)
    subject = models.CharField("主题", max_length=200)
    body = models.BinaryField("正文（加密）")
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.WAITING)
    created_at = models.DateTimeField("写入时刻")
    tries = models.PositiveSmallIntegerField("已试次数", default=0)
    next_try = models.DateTimeField("下次发送时刻", null=True)
    sent_at = models.DateTimeField("发出时刻", null=True)
    read_at = models.DateTimeField("阅读时刻", null=True)
    trouble = models.CharField("未发出原因", max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "消息"
        ordering = ["-id"]
        indexes = [
            models.Index(name="message_due", fields=["next_try"], condition=Q(next_try__isnull=False)),
            models.Index(name="message_unread", fields=["official"], condition=Q(read_at=None)),
        ]
        constraints = [
            models.UniqueConstraint(
                name="message_key_once", fields=["authority", "key"], violation_error_message="这条消息已经写过"
            ),
            models.CheckConstraint(
                name="message_has_a_reader",
                condition=Q(channel__in=["email", "sms"], recipient__isnull=False)
                | Q(channel="desk", official__isnull=False),
                violation_error_message="消息应有收件人",
            ),
        ]

    def __str__(self) -> str:
        return self.subject

    def text(self) -> str:
        """正文: decrypted; says so when the personal data were shredded."""
        try:
            return unseal(self.dossier, "message body", self.body)
        except Shredded as shredded:
            return str(shredded)


class Lease(models.Model):
    """值守权: which host's worker does the chores, and until when it need not be renewed."""

    name = models.CharField("名称", max_length=20, unique=True)
    holder = models.CharField("主机", max_length=200)
    until = models.DateTimeField("有效至")

    class Meta:
        verbose_name = verbose_name_plural = "值守权"

    def __str__(self) -> str:
        return f"{self.name} {self.holder}"
