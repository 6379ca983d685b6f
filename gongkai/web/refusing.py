"""被拒: what was asked for and refused, put on the request by whatever refused it, for who keeps the log and for who counts."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest

from gongkai.law.grammar.words import Word

_KEY = "refusal"


class Why(Word):
    """被拒的原因."""

    LOGIN = "login", "没有登录"
    DUTY = "duty", "职责不符"
    OBJECT = "object", "没有这一件，或者不在查看范围"
    FACTOR = "factor", "没有启用第二因素"
    PASSWORD = "password", "没有改密码"
    TOKEN = "token", "表单令牌不符"


@dataclass(frozen=True, slots=True)
class Refusal:
    """一次被拒: why, and what the page said of it, if that was in our own words."""

    why: Why
    said: str = ""


def mark(request: HttpRequest, why: Why, said: str = "") -> None:
    """记在请求上: the first reason stands."""
    vars(request).setdefault(_KEY, Refusal(why, said))


def refusal_of(request: HttpRequest) -> Refusal | None:
    """被拒没有."""
    found = vars(request).get(_KEY)
    return found if isinstance(found, Refusal) else None
