"""事由: what a stranger report says, before anybody marks it up: whose, of which year, its paragraphs and its tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from random import Random

from gongkai.law.annual_report import Edition
from gongkai.law.grammar.sheets import Sheet, State, Value
from gongkai.law.grammar.tables import Table
from tests.published import grids
from tests.published.broken import FORMS, balanced_cells
from tests.published.figures import SCALES, filled
from tests.published.grids import Grid, Place
from tests.published.writing import Writing

ASPECTS = (
    "（一）主动公开。围绕中心工作及时公开规划、预算决算、行政许可和民生信息，主动公开的内容均经保密审查。",
    "（二）依申请公开。全年新收政府信息公开申请{new}件，均按规定登记、办理和答复。",
    "（三）政府信息管理。对拟公开的信息逐条审核，规范性文件公开前均作公平竞争审查。",
    "（四）平台建设。门户网站设有专栏，政务新媒体由专人管理，栏目逐月检查。",
    "（五）监督保障。公开工作列入年度考核，请社会各界评议，全年没有发生责任追究的情形。",
)
PROBLEMS = (
    "工作中还有不足：政策解读多为文字，图解和视频较少；个别科室报送信息不及时。",
    "下一步将丰富解读形式，明确报送时限，按季度通报各科室报送的情况，并组织业务培训。",
)
OTHERS = ("本年度没有收取信息处理费，没有其他需要报告的事项。",)

BLANK = Value(state=State.BLANK)


@dataclass(frozen=True)
class Part:
    """一部分: its heading, its paragraphs, its tables one by one."""

    heading: str
    paragraphs: tuple[str, ...] = ()
    tables: tuple[Grid, ...] = ()


@dataclass(frozen=True)
class Matter:
    """一份年报: ``wrong`` is the cell that contradicts the others, None in a clean one. ``zero`` is what stands for 0."""

    authority: str
    year: int
    edition: Edition
    sheets: Mapping[str, Sheet]
    wrong: Place | None = None
    zero: str = "0"
    manner: str = ""

    @property
    def title(self) -> str:
        return f"{self.authority}{self.year}年政府信息公开工作年度报告"

    @property
    def lead(self) -> str:
        return (
            f"本报告按照《中华人民共和国政府信息公开条例》和国家规定的格式编制，所列数据的统计期限自{self.year}年1月1日起"
            f"至{self.year}年12月31日止。如有疑问，请与本机关联系。"
        )

    @cached_property
    def writing(self) -> Writing:
        return Writing(self.zero, self.manner, Random(self.year))

    @cached_property
    def truth(self) -> dict[Place, Value]:
        """Which number, blank or mark stands in each cell."""
        return {
            (table, row, column): self.writing.truth(sheet.value(row, column))
            for table, sheet in self.sheets.items()
            for row, column in sheet
        }

    def parts(self, *, apart: bool = False) -> Iterator[Part]:
        """各部分: in the order of the form; with ``apart`` each small table of article 20 is a table of its own."""
        said = {"new": self.sheets["applications"]["new", "total"] if "applications" in self.sheets else 0}
        texts = {"overview": ASPECTS, "problems": PROBLEMS, "others": OTHERS}
        for section in self.edition.sections:
            paragraphs = tuple(text.format(**said) for text in texts.get(section.key, ()))
            own = [table for table in section.tables if table.key in self.sheets]
            blocks = [[table] for table in own] if apart else [own] if own else []
            tables = tuple(self._titled(block, apart=apart and len(own) > 1) for block in blocks)
            yield Part(section.title, paragraphs, tables)

    def _titled(self, block: list[Table], *, apart: bool) -> Grid:
        printed = grids.printed(block, self.sheets, self.writing)
        if not apart:
            return printed
        moved = (replace(box, row=box.row + 1) for box in printed)
        return (grids.Box(block[0].title, 0, 0, colspan=grids.width(printed)), *moved)


def matter(
    seed: int,
    authority: str,
    year: int,
    *,
    scale: str = "county",
    wrong: bool = False,
    zero: str = "0",
    form: int = 0,
    sparse: bool = False,
) -> Matter:
    """造一份: of that year's form, or that of the year ``form``; with ``wrong`` one cell of a sum is off, always the same for
    the same seed; ``sparse`` prints no 0 but in the totals.
    """
    edition = next(each for each in FORMS.values() if each.covers(form or year))
    chance = Random(seed)
    sheets = {key: _plausible(sheet, authority) for key, sheet in filled(edition, chance, SCALES[scale]).items()}
    place = None
    if wrong:
        place = chance.choice([each for each in balanced_cells(edition) if each[0] in sheets])
        table, row, column = place
        number = (sheets[table][row, column] or 0) + chance.randint(1, 9)
        sheets[table] = sheets[table].put(row, column, Value.of(number))
    if sparse:
        sheets = {key: _sparse(sheet) for key, sheet in sheets.items()}
    return Matter(authority, year, edition, sheets, place, zero)


def _sparse(sheet: Sheet) -> Sheet:
    """A sheet of applications or remedies with nothing where no case is, but for its totals."""
    if "total" not in sheet.table.column_lines:
        return sheet
    return sheet.put_all({key: BLANK for key in sheet if key[1] != "total" and sheet[key] == 0})


def _plausible(sheet: Sheet, authority: str) -> Sheet:
    """What nobody would ask about: rules only of those who may make them, no projects without decisions."""
    numbers = {key: sheet[key] or 0 for key in sheet}
    for row in sheet.table.row_lines:
        if row == "rules" and not authority.endswith("市人民政府"):
            numbers |= {key: 0 for key in numbers if key[0] == row}
        if row == "fees" and ("fees", "previous") in numbers:
            numbers |= {("fees", "previous"): numbers["fees", "previous"] % 40, ("fees", "change"): 0}
        if numbers.get((row, "previous")) and (row, "handled") in numbers:
            numbers[row, "handled"] = max(1, numbers[row, "handled"])
        if numbers.get((row, "published")):
            numbers[row, "open_total"] += 7
    return sheet.put_all({key: Value.of(number) for key, number in numbers.items()})
