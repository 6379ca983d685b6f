"""公文办理: the verbs of a document. Each is one transaction: what belongs to it here, and one step by the journal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from gongkai.law.documents import KIND, USUAL_ORDER, Act, Attribute, DocumentKind, Review, Standing
from gongkai.law.grammar.flow import JSON, Step, Unlawful
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.journal import acts as journal
from gongkai.office.journal import numbers
from gongkai.publication.documents import queries
from gongkai.publication.documents.models import Document, ReleaseReview, Version


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
    policy: bool = False


@transaction.atomic
def draft(
    authority: Authority,
    given: Draft,
    *,
    on: date,
    today: date,
    by: Official,
    order: Sequence[Review] = USUAL_ORDER,
) -> Document:
    """拟稿: open a document with its first version and the order of reviews in force."""
    not_in_the_future(on, today)
    basis = queries.explain_rule(authority, on).basis(given.kind, flagged=given.policy, theme=given.theme)
    details: dict[str, JSON] = {
        "kind": given.kind.value,
        "by": by.username,
        "order": [review.value for review in order],
        "must_explain": bool(basis),
        "explain_basis": basis,
    }
    dossier = journal.open_dossier(authority, KIND, Step(Act.DRAFT.value, on, details), by=by, title=given.title)
    document = Document(
        authority=authority,
        dossier=dossier,
        kind=given.kind,
        title=given.title,
        section=given.section,
        phase=given.phase,
        theme=given.theme,
        effective_on=given.effective_on,
        expires_on=given.expires_on,
        must_explain=bool(basis),
        policy=given.policy,
    )
    document.save(force_insert=True)
    write(document, given.body, given.text, on=on, by=by, seen=0)
    return document


@transaction.atomic
def write(document: Document, body: str, text: str, *, on: date, by: Official | None, seen: int) -> Version:
    """保存正文: another version; refused when somebody saved one since the page showed number ``seen``."""
    journal.lock(document.dossier)
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
def act(document: Document, step: Step, *, today: date, by: Official, seen: int | None = None) -> Standing:
    """办理一步: any step but signing, which draws a number. Reviews are entered with who made them."""
    not_in_the_future(step.on, today)
    if step.act == Act.SIGN:
        raise Unlawful("签发要取文号，应当用“签发编号”办理", field="act")
    if step.act in {Act.REVIEW, Act.EXEMPT}:
        step = Step(step.act, step.on, {**step.details, "by": by.username})
    return reflect(document, journal.take(document.dossier, step, by=by, seen=seen))


@transaction.atomic
def sign(document: Document, code: str, *, on: date, today: date, by: Official, seen: int | None = None) -> Standing:
    """签发编号: draw the number under a letter code, take the step, and enter the review in the register."""
    not_in_the_future(on, today)
    journal.lock(document.dossier, seen=seen)
    number = numbers.document(document.authority, code, on.year)
    step = Step(Act.SIGN.value, on, {"number": number.text, "by": by.username})
    standing = reflect(document, journal.take(document.dossier, step, by=by, numbers=[number]))
    if standing.label and standing.label.attribute is Attribute.PROACTIVE:
        register_review(
            document.authority,
            title=document.title,
            checks={},
            reviewers=[[each.review.value, each.by, each.on.isoformat()] for each in standing.passed],
            on=on,
            by=by,
            document=document,
        )
    return standing


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
    entry = journal.enter(authority, "release_review", on=on, by=by, data=data)
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


def reflect(document: Document, moved: object) -> Standing:
    """映照: copy what follows from the steps into the columns that lists search."""
    standing = queries.as_document(moved)
    label = standing.label
    document.attribute = label.attribute if label else ""
    document.ground = label.ground or "" if label else ""
    document.number = standing.number
    document.made_on = standing.signed_on
    document.save(update_fields=["attribute", "ground", "number", "made_on"])
    return standing


def not_in_the_future(on: date, today: date, field: str = "on") -> None:
    """不能晚于今天: what has not happened yet cannot be entered."""
    if on > today:
        raise Unlawful(f"日期不能晚于今天（{today:%Y-%m-%d}）", field=field)
