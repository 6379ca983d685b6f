"""一份台账: the import itself, for a process whose Django is awake."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from time import perf_counter, process_time

from gongkai.law.authorities import AuthorityKind
from gongkai.law.ledgers import Choice
from gongkai.office.authorities import acts as authorities
from gongkai.publication.disclosure.ledger import acts, queries, staging, storage
from gongkai.web import clock


def run(path: Path, code: str, started: float) -> str:
    """Import a ledger for an authority of its own; the four figures as text."""
    since = date(2008, 5, 1)
    authority = authorities.create_authority(code, f"示例县民政局{code}", AuthorityKind.COUNTY, on=since)
    today = clock.today()
    kept, digest = storage.copied(path)
    ledger = acts.open_ledger(authority, kept, name=path.name, year=2018, on=today, by=None, digest=digest)
    acts.map_columns(ledger, [target for _, target in ledger.mapping], remember=False)
    staging.read_on(ledger, today=today)
    read = perf_counter()
    acts.choose_columns(ledger, dict.fromkeys(queries.columns_to_choose(ledger), acts.NEW))
    acts.accept(ledger, Choice.WHOLE, on=today, by=None)
    acts.publish_on(ledger)
    done = perf_counter()
    if ledger.imported != queries.found(ledger).rows:
        raise RuntimeError(f"{ledger.imported} of {queries.found(ledger).rows} rows were imported")
    return f"{read - started:.2f} {done - read:.2f} {_peak():.0f} {process_time():.2f}\n"


def _peak() -> float:
    """Of this process alone: what ``getrusage`` says begins with the size of the process that started it."""
    found = re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())
    return int(found[1]) / 1024 if found else 0.0
