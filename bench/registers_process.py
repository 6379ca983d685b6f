"""一次导入: the import itself, for a process whose Django is awake."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from time import perf_counter, process_time

from gongkai.law.authorities import AuthorityKind
from gongkai.law.ledgers import Choice
from gongkai.law.registers.decisions import PERMIT
from gongkai.office.authorities import acts as authorities
from gongkai.publication.registers import acts as registers
from gongkai.publication.registers.importing import acts, staging
from gongkai.publication.registers.models import Record


@dataclass(frozen=True)
class Done:
    """How many rows are in the register, the seconds it took, and those of the processor, which other work does not change."""

    rows: int
    reading: float
    registering: float
    processor: float


def run(path: Path, day: date) -> Done:
    """From the bytes of a workbook to the closing entry."""
    authority = authorities.create_authority("shili", "示例县人民政府", AuthorityKind.COUNTY, on=date(2008, 5, 1))
    registers.keep(authority, PERMIT, "审批股", on=day, by=None)
    started, busy = perf_counter(), process_time()
    batch = acts.upload(authority, PERMIT, path.read_bytes(), name=path.name, on=day, by=None)
    acts.map_columns(batch, [key for _, key in batch.mapping])
    staging.read_on(batch, today=day)
    read = perf_counter()
    acts.accept(batch, Choice.SKIP, on=day, by=None)
    acts.take_on(batch, today=day)
    done = perf_counter()
    return Done(Record.objects.of(authority).count(), read - started, done - read, process_time() - busy)
