"""栏目抽查: drawn so that it can be drawn again, judged by others, the rate as it was judged, what is wrong moved in one step."""

from __future__ import annotations

import re
from collections import Counter
from datetime import timedelta

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.law.column_audit import ColumnSettlement, ColumnVerdict
from gongkai.law.grammar.flow import Unlawful
from gongkai.law.samples import ErrorRate
from gongkai.office.journal.models import Entry
from gongkai.office.journal.verify import verify
from gongkai.publication.catalogue.models import Column
from gongkai.publication.disclosure import queries as disclosure
from gongkai.publication.disclosure.models import Content
from gongkai.publication.disclosure.placing import acts, queries
from gongkai.publication.disclosure.placing.acts import ColumnDraw, Found
from gongkai.publication.disclosure.placing.models import ColumnAudit, ColumnFinding
from tests.cast import official
from tests.publication.conftest import DAY, House
from tests.publication.shelf import opened, published
from tests.publication.test_disclosure_pages import desk, page

WHEN = {"on": DAY, "today": DAY}


def shelves(house: House, many: int = 4) -> tuple[Column, Column]:
    notices, finance = opened(house.people, "通知公告", "tzgg"), opened(house.people, "财政信息", "czxx")
    for place in range(many):
        published(house, notices, f"第{place}号通知")
    published(house, finance, "部门预算")
    return notices, finance


def drawn(house: House, size: int = 20, **said: object) -> ColumnAudit:
    given = ColumnDraw("三季度栏目抽查", DAY, DAY, size, **said)  # type: ignore[arg-type]
    return acts.draw(house.people.bureau, given, by=house.people.li, **WHEN)


def of(audit: ColumnAudit, title: str) -> ColumnFinding:
    return queries.findings(audit).get(content__title=title)


def test_anybody_draws_the_same_sample_again_and_other_contents_are_found_out(house: House) -> None:
    notices, _ = shelves(house, 6)
    audit = drawn(house, 3)
    numbers = tuple(each.content.index_number for each in queries.findings(audit))
    assert len(numbers) == 3 and audit.population == 7 and queries.redrawn(audit) == (True, numbers)
    again = drawn(house, 3, seed=audit.seed)
    assert tuple(each.content.index_number for each in queries.findings(again)) == numbers
    published(house, notices, "后来的通知")
    assert not queries.redrawn(audit)[0]
    [first, *_] = Entry.objects.of(house.people.bureau).filter(act=acts.DRAW).order_by("seq")
    assert all(number in first.data for number in numbers) and audit.seed in first.data


def test_a_sample_is_of_a_column_with_those_beneath_it_or_of_a_section(house: House) -> None:
    notices, finance = shelves(house)
    below = opened(house.people, "环保公告", "hbgg", parent=notices)
    published(house, below, "空气质量")
    assert drawn(house, column=notices).population == 5
    assert drawn(house, column=below).population == 1
    Column.objects.of(house.people.bureau).filter(pk=finance.pk).update(section="财务科")
    audit = drawn(house, section="财务科")
    assert [each.content.title for each in queries.findings(audit)] == ["部门预算"]
    with pytest.raises(Unlawful, match="没有公开中的内容"):
        drawn(house, section="没有的科")
    with pytest.raises(Unlawful, match="早于起始日期"):
        acts.draw(house.people.bureau, ColumnDraw("抽查", DAY, DAY - timedelta(days=1), 3), by=house.people.li, **WHEN)


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.data())
def test_the_rates_are_those_of_the_last_verdicts_and_every_number_opens_as_many(
    house: House, data: st.DataObject
) -> None:
    bureau = house.people.bureau
    if not ColumnAudit.objects.of(bureau).exists():
        shelves(house)
    [notices, finance] = Column.objects.of(bureau).filter(slug__in=("tzgg", "czxx")).order_by("-slug")
    audit = drawn(house)
    found = list(queries.findings(audit))
    model: dict[int, ColumnVerdict] = {}
    judged = data.draw(st.lists(st.tuples(st.sampled_from(found), st.sampled_from(ColumnVerdict)), max_size=12))
    for finding, verdict in judged:
        other = finance if finding.column_id == notices.pk else notices
        acts.judge(finding, Found(verdict, other, "看标题和正文"), by=house.qian, **WHEN)
        model[finding.pk] = verdict
    columns = {each.pk: str(each.column_id) for each in found}
    counted = Counter((columns[key], verdict) for key, verdict in model.items())
    rows = queries.findings(audit)
    wanted = {
        column: ErrorRate(
            counted[column, ColumnVerdict.WRONG],
            counted[column, ColumnVerdict.WRONG] + counted[column, ColumnVerdict.RIGHT],
        )
        for column in set(columns.values())
    }
    rates = queries.rates(rows, "column")
    assert rates == {column: rate for column, rate in wanted.items() if rate.looked_at}
    assert queries.whole_rate(rows) == ErrorRate(
        sum(each.wrong for each in wanted.values()), sum(each.looked_at for each in wanted.values())
    )
    for by in queries.GROUPS:
        for key, rate in queries.rates(rows, by).items():
            assert queries.behind(rows, by, key, "").count() == rate.looked_at
            assert queries.behind(rows, by, key, "wrong").count() == rate.wrong
            assert rate.interval and rate.interval[0] <= (rate.rate or 0) <= rate.interval[1]


def test_who_keeps_the_column_or_published_the_content_does_not_judge_it(house: House) -> None:
    notices, finance = shelves(house)
    audit = drawn(house)
    finding = of(audit, "第0号通知")
    with pytest.raises(Unlawful, match="不能抽查自己经手"):
        acts.judge(finding, Found(ColumnVerdict.RIGHT), by=house.people.wang, **WHEN)
    Column.objects.of(house.people.bureau).filter(pk=notices.pk).update(deputy=house.sun)
    with pytest.raises(Unlawful, match="不能抽查自己经手"):
        acts.judge(of(audit, "第0号通知"), Found(ColumnVerdict.RIGHT), by=house.sun, **WHEN)
    for found, told in (
        (Found(ColumnVerdict.WRONG, None, "错了"), "选明应在哪个栏目"),
        (Found(ColumnVerdict.WRONG, notices, "错了"), "相同"),
        (Found(ColumnVerdict.WRONG, finance), "写明为什么"),
        (Found(ColumnVerdict.UNSURE), "写明为什么"),
    ):
        with pytest.raises(Unlawful, match=told):
            acts.judge(finding, found, by=house.qian, **WHEN)


def test_what_is_wrong_is_moved_in_one_step_with_its_address_or_stays_for_a_reason(house: House) -> None:
    notices, finance = shelves(house, 2)
    audit, by = drawn(house), house.qian
    first, second, budget = (of(audit, title) for title in ("第0号通知", "第1号通知", "部门预算"))
    address, number = disclosure.address(first.content), first.content.index_number
    for finding in (first, second):
        acts.judge(finding, Found(ColumnVerdict.WRONG, finance, "是财政信息"), by=by, **WHEN)
    with pytest.raises(Unlawful, match="还有3件"):
        acts.close(audit, by=by, **WHEN)
    acts.move(first, by=house.people.wang, **WHEN)
    moved = Content.objects.of(house.people.bureau).get(index_number=number)
    assert moved.column == finance and disclosure.address(moved) == address
    assert "栏目抽查" in disclosure.versions(moved)[0].reason
    with pytest.raises(Unlawful, match="没有待处理"):
        acts.move(first, by=house.people.wang, **WHEN)
    with pytest.raises(Unlawful, match="写明理由"):
        acts.leave(second, " ", by=house.sun, **WHEN)
    acts.leave(second, "两个栏目都相关", by=house.sun, **WHEN)
    with pytest.raises(Unlawful, match="没有待处理"):
        acts.move(budget, by=house.people.wang, **WHEN)
    with pytest.raises(Unlawful, match="已经处理"):
        acts.judge(first, Found(ColumnVerdict.RIGHT), by=by, **WHEN)
    acts.judge(budget, Found(ColumnVerdict.RIGHT), by=by, **WHEN)
    assert queries.whole_rate(queries.findings(audit)) == ErrorRate(2, 3), "moved or not, it had stood wrongly"
    assert queries.rates(queries.findings(audit), "column")[str(notices.pk)] == ErrorRate(2, 2)
    acts.close(audit, by=by, **WHEN)
    with pytest.raises(Unlawful, match="已经办结"):
        acts.judge(budget, Found(ColumnVerdict.RIGHT), by=by, **WHEN)
    settled = set(ColumnFinding.objects.of(house.people.bureau).values_list("settlement", flat=True))
    assert settled == {"", ColumnSettlement.MOVED, ColumnSettlement.LEFT}
    assert [str(each) for each in verify(whole=True)] == []


def test_the_audit_goes_through_its_pages_and_every_number_leads_to_its_contents(house: House) -> None:
    _, finance = shelves(house, 2)
    official("zheng", "郑抽查", house.people.bureau, "legal")
    zheng, wang = desk("zheng"), desk("wang")
    form = {"form_of_the_house": "1"}
    given = {**form, "title": "抽查", "since": str(DAY), "through": str(DAY), "size": "10", "column": "", "section": ""}
    assert zheng.post("/desk/column-audits/draw/", given).status_code == 302
    audit = ColumnAudit.objects.of(house.people.bureau).get()
    assert "重新抽样，结果相同" in page(zheng, f"/desk/column-audits/{audit.pk}/")
    first, second, budget = (of(audit, title) for title in ("第0号通知", "第1号通知", "部门预算"))
    at = "/desk/column-audits/findings/"
    wrong = {**form, "verdict": "wrong", "belongs": "", "note": "是财政信息"}
    assert "应当选明应在哪个栏目" in zheng.post(f"{at}{first.pk}/judge/", wrong, follow=True).content.decode()
    for finding, verdict in ((first, "wrong"), (second, "unsure"), (budget, "right")):
        belongs = finance.pk if verdict == "wrong" else ""
        told = {**wrong, "verdict": verdict, "belongs": belongs}
        assert zheng.post(f"{at}{finding.pk}/judge/", told).status_code == 302
    assert zheng.post(f"{at}{first.pk}/move/").status_code == 403
    assert "移正" in page(wang, f"{at}{first.pk}/")
    assert wang.post(f"{at}{first.pk}/move/").status_code == 302
    assert zheng.post(f"/desk/column-audits/{audit.pk}/close/").status_code == 302
    text = page(wang, f"/desk/column-audits/?year={audit.drawn_on.year}")
    assert "50.0%" in text
    for href in re.findall(r'href="(/desk/column-audits/behind/[^"]+)"', text):
        opened_page = page(wang, href.replace("&amp;", "&"))
        assert opened_page.count("/desk/column-audits/findings/") >= 1
    behind = page(wang, f"/desk/column-audits/behind/?audit={audit.pk}&verdict=wrong")
    assert "第0号通知" in behind and "部门预算" not in behind
    assert wang.get("/desk/column-audits/behind/").status_code == 404
    assert Client().get("/desk/column-audits/").status_code == 302
