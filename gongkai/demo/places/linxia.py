"""临夏回族自治州: the report on 2018 tells its figures in sentences alone; the festivals of the place move the deadlines."""

from __future__ import annotations

from gongkai.demo.place import Body, Person, Place, Report, Year
from gongkai.law.authorities import AuthorityKind
from gongkai.law.receipt import Channel

# 日期为示例，不是当地的正式通知：依据写作“示例”，日历上一看便知。
_FESTIVALS = """
[[notices]]
number = "示例"
title = "地方节日放假安排（示例）"
holidays = [
  {name = "开斋节", from = 2018-06-15, to = 2018-06-17},
  {name = "古尔邦节", from = 2018-08-22, to = 2018-08-24},
  {name = "开斋节", from = 2025-03-31, to = 2025-04-02},
  {name = "古尔邦节", from = 2025-06-06, to = 2025-06-08},
  {name = "开斋节", from = 2026-03-20, to = 2026-03-22},
  {name = "古尔邦节", from = 2026-05-27, to = 2026-05-29},
  {name = "开斋节", from = 2027-03-10, to = 2027-03-12},
  {name = "古尔邦节", from = 2027-05-17, to = 2027-05-19},
]
"""

_REPORT_2018 = Report(
    2018,
    stated=(
        ("主动公开政府信息数", "13536", "条"),
        ("主动公开政府信息数（概述）", "1.3万多", "条"),
        ("2015年至2018年主动公开政府信息数", "41935", "条"),
        ("政策解读信息数", "800多", "条"),
        ("政府网站数", "25", "家"),
        ("门户网站年访问量（概述）", "突破71万", "人次"),
        ("门户网站年访问量", "突破70万", "人次"),
        ("人大代表议案", "52", "件"),
        ("人大代表建议", "45", "件"),
        ("人大议案和建议合计", "97", "件"),
        ("政协提案", "183", "件"),
        ("公开的政府会议", "45", "次"),
        ("权责清单", "3199", "条"),
        ("公共服务信息", "215", "条"),
        ("公共资源交易信息", "4188", "条"),
        ("扶贫信息", "1790", "条"),
        ("扶贫专栏信息", "135", "条"),
        ("环境保护信息", "7103", "条"),
        ("救援信息", "215", "条"),
        ("体育信息", "32", "条"),
        ("网民留言", "88", "件"),
        ("一窗分类受理比例", "55.49", "%"),
        ("州级进驻大厅事项", "654", "项"),
        ("县市进驻大厅事项", "4962", "项"),
        ("收到申请数", "14", "件"),
        ("行政复议数量", "0", "件"),
        ("行政诉讼数量", "0", "件"),
        ("依申请公开信息收取的费用", "0", "元"),
        ("从事政府信息公开工作人员数", "463", "人"),
        ("政府信息公开专项经费", "5.1", "万元"),
    ),
)

_BEFORE = tuple(
    Report(
        year,
        stated=(("主动公开政府信息数", number, "条"),),
        assumed="2018年报告写2015年以来共公开41935条，减去当年13536条，此前三年共28399条，分到各年的数为示例",
    )
    for year, number in ((2015, "8105"), (2016, "9416"), (2017, "10878"))
)

LINXIA = Place(
    code="linxia",
    name="临夏回族自治州人民政府",
    short_name="临夏州",
    kind=AuthorityKind.PREFECTURE,
    surname="李",
    mark="临州",
    review_body="甘肃省人民政府",
    court="临夏回族自治州中级人民法院",
    lower_court="临夏市人民法院",
    colour="teal",
    first_applicant=100,
    bodies=(
        Body("fuban", "临夏回族自治州人民政府办公室", mark="府办"),
        Body("bianban", "临夏州机构编制委员会办公室", mark="编"),
        Body("jiaoyi", "临夏州公共资源交易中心", AuthorityKind.CENTRE, mark="交易"),
        Body("zhengwu", "临夏州政务服务中心", AuthorityKind.CENTRE, mark="政务"),
        Body("wangxin", "临夏州互联网信息办公室", mark="网信"),
        Body("shixian", "临夏州示例县政务服务中心（八县市合计）", AuthorityKind.CENTRE, mark="县政务"),
        Body("shilixiang", "临夏州示例乡人民政府", AuthorityKind.TOWNSHIP, mark="示"),
        Body("yangbenxiang", "临夏州样本乡人民政府", AuthorityKind.TOWNSHIP, mark="样"),
    ),
    people=(
        Person("engineer", "engineer"),
        Person("security", "security"),
        Person("office", "disclosure_office"),
        Person("deputy", "deputy_leadership"),
        Person("secrecy", "label_reviewer"),
        Person("establishment", "establishment", "bianban"),
        Person("trading", "trading_centre", "jiaoyi"),
        Person("window", "window", "zhengwu"),
        Person("hall", "hall", "zhengwu"),
        Person("examiner", "handling_unit", "zhengwu"),
        Person("approver", "unit_head", "zhengwu"),
        Person("monitor", "case_monitor", "zhengwu"),
        Person("cyberspace", "cyberspace", "wangxin"),
    ),
    years=(
        Year(
            2018,
            channels={Channel.IN_PERSON: 6, Channel.ONLINE: 6, Channel.REGISTERED_POST: 2},
            replies={"already_public": 6, "disclosed": 8},
            assumed="年报只写受理14件并全部答复、没有不予公开；渠道和答复种类为示例",
        ),
    ),
    reports=(_REPORT_2018, *_BEFORE),
    local_notice=_FESTIVALS,
)
