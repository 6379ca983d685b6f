"""舆情简报和上报件: what is printed of an event, from its entries up to the step that issued the paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gongkai.law.grammar.dates import chinese_date, chinese_moment
from gongkai.law.grammar.flow import Step
from gongkai.law.procedures import replay
from gongkai.law.response_file import EventFile
from gongkai.law.response_flow import Act
from gongkai.law.response_kinds import ReportStage, ResponseChannel
from gongkai.law.response_terms import told
from gongkai.law.responses import KIND
from gongkai.office.authorities.queries import calendar_of
from gongkai.office.journal import queries as journal
from gongkai.papers.document import Document, Heading, Paragraph, Table
from gongkai.papers.grid import Align, Grid
from gongkai.publication.response.events import queries
from gongkai.publication.response.events.models import OpinionEvent

Block = Heading | Paragraph | Table


def brief(event: OpinionEvent, number: int) -> Document | None:
    """舆情简报: the event as it stood when the brief of this number was issued; None where there is none."""
    steps = _up_to(event, Act.BRIEF, number)
    if not steps:
        return None
    file, last = _file(event, steps), steps[-1]
    blocks = (
        *_what(event, file),
        *_course(steps),
        *_answers(event, file),
        Heading("四、研判和建议"),
        *_lines(str(last.details.get("judgement", ""))),
        *_signature(event, last),
    )
    title = f"舆情简报（第{number}期）"
    return Document(title, blocks, subtitle=event.dossier.title, authority=event.authority.name, made_on=last.on)


def report(event: OpinionEvent, number: int) -> Document | None:
    """上报件: to the authority above, with the course so far; None where there is none of this number."""
    steps = _up_to(event, Act.REPORT, number)
    if not steps:
        return None
    file, last = _file(event, steps), steps[-1]
    stage = ReportStage(str(last.details["stage"]))
    asks = [Paragraph("请求上级给予指导支持。")] if last.details.get("asks") else []
    blocks = (
        Paragraph(f"{last.details['to']}：", indent=False),
        *_lines(str(last.details.get("report", ""))),
        *asks,
        *_what(event, file),
        *_course(steps),
        *_answers(event, file),
        *_signature(event, last),
    )
    title = f"关于{event.dossier.title}的报告（{stage.label}）"
    return Document(title, blocks, authority=event.authority.name, made_on=last.on)


def _up_to(event: OpinionEvent, act: Act, number: int) -> Sequence[Step]:
    """The steps through the so-many-th of an act; none where there are not so many."""
    steps = journal.steps(event.dossier)
    places = [place for place, step in enumerate(steps) if step.act == act]
    return steps[: places[number - 1] + 1] if 1 <= number <= len(places) else ()


def _file(event: OpinionEvent, steps: Sequence[Step]) -> EventFile:
    return queries.as_event(replay(KIND, steps, calendar_of(event.authority))).file


def _what(event: OpinionEvent, file: EventFile) -> Iterator[Block]:
    yield Heading("一、基本情况")
    yield Paragraph(
        f"{chinese_moment(file.started_at)}发生，{chinese_moment(file.registered_at)}登记。"
        f"属{file.kind.label}，{file.severity.label}，来源为{file.source.label}。"
    )
    yield from _lines(event.concern)
    if file.question:
        yield Paragraph(f"公众最关注的问题：{file.question}")


def _course(steps: Sequence[Step]) -> Iterator[Block]:
    """How it went: facts found out, and how much was said of it."""
    yield Heading("二、核实和走势")
    found = [step for step in steps if step.act == Act.VERIFY]
    for step in found:
        yield Paragraph(f"{chinese_date(step.on)}核实：{step.details.get('facts', '')}")
    seen = [step for step in steps if step.act == Act.OBSERVE]
    if seen:
        rows = [
            (
                chinese_moment(step.moment("at", "时刻")),
                str(step.details.get("platform") or "各平台"),
                str(step.details.get("volume")),
                str(step.details.get("opinion") or ""),
            )
            for step in seen
        ]
        yield Table(Grid.from_rows([("时刻", "平台", "信息量（条）", "各方面意见"), *rows], head_rows=1))
    if not found and not seen:
        yield Paragraph("尚无核实和监测记录。")


def _answers(event: OpinionEvent, file: EventFile) -> Iterator[Block]:
    yield Heading("三、回应情况")
    if file.first_at is None:
        yield Paragraph(f"尚未回应，最迟{chinese_moment(file.clock.due_at)}。")
        return
    yield Paragraph(
        f"首次权威回应用时{told(file.first_minutes or 0)}，{'在时限内' if file.in_time else '超过时限'}；"
        f"共回应{len(file.released)}次，关联留言{len(file.gathered)}件。"
    )
    titles = dict(event.responses.of(event.authority).values_list("number", "title"))
    rows = [
        (chinese_moment(each.at), ResponseChannel(each.channel).label, each.kind.label, titles.get(each.number, ""))
        for each in file.released
    ]
    yield Table(Grid.from_rows([("时刻", "渠道", "性质", "标题"), *rows], head_rows=1))


def _lines(text: str) -> Iterator[Paragraph]:
    yield from (Paragraph(line) for line in text.splitlines() if line.strip())


def _signature(event: OpinionEvent, step: Step) -> tuple[Paragraph, ...]:
    name, day = event.authority.name, chinese_date(step.on)
    return Paragraph(name, Align.END, indent=False), Paragraph(day, Align.END, indent=False)
