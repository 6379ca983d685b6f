"""解读办理: whatever the order of acts, nothing that must be explained is public without its interpretation."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.law.disclosure import ContentClass, ReleaseChannel, Source
from gongkai.law.documents import CHECKS, Act, DocumentKind, ReturnCode, State
from gongkai.law.grammar.flow import Unlawful
from gongkai.law.interpretation import DutyState, ExplainRule, Form, Gap, Stage
from gongkai.law.interpretation_figures import coverage, output
from gongkai.law.policy_links import LinkKind
from gongkai.office.authorities.models import Authority
from gongkai.office.journal.models import Entry
from gongkai.office.journal.verify import verify
from gongkai.office.notices.queries import notices_for
from gongkai.publication.disclosure import acts as disclosure
from gongkai.publication.disclosure import queries as disclosed
from gongkai.publication.disclosure.acts import Item
from gongkai.publication.disclosure.blocks import Place, blocks_of
from gongkai.publication.disclosure.models import Content, Release
from gongkai.publication.documents import acts as documents
from gongkai.publication.documents import explain_rules
from gongkai.publication.documents import queries as documented
from gongkai.publication.documents.models import Document
from gongkai.publication.interpretation import acts, checking, lines, linking, queries, verifying
from gongkai.publication.interpretation.models import (
    Interpretation,
    LinkCheck,
    LinkFinding,
    MaterialReview,
    PackageVersion,
)
from tests.publication.conftest import DAY, House
from tests.publication.interpreting import (
    PLAN,
    REPRINT,
    drafted,
    prepared,
    published,
    reprinted,
    reviewed,
    signed,
    take,
)

LATER = DAY + timedelta(days=1)


class Undone(Exception):
    """Ends an example and takes back what it did."""


def deeds(house: House, document: Document) -> dict[str, Callable[[], object]]:
    """Every act that could bring a document nearer to the public, lawful at the moment or not."""
    people = house.people

    def publish_alone() -> object:
        return disclosure.publish_document(document, house.files, on=DAY, today=DAY, by=people.wang)

    def publish_with_any_number() -> object:
        some = disclosed.public_contents(people.bureau).first()
        number = some.index_number if some else "没有的号"
        return disclosure.publish_document(document, house.files, on=DAY, today=DAY, by=people.wang, explained=number)

    return {
        "label": lambda: take(document, Act.LABEL, people.wang, attribute="proactive"),
        "withhold": lambda: take(
            document, Act.LABEL, people.wang, attribute="withheld", ground="internal", reason="内部事务"
        ),
        "relabel": lambda: take(document, Act.RELABEL, house.sun, attribute="proactive", reason="可以公开"),
        "submit": lambda: take(document, Act.SUBMIT, people.wang),
        "review1": lambda: take(document, Act.REVIEW, house.sun, checks=dict.fromkeys(CHECKS, True)),
        "review2": lambda: take(document, Act.REVIEW, house.qian, checks=dict.fromkeys(CHECKS, True)),
        "review3": lambda: take(document, Act.REVIEW, house.wu, checks=dict.fromkeys(CHECKS, True)),
        "package": lambda: acts.submit(document, PLAN, on=DAY, today=DAY, by=people.wang),
        "return": lambda: acts.send_back(document, [Gap.AIM], on=DAY, today=DAY, by=house.sun),
        "sign": lambda: documents.sign(document, "示民发", on=DAY, today=DAY, by=people.li),
        "publish": publish_alone,
        "publish_any": publish_with_any_number,
        "together": lambda: acts.publish_together(
            document, house.files, house.explained, on=DAY, today=DAY, by=people.wang
        ),
    }


ORDERS = st.lists(
    st.sampled_from(
        [
            *("label", "withhold", "relabel", "submit", "review1", "review2", "review3"),
            *("package", "return", "sign", "publish", "publish_any", "together"),
        ]
    ),
    min_size=4,
    max_size=14,
)
STRAIGHT = ["label", "package", "submit", "review1", "review2", "review3", "sign"]


@settings(max_examples=15)
@given(st.booleans(), ORDERS)
def test_whatever_the_order_of_acts_nothing_is_public_unexplained(
    house: House, straight: bool, order: list[str]
) -> None:
    with pytest.raises(Undone), transaction.atomic():
        document = drafted(house)
        for name in [*(STRAIGHT if straight else []), *order]:
            try:
                with transaction.atomic():
                    deeds(house, document)[name]()
            except Unlawful:
                document.refresh_from_db()
            policies = disclosed.public_contents(house.people.bureau).filter(kind=ContentClass.DOCUMENT)
            assert set(queries.first_own([policy.pk for policy in policies])) == {policy.pk for policy in policies}
        raise Undone


def test_the_document_alone_is_refused_and_nothing_is_half_done(house: House) -> None:
    document = signed(house)
    with pytest.raises(Unlawful, match="应当与解读同步发布"):
        disclosure.publish_document(document, house.files, on=DAY, today=DAY, by=house.people.wang)
    with pytest.raises(Unlawful, match="不是本机关公开中的、本件的解读"):
        disclosure.publish_document(document, house.files, on=DAY, today=DAY, by=house.people.wang, explained="1")
    assert not Content.objects.of(house.people.bureau).exists()
    assert documented.standing(document).state is State.TO_PUBLISH
    _, told = published(house)
    with pytest.raises(Unlawful, match="本件的解读"):
        borrowed = told.content.index_number
        disclosure.publish_document(document, house.files, on=DAY, today=DAY, by=house.people.wang, explained=borrowed)


def test_if_either_fails_neither_is_out(house: House) -> None:
    document = signed(house)
    for column, explained in ((house.files, house.files), (house.explained, house.explained)):
        with pytest.raises(Unlawful, match="只收"):
            acts.publish_together(document, column, explained, on=DAY, today=DAY, by=house.people.wang)
        document.refresh_from_db()
        assert not Content.objects.of(house.people.bureau).exists() and not Release.objects.everywhere().exists()


def test_document_and_interpretation_go_out_together_linked_both_ways(house: House) -> None:
    policy, told = published(house)
    assert [tie.content for tie in lines.ties(policy)] == [told.content]
    assert [tie.content for tie in lines.ties(told.content)] == [policy]
    assert told.content.published_on == policy.published_on and told.role == "unit_head"
    assert set(told.forms) == {"text", "diagram", "questions"}, "what the text holds is drawn"
    document = policy.document
    assert document is not None and documented.standing(document).explained == told.content.index_number
    owed = queries.duty_of(document, DAY)
    assert owed is not None and owed.state is DutyState.SAME_DAY and owed.lag == 0
    assert [str(finding) for finding in verify(whole=True)] == []


def test_a_withdrawn_interpretation_opens_the_duty_again(house: House) -> None:
    policy, told = published(house)
    disclosure.withdraw(told.content, on=LATER, by=house.people.wang, reason="有误")
    document = Document.objects.of(house.people.bureau).get()
    owed = queries.duty_of(document, DAY + timedelta(days=10))
    assert owed is not None and owed.state is DutyState.UNMET
    found = checking.check(house.people.bureau, LATER)
    assert {finding.broken for finding in found} == {"partner_gone", "no_interpretation"}
    assert lines.ties(policy) == []


def test_a_duty_is_waived_with_a_reason_by_a_reviewer_and_the_document_may_go_alone(house: House) -> None:
    document = drafted(house)
    reviewed(house, document)
    with pytest.raises(Unlawful, match="拟稿人不能免予"):
        acts.exempt(document, "内部管理", on=DAY, today=DAY, by=house.people.wang)
    with pytest.raises(Unlawful, match="理由"):
        acts.exempt(document, " ", on=DAY, today=DAY, by=house.sun)
    acts.exempt(document, "内容仅涉及机关内部管理", on=DAY, today=DAY, by=house.sun)
    documents.sign(document, "示民发", on=DAY, today=DAY, by=house.people.li)
    disclosure.publish_document(document, house.files, on=DAY, today=DAY, by=house.people.wang)
    owed = queries.duty_of(document, LATER)
    assert owed is not None and owed.state is DutyState.EXEMPT
    other = drafted(house, DocumentKind.OTHER)
    with pytest.raises(Unlawful, match="不属于须解读"):
        acts.exempt(other, "不必", on=DAY, today=DAY, by=house.sun)


def test_a_document_returned_for_its_interpretation_owes_the_package_anew(house: House) -> None:
    document = drafted(house)
    acts.submit(document, PLAN, on=DAY, today=DAY, by=house.people.wang)
    reviewed(house, document)
    with pytest.raises(Unlawful, match="缺项"):
        acts.send_back(document, [], on=DAY, today=DAY, by=house.sun)
    standing = acts.send_back(document, [Gap.AIM], on=DAY, today=DAY, by=house.sun)
    assert standing.returns == (ReturnCode.INTERPRETATION_INCOMPLETE,) and standing.owes_package
    take(document, Act.SUBMIT, house.people.wang)
    for by in (house.sun, house.qian, house.wu):
        take(document, Act.REVIEW, by, checks=dict.fromkeys(CHECKS, True))
    with pytest.raises(Unlawful, match="不能签发"):
        documents.sign(document, "示民发", on=DAY, today=DAY, by=house.people.li)
    package = acts.submit(document, replace(PLAN, title="改后的解读"), on=DAY, today=DAY, by=house.people.wang)
    assert package.edition == 2
    assert [each.row["title"] for each in PackageVersion.objects.of(house.people.bureau)] == [PLAN.title, "改后的解读"]
    documents.sign(document, "示民发", on=DAY, today=DAY, by=house.people.li)
    with pytest.raises(Unlawful, match="已经签发"):
        acts.submit(document, PLAN, on=DAY, today=DAY, by=house.people.wang)


def test_a_package_with_a_gap_or_on_an_old_page_is_refused(house: House) -> None:
    document = drafted(house)
    with pytest.raises(Unlawful, match="没有选定发布渠道"):
        acts.submit(document, replace(PLAN, channels=()), on=DAY, today=DAY, by=house.people.wang)
    with pytest.raises(Unlawful, match="转载不能代替"):
        acts.submit(document, REPRINT, on=DAY, today=DAY, by=house.people.wang)
    acts.submit(document, PLAN, on=DAY, today=DAY, by=house.people.wang, seen=0)
    with pytest.raises(Unlawful, match="已由他人报送"):
        acts.submit(document, PLAN, on=DAY, today=DAY, by=house.people.wang, seen=0)


def test_the_authority_sets_who_owes_and_a_government_sets_it_for_those_beneath(house: House) -> None:
    people = house.people
    rule = ExplainRule(kinds=frozenset({DocumentKind.RULES}), latest=5, source="示政办〔2025〕9号")
    with pytest.raises(Unlawful, match="不能早于"):
        linking.set_rule(people.county, rule, since=DAY - timedelta(days=1), on=DAY, today=DAY, by=people.li)
    before = drafted(house)
    linking.set_rule(people.county, rule, since=DAY, on=DAY, today=DAY, by=people.li)
    after = drafted(house)
    assert documented.standing(before).must_explain and not documented.standing(after).must_explain
    own = ExplainRule(themes=frozenset(), source="示民〔2025〕1号", stages=(Stage.LEGAL,))
    linking.set_rule(people.bureau, own, since=DAY, on=DAY, today=DAY, by=people.li)
    assert documented.standing(drafted(house)).explain_basis == "行政规范性文件须解读"
    flagged = drafted(house, DocumentKind.OTHER, policy=True)
    assert "涉及公众" in documented.standing(flagged).explain_basis
    assert explain_rules.explain_rule(people.elsewhere, DAY).latest == 3, "and for nobody else"


def test_the_material_passes_its_stages_before_the_document_may_be_signed(house: House) -> None:
    people = house.people
    rule = ExplainRule(stages=(Stage.HEAD, Stage.LEGAL, Stage.EXPERT), source="示民〔2025〕1号")
    linking.set_rule(people.bureau, rule, since=DAY, on=DAY, today=DAY, by=people.li)
    expert = linking.admit_expert(people.bureau, "何专家", "示例大学", "社会救助", on=DAY, by=people.li)
    document = drafted(house)
    package = acts.submit(document, PLAN, on=DAY, today=DAY, by=people.wang)
    reviewed(house, document)
    with pytest.raises(Unlawful, match="不能签发"):
        documents.sign(document, "示民发", on=DAY, today=DAY, by=people.li)
    with pytest.raises(Unlawful, match="自己报送"):
        acts.pass_material(package, on=DAY, today=DAY, by=people.wang)
    acts.pass_material(package, on=DAY, today=DAY, by=people.li)
    acts.return_material(package, [Gap.CONTENT], "主要内容太少", on=DAY, today=DAY, by=house.sun)
    package = acts.submit(document, PLAN, on=DAY, today=DAY, by=people.wang)
    acts.pass_material(package, on=DAY, today=DAY, by=people.li)
    with pytest.raises(Unlawful, match="同一人"):
        acts.pass_material(package, on=DAY, today=DAY, by=people.li)
    acts.pass_material(package, on=DAY, today=DAY, by=house.sun)
    with pytest.raises(Unlawful, match="选明专家"):
        acts.pass_material(package, on=DAY, today=DAY, by=house.wu)
    acts.pass_material(package, on=DAY, today=DAY, by=house.wu, expert=expert, opinion="通俗易懂")
    with pytest.raises(Unlawful, match="审核完毕"):
        acts.return_material(package, [], "再改改", on=DAY, today=DAY, by=house.sun)
    with pytest.raises(Unlawful, match="退文以后才能再改"):
        acts.submit(document, PLAN, on=DAY, today=DAY, by=people.wang)
    documents.sign(document, "示民发", on=DAY, today=DAY, by=people.li)
    stages = [row.stage for row in MaterialReview.objects.of(people.bureau).filter(edition=2)]
    assert stages == ["head", "legal", "expert"]
    linking.release_expert(expert, on=DAY, by=people.li)
    assert not queries.experts(people.bureau)


# -- own and reprint ---------------------------------------------------------------------------------------------------


def test_a_reprint_meets_no_duty_and_is_counted_as_a_reprint(house: House) -> None:
    policy, told = published(house)
    disclosure.withdraw(told.content, on=DAY, by=house.people.wang, reason="有误")
    made = reprinted(house, policy)
    assert made.content.source == Source.REPRINT and made.content.origin == "示例日报"
    assert "对本地意味着什么" in made.content.text
    document = Document.objects.of(house.people.bureau).get()
    owed = queries.duty_of(document, DAY + timedelta(days=30))
    assert owed is not None and owed.state is DutyState.UNMET
    rows = queries.of_year(Interpretation.objects.of(house.people.bureau), 2025)
    counted = output([each.fact() for each in queries.told(rows)])
    assert (counted.all, counted.own, counted.reprints) == (1, 0, 1) and counted.own_share == 0
    assert policy in queries.policies(house.people.bureau, unexplained=True)


@pytest.mark.parametrize(
    ("without", "says"), [("reprinted_from", "来源"), ("licence", "授权"), ("local", "对本地意味着什么")]
)
def test_a_reprint_without_source_licence_or_local_block_is_refused(house: House, without: str, says: str) -> None:
    policy, _ = published(house)
    plan = replace(REPRINT, **{without: {} if without == "local" else ""})  # type: ignore[arg-type]
    with pytest.raises(Unlawful, match=says):
        acts.prepare(policy, plan, on=DAY, today=DAY, by=house.people.wang)


def test_a_reprint_published_some_other_way_cannot_be_linked_bare(house: House) -> None:
    policy, told = published(house)
    item = Item(ContentClass.INTERPRETATION, "媒体解读", source=Source.REPRINT, origin="示例日报")
    review = told.content.review
    bare = disclosure.publish(house.explained, item, on=DAY, today=DAY, by=house.people.wang, review=review)
    with pytest.raises(Unlawful, match="转载没有"):
        acts.link(policy, bare, Form.MEDIA, on=DAY, by=house.people.wang)
    assert {each.broken for each in checking.check(house.people.bureau, DAY)} == {"no_policy"}


def test_a_later_interpretation_is_reviewed_registered_and_counted_with_its_lag(house: House) -> None:
    policy, told = published(house)
    disclosure.withdraw(told.content, on=DAY, by=house.people.wang, reason="改版")
    on = date(2025, 9, 23)
    package = acts.prepare(policy, PLAN, on=on, today=on, by=house.people.wang)
    with pytest.raises(Unlawful, match="没有审核完毕"):
        acts.explain(package, house.explained, on=on, today=on, by=house.people.wang)
    package = acts.revise(package, replace(PLAN, title="再解读"), on=on, today=on, by=house.people.wang, seen=1)
    acts.pass_material(package, on=on, today=on, by=house.qian, checks=CHECKS)
    made = acts.explain(package, house.explained, on=on, today=on, by=house.people.wang)
    assert made.content.review is not None and made.content.review.reviewers[0][:2] == ["release", "qian"]
    with pytest.raises(Unlawful, match="已经发布"):
        acts.explain(package, house.explained, on=on, today=on, by=house.people.wang)
    with pytest.raises(Unlawful, match="已经发布"):
        acts.revise(package, PLAN, on=on, today=on, by=house.people.wang, seen=2)
    owed = queries.duties(Document.objects.of(house.people.bureau), on, 2025)
    counted = coverage(queries.duty_facts(owed))
    assert (counted.due, counted.met, counted.same_day, counted.lags) == (1, 1, 0, (3,))
    assert owed[0].state is DutyState.IN_TIME


# -- links -------------------------------------------------------------------------------------------------------------


def other(house: House, title: str, kind: ContentClass = ContentClass.DOCUMENT) -> Content:
    column = house.explained if kind is ContentClass.INTERPRETATION else house.files
    review = documents.register_review(
        house.people.bureau, title=title, checks={}, reviewers=[], on=DAY, by=house.people.li
    )
    return disclosure.publish(column, Item(kind, title), on=DAY, today=DAY, by=house.people.wang, review=review)


@settings(max_examples=10)
@given(st.lists(st.tuples(st.integers(0, 3), st.sampled_from(LinkKind), st.integers(0, 3), st.booleans()), max_size=8))
def test_whoever_a_content_is_tied_to_is_tied_to_it(house: House, rows: list[tuple[int, LinkKind, int, bool]]) -> None:
    with pytest.raises(Undone), transaction.atomic():
        policy, told = published(house)
        some = [policy, *(other(house, f"文件{number}") for number in range(3))]
        for one, kind, two, dropped in rows:
            try:
                made = linking.belongs(some[one], kind, on=DAY, today=DAY, by=house.people.wang, content=some[two])
            except Unlawful:
                continue
            if dropped:
                linking.unlink(made, "登记错了", on=DAY, by=house.people.wang)
        everything = [*some, told.content]
        pairs = {(each.pk, tie.content.pk) for each in everything for tie in lines.ties(each) if tie.content}
        assert pairs == {(two, one) for one, two in pairs}
        assert (policy.pk, told.content.pk) in pairs
        raise Undone


def test_an_upper_policy_shows_its_local_document_and_the_other_way_round(house: House) -> None:
    policy, _ = published(house)
    upper = other(house, "省临时救助办法")
    linking.belongs(policy, LinkKind.UPPER, on=DAY, today=DAY, by=house.people.wang, content=upper)
    assert ("上级政策", upper) in [(tie.label, tie.content) for tie in lines.ties(policy)]
    assert [(tie.label, tie.content) for tie in lines.ties(upper)] == [("本地落实文件", policy)]
    with pytest.raises(Unlawful, match="已经登记"):
        linking.belongs(policy, LinkKind.UPPER, on=DAY, today=DAY, by=house.people.wang, content=upper)
    for wrong in ({}, {"title": "x", "address": "javascript:alert(1)"}, {"content": policy}, {"address": "/x/"}):
        with pytest.raises(Unlawful):
            linking.belongs(policy, LinkKind.NEWS, on=DAY, today=DAY, by=house.people.wang, **wrong)


def test_a_policy_is_one_line(house: House) -> None:
    policy, told = published(house)
    by, bureau = house.people.wang, house.people.bureau
    for kind, title in (
        (LinkKind.DRAFT, "征求意见稿"),
        (LinkKind.COMMENTS, "意见采纳情况"),
        (LinkKind.SERVICE, "指南"),
    ):
        content = other(house, title)
        linking.belongs(policy, kind, on=DAY, today=DAY, by=by, content=content)
    linking.answer(policy, "多久发钱", "十个工作日内。", "12345热线", on=DAY, today=DAY, by=by)
    told_line = {station.label: [tie.title for tie in station.ties] for station in lines.line(policy)}
    assert list(told_line)[:7] == ["上级政策", "征求意见稿", "意见采纳情况", "文件", "解读", "吹风会、宣讲", "问答"]
    assert told_line["解读"] == [told.content.title] and told_line["问答"] == ["多久发钱"]
    assert told_line["征求意见稿"] == ["征求意见稿"] and told_line["新闻发布"] == []
    asked = lines.questions(policy)[0]
    with pytest.raises(Unlawful, match="理由"):
        linking.take_down(asked, "", on=DAY, by=by)
    linking.take_down(asked, "重复", on=DAY, by=by)
    assert lines.questions(policy) == []
    assert Entry.objects.of(bureau).filter(act="take_down_question").exists()


def test_the_night_finds_what_died_tells_its_owner_once_and_clears_what_was_mended(house: House) -> None:
    policy, _ = published(house)
    people = house.people
    news = other(house, "新闻发布会")
    linking.belongs(policy, LinkKind.NEWS, on=DAY, today=DAY, by=people.wang, content=news)
    dead = linking.belongs(
        policy, LinkKind.SERVICE, on=DAY, today=DAY, by=people.wang, title="办事指南", address="/shili-minzheng/x/y/z/"
    )
    assert {each.broken for each in checking.check(people.bureau, DAY)} == {"address_dead"}
    linking.unlink(dead, "已下线", on=DAY, by=people.wang)
    assert checking.check(people.bureau, DAY) == []
    disclosure.withdraw(news, on=LATER, by=people.wang, reason="有误")
    assert checking.check_tonight(LATER) == 1 and checking.check_tonight(LATER) == 0
    [finding] = LinkFinding.objects.of(people.bureau).filter(cleared_on=None)
    assert finding.broken == "partner_gone" and finding.owner == people.wang
    checking.check(people.bureau, LATER)
    from_the_night = people.bureau.pk, LATER
    [check] = LinkCheck.objects.of(people.bureau).filter(on=LATER)
    assert (check.authority_id, check.on) == from_the_night and check.found == 1
    disclosure.withdraw(policy, on=LATER, by=people.wang, reason="有误")
    found = {each.broken for each in checking.check(people.bureau, LATER)}
    assert found == {"partner_gone", "policy_gone"}


def test_the_chore_of_the_night_leaves_one_notice(house: House) -> None:
    policy, told = published(house)
    disclosure.withdraw(told.content, on=DAY, by=house.people.wang, reason="有误")
    before = notices_for(house.people.wang).count()
    checking.check(house.people.bureau, LATER)
    checking.check(house.people.bureau, LATER)
    assert notices_for(house.people.wang).count() == before + 2
    subjects = [message.subject for message in notices_for(house.people.wang)]
    assert any("没有公开中的本机关解读" in subject and policy.title in subject for subject in subjects)


# -- who has none ------------------------------------------------------------------------------------------------------


def test_units_and_heads_without_an_interpretation_are_named(house: House) -> None:
    people = house.people

    def units() -> list[Authority]:
        return queries.units_without(people.county, DAY, 2025)

    assert people.bureau in units()
    assert (people.bureau, "李示例") in queries.heads_without(people.county, DAY, 2025)
    published(house)
    assert people.bureau not in units() and people.county in units()
    assert queries.heads_without(people.bureau, DAY, 2025) == []
    assert (people.bureau, "李示例") in queries.heads_without(people.bureau, DAY, 2024)


def test_channels_and_sections_are_counted_from_what_went_out(house: House) -> None:
    policy, _ = published(house)
    reprinted(house, policy)
    rows = queries.of_year(Interpretation.objects.of(house.people.bureau), 2025)
    counted = output([each.fact() for each in queries.told(rows)])
    assert counted.by_channel == {ReleaseChannel.WEBSITE.value: 2, ReleaseChannel.WECHAT.value: 1}
    assert counted.by_section == {"社会救助股": 2}
    assert counted.by_origin == {"own": 1, "upper": 1} and counted.not_text == 2
    assert prepared(house, policy).complete_on == DAY


def test_the_page_of_a_content_can_show_what_belongs_to_it(house: House) -> None:
    policy, told = published(house)
    shown = {
        block.title: [item.href for item in block.items]
        for block in blocks_of([policy])[policy.pk]
        if block.place is Place.BESIDE
    }
    assert shown == {"相关解读": [lines.page_of(told.content)], "来龙去脉": [lines.line_page(policy)]}
    shown = {block.title: [item.title for item in block.items] for block in blocks_of([told.content])[told.content.pk]}
    assert shown["相关文件"] == [policy.title]
    alone = other(house, "没有关联的文件")
    assert [block.place for block in blocks_of([alone])[alone.pk]] == [Place.BELOW], "only the poll"


def test_who_explains_is_named_with_the_role_and_a_head_counts_as_first_interpreter(house: House) -> None:
    policy, told = published(house)
    assert told.author == "王小样、李示例（单位主要负责人）" and told.role == "unit_head"
    made = reprinted(house, policy)
    assert made.author == "示例日报" and made.role == "media"


def test_a_withheld_document_owes_nothing_until_it_is_opened(house: House) -> None:
    document = drafted(house)
    take(document, Act.LABEL, house.people.wang, attribute="withheld", ground="internal", reason="内部事务")
    take(document, Act.SUBMIT, house.people.wang)
    for by in (house.sun, house.qian, house.wu):
        take(document, Act.REVIEW, by, checks=dict.fromkeys(CHECKS, True))
    documents.sign(document, "示民发", on=DAY, today=DAY, by=house.people.li)
    assert queries.duty_of(document, DAY) is None
    take(document, Act.RELABEL, house.sun, attribute="proactive", reason="可以公开")
    with pytest.raises(Unlawful, match="同步发布"):
        disclosure.publish_document(document, house.files, on=DAY, today=DAY, by=house.people.wang)
    package = acts.submit(document, PLAN, on=DAY, today=DAY, by=house.people.wang)
    with pytest.raises(Unlawful, match="没有齐备"):
        acts.publish_together(document, house.files, house.explained, on=DAY, today=DAY, by=house.people.wang)
    acts.pass_material(package, on=DAY, today=DAY, by=house.qian, checks=CHECKS)
    documents.register_review(
        document.authority, title=document.title, checks={}, reviewers=[], on=DAY, by=house.sun, document=document
    )
    acts.publish_together(document, house.files, house.explained, on=DAY, today=DAY, by=house.people.wang)


def test_what_was_changed_behind_the_acts_is_found(house: House) -> None:
    policy, told = published(house)
    asked = linking.answer(policy, "多久发钱", "十天", "热线", on=DAY, today=DAY, by=house.people.wang)
    assert list(verifying.findings(whole=True)) == []
    Interpretation.objects.of(policy.authority).filter(pk=told.pk).update(script={**told.script, "gist": "换了一句"})
    PackageVersion.objects.of(policy.authority).update(row={"title": "换了"})
    type(asked).objects.of(policy.authority).update(answer="换了")
    assert len(list(verifying.findings(whole=True))) == 3
