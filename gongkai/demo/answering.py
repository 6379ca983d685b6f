"""当前回应: events in several states, a rumour put right, a warning that stands, a roster, a playbook, a conference.

Told backwards from the midnight before today, so that nothing happens later than now.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from gongkai.demo.answered import answer, holder, take
from gongkai.law.grammar.dates import BEIJING, to_the_minute
from gongkai.law.grammar.flow import JSON, Role, Step
from gongkai.law.press_conferences import Announced, ConferencePart
from gongkai.law.response_flow import Act
from gongkai.law.response_kinds import EventKind, EventSource, ResponseChannel, Severity
from gongkai.law.response_warnings import FLOW as WARNING_FLOW
from gongkai.law.response_warnings import Act as WarningAct
from gongkai.law.response_warnings import WarningKind, WarningLevel
from gongkai.office.authorities.models import Authority
from gongkai.publication.response.conferences import acts as conferences
from gongkai.publication.response.duty import acts as duty
from gongkai.publication.response.duty.models import ContactKind, Playbook
from gongkai.publication.response.events import acts
from gongkai.publication.response.events.acts import EventGiven
from gongkai.publication.response.events.models import OpinionEvent
from gongkai.publication.response.warnings import acts as warnings
from gongkai.publication.response.warnings.acts import WarningGiven
from gongkai.publication.response.warnings.models import PublicWarning

_WEB, _WECHAT = ResponseChannel.WEBSITE, ResponseChannel.WECHAT
_ROLES = {WarningAct(row.act): row.role for row in WARNING_FLOW.rows}


def enter(government: Authority, today: date) -> None:
    """当前回应: of one government."""
    now = datetime.combine(today, time(), BEIJING)
    book = _prepared(government, now)
    _on_watch(government, now)
    _waiting(government, book, now)
    _answered(government, now)
    _rumour(government, now)
    _warned(government, now)
    _conference(government, now)


def _prepared(government: Authority, now: datetime) -> Playbook:
    words = "道路交通事故情况通报", "事故发生后，有关部门已赶赴现场处置，伤员正在救治，原因正在核实。进展将及时公布。"
    steps = "值班人员核实时间、地点、伤亡，立即报告分管负责人\n公安、应急、卫健现场处置\n首次通报，不猜原因\n每两小时通报一次进展"
    on, by = now.date(), holder(government, Role.HANDLER, now)
    book = duty.draft_playbook(government, EventKind.ACCIDENT, "道路交通事故", steps, words, on=on, by=by)
    duty.approve_playbook(book, on=on, by=holder(government, Role.SIGNER, now))
    return book


def _on_watch(government: Authority, now: datetime) -> None:
    """A week of days and nights, two people in turn."""
    by = holder(government, Role.DISPATCHER, now)
    people = [by, holder(government, Role.SIGNER, now)]
    duty.roster(government, people, "0900-0000110", first=now, hours=12, days=7, on=now.date(), by=by)
    for kind, group, name in (
        (ContactKind.MEDIA, "示例融媒体中心", "何样例"),
        (ContactKind.AREA, "示例镇", "吕样例"),
        (ContactKind.CYBERSPACE, "示例网信办", "施样例"),
    ):
        duty.add_contact(government, kind, group, name, "0900-0000111", on=now.date(), by=by)


def _register(
    government: Authority, title: str, concern: str, kind: EventKind, began: datetime, book: Playbook | None = None
) -> OpinionEvent:
    given = EventGiven(title, concern, kind, Severity.ORDINARY, EventSource.DUTY, began, playbook=book)
    seen = began + timedelta(minutes=40)
    by = holder(government, Role.DISPATCHER, seen)
    return acts.register(government, given, now=seen, once=f"demo {title}", by=by)


def _in_hand(event: OpinionEvent, at: datetime) -> None:
    take(event, Act.ASSESS, at, severity=event.severity, judgement="本地讨论集中，媒体已有报道，应当尽快回应。")
    take(event, Act.ASSIGN, at, unit=event.authority.code, person="示例分管负责人")


def _waiting(government: Authority, book: Playbook, now: datetime) -> None:
    """Nobody has answered yet; the hours run."""
    began = now - timedelta(hours=12)
    event = _register(government, "示例路货车侧翻", "有没有人受伤，路什么时候通？", EventKind.ACCIDENT, began, book)
    _in_hand(event, began + timedelta(hours=1))
    at = began + timedelta(hours=2)
    take(
        event, Act.REPORT, at, stage="first", to="示例市人民政府", report="货车侧翻，无人员伤亡。", at=to_the_minute(at)
    )
    take(
        event,
        Act.OBSERVE,
        at,
        at=to_the_minute(at),
        volume=86,
        platform="短视频",
        opinion="司机关心绕行，附近居民关心油污",
    )


def _answered(government: Authority, now: datetime) -> None:
    began = now - timedelta(days=3)
    concern = "城区哪些地方停水，什么时候恢复？"
    event = _register(government, "城区管网抢修停水", concern, EventKind.LIVELIHOOD, began)
    _in_hand(event, began + timedelta(hours=1))
    at = began + timedelta(hours=3)
    answer(event, at, "主管网破裂，正在抢修，预计当晚恢复。停水期间设三处送水点。", (_WEB, _WECHAT), first=True)
    take(event, Act.ASK, at + timedelta(hours=1), question="今晚几点恢复供水")
    for hours, volume in ((4, 240), (10, 410), (24, 90)):
        seen = began + timedelta(hours=hours)
        take(event, Act.OBSERVE, seen + timedelta(minutes=5), at=to_the_minute(seen), volume=volume)
    take(event, Act.BRIEF, began + timedelta(hours=25), judgement="供水恢复后讨论回落，建议公布管网改造计划。")


def _rumour(government: Authority, now: datetime) -> None:
    began = now - timedelta(days=12)
    event = _register(government, "“学生营养餐停供”传言", "营养餐是不是停了？", EventKind.RUMOUR, began)
    at = began + timedelta(hours=2)
    _in_hand(event, at)
    take(event, Act.VERIFY, at, facts="各校供餐正常，经费已拨付。")
    words: dict[str, JSON] = {
        "kind": "clarify",
        "title": "营养餐正常供应",
        "text": "全县各校营养餐正常供应，没有停供。",
        "rumour": "下月起学生营养餐停供",
        "truth": "供餐正常，经费已按学期足额拨付",
        "evidence": "各校供餐记录和财政拨款凭证",
    }
    take(event, Act.DRAFT, at, **words)
    take(event, Act.APPROVE, at)
    for channel in (_WEB, _WECHAT):
        take(event, Act.RELEASE, at, channel=channel.value, at=to_the_minute(at))
    take(event, Act.CLOSE, at + timedelta(days=2))


def _warned(government: Authority, now: datetime) -> None:
    """One warning stands, another was lifted on every channel on which it stood."""
    standing = _warn(government, "示例镇地质灾害黄色预警", now - timedelta(hours=10), now + timedelta(days=2))
    for channel in ("website", "loudspeaker"):
        _step(standing, WarningAct.ISSUE, now - timedelta(hours=9), channel=channel, proof="示例登记1号")
    lifted = _warn(government, "示例镇大风黄色预警", now - timedelta(days=9), now - timedelta(days=8))
    at = now - timedelta(days=9)
    for channel in ("website", "screen"):
        _step(lifted, WarningAct.ISSUE, at, channel=channel, proof="示例登记2号")
    end = now - timedelta(days=8)
    _step(lifted, WarningAct.LIFT, end, reason="大风过程结束")
    for channel in ("website", "screen"):
        _step(lifted, WarningAct.LIFT_ON, end, channel=channel, proof="示例登记3号")
    _step(lifted, WarningAct.FINISH, end)


def _warn(government: Authority, title: str, begins: datetime, ends: datetime) -> PublicWarning:
    kind = WarningKind.GEOLOGY if "地质" in title else WarningKind.WEATHER
    text = "请沿线群众远离危险地段，听从村组安排转移。咨询电话0900-0000110。"
    given = WarningGiven(kind, WarningLevel.YELLOW, "示例镇", title, text, begins, ends)
    by = holder(government, Role.HANDLER, begins)
    row = warnings.prepare(government, given, now=begins, once=f"demo {title}", by=by)
    _step(row, WarningAct.SIGN, begins)
    return row


def _step(row: PublicWarning, act: WarningAct, at: datetime, **details: JSON) -> None:
    step = Step(act.value, at.date(), {**details, "at": to_the_minute(at)})
    warnings.act(row, step, now=at, by=holder(row.authority, _ROLES[act], at))


def _conference(government: Authority, now: datetime) -> None:
    at = now + timedelta(days=6, hours=10)
    told = Announced("全县供水管网改造新闻发布会", at, "示例新闻发布厅", "示例发布人")
    by, preview = holder(government, Role.PUBLISHER, now), "介绍管网改造计划和停水安排，回答记者提问。"
    conferences.announce(government, told, ConferencePart.HOSTED, preview, on=now.date(), once="demo conference", by=by)
