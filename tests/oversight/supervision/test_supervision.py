"""监督检查: red lines are read from what the platform knows, warned of once a week, entered once; who mends does not check."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.test import Client

from gongkai.law.disclosure import ContentClass
from gongkai.law.grammar.flow import Step, Unlawful
from gongkai.law.supervision.rectifications import Act, Gravity, State
from gongkai.law.supervision.vetoes import Nearness, SiteMeasure
from gongkai.office.authorities.models import Official
from gongkai.office.notices.models import Message
from gongkai.oversight.supervision.dials import inspecting, measuring
from gongkai.oversight.supervision.findings import acts, queries
from gongkai.oversight.supervision.findings.acts import Given
from gongkai.oversight.supervision.findings.models import Finding
from gongkai.publication.catalogue import acts as catalogue
from gongkai.publication.catalogue.acts import ColumnPlan
from gongkai.publication.disclosure import acts as disclosure
from gongkai.publication.disclosure.acts import Item
from gongkai.publication.documents.acts import register_review
from gongkai.web import clock
from tests.cast import Cast, cast, official

pytestmark = pytest.mark.django_db
TODAY = date(2025, 11, 20)
BROKEN = Given("V4.3", Gravity.ORDINARY, "栏目空白", "“规划计划”没有内容", "/shili-minzheng/", "2025-11-19快照")


@pytest.fixture
def people(monkeypatch: pytest.MonkeyPatch) -> Cast:
    monkeypatch.setattr(clock, "today", lambda: TODAY)
    return cast()


@pytest.fixture
def inspector(people: Cast) -> Official:
    return official("qian", "钱检查", people.county, "disclosure_office")


def found(people: Cast, inspector: Official) -> Finding:
    return acts.find(people.county, people.bureau, BROKEN, on=TODAY, today=TODAY, by=inspector)


def take(finding: Finding, act: Act, by: Official, on: date = TODAY, **details: str) -> None:
    acts.act(finding, Step(act.value, on, details), today=date(2026, 1, 31), by=by)


def test_a_finding_goes_to_the_unit_is_mended_and_checked_by_another_person(people: Cast, inspector: Official) -> None:
    finding = found(people, inspector)
    take(finding, Act.ASSIGN, inspector)
    assert finding.dossier.due_on == date(2025, 12, 4)
    take(finding, Act.MEND, people.wang, done="补充了三条规划", proof="/shili-minzheng/ghjh/")
    with pytest.raises(Unlawful, match="不能复查自己的整改"):
        take(finding, Act.PASS, people.wang, proof="看过了")
    take(finding, Act.PASS, inspector, proof="复查快照")
    assert (finding.dossier.state, finding.dossier.outcome) == (State.CLOSED, "mended")
    (row,) = queries.by_unit(people.county, 2025, TODAY)
    assert (row.unit, row.found, row.mended, row.open, row.late) == ("示例县民政局", 1, 1, 0, 0)


def test_only_what_lies_beneath_is_inspected(people: Cast, inspector: Official) -> None:
    with pytest.raises(Unlawful, match="不在本机关的检查范围"):
        acts.find(people.county, people.elsewhere, BROKEN, on=TODAY, today=TODAY, by=inspector)


def test_what_was_found_before_is_told_and_what_was_lifted_is_not_counted(people: Cast, inspector: Official) -> None:
    first, second = found(people, inspector), None
    take(first, Act.LIFT, inspector, reason="误报")
    for number in range(2):
        second = acts.find(
            people.county, people.bureau, BROKEN, on=TODAY - timedelta(days=30 * number), today=TODAY, by=inspector
        )
    last = acts.find(people.county, people.bureau, BROKEN, on=TODAY, today=TODAY, by=inspector)
    assert second is not None
    assert queries.repeated(last) == 1  # of the same day none, of thirty days ago one


def columns(people: Cast, *names: str, opened: date = date(2025, 1, 1)) -> None:
    for place, name in enumerate(names):
        catalogue.open_column(people.bureau, ColumnPlan(name, f"l{place}", "办公室"), on=opened, by=people.wang)


def test_the_dials_are_read_from_columns_and_name_who_keeps_them(people: Cast) -> None:
    columns(people, "工作动态", "规划计划", "收费项目")
    seen = measuring.reading(people.bureau, TODAY)
    dial = {each.veto.key: each for each in seen.dials}
    assert (int(dial["V4.3"].value), dial["V4.3"].nearness) == (3, Nearness.NEAR)
    assert seen.behind[SiteMeasure.BLANK] == tuple(
        f"{name}（办公室，没有责任人）" for name in ("工作动态", "规划计划", "收费项目")
    )
    assert dial["V3"].nearness is Nearness.CROSSED
    assert int(dial["V3"].value) == (TODAY - date(2025, 1, 1)).days
    assert measuring.reading(people.elsewhere, TODAY).dials == ()


def test_what_is_near_is_warned_of_once_a_week_and_what_is_crossed_is_entered_once(people: Cast) -> None:
    columns(people, "规划计划", "收费项目")
    assert inspecting.inspect(people.bureau, TODAY) == 1
    assert inspecting.inspect(people.bureau, TODAY) == 0
    finding = Finding.objects.of(people.county).get()
    assert (finding.by_machine, finding.unit, finding.gravity) == (True, people.bureau, Gravity.VETO)
    assert finding.dossier.state == State.MENDING
    assert finding.dossier.due_on == date(2025, 11, 21)
    warned = Message.objects.everywhere().filter(subject__startswith="临近红线：空白栏目")
    assert warned.count() == 1
    inspecting.inspect(people.bureau, TODAY + timedelta(days=7))
    assert warned.count() == 2


def test_a_new_content_takes_the_home_page_off_its_line(people: Cast) -> None:
    columns(people, "工作动态")
    column = catalogue.open_column(people.bureau, ColumnPlan("通知公告", "tzgg", "办公室"), on=TODAY, by=people.wang)
    reviewer = official("he", "何审查", people.bureau, "disclosure_office")
    review = register_review(
        people.bureau, title="一则通知", checks={}, reviewers=[reviewer.username], on=TODAY, by=reviewer
    )
    item = Item(ContentClass.NOTICE, "一则通知", text="正文")
    disclosure.publish(column, item, on=TODAY, today=TODAY, by=people.wang, review=review)
    dial = {each.veto.key: each for each in measuring.reading(people.bureau, TODAY).dials}
    assert dial["V3"].nearness is Nearness.CLEAR


def test_the_desk_shows_dials_and_leads_a_finding_to_its_end(people: Cast, inspector: Official) -> None:
    columns(people, "规划计划")
    clients = {name: Client() for name in ("qian", "wang", "zhao")}
    for name, client in clients.items():
        client.force_login(Official.objects.get(username=name))
    page = clients["qian"].get("/desk/supervision/").content.decode()
    assert "示例县民政局" in page
    assert "首页不更新" in page
    made = clients["qian"].post(
        "/desk/supervision/findings/find/",
        {
            "unit": "shili-minzheng",
            "indicator": "other",
            "gravity": "serious",
            "title": "附件打不开",
            "text": "点击后提示错误",
            "where": "/shili-minzheng/",
            "proof": "截图一",
        },
    )
    finding = Finding.objects.of(people.county).get()
    at = f"/desk/supervision/findings/{finding.pk}/"
    assert made.headers["Location"] == at
    assert clients["zhao"].get(at).status_code == 404
    assert clients["wang"].get(f"{at}act/assign/").status_code in (403, 404)
    seen = finding.dossier.version
    done = clients["qian"].post(f"{at}act/assign/", {"on": "2025-11-20", "seen": seen})
    assert done.status_code == 302
    shown = clients["wang"].get(at).content.decode()
    assert "报告整改完成" in shown
    assert "提出申辩" in shown
    assert clients["qian"].get(f"{at}act/mend/").status_code == 404
    finding.dossier.refresh_from_db()
    mended = clients["wang"].post(
        f"{at}act/mend/", {"on": "2025-11-20", "seen": finding.dossier.version, "done": "", "proof": "截图二"}
    )
    assert "请填写整改情况" in mended.content.decode() or "整改情况" in mended.content.decode()
    clients["wang"].post(
        f"{at}act/mend/", {"on": "2025-11-20", "seen": finding.dossier.version, "done": "重新上传", "proof": "截图二"}
    )
    finding.dossier.refresh_from_db()
    assert finding.dossier.state == State.TO_RECHECK
    call_command("verify", "--all")
