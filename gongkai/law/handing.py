"""岗位交接（接力包）: a post passes line by line from who leaves it to who takes it over, and nothing is left with nobody.

Who takes over may be replaced midway: what they had, accepted or not, is then the next one's to accept.

standing.open_lines          the lines nobody has accepted yet: while there are any, nobody signs for the whole
standing.holder(line)        who answers for it now: from the signature on, the successor
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeAlias

from gongkai.law.grammar.calendar import Calendar, Reckoned
from gongkai.law.grammar.flow import JSON, Flow, Objection, Role, Step, Transition, Unlawful, from_each
from gongkai.law.grammar.procedure import MadeHere, Procedure
from gongkai.law.grammar.statute import regulation
from gongkai.law.grammar.words import Word

KIND = "handover"
KEPT_UP = regulation(4, gist="行政机关应当健全公开工作制度，指定机构负责日常工作；换人不断档")
MOST_LINES = 5_000
SHADOWED_DAYS = 14
"""影子视图（日）: how long the successor is shown what the predecessor would do today."""
LOOKED_AHEAD = 60
"""预告（日）: how far ahead the pack looks for what has to be published."""


class State(Word):
    """交接状态: where a pack is."""

    WRITTEN = "written", "待移交"
    HANDED = "handed", "待接收"
    DONE = "done", "已交接"


class Act(Word):
    """交接环节: the acts of a handover."""

    WRITE = "write", "生成接力包"
    ADD = "add", "补入事项"
    SIGN = "sign", "签字移交"
    SIGN_FOR = "sign_for", "代签移交"
    ACCEPT = "accept", "接受事项"
    ASK = "ask", "退回提问"
    ANSWER = "answer", "答复提问"
    REASSIGN = "reassign", "改交他人"
    REPLACE = "replace", "更换接任人"
    SETTLE = "settle", "办结销项"
    COMPLETE = "complete", "签收"


class LineState(Word):
    """事项状态: how one line of a pack stands."""

    WAITING = "waiting", "待接受"
    ASKED = "asked", "已提问"
    ANSWERED = "answered", "已答复"
    ACCEPTED = "accepted", "已接受"
    REASSIGNED = "reassigned", "已改交"
    SETTLED = "settled", "已办结"


CLOSED_LINES = frozenset({LineState.ACCEPTED, LineState.REASSIGNED, LineState.SETTLED})
"""已有着落的事项状态."""

_LEAVES, _TAKES, _HEADS = Role.HANDLER, Role.PUBLISHER, Role.SIGNER
FLOW = Flow(
    "岗位交接",
    State.WRITTEN,
    (
        *from_each([State.WRITTEN, State.HANDED], Act.ADD, _LEAVES, KEPT_UP),
        *from_each([State.WRITTEN, State.HANDED], Act.SETTLE, _LEAVES, KEPT_UP),
        Transition(State.WRITTEN, Act.SIGN, State.HANDED, _LEAVES, KEPT_UP),
        Transition(State.WRITTEN, Act.SIGN_FOR, State.HANDED, _HEADS, KEPT_UP),
        *from_each([State.HANDED], Act.ACCEPT, _TAKES, KEPT_UP),
        *from_each([State.HANDED], Act.ASK, _TAKES, KEPT_UP),
        *from_each([State.HANDED], Act.ANSWER, _LEAVES, KEPT_UP),
        *from_each([State.HANDED], Act.REASSIGN, _HEADS, KEPT_UP),
        *from_each([State.WRITTEN, State.HANDED], Act.REPLACE, _HEADS, KEPT_UP),
        Transition(State.HANDED, Act.COMPLETE, State.DONE, _TAKES, KEPT_UP),
    ),
)
"""交接程序: written by the platform, signed by who leaves, or with a reason by the head; accepted line by line."""


@dataclass(frozen=True, slots=True)
class PackLine:
    """接力包事项: how it stands, who answers for it, what was asked and whether it was answered."""

    key: str
    state: LineState = LineState.WAITING
    holder: str = ""
    asked: int = 0

    @property
    def is_open(self) -> bool:
        """尚无着落: whether the successor still has to say yes to it."""
        return self.state not in CLOSED_LINES


@dataclass(frozen=True)
class Standing(MadeHere):
    """交接情况: everything that follows from the steps so far. People are told by their user names.

    ``former`` were to take over once and were replaced; ``taking_since`` is the day from which the successor answers.
    """

    leaver: str
    successor: str
    office: str
    state: State
    last_on: date
    lines: Mapping[str, PackLine] = field(default_factory=dict)
    former: tuple[str, ...] = ()
    taking_since: date | None = None
    signed_on: date | None = None
    signed_by: str = ""
    signed_for: bool = False
    closed_on: date | None = None
    outcome: str | None = None

    @property
    def open_lines(self) -> tuple[str, ...]:
        """尚未接受的事项."""
        return tuple(key for key, line in self.lines.items() if line.is_open)

    def holder(self, key: str) -> str:
        """承接人: who answers for a line now; before the signature it is who leaves."""
        return self._line(key).holder

    def due(self, calendar: Calendar) -> Reckoned | None:
        """到期日: none; the days that run are those of the lines."""
        return None

    def objections(self, act: Act, on: date) -> tuple[Objection, ...]:
        """不能办的理由: why this act is not lawful on this day, as far as it can be told without its details."""
        if found := FLOW.objections(self.state, act, on, self.last_on, KEPT_UP):
            return found
        if act is Act.COMPLETE and (left := len(self.open_lines)):
            return (Objection(f"还有{left}项没有接受，不能签收", KEPT_UP),)
        if act is Act.ANSWER and not any(line.state is LineState.ASKED for line in self.lines.values()):
            return (Objection("没有待答复的提问", KEPT_UP),)
        if act in (Act.ACCEPT, Act.ASK) and not self.open_lines:
            return (Objection("各项都已有着落", KEPT_UP),)
        return ()

    def take(self, step: Step, calendar: Calendar) -> Standing:
        """办理: the standing after one more step, or Unlawful."""
        act = FLOW.act(Act, step.act, KEPT_UP)
        for objection in self.objections(act, step.on):
            raise objection.raised("on" if step.on < self.last_on else "")
        moved = replace(self, state=State(FLOW.after(self.state, act)), last_on=step.on)
        return _EFFECTS[act](moved, step)

    def _line(self, key: str) -> PackLine:
        try:
            return self.lines[key]
        except KeyError:
            raise Unlawful("接力包中没有这一项", KEPT_UP, field="line") from None

    def _with(self, *changed: PackLine) -> Standing:
        return replace(self, lines={**self.lines, **{line.key: line for line in changed}})


def open_pack(step: Step, calendar: Calendar) -> Standing:
    """生成接力包: the first step. Details: ``from`` and ``to`` (user names), ``office``, ``lines`` (keys)."""
    if FLOW.act(Act, step.act, KEPT_UP) is not Act.WRITE:
        raise Unlawful("岗位交接应从生成接力包开始", KEPT_UP)
    leaver, successor = step.text("from", "移交人"), step.text("to", "接任人")
    if leaver == successor:
        raise Unlawful("接任人不能是移交人本人", KEPT_UP, field="to")
    begun = Standing(leaver, successor, step.text("office", "岗位"), State.WRITTEN, step.on)
    return _add(begun, step)


def line_keys(step: Step) -> tuple[str, ...]:
    """所涉事项: the keys of the lines a step names; raises Unlawful for something else."""
    named = step.details.get("lines", [])
    if not isinstance(named, list) or not all(isinstance(key, str) and key for key in named):
        raise Unlawful("事项的写法不对", KEPT_UP, field="lines")
    if len(named) > MOST_LINES:
        raise Unlawful(f"一次最多{MOST_LINES}项", KEPT_UP, field="lines")
    return tuple(str(key) for key in named)


_Effect: TypeAlias = Callable[[Standing, Step], Standing]


def _add(standing: Standing, step: Step) -> Standing:
    holder = standing.leaver if standing.signed_on is None else standing.successor
    new = [PackLine(key, holder=holder) for key in line_keys(step) if key not in standing.lines]
    return standing._with(*new)


def _sign(standing: Standing, step: Step) -> Standing:
    if (by := step.text("by", "签字人")) != standing.leaver:
        raise Unlawful("应由移交人本人签字；本人不能签字的，由负责人说明理由后代签", KEPT_UP)
    return _signed(standing, step, by, instead=False)


def _sign_for(standing: Standing, step: Step) -> Standing:
    step.text("reason", "代签的理由")
    by = step.text("by", "签字人")
    if by == standing.leaver:
        raise Unlawful("移交人本人在的，应当自己签字", KEPT_UP)
    if by == standing.successor:
        raise Unlawful("接任人不能替移交人签字", KEPT_UP)
    return _signed(standing, step, by, instead=True)


def _signed(standing: Standing, step: Step, by: str, *, instead: bool) -> Standing:
    """From the signature on whatever is open is the successor's: a day that runs does not wait for the reading."""
    moved = [replace(line, holder=standing.successor) for line in standing.lines.values() if line.is_open]
    return replace(standing._with(*moved), signed_on=step.on, signed_by=by, signed_for=instead, taking_since=step.on)


def _accept(standing: Standing, step: Step) -> Standing:
    keys = line_keys(step)
    if not keys:
        raise Unlawful("应选明接受哪些事项", KEPT_UP, field="lines")
    lines = [standing._line(key) for key in keys]
    for line in lines:
        if line.state is LineState.ASKED:
            raise Unlawful("已提问的事项，答复后再接受", KEPT_UP, field="lines")
        if not line.is_open:
            raise Unlawful(f"该项{line.state.label}，不能再接受", KEPT_UP, field="lines")
    return standing._with(*(replace(line, state=LineState.ACCEPTED) for line in lines))


def _ask(standing: Standing, step: Step) -> Standing:
    step.text("text", "问题")
    line = standing._line(step.text("line", "事项"))
    if not line.is_open or line.state is LineState.ASKED:
        raise Unlawful(f"该项{line.state.label}，不能提问", KEPT_UP, field="line")
    return standing._with(replace(line, state=LineState.ASKED, asked=line.asked + 1))


def _answer(standing: Standing, step: Step) -> Standing:
    step.text("text", "答复")
    line = standing._line(step.text("line", "事项"))
    if line.state is not LineState.ASKED:
        raise Unlawful("该项没有待答复的提问", KEPT_UP, field="line")
    return standing._with(replace(line, state=LineState.ANSWERED))


def _reassign(standing: Standing, step: Step) -> Standing:
    step.text("reason", "改交的理由")
    line = standing._line(step.text("line", "事项"))
    to = step.text("to", "改交给谁")
    if not line.is_open:
        raise Unlawful(f"该项{line.state.label}，不能改交", KEPT_UP, field="line")
    if to == standing.successor:
        raise Unlawful("改交的人不能是接任人，接任人直接接受即可", KEPT_UP, field="to")
    return standing._with(replace(line, state=LineState.REASSIGNED, holder=to))


def _replace(standing: Standing, step: Step) -> Standing:
    """What the former one had, accepted or not, is the new one's to accept; what was given to others stays with them."""
    step.text("reason", "更换的理由")
    to = step.text("to", "新的接任人")
    if to == standing.leaver:
        raise Unlawful("接任人不能是移交人本人", KEPT_UP, field="to")
    if to == standing.successor:
        raise Unlawful("该人员已是接任人", KEPT_UP, field="to")
    if to == standing.signed_by:
        raise Unlawful("替移交人签字的人不能自己接任", KEPT_UP, field="to")
    moved = [
        replace(line, holder=to, state=LineState.WAITING if line.state is LineState.ACCEPTED else line.state)
        for line in standing.lines.values()
        if line.holder == standing.successor and line.state not in (LineState.REASSIGNED, LineState.SETTLED)
    ]
    since = standing.signed_on and step.on
    former = (*standing.former, standing.successor)
    return replace(standing._with(*moved), successor=to, former=former, taking_since=since)


def _settle(standing: Standing, step: Step) -> Standing:
    lines = [standing._line(key) for key in line_keys(step)]
    return standing._with(*(replace(line, state=LineState.SETTLED) for line in lines if line.is_open))


def _complete(standing: Standing, step: Step) -> Standing:
    if step.text("by", "签收人") != standing.successor:
        raise Unlawful("应由接任人本人签收", KEPT_UP)
    return replace(standing, closed_on=step.on, outcome="handed_over")


_EFFECTS: Mapping[Act, _Effect] = {
    Act.ADD: _add,
    Act.SIGN: _sign,
    Act.SIGN_FOR: _sign_for,
    Act.ACCEPT: _accept,
    Act.ASK: _ask,
    Act.ANSWER: _answer,
    Act.REASSIGN: _reassign,
    Act.REPLACE: _replace,
    Act.SETTLE: _settle,
    Act.COMPLETE: _complete,
}


def told(keys: list[str], **more: JSON) -> dict[str, JSON]:
    """环节内容: the lines a step names, with whatever else it says."""
    return {"lines": [*keys], **more}


HANDOVER = Procedure(KIND, "岗位交接", open_pack, lambda standing: FLOW, private=frozenset({"text", "reason"}))
