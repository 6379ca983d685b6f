"""救济: a notice opens a case against an application, the respondent's terms run, the result is counted."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client, RequestFactory

from gongkai.casework.applications.models import Application
from gongkai.casework.remedies import acts, queries
from gongkai.casework.remedies.acts import Notice
from gongkai.casework.remedies.models import Remedy
from gongkai.law.annual_report.facts import RemedyFact
from gongkai.law.grammar.flow import Step, Unlawful
from gongkai.law.remedies import RemedyKind, RemedyResult
from gongkai.office.journal.models import Dossier
from gongkai.office.journal.verify import verify
from tests.casework.conftest import Receive
from tests.cast import PASSWORD, Cast

NOTICED = date(2025, 10, 9)


@pytest.fixture
def application(receive: Receive) -> Application:
    return receive(date(2025, 9, 18))


def noticed(
    application: Application, people: Cast, kind: RemedyKind, number: str, earlier: Remedy | None = None
) -> Remedy:
    notice = Notice(kind, number, "示例县人民政府")
    return acts.receive(application, notice, on=NOTICED, today=NOTICED, by=people.wang, earlier=earlier)


def decide(remedy: Remedy, people: Cast, result: str, on: date = date(2025, 12, 1)) -> None:
    acts.act(remedy, Step("decide", on, {"result": result}), today=on, by=people.wang)


def test_48_a_reconsideration_is_answered_within_ten_working_days(application: Application, people: Cast) -> None:
    review = noticed(application, people, RemedyKind.REVIEW, "示政复〔2025〕3号")
    assert review.dossier.due_on == date(2025, 10, 22), "the make-up Saturday of 11 October counts"


def test_54_a_review_by_the_simplified_procedure_is_answered_within_five_working_days(
    application: Application, people: Cast
) -> None:
    wang = Client()
    wang.login(request=RequestFactory().post("/desk/login/"), username="wang", password=PASSWORD)
    form = {"kind": "review", "case_number": "示政复〔2025〕3号", "body": "示例县人民政府", "on": "2025-10-09"}
    address = f"/desk/remedies/of/{application.dossier_id}/register/"
    page = wang.post(address, {**form, "simplified": "on"}, follow=True).content.decode()
    assert "2025年10月15日（行政复议法第五十四条）" in page
    suit = {**form, "kind": "direct", "case_number": "（2025）示行初7号", "simplified": "on"}
    assert "只有2024年1月1日以后的行政复议" in wang.post(address, suit).content.decode()


def test_67_a_suit_is_answered_within_fifteen_days_and_a_last_day_of_rest_moves_on(
    application: Application, people: Cast
) -> None:
    notice = Notice(RemedyKind.SUIT, "（2025）示行初7号", "示例县人民法院")
    suit = acts.receive(application, notice, on=date(2025, 9, 19), today=date(2025, 9, 19), by=people.wang)
    assert suit.dossier.due_on == date(2025, 10, 9), "4 October lies in the holidays"


def test_a_suit_after_reconsideration_names_the_reconsideration(application: Application, people: Cast) -> None:
    with pytest.raises(Unlawful, match="应当选明此前的行政复议"):
        noticed(application, people, RemedyKind.SUIT_AFTER_REVIEW, "（2025）示行初8号")
    review = noticed(application, people, RemedyKind.REVIEW, "示政复〔2025〕3号")
    decide(review, people, "upheld")
    suit = noticed(application, people, RemedyKind.SUIT_AFTER_REVIEW, "（2025）示行初8号", review)
    assert suit.earlier == review
    with pytest.raises(Unlawful, match="针对同一申请的行政复议"):
        noticed(application, people, RemedyKind.SUIT_AFTER_REVIEW, "（2025）示行初9号", suit)


def test_a_suit_cannot_come_before_the_reconsideration_it_follows(application: Application, people: Cast) -> None:
    review = noticed(application, people, RemedyKind.REVIEW, "示政复〔2025〕3号")
    suit = Notice(RemedyKind.SUIT_AFTER_REVIEW, "（2025）示行初8号", "示例县人民法院")
    before = date(2025, 10, 8)
    with pytest.raises(Unlawful, match="不能早于此前的行政复议"):
        acts.receive(application, suit, on=before, today=NOTICED, by=people.wang, earlier=review)


def test_what_does_not_add_up_is_refused_and_nothing_is_written(application: Application, people: Cast) -> None:
    noticed(application, people, RemedyKind.REVIEW, "示政复〔2025〕3号")
    with pytest.raises(Unlawful, match="已经登记"):
        noticed(application, people, RemedyKind.REVIEW, "示政复〔2025〕3号")
    early = Notice(RemedyKind.REVIEW, "示政复〔2025〕4号", "示例县人民政府")
    with pytest.raises(Unlawful, match="不能早于所涉申请"):
        acts.receive(application, early, on=date(2025, 9, 1), today=NOTICED, by=people.wang)
    with pytest.raises(Unlawful, match="审结结果应从以下各项中选择"):
        decide(Remedy.objects.of(people.bureau).get(), people, "pending")
    assert Dossier.objects.of(people.bureau).filter(kind="remedy").count() == 1
    assert list(verify(whole=True)) == []


def test_the_facts_of_a_year_and_the_cases_behind_them(application: Application, people: Cast) -> None:
    review = noticed(application, people, RemedyKind.REVIEW, "示政复〔2025〕3号")
    noticed(application, people, RemedyKind.SUIT, "（2025）示行初7号")
    decide(review, people, "corrected")
    rows = Remedy.objects.of(people.bureau)
    found = set(queries.facts(rows, 2025))
    assert found == {
        RemedyFact(RemedyKind.REVIEW, RemedyResult.CORRECTED, 2025, 2025, 1),
        RemedyFact(RemedyKind.SUIT, RemedyResult.PENDING, 2025, None, 1),
    }
    for fact in found:
        assert queries.behind(rows, [fact]).count() == 1
    assert not list(queries.facts(rows, 2024))


def test_the_pages_from_the_file_of_the_application_to_the_decision(application: Application, people: Cast) -> None:
    wang = Client()
    wang.login(request=RequestFactory().post("/desk/login/"), username="wang", password=PASSWORD)
    page = wang.get(f"/desk/applications/{application.dossier_id}/").content.decode()
    assert f"/desk/remedies/of/{application.dossier_id}/" in page
    form = {"kind": "review", "case_number": "示政复〔2025〕3号", "body": "示例县人民政府", "on": "2025-10-09"}
    page = wang.post(f"/desk/remedies/of/{application.dossier_id}/register/", form, follow=True).content.decode()
    assert "示政复〔2025〕3号" in page and "2025年10月22日" in page
    review = Remedy.objects.of(people.bureau).get()
    base = f"/desk/remedies/{review.dossier_id}/"
    wang.post(base + "answer/", {"on": "2025-10-16", "seen": "1"})
    form = {"on": "2025-12-01", "seen": "2", "result": "upheld"}
    page = wang.post(base + "decide/", form, follow=True).content.decode()
    assert "结果维持" in page and "已审结" in page
    assert wang.get(base + "answer/").status_code == 422, "a decided case is not answered"
    zhao = Client()
    zhao.login(request=RequestFactory().post("/desk/login/"), username="zhao", password=PASSWORD)
    assert zhao.get(base).status_code == 404


def test_the_government_above_reads_the_cases_of_its_departments_and_touches_none(
    application: Application, people: Cast
) -> None:
    review = noticed(application, people, RemedyKind.REVIEW, "示政复〔2025〕3号")
    zhou = Client()
    zhou.login(request=RequestFactory().post("/desk/login/"), username="zhou", password=PASSWORD)
    assert "示政复〔2025〕3号" in zhou.get(f"/desk/remedies/of/{application.dossier_id}/").content.decode()
    page = zhou.get(f"/desk/remedies/{review.dossier_id}/").content.decode()
    assert "示政复〔2025〕3号" in page and "提交答复或答辩</a>" not in page
    assert zhou.get(f"/desk/remedies/of/{application.dossier_id}/register/").status_code == 404
