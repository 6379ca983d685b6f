"""对账: what each of the five places published, beside what the demo's ledgers of that year come to, cell by cell.

Every printed figure is equal, or different for a reason that is written here, or typed because that year nothing of it was
kept. What the published figures contradict among themselves stands in ``CONTRADICTIONS``, each with both sides.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cache

from gongkai.casework.engagement.tickets.models import Ticket
from gongkai.casework.proposals.queries import of_year
from gongkai.casework.services.items import queries as services
from gongkai.demo import registering
from gongkai.demo.places import PLACES as DEMO_PLACES
from gongkai.demo.publications.replaying import sources
from gongkai.law.annual_report import edition
from gongkai.law.grammar.sheets import Number, State, figure
from gongkai.law.proposal_terms import ProposalKind, ProposalSource
from gongkai.law.registers.communal import AID_PAPER
from gongkai.law.registers.livelihood import POVERTY_NOTICE, POVERTY_RESULT
from gongkai.law.registers.powers import POWER, PUBLIC_SERVICE
from gongkai.law.service_figures import ItemFigure, ItemFigures, ItemRate, item_figures
from gongkai.office.authorities.models import Authority
from gongkai.oversight.reports import queries
from gongkai.oversight.reports.content import Content
from gongkai.oversight.reports.queries import Ledger, keeps_register, usual_scope
from gongkai.oversight.reports.series.queries import of_authority
from gongkai.publication.disclosure.models import Content as Disclosed
from gongkai.web import clock
from tests.demo.registers import by_kind, came, left, stood

PLACES = ("linxia", "minhe", "wudu", "linze", "pingchuan")
YEARS: Mapping[str, int] = {"linxia": 2018, "minhe": 2020, "wudu": 2017, "linze": 2019, "pingchuan": 2018}


class Verdict(Enum):
    """对账结果."""

    EQUAL = "相同"
    DIFFERENT = "不同"
    NOT_KEPT = "当年没有登记"
    UNREAD = "原件不能辨认"
    SAMPLE = "只装入样本"
    UNEXPLAINED = "不同而没有原因"


@dataclass(frozen=True)
class Cell:
    """一格: where it stands, what was printed, what the ledgers come to, and why they differ."""

    where: str
    printed: str
    counted: str
    verdict: Verdict
    reason: str = ""


# -- tables ----------------------------------------------------------------------------------------------------------------

_MINHE_79 = "其他组织79件办理结果没有任何新收或者结转（R072），不能由案卷得出"
_MINHE_STOCK = "正文172项由189项减17项得来，表内填165和0，与正文不符（R054、R055）；台账从正文"
_MINHE_DECIDED = "原表填0，当年有处罚和强制事项2346、124项，应是没有填报（R062—R064）；台账没有保管决定的登记簿"
_MINHE_RULES = "县级政府不能制定规章（R059），且新公开3件多于对外公开0件（R057）；台账没有规章"
NOT_KEPT = "机构、人员、经费和会议在那一年没有登记，由填报（ADR 0047）"
_OTHER_SERVICES = "只能填报（ADR 0047）"
_LINZE_STOCK = "原表的总数与本年新公开相同（R139）；台账另有一件此前公布、年末有效的示例文件"
_WUDU_TOTAL = "总数比各渠道之和多145条（R087、R088），多出的没有渠道"
_WUDU_MADE = "公开的1236件以外只有件数；一个区不会制发3520件规范性文件（R101）"
REASONS: Mapping[tuple[str, str, str, str], str] = {
    ("minhe", "article_20_1", "rules", "made"): _MINHE_RULES,
    ("minhe", "article_20_1", "rules", "published"): _MINHE_RULES,
    ("minhe", "article_20_5", "permits", "previous"): _MINHE_STOCK,
    ("minhe", "article_20_5", "permits", "change"): _MINHE_STOCK,
    **{
        ("minhe", "article_20_5", "other_services", part): _OTHER_SERVICES for part in ("previous", "change", "handled")
    },
    ("minhe", "article_20_5", "permits", "handled"): _MINHE_DECIDED,
    ("minhe", "article_20_6", "penalties", "handled"): _MINHE_DECIDED,
    ("minhe", "article_20_6", "coercion", "handled"): _MINHE_DECIDED,
    ("minhe", "applications", "granted", "other_organization"): _MINHE_79,
    ("minhe", "applications", "granted", "total"): _MINHE_79,
    ("minhe", "applications", "total", "other_organization"): _MINHE_79,
    ("minhe", "applications", "total", "total"): _MINHE_79,
    ("linze", "article_20_1", "normative", "open_total"): _LINZE_STOCK,
}
"""不同的原因: by place, table, row and column."""


def tables(code: str) -> Iterator[Cell]:
    """各表逐格: of the place's report, against its ledgers alone."""
    government, year = Authority.objects.get(code=code), YEARS[code]
    published = _published(government, year)
    if published.form is None:
        return
    form, register = edition(year), keeps_register(government, usual_scope(government))
    counted = Ledger(government, usual_scope(government)).counted(form, year, register=register)
    for key, sheet in published.sheets.items():
        for row, column in sheet.table.cells:
            value = sheet.value(row, column)
            where = f"{sheet.table.title}　{sheet.table.describe(row, column)}"
            now = counted.sheets[key][row, column]
            printed = str(value) or value.state.label
            if value.state is State.UNREAD:
                yield Cell(where, printed, _said(now), Verdict.UNREAD)
                continue
            if now is None and value.number is not None and _of_rooms(code, key, row, column):
                yield Cell(where, printed, "", Verdict.NOT_KEPT, NOT_KEPT)
                continue
            reason = REASONS.get((code, key, row, column), "")
            equal = (now is None and value.number is None) or (now is not None and now == (value.number or 0))
            yield Cell(where, printed, _said(now), *_verdict(code, equal=equal, reason=reason))


def _verdict(code: str, *, equal: bool, reason: str) -> tuple[Verdict, str]:
    """What differs without a reason may do so while only a sample of the year is there."""
    if equal:
        return Verdict.EQUAL, ""
    if reason:
        return Verdict.DIFFERENT, reason
    return (Verdict.UNEXPLAINED, "") if whole(code) else (Verdict.SAMPLE, "补齐用 manage.py demo --replay")


@cache
def whole(code: str) -> bool:
    """已经补齐: whether every content and every record of the place's year is in."""
    place = next(each for each in DEMO_PLACES if each.code == code)
    for source in sources(place):
        there = Disclosed.objects.of(source.authority).filter(published_on__year=source.published.year)
        if there.count() < source.published.total:
            return False
    kept = ((book, by_kind(registering.keeper(place, book))) for book in registering.books(place))
    return all(there.get(book.kind.key, 0) >= book.total for book, there in kept)


def _of_rooms(code: str, key: str, row: str, column: str) -> bool:
    """Whether a room feeds a cell, or every part of a sum: of a year in which it kept nothing the cell is typed."""
    form = edition(YEARS[code])
    parts = form.tables[key].addends.get((row, column), ((row, column),))
    return {(key, *part) for part in parts} <= set(form.rooms.values())


def _said(number: Number | None) -> str:
    return "" if number is None else figure(number)


def _published(government: Authority, year: int) -> Content:
    report = queries.report_of(government, year)
    assert report is not None, f"{government.name}没有{year}年度报告"
    return queries.as_published(report, queries.standing(report))


# -- what is stated in words -----------------------------------------------------------------------------------------------

Question = Callable[[Authority], Number | None]
_OF_ROOMS = {"从事政府信息公开工作人员数": "staff", "政府信息公开专项经费": "funds", "接受培训人员数": "trainees"}


def _row(year: int, row: str) -> Question:
    def asked(government: Authority) -> Number | None:
        sheet = Ledger(government, usual_scope(government)).counted(edition(year), year).sheets["statistics"]
        return sheet[row, "value"]

    return asked


def _proposals(year: int, source: ProposalSource, *kinds: ProposalKind, closed: bool = False) -> Question:
    def asked(government: Authority) -> int:
        rows = of_year(government, year, source.value)
        rows = rows.filter(kind__in=[kind.value for kind in kinds]) if kinds else rows
        return (rows.filter(dossier__closed_on__isnull=False) if closed else rows).count()

    return asked


def _column(slug: str, year: int) -> Question:
    return lambda government: (
        Disclosed.objects.of(government).filter(column__slug=slug, published_on__year=year).count()
    )


def _cumulative(government: Authority) -> int:
    line = of_authority(government).line("disclosed")
    return int(line.sums[-1].number) if line else 0


def _trading(government: Authority) -> int:
    return sum(by_kind(Authority.objects.get(code="linxia-jiaoyi")).values())


def _aid(government: Authority) -> int:
    found = by_kind(government)
    return sum(found.get(kind.key, 0) for kind in (AID_PAPER, POVERTY_NOTICE, POVERTY_RESULT))


def _items(code: str) -> ItemFigures:
    government = Authority.objects.get(code=code)
    return item_figures(services.facts(government, clock.today()))


_END_2017, _END_2018 = date(2017, 12, 31), date(2018, 12, 31)
_CONGRESS, _CONFERENCE = ProposalSource.CONGRESS, ProposalSource.CONFERENCE
_APPROVAL = {"power_kind": "行政许可"}
_WUDU_ROWS = {
    "主动公开政府信息数": "disclosed_total",
    "主动公开规范性文件数": "disclosed_normative",
    "制发规范性文件总数": "normative_made",
    "政府网站公开政府信息数": "by_website",
    "政务微博公开政府信息数": "by_weibo",
    "政务微信公开政府信息数": "by_wechat",
    "其他方式公开政府信息数": "by_other",
    "参加或举办新闻发布会总次数": "press_conferences",
    "收到申请数": "received",
    "依申请公开（概述）": "received",
    "当面申请数": "received_in_person",
    "网络申请数": "received_online",
    "信函申请数": "received_post",
    "申请答复数": "replied",
    "属于已主动公开范围数": "replied_already_public",
    "同意公开答复数": "replied_disclosed",
    "同意部分公开答复数": "replied_partly",
    "申请信息不存在数": "replied_not_held",
    "告知通过其他途径办理数": "replied_other_channel",
    "行政复议数量": "review",
}
STATED: Mapping[str, Mapping[str, Question]] = {
    "linxia": {
        "主动公开政府信息数": _row(2018, "disclosed_total"),
        "2015年至2018年主动公开政府信息数": _cumulative,
        "政策解读信息数": _row(2018, "interpretations"),
        "人大代表议案": _proposals(2018, _CONGRESS, ProposalKind.MOTION),
        "人大代表建议": _proposals(2018, _CONGRESS, ProposalKind.SUGGESTION),
        "人大议案和建议合计": _proposals(2018, _CONGRESS),
        "政协提案": _proposals(2018, _CONFERENCE),
        "公开的政府会议": _column("zfhy", 2018),
        "权责清单": lambda government: stood(government, POWER, _END_2018),
        "公共服务信息": lambda government: stood(government, PUBLIC_SERVICE, _END_2018),
        "公共资源交易信息": _trading,
        "扶贫信息": _aid,
        "扶贫专栏信息": lambda government: by_kind(government).get(AID_PAPER.key, 0),
        "救援信息": _column("jyxx", 2018),
        "体育信息": _column("tyxx", 2018),
        "网民留言": lambda government: Ticket.objects.of(government).filter(dossier__opened_on__year=2018).count(),
        "一窗分类受理比例": lambda government: _items("linxia").rate(ItemRate.ONE_WINDOW),
        "州级进驻大厅事项": lambda government: _items("linxia-zhengwu").count(ItemFigure.IN_HALL),
        "县市进驻大厅事项": lambda government: _items("linxia-shixian").count(ItemFigure.IN_HALL),
        "收到申请数": _row(2018, "received"),
        "行政复议数量": _row(2018, "review"),
        "行政诉讼数量": _row(2018, "suit"),
    },
    "wudu": {
        **{label: _row(2017, row) for label, row in _WUDU_ROWS.items()},
        "承接行政审批事项": lambda government: came(government, POWER, 2017, **_APPROVAL),
        "取消行政审批事项": lambda government: left(government, POWER, 2017, **_APPROVAL),
        "保留行政审批事项": lambda government: stood(government, POWER, _END_2017, **_APPROVAL),
        "权责清单": lambda government: stood(government, POWER, _END_2017),
        "公共服务信息": lambda government: stood(government, PUBLIC_SERVICE, _END_2017),
        "人大代表建议": _proposals(2017, _CONGRESS),
        "人大代表建议办结": _proposals(2017, _CONGRESS, closed=True),
        "政协提案": _proposals(2017, _CONFERENCE),
        "政协提案办结": _proposals(2017, _CONFERENCE, closed=True),
    },
}
"""所述之数的取数: by place and label."""
STATED_REASONS: Mapping[tuple[str, str], str] = {
    ("linxia", "主动公开政府信息数（概述）"): "与“13536”同指一数，“1.3万多”是约数",
    ("linxia", "政府网站数"): "网站登记不在示例之内，另见站群",
    (
        "linxia",
        "门户网站年访问量（概述）",
    ): "同一指标两个数，71万与70万（R009），都只是下限；访问量由访问日志汇总，往年没有日志",
    ("linxia", "门户网站年访问量"): "同上（R009）",
    ("linxia", "环境保护信息"): "在其他平台公开，报告没有明细；连同其他各类超过总数（R026、R027）",
    ("linxia", "依申请公开信息收取的费用"): "2021年以前的收费不在本平台办理，有申请的年度填报",
    ("wudu", "主动公开政府信息数"): _WUDU_TOTAL,
    ("wudu", "制发规范性文件总数"): _WUDU_MADE,
    ("wudu", "办结率"): "56÷74＝75.68%，称100%（R093）",
    ("wudu", "答复率"): "56÷74＝75.68%，称100%（R093）",
    ("wudu", "依申请公开信息收取的费用"): "2021年以前的收费不在本平台办理，有申请的年度填报",
}
"""所述之数不同的原因."""


def stated(code: str) -> Iterator[Cell]:
    """所述之数: of a report that tells them in its sentences alone."""
    government = Authority.objects.get(code=code)
    published = _published(government, YEARS[code])
    for each in published.stated:
        where, printed = f"正文　{each.label}", f"{each.value}{each.unit}"
        of_room = _OF_ROOMS.get(each.label, "")
        question = _row(YEARS[code], of_room) if of_room else STATED.get(code, {}).get(each.label)
        now = question(government) if question else None
        if of_room and now is None:
            yield Cell(where, printed, "", Verdict.NOT_KEPT, NOT_KEPT)
            continue
        least = each.value.removesuffix("多")
        at_least = least != each.value and least.isdecimal() and now is not None and now >= int(least)
        reason = STATED_REASONS.get((code, each.label), "")
        equal = now is not None and (figure(now) == each.value or at_least)
        yield Cell(where, printed, _said(now), *_verdict(code, equal=equal, reason=reason))


def cells(code: str) -> list[Cell]:
    """对账: every printed figure of a place."""
    return [*tables(code), *stated(code)]


# -- what the figures contradict -------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Contradiction:
    """矛盾: of a place's own figures: both sides, and how they should stand to each other."""

    place: str
    number: str
    says: str
    left: float
    relation: str
    right: float

    @property
    def holds(self) -> bool:
        """关系成立."""
        return self.left == self.right if self.relation == "=" else self.left <= self.right


CONTRADICTIONS = (
    Contradiction("linxia", "R005", "扶贫政策65、计划24、简报43之和，等于专栏135条", 65 + 24 + 43, "=", 135),
    Contradiction("linxia", "R009", "概述的访问量71万，等于第二部分的70万", 710000, "=", 700000),
    Contradiction("linxia", "R013", "第八部分所称的统计表，文中有1张", 0, "=", 1),
    Contradiction("minhe", "R040", "概况99、动态3443占4252条的比例，等于85%", round(3542 / 4252 * 100, 2), "=", 85),
    Contradiction("minhe", "R054", "正文保留的许可172项，等于表内165加0", 172, "=", 165 + 0),
    Contradiction("minhe", "R055", "表内许可增减0，等于取消13、下放4", 0, "=", -(13 + 4)),
    Contradiction("minhe", "R057", "规章新公开3件，不超过对外公开总数0件", 3, "≤", 0),
    Contradiction("minhe", "R069", "总计列：新收1、结转0，等于结果81、结转下年0", 1, "=", 81),
    Contradiction("minhe", "R070", "总计列：新收1、结转1，等于结果81、结转下年0", 2, "=", 81),
    Contradiction("minhe", "R072", "其他组织列：新收0、结转0，等于结果79", 0, "=", 79),
    Contradiction("minhe", "R074", "自然人列：各结果之和1（可辨认的），等于总计2", 1, "=", 2),
    Contradiction("minhe", "R076", "总计列：各结果之和80，等于总计81", 79 + 1, "=", 81),
    Contradiction("minhe", "R086", "格式的第六部分，文中有1个", 0, "=", 1),
    Contradiction("wudu", "R087", "各渠道之和，等于主动公开总数", 3172 + 9746 + 7128 + 2293, "=", 22484),
    Contradiction("wudu", "R088", "总数不超过各渠道之和", 22484, "≤", 3172 + 9746 + 7128 + 2293),
    Contradiction("wudu", "R092", "收到申请74件，等于答复56件（称办结率100%）", 74, "=", 56),
    Contradiction("wudu", "R093", "答复率（%）", round(56 / 74 * 100, 2), "=", 100),
    Contradiction("wudu", "R114", "八章的序号各不相同，有8个", 7, "=", 8),
    Contradiction("wudu", "R115", "第五章和第七章是两个标题", 1, "=", 2),
    Contradiction("wudu", "R116", "第六章写到复议和诉讼两项", 1, "=", 2),
    Contradiction("wudu", "R117", "《陇南市2107年政务公开工作要点》的年份", 2107, "=", 2017),
    Contradiction("wudu", "R118", "文号〔2018〕5号的右括号", 0, "=", 1),
    Contradiction("wudu", "R119", "三处日期的间隔符号", 0, "=", 3),
    Contradiction("linze", "R149", "所称六个部分，文中有6个", 5, "=", 6),
    Contradiction("pingchuan", "R217", "所称七个部分，列出7个", 6, "=", 7),
    Contradiction("pingchuan", "R218", "文中的部分，等于所称7个", 8, "=", 7),
    Contradiction("pingchuan", "R219", "所称三个方面，列出3个", 4, "=", 3),
    Contradiction("pingchuan", "R221", "2014—2018年示意图的数，有5个", 0, "=", 5),
)
"""各地公布的数自相矛盾之处: the strict relations that fail, each place's own."""


def report() -> Iterator[str]:
    """对账单: place by place, in lines."""
    for code in PLACES:
        found = cells(code)
        name = Authority.objects.get(code=code).name
        counts = {verdict: sum(cell.verdict is verdict for cell in found) for verdict in Verdict}
        yield f"{name}{YEARS[code]}年：{len(found)}个数，" + "，".join(
            f"{verdict.value}{number}" for verdict, number in counts.items() if number
        )
        for cell in found:
            if cell.verdict not in (Verdict.EQUAL, Verdict.UNREAD):
                yield f"  {cell.verdict.value}　{cell.where}：公布{cell.printed}，台账{cell.counted or '—'}　{cell.reason}"
        for each in CONTRADICTIONS:
            if each.place == code:
                yield f"  矛盾{each.number}　{each.says}：{each.left:g} {each.relation} {each.right:g} 不成立"
