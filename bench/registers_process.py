"""一次导入: the import itself, for a process whose Django is awake."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from time import perf_counter

from gongkai.law.authorities import AuthorityKind
from gongkai.law.ledgers import Choice
from gongkai.law.registers.decisions import PERMIT
from gongkai.office.authorities import acts as authorities
from gongkai.publication.registers import acts as registers
from gongkai.publication.registers.importing import acts, staging
from gongkai.publication.registers.models import Record


@dataclass(frozen=True)
class Done:
    """How many rows are in the register, and the seconds it took."""

    rows: int
    reading: float
    registering: float


def run(path: Path, day: date) -> Done:
    """From the bytes of a workbook to the closing entry."""
    authority = authorities.create_authority("shili", "示例县人民政府", AuthorityKind.COUNTY, on=date(2008, 5, 1))
    registers.keep(authority, PERMIT, "审批股", on=day, by=None)
    started = perf_counter()
    batch = acts.upload(authority, PERMIT, path.read_bytes(), name=path.name, on=day, by=None)
    acts.map_columns(batch, [key for _, key in batch.mapping])
    staging.read_on(batch, today=day)
    read = perf_counter()
    acts.accept(batch, Choice.SKIP, on=day, by=None)
    acts.take_on(batch, today=day)
    return Done(Record.objects.of(authority).count(), read - started, perf_counter() - read)
