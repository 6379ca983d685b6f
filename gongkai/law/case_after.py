"""出件以后的效果: the result reaches whoever asked and is rated; what is bad is called back and put right; cards are answered."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from gongkai.law.case_clock import Card, ClockRun, cards
from gongkai.law.case_facts import CaseFacts
from gongkai.law.case_flow import DELIVERED, MONITORED, ONE_WINDOW, RATED, Act
from gongkai.law.case_kinds import BAD, CardVerdict, HandoverWay, RatingFinding, Stage, Stars
from gongkai.law.case_terms import CALLING_BACK, ISSUING, LONGEST
from gongkai.law.grammar.calendar import Calendar
from gongkai.law.grammar.flow import Step, Unlawful

F = TypeVar("F", bound=CaseFacts)


def issue(facts: F, step: Step, calendar: Calendar) -> F:
    """统一出件: one joint result, and only when every part was decided."""
    if waiting := [part.name for part in facts.parts if part.result is None]:
        raise Unlawful(f"还有事项没有决定：{'、'.join(waiting)}；全部决定以后统一出件", ONE_WINDOW)
    return replace(facts, issued_on=step.on)


def hand_over(facts: F, step: Step, calendar: Calendar) -> F:
    """交付结果: to whoever came for it, or on the net."""
    way = step.word(HandoverWay, "way", "取件方式", DELIVERED)
    step.text("to", "领取人")
    done = replace(facts.ended(Stage.ISSUING, step.on), delivered_on=step.on)
    return done.visited(step.on, way is HandoverWay.COLLECT)


def send(facts: F, step: Step, calendar: Calendar) -> F:
    """快递寄出: with the number of the parcel; the days to deliver are kept by sending."""
    number = step.text("courier", "快递单号")
    step.text("company", "快递公司")
    return replace(facts.ended(Stage.ISSUING, step.on), courier=number)


def signed(facts: F, step: Step, calendar: Calendar) -> F:
    """快递签收."""
    step.text("to", "签收人")
    return replace(facts, delivered_on=step.on)


def came_back(facts: F, step: Step, calendar: Calendar) -> F:
    """快递退件: it waits at the window again, and the days to deliver run anew."""
    step.text("reason", "退件原因")
    return replace(facts, courier="").began(ClockRun(Stage.ISSUING, step.on, ISSUING.length))


def accompany(facts: F, step: Step, calendar: Calendar) -> F:
    """指派政务专员: who goes with the case from window to window."""
    return replace(facts, commissioner=step.text("who", "政务专员"))


def rate(facts: F, step: Step, calendar: Calendar) -> F:
    """办事人评价: one mark for one case; a bad one begins the days to call back."""
    stars = step.word(Stars, "stars", "评价", RATED)
    if facts.finding is not None:
        raise Unlawful("评价已经回访核实，不能再改", RATED)
    if facts.stars is not None and facts.stars in BAD and stars in BAD:
        return replace(facts, stars=stars)
    rated = replace(facts, stars=stars, rated_on=step.on)
    if stars in BAD:
        return rated.began(ClockRun(Stage.CALLING, step.on, CALLING_BACK.length))
    return rated.ended(Stage.CALLING, step.on)


def call_back(facts: F, step: Step, calendar: Calendar) -> F:
    """差评回访: by somebody else than took the case in; what is true must be put right by a day."""
    finding = step.word(RatingFinding, "finding", "核实结果", RATED)
    step.text("facts", "回访情况")
    if facts.stars not in BAD or facts.finding is not None:
        raise Unlawful("没有待回访的差评", RATED)
    if facts.received_by and step.text("by", "回访人") == facts.received_by:
        raise Unlawful("差评不由收件的窗口人员自己回访", RATED)
    called = replace(facts.ended(Stage.CALLING, step.on), finding=finding)
    if finding is not RatingFinding.TRUE:
        return called
    days = step.number("days", "整改期限（工作日）", least=1, most=LONGEST)
    return called.began(ClockRun(Stage.RECTIFYING, step.on, days))


def rectify(facts: F, step: Step, calendar: Calendar) -> F:
    """差评整改: what was done about it, told to whoever rated."""
    step.text("measure", "整改措施")
    if facts.open_run(Stage.RECTIFYING) is None:
        raise Unlawful("没有待整改的差评", RATED)
    return replace(facts.ended(Stage.RECTIFYING, step.on), rectified_on=step.on)


# -- cards -----------------------------------------------------------------------------------------------------------------


def _card(facts: CaseFacts, step: Step, calendar: Calendar) -> Card:
    key = step.text("card", "时效牌")
    for card in cards(facts.runs, facts.card_rule, calendar, step.on):
        if card.key == key:
            return card
    raise Unlawful("到这一天为止没有这张时效牌", MONITORED, field="card")


def explain(facts: F, step: Step, calendar: Calendar) -> F:
    """说明时效牌: by who had to keep the term; before the monitor has ruled."""
    key = _card(facts, step, calendar).key
    step.text("text", "说明")
    if facts.verdict(key) is not None:
        raise Unlawful("监察人员已经作出结论", MONITORED, field="card")
    return replace(facts, explained=facts.explained | {key})


def rule_on(facts: F, step: Step, calendar: Calendar) -> F:
    """作出监察结论: a card stands, or is excused with the reason after somebody has explained it. It never disappears."""
    key = _card(facts, step, calendar).key
    verdict = step.word(CardVerdict, "verdict", "结论", MONITORED)
    step.text("text", "理由")
    if facts.verdict(key) is not None:
        raise Unlawful("这张时效牌已有结论", MONITORED, field="card")
    if verdict is CardVerdict.EXCUSED and key not in facts.explained:
        raise Unlawful("没有书面说明的，不能认定有客观原因", MONITORED, field="verdict")
    return replace(facts, ruled=(*facts.ruled, (key, verdict)))


EFFECTS = {
    Act.ISSUE: issue,
    Act.HAND_OVER: hand_over,
    Act.SEND: send,
    Act.SIGNED: signed,
    Act.CAME_BACK: came_back,
    Act.ACCOMPANY: accompany,
    Act.RATE: rate,
    Act.CALL_BACK: call_back,
    Act.RECTIFY: rectify,
    Act.EXPLAIN: explain,
    Act.RULE_ON: rule_on,
}
"""出件以后的效果."""
