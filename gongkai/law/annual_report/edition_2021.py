"""2021年格式（国办公开办函〔2021〕30号）: the form for the reports on 2021 and later."""

from __future__ import annotations

from gongkai.law.annual_report import six_sections
from gongkai.law.annual_report.facts import ReportedPart, ReportedRegister
from gongkai.law.annual_report.report import Edition
from gongkai.law.grammar.statute import Article
from gongkai.law.grammar.tables import EVERY, Level, at_most, cell, equal, last_year, line
from gongkai.law.validity import StockMovement

NOTICE = Article("国办公开办函〔2021〕30号", gist="自2021年度报告起使用的统一格式")

_HANDLED = (line("handled", "本年处理决定数量", unit="件"),)

_IN_FORCE = equal(
    "现行有效等于上年现行有效加本年制发减本年废止",
    [cell(EVERY, "in_force"), cell(EVERY, "repealed")],
    [last_year(EVERY, "in_force"), cell(EVERY, "made")],
    level=Level.YELLOW,
    basis=NOTICE,
)
_MADE = at_most(
    "本年制发不超过现行有效与本年废止之和",
    [cell(EVERY, "made")],
    [cell(EVERY, "in_force"), cell(EVERY, "repealed")],
    level=Level.YELLOW,
    basis=NOTICE,
)

ARTICLE_20_1 = six_sections.article_20(
    1,
    NOTICE,
    rows=(line("rules", "规章", unit="件"), line("normative", "行政规范性文件", unit="件")),
    columns=(
        line("made", "本年制发件数"),
        line("repealed", "本年废止件数"),
        line("in_force", "现行有效件数"),
    ),
    extra=(_IN_FORCE, _MADE),
)
ARTICLE_20_5 = six_sections.article_20(5, NOTICE, (line("permits", "行政许可"),), _HANDLED)
ARTICLE_20_6 = six_sections.article_20(
    6, NOTICE, (line("penalties", "行政处罚"), line("coercion", "行政强制")), _HANDLED
)
ARTICLE_20_8 = six_sections.article_20(
    8,
    NOTICE,
    (line("fees", "行政事业性收费"),),
    (line("amount", "本年收费金额（单位：万元）", unit="万元", exact=True),),
)

APPLICATIONS = six_sections.applications(
    NOTICE,
    six_sections.numbered(
        "other",
        "（六）其他处理",
        "申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
        "申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
        "其他",
    ),
)
REMEDIES = six_sections.remedies(NOTICE)

EDITION = Edition(
    key="2021",
    first=2021,
    last=None,
    notice=NOTICE,
    contents=six_sections.CONTENTS,
    deadline=six_sections.DEADLINE,
    sections=six_sections.sections(
        (ARTICLE_20_1, ARTICLE_20_5, ARTICLE_20_6, ARTICLE_20_8),
        APPLICATIONS,
        REMEDIES,
        others=("信息处理费",),
    ),
    name=six_sections.NAME,
    counted=six_sections.counted(APPLICATIONS, REMEDIES),
    place_application=six_sections.place_application,
    place_remedy=six_sections.place_remedy,
    stock={
        StockMovement.MADE: "made",
        StockMovement.ENDED: "repealed",
        StockMovement.IN_FORCE: "in_force",
    },
    registers={
        (ReportedRegister.PERMITS, ReportedPart.HANDLED): ("article_20_5", "permits", "handled"),
        (ReportedRegister.PENALTIES, ReportedPart.HANDLED): ("article_20_6", "penalties", "handled"),
        (ReportedRegister.COERCION, ReportedPart.HANDLED): ("article_20_6", "coercion", "handled"),
        (ReportedRegister.FEES, ReportedPart.AMOUNT): ("article_20_8", "fees", "amount"),
    },
)
