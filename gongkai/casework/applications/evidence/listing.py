"""证据清单: what the journal says was done and what was joined, numbered, each with what it proves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gongkai.casework.applications.evidence import queries
from gongkai.casework.applications.models import Application
from gongkai.law.applications import Act
from gongkai.law.evidence import PROOFS, Proof
from gongkai.office.authorities.models import Authority
from gongkai.office.journal import queries as journal
from gongkai.papers.document import Document, Note, Signature, Table
from gongkai.papers.grid import Grid

_ACTS = {act.value for act in Act}


@dataclass(frozen=True)
class Exhibit:
    """证据: its number, name, source, day, what it proves, and its pages where they are known."""

    number: int
    name: str
    source: str
    on: date
    proves: str
    pages: str = ""


def proof_of(line: journal.Line) -> Proof | None:
    """条目的证据: what a counted step proves; None for an entry that is void or no step."""
    return PROOFS[Act(line.act)] if line.step is not None and line.act in _ACTS else None


def exhibits(application: Application) -> list[Exhibit]:
    """证据清单: by the day; without the office's own opinions."""
    told: list[tuple[date, str, str, str, str]] = []
    for line in journal.timeline(application.dossier):
        proof = proof_of(line)
        if proof is None or proof.internal or line.step is None:
            continue
        told.append((line.step.on, proof.name, f"台账第{line.seq}号条目", proof.proves, ""))
    if searches := queries.searches(application):
        last = searches[-1].record
        source = "台账第" + "、".join(str(each.record.entry) for each in searches) + "号条目"
        told.append((last.searched_on, "检索记录", source, "何人、何时、在何处、以何检索词检索及其结果", ""))
    told += [
        (each.paper.joined_on, each.name, each.paper.get_kind_display(), each.proves, str(each.paper.pages or ""))
        for each in queries.papers(application)
    ]
    ordered = sorted(told, key=lambda row: row[0])
    return [
        Exhibit(n, name, source, on, proves, pages) for n, (on, name, source, proves, pages) in enumerate(ordered, 1)
    ]


def listed(rows: list[Exhibit], authority: Authority, number: str, made_on: date) -> Document:
    """证据清单（文书）: as it goes to the reviewing body or the court."""
    head = ("序号", "证据名称", "来源", "日期", "证明对象", "页次")
    body = [(str(e.number), e.name, e.source, f"{e.on:%Y-%m-%d}", e.proves, e.pages) for e in rows]
    return Document(
        "证据清单",
        (
            Table(Grid.from_rows([head, *body], head_rows=1), widths=(1, 4, 4, 2.4, 5, 1.6)),
            Note("证据随案卷提交，页次为案卷右上角的连续页码；序号、名称和证明对象由办理环节自动列出。"),
            Signature(authority.name, made_on, seal=True),
        ),
        subtitle=f"（政府信息公开申请{number}）",
        authority=authority.name,
        made_on=made_on,
    )
