"""制度库: drafted and approved by two people, in force by its days, counted once, read by the public, missed elsewhere."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.management import call_command
from django.test import Client

from gongkai.law.authorities import AuthorityKind
from gongkai.law.grammar.flow import Step, Unlawful
from gongkai.law.rules import RuleAct
from gongkai.office.authorities.models import Official
from gongkai.oversight.rulebook import acts, queries, verifying
from gongkai.oversight.rulebook.acts import RuleGiven
from gongkai.oversight.rulebook.models import Rule, RuleEdition
from gongkai.web import clock
from tests.cast import Cast, authority, cast

pytestmark = pytest.mark.django_db
TODAY = date(2025, 9, 1)
REVIEW = RuleGiven("review", "政府信息公开审查制度", "第一条　先审查后公开。")


@pytest.fixture
def people(monkeypatch: pytest.MonkeyPatch) -> Cast:
    monkeypatch.setattr(clock, "today", lambda: TODAY)
    return cast()


def take(rule: Rule, act: RuleAct, by: Official, on: date = TODAY, **details: str) -> None:
    acts.act(rule, Step(act.value, on, details), today=date(2026, 1, 31), by=by)


def issued(people: Cast) -> Rule:
    rule = acts.draft(people.bureau, REVIEW, on=TODAY, today=TODAY, by=people.wang)
    take(rule, RuleAct.APPROVE, people.li)
    take(rule, RuleAct.ISSUE, people.wang, number="示民发〔2025〕3号", since="2025-09-10")
    return rule


def test_a_rule_is_counted_on_the_days_it_is_in_force_whatever_its_version(people: Cast) -> None:
    rule = issued(people)
    assert queries.count(people.bureau, date(2025, 9, 9)) == 0
    assert queries.count(people.bureau, date(2025, 9, 10)) == 1
    take(rule, RuleAct.REVISE, people.wang, title="审查制度（修订）", text="第一条　三审三校。")
    assert rule.title == "审查制度（修订）"
    take(rule, RuleAct.APPROVE, people.li)
    take(rule, RuleAct.ISSUE, people.wang, number="示民发〔2025〕9号", since="2025-12-01")
    days = (date(2025, 11, 30), date(2025, 12, 1))
    assert [queries.in_force(people.bureau, day).get().number for day in days] == [
        "示民发〔2025〕3号",
        "示民发〔2025〕9号",
    ]
    assert [queries.count(people.county, day, beneath=True) for day in days] == [1, 1]
    take(rule, RuleAct.REPEAL, people.li, ends="2026-01-01", reason="被新制度取代")
    assert queries.count(people.bureau, date(2026, 1, 1)) == 0
    assert list(verifying.findings(whole=True)) == []
    call_command("verify", "--all")


def test_whoever_drafts_a_rule_does_not_approve_it(people: Cast) -> None:
    rule = acts.draft(people.bureau, REVIEW, on=TODAY, today=TODAY, by=people.li)
    with pytest.raises(Unlawful, match="不能批准自己拟订的制度"):
        take(rule, RuleAct.APPROVE, people.li)


def test_a_version_changed_in_the_table_is_found(people: Cast) -> None:
    issued(people)
    RuleEdition.objects.of(people.bureau).update(number="示民发〔2025〕4号")
    assert "制度的版本与条目不符" in str([*verifying.findings(whole=True)])


def test_the_gaps_are_told_against_what_is_needed_and_against_units_of_the_same_type(people: Cast) -> None:
    before = queries.gap_table(people.bureau, TODAY)
    assert (before.needed, len(before.missing)) == (5, 5)
    for code in ("jiaoyu", "caizheng"):
        other = authority(f"shili-{code}", f"示例县{code}局", AuthorityKind.DEPARTMENT, parent=people.county)
        given = RuleGiven("lists", "清单管理办法", "")
        acts.record(other, given, "示办〔2024〕1号", date(2024, 1, 1), on=TODAY, today=TODAY, by=people.wang)
    acts.record(people.bureau, REVIEW, "示民发〔2024〕1号", date(2024, 1, 1), on=TODAY, today=TODAY, by=people.wang)
    told = queries.gap_table(people.bureau, TODAY)
    assert "review" not in {each.key for each in told.missing}
    assert [(each.rule.key, each.have, each.peers) for each in told.peers] == [("lists", 2, 2)]
    rows = {each.code: missing for each, _, missing in queries.gaps_beneath(people.county, TODAY)}
    assert rows == {"shili-minzheng": 4, "shili-jiaoyu": 5, "shili-caizheng": 5}


def test_the_pages_of_the_desk_and_what_the_public_reads(people: Cast) -> None:
    clients = {name: Client() for name in ("wang", "li", "zhao")}
    for name, client in clients.items():
        client.force_login(Official.objects.get(username=name))
    wrong = clients["wang"].post("/desk/rules/draft/", {"type": "", "title": "审查制度", "text": "一"})
    assert "请选择制度种类" in wrong.content.decode()
    made = clients["wang"].post("/desk/rules/draft/", {"type": "review", "title": "审查制度", "text": "先审查。"})
    rule = Rule.objects.of(people.bureau).get()
    at = f"/desk/rules/{rule.pk}/"
    assert made.headers["Location"] == at
    assert clients["zhao"].get(at).status_code == 404
    assert "审查次序" in clients["wang"].get(at).content.decode()
    assert clients["wang"].get(f"{at}act/approve/").status_code == 404
    seen = rule.dossier.version
    assert clients["li"].post(f"{at}act/approve/", {"on": "2025-09-01", "seen": seen}).status_code == 302
    issue = {"on": "2025-09-01", "seen": seen + 1, "number": "示民发〔2025〕3号", "since": "2025-09-01", "public": "on"}
    assert clients["wang"].post(f"{at}act/issue/", issue).status_code == 302
    record = {"type": "other", "title": "内部流程", "number": "示民办〔2025〕1号", "since": "2025-01-01"}
    assert clients["wang"].post("/desk/rules/record/", record).status_code == 302
    listed = clients["wang"].get("/desk/rules/").content.decode()
    assert "现行工作制度2项" in listed
    assert clients["wang"].get("/desk/rules/gaps/").status_code == 200
    public = Client().get("/shili-minzheng/gzzd/").content.decode()
    assert "审查制度" in public
    assert "内部流程" not in public
    assert "先审查。" in Client().get(f"/shili-minzheng/gzzd/{rule.pk}/").content.decode()
    inner = Rule.objects.of(people.bureau).exclude(pk=rule.pk).get()
    assert Client().get(f"/shili-minzheng/gzzd/{inner.pk}/").status_code == 404
    assert "/shili-minzheng/gzzd/" in Client().get("/shili-minzheng/zfxxgkzd/").content.decode()
