"""届次清单: every file of a session on one worksheet, with its dates and how it stands; nobody's contact is in it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from gongkai.casework.proposals import queries
from gongkai.casework.proposals.models import Proposal, ProposalSession
from gongkai.law.proposal_facts import ProposalFact
from gongkai.office.authorities.models import Authority
from gongkai.papers.grid import Grid

HEADS = (
    *("编号", "种类", "标题", "提出人", "收到日期", "主办单位", "协办单位", "交办日期", "办理期限", "答复日期", "时效"),
    *("答复类别", "公开日期", "提出人评价", "状态"),
)


def session_list(session: ProposalSession, today: date) -> Grid:
    """届次清单: in the order of its numbers as they were entered."""
    mine = queries.of_session(session)
    rows = list(mine.select_related("dossier", "lead").order_by("kind", "pk"))
    facts = {fact.key: fact for fact in queries.facts(mine)}
    names = queries.named(sorted({code for fact in facts.values() for code in fact.joint}))
    lines = [_line(row, facts[row.dossier_id], names, today) for row in rows]
    return Grid.from_rows([HEADS, *lines], head_rows=1, caption=session.name)


def _line(row: Proposal, fact: ProposalFact, names: Mapping[str, Authority], today: date) -> tuple[str, ...]:
    return (
        *(row.number, row.kind_label, row.title, row.proposers, _iso(row.dossier.received_on)),
        row.lead.name if row.lead else "",
        "、".join(names[code].name for code in fact.joint if code in names),
        *(_iso(row.handed_over_on), _iso(row.term_on), _iso(row.replied_on)),
        "" if fact.returned else fact.time(today).label,
        *(row.class_mark, _iso(row.published_on)),
        row.get_satisfaction_display() if row.satisfaction else "",
        row.state.label,
    )


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
