"""纸面: the blank application form, from the same rows as the form on the page."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.law.application_form import TICKED, Field, Identity, fields
from gongkai.law.applications import ApplicantKind
from gongkai.office.authorities.models import Authority
from gongkai.papers.document import Block, Document, Note, Table
from gongkai.papers.grid import Cell, Grid


def blank_form(authority: Authority, *, organization: bool) -> Document:
    """申请表: what 条例第二十九条 asks of this kind of applicant, to be filled in by hand."""
    kind = ApplicantKind.OTHER_ORGANIZATION if organization else ApplicantKind.PERSON
    title = f"{authority.name}政府信息公开申请表"
    who = "法人或者其他组织填写" if organization else "公民填写"
    return Document(title, tuple(_blocks(kind)), subtitle=f"（{who}）", authority=authority.name)


def _blocks(kind: ApplicantKind) -> Iterator[Block]:
    yield Table(_grid(kind), widths=(1, 2, 5))
    yield Note(
        "带*的为必填；联系电话、通信地址、电子邮箱至少填写一项。不需要说明用途。内容不明确的，受理机构将一次性告知补正。"
    )
    yield Note("申请人（签名或者盖章）：　　　　　　　　　　　　申请日期：　　　　年　　月　　日")


def _grid(kind: ApplicantKind) -> Grid:
    rows = list(fields(kind))
    cells: list[Cell] = []
    place = 0
    if kind is not ApplicantKind.PERSON:
        kinds = "　".join(f"□{each.label}" for each in ApplicantKind if each is not ApplicantKind.PERSON)
        cells += [Cell(0, 1, "*单位类型", head=True), Cell(0, 2, kinds)]
        place = 1
    parts: dict[str, tuple[int, int]] = {}
    for number, row in enumerate(rows, place):
        first, count = parts.get(row.part.label, (0 if not parts else number, place if not parts else 0))
        parts[row.part.label] = (first, count + 1)
        cells += [Cell(number, 1, f"{'*' if row.required else ''}{row.label}", head=True), Cell(number, 2, _space(row))]
    cells += [Cell(first, 0, label, rowspan=count, head=True) for label, (first, count) in parts.items()]
    return Grid(tuple(cells))


def _space(row: Field) -> str:
    if row.tick:
        return f"□{TICKED}"
    if row.words is not None:
        return "　".join(f"□{word.label}" for word in row.words if word is not Identity.CREDIT_CODE)
    return "\n\n\n\n" if row.long else ""
