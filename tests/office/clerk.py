"""Clerks for the tests of concurrency: several of them do the same at the same time, in threads or in processes."""

from __future__ import annotations

from datetime import date

from django.core.management import call_command

from gongkai.law.authorities import AuthorityKind
from gongkai.law.grammar.flow import Step, Unlawful
from gongkai.law.procedures import PROCEDURES
from gongkai.office.authorities.models import Authority
from gongkai.office.journal import acts
from gongkai.office.journal.models import Dossier
from gongkai.office.journal.verify import verify
from tests.cast import authority
from tests.office.errand import ERRAND

DAY = date(2025, 9, 8)
FILES = 6
ENDED = "acted"


def morning(*, fresh: bool = False) -> None:
    """Open the office with one file in it; ``fresh`` on a database that has no tables yet."""
    PROCEDURES[ERRAND.kind] = ERRAND
    if fresh:
        call_command("migrate", run_syncdb=True, verbosity=0)
    county = authority("shili", "示例县人民政府", AuthorityKind.COUNTY)
    acts.open_dossier(county, ERRAND.kind, Step("begin", DAY), by=None)


def toil() -> str:
    """Open some files, then act on the first as one who saw it when it was opened; ``ENDED`` or the refusal."""
    PROCEDURES[ERRAND.kind] = ERRAND
    county = Authority.objects.get(code="shili")
    for _ in range(FILES):
        acts.open_dossier(county, ERRAND.kind, Step("begin", DAY), by=None)
    try:
        acts.take(Dossier.objects.of(county).earliest("id"), Step("hold", DAY), by=None, seen=1)
    except Unlawful as refusal:
        return str(refusal)
    return ENDED


def evening() -> str:
    """Judge the day: how many files with numbers that run from 1 on, and what the verification finds."""
    PROCEDURES[ERRAND.kind] = ERRAND
    numbers = sorted(Dossier.objects.everywhere().values_list("number", flat=True))
    whole = numbers == [f"〔2025〕{place:03d}号" for place in range(1, len(numbers) + 1)]
    findings = [str(finding) for finding in verify(whole=True)]
    return f"{len(numbers) if whole else numbers} files, {findings or 'nothing'} found"
