"""陇南市武都区: the report on 2017 states 74 applications and 56 replies; 18 files stay open (docs/adr/0011)."""

from __future__ import annotations

from datetime import date

from gongkai.demo.place import Body, Person, Place, Report, Year
from gongkai.law.authorities import AuthorityKind
from gongkai.law.receipt import Channel

_REPORT_2017 = Report(
    2017,
    stated=(
        ("主动公开政府信息数", "22484", "条"),
        ("主动公开规范性文件数", "1236", "条"),
        ("制发规范性文件总数", "3520", "件"),
        ("政府网站公开政府信息数", "3172", "条"),
        ("政务微博公开政府信息数", "9746", "条"),
        ("政务微信公开政府信息数", "7128", "条"),
        ("其他方式公开政府信息数", "2293", "条"),
        ("参加或举办新闻发布会总次数", "3", "次"),
        ("收到申请数", "74", "件"),
        ("依申请公开（概述）", "74", "件"),
        ("当面申请数", "55", "件"),
        ("网络申请数", "16", "件"),
        ("信函申请数", "3", "件"),
        ("办结率", "100", "%"),
        ("申请答复数", "56", "件"),
        ("答复率", "100", "%"),
        ("属于已主动公开范围数", "19", "件"),
        ("同意公开答复数", "12", "件"),
        ("同意部分公开答复数", "8", "件"),
        ("申请信息不存在数", "2", "件"),
        ("告知通过其他途径办理数", "15", "件"),
        ("行政复议数量", "0", "件"),
        ("依申请公开信息收取的费用", "0", "元"),
        ("接受培训人员数", "613", "人次"),
        ("承接行政审批事项", "107", "项"),
        ("取消行政审批事项", "177", "项"),
        ("保留行政审批事项", "203", "项"),
        ("权责清单", "2899", "条"),
        ("公共服务信息", "182", "条"),
        ("人大代表建议", "131", "件"),
        ("人大代表建议办结", "92", "件"),
        ("政协提案", "145", "件"),
        ("政协提案办结", "121", "件"),
    ),
    published_on=date(2018, 2, 1),
)

WUDU = Place(
    code="wudu",
    name="陇南市武都区人民政府",
    short_name="武都区",
    kind=AuthorityKind.COUNTY,
    surname="张",
    mark="武",
    review_body="陇南市人民政府",
    court="陇南市中级人民法院",
    lower_court="陇南市武都区人民法院",
    colour="green",
    first_applicant=200,
    bodies=(
        Body("fuban", "陇南市武都区人民政府办公室", mark="府办"),
        Body("fazhi", "陇南市武都区人民政府法制办公室", mark="法"),
        Body("fupin", "陇南市武都区农业农村局", mark="农"),
        Body("rexian", "陇南市武都区政务服务热线办公室", AuthorityKind.CENTRE, mark="热线"),
        Body("shilizhen", "陇南市武都区示例镇人民政府", AuthorityKind.TOWNSHIP, mark="示"),
        Body("yangbenxiang", "陇南市武都区样本乡人民政府", AuthorityKind.TOWNSHIP, mark="样"),
        Body("shilicun", "陇南市武都区示例镇示例村村民委员会", AuthorityKind.VILLAGE, under="shilizhen"),
        Body("yangbencun", "陇南市武都区样本乡样本村村民委员会", AuthorityKind.VILLAGE, under="yangbenxiang"),
    ),
    people=(
        Person("engineer", "engineer"),
        Person("security", "security"),
        Person("office", "disclosure_office"),
        Person("deputy", "deputy_leadership"),
        Person("drafter", "drafter", "fazhi"),
        Person("hotline", "hotline", "rexian"),
        Person("township", "township_clerk", "shilizhen"),
        Person("village", "township_clerk", "shilicun"),
        Person("expert", "expert"),
        Person("invited", "invited_expert"),
        Person("library", "point_keeper"),
        Person("establishment", "establishment"),
        Person("legal", "legal", "fazhi"),
    ),
    years=(
        Year(
            2017,
            channels={Channel.IN_PERSON: 55, Channel.ONLINE: 16, Channel.REGISTERED_POST: 3},
            replies={
                "already_public": 19,
                "disclosed": 12,
                "partly_disclosed": 8,
                "not_held": 2,
                "other_channel": 15,
            },
        ),
    ),
    reports=(_REPORT_2017,),
)
