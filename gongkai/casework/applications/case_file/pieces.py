"""案卷材料: every paper of a file in its order: what was asked, what was done, what was looked through, what was replied.

A piece is a paper of ours (a document or a letter), or an original that was joined. What tells of third parties and what is
the office's own opinion is marked, so that an export may leave it out; that it was left out is said in the index.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from gongkai.casework.applications import events, letters, queries
from gongkai.casework.applications.evidence import queries as evidence
from gongkai.casework.applications.evidence.listing import proof_of
from gongkai.casework.applications.evidence.noted import LABELS
from gongkai.casework.applications.evidence.queries import Held, Registered
from gongkai.casework.applications.models import Application, Reply
from gongkai.law.application_form import CLARIFIED, Filled, fields
from gongkai.law.applications import Act, ApplicantKind, Standing
from gongkai.law.evidence import Proof
from gongkai.law.grammar.dates import chinese_date
from gongkai.law.grammar.flow import JSON
from gongkai.law.outcomes import Element
from gongkai.law.receipt import Channel
from gongkai.office.authorities.queries import calendar_of
from gongkai.office.journal import queries as journal
from gongkai.office.journal import vault
from gongkai.office.journal.models import Access
from gongkai.papers.document import Block, Document, Heading, Letter, Note, Paragraph, Table
from gongkai.papers.grid import Grid

WITHHELD_THIRD = "涉及第三方个人信息，本次导出未附"
LEFT_OUT = "（涉及第三方，略）"


@dataclass(frozen=True)
class Options:
    """导出选项: what the export takes along."""

    third_parties: bool = False
    opinions: bool = False
    log: bool = False


@dataclass(frozen=True)
class Piece:
    """材料: one paper of the file, ours or an original that was joined; ``withheld`` says why it is not there."""

    key: str
    name: str
    source: str
    on: date | None
    paper: Document | Letter | None = None
    held: Held | None = None
    proves: str = ""
    withheld: str = ""


def pieces(application: Application, options: Options) -> list[Piece]:
    """案卷材料: in the order of a file: by the day what was done, then the reckoning of the term and the records of the house."""
    lines = journal.timeline(application.dossier)
    dated = [*_of_the_journal(application, lines, options), *_searches(application), *_replies(application)]
    dated += [*_joined(application, options)]
    ordered = sorted(dated, key=lambda piece: piece.on or date.max)
    form = [piece for piece in ordered if piece.key == "form"]
    rest = [piece for piece in ordered if piece.key != "form"]
    return [*form, *rest, _reckoning(application), _extract(application), *_log(application, options)]


# -- what was asked and done -----------------------------------------------------------------------------------------------


def _of_the_journal(application: Application, lines: Sequence[journal.Line], options: Options) -> Iterator[Piece]:
    for line in lines:
        proof = proof_of(line)
        if proof is None or line.step is None:
            continue
        if line.act == Act.SUBMIT:
            yield _form(application, line, proof)
        elif line.act != Act.REPLY and (options.opinions or not proof.internal):
            yield _sheet(application, line, proof, options)


def _form(application: Application, line: journal.Line, proof: Proof) -> Piece:
    try:
        rows = _asked(queries.filled(application))
    except vault.Shredded as gone:
        rows = [("申请内容", str(gone))]
    known = [("编号", application.dossier.number), ("申请人类型", ApplicantKind(application.applicant).label)]
    known += [("提交渠道", Channel(application.channel).label), ("提交日期", chinese_date(line.on))]
    paper = _paper(application, "政府信息公开申请表", [_facts([*known, *rows])])
    return Piece("form", proof.name, f"台账第{line.seq}号条目", line.on, paper, proves=proof.proves)


def _asked(filled: Filled) -> list[tuple[str, str]]:
    rows = [
        (row.label, row.words(value).label if row.words and value else value)
        for row in fields(filled.applicant)
        for value in [filled.values.get(row.key, "")]
    ]
    clarified = filled.values.get(CLARIFIED, "")
    return [*rows, *([("补正后的内容描述", clarified)] if clarified else [])]


def _sheet(application: Application, line: journal.Line, proof: Proof, options: Options) -> Piece:
    assert line.step is not None  # noqa: S101 (asked before)
    hidden = proof.of_third_parties and not options.third_parties
    shown = replace(line, step=replace(line.step, details=_without_words(line.step.details))) if hidden else line
    rows = [
        ("事项", Act(line.act).label),
        ("办理日期", chinese_date(line.step.on)),
        ("经办", line.by.name if line.by else "系统"),
        ("登记内容", events.told(shown) or "无"),
        *_elements(shown),
        ("证明对象", proof.proves),
        ("台账条目", f"第{line.seq}号，{line.at:%Y-%m-%d %H:%M}登记"),
    ]
    paper = _paper(application, proof.name, [_facts(rows)])
    return Piece(line.act, proof.name, f"台账第{line.seq}号条目", line.step.on, paper, proves=proof.proves)


def _elements(line: journal.Line) -> list[tuple[str, str]]:
    """What a draft said its letter would say."""
    given = line.step.details.get("elements") if line.step and line.act == Act.DRAFT else None
    known = {element.value: element.label for element in Element}
    return (
        [(known[name], str(text)) for name, text in given.items() if name in known] if isinstance(given, dict) else []
    )


def _without_words(given: Mapping[str, JSON]) -> dict[str, JSON]:
    return {name: LEFT_OUT if name in {"subject", "reason"} and value else value for name, value in given.items()}


def _searches(application: Application) -> Iterator[Piece]:
    found = evidence.searches(application)
    if not found:
        return
    head = ("日期", "检索人", "处所和范围", "检索用词", "结果")
    rows = [_searched(each) for each in found]
    table = Table(Grid.from_rows([head, *rows], head_rows=1), widths=(2.4, 1.6, 4, 3, 5))
    paper = _paper(application, "检索记录", [table])
    source = "台账第" + "、".join(str(each.record.entry) for each in found) + "号条目"
    proves = "何人、何时、在何处、以何检索词检索及其结果"
    yield Piece("search", "检索记录", source, found[-1].record.searched_on, paper, proves=proves)


def _searched(each: Registered) -> tuple[str, ...]:
    search = each.search
    return (
        f"{search.searched_on:%Y-%m-%d}",
        search.by,
        f"{search.place.label}：{search.where}",
        search.words,
        search.found,
    )


def _replies(application: Application) -> Iterator[Piece]:
    in_force = queries.numbers_in_force(application)
    for reply in queries.replies(application):
        if reply.number in in_force:
            yield Piece(
                "reply", "答复书", reply.number, reply.signed_on, _letter(reply), proves="答复的内容、依据和救济告知"
            )


def _letter(reply: Reply) -> Letter | Document:
    if not reply.content:
        return Document("答复书", (Paragraph("个人信息已销毁，答复书不能再读出。"),))
    kept = vault.unseal(reply.application.dossier, "reply", bytes(reply.content))
    return letters.unpacked(json.loads(kept))


def _joined(application: Application, options: Options) -> Iterator[Piece]:
    for held in evidence.papers(application):
        hidden = held.paper.third_party and not options.third_parties
        yield Piece(
            f"paper-{held.paper.pk}",
            held.name,
            held.paper.get_kind_display(),
            held.paper.joined_on,
            held=None if hidden else held,
            proves=held.proves,
            withheld=WITHHELD_THIRD if hidden else "",
        )


# -- how the term was reckoned ---------------------------------------------------------------------------------------------


def _reckoning(application: Application) -> Piece:
    standing = queries.standing(application)
    blocks = [
        Heading("一、办理经过"),
        _course(application),
        Heading("二、答复期限的计算"),
        *_clock(application, standing),
    ]
    return Piece(
        "reckoning", "办理时间线和期限计算", "由台账推算", None, _paper(application, "办理时间线和期限计算", blocks)
    )


def _course(application: Application) -> Table:
    rows = [(f"{event.on:%Y-%m-%d}", event.title) for event in events.public(application)]
    return Table(Grid.from_rows([("日期", "事项"), *rows], head_rows=1), widths=(1, 4))


def _clock(application: Application, standing: Standing) -> Iterator[Block]:
    clock = standing.clock(calendar_of(application.dossier.authority))
    if clock is None:
        yield Paragraph("尚未与申请人确认收到申请，答复期限没有起算。")
        return
    for line in clock.lines:
        yield Paragraph(line)
    if clock.days:
        head = ("日期", "第几个工作日", "说明", "依据")
        rows = [(f"{day.date:%Y-%m-%d}", str(day.number or "—"), day.why, day.basis) for day in clock.days]
        yield Table(Grid.from_rows([head, *rows], head_rows=1), widths=(2, 2, 4, 5))
    if standing.service is not None:
        told = "在期限之内" if standing.on_time(calendar_of(application.dossier.authority)) else "超过了期限"
        yield Paragraph(f"答复于{chinese_date(standing.service.served_on)}送达，{told}。")


# -- the records of the house ----------------------------------------------------------------------------------------------


def _extract(application: Application) -> Piece:
    rows = [
        (str(row.seq), f"{row.on:%Y-%m-%d}", _title(row.act), f"{row.at:%Y-%m-%d %H:%M:%S}", row.seal)
        for row in journal.entries(application.dossier)
    ]
    head = ("条目", "日期", "事项", "登记时刻", "印")
    blocks: list[Block] = [
        Table(Grid.from_rows([head, *rows], head_rows=1), widths=(1, 2, 2.6, 3, 8)),
        Note("每条的印由其内容和上一条的印算出；任何一条被改动，其后各条的印都不再相符。内容以本案卷所附材料为准。"),
    ]
    return Piece("journal", "台账摘录", "台账", None, _paper(application, "台账摘录", blocks))


def _title(act: str) -> str:
    labels = {each.value: each.label for each in Act} | LABELS | {"amend": "更正登记", "shred": "销毁个人信息"}
    return labels.get(act, act)


def _log(application: Application, options: Options) -> Iterator[Piece]:
    if not options.log:
        return
    found = Access.objects.of(application.dossier.authority).filter(dossier=application.dossier)
    rows = [
        (f"{row.at:%Y-%m-%d %H:%M}", row.official.name if row.official else "", row.what)
        for row in found.select_related("official").order_by("at", "pk")
    ]
    table = Table(Grid.from_rows([("时刻", "人员", "内容"), *rows], head_rows=1), widths=(3, 2, 6))
    yield Piece("log", "查阅日志", "查阅日志", None, _paper(application, "查阅日志", [table]))


def _paper(application: Application, title: str, blocks: Sequence[Block]) -> Document:
    dossier = application.dossier
    return Document(title, tuple(blocks), subtitle=f"（申请编号{dossier.number}）", authority=dossier.authority.name)


def _facts(rows: Sequence[tuple[str, str]]) -> Table:
    return Table(Grid.from_rows([(label, text or "无") for label, text in rows], head_columns=1), widths=(1, 4))
