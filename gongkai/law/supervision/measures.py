"""计量项: what an assessment counts: each with its unit, its definition, and whose record it is.

What is counted by the platform is found by the room that keeps the records (``measured``); what nobody counts yet is entered
by two persons with evidence. A count names the records behind it, and looks only at what the window holds: what happens
later changes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

ONE = Decimal(1)
LAST_DAY = "考核期末日"
"""What is looked at on the last day of a period."""


@dataclass(frozen=True, slots=True)
class AssessmentMeasure:
    """计量项定义: ``who`` keeps the records it is counted from; ``counted`` is the day that puts an instance into a window."""

    key: str
    label: str
    unit: str
    definition: str
    counted: str
    who: str


@dataclass(frozen=True, slots=True)
class Counted:
    """计得: one instance: the record it stands on first, those beside it, the day it falls on, how often it counts, in words."""

    records: tuple[str, ...]
    on: date
    note: str
    times: Decimal = ONE

    @property
    def record(self) -> str:
        """所依记录: the one that names it."""
        return self.records[0]


@dataclass(frozen=True, slots=True)
class Window:
    """考核期: both days included."""

    since: date
    until: date

    def holds(self, day: date | None) -> bool:
        """在期内."""
        return day is not None and self.since <= day <= self.until


def _measure(key: str, label: str, unit: str, definition: str, counted: str, who: str) -> AssessmentMeasure:
    return AssessmentMeasure(key, label, unit, definition, counted, who)


MEASURES: Mapping[str, AssessmentMeasure] = {
    each.key: each
    for each in (
        _measure(
            "late_slots",
            "应公开而迟发、漏发",
            "项",
            "到期日在期内的应公开时点，到期日以后才发布、补录，或者到期末仍未发布；期内已认定不适用的除外",
            "时点到期日",
            "栏目责任人",
        ),
        _measure("blank_items", "空白目录项", "项", "期末有效的目录项，从未发布过信息", LAST_DAY, "栏目责任人"),
        _measure(
            "stale_items",
            "目录项长期不更新",
            "项",
            "期末有效的目录项，最近一次发布距期末超过其更新周期",
            LAST_DAY,
            "栏目责任人",
        ),
        _measure(
            "late_replies",
            "依申请公开逾期答复",
            "件",
            "答复期限在期内的申请，期限以后才办结或者到期末仍未办结",
            "答复期限",
            "经办人",
        ),
        _measure(
            "late_letters",
            "留言逾期答复",
            "件",
            "答复期限在期内的留言，期限以后才办结或者到期末仍未办结",
            "答复期限",
            "承办单位",
        ),
        _measure(
            "overturned",
            "复议、诉讼结果纠正",
            "件",
            "期内审结、结果为纠正的行政复议和行政诉讼案件",
            "收到决定或裁判之日",
            "法制审核",
        ),
        _measure(
            "complaints_true",
            "举报投诉查实",
            "件",
            "期内办结、结论为属实或者部分属实的举报投诉",
            "办结之日",
            "被举报投诉机关",
        ),
        _measure(
            "label_errors",
            "公开属性标注错误",
            "件",
            "期内抽样的属性抽查中认定标注有误的公文",
            "抽样日期",
            "文件起草人",
        ),
        _measure(
            "missing_interpretation",
            "应解读未解读",
            "件",
            "解读期限在期内的政策，期限以后才解读或者到期末仍未解读；免予解读的除外",
            "解读期限",
            "文件起草人",
        ),
        _measure(
            "leaks",
            "公开后发现泄露个人信息",
            "件",
            "期内对已公开的内容筛查发现、经人确认应当遮盖或者不公开的",
            "确认之日",
            "公开属性与保密审查",
        ),
        _measure(
            "findings_serious",
            "检查发现严重问题",
            "项",
            "期内登记、程度为严重或者触及红线的检查发现，期内撤销的除外",
            "登记之日",
            "被检查单位",
        ),
        _measure(
            "findings_ordinary",
            "检查发现一般问题",
            "项",
            "期内登记、程度为一般的检查发现，期内撤销的除外",
            "登记之日",
            "被检查单位",
        ),
        _measure(
            "findings_late",
            "检查发现逾期未整改",
            "项",
            "整改期限在期内的检查发现，期限以后才报告整改完成或者到期末仍未完成；申辩期间不计",
            "整改期限",
            "被检查单位",
        ),
        _measure(
            "padded_news",
            "动态信息充数",
            "次",
            "期内公开的内容中，动态和转载达到一半以上的，计一次",
            LAST_DAY,
            "信息员",
        ),
        _measure(
            "unread_notices",
            "通知逾期未阅",
            "件",
            "期内发出、七日后仍未阅看的工作台通知",
            "发出后第七日",
            "收件人员",
        ),
        _measure(
            "late_tasks",
            "要点任务逾期",
            "项",
            "完成期限在期内的要点任务，期限以后才报送凭证或者到期末仍未报送；撤销的除外",
            "完成期限",
            "牵头单位",
        ),
        _measure(
            "late_report",
            "年度报告逾期公布",
            "份",
            "公布期限在期内的年度报告，期限以后才公布或者到期末仍未公布",
            "公布期限",
            "年报编制人",
        ),
        _measure(
            "same_report",
            "年度报告与上年雷同",
            "份",
            "期内公布的年度报告，除数字外的文字与上一年度的重合度达到八成",
            "公布之日",
            "年报编制人",
        ),
    )
}
"""计量项表: whoever keeps the records gives the count; the rest is typed by two persons."""
