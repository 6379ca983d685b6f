"""部门和县的方案: two more schemes of counties, of which the weights of most parts were printed and few of the points."""

from __future__ import annotations

from decimal import Decimal

from gongkai.law.supervision.ready_rows import deduct, part, rule
from gongkai.law.supervision.schemes import RowKind, SchemeText

_C = "浙江某县部门考核细则"
DEPARTMENTS_MONITORED = SchemeText(
    "部门政务公开考核（参照浙江某县，日常监测为主）",
    (
        part("1", "组织领导", "5", basis=_C),
        part("1.1", "领导重视", "1", "1", _C),
        deduct("1.1a", "没有分管领导（扣分值自拟）", "1.1", "1", "项"),
        part("1.2", "机构人员", "3", "1", _C),
        deduct("1.2a", "没有工作机构或者经办人（扣分值自拟）", "1.2", "1.5", "项"),
        part("1.3", "培训", "1", "1", _C),
        deduct("1.3a", "未按要求参加培训（扣分值自拟）", "1.3", "0.5", "次"),
        part("2", "制度建设", "21", basis=_C),
        part("2.1", "各项制度", "10", "2", _C),
        deduct("2.1a", "十项制度缺一项（扣分值自拟）", "2.1", "1", "项"),
        part("2.2", "公文属性标注", "8", "2", _C),
        deduct("2.2a", "公开属性标注错误（扣分值自拟）", "2.2", "1", "件", "label_errors"),
        part("2.3", "工作计划", "3", "2", _C),
        deduct("2.3a", "要点任务逾期（扣分值自拟）", "2.3", "1", "项", "late_tasks"),
        part("3", "公开载体", "4", basis=_C),
        part("3.1", "网站专栏", "2", "3", _C),
        deduct("3.1a", "专栏目录项空白（扣分值自拟）", "3.1", "1", "项", "blank_items"),
        part("3.2", "查阅点", "1", "3", _C),
        deduct("3.2a", "查阅点没有设立或者没有更新（扣分值自拟）", "3.2", "1", "处"),
        part("3.3", "其他载体", "1", "3", _C),
        deduct("3.3a", "没有其他载体（扣分值自拟）", "3.3", "1", "项"),
        part("4", "主动公开", "43", basis=_C),
        part("4.1", "目录和指南", "5", "4", _C),
        deduct("4.1a", "目录项长期不更新（扣分值自拟）", "4.1", "1", "项", "stale_items"),
        part("4.2", "二十个工作日台账", "8", "4", _C),
        deduct("4.2a", "超过期限公开（扣分值自拟）", "4.2", "2", "项", "late_slots"),
        part("4.3", "日常网上监测", "30", "4", _C),
        deduct("4.3a", "监测发现一般问题（扣分值自拟）", "4.3", "0.5", "项", "findings_ordinary"),
        deduct("4.3b", "监测发现严重问题（扣分值自拟）", "4.3", "2", "项", "findings_serious"),
        deduct("4.3c", "逾期未整改（扣分值自拟）", "4.3", "3", "项", "findings_late"),
        part("5", "依申请公开（自拟）", "12"),
        deduct("5a", "逾期答复", "5", "6", "件", "late_replies"),
        deduct("5b", "复议、诉讼中被纠正", "5", "3", "件", "overturned"),
        part("6", "解读回应（自拟）", "10"),
        deduct("6a", "应解读未解读", "6", "3", "件", "missing_interpretation"),
        deduct("6b", "留言逾期答复", "6", "1", "件", "late_letters"),
        part("7", "年度报告（自拟）", "5"),
        deduct("7a", "逾期公布", "7", "5", "份", "late_report"),
        deduct("7b", "与上年或者其他单位雷同", "7", "5", "份", "same_report"),
        rule(RowKind.MAJOR, "Z1", "泄露国家秘密或者个人信息（自拟）", "", "10", "件", "leaks"),
    ),
    basis=_C,
    note="第1至4项的分值照公布的细则，各条扣分值原文未见、为自拟；细则其余部分未见，第5至7项和重大扣分为自拟，请按本地规定修改。",
)

_D = "某县政府信息公开考核办法（按任务量计分）"
COUNTY_TASKS = SchemeText(
    "政府信息公开考核（按任务量计分，另设只扣不加的事项）",
    (
        part("1", "组织保障", "6", basis=_D),
        *(part(f"1.{n}", name, "2", "1", _D) for n, name in ((1, "领导和机构"), (2, "制度"), (3, "经费和人员"))),
        *(
            deduct(f"1.{n}a", f"{name}（扣分值自拟）", f"1.{n}", "1", "项")
            for n, name in ((1, "没有明确"), (2, "缺一项制度"), (3, "没有保障"))
        ),
        part("2", "公开载体", "15", basis=_D),
        part("2.1", "政府网站", "6", "2", _D),
        deduct("2.1a", "目录项空白（扣分值自拟）", "2.1", "1", "项", "blank_items"),
        part("2.2", "新闻发布会", "3", "2", _D),
        deduct("2.2a", "没有举办（扣分值自拟）", "2.2", "3", "年"),
        part("2.3", "其他载体", "6", "2", _D),
        deduct("2.3a", "少一种载体（每种2分）", "2.3", "2", "种", basis=_D),
        part("3", "政府信息公开", "79", basis=_D),
        part("3.1", "任务量", "25", "3", _D),
        deduct("3.1a", "到期未公开（扣分值自拟）", "3.1", "1", "项", "late_slots"),
        part("3.2", "概况信息", "2", "3", _D),
        deduct("3.2a", "不准确（扣分值自拟）", "3.2", "0.5", "处"),
        part("3.3", "文件", "5", "3", _D),
        deduct("3.3a", "公开属性标注错误（扣分值自拟）", "3.3", "1", "件", "label_errors"),
        part("3.4", "动态", "5", "3", _D),
        deduct("3.4a", "动态信息充数（扣分值自拟）", "3.4", "1", "次", "padded_news"),
        part("3.5", "突发事件", "2", "3", _D),
        deduct("3.5a", "没有及时回应（扣分值自拟）", "3.5", "1", "次"),
        part("3.6", "重点领域", "25", "3", _D),
        deduct("3.6a", "目录项长期不更新（扣分值自拟）", "3.6", "2", "项", "stale_items"),
        part("3.7", "解读", "2", "3", _D),
        deduct("3.7a", "应解读未解读（扣分值自拟）", "3.7", "1", "件", "missing_interpretation"),
        part("3.8", "目录和年报", "5", "3", _D),
        deduct("3.8a", "年报逾期公布（扣分值自拟）", "3.8", "3", "份", "late_report"),
        deduct("3.8b", "年报雷同（扣分值自拟）", "3.8", "3", "份", "same_report"),
        part("3.9", "依申请公开", "6", "3", _D),
        deduct("3.9a", "逾期答复（扣分值自拟）", "3.9", "3", "件", "late_replies"),
        part("3.10", "保密审查", "2", "3", _D),
        deduct("3.10a", "没有审查记录（扣分值自拟）", "3.10", "1", "件"),
        rule(RowKind.MAJOR, "Z1", "泄露国家秘密或者个人信息（只扣不加，扣分值自拟）", "", "10", "件", "leaks"),
        rule(RowKind.MAJOR, "Z2", "复议、诉讼中被纠正（只扣不加，扣分值自拟）", "", "3", "件", "overturned"),
        rule(RowKind.MAJOR, "Z3", "举报投诉查实（只扣不加，扣分值自拟）", "", "3", "件", "complaints_true"),
    ),
    basis=_D,
    note="各项分值照公开的办法；扣分值除“其他载体每种2分”外原文未见，为自拟；只扣不加的事项原文有而条目未见，Z1至Z3为自拟。",
    share=Decimal(2),
)
