"""建议提案对外: receipts of copies, a reply among what is disclosed, and a proposer who looks and speaks by a code."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client

from gongkai.casework.proposals import disclosing, following, queries
from gongkai.casework.proposals.models import Proposal
from gongkai.law.annual_report import edition
from gongkai.law.annual_report.procedure import Scope
from gongkai.law.disclosure import ContentClass
from gongkai.law.grammar.flow import Unlawful
from gongkai.law.proposal_flow import Act, State
from gongkai.law.proposal_replies import Feedback
from gongkai.law.proposal_terms import Copied
from gongkai.office.journal.models import Access, Entry
from gongkai.office.journal.verify import verify
from gongkai.oversight.reports import queries as reports
from gongkai.publication.catalogue.acts import ColumnPlan, open_column
from gongkai.publication.catalogue.models import Column
from gongkai.publication.disclosure.models import Content
from gongkai.web import clock
from tests.casework.engagement.conftest import public_form
from tests.casework.proposals.conftest import CONTACT, ON, House
from tests.casework.proposals.test_pages import logged_in, page, sent

pytestmark = pytest.mark.django_db
FOLLOW, APPRAISE = "/shili/jyta/cx/", "/shili/jyta/pj/"
DAY = ON + timedelta(days=2)


def column(house: House, *accepts: ContentClass, name: str = "建议提案办理") -> Column:
    plan = ColumnPlan(name, "jyta", "办公室", accepts or (ContentClass.ENFORCEMENT,))
    return open_column(house.bureau, plan, on=ON, by=house.people.wang)


# -- receipts --------------------------------------------------------------------------------------------------------------


def test_a_receipt_is_of_one_who_was_sent_a_copy_and_comes_once(house: House) -> None:
    row = house.replied()
    received = {"of": "congress_office", "received_on": f"{DAY}"}
    with pytest.raises(Unlawful, match="没有抄送过人大常委会代工委"):
        house.take(row, Act.RECEIPT, DAY, **received)
    house.take(row, Act.COPY, ON)
    standing = house.take(row, Act.RECEIPT, DAY, **received)
    assert standing.reply is not None and standing.reply.unreceipted == (Copied.GOVERNMENT_OFFICE,)
    with pytest.raises(Unlawful, match="已经登记"):
        house.take(row, Act.RECEIPT, DAY, **received)
    with pytest.raises(Unlawful, match="回执日期"):
        house.take(row, Act.RECEIPT, DAY, of="government_office", received_on=f"{ON - timedelta(days=1)}")


def test_receipts_go_on_after_the_file_is_closed_and_the_page_says_who_is_silent(house: House) -> None:
    row = house.published()
    for act in (Act.COPY, Act.FEEDBACK, Act.CLOSE):
        house.take(row, act)
    row.refresh_from_db()
    wang = logged_in("wang")
    assert page(wang, f"/desk/proposals/{row.dossier_id}/").count("未回执") == 2
    shown = sent(wang, row, "receipt", of="congress_office", received_on=f"{ON}")
    assert f"{ON}回执" in shown and shown.count("未回执") == 1


# -- among what is disclosed -----------------------------------------------------------------------------------------------


def counted(house: House, year: int) -> int:
    sheet = reports.Ledger(house.bureau, Scope.OWN).counted(edition(2018), year).sheets["statistics"]
    return int(sheet["disclosed_total", "value"] or 0)


def test_a_published_reply_is_a_content_of_who_published_it_counted_once_and_goes_with_the_reply(house: House) -> None:
    row, where = house.published(), column(house)
    by = house.people.wang
    content = disclosing.disclose(row, where, on=DAY, today=DAY, by=by)
    assert disclosing.disclose(row, where, on=DAY, today=DAY, by=by) == content
    assert (content.authority, content.number, content.kind) == (
        house.bureau,
        "示民函〔2025〕3号",
        ContentClass.ENFORCEMENT,
    )
    assert CONTACT not in content.text and "南街已补装路灯" in content.text and content.index_number
    assert counted(house, 2025) == 1 and Content.objects.of(house.bureau).count() == 1
    house.take(row, Act.TAKE_DOWN, DAY, reason="内容有误")
    content.refresh_from_db()
    assert content.withdrawn_on == DAY
    assert [str(finding) for finding in verify(whole=True)] == []


def test_what_is_not_out_or_is_of_another_column_is_not_listed(house: House) -> None:
    where, by = column(house), house.people.wang
    with pytest.raises(Unlawful, match="还没有公开"):
        disclosing.disclose(house.replied("1"), where, on=DAY, today=DAY, by=by)
    row = house.published("2")
    with pytest.raises(Unlawful, match="早于"):
        disclosing.disclose(row, where, on=ON - timedelta(days=1), today=DAY, by=by)
    other = open_column(house.county, ColumnPlan("办理", "banli", "办公室"), on=ON, by=house.office)
    with pytest.raises(Unlawful, match="单位自己的"):
        disclosing.disclose(row, other, on=DAY, today=DAY, by=by)
    news = open_column(house.bureau, ColumnPlan("动态", "dongtai", "办公室", (ContentClass.NEWS,)), on=ON, by=by)
    assert news not in disclosing.columns(house.bureau, DAY)
    with pytest.raises(Unlawful, match="不收办理结果"):
        disclosing.disclose(row, news, on=DAY, today=DAY, by=by)


def test_a_column_that_takes_notices_gets_it_as_a_notice(house: House) -> None:
    content = disclosing.disclose(
        house.published(), column(house, ContentClass.NOTICE), on=DAY, today=DAY, by=house.people.wang
    )
    assert content.kind == ContentClass.NOTICE


def test_who_publishes_lists_it_from_the_file(house: House) -> None:
    row, where = house.published(), column(house)
    wang = logged_in("wang")
    address = f"/desk/proposals/{row.dossier_id}/"
    assert "列入主动公开内容" in page(wang, address)
    given = {"column": str(where.pk), "on": f"{clock.today()}", "form_of_the_house": "1"}
    shown = wang.post(f"{address}disclose/", given, follow=True).content.decode()
    row.refresh_from_db()
    assert row.content is not None and row.content.index_number in shown
    assert "列入主动公开内容</a>" not in page(wang, address)


# -- by a code -------------------------------------------------------------------------------------------------------------


def code_of(house: House, row: Proposal) -> str:
    return following.issue_code(row, on=ON, by=house.office)


def test_a_proposer_reads_the_whole_reply_by_number_and_code_and_a_new_code_closes_the_old(house: House) -> None:
    row = house.replied(reply_class="A", promises=[])
    number, first = row.dossier.number, code_of(house, row)
    shown = Client().post(FOLLOW, public_form(number=number, code=first)).content.decode()
    assert "南街已补装路灯" in shown and "示例县民政局" in shown and "评价答复" in shown
    assert Access.objects.everywhere().filter(dossier=row.dossier).count() == 1
    second = code_of(house, row)
    for number_given, code in ((number, first), ("〔2025〕999号", second), (number, "")):
        told = Client().post(FOLLOW, public_form(number=number_given, code=code)).content.decode()
        assert "南街已补装路灯" not in told
    assert following.by_code(house.county, number, second) == row
    assert first not in "".join(str(entry.data) for entry in Entry.objects.everywhere())


def test_nothing_drawn_and_not_sent_is_shown_to_the_proposer(house: House) -> None:
    row = house.drafted()
    shown = Client().post(FOLLOW, public_form(number=row.dossier.number, code=code_of(house, row))).content.decode()
    assert "南街已补装路灯" not in shown and "评价答复" not in shown


def test_a_proposer_says_that_it_does_not_please_and_why_and_it_is_handled_anew(house: House) -> None:
    row = house.published()
    given = {"number": row.dossier.number, "code": code_of(house, row)}
    silent = Client().post(APPRAISE, public_form(**given, satisfaction="unsatisfied")).content.decode()
    assert "不满意的理由" in silent
    said = public_form(**given, satisfaction="unsatisfied", said="没有说明何时完工")
    assert "不满意" in Client().post(APPRAISE, said).content.decode()
    row.refresh_from_db()
    assert row.satisfaction == Feedback.UNSATISFIED
    entry = Entry.objects.of(house.county).filter(dossier=row.dossier).order_by("-seq").first()
    assert entry is not None and entry.by is None and entry.act == Act.FEEDBACK
    house.take(row, Act.REHANDLE, clock.today())
    assert queries.standing(row).state is State.HANDLING


def test_nobody_appraises_what_was_not_answered_or_is_closed_or_with_a_wrong_code(house: House) -> None:
    row = house.handed_over()
    code = code_of(house, row)
    asked = public_form(number=row.dossier.number, code=code, satisfaction="satisfied")
    assert "答复以后" in Client().post(APPRAISE, asked).content.decode()
    wrong = public_form(number=row.dossier.number, code="X" * 16, satisfaction="satisfied")
    assert "编号或者查询码不正确" in Client().post(APPRAISE, wrong).content.decode()
    row.refresh_from_db()
    assert not row.satisfaction


def test_the_code_is_handed_out_by_the_office_alone_and_stands_on_one_page_once(house: House) -> None:
    row = house.replied()
    address = f"/desk/proposals/{row.dossier_id}/issue-code/"
    assert logged_in("wang").get(address).status_code in (403, 404)
    office = logged_in("fu")
    assert "查询码" in page(office, address)
    shown = office.post(address, {"sure": "on", "form_of_the_house": "1"}).content.decode()
    code = re.search(r"(?:\w{4}-){3}\w{4}", shown)
    assert code and following.by_code(house.county, row.dossier.number, code[0]) == row
    shown = page(office, f"/desk/proposals/{row.dossier_id}/")
    assert code[0] not in shown and "发放提出人查询码" in shown and "issue_proposal_code" not in shown


def test_the_hall_knows_a_proposal_by_its_code(house: House) -> None:
    row = house.replied()
    answer = Client().post("/shili/hd/cx/", public_form(number=row.dossier.number, code=code_of(house, row)))
    assert (answer.status_code, answer.headers["Location"]) == (307, FOLLOW)
