"""附件的体检项: every row has its file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import islice

from gongkai.publication.documents.storage import wrong
from gongkai.web.examining import Checkup, Condition, danger, fine

MOST = 1000


def files(now: datetime) -> Iterator[Condition]:
    """附件和原件: there, and of the size that was stored; what is in them ``manage.py files`` reads."""
    missing = sum(1 for _ in islice(wrong(thoroughly=False), MOST))
    if missing:
        many = f"{missing}个" if missing < MOST else f"至少{MOST}个"
        yield danger(f"附件和原件有{many}不在或者大小不符", "运行manage.py files看是哪些，从备份放回var/files")
    else:
        yield fine("附件和原件都在")


CHECKUPS = [Checkup("files", "业务", "附件和原件", files, heavy=True)]
