"""事项版本: a record that stands in versions: one person proposes each with a reason, another signs it, and it counts from a day.

Items and packages move alike; what a version says is read by the ``Sort`` of the record.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any, Protocol, TypeVar

from gongkai.law.grammar.calendar import Calendar, Reckoned
from gongkai.law.grammar.flow import JSON, Flow, Objection, Role, Step, Transition, Unlawful
from gongkai.law.grammar.procedure import MadeHere
from gongkai.law.grammar.words import Word
from gongkai.law.service_words import ONLINE, STANDARDIZED

AHEAD = timedelta(days=366)
"""最早预告: a version may be signed at most a year before it counts."""


class State(Word):
    """事项状态: where a record is."""

    PROPOSED = "proposed", "待签发"
    RETURNED = "returned", "退回修改"
    IN_FORCE = "in_force", "现行"
    CHANGING = "changing", "变更待签发"
    ENDING = "ending", "取消待签发"
    ENDED = "ended", "已取消"


class Act(Word):
    """事项环节: the acts of a record."""

    LIST = "list", "拟列入"
    REVISE = "revise", "修改拟列"
    WITHDRAW = "withdraw", "撤回拟列"
    SIGN = "sign", "签发"
    TURN_DOWN = "turn_down", "退回"
    CHANGE = "change", "拟变更"
    OPEN_ONLINE = "open_online", "拟开通网办"
    SIGN_CHANGE = "sign_change", "签发变更"
    TURN_CHANGE_DOWN = "turn_change_down", "退回变更"
    PROPOSE_END = "propose_end", "拟取消"
    END = "end", "签发取消"
    KEEP = "keep", "不予取消"


_ROWS = (
    Transition(State.PROPOSED, Act.REVISE, State.PROPOSED, Role.HANDLER, STANDARDIZED),
    Transition(State.PROPOSED, Act.WITHDRAW, State.ENDED, Role.HANDLER, STANDARDIZED),
    Transition(State.PROPOSED, Act.SIGN, State.IN_FORCE, Role.SIGNER, STANDARDIZED),
    Transition(State.PROPOSED, Act.TURN_DOWN, State.RETURNED, Role.SIGNER, STANDARDIZED),
    Transition(State.RETURNED, Act.REVISE, State.PROPOSED, Role.HANDLER, STANDARDIZED),
    Transition(State.RETURNED, Act.WITHDRAW, State.ENDED, Role.HANDLER, STANDARDIZED),
    Transition(State.IN_FORCE, Act.CHANGE, State.CHANGING, Role.HANDLER, STANDARDIZED),
    Transition(State.CHANGING, Act.CHANGE, State.CHANGING, Role.HANDLER, STANDARDIZED),
    Transition(State.CHANGING, Act.SIGN_CHANGE, State.IN_FORCE, Role.SIGNER, STANDARDIZED),
    Transition(State.CHANGING, Act.TURN_CHANGE_DOWN, State.IN_FORCE, Role.SIGNER, STANDARDIZED),
    Transition(State.IN_FORCE, Act.PROPOSE_END, State.ENDING, Role.HANDLER, STANDARDIZED),
    Transition(State.ENDING, Act.END, State.ENDED, Role.SIGNER, STANDARDIZED),
    Transition(State.ENDING, Act.KEEP, State.IN_FORCE, Role.SIGNER, STANDARDIZED),
)
PACKAGE_FLOW = Flow("一件事套餐", State.PROPOSED, _ROWS)
"""套餐程序."""
ITEM_FLOW = Flow(
    "服务事项",
    State.PROPOSED,
    (*_ROWS, Transition(State.IN_FORCE, Act.OPEN_ONLINE, State.CHANGING, Role.HANDLER, ONLINE)),
)
"""事项程序: standardised and signed, opened online item by item, changed with a reason, ended; nobody signs their own."""


class Content(Protocol):
    """版本内容: what a version of a record says."""

    name: str

    @property
    def digest(self) -> str:
        """内容摘要."""

    def told(self) -> dict[str, JSON]:
        """记录."""


C = TypeVar("C", bound=Content)


@dataclass(frozen=True)
class Sort:
    """记录种类: how records of a kind move and how what they say is read."""

    kind: str
    flow: Flow
    read: Callable[[Mapping[str, JSON]], Any]
    check_opening: Callable[[Any, Any], None] | None = None


@dataclass(frozen=True)
class Version:
    """签发版本: what counts from a day, why it was made, who proposed and who signed it."""

    number: int
    content: Any
    from_on: date
    reason: str
    proposed_by: str
    signed_by: str
    signed_on: date


@dataclass(frozen=True)
class Pending:
    """拟定版本: a version that has been proposed and not signed."""

    content: Any
    reason: str
    by: str


@dataclass(frozen=True)
class Record(MadeHere):
    """事项卷: everything that follows from the steps so far."""

    sort: Sort
    code: str
    state: State
    last_on: date
    pending: Pending | None
    versions: tuple[Version, ...] = ()
    ending_by: str = ""
    ended_from: date | None = None
    closed_on: date | None = None
    outcome: str | None = field(default=None)

    @property
    def latest(self) -> Version | None:
        """最新版本: the last one signed, whether it counts already or not."""
        return self.versions[-1] if self.versions else None

    def version_on(self, day: date) -> Version | None:
        """当日版本: what counted on a day; None before the first and after the end."""
        if self.ended_from is not None and day >= self.ended_from:
            return None
        return next((each for each in reversed(self.versions) if each.from_on <= day), None)

    def until(self, version: Version) -> date | None:
        """止（不含）: the day another version, or none, counts instead of this one."""
        after = [each.from_on for each in self.versions if each.number == version.number + 1]
        return after[0] if after else self.ended_from

    def due(self, calendar: Calendar) -> Reckoned | None:
        """到期日: None; no term runs on a list."""
        return None

    def objections(self, act: Act, on: date) -> tuple[Objection, ...]:
        """不能办的理由: why this act is not lawful on this day, whatever its details; empty when it is."""
        return self.sort.flow.objections(self.state, act, on, self.last_on, STANDARDIZED)

    def take(self, step: Step, calendar: Calendar) -> Record:
        """办理: the record after one more step, or Unlawful."""
        act = self.sort.flow.act(Act, step.act, STANDARDIZED)
        for objection in self.objections(act, step.on):
            raise objection.raised("on")
        moved = replace(self, state=State(self.sort.flow.after(self.state, act)), last_on=step.on)
        return _EFFECTS[act](moved, step)


def open_record(sort: Sort, step: Step) -> Record:
    """拟列入: the first step of a record: its code and what its first version is to say."""
    if step.act != Act.LIST:
        raise Unlawful(f"{sort.flow.name}应由“{Act.LIST.label}”开始", STANDARDIZED)
    code = step.text("code", "编码")
    return Record(sort, code, State.PROPOSED, step.on, _pending(sort, step))


def _pending(sort: Sort, step: Step) -> Pending:
    content = step.details.get("content")
    if not isinstance(content, dict):
        raise Unlawful("没有填写内容", STANDARDIZED, field="name")
    return Pending(sort.read(content), step.text("reason", "理由"), step.text("by", "经办人"))


def _waiting(record: Record) -> Pending:
    if record.pending is None:
        raise Unlawful("没有待签发的内容", STANDARDIZED)
    return record.pending


def _latest(record: Record) -> Version:
    if not record.versions:
        raise Unlawful("还没有签发过版本", STANDARDIZED)
    return record.versions[-1]


def _propose(record: Record, step: Step) -> Record:
    pending = _pending(record.sort, step)
    latest = record.latest
    if latest is not None and latest.content == pending.content:
        raise Unlawful("内容与现行版本完全相同，没有变更", STANDARDIZED, field="name")
    return replace(record, pending=pending)


def _open_online(record: Record, step: Step) -> Record:
    moved = _propose(record, step)
    if record.sort.check_opening is not None:
        record.sort.check_opening(_latest(record).content, _waiting(moved).content)
    return moved


def _sign(record: Record, step: Step) -> Record:
    pending = _waiting(record)
    by, from_on = step.text("by", "签发人"), step.day("from", "生效日期")
    if by == pending.by:
        raise Unlawful("签发人不能是提出人本人", STANDARDIZED)
    if from_on < step.on:
        raise Unlawful(f"生效日期不能早于签发日期（{step.on:%Y-%m-%d}）", STANDARDIZED, field="from")
    if from_on > step.on + AHEAD:
        raise Unlawful("生效日期不能晚于签发后一年", STANDARDIZED, field="from")
    latest = record.latest
    if latest is not None and from_on <= latest.from_on:
        raise Unlawful(f"生效日期应晚于上一版本的生效日期（{latest.from_on:%Y-%m-%d}）", STANDARDIZED, field="from")
    number = len(record.versions) + 1
    version = Version(number, pending.content, from_on, pending.reason, pending.by, by, step.on)
    return replace(record, pending=None, versions=(*record.versions, version))


def _turn_down(record: Record, step: Step) -> Record:
    step.text("reason", "理由")
    return record


def _turn_change_down(record: Record, step: Step) -> Record:
    step.text("reason", "理由")
    return replace(record, pending=None)


def _withdraw(record: Record, step: Step) -> Record:
    return replace(record, pending=None, closed_on=step.on, outcome="withdrawn")


def _propose_end(record: Record, step: Step) -> Record:
    step.text("reason", "理由")
    return replace(record, ending_by=step.text("by", "经办人"))


def _end(record: Record, step: Step) -> Record:
    by, from_on = step.text("by", "签发人"), step.day("from", "取消日期")
    if by == record.ending_by:
        raise Unlawful("签发人不能是提出人本人", STANDARDIZED)
    if not max(step.on, _latest(record).from_on) <= from_on <= step.on + AHEAD:
        raise Unlawful("取消日期不能早于签发日期和现行版本的生效日期，也不能晚于签发后一年", STANDARDIZED, field="from")
    return replace(record, ended_from=from_on, closed_on=step.on, outcome="ended")


def _keep(record: Record, step: Step) -> Record:
    step.text("reason", "理由")
    return replace(record, ending_by="")


_EFFECTS: Mapping[Act, Callable[[Record, Step], Record]] = {
    Act.LIST: _propose,
    Act.REVISE: _propose,
    Act.WITHDRAW: _withdraw,
    Act.SIGN: _sign,
    Act.TURN_DOWN: _turn_down,
    Act.CHANGE: _propose,
    Act.OPEN_ONLINE: _open_online,
    Act.SIGN_CHANGE: _sign,
    Act.TURN_CHANGE_DOWN: _turn_change_down,
    Act.PROPOSE_END: _propose_end,
    Act.END: _end,
    Act.KEEP: _keep,
}
"""环节效果: what each act adds to the record."""
