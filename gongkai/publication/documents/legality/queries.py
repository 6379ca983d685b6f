"""合法性审核查询: the opinions of an authority and of a document, and what they come to in a year."""

from __future__ import annotations

from collections.abc import Mapping

from gongkai.law.documents import DocumentKind, Standing
from gongkai.law.grammar.flow import Objection
from gongkai.law.legality import LegalVerdict, PointAnswer, objection_to_passing
from gongkai.office.authorities.models import Authority, OwnedQuerySet
from gongkai.publication.documents.models import Document, LegalOpinion, LegalPoint

UNANSWERED = "unanswered"
ANSWERS = {**{each.value: each.label for each in PointAnswer}, UNANSWERED: "尚未答复"}


def opinions(authority: Authority) -> OwnedQuerySet[LegalOpinion]:
    """合法性审核意见书: of an authority, the latest first."""
    rows = LegalOpinion.objects.of(authority).select_related("document__dossier", "reviewer", "authority")
    return rows.order_by("-given_on", "-pk")


def of_document(document: Document) -> OwnedQuerySet[LegalOpinion]:
    """本件的意见书: the latest round first."""
    return opinions(document.authority).filter(document=document).order_by("-round")


def of_round(document: Document, standing: Standing) -> LegalOpinion | None:
    """本轮的意见书."""
    return of_document(document).filter(round=standing.round).first()


def points(opinion: LegalOpinion) -> OwnedQuerySet[LegalPoint]:
    """各条意见: in their order."""
    return (
        LegalPoint.objects.of(opinion.authority)
        .filter(opinion=opinion)
        .select_related("answered_by")
        .order_by("number")
    )


def objection(document: Document, standing: Standing) -> Objection | None:
    """不能通过合法性审核: as the opinion of this round has it."""
    opinion = of_round(document, standing)
    return objection_to_passing(
        required=document.kind == DocumentKind.NORMATIVE,
        verdict=LegalVerdict(opinion.verdict) if opinion else None,
        unanswered=points(opinion).filter(answer="").count() if opinion else 0,
    )


def given(authority: Authority, year: int, verdict: str = "") -> OwnedQuerySet[LegalOpinion]:
    """年度意见书: all of a year, or those of one conclusion."""
    rows = opinions(authority).filter(given_on__year=year)
    return rows.filter(verdict=verdict) if verdict else rows


def answered(authority: Authority, year: int, answer: str) -> OwnedQuerySet[LegalPoint]:
    """年度各条意见: of the opinions of a year, by what became of them."""
    rows = LegalPoint.objects.of(authority).filter(opinion__given_on__year=year)
    rows = rows.filter(answer="" if answer == UNANSWERED else answer)
    return rows.select_related("opinion__document__dossier", "answered_by").order_by(
        "-opinion__given_on", "opinion", "number"
    )


def figures(authority: Authority, year: int) -> tuple[Mapping[str, int], Mapping[str, int]]:
    """年度统计: opinions by conclusion, points by what became of them."""
    verdicts = {each.value: given(authority, year, each.value).count() for each in LegalVerdict}
    return verdicts, {answer: answered(authority, year, answer).count() for answer in ANSWERS}
