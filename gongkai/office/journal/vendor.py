"""各家数据库: everything the journal says to a database in that database's own words. No other module does.

Triggers refuse to change or delete what is append-only: entries for ever, the access log until an entry let its month go.
"""

from __future__ import annotations

import fcntl
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from django.db import Error as DatabaseError
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import CharField, DecimalField, Field, Func, IntegerField, Model, TextField, Value

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


class Month(Func):
    """月份: the month of a date column as 2026-01, reckoned inside the database as ``Year`` is."""

    template = "TO_CHAR(%(expressions)s, 'YYYY-MM')"
    output_field = CharField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """The first seven characters of the text."""
        return super().as_sql(compiler, connection, template="SUBSTR(%(expressions)s, 1, 7)", **context)


class As(StrEnum):
    """读作: what a value of a JSON column is read as."""

    TEXT = "text"
    NUMBER = "number"
    TRUTH = "truth"


_KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")


def plucked(vendor: str, column: str, path: Sequence[str], how: As, *, indexed: bool = True) -> str:
    """取值: a value of a JSON column in the words of a database, written alike in an index and in a question, so that one serves
    the other. Keys are identifiers and stand literally.

    Texts are compared sign by sign, as Python does; what is no number is none, whatever row it was met in.
    """
    if not all(_KEY.fullmatch(key) for key in path):
        raise ValueError(f"{path} are no keys")
    if vendor == "sqlite":
        text = f"JSON_EXTRACT({column}, '$.{'.'.join(path)}')"
        text = text if indexed else f"+{text}"
        return f"CAST({text} AS NUMERIC)" if how is As.NUMBER else text
    *above, last = path
    steps = "".join(f" -> '{key}'" for key in above)
    text = f"({column}{steps} ->> '{last}')"
    match how:
        case As.NUMBER:
            return f"(CASE WHEN {text} ~ '^-?[0-9]+([.][0-9]+)?$' THEN {text}::numeric END)"
        case As.TRUTH:
            return f"(CASE {text} WHEN 'true' THEN 1 WHEN 'false' THEN 0 END)"
        case _:
            return f'({text} COLLATE "C")'


class Plucked(Func):
    """取值: of a JSON column what stands under a key; ``indexed=False`` keeps SQLite from reaching for an index of it."""

    arity = 1
    _FIELDS: Mapping[As, Field[Any, Any]] = {
        As.TEXT: TextField(),
        As.NUMBER: DecimalField(max_digits=60, decimal_places=20),
        As.TRUTH: IntegerField(),
    }

    def __init__(self, column: Any, *path: str, how: As = As.TEXT, indexed: bool = True) -> None:
        super().__init__(column, output_field=self._FIELDS[how])
        self.path, self.how, self.indexed = path, how, indexed

    def as_sql(
        self,
        compiler: Any,
        connection: Any,
        function: str | None = None,
        template: str | None = None,
        arg_joiner: str | None = None,
        **context: Any,
    ) -> Any:
        """The words of this database."""
        [source] = self.get_source_expressions()
        column, given = compiler.compile(source)
        told = plucked(connection.vendor, column, self.path, self.how, indexed=self.indexed)
        return told, [*given] * (told.count(column) if given else 1)


class Unindexed(Func):
    """不用索引: a column by which the database must not be led: SQLite knows nothing of how its values are spread, and PostgreSQL
    walks a long list for twenty rows that stand at its end.
    """

    template = "%(expressions)s"
    arity = 1

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """A plus that changes nothing else."""
        return super().as_sql(compiler, connection, template="+%(expressions)s", **context)

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """Nothing added to a number or a day."""
        return super().as_sql(compiler, connection, template="(%(expressions)s + 0)", **context)


class Spelt(Value):
    """照写: a word of ours that stands in the statement itself. An index over the rows that hold it then serves without a look at
    each row; of a word that is handed over beside the statement SQLite cannot know that it is the index's own.
    """

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        """Between quotes; identifiers alone stand so."""
        if not _KEY.fullmatch(str(self.value)):
            raise ValueError(f"{self.value} is no key")
        return f"'{self.value}'", []


class SignBySign(Func):
    """逐字比较: a text compared sign by sign, whatever order of letters the database was made with."""

    template = '(%(expressions)s COLLATE "C")'
    arity = 1
    output_field = TextField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """SQLite does so of itself."""
        return super().as_sql(compiler, connection, template="%(expressions)s", **context)


@dataclass(frozen=True, slots=True)
class PartIndex:
    """部分索引: of columns of a table, or what is plucked from its JSON; over the rows where other columns hold certain words."""

    name: str
    table: str
    columns: tuple[str | tuple[str, str, As], ...]
    where: Mapping[str, str]

    def statement(self, vendor: str, *, at_leisure: bool = False) -> str:
        """Its making; ``at_leisure`` lets others write meanwhile, where the database can."""
        parts = [f'"{each}"' if isinstance(each, str) else _plucked_from(vendor, each) for each in self.columns]
        words = " AND ".join(f"\"{column}\" = '{word}'" for column, word in self.where.items())
        leisure = " CONCURRENTLY" if at_leisure and vendor == "postgresql" else ""
        return f'CREATE INDEX{leisure} "{self.name}" ON "{self.table}" ({", ".join(parts)}) WHERE {words}'

    def statistics(self, vendor: str) -> str:
        """What PostgreSQL must be told to count of the value the index leads with: of a partial index it heeds no statistics, and
        without them takes each value for as rare as the next. SQLite counts its indexes themselves.
        """
        value = next((each for each in self.columns if not isinstance(each, str)), None)
        if vendor != "postgresql" or value is None:
            return ""
        counted = ", ".join([*(f'"{column}"' for column in self.where), _plucked_from(vendor, value)])
        return f'CREATE STATISTICS "{self.name}" (mcv) ON {counted} FROM "{self.table}"'


def _plucked_from(vendor: str, column: tuple[str, str, As]) -> str:
    name, key, how = column
    return plucked(vendor, f'"{name}"', (key,), how)


def part_indexes(connection: BaseDatabaseWrapper, table: str, begins: str) -> set[str]:
    """已建的部分索引: of a table, those whose names begin so and which can be used."""
    with connection.cursor() as cursor:
        cursor.execute(_INDEXES[connection.vendor], [table])
        return {str(row[0]) for row in cursor.fetchall() if str(row[0]).startswith(begins)}


def make_index(connection: BaseDatabaseWrapper, index: PartIndex) -> None:
    """建索引: what a making that was broken off has left is taken away first."""
    drop_index(connection, index.name)
    at_leisure = not connection.in_atomic_block
    told = index.statement(connection.vendor, at_leisure=at_leisure), index.statistics(connection.vendor)
    _run(connection, filter(None, told))


def drop_index(connection: BaseDatabaseWrapper, name: str) -> None:
    """删索引, and what is counted beside it."""
    _run(connection, iter([f'DROP INDEX IF EXISTS "{name}"']))
    if connection.vendor == "postgresql":
        _run(connection, iter([f'DROP STATISTICS IF EXISTS "{name}"']))


def analyse(connection: BaseDatabaseWrapper, table: str) -> None:
    """更新统计: what the planner knows of a table and its indexes."""
    _run(connection, iter([f'ANALYZE "{table}"']))


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


def misshapen(connection: BaseDatabaseWrapper) -> list[int]:
    """走样: the keys of entries whose day or moment is not written as we write it, though it may read the same.

    SQLite keeps both as text and reads 12:00:00,5 as 12:00:00.5; PostgreSQL keeps neither as text.
    """
    if connection.vendor != "sqlite":
        return []
    with connection.cursor() as cursor:
        cursor.execute(_MISSHAPEN)
        return [row[0] for row in cursor.fetchall()]


@contextmanager
def alone(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """独占: whoever asks for the same database meanwhile, from another process or host, waits until this is done.

    Held by the connection (PostgreSQL) or the process (SQLite), so a kill lets it go.
    """
    with _ALONE[connection.vendor](connection):
        yield


def pour(connection: BaseDatabaseWrapper, model: type[Model], rows: Iterable[Sequence[object]]) -> None:
    """灌入: insert complete rows, in the order of the model's columns, in the quickest way this database knows."""
    columns = ", ".join(connection.ops.quote_name(str(field.column)) for field in model._meta.local_concrete_fields)
    with connection.cursor() as cursor:
        _POUR[connection.vendor](cursor, f"{model._meta.db_table} ({columns})", rows)


@contextmanager
def another(connection: BaseDatabaseWrapper, **address: object) -> Iterator[BaseDatabaseWrapper]:
    """另一条连接: to the same database, or to the one of this address; of its own, no pool's, and closed afterwards."""
    beside = connection.copy()
    beside.settings_dict.update(address)
    beside.settings_dict["OPTIONS"].pop("pool", None)
    try:
        yield beside
    finally:
        beside.close()


def _run(connection: BaseDatabaseWrapper, statements: Iterator[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def service_rights(role: str) -> list[str]:
    """服务账号权限: what the role the service logs in with may do; the tables belong to another, who migrates.

    Only PostgreSQL knows roles. Entries may be added and read; of the access log a month may be deleted, as the trigger allows.
    """
    name = '"' + role.replace('"', '""') + '"'
    return [
        f"GRANT USAGE ON SCHEMA public TO {name}",
        f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {name}",
        f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {name}",
        f"REVOKE UPDATE, DELETE ON {ENTRIES} FROM {name}",
        f"REVOKE UPDATE ON {ACCESS} FROM {name}",
    ]


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


@contextmanager
def _alone_sqlite(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """A file beside the database; one in memory is nobody else's."""
    name = str(connection.settings_dict["NAME"])
    if "memory" in name:
        yield
        return
    beside = Path(f"{name}.migrating")
    beside.parent.mkdir(parents=True, exist_ok=True)
    with beside.open("w", encoding="utf-8") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


_DAY = "[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]"
_SECOND = f"{_DAY} [0-9][0-9]:[0-9][0-9]:[0-9][0-9]"
_MISSHAPEN = (
    f"SELECT id FROM {ENTRIES} WHERE \"on\" NOT GLOB '{_DAY}'"  # noqa: S608 (patterns of our own)
    f" OR (at NOT GLOB '{_SECOND}' AND at NOT GLOB '{_SECOND}.{'[0-9]' * 6}')"
)


def _pour_sqlite(cursor: Any, into: str, rows: Iterable[Sequence[object]]) -> None:
    places = ", ".join(["%s"] * (into.count(",") + 1))
    insert = f"INSERT INTO {into} VALUES ({places})"  # noqa: S608 (names of our own tables and columns)
    cursor.executemany(insert, ([_as_text(value) for value in row] for row in rows))


def _as_text(value: object) -> object:
    """A moment and a day as Django stores them in SQLite."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).replace(tzinfo=None).isoformat(sep=" ")
    return value.isoformat() if isinstance(value, date) else value


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


MIGRATING = 0x676F6E67
"""迁移锁: the number all processes of the house agree on."""


@contextmanager
def _alone_postgresql(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Held by a transaction of a connection beside: a lock of a session would stay in a pooler, where nobody could let it go."""
    with another(connection) as beside, beside.cursor() as cursor:
        cursor.execute("BEGIN")
        cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [MIGRATING])
        try:
            yield
        finally:
            with suppress(DatabaseError):  # a connection that is gone holds nothing either
                cursor.execute("ROLLBACK")


def _pour_postgresql(cursor: Any, into: str, rows: Iterable[Sequence[object]]) -> None:
    with cursor.copy(f"COPY {into} FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


_POUR = {"sqlite": _pour_sqlite, "postgresql": _pour_postgresql}
_ALONE = {"sqlite": _alone_sqlite, "postgresql": _alone_postgresql}
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
_INDEXES = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'index' AND tbl_name = %s",
    "postgresql": (
        "SELECT i.relname FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid"
        " JOIN pg_class t ON t.oid = x.indrelid WHERE t.relname = %s AND x.indisvalid"
    ),
}
