"""第二条路: a document is drafted, labelled, reviewed, explained, signed, published and counted."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from gongkai.law.disclosure import ContentFact, ReleaseChannel, ReleaseFact
from gongkai.law.documents import CHECKS, Act, DocumentKind, State
from gongkai.law.grammar.flow import JSON, Step, Unlawful
from gongkai.law.interpretation import Form, Part
from gongkai.office.authorities.models import Official
from gongkai.office.journal.verify import verify
from gongkai.publication.disclosure import acts as disclosure
from gongkai.publication.disclosure import queries as disclosed
from gongkai.publication.disclosure.acts import WEBSITE, Outlet
from gongkai.publication.disclosure.models import Release
from gongkai.publication.documents import acts, queries
from gongkai.publication.documents.acts import Draft
from gongkai.publication.documents.models import Document
from gongkai.publication.interpretation import acts as interpretation
from gongkai.publication.interpretation.acts import Plan
from tests.publication.conftest import DAY, House

PLAN = Plan(
    "《示例县临时救助办法》解读",
    (Form.TEXT,),
    "王小样",
    {
        Part.BACKGROUND.value: "为做好临时救助工作制定。",
        Part.AIM.value: "规范救助的条件和程序。",
        Part.CONTENT.value: "救助对象、标准和程序。",
        Part.SCOPE.value: "本县户籍和居住证持有人。",
    },
)


def drafted(house: House, kind: DocumentKind = DocumentKind.NORMATIVE) -> Document:
    given = Draft(
        kind,
        "示例县临时救助办法",
        "<p>第一条 为做好临时救助工作，制定本办法。</p>",
        "第一条 为做好临时救助工作，制定本办法。",
    )
    return acts.draft(house.people.bureau, given, on=DAY, today=DAY, by=house.people.wang)


def take(document: Document, act: Act, by: Official, **details: JSON) -> None:
    acts.act(document, Step(act.value, DAY, details), today=DAY, by=by)


def reviewed(house: House, document: Document) -> None:
    take(document, Act.LABEL, house.people.wang, attribute="proactive")
    take(document, Act.SUBMIT, house.people.wang)
    take(document, Act.REVIEW, house.sun)
    take(document, Act.REVIEW, house.qian, checks=dict.fromkeys(CHECKS, True))
    take(document, Act.REVIEW, house.wu)


def test_a_document_goes_out_with_its_interpretation_and_both_are_counted_once(house: House) -> None:
    document = drafted(house)
    reviewed(house, document)
    with pytest.raises(Unlawful, match="解读方案和材料没有一并报送"):
        acts.sign(document, "示民发", on=DAY, today=DAY, by=house.people.li)
    interpretation.submit(document, PLAN, on=DAY, today=DAY, by=house.people.wang)
    acts.sign(document, "示民发", on=DAY, today=DAY, by=house.people.li)
    assert document.number == "示民发〔2025〕1号"
    outlets = [WEBSITE, Outlet(ReleaseChannel.WECHAT, "示例民政", "https://example.invalid/s/1")]
    policy, link = interpretation.publish_together(
        document, house.files, house.explained, outlets, on=DAY, today=DAY, by=house.people.wang
    )
    assert policy.index_number == "shili-minzheng/2025-00002" and link.content.index_number.endswith("00001")
    assert queries.standing(document).state is State.PUBLISHED
    rows = Release.objects.of(house.people.bureau)
    assert sorted(disclosed.content_facts(rows, 2025), key=lambda fact: fact.normative) == [
        ContentFact(False, 1),
        ContentFact(True, 1),
    ]
    assert set(disclosed.release_facts(rows, 2025)) == {ReleaseFact("by_website", 2), ReleaseFact("by_wechat", 1)}
    assert [str(finding) for finding in verify(whole=True)] == []


def test_what_is_withdrawn_keeps_its_number_and_may_be_published_again(house: House) -> None:
    document = drafted(house, DocumentKind.OTHER)
    reviewed(house, document)
    acts.sign(document, "示民发", on=DAY, today=DAY, by=house.people.li)
    content = disclosure.publish_document(document, house.files, on=DAY, today=DAY, by=house.people.wang)
    disclosure.withdraw(content, on=DAY + timedelta(days=1), by=house.people.wang, reason="附件含未隐去的个人信息")
    assert not disclosed.public_contents(house.people.bureau).exists()
    assert queries.standing(document).state is State.TO_PUBLISH
    assert [str(finding) for finding in verify(whole=True)] == []


def test_17_nothing_goes_out_unreviewed_and_nobody_reviews_twice(house: House) -> None:
    document = drafted(house, DocumentKind.OTHER)
    with pytest.raises(Unlawful, match="尚未标注公开属性"):
        take(document, Act.SUBMIT, house.people.wang)
    take(document, Act.LABEL, house.people.wang, attribute="proactive")
    take(document, Act.SUBMIT, house.people.wang)
    with pytest.raises(Unlawful, match="拟稿人不能审查"):
        take(document, Act.REVIEW, house.people.wang)
    take(document, Act.REVIEW, house.sun)
    with pytest.raises(Unlawful, match="同一人不能承担两个审查环节"):
        take(document, Act.REVIEW, house.sun, checks=dict.fromkeys(CHECKS, True))
    with pytest.raises(Unlawful, match="未确认"):
        take(document, Act.REVIEW, house.qian, checks={"secret": True})


def test_a_withheld_document_is_looked_at_again_after_a_year(house: House) -> None:
    document = drafted(house, DocumentKind.OTHER)
    with pytest.raises(Unlawful, match="不公开的理由"):
        take(document, Act.LABEL, house.people.wang, attribute="withheld")
    take(document, Act.LABEL, house.people.wang, attribute="withheld", ground="internal", reason="内部人事安排")
    take(document, Act.SUBMIT, house.people.wang)
    for by in (house.sun, house.qian, house.wu):
        take(document, Act.REVIEW, by, checks=dict.fromkeys(CHECKS, True))
    acts.sign(document, "示民发", on=DAY, today=DAY, by=house.people.li)
    with pytest.raises(Unlawful):
        disclosure.publish_document(document, house.files, on=DAY, today=DAY, by=house.people.wang)
    take(document, Act.ARCHIVE, house.people.wang)
    assert document.dossier.due_on == date(2026, 9, 18)
