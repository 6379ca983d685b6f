"""公文办理: the verbs of a document. Each is one transaction: what belongs to it here, and one step by the journal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from django.db import transaction

from gongkai.law.contradictions import ACCURATE
from gongkai.law.documents import (
    KIND,
    RE_REVIEW,
    REVIEWING,
    SIGNED,
    Act,
    Attribute,
    DocumentKind,
    Review,
    Standing,
    State,
)
from gongkai.law.grammar.flow import JSON, Step, Unlawful, not_in_the_future
from gongkai.law.reviews import CHECKS, THREE, read_order, require_three
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.authorities.queries import roles_of
from gongkai.office.journal import acts as journal
from gongkai.office.journal import numbers
from gongkai.office.journal import queries as journal_queries
from gongkai.office.journal.hiding import hide
from gongkai.publication.documents import explain_rules, queries
from gongkai.publication.documents.legality import queries as legality
from gongkai.publication.documents.models import Document, ReleaseReview, ReviewOrder, Version

DESCRIBE = "describe_document"
REGISTER = "release_review"
SET_ORDER = "set_review_order"
BY_NAME = frozenset({Act.REVIEW, Act.RETURN, Act.RELABEL, Act.RENEW, Act.EXEMPT})
"""记名事项: acts whose step says who took it, because the law asks who."""
OTHER_ROOMS = {Act.PUBLISH: "公开", Act.WITHDRAW: "撤回公开"}
"""别处办理: what makes or takes away a public page is done by the room of disclosure, together with the page."""


@dataclass(frozen=True)
class Draft:
    """草稿: what a drafter hands in to open a document; ``body`` is clean HTML (``papers.pasted``), ``text`` its words."""

    kind: DocumentKind
    title: str
    body: str = ""
    text: str = ""
    section: str = ""
    phase: str = ""
    theme: str = ""
    effective_on: date | None = None
    expires_on: date | None = None
    issuer: str = ""
    addressees: str = ""
    policy: bool = False


FACTS = ("title", "issuer", "addressees", "section", "phase", "theme", "effective_on", "expires_on")
"""登记内容: what a drafter may change while the document is a draft; its kind is what it was opened as."""


@transaction.atomic
def draft(
    authority: Authority,
    given: Draft,
    *,
    on: date,
    today: date,
    by: Official,
    order: Sequence[Review] | None = None,
) -> Document:
    """拟稿: open a document with its first version and the order of reviews in force, unless another is given."""
    not_in_the_future(on, today)
    ordered = queries.order_on(authority, on)
    basis = explain_rules.explain_rule(authority, on).basis(given.kind, flagged=given.policy, theme=given.theme)
    details: dict[str, JSON] = {
        "kind": given.kind.value,
        "by": by.username,
        "order": [review.value for review in (order if order is not None else ordered.order)],
        "must_explain": bool(basis),
        "explain_basis": basis,
        "re_review_months": ordered.re_review_months,
    }
    dossier = journal.open_dossier(authority, KIND, Step(Act.DRAFT.value, on, details), by=by, title=given.title)
    facts = {name: getattr(given, name) for name in FACTS}
    owed = {"must_explain": bool(basis), "policy": given.policy}
    document = Document(authority=authority, dossier=dossier, kind=given.kind, drafter=by, **facts, **owed)
    document.save(force_insert=True)
    write(document, given.body, given.text, on=on, by=by, seen=0)
    return document


@transaction.atomic
def write(document: Document, body: str, text: str, *, on: date, by: Official | None, seen: int) -> Version:
    """保存正文: another version of a draft; refused when somebody saved one since the page showed number ``seen``."""
    _is_a_draft(document)
    document.refresh_from_db(fields=["edition"])
    if seen != document.edition:
        raise Unlawful(
            f"第{document.edition}版已由他人保存，您看到的是第{seen}版；您的文字没有丢失，请比较后再保存", field="body"
        )
    document.edition += 1
    document.save(update_fields=["edition"])
    return Version.objects.of(document.authority).create(
        authority=document.authority,
        document=document,
        number=document.edition,
        body=body,
        text=text,
        by=by,
        saved_on=on,
    )


@transaction.atomic
def describe(
    document: Document, facts: Mapping[str, Any], *, on: date, by: Official, seen: int | None = None
) -> Document:
    """修改登记内容: of a draft; the entry holds what each was and what it is."""
    _is_a_draft(document, seen=seen)
    changed = {name: facts[name] for name in FACTS if name in facts and facts[name] != getattr(document, name)}
    if not str(facts.get("title", document.title)).strip():
        raise Unlawful("标题不能为空", field="title")
    if not changed:
        return document
    data: dict[str, JSON] = {name: [_plain(getattr(document, name)), _plain(value)] for name, value in changed.items()}
    for name, value in changed.items():
        setattr(document, name, value)
    document.save(update_fields=list(changed))
    journal.enter(document.authority, DESCRIBE, on=on, by=by, data=data, dossier=document.dossier)
    return document


@transaction.atomic
def act(document: Document, step: Step, *, today: date, by: Official, seen: int | None = None) -> Standing:
    """办理一步: any step but signing, which draws a number, and those that need a public page."""
    not_in_the_future(step.on, today)
    taken = _act(step)
    if taken is Act.SIGN:
        raise Unlawful("签发要取文号，应当用“签发编号”办理", field="act")
    if other := OTHER_ROOMS.get(taken):
        raise Unlawful(f"“{other}”随公开内容一并办理，不能只改公文的状态", field="act")
    journal.lock(document.dossier, seen=seen)
    if taken in BY_NAME:
        step = Step(step.act, step.on, {**step.details, "by": by.username})
    if taken is Act.REVIEW:
        _made_by_who_may(document, by, today)
        _legal(document)
    if taken is Act.SUBMIT:
        step = Step(step.act, step.on, {**step.details, **_edition_sent(document)})
    standing = reflect(document, journal.take(document.dossier, step, by=by))
    if taken is Act.RELABEL and standing.state is State.TO_PUBLISH:
        _register(document, standing, on=step.on, by=by, step=step)
    if taken is Act.RELABEL:
        hide(document.authority)
    return standing


@transaction.atomic
def sign(
    document: Document,
    code: str,
    *,
    on: date,
    today: date,
    by: Official,
    seen: int | None = None,
    explained: Mapping[str, str] | None = None,
) -> Standing:
    """签发编号: draw the number under a letter code, take the step, and enter the review in the register.

    Where the text contradicts the fields, ``explained`` says why by the key of each contradiction; what is not explained is
    not signed. A document that was withdrawn and put right keeps its number.
    """
    not_in_the_future(on, today)
    journal.lock(document.dossier, seen=seen)
    kept = queries.standing(document).number
    drawn = [] if kept else [numbers.document(document.authority, code, on.year)]
    number = kept or drawn[0].text
    told: dict[str, JSON] = {key: why.strip() for key, why in (explained or {}).items() if why.strip()}
    _agrees_with_its_text(document, number, on, told)
    details: dict[str, JSON] = {"number": number, "by": by.username, **_edition_sent(document)}
    step = Step(Act.SIGN.value, on, details | ({"explained": told} if told else {}))
    standing = reflect(document, journal.take(document.dossier, step, by=by, numbers=drawn))
    if standing.label and standing.label.attribute is Attribute.PROACTIVE:
        _register(document, standing, on=on, by=by)
    return standing


@transaction.atomic
def amend(
    document: Document,
    seq: int,
    step: Step | None,
    *,
    today: date,
    by: Official,
    reason: str,
    seen: int | None = None,
) -> Standing:
    """更正登记: put an entry right, or void it (``step`` None), by another entry; what was entered stays readable.

    A signature made void gives its number up for ever; what a signature in force rests on is not changed behind it.
    """
    if step is not None:
        not_in_the_future(step.on, today)
    journal.lock(document.dossier, seen=seen)
    _nothing_signed_rests_on(document, seq)
    standing = reflect(document, journal.amend(document.dossier, seq, step, on=today, by=by, reason=reason))
    hide(document.authority)
    return standing


# -- the register of release reviews -----------------------------------------------------------------------------------------


def register_review(
    authority: Authority,
    *,
    title: str,
    checks: dict[str, Any],
    reviewers: list[Any],
    on: date,
    by: Official | None,
    source: str = "",
    document: Document | None = None,
) -> ReleaseReview:
    """发布审查登记: a row of the register and the entry that seals it."""
    data: dict[str, JSON] = {"title": title, "checks": checks, "reviewers": reviewers}
    with transaction.atomic():
        entry = journal.enter(authority, REGISTER, on=on, by=by, data=data)
        return ReleaseReview.objects.of(authority).create(
            authority=authority,
            document=document,
            title=title,
            source=source,
            attribute=Attribute.PROACTIVE,
            checks=checks,
            reviewers=reviewers,
            reviewed_on=on,
            entry=entry,
        )


def register_three(
    authority: Authority,
    *,
    title: str,
    source: str,
    checks: Sequence[str],
    people: Sequence[Official],
    on: date,
    today: date,
    by: Official,
) -> ReleaseReview:
    """登记三审: what is no document was reviewed three times by three people of this authority, every check confirmed."""
    not_in_the_future(on, today)
    if not title.strip():
        raise Unlawful("信息名称不能为空", REVIEWING, field="title")
    require_three([person.username for person in people], checks)
    for person in people:
        if not roles_of(person, authority, on):
            raise Unlawful(f"{person.name}在{on:%Y-%m-%d}没有本机关的岗位，不能审查", REVIEWING, field="reviewers")
    reviewers = [[name, person.username, on.isoformat()] for name, person in zip(THREE, people, strict=True)]
    answers = {name: name in checks for name in CHECKS}
    return register_review(
        authority, title=title.strip(), checks=answers, reviewers=reviewers, on=on, by=by, source=source.strip()
    )


@transaction.atomic
def set_review_order(
    authority: Authority,
    order: Sequence[Review],
    *,
    since: date,
    on: date,
    by: Official | None,
    basis: str = "",
    re_review_months: int = RE_REVIEW.length,
) -> ReviewOrder:
    """设定审查次序: for documents opened from a day on; those already open keep the order they were opened with."""
    ordered = read_order([review.value for review in order])
    if since < on:
        raise Unlawful(f"起用日期不能早于今天（{on:%Y-%m-%d}），已经拟稿的公文按原来的次序审查", field="since")
    if not 1 <= re_review_months <= RE_REVIEW.length:
        raise Unlawful(f"不公开的复审周期应在1至{RE_REVIEW.length}个月之间", RE_REVIEW.basis, field="re_review_months")
    data: dict[str, JSON] = {
        "order": [review.value for review in ordered],
        "since": since.isoformat(),
        "basis": basis.strip(),
        "re_review_months": re_review_months,
    }
    entry = journal.enter(authority, SET_ORDER, on=on, by=by, data=data)
    return ReviewOrder.objects.of(authority).create(
        authority=authority,
        order=data["order"],
        since=since,
        basis=basis.strip(),
        re_review_months=re_review_months,
        by=by,
        entry=entry,
    )


# -- shadows -----------------------------------------------------------------------------------------------------------------


def reflect(document: Document, moved: object) -> Standing:
    """映照: copy what follows from the steps into the columns that lists search."""
    standing = queries.as_document(moved)
    shadows = queries.shadows(standing)
    for name, value in shadows.items():
        setattr(document, name, value)
    document.save(update_fields=list(shadows))
    return standing


# -- what each act asks of the room ------------------------------------------------------------------------------------------


def _act(step: Step) -> Act:
    try:
        return Act(step.act)
    except ValueError:
        raise Unlawful(f"公文没有“{step.act}”这一环节", REVIEWING, field="act") from None


def _is_a_draft(document: Document, *, seen: int | None = None) -> None:
    journal.lock(document.dossier, seen=seen)
    if document.dossier.state != State.DRAFTING:
        raise Unlawful("送审以后不能再改，需要修改的先办“退文”；已经公开的先撤回", REVIEWING, field="body")


def _edition_sent(document: Document) -> dict[str, JSON]:
    """Which version is reviewed and signed, and the digest of its words: the entry seals the text itself."""
    latest = queries.latest(document)
    digest = sha256(f"{latest.body}\n{latest.text}".encode()).hexdigest() if latest else ""
    return {"edition": document.edition, "digest": digest}


def _made_by_who_may(document: Document, by: Official, today: date) -> None:
    standing = queries.standing(document)
    if barred := standing.barred(Act.REVIEW, by.username):
        raise barred.raised("by")
    role = standing.role_for(Act.REVIEW)
    if standing.next_review and role not in roles_of(by, document.authority, today):
        raise Unlawful(f"“{standing.next_review.label}”应由{role}办理", REVIEWING, field="by")


def _legal(document: Document) -> None:
    """The legal review passes as its written opinion has it, and a normative document not without one."""
    standing = queries.standing(document)
    if standing.next_review is Review.LEGAL and (refused := legality.objection(document, standing)):
        raise refused.raised("remark")


def _agrees_with_its_text(document: Document, number: str, on: date, explained: Mapping[str, JSON]) -> None:
    found = queries.contradictions_of(document, number=number, made_on=on)
    if open_ones := [each for each in found if each.key not in explained]:
        told = "；".join(map(str, open_ones))
        raise Unlawful(f"正文与登记内容矛盾，没有逐条说明的不能签发：{told}", ACCURATE, field="explained")


def _nothing_signed_rests_on(document: Document, seq: int) -> None:
    """Once signed, the draft, the label and the reviews are what the signature rests on."""
    line = next((line for line in journal_queries.timeline(document.dossier) if line.seq == seq), None)
    earlier = {Act.DRAFT, Act.LABEL, Act.SUBMIT, Act.REVIEW, Act.RETURN, Act.PACKAGE_COMPLETE}
    if line and line.act in earlier and document.dossier.state in SIGNED:
        reason = "本件已经签发，此前的标注和审查以签发时为准；确有错误的，先作废“签发编号”的登记，再更正、重新签发"
        raise Unlawful(reason, REVIEWING, field="seq")


def _register(document: Document, standing: Standing, *, on: date, by: Official, step: Step | None = None) -> None:
    reviewers = [[each.review.value, each.by, each.on.isoformat()] for each in standing.passed]
    confirmed = {name for each in standing.passed for name in each.confirmed}
    if step is not None:
        reviewers.append([Act.RELABEL.value, by.username, on.isoformat()])
        again = step.details.get("checks")
        confirmed |= {name for name, yes in again.items() if yes} if isinstance(again, dict) else set()
    register_review(
        document.authority,
        title=document.title,
        checks={name: name in confirmed for name in CHECKS},
        reviewers=reviewers,
        on=on,
        by=by,
        document=document,
    )


def _plain(value: object) -> JSON:
    return value.isoformat() if isinstance(value, date) else str(value or "")
