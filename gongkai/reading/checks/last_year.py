"""与上年度报告对照: what this report carries in must be what last year's carried out; what repeats, what jumps.

The balances across the years are the law's; they hold whichever edition last year's report used.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from gongkai.law.annual_report.concerns import MOST_ALIKE, likeness
from gongkai.law.grammar.checking import Finding as Broken
from gongkai.law.grammar.checking import Sheets, examine
from gongkai.law.grammar.sheets import Sheet, State, Value
from gongkai.law.grammar.tables import Level, Operand, Relation
from gongkai.reading.checks.balances import BALANCE_CODES
from gongkai.reading.checks.findings import Finding, Seen, Sureness, gap, seen, show
from gongkai.reading.checks.money import AMOUNTS
from gongkai.reading.checks.rule import Check, Needs
from gongkai.reading.report import Reading
from gongkai.reading.tables.cells import Place, ReadTable, number_in
from gongkai.reading.texts.chapters import Chapter

OTHER = Check(
    "C01",
    "对照的是本机关上一年度的报告",
    Level.QUESTION,
    "换用本机关上一年度的报告再核",
    needs=Needs.LAST_YEAR,
)
PROBLEMS_ALIKE = Check(
    "A20",
    "“存在的主要问题及改进情况”不与上年雷同",
    Level.YELLOW,
    "写本年的问题和改进情况，并写明上年所列问题的整改结果",
    needs=Needs.LAST_YEAR,
    basis="条例第五十条",
)
TEXT_ALIKE = Check(
    "A21",
    "报告不与往年雷同",
    Level.YELLOW,
    "按本年实际重写雷同的部分",
    needs=Needs.LAST_YEAR,
    basis="条例第五十条",
    official=Level.RED,
    reason="雷同到什么程度算照抄没有明文，由看的人定",
)
PENDING = Check(
    "A30",
    "上年尚未审结的案件在本年有下落",
    Level.YELLOW,
    "核对上年尚未审结的案件本年的结果，已审结的计入结果，未审结的仍计入尚未审结",
    needs=Needs.LAST_YEAR,
)
JUMP = Check(
    "A14.1",
    "金额与上年相比没有数量级的突变",
    Level.YELLOW,
    "核对单位是否为万元；确有突变的说明原因",
    needs=Needs.LAST_YEAR,
    official=Level.RED,
    reason="数量级突变也可能是真的",
)
GROWTH = Check(
    "C02",
    "所称同比增减与上年度报告的数一致",
    Level.YELLOW,
    "以上年度报告的数重算增减幅度；上年数有更正的，说明口径",
    needs=Needs.LAST_YEAR,
)

_NEARLY_ALL = 0.9
_JUMP = 1000
_TOLD = ("overview", "disclosure", "applications", "")
_LONG = 120
_GROWTH = re.compile(
    r"(?P<clause>[^。;,:、()\d]{4,30})(?P<number>\d{1,15})(?P<unit>[件条次人篇])[,(]?(?:同比|比上年|较上年|比去年|较去年|比\d{4}年)(?:同期)?"
    r"(?P<way>增长|增加|上升|提高|下降|减少|降低)(?:了)?(?P<rate>\d{1,9}(?:\.\d{1,9})?)%"
)


def of_years(reading: Reading, last_year: Reading) -> Iterator[Finding]:
    """跨年的问题: everything that can be told from this report and the one before it."""
    objection = _other(reading, last_year)
    if objection:
        yield OTHER.found(objection, None)
        return
    sheets = {key: _filled(table) for key, table in last_year.tables.items()}
    for table in reading.tables.values():
        yield from _carried(table, sheets)
    yield from _pending(reading, last_year)
    yield from _jumps(reading, last_year)
    yield from _alike(reading, last_year)
    yield from _growth(reading, last_year)


def _other(reading: Reading, last_year: Reading) -> str:
    """Why the other report cannot be last year's of the same authority; empty where it can."""
    if reading.year is not None and last_year.year is not None and last_year.year != reading.year - 1:
        return f"本报告为{reading.year}年度，对照的是{last_year.year}年度的报告，不是上一年度"
    one, other = reading.authority, last_year.authority
    if one and other and not (set(one) & set(other)):
        return f"本报告是{one}的，对照的是{other}的报告"
    return ""


def _filled(table: ReadTable) -> Sheet:
    """Last year's sheet; where that table never prints a 0, its blanks are its way to say none."""
    sheet = table.sheet
    if not table.blank_is_zero:
        return sheet
    empty = [key for key in table.table.cells if sheet.value(*key).state in (State.BLANK, State.MARK)]
    return sheet.put_all({key: Value.of(0) for key in empty}) if empty else sheet


def _carried(table: ReadTable, last_year: Sheets) -> Iterator[Finding]:
    """The balances across years, cell by cell. The total column is told only where it stands alone."""
    result = examine(table.sheet, last_year, blank_is_zero=table.blank_is_zero)
    broken = [found for found in result.findings if found.balance.across_years and found.exact]
    for found in broken:
        yield _broken(table, found)


def _broken(table: ReadTable, found: Broken) -> Finding:
    cells = tuple(_seen(table, reading.operand, reading.value, reading.label) for reading in found.readings)
    wanted = "应等于" if found.balance.relation is Relation.EQUAL else "不应超过"
    sides = [
        "＋".join(
            f"{cell.label} {show(cell.number or 0)}"
            for cell, reading in zip(cells, found.readings, strict=True)
            if reading.operand.sign == sign
        )
        for sign in (1, -1)
    ]
    place = next((cell.place for cell in cells if cell.place), None)
    return Finding(
        found.level,
        str(found.balance),
        table.table.key,
        found.left,
        found.right,
        cells,
        f"{sides[0]}，{wanted}{sides[1]}，相差{gap(found.left, found.right)}",
        place,
        found.balance.basis.short,
        "",
        "先核上年度报告和本年台账哪一个错；上年度报告有更正的，附说明",
        BALANCE_CODES.get(found.balance.name, ""),
        Sureness.ASSUMED if any(cell.state is not State.NUMBER for cell in cells) else Sureness.PROVEN,
    )


def _seen(table: ReadTable, operand: Operand, value: Value, label: str) -> Seen:
    if not operand.last_year:
        return seen(table, (operand.row, operand.column))
    return Seen(
        operand.table or table.table.key, operand.row, operand.column, label, value.number, value.state, "", None
    )


def _pending(reading: Reading, last_year: Reading) -> Iterator[Finding]:
    """Cases pending last year are among this year's, concluded or still pending."""
    now, before = reading.tables.get("remedies"), last_year.tables.get("remedies")
    if now is None or before is None:
        return
    for row in now.table.row_lines:
        pending = number_in(last_year.tables, "remedies", (row, "pending"))
        total = now.cells[row, "total"].value.number
        if pending and total is not None and total < pending:
            label = "·".join(now.table.path(row))
            text = f"{label}上年尚未审结{show(pending)}件，本年全部只有{show(total)}件，上年未结的没有下落"
            cell = seen(now, (row, "total"))
            yield PENDING.found(text, cell.place, left=total, right=pending, cells=[cell], table="remedies")


def _jumps(reading: Reading, last_year: Reading) -> Iterator[Finding]:
    for table, key, _ in AMOUNTS:
        now, before = (number_in(each.tables, table, key) for each in (reading, last_year))
        found = reading.tables.get(table)
        if not now or not before or found is None:
            continue
        times = Decimal(max(now, before)) / Decimal(min(now, before))
        if times >= _JUMP:
            cell = seen(found, key)
            text = f"{cell.label}本年{show(now)}万元，上年{show(before)}万元，相差约{round(times)}倍，疑以元填入万元"
            yield JUMP.found(text, cell.place, left=now, right=before, cells=[cell], table=table)


def _alike(reading: Reading, last_year: Reading) -> Iterator[Finding]:
    """雷同: section by section; years do not count, for likeness looks at letters only."""
    shares: list[tuple[Chapter, float]] = []
    for chapter in reading.outline.chapters:
        before = last_year.outline.of(chapter.kind) if chapter.kind else None
        if before is None:
            continue
        share = likeness(_prose(reading, chapter), _prose(last_year, before))
        if chapter.kind == "problems" and share > MOST_ALIKE:
            text = f"“{chapter}”与上年度报告重复{share:.0%}"
            yield PROBLEMS_ALIKE.found(text, Place(chapter.line, str(chapter)), left=Decimal(f"{share:.2f}"))
        elif chapter.kind in _TOLD and len(_prose(reading, chapter)) >= _LONG and share > _NEARLY_ALL:
            shares.append((chapter, share))
    if shares:
        names = "、".join(f"“{chapter}”{share:.0%}" for chapter, share in shares)
        chapter, share = shares[0]
        yield TEXT_ALIKE.found(
            f"与上年度报告重复：{names}", Place(chapter.line, str(chapter)), left=Decimal(f"{share:.2f}")
        )


def _prose(reading: Reading, chapter: Chapter) -> str:
    """What a chapter says in sentences: the labels of its tables are alike every year."""
    lines = {line.number for line in chapter.lines}
    return "".join(sentence.text for sentence in reading.sentences if sentence.lines[-1] in lines)


def _growth(reading: Reading, last_year: Reading) -> Iterator[Finding]:
    """A growth that the figure of last year's report, stated there in the same words, does not give."""
    for sentence in reading.sentences:
        for match in _GROWTH.finditer(sentence.text) if "%" in sentence.text else ():
            before = _stated(last_year, match["clause"], match["unit"])
            now, rate = int(match["number"]), Decimal(match["rate"])
            if not before:
                continue
            sign = -1 if match["way"] in ("下降", "减少", "降低") else 1
            real = sign * (Decimal(now) / before - 1) * 100
            decimals = max(0, -int(rate.as_tuple().exponent))
            if abs(real - rate) >= Decimal(1).scaleb(-decimals):
                place = Place(sentence.line_at(match.start()), match.group())
                text = (
                    f"正文称{match['number']}{match['unit']}、{match['way']}{match['rate']}%，上年度报告为{before}{match['unit']}，"
                    f"按此应为{real:.{decimals}f}%"
                )
                yield GROWTH.found(text, place, left=rate, right=Decimal(f"{real:.{decimals}f}"))


def _stated(reading: Reading, clause: str, unit: str) -> int | None:
    """The number last year's report gives right after the same words; None where it gives none, or two."""
    wanted = re.compile(re.escape(clause[-10:]) + r"(\d{1,15})" + re.escape(unit))
    numbers = {int(match[1]) for sentence in reading.sentences for match in wanted.finditer(sentence.text)}
    return numbers.pop() if len(numbers) == 1 else None
