"""虚构的事: what the invented applicants ask for, and what a clerk writes in the letters of reply."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.law.outcomes import Element


@dataclass(frozen=True)
class Matter:
    """申请事项: the name of what is asked for, what it should contain, and the unit that keeps it."""

    title: str
    contents: str
    kept_by: str


MATTERS = (
    Matter("农村危房改造补助发放情况", "补助对象、补助标准和发放时间", "住房和城乡建设部门"),
    Matter("征收土地公告和补偿安置方案", "征收范围、补偿标准和安置方式", "自然资源部门"),
    Matter("农村公路养护工程招标结果", "中标单位、中标价格和工期", "交通运输部门"),
    Matter("义务教育阶段招生片区划分方案", "各学校的招生范围和计划", "教育部门"),
    Matter("城乡居民最低生活保障标准调整文件", "调整后的标准和执行时间", "民政部门"),
    Matter("生活饮用水水质监测结果", "监测点位、指标和结论", "卫生健康部门"),
    Matter("国有建设用地使用权出让合同", "宗地位置、面积、用途和成交价款", "自然资源部门"),
    Matter("小型水利工程维修养护资金使用情况", "项目名称、资金数额和实施单位", "水务部门"),
    Matter("残疾人两项补贴审核结果", "补贴档次、人数和资金总额", "民政部门"),
    Matter("老旧小区改造实施方案", "改造范围、内容和资金来源", "住房和城乡建设部门"),
    Matter("公益性岗位招聘结果", "岗位名称、人数和招聘程序", "人力资源和社会保障部门"),
    Matter("建设项目环境影响评价批复", "批复文号、主要结论和要求", "生态环境部门"),
    Matter("耕地地力保护补贴发放清册", "补贴面积、标准和金额", "农业农村部门"),
    Matter("行政事业性收费目录", "收费项目、标准和依据", "财政部门"),
    Matter("食品安全监督抽检结果", "抽检品种、批次和处理情况", "市场监督管理部门"),
    Matter("城区道路命名和门牌设置方案", "道路名称、起止点和命名依据", "民政部门"),
    Matter("村级集体经济扶持项目名单", "项目名称、扶持资金和实施地点", "农业农村部门"),
    Matter("政府采购办公设备合同", "供应商、合同金额和验收情况", "财政部门"),
    Matter("林地占用审批文件", "项目名称、占用面积和批准文号", "林业部门"),
    Matter("客运班线许可情况", "班线名称、经营者和许可期限", "交通运输部门"),
    Matter("防汛应急预案", "预警级别、响应措施和责任单位", "应急管理部门"),
    Matter("商品房预售许可办理情况", "项目名称、许可证号和预售范围", "住房和城乡建设部门"),
    Matter("校车运营线路核定表", "线路、站点和运营时间", "教育部门"),
)

_ANSWERS = {
    Element.FACTS: "本机关查找、核对了所申请的“{title}”，确有该项内容",
    Element.REASON: "该内容属于本机关内部工作安排，对外不直接产生影响，不宜公开",
    Element.MEANS: "“{title}”的文本随本答复书一并提供，也可在本机关网站政府信息公开专栏查阅",
    Element.DISCLOSED_PART: "“{title}”的正文和汇总数据，随本答复书提供复印件",
    Element.WITHHELD_PART: "附表中个人的证件号码、银行账号和住址，公开后会侵害其个人隐私，依照条例第十五条已作遮盖",
    Element.SEARCH: "经办人以“{title}”及其简称为关键词，检索了档案室和办公系统中近五年的文件，未发现相关信息",
    Element.RIGHT_AUTHORITY: "{kept_by}，联系电话0900-0000000",
    Element.EARLIER: "本机关此前已就同一事项作出答复",
    Element.CHANNEL: "可以向{kept_by}提出，由其按规定的程序办理，联系电话0900-0000000",
    Element.UNCLEAR: "所需信息的形成时间和文件名称仍不能确定",
}


def matter(number: int) -> Matter:
    """申请事项: one after another, from the beginning again when all have been asked for."""
    return MATTERS[number % len(MATTERS)]


def wanted(asked: Matter, year: int, place: str) -> dict[str, str]:
    """所需政府信息: the second part of the form."""
    title = f"{year}年{place}{asked.title}"
    return {"document_title": title, "description": f"申请公开{title}，包括{asked.contents}。"}


def elements(asked: Matter, needed: tuple[Element, ...]) -> dict[str, str]:
    """文书要素: what the clerk writes for each element the letter needs."""
    return {element.value: _ANSWERS[element].format(title=asked.title, kept_by=asked.kept_by) for element in needed}
