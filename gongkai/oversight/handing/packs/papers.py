"""纸质接力包: the lines with what became of each, and places for the signatures; titles are left to the screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from gongkai.law.grammar.dates import chinese_date
from gongkai.law.handing import LineState
from gongkai.law.handing_items import Chapter
from gongkai.oversight.handing.packs.background import Contact, Deed, Habit
from gongkai.oversight.handing.packs.models import Pack
from gongkai.oversight.handing.packs.queries import LineNow
from gongkai.papers.document import Block, Document, Heading, Note, Paragraph, Table
from gongkai.papers.grid import Grid

HEADS = ("事项", "到期日", "依据", "接受情况")
NUMERALS = "一二三四五六七八九十"


def paper(
    pack: Pack,
    lines: Sequence[LineNow],
    *,
    contacts: Sequence[Contact],
    last_year: Sequence[Deed],
    habits: Sequence[Habit],
    today: date,
) -> Document:
    """成文: what people sign; the number of the file ties it to what the platform holds."""
    handover = pack.handover
    posting = handover.posting
    blocks: list[Block] = [
        Paragraph(
            f"{posting.official.name}将{posting.authority.name}{posting.post.label}岗位移交给{handover.successor.name}。"
            f"本接力包由平台按各项业务记录生成，共{len(lines)}项，案卷号{pack.dossier.number}。"
        )
    ]
    sections = [*_chapters(lines), *_told(contacts, last_year, habits)]
    for place, (title, rows) in enumerate(sections):
        numeral = NUMERALS[place] if place < len(NUMERALS) else str(place + 1)
        blocks += [Heading(f"{numeral}、{title}"), *rows]
    if handover.note:
        blocks += [Heading("交接说明"), *(Paragraph(each) for each in handover.note.split("\n") if each.strip())]
    blocks += [Heading("签字"), *_signatures(pack)]
    title = f"{posting.post.label}岗位接力包"
    return Document(title=title, blocks=tuple(blocks), authority=posting.authority.name, made_on=today)


def _chapters(lines: Sequence[LineNow]) -> Iterator[tuple[str, list[Block]]]:
    for chapter in Chapter:
        rows = [each for each in lines if each.chapter is chapter]
        if rows:
            told = [HEADS, *(_line(each) for each in rows)]
            yield f"{chapter.label}（{len(rows)}项）", [Table(Grid.from_rows(told, head_rows=1), widths=(5, 2, 3, 2))]


def _line(each: LineNow) -> tuple[str, str, str, str]:
    due = f"{each.due_on}" if each.due_on else ""
    state = LineState(each.row.state)
    return (f"{each.label} {each.row.name}", due, each.basis, state.label)


def _told(
    contacts: Sequence[Contact], last_year: Sequence[Deed], habits: Sequence[Habit]
) -> Iterator[tuple[str, list[Block]]]:
    if contacts:
        rows = [("单位", "岗位", "共同经办"), *((each.authority, each.post, f"{each.steps}次") for each in contacts)]
        yield "联系图", [Table(Grid.from_rows(rows, head_rows=1), widths=(4, 5, 2))]
    if last_year:
        rows = [("日期", "所办", "事项"), *((f"{each.on}", each.what, each.about) for each in last_year)]
        yield "去年今周", [Table(Grid.from_rows(rows, head_rows=1), widths=(2, 3, 5))]
    if habits:
        counted = [("问题", "近一年次数"), *((each.what, f"{each.times}") for each in habits)]
        yield "本单位常见问题", [Table(Grid.from_rows(counted, head_rows=1), widths=(7, 2))]


def _signatures(pack: Pack) -> Iterator[Block]:
    """Whoever has signed on the platform is printed with the day; the line for the pen stays."""
    handover = pack.handover
    rows = [
        ("移交人", handover.posting.official.name, _signed(handover.signed_on, handover.signed_by_id)),
        ("接任人", handover.successor.name, chinese_date(handover.accepted_on) if handover.accepted_on else ""),
    ]
    if handover.signed_by is not None and handover.signed_by_id != handover.posting.official_id:
        rows[0] = ("移交人", handover.posting.official.name, "由负责人代签")
        rows.insert(
            1, ("代签人", handover.signed_by.name, chinese_date(handover.signed_on) if handover.signed_on else "")
        )
    told = [("", "姓名", "平台签字日期", "签名"), *((*row, "") for row in rows)]
    yield Table(Grid.from_rows(told, head_rows=1, head_columns=1), widths=(2, 2, 3, 3))
    yield Note("注：各项的标题和当事人信息只在平台上查看，本件不印。")


def _signed(on: date | None, by: int | None) -> str:
    return chinese_date(on) if on and by else ""
