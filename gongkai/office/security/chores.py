"""安全的差事: sessions that are over leave nothing behind; accounts nobody uses are suspended where a setting says so."""

from __future__ import annotations

from datetime import datetime, timedelta

from gongkai.office.notices.work import Chore
from gongkai.office.security.dormancy import suspend_idle
from gongkai.office.security.sessions.acts import sweep


def suspend_today(now: datetime) -> None:
    """停用闲置账号."""
    suspend_idle(now.date())


CHORES = [
    Chore("清理登录会话", timedelta(hours=1), sweep),
    Chore("停用闲置账号", timedelta(hours=6), suspend_today),
]
