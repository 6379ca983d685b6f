"""制度库核验: the versions in the table are those that follow from the steps."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.office.journal.verify import Finding
from gongkai.oversight.rulebook import queries
from gongkai.oversight.rulebook.models import Rule


def findings(whole: bool) -> Iterator[Finding]:
    """核验发现: with ``whole`` every rule against its file."""
    rows = Rule.objects.everywhere().select_related("dossier__authority", "authority") if whole else ()
    for rule in rows:
        told = [(each.number, each.since, each.until, each.text) for each in queries.standing(rule).versions]
        kept = [(each.number, each.since, each.until, each.text) for each in rule.editions.everywhere()]
        if told != kept:
            yield Finding(f"{rule.authority.name}制度“{rule}”", "制度的版本与条目不符")
