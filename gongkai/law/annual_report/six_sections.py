"""六部分格式: what the editions of 2019 and 2021 share: the sections, the tables of applications and of remedies."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.law.annual_report.facts import ApplicationFact, Movement, RemedyFact, RemedyScope, result_at_year_end
from gongkai.law.annual_report.report import Place, Section
from gongkai.law.applications import ApplicantKind
from gongkai.law.grammar.statute import Article, chinese_number, regulation
from gongkai.law.grammar.tables import Balance, Layout, Level, Line, Table, equal, heading, last_year, line
from gongkai.law.remedies import RemedyKind, RemedyResult

CONTENTS = regulation(50, gist="年度报告应有主动公开、申请处理、复议诉讼、问题改进和其他事项五项内容")
DEADLINE = regulation(49, gist="部门于1月31日前、政府于3月31日前公布上一年度年报")
NAME = r".+{year}年政府信息公开工作年度报告"
CAPTION = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"

_FIVE_ASPECTS = ("主动公开", "依申请公开", "政府信息管理", "平台建设", "监督保障")
_OF_GOVERNMENTS = ("工作考核", "社会评议", "责任追究")


def sections(
    article_20: tuple[Table, ...], applications: Table, remedies: Table, *, others: tuple[str, ...] = ()
) -> tuple[Section, ...]:
    """六部分: the six sections in their fixed order; ``others`` are what the last one must speak of."""
    return (
        Section("overview", "一、总体情况", topics=_FIVE_ASPECTS, of_governments=_OF_GOVERNMENTS),
        Section("disclosure", "二、主动公开政府信息情况", article_20),
        Section("applications", "三、收到和处理政府信息公开申请情况", (applications,)),
        Section("remedies", "四、政府信息公开行政复议、行政诉讼情况", (remedies,)),
        Section("problems", "五、存在的主要问题及改进情况"),
        Section("others", "六、其他需要报告的事项", topics=others),
    )


def article_20(
    item: int, notice: Article, rows: tuple[Line, ...], columns: tuple[Line, ...], extra: tuple[Balance, ...] = ()
) -> Table:
    """第二十条各项: the small table of what was disclosed under one item of article 20."""
    return Table(
        f"article_20_{item}",
        f"第二十条第（{chinese_number(item)}）项",
        rows=heading("rows", "", *rows),
        columns=heading("columns", "", *columns),
        basis=notice,
        corner="信息内容",
        extra=extra,
    )


def applications(notice: Article, other: Line, extra: tuple[Balance, ...] = ()) -> Table:
    """表三: applications received and handled; ``other`` is the row or rows of （六）其他处理."""
    return Table(
        "applications",
        "收到和处理政府信息公开申请情况",
        rows=_application_rows(other),
        columns=_APPLICANTS,
        basis=notice,
        corner=CAPTION,
        extra=(
            equal(
                "本年新收加上年结转等于办理结果总计加结转下年度",
                ["new", "carried_in"],
                ["total", "carried_out"],
                level=Level.RED,
                basis=notice,
            ),
            equal(
                "上年结转等于上年度报告的结转下年度继续办理",
                ["carried_in"],
                [last_year("carried_out")],
                level=Level.RED,
                basis=notice,
            ),
            *extra,
        ),
    )


def remedies(notice: Article) -> Table:
    """表四: reconsideration and litigation, printed as a single row of fifteen numbers."""
    return Table(
        "remedies",
        "政府信息公开行政复议、行政诉讼情况",
        rows=heading(
            "remedies",
            "",
            _path(RemedyKind.REVIEW),
            heading("suits", "行政诉讼", _path(RemedyKind.SUIT), _path(RemedyKind.SUIT_AFTER_REVIEW)),
        ),
        columns=heading(
            "results",
            "",
            *(line(result.value, result.label) for result in RemedyResult),
            total=line("total", "总计", rule="各种结果之和等于总计"),
        ),
        basis=notice,
        layout=Layout.STRIP,
    )


def _path(kind: RemedyKind) -> Line:
    return line(kind.value, kind.label, unit="件")


def counted(*tables: Table) -> tuple[Place, ...]:
    """由台账统计的格: every cell of these tables but the sums."""
    return tuple((table.key, *key) for table in tables for key in table.counted)


def place_application(fact: ApplicationFact, movement: Movement, row: str | None) -> Iterator[Place]:
    """申请计入: the column is the applicant's, the row the movement's or the outcome's."""
    if movement is Movement.CLOSED and row is None:
        raise ValueError(f"办理结果“{fact.outcome}”在表中没有对应的行")
    yield "applications", row if movement is Movement.CLOSED and row else movement.value, fact.applicant.value


def place_remedy(fact: RemedyFact, year: int, scope: RemedyScope) -> Iterator[Place]:
    """救济计入: the row is the path taken, the column the result at the end of the year."""
    result = result_at_year_end(fact, year, scope)
    if result:
        yield "remedies", fact.kind.value, result.value


_ORGANIZATIONS = tuple(kind for kind in ApplicantKind if kind is not ApplicantKind.PERSON)

_APPLICANTS = heading(
    "applicants",
    "申请人情况",
    line(ApplicantKind.PERSON.value, ApplicantKind.PERSON.label),
    heading("organizations", "法人或其他组织", *(line(kind.value, kind.label) for kind in _ORGANIZATIONS)),
    total=line("total", "总计", rule="各类申请人之和等于总计"),
)


def _application_rows(other: Line) -> Line:
    return heading(
        "rows",
        "",
        line("new", "一、本年新收政府信息公开申请数量", unit="件"),
        line("carried_in", "二、上年结转政府信息公开申请数量", unit="件"),
        heading(
            "handled",
            "三、本年度办理结果",
            line("granted", "（一）予以公开", unit="件"),
            line("partial", "（二）部分公开（区分处理的，只计这一情形，不计其他情形）", unit="件"),
            numbered("deny", "（三）不予公开", *_DENIED),
            numbered("unable", "（四）无法提供", *_UNABLE),
            numbered("refuse", "（五）不予处理", *_REFUSED),
            other,
            total=line("total", "（七）总计", unit="件", rule="各项办理结果之和等于总计"),
        ),
        line("carried_out", "四、结转下年度继续办理", unit="件"),
    )


def numbered(key: str, label: str, *reasons: str) -> Line:
    """分项: a heading with its reasons, numbered as the form prints them; keys are deny_1, deny_2 …"""
    lines = (line(f"{key}_{number}", f"{number}.{reason}", unit="件") for number, reason in enumerate(reasons, 1))
    return heading(key, label, *lines)


_DENIED = (
    "属于国家秘密",
    "其他法律行政法规禁止公开",
    "危及“三安全一稳定”",
    "保护第三方合法权益",
    "属于三类内部事务信息",
    "属于四类过程性信息",
    "属于行政执法案卷",
    "属于行政查询事项",
)
_UNABLE = ("本机关不掌握相关政府信息", "没有现成信息需要另行制作", "补正后申请内容仍不明确")
_REFUSED = (
    "信访举报投诉类申请",
    "重复申请",
    "要求提供公开出版物",
    "无正当理由大量反复申请",
    "要求行政机关确认或重新出具已获取信息",
)
