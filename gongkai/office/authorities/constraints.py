"""约束的说法: one map from the name of a database constraint to what an official reads when it is broken."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache

from django.apps import apps
from django.db import IntegrityError, models

from gongkai.law.grammar.flow import Unlawful

Broken = tuple[str, str]
"""What is said, and the field it is said of (may be empty)."""


@contextmanager
def in_chinese() -> Iterator[None]:
    """转述: a constraint broken inside is told as ``Unlawful`` in Chinese; one nobody has words for travels on."""
    try:
        yield
    except IntegrityError as error:
        if told := say(error):
            raise Unlawful(told[0], field=told[1]) from error
        raise


def say(error: IntegrityError) -> Broken | None:
    """说法: the message and the field for a broken constraint, or None for one without words."""
    return next((sayings()[name] for name in _names(error) if name in sayings()), None)


@cache
def sayings() -> dict[str, Broken]:
    """说法表: for every constraint with words, and every unique field, under each name a database gives it."""
    return {name: saying for model in apps.get_models() for name, saying in _of_model(model)}


def _of_model(model: type[models.Model]) -> Iterator[tuple[str, Broken]]:
    table = model._meta.db_table
    columns = {field.name: field.column for field in model._meta.local_concrete_fields}
    for constraint in model._meta.constraints:
        fields = getattr(constraint, "fields", ())
        if constraint.violation_error_message != constraint.default_violation_error_message:
            saying = (str(constraint.violation_error_message), fields[-1] if fields else "")
            yield constraint.name, saying
            if fields:
                yield _columns(table, [columns[name] for name in fields]), saying
    for field in model._meta.local_concrete_fields:
        if field.unique and not field.primary_key:
            yield _columns(table, [field.column]), (f"{field.verbose_name}已被使用", field.name)


def _columns(table: str, columns: Iterable[str | None]) -> str:
    """A unique index as SQLite names it: its columns, each with its table."""
    return ", ".join(f"{table}.{column}" for column in columns)


def _names(error: IntegrityError) -> Iterator[str]:
    """PostgreSQL names the constraint, or for a unique field its columns; SQLite names a check, or the columns of an index."""
    diagnosis = getattr(error.__cause__, "diag", None)
    if diagnosis is None:
        yield str(error).partition("constraint failed: ")[2].removeprefix("index ").strip("'")
        return
    yield diagnosis.constraint_name or ""
    if found := re.search(r"\(([^)]*)\)=", diagnosis.message_detail or ""):
        yield _columns(diagnosis.table_name, found[1].split(", "))
