"""事件环节的效果: what each act changes in the file of an event, and when it is refused."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import TypeAlias, TypedDict

from gongkai.law.grammar.flow import Step, Unlawful
from gongkai.law.response_file import EventFile, Observed, Released, Verdict
from gongkai.law.response_flow import Act, State
from gongkai.law.response_kinds import (
    EMERGENCIES,
    GRAVE,
    ReportStage,
    ResponseChannel,
    ResponseKind,
    Severity,
)
from gongkai.law.response_terms import LONGEST, NOTICE

Effect: TypeAlias = Callable[[EventFile, Step], EventFile]
Refusal: TypeAlias = Callable[[EventFile, State], str]
_WEIGHED = frozenset({*GRAVE, Severity.LARGER})


class Hours(TypedDict):
    """各项时限: the hours of an event, as its step gives them."""

    hours: int
    conference_hours: int
    report_hours: int


def hours_of(step: Step) -> Hours:
    """事件时限: the hours a step gives, and the rule it names for them."""
    step.text("term", "时限的依据")
    return Hours(
        hours=step.number("hours", "首次回应时限（小时）", most=LONGEST),
        conference_hours=step.number("conference_hours", "新闻发布会时限（小时）", most=LONGEST),
        report_hours=step.number("report_hours", "上报时限（小时）", most=LONGEST),
    )


def _happened(file: EventFile, step: Step, title: str) -> datetime:
    """A moment after the event began and not after the day of the step."""
    at = step.moment("at", title)
    if at < file.started_at:
        raise Unlawful(f"{title}不能早于事件发生时刻", NOTICE, field="at")
    if at.date() > step.on:
        raise Unlawful(f"{title}不能晚于办理日期", NOTICE, field="at")
    return at


# -- assessing and handing out ------------------------------------------------------------------------------------------


def _assess(file: EventFile, step: Step) -> EventFile:
    step.text("judgement", "研判意见")
    return _graded(file, step)


def _adjust(file: EventFile, step: Step) -> EventFile:
    step.text("reason", "调整的理由")
    graded = _graded(file, step)
    if graded.severity is file.severity:
        raise Unlawful("等级没有变化", field="severity")
    return graded


def _graded(file: EventFile, step: Step) -> EventFile:
    graded = replace(file, severity=step.word(Severity, "severity", "事件等级", NOTICE), **hours_of(step))
    late = file.first_at is None and not file.clock.kept(_happened(file, step, "定级时刻"))
    if late and graded.hours > file.hours:
        raise Unlawful("已经超过时限的，不能改为时限更长的等级", NOTICE, field="severity")
    return graded


def _assign(file: EventFile, step: Step) -> EventFile:
    return replace(file, unit=step.text("unit", "责任单位"), person=step.text("person", "负责人"))


def _reassign(file: EventFile, step: Step) -> EventFile:
    step.text("reason", "改派的理由")
    return _assign(file, step)


def _set_aside(file: EventFile, step: Step) -> EventFile:
    step.text("reason", "不回应的理由")
    return file


def _reopen(file: EventFile, step: Step) -> EventFile:
    step.text("reason", "重新处置的理由")
    return replace(file, learned=False)


# -- finding out and answering -------------------------------------------------------------------------------------------


def _verify(file: EventFile, step: Step) -> EventFile:
    step.text("facts", "核实的情况")
    return replace(file, verified=True)


def _observe(file: EventFile, step: Step) -> EventFile:
    at = _happened(file, step, "统计时刻")
    volume = step.number("volume", "信息量（条）", least=0, most=1_000_000_000)
    return replace(file, observed=(*file.observed, Observed(at, volume)))


def _told(file: EventFile, step: Step) -> ResponseKind:
    """What a text is, with everything that sort of text must say."""
    step.text("title", "标题")
    step.text("text", "回应内容")
    kind = step.word(ResponseKind, "kind", "回应性质", NOTICE)
    if kind is ResponseKind.CLARIFY:
        for name, title in (("rumour", "不实说法"), ("truth", "事实真相"), ("evidence", "依据")):
            step.text(name, title)
    return kind


def _draft(file: EventFile, step: Step) -> EventFile:
    kind = _told(file, step)
    if kind is ResponseKind.FIRST and file.first_at:
        raise Unlawful("已经回应过的，不再是首次回应", NOTICE, field="kind")
    if kind in (ResponseKind.CLARIFY, ResponseKind.RESULT) and not file.verified:
        raise Unlawful(f"{kind.label}应当先核实情况", NOTICE, field="kind")
    by = step.text("by", "拟稿人")
    return replace(file, draft=file.draft + 1, draft_kind=kind, drafted_by=by, approved_by="")


def _approve(file: EventFile, step: Step) -> EventFile:
    by = step.text("by", "审签人")
    if by == file.drafted_by:
        raise Unlawful("拟稿的人不能审签自己拟的回应稿", NOTICE)
    return replace(file, approved_by=by)


def _send_back(file: EventFile, step: Step) -> EventFile:
    step.text("reason", "退回的意见")
    return file


def _release(file: EventFile, step: Step) -> EventFile:
    channel = step.word(ResponseChannel, "channel", "回应渠道", NOTICE)
    at = _happened(file, step, "发布时刻")
    if any(each.draft == file.draft and each.channel is channel for each in file.released):
        raise Unlawful(f"这份回应稿已经在{channel.label}发布", NOTICE, field="channel")
    return _out(file, file.draft_kind, channel, at)


def _record(file: EventFile, step: Step) -> EventFile:
    kind, channel = _told(file, step), step.word(ResponseChannel, "channel", "回应渠道", NOTICE)
    at = _happened(file, step, "发布时刻")
    if at > file.registered_at:
        raise Unlawful("只有登记事件以前已经发布的回应可以补记，登记以后的应当拟稿、审签后发布", NOTICE, field="at")
    return _out(replace(file, draft=file.draft + 1, draft_kind=kind, approved_by=""), kind, channel, at)


def _out(file: EventFile, kind: ResponseKind, channel: ResponseChannel, at: datetime) -> EventFile:
    """One more answer; whether the question is answered now is to be judged anew."""
    one = Released(len(file.released) + 1, file.draft, kind, channel, at)
    return replace(file, released=(*file.released, one), verdict=None, judged_by="")


def _withdraw(file: EventFile, step: Step) -> EventFile:
    step.text("reason", "撤下的理由")
    number = step.number("number", "回应序号")
    standing = {each.number for each in file.released if not each.withdrawn}
    if number not in standing:
        raise Unlawful(f"没有在公开的第{number}次回应", NOTICE, field="number")
    kept = tuple(replace(each, withdrawn=each.withdrawn or each.number == number) for each in file.released)
    return replace(file, released=kept)


def _confer(file: EventFile, step: Step) -> EventFile:
    at = _happened(file, step, "新闻发布会时刻")
    return replace(file, conferred_at=min(at, file.conferred_at or at))


# -- reporting, following, learning ---------------------------------------------------------------------------------------


def _report(file: EventFile, step: Step) -> EventFile:
    stage = step.word(ReportStage, "stage", "上报阶段", NOTICE)
    step.text("to", "上报机关")
    step.text("report", "上报内容")
    at = _happened(file, step, "上报时刻")
    if ReportStage.FINAL in file.reports:
        raise Unlawful("已经终报", NOTICE, field="stage")
    if (stage is ReportStage.FIRST) != (not file.reports):
        raise Unlawful("应当先初报，初报只有一次", NOTICE, field="stage")
    return replace(file, reports=(*file.reports, stage), reported_at=min(at, file.reported_at or at))


def _gather(file: EventFile, step: Step) -> EventFile:
    number, on = step.text("ticket", "留言编号"), step.day("received", "留言受理日期")
    if number in {each for each, _ in file.gathered}:
        raise Unlawful(f"留言{number}已经关联", NOTICE, field="ticket")
    return replace(file, gathered=(*file.gathered, (number, on)))


def _ask(file: EventFile, step: Step) -> EventFile:
    return replace(file, question=step.text("question", "最关注的问题"), verdict=None, judged_by="")


def _judge(file: EventFile, step: Step) -> EventFile:
    verdict, by = step.word(Verdict, "verdict", "是否答到", NOTICE), step.text("by", "评定人")
    if by == file.drafted_by:
        raise Unlawful("拟稿的人不能评定自己拟的回应是否答到", NOTICE)
    if verdict is Verdict.MISSED:
        step.text("reason", "没有答到之处")
    return replace(file, verdict=verdict, judged_by=by)


def _brief(file: EventFile, step: Step) -> EventFile:
    step.text("judgement", "研判和建议")
    return replace(file, briefs=file.briefs + 1)


def _learn(file: EventFile, step: Step) -> EventFile:
    step.text("lesson", "教训和改进")
    return replace(file, learned=True)


def _close(file: EventFile, step: Step) -> EventFile:
    if file.conference_clock and file.conferred_at is None:
        step.text("reason", "没有举行新闻发布会的理由")
    return file


EFFECTS: Mapping[Act, Effect] = {
    Act.ASSESS: _assess,
    Act.ADJUST: _adjust,
    Act.SET_ASIDE: _set_aside,
    Act.ASSIGN: _assign,
    Act.REASSIGN: _reassign,
    Act.REOPEN: _reopen,
    Act.VERIFY: _verify,
    Act.OBSERVE: _observe,
    Act.DRAFT: _draft,
    Act.APPROVE: _approve,
    Act.SEND_BACK: _send_back,
    Act.RELEASE: _release,
    Act.RECORD: _record,
    Act.WITHDRAW: _withdraw,
    Act.CONFER: _confer,
    Act.REPORT: _report,
    Act.GATHER: _gather,
    Act.ASK: _ask,
    Act.JUDGE: _judge,
    Act.BRIEF: _brief,
    Act.LEARN: _learn,
    Act.CLOSE: _close,
}
"""各环节的效果."""


# -- refusals that need no details ------------------------------------------------------------------------------------------


def _no_close(file: EventFile, state: State) -> str:
    if file.first_at is None:
        return "没有权威回应的事件不能办结"
    if file.kind in EMERGENCIES and not file.reports:
        return "突发事件没有上报的不能办结"
    if file.question and file.verdict is None:
        return "最关注的问题还没有评定是否答到"
    if file.verdict is Verdict.MISSED:
        return "最关注的问题没有答到，应当补充回应以后再评定"
    if file.severity in _WEIGHED and not file.learned:
        return f"{Severity.LARGER.label}以上的事件应当先总结教训"
    return ""


def _no_release(file: EventFile, state: State) -> str:
    return "" if file.approved_by else "没有审签过的回应稿"


def _no_judging(file: EventFile, state: State) -> str:
    return "" if file.question else "还没有提炼最关注的问题"


def _no_withdrawal(file: EventFile, state: State) -> str:
    return "" if any(not each.withdrawn for each in file.released) else "没有在公开的回应"


REFUSALS: Mapping[Act, Refusal] = {
    Act.CLOSE: _no_close,
    Act.RELEASE: _no_release,
    Act.JUDGE: _no_judging,
    Act.WITHDRAW: _no_withdrawal,
    Act.REPORT: lambda file, state: "已经终报" if ReportStage.FINAL in file.reports else "",
}
"""不看明细就能说明的理由."""
