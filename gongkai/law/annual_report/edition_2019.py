"""2019年格式（国办公开办函〔2019〕60号）: the trial form for the reports on 2019 and 2020."""

from __future__ import annotations

from gongkai.law.annual_report import six_sections
from gongkai.law.annual_report.facts import ReportedPart, ReportedRegister
from gongkai.law.annual_report.report import Edition, Place
from gongkai.law.grammar.statute import Article
from gongkai.law.grammar.tables import EVERY, Level, Line, Table, at_most, cell, equal, last_year, line
from gongkai.law.validity import StockMovement

NOTICE = Article("国办公开办函〔2019〕60号", gist="2019、2020年度报告试行的统一格式")

_PREVIOUS = line("previous", "上一年项目数量", unit="项")
_CHANGE = line("change", "本年增/减", unit="项", signed=True)
_HANDLED = line("handled", "处理决定数量", unit="件")

_STOCK = equal(
    "上一年项目数量等于上年度报告的上一年项目数量加本年增减",
    [cell(EVERY, "previous")],
    [last_year(EVERY, "previous"), last_year(EVERY, "change")],
    level=Level.YELLOW,
    basis=NOTICE,
)
_PUBLISHED = at_most(
    "本年新公开数量不超过对外公开总数量",
    [cell(EVERY, "published")],
    [cell(EVERY, "open_total")],
    level=Level.RED,
    basis=NOTICE,
)
_OPEN_TOTAL = at_most(
    "对外公开总数量不超过上年总数量加本年新公开数量",
    [cell(EVERY, "open_total")],
    [last_year(EVERY, "open_total"), cell(EVERY, "published")],
    level=Level.YELLOW,
    basis=NOTICE,
)
# 2014年格式没有结转的格，但上年收到而未办结的都应结转到本年。
_LEFT_OPEN = at_most(
    "上年收到未办结的申请都应结转到本年",
    [last_year("received", "value", table="statistics")],
    [last_year("closed", "value", table="statistics"), cell("carried_in", "total")],
    level=Level.YELLOW,
    basis=NOTICE,
)


def _items(item: int, *rows: Line, handled: bool = True) -> Table:
    columns = (_PREVIOUS, _CHANGE, _HANDLED) if handled else (_PREVIOUS, _CHANGE)
    return six_sections.article_20(item, NOTICE, rows, columns, (_STOCK,))


ARTICLE_20_1 = six_sections.article_20(
    1,
    NOTICE,
    rows=(line("rules", "规章", unit="件"), line("normative", "规范性文件", unit="件")),
    columns=(
        line("made", "本年新制作数量"),
        line("published", "本年新公开数量"),
        line("open_total", "对外公开总数量"),
    ),
    extra=(_PUBLISHED, _OPEN_TOTAL),
)
ARTICLE_20_5 = _items(5, line("permits", "行政许可"), line("other_services", "其他对外管理服务事项"))
ARTICLE_20_6 = _items(6, line("penalties", "行政处罚"), line("coercion", "行政强制"))
ARTICLE_20_8 = _items(8, line("fees", "行政事业性收费"), handled=False)
ARTICLE_20_9 = six_sections.article_20(
    9,
    NOTICE,
    rows=(line("procurement", "政府集中采购"),),
    columns=(line("count", "采购项目数量", unit="个"), line("amount", "采购总金额", unit="万元", exact=True)),
)

APPLICATIONS = six_sections.applications(NOTICE, line("other", "（六）其他处理", unit="件"), extra=(_LEFT_OPEN,))
REMEDIES = six_sections.remedies(NOTICE)


def _stock_of(
    register: ReportedRegister, table: str, *, handled: bool = True
) -> dict[tuple[ReportedRegister, ReportedPart], Place]:
    """The items of a list as a stock with its change and, apart from them, the decisions of the year."""
    parts = (ReportedPart.PREVIOUS, ReportedPart.CHANGE, *((ReportedPart.HANDLED,) if handled else ()))
    return {(register, part): (table, register.value, part.value) for part in parts}


EDITION = Edition(
    key="2019",
    first=2019,
    last=2020,
    notice=NOTICE,
    contents=six_sections.CONTENTS,
    deadline=six_sections.DEADLINE,
    sections=six_sections.sections(
        (ARTICLE_20_1, ARTICLE_20_5, ARTICLE_20_6, ARTICLE_20_8, ARTICLE_20_9), APPLICATIONS, REMEDIES
    ),
    name=six_sections.NAME,
    counted=six_sections.counted(APPLICATIONS, REMEDIES),
    place_application=six_sections.place_application,
    place_remedy=six_sections.place_remedy,
    stock={
        StockMovement.MADE: "made",
        StockMovement.PUBLISHED: "published",
        StockMovement.OPEN: "open_total",
    },
    registers={
        **_stock_of(ReportedRegister.PERMITS, "article_20_5"),
        **_stock_of(ReportedRegister.PENALTIES, "article_20_6"),
        **_stock_of(ReportedRegister.COERCION, "article_20_6"),
        **_stock_of(ReportedRegister.FEES, "article_20_8", handled=False),
        (ReportedRegister.PROCUREMENT, ReportedPart.COUNT): ("article_20_9", "procurement", "count"),
        (ReportedRegister.PROCUREMENT, ReportedPart.AMOUNT): ("article_20_9", "procurement", "amount"),
    },
)
