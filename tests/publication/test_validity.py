"""规范性文件的效力: registered, changed, ended by another, cleaned up; the register answers for any day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.law.abolition import Match
from gongkai.law.annual_report.facts import InstrumentFact
from gongkai.law.authorities import AuthorityKind
from gongkai.law.documents import DocumentKind
from gongkai.law.grammar.flow import Unlawful
from gongkai.law.validity import ChangeKind, InstrumentKind, Keep, StockMovement, Validity
from gongkai.office.journal.entries import Entry
from gongkai.office.journal.verify import verify
from gongkai.publication.disclosure import acts as disclosure
from gongkai.publication.documents.cleaning import acts as cleaning
from gongkai.publication.documents.models import Instrument, InstrumentChange
from gongkai.publication.documents.practice import acts as practice
from gongkai.publication.documents.practice.acts import Figures
from gongkai.publication.documents.validity import acts, queries
from gongkai.publication.documents.validity.acts import Mark, Registration, Source
from gongkai.publication.interpretation import acts as interpretation
from tests.cast import authority
from tests.publication.conftest import DAY, House
from tests.publication.instruments import MADE, registered, signed

OF_COUNTY = Source("示例县人民政府关于废止部分文件的决定", "示政发〔2025〕3号", date(2025, 3, 1))


def marked(house: House, source: Source | None, *marks: Mark) -> list[InstrumentChange]:
    return acts.mark(source, marks, entered_on=DAY, today=DAY, by=house.people.wang)


def entries(house: House, act: str) -> int:
    return Entry.objects.of(house.people.bureau).filter(act=act).count()


@pytest.mark.django_db
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    lasts=st.none() | st.integers(100, 900),
    tried=st.lists(
        st.tuples(st.sampled_from(ChangeKind), st.integers(-30, 1500), st.integers(1, 2000)), min_size=1, max_size=6
    ),
    asked=st.lists(st.integers(-10, 3000), min_size=1, max_size=5),
)
def test_the_register_says_on_any_day_what_follows_from_the_acts(
    house: House, lasts: int | None, tried: list[tuple[ChangeKind, int, int]], asked: list[int]
) -> None:
    number = f"示民发〔2015〕{Instrument.objects.everywhere().count() + 1}号"
    until = MADE + timedelta(days=lasts) if lasts is not None else None
    instrument = registered(house, number, expires_on=until)
    for kind, after, longer in tried:
        given = Mark(
            instrument, kind, MADE + timedelta(days=after), MADE + timedelta(days=longer), place="第三条", reason="样例"
        )
        before = entries(house, "change_instrument")
        try:
            marked(house, None, given)
        except Unlawful:
            assert entries(house, "change_instrument") == before
    rows = queries.instruments(house.people.bureau)
    assert queries.astray(rows) == []
    instrument.refresh_from_db()
    for day in (MADE + timedelta(days=each) for each in asked):
        told = queries.recomputed(instrument).status(day)
        assert instrument.course.status(day) is told
        holding = {status for status in Validity if queries.on_day(rows.filter(pk=instrument.pk), day, status).exists()}
        assert holding == ({told} if told else set()), "the test of the shadows says the same, and nothing else"


def test_an_abolishing_decision_marks_its_three_targets_and_reports_the_wrong_number(house: House) -> None:
    first = registered(house, "示民发〔2015〕1号", "示例县临时救助办法")
    second = registered(house, "示民发〔2015〕2号", "示例县燃煤补贴办法")
    third = registered(house, "示民发〔2015〕3号", "示例县殡葬补助办法")
    text = (
        "经研究，决定废止《示例县临时救助办法》（示民发〔2015〕1号）、《示例县燃煤补贴办法》（示民发〔2015〕2号）、"
        "《示例县殡葬补助办法》（示民发〔2015〕3号）和《示例县慰问办法》（示民发〔2015〕33号）。本决定自公布之日起施行。"
    )
    decision = signed(house, "示例县民政局关于废止部分文件的决定", text)
    assert queries.abolishing(house.people.bureau) == [decision]
    told = queries.proposals(decision)
    assert [each.certain for each in told] == [True, True, True, False]
    assert told[3].matched.match is Match.UNKNOWN and told[3].instrument is None and not told[3].may_confirm
    marks = [Mark(each.instrument, each.matched.mention.kind, each.on) for each in told if each.instrument]
    rows = marked(house, acts.source_of(decision), *marks)
    assert len(rows) == 3 and entries(house, "change_instrument") == 3
    for instrument in (first, second, third):
        instrument.refresh_from_db()
        assert instrument.course.status(DAY) is Validity.REPEALED
        assert instrument.course.status(DAY - timedelta(days=1)) is Validity.IN_FORCE
        [change] = queries.changes(instrument)
        assert change.source_document == decision and change.source_number == decision.number
    assert {row.instrument for row in queries.effects_of(decision)} == {first, second, third}
    assert queries.abolishing(house.people.bureau) == []
    assert not any(each.may_confirm for each in queries.proposals(decision)), "nothing is ended twice"
    assert [str(each) for each in verify(whole=True)] == []


def test_all_targets_are_marked_or_none(house: House) -> None:
    first, second = registered(house, "示民发〔2015〕1号"), registered(house, "示民发〔2015〕2号")
    marked(house, OF_COUNTY, Mark(second, ChangeKind.REPEAL, date(2025, 3, 1)))
    with pytest.raises(Unlawful, match="不能再废止"):
        marked(
            house,
            OF_COUNTY,
            Mark(first, ChangeKind.REPEAL, date(2025, 4, 1)),
            Mark(second, ChangeKind.REPEAL, date(2025, 4, 1)),
        )
    first.refresh_from_db()
    assert first.ends_on is None and entries(house, "change_instrument") == 1


def test_documents_that_abolish_each_other_are_refused(house: House) -> None:
    first = registered(house, "示民发〔2015〕1号")
    second = registered(house, "示民发〔2015〕2号")
    marked(house, acts.source_of_instrument(first), Mark(second, ChangeKind.REPEAL, MADE))
    with pytest.raises(Unlawful, match="相互废止"):
        marked(house, acts.source_of_instrument(second), Mark(first, ChangeKind.REPEAL, MADE))
    with pytest.raises(Unlawful, match="不能废止自己"):
        marked(house, acts.source_of_instrument(first), Mark(first, ChangeKind.REPEAL, MADE))
    later = registered(house, "示民发〔2018〕1号", made_on=date(2018, 1, 1))
    with pytest.raises(Unlawful, match="在后制定"):
        marked(house, acts.source_of_instrument(first), Mark(later, ChangeKind.REPEAL, date(2018, 2, 1)))


def test_nobody_ends_what_is_not_his_or_of_those_beneath_him(house: House) -> None:
    given = Registration(InstrumentKind.NORMATIVE, "另设县办法", "另民发〔2015〕1号", "另设县民政局", MADE)
    theirs = acts.register(house.people.elsewhere, given, on=DAY, today=DAY, by=house.people.zhao)
    text = "决定废止《另设县办法》（另民发〔2015〕1号）。"
    decision = signed(house, "示例县民政局关于废止文件的决定", text)
    [told] = queries.proposals(decision)
    assert told.matched.match is Match.UNKNOWN
    with pytest.raises(Unlawful, match="不在本机关及下级范围内"):
        marked(house, acts.source_of(decision), Mark(theirs, ChangeKind.REPEAL, DAY))


def test_a_document_enters_the_register_with_the_days_its_own_text_names(house: House) -> None:
    text = "第一条 样例。第二条 本办法自2025年10月1日起施行，有效期五年。"
    document = signed(house, "示例县临时救助办法", text, kind=DocumentKind.NORMATIVE)
    interpretation.exempt(document, "样例", on=DAY, today=DAY, by=house.sun)
    assert list(queries.unregistered(house.people.bureau)) == [document]
    instrument = acts.register_document(document, on=DAY, today=DAY, by=house.people.wang)
    assert (instrument.effective_on, instrument.expires_on) == (date(2025, 10, 1), date(2030, 9, 30))
    assert instrument.course.status(DAY) is Validity.PENDING
    assert not queries.unregistered(house.people.bureau).exists()
    assert not queries.public(house.people.bureau, DAY).exists(), "signed is not published"
    content = disclosure.publish_document(document, house.files, on=DAY, today=DAY, by=house.people.wang)
    assert list(queries.public(house.people.bureau, DAY)) == [instrument]
    disclosure.withdraw(content, on=DAY, by=house.people.wang, reason="附件有误")
    assert not queries.public(house.people.bureau, DAY).exists(), "what is withdrawn has no public page here either"


def test_what_may_not_be_registered_is_refused_with_its_rule(house: House) -> None:
    registered(house, "示民发〔2015〕1号")
    with pytest.raises(Unlawful, match="已经登记"):
        registered(house, "示民发[2015]第01号")
    with pytest.raises(Unlawful, match="没有制定规章的权限"):
        given = Registration(InstrumentKind.RULES, "示例规章", "示令1号", "示例县民政局", MADE)
        acts.register(house.people.bureau, given, on=DAY, today=DAY, by=house.people.wang)
    twice = [Registration(InstrumentKind.NORMATIVE, "甲", "示民发〔2016〕1号", "局", MADE)] * 2
    with pytest.raises(Unlawful, match="不止一次"):
        acts.register_many(house.people.bureau, twice, on=DAY, today=DAY, by=house.people.wang)
    assert Instrument.objects.of(house.people.bureau).count() == 1


def test_a_partial_repeal_names_its_articles_and_a_change_without_a_source_its_reason(house: House) -> None:
    instrument = registered(house, "示民发〔2015〕1号")
    with pytest.raises(Unlawful, match="哪些条款"):
        marked(house, OF_COUNTY, Mark(instrument, ChangeKind.REPEAL_PARTLY, DAY))
    with pytest.raises(Unlawful, match="应当写明理由"):
        marked(house, None, Mark(instrument, ChangeKind.LAPSE, DAY))
    marked(house, OF_COUNTY, Mark(instrument, ChangeKind.REPEAL_PARTLY, DAY, place="第三条"))
    instrument.refresh_from_db()
    assert instrument.course.status(DAY) is Validity.PARTLY


def test_a_registration_is_put_right_and_a_change_voided_without_losing_what_was_said(house: House) -> None:
    instrument = registered(house, "示民发〔2015〕1号", expires_on=date(2020, 12, 31))
    [extended] = marked(house, OF_COUNTY, Mark(instrument, ChangeKind.EXTEND, date(2020, 6, 1), date(2026, 12, 31)))
    right = Registration(InstrumentKind.NORMATIVE, instrument.title, "示民发〔2015〕1号", "示例县民政局", MADE)
    with pytest.raises(Unlawful, match="没有有效期"):
        acts.correct(instrument, right, on=DAY, today=DAY, by=house.people.li, reason="原文没有有效期")
    instrument.refresh_from_db()
    assert instrument.expires_on == date(2020, 12, 31)
    acts.void(extended, on=DAY, today=DAY, by=house.people.li, reason="登记错了文件")
    acts.correct(instrument, right, on=DAY, today=DAY, by=house.people.li, reason="原文没有有效期")
    assert instrument.course.status(DAY) is Validity.IN_FORCE
    [note] = queries.corrections(instrument)
    assert note.data["before"]["expires_on"] == "2020-12-31" and note.data["after"]["expires_on"] is None
    [kept] = queries.changes(instrument)
    assert kept.voided_on == DAY and queries.astray(queries.instruments(house.people.bureau)) == []


def test_what_ends_soon_is_told_as_early_as_the_authority_wishes(house: House) -> None:
    soon = registered(house, "示民发〔2015〕1号", expires_on=DAY + timedelta(days=100))
    registered(house, "示民发〔2015〕2号", expires_on=DAY + timedelta(days=300))
    registered(house, "示民发〔2015〕3号", expires_on=DAY - timedelta(days=1))
    assert queries.expiring(house.people.bureau, DAY) == [soon]
    figures = Figures(12, 30, 30, 10, 7, "示例县规范性文件管理办法")
    practice.set_practice(house.people.bureau, figures, on=DAY, by=house.people.li)
    assert len(queries.expiring(house.people.bureau, DAY)) == 2
    with pytest.raises(Unlawful, match="不能少于30日"):
        practice.set_practice(house.people.bureau, Figures(6, 15, 30, 7, 7, "示例"), on=DAY, by=house.people.li)


def test_a_clean_up_closes_only_when_everything_is_decided_and_then_ends_what_it_decided(house: House) -> None:
    kept, ended, lapsed = (registered(house, f"示民发〔2015〕{n}号") for n in (1, 2, 3))
    registered(house, "示民发〔2015〕4号", expires_on=date(2020, 1, 1))
    by, bureau = house.people.wang, house.people.bureau
    round_ = cleaning.open_clean_up(bureau, "2025年文件清理", as_of=DAY, on=DAY, today=DAY, by=by)
    with pytest.raises(Unlawful, match="尚未办结"):
        cleaning.open_clean_up(bureau, "又一轮", as_of=DAY, on=DAY, today=DAY, by=by)
    items = {item.instrument: item for item in queries.clean_up_items(round_)}
    assert set(items) == {kept, ended, lapsed}
    outcome = cleaning.Outcome("关于公布清理结果的通知", "示民发〔2025〕9号", DAY, DAY)
    cleaning.decide(items[kept], Keep.CONTINUE, reason="", on=DAY, today=DAY, by=by)
    with pytest.raises(Unlawful, match="应当写明理由"):
        cleaning.decide(items[ended], Keep.REPEAL, reason="", on=DAY, today=DAY, by=by)
    cleaning.decide(items[ended], Keep.REPEAL, reason="已被新办法代替", on=DAY, today=DAY, by=by)
    with pytest.raises(Unlawful, match="还有1件没有清理意见"):
        cleaning.close(round_, outcome, on=DAY, today=DAY, by=by)
    cleaning.decide(items[lapsed], Keep.LAPSE, reason="调整对象已经消失", on=DAY, today=DAY, by=by)
    cleaning.close(round_, outcome, on=DAY, today=DAY, by=by)
    assert [len(rows) for rows in queries.catalogues(round_).values()] == [1, 1, 1]
    told = {}
    for instrument in (kept, ended, lapsed):
        instrument.refresh_from_db()
        told[instrument.number] = instrument.course.status(DAY)
    assert list(told.values()) == [Validity.IN_FORCE, Validity.REPEALED, Validity.EXPIRED]
    with pytest.raises(Unlawful, match="已经办结"):
        cleaning.decide(items[kept], Keep.LAPSE, reason="x", on=DAY, today=DAY, by=by)
    assert [str(each) for each in verify(whole=True)] == []


def test_the_stock_of_a_year_is_counted_and_each_number_names_its_documents(house: House) -> None:
    registered(house, "示民发〔2015〕1号")
    ended = registered(house, "示民发〔2015〕2号")
    registered(house, "示民发〔2015〕3号", expires_on=date(2025, 5, 31))
    new = registered(house, "示民发〔2025〕1号", made_on=date(2025, 2, 1), published_on=date(2025, 2, 3))
    marked(house, OF_COUNTY, Mark(ended, ChangeKind.REPEAL, date(2025, 3, 1)))
    rows = queries.instruments(house.people.bureau)
    counted = {fact.movement: fact.count for fact in queries.facts(rows, 2025)}
    assert counted == {
        StockMovement.MADE: 1,
        StockMovement.PUBLISHED: 1,
        StockMovement.ENDED: 2,
        StockMovement.IN_FORCE: 2,
        StockMovement.OPEN: 2,
    }
    [before] = [fact.count for fact in queries.facts(rows, 2024) if fact.movement is StockMovement.IN_FORCE]
    assert before == 3 and counted[StockMovement.IN_FORCE] == before + 1 - 2
    made = InstrumentFact(InstrumentKind.NORMATIVE, StockMovement.MADE, 1)
    assert queries.behind(rows, [made], 2025) == [new]


def test_a_prefecture_may_register_rules(house: House) -> None:
    city = authority("shilizhou", "示例州人民政府", AuthorityKind.PREFECTURE)
    given = Registration(InstrumentKind.RULES, "示例州城市管理规定", "示例州令第7号", "示例州人民政府", MADE)
    row = acts.register(city, given, on=DAY, today=DAY, by=None)
    assert row.number == "示例州令7号"
