"""白银市平川区: the report on 2018, in the table of 2014 with its 58 numbers; a single application ever, in 2016."""

from __future__ import annotations

from gongkai.demo.place import Body, Person, Place, Report, Year
from gongkai.law.authorities import AuthorityKind
from gongkai.law.receipt import Channel

_NUMBERS = {
    "disclosed_total": 12457,
    "disclosed_normative": 1,
    "normative_made": 1,
    "by_gazette": 0,
    "by_website": 11201,
    "by_weibo": 210,
    "by_wechat": 346,
    "by_other": 700,
    "responses_total": 8,
    "press_conferences": 13,
    "press_conferences_led": 5,
    "online_interviews": 3,
    "online_interviews_led": 3,
    "interpretations": 70,
    "responses_social_media": 21,
    "responses_other": 8,
    "received": 0,
    "received_in_person": 0,
    "received_fax": 0,
    "received_online": 0,
    "received_post": 0,
    "closed": 0,
    "closed_on_time": 0,
    "closed_extended": 0,
    "replied": 0,
    "replied_already_public": 0,
    "replied_disclosed": 0,
    "replied_partly": 0,
    "refused": 0,
    "refused_secret": 0,
    "refused_business_secret": 0,
    "refused_privacy": 0,
    "refused_safety": 0,
    "refused_not_information": 0,
    "refused_other_law": 0,
    "replied_other_authority": 0,
    "replied_not_held": 0,
    "replied_amend": 0,
    "replied_other_channel": 0,
    "review": 0,
    "review_upheld": 0,
    "review_corrected": 0,
    "review_other": 0,
    "suit": 0,
    "suit_upheld": 0,
    "suit_corrected": 0,
    "suit_other": 0,
    "complaints": 0,
    "fees": 0,
    "offices": 1,
    "reading_points": 142,
    "staff": 51,
    "staff_full_time": 15,
    "staff_part_time": 36,
    "funds": 5,
    "meetings": 2,
    "trainings": 2,
    "trainees": 210,
}

_BEFORE = {2014: 4210, 2015: 5120, 2016: 6480, 2017: 8200}
_ASSUMED = "2018年报告写2014年以来累计公开36467条，减去当年12457条，此前四年共24010条，分到各年的数为示例"

PINGCHUAN = Place(
    code="pingchuan",
    name="白银市平川区人民政府",
    short_name="平川区",
    kind=AuthorityKind.COUNTY,
    surname="陈",
    mark="平",
    review_body="白银市人民政府",
    court="白银市中级人民法院",
    lower_court="白银市平川区人民法院",
    colour="red",
    first_applicant=300,
    bodies=(
        Body("fuban", "白银市平川区人民政府办公室", mark="府办"),
        Body("kaohe", "白银市平川区督查考核局", mark="考"),
        Body("caizheng", "白银市平川区财政局", mark="财"),
        Body("shilizhen", "白银市平川区示例镇人民政府", AuthorityKind.TOWNSHIP, mark="示"),
        Body("yangbenjie", "白银市平川区样本街道办事处", AuthorityKind.TOWNSHIP, mark="样"),
    ),
    people=(
        Person("engineer", "engineer"),
        Person("security", "security"),
        Person("office", "disclosure_office"),
        Person("deputy", "deputy_leadership"),
        Person("assessment", "assessment", "kaohe"),
        Person("returns", "return_signer", "caizheng"),
    ),
    standards="pingchuan-2018",
    years=(
        Year(
            2016,
            channels={Channel.IN_PERSON: 1},
            replies={"disclosed": 1},
            assumed="年报只写2016年有1件申请；渠道和答复种类为示例",
        ),
    ),
    reports=(
        Report(
            2018,
            tables={"statistics": {row: {"value": number} for row, number in _NUMBERS.items()}},
        ),
        *(
            Report(
                year,
                tables={"statistics": {"disclosed_total": {"value": number}}},
                unread={"statistics": frozenset((row, "value") for row in _NUMBERS if row != "disclosed_total")},
                assumed=_ASSUMED,
            )
            for year, number in _BEFORE.items()
        ),
    ),
)
