"""登记的用词: how the records of a kind are worded, so that they read as records do; what they name is invented.

In a wording ``{n}`` is the number of the record, ``{what}`` its matter, ``{town}``, ``{unit}``, ``{firm}`` and ``{person}`` are
those of its number, ``{mark}`` begins the numbers of its lot, ``{year}`` is the year of its day.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

TOWNS = ("示例镇", "样本镇", "范例镇", "试样乡", "演示街道", "样例乡", "虚拟镇")
FIRMS = (
    "建材",
    "商贸",
    "农业科技",
    "餐饮服务",
    "运输",
    "药品零售",
    "电子商务",
    "种植养殖",
    "物业服务",
    "印务",
    "食品加工",
)

_BUILT = (
    *("农村公路硬化", "安全饮水", "小学校舍改造", "中药材种植", "卫生院设备采购", "农田灌溉", "易地搬迁安置点"),
    *("污水处理站", "养殖棚圈", "文化广场", "便民桥", "供热管网改造", "光伏电站"),
)
_OFFENCES = (
    *("销售过期食品@市场监督管理局", "超限运输@交通运输局", "占道经营@城市管理局", "未按规定明码标价@市场监督管理局"),
    *("扬尘防治不力@住房和城乡建设局", "未落实安全生产责任@应急管理局", "违法占用耕地@自然资源局"),
    *(
        "销售不合格商品@市场监督管理局",
        "超标排放@生态环境局",
        "未公示健康证明@卫生健康局",
        "拖欠工资@人力资源和社会保障局",
    ),
)
"""违法行为: each with the department that punishes it."""
WHAT: Mapping[str, Sequence[str]] = {
    **dict.fromkeys(
        (
            *("tender_notice", "prequalification_notice", "correction_notice", "award_notice", "performance_notice"),
            *(
                "purchase",
                "major_project",
                "poverty_notice",
                "poverty_result",
                "budget",
                "special_fund",
                "audit_result",
            ),
            *("aid_paper", "land_taking", "housing_notice", "environment_review", "trade_other"),
        ),
        _BUILT,
    ),
    **dict.fromkeys(("penalty", "coercion", "credit_record", "hazard", "random_inspection"), _OFFENCES),
    "emergency": ("暴雨", "山体滑坡", "洪水", "森林火情", "冰雹", "大风"),
    "culture_sport": ("全民健身", "广场舞展演", "乡村篮球赛", "送戏下乡", "图书馆延时开放"),
    "sampling": ("面粉", "食用油", "酱卤肉", "饮用水", "水果", "中药饮片", "糕点"),
    "medical_price": ("普通门诊诊查", "血常规", "腹部彩超", "静脉输液", "拔牙", "阑尾切除"),
    "health_event": ("流行性感冒", "手足口病", "水痘", "其他感染性腹泻"),
    "job": ("收银员", "护理员", "电工", "客服", "驾驶员"),
    "fee_policy": ("小微企业税费减免", "降低用电成本", "社会保险费率下调", "清理涉企收费"),
    "social_fund": ("城乡居民基本养老保险", "城镇职工基本医疗保险", "失业保险", "工伤保险"),
    "relief_policy": ("高龄津贴", "残疾人两项补贴", "临时救助", "孤儿生活保障"),
}
_PROJECT = "{town}{what}项目（示例{n:04}）"
_TRADE = {
    "project_code": "{mark}-{n:04}",
    "project": _PROJECT,
    "platform": "公共资源交易电子信息平台",
    "trade_field": "{field}",
}
_POSTED = "0900-0000100"
WORDING: Mapping[str, Mapping[str, str]] = {
    "tender_notice": {**_TRADE, "name": _PROJECT + "招标公告"},
    "prequalification_notice": {**_TRADE, "name": _PROJECT + "资格预审公告"},
    "correction_notice": {
        **_TRADE,
        "name": _PROJECT + "更正公告",
        "corrects": _PROJECT + "招标公告",
        "content": "开标时间顺延七日，其他内容不变。（示例）",
    },
    "award_notice": {**_TRADE, "name": _PROJECT + "中标公示", "winner": "{firm}", "office_phone": _POSTED},
    "performance_notice": {
        **_TRADE,
        "name": _PROJECT + "履约信息",
        "contractor": "{firm}",
        "accepted": "验收合格",
    },
    "expert_draw": {**_TRADE, "name": _PROJECT + "评标专家抽取", "drawn_by": "专家库随机抽取"},
    "bid_opening": {**_TRADE, "name": _PROJECT + "开标记录", "outcome": "按时开标，推荐三名中标候选人。（示例）"},
    "award_letter": {**_TRADE, "name": _PROJECT + "中标通知书", "winner": "{firm}"},
    "deposit_refund": {**_TRADE, "name": _PROJECT + "投标保证金退还"},
    "trade_policy": {"name": "公共资源交易管理办法（示例{n:04}）"},
    "trade_news": {"name": "交易中心工作动态（示例{n:04}）"},
    "trade_other": {**_TRADE, "name": "公共资源交易其他信息（示例{n:04}）"},
    "purchase": {"project_code": "{mark}-{n:04}", "name": "{what}采购（示例{n:04}）", "supplier": "{firm}"},
    "power_item": {
        "code": "{mark}-{n:04}",
        "name": "{what}{kind}（示例{n:04}）",
        "basis": "示例依据（年报没有列明）",
        "level": "县级",
    },
    "public_service_item": {
        "code": "{mark}-{n:04}",
        "name": "{what}咨询和办理（示例{n:04}）",
        "audience": "公民、法人和其他组织",
    },
    "fee_item": {
        "code": "{mark}-{n:04}",
        "name": "{what}收费（示例{n:04}）",
        "fee_kind": "行政事业性收费",
        "standard": "按文件规定（示例）",
        "document": "示发〔{year}〕{n}号",
    },
    "permit": {
        "name": "准予{what}行政许可决定书",
        "number": "{mark}〔{year}〕{n:04}号",
        "permit_kind": "普通",
        "state": "有效",
        "content": "准予{what}。（示例）",
        "representative": "{person}",
    },
    "penalty": {
        "number": "{mark}〔{year}〕{n:04}号",
        "offence": "{what}",
        "facts": "检查中发现{what}。（示例）",
        "basis": "示例法规第几条",
        "penalty_kind": "罚款",
        "content": "罚款，并责令改正。（示例）",
        "fine": "{fine}",
        "representative": "{person}",
    },
    "coercion": {
        "number": "{mark}〔{year}〕{n:04}号",
        "party": "{firm}",
        "content": "因{what}采取强制措施。（示例）",
        "measure": "{measure}",
        "basis": "示例法规第几条",
    },
    "credit_record": {
        "party": "{firm}",
        "number": "{mark}-{n:05}",
        "content": "{what}，已记入信用记录。（示例）",
        "office_phone": _POSTED,
    },
    "random_inspection": {
        "plan": "{mark}-{year}",
        "name": "{what}抽查（示例{n:04}）",
        "object": "{firm}",
        "result": "未发现问题。（示例）",
    },
    "major_project": {
        "project_code": "{mark}-{n:04}",
        "name": _PROJECT,
        "area": "{town}",
        "number": "示发改〔{year}〕{n}号",
        "builder": "{firm}",
        "progress": "已开工。（示例）",
    },
    "budget": {"name": "{unit}{year}年部门预算（示例）", "scope": "部门", "year": "{year}"},
    "final_account": {"name": "{unit}{last}年部门决算（示例）", "scope": "部门", "year": "{last}"},
    "special_fund": {
        "name": "{town}{what}专项资金（示例{n:04}）",
        "receiver": "{town}",
        "document": "示财〔{year}〕{n}号",
        "use": "用于{what}。（示例）",
    },
    "audit_result": {
        "name": "{what}审计结果（示例{n:04}）",
        "audited": "{unit}",
        "found": "个别支出依据不足。（示例）",
        "mended": "已整改。（示例）",
    },
    "fee_policy": {"name": "{what}措施（示例{n:04}）", "document": "示发〔{year}〕{n}号"},
    "poverty_notice": {
        "name": "{level}{what}项目资金公示（示例{n:04}）",
        "area": "{town}",
        "office_phone": "12317",
        "proof": "{proof}",
    },
    "poverty_result": {
        "name": "{level}{what}项目资金公告（示例{n:04}）",
        "answers": "{level}{what}项目资金公示（示例{n:04}）",
        "area": "{town}",
        "result": "已完工，资金已拨付。（示例）",
        "proof": "{proof}",
    },
    "aid_paper": {"name": "{town}{what}帮扶信息（示例{n:04}）", "area": "{town}"},
    "relief_policy": {
        "name": "{what}办法（示例{n:04}）",
        "audience": "符合条件的居民",
        "standard": "按文件规定（示例）",
    },
    "relief_payment": {
        "name": "{person}",
        "number": "{identity}",
        "address": "{town}示例村{n}号",
        "area": "{town}",
        "paid": "420",
        "persons": "1",
    },
    "social_fund": {"name": "{what}（示例{n:02}）", "year": "{year}"},
    "enrolment": {"name": "{year}年秋季招生（示例{n:04}）", "school": "示例小学{n}校区", "area": "{town}"},
    "school_money": {"name": "示例学校{n}", "year": "{year}", "pupils": "420"},
    "medical_price": {"code": "{mark}{n:04}", "name": "{what}（示例{n:04}）", "institution": "示例医院"},
    "health_event": {"name": "{what}（示例{n:03}）"},
    "housing_notice": {"name": "{town}住房保障（示例{n:04}）", "office_phone": _POSTED},
    "land_taking": {
        "name": "{town}{what}用地征收（示例{n:04}）",
        "number": "示政征〔{year}〕{n}号",
        "area": "{town}",
        "standard": "按区片综合地价补偿。（示例）",
        "office_phone": _POSTED,
    },
    "land_flow": {"name": "{town}土地经营权流转（示例{n:04}）", "receiver": "{firm}", "area": "{town}"},
    "job": {"name": "{what}（示例{n:04}）", "employer": "{firm}"},
    "charity": {"name": "爱心募捐（示例{n:04}）", "organiser": "示例慈善会"},
    "science_project": {"number": "{mark}-{n:03}", "name": "科技项目（示例{n:04}）", "carried_by": "示例研究所"},
    "association_review": {"name": "示例协会{n}"},
    "environment_review": {
        "name": _PROJECT + "环评",
        "builder": "{firm}",
        "effects": "施工噪声和扬尘，采取洒水、围挡等措施。（示例）",
        "area": "{town}",
        "office_phone": _POSTED,
    },
    "dust_notice": {"name": "{town}工地（示例{n:04}）", "area": "{town}", "found": "裸土未覆盖。（示例）"},
    "water_quality": {"name": "示例水源地{n}", "grade": "Ⅱ类", "passes": "是"},
    "accident": {
        "name": "一般生产安全事故（示例{n:04}）",
        "area": "{town}",
        "grade": "一般",
        "deaths": "0",
        "report": "已查明。（示例）",
    },
    "hazard": {"name": "{firm}", "found": "{what}隐患。（示例）", "grade": "一般"},
    "sampling": {
        "batch": "{mark}-{n:05}",
        "name": "{what}（示例{n:05}）",
        "sampled_at": "{firm}",
        "maker": "{firm}",
    },
    "recall": {
        "name": "示例商品{n}",
        "maker": "{firm}",
        "defect": "标签不符合要求。（示例）",
        "measure": "下架召回。（示例）",
    },
    "quality_certificate": {"number": "{mark}-{n:04}", "name": "{firm}", "certificate_kind": "GSP"},
    "emergency": {
        "name": "{town}{what}应急救援（示例{n:04}）",
        "event_kind": "自然灾害",
        "grade": "一般",
        "area": "{town}",
        "happened": "{what}造成险情。（示例）",
        "measures": "已组织救援，无人员伤亡。（示例）",
    },
    "culture_sport": {
        "name": "{town}{what}活动（示例{n:04}）",
        "area": "{town}",
        "content": "免费参加。（示例）",
    },
    "market_entity": {
        "credit_code": "{credit}",
        "name": "{firm}",
        "operator": "{person}",
        "trade": "{trade}",
        "area": "{town}",
    },
}
"""用词: by kind and field; a required field that is not worded here is written by its type."""
