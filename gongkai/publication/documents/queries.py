"""公文查询: where a document stands, its texts, what its text contradicts, and what waits for whom."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import BooleanField, Case, Exists, F, OuterRef, Q, When

from gongkai.law.contradictions import Claims, Contradiction, contradictions
from gongkai.law.documents import (
    KEPT_BACK,
    KIND,
    RE_REVIEW,
    SIGNED,
    USUAL_ORDER,
    Act,
    Attribute,
    DocumentKind,
    ReturnCode,
    Review,
    Standing,
    State,
    due_label,
)
from gongkai.law.grammar.calendar import Calendar
from gongkai.law.grammar.flow import Role
from gongkai.law.labelling import Proposal, Similar, most_alike, propose
from gongkai.office.authorities.models import Authority, Official, OwnedQuerySet
from gongkai.office.authorities.queries import calendar_of
from gongkai.office.journal import queries as journal
from gongkai.office.journal.models import Dossier
from gongkai.publication.documents.models import Document, ReleaseReview, ReviewOrder, Version

MOST_COMPARED = 2000
"""比较范围: the latest so many documents are looked at for similar ones."""

# -- one document ----------------------------------------------------------------------------------------------------------


def standing(document: Document) -> Standing:
    """公文情况: replayed from the journal."""
    return as_document(journal.standing(document.dossier))


def as_document(found: object) -> Standing:
    """公文情况: the standing of a dossier of this kind in its own type."""
    assert isinstance(found, Standing)  # noqa: S101 (a broken registry of procedures, never a user's doing)
    return found


def shadows(standing: Standing) -> dict[str, Any]:
    """映照的列: what follows from the steps, as lists search it."""
    label = standing.label
    returned_for_secrecy = sum(ReturnCode.SECRECY in each.codes for each in standing.returned)
    return {
        "attribute": label.attribute if label else "",
        "ground": label.ground or "" if label else "",
        "number": standing.number,
        "made_on": standing.signed_on,
        "published_on": standing.published_on,
        "label_until": standing.label_holds_until,
        "disputed": label.disputed if label else False,
        "opened_up": any(each.now is Attribute.PROACTIVE is not each.was for each in standing.relabelled),
        "returned": len(standing.returned),
        "findings": len(standing.findings) + returned_for_secrecy,
    }


def document(dossier: Dossier) -> Document:
    """公文: of a dossier."""
    return Document.objects.of(dossier.authority).select_related("dossier__authority").get(dossier=dossier)


def latest(document: Document) -> Version | None:
    """最新版本: the text as it was saved last; None while nothing was."""
    return versions(document).first()


def versions(document: Document) -> OwnedQuerySet[Version]:
    """各版本: the latest first."""
    return Version.objects.of(document.authority).filter(document=document).select_related("by").order_by("-number")


def just_taken(document: Document, act: Act, on: date, *, by: Official, seen: int) -> bool:
    """刚刚办过: whether the one thing that happened since the page was shown is this very act by the same person."""
    *earlier, last = journal.timeline(document.dossier)
    return len(earlier) == seen and (last.act, last.on, last.by) == (act.value, on, by)


# -- what a text says and what speaks for which label ------------------------------------------------------------------------


def claims(document: Document, *, number: str = "", made_on: date | None = None) -> Claims:
    """登记内容: what the fields say; number and day as they are, or as they would be."""
    authority = document.authority
    own = (authority.name, authority.short_name, authority.profile.letter_head)
    issuers = (document.issuer,) if document.issuer else own
    return Claims(
        title=document.title,
        issuers=tuple(dict.fromkeys(name for name in issuers if name)),
        number=number or document.number,
        made_on=made_on or document.made_on,
        attribute=Attribute(document.attribute) if document.attribute else None,
    )


def contradictions_of(
    document: Document, *, number: str = "", made_on: date | None = None
) -> tuple[Contradiction, ...]:
    """文实矛盾: where the latest text says otherwise than the fields."""
    text = latest(document)
    return contradictions(claims(document, number=number, made_on=made_on), text.text) if text else ()


def similar(authority: Authority, title: str, *, beside: int | None = None) -> list[tuple[Document, Similar]]:
    """相近公文: labelled ones of this authority, and of others what they have made public; the most alike first."""
    rows = Document.objects.everywhere().exclude(attribute="").exclude(pk=beside or 0)
    public = Q(dossier__state=State.PUBLISHED.value, attribute=Attribute.PROACTIVE)
    seen = rows.filter(Q(authority=authority) | public).select_related("authority").order_by("-pk")[:MOST_COMPARED]
    alike = most_alike(title, ((each.title, each) for each in seen))
    return [(each, Similar(each.title, Attribute(each.attribute), each.authority.name)) for _, each in alike]


def proposals(document: Document) -> tuple[Proposal, ...]:
    """标注建议: for a document as it is written now."""
    text = latest(document)
    alike = [each for _, each in similar(document.authority, document.title, beside=document.pk)]
    return propose(DocumentKind(document.kind), document.title, text.text if text else "", alike)


# -- the order an authority has set ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Order:
    """现行次序: the reviews in force on a day, and how long a label that withholds holds."""

    order: tuple[Review, ...] = USUAL_ORDER
    re_review_months: int = RE_REVIEW.length
    since: date | None = None
    basis: str = ""


def order_on(authority: Authority, day: date) -> Order:
    """某日的审查次序: as the authority set it; the usual one until it has."""
    row = orders(authority).filter(since__lte=day).first()
    if row is None:
        return Order()
    return Order(tuple(Review(each) for each in row.order), row.re_review_months, row.since, row.basis)


def orders(authority: Authority) -> OwnedQuerySet[ReviewOrder]:
    """历次设定: the latest first."""
    return ReviewOrder.objects.of(authority).select_related("by").order_by("-since", "-pk")


# -- lists -----------------------------------------------------------------------------------------------------------------


def documents(authority: Authority, *, beneath: bool = False) -> OwnedQuerySet[Document]:
    """全部公文: of an authority (and of those beneath it), the newest first."""
    rows = Document.objects.under(authority) if beneath else Document.objects.of(authority)
    rows = rows.select_related("dossier__authority", "authority", "drafter").filter(dossier__kind=KIND)
    return rows.order_by("-dossier__opened_on", "-pk")


def in_state(authority: Authority, *states: State) -> OwnedQuerySet[Document]:
    """某状态的公文."""
    return documents(authority).filter(dossier__state__in=[state.value for state in states])


def drafts(authority: Authority, official: Official) -> OwnedQuerySet[Document]:
    """我的草稿: what this person is drafting or was given back."""
    return in_state(authority, State.DRAFTING).filter(drafter=official)


def lapsing(authority: Authority, day: date) -> OwnedQuerySet[Document]:
    """待复审的: withheld documents whose label ends by a day, the longest overdue first; to be published or renewed."""
    kept = in_state(authority, *KEPT_BACK).filter(label_until__lte=day)
    return kept.order_by("label_until", "pk")


@dataclass(frozen=True)
class Waiting:
    """待办公文: a document with where it stands, and why this person may not take it, if so."""

    document: Document
    standing: Standing
    barred: str = ""

    @property
    def due_label(self) -> str:
        """到期事项."""
        return due_label(self.standing.state)

    @property
    def review(self) -> str:
        """环节: what is to be done with it."""
        review = self.standing.next_review
        return review.label if review else Act.SIGN.label


def waiting(rows: Iterable[Document], calendar: Calendar, official: Official, roles: frozenset[Role]) -> list[Waiting]:
    """等我办的: those of these documents whose next review or signature is this person's to make."""
    listed = list(rows)
    standings = journal.standings([row.dossier for row in listed], calendar)
    found = []
    for row in listed:
        now = as_document(standings[row.dossier_id])
        act = Act.REVIEW if now.state is State.REVIEWING else Act.SIGN
        if now.role_for(act) in roles:
            barred = now.barred(act, official.username)
            found.append(Waiting(row, now, barred.reason if barred else ""))
    return found


def to_review(authority: Authority, official: Official, roles: frozenset[Role]) -> list[Waiting]:
    """待我审查的: the most urgent first."""
    return _waiting_in(authority, State.REVIEWING, official, roles)


def to_sign(authority: Authority, official: Official, roles: frozenset[Role]) -> list[Waiting]:
    """待我签发的: the most urgent first."""
    return _waiting_in(authority, State.TO_SIGN, official, roles)


def _waiting_in(authority: Authority, state: State, official: Official, roles: frozenset[Role]) -> list[Waiting]:
    rows = in_state(authority, state).order_by(F("dossier__due_on").asc(nulls_last=True), "pk")
    return waiting(rows, calendar_of(authority), official, roles)


# -- the register of release reviews -----------------------------------------------------------------------------------------


def register(authority: Authority, *, beneath: bool = False) -> OwnedQuerySet[ReleaseReview]:
    """发布审查登记簿: the latest first; ``superseded`` by a later review of the same document, or its signature ``unsigned``."""
    rows = ReleaseReview.objects.under(authority) if beneath else ReleaseReview.objects.of(authority)
    later = ReleaseReview.objects.everywhere().filter(document=OuterRef("document"), pk__gt=OuterRef("pk"))
    unsigned = Q(document__isnull=False) & ~Q(document__dossier__state__in=[state.value for state in SIGNED])
    marked = rows.annotate(
        superseded=Exists(later), unsigned=Case(When(unsigned, then=True), default=False, output_field=BooleanField())
    )
    return marked.select_related("document__dossier", "authority").order_by("-reviewed_on", "-pk")


def names_of(usernames: Iterable[str]) -> dict[str, str]:
    """姓名: of officials by their user names."""
    rows = Official.objects.filter(username__in=set(usernames))
    return dict(rows.values_list("username", "name"))
