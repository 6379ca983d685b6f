"""各家数据库: everything the journal says to a database in that database's own words. No other module does.

Triggers refuse to change or delete what is append-only: entries for ever, the access log until an entry let its month go.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Func, IntegerField

REFUSAL = "台账只能追加，不能修改或删除"
ENTRIES = "journal_entry"
ACCESS = "journal_access"
_STILL_KEPT = (
    "NOT EXISTS (SELECT 1 FROM journal_accessmonth AS m"
    " WHERE m.authority_id = OLD.authority_id AND m.month = OLD.month AND m.dropped_by IS NOT NULL)"
)


class Year(Func):
    """年份: the year of a date column, reckoned inside the database; a million rows are grouped by it in one pass.

    Django's own extraction calls back into Python for every row on SQLite, where a date is kept as its text.
    """

    template = "EXTRACT(YEAR FROM %(expressions)s)::integer"
    output_field = IntegerField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """The first four characters of the text."""
        return super().as_sql(
            compiler, connection, template="CAST(SUBSTR(%(expressions)s, 1, 4) AS INTEGER)", **context
        )


Row = tuple[str | int, ...]
"""What the database's own books say of a trigger, its name first."""


@dataclass(frozen=True, slots=True)
class Trigger:
    """触发器: refuses an event on a table, always or under a condition on the row."""

    table: str
    event: str
    condition: str = ""

    @property
    def name(self) -> str:
        """名称."""
        return f"{self.table}_no_{self.event.lower()}"


ROW_TRIGGERS = (
    Trigger(ENTRIES, "UPDATE"),
    Trigger(ENTRIES, "DELETE"),
    Trigger(ACCESS, "UPDATE"),
    Trigger(ACCESS, "DELETE", _STILL_KEPT),
)
TRUNCATE_TRIGGERS = (Trigger(ENTRIES, "TRUNCATE"), Trigger(ACCESS, "TRUNCATE"))


def guard(connection: BaseDatabaseWrapper) -> None:
    """设防: create every trigger anew; SQLite drops them silently whenever it remakes a table."""
    lift(connection)
    _run(connection, _CREATE[connection.vendor]())


def lift(connection: BaseDatabaseWrapper) -> None:
    """撤防: drop every trigger. Only for migrations and for tests that must empty the tables."""
    _run(connection, _DROP[connection.vendor]())


def unguarded(connection: BaseDatabaseWrapper) -> list[str]:
    """缺防: the names of triggers that are missing, switched off, or do something else than they should."""
    with connection.cursor() as cursor:
        cursor.execute(_INSTALLED[connection.vendor])
        installed = {tuple(row) for row in cursor.fetchall()}
    return sorted(str(row[0]) for row in _EXPECTED[connection.vendor]() if row not in installed)


def _run(connection: BaseDatabaseWrapper, statements: Iterator[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


# --- SQLite ------------------------------------------------------------------------------------------------------


def _create_sqlite() -> Iterator[str]:
    for trigger in ROW_TRIGGERS:
        when = f" WHEN {trigger.condition}" if trigger.condition else ""
        yield (
            f"CREATE TRIGGER {trigger.name} BEFORE {trigger.event} ON {trigger.table} FOR EACH ROW{when}"
            f" BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        )


def _drop_sqlite() -> Iterator[str]:
    yield from (f"DROP TRIGGER IF EXISTS {trigger.name}" for trigger in ROW_TRIGGERS)


def _expected_sqlite() -> Iterator[Row]:
    names = (trigger.name for trigger in ROW_TRIGGERS)
    yield from zip(names, _create_sqlite(), strict=True)


# --- PostgreSQL --------------------------------------------------------------------------------------------------

_TYPES = {"UPDATE": 1 | 2 | 16, "DELETE": 1 | 2 | 8, "TRUNCATE": 2 | 32}
"""``pg_trigger.tgtype``: for each row (1), before (2), and the event."""


def _create_postgresql() -> Iterator[str]:
    for trigger in ROW_TRIGGERS + TRUNCATE_TRIGGERS:
        each = "STATEMENT" if trigger.event == "TRUNCATE" else "ROW"
        yield (
            f"CREATE OR REPLACE FUNCTION {trigger.name}() RETURNS trigger LANGUAGE plpgsql"
            f" AS $body${_body(trigger)}$body$"
        )
        yield (
            f"CREATE TRIGGER {trigger.name} BEFORE {trigger.event} ON {trigger.table}"
            f" FOR EACH {each} EXECUTE FUNCTION {trigger.name}()"
        )


def _body(trigger: Trigger) -> str:
    refuse = f"RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'restrict_violation';"
    if trigger.condition:
        refuse = f"IF {trigger.condition} THEN {refuse} END IF; RETURN OLD;"
    return f"BEGIN {refuse} END"


def _drop_postgresql() -> Iterator[str]:
    for trigger in ROW_TRIGGERS + TRUNCATE_TRIGGERS:
        yield f"DROP TRIGGER IF EXISTS {trigger.name} ON {trigger.table}"


def _expected_postgresql() -> Iterator[Row]:
    for trigger in ROW_TRIGGERS + TRUNCATE_TRIGGERS:
        yield trigger.name, trigger.table, _TYPES[trigger.event], _body(trigger)


_CREATE = {"sqlite": _create_sqlite, "postgresql": _create_postgresql}
_DROP = {"sqlite": _drop_sqlite, "postgresql": _drop_postgresql}
_EXPECTED = {"sqlite": _expected_sqlite, "postgresql": _expected_postgresql}
_INSTALLED = {
    "sqlite": "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": (
        "SELECT t.tgname, c.relname, t.tgtype, p.prosrc FROM pg_trigger t"
        " JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid"
        " WHERE NOT t.tgisinternal AND t.tgenabled IN ('O', 'A')"
    ),
}
