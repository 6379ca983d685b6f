"""检查: what ``manage.py check`` and ``verify`` both ask of the database."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, Warning
from django.db import connections

from gongkai.office.journal import algorithms, keys, vendor

KEYS = "journal_dossierkey"
"""案卷密钥表: by its name, for checks are registered before there are models."""


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


def personal_data_can_be_read(databases: Sequence[str] | None = None, **_: Any) -> list[CheckMessage]:
    """密钥齐备: keys that nobody has named, or that are to be given up. Silent before the tables are."""
    if "default" not in (databases or ()) or KEYS not in connections["default"].introspection.table_names():
        return []
    wrapped_by = _wrapped_by()
    found: list[CheckMessage] = [
        Error(
            f"{count}个案卷密钥由没有提供的密钥（号{key_id}）包裹，个人信息读不出，查询码也会不符",
            hint="把更换以前的密钥写进GONGKAI_VAULT_KEY_FORMER",
            id="journal.E002",
        )
        for key_id, count in wrapped_by.items()
        if key_id not in keys.key_ids()
    ]
    if owed := sum(wrapped_by.get(key_id, 0) for key_id in keys.key_ids()[1:]):
        found.append(
            Warning(f"{owed}个案卷密钥仍由以前的密钥或者算法保护", hint="运行 manage.py rewrap", id="journal.W001")
        )
    return found


def _wrapped_by() -> dict[str, int]:
    with connections["default"].cursor() as cursor:
        cursor.execute(f"SELECT key_id, COUNT(*) FROM {KEYS} WHERE wrapped IS NOT NULL GROUP BY key_id")  # noqa: S608
        return dict(cursor.fetchall())


def algorithms_are_there(**_: Any) -> list[CheckMessage]:
    """密码算法齐备: what the setting asks for can be reckoned here."""
    return [
        Error(
            f"本机的OpenSSL没有{name}，不能用国密算法",
            hint="换用带国密算法的OpenSSL，或者把GONGKAI_CRYPTO改回international",
            id="journal.E003",
        )
        for name in algorithms.missing()
    ]
