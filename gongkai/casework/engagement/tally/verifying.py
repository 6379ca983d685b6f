"""核验月计: the lines of every tally sum up to the tickets. What looks wrong is looked at again while nobody writes."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import transaction

from gongkai.casework.engagement.tally import acts, queries
from gongkai.office.authorities.models import Authority
from gongkai.office.journal.verify import Finding


def findings() -> Iterator[Finding]:
    """核验发现: of every authority, each table and month that is not what its tickets are."""
    for authority in queries.authorities():
        if queries.differences(authority):
            yield from _again(authority)


@transaction.atomic
def _again(authority: Authority) -> list[Finding]:
    acts.hold(authority)
    wrong = {(str(each.table._meta.verbose_name), each.told[0]) for each in queries.differences(authority)}
    return [Finding(f"{authority.name}{name}", f"{month}的件数与留言不符") for name, month in sorted(wrong)]
