"""出版的差事: the pages keep up with the journal every second, and with the calendar a few hundred at a time."""

from __future__ import annotations

import logging
from datetime import datetime
from threading import Thread

from django.conf import settings
from django.db import connections

from gongkai.doors.followers import press
from gongkai.office.notices.work import REST, Chore
from gongkai.web import clock

log = logging.getLogger(__name__)
A_FEW = 300
_pressing: list[Thread] = []


def keep_up(now: datetime) -> None:
    """跟上台账和日期: beside the other chores, for a press from nothing takes its time. It may be killed anywhere."""
    if settings.PRESSED and not any(thread.is_alive() for thread in _pressing):
        _pressing[:] = [Thread(target=_press, name="press", daemon=True)]
        _pressing[0].start()


def _press() -> None:
    try:
        press.follow()
        press.renew(clock.today(), A_FEW)
    except Exception:
        log.exception("出版未完成，稍后再做")
    finally:
        connections.close_all()


CHORES = [Chore("出版跟上台账", REST, keep_up)]
