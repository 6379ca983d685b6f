"""问卷和访谈样例: surveys that run and are over, interviews to come and to read again, and those of past reports.

Names and words are invented; how many interviews a past year had, and how many with the principal, is what its report prints.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from gongkai.casework.engagement.interviews import acts as interviews
from gongkai.casework.engagement.interviews import queries as interview_queries
from gongkai.casework.engagement.interviews.acts import Planned, Said
from gongkai.casework.engagement.interviews.models import Interview, Speaker
from gongkai.casework.engagement.surveys import acts as surveys
from gongkai.casework.engagement.surveys import queries
from gongkai.casework.engagement.surveys.acts import Paper
from gongkai.casework.engagement.surveys.models import Survey
from gongkai.demo.lively import Days
from gongkai.demo.place import Place
from gongkai.law.grammar.flow import JSON, Role, Step
from gongkai.law.interviews import Act as Talk
from gongkai.law.interviews import Guest, GuestRank
from gongkai.law.questionnaires import Filled
from gongkai.law.surveys import Act
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.authorities.queries import calendar_of, holders
from gongkai.web import clock

HALL = Paper(
    "政务服务大厅满意度调查",
    "为改进大厅服务，了解办事群众的意见，请用两分钟填写。",
    "单选：您对大厅的服务是否满意\n- 满意\n- 基本满意\n- 不满意\n"
    "多选（最多2项）：您希望改进什么\n- 等候时间\n- 服务态度\n- 指引标识\n- 网上办理\n"
    "评分：请给大厅的环境打分\n"
    "文字（选答）：还有什么意见",
    "政务科",
)
BUS = Paper(
    "城区公交线路调整意向调查",
    "拟调整城区公交线路，请说说您怎样出行。",
    "单选：您最常用的出行方式\n- 公交\n- 步行或者自行车\n- 自己开车\n- 其他\n文字（选答）：希望公交经过哪里",
    "交通科",
)
SATISFIED = (1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3)
"""所答: what the invented readers chose in the survey that is over."""


def enter(authority: Authority, today: date) -> None:
    """问卷和访谈样例: of one government, in working days before today."""
    days = Days(calendar_of(authority), today)
    _running(authority, days.ago(3), today)
    _announced(authority, days, today)
    _coming(authority, days.ago(2), today)
    _held(authority, days.ago(12), today, led=True)


def past(authority: Authority, place: Place) -> None:
    """往年访谈: as many as the reports of a place print, as many of them with the principal."""
    for report in place.reports:
        cells = report.tables.get("statistics", {})
        held = int(cells.get("online_interviews", {}).get("value", 0))
        led = int(cells.get("online_interviews_led", {}).get("value", 0))
        for number in range(held):
            month = 1 + (number + 1) * 12 // (held + 1)
            on = calendar_of(authority).next_working_day(date(report.year, min(month, 12), 10)).on
            _held(authority, on, clock.today(), led=number < led)


# -- surveys ---------------------------------------------------------------------------------------------------------------


def _running(authority: Authority, on: date, today: date) -> None:
    survey = _opened(authority, BUS, on, today, on + timedelta(days=30))
    for number, option in enumerate((1, 1, 3)):
        surveys.answer(survey, Filled({1: (option,)}, {}), on=on, today=today, once=f"demo {number}")


def _announced(authority: Authority, days: Days, today: date) -> None:
    on, over = days.ago(24), days.ago(12)
    survey = _opened(authority, HALL, on, today, over)
    for number, option in enumerate(SATISFIED):
        picked = {1: (option,), 2: (1, 4) if number % 2 else (1,), 3: (5 - option // 2,)}
        words = {4: "中午办事的人多，希望中午也有窗口开放。"} if number == 0 else {}
        surveys.answer(survey, Filled(picked, words), on=on, today=today, once=f"demo {number}")
    ended = days.ago(10)
    _step(survey, Act.END, ended, today, Role.HANDLER)
    publisher = _holder(authority, Role.PUBLISHER, today)
    [told] = queries.words(survey, list(queries.answers(survey)))
    surveys.show(told, told.text, on=ended, by=publisher)
    said = "满意和基本满意的占大多数，等候时间是意见最集中的。自下月起中午安排窗口值班，网上预约增加时段。"
    _step(survey, Act.ANNOUNCE, days.ago(6), today, Role.PUBLISHER, statement=said)


def _opened(authority: Authority, paper: Paper, on: date, today: date, until: date) -> Survey:
    writer = _holder(authority, Role.HANDLER, today)
    survey = surveys.write(authority, paper, on=on, today=today, by=writer)
    checker = next(each for each in holders(authority, Role.REVIEWER, today) if each != writer)
    surveys.act(survey, Step(Act.CHECK.value, on), today=today, by=checker)
    _step(survey, Act.OPEN, on, today, Role.PUBLISHER, until=until.isoformat())
    return survey


def _step(survey: Survey, act: Act, on: date, today: date, role: Role, **details: JSON) -> None:
    by = _holder(survey.authority, role, today)
    surveys.act(survey, Step(act.value, on, details), today=today, by=by)


# -- interviews ------------------------------------------------------------------------------------------------------------


def _planned(authority: Authority, topic: str, on: date, held: date, today: date, *, led: bool) -> Interview:
    head = Guest("何样例", "示例部门主要负责人" if led else "示例部门分管负责人", GuestRank.PRINCIPAL)
    guests = (
        head if led else Guest(head.name, head.post, GuestRank.LEADER),
        Guest("吕示范", "业务科科长", GuestRank.STAFF),
    )
    given = Planned(topic, "围绕群众关心的问题，谈政策、谈打算，欢迎提问。", held, "15:00至16:00", guests)
    by = _holder(authority, Role.HANDLER, today)
    return interviews.plan(authority, given, on=on, today=today, by=by)


def _coming(authority: Authority, on: date, today: date) -> None:
    row = _planned(authority, "冬季供暖怎样保障", on, today + timedelta(days=12), today, led=True)
    _take(row, Talk.NOTICE, on, today)
    asked = interviews.ask(row, "老旧小区的管道什么时候改造？", "", on=on, today=today, once="demo")
    interviews.adopt(asked, "老旧小区的管道什么时候改造？", on=on, by=_holder(authority, Role.PUBLISHER, today))


def _held(authority: Authority, on: date, today: date, *, led: bool) -> None:
    row = _planned(authority, "城乡居民医保怎样参保缴费", on, on, today, led=led)
    _take(row, Talk.NOTICE, on, today)
    _take(row, Talk.BEGIN, on, today)
    first, second = (guest.called for guest in interview_queries.standing(row).guests)
    said = (
        Said(Speaker.HOST, "主持人", "各位网友好，今天谈谈居民医保的参保和缴费。"),
        Said(Speaker.CITIZEN, "网友", "在外地打工，能不能在手机上缴？"),
        Said(Speaker.GUEST, first, "可以。手机上选择参保地就能缴，也可以由家人代缴。"),
        Said(Speaker.GUEST, second, "集中缴费期以外参保的，有等待期，请尽量按时缴费。"),
    )
    for number, each in enumerate(said):
        at = datetime(on.year, on.month, on.day, 15, 5 * number, tzinfo=clock.BEIJING)
        by = _holder(authority, Role.PUBLISHER, today)
        interviews.say(row, each, at=at, once=f"demo {number}", by=by)
    _take(row, Talk.END, on, today, came=[1, 2])
    _take(row, Talk.PUBLISH, on, today)


def _take(row: Interview, act: Talk, on: date, today: date, **details: JSON) -> None:
    by = _holder(row.authority, Role.PUBLISHER, today)
    interviews.act(row, Step(act.value, on, details), today=today, by=by)


def _holder(authority: Authority, role: Role, on: date) -> Official:
    return holders(authority, role, on)[0]
