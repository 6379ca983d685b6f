"""已公开的: leaders and sections."""

from __future__ import annotations

from gongkai.publication.gate.parts import Part, of_words
from gongkai.publication.gate.sweeping import rows_of
from gongkai.publication.institution import queries
from gongkai.publication.institution.models import Leader, Section


def of_leader(row: Leader) -> list[Part]:
    """领导信息."""
    return of_words("institution", {"领导信息": [row.name, row.post, row.duties, row.resume]})


def of_section(row: Section) -> list[Part]:
    """内设机构."""
    return of_words("institution", {"内设机构": [row.name, row.functions, row.head, row.phone, row.address]})


SUBJECTS = [
    rows_of("leaders", "领导信息", queries.leaders, of_leader),
    rows_of("sections", "内设机构", queries.sections, of_section),
]
