"""学与告样例: what the reports print of trainings, rules and notices, through entries; in one place also what goes on today.

What a report does not say (a day, how person-times fall on two classes, a number of a document) is filled in and says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from gongkai.demo.lively import Days
from gongkai.law.circulars import CircularKind
from gongkai.law.grammar.flow import JSON, Role, Step
from gongkai.law.training.bank import Topic, questions
from gongkai.law.training.classes import TrainingAct, TrainingKind
from gongkai.law.training.help import HelpAct
from gongkai.law.training.knowledge import EntryAct, EntryKind
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.authorities.queries import calendar_of, holders
from gongkai.office.notices.circulars import acts as circulars
from gongkai.office.notices.circulars.acts import CircularGiven
from gongkai.oversight.rulebook import acts as rulebook
from gongkai.oversight.rulebook.acts import RuleGiven
from gongkai.oversight.training.classes import acts as classes
from gongkai.oversight.training.classes.acts import TrainingGiven
from gongkai.oversight.training.classes.models import CoachingWay
from gongkai.oversight.training.help import acts as threads
from gongkai.oversight.training.knowledge import acts as knowledge
from gongkai.oversight.training.knowledge.acts import EntryGiven
from gongkai.oversight.training.practice import acts as practice

PRINTED = "年报未载文号"
_K = TrainingKind


@dataclass(frozen=True, slots=True)
class PastClass:
    """往年培训: as a report prints it; ``people`` None where it prints no number."""

    title: str
    kind: TrainingKind
    day: date
    people: int | None = None
    note: str = ""


_TRAININGS: Mapping[str, tuple[PastClass, ...]] = {
    "pingchuan": (
        PastClass("政府信息公开月报表系统培训", _K.SYSTEM, date(2018, 3, 6), 100, "全年共210人次，两期各多少为示例"),
        PastClass("部门信息公开目录上线前培训", _K.CLASS, date(2018, 10, 13), 110, "全年共210人次，两期各多少为示例"),
    ),
    "wudu": (PastClass("政务信息工作培训班", _K.CLASS, date(2017, 6, 15), 613, "全年共613人次，日期为示例"),),
    "linxia": (
        PastClass("网络信息员培训", _K.CLASS, date(2018, 4, 20), note="年报未写日期和人数，日期为示例"),
        PastClass("行政审批系统应用培训", _K.SYSTEM, date(2018, 6, 12), note="年报未写日期和人数，日期为示例"),
        PastClass("全省政务公开专题视频培训会", _K.VIDEO, date(2018, 9, 13), note="年报未写日期和人数，日期为示例"),
    ),
    "linze": (
        PastClass(
            "政务公开、政府网站暨新媒体、政务信息工作培训会议",
            _K.MEETING,
            date(2019, 5, 20),
            note="年报未写日期和人数，日期为示例",
        ),
    ),
}
_NAMED: Mapping[str, tuple[int, tuple[tuple[str, str], ...]]] = {
    "pingchuan": (
        2018,
        (
            ("opinion", "关于全面推进政务公开工作的实施意见"),
            ("work_points", "白银市平川区2018年政务公开工作要点"),
            ("openness", "白银市平川区政务公开制度"),
            ("institutions", "白银市平川区公共企事业单位办事公开制度"),
            ("assessment", "政务公开工作考核细则"),
        ),
    ),
    "minhe": (
        2020,
        (
            ("proactive", "政府信息主动公开制度"),
            ("application", "政府信息依申请公开制度"),
            ("complaints", "政府信息公开投诉举报制度"),
            ("accountability", "政府信息公开责任追究制度"),
            ("secrecy", "政府信息公开保密审查制度"),
            ("assessment", "政府信息公开考核制度"),
            ("lawful", "依申请公开促进依法行政制度"),
            ("remedies", "政府信息公开行政复议行政应诉办法"),
            ("document_review", "公文类政府信息公开审核制度"),
            ("labelling", "政府信息公开属性源头认定制度"),
            ("interpretation", "重要政策解读机制"),
            ("response", "政务舆情收集研判和回应机制"),
        ),
    ),
    "linze": (
        2019,
        (
            ("work_points", "临泽县2019年政务公开工作要点"),
            ("openness", "临泽县政务信息公开制度"),
            ("application", "依申请公开制度"),
            ("assessment", "政务公开考核制度"),
            ("accountability", "政务公开责任追究制度"),
        ),
    ),
    "linxia": (2018, (("review", "临夏州政府信息公开审查制度"), ("work_points", "临夏州2018年政务公开工作要点"))),
    "wudu": (2017, (("other", "企业信息公开制度"),)),
}
_RULES_PRINTED: Mapping[str, int] = {"pingchuan": 30}
"""年报所写的制度数: the rest are not named and stand in the book as such."""


def enter(government: Authority, code: str, today: date) -> None:
    """装入往年的: trainings, rules and the notice a report speaks of."""
    clerk = _who(government, Role.HANDLER, today)
    for past in _TRAININGS.get(code, ()):
        _trained(government, past, clerk, today)
    if code in _NAMED:
        year, named = _NAMED[code]
        unnamed = max(_RULES_PRINTED.get(code, 0) - len(named), 0)
        others = tuple(("other", f"其他工作制度（年报未写名称，第{number}项）") for number in range(1, unnamed + 1))
        for sort, title in (*named, *others):
            rule = RuleGiven(sort, title, "")
            since, until = date(year, 1, 1), date(year, 12, 31) if sort == "work_points" else None
            rulebook.record(government, rule, PRINTED, since, until=until, on=since, today=today, by=clerk)
    if code == "linxia":
        _notified(government, clerk, today)


def _trained(government: Authority, past: PastClass, clerk: Official, today: date) -> None:
    material = f"示例：{past.note}" if past.note else ""
    given = TrainingGiven(past.title, past.kind, past.day, 180, "年报未写地点", "各单位工作人员", "", material)
    row = classes.plan(government, given, on=past.day, today=today, by=clerk)
    classes.act(row, Step(TrainingAct.HOLD.value, past.day), today=today, by=clerk)
    if past.people is not None:
        counted: dict[str, JSON] = {"number": past.people, "proof": "年度报告"}
        classes.act(row, Step(TrainingAct.COUNT_OUTSIDERS.value, past.day, counted), today=today, by=clerk)
        classes.act(row, Step(TrainingAct.CLOSE.value, past.day), today=today, by=clerk)


def _notified(government: Authority, clerk: Official, today: date) -> None:
    """The special notice of 2018 to all units: revise the guide and the catalogue."""
    units = tuple(Authority.objects.filter(parent=government).order_by("path"))
    text = "请各县市、各有关单位进一步修订完善政府信息公开指南和目录。（日期为示例）"
    given = CircularGiven(CircularKind.SPECIAL, "修订完善信息公开指南和目录", text, units, (Role.HANDLER,))
    on = date(2018, 5, 10)
    row = circulars.draft(government, given, on=on, today=today, by=clerk)
    circulars.act(row, Step("issue", on), today=today, by=_who(government, Role.REVIEWER, today))
    circulars.act(row, Step("finish", on + timedelta(days=60)), today=today, by=clerk)


# -- this very day ---------------------------------------------------------------------------------------------------------


def enliven(government: Authority, unit: Authority, today: date) -> None:
    """装入今天的: a notice that waits for a return, a class, an exercise, a question answered and kept."""
    days = Days(calendar_of(government), today)
    clerk, deputy = _who(government, Role.HANDLER, today), _who(government, Role.SIGNER, today)
    handler, signer = _who(unit, Role.HANDLER, today), _who(unit, Role.SIGNER, today)
    text = "请各单位核对公开工作人员，按下列项目报送。（示例）"
    told = CircularGiven(
        CircularKind.ORDINARY,
        "报送政务公开工作人员名单",
        text,
        (government, unit),
        (Role.HANDLER, Role.SIGNER),
        days.calendar.after(today, 3).on,
        "专职人员数，数字\n兼职人员数，数字\n备注，可空",
    )
    row = circulars.draft(government, told, on=days.ago(4), today=today, by=clerk)
    circulars.act(row, Step("issue", days.ago(4)), today=today, by=_who(government, Role.REVIEWER, today))
    circulars.mark_read(row, unit, on=days.ago(3), today=today, by=handler)
    circulars.chase(row, [unit.code], on=days.ago(1), today=today, by=clerk, note="请抓紧报送")
    given = TrainingGiven("依申请公开办理培训", _K.CLASS, days.ago(10), 150, "县政务服务中心三楼", "各单位经办人")
    training = classes.plan(government, given, on=days.ago(15), today=today, by=clerk)
    for who, place in {handler: unit, signer: unit, deputy: government}.items():
        classes.sign_in(training, place, training.code, on=days.ago(10), today=today, by=who)
    classes.act(training, Step(TrainingAct.HOLD.value, days.ago(10)), today=today, by=clerk)
    outside: dict[str, JSON] = {"number": 12, "proof": "签到表一页（示例）"}
    classes.act(training, Step(TrainingAct.COUNT_OUTSIDERS.value, days.ago(9), outside), today=today, by=clerk)
    visit = ("身份证号遮盖后还能复制出来，怎么办", "遮盖只盖住显示，应当在原文里删去再生成文件。（示例）")
    classes.coach(government, unit, CoachingWay.PHONE, *visit, on=days.ago(8), today=today, by=clerk)
    bank = questions()
    chosen = {key: (bank[key].right + number) % len(bank[key].options) for number, key in enumerate(list(bank)[:3])}
    practice.answer(unit, chosen, on=days.ago(5), by=handler)
    _asked(government, unit, days, today)


def _asked(government: Authority, unit: Authority, days: Days, today: date) -> None:
    clerk, deputy = _who(government, Role.HANDLER, today), _who(government, Role.SIGNER, today)
    handler, on = _who(unit, Role.HANDLER, today), days.ago(6)
    question = ("补正告知应当写哪些内容", "申请只写了“有关文件”，补正告知写到什么程度才算清楚？（示例）")
    thread = threads.ask(unit, Topic.TERMS, *question, on=on, today=today, by=handler)
    text = "七个工作日以内一次性写明：要补什么、怎样补、补正期限，和逾期不补正的后果。"
    threads.act(thread, Step(HelpAct.ANSWER.value, days.ago(5), {"text": text}), today=today, by=clerk)
    threads.act(thread, Step(HelpAct.ACCEPT.value, days.ago(5), {"answer": 1}), today=today, by=handler)
    given = EntryGiven("补正告知应当写明的内容", text, "条例第三十条", ("application-clarify",))
    entry = knowledge.write(government, given, on=days.ago(4), today=today, by=clerk, thread=thread)
    review_on = (today + timedelta(days=200)).isoformat()
    approve = Step(EntryAct.APPROVE.value, days.ago(4), {"review_on": review_on})
    knowledge.act(entry, approve, today=today, by=deputy)
    good = ("一次告知单随补正告知寄出", "补正告知附一张填写样例，退回补正的少了一半。（示例）", "《示例工作简报》第3期")
    practised = knowledge.write(
        unit, EntryGiven(*good, kind=EntryKind.PRACTICE), on=days.ago(4), today=today, by=handler
    )
    knowledge.act(practised, approve, today=today, by=_who(unit, Role.SIGNER, today))
    asked = ("会议纪要能不能主动公开", "讨论了补贴标准的会议纪要，企业来要，怎样答复？（示例）")
    threads.ask(unit, Topic.LABELS, *asked, on=days.ago(1), today=today, by=handler)


def _who(authority: Authority, role: Role, today: date) -> Official:
    return holders(authority, role, today)[0]
