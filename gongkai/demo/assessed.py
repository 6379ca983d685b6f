"""考核样例: a year's work points with tasks in every state, last year assessed with an appeal decided, a bulletin issued."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from django.core.files.base import ContentFile

from gongkai.demo.lively import Days
from gongkai.law.grammar.flow import JSON, Role, Step
from gongkai.law.supervision.bulletins import Act as BulletinAct
from gongkai.law.supervision.bulletins import BulletinKind
from gongkai.law.supervision.measures import Window
from gongkai.law.supervision.plan_tasks import Act as TaskAct
from gongkai.law.supervision.ready_schemes import READY
from gongkai.law.supervision.responsibility import Act as LetterAct
from gongkai.law.supervision.score_sheets import Act
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.authorities.queries import calendar_of, holders
from gongkai.oversight.assessment.bulletins import acts as bulletins
from gongkai.oversight.assessment.cards import acts as cards
from gongkai.oversight.assessment.duties import acts as duties
from gongkai.oversight.assessment.duties.acts import PracticeGiven
from gongkai.oversight.assessment.duties.forms import PROMISES
from gongkai.oversight.assessment.schemes import acts as schemes
from gongkai.oversight.assessment.schemes.models import SchemeVersion
from gongkai.oversight.assessment.sheets import acts as sheets
from gongkai.oversight.assessment.sheets import queries
from gongkai.oversight.assessment.sheets.acts import ManualGiven
from gongkai.oversight.assessment.sheets.models import AssessmentRun
from gongkai.oversight.plans import acts as plans
from gongkai.oversight.plans.acts import TaskGiven
from gongkai.oversight.plans.models import PlanTask, WorkPlan
from gongkai.web.uploads import TXT

TASKS = (
    ("主动公开", "规范政策文件公开格式，清理没有文号和日期的文件（示例）", 60),
    ("主动公开", "公开惠民惠农补贴清单和发放明细（示例）", 40),
    ("解读回应", "重要政策出台时同步发布解读（示例）", 30),
    ("平台建设", "整合公开专栏，归并长期不更新的栏目（示例）", 10),
    ("制度建设", "修订依申请公开办理规范（示例）", -20),
    ("制度建设", "组织公开工作人员培训（示例）", -40),
)
"""任务: area, text, and the working days before today it was due; negative ones are still to come."""


def enter(government: Authority, unit: Authority, today: date) -> None:
    """考核样例: of a government and everything beneath it; the unit is one whose people sign in."""
    days = Days(calendar_of(government), today)
    office, second = holders(government, Role.INSPECTOR, today)[:2]
    leader = next(each for each in holders(government, Role.SIGNER, today) if each not in (office, second))
    _planned(government, unit, days, office, today)
    version = _adopted(government, days, office, second)
    made = _assessed(version, unit, days, office, second, today)
    cards.draw(government, on=today, by=None)
    _told(government, made, days, office, leader, today)
    _promised(government, unit, version, days, office, leader, today)


# -- 要点 ---------------------------------------------------------------------------------------------------------------------


def _planned(government: Authority, unit: Authority, days: Days, office: Official, today: date) -> None:
    begun = days.ago(80)
    source = f"示政办发〔{begun.year}〕8号"
    plan = plans.open_plan(
        government, begun.year, f"{begun.year}年政务公开工作要点（示例）", source, on=begun, by=office
    )
    for number, (area, text, due) in enumerate(TASKS):
        day = days.ago(due) if due > 0 else today + timedelta(days=-due)
        given = TaskGiven(area, f"上级要点第{number + 1}条", text, unit, "", day, "网址或者文件")
        task = plans.assign(plan, given, on=begun, today=today, by=office)
        _moved(task, number, days, unit, office, today)
    _of_the_others(plan, government, unit, begun, office, today)


def _moved(task: PlanTask, number: int, days: Days, unit: Authority, office: Official, today: date) -> None:
    """The first two are done, one of them late; the third waits to be checked; the fourth is late and urged."""
    handler = holders(unit, Role.HANDLER, today)[0]
    if number < 5:
        _step(task, TaskAct.ACCEPT, days.ago(78), handler, today)
    if number < 3:
        handed = days.ago((62, 38, 3)[number])
        paper = ContentFile(f"{task.text}的落实情况（示例）".encode(), name="落实情况.txt")
        proof = plans.keep_file(task, paper, TXT, on=handed, by=handler)
        done = f"{task.text.removesuffix('（示例）')}，已经落实（示例）"
        plans.hand_in(task, done, [proof], on=handed, today=today, by=handler)
        if number < 2:
            _step(task, TaskAct.PASS, days.ago((60, 36)[number]), office, today)
    if number == 3:
        _step(task, TaskAct.URGE, days.ago(5), office, today, note="请于本周内报送")


def _of_the_others(
    plan: WorkPlan, government: Authority, unit: Authority, begun: date, office: Official, today: date
) -> None:
    others = Authority.objects.filter(parent=government, dissolved_on=None).exclude(pk=unit.pk).order_by("path")
    due = today + timedelta(days=30)
    for other in others[:4]:
        given = TaskGiven("主动公开", "", f"{other.name}更新本单位公开目录（示例）", other, "", due)
        plans.assign(plan, given, on=begun, today=today, by=office)


def _step(task: PlanTask, act: TaskAct, on: date, by: Official, today: date, **details: str) -> None:
    plans.act(task, Step(act.value, on, details), today=today, by=by)


# -- 考核 ---------------------------------------------------------------------------------------------------------------------


def _adopted(government: Authority, days: Days, office: Official, second: Official) -> SchemeVersion:
    version = schemes.begin(
        government, READY["departments_2020"], origin="departments_2020", on=days.ago(200), by=office
    )
    schemes.approve(version, on=days.ago(198), by=second)
    return version


def _assessed(
    version: SchemeVersion, unit: Authority, days: Days, office: Official, second: Official, today: date
) -> AssessmentRun:
    """The year before of all units; the unit appeals against what people had judged, and gets half of it back."""
    year = days.ago(20).year - 1
    judged = ManualGiven(
        version.name, "3d", Decimal(2), date(year, 6, 16), "两次逾期反馈第三方意见（示例）", "催办记录（示例）"
    )
    point = sheets.enter_point(version.authority, unit, judged, on=days.ago(20), today=today, by=office)
    sheets.confirm_point(point, upheld=True, reason="", on=days.ago(19), by=second)
    window = Window(date(year, 1, 1), date(year, 12, 31))
    made = sheets.run(version, f"{year}年度政务公开考核（示例）", window, on=days.ago(12), today=today, by=office)
    sheet = queries.sheets(made).get(authority=unit)
    handler = holders(unit, Role.HANDLER, today)[0]
    key = f"3d@manual:{point.pk}"
    appeal: dict[str, JSON] = {"point": key, "reason": "其中一次是申请撤回以后收到的征求意见（示例）"}
    answer: dict[str, JSON] = {"point": key, "times": "1", "answer": "核对收文记录属实，改计一次（示例）"}
    sheets.act(sheet, Step(Act.APPEAL.value, days.ago(10), appeal), today=today, by=handler)
    sheets.act(sheet, Step(Act.GRANT.value, days.ago(8), answer), today=today, by=second)
    sheets.act(sheet, Step(Act.AGREE.value, days.ago(6)), today=today, by=handler)
    for each in queries.sheets(made):
        sheets.act(each, Step(Act.FINALISE.value, days.ago(2)), today=today, by=office)
    sheets.open_results(made, on=days.ago(1), by=second)
    return made


# -- 通报、责任书、做法 -------------------------------------------------------------------------------------------------------


def _told(
    government: Authority, made: AssessmentRun, days: Days, office: Official, leader: Official, today: date
) -> None:
    until = days.ago(5)
    window = Window(until - timedelta(days=91), until)
    title = f"{government.short_name or government.name}政务公开工作通报（示例）"
    bulletin = bulletins.draft(
        government, BulletinKind.QUARTERLY, title, window, made, on=days.ago(4), today=today, by=office
    )
    texts: dict[str, JSON] = {
        "opening": "本期各单位总体能够按期公开，个别单位栏目更新不及时（示例）。",
        "demands": "请有问题的单位十个工作日内整改完毕并报告（示例）。",
    }
    number: dict[str, JSON] = {"number": f"示政公开办〔{today.year}〕3号", "audience": "public"}
    bulletins.act(bulletin, Step(BulletinAct.SUBMIT.value, days.ago(4), texts), today=today, by=office)
    bulletins.act(bulletin, Step(BulletinAct.SIGN.value, days.ago(3)), today=today, by=leader)
    bulletins.act(bulletin, Step(BulletinAct.ISSUE.value, days.ago(3), number), today=today, by=office)


def _promised(
    government: Authority,
    unit: Authority,
    version: SchemeVersion,
    days: Days,
    office: Official,
    leader: Official,
    today: date,
) -> None:
    letter = duties.draft_letter(government, unit, today.year, PROMISES, version, on=days.ago(100), by=office)
    head = holders(unit, Role.SIGNER, today)[0]
    for act, on, by in ((LetterAct.OFFER, days.ago(98), leader), (LetterAct.SIGN, days.ago(95), head)):
        duties.act(letter, Step(act.value, on), today=today, by=by)
    practice = PracticeGiven(
        "窗口设公开专区，现场帮助查询（示例）",
        "样例市",
        days.ago(60),
        "考察报告（示例）",
        "政务大厅设政府信息公开专区，专人帮助查询、填写申请（示例）。",
        "在大厅设公开专区",
        unit,
        today + timedelta(days=60),
    )
    duties.keep(government, practice, on=days.ago(58), by=office)
