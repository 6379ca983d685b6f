"""存疑: figures that no balance forbids and yet a reviewer would ask about. None is red; each says why it is asked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from gongkai.law.grammar.sheets import Number
from gongkai.law.grammar.tables import Key, Level
from gongkai.reading.checks.findings import Finding, seen, show
from gongkai.reading.checks.rule import Check, Needs
from gongkai.reading.tables.cells import Place, ReadTable, number_in
from gongkai.reading.texts.prose import Sentence

RULES = Check(
    "A15",
    "没有规章制定权的机关，规章应为0",
    Level.YELLOW,
    "规章改填0；属规范性文件的填入规范性文件一行",
    needs=Needs.LAW,
    basis="立法法第九十三条",
)
UNPUBLISHED = Check(
    "B41",
    "新制作的规范性文件应当公开",
    Level.YELLOW,
    "核对未公开的规范性文件，应公开的补公开后改数，不予公开的说明理由",
    needs=Needs.LAW,
    basis="条例第二十条第一项",
)
STOCK = Check("B42", "处理决定数量不是项目数量", Level.YELLOW, "处理决定数量填本年作出决定的件数，不是事项数")
CASES = Check(
    "B43", "复议诉讼件数与申请件数相称", Level.YELLOW, "表四只填因政府信息公开发生的复议、诉讼，不填其他行政案件"
)
IDLE = Check("B44", "有项目的应有处理决定", Level.QUESTION, "核对全年是否确无处理决定；漏填的补填")
ONLY_THIS_YEAR = Check(
    "B45", "对外公开总数量包括往年", Level.QUESTION, "对外公开总数量填至年末对外公开的全部件数，不是本年件数"
)
FEE_ITEMS = Check("B46", "行政事业性收费填项目个数", Level.YELLOW, "本行填收费项目的个数，不填金额")
INTERPRETED = Check(
    "B47",
    "政策解读稿件数与制发的规范性文件数相称",
    Level.QUESTION,
    "核对解读稿件是否含转载上级的解读；含转载的在文中说明",
)
APPLICANTS = Check("A29", "各类申请人的分布合乎常情", Level.YELLOW, "核对申请人类型，自然人不填入法人或其他组织")
CLEARED = Check(
    "B48",
    "正文所述许可事项的增减与表中一致",
    Level.YELLOW,
    "核对表中上一年项目数量和本年增减与正文所述取消、下放、保留的事项数",
)

_NO_LEGISLATOR = re.compile(r"(?:(?<!自治)[县区乡镇旗](?:人民政府)?(?:办公室)?|街道(?:办事处)?|(?<!总)局)$")
_STOCK = (
    ("article_20_5", "permits"),
    ("article_20_5", "other_services"),
    ("article_20_6", "penalties"),
    ("article_20_6", "coercion"),
)
_COINCIDENCES = 2
_BY_NO_CHANCE = 4
"""One, two or three of anything are equal by chance."""

_MANY_FEES = 300
"""The lists of fees the state and the provinces keep together hold fewer items."""

_MANY_INTERPRETED = 10
_MANY_TIMES = 5
_MANY_APPLICATIONS = 20
_CLEARED = re.compile(
    r"取消(?:行政)?(?:审批|许可)?(?:事项)?(?P<cancelled>\d{1,9})项[^。;]{0,12}?下放(?:行政)?(?:审批|许可)?(?:事项)?(?P<devolved>\d{1,9})项"
)
_KEPT = re.compile(r"(?:保留|减少[至到]|现有|剩余)[^。;\d]{0,16}(?P<kept>\d{1,9})项")


def doubts(tables: Mapping[str, ReadTable], authority: str, sentences: Iterable[Sentence] = ()) -> Iterator[Finding]:
    """存疑: everything a reviewer should be asked about these tables."""
    if not tables:
        return
    yield from _rules_without_power(tables, authority)
    yield from _made_but_not_published(tables)
    yield from _stock_taken_for_decisions(tables)
    yield from _more_cases_than_applications(tables)
    yield from _idle(tables)
    yield from _only_this_year(tables)
    yield from _fee_items(tables)
    yield from _interpreted(tables)
    yield from _applicants(tables)
    yield from _cleared(tables, sentences)


def _doubt(
    check: Check,
    tables: Mapping[str, ReadTable],
    keys: Iterable[tuple[str, Key]],
    explanation: str,
    *,
    left: Number | None = None,
    right: Number | None = None,
) -> Finding:
    cells = tuple(seen(tables[table], key) for table, key in keys)
    return check.found(explanation, cells[0].place, left=left, right=right, cells=cells, table=cells[0].table)


def _rules_without_power(tables: Mapping[str, ReadTable], authority: str) -> Iterator[Finding]:
    """规章 are made by governments of cities divided into districts and above; not by counties, nor by departments there."""
    made = number_in(tables, "article_20_1", ("rules", "made"))
    if made and _NO_LEGISLATOR.search(authority):
        text = f"{authority}填报规章{show(made)}件；县级政府、部门和乡镇没有规章制定权，疑把规范性文件填入规章"
        yield _doubt(RULES, tables, [("article_20_1", ("rules", "made"))], text, left=made, right=0)


def _made_but_not_published(tables: Mapping[str, ReadTable]) -> Iterator[Finding]:
    keys = [("article_20_1", ("normative", "made")), ("article_20_1", ("normative", "published"))]
    made, published = (number_in(tables, table, key) for table, key in keys)
    if made is not None and published is not None and made > published:
        text = (
            f"规范性文件新制作{show(made)}件，只公开{show(published)}件；规范性文件属于主动公开范围，应说明未公开的原因"
        )
        yield _doubt(UNPUBLISHED, tables, keys, text, left=published, right=made)


def _stock_taken_for_decisions(tables: Mapping[str, ReadTable]) -> Iterator[Finding]:
    """Items are a stock, decisions a flow: equal once by chance, not in several rows."""
    same = []
    for table, row in _STOCK:
        before, change, handled = (number_in(tables, table, (row, each)) for each in ("previous", "change", "handled"))
        if before and change is not None and handled == before + change and handled >= _BY_NO_CHANCE:
            same.append((table, (row, "handled")))
    if len(same) >= _COINCIDENCES:
        text = f"有{len(same)}行的处理决定数量恰等于上一年项目数量加本年增减，疑把项目数当作处理决定数"
        yield _doubt(STOCK, tables, same, text, left=len(same))


def _more_cases_than_applications(tables: Mapping[str, ReadTable]) -> Iterator[Finding]:
    keys = [("remedies", (row, "total")) for row in ("review", "direct", "after_review")]
    received = [("applications", (row, "total")) for row in ("new", "carried_in")]
    cases = [number_in(tables, table, key) for table, key in keys]
    new = number_in(tables, *received[0])
    if new is None or None in cases:
        return
    carried_in = number_in(tables, *received[1]) or 0
    total = sum(case for case in cases if case is not None)
    if total > new + carried_in:
        text = f"复议、诉讼共{show(total)}件，多于申请{show(new + carried_in)}件，疑把其他行政案件一并填入"
        yield _doubt(CASES, tables, [*keys, received[0]], text, left=total, right=new + carried_in)


def _idle(tables: Mapping[str, ReadTable]) -> Iterator[Finding]:
    """Many items, and not one decision in a whole year; the services that are no permits may well need none."""
    idle = []
    for table, row in _STOCK:
        before, handled = (number_in(tables, table, (row, each)) for each in ("previous", "handled"))
        if before and before >= _MANY_INTERPRETED and handled == 0 and row != "other_services":
            idle.append((table, (row, "handled")))
    if idle:
        names = "、".join(tables[table].table.path(key[0])[-1] for table, key in idle)
        items = "、".join(show(number_in(tables, table, (key[0], "previous")) or 0) for table, key in idle)
        yield _doubt(IDLE, tables, idle, f"{names}分别有项目{items}项，处理决定数量却为0，疑漏填", left=0)


def _only_this_year(tables: Mapping[str, ReadTable]) -> Iterator[Finding]:
    keys = [("article_20_1", ("normative", "open_total")), ("article_20_1", ("normative", "published"))]
    total, published = (number_in(tables, table, key) for table, key in keys)
    if total and total == published:
        text = f"规范性文件对外公开总数量{show(total)}件，恰等于本年新公开数量，疑只填了本年"
        yield _doubt(ONLY_THIS_YEAR, tables, keys, text, left=total, right=published)


def _fee_items(tables: Mapping[str, ReadTable]) -> Iterator[Finding]:
    items = number_in(tables, "article_20_8", ("fees", "previous"))
    if items is not None and items > _MANY_FEES:
        text = f"行政事业性收费上一年项目数量填{show(items)}，不像项目个数，疑填金额"
        yield _doubt(FEE_ITEMS, tables, [("article_20_8", ("fees", "previous"))], text, left=items, right=_MANY_FEES)


def _interpreted(tables: Mapping[str, ReadTable]) -> Iterator[Finding]:
    keys = [("statistics", (row, "value")) for row in ("interpretations", "normative_made")]
    told, made = (number_in(tables, table, key) for table, key in keys)
    if told is not None and made is not None and told > max(_MANY_INTERPRETED, _MANY_TIMES * made):
        text = f"政策解读稿件{show(told)}篇，制发规范性文件{show(made)}件，本级文件的解读不会有这样多，疑含转载"
        yield _doubt(INTERPRETED, tables, keys, text, left=told, right=made)


def _applicants(tables: Mapping[str, ReadTable]) -> Iterator[Finding]:
    """Most applications come from persons; none at all, or most from organizations of no kind, is no usual year."""
    keys = {each: ("applications", ("new", each)) for each in ("person", "other", "total")}
    person, other, total = (number_in(tables, *key) for key in keys.values())
    if total is None or total < _MANY_APPLICATIONS:
        return
    if person == 0:
        text = f"本年新收{show(total)}件，自然人为0，疑把自然人填入其他列"
        yield _doubt(APPLICANTS, tables, [keys["person"], keys["total"]], text, left=0, right=total)
    elif other is not None and other * 2 > total:
        text = f"本年新收{show(total)}件，“法人或其他组织·其他”{show(other)}件，超过一半，疑把自然人填入"
        yield _doubt(APPLICANTS, tables, [keys["other"], keys["total"]], text, left=other, right=total)


def _cleared(tables: Mapping[str, ReadTable], sentences: Iterable[Sentence]) -> Iterator[Finding]:
    """What sentences say of permits cancelled, devolved and kept, against the items of the table."""
    keys = [("article_20_5", ("permits", each)) for each in ("previous", "change")]
    before, change = (number_in(tables, *key) for key in keys)
    if before is None or change is None:
        return
    for sentence in sentences:
        gone = _CLEARED.search(sentence.text) if "取消" in sentence.text else None
        if not gone:
            continue
        kept = _KEPT.search(sentence.text, gone.end())
        lost = -(int(gone["cancelled"]) + int(gone["devolved"]))
        end = kept.end() if kept else gone.end()
        wrong = change != lost or (kept is not None and int(kept["kept"]) != before + change)
        if wrong:
            said = f"取消{gone['cancelled']}项、下放{gone['devolved']}项" + (f"、保留{kept['kept']}项" if kept else "")
            text = (
                f"正文称{said}，表中行政许可上一年项目数量{show(before)}、本年增减{show(change)}"
                f"（年末{show(before + change)}），按正文本年增减应为{lost}；或因口径不同"
            )
            left = int(kept["kept"]) if kept else lost
            right = before + change if kept else change
            found = _doubt(CLEARED, tables, keys, text, left=left, right=right)
            yield _at(found, sentence, gone.start(), end)
        return


def _at(finding: Finding, sentence: Sentence, start: int, end: int) -> Finding:
    return replace(finding, place=Place(sentence.line_at(start), sentence.text[start:end]))
