"""办件清单: cases on one worksheet, with the heads an import reads; who asked is masked and how they are reached is not in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from gongkai.casework.services.cases import applicants, queries
from gongkai.casework.services.cases.importing import ALIASES
from gongkai.casework.services.cases.models import ServiceCase
from gongkai.law.application_figures import Timeliness
from gongkai.law.case_kinds import CaseParty, Stars
from gongkai.law.cases import Standing
from gongkai.office.authorities.models import Authority
from gongkai.office.authorities.queries import calendar_of
from gongkai.office.journal import queries as journal
from gongkai.office.journal import vault
from gongkai.papers.grid import Grid

_NAMED = ("number", "item", "name", "party", "channel", "window", "received_on", "accepted_on", "decided_on")
HEADS = (*(ALIASES[name][0] for name in _NAMED), "办理结果", "送达日期", "快递单号", "评价", "事项", "时效", "状态")
MOST = 20_000
"""一次下载最多件数."""
_AT_ONCE = 500


def case_list(authority: Authority, rows: Iterable[ServiceCase], caption: str, today: date) -> Grid:
    """办件清单: each with its dates as its steps have them."""
    return Grid.from_rows([HEADS, *_lines(authority, list(rows), today)], head_rows=1, caption=caption)


def _lines(authority: Authority, cases: list[ServiceCase], today: date) -> Iterator[tuple[str, ...]]:
    calendar = calendar_of(authority)
    for start in range(0, len(cases), _AT_ONCE):
        some = cases[start : start + _AT_ONCE]
        standings = journal.standings([case.dossier for case in some], calendar)
        for case in some:
            yield _line(case, queries.as_case(standings[case.dossier_id]), today)


def _line(case: ServiceCase, standing: Standing, today: date) -> tuple[str, ...]:
    return (
        *(case.dossier.number, "、".join(part.item for part in standing.parts), _masked(case)),
        *(standing.party.label, standing.channel.label, case.window.number if case.window else ""),
        *(_iso(standing.received_on), _iso(standing.accepted_on), _iso(standing.decided_on)),
        *(case.result.label if case.result else "", _iso(standing.delivered_on), standing.courier),
        Stars(case.stars).label if case.stars else "",
        *(case.dossier.title, _timeliness(case, today), case.state.label),
    )


def _timeliness(case: ServiceCase, today: date) -> str:
    if case.timeliness:
        return Timeliness(case.timeliness).label
    over = case.term_on is not None and case.term_on < today
    return (Timeliness.OVERDUE if over else Timeliness.OPEN).label


def _masked(case: ServiceCase) -> str:
    try:
        return applicants.applicant_of(case).masked(CaseParty(case.party))
    except vault.Shredded as gone:
        return str(gone)


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
