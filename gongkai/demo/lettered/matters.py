"""虚构的诉求: what invented callers and writers want, and what is answered; nobody and no place in them is real."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from gongkai.law.ticket_kinds import ConcernKind


@dataclass(frozen=True, slots=True)
class Concern:
    """诉求: what it is about, what is said of it, and the reply; ``{place}`` is filled in."""

    title: str
    text: str
    answer: str


_CONSULT = (
    Concern(
        "城乡居民医保怎样缴费",
        "请问今年城乡居民医保缴费到哪一天为止，{place}的居民在外地能不能用手机办理？",
        "集中缴费期至十二月底，在外地可以通过手机办理，也可以由家人代缴。",
    ),
    Concern(
        "义务教育入学需要什么材料",
        "孩子今年上小学，户口在{place}，请问报名需要哪些材料，什么时候招生？",
        "按照当年招生公告，在规定时间持户口簿和住房证明到片区学校报名。",
    ),
    Concern(
        "农村危房改造怎样申请",
        "家在{place}，房屋老旧，请问农村危房改造补助的条件和标准是什么？",
        "由户主向村委会提出申请，经评议、公示和乡镇审核后按等级补助。",
    ),
    Concern(
        "高龄津贴怎样领取",
        "老人住在{place}，年满八十周岁，请问高龄津贴怎样申请，每月多少？",
        "由本人或者家属持身份证到乡镇便民服务中心申请，自批准的次月起发放。",
    ),
    Concern(
        "灵活就业怎样参加养老保险",
        "在{place}做零工，请问灵活就业人员怎样参加养老保险，缴费标准是多少？",
        "可以到社会保险经办机构办理，按当年公布的缴费基数选择档次。",
    ),
    Concern(
        "个体工商户营业执照怎样办理",
        "想在{place}开一家小吃店，请问营业执照和食品经营许可要办多久？",
        "材料齐全的，营业执照当日办结，食品经营许可按公示的时限办理。",
    ),
)
_SUGGEST = (
    Concern(
        "建议增设公交站点",
        "{place}新建的小区离公交站较远，建议增设一个站点，并延长末班车时间。",
        "已经列入线网优化计划，勘察后公布站点位置。",
    ),
    Concern(
        "建议增加健身器材",
        "{place}的广场缺少健身器材，建议增加适合老人的器材。",
        "已经采纳，列入本年度公共健身设施安装计划。",
    ),
    Concern(
        "建议开放图书馆夜间阅览",
        "建议图书馆在周末延长开放到晚上，方便{place}上班的居民。",
        "已经采纳，周五、周六延长开放两小时。",
    ),
)
_COMPLAIN = (
    Concern(
        "路灯不亮",
        "{place}人行道的路灯已经几天不亮，晚上行走看不清台阶，请尽快修理。",
        "经现场查看，系线路老化，已更换线路和灯具，当晚恢复照明。",
    ),
    Concern(
        "夜间施工噪声扰民",
        "{place}的工地夜间施工，噪声污染影响休息，请依法处理。",
        "已责令停止夜间施工，并依法立案调查。",
    ),
    Concern(
        "供暖温度不够",
        "{place}的小区室内温度长期不达标，请协调物业和供热单位。",
        "已会同供热单位入户测温，清洗管网后达标。",
    ),
    Concern(
        "垃圾没有及时清运",
        "{place}路口的垃圾堆放多日，气味难闻，影响环境，请环保和市政部门清理。",
        "已当日清运，并增加该点位的清运班次。",
    ),
    Concern(
        "客运班车不按时发车",
        "{place}的农村客运班车经常晚点，影响出行，请交通运输部门管理。",
        "已约谈经营者，并公布班次时刻表。",
    ),
    Concern(
        "饮水安全工程水压不足",
        "{place}的自来水水压不足，早晚停水，请保障饮水安全。",
        "已更换加压设备，供水恢复正常。",
    ),
)
_REPORT = (
    Concern(
        "反映违规占用耕地",
        "反映{place}有人违规占用耕地堆放砂石，请依法查处。",
        "已现场核查，责令限期清除并恢复耕种条件。",
    ),
    Concern(
        "反映食品安全问题",
        "反映{place}有店铺出售过期食品，请食品安全监管部门查处。",
        "已立案，对过期食品予以没收。",
    ),
)
_HELP = (
    Concern(
        "请求协调拖欠工资",
        "在{place}工地务工，农民工工资被拖欠，请人力资源和社会保障部门协调。",
        "已协调用工单位支付工资。",
    ),
    Concern(
        "请求临时救助",
        "家住{place}，因病生活困难，请问能否给予临时救助？",
        "经核查符合条件，已发放临时救助金。",
    ),
    Concern(
        "请求疏通排水管道",
        "{place}巷内排水管道堵塞，污水外溢，请市政部门帮助疏通。",
        "已派人疏通，污水外溢已经解决。",
    ),
)

CONCERNS: Mapping[ConcernKind, tuple[Concern, ...]] = {
    ConcernKind.CONSULT: _CONSULT,
    ConcernKind.SUGGEST: _SUGGEST,
    ConcernKind.COMPLAIN: _COMPLAIN,
    ConcernKind.REPORT: _REPORT,
    ConcernKind.HELP: _HELP,
}
"""各类诉求: what is wanted, by its kind."""
