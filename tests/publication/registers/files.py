"""样例文件: workbooks and csv of registers as somebody would send them."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date

import xlsxwriter

from gongkai.law.grammar.kinds import Kind
from gongkai.law.ledgers import Choice, Stage
from gongkai.office.authorities.models import Authority, Official
from gongkai.publication.registers import acts as registers
from gongkai.publication.registers import queries as kept
from gongkai.publication.registers.importing import acts, staging
from gongkai.publication.registers.importing.models import RecordImport

DAY = date(2025, 9, 18)
Rows = Sequence[dict[str, str]]


def workbook(kind: Kind, rows: Rows, heads: dict[str, str] | None = None) -> bytes:
    """A workbook with the labels of a kind for headings, or with ``heads`` by key."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet("登记")
        for place, each in enumerate(kind.fields):
            sheet.write_string(0, place, (heads or {}).get(each.key, each.label))
            for line, row in enumerate(rows, 1):
                sheet.write_string(line, place, row.get(each.key, ""))
    return content.getvalue()


def delimited(kind: Kind, rows: Rows) -> bytes:
    """The same as csv."""
    content = io.StringIO()
    writer = csv.writer(content)
    writer.writerow([each.label for each in kind.fields])
    writer.writerows([row.get(each.key, "") for each in kind.fields] for row in rows)
    return content.getvalue().encode("utf-8-sig")


def kept_kind(authority: Authority, kind: Kind) -> None:
    """The kind is kept, whoever asked for it before."""
    if kept.keeping(authority, kind) is None:
        registers.keep(authority, kind, "办公室", on=DAY, by=None)


def uploaded(
    authority: Authority, kind: Kind, content: bytes, by: Official | None = None, name: str = "登记.xlsx"
) -> RecordImport:
    """Uploaded, its columns confirmed as proposed, and judged."""
    kept_kind(authority, kind)
    batch = acts.upload(authority, kind, content, name=name, on=DAY, by=by)
    acts.map_columns(batch, [key for _, key in batch.mapping])
    staging.read_on(batch, today=DAY)
    return batch


def imported(
    authority: Authority, kind: Kind, content: bytes, choice: Choice = Choice.SKIP, by: Official | None = None
) -> RecordImport:
    """From the file to the closing entry."""
    batch = uploaded(authority, kind, content, by)
    assert batch.stage == Stage.TO_ACCEPT, batch.failure
    acts.accept(batch, choice, on=DAY, by=by)
    acts.take_on(batch, today=DAY)
    return batch
