"""单位和事项: which departments there are, what each permits, and which of them keeps records of a kind."""

from __future__ import annotations

from collections.abc import Mapping

MATTERS: Mapping[str, tuple[str, ...]] = {
    "发展和改革局": ("企业投资项目", "节能审查"),
    "教育局": ("民办学校设立", "教师资格认定"),
    "科学技术局": ("科技成果登记",),
    "工业和信息化局": ("技术改造项目",),
    "公安局": ("爆破作业", "大型群众性活动"),
    "民政局": ("社会团体成立登记", "养老机构备案"),
    "司法局": ("基层法律服务",),
    "财政局": ("代理记账",),
    "人力资源和社会保障局": ("人力资源服务", "劳务派遣经营"),
    "自然资源局": ("建设用地规划", "临时用地"),
    "生态环境局": ("排污", "建设项目环评"),
    "住房和城乡建设局": ("建筑工程施工", "商品房预售"),
    "交通运输局": ("道路运输经营", "超限运输"),
    "水务局": ("取水", "河道采砂"),
    "农业农村局": ("动物诊疗", "种子经营"),
    "商务局": ("成品油零售",),
    "文化和旅游局": ("营业性演出", "歌舞娱乐场所"),
    "卫生健康局": ("医疗机构执业", "公共场所卫生"),
    "退役军人事务局": ("优抚待遇",),
    "应急管理局": ("烟花爆竹零售", "危险化学品经营"),
    "审计局": ("内部审计指导",),
    "市场监督管理局": ("食品经营", "企业登记", "特种设备使用"),
    "林业和草原局": ("林木采伐",),
    "统计局": ("涉外调查",),
    "医疗保障局": ("定点医药机构",),
    "城市管理局": ("占用城市道路", "户外广告设置"),
    "乡村振兴局": ("帮扶项目库",),
    "档案局": ("档案移交",),
    "民族宗教事务局": ("宗教活动场所",),
    "信访局": ("信访事项复查",),
    "政务服务中心": ("综合窗口受理",),
    "公共资源交易中心": ("交易项目登记",),
    "住房公积金管理部": ("公积金提取",),
    "气象局": ("防雷装置",),
    "烟草专卖局": ("烟草专卖零售",),
    "税务局": ("延期缴纳税款",),
    "消防救援大队": ("公众聚集场所消防",),
    "残疾人联合会": ("残疾人证",),
    "供销合作社": ("农资经营",),
    "地震局": ("抗震设防",),
}
"""四十个单位和它们的事: departments as most counties have them, each with what it permits."""
UNITS = tuple(MATTERS)
BY_UNIT = frozenset({"power_item", "public_service_item", "fee_item", "permit"})
"""随单位的种类: their matter is one of their unit's."""
ANSWERS: Mapping[str, str] = {
    **dict.fromkeys(("relief_payment", "charity", "association_review"), "民政局"),
    **dict.fromkeys(("housing_notice", "dust_notice"), "住房和城乡建设局"),
    **dict.fromkeys(("water_quality", "environment_review"), "生态环境局"),
    **dict.fromkeys(("sampling", "recall", "market_entity"), "市场监督管理局"),
    **dict.fromkeys(("accident", "hazard", "emergency"), "应急管理局"),
    **dict.fromkeys(("job", "social_fund"), "人力资源和社会保障局"),
    **dict.fromkeys(("poverty_notice", "poverty_result", "aid_paper"), "乡村振兴局"),
    **dict.fromkeys(("enrolment", "school_money"), "教育局"),
    **dict.fromkeys(("trade_policy", "trade_news", "trade_other"), "公共资源交易中心"),
    "land_taking": "自然资源局",
    "land_flow": "农业农村局",
    "special_fund": "财政局",
    "audit_result": "审计局",
    "fee_policy": "税务局",
    "health_event": "卫生健康局",
    "science_project": "科学技术局",
    "culture_sport": "文化和旅游局",
    "major_project": "发展和改革局",
}
"""由谁负责: of the kinds that one department keeps."""
