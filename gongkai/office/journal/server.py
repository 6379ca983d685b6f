"""数据库服务器: what a database can say of itself, in its own words: version, clock, connections, size, rights, disk."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from django.db import Error as DatabaseError
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor

from gongkai.office.journal.vendor import ACCESS, ENTRIES, another

MOUNTS = Path("/proc/self/mounts")
ON_A_NETWORK = re.compile(r"nfs\d?|cifs|smb\w*|smbfs|9p|afs|ceph|glusterfs|lustre|fuse\.(sshfs|s3fs|glusterfs|ceph\S*)")
LEAST = {"postgresql": (14, 0), "sqlite": (3, 37)}
"""最低版本: below these nobody has tried it."""
ALONE = 1
"""SQLite has no server: a process reads and writes the file itself."""


def version(connection: BaseDatabaseWrapper) -> tuple[int, ...]:
    """版本: of the server, or of the library."""
    connection.ensure_connection()
    return tuple(connection.get_database_version())


def clock(connection: BaseDatabaseWrapper) -> datetime | None:
    """数据库的钟: None where the database has none of its own."""
    if connection.vendor != "postgresql":
        return None
    moment = _one(connection, "SELECT clock_timestamp()")
    return moment if isinstance(moment, datetime) else None


def connections_of(connection: BaseDatabaseWrapper) -> tuple[int, int]:
    """连接数: those in use, of all programs, and the most there may be."""
    if connection.vendor != "postgresql":
        return ALONE, ALONE
    used = _one(connection, "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend'")
    return int(str(used)), int(str(_one(connection, "SHOW max_connections")))


class Pooler(StrEnum):
    """连接池软件: what stands before the server, by what it does with our connections."""

    NONE = "none"
    SESSION = "session"
    TRANSACTION = "transaction"
    STATEMENT = "statement"


def pooler_before(connection: BaseDatabaseWrapper) -> Pooler:
    """前面的连接池: found by asking which session of the server answers. A server tells its number at the log-in, a pooler one of
    its own; two connections that are answered by one session, or one by two, have none of their own.
    """
    if connection.vendor != "postgresql":
        return Pooler.NONE
    with another(connection) as one, another(connection) as other:
        answered = [[_session(each) for each in (one, other)] for _ in range(ROUNDS)]
        at_log_in = one.connection.info.backend_pid
        mine, theirs = ({row[at] for row in answered} for at in (0, 1))
        if mine == {at_log_in}:
            return Pooler.NONE
        if len(mine) == 1 and not mine & theirs:
            return Pooler.SESSION
        return Pooler.TRANSACTION if _holds_a_transaction(one) else Pooler.STATEMENT


ROUNDS = 5
"""A busy pooler hands out another session at each statement, an idle one the same to everybody: either shows in a few."""


def _session(connection: BaseDatabaseWrapper) -> int:
    return int(str(_one(connection, "SELECT pg_backend_pid()")))


def _holds_a_transaction(connection: BaseDatabaseWrapper) -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("BEGIN")
            cursor.execute("ROLLBACK")
    except DatabaseError:
        return False
    return True


def size(connection: BaseDatabaseWrapper) -> int:
    """字节数."""
    if connection.vendor == "postgresql":
        return int(str(_one(connection, "SELECT pg_database_size(current_database())")))
    pages, each = _one(connection, "PRAGMA page_count"), _one(connection, "PRAGMA page_size")
    return int(str(pages)) * int(str(each))


def too_many_rights(connection: BaseDatabaseWrapper) -> list[str]:
    """过多的权限: what the account of this connection might do to tables that are only ever added to, triggers apart."""
    if connection.vendor != "postgresql":
        return []
    if _one(connection, "SELECT rolsuper FROM pg_roles WHERE rolname = current_user"):
        return ["是数据库的超级用户，触发器也拦不住"]
    found = []
    for table, rights in ((ENTRIES, ("UPDATE", "DELETE", "TRUNCATE")), (ACCESS, ("UPDATE", "TRUNCATE"))):
        for right in rights:
            if _one(connection, "SELECT has_table_privilege(current_user, %s, %s)", [table, right]):
                found.append(f"可以对{table}执行{right}")
    return found


def missing_rights(connection: BaseDatabaseWrapper) -> list[str]:
    """缺少的权限: tables the account of this connection may not read or add to."""
    if connection.vendor != "postgresql":
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace"
            " AND NOT (has_table_privilege(current_user, oid, 'SELECT') AND has_table_privilege(current_user, oid, 'INSERT'))"
            " ORDER BY relname"
        )
        return [str(row[0]) for row in cursor.fetchall()]


def file_of(connection: BaseDatabaseWrapper) -> Path | None:
    """数据库文件: of SQLite on a disk; None in memory and on a server."""
    name = str(connection.settings_dict["NAME"])
    return Path(name) if connection.vendor == "sqlite" and name and "memory" not in name else None


def mounted_as(path: Path, mounts: Path = MOUNTS) -> str:
    """文件系统: the kind of the one this path lies on; empty where the machine does not say."""
    try:
        lines = mounts.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    known = [(fields[1].replace("\\040", " "), fields[2]) for line in lines if len(fields := line.split()) > 2]
    return _nearest(path.resolve(), known)


def _nearest(path: Path, known: Iterable[tuple[str, str]]) -> str:
    above = [(len(at), kind) for at, kind in known if path.is_relative_to(at)]
    return max(above, default=(0, ""))[1]


def is_sound(connection: BaseDatabaseWrapper) -> str:
    """完好: empty, or what SQLite finds wrong with its own file. A server looks after its own."""
    if connection.vendor != "sqlite":
        return ""
    told = str(_one(connection, "PRAGMA quick_check(1)"))
    return "" if told == "ok" else told


def not_migrated(connection: BaseDatabaseWrapper) -> list[str]:
    """未做的迁移: by room and name."""
    executor = MigrationExecutor(connections[connection.alias])
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def apart(one: datetime, other: datetime) -> float:
    """相差秒数: of two moments, however their zones are written."""
    return abs((one.astimezone(UTC) - other.astimezone(UTC)).total_seconds())


def _one(connection: BaseDatabaseWrapper, sql: str, given: list[str] | None = None) -> object:
    with connection.cursor() as cursor:
        cursor.execute(sql, given)
        row = cursor.fetchone()
    return row[0] if row else None
