"""登录会话办理: begin one, follow it when its key changes, end the others, sweep those that are over."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import transaction
from django.http import HttpRequest

from gongkai.law.authorities import ADMINISTRATORS
from gongkai.office.authorities.models import Official
from gongkai.office.authorities.queries import postings_of
from gongkai.office.security.models import DeskSession
from gongkai.office.security.sessions.browsers import named
from gongkai.web.limits import masked_client

BEGAN = "began"
"""会话键: when somebody logged in; no session lasts longer than the setting, however busy it is."""


def begin(request: HttpRequest, official: Official, *, now: datetime, second_factor: bool) -> None:
    """登录: note the session that has just begun; an administrator's ends sooner when nothing is done."""
    request.session[BEGAN] = now.isoformat()
    request.session.set_expiry(idle_seconds(official, now))
    request.session.save()
    DeskSession(
        official=official,
        session_key=request.session.session_key or "",
        began_at=now,
        network=masked_client(request),
        browser=named(request.headers.get("User-Agent", "")),
        second_factor=second_factor,
    ).save()


def idle_seconds(official: Official, now: datetime) -> int:
    """空闲多久退出: shorter for whoever holds an administrator's office."""
    offices = {posting.office for posting in postings_of(official, now.date())}
    minutes: int = settings.IDLE_MINUTES_ADMINISTRATOR if offices & ADMINISTRATORS.keys() else settings.IDLE_MINUTES
    return min(minutes, settings.IDLE_MINUTES) * 60


def moved(before: str, after: str) -> None:
    """换会话号: the same session goes on under another key."""
    DeskSession.objects.filter(session_key=before).update(session_key=after)


def ended(session_key: str) -> None:
    """退出: this session is over."""
    DeskSession.objects.filter(session_key=session_key).delete()


@transaction.atomic
def end_others(official: Official, present: str) -> int:
    """退出其他登录: every session of an official but the present one ends at once; returns how many."""
    others = list(DeskSession.objects.filter(official=official).exclude(session_key=present))
    keys = [each.session_key for each in others]
    ended_now, _ = Session.objects.filter(session_key__in=keys).delete()
    DeskSession.objects.filter(session_key__in=keys).delete()
    return ended_now


def has_ended(began: object, now: datetime) -> bool:
    """已到时限: whether a session that began then has lasted as long as any may; unreadable is over too."""
    try:
        since = datetime.fromisoformat(str(began))
    except ValueError:
        return True
    return not timedelta() <= now - since < timedelta(hours=settings.SESSION_HOURS)


def sweep(now: datetime) -> int:
    """清理会话: those that are over leave nothing behind (GB/T 22239 剩余信息保护); returns how many."""
    Session.objects.filter(expire_date__lt=now).delete()
    over, _ = DeskSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()
    return over
