"""问卷调查: answered without logging in, kept without a name, counted by the database, and closed by a result that stays."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client

from gongkai.casework.engagement.surveys import acts, queries
from gongkai.casework.engagement.surveys.acts import Paper
from gongkai.casework.engagement.surveys.models import Survey, SurveyAnswer, SurveyChoice, SurveyRemark
from gongkai.law.grammar.flow import JSON, Step, Unlawful
from gongkai.law.questionnaires import Filled
from gongkai.law.surveys import Act, Standing
from gongkai.office.journal.models import Access
from gongkai.office.journal.verify import verify
from gongkai.papers.xlsx import read_xlsx
from gongkai.web import clock
from tests.casework.engagement.conftest import logged_in, public_form, who
from tests.cast import Cast

ON = date(2025, 9, 18)
QUESTIONS = "单选：您对窗口服务是否满意\n- 满意\n- 一般\n- 不满意\n文字（选答）：还有什么意见"
PAPER = Paper("示例县窗口服务满意度调查", "为改进服务，了解群众意见。", QUESTIONS, "政务科")
PUBLIC = "/shili-minzheng/wjdc/"


def take(survey: Survey, act: Act, by: str, on: date, **details: JSON) -> Standing:
    return acts.act(survey, Step(act.value, on, details), today=max(on, clock.today()), by=who(by))


def opened(people: Cast, on: date = ON, days: int = 10, paper: Paper = PAPER) -> Survey:
    survey = acts.write(people.bureau, paper, on=on, today=clock.today(), by=people.wang)
    take(survey, Act.CHECK, "li", on)
    take(survey, Act.OPEN, "wang", on, until=(on + timedelta(days=days)).isoformat())
    return survey


def answer(survey: Survey, option: int, words: str = "", *, on: date = ON, once: str = "") -> SurveyAnswer:
    filled = Filled({1: (option,)}, {2: words} if words else {})
    token = once or f"{survey.pk}-{queries.answers(survey).count()}"
    return acts.answer(survey, filled, on=on, today=on, once=token)


def announced(survey: Survey) -> None:
    assert survey.until is not None
    on = survey.until + timedelta(days=1)
    take(survey, Act.END, "wang", on)
    take(survey, Act.ANNOUNCE, "wang", on, statement="满意的占多数，窗口将延长开放时间。")


def test_a_survey_goes_from_its_paper_to_its_result_at_the_desk(people: Cast) -> None:
    wang, li = logged_in("wang"), logged_in("li")
    said = {"title": PAPER.title, "introduction": PAPER.introduction, "questions": "问题：甲", "section": ""}
    refused = wang.post("/desk/engagement/surveys/new/", said)
    assert "第1行" in refused.content.decode() and PAPER.introduction in refused.content.decode()
    wang.post("/desk/engagement/surveys/new/", said | {"questions": QUESTIONS})
    survey = Survey.objects.of(people.bureau).get()
    base = f"/desk/engagement/surveys/{survey.pk}/"
    today = clock.today()

    def step(client: Client, act: str, **more: str) -> str:
        survey.refresh_from_db()
        form = {"on": f"{today:%Y-%m-%d}", "seen": str(survey.dossier.version), **more}
        return client.post(f"{base}act/{act}/", form, follow=True).content.decode()

    assert "应由审核人办理" in step(wang, "check")
    assert Client().get(f"{PUBLIC}{survey.pk}/").status_code == 404, "nothing is public before it opens"
    assert "审核日期" in step(li, "check")
    survey = Survey.objects.of(people.bureau).select_related("dossier").get()
    assert "至少开放7日" in step(wang, "open", until=f"{today + timedelta(days=2):%Y-%m-%d}")
    assert "调查中" in step(wang, "open", until=f"{today + timedelta(days=9):%Y-%m-%d}")
    assert PAPER.title in Client().get(PUBLIC).content.decode()
    assert "没有在" not in logged_in("li").get(base).content.decode()
    assert logged_in("zhao").get(base).status_code == 404
    assert list(verify(whole=True)) == []


def test_an_answer_is_sent_once_from_one_browser_and_twice_by_a_double_click_is_one(people: Cast) -> None:
    survey = opened(people, on=clock.today() - timedelta(days=1))
    page, citizen = f"{PUBLIC}{survey.pk}/", Client()
    form = public_form(q1="1", q2="请延长中午的开放时间")
    first = citizen.post(page, form)
    assert "答卷已经提交" in first.content.decode()
    note = first.cookies[f"survey-{survey.pk}"]
    assert note["httponly"] and note["samesite"] == "Lax"
    assert "已经在这个浏览器上填写过" in citizen.get(page).content.decode()
    assert "已经在这个浏览器上填写过" in citizen.post(page, public_form(q1="2")).content.decode()
    assert "已经在这个浏览器上填写过" in citizen.get(f"/elder{page}").content.decode(), "in every look"
    Client().post(page, form)
    assert queries.answers(survey).count() == 1, "the same filling-in"
    forged = Client()
    forged.cookies[f"survey-{survey.pk}"] = "answered"
    assert "填写问卷" in forged.get(page).content.decode(), "an unsigned note says nothing"
    assert "同一浏览器只能填写一次" in Client().get(page).content.decode()
    assert "127.0.0.1" not in rows()


def rows() -> str:
    found = ""
    with connection.cursor() as cursor:
        for table in ("engagement_surveyanswer", "engagement_surveychoice", "engagement_surveyremark", "journal_entry"):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 (tables of our own)
            for row in cursor.fetchall():
                cells = [
                    bytes(each).decode("utf-8", "ignore") if isinstance(each, bytes | memoryview) else each
                    for each in row
                ]
                found += "".join(map(str, cells))
    return found


def test_what_is_left_out_or_beside_the_options_is_said_at_its_question(people: Cast) -> None:
    survey = opened(people, on=clock.today())
    page = f"{PUBLIC}{survey.pk}/"
    for given, said in (({}, "请选择1．您对窗口服务是否满意"), ({"q1": "9"}, "不在可选的范围内")):
        content = Client().post(page, public_form(q2="好", **given)).content.decode()
        assert said in content and "好</textarea>" in content, "what was typed survives"
    assert queries.answers(survey).count() == 0


def test_hostile_words_are_sealed_refused_when_too_long_and_never_run(people: Cast) -> None:
    survey = opened(people, on=clock.today())
    page = f"{PUBLIC}{survey.pk}/"
    huge = Client().post(page, public_form(q1="1", q2="长" * 3_500_000))
    assert huge.status_code in (200, 400, 413) and queries.answers(survey).count() == 0
    words = "<script>alert(1)</script>我是陈样例，电话13900001234"
    assert "已经提交" in Client().post(page, public_form(q1="3", q2=words)).content.decode()
    assert not [each for each in ("陈样例", "13900001234", "<script>alert") if each in rows()]
    desk = logged_in("wang").get(f"/desk/engagement/surveys/{survey.pk}/words/").content.decode()
    assert "含个人信息" in desk and "&lt;script&gt;" in desk and "<script>alert" not in desk
    assert Access.objects.of(people.bureau).filter(what="查看答卷文字").count() == 1
    assert "陈样例" not in Client().get(page).content.decode()


def test_words_are_shown_only_as_a_person_covered_them(people: Cast) -> None:
    survey = opened(people)
    row = answer(survey, 1, "窗口很好，我的电话13900001234")
    [told] = queries.words(survey, [row])
    with pytest.raises(Unlawful, match="没有遮盖的个人信息"):
        acts.show(told, "窗口很好，我的电话13900001234", on=ON, by=people.wang)
    acts.show(told, "窗口很好", on=ON, by=people.wang)
    announced(survey)
    page = f"{PUBLIC}{survey.pk}/"
    assert "窗口很好" in Client().get(page).content.decode()
    assert list(verify(whole=True)) == []
    acts.hide(SurveyRemark.objects.of(people.bureau).get(), on=survey.until or ON, by=people.wang)
    assert "窗口很好" not in Client().get(page).content.decode()
    SurveyRemark.objects.of(people.bureau).update(withdrawn_on=None, text="改过的话")
    assert any("选登的文字" in finding.what for finding in verify(whole=True))


def test_the_result_is_counted_from_the_answers_and_small_numbers_are_kept_back(people: Cast) -> None:
    survey = opened(people)
    for option in [1] * 6 + [2] * 4 + [3]:
        answer(survey, option)
    page = f"{PUBLIC}{survey.pk}/"
    assert "调查结果</h2>" not in Client().get(page).content.decode(), "no numbers while it runs or waits"
    announced(survey)
    content = Client().get(page).content.decode()
    assert "共收到答卷11份" in content and "<svg" in content and 'role="img"' in content
    cells = re.findall(r'<td[^>]*"number"[^>]*>([^<]*)<', content)
    assert cells == ["6", "54.5%", "—", "—", "—", "—"]
    [grid] = read_xlsx(logged_in("wang").get(f"/desk/engagement/surveys/{survey.pk}/results.xlsx").content)
    assert [row[3] for row in grid.texts[1:]] == ["6", "4", "1", "0"]
    assert list(verify(whole=True)) == []
    SurveyChoice.objects.of(people.bureau).filter(option=3).update(option=1)
    assert any("公布的结果" in finding.what for finding in verify(whole=True))


def test_paper_answers_are_entered_until_the_result_is_out(people: Cast) -> None:
    survey = opened(people)
    assert survey.until is not None
    take(survey, Act.END, "wang", survey.until + timedelta(days=1))
    form = {"on": f"{survey.until:%Y-%m-%d}", "q1": "1", "q2": "", "once": "a" * 32}
    wang = logged_in("wang")
    for _ in range(2):
        wang.post(f"/desk/engagement/surveys/{survey.pk}/enter/", form)
    assert queries.answers(survey).get().on_paper
    late = form | {"on": f"{survey.until + timedelta(days=1):%Y-%m-%d}", "once": "b" * 32}
    assert "收到日期不在调查期间" in wang.post(f"/desk/engagement/surveys/{survey.pk}/enter/", late).content.decode()
    take(survey, Act.ANNOUNCE, "wang", survey.until + timedelta(days=2), statement="如上。")
    with pytest.raises(Unlawful, match="结果已经公布"):
        acts.answer(survey, Filled({1: (1,)}, {}), on=ON, today=clock.today(), once="c", by=people.wang)


def test_nobody_answers_when_it_is_over_and_a_stopped_survey_says_why(people: Cast) -> None:
    survey = opened(people)
    over = Client().post(f"{PUBLIC}{survey.pk}/", public_form(q1="1")).content.decode()
    assert "结果将在本页公布" in over and queries.answers(survey).count() == 0
    take(survey, Act.STOP, "li", ON, reason="题目有误，另行调查")
    assert "调查已经停止：题目有误，另行调查" in Client().get(f"{PUBLIC}{survey.pk}/").content.decode()


def test_a_result_that_is_late_is_listed_as_due(people: Cast) -> None:
    survey = opened(people)
    assert survey.until is not None
    take(survey, Act.END, "wang", survey.until + timedelta(days=1))
    page = logged_in("wang").get("/desk/due/").content.decode()
    assert survey.dossier.number in page and "逾期" in page and f"/desk/engagement/surveys/{survey.pk}/" in page


def test_after_shredding_the_numbers_stay_and_the_words_are_gone(people: Cast) -> None:
    survey = opened(people)
    for _ in range(6):
        answer(survey, 1, "很好")
    announced(survey)
    form = {"reason": "保存期满"}
    assert logged_in("wang").post(f"/desk/engagement/surveys/{survey.pk}/shred/", form).status_code == 403
    logged_in("li").post(f"/desk/engagement/surveys/{survey.pk}/shred/", form)
    assert queries.words(survey, list(queries.answers(survey))) == []
    page = Client().get(f"{PUBLIC}{survey.pk}/").content.decode()
    assert "共收到答卷6份" in page and PAPER.title in page
    assert list(verify(whole=True)) == []
