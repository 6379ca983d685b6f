"""读清单: the rows of a list or of its changes, pasted with their heading or brought as a file; every wrong row is named.

changes(rows_of("调整类型\\t事项编码\\n取消\\tX-01\\n"), POWER)
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from gongkai.law.grammar.flow import Unlawful
from gongkai.law.grammar.kinds import Kind, bare
from gongkai.law.registers.lists import ENTERS, LISTED, Adjustment
from gongkai.papers.ledgers.delimited import DelimitedFile
from gongkai.papers.ledgers.lines import LedgerFile
from gongkai.papers.ledgers.workbook import LedgerBook
from gongkai.papers.text import PaperError

LOOKED_AT = 20
"""表头范围: the head stands within so many lines from the top."""
MOST = 20_000
WHAT, INTO = "调整类型", "并入事项编码"
_WHAT = frozenset({"调整类型", "调整方式", "变动", "类型", "处理"})
_INTO = frozenset({"并入事项编码", "并入", "并入事项"})
_NAMES = {each.label: each for each in Adjustment}
_XLSX = b"PK"


@dataclass(frozen=True, slots=True)
class ListRow:
    """清单行: where it stands, what it says by the fields of its kind, and what is asked for it."""

    where: str
    said: Mapping[str, str]
    what: str = ""
    into: str = ""

    @property
    def code(self) -> str:
        """事项编码."""
        return self.said.get("code", "")


@dataclass(frozen=True, slots=True)
class Proposed:
    """提出的变动: of one item; ``said`` is its row where it comes or is said anew, otherwise empty."""

    code: str
    adjustment: Adjustment
    into: str
    said: Mapping[str, str]


def rows_of(data: bytes, kind: Kind) -> list[ListRow]:
    """读得的行: of a worksheet or of delimited text. Raises Unlawful with what is wrong with the file or its heading."""
    with tempfile.NamedTemporaryFile() as kept:
        kept.write(data)
        kept.flush()
        try:
            book: LedgerFile = LedgerBook(Path(kept.name)) if data.startswith(_XLSX) else DelimitedFile(Path(kept.name))
            return list(_rows(book, kind))
        except PaperError as wrong:
            raise Unlawful(str(wrong), LISTED, field="file") from None


def _rows(book: LedgerFile, kind: Kind) -> Iterator[ListRow]:
    columns: Mapping[int, str] = {}
    for number, line in enumerate(book.lines()):
        if line.broken:
            raise Unlawful(f"{line.where}：{line.broken}", LISTED, field="file")
        if not columns:
            columns = _columns(line.cells, kind)
            if not columns and number >= LOOKED_AT:
                break
            continue
        if number > MOST:
            raise Unlawful(f"最多{MOST}行，请分几次提出", LISTED, field="file")
        cells = {name: line.cells[place].strip() for place, name in columns.items() if place < len(line.cells)}
        if any(cells.values()):
            said = {name: text for name, text in cells.items() if text and name not in (WHAT, INTO)}
            yield ListRow(line.where, said, cells.get(WHAT, ""), cells.get(INTO, ""))
    if not columns:
        raise Unlawful(f"前{LOOKED_AT}行里没有表头，至少应有“{kind.field('code').label}”一列", LISTED, field="file")


def _columns(cells: Sequence[str], kind: Kind) -> dict[int, str]:
    found: dict[int, str] = {}
    for place, cell in enumerate(cells):
        name = bare(cell)
        field = kind.named(cell)
        target = field.key if field else WHAT if name in _WHAT else INTO if name in _INTO else ""
        if target and target not in found.values():
            found[place] = target
    return found if "code" in found.values() else {}


def changes(rows: Sequence[ListRow]) -> list[Proposed]:
    """事项变动: as a batch takes them; raises Unlawful naming the row that says no adjustment."""
    return [_proposed(row) for row in rows]


def _proposed(row: ListRow) -> Proposed:
    adjustment = _NAMES.get(row.what)
    if adjustment is None:
        names = "、".join(_NAMES)
        raise Unlawful(f"{row.where}：调整类型“{row.what}”应为{names}之一", LISTED, field="file")
    if not row.code:
        raise Unlawful(f"{row.where}：没有事项编码", LISTED, field="file")
    says = adjustment in ENTERS or adjustment is Adjustment.CHANGED
    return Proposed(row.code, adjustment, row.into, dict(row.said) if says else {})
