"""往年回应: as many events, answers and press conferences as the reports state, invented one by one; every figure follows.

平川区2018年: 8 events, answered 21 times by 微博 and 微信 and 8 times otherwise; 13 press conferences, 5 with the
principal. 武都区2017年: 3 press conferences. What people asked, when, and who spoke is invented; no figure is typed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from gongkai.demo.place import Place
from gongkai.law.grammar.dates import BEIJING, to_the_minute
from gongkai.law.grammar.flow import JSON, Role, Step
from gongkai.law.press_conferences import Announced, ConferencePart, Held
from gongkai.law.response_flow import FLOW, Act
from gongkai.law.response_kinds import EventKind, EventSource, ResponseChannel, Severity
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.authorities.queries import holders, serving
from gongkai.office.notices.acts import mark_read
from gongkai.office.notices.queries import unread
from gongkai.publication.response.conferences import acts as conferences
from gongkai.publication.response.events import acts
from gongkai.publication.response.events.acts import EventGiven
from gongkai.publication.response.events.models import OpinionEvent
from gongkai.publication.response.speaking import spokespersons

_WEB, _WEIBO, _WECHAT = ResponseChannel.WEBSITE, ResponseChannel.WEIBO, ResponseChannel.WECHAT
_ROLES = {Act(row.act): row.role for row in FLOW.rows}


@dataclass(frozen=True)
class PastEvent:
    """往年事件: what people asked, when it began, after how many hours the first words went out, and how often again."""

    title: str
    concern: str
    kind: EventKind
    month: int
    day: int
    hours: int
    answers: tuple[tuple[str, tuple[ResponseChannel, ...]], ...]


_FIRST = ("已安排有关部门现场处理，进展及时公布。", (_WEB, _WEIBO, _WECHAT))
_MORE = ("处理完毕，恢复正常。感谢大家监督。", (_WECHAT,))


def _event(title: str, concern: str, month: int, hours: int, *, more: bool, kind: EventKind) -> PastEvent:
    return PastEvent(title, concern, kind, month, 6 + month, hours, (_FIRST, *([_MORE] if more else [])))


_LIFE = EventKind.LIVELIHOOD
PINGCHUAN = (
    _event("示例路集中供热不热", "几个小区室温不到十六度，什么时候修好？", 1, 9, more=True, kind=_LIFE),
    _event("春耕化肥涨价", "化肥为什么涨价，有没有补贴？", 3, 24, more=True, kind=EventKind.MARKET),
    _event("示例小学周边摆摊", "学校门口摆摊堵路，孩子上学不安全。", 4, 6, more=True, kind=_LIFE),
    _event("自来水有异味", "水里有味道，能不能喝？", 6, 4, more=True, kind=_LIFE),
    _event("棚改安置房交付", "安置房什么时候交钥匙？", 7, 30, more=True, kind=EventKind.POLICY),
    _event("公交线路调整", "改线以后老人看病怎么坐车？", 8, 26, more=False, kind=EventKind.POLICY),
    _event("示例河段有死鱼", "河里死鱼是不是污染？", 9, 6, more=False, kind=_LIFE),
    _event("医保缴费系统打不开", "集中缴费期系统打不开，会不会耽误？", 11, 7, more=False, kind=_LIFE),
)
EVENTS: Mapping[str, tuple[int, tuple[PastEvent, ...]]] = {"pingchuan": (2018, PINGCHUAN)}
_TOPICS = (
    "春耕备耕",
    "防汛准备",
    "教育招生",
    "环境整治",
    "脱贫攻坚进展",
    "安全生产",
    "棚户区改造",
    "夏粮收购",
    "就业服务",
)
_MORE_TOPICS = ("食品安全", "供热准备", "医疗保障", "年度重点工作")


@dataclass(frozen=True)
class PastConferences:
    """往年发布会: their topics in a year; the first so many with the principal."""

    year: int
    topics: tuple[str, ...]
    led: int


CONFERENCES: Mapping[str, PastConferences] = {
    "pingchuan": PastConferences(2018, (*_TOPICS, *_MORE_TOPICS), 5),
    "wudu": PastConferences(2017, ("花椒产销对接", "油橄榄产业助推精准扶贫", "特色农产品推介"), 0),
}


def size(place: Place) -> int:
    """步数: how many events and conferences a place has."""
    events, held = EVENTS.get(place.code), CONFERENCES.get(place.code)
    return (len(events[1]) if events else 0) + (len(held.topics) if held else 0)


def enter(government: Authority, place: Place, told: Callable[[str], None]) -> None:
    """入账: the events of a place and its press conferences, each by the acts of the house."""
    if place.code in EVENTS:
        year, events = EVENTS[place.code]
        for past in events:
            _handle(government, past, year)
            told(f"{place.short_name}{year}年回应关切")
        _read(government, date(year, 12, 31))
    if place.code in CONFERENCES:
        for _ in _confer(government, CONFERENCES[place.code]):
            told(f"{place.short_name}新闻发布会")


def _handle(government: Authority, past: PastEvent, year: int) -> None:
    began = datetime(year, past.month, past.day, 9, 20, tzinfo=BEIJING)
    given = EventGiven(past.title, past.concern, past.kind, Severity.ORDINARY, EventSource.WATCH, began)
    seen = began + timedelta(hours=1)
    by = holder(government, Role.DISPATCHER, seen)
    event = acts.register(government, given, now=seen, once=f"demo {past.title}", by=by)
    take(event, Act.ASSESS, seen, severity=Severity.ORDINARY.value, judgement="关注面较广，尽快回应。")
    take(event, Act.ASSIGN, seen, unit=government.code, person="示例分管负责人")
    at = began + timedelta(hours=past.hours)
    for number, (text, channels) in enumerate(past.answers):
        answer(event, at + timedelta(days=2 * number), text, channels, first=number == 0)
    take(event, Act.CLOSE, at + timedelta(days=5))


def answer(event: OpinionEvent, at: datetime, text: str, channels: tuple[ResponseChannel, ...], *, first: bool) -> None:
    """回应: drafted, signed by another, and out on its channels a few minutes apart."""
    kind, title = ("first", "回应") if first else ("result", "处理结果")
    if not first:
        take(event, Act.VERIFY, at, facts="现场核实，问题已经解决。")
    take(event, Act.DRAFT, at, kind=kind, title=f"{event.dossier.title}：{title}", text=text)
    take(event, Act.APPROVE, at)
    for place, channel in enumerate(channels):
        out = at + timedelta(minutes=3 * place)
        take(event, Act.RELEASE, out, channel=channel.value, at=to_the_minute(out))


def take(event: OpinionEvent, act: Act, now: datetime, **details: JSON) -> None:
    """一步: by whoever may take it; who drafts does not sign."""
    by = holder(event.authority, _ROLES[act], now)
    acts.act(event, Step(act.value, now.astimezone(BEIJING).date(), details), now=now, by=by)


def holder(authority: Authority, role: Role, now: datetime) -> Official:
    """承担者: who signs and who reviews is another than who handles; a spokesperson speaks where there is one."""
    on = now.astimezone(BEIJING).date()
    if role is Role.PUBLISHER and (named := spokespersons(authority, on)):
        return named[0]
    handlers = holders(authority, Role.HANDLER, on)[:1]
    others = [each for each in holders(authority, role, on) if each not in handlers]
    return others[0] if role in (Role.SIGNER, Role.REVIEWER) and others else holders(authority, role, on)[0]


def _confer(government: Authority, past: PastConferences) -> Iterator[None]:
    for number, topic in enumerate(past.topics):
        at = datetime(past.year, 1 + number * 11 // len(past.topics) % 12, 15, 10, 0, tzinfo=BEIJING)
        by = holder(government, Role.PUBLISHER, at)
        told = Announced(f"{topic}新闻发布会", at, "示例新闻发布厅", "示例发布人")
        on, once = at.date(), f"demo {past.year} {topic}"
        row = conferences.announce(government, told, ConferencePart.HOSTED, on=on, once=once, by=by)
        held = Held(at, number < past.led, "示例发布人", f"介绍{topic}有关情况，回答记者提问（示例实录）。")
        conferences.hold(row, held, now=at, on=on, by=by)
        yield


def _read(government: Authority, on: date) -> None:
    """What was told of years ago was read long ago."""
    for official in serving(government, on):
        for message in unread(official):
            mark_read(official, message)
