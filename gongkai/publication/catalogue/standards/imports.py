"""标准目录导入: the xlsx catalogues counties really send around, read row by row.

One worksheet is one area, named in the title above the heads. Heads may be merged over two rows, the first matter over many.
Hidden worksheets are named and not read. A row that lacks what no row may lack is told with its place and left out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from gongkai.law.grammar.flow import Unlawful
from gongkai.law.standards import (
    COLUMNS,
    DisclosureForm,
    Key,
    Standard,
    TierOfDisclosure,
    read_ticks,
    tally,
)
from gongkai.papers.grid import Grid
from gongkai.papers.package import Package
from gongkai.papers.text import PaperError, tidy
from gongkai.papers.xlsx import read_xlsx
from gongkai.publication.catalogue.standards.rows import of_row, row
from gongkai.web import signing

_SALT = "gongkai.catalogue.standards"
_KEPT_FOR = timedelta(hours=12)
_TITLE = re.compile(
    r"^(?:[（(][一二三四五六七八九十]+[）)]|\d+[.、])?\s*(.+?)(?:领域)?(?:基层)?(?:政务|信息)?公开(?:事项)?标准(?:目录|指引)$"
)


@dataclass(frozen=True)
class ReadRow:
    """读到的行: where it stands, the standard it says, or why it says none; ``doubts`` do not keep it out."""

    sheet: str
    line: int
    standard: Standard | None
    faults: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()

    @property
    def place(self) -> str:
        """位置: worksheet and row, as Excel counts."""
        return f"{self.sheet} 第{self.line}行"


@dataclass(frozen=True)
class ReadCatalogue:
    """读到的目录: every row, good or bad, and what is to be said of the file as a whole."""

    rows: tuple[ReadRow, ...]
    notes: tuple[str, ...] = ()

    @property
    def standards(self) -> list[Standard]:
        """可接受的各项: those of the good rows."""
        return [each.standard for each in self.rows if each.standard is not None]

    @property
    def faulty(self) -> list[ReadRow]:
        """有错的行: which will not be taken in."""
        return [each for each in self.rows if each.standard is None]

    @property
    def tally(self) -> str:
        """三层计数: of what would be taken in."""
        return str(tally(self.standards))

    def packed(self) -> str:
        """封好: as one signed text, carried by the page until somebody accepts it."""
        told = [[each.sheet, each.line, row(each.standard) if each.standard else None, each.faults, each.doubts]
                for each in self.rows]  # fmt: skip
        return signing.dumps(json.dumps([told, self.notes], ensure_ascii=False), salt=_SALT, compress=True)


def unpacked(packed: str) -> ReadCatalogue:
    """启封: what was packed; Unlawful for a text that is not ours or lay too long."""
    try:
        told, notes = json.loads(signing.loads(packed, salt=_SALT, max_age=_KEPT_FOR))
    except signing.BadSignature:
        raise Unlawful("读入的目录已失效，请重新上传") from None
    rows = (
        ReadRow(sheet, line, of_row(standard) if standard else None, tuple(faults), tuple(doubts))
        for sheet, line, standard, faults, doubts in told
    )
    return ReadCatalogue(tuple(rows), tuple(notes))


# -- 读 ----------------------------------------------------------------------------------------------------------------


def read_catalogue(data: bytes) -> ReadCatalogue:
    """读标准目录: raises PaperError for what is no xlsx file or holds no catalogue."""
    hidden = hidden_sheets(data)
    notes = [f"工作表“{name}”是隐藏的，没有读入；需要的请取消隐藏后重新上传" for name in hidden]
    rows: list[ReadRow] = []
    for grid in read_xlsx(data):
        if grid.caption in hidden:
            continue
        heads = _heads(grid)
        if heads is None:
            notes.append(f"工作表“{grid.caption}”没有标准目录的表头（一级事项、二级事项、公开内容），没有读入")
            continue
        rows += _rows(grid, heads)
    if not rows:
        raise PaperError("文件里没有标准目录：" + ("；".join(notes) or "没有一行内容"))
    return ReadCatalogue(tuple(_once(rows)), tuple(notes))


def hidden_sheets(data: bytes) -> list[str]:
    """隐藏工作表: their names."""
    package = Package(data, "xlsx")
    sheets = (each for each in package.xml(package.main()).iter() if str(each.tag).endswith("}sheet"))
    return [tidy(str(sheet.get("name"))) for sheet in sheets if sheet.get("state") in {"hidden", "veryHidden"}]


@dataclass(frozen=True)
class Heads:
    """表头: the area named above it, where the rows begin, and which column holds what."""

    area: str
    first: int
    columns: dict[str, int]


_HEADS = {
    "number": "序号",
    "area": "领域|公开领域",
    "matter": "(公开事项)?一级(公开)?事项",
    "name": "(公开事项)?二级(公开)?事项",
    "content": "公开内容.*",
    "basis": "公开依据",
    "limit": "公开时限",
    "bodies": "公开(责任)?主体",
    "carriers": "公开渠道(和|及|与)?载体.*|公开渠道",
    "everyone": "(公开对象)?全社会",
    "group": "(公开对象)?特定(群众|群体|人群).*",
    "proactive": "(公开方式)?主动(公开)?",
    "on_application": "(公开方式)?依申请(公开)?",
    "city": "(公开层级)?市级",
    "county": "(公开层级)?(区)?县[（(]?[区市]?[）)]?级",
    "township": "(公开层级)?乡.*级?",
    "form": "公开形式",
}
_NEEDED = {"matter", "name", "content"}
_MOST_HEADS = 12
"""How far down the heads are looked for, and how many rows they may take."""


def _heads(grid: Grid) -> Heads | None:
    texts = [[re.sub(r"\s", "", text) for text in line] for line in grid.texts]
    for first in range(min(len(texts), _MOST_HEADS)):
        if not any(re.fullmatch("公开内容.*", text) for text in texts[first]):
            continue
        for last in range(first, min(first + 3, len(texts))):
            columns = _columns(texts[first : last + 1])
            deeper = last + 1 < len(texts) and len(_columns(texts[first : last + 2])) > len(columns)
            if columns.keys() >= _NEEDED and not deeper:
                return Heads(_area(grid, first), last + 1, columns)
    return None


def _columns(lines: Sequence[Sequence[str]]) -> dict[str, int]:
    """Which column each head stands over: by its lowest text, or by all of them one after the other."""
    found: dict[str, int] = {}
    for column in range(len(lines[0])):
        path = list(dict.fromkeys(line[column] for line in lines if line[column]))
        for said in (path[-1] if path else "", "".join(path)):
            for name, pattern in _HEADS.items():
                if name not in found and column not in found.values() and re.fullmatch(pattern, said):
                    found[name] = column
    return found


def _area(grid: Grid, first: int) -> str:
    """The area: from the title above the heads, or the name of the worksheet where there is none."""
    for line in grid.texts[:first]:
        for text in dict.fromkeys(line):
            if found := _TITLE.match(text.replace("\n", "")):
                return found[1].strip()
    found = _TITLE.match(grid.caption)
    return (found[1] if found else grid.caption.removesuffix("领域")).strip()


def _rows(grid: Grid, heads: Heads) -> Iterator[ReadRow]:
    for line in range(heads.first, grid.height):
        texts = grid.texts[line]
        said = {name: texts[column] for name, column in heads.columns.items()}
        merged_across = len({id(cell) for cell in grid.slots[line]}) == 1
        if merged_across or not any(said.values()):
            continue  # a note under the table, or nothing
        yield _row(grid.caption, line + 1, said, heads)


_MARKS = "√✓■●○VvYy是"


def _row(sheet: str, line: int, said: dict[str, str], heads: Heads) -> ReadRow:
    faults = [f"“{COLUMNS[name]}”为空" for name in ("matter", "name", "content") if not said.get(name)]
    area = said.get("area") or heads.area
    if not area:
        faults.append("“领域”为空：表格上方没有题目，工作表也没有名字")
    faults += [f"“{COLUMNS[name]}”超过{most}字" for name, most in _MOST.items() if len(said.get(name, "")) > most]
    if faults:
        return ReadRow(sheet, line, None, tuple(faults))
    standard = _standard(area, said, heads)
    return ReadRow(sheet, line, standard, doubts=tuple(_doubts(standard, said)))


_MOST = {"area": 60, "matter": 120, "name": 120, "limit": 300, "bodies": 300, "group": 200, "number": 20}


def _standard(area: str, said: dict[str, str], heads: Heads) -> Standard:
    carriers, other = read_ticks(said.get("carriers", ""))
    group = said.get("group", "")
    asked_whom = {"everyone", "group"} & heads.columns.keys()
    return Standard(
        area=area,
        matter=said["matter"],
        name=said["name"],
        content=said["content"],
        number=said.get("number", ""),
        basis=said.get("basis", ""),
        limit=said.get("limit", ""),
        bodies=said.get("bodies", ""),
        carriers=carriers,
        other_carrier=other,
        everyone=_marked(said, "everyone") if asked_whom else True,
        group=group,
        proactive=_marked(said, "proactive") if "proactive" in heads.columns else True,
        on_application=_marked(said, "on_application"),
        tiers=frozenset(tier for tier in TierOfDisclosure if _marked(said, tier.value)),
        form=_form(said.get("form", "")),
    )


def _marked(said: dict[str, str], name: str) -> bool:
    text = said.get(name, "")
    return bool(text) and text[0] in _MARKS


def _form(text: str) -> DisclosureForm:
    return DisclosureForm.QUERY if "查询" in text else DisclosureForm.REGULAR


def _doubts(standard: Standard, said: dict[str, str]) -> Iterator[str]:
    if unread := standard.read.unread:
        yield f"公开时限：{unread}"
    if not standard.carriers:
        yield "没有勾选公开渠道和载体"
    if not standard.everyone and not standard.group:
        yield "没有写明公开对象"
    if not standard.proactive and not standard.on_application:
        yield "没有写明公开方式"
    if not standard.bodies:
        yield "没有写明公开主体"
    if said.get("form") and said["form"] not in {form.label for form in DisclosureForm}:
        yield f"公开形式“{said['form']}”不认得，按{standard.form.label}"
    if not standard.elements:
        yield "公开内容里没有读出要素"


def _once(rows: Iterable[ReadRow]) -> Iterator[ReadRow]:
    """The same rows; a standard that stood before is no longer taken in and says where it stood."""
    first: dict[Key, ReadRow] = {}
    for each in rows:
        if each.standard is not None and (before := first.setdefault(each.standard.key, each)) is not each:
            yield ReadRow(each.sheet, each.line, None, (f"与{before.place}重复（一级事项、二级事项都相同）",))
        else:
            yield each
