"""磁盘已满: whether room is all that was missing when something could not be written, whoever says so in whatever words."""

from __future__ import annotations

import errno
from collections.abc import Iterator

from gongkai.law.grammar.flow import Unlawful

FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
"""What the system says when it will not take another byte."""
SQLITE, POSTGRESQL = "database or disk is full", "53100"
"""What SQLite says, and the state by which PostgreSQL says it."""


def no_room(trouble: BaseException) -> bool:
    """空间不足: of the trouble itself, or of what it came from."""
    return any(
        (isinstance(each, OSError) and each.errno in FULL)
        or SQLITE in str(each)
        or getattr(each, "sqlstate", None) == POSTGRESQL
        for each in _from(trouble)
    )


def _from(trouble: BaseException | None) -> Iterator[BaseException]:
    while trouble is not None:
        yield trouble
        trouble = trouble.__cause__


def not_kept() -> Unlawful:
    """没有保存: told to whoever sent something; it was rolled back and can be sent again."""
    return Unlawful("服务器的磁盘空间不足，刚才的内容没有保存，也没有留下一半；请告诉系统管理员，腾出空间后再提交")
