"""培训: who signed in is counted and gets hours, so does the sheet; what was missed comes again, errors are noted at the form."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.test import Client

from gongkai.law.annual_report.editions import edition
from gongkai.law.annual_report.procedure import Scope
from gongkai.law.annual_report.report import Edition
from gongkai.law.documents import DocumentKind
from gongkai.law.grammar.flow import Step, Unlawful
from gongkai.law.training.bank import questions
from gongkai.law.training.classes import TrainingAct, TrainingKind
from gongkai.office.authorities.models import Official
from gongkai.office.notices.models import Message
from gongkai.oversight.reports.queries import Ledger
from gongkai.oversight.training import verifying
from gongkai.oversight.training.classes import acts, queries
from gongkai.oversight.training.classes.acts import TrainingGiven
from gongkai.oversight.training.classes.models import Attendance, CoachingWay, TrainingClass
from gongkai.oversight.training.practice import acts as practice
from gongkai.oversight.training.practice import queries as practised
from gongkai.oversight.training.practice.models import FormSlip, QuizAnswer
from gongkai.oversight.training.practice.reminding import remind_reviews
from gongkai.publication.documents import acts as documents
from gongkai.publication.documents.acts import Draft
from gongkai.web import clock
from tests.cast import Cast, cast, official

pytestmark = pytest.mark.django_db
TODAY = date(2018, 10, 12)
GIVEN = TrainingGiven("月报表系统培训", TrainingKind.SYSTEM, TODAY, 150, "县政府三楼", "各单位信息员", "钱公开")


@pytest.fixture
def people(monkeypatch: pytest.MonkeyPatch) -> Cast:
    monkeypatch.setattr(clock, "today", lambda: TODAY)
    return cast()


@pytest.fixture
def office(people: Cast) -> Official:
    return official("qian", "钱公开", people.county, "disclosure_office")


def take(row: TrainingClass, act: TrainingAct, by: Official, **details: object) -> None:
    acts.act(row, Step(act.value, TODAY, details), today=TODAY, by=by)  # type: ignore[arg-type]


def held(people: Cast, office: Official) -> TrainingClass:
    row = acts.plan(people.county, GIVEN, on=TODAY, today=TODAY, by=office)
    acts.sign_in(row, people.bureau, row.code, on=TODAY, today=TODAY, by=people.wang)
    take(row, TrainingAct.HOLD, office)
    return row


def test_whoever_signs_in_gets_the_hours_and_the_year_counts_him_with_those_from_outside(
    people: Cast, office: Official
) -> None:
    row = held(people, office)
    with pytest.raises(Unlawful, match="签到码不对"):
        acts.sign_in(row, people.bureau, "0000", on=TODAY, today=TODAY, by=people.li)
    with pytest.raises(Unlawful, match="不是为您的单位举办的"):
        acts.sign_in(row, people.elsewhere, row.code, on=TODAY, today=TODAY, by=people.zhao)
    offered = queries.to_enlist(row, TODAY)
    assert {person.name for person, _ in offered} == {"李示例", "钱公开", "周监看"}
    people_told = acts.enlist(row, [each for each in offered if each[0] == people.li], "签到表第1页")
    take(row, TrainingAct.ENLIST, office, **people_told)
    take(row, TrainingAct.COUNT_OUTSIDERS, office, number=108, proof="签到表第2至5页")
    take(row, TrainingAct.CLOSE, office)
    told = queries.figures(people.county, 2018, beneath=True)
    assert (told.classes, told.person_times, told.hours) == (1, 110, 2.5)
    assert queries.minutes_of([people.wang, people.zhao], 2018) == {people.wang.pk: 150}
    assert queries.figures(people.bureau, 2018, beneath=True).classes == 0
    assert list(verifying.findings(whole=True)) == []
    call_command("verify", "--all")
    Attendance.objects.of(people.county).filter(official=people.li).delete()
    assert "与条目不符" in str([*verifying.findings(whole=True)])


def test_the_rows_of_the_sheet_of_2014_are_counted_from_the_classes_and_typed_where_there_are_none(
    people: Cast, office: Official
) -> None:
    form: Edition = edition(2018)
    ledger = Ledger(people.county, Scope.BENEATH)
    places = set(form.trainings.values())
    assert not places & ledger.counted(form, 2018).counts
    row = held(people, office)
    take(row, TrainingAct.COUNT_OUTSIDERS, office, number=59, proof="签到表")
    counted = ledger.counted(form, 2018)
    assert places <= counted.counts
    sheet = counted.sheets["statistics"]
    assert (sheet["trainings", "value"], sheet["trainees", "value"]) == (1, 60)
    assert not places & ledger.counted(form, 2017).counts
    client = Client()
    client.force_login(office)
    for cell in ("trainings", "trainees"):
        page = client.get(f"/desk/reports/shili/2018/sheet/statistics/{cell}/value/").content.decode()
        assert "月报表系统培训" in page, cell


def test_an_exercise_keeps_each_answer_and_what_was_missed_comes_again(people: Cast, office: Official) -> None:
    keys = practised.to_practise(people.wang, TODAY)
    assert len(keys) == practised.MANY
    bank = questions()
    wrong = {key: (bank[key].right + 1) % len(bank[key].options) for key in keys[:2]}
    practice.answer(people.bureau, wrong | {keys[2]: bank[keys[2]].right}, on=TODAY, by=people.wang)
    [told] = practised.results([people.wang], TODAY)
    assert (told.answered, told.right, told.due) == (3, 1, 0)
    later = TODAY + timedelta(days=3)
    assert sorted(practised.reviews_due(people.wang, later)) == sorted(keys[:2])
    assert practised.to_practise(people.wang, later)[:2] == practised.reviews_due(people.wang, later)
    assert (remind_reviews(later), remind_reviews(later)) == (1, 0)
    assert Message.objects.of(people.bureau).filter(official=people.wang, subject__contains="复习").count() == 1
    with pytest.raises(Unlawful, match="没有这道题"):
        practice.answer(people.bureau, {"x": 0}, on=TODAY, by=people.wang)
    QuizAnswer.objects.of(people.bureau).filter(question=keys[0]).update(right=True)
    assert "作答与条目登记的不符" in str([*verifying.findings(whole=False)])


def test_the_card_stands_at_the_form_asks_after_the_typical_error_and_the_error_is_noted_once(
    people: Cast, office: Official
) -> None:
    draft = documents.draft(
        people.bureau, Draft(DocumentKind.OTHER, "通知", "", "通知。"), on=TODAY, today=TODAY, by=people.wang
    )
    client = Client()
    client.force_login(people.wang)
    at = f"/desk/documents/{draft.dossier_id}/act/label/"
    page = client.get(at).content.decode()
    assert "边做边学：定公开属性" in page
    assert "条例第十三条" in page
    assert "二十秒" not in page
    wrong = {"on": TODAY.isoformat(), "attribute": "withheld", "ground": "", "seen": draft.dossier.version}
    for _ in range(2):
        refused = client.post(at, wrong).content.decode()
    assert "二十秒" in refused
    slip = FormSlip.objects.of(people.bureau).get()
    assert (slip.official, slip.card) == (people.wang, "document-attribute")
    key = re.search(r'name="question_([\w-]+)"', refused)
    assert key is not None
    asked = questions()[key[1]]
    answered = client.post("/desk/training/exercise/answer/", {f"question_{asked.key}": asked.right})
    assert asked.why in answered.content.decode()
    practice.slip(people.bureau, "document-attribute", on=TODAY + timedelta(days=20), by=people.wang)
    told = practised.slip_rate(people.county, 2018)
    assert (told.slips, told.repeated, told.rate) == (2, 1, 0.5)
    assert list(verifying.findings(whole=True)) == []


def test_the_pages_of_a_class_from_the_plan_to_the_file(people: Cast, office: Official) -> None:
    clients = {name: Client() for name in ("qian", "wang", "zhao")}
    for name, client in clients.items():
        client.force_login(Official.objects.get(username=name))
    plan = {
        "title": "目录培训",
        "kind": "class",
        "day": TODAY.isoformat(),
        "hours": "1.5",
        "place": "三楼",
        "audience": "信息员",
    }
    assert (
        "学时（小时）不能小于0.25"
        in clients["qian"].post("/desk/training/plan/", plan | {"hours": "0"}).content.decode()
    )
    made = clients["qian"].post("/desk/training/plan/", plan)
    row = TrainingClass.objects.of(people.county).get()
    at = f"/desk/training/classes/{row.pk}/"
    assert made.headers["Location"] == at
    assert row.code in clients["qian"].get(at).content.decode()
    shown = clients["wang"].get(at).content.decode()
    assert "签到" in shown and row.code not in shown
    assert clients["zhao"].get(at).status_code == 404
    wrong = clients["wang"].post(f"{at}sign-in/", {"code": "1"})
    assert "签到码不对" in wrong.content.decode()
    assert clients["wang"].post(f"{at}sign-in/", {"code": row.code}).status_code == 302
    assert "您已签到" in clients["wang"].get(at).content.decode()

    def act(name: str, **said: object) -> None:
        row.dossier.refresh_from_db()
        form = {"on": TODAY.isoformat(), "seen": row.dossier.version, **said}
        response = clients["qian"].post(f"{at}act/{name}/", form)
        assert response.status_code == 302, response.content.decode()

    act("hold")
    assert "李示例（示例县民政局）" in clients["qian"].get(f"{at}act/enlist/").content.decode()
    act("enlist", people=["li"], proof="签到表")
    act("count_outsiders", number=3, proof="签到表")
    act("close")
    assert "5人次" in clients["qian"].get(at).content.decode()
    listed = clients["qian"].get("/desk/training/").content.decode()
    assert "目录培训" in listed
    assert "1.5小时" in clients["wang"].get("/desk/training/").content.decode()
    assert clients["wang"].get("/desk/training/results/").status_code == 200
    page = clients["wang"].get("/desk/training/exercise/").content.decode()
    names = re.findall(r'name="(question_[\w-]+)" value="0"', page)
    assert len(names) == practised.MANY
    done = clients["wang"].post("/desk/training/exercise/", dict.fromkeys(names, "0"))
    assert f"共{practised.MANY}题" in done.content.decode()
    visit = {
        "unit": "shili-minzheng",
        "on": TODAY.isoformat(),
        "way": "phone",
        "question": "怎样遮盖",
        "advice": "在原文里删去",
    }
    assert clients["qian"].post("/desk/training/visits/coach/", visit).status_code == 302
    assert "在原文里删去" in clients["qian"].get("/desk/training/visits/").content.decode()
    assert "记入知识库" in clients["qian"].get("/desk/training/visits/").content.decode()


def test_who_is_not_beneath_is_not_coached(people: Cast, office: Official) -> None:
    with pytest.raises(Unlawful, match="不在本机关之下"):
        acts.coach(people.county, people.elsewhere, CoachingWay.PHONE, "问", "答", on=TODAY, today=TODAY, by=office)
