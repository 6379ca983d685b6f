"""建议和指南: proposed by rules, decided by people; the guide has versions and is looked at again."""

from __future__ import annotations

from datetime import timedelta

import pytest

from gongkai.law.disclosure import ContentClass
from gongkai.law.expansions import Decision, Phrase, Wish
from gongkai.law.grammar.flow import Unlawful
from gongkai.law.matters import Matter
from gongkai.office.authorities.models import Profile
from gongkai.office.journal.verify import verify
from gongkai.publication.catalogue import guides, lists, proposals
from gongkai.publication.catalogue.models import Expansion, Placement
from gongkai.publication.catalogue.shelves import shelf
from tests.cast import Cast
from tests.publication.conftest import DAY, House
from tests.publication.shelf import opened, published

NEXT = DAY + timedelta(days=1)


# -- wrong columns -----------------------------------------------------------------------------------------------------


def test_a_content_in_the_wrong_column_is_proposed_once_and_moved_in_one_step(house: House) -> None:
    notices = opened(house.people, "公示公告", "gsgg")
    money = opened(house.people, "财政预算、决算", "czyjs", matter=Matter.A20_07)
    content = published(house, notices, "示例县民政局2024年部门决算", ContentClass.DATA)
    published(house, notices, "关于某道路临时封闭的公告")
    [row] = proposals.scan_placements(house.people.bureau, on=DAY)
    assert (row.index_number, row.target) == (content.index_number, money)
    assert "标题中有“决算”" in row.reason
    assert proposals.scan_placements(house.people.bureau, on=NEXT) == [], "nothing is proposed twice"
    proposals.decide_placement(row, accepted=True, on=NEXT, by=house.people.wang)
    content.refresh_from_db()
    assert content.column == money and content.index_number == row.index_number
    with pytest.raises(Unlawful, match="已经处理"):
        proposals.decide_placement(row, accepted=True, on=NEXT, by=house.people.wang)
    assert [str(finding) for finding in verify(whole=True)] == []


def test_a_rejected_proposal_needs_its_reason_and_does_not_come_back(house: House) -> None:
    notices = opened(house.people, "公示公告", "gsgg")
    opened(house.people, "财政预算、决算", "czyjs", matter=Matter.A20_07)
    content = published(house, notices, "示例县民政局2024年部门决算", ContentClass.DATA)
    [row] = proposals.scan_placements(house.people.bureau, on=DAY)
    with pytest.raises(Unlawful, match="写明理由") as refused:
        proposals.decide_placement(row, accepted=False, on=DAY, by=house.people.wang, note=" ")
    assert refused.value.field == "note"
    proposals.decide_placement(row, accepted=False, on=DAY, by=house.people.wang, note="本栏专设决算公示")
    assert proposals.scan_placements(house.people.bureau, on=NEXT) == []
    content.refresh_from_db()
    assert content.column == notices


def test_a_proposal_whose_content_has_gone_elsewhere_is_laid_aside(house: House) -> None:
    notices = opened(house.people, "公示公告", "gsgg")
    money = opened(house.people, "财政预算、决算", "czyjs", matter=Matter.A20_07)
    other = opened(house.people, "其他", "qt")
    published(house, notices, "示例县民政局2024年部门决算", ContentClass.DATA)
    [row] = proposals.scan_placements(house.people.bureau, on=DAY)
    shelf().move(house.people.bureau, row.index_number, other, on=DAY, by=house.people.wang, reason="手工移动")
    with pytest.raises(Unlawful, match="移走"):
        proposals.decide_placement(row, accepted=True, on=DAY, by=house.people.wang)
    again = proposals.scan_placements(house.people.bureau, on=NEXT)
    row.refresh_from_db()
    assert row.decision == Decision.REJECTED and [each.target for each in again] == [money]


def test_only_what_is_newer_than_a_day_is_looked_at_when_asked(house: House) -> None:
    notices = opened(house.people, "公示公告", "gsgg")
    opened(house.people, "财政预算、决算", "czyjs", matter=Matter.A20_07)
    published(house, notices, "2024年部门决算", ContentClass.DATA)
    published(house, notices, "2025年部门预算", ContentClass.DATA, on=NEXT)
    assert [row.title for row in proposals.scan_placements(house.people.bureau, on=NEXT, since=NEXT)] == [
        "2025年部门预算"
    ]
    assert Placement.objects.of(house.people.elsewhere).count() == 0


# -- expansions --------------------------------------------------------------------------------------------------------


def test_22_what_is_asked_time_and_again_becomes_an_entry_of_the_catalogue(house: House) -> None:
    asked = [Phrase("关于养老床位的信息", 2, Wish.APPLICATIONS), Phrase("养老床位", 3, Wish.APPLICATIONS)]
    rare = Phrase("蝴蝶数量", 1, Wish.APPLICATIONS)
    there = Phrase("行政规范性文件", 9, Wish.SEARCHES)
    [row] = proposals.propose_expansions(house.people.bureau, [*asked, rare, there], on=DAY)
    assert (row.phrase, row.count) == ("养老床位", 5)
    assert proposals.propose_expansions(house.people.bureau, [Phrase("养老床位", 8, Wish.APPLICATIONS)], on=NEXT) == []
    row.refresh_from_db()
    assert (row.count, row.first_on, row.last_on) == (8, DAY, NEXT)
    by = house.people.li
    with pytest.raises(Unlawful, match="哪个栏目"):
        proposals.decide_expansion(row, Decision.ACCEPTED, on=NEXT, by=by)
    with pytest.raises(Unlawful, match="写明理由"):
        proposals.decide_expansion(row, Decision.REJECTED, on=NEXT, by=by)
    column = opened(house.people, "养老服务", "ylfw")
    proposals.decide_expansion(row, Decision.ACCEPTED, on=NEXT, by=by, column=column, entry_name="养老机构床位数")
    row.refresh_from_db()
    assert (row.column, row.entry_name, row.decided_by) == (column, "养老机构床位数", by)
    with pytest.raises(Unlawful, match="已经研究过"):
        proposals.decide_expansion(row, Decision.REJECTED, on=NEXT, by=by, note="不")


def test_an_official_may_suggest_what_he_has_met_with_once(people: Cast) -> None:
    proposals.suggest_expansion(people.bureau, Phrase("养老床位", 1, Wish.SUGGESTED), on=DAY, by=people.wang)
    with pytest.raises(Unlawful, match="已经提出过") as refused:
        proposals.suggest_expansion(people.bureau, Phrase("养老床位。", 1, Wish.SUGGESTED), on=DAY, by=people.wang)
    assert refused.value.field == "phrase"
    with pytest.raises(Unlawful, match="不能为空"):
        proposals.suggest_expansion(people.bureau, Phrase("。。", 1, Wish.SUGGESTED), on=DAY, by=people.wang)
    assert Expansion.objects.of(people.bureau).count() == 1


# -- shares ------------------------------------------------------------------------------------------------------------


def test_the_share_of_a_section_follows_from_what_it_published(house: House) -> None:
    news = opened(house.people, "工作动态", "gzdt")
    for place in range(3):
        published(house, news, f"动态{place}", ContentClass.NEWS)
    published(house, house.files, "办法", ContentClass.DOCUMENT)
    [share] = lists.section_shares(house.people.bureau, 2025)
    assert (share.section, share.total, share.earned, share.padded) == ("办公室", 4, 2, True)
    assert lists.section_shares(house.people.bureau, 2024) == []


# -- the guide ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def told(people: Cast) -> Cast:
    Profile.objects.of(people.bureau).update(
        disclosure_office="示例县民政局办公室", address="示例县解放路1号", phone="0900-0000001"
    )
    people.bureau.profile.refresh_from_db()
    return people


def test_12_a_guide_is_issued_from_the_profile_and_every_version_is_kept(told: Cast) -> None:
    at, by = told.bureau, told.li
    assert guides.in_force(at, DAY) is None and guides.due(at, DAY) is None
    text = guides.composed(at)
    first = guides.issue_guide(at, text, effective_on=DAY, on=DAY, by=by)
    assert guides.in_force(at, DAY) == first and guides.in_force(at, DAY - timedelta(days=1)) is None
    with pytest.raises(Unlawful, match="完全相同"):
        guides.issue_guide(at, text, effective_on=DAY, on=DAY, by=by)
    with pytest.raises(Unlawful, match="没有写明：编排体系、获取方式"):
        guides.issue_guide(at, "信息的分类", effective_on=DAY, on=DAY, by=by)
    second = guides.issue_guide(at, text + "\n六、附则", effective_on=NEXT, on=DAY, by=by)
    assert (second.number, guides.in_force(at, DAY), guides.in_force(at, NEXT)) == (2, first, second)
    signs = [(each.sign, each.text) for each in guides.compared(first.text, second.text) if each.sign]
    assert signs == [("+", "六、附则")]
    with pytest.raises(Unlawful, match="不能早于上一版"):
        guides.issue_guide(at, text, effective_on=DAY, on=DAY, by=by)


def test_12_a_guide_is_looked_at_every_year_and_not_passed_while_it_says_something_else(told: Cast) -> None:
    at, by = told.bureau, told.li
    with pytest.raises(Unlawful, match="还没有编制指南"):
        guides.review_guide(at, on=DAY, by=by)
    guides.issue_guide(at, guides.composed(at), effective_on=DAY, on=DAY, by=by)
    year = guides.due(at, DAY)
    assert year == DAY.replace(year=2026)
    guides.review_guide(at, on=NEXT, by=by)
    assert guides.due(at, NEXT) == NEXT.replace(year=2026)
    at.profile.address = "示例县新街2号"
    at.profile.save()
    assert guides.outdated(at, NEXT) == ["办公地址"]
    with pytest.raises(Unlawful, match="与机关信息不符：办公地址"):
        guides.review_guide(at, on=NEXT, by=by)


def test_the_text_of_a_guide_is_read_as_headings_and_paragraphs() -> None:
    found = list(guides.lines("开头\n一、分类\n（一）主动\n十二、附则\n正文、一般"))
    assert [(each.rank, each.text) for each in found] == [
        (0, "开头"),
        (2, "一、分类"),
        (3, "（一）主动"),
        (2, "十二、附则"),
        (0, "正文、一般"),
    ]
