"""预警: signed, issued on each of its channels, changed, and lifted; it is not over until every channel says that it is.

Who reads an old warning is not warned but misled. So lifting is an act of each channel on which it stood, short messages
included, and the file stays open until the last of them is done.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TypeAlias

from gongkai.law.grammar.calendar import Calendar, Reckoned
from gongkai.law.grammar.flow import Flow, Objection, Role, Step, Transition, Unlawful, from_each
from gongkai.law.grammar.procedure import MadeHere, Procedure
from gongkai.law.grammar.statute import Article
from gongkai.law.grammar.words import Word

KIND = "warning"
LAW = Article("突发事件应对法", gist="及时发布、调整预警，危险消除的立即宣布解除")


class WarningKind(Word):
    """预警种类: what is warned of."""

    WEATHER = "weather", "气象灾害"
    GEOLOGY = "geology", "地质灾害"
    FLOOD = "flood", "洪水干旱"
    FIRE = "fire", "森林草原火险"
    SAFETY = "safety", "安全生产"
    HEALTH = "health", "公共卫生"
    FOOD = "food", "食品药品安全"
    TRAFFIC = "traffic", "道路交通"


class WarningLevel(Word):
    """预警级别: the first is the gravest."""

    RED = "red", "一级（红色）"
    ORANGE = "orange", "二级（橙色）"
    YELLOW = "yellow", "三级（黄色）"
    BLUE = "blue", "四级（蓝色）"


class WarningChannel(Word):
    """预警渠道: where a warning stands until it is lifted there."""

    WEBSITE = "website", "政府网站"
    SMS = "sms", "短信"
    WEIBO = "weibo", "政务微博"
    WECHAT = "wechat", "政务微信"
    BROADCAST = "broadcast", "广播电视"
    LOUDSPEAKER = "loudspeaker", "应急广播和大喇叭"
    SCREEN = "screen", "电子显示屏"
    VISIT = "visit", "入户通知"


class State(Word):
    """预警状态: where a warning is."""

    PREPARED = "prepared", "待签发"
    SIGNED = "signed", "待发布"
    STANDING = "standing", "生效中"
    LIFTING = "lifting", "解除中"
    LIFTED = "lifted", "已解除"
    DROPPED = "dropped", "未发布"


class Act(Word):
    """预警环节: the acts of a warning."""

    PREPARE = "prepare", "拟预警"
    SIGN = "sign", "签发预警"
    DROP = "drop", "不予发布"
    ISSUE = "issue", "发布预警"
    CHANGE = "change", "变更预警"
    LIFT = "lift", "宣布解除"
    LIFT_ON = "lift_on", "登记渠道解除"
    FINISH = "finish", "预警办结"


def _row(source: State, act: Act, target: State, role: Role) -> Transition:
    return Transition(source, act, target, role, LAW)


FLOW = Flow(
    "预警发布和解除",
    State.PREPARED,
    (
        _row(State.PREPARED, Act.SIGN, State.SIGNED, Role.SIGNER),
        _row(State.PREPARED, Act.DROP, State.DROPPED, Role.SIGNER),
        _row(State.SIGNED, Act.ISSUE, State.STANDING, Role.PUBLISHER),
        _row(State.STANDING, Act.ISSUE, State.STANDING, Role.PUBLISHER),
        *from_each((State.STANDING,), Act.CHANGE, Role.SIGNER, LAW),
        _row(State.STANDING, Act.LIFT, State.LIFTING, Role.SIGNER),
        *from_each((State.LIFTING,), Act.LIFT_ON, Role.PUBLISHER, LAW),
        _row(State.LIFTING, Act.FINISH, State.LIFTED, Role.PUBLISHER),
    ),
)
"""预警程序: no way leads from 生效中 to 已解除 but by every channel."""


@dataclass(frozen=True)
class Standing(MadeHere):
    """预警情况: what holds now, and where it stands; ``channels`` says of each since when, ``lifted`` until when."""

    kind: WarningKind
    level: WarningLevel
    state: State
    begins_at: datetime
    ends_at: datetime
    prepared_by: str
    last_on: date
    channels: Mapping[WarningChannel, datetime]
    lifted: Mapping[WarningChannel, datetime]
    lifted_at: datetime | None = None
    closed_on: date | None = None

    @property
    def outcome(self) -> str | None:
        """办理结果: lifted or never issued."""
        return self.state.value if self.closed_on else None

    @property
    def due_label(self) -> str:
        """到期事项."""
        return "解除"

    @property
    def not_lifted(self) -> tuple[WarningChannel, ...]:
        """尚未解除的渠道: where it still stands."""
        return tuple(channel for channel in self.channels if channel not in self.lifted)

    def due(self, calendar: Calendar) -> Reckoned | None:
        """到期日: of a warning that stands, the day it ends; of one being lifted, the day that was announced."""
        if self.state is State.STANDING:
            return Reckoned(self.ends_at.date())
        return Reckoned(self.lifted_at.date()) if self.state is State.LIFTING and self.lifted_at else None

    def objections(self, act: Act, on: date) -> tuple[Objection, ...]:
        """不能办的理由: why this act is not lawful on this day, as far as it can be told without its details."""
        if found := FLOW.objections(self.state, act, on, self.last_on):
            return found
        if act is Act.FINISH and self.not_lifted:
            where = "、".join(channel.label for channel in self.not_lifted)
            return (Objection(f"{where}还没有登记解除，不能办结", LAW),)
        if act is Act.LIFT_ON and not self.not_lifted:
            return (Objection("各渠道都已经登记解除", LAW),)
        return ()

    def take(self, step: Step, calendar: Calendar) -> Standing:
        """办理: the standing after one more step, or Unlawful."""
        act = FLOW.act(Act, step.act, LAW)
        for objection in self.objections(act, step.on):
            raise objection.raised("on" if step.on < self.last_on else "")
        moved = replace(self, state=State(FLOW.after(self.state, act)), last_on=step.on)
        effect = _EFFECTS.get(act)
        changed = effect(moved, step) if effect else moved
        return replace(changed, closed_on=step.on) if FLOW.closed(changed.state) else changed


_Effect: TypeAlias = Callable[[Standing, Step], Standing]


def open_warning(step: Step, calendar: Calendar) -> Standing:
    """拟预警: the first step; details ``kind``, ``level``, ``area``, ``title``, ``text``, ``begins``, ``ends``, ``by``."""
    if FLOW.act(Act, step.act, LAW) is not Act.PREPARE:
        raise Unlawful("案卷应从拟预警开始", LAW)
    for name, title in (("area", "预警区域"), ("title", "标题"), ("text", "预警内容")):
        step.text(name, title)
    begins, ends = _span(step, step.moment("begins", "生效时刻"))
    return Standing(
        kind=step.word(WarningKind, "kind", "预警种类", LAW),
        level=step.word(WarningLevel, "level", "预警级别", LAW),
        state=State.PREPARED,
        begins_at=begins,
        ends_at=ends,
        prepared_by=step.text("by", "拟稿人"),
        last_on=step.on,
        channels={},
        lifted={},
    )


def _span(step: Step, begins: datetime) -> tuple[datetime, datetime]:
    ends = step.moment("ends", "预计结束时刻")
    if ends <= begins:
        raise Unlawful("预计结束时刻应当晚于生效时刻", LAW, field="ends")
    return begins, ends


def _at(standing: Standing, step: Step, title: str, since: datetime | None = None) -> datetime:
    at = step.moment("at", title)
    if at.date() > step.on:
        raise Unlawful(f"{title}不能晚于办理日期", LAW, field="at")
    if since is not None and at < since:
        raise Unlawful(f"{title}不能早于发布时刻", LAW, field="at")
    return at


def _sign(standing: Standing, step: Step) -> Standing:
    if step.text("by", "签发人") == standing.prepared_by:
        raise Unlawful("拟稿的人不能签发自己拟的预警", LAW)
    return standing


def _drop(standing: Standing, step: Step) -> Standing:
    step.text("reason", "不予发布的理由")
    return standing


def _issue(standing: Standing, step: Step) -> Standing:
    channel = step.word(WarningChannel, "channel", "预警渠道", LAW)
    if channel in standing.channels:
        raise Unlawful(f"已经在{channel.label}发布", LAW, field="channel")
    return replace(standing, channels={**standing.channels, channel: _at(standing, step, "发布时刻")})


def _change(standing: Standing, step: Step) -> Standing:
    step.text("reason", "变更的理由")
    level = step.word(WarningLevel, "level", "预警级别", LAW)
    _, ends = _span(step, standing.begins_at)
    if (level, ends) == (standing.level, standing.ends_at):
        raise Unlawful("级别和结束时刻都没有变化", field="level")
    return replace(standing, level=level, ends_at=ends)


def _lift(standing: Standing, step: Step) -> Standing:
    step.text("reason", "解除的理由")
    return replace(standing, lifted_at=_at(standing, step, "解除时刻", min(standing.channels.values())))


def _lift_on(standing: Standing, step: Step) -> Standing:
    channel = step.word(WarningChannel, "channel", "预警渠道", LAW)
    if channel not in standing.not_lifted:
        raise Unlawful(f"{channel.label}没有发布过，或者已经登记解除", LAW, field="channel")
    at = _at(standing, step, "渠道解除时刻", standing.channels[channel])
    return replace(standing, lifted={**standing.lifted, channel: at})


_EFFECTS: Mapping[Act, _Effect] = {
    Act.SIGN: _sign,
    Act.DROP: _drop,
    Act.ISSUE: _issue,
    Act.CHANGE: _change,
    Act.LIFT: _lift,
    Act.LIFT_ON: _lift_on,
}
WARNING: Procedure[Standing] = Procedure(KIND, "预警", open_warning, lambda _: FLOW, frozenset({"reason"}))
"""程序: how the journal opens and reads a warning."""
