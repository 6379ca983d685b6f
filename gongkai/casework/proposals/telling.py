"""告知承办单位: what is told to the handlers of the units when a file comes to them or comes back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from gongkai.casework.proposals import delegates
from gongkai.casework.proposals.models import Proposal
from gongkai.law.grammar.flow import Role
from gongkai.law.proposal_delegates import SEATS, office_for
from gongkai.law.proposal_terms import ProposalKind
from gongkai.law.proposals import Act, Standing
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.authorities.queries import holders
from gongkai.office.notices import acts as notices

_TOLD: Mapping[Act, str] = {
    Act.ROUTE: "请研究是否承办，五个工作日内回复",
    Act.APPOINT: "已经指定由本单位承办",
    Act.HAND_OVER: "已经交办，请按期办理",
    Act.REASSIGN: "已经改派本单位承办",
    Act.URGE: "请抓紧办理（催办）",
    Act.REHANDLE: "提出人不满意，请重新办理",
    Act.DOUBT_KEPT: "兑现报告被退回，请补充",
}


def tell(proposal: Proposal, doing: Act | None, moved: Standing, today: date) -> None:
    """告知: the units' handlers; a subject line names nobody."""
    if doing is Act.COPY:
        _tell_delegates(proposal, moved, today)
    if doing is Act.ASK_AFTER:
        for official in holders(proposal.authority, Role.DISPATCHER, today):
            _tell(proposal, official, f"{whose(proposal)}询问办理情况，请答复")
    words = _TOLD.get(doing) if doing else None
    if words is None:
        return
    for authority in Authority.objects.filter(code__in=[unit.code for unit in moved.units]).order_by("pk"):
        for official in holders(authority, Role.HANDLER, today):
            _tell(proposal, official, words)


def _tell_delegates(proposal: Proposal, moved: Standing, today: date) -> None:
    """Who was sent a copy finds it at their own desk."""
    source = ProposalKind(proposal.kind).source
    waiting = moved.reply.unreceipted if moved.reply else ()
    if SEATS[office_for(source)].copied in waiting:
        for official in delegates.told(proposal.authority, source, today):
            _tell(proposal, official, "答复已经抄送，请签收")


def whose(proposal: Proposal) -> str:
    """转来机关: the office of the congress or the conference a file came from."""
    return SEATS[office_for(ProposalKind(proposal.kind).source)].copied.label


def _tell(proposal: Proposal, official: Official, words: str) -> None:
    notices.notify(
        proposal.authority,
        f"proposal {proposal.pk} {proposal.dossier.version} {official.pk}",
        official,
        subject=f"{ProposalKind(proposal.kind).label}第{proposal.number}号：{words}",
        dossier=proposal.dossier,
    )
