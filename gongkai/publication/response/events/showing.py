"""事件页面所示: the clocks, the facts, the letters and the curve of an event, as the page draws them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from gongkai.law.grammar.dates import chinese_moment
from gongkai.law.response_flow import Act
from gongkai.law.response_kinds import ReportStage, ResponseChannel, ResponseKind, Severity
from gongkai.law.response_terms import HourClock, HourLight, told
from gongkai.law.responses import OPEN, Standing
from gongkai.office.journal import queries as journal
from gongkai.office.journal.models import Dossier
from gongkai.publication.response.events import queries
from gongkai.publication.response.events.models import OpinionEvent


@dataclass(frozen=True, slots=True)
class ShownClock:
    """时钟行: what must happen by when, and whether it has."""

    name: str
    hours: int
    due: str
    state: str
    tone: str


def clocks(standing: Standing, now: datetime) -> list[ShownClock]:
    """各时钟: the first answer, the press conference and the report, all from the beginning of the event."""
    file = standing.file
    every = (
        ("首次权威回应", file.clock, file.first_at),
        ("新闻发布会", file.conference_clock, file.conferred_at),
        ("上报", file.report_clock, file.reported_at),
    )
    is_open = standing.state in OPEN
    return [_clock(name, clock, at, now, is_open) for name, clock, at in every if clock is not None]


def _clock(name: str, clock: HourClock, at: datetime | None, now: datetime, is_open: bool) -> ShownClock:
    due = chinese_moment(clock.due_at)
    if at is not None:
        taken = told(int((at - clock.began_at).total_seconds() // 60))
        kept = clock.kept(at)
        return ShownClock(
            name, clock.hours, due, f"用时{taken}，{'按时' if kept else '超过时限'}", "good" if kept else "bad"
        )
    if not is_open:
        return ShownClock(name, clock.hours, due, "没有", "plain")
    light, left = clock.shows(now), told(clock.minutes_left(now))
    tone = {HourLight.RED: "bad", HourLight.YELLOW: "warn"}.get(light, "good")
    return ShownClock(name, clock.hours, due, left if light is HourLight.RED else f"还剩{left}", tone)


def facts(event: OpinionEvent, standing: Standing) -> list[tuple[str, object]]:
    """要素."""
    file = standing.file
    return [
        ("登记机关", event.authority.name),
        ("种类", event.kind_label),
        ("等级", event.severity_label),
        ("来源", file.source.label),
        ("发生时刻", chinese_moment(file.started_at)),
        ("登记时刻", chinese_moment(file.registered_at)),
        ("责任单位", event.whose),
        ("负责人", event.person),
        ("处置预案", event.playbook.name if event.playbook else ""),
        ("最关注的问题", event.question),
        ("是否答到", f"{file.verdict.label}（{_judge(event)}评定）" if file.verdict else ""),
    ]


def _judge(event: OpinionEvent) -> str:
    return event.judged_by.name if event.judged_by else ""


def letters(event: OpinionEvent, standing: Standing) -> list[tuple[Dossier, bool]]:
    """关联的留言: each with whether it asked again after the first answer."""
    again = set(standing.file.asked_again)
    numbers = [number for number, _ in standing.file.gathered]
    rows = Dossier.objects.of(event.authority).filter(kind="ticket", number__in=numbers).order_by("received_on", "pk")
    return [(row, row.number in again) for row in rows]


def curve(standing: Standing) -> list[tuple[datetime, int, int]]:
    """走势: each moment with its volume and its share of the highest, in hundredths."""
    points = sorted(standing.file.observed, key=lambda each: each.at)
    most = max((each.volume for each in points), default=0) or 1
    return [(each.at, each.volume, each.volume * 100 // most) for each in points]


# -- what was done ---------------------------------------------------------------------------------------------------------

_TITLES = {act.value: act.label for act in Act}
_SAID = ("title", "judgement", "reason", "facts", "text", "report", "question", "lesson", "change", "opinion", "person")


def line(entry: journal.Line) -> dict[str, object]:
    """过程行: one entry of the timeline."""
    details = entry.step.details if entry.step else {}
    shown = [*_words(entry), *(str(details[name]) for name in _SAID if details.get(name))]
    by = entry.by.name if entry.by else ""
    shown += [str(entry.data["reason"])] if entry.data.get("amends") else []
    return {
        "on": entry.on,
        "title": _TITLES.get(entry.act, entry.label),
        "by": by,
        "text": "；".join(shown),
        "amended": entry.amended_by is not None,
    }


def _words(entry: journal.Line) -> Iterator[str]:
    if entry.step is None:
        return
    details = entry.step.details
    if entry.act == Act.REGISTER:
        yield f"{chinese_moment(entry.step.moment('started', '事件发生时刻'))}发生"
        if entry.entered:
            yield f"原登记{chinese_moment(entry.entered.moment('started', '事件发生时刻'))}发生"
    if details.get("severity"):
        yield Severity(str(details["severity"])).label
    if details.get("stage"):
        yield ReportStage(str(details["stage"])).label
    if details.get("kind") and entry.act in (Act.DRAFT, Act.RECORD):
        yield ResponseKind(str(details["kind"])).label
    if details.get("channel"):
        yield ResponseChannel(str(details["channel"])).label
    if details.get("at"):
        yield chinese_moment(entry.step.moment("at", "时刻"))
    if details.get("unit"):
        yield f"交{queries.name_of(str(details['unit']))}"
    if details.get("ticket"):
        yield f"留言{details['ticket']}"
    if entry.act == Act.OBSERVE:
        yield f"{details.get('platform') or '各平台'}{details.get('volume')}条"
