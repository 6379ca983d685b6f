"""常用字段: the fields that many kinds share, stated once."""

from __future__ import annotations

from gongkai.law.grammar.kinds import Field, Shown, Sort
from gongkai.law.grammar.statute import Article, regulation

PUBLIC_MATTERS = {number: regulation(20, item=number) for number in range(1, 16)}
"""主动公开事项: the items of the article that lists what is published on one's own motion."""
LOCAL_MATTERS = regulation(21, gist="市县乡还应公开的公共服务、征收征用、社会救助、村务等信息")
OPEN_TRADES = Article("国办发〔2017〕97号", gist="公共资源配置领域信息的公开主体、内容和时限")
BUDGET_LAW = Article("预算法", 14, gist="预算、决算经批准后二十日内由财政部门或者各部门公开")
ENFORCEMENT = Article("国办发〔2018〕118号", gist="行政执法公示：许可、处罚七个工作日，其他执法决定二十个工作日")
TWO_PUBLICITIES = "自作出决定之日起7个工作日内公开"
"""双公示时限."""
OTHER_DECISIONS = "自作出决定之日起20个工作日内公开"

PARTY_KINDS = ("法人及非法人组织", "自然人", "个体工商户")
PAPER_KINDS = ("身份证", "护照号", "港澳居民来往内地通行证", "台湾居民来往大陆通行证", "外国人永久居留身份证")


def party(prefix: str) -> tuple[Field, ...]:
    """行政相对人: who a decision is about, as the national exchange format asks; numbers of papers never leave the house."""
    return (
        Field("party", "行政相对人名称", required=True, code=f"{prefix}_XDR_MC", asked=True),
        Field("party_kind", "行政相对人类别", Sort.CHOICE, True, PARTY_KINDS, code=f"{prefix}_XDR_LB", asked=True),
        Field("credit_code", "统一社会信用代码", Sort.CREDIT_CODE, code=f"{prefix}_XDR_SHXYM"),
        Field("business_number", "工商注册号", code=f"{prefix}_XDR_GSZC"),
        Field("organisation_code", "组织机构代码", code=f"{prefix}_XDR_ZZJG"),
        Field("tax_number", "税务登记号", code=f"{prefix}_XDR_SWDJ", says=Shown.INSIDE),
        Field("institution_number", "事业单位证书号", code=f"{prefix}_XDR_SYDW"),
        Field("association_number", "社会组织登记证号", code=f"{prefix}_XDR_SHZZ"),
        Field("representative", "法定代表人", Sort.PERSON, code=f"{prefix}_FRDB"),
        Field(
            "representative_paper",
            "法定代表人证件类型",
            Sort.CHOICE,
            choices=PAPER_KINDS,
            code=f"{prefix}_FR_ZJLX",
            says=Shown.INSIDE,
        ),
        Field(
            "representative_number",
            "法定代表人证件号码",
            Sort.IDENTITY,
            code=f"{prefix}_FR_ZJHM",
            other_names=(f"{prefix}_FR_SFZH",),
        ),
        Field(
            "party_paper",
            "自然人证件类型",
            Sort.CHOICE,
            choices=PAPER_KINDS,
            code=f"{prefix}_XDR_ZJLX",
            says=Shown.INSIDE,
        ),
        Field("party_number", "自然人证件号码", Sort.IDENTITY, code=f"{prefix}_XDR_ZJHM"),
    )


def source(prefix: str, unit: str, code: str) -> tuple[Field, ...]:
    """来源: which unit decided and which handed the record on."""
    return (
        Field("decided_by", unit, required=True, code=code, asked=True),
        Field("decided_by_code", f"{unit}统一社会信用代码", Sort.CREDIT_CODE, code=f"{code}DM"),
        Field("handed_by", "数据来源单位", code="XK_LYDW" if prefix == "XK" else f"{prefix}_SJLY"),
        Field(
            "handed_by_code",
            "数据来源单位代码",
            Sort.CREDIT_CODE,
            code="XK_LYDWDM" if prefix == "XK" else f"{prefix}_SJLYDM",
        ),
        Field("remark", "备注", Sort.LONG, code="BZ"),
    )


NAME = Field("name", "名称", required=True, asked=True, other_names=("标题", "公告标题", "事项名称", "项目名称"))
UNIT = Field(
    "unit", "责任单位", required=True, asked=True, other_names=("发布单位", "主管部门", "实施主体", "实施机关", "单位")
)
MADE_ON = Field(
    "made_on", "形成日期", Sort.DAY, required=True, asked=True, other_names=("日期", "发布日期", "公告日期")
)
BASIS = Field("basis", "依据", Sort.LONG, other_names=("设定依据", "法律依据", "政策依据"))
AREA = Field("area", "所在地", asked=True, other_names=("区域", "行政区划", "地点"))
ORIGINAL = Field("original", "原文网址", Sort.LINK, other_names=("原文链接", "链接"))
REMARK = Field("remark", "备注", Sort.LONG)
OFFICE_PHONE = Field("office_phone", "受理电话", says=Shown.WHOLE, other_names=("监督电话", "举报电话", "咨询电话"))
"""受理电话: the telephone of an office, not of a person."""
SHOWN_FROM = Field("shown_from", "公示起始日", Sort.DAY, required=True, other_names=("公示开始日期",))
SHOWN_TO = Field("shown_to", "公示截止日", Sort.DAY, required=True, other_names=("公示结束日期",))
DISPLAY = (SHOWN_FROM, SHOWN_TO, OFFICE_PHONE)
"""公示期: from when to when something is shown before it is decided, and whom to call."""
PROJECT_CODE = Field("project_code", "项目编号", required=True, asked=True, other_names=("项目代码", "标段编号"))
PROJECT = Field("project", "项目名称", required=True, asked=True)
PERIOD = Field("period", "所属月份", Sort.MONTH, required=True, asked=True, other_names=("月份", "期间", "报告期"))
