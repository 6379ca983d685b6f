"""检查: what ``manage.py check`` and ``verify`` both ask of the database."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error
from django.db import connections

from gongkai.office.journal import vendor


def append_only_is_guarded(databases: Sequence[str] | None = None, **_: Any) -> list[CheckMessage]:
    """台账设防: every trigger that refuses to change an entry is there. Silent before the tables are."""
    found: list[CheckMessage] = []
    for alias in databases or ():
        connection = connections[alias]
        if vendor.ENTRIES not in connection.introspection.table_names():
            continue
        found += [
            Error(f"数据库缺少台账触发器{name}", hint="运行 manage.py migrate 重新建立", id="journal.E001")
            for name in vendor.unguarded(connection)
        ]
    return found
