"""月报页面: from the first look to the third signature, the roll-up with its files, who is late, and the rule of the place."""

from __future__ import annotations

import io
import re
from datetime import date

import pytest
from django.test import Client

from gongkai.law.application_figures import Period
from gongkai.law.grammar.flow import Unlawful
from gongkai.law.monthly.returns import Act, DueDay, State
from gongkai.office.authorities import acts as authorities
from gongkai.office.authorities.models import Official, Posting
from gongkai.office.journal.verify import verify
from gongkai.oversight.reports import chores
from gongkai.oversight.reports.returns import acts, queries, rules, waiting
from gongkai.oversight.reports.returns.models import MonthlyReturn
from gongkai.papers.docx import read_docx
from gongkai.papers.xlsx import read_xlsx
from gongkai.web import clock
from tests.oversight.returns.conftest import TODAY, History, Letter, Units, begun, handed_in, moment, step

pytestmark = pytest.mark.django_db
MONTH = "/desk/reports/returns/shili-minzheng/2025/9/"


@pytest.fixture
def today(monkeypatch: pytest.MonkeyPatch) -> date:
    monkeypatch.setattr(clock, "today", lambda: TODAY)
    monkeypatch.setattr(clock, "now", lambda: moment(TODAY))
    return TODAY


def at(client: Client, person: Official) -> Client:
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def act(client: Client, address: str, name: str, **given: str) -> str:
    page = client.get(f"{address}act/{name}/" + (f"?key={given['key']}" if "key" in given else "")).content.decode()
    found = re.search(r'name="seen" value="(\d+)"', page)
    assert found is not None, page
    sent = {"on": str(TODAY), "seen": found[1], "form_of_the_house": "1", **given}
    answer = client.post(f"{address}act/{name}/", sent, follow=True)
    assert answer.status_code in (200, 409, 422)
    return answer.content.decode()


def test_a_return_goes_through_three_hands_and_stays(units: Units, today: date, client: Client) -> None:
    History(letters=[Letter("bureau", 9)]).enter(units)
    wang, sun, li = units.signers[units.bureau.pk]
    at(client, wang)
    assert "尚未开始填报" in client.get(MONTH).content.decode()
    client.post(f"{MONTH}open/")
    page = client.get(MONTH).content.decode()
    assert "填报中" in page and "1件" in page and "已过报送期限" in page
    refused = act(client, MONTH, "correct", key="tickets.received", now="3", reason="")
    assert "请填写更正理由" in refused
    page = act(client, MONTH, "correct", key="tickets.received", now="3", reason="电话登记簿另有两件")
    assert "电话登记簿另有两件" in page and "勾稽关系不成立" in page
    assert "各类留言之和1不等于受理3" in act(client, MONTH, "submit")
    act(client, MONTH, "restore", key="tickets.received")
    act(client, MONTH, "note", text="本月只有一件来信。")
    assert "待审核" in act(client, MONTH, "submit")
    assert client.get(f"{MONTH}act/approve/").status_code == 404, "王 does not review"
    assert "待负责人签字" in act(at(client, sun), MONTH, "approve")
    page = act(at(client, li), MONTH, "hand_in")
    assert "已报送" in page and "逾期报送" in page and "本月只有一件来信。" in page
    assert [name in page for name in ("王小样", "孙审稿", "李示例")] == [True] * 3
    History(letters=[Letter("bureau", 9)], entered=1).enter(units)
    assert "受理</th>" in page and ">1件<" in client.get(MONTH).content.decode()
    late = client.get(f"{MONTH}differences/").content.decode()
    assert "+1" in late and "2件" in late
    assert [str(finding) for finding in verify(whole=True)] == []


def test_the_reviewer_who_filled_it_in_cannot_sign_again(units: Units, today: date) -> None:
    row = begun(units, units.bureau, 9)
    wang, _, li = units.signers[units.bureau.pk]
    step(row, Act.SUBMIT, li)
    with pytest.raises(Unlawful, match="应为三个人"):
        step(row, Act.APPROVE, li)
    step(row, Act.APPROVE, wang)
    with pytest.raises(Unlawful, match="应为三个人"):
        step(row, Act.HAND_IN, li)


def test_a_correction_does_not_outlive_the_figure_it_was_made_of(units: Units, today: date) -> None:
    History(letters=[Letter("bureau", 9)]).enter(units)
    row = begun(units, units.bureau, 9)
    wang = units.signers[units.bureau.pk][0]
    for key in ("tickets.received", "tickets.kind_complain", "tickets.source_site"):
        step(row, Act.CORRECT, wang, key=key, now="2", reason="一件尚未补登")
    History(letters=[Letter("bureau", 9)], entered=1).enter(units)
    with pytest.raises(Unlawful, match="更正时台账为1，现为2"):
        step(row, Act.SUBMIT, wang)
    for key in ("tickets.received", "tickets.kind_complain", "tickets.source_site"):
        step(row, Act.RESTORE, wang, key=key)
    assert step(row, Act.SUBMIT, wang).state is State.TO_REVIEW


def test_a_unit_without_a_leader_waits_for_a_name_or_a_reason(units: Units, today: date, client: Client) -> None:
    posting = Posting.objects.of(units.bureau).get(office="unit_head")
    posting.until = date(2025, 12, 31)
    posting.save()
    assert waiting.waits(units.bureau, TODAY) == ("没有在任的单位负责人",)
    row = begun(units, units.bureau, 9)
    wang = units.signers[units.bureau.pk][0]
    with pytest.raises(Unlawful, match="没有在任的单位负责人"):
        step(row, Act.SUBMIT, wang)
    page = act(at(client, wang), MONTH, "submit", waits_reason="新任局长尚未到任")
    assert "新任局长尚未到任" in page
    authorities.post(wang, units.bureau, "unit_head", on=TODAY, by=None)
    assert waiting.waits(units.bureau, TODAY) == ()


def test_another_room_may_say_what_a_unit_waits_for(units: Units, today: date, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waiting, "WAITING", [*waiting.WAITING, lambda unit, day: iter(["未确定联络员"])])
    assert waiting.waits(units.bureau, TODAY) == ("未确定联络员",)


def test_the_lead_office_reads_the_sum_and_takes_it_away(units: Units, today: date, client: Client) -> None:
    History(letters=[Letter("bureau", 9), Letter("bureau", 8)]).enter(units)
    handed_in(units, units.bureau, 9)
    at(client, units.signers[units.county.pk][0])
    page = client.get("/desk/reports/rolled/2025/q3/").content.decode()
    assert "已报" in page and "示例县人民政府" in page and "未开始填报" in page
    assert client.get("/desk/reports/rolled/").status_code == 302
    book = client.get("/desk/reports/rolled/2025/q3/file/xlsx/").getvalue()
    summed, missing = read_xlsx(book)
    assert ("群众留言和热线", "受理", "件", "1", "1") in [row[:5] for row in summed.texts]
    assert len(missing.texts) == 1 + 5
    words = client.get("/desk/reports/rolled/2025/q3/file/docx/").getvalue()
    told = " ".join(each if isinstance(each, str) else " ".join(map(" ".join, each.texts)) for each in read_docx(words))
    assert "2025年7月未报送：示例县人民政府、示例县民政局" in told and "四舍五入" in told
    note = client.get("/desk/reports/rolled/2025/9/file/docx/?analysis")
    assert note.status_code == 200 and io.BytesIO(note.getvalue()).read(2) == b"PK"
    assert client.get("/desk/reports/rolled/2025/q5/").status_code == 404
    assert at(client, units.house.people.zhao).get("/desk/reports/rolled/2025/q3/").status_code == 404


def test_a_return_is_taken_away_with_its_corrections_and_signatures(units: Units, today: date, client: Client) -> None:
    row = handed_in(units, units.bureau, 9)
    at(client, units.signers[units.bureau.pk][0])
    for carrier, start in (("docx", b"PK"), ("xlsx", b"PK"), ("pdf", b"%PDF")):
        answer = client.get(f"{MONTH}file/{carrier}/")
        assert answer.getvalue().startswith(start), carrier
    told = read_docx(client.get(f"{MONTH}file/docx/").getvalue())
    assert any(isinstance(each, str) and "审核人：孙审稿" in each for each in told)
    assert client.get(f"{MONTH}file/odt/").status_code == 404
    assert row.dossier.outcome == "late"


def test_who_is_late_is_a_list_and_stands_among_what_is_due(units: Units, today: date, client: Client) -> None:
    handed_in(units, units.bureau, 9)
    begun(units, units.bureau, 10)
    late = queries.late_returns(units.county, 2025, TODAY)
    assert [(row.month, row.dossier.outcome) for row in late] == [(10, ""), (9, "late")]
    page = at(client, units.signers[units.county.pk][0]).get("/desk/reports/returns/late/2025/").content.decode()
    assert "逾期未报" in page and "逾期报送" in page
    due = at(client, units.signers[units.bureau.pk][0]).get("/desk/due/").content.decode()
    assert "2025年10月政府信息公开月报表" in due
    assert client.get("/desk/reports/returns/late/2025/").status_code == 404, "a bureau has nobody beneath it"


def test_a_rule_sets_the_day_and_begins_the_returns_of_all_beneath(units: Units, today: date, client: Client) -> None:
    assert rules.due_day(units.bureau, TODAY).day == 10
    at(client, units.signers[units.county.pk][0])
    sent = {"day": "15", "since": str(TODAY), "source": "示例县办〔2025〕9号（示例）", "form_of_the_house": "1"}
    page = client.post("/desk/reports/returns/rule/", sent, follow=True).content.decode()
    assert "每月15日前" in page and "示例县办" in page
    assert rules.due_day(units.bureau, TODAY).day == 15
    for _ in range(2):
        chores.open_returns(moment(TODAY))
    begun_ones = MonthlyReturn.objects.everywhere().select_related("dossier")
    assert {(row.authority.code, row.month) for row in begun_ones} == {("shili", 12), ("shili-minzheng", 12)}
    assert {row.dossier.due_on for row in begun_ones} == {date(2026, 1, 15)}
    with pytest.raises(Unlawful, match="已经开始填报"):
        by = units.signers[units.bureau.pk][0]
        acts.open_return(units.bureau, Period.month(2025, 12), on=TODAY, today=TODAY, by=by)
    assert client.post("/desk/reports/returns/rule/", {**sent, "day": "31"}).content.decode().count("不能大于28")
    bureau = at(client, units.signers[units.bureau.pk][0])
    assert bureau.post("/desk/reports/returns/rule/", sent).status_code == 404
    with pytest.raises(Unlawful, match="出处"):
        DueDay(5, " ")


def test_returns_of_others_are_not_there(units: Units, today: date, client: Client) -> None:
    handed_in(units, units.bureau, 9)
    at(client, units.house.people.zhao)
    for address in (MONTH, f"{MONTH}differences/", f"{MONTH}file/docx/", f"{MONTH}act/submit/"):
        assert client.get(address).status_code == 404
    assert client.post(f"{MONTH}open/").status_code == 404
    county = at(client, units.signers[units.county.pk][0])
    assert county.get(MONTH).status_code == 200, "who reads those beneath reads their returns"
    assert county.get(f"{MONTH}act/submit/").status_code == 404
