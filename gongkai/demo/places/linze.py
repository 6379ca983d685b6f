"""临泽县: the report on 2019, in the form of that year; and the desk that is alive today."""

from __future__ import annotations

from gongkai.demo.place import Body, Person, Place, Report, Year
from gongkai.law.authorities import AuthorityKind
from gongkai.law.receipt import Channel

_REPORT_2019 = Report(
    2019,
    tables={
        "article_20_1": {"normative": {"made": 6, "published": 6, "open_total": 6}},
        "article_20_5": {"permits": {"previous": 1022, "change": -48, "handled": 974}},
        "article_20_6": {
            "penalties": {"previous": 915, "change": -18, "handled": 897},
            "coercion": {"previous": 24, "change": 5, "handled": 29},
        },
        "article_20_8": {"fees": {"previous": 33}},
        "article_20_9": {"procurement": {"count": 275, "amount": 3852}},
        "applications": {
            "new": {"person": 1, "total": 1},
            "deny_5": {"person": 1, "total": 1},
            "total": {"person": 1, "total": 1},
        },
        "remedies": {},
    },
)

LINZE = Place(
    code="linze",
    name="临泽县人民政府",
    short_name="临泽县",
    kind=AuthorityKind.COUNTY,
    surname="王",
    mark="临",
    review_body="张掖市人民政府",
    court="张掖市中级人民法院",
    lower_court="临泽县人民法院",
    colour="blue",
    first_applicant=0,
    bodies=(
        Body("fuban", "临泽县人民政府办公室", mark="府办"),
        Body("minzheng", "临泽县民政局", mark="民"),
        Body("jiaoyu", "临泽县教育局", mark="教"),
        Body("caizheng", "临泽县财政局", mark="财"),
        Body("shilizhen", "临泽县示例镇人民政府", AuthorityKind.TOWNSHIP, mark="示"),
        Body("yangbenzhen", "临泽县样本镇人民政府", AuthorityKind.TOWNSHIP, mark="样"),
        Body("shilicun", "临泽县示例镇示例村村民委员会", AuthorityKind.VILLAGE, under="shilizhen"),
    ),
    people=(
        Person("engineer", "engineer"),
        Person("security", "security"),
        Person("office", "disclosure_office"),
        Person("deputy", "deputy_leadership"),
        Person("leader", "leadership"),
        Person("discipline", "discipline"),
        Person("legal", "legal"),
        Person("drafter", "drafter"),
        Person("secrecy", "label_reviewer"),
        Person("informant", "informant", "minzheng"),
        Person("vice", "unit_deputy", "minzheng"),
        Person("newcomer", "column_owner", "minzheng"),
        Person("head", "unit_head", "minzheng"),
        Person("handling", "handling_unit", "jiaoyu"),
        Person("reviewer", "label_reviewer", "fuban"),
        Person("village", "township_clerk", "shilicun"),
        Person("window", "window"),
        Person("hall", "hall"),
        Person("monitor", "case_monitor"),
        Person("audit", "audit"),
        Person("spokesperson", "spokesperson"),
        Person("congress", "congress_office"),
        Person("conference", "conference_office"),
        Person("establishment", "establishment"),
    ),
    years=(
        Year(
            2019,
            channels={Channel.IN_PERSON: 1},
            replies={"internal_affairs": 1},
            assumed="年报未写渠道",
        ),
    ),
    reports=(_REPORT_2019,),
    lively=("", "minzheng"),
)
