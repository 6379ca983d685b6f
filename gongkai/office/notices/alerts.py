"""安全提醒: whose password, second factor or recovery codes were changed is told, whoever changed them (OWASP ASVS 2.2.3).

A notice at their own desk, and an e-mail where the account has an address; both are written in the transaction of the change.
They say when, from which network, by what office, and what to do if it was not them; never a password, a code, a full address.
"""

from __future__ import annotations

from gongkai.law.grammar.words import Word
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.authorities.queries import home_of
from gongkai.office.notices.acts import notify, write_email
from gongkai.web import clock


class Change(Word):
    """账号的变动: what of an account somebody may take over was changed."""

    PASSWORD = "password", "密码已经修改"
    PASSWORD_RESET = "password_reset", "密码已经重置"
    RESUMED = "resumed", "账号已经恢复，密码已经重置"
    FACTOR = "factor", "第二因素已经启用"
    FACTOR_ENDED = "factor_ended", "第二因素已经停用，恢复码一并作废"
    FACTOR_RESET = "factor_reset", "第二因素已经重置，恢复码一并作废"
    CODES = "codes", "恢复码已经换发"


class Changer(Word):
    """变动的人: by office and never by name: who holds it now is on the page of the authority."""

    ONESELF = "oneself", "本人"
    SYSTEM = "system", "系统管理员"
    SECURITY = "security", "安全管理员"
    HOST = "host", "在服务器上维护的人员"


ADVICE = (
    "如果不是您办理，也没有请人办理，请立即登录工作台，在“我的账号”退出其他登录、修改密码；"
    "登录不了的，请本单位的系统管理员停用账号，并请审计管理员查看查阅日志。"
)


def tell_holder(official: Official, change: Change, by: Changer, *, network: str, at: Authority | None = None) -> None:
    """告知本人: ``at`` is the authority that did it, for who holds no office; where there is neither nobody is told."""
    now = clock.now()
    home = home_of(official, now.date()) or at
    if home is None:
        return
    origin = f"来源网络{network}" if network else "来源网络不明"
    body = f"您的工作台账号：{change.label}。{now:%Y-%m-%d %H:%M}由{by.label}办理，{origin}。\n{ADVICE}"
    key = f"alert {official.pk} {change.value} {now.isoformat()}"
    notify(home, key, official, subject=f"账号安全：{change.label}", body=body)
    if official.email:
        subject = f"{home.short_name}：工作台账号的{change.label}"
        write_email(home, f"{key} mail", to=official.email, subject=subject, body=body)
