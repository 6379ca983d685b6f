"""工作台菜单: the pages of the desk in the order officials use them, each shown to those its own guard admits."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from gongkai.doors.desk.admission import admits
from gongkai.doors.desk.due import urgent
from gongkai.law.authorities import Office
from gongkai.law.grammar.flow import Role
from gongkai.office.authorities.guards import DeskRequest
from gongkai.office.notices.queries import unread
from gongkai.web import clock
from gongkai.web.context import MenuItem
from gongkai.web.jinja import url_or_none


@dataclass(frozen=True, slots=True)
class Row:
    """菜单行: a heading, a label and the name of the page."""

    group: str
    label: str
    page: str


ROWS = (
    Row("", "到期提醒", "desk:due"),
    Row("", "通知", "desk:notices"),
    Row("主动公开", "往年台账", "disclosure:ledgers"),
    Row("依申请公开", "待办申请", "applications:inbox"),
    Row("依申请公开", "登记申请", "applications:register"),
    Row("依申请公开", "全部申请", "applications:all"),
    Row("行政复议诉讼", "复议诉讼案件", "remedies:index"),
    Row("年度报告", "年度报告", "reports:desk"),
    Row("机关与人员", "机关信息", "establishment:profile"),
    Row("机关与人员", "机关和人员", "establishment:authorities"),
    Row("机关与人员", "工作交接", "establishment:handovers"),
    Row("机关与人员", "工作日历", "establishment:calendar"),
    Row("账号", "修改密码", "desk:password"),
)

STARTS = {
    "inbox": "applications:inbox",
    "counter": "applications:register",
    "reviews": "applications:inbox",
    "to_review": "applications:inbox",
    "to_sign": "applications:inbox",
    "returns": "reports:desk",
    "system": "establishment:authorities",
    "accounts": "establishment:authorities",
}
"""起始页: the page an office starts on (``law.authorities.Office.start``), where one is built."""


def desk_menu(request: DeskRequest) -> tuple[MenuItem, ...]:
    """工作台菜单: the rows whose pages exist and admit this official; empty before log-in."""
    if getattr(request, "official", None) is None:
        return ()
    pages = [(row, href) for row in ROWS if (href := url_or_none(row.page)) and admits(href, request.roles)]
    serves = getattr(request, "authority", None) is not None
    waiting = {"desk:notices": unread(request.official).count()}
    if serves:
        waiting["desk:due"] = urgent(request.authority, clock.today())
    here = max((href for _, href in pages if request.path.startswith(href)), key=len, default="")
    return tuple(MenuItem(row.label, href, href == here, row.group, waiting.get(row.page, 0)) for row, href in pages)


def start_page(offices: Iterable[Office], roles: frozenset[Role]) -> str:
    """起始页: the page of the first office that has one; what is due, for everybody else."""
    pages = (url_or_none(STARTS[office.start]) for office in offices if office.start in STARTS)
    return next((page for page in pages if page and admits(page, roles)), "desk:due")
