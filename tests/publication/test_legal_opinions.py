"""合法性审核意见书: given in the legal review, kept with the document and printed; what it disagrees with does not pass."""

from __future__ import annotations

import re
from io import BytesIO
from zipfile import ZipFile

import pytest

from gongkai.law.documents import Act, DocumentKind, Review, State
from gongkai.law.grammar.flow import Unlawful
from gongkai.law.legality import LegalVerdict, Point, PointAnswer
from gongkai.office.journal.models import Entry
from gongkai.publication.documents import acts as documents
from gongkai.publication.documents import queries as known
from gongkai.publication.documents.legality import acts, papers, queries
from gongkai.publication.documents.models import Document, LegalOpinion, LegalPoint
from tests.publication.conftest import DAY, House
from tests.publication.papers import desk, drafted, labelled, take

WHEN = {"on": DAY, "today": DAY}
POINTS = (
    Point("第五条", "删去收费的规定", "行政许可法第五十八条"),
    Point("第八条", "写明施行日期", "国办发〔2018〕37号"),
)


def waiting(house: House, kind: DocumentKind = DocumentKind.NORMATIVE) -> Document:
    """Sent, passed by its section, and before the legal review."""
    order = [Review.SECTION, Review.LEGAL, Review.SECRECY]
    documents.set_review_order(house.people.bureau, order, since=DAY, on=DAY, by=house.people.li)
    document = labelled(house, drafted(house, kind=kind))
    take(document, Act.SUBMIT, house.people.wang)
    take(document, Act.REVIEW, house.sun)
    return document


def test_a_normative_document_passes_no_legal_review_without_its_opinion(house: House) -> None:
    document = waiting(house)
    with pytest.raises(Unlawful, match="还没有出具"):
        take(document, Act.REVIEW, house.wu)
    with pytest.raises(Unlawful, match="不能"):
        acts.give(document, LegalVerdict.AGREE, (), by=house.people.wang, **WHEN)
    acts.give(document, LegalVerdict.AGREE, (), by=house.wu, **WHEN)
    with pytest.raises(Unlawful, match="本轮已经出具"):
        acts.give(document, LegalVerdict.AGREE, (), by=house.wu, **WHEN)
    assert take(document, Act.REVIEW, house.wu).next_review is Review.SECRECY
    with pytest.raises(Unlawful, match="没有在合法性审核环节"):
        acts.give(document, LegalVerdict.AGREE, (), by=house.wu, **WHEN)


def test_another_document_may_pass_without_one_but_not_against_one(house: House) -> None:
    document = waiting(house, DocumentKind.OTHER)
    assert queries.objection(document, known.standing(document)) is None
    acts.give(document, LegalVerdict.DISAGREE, POINTS, by=house.wu, **WHEN)
    with pytest.raises(Unlawful, match="不同意"):
        take(document, Act.REVIEW, house.wu)


def test_what_is_disagreed_with_goes_back_and_the_next_round_has_an_opinion_of_its_own(house: House) -> None:
    document = waiting(house)
    first = acts.give(document, LegalVerdict.DISAGREE, POINTS, by=house.wu, **WHEN)
    for point in queries.points(first):
        acts.answer(point, PointAnswer.TAKEN, "", by=house.people.wang, **WHEN)
    with pytest.raises(Unlawful, match="应当退文"):
        take(document, Act.REVIEW, house.wu)
    assert known.standing(document).state is State.REVIEWING
    take(document, Act.RETURN, house.wu, codes=["legality"], remark="见意见书")
    take(document, Act.SUBMIT, house.people.wang)
    take(document, Act.REVIEW, house.sun)
    with pytest.raises(Unlawful, match="还没有出具"):
        take(document, Act.REVIEW, house.wu)
    second = acts.give(document, LegalVerdict.AGREE, (), by=house.wu, **WHEN)
    take(document, Act.REVIEW, house.wu)
    assert list(queries.of_document(document)) == [second, first] and (first.round, second.round) == (1, 2)


def test_each_point_is_answered_by_the_drafting_side_before_the_review_passes(house: House) -> None:
    document = waiting(house)
    opinion = acts.give(document, LegalVerdict.AMEND, POINTS, by=house.wu, **WHEN)
    one, two = queries.points(opinion)
    with pytest.raises(Unlawful, match="还有2条"):
        take(document, Act.REVIEW, house.wu)
    with pytest.raises(Unlawful, match="不能答复自己的意见"):
        acts.answer(one, PointAnswer.TAKEN, "", by=house.wu, **WHEN)
    with pytest.raises(Unlawful, match="写明理由"):
        acts.answer(one, PointAnswer.NOT_TAKEN, "", by=house.people.wang, **WHEN)
    acts.answer(one, PointAnswer.TAKEN, "", by=house.people.wang, **WHEN)
    with pytest.raises(Unlawful, match="还有1条"):
        take(document, Act.REVIEW, house.wu)
    acts.answer(two, PointAnswer.NOT_TAKEN, "另行公布", by=house.people.wang, **WHEN)
    take(document, Act.REVIEW, house.wu)
    verdicts, answers = queries.figures(house.people.bureau, DAY.year)
    assert verdicts == {"agree": 0, "amend": 1, "disagree": 0}
    assert answers == {"taken": 1, "not_taken": 1, "unanswered": 0}
    entries = Entry.objects.of(house.people.bureau).filter(act__in=(acts.GIVE, acts.ANSWER))
    assert entries.count() == 3 and "另行公布" in entries.order_by("seq").last().data  # type: ignore[union-attr]


def test_the_paper_says_conclusion_points_basis_and_what_became_of_them(house: House) -> None:
    document = waiting(house)
    opinion = acts.give(document, LegalVerdict.AMEND, POINTS, by=house.wu, **WHEN)
    acts.answer(queries.points(opinion)[0], PointAnswer.NOT_TAKEN, "上级另有规定", by=house.people.wang, **WHEN)
    told = papers.opinion_paper(opinion, list(queries.points(opinion)))
    text = "\n".join(getattr(block, "text", "") for block in told.blocks)
    for said in (
        "修改后同意",
        "第五条：删去收费的规定（依据：行政许可法第五十八条）",
        "未采纳，上级另有规定",
        "吴属性",
    ):
        assert said in text
    assert told.made_on == DAY and document.title in text


def test_the_opinion_goes_from_the_desk_to_word_and_pdf_and_its_figures_open(house: House) -> None:
    document = waiting(house)
    wu, wang = desk("wu"), desk("wang")
    at = f"/desk/documents/{document.dossier_id}/"
    assert "出具合法性审核意见书" in wu.get(at).content.decode()
    given = {"form_of_the_house": "1", "verdict": "amend", "points": "第五条｜删去"}
    assert "第1条意见应当写明" in wu.post(f"{at}legal-opinion/", given, follow=True).content.decode()
    given["points"] = "第五条｜删去收费的规定｜行政许可法第五十八条"
    assert wu.post(f"{at}legal-opinion/", given).status_code == 302
    opinion, point = (
        LegalOpinion.objects.of(house.people.bureau).get(),
        LegalPoint.objects.of(house.people.bureau).get(),
    )
    assert "合法性审核意见书（第1轮）" in wang.get(at).content.decode()
    told = {"form_of_the_house": "1", "answer": "not_taken", "reason": "上级另有规定"}
    assert wang.post(f"/desk/legal-opinions/points/{point.pk}/answer/", told).status_code == 302
    page = f"/desk/legal-opinions/{opinion.pk}/"
    assert "上级另有规定" in wang.get(page).content.decode()
    word = wang.get(f"{page}paper/docx/")
    assert "删去收费的规定" in ZipFile(BytesIO(word.content)).read("word/document.xml").decode()
    assert wang.get(f"{page}paper/pdf/").content.startswith(b"%PDF")
    assert wang.get(f"{page}paper/odt/").status_code == 404
    text = wang.get(f"/desk/legal-opinions/?year={opinion.given_on.year}").content.decode()
    opened = re.findall(r'href="(/desk/legal-opinions/[^"]*\?[^"]+)"', text)
    assert len(opened) == 2
    for href in opened:
        assert f'href="{page}"' in wang.get(href.replace("&amp;", "&")).content.decode()
