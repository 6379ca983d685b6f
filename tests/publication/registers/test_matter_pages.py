"""登记簿办理的页面: what a clerk does from the first page to the last, and what the public reads of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from gongkai.law.registers import KINDS
from gongkai.law.registers.powers import POWER
from gongkai.office.authorities.models import Official
from gongkai.publication.registers import acts as registers
from gongkai.publication.registers.lists import queries as lists
from gongkai.publication.registers.models import AdjustmentBatch, ListComparison, Protest, RandomDraw, Record
from gongkai.web import clock
from tests.cast import Cast, cast, official
from tests.publication.registers.rows import row

pytestmark = pytest.mark.django_db
DAY = date(2025, 9, 18)
Login = Callable[[Official], Client]


@pytest.fixture(autouse=True)
def that_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: DAY)


@pytest.fixture
def people() -> Cast:
    return cast()


@pytest.fixture
def at_desk() -> Login:
    def logged_in(person: Official) -> Client:
        client = Client()
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return logged_in


def sent(client: Client, page: str, **typed: object) -> str:
    """What came of a form; the page it leads to where it was lawful."""
    return client.post(page, typed, follow=True).content.decode()


def item(people: Cast, code: str) -> None:
    said = {**row(POWER), "code": code, "name": f"事项{code}", "made_on": "2019-06-01"}
    rows = [registers.understood(POWER, said, DAY)]
    registers.enter_many(people.bureau, POWER, rows, on=DAY, by=people.wang, published=True)


def entered(people: Cast, kind: str, **other: str) -> Record:
    said = row(KINDS[kind], 1, **other)
    record = registers.enter(people.bureau, KINDS[kind], said, on=DAY, today=DAY, by=people.wang)
    registers.publish(people.bureau, KINDS[kind], [record.pk], on=DAY, today=DAY, by=people.li)
    return record


def test_a_batch_goes_from_a_pasted_table_through_three_offices_to_the_public_list(
    people: Cast, at_desk: Login
) -> None:
    item(people, "A")
    item(people, "B")
    clerk = at_desk(people.wang)
    propose = "/desk/registers/adjustments/propose/power_item/"
    given = {"basis": "国发〔2025〕1号", "basis_on": "2025-09-01", "on": "2025-09-18"}
    assert "二者选一" in sent(clerk, propose, **given)
    refused = sent(clerk, propose, **given, pasted="调整类型\t事项编码\n取消\tX\n", form_of_the_house="1")
    assert "X不在清单上" in refused and "国发〔2025〕1号" in refused
    page = sent(clerk, propose, **given, pasted="调整类型\t事项编码\t并入事项编码\n合并\tA\tB\n")
    assert "合并1项" in page and "待审改审核" in page
    batch = AdjustmentBatch.objects.of(people.bureau).get()
    base = f"/desk/registers/adjustments/{batch.dossier_id}/"
    assert "审改审核同意" not in page
    assert clerk.get(f"{base}act/reform_review/").status_code == 403
    reform = official("bian", "编样例", people.bureau, "establishment")
    legal = official("fa", "法样例", people.county, "legal")
    for person, act, more in (
        (reform, "reform_review", {}),
        (legal, "legal_review", {}),
        (people.wang, "approve_adjustment", {"approved_by": "县政府第12次常务会议", "approved_on": "2025-09-17"}),
        (people.wang, "publish_adjustment", {"effective_on": "2025-09-18"}),
    ):
        batch.dossier.refresh_from_db(from_queryset=type(batch.dossier).objects.everywhere())
        seen = batch.dossier.version
        page = sent(at_desk(person), f"{base}act/{act}/", on="2025-09-18", seen=seen, **more)
    assert "已公布" in page and "县政府第12次常务会议" in page
    assert set(lists.codes_now(people.bureau, POWER)) == {"B"}
    listed = clerk.get("/desk/registers/lists/power_item/?on=2025-09-18&since=2025-09-17").content.decode()
    assert "年初存量2，加本年列入0，减本年移出1，等于1" in listed and "合并1项" in listed and "事项A" in listed
    told = Client().get("/shili-minzheng/qdtz/power_item/").content.decode()
    assert "国发〔2025〕1号" in told and "年初2项" in told


def test_another_list_is_compared_and_a_difference_proposed(people: Cast, at_desk: Login) -> None:
    item(people, "A")
    clerk = at_desk(people.wang)
    table = "事项编码\t事项名称\t实施主体\t权力类型\nA\t事项A\t别的单位\t行政许可\n"
    page = sent(clerk, "/desk/registers/comparisons/new/power_item/", source="省事项库", on="2025-09-18", pasted=table)
    assert "实施主体" in page and "别的单位" in page
    kept = ListComparison.objects.of(people.bureau).get()
    [difference] = kept.differences.everywhere()
    base = f"/desk/registers/comparisons/{kept.pk}/"
    assert "应填依据的日期" in sent(clerk, base, differences=difference.pk, how="proposed", reason="国发〔2025〕1号")
    page = sent(clerk, base, differences=difference.pk, how="proposed", reason="国发〔2025〕1号", basis_on="2025-09-01")
    assert "变更1项" in page
    assert "提出调整" in clerk.get(base).content.decode()
    assert "省事项库" in clerk.get("/desk/registers/comparisons/").content.decode()


def test_an_objection_is_received_answered_and_blocks_meanwhile(people: Cast, at_desk: Login) -> None:
    tender = entered(people, "tender_notice")
    clerk = at_desk(people.wang)
    given = {"way": "phone", "on": "2025-09-18", "name": "甲某某", "contact": "13800000000", "text": "不公平"}
    page = sent(clerk, f"/desk/registers/protests/against/{tender.pk}/", **given)
    assert "不公平" in page and "甲某某" in page and "2025年9月22日" in page
    protest = Protest.objects.of(people.bureau).get()
    matter = f"/desk/registers/matters/one/?number={tender.joined}"
    assert "有异议没有答复" in clerk.get(matter).content.decode()
    for address in ("/desk/registers/matters/", "/desk/registers/protests/", "/desk/due/"):
        page = clerk.get(address).content.decode()
        assert tender.title in page and "甲某某" not in page
    assert at_desk(people.zhao).get(f"/desk/registers/protests/{protest.pk}/").status_code == 404
    page = sent(
        clerk, f"/desk/registers/protests/{protest.pk}/", outcome="not_upheld", text="经核实程序合规", on="2025-09-18"
    )
    assert "异议不成立" in page and "经核实程序合规" in page
    assert "有异议没有答复" not in clerk.get(matter).content.decode()


def test_a_missing_stage_stands_among_what_is_due(people: Cast, at_desk: Login) -> None:
    notice = entered(
        people,
        "firm_list_before",
        name="去产能企业",
        shown_from="2025-06-01",
        shown_to="2025-07-01",
        made_on="2025-06-01",
    )
    clerk = at_desk(people.wang)
    due = clerk.get("/desk/due/").content.decode()
    assert notice.title in due and "缺企业名单事后公告" in due and "已逾期" in due
    page = clerk.get("/desk/registers/matters/").content.decode()
    assert "其中逾期1项" in page and "2025-08-30" in page
    assert "2025年8月30日前应有" in clerk.get("/desk/registers/matters/one/?number=去产能企业").content.decode()
    assert clerk.get("/desk/registers/matters/one/?number=没有").status_code == 404


def test_a_draw_is_announced_made_and_read_by_everybody(
    people: Cast, at_desk: Login, monkeypatch: pytest.MonkeyPatch
) -> None:
    clerk = at_desk(people.wang)
    given = {
        "number": "双随机1",
        "name": "餐饮抽查",
        "unit": "示例县市场监督管理局",
        "objects_listed": "\n".join(f"样本餐饮{number}号店" for number in range(5)),
        "inspectors": "甲某某\n乙某某",
        "how_many": "2",
        "per_object": "1",
        "seed_source": "排列五第25255期",
        "seed_on": "2025-09-19",
    }
    page = sent(clerk, "/desk/registers/draws/announce/", **given)
    assert "待抽取" in page
    drawn = RandomDraw.objects.of(people.bureau).get()
    public = f"/shili-minzheng/sjcq/{drawn.pk}/"
    told = Client().get(public).content.decode()
    assert drawn.digest in told and "排列五第25255期" in told and "甲某某" not in told
    monkeypatch.setattr(clock, "today", lambda: date(2025, 9, 19))
    page = sent(clerk, f"/desk/registers/draws/{drawn.pk}/seed/", seed="34518", on="2025-09-19")
    assert "已抽取" in page and page.count("登记结果") == 2
    drawn = RandomDraw.objects.of(people.bureau).get()
    place = drawn.drawn[0][0]
    page = sent(clerk, f"/desk/registers/draws/{drawn.pk}/result/{place}/", result="未发现问题", on="2025-09-19")
    assert "未发现问题" in page
    told = Client().get(public).content.decode()
    assert "34518" in told and "未发现问题" not in told and "某某" not in told.replace("甲*", "")
    assert "餐饮抽查" in Client().get("/shili-minzheng/sjcq/").content.decode()


def test_a_name_on_the_credit_list_is_told_and_leaves(people: Cast, at_desk: Login) -> None:
    record = entered(people, "credit_list", repaired_on="", left_on="")
    clerk = at_desk(people.wang)
    assert "已列入" in clerk.get("/desk/registers/credit/").content.decode()
    base = f"/desk/registers/credit/{record.pk}/"
    assert "准予信用修复" not in clerk.get(base).content.decode()
    page = sent(clerk, f"{base}act/tell_listed/", text="9月18日送达", on="2025-09-18", seen=0)
    assert "已告知" in page and "9月18日送达" in page
    page = sent(clerk, f"{base}act/exit_credit_list/", text="期满", on="2025-09-18", seen=1)
    assert "已移出" in page


def test_periods_say_what_is_owed_and_by_whom(people: Cast, at_desk: Login) -> None:
    registers.keep(people.bureau, KINDS["water_quality"], "环境监测站", on=date(2025, 1, 1), by=people.wang)
    page = at_desk(people.wang).get("/desk/registers/periods/").content.decode()
    assert "2025-Q2" in page and "环境监测站" in page and "漏发" in page
    due = at_desk(people.wang).get("/desk/due/").content.decode()
    assert "应公开而未公开" in due and "水质监测（2025-Q2，环境监测站）" in due


def test_every_number_of_the_figures_opens_its_records(people: Cast, at_desk: Login) -> None:
    item(people, "A")
    entered(people, "permit", made_on="2025-09-01")
    entered(people, "housing_notice", housing_kind="棚户区改造")
    clerk = at_desk(people.wang)
    page = clerk.get("/desk/registers/figures/").content.decode()
    assert "存量：清单" in page and "流量：当年形成的记录" in page and "双公示" in page
    for address, shown in (
        ("power_item/after/?year=2025", "事项A"),
        ("permit/late/?year=2025", "行政相对人名称1"),
        ("permit/?year=2025", "许可机关1"),
        ("power_item/?year=2025", "实施主体1"),
        ("area/shanties/?year=2025", "项目或者对象1"),
    ):
        assert shown in clerk.get(f"/desk/registers/figures/{address}").content.decode()
    assert "没有记录" in clerk.get("/desk/registers/figures/permit/pending/?year=2025").content.decode()
    assert clerk.get("/desk/registers/figures/permit/nonsense/").status_code == 404
    assert clerk.get("/desk/registers/figures/nonsense/").status_code == 404
