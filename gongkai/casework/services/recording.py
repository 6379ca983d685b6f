"""记录办理: what items and packages do alike: open a file, take a step, lay down its versions; many at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

from django.db import IntegrityError, transaction

from gongkai.casework.services.versions import VersionedRow, VersionRow
from gongkai.law.grammar.calendar import Calendar
from gongkai.law.grammar.flow import JSON, Step, Unlawful, not_in_the_future
from gongkai.law.procedures import replay
from gongkai.law.service_versions import Act, Record, Sort, Version
from gongkai.law.service_words import STANDARDIZED
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.authorities.queries import calendar_of
from gongkai.office.journal import acts as journal
from gongkai.office.journal import queries as journal_queries
from gongkai.publication.gate import acts as gate

R = TypeVar("R", bound=VersionedRow)
V = TypeVar("V", bound=VersionRow)


@dataclass(frozen=True)
class Book(Generic[R, V]):
    """登记簿: the tables of one sort of record: its rows, its versions, and the columns a version's content fills."""

    sort: Sort
    rows: type[R]
    versions: type[V]
    owner: str
    columns: Callable[[Any], Mapping[str, object]]

    def version_row(self, row: R, record: Record, version: Version) -> V:
        """版本行: what a signed version leaves in the table."""
        until = record.until(version)
        return self.versions(
            authority=row.authority,
            number=version.number,
            from_on=version.from_on,
            until_on=max(until, version.from_on) if until else None,
            digest=version.content.digest,
            content=version.content.told(),
            reason=version.reason[:300],
            name=version.content.name,
            **{self.owner: row},
            **self.columns(version.content),
        )

    def version_rows(self, row: R, record: Record) -> list[V]:
        """版本各行."""
        return [self.version_row(row, record, version) for version in record.versions]

    def fill(self, row: R, record: Record) -> None:
        """映照: the shadows of the row itself."""
        content = record.pending.content if record.latest is None and record.pending else None
        latest = record.latest.content if record.latest else content
        if latest is not None:
            row.name = latest.name
        row.state = record.state


def record_of(row: VersionedRow) -> Record:
    """记录情况: what follows from the steps of one record."""
    found = journal_queries.standing(row.dossier)
    if not isinstance(found, Record):
        raise TypeError("not the file of a service record")
    return found


@transaction.atomic
def open_one(
    book: Book[R, V], authority: Authority, code: str, content: Any, reason: str, *, on: date, today: date, by: Official
) -> R:
    """拟列入: a record with what its first version is to say."""
    not_in_the_future(on, today, STANDARDIZED)
    code = code.strip()
    details: dict[str, JSON] = {"code": code, "content": content.told(), "reason": reason, "by": by.username}
    step = Step(Act.LIST.value, on, details)
    if book.rows.objects.of(authority).filter(code=code).exists():
        raise Unlawful(f"编码{code}已经用过；取消的编码不再使用", STANDARDIZED, field="code")
    dossier = journal.open_dossier(authority, book.sort.kind, step, by=by, title=content.name)
    row = book.rows(authority=authority, dossier=dossier, code=code)
    book.fill(row, replayed(book.sort, [step], calendar_of(authority)))
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise Unlawful(f"编码{code}已经用过；取消的编码不再使用", STANDARDIZED, field="code") from None
    return row


_SIGNING = frozenset({Act.SIGN, Act.SIGN_CHANGE})
"""签发: from then on the public reads the version."""


@transaction.atomic
def take_one(book: Book[R, V], row: R, step: Step, *, today: date, by: Official, seen: int | None = None) -> Record:
    """办理一步: who acts is added to the step; the versions that follow are laid down."""
    not_in_the_future(step.on, today, STANDARDIZED)
    told = Step(step.act, step.on, {**step.details, "by": by.username})
    if step.act in _SIGNING and (pending := record_of(row).pending) is not None:
        said = {f"事项{row.code}": pending.content.told()}
        gate.pass_words(row.authority, f"{book.sort.kind} {row.pk}", said, on=step.on, by=by)
    record = journal.take(row.dossier, told, by=by, seen=seen)
    if not isinstance(record, Record):
        raise TypeError("not the file of a service record")
    book.fill(row, record)
    row.save(update_fields=["name", "state"])
    lay_down(book, row, record)
    return record


def lay_down(book: Book[R, V], row: R, record: Record) -> None:
    """落版本: those that are new, and the end of those that ended."""
    kept = book.versions.objects.of(row.authority).filter(**{book.owner: row})
    ends = dict(kept.values_list("number", "until_on"))
    for version in book.version_rows(row, record):
        if version.number not in ends:
            version.save(force_insert=True)
        elif ends[version.number] != version.until_on:
            kept.filter(number=version.number).update(until_on=version.until_on)


def replayed(sort: Sort, steps: Sequence[Step], calendar: Calendar) -> Record:
    """重放."""
    found = replay(sort.kind, steps, calendar)
    if not isinstance(found, Record):
        raise TypeError("not the file of a service record")
    return found


@dataclass(frozen=True)
class Entered:
    """批量登记的一件: its code, and its steps with who took each."""

    code: str
    steps: Sequence[tuple[Step, Official]]


def enter_all(book: Book[R, V], authority: Authority, entered: Iterable[Entered]) -> int:
    """批量登记: whole histories as if act by act; how many."""

    def history(one: Entered) -> journal.History:
        deeds = tuple(
            journal.Deed(Step(step.act, step.on, {**step.details, "by": by.username}), by) for step, by in one.steps
        )
        return journal.History(deeds, title=_title(deeds[0].step), row=one.code)

    def alongside(written: Sequence[journal.Written]) -> None:
        rows, versions, calendar = [], [], calendar_of(authority)
        for one in written:
            row = book.rows(authority=authority, dossier=one.dossier, code=one.history.row)
            record = replayed(book.sort, [deed.step for deed in one.history.deeds], calendar)
            book.fill(row, record)
            rows.append(row)
            versions += book.version_rows(row, record)
        book.rows.objects.of(authority).bulk_create(rows)
        book.versions.objects.of(authority).bulk_create(versions)

    made = journal.enter_many(authority, book.sort.kind, map(history, entered), alongside=alongside)
    return sum(1 for _ in made)


def _title(step: Step) -> str:
    content = step.details.get("content")
    return str(content.get("name", "")) if isinstance(content, dict) else ""
