"""陇南市武都区: the report on 2017 states 74 applications and 56 replies; 18 files stay open (docs/adr/0011)."""

from __future__ import annotations

from gongkai.demo.place import Body, Person, Place, Report, Year
from gongkai.law.authorities import AuthorityKind
from gongkai.law.receipt import Channel

_REPORT_2017 = Report(
    2017,
    stated={
        "disclosed_total": 22484,
        "disclosed_normative": 1236,
        "normative_made": 3520,
        "by_website": 3172,
        "by_weibo": 9746,
        "by_wechat": 7128,
        "by_other": 2293,
        "press_conferences": 3,
        "received": 74,
        "received_in_person": 55,
        "received_online": 16,
        "received_post": 3,
        "replied": 56,
        "replied_already_public": 19,
        "replied_disclosed": 12,
        "replied_partly": 8,
        "replied_not_held": 2,
        "replied_other_channel": 15,
        "review": 0,
        "fees": 0,
        "trainees": 613,
    },
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
    ),
    people=(
        Person("office", "disclosure_office"),
        Person("deputy", "deputy_leadership"),
        Person("drafter", "drafter", "fazhi"),
        Person("hotline", "hotline", "rexian"),
        Person("township", "township_clerk", "shilizhen"),
        Person("expert", "expert"),
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
