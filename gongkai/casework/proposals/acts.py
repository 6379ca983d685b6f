"""建议提案办理: open a session, receive, hand over, and take every step. Each is one transaction and one step by the journal."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date

from django.db import IntegrityError, transaction

from gongkai.casework.proposals import disclosing, queries
from gongkai.casework.proposals.given import ProposalGiven, ReplyGiven, SessionGiven
from gongkai.casework.proposals.models import HandoverBatch, Proposal, ProposalSession, ReplyText, SessionClaim
from gongkai.casework.proposals.reflecting import reflect
from gongkai.casework.proposals.replying import digest, keep
from gongkai.casework.proposals.replying import drawn as drawn_text
from gongkai.casework.proposals.telling import tell
from gongkai.law.grammar.flow import JSON, Step, Unlawful, not_in_the_future
from gongkai.law.proposal_claims import ClaimedFigure, read_claim
from gongkai.law.proposal_terms import HANDLED, USUAL_LENGTHS, ProposalSource, read_lengths
from gongkai.law.proposals import HANDS, KIND, Act, Hand, Standing
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.authorities.queries import calendar_of
from gongkai.office.journal import acts as journal
from gongkai.office.journal import queries as journal_queries
from gongkai.office.journal import vault
from gongkai.publication.gate import acts as gate


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
    by: Official | None,
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
    if doing is Act.PUBLISH and (text := queries.text_of(proposal, standing.round)):
        said = {"标题": proposal.title, "公开的答复": text.public_text}
        gate.pass_words(proposal.authority, f"proposal {proposal.pk}", said, on=step.on, by=by)
    drawn = drawn_text(proposal, step, reply) if doing is Act.DRAFT and reply else None
    told = Step(step.act, step.on, {**step.details, **_known(proposal, doing, standing, of, by, drawn)})
    moved = queries.as_proposal(journal.take(proposal.dossier, told, by=by))
    if drawn is not None:
        keep(proposal, moved.round, drawn)
    reflect(proposal, moved, calendar_of(proposal.authority))
    if doing is Act.TAKE_DOWN:
        disclosing.withdraw(proposal, reason=str(step.details["reason"]), on=step.on, by=by)
    tell(proposal, doing, moved, today)
    return moved


def whose_turn(doing: Act, standing: Standing, office: Authority, of: Authority) -> bool:
    """轮到谁: whether this act is for this authority on this file."""
    match HANDS[doing]:
        case Hand.OFFICE | Hand.DELEGATES:
            return office.pk == of.pk
        case Hand.LEAD:
            return standing.lead is not None and standing.lead.code == of.code
        case Hand.UNIT:
            return any(unit.code == of.code for unit in standing.units)


_BY = (Act.DRAFT, Act.CHECK, Act.SIGN, Act.REPORT_KEPT, Act.CONFIRM_KEPT)
_OWN_UNIT = (Act.ACCEPT, Act.DECLINE, Act.ASSIGN, Act.OPINE)


def _known(
    proposal: Proposal,
    doing: Act | None,
    standing: Standing,
    of: Authority,
    by: Official | None,
    drawn: ReplyText | None,
) -> Mapping[str, JSON]:
    known: dict[str, JSON] = {}
    if doing in _BY and by is not None:
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


# -- putting right ---------------------------------------------------------------------------------------------------------


@transaction.atomic
def void_last(
    proposal: Proposal, *, on: date, today: date, by: Official, reason: str, seen: int | None = None
) -> Standing:
    """作废最后一步: what was entered by mistake counts no more and stays readable; the step before it is the last again."""
    not_in_the_future(on, today)
    journal.lock(proposal.dossier, seen=seen)
    last = [line.seq for line in journal_queries.timeline(proposal.dossier) if line.step][-1]
    moved = queries.as_proposal(journal.amend(proposal.dossier, last, None, on=on, by=by, reason=reason))
    reflect(proposal, moved, calendar_of(proposal.authority))
    if moved.handed_over_on is None and proposal.batch is not None:
        proposal.batch = None
        proposal.save(update_fields=["batch"])
    return moved


@transaction.atomic
def shred(proposal: Proposal, *, on: date, by: Official, reason: str) -> None:
    """销毁个人信息: how the proposers were reached and in which words, once the file is closed; replies and promises stay."""
    journal.shred(proposal.dossier, on=on, by=by, reason=reason)
    proposal.personal = b""
    proposal.save(update_fields=["personal"])
