"""临夏回族自治州: the report on 2018 tells its figures in sentences alone; the festivals of the place move the deadlines."""

from __future__ import annotations

from decimal import Decimal

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
    stated={
        "disclosed_total": 13536,
        "received": 14,
        "refused": 0,
        "review": 0,
        "suit": 0,
        "fees": 0,
        "staff": 463,
        "funds": Decimal("5.1"),
    },
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
        Body("shilixiang", "临夏州示例乡人民政府", AuthorityKind.TOWNSHIP, mark="示"),
        Body("yangbenxiang", "临夏州样本乡人民政府", AuthorityKind.TOWNSHIP, mark="样"),
    ),
    people=(
        Person("office", "disclosure_office"),
        Person("deputy", "deputy_leadership"),
        Person("establishment", "establishment", "bianban"),
        Person("trading", "trading_centre", "jiaoyi"),
        Person("window", "window", "zhengwu"),
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
    reports=(_REPORT_2018,),
    local_notice=_FESTIVALS,
)
