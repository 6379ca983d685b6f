"""建议提案办理: open a session, receive, hand over, and take every step. Each is one transaction and one step by the journal."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from django.db import IntegrityError, transaction

from gongkai.casework.proposals import queries
from gongkai.casework.proposals.models import HandoverBatch, Proposal, ProposalSession, ReplyText, SessionClaim
from gongkai.casework.proposals.reflecting import reflect
from gongkai.engines import privacy
from gongkai.law.grammar.flow import JSON, Role, Step, Unlawful, not_in_the_future
from gongkai.law.proposal_claims import ClaimedFigure, read_claim
from gongkai.law.proposal_replies import Openness
from gongkai.law.proposal_terms import HANDLED, OPENED, USUAL_LENGTHS, ProposalKind, ProposalSource, read_lengths
from gongkai.law.proposals import HANDS, KIND, Act, Hand, Standing
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.authorities.queries import calendar_of, holders
from gongkai.office.journal import acts as journal
from gongkai.office.journal import vault
from gongkai.office.notices import acts as notices


@dataclass(frozen=True)
class SessionGiven:
    """届次内容: whose session, its name and year, its terms in months and the paper they come from."""

    source: ProposalSource
    name: str
    year: int
    months: int = USUAL_LENGTHS.months
    longest: int = USUAL_LENGTHS.longest
    source_of_terms: str = ""


@dataclass(frozen=True)
class ProposalGiven:
    """建议提案内容: as it was handed in; ``contact`` and ``text`` are kept sealed."""

    kind: ProposalKind
    number: str
    title: str
    proposers: str
    contact: str = ""
    text: str = ""
    as_suggestion: bool = False

    def details(self, session: ProposalSession) -> dict[str, JSON]:
        """登记明细: what the first step says."""
        return {
            "kind": self.kind.value,
            "session": session.name,
            "number": self.number,
            "title": self.title,
            "proposers": self.proposers,
            "as_suggestion": self.as_suggestion,
        }

    def personal(self) -> dict[str, JSON]:
        """隐私部分: how the proposers are reached, and their words."""
        return {"contact": self.contact, "text": self.text}


@dataclass(frozen=True)
class ReplyGiven:
    """答复内容: the whole text, and the summary where only that goes out."""

    text: str
    summary: str = ""


@transaction.atomic
def open_session(authority: Authority, given: SessionGiven, *, on: date, today: date, by: Official) -> ProposalSession:
    """登记届次: terms other than the usual ones name the paper they come from."""
    not_in_the_future(on, today)
    lengths = read_lengths(Step("", on, {"months": given.months, "longest": given.longest}))
    if lengths != USUAL_LENGTHS and not given.source_of_terms.strip():
        raise Unlawful("期限与通行的不同，应当写明出处", HANDLED, field="source_of_terms")
    if not given.name.strip():
        raise Unlawful("届次名称不能为空", HANDLED, field="name")
    row = ProposalSession(
        authority=authority,
        source=given.source,
        name=given.name.strip(),
        year=given.year,
        months=lengths.months,
        longest=lengths.longest,
        source_of_terms=given.source_of_terms.strip(),
    )
    if queries.sessions(authority).filter(name=row.name).exists():
        raise Unlawful("该届次已经登记", HANDLED, field="name")
    row.save(force_insert=True)
    data: dict[str, JSON] = {
        "session": row.name,
        "source": row.source,
        "year": row.year,
        "months": row.months,
        "longest": row.longest,
    }
    journal.enter(authority, "open_proposal_session", on=on, by=by, data=data)
    return row


@transaction.atomic
def receive(session: ProposalSession, given: ProposalGiven, *, on: date, today: date, by: Official) -> Proposal:
    """登记建议提案: opens its file at the government whose office leads."""
    not_in_the_future(on, today)
    _fits(session, given)
    step = Step(Act.RECEIVE.value, on, given.details(session))
    dossier = journal.open_dossier(
        session.authority, KIND, step, by=by, title=given.title.strip(), personal=given.personal()
    )
    proposal = bare(session, given)
    proposal.dossier = dossier
    proposal.personal = vault.seal(dossier, "proposal", json.dumps(given.personal(), ensure_ascii=False))
    try:
        with transaction.atomic():
            proposal.save(force_insert=True)
    except IntegrityError:
        raise Unlawful(f"本届次已有{given.kind.label}第{given.number}号", HANDLED, field="number") from None
    return proposal


def _fits(session: ProposalSession, given: ProposalGiven) -> None:
    if given.kind.source != session.source:
        whose = ProposalSource(session.source).label
        raise Unlawful(f"{session.name}是{whose}的届次，没有{given.kind.label}", HANDLED, field="kind")


def bare(session: ProposalSession, given: ProposalGiven) -> Proposal:
    """未入库的件: with what was handed in, without its file."""
    return Proposal(
        authority=session.authority,
        session=session,
        kind=given.kind,
        as_suggestion=given.as_suggestion,
        number=given.number.strip(),
        title=given.title.strip(),
        proposers=given.proposers.strip(),
    )


@transaction.atomic
def act(
    proposal: Proposal,
    step: Step,
    *,
    of: Authority,
    today: date,
    by: Official,
    seen: int | None = None,
    reply: ReplyGiven | None = None,
) -> Standing:
    """办理一步: any step after the first, by the authority whose turn it is. What the room knows is added here."""
    not_in_the_future(step.on, today, HANDLED)
    journal.lock(proposal.dossier, seen=seen)
    standing = queries.standing(proposal)
    doing = next((each for each in Act if each.value == step.act), None)
    if doing is not None and not whose_turn(doing, standing, proposal.authority, of):
        raise Unlawful(f"“{doing.label}”应由{HANDS[doing].label}办理", HANDLED)
    drawn = _drawn(proposal, step, reply) if doing is Act.DRAFT and reply else None
    told = Step(step.act, step.on, {**step.details, **_known(proposal, doing, standing, of, by, drawn)})
    moved = queries.as_proposal(journal.take(proposal.dossier, told, by=by))
    if drawn is not None:
        _keep(proposal, moved.round, drawn)
    reflect(proposal, moved, calendar_of(proposal.authority))
    _tell(proposal, doing, moved, today)
    return moved


def whose_turn(doing: Act, standing: Standing, office: Authority, of: Authority) -> bool:
    """轮到谁: whether this act is for this authority on this file."""
    match HANDS[doing]:
        case Hand.OFFICE:
            return office.pk == of.pk
        case Hand.LEAD:
            return standing.lead is not None and standing.lead.code == of.code
        case Hand.UNIT:
            return any(unit.code == of.code for unit in standing.units)


_BY = (Act.DRAFT, Act.CHECK, Act.SIGN, Act.REPORT_KEPT, Act.CONFIRM_KEPT)
_OWN_UNIT = (Act.ACCEPT, Act.DECLINE, Act.ASSIGN, Act.OPINE)


def _known(
    proposal: Proposal, doing: Act | None, standing: Standing, of: Authority, by: Official, drawn: ReplyText | None
) -> Mapping[str, JSON]:
    known: dict[str, JSON] = {}
    if doing in _BY:
        known["by"] = by.username
    if doing in _OWN_UNIT:
        known["unit"] = of.code
    if doing is Act.DRAFT and drawn is not None:
        known |= {"digest": digest(drawn.text), "public_digest": digest(drawn.public_text)}
    if doing is Act.HAND_OVER or doing is Act.RECORD:
        known |= {"months": proposal.session.months, "longest": proposal.session.longest}
    if doing is Act.PUBLISH:
        text = queries.text_of(proposal, standing.round)
        known["digest"] = digest(text.public_text) if text else ""
    return known


def digest(text: str) -> str:
    """文本摘要: of a reply; an empty text has none."""
    return sha256(text.encode()).hexdigest() if text else ""


def _drawn(proposal: Proposal, step: Step, reply: ReplyGiven) -> ReplyText:
    """Both texts of a reply; every contact is covered in the one that may go out."""
    openness = step.word(Openness, "openness", "答复公开方式", OPENED)
    if not reply.text.strip():
        raise Unlawful("答复全文不能为空", HANDLED, field="text")
    if openness is Openness.SUMMARY and not reply.summary.strip():
        raise Unlawful("摘要公开的，应当写出摘要", OPENED, field="summary")
    going_out = {Openness.FULL: reply.text, Openness.SUMMARY: reply.summary, Openness.WITHHELD: ""}[openness]
    contact = queries.personal(proposal)["contact"].strip()
    return ReplyText(text=reply.text.strip(), public_text=masked(going_out.strip(), contact))


def masked(text: str, contact: str) -> str:
    """隐去联系方式: what finds a person by its own form, and the contact this proposer has given."""
    known = contact.replace("；", " ").replace("，", " ").replace("、", " ").split()
    for each in sorted(known, key=len, reverse=True):
        if len(each) >= _SHORTEST:
            text = text.replace(each, "****")
    return privacy.covered(text, likely=True)


_SHORTEST = 5


def _keep(proposal: Proposal, round_: int, drawn: ReplyText) -> None:
    values = {"authority": proposal.authority, "text": drawn.text, "public_text": drawn.public_text}
    rows = ReplyText.objects.of(proposal.authority)
    if not rows.filter(proposal=proposal, round=round_).update(text=drawn.text, public_text=drawn.public_text):
        ReplyText(proposal=proposal, round=round_, **values).save(force_insert=True)


# -- handing over in a batch -----------------------------------------------------------------------------------------------


@transaction.atomic
def hand_over(
    session: ProposalSession,
    proposals: Sequence[Proposal],
    meeting: str,
    *,
    on: date,
    today: date,
    by: Official,
    until: date | None = None,
) -> HandoverBatch:
    """成批交办: one meeting; all of the files or none, and the one that stands in the way is named."""
    if not proposals:
        raise Unlawful("没有选中要交办的件", HANDLED, field="proposals")
    batch = HandoverBatch(authority=session.authority, session=session, meeting=meeting.strip(), on=on, until=until)
    batch.save(force_insert=True)
    details: dict[str, JSON] = {"meeting": meeting, "until": until.isoformat() if until else ""}
    for proposal in proposals:
        try:
            act(proposal, Step(Act.HAND_OVER.value, on, details), of=session.authority, today=today, by=by)
        except Unlawful as refusal:
            raise Unlawful(f"{proposal}：{refusal.reason}", refusal.basis, refusal.field) from None
        proposal.batch = batch
        proposal.save(update_fields=["batch"])
    data: dict[str, JSON] = {
        "session": session.name,
        "meeting": batch.meeting,
        "until": details["until"],
        "proposals": [proposal.dossier.number for proposal in proposals],
    }
    batch.entry = journal.enter(session.authority, "hand_over_proposals", on=on, by=by, data=data)
    batch.save(update_fields=["entry"])
    return batch


@transaction.atomic
def claim(
    session: ProposalSession,
    figure: ClaimedFigure,
    value: str,
    stated_in: str,
    *,
    on: date,
    today: date,
    by: Official | None,
) -> SessionClaim:
    """登记所称: what a report or a list says of a session; it is set beside what is counted and changes nothing."""
    not_in_the_future(on, today)
    told = read_claim(figure, value, stated_in)
    data: dict[str, JSON] = {
        "session": session.name,
        "figure": figure.value,
        "value": str(told.value),
        "stated_in": told.stated_in,
    }
    entry = journal.enter(session.authority, "claim_proposals", on=on, by=by, data=data)
    return SessionClaim.objects.of(session.authority).create(
        authority=session.authority,
        session=session,
        figure=figure,
        value=str(told.value),
        stated_in=told.stated_in,
        entry=entry,
    )


# -- who is told -----------------------------------------------------------------------------------------------------------

_TOLD: Mapping[Act, str] = {
    Act.ROUTE: "请研究是否承办，五个工作日内回复",
    Act.APPOINT: "已经指定由本单位承办",
    Act.HAND_OVER: "已经交办，请按期办理",
    Act.REASSIGN: "已经改派本单位承办",
    Act.URGE: "请抓紧办理（催办）",
    Act.REHANDLE: "提出人不满意，请重新办理",
    Act.DOUBT_KEPT: "兑现报告被退回，请补充",
}


def _tell(proposal: Proposal, doing: Act | None, moved: Standing, today: date) -> None:
    """The units' handlers; a subject line names nobody."""
    words = _TOLD.get(doing) if doing else None
    if words is None:
        return
    for authority in _units(moved):
        for official in holders(authority, Role.HANDLER, today):
            notices.notify(
                proposal.authority,
                f"proposal {proposal.pk} {proposal.dossier.version} {official.pk}",
                official,
                subject=f"{ProposalKind(proposal.kind).label}第{proposal.number}号：{words}",
                dossier=proposal.dossier,
            )


def _units(standing: Standing) -> Iterable[Authority]:
    return Authority.objects.filter(code__in=[unit.code for unit in standing.units]).order_by("pk")
