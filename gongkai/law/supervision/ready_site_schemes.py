"""评估和监管的方案: a third party's sheet of four levels, and the yearly check of those who supervise sites."""

from __future__ import annotations

from decimal import Decimal

from gongkai.law.supervision.assessment import Ceiling
from gongkai.law.supervision.ready_rows import deduct, part, rule
from gongkai.law.supervision.schemes import RowKind, SchemeText

_E = "某省第三方评估指标"
THIRD_PARTY = SchemeText(
    "政务公开第三方评估（四级指标）",
    (
        part("1", "主动公开（自拟）", "45"),
        part("1.1", "法定公开内容（自拟）", "25", "1"),
        deduct("1.1a", "目录项空白", "1.1", "2", "项", "blank_items"),
        deduct("1.1b", "目录项长期不更新", "1.1", "1", "项", "stale_items"),
        part("1.2", "双随机、一公开专栏（自拟）", "6", "1"),
        deduct("1.2a", "没有专栏，或者没有本年的抽查结果", "1.2", "3", "处"),
        part("1.3", "财政预决算专栏（自拟）", "8", "1"),
        deduct("1.3a", "没有专栏，或者缺一个单位", "1.3", "1", "处"),
        part("1.4", "建议提案办理结果（自拟）", "6", "1"),
        deduct("1.4a", "没有专栏，或者只有标题没有答复", "1.4", "3", "处"),
        part("2", "依申请公开", "10", basis=_E),
        part("2.1", "申请渠道", "2.5", "2", _E),
        part("2.1.1", "信函渠道", "2.5", "2.1", _E),
        deduct("2.1.1a", "指南没有写明信函渠道", "2.1.1", "1", "处", basis=_E),
        deduct("2.1.1b", "寄出的测试申请没有收到", "2.1.1", "1.5", "件", basis=_E),
        part("2.2", "答复（自拟）", "7.5", "2"),
        deduct("2.2a", "逾期答复", "2.2", "2.5", "件", "late_replies"),
        deduct("2.2b", "复议、诉讼中被纠正", "2.2", "2.5", "件", "overturned"),
        part("3", "解读回应（自拟）", "20"),
        deduct("3a", "应解读未解读", "3", "2", "件", "missing_interpretation"),
        part("4", "互动交流（自拟）", "15"),
        deduct("4a", "留言逾期答复", "4", "1", "件", "late_letters"),
        part("5", "年度报告（自拟）", "10"),
        deduct("5a", "逾期公布", "5", "5", "份", "late_report"),
        deduct("5b", "与上年或者其他单位雷同", "5", "5", "份", "same_report"),
    ),
    basis=_E,
    note="只见到依申请公开10分之下的信函渠道一项，照原表；其余各项及分值为自拟，双随机、财政、建议提案三个专栏是该表点名要看的。",
    ceiling=Ceiling.EACH,
)

_H = "国办对监管工作的年度考核指标（残文）"
SITE_SUPERVISION = SchemeText(
    "网站和政务新媒体监管工作考核（对主管单位）",
    (
        part("1", "网民找错留言办理（分值自拟）", "40"),
        deduct("1a", "上一年度找错留言没有办结", "1", "3", "条", basis=_H),
        deduct("1b", "找错留言超过一个月办结", "1", "2", "条", basis=_H),
        part("2", "抽查和整改（分值自拟）", "40"),
        deduct("2a", "检查发现严重问题", "2", "2", "项", "findings_serious"),
        deduct("2b", "逾期未整改", "2", "2", "项", "findings_late"),
        part("3", "日常监管（分值自拟）", "20"),
        deduct("3a", "通报逾期未阅", "3", "0.5", "件", "unread_notices"),
        rule(
            RowKind.VETO,
            "V1",
            "所管多个网站、新媒体因严重表述错误被判不合格，或者不合格率超过限度",
            "",
            "0",
            "次",
            basis=_H,
        ),
        rule(RowKind.BONUS, "J1", "网站均迁至集约化平台并实现数据融合", "", "5", "项", basis=_H),
        rule(RowKind.BONUS, "J2", "其他创新（加分值自拟）", "", "5", "项"),
    ),
    basis=_H,
    note=(
        "扣分100分、加分20分、60分以下不合格、80分以上才计加分，找错留言的两条扣分和集约化的加分照残文；"
        "单项否决的具体限度和其余条目未见，三项分值和第2、3项的扣分为自拟。"
    ),
    ceiling=Ceiling.EACH,
    bonus_cap=Decimal(20),
    bonus_above=Decimal(80),
    failing=Decimal(60),
)
