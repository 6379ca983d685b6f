"""全部疑点: every check in turn."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from gongkai.office.authorities.models import Authority
from gongkai.oversight.supervision.inspecting import columns, matters, pages, sites, texts
from gongkai.oversight.supervision.inspecting.suspecting import Scope, Suspicion

Check = Callable[[Scope], Iterator[Suspicion | None]]
CHECKS: tuple[Check, ...] = (
    columns.idle,
    columns.misplaced,
    pages.dead_links,
    pages.wrong_in_themselves,
    pages.not_yet,
    pages.expired,
    pages.twice,
    texts.screened,
    matters.late,
    matters.unexplained,
    matters.without_result,
    matters.unannounced,
    sites.bare,
    sites.slow,
)
"""检查各项: each asks the database a few times, whatever the number of units."""


def suspicions(government: Authority, day: date) -> Iterator[Suspicion]:
    """疑点: in what a government and all beneath it show on a day; one for each kind and subject. Changes nothing."""
    scope, told = Scope(government, day), set()
    for check in CHECKS:
        for suspicion in check(scope):
            if suspicion is not None and suspicion.key not in told:
                told.add(suspicion.key)
                yield suspicion
