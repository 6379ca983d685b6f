"""政务服务文书: the guide, the list of a situation and the one-time notice on paper; each prints the stamp of what it says."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse

from gongkai.casework.services.items.models import ServiceItemVersion
from gongkai.law.grammar.dates import chinese_date
from gongkai.law.service_items import ELEMENTS, said
from gongkai.law.service_materials import Merged
from gongkai.papers.document import Block, Document, Heading, Paragraph, Table
from gongkai.papers.docx import write_docx
from gongkai.papers.grid import Align, Grid
from gongkai.papers.pdf import write_pdf
from gongkai.web import clock
from gongkai.web.errors import TOO_MANY, error_page
from gongkai.web.limits import Rule, allow, client_network

CARRIERS = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}
_IN_TABLE = ("name", "materials", "review_points", "steps")


def guide(version: ServiceItemVersion) -> Document:
    """办事指南: every element the page shows, in its order."""
    content = version.value
    told = [(title, said(content, name)) for name, title in ELEMENTS.items() if name not in _IN_TABLE]
    blocks: list[Block] = [
        Table(Grid.from_rows([("要素", "内容"), ("编码", version.item.code), *told], head_rows=1)),
        Heading("申请材料"),
        materials([Merged(each, ()) for each in content.materials]),
    ]
    for name in ("steps", "review_points"):
        blocks += [Heading(ELEMENTS[name]), *(Paragraph(line) for line in said(content, name).splitlines())]
    blocks.append(
        Paragraph(f"版本码：{version.stamp}，自{chinese_date(version.from_on)}起有效", Align.END, indent=False)
    )
    unit = version.authority.name
    return Document(f"{content.name}办事指南", tuple(blocks), subtitle=unit, authority=unit, made_on=version.from_on)


def materials(merged: Sequence[Merged]) -> Table | Paragraph:
    """材料表: numbered, with what each item needs it for where several do."""
    if not merged:
        return Paragraph("不用提交材料。")
    rows = [
        (str(n), each.material.name, each.material.amount, each.material.form.label, each.material.exempt or "")
        for n, each in enumerate(merged, start=1)
    ]
    return Table(Grid.from_rows([("序号", "材料", "份数", "形式", "免交的情形"), *rows], head_rows=1))


def once_told(
    title: str, missing: Sequence[Merged], brought: Sequence[Merged], stamps: Sequence[str], *, unit: str, on: date
) -> Document:
    """一次性告知书: everything that is still missing, told at once; and what was brought."""
    blocks: list[Block] = [Paragraph(f"您申请办理“{title}”，现将还需要提交的材料一次告知。")]
    blocks += [Heading("还需要提交"), materials(missing)] if missing else [Paragraph("材料已经齐全，可以受理。")]
    if brought:
        blocks += [Heading("已经带来"), Paragraph("、".join(each.material.name for each in brought))]
    blocks.append(Paragraph(f"依据的指南：{'；'.join(stamps)}", indent=False))
    blocks += [Paragraph(unit, Align.END, indent=False), Paragraph(chinese_date(on), Align.END, indent=False)]
    return Document("一次性告知书", tuple(blocks), authority=unit, made_on=on)


PAPERS = Rule("service_papers", 120, 3600)
"""公众打印限速: a paper is laid out anew each time."""


def for_the_public(request: HttpRequest, made: Document, carrier: str, name: str) -> HttpResponse:
    """公众下载: so many an hour from one place, whoever asks."""
    if not allow(PAPERS.scope, client_network(request), PAPERS.limit, PAPERS.per_seconds, now := clock.now()):
        response = error_page(request, TOO_MANY, {"said": f"{PAPERS}。"})
        response.headers["Retry-After"] = str(PAPERS.wait(now))
        return response
    return as_file(made, carrier, name)


def as_file(made: Document, carrier: str, name: str) -> HttpResponse:
    """下载: a paper as Word or PDF."""
    if carrier not in CARRIERS:
        raise Http404
    content = write_docx(made) if carrier == "docx" else write_pdf(made).data
    response = HttpResponse(content, content_type=CARRIERS[carrier])
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.{carrier}"'
    return response
