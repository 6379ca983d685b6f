"""虚构的人: applicants and officials whose names, numbers and addresses can belong to nobody.

An identity number carries the code of a whole province, which no police station issues, and a birthday in 1900; a credit code
carries the region 999999, which does not exist. Both have right check digits, so that the forms take them. Telephone numbers
begin with 0900, an area code nobody has; e-mail goes to a domain reserved for examples.
"""

from __future__ import annotations

from stdnum.cn import ric, uscc

from gongkai.law.application_form import Carrier, Delivery, Identity
from gongkai.law.applications import ApplicantKind
from gongkai.law.authorities import POSTS

SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
GIVEN_NAMES = ("小样", "示例", "样本", "样例", "演示", "试样", "范例", "例文", "虚拟")
DUTIES = {
    "leadership": "主抓",
    "deputy_leadership": "分管",
    "disclosure_office": "公开",
    "discipline": "监督",
    "assessment": "考核",
    "establishment": "编制",
    "legal": "法审",
    "cyberspace": "网信",
    "spokesperson": "发言",
    "unit_head": "签发",
    "unit_deputy": "审核",
    "informant": "经办",
    "drafter": "起草",
    "label_reviewer": "保密",
    "column_owner": "栏目",
    "hotline": "热线",
    "handling_unit": "承办",
    "window": "窗口",
    "hall": "大厅",
    "case_monitor": "监察",
    "trading_centre": "交易",
    "township_clerk": "驻乡",
    "expert": "专家",
    "return_signer": "签报",
    "point_keeper": "馆收",
    "invited_expert": "受邀",
    "congress_office": "代联",
    "conference_office": "提联",
    "engineer": "运维",
    "security": "安全",
    "audit": "审计",
}
"""岗位化名: an official's given name says what they do, so that a timeline reads by itself."""

ORGANIZATIONS = {
    ApplicantKind.BUSINESS: "示例建材有限公司",
    ApplicantKind.RESEARCH: "样本乡村发展研究所",
    ApplicantKind.CHARITY: "示例助学促进会",
    ApplicantKind.LEGAL_SERVICE: "样本律师事务所",
    ApplicantKind.OTHER_ORGANIZATION: "示例养殖专业合作社",
}
NOWHERE = "620000"
NO_REGION = "999999"


def official_name(surname: str, office: str) -> str:
    """工作人员化名: a surname for the place, a given name for the office."""
    return surname + DUTIES.get(office, POSTS[office].label[:2])


def person_name(number: int) -> str:
    """申请人化名: surnames and given names in turn; they repeat only after all have met."""
    return SURNAMES[number % len(SURNAMES)] + GIVEN_NAMES[number % len(GIVEN_NAMES)]


def identity_number(number: int) -> str:
    """虚构证件号码: with a right check digit; ``number`` below 1000 tells people apart."""
    stem = f"{NOWHERE}19000101{number % 1000:03d}"
    return stem + ric.calc_check_digit(f"{stem}0")


def credit_code(number: int) -> str:
    """虚构统一社会信用代码: with a right check digit."""
    stem = f"91{NO_REGION}DEM{number % 1_000_000:06d}"
    return stem + uscc.calc_check_digit(stem)


def applicant(number: int, kind: ApplicantKind, delivery: Delivery) -> dict[str, str]:
    """申请人信息: the first part of the form, as 条例第二十九条 asks it of this kind of applicant."""
    contact = {
        "phone": f"0900-{1_000_000 + number}",
        "address": f"示例市样本路{number % 200 + 1}号",
        "postcode": "000000",
        "email": f"applicant{number}@example.com" if delivery is Delivery.EMAIL else "",
        "carrier": (Carrier.ELECTRONIC if delivery in {Delivery.EMAIL, Delivery.ONLINE} else Carrier.PAPER).value,
        "delivery": delivery.value,
    }
    name = person_name(number)
    if kind is ApplicantKind.PERSON:
        identity = {"name": name, "identity": Identity.ID_CARD.value, "identity_number": identity_number(number)}
        return identity | contact
    organization = {
        "name": ORGANIZATIONS[kind],
        "identity_number": credit_code(number),
        "representative": name,
        "contact_name": person_name(number + 1),
    }
    return organization | contact
