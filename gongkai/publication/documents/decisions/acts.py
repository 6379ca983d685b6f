"""决策预公开办理: plan, revise, check, open, take opinions, answer them, publish the result, decide."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from hashlib import sha256

from django.db import IntegrityError, transaction

from gongkai.engines import privacy
from gongkai.law.decision_drafts import (
    KIND,
    OPENING,
    Act,
    DecisionKind,
    OpinionAnswer,
    OpinionWay,
    Standing,
    State,
)
from gongkai.law.documents import CHECKS
from gongkai.law.grammar.flow import JSON, Step, Unlawful, not_in_the_future
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.journal import acts as journal
from gongkai.office.journal import vault
from gongkai.publication.documents import acts as documents
from gongkai.publication.documents.acts import register_review
from gongkai.publication.documents.decisions import queries
from gongkai.publication.documents.models import DecisionDraft, DecisionFile, Document, PublicOpinion
from gongkai.publication.documents.practice.queries import comment_length
from gongkai.publication.documents.screening import of_draft
from gongkai.publication.gate import acts as gate

LONGEST_OPINION = 5000
LOOKED_AT = 1000
"""所看份数: so many copies of one text are looked into for names."""
REVIEWED_AS = "决策预公开"
"""登记簿中的来源: of a draft in the register of release reviews."""


@dataclass(frozen=True)
class Draft:
    """草案: what is to be opened to comment."""

    kind: DecisionKind
    title: str
    body: str
    explanation: str
    section: str = ""

    def digest(self) -> str:
        """草案摘要: of the words the public will read."""
        return sha256(json.dumps(asdict(self), ensure_ascii=False, sort_keys=True).encode()).hexdigest()


@dataclass(frozen=True)
class Opinion:
    """意见: what somebody thinks of a draft; name and contact may be left out."""

    text: str
    name: str = ""
    contact: str = ""
    way: OpinionWay = OpinionWay.ONLINE


@transaction.atomic
def plan(
    authority: Authority,
    given: Draft,
    *,
    planned_on: date,
    on: date,
    today: date,
    by: Official,
    document: Document | None = None,
) -> DecisionDraft:
    """列入预公开: open the file of a decision that is to be opened beforehand, with the day it is planned for."""
    not_in_the_future(on, today)
    _whole(given)
    details: dict[str, JSON] = {
        "kind": given.kind.value,
        "by": by.username,
        "planned_on": planned_on.isoformat(),
        "digest": given.digest(),
    }
    dossier = journal.open_dossier(authority, KIND, Step(Act.PLAN.value, on, details), by=by, title=given.title)
    draft = DecisionDraft(authority=authority, dossier=dossier, document=document, **asdict(given))
    draft.save(force_insert=True)
    return draft


@transaction.atomic
def revise(
    draft: DecisionDraft, given: Draft, *, on: date, today: date, by: Official, seen: int | None = None
) -> Standing:
    """修改草案: before it is opened; it is then checked again."""
    not_in_the_future(on, today)
    _whole(given)
    if given.kind != draft.kind:
        raise Unlawful("决策种类登记后不能更改，登记错了的应当不再推进并重新登记", OPENING, field="kind")
    moved = _take(draft, Step(Act.REVISE.value, on, {"digest": given.digest()}), by=by, seen=seen)
    draft.title, draft.body, draft.explanation, draft.section = (
        given.title,
        given.body,
        given.explanation,
        given.section,
    )
    draft.save(update_fields=["title", "body", "explanation", "section"])
    return moved


@transaction.atomic
def act(
    draft: DecisionDraft,
    step: Step,
    *,
    today: date,
    by: Official,
    seen: int | None = None,
    document: Document | None = None,
) -> Standing:
    """办理一步: any step but revising. What the room knows is added here: who checks, the least period, the counted answers."""
    not_in_the_future(step.on, today)
    if step.act in {Act.PLAN, Act.REVISE}:
        raise Unlawful("应当用“修改草案”办理", OPENING, field="act")
    _pass_the_gate(draft, step, by)
    moved = _take(draft, Step(step.act, step.on, {**step.details, **_known(draft, step, by)}), by=by, seen=seen)
    if document is not None and step.act == Act.DECIDE:
        draft.document = document
    if step.act == Act.OPEN:
        _register_review(draft, moved, by)
    _reflect(draft, moved, step)
    return moved


_TELLING = frozenset({Act.OPEN, Act.PROLONG, Act.HOLD, Act.RETRACT, Act.ANSWER, Act.ABANDON})
"""公众读到的环节: of these the public reads what the step says."""


def _pass_the_gate(draft: DecisionDraft, step: Step, by: Official) -> None:
    """公开前筛查: the draft with its files before it is opened; what a step tells; opinions as their gists are told."""
    if step.act not in _TELLING:
        return
    if step.act == Act.OPEN:
        gate.pass_publication(draft.authority, of_draft(draft), on=step.on, by=by)
    said: dict[str, object] = {Act(step.act).label: dict(step.details)}
    if step.act == Act.ANSWER:
        said["意见采纳情况"] = [(each.text, each.reason) for each in queries.gists(draft)]
    gate.pass_words(draft.authority, f"decision {draft.pk}", said, on=step.on, by=by)


def _known(draft: DecisionDraft, step: Step, by: Official) -> Mapping[str, JSON]:
    if step.act == Act.CHECK:
        return {"by": by.username}
    if step.act == Act.OPEN:
        least = comment_length(draft.authority, DecisionKind(draft.kind))
        return {"least": least, "digest": digest_of(draft)}
    if step.act == Act.ANSWER:
        journal.lock(draft.dossier)
        counted = {answer.value: number for answer, number in queries.answers(draft).items()}
        return {"received": queries.opinions(draft).count(), **counted}
    return {}


def _register_review(draft: DecisionDraft, moved: Standing, by: Official) -> None:
    assert moved.checked_on is not None and moved.opened_on is not None  # noqa: S101 (the law opens nothing unchecked)
    register_review(
        draft.authority,
        title=draft.title,
        checks=dict.fromkeys(CHECKS, True),
        reviewers=[["secrecy", moved.checked_by, moved.checked_on.isoformat()]],
        on=moved.opened_on,
        by=by,
        source=REVIEWED_AS,
    )


def _reflect(draft: DecisionDraft, moved: Standing, step: Step) -> None:
    draft.opened_on, draft.until, draft.shortened = moved.opened_on, moved.until, moved.shortened
    draft.answered_on = moved.answered_on
    draft.statement = moved.result.statement if moved.result else ""
    if step.act == Act.OPEN:
        draft.ways = step.text("ways", "提出意见的方式")
    draft.retracted = moved.retracted
    shadows = ("opened_on", "until", "shortened", "retracted", "answered_on", "statement", "ways", "document")
    draft.save(update_fields=shadows)


def _take(draft: DecisionDraft, step: Step, *, by: Official, seen: int | None) -> Standing:
    return queries.as_draft(journal.take(draft.dossier, step, by=by, seen=seen))


def _written(draft: DecisionDraft) -> Draft:
    return Draft(DecisionKind(draft.kind), draft.title, draft.body, draft.explanation, draft.section)


def digest_of(draft: DecisionDraft) -> str:
    """草案摘要: of the words and of the files the public will read."""
    words = _written(draft).digest()
    files = list(DecisionFile.objects.of(draft.authority).filter(draft=draft).values_list("stored__digest", flat=True))
    return sha256("\n".join((words, *sorted(files))).encode()).hexdigest() if files else words


def _whole(given: Draft) -> None:
    for name, label in (("title", "标题"), ("body", "草案"), ("explanation", "起草说明")):
        if not str(getattr(given, name)).strip():
            raise Unlawful(f"{label}不能为空", OPENING, field=name)


@transaction.atomic
def write_up(draft: DecisionDraft, given: documents.Draft, *, on: date, today: date, by: Official) -> Document:
    """据此拟稿: open the document that is made of a draft; from then on the two know each other."""
    journal.lock(draft.dossier)
    draft.refresh_from_db(fields=["document"])
    if draft.document is not None:
        raise Unlawful(f"已经据此拟稿：{draft.document}", OPENING)
    document = documents.draft(draft.authority, given, on=on, today=today, by=by)
    draft.document = document
    data: dict[str, JSON] = {"draft": draft.dossier.number, "document": document.dossier.number}
    journal.enter(draft.authority, "write_up_decision", on=on, by=by, data=data)
    draft.save(update_fields=["document"])
    return document


# -- opinions --------------------------------------------------------------------------------------------------------------


def receive(
    draft: DecisionDraft,
    given: Opinion,
    *,
    on: date,
    today: date,
    once: str | None = None,
    by: Official | None = None,
) -> PublicOpinion:
    """收到意见: sealed under the key of the draft; sent twice with the same token it is one opinion.

    What came on paper is registered with the day it came, also after the period, as long as no result was published.
    """
    mark = sha256(f"{draft.pk} {once}".encode()).hexdigest() if once else None
    made = PublicOpinion.objects.of(draft.authority).filter(once=mark)
    if mark and (earlier := made.first()):
        return earlier
    try:
        return _receive(draft, given, mark, on=on, today=today, by=by)
    except IntegrityError:
        if mark and (earlier := made.first()):
            return earlier
        raise


@transaction.atomic
def _receive(
    draft: DecisionDraft, given: Opinion, mark: str | None, *, on: date, today: date, by: Official | None
) -> PublicOpinion:
    not_in_the_future(on, today)
    journal.lock(draft.dossier)
    _takes(draft, queries.standing(draft), on, by)
    if not given.text.strip():
        raise Unlawful("意见内容不能为空", OPENING, field="text")
    if len(given.text) > LONGEST_OPINION:
        raise Unlawful(f"意见最多{LONGEST_OPINION}字，现有{len(given.text)}字", OPENING, field="text")
    secrets = vault.secrets_of(draft.dossier)
    told = queries.written(given.name.strip(), given.contact.strip(), given.text.strip())
    row = PublicOpinion(
        authority=draft.authority,
        draft=draft,
        way=given.way,
        received_on=on,
        personal=secrets.seal("opinion", json.dumps(told, ensure_ascii=False)),
        same=queries.mark_of(draft, given.text),
        personal_found=bool(privacy.find(given.text)),
        once=mark,
        entry=0,
    )
    row.save(force_insert=True)
    plain: dict[str, JSON] = dict(told)
    data: dict[str, JSON] = {
        "draft": draft.dossier.number,
        "opinion": row.pk,
        "way": given.way.value,
        "fingerprint": secrets.fingerprint(plain),
    }
    row.entry = journal.enter(draft.authority, "receive_opinion", on=on, by=by, data=data)
    row.save(update_fields=["entry"])
    return row


def _takes(draft: DecisionDraft, standing: Standing, on: date, by: Official | None) -> None:
    if by is None and not standing.takes_opinions(on):
        raise Unlawful("现在不在征求意见期间，不能提交意见", OPENING)
    if standing.state not in (State.OPEN, State.ENDED):
        raise Unlawful("征求意见的结果已经公布或者尚未公开征求，不能登记意见", OPENING)
    if standing.opened_on is not None and on < standing.opened_on:
        raise Unlawful("收到日期不能早于公开征求意见的日期", OPENING, field="on")


@transaction.atomic
def answer(
    opinion: PublicOpinion,
    given: OpinionAnswer,
    *,
    gist: str,
    reason: str,
    on: date,
    today: date,
    by: Official,
) -> None:
    """答复意见: whether it is adopted, our own words for it, and why where it is not; all of it is told in the result.

    Copies of one text are answered together.
    """
    not_in_the_future(on, today)
    draft = opinion.draft
    journal.lock(draft.dossier)
    if queries.standing(draft).state not in (State.OPEN, State.ENDED):
        raise Unlawful("征求意见的结果已经公布，采纳情况不能再改", OPENING)
    if not gist.strip():
        raise Unlawful("意见摘要不能为空：用自己的话概括，不写姓名和联系方式", OPENING, field="gist")
    if given is not OpinionAnswer.ADOPTED and not reason.strip():
        raise Unlawful(f"{given.label}的，应当说明理由", OPENING, field="reason")
    _names_nobody(opinion, gist, reason)
    opinion.answer, opinion.gist, opinion.reason, opinion.answered_by = given, gist.strip(), reason.strip(), by
    copies = queries.copies(opinion)
    data: dict[str, JSON] = {
        "opinion": opinion.pk,
        "answer": given.value,
        "gist": opinion.gist,
        "reason": opinion.reason,
        "copies": list[JSON](copies.values_list("pk", flat=True)),
    }
    journal.enter(draft.authority, "answer_opinion", on=on, by=by, data=data)
    copies.update(answer=given, gist=opinion.gist, reason=opinion.reason, answered_by=by)
    opinion.save(update_fields=["answer", "gist", "reason", "answered_by"])


def _names_nobody(opinion: PublicOpinion, gist: str, reason: str) -> None:
    for read in queries.opened(opinion.draft, [opinion, *queries.copies(opinion)[:LOOKED_AT]]):
        _left_out(read, gist, reason)


def _left_out(read: queries.Opened, gist: str, reason: str) -> None:
    for label, value in (("姓名", read.name), ("联系方式", read.contact)):
        if len(value) > 1 and (value in gist or value in reason):
            raise Unlawful(f"摘要和理由将要公布，其中写有提出人的{label}，应当删去", OPENING, field="gist")


@transaction.atomic
def shred(draft: DecisionDraft, *, on: date, by: Official, reason: str) -> None:
    """销毁个人信息: who commented and in which words, once the file is closed; summaries and answers stay."""
    title = draft.title
    journal.shred(draft.dossier, on=on, by=by, reason=reason)
    queries.opinions(draft).update(personal=b"", same="")
    draft.title = title
