"""导入查询: the batches of an authority, how far one is, what was found in it, and its rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from gongkai.casework.engagement.tickets.importing import staging
from gongkai.casework.engagement.tickets.importing.reading import Read
from gongkai.casework.engagement.tickets.models import TicketImport, TicketImportRow
from gongkai.law.ledger_rows import Verdict
from gongkai.law.ledgers import Stage
from gongkai.office.authorities.models import Authority, OwnedQuerySet
from gongkai.office.journal import vault

WAITING = (Stage.READING, Stage.ACCEPTING)
"""待办阶段: what is given up has left nothing to clear away."""


def imports(authority: Authority) -> OwnedQuerySet[TicketImport]:
    """全部批次: the newest first, without their files."""
    rows = TicketImport.objects.of(authority).select_related("authority", "uploaded_by", "accepted_by")
    return rows.defer("content")


def waiting() -> OwnedQuerySet[TicketImport]:
    """待办批次: of every authority, the oldest first."""
    rows = TicketImport.objects.everywhere().filter(stage__in=WAITING).defer("content")
    return rows.select_related("authority", "uploaded_by", "accepted_by").order_by("pk")


@dataclass(frozen=True, slots=True)
class Found:
    """核对结果: how many rows are good, have a remark, are refused, and what the others come to."""

    good: int = 0
    flagged: int = 0
    refused: int = 0
    undated: int = 0
    closed: int = 0

    @property
    def rows(self) -> int:
        """读过的行数."""
        return self.to_take + self.refused

    @property
    def to_take(self) -> int:
        """可以导入的行数."""
        return self.good + self.flagged


def found(batch: TicketImport) -> Found:
    """核对结果: of a batch, as far as it has been read."""
    return Found(**batch.counts)


def progress(batch: TicketImport) -> tuple[int, int]:
    """进度: how many of how many rows are read, or tickets written."""
    if batch.stage in (Stage.ACCEPTING, Stage.DONE):
        return batch.accepted or 0, found(batch).to_take
    return found(batch).rows, batch.lines


def with_faults(batch: TicketImport) -> OwnedQuerySet[TicketImportRow]:
    """有问题的行: in the order of the file."""
    rows = TicketImportRow.objects.of(batch.authority).filter(batch=batch)
    return rows.exclude(verdict=Verdict.GOOD).order_by("number")


def next_rows(batch: TicketImport) -> OwnedQuerySet[TicketImportRow]:
    """下一批: the rows after the cursor that are taken over."""
    rows = TicketImportRow.objects.of(batch.authority).filter(batch=batch, number__gt=batch.taken)
    return rows.exclude(verdict=Verdict.REFUSED).order_by("number")


def opened(rows: Iterable[TicketImportRow]) -> Iterator[Read]:
    """解封的行: as they were read."""
    keys = vault.secrets_of(None)
    for row in rows:
        yield staging.unsealed(row, keys)
