"""信使的体检项: the mail server answers, the outbox empties, the gateway of short messages is there."""

from __future__ import annotations

import smtplib
from collections.abc import Iterator
from datetime import datetime, timedelta

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.mail import get_connection
from django.core.mail.backends.smtp import EmailBackend
from django.db.models import Min

from gongkai.office.notices import sms
from gongkai.office.notices.models import Message, State
from gongkai.web.examining import Checkup, Condition, danger, fine, note

LATE, TOO_LATE = timedelta(minutes=15), timedelta(hours=2)
PATIENCE = 5
"""Seconds the mail server has for its answer."""


def mail_server(now: datetime) -> Iterator[Condition]:
    """邮件服务器: lets us in; nothing is sent."""
    mail = get_connection(timeout=PATIENCE)
    if not isinstance(mail, EmailBackend):
        yield note("没有设置邮件服务器，信件只写成文件", "设GONGKAI_SMTP_HOST等，重新启动")
        return
    where = f"邮件服务器{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
    try:
        mail.open()
        yield fine(f"{where}应答正常")
    except smtplib.SMTPAuthenticationError:
        yield danger(f"{where}不认账号或者口令", "改正GONGKAI_SMTP_USER、GONGKAI_SMTP_PASSWORD，重新启动")
    except (smtplib.SMTPException, OSError) as silence:
        yield danger(
            f"{where}没有应答（{type(silence).__name__}）", "检查地址、端口、防火墙和对方服务；恢复后信件自动再发"
        )
    finally:
        mail.close()


def outbox(now: datetime) -> Iterator[Condition]:
    """发件箱: nothing waits that should have left, and nothing has failed."""
    every = Message.objects.everywhere()
    due = every.filter(state=State.WAITING, created_at__lt=now - LATE, next_try__isnull=False)
    oldest = due.aggregate(at=Min("created_at"))["at"]
    if oldest is not None:
        say = danger if now - oldest > TOO_LATE else note
        told = f"{due.count()}封信件到时没有发出，最早的等了{int((now - oldest).total_seconds() // 60)}分钟"
        yield say(told, "查值守是否在运行、邮件服务器是否应答；恢复后自动再发，也可以运行manage.py deliver")
    stuck = every.filter(state__in=[State.FAILED, State.UNCERTAIN]).count()
    if stuck:
        yield note(
            f"{stuck}封信件没有发出或者是否发出不明",
            "查明原因以后运行manage.py deliver --again重发；是否发出不明的可能使对方收到两封",
        )
    if oldest is None and not stuck:
        yield fine("没有积压的信件")


def gateway(now: datetime) -> Iterator[Condition]:
    """短信网关: the class that is named can be made."""
    if not settings.SMS_GATEWAY:
        return
    try:
        made = sms.gateway()
    except ImproperlyConfigured:
        yield danger(f"没有{settings.SMS_GATEWAY}这个短信网关类，短信一条也发不出", "改正GONGKAI_SMS_GATEWAY，重新启动")
        return
    except Exception as trouble:
        yield danger(f"短信网关不能启用（{type(trouble).__name__}）", "看网关的说明，改正后重新启动")
        return
    if callable(getattr(made, "send", None)):
        yield fine(f"短信网关{settings.SMS_GATEWAY}")
    else:
        yield danger(f"{settings.SMS_GATEWAY}没有send方法，不是短信网关", "改正GONGKAI_SMS_GATEWAY，重新启动")


CHECKUPS = [
    Checkup("mail_server", "信件", "邮件服务器", mail_server, heavy=True),
    Checkup("outbox", "信件", "发件箱", outbox),
    Checkup("gateway", "信件", "短信网关", gateway),
]
