"""合法性审核意见书（纸面）: the opinion as it is printed, its points numbered, with clause and basis, and what became of each."""

from __future__ import annotations

from collections.abc import Sequence

from gongkai.law.legality import LegalVerdict
from gongkai.papers.document import Block, Document, Heading, Paragraph, Signature
from gongkai.publication.documents.models import LegalOpinion, LegalPoint


def opinion_paper(opinion: LegalOpinion, points: Sequence[LegalPoint]) -> Document:
    """意见书: drawn from the rows each time, so that paper and record cannot differ."""
    record, verdict = opinion.document, LegalVerdict(opinion.verdict)
    told: list[Block] = [
        Paragraph(f"{record.section or '起草科室'}：", indent=False),
        Paragraph(
            f"你单位起草的《{record.title}》（第{opinion.edition}版，第{opinion.round}轮送审）收悉。经合法性审核，结论为："
        ),
        Paragraph(f"{verdict.label}。"),
    ]
    if points:
        told.append(Heading("一、审核意见"))
        told += [Paragraph(f"{each.number}.{each.clause}：{each.text}（依据：{each.basis}）") for each in points]
    if answers := [each for each in points if each.answer]:
        told.append(Heading("二、采纳情况"))
        told += [Paragraph(_answer(each)) for each in answers]
    told += [Paragraph(f"审核人：{opinion.reviewer.name}"), Signature(opinion.authority.name, opinion.given_on)]
    return Document(
        title="合法性审核意见书",
        blocks=tuple(told),
        authority=opinion.authority.name,
        made_on=opinion.given_on,
    )


def _answer(point: LegalPoint) -> str:
    return f"第{point.number}条：{point.get_answer_display()}{'，' + point.reason if point.reason else ''}。"
