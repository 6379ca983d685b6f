"""救济的经过: a decision reopens the application, the new reply performs it, the tables go on counting each once."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client, RequestFactory

from gongkai.casework.applications import acts as applications
from gongkai.casework.applications import queries as applied
from gongkai.casework.applications.models import Application
from gongkai.casework.remedies import acts, queries
from gongkai.casework.remedies.acts import Notice
from gongkai.casework.remedies.forms import FORMS
from gongkai.casework.remedies.models import Remedy
from gongkai.law.annual_report import count
from gongkai.law.annual_report.editions import edition
from gongkai.law.applications import Act as Applied
from gongkai.law.applications import State
from gongkai.law.grammar.flow import JSON, Step, Unlawful
from gongkai.law.remedies import Act, RemedyKind
from gongkai.office.journal import queries as journal
from gongkai.office.journal.queries import due_by
from gongkai.office.journal.verify import verify
from tests.casework.conftest import Receive, take
from tests.cast import PASSWORD, Cast

NOTICED, DECIDED = date(2025, 11, 3), date(2026, 1, 12)


@pytest.fixture
def refused(receive: Receive, people: Cast) -> Application:
    """An application that was refused in 2025."""
    application = receive(date(2025, 9, 18))
    reply(application, people, "deliberation", date(2025, 9, 26))
    return application


def reply(application: Application, people: Cast, outcome: str, on: date) -> str:
    elements: dict[str, JSON] = {"facts": "属于讨论记录", "reason": "尚在讨论", "means": "复印件", "channel": "窗口"}
    take(application, Applied.DRAFT, on, people.wang, outcome=outcome, elements=elements)
    take(application, Applied.REPLY, on, people.li)
    take(application, Applied.SERVE, on, people.wang, method="direct", proof="回证1号")
    return applied.replies(application).last().number  # type: ignore[union-attr]


def noticed(application: Application, people: Cast, kind: RemedyKind = RemedyKind.REVIEW, number: str = "3") -> Remedy:
    notice = Notice(kind, f"示政复〔2025〕{number}号", "示例县人民政府")
    return acts.receive(application, notice, on=NOTICED, today=NOTICED, by=people.wang)


def then(remedy: Remedy, people: Cast, act: Act, on: date, **details: JSON) -> None:
    acts.act(remedy, Step(act.value, on, details), today=on, by=people.wang)


def sheet(people: Cast, year: int) -> dict[str, int]:
    rows = Application.objects.of(people.bureau)
    counted = count(edition(year), year, applied.facts(rows, year), []).sheets["applications"]
    names = ("new", "carried_in", "granted", "deny_6", "total", "carried_out")
    return {name: int(counted[name, "total"] or 0) for name in names}


def test_every_act_of_a_case_but_the_first_has_its_form() -> None:
    assert set(FORMS) == set(Act) - {Act.RECEIVE}


def test_a_decision_in_force_reopens_the_application_with_the_term_it_sets(refused: Application, people: Cast) -> None:
    review = noticed(refused, people)
    then(review, people, Act.ANSWER, date(2025, 11, 10))
    assert journal.steps(review.dossier)[-1].details["exhibits"] == 3
    then(review, people, Act.DECIDE, DECIDED, result="corrected", number="示政复决〔2026〕1号", redo_by="2026-01-30")
    refused.refresh_from_db(from_queryset=Application.objects.everywhere())
    standing = applied.standing(refused)
    assert (standing.state, standing.ordered_until) == (State.HANDLING, date(2026, 1, 30))
    assert refused.dossier_id in due_by(people.bureau, date(2026, 1, 30)).values_list("pk", flat=True)
    with pytest.raises(Unlawful, match="还没有依决定重新办理") as early:
        then(review, people, Act.PERFORM, date(2026, 1, 20), number="示民公复〔2026〕1号")
    assert early.value.field == "number"
    number = reply(Application.objects.of(people.bureau).get(), people, "disclosed", date(2026, 1, 20))
    with pytest.raises(Unlawful, match="没有文号为"):
        then(review, people, Act.PERFORM, date(2026, 1, 20), number="示民公复〔2026〕99号")
    then(review, people, Act.PERFORM, date(2026, 1, 20), number=number)
    assert not queries.standing(review).owes_performance
    assert list(verify(whole=True)) == []


def test_the_tables_count_the_application_once_in_the_year_it_was_first_closed(
    refused: Application, people: Cast
) -> None:
    before = sheet(people, 2025)
    assert before == {"new": 1, "carried_in": 0, "granted": 0, "deny_6": 1, "total": 1, "carried_out": 0}
    review = noticed(refused, people)
    then(review, people, Act.DECIDE, DECIDED, result="corrected", redo_by="2026-01-30")
    nothing = {"new": 0, "carried_in": 0, "granted": 0, "deny_6": 0, "total": 0, "carried_out": 0}
    assert (sheet(people, 2025), sheet(people, 2026)) == (before, nothing), "while it is open again"
    reply(Application.objects.of(people.bureau).get(), people, "disclosed", date(2026, 1, 20))
    assert (sheet(people, 2025), sheet(people, 2026)) == (before, nothing), "and after the new reply"
    rows = Application.objects.of(people.bureau)
    for fact in applied.facts(rows, 2025):
        assert list(applied.behind(rows, [fact])) == [refused]


def test_reopened_in_the_same_year_it_counts_by_its_last_result(refused: Application, people: Cast) -> None:
    review = noticed(refused, people)
    then(review, people, Act.DECIDE, date(2025, 12, 1), result="corrected", redo_by="2025-12-19")
    assert sheet(people, 2025)["carried_out"] == 1
    reply(Application.objects.of(people.bureau).get(), people, "disclosed", date(2025, 12, 10))
    assert sheet(people, 2025) == {
        "new": 1, "carried_in": 0, "granted": 1, "deny_6": 0, "total": 1, "carried_out": 0,
    }  # fmt: skip


def test_a_reopening_that_was_entered_by_mistake_is_made_void_and_the_first_result_stands(
    refused: Application, people: Cast
) -> None:
    take(refused, Applied.REOPEN, DECIDED, people.wang, decision="示政复决〔2026〕1号", until="2026-01-30")
    assert refused.counted_as == "deliberation"
    line = journal.timeline(refused.dossier)[-1]
    applications.amend(refused, line.seq, None, today=DECIDED, by=people.li, reason="决定没有责令重新答复")
    refused.refresh_from_db(from_queryset=Application.objects.everywhere())
    assert (refused.counted_on, refused.counted_as) == (None, "")
    assert applied.standing(refused).outcome == "deliberation"
    assert list(verify(whole=True)) == []


def test_a_judgment_that_may_be_appealed_reopens_nothing_by_itself(refused: Application, people: Cast) -> None:
    suit = noticed(refused, people, RemedyKind.SUIT)
    then(suit, people, Act.DECIDE, DECIDED, result="corrected", redo_by="2026-02-13")
    assert applied.standing(refused).state is State.CLOSED
    then(suit, people, Act.APPEAL, date(2026, 1, 20), appellant="ours")
    suit.dossier.refresh_from_db()
    assert suit.dossier.closed_on is None and suit.result.value == "pending"
    then(suit, people, Act.DECIDE, date(2026, 5, 11), result="corrected", redo_by="2026-05-29")
    assert applied.standing(refused).ordered_until == date(2026, 5, 29), "the second judgment is final"


def test_the_pages_of_a_case_from_the_hearing_to_the_lesson(refused: Application, people: Cast) -> None:
    suit = noticed(refused, people, RemedyKind.SUIT, "7")
    wang = Client()
    wang.login(request=RequestFactory().post("/desk/login/"), username="wang", password=PASSWORD)
    base, on = f"/desk/remedies/{suit.dossier_id}/", {"on": "2025-11-20"}
    page = wang.get(base).content.decode()
    assert f"/desk/applications/{refused.dossier_id}/evidence/" in page and "调解</a>" not in page
    heard = {**on, "seen": "1", "kind": "court", "place": "第二法庭", "attendee": "副局长李示例"}
    refusal = wang.post(base + "hear/", {**heard, "form_of_the_house": "1"})
    assert refusal.status_code == 422 and "不能出庭的理由" in refusal.content.decode()
    page = wang.post(base + "hear/", {**heard, "head": "on"}, follow=True).content.decode()
    assert "行政机关负责人出庭" in page and "第二法庭" in page
    wang.post(base + "decide/", {**on, "seen": "2", "result": "corrected", "number": "（2025）示行初7号判决"})
    page = wang.get(base).content.decode()
    assert "提起上诉：最迟2025年12月5日" in page
    bad = {**on, "seen": "3", "kind": "column", "what": "增设栏目", "link": "javascript:alert(1)"}
    assert "链接应以" in wang.post(base + "lesson/", bad).content.decode()
    page = wang.post(base + "lesson/", {**bad, "link": "/shili/zwgk/"}, follow=True).content.decode()
    assert "增设栏目" in page and "待落实" in page
    page = wang.post(base + "lesson_done/", {**on, "seen": "4", "lesson": "1"}, follow=True).content.decode()
    assert "待落实" not in page
    page = wang.get("/desk/remedies/ledger/?year=2025").content.decode()
    assert "示政复〔2025〕7号" in page and "1/1已落实" in page and "负责人出庭：是" in page
    assert "示政复〔2025〕7号" not in wang.get("/desk/remedies/ledger/?year=2024").content.decode()
    assert wang.get("/desk/remedies/ledger/?year=junk").status_code == 200
