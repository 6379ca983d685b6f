"""合法性审核办理: the opinion is given by who makes the review, each point answered by who drafts; both are entries."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from gongkai.law.documents import Act, Review
from gongkai.law.grammar.flow import JSON, Unlawful, not_in_the_future
from gongkai.law.legality import EXAMINING, LegalVerdict, Point, PointAnswer, require_answer, require_whole
from gongkai.office.authorities.models import Official
from gongkai.office.authorities.queries import roles_of
from gongkai.office.journal import acts as journal
from gongkai.publication.documents import queries as documents
from gongkai.publication.documents.legality import queries
from gongkai.publication.documents.models import Document, LegalOpinion, LegalPoint

GIVE, ANSWER = "give_legal_opinion", "answer_legal_point"


@transaction.atomic
def give(
    document: Document, verdict: LegalVerdict, points: Sequence[Point], *, on: date, today: date, by: Official
) -> LegalOpinion:
    """出具意见书: while the document waits for its legal review, by somebody who may make it; once a round."""
    not_in_the_future(on, today)
    journal.lock(document.dossier)
    standing = documents.standing(document)
    if standing.next_review is not Review.LEGAL:
        raise Unlawful("公文没有在合法性审核环节，不能出具意见书", EXAMINING)
    if barred := standing.barred(Act.REVIEW, by.username):
        raise barred.raised("verdict")
    if standing.role_for(Act.REVIEW) not in roles_of(by, document.authority, today):
        raise Unlawful("合法性审核意见书应由审核人出具", EXAMINING, field="verdict")
    if queries.of_round(document, standing) is not None:
        raise Unlawful("本轮已经出具合法性审核意见书", EXAMINING)
    require_whole(verdict, points)
    told: list[JSON] = [[each.clause, each.text, each.basis] for each in points]
    data: dict[str, JSON] = {
        "document": document.pk,
        "round": standing.round,
        "edition": document.edition,
        "verdict": verdict.value,
        "points": told,
    }
    row = LegalOpinion(
        authority=document.authority,
        document=document,
        round=standing.round,
        edition=document.edition,
        verdict=verdict,
        given_on=on,
        reviewer=by,
        entry=journal.enter(document.authority, GIVE, on=on, by=by, data=data),
    )
    row.save(force_insert=True)
    LegalPoint.objects.of(document.authority).bulk_create(
        LegalPoint(
            authority=document.authority,
            opinion=row,
            number=number,
            clause=each.clause,
            text=each.text,
            basis=each.basis,
        )
        for number, each in enumerate(points, 1)
    )
    return row


@transaction.atomic
def answer(point: LegalPoint, answer: PointAnswer, reason: str, *, on: date, today: date, by: Official) -> None:
    """答复一条意见: by the drafting side, never by who gave the opinion; what is not taken says why."""
    not_in_the_future(on, today)
    point.refresh_from_db(from_queryset=LegalPoint.objects.of(point.authority).select_for_update())
    opinion = LegalOpinion.objects.of(point.authority).select_related("document", "reviewer").get(pk=point.opinion_id)
    if by == opinion.reviewer:
        raise Unlawful("出具意见的人不能答复自己的意见", EXAMINING, field="answer")
    require_answer(answer, reason)
    point.answer, point.reason, point.answered_on, point.answered_by = answer, reason.strip(), on, by
    data: dict[str, JSON] = {
        "document": opinion.document_id,
        "opinion": opinion.entry,
        "number": point.number,
        "answer": answer.value,
        "reason": point.reason,
    }
    journal.enter(point.authority, ANSWER, on=on, by=by, data=data)
    point.save(update_fields=["answer", "reason", "answered_on", "answered_by"])
