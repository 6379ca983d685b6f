"""告知承办单位: what is told to the handlers of the units when a file comes to them or comes back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from gongkai.casework.proposals.models import Proposal
from gongkai.law.grammar.flow import Role
from gongkai.law.proposal_terms import ProposalKind
from gongkai.law.proposals import Act, Standing
from gongkai.office.authorities.models import Authority
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
    words = _TOLD.get(doing) if doing else None
    if words is None:
        return
    for authority in Authority.objects.filter(code__in=[unit.code for unit in moved.units]).order_by("pk"):
        for official in holders(authority, Role.HANDLER, today):
            notices.notify(
                proposal.authority,
                f"proposal {proposal.pk} {proposal.dossier.version} {official.pk}",
                official,
                subject=f"{ProposalKind(proposal.kind).label}第{proposal.number}号：{words}",
                dossier=proposal.dossier,
            )
