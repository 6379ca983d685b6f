"""登录会话查询: where an official is logged in now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.contrib.sessions.models import Session

from gongkai.office.authorities.models import Official
from gongkai.office.security.models import DeskSession
from gongkai.web import sessions
from gongkai.web.middleware import SEEN


@dataclass(frozen=True, slots=True)
class Place:
    """一处登录: the session, when it was last used, and whether it is the one that asks."""

    session: DeskSession
    seen_at: datetime | None
    present: bool


def places(official: Official, present: str, now: datetime) -> Iterator[Place]:
    """各处登录: the living sessions of an official, the latest first."""
    rows = list(DeskSession.objects.filter(official=official))
    living = Session.objects.filter(session_key__in=[each.session_key for each in rows], expire_date__gt=now)
    by_key = {each.session_key: each for each in living}
    for row in rows:
        if (kept := by_key.get(row.session_key)) is not None:
            yield Place(row, _seen(kept), row.session_key == present)


def _seen(kept: Session) -> datetime | None:
    seen = sessions.content(kept).get(SEEN)
    return datetime.fromisoformat(seen) if isinstance(seen, str) else None
