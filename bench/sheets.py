"""统计表: the sheet of a year against the bare GROUP BY over the same rows."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection

from bench.measures import peak, wall
from gongkai.casework.applications import queries
from gongkai.casework.applications.models import Application
from gongkai.law.annual_report import count, edition
from gongkai.office.authorities.models import Authority

YEAR = 2024
BARE = """
SELECT a.applicant, a.channel, {received}, {closed}, d.outcome, d.extended, COUNT(*)
FROM applications_application a JOIN journal_dossier d ON d.id = a.dossier_id
WHERE a.authority_id = %s AND d.received_on <= '2024-12-31' AND (d.closed_on IS NULL OR d.closed_on >= '2024-01-01')
GROUP BY 1, 2, 3, 4, 5, 6
"""
YEARS = {
    "sqlite": ("CAST(SUBSTR(d.received_on, 1, 4) AS INTEGER)", "CAST(SUBSTR(d.closed_on, 1, 4) AS INTEGER)"),
    "postgresql": ("EXTRACT(YEAR FROM d.received_on)::integer", "EXTRACT(YEAR FROM d.closed_on)::integer"),
}


@dataclass(frozen=True)
class Compared:
    """The sheet beside the statement: seconds, their ratio, megabytes of Python, groups and applications counted."""

    sheet: float
    bare: float
    memory: float
    groups: int
    counted: int

    @property
    def ratio(self) -> float:
        """How many times the bare statement the sheet takes."""
        return self.sheet / self.bare


def compared(authority: Authority) -> Compared:
    """Both over the rows there are now, in turn."""
    rows = Application.objects.of(authority)
    received, closed = YEARS[connection.vendor]
    statement = BARE.format(received=received, closed=closed)

    def sheet() -> int:
        made = count(edition(YEAR), YEAR, queries.facts(rows, YEAR), [])
        return int(made.sheets["applications"]["new", "total"] or 0)

    def bare() -> list[tuple[object, ...]]:
        with connection.cursor() as cursor:
            cursor.execute(statement, [authority.pk])
            return list(cursor.fetchall())

    return Compared(wall(sheet), wall(bare), peak(sheet), len(bare()), sheet())
