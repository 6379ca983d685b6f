"""登记簿导出: every record of a register, whatever its state, as Excel or CSV; a thousand records to a step.

What the house keeps sealed is not in it: a cell holds what the record's page shows. A CSV grows piece by piece; rows of a
workbook wait beside it until all are there, for a workbook is one file from its first byte to its last.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

from gongkai.law.grammar.kinds import NUMERIC, Kind
from gongkai.law.registers import KINDS
from gongkai.law.registers.standing import Standing
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.jobs import acts as jobs
from gongkai.office.jobs import results
from gongkai.office.jobs.kinds import Going, NotDone, Outcome, Step
from gongkai.office.jobs.models import Job
from gongkai.papers import safe_csv
from gongkai.papers.long_sheets import Column, Entry, LongSheets
from gongkai.papers.xlsx import MEDIA_TYPE
from gongkai.publication.registers import queries
from gongkai.publication.registers.models import Record
from gongkai.publication.registers.opening import tables
from gongkai.publication.registers.worded import plainly

JOB = "registers.export"
CSV, XLSX = "csv", "xlsx"
FORMS = {XLSX: "Excel", CSV: "CSV"}
TYPES = {XLSX: MEDIA_TYPE, CSV: "text/csv; charset=utf-8"}
CHUNK = 1000
PIECE = 512 * 1024
HEADS = ("状态", "版次", "登记日期", "公开日期", "移出日期")


def ask(authority: Authority, kind: Kind, form: str, *, by: Official) -> Job:
    """交办导出: it belongs to who asked."""
    return jobs.ask(authority, JOB, f"{kind.label}（{FORMS[form]}）", subject=f"{kind.key} {form}", by=by)


def go_on(job: Job, today: date) -> Going:
    """导出: from the record after the last one written."""
    key, _, form = job.subject.partition(" ")
    if key not in KINDS or form not in FORMS:
        raise NotDone("登记簿的种类已经不在，不能导出", goes_on=False)
    kind = KINDS[key]
    after, place, done = (int(job.cursor.get(name, 0)) for name in ("after", "place", "done"))
    rows = queries.records(job.authority, kind).defer("sealed").order_by("pk")
    total = rows.count()
    while some := list(rows.filter(pk__gt=after)[:CHUNK]):
        results.put(job, place, _piece(kind, form, some, first=place == 0), made=form == CSV)
        after, place, done = some[-1].pk, place + 1, done + len(some)
        yield Step(done, max(total, done), "正在写出记录", {"after": after, "place": place, "done": done})
    if form == CSV and not place:
        results.put(job, 0, _piece(kind, form, [], first=True))
    if form == XLSX and not results.is_made(job):
        yield Step(done, done, "正在写成Excel文件", {"after": after, "place": place, "done": done})
        _bind(job, kind)
    name = f"{kind.label}{today:%Y%m%d}.{form}"
    return Outcome(f"共{done}条记录", file_name=name, file_type=TYPES[form])


# -- rows ------------------------------------------------------------------------------------------------------------------


def _piece(kind: Kind, form: str, rows: Iterable[Record], *, first: bool) -> bytes:
    if form == CSV:
        return "".join(_csv_lines(kind, rows, first=first)).encode()
    return "".join(f"{_kept(_cells(kind, row))}\n" for row in rows).encode()


def _csv_lines(kind: Kind, rows: Iterable[Record], *, first: bool) -> Iterator[str]:
    if first:
        yield safe_csv.MARK + safe_csv.line([*HEADS, *(each.heading for each in kind.shown)])
    numbers = frozenset(len(HEADS) + at for at, each in enumerate(kind.shown) if each.sort in NUMERIC)
    for row in rows:
        cells = [plainly(field, row.data.get(field.key)) for field in kind.shown]
        yield safe_csv.line([*_head(row), *cells], numbers=numbers)


def _cells(kind: Kind, row: Record) -> list[Entry]:
    return [*_head(row), *(tables.written(field, row.data.get(field.key)) for field in kind.shown)]


def _head(row: Record) -> list[str]:
    days = (row.entered_on, row.published_on, row.left_on)
    return [Standing(row.standing).label, str(row.edition), *(f"{day:%Y-%m-%d}" if day else "" for day in days)]


# -- the workbook ----------------------------------------------------------------------------------------------------------


def _bind(job: Job, kind: Kind) -> None:
    """The same bytes from the same rows, whoever does it."""
    name = kind.label[:31]
    columns = [*(Column(head, 12) for head in HEADS), *tables.field_columns(kind)]
    with TemporaryDirectory(prefix="gongkai-export-") as folder:
        path = Path(folder) / "book.xlsx"
        with LongSheets(path, {name: columns}, title=kind.label) as book:
            for piece in results.rows(job):
                for line in piece.decode().splitlines():
                    book.add(name, _read(line))
        results.finish(job, _cut(path))


def _cut(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            yield piece


def _kept(cells: Sequence[Entry]) -> str:
    """A figure is kept as a list of its text, so that none of its digits is lost."""
    return json.dumps([[str(each)] if isinstance(each, Decimal) else each for each in cells], ensure_ascii=True)


def _read(line: str) -> list[Entry]:
    return [Decimal(each[0]) if isinstance(each, list) else each for each in json.loads(line)]
