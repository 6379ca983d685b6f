"""现成方案: schemes others have used, as far as their text is known, made whole so that they can be run.

What a source says is marked with it; what was cut off in the source or never found is ours, says so in its name (自拟) and
carries 推定口径. A place adopts one as a draft of its own and changes it before it is approved.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from gongkai.law.grammar.statute import Certainty
from gongkai.law.supervision.assessment import Ceiling
from gongkai.law.supervision.ready_department_schemes import COUNTY_TASKS, DEPARTMENTS_MONITORED
from gongkai.law.supervision.ready_rows import NATIONAL, deduct, part, rule
from gongkai.law.supervision.ready_site_schemes import SITE_SUPERVISION, THIRD_PARTY
from gongkai.law.supervision.schemes import RowKind, SchemeRow, SchemeText

_A = "泉州市鲤城区2020年考核细则（区直部门）"
DEPARTMENTS_2020 = SchemeText(
    "部门政务公开考核（参照鲤城2020）",
    (
        part("1", "主动公开", "10", basis=_A),
        deduct("1a", "应公开的信息迟发、漏发", "1", "5", "项", "late_slots", _A),
        deduct("1b", "标题、索引号等要素错误", "1", "1", "条", basis=_A),
        deduct("1c", "正文不能显示", "1", "1", "条", basis=_A),
        part("2", "年度报告", "10", basis=_A),
        deduct("2a", "逾期公布", "2", "5", "份", "late_report", _A),
        deduct("2b", "未按期报送公开办", "2", "5", "份", basis=_A),
        deduct("2c", "要素不全", "2", "5", "份", basis=_A),
        deduct("2d", "与上年或者其他单位雷同", "2", "5", "份", "same_report", _A),
        deduct("2e", "退回后仍未改正", "2", "5", "份", basis=_A),
        part("3", "依申请公开", "6", basis=_A),
        deduct("3a", "逾期答复", "3", "6", "件", "late_replies", _A),
        deduct("3b", "复议、诉讼中被纠正", "3", "3", "件", "overturned", _A),
        deduct("3c", "拒不配合办理", "3", "6", "件", basis=_A),
        deduct("3d", "逾期反馈意见", "3", "3", "件", basis=_A),
        part("4", "保密审查", "6", basis=_A),
        deduct("4a", "泄露国家秘密或者个人信息", "4", "6", "件", "leaks", _A),
        deduct("4b", "转发上级不公开的文件", "4", "6", "件", basis=_A),
        deduct("4c", "引用不公开的文件未隐去标题、文号", "4", "2", "件", basis=_A),
        part("5", "公开栏更新", "5", basis=_A),
        deduct("5a", "目录项长期不更新（扣分值自拟）", "5", "1", "项", "stale_items"),
        deduct("5b", "目录项空白（扣分值自拟）", "5", "1", "项", "blank_items"),
        part("6", "政策解读（自拟）", "12"),
        deduct("6a", "应解读未解读", "6", "3", "件", "missing_interpretation"),
        part("7", "互动回应（自拟）", "15"),
        deduct("7a", "留言逾期答复", "7", "1", "件", "late_letters"),
        deduct("7b", "举报投诉查实", "7", "5", "件", "complaints_true"),
        part("8", "信息管理（自拟）", "12"),
        deduct("8a", "公开属性标注错误", "8", "1", "件", "label_errors"),
        deduct("8b", "动态信息充数", "8", "2", "次", "padded_news"),
        part("9", "检查整改（自拟）", "14"),
        deduct("9a", "检查发现严重问题", "9", "2", "项", "findings_serious"),
        deduct("9b", "检查发现一般问题", "9", "0.5", "项", "findings_ordinary"),
        deduct("9c", "逾期未整改", "9", "2", "项", "findings_late"),
        part("10", "组织推进（自拟）", "10"),
        deduct("10a", "要点任务逾期", "10", "2", "项", "late_tasks"),
        deduct("10b", "通知逾期未阅", "10", "0.2", "件", "unread_notices"),
        deduct("10c", "未按要求参加培训", "10", "1", "次"),
        rule(RowKind.BONUS, "J1", "经验做法被上级推广（自拟）", "", "1", "次"),
    ),
    basis=_A,
    note="第1至5项的分值和扣分照公布的细则（第5项原文未公布扣分值）；细则其余各行未见，第6至10项和加分为自拟，请按本地规定修改。",
    bonus_cap=Decimal(3),
    share=Decimal(2),
)

_B = "玉环市2018年考核细则"
COUNTY_2018 = SchemeText(
    "政府信息公开考核（参照玉环2018）",
    (
        part("1", "机制建设", "20", basis=_B),
        part("1.1", "组织领导", "4", "1", _B),
        deduct("1.1a", "没有工作机构", "1.1", "4", "项", basis=_B),
        deduct("1.1b", "人员变动没有报告", "1.1", "2", "次", basis=_B),
        part("1.2", "年度报告", "4", "1", _B),
        deduct("1.2a", "逾期公布", "1.2", "2", "份", "late_report", _B),
        deduct("1.2b", "没有年度报告", "1.2", "4", "份", basis=_B),
        part("1.3", "审核保密制度", "4", "1", _B),
        deduct("1.3a", "缺一项制度", "1.3", "2", "项", basis=_B),
        deduct("1.3b", "没有台账", "1.3", "2", "项", basis=_B),
        part("1.4", "依申请登记簿", "4", "1", _B),
        deduct("1.4a", "未登记的申请", "1.4", "4", "件", basis=_B),
        part("1.5", "重点工作机制", "4", "1", _B),
        deduct("1.5a", "要点任务逾期（扣分值自拟）", "1.5", "2", "项", "late_tasks"),
        part("2", "主动公开", "30", basis=_B),
        part("2.1", "目录指南", "4", "2", _B),
        deduct("2.1a", "空白目录项（扣分值自拟）", "2.1", "1", "项", "blank_items"),
        part("2.2", "公开情况", "20", "2", _B),
        deduct("2.2a", "超过20个工作日等期限公开（扣分值自拟）", "2.2", "2", "项", "late_slots"),
        deduct("2.2b", "目录项长期不更新（扣分值自拟）", "2.2", "1", "项", "stale_items"),
        part("2.3", "其他（自拟）", "6", "2"),
        deduct("2.3a", "动态信息充数", "2.3", "3", "次", "padded_news"),
        part("3", "依申请公开（自拟）", "15"),
        deduct("3a", "逾期答复", "3", "5", "件", "late_replies"),
        deduct("3b", "复议、诉讼结果纠正", "3", "5", "件", "overturned"),
        part("4", "解读回应（自拟）", "15"),
        deduct("4a", "应解读未解读", "4", "3", "件", "missing_interpretation"),
        deduct("4b", "留言逾期答复", "4", "1", "件", "late_letters"),
        part("5", "信息管理（自拟）", "10"),
        deduct("5a", "公开属性标注错误", "5", "1", "件", "label_errors"),
        deduct("5b", "公开后发现泄露个人信息", "5", "5", "件", "leaks"),
        part("6", "检查整改（自拟）", "10"),
        deduct("6a", "检查发现严重问题", "6", "2", "项", "findings_serious"),
        deduct("6b", "逾期未整改", "6", "2", "项", "findings_late"),
    ),
    basis=_B,
    note="机制建设和主动公开的分项分值照公布的细则；注明自拟的和第3至6项原文未见，请按本地规定修改。",
    ceiling=Ceiling.EACH,
)

_F = "网站绩效指标的一种通行算法（厂商公开资料）"
SITE_KPI = SchemeText(
    "网站运行考核（按可用、更新、服务计分）",
    (
        part("1", "可用性", "37.5", basis=_F),
        deduct("1a", "网站打不开", "1", "37.5", "次", basis=_F),
        deduct("1b", "打不开的链接（每条扣该项的千分之一）", "1", "0.0375", "条", basis=_F),
        part("2", "信息更新", "37.5", basis=_F),
        deduct("2a", "目录项长期不更新（满10项扣完）", "2", "3.75", "项", "stale_items", _F),
        deduct("2b", "空白目录项（满5项扣完）", "2", "7.5", "项", "blank_items", _F),
        part("3", "办事指南", "12.5", basis=_F),
        deduct("3a", "指南有错（每处扣该项的一成）", "3", "1.25", "处", basis=_F),
        part("4", "咨询答复", "6.25", basis=_F),
        deduct("4a", "留言逾期答复（每件扣该项的一成）", "4", "0.625", "件", "late_letters", _F),
        part("5", "访谈", "6.25", basis=_F),
        deduct("5a", "比两次少一次访谈", "5", "3.125", "次", basis=_F),
    ),
    basis=_F,
    note="各项分值和算法照公开资料；原算法不更新满10个、空白满5个即得零分，这里按个数均摊。",
    ceiling=Ceiling.EACH,
)

NATIONAL_CHECK = SchemeText(
    "政府网站检查（参照国办2019年检查指标）",
    (
        *(
            rule(RowKind.VETO, key, label, "", "0", "次", basis=NATIONAL)
            for key, label in (
                ("V1", "严重表述错误、泄露国家秘密、链接反动暴力色情网站、受攻击不处理、弄虚作假等安全、泄密问题"),
                ("V2", "站点无法访问"),
                ("V3", "首页不更新"),
                ("V4", "栏目不更新"),
                ("V5", "互动回应差"),
                ("V6", "服务不实用"),
            )
        ),
        part("1", "发布解读（分值自拟）", "35"),
        deduct("1a", "目录项长期不更新", "1", "3", "项", "stale_items"),
        deduct("1b", "空白目录项", "1", "5", "项", "blank_items"),
        deduct("1c", "应解读未解读", "1", "3", "件", "missing_interpretation"),
        part("2", "办事服务（分值自拟）", "25"),
        deduct("2a", "办事指南要素缺失", "2", "2", "处"),
        part("3", "互动交流（分值自拟）", "25"),
        deduct("3a", "留言逾期答复", "3", "2", "件", "late_letters"),
        part("4", "功能设计（分值自拟）", "15"),
        deduct("4a", "检查发现一般问题", "4", "1", "项", "findings_ordinary"),
        rule(RowKind.BONUS, "J1", "创新发展（加分值自拟）", "", "5", "项"),
    ),
    basis=NATIONAL,
    note=(
        "一票否决事项、加分上限30分且80分以上才计加分、60分以下不合格、扣分以各指标分值为限，照国办秘函〔2019〕19号（凭记忆）；"
        "100分的扣分表原文未见，第1至4项的分值为自拟。没有服务事项的部门，在核定得分前登记“办事服务”不适用，其余75分折算为100分。"
    ),
    ceiling=Ceiling.EACH,
    bonus_cap=Decimal(30),
    bonus_above=Decimal(80),
    failing=Decimal(60),
)

READY: Mapping[str, SchemeText] = {
    "departments_2020": DEPARTMENTS_2020,
    "county_2018": COUNTY_2018,
    "departments_monitored": DEPARTMENTS_MONITORED,
    "county_tasks": COUNTY_TASKS,
    "third_party": THIRD_PARTY,
    "site_kpi": SITE_KPI,
    "national_check": NATIONAL_CHECK,
    "site_supervision": SITE_SUPERVISION,
}
"""现成方案表."""


def invented(text: SchemeText) -> Iterator[SchemeRow]:
    """自拟的行: what no source says."""
    return (row for row in text.rows if row.certainty is Certainty.INFERRED)
