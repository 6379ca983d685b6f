"""考核的页面: who drafts, approves, scores, appeals, decides, settles, opens, and what the public reads then."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest
from django.test import Client

from gongkai.law.grammar.flow import Step, Unlawful
from gongkai.law.supervision.bulletins import BulletinKind
from gongkai.law.supervision.measures import Window
from gongkai.law.supervision.responsibility import AccountabilityMeasure
from gongkai.law.supervision.score_sheets import Act
from gongkai.office.authorities.models import Official
from gongkai.office.journal.models import Dossier
from gongkai.oversight.assessment.bulletins import acts as bulletins
from gongkai.oversight.assessment.bulletins import gathering, papers
from gongkai.oversight.assessment.bulletins import queries as issued
from gongkai.oversight.assessment.bulletins.desk import last_quarter
from gongkai.oversight.assessment.bulletins.models import Bulletin
from gongkai.oversight.assessment.duties import acts as duties
from gongkai.oversight.assessment.duties.acts import AccountabilityGiven, PracticeGiven
from gongkai.oversight.assessment.duties.models import Accountability, Practice, ResponsibilityLetter
from gongkai.oversight.assessment.measures import registry
from gongkai.oversight.assessment.packing import Altered
from gongkai.oversight.assessment.schemes.models import SchemeVersion
from gongkai.oversight.assessment.sheets import queries
from gongkai.oversight.assessment.sheets.models import AssessmentRun, ManualPoint
from gongkai.papers.docx import read_docx
from gongkai.papers.sheets_in import read_sheets
from gongkai.web import clock
from tests.cast import official
from tests.oversight.assessment.test_rooms import TODAY, YEAR, Company

pytestmark = pytest.mark.django_db
QUARTER = Window(date(2025, 10, 1), date(2025, 12, 31))


@pytest.fixture
def company(monkeypatch: pytest.MonkeyPatch) -> Company:
    monkeypatch.setattr(clock, "today", lambda: TODAY)
    return Company()


@pytest.fixture
def clients(company: Company) -> dict[str, Client]:
    official("head", "何主任", company.county, "leadership")
    found = {}
    for name in ("qian", "sun", "wang", "li", "zhao", "zhou", "head"):
        found[name] = Client()
        found[name].force_login(Official.objects.get(username=name))
    return found


def version_of(dossier: Dossier) -> int:
    return Dossier.objects.everywhere().get(pk=dossier.pk).version


def seen(dossier: Dossier, **more: str) -> Mapping[str, object]:
    return {"on": f"{TODAY:%Y-%m-%d}", "seen": version_of(dossier), **more}


def test_a_scheme_is_written_row_by_row_and_as_a_table_and_approved_at_the_desk(
    company: Company, clients: dict[str, Client]
) -> None:
    made = clients["qian"].post("/desk/assessment/schemes/begin/", {"origin": "site_kpi", "name": "网站考核"})
    at = made.headers["Location"]
    version = SchemeVersion.objects.of(company.county).get(name="网站考核")
    row = {
        "kind": "indicator",
        "key": "6",
        "label": "新项",
        "points": "10",
        "per": "次",
        "appeal_days": "5",
        "certainty": "推定口径，可配置",
    }
    assert clients["qian"].post(f"{at}row/", row).headers["Location"] == at
    page = clients["qian"].get(at).content.decode()
    assert "一级指标的分值合计应为100" in page
    assert "批准</button>" not in clients["sun"].get(at).content.decode()
    clients["qian"].post(f"{at}row/drop/", {"key": "6"})
    book = clients["qian"].get(f"{at}rows.csv").content
    told = book.decode("utf-8-sig")
    broken = clients["qian"].post(f"{at}rows/", {"pasted": told.replace("37.5", "三十七", 1)}).content.decode()
    assert "第2行：分值“三十七”应为数字" in broken
    assert clients["qian"].post(f"{at}rows/", {"pasted": told}).headers["Location"] == at
    assert (
        clients["qian"].post(f"{at}whole/", {"ceiling": "each", "bonus_cap": "0", "kinds": ["department"]}).status_code
        == 302
    )
    assert clients["qian"].post(f"{at}approve/").status_code == 422
    clients["sun"].post(f"{at}approve/")
    version.refresh_from_db(from_queryset=SchemeVersion.objects.everywhere())
    assert version.approved_by == company.sun
    assert "网站考核" in clients["wang"].get(at).content.decode()
    assert clients["zhao"].get(at).status_code == 404
    for address in ("/desk/assessment/schemes/", "/desk/assessment/measures/", f"{at}rows.xlsx"):
        assert clients["wang"].get(address).status_code == 200


def test_the_desk_leads_from_a_run_through_an_appeal_to_open_results(
    company: Company, clients: dict[str, Client]
) -> None:
    finding = company.found(date(2025, 5, 6))
    run_form = {
        "version": company.version.pk,
        "title": "2025年度考核",
        "since": f"{YEAR.since}",
        "until": f"{YEAR.until}",
    }
    at = clients["qian"].post("/desk/assessment/run/", run_form).headers["Location"]
    run = AssessmentRun.objects.of(company.county).get()
    sheet = company.sheet(run)
    here = f"/desk/assessment/sheets/{sheet.pk}/"
    assert clients["wang"].get(at).headers["Location"] == here
    mine = clients["wang"].get(here).content.decode()
    assert f'href="/desk/supervision/findings/{finding.pk}/"' in mine
    assert "98.00分" in mine
    appeal = seen(sheet.dossier, point=f"9a@finding:{finding.pk}", reason="当日已改正")
    assert clients["wang"].post(f"{here}act/appeal_point/", appeal).headers["Location"] == here
    grant = seen(sheet.dossier, point=f"9a@finding:{finding.pk}", answer="属实", times="0")
    assert "评分人和申诉人以外的人" in clients["qian"].post(f"{here}act/grant/", grant).content.decode()
    clients["sun"].post(f"{here}act/grant/", grant)
    clients["wang"].post(f"{here}act/agree/", seen(sheet.dossier))
    clients["qian"].post(f"{here}act/finalise/", seen(sheet.dossier))
    other = queries.sheets(run).get(authority=company.other)
    company.take(other, Act.FINALISE, company.qian, date(2026, 1, 20))
    assert clients["zhao"].get("/shili/khjg/").status_code == 200
    public = Client()
    assert public.get(f"/shili/khjg/{run.pk}/").status_code == 404
    clients["sun"].post(f"{at}open/")
    shown = public.get(f"/shili/khjg/{run.pk}/").content.decode()
    assert "示例县财政局" in shown
    assert "当日已改正" not in shown
    assert public.get(f"/shili/khjg/{run.pk}.docx").status_code == 200
    assert "考核结果" in public.get("/shili/khjg/").content.decode()
    again = clients["qian"].get(f"{at}again/").content.decode()
    assert "2个单位中2个一致" in again and "没有变动" in again
    assert clients["wang"].get(f"{at}again/").status_code == 403
    assert clients["qian"].get(f"{at}result.xlsx").status_code == 200
    assert "折合综合考核" in clients["qian"].get(at).content.decode(), (
        "the scheme of Licheng makes up 2 % of a wider one"
    )
    for address in (here, at, f"{at}result.docx"):
        assert clients["zhao"].get(address).status_code == 404
        assert clients["zhou"].get(address).status_code == 200


def test_what_people_judge_is_entered_by_one_and_confirmed_by_another_at_the_desk(
    company: Company, clients: dict[str, Client]
) -> None:
    given = {
        "unit": "shili-minzheng",
        "rule": f"{company.version.name}|3c",
        "times": "1",
        "on": "2025-04-01",
        "note": "拒不配合",
        "proof": "会议记录",
    }
    at = clients["qian"].post("/desk/assessment/points/enter/", given).headers["Location"]
    assert "请另一人核实" in clients["qian"].get(at).content.decode()
    assert clients["wang"].get(at).status_code == 404
    clients["sun"].post(at, {"upheld": "yes", "reason": ""})
    assert ManualPoint.objects.of(company.county).get().upheld
    assert "拒不配合" in clients["wang"].get(at).content.decode()
    assert "拒不配合" in clients["qian"].get("/desk/assessment/points/").content.decode()


def test_cards_are_drawn_at_the_desk_and_each_unit_reads_its_own(company: Company, clients: dict[str, Client]) -> None:
    company.found(date(2026, 1, 7))
    clients["qian"].post("/desk/assessment/cards/draw/")
    assert "示例县财政局" in clients["qian"].get("/desk/assessment/cards/?week=2026-01-05").content.decode()
    mine = clients["wang"].get("/desk/assessment/cards/").content.decode()
    assert "检查发现严重问题" in mine
    assert "示例县财政局" not in mine
    assert "在2个单位中列第2名" in clients["wang"].get("/desk/assessment/").content.decode()


# -- bulletins ---------------------------------------------------------------------------------------------------------------


def test_a_bulletin_is_gathered_by_unit_and_kind_and_its_tables_are_sealed(company: Company) -> None:
    company.found(date(2025, 11, 5))
    company.found(date(2025, 6, 5))
    run = company.run()
    made = bulletins.draft(
        company.county, BulletinKind.QUARTERLY, "四季度通报", QUARTER, run, on=TODAY, today=TODAY, by=company.qian
    )
    tables = {each.title: each for each in issued.tables(made, issued.standing(made))}
    assert tables["检查发现（按单位）"].rows == (("示例县民政局", "1", "1", "0", "1", "0"),)
    assert tables["检查发现（按种类）"].rows == (("人工检查", "1"),)
    assert [row[:3] for row in tables["2025年度考核得分"].rows] == [
        ("1", "示例县财政局", "100.00"),
        ("2", "示例县民政局", "96.00"),
    ]
    word, _ = papers.made(made, issued.standing(made), list(tables.values()), "docx")
    assert "检查发现（按单位）" in str(read_docx(word))
    book, _ = papers.made(made, issued.standing(made), list(tables.values()), "xlsx")
    assert len(read_sheets(book)) == len(tables)
    Bulletin.objects.everywhere().filter(pk=made.pk).update(content="[]")
    made.refresh_from_db(from_queryset=Bulletin.objects.everywhere())
    with pytest.raises(Altered):
        issued.tables(made, issued.standing(made))


def test_lights_stand_in_the_bulletin_where_a_room_gives_them(
    company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert registry.lights() is None
    monkeypatch.setattr(
        gathering, "lights", lambda: lambda units, on: {each.code: ("红灯", "三到位缺一") for each in units[:1]}
    )
    found = gathering.gathered(company.county, QUARTER, None, TODAY)
    assert [(each.title, len(each.rows)) for each in found] == [("三灯", 1)]


@pytest.mark.parametrize(
    ("today", "quarter"),
    [
        (date(2026, 1, 12), (date(2025, 10, 1), date(2025, 12, 31), "2025年第四季度政务公开工作通报")),
        (date(2026, 4, 1), (date(2026, 1, 1), date(2026, 3, 31), "2026年第一季度政务公开工作通报")),
        (date(2026, 12, 31), (date(2026, 7, 1), date(2026, 9, 30), "2026年第三季度政务公开工作通报")),
    ],
)
def test_the_last_quarter_is_offered(today: date, quarter: tuple[date, date, str]) -> None:
    assert last_quarter(today) == quarter


def test_a_bulletin_goes_from_draft_to_the_public_at_the_desk(company: Company, clients: dict[str, Client]) -> None:
    company.found(date(2025, 11, 5))
    form = {"kind": "quarterly", "title": "四季度通报", "since": "2025-10-01", "until": "2025-12-31", "run": ""}
    at = clients["qian"].post("/desk/assessment/bulletins/draft/", form).headers["Location"]
    made = Bulletin.objects.of(company.county).get()
    assert clients["wang"].get(at).status_code == 404
    texts = {"opening": "总体平稳", "demands": "限期整改"}
    clients["qian"].post(f"{at}act/submit_bulletin/", seen(made.dossier, **texts))
    clients["head"].post(f"{at}act/return_bulletin/", seen(made.dossier, reason="补充数据"))
    assert "补充数据" in clients["qian"].get(at).content.decode()
    clients["qian"].post(f"{at}act/gather/", seen(made.dossier))
    clients["qian"].post(f"{at}act/submit_bulletin/", seen(made.dossier, **texts))
    clients["head"].post(f"{at}act/sign_bulletin/", seen(made.dossier))
    number = {"number": "示政公开办〔2026〕1号", "audience": "public"}
    clients["qian"].post(f"{at}act/issue_bulletin/", seen(made.dossier, **number))
    assert "限期整改" in clients["wang"].get(at).content.decode()
    public = Client().get(f"/shili/khjg/tb/{made.pk}/").content.decode()
    assert "示例县民政局" in public
    assert Client().get(f"/shili/khjg/tb/{made.pk}.xlsx").status_code == 200
    assert Client().get(f"/shili-minzheng/khjg/tb/{made.pk}/").status_code == 404
    assert "四季度通报" in clients["wang"].get("/desk/assessment/bulletins/").content.decode()


# -- duties ------------------------------------------------------------------------------------------------------------------


def test_a_letter_of_responsibility_is_signed_by_both_at_the_desk(company: Company, clients: dict[str, Client]) -> None:
    given = {"unit": "shili-minzheng", "year": "2026", "version": company.version.pk, "text": "按期公开"}
    at = clients["qian"].post("/desk/assessment/letters/draft/", given).headers["Location"]
    letter = ResponsibilityLetter.objects.of(company.county).get()
    clients["head"].post(f"{at}act/offer_letter/", seen(letter.dossier, text="按期公开，按期答复"))
    assert clients["head"].post(f"{at}act/sign_letter/", seen(letter.dossier)).status_code == 404
    clients["li"].post(f"{at}act/sign_letter/", seen(letter.dossier))
    page = clients["wang"].get(at).content.decode()
    assert "双方已签署" in page
    assert "按期公开，按期答复" in page
    assert clients["wang"].get(f"{at}letter.docx").status_code == 200
    assert clients["zhao"].get(at).status_code == 404
    with pytest.raises(Unlawful, match="已经拟定"):
        duties.draft_letter(company.county, company.bureau, 2026, "再拟", None, on=TODAY, by=company.qian)


def test_accountability_is_decided_by_another_and_names_no_person(company: Company, clients: dict[str, Client]) -> None:
    given = {
        "unit": "shili-minzheng",
        "measure": "talk",
        "post": "信息员",
        "basis": "条例第五十三条第二项",
        "reason": "多次不及时更新",
        "finding": company.found(date(2025, 5, 6)).pk,
    }
    at = clients["qian"].post("/desk/assessment/accountability/propose/", given).headers["Location"]
    row = Accountability.objects.of(company.county).get()
    with pytest.raises(Unlawful, match="提出人以外的人"):
        duties.decide(row, upheld=True, opinion="同意", on=TODAY, by=company.qian)
    clients["head"].post(at, {"upheld": "yes", "opinion": "同意约谈"})
    row.refresh_from_db(from_queryset=Accountability.objects.everywhere())
    assert (row.upheld, str(row)) == (True, "示例县民政局信息员约谈")
    assert "同意约谈" in clients["li"].get(at).content.decode()
    assert clients["wang"].get(at).status_code == 403
    with pytest.raises(Unlawful, match="依据的条款"):
        duties.propose(
            company.county,
            company.bureau,
            AccountabilityGiven(AccountabilityMeasure.TALK, "信息员", "条例", "不更新"),
            on=TODAY,
            by=company.qian,
        )


def test_a_practice_is_kept_with_its_source_and_taken_over_by_a_unit_and_a_day(
    company: Company, clients: dict[str, Client]
) -> None:
    given = {
        "title": "公开专区一窗查询",
        "origin": "样例市",
        "learned_on": "2025-09-01",
        "source": "考察报告",
        "gist": "窗口设公开专区。",
        "adopt": "大厅设专区",
        "adopter": "shili-minzheng",
        "due_on": "2026-06-30",
    }
    at = clients["qian"].post("/desk/assessment/practices/keep/", given).headers["Location"]
    assert "大厅设专区" in clients["wang"].get(at).content.decode()
    clients["qian"].post(at, {"result": "已设专区"})
    kept = Practice.objects.of(company.county).get()
    assert (kept.adopted_on, kept.result) == (TODAY, "已设专区")
    with pytest.raises(Unlawful, match="一并填写"):
        duties.keep(
            company.county,
            PracticeGiven("甲", "乙", TODAY, "丙", "丁", adopt="做一件"),
            on=TODAY,
            by=company.qian,
        )


def test_gathering_again_needs_a_draft(company: Company) -> None:
    made = bulletins.draft(
        company.county, BulletinKind.SPECIAL, "专项", QUARTER, None, on=TODAY, today=TODAY, by=company.qian
    )
    texts = {"opening": "无", "demands": "无"}
    bulletins.act(made, Step("submit_bulletin", TODAY, texts), today=TODAY, by=company.qian)
    with pytest.raises(Unlawful, match="不能办理“重新取数”"):
        bulletins.act(made, Step("gather", TODAY), today=TODAY, by=company.qian)
