"""建议提案的差事: once a week the units are told what falls due, and who promised what is soon to be done."""

from __future__ import annotations

from datetime import datetime, timedelta

from gongkai.casework.proposals.models import PromiseTask, Proposal
from gongkai.law.grammar.flow import Role
from gongkai.law.proposal_flow import State
from gongkai.law.proposal_terms import ProposalKind
from gongkai.office.authorities.models import Authority
from gongkai.office.authorities.queries import responsible
from gongkai.office.notices.acts import notify
from gongkai.office.notices.work import Chore

AHEAD = timedelta(days=15)
"""提前多少天: before a term or a promise runs out, those who must act are told."""
_RUNNING = (State.HANDLING, State.DRAFTED, State.SIGNED, State.REPLIED)


def tell_of_terms(now: datetime) -> None:
    """办理提醒: to the lead unit's handlers, of replies and publications due within fifteen days or overdue; once a week."""
    on = now.date()
    rows = Proposal.objects.everywhere().filter(
        dossier__closed_on=None, dossier__due_on__lte=on + AHEAD, dossier__state__in=_RUNNING, lead__isnull=False
    )
    for row in rows.select_related("dossier", "lead", "authority"):
        due = row.dossier.due_on
        assert row.lead is not None and due is not None  # noqa: S101 (filtered above)
        what = "公开答复" if row.state is State.REPLIED else "答复提出人"
        when = f"已于{due:%Y-%m-%d}逾期" if due < on else f"{due:%Y-%m-%d}到期"
        _tell(row, row.lead, "due", f"{what}{when}", now)


def tell_of_promises(now: datetime) -> None:
    """承诺提醒: to the lead unit's handlers, of promises due within fifteen days or overdue and not reported kept."""
    on = now.date()
    rows = PromiseTask.objects.everywhere().filter(
        due_on__lte=on + AHEAD, kept_on=None, given_up_on=None, proposal__lead__isnull=False
    )
    for task in rows.select_related("proposal__dossier", "proposal__lead", "proposal__authority"):
        assert task.proposal.lead is not None  # noqa: S101 (filtered above)
        when = f"已于{task.due_on:%Y-%m-%d}逾期" if task.due_on < on else f"{task.due_on:%Y-%m-%d}到期"
        _tell(task.proposal, task.proposal.lead, f"promise {task.key}", f"答复中的承诺{when}", now)


def _tell(row: Proposal, unit: Authority, key: str, words: str, now: datetime) -> None:
    year, week, _ = now.isocalendar()
    for official in responsible(unit, Role.HANDLER, now.date()):
        notify(
            row.authority,
            f"proposal {row.pk} {key} {year}-{week} {official.pk}",
            official,
            subject=f"{ProposalKind(row.kind).label}第{row.number}号：{words}",
            dossier=row.dossier,
        )


CHORES = [
    Chore("建议提案办理提醒", timedelta(hours=12), tell_of_terms),
    Chore("建议提案承诺提醒", timedelta(hours=12), tell_of_promises),
]
