"""机关与职责（条例第三至五条、第四十九条）: kinds of authority, what each owes, and the offices people hold in them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from gongkai.law.grammar.flow import Role
from gongkai.law.grammar.statute import Article, regulation
from gongkai.law.grammar.words import Word

REPORT_OF_DEPARTMENTS = regulation(49, 1, gist="部门于1月31日前提交并公布上一年度年报")
REPORT_OF_GOVERNMENTS = regulation(49, 2, gist="主管部门于3月31日前公布本级政府上一年度年报")
RULES_OF_GOVERNMENTS = Article("立法法", 93, gist="省级、设区的市、自治州人民政府可以制定规章")
REVIEW_BY_GOVERNMENTS = Article("行政复议法", 24, gist="部门的复议由本级政府管辖，政府的由上一级政府管辖")
REVIEW_BY_HIGHER_DEPARTMENTS = Article("行政复议法", 27, gist="垂直领导部门的复议由上一级主管部门管辖")


class Level(Word):
    """层级: the level of government an authority belongs to."""

    PROVINCE = "province", "省级"
    PREFECTURE = "prefecture", "市州级"
    COUNTY = "county", "县级"
    TOWNSHIP = "township", "乡级"
    VILLAGE = "village", "村级"


class AuthorityKind(Word):
    """机关类型: what sort of body an authority is; decides its duties."""

    PROVINCE = "province", "省级人民政府"
    PREFECTURE = "prefecture", "州、市人民政府"
    COUNTY = "county", "县、市、区人民政府"
    TOWNSHIP = "township", "乡镇人民政府、街道办事处"
    DEPARTMENT = "department", "政府部门"
    AGENCY = "agency", "派出机关"
    VILLAGE = "village", "村（居）民委员会"
    VERTICAL = "vertical", "驻地垂管单位"
    PUBLIC_SERVICE = "public_service", "公共企事业单位"
    STATE_ENTERPRISE = "state_enterprise", "国有企业"
    CENTRE = "centre", "中心"
    COORDINATION = "coordination", "议事协调机构"


class ReviewBody(Word):
    """复议机关: who hears the reconsideration of what this authority did."""

    ITSELF = "itself", "本机关"
    OWN_GOVERNMENT = "own_government", "本级人民政府"
    HIGHER_GOVERNMENT = "higher_government", "上一级人民政府"
    HIGHER_DEPARTMENT = "higher_department", "上一级主管部门"
    EITHER_OF_TWO = "either_of_two", "本级人民政府或者上一级主管部门"
    MANAGING = "managing", "直接管理该组织的机关"
    NONE = "none", "不适用行政复议"


@dataclass(frozen=True, slots=True)
class Duties:
    """机关义务: what a kind of authority owes the public.

    ``report_due`` is (month, day) of the following year, or None where no annual report of its own is owed;
    ``answers`` says whether it receives applications in its own name; ``makes_rules`` whether it may issue 规章.
    """

    report_due: tuple[int, int] | None
    answers: bool
    review: ReviewBody
    makes_rules: bool = False
    is_government: bool = False


_JANUARY, _MARCH = (1, 31), (3, 31)

# 乡镇、街道：条例未写明期限，各地一般要求同部门；授权的组织同部门（条例第五十四条）；
# 公共企事业单位不适用条例的申请与年报规定（第五十五条）。
DUTIES: dict[AuthorityKind, Duties] = {
    AuthorityKind.PROVINCE: Duties(_MARCH, True, ReviewBody.ITSELF, makes_rules=True, is_government=True),
    AuthorityKind.PREFECTURE: Duties(_MARCH, True, ReviewBody.HIGHER_GOVERNMENT, makes_rules=True, is_government=True),
    AuthorityKind.COUNTY: Duties(_MARCH, True, ReviewBody.HIGHER_GOVERNMENT, is_government=True),
    AuthorityKind.TOWNSHIP: Duties(_JANUARY, True, ReviewBody.HIGHER_GOVERNMENT, is_government=True),
    AuthorityKind.DEPARTMENT: Duties(_JANUARY, True, ReviewBody.OWN_GOVERNMENT),
    AuthorityKind.AGENCY: Duties(_JANUARY, True, ReviewBody.OWN_GOVERNMENT),
    AuthorityKind.VERTICAL: Duties(_JANUARY, True, ReviewBody.HIGHER_DEPARTMENT),
    AuthorityKind.CENTRE: Duties(_JANUARY, True, ReviewBody.OWN_GOVERNMENT),
    AuthorityKind.VILLAGE: Duties(None, False, ReviewBody.NONE),
    AuthorityKind.PUBLIC_SERVICE: Duties(None, False, ReviewBody.NONE),
    AuthorityKind.STATE_ENTERPRISE: Duties(None, False, ReviewBody.NONE),
    AuthorityKind.COORDINATION: Duties(None, False, ReviewBody.NONE),
}


REVIEW_REFORMED = date(2024, 1, 1)
"""复议管辖集中之日: since then the governments hear what departments did (行政复议法2023年修订)."""
REVIEW_BY_CHOICE = Article("行政复议法（2017）", 12, gist="部门的复议由申请人选择本级政府或者上一级主管部门")
REVIEW_BY_THE_MANAGING = Article("行政复议法（2017）", 15, gist="授权的组织的复议由直接管理它的机关管辖")
_BEFORE_THE_REFORM = {
    AuthorityKind.DEPARTMENT: ReviewBody.EITHER_OF_TWO,
    AuthorityKind.CENTRE: ReviewBody.MANAGING,
}
"""旧管辖: where the law of 2017 differs; governments, what they set up and vertical departments went the same way."""


def review_of(kind: AuthorityKind, on: date) -> ReviewBody:
    """复议管辖: who hears the reconsideration of what this kind of authority did, by the rules in force on a day."""
    now = DUTIES[kind].review
    return now if on >= REVIEW_REFORMED else _BEFORE_THE_REFORM.get(kind, now)


def duties(kind: AuthorityKind) -> Duties:
    """机关义务: the duties of a kind of authority."""
    return DUTIES[kind]


def report_due(kind: AuthorityKind, year: int) -> date | None:
    """年报期限: the last day to publish the report on ``year``, or None where none is owed (条例第四十九条).

    The regulation of 2007 gave every authority until 31 March (第三十一条); it ruled the reports up to that on 2018,
    whose term ran out before the revision came into force.
    """
    due = DUTIES[kind].report_due
    if due is None:
        return None
    month, day = due if year >= 2019 else _MARCH
    return date(year + 1, month, day)


class Reach(Word):
    """查看范围: whose files the holder of an office may read."""

    OWN = "own", "本单位"
    BENEATH = "beneath", "本单位及下级单位"


@dataclass(frozen=True, slots=True)
class Office:
    """岗位: a post people are given; a set of roles, the page it starts on, and how far it reads.

    ``read_only`` offices see and change nothing, whatever roles another office of the same person grants.
    """

    key: str
    label: str
    roles: frozenset[Role]
    start: str
    reach: Reach = Reach.OWN
    read_only: bool = False


def _office(key: str, label: str, start: str, *roles: Role, beneath: bool = False, read_only: bool = False) -> Office:
    return Office(key, label, frozenset(roles), start, Reach.BENEATH if beneath else Reach.OWN, read_only)


_ALL_OFFICES = (
    _office("leadership", "党政主要负责人", "plans", Role.SIGNER, beneath=True),
    _office("deputy_leadership", "分管负责人", "plans", Role.SIGNER, Role.REVIEWER, beneath=True),
    _office(
        "disclosure_office",
        "政务公开办公室",
        "inbox",
        *(Role.HANDLER, Role.REVIEWER, Role.DISPATCHER, Role.PUBLISHER, Role.INSPECTOR),
        beneath=True,
    ),
    _office("discipline", "纪检监察", "supervision", Role.AUDITOR, beneath=True, read_only=True),
    _office("assessment", "督查考核", "assessment", Role.INSPECTOR, beneath=True),
    _office("establishment", "机构编制与审改", "registers", Role.HANDLER),
    _office("legal", "法制审核", "reviews", Role.REVIEWER, beneath=True),
    _office("cyberspace", "网信", "events", Role.DISPATCHER, Role.INSPECTOR, beneath=True),
    _office("spokesperson", "新闻发言人", "events", Role.PUBLISHER),
    _office("unit_head", "单位主要负责人", "to_sign", Role.SIGNER, Role.REVIEWER),
    _office("unit_deputy", "单位分管负责人", "to_review", Role.REVIEWER),
    _office("informant", "信息员（经办人）", "inbox", Role.HANDLER, Role.PUBLISHER),
    _office("drafter", "文件起草人", "drafts", Role.HANDLER),
    _office("label_reviewer", "公开属性与保密审查", "reviews", Role.REVIEWER, Role.SECRECY_REVIEWER),
    _office("column_owner", "栏目责任人", "columns", Role.HANDLER, Role.PUBLISHER),
    _office("hotline", "热线办", "tickets", Role.DISPATCHER, Role.HANDLER),
    _office("handling_unit", "承办单位", "inbox", Role.HANDLER),
    _office("window", "综合窗口与政务专员", "counter", Role.HANDLER),
    _office("hall", "政务大厅负责人", "counter", Role.DISPATCHER, beneath=True),
    _office("case_monitor", "电子监察", "cards", Role.INSPECTOR, beneath=True),
    _office("trading_centre", "公共资源交易中心", "registers", Role.HANDLER, Role.PUBLISHER),
    _office("township_clerk", "乡镇、村（社区）信息员", "columns", Role.HANDLER, Role.PUBLISHER),
    _office("expert", "专家与媒体", "interpretations", read_only=True),
    _office("engineer", "网站工程师（系统管理员）", "system", Role.SYSTEM_ADMINISTRATOR),
    _office("public", "公众", "portal", Role.APPLICANT),
    _office("congress_office", "人大代表联络机构", "delegates", Role.LIAISON),
    _office("conference_office", "政协提案工作机构", "delegates", Role.LIAISON),
    _office("point_keeper", "馆、中心工作人员", "own_points", Role.KEEPER),
    _office("invited_expert", "受邀专家", "assigned", Role.EXPERT),
    _office("return_signer", "报表签报人", "returns", Role.REVIEWER, Role.SIGNER),
)
OFFICES: dict[str, Office] = {office.key: office for office in _ALL_OFFICES}

OUTSIDE = frozenset({Role.KEEPER, Role.EXPERT})
"""外来职责: whoever has these alone comes from another house and sees what was handed to them, and nothing else."""


def comes_from_outside(held: frozenset[Role]) -> bool:
    """外来人员: whether somebody with these roles is admitted only where a page asks for one of them."""
    return bool(held) and held <= OUTSIDE


# 三员分立（GB/T 22239 访问控制）：系统管理员即网站工程师，另两员不得与其相互兼任，也不办理业务。
ADMINISTRATORS: dict[str, Office] = {
    "engineer": OFFICES["engineer"],
    "security": _office("security", "安全管理员", "accounts", Role.SECURITY_ADMINISTRATOR),
    "audit": _office("audit", "审计管理员", "access", Role.AUDIT_ADMINISTRATOR, beneath=True, read_only=True),
}
POSTS: dict[str, Office] = {**OFFICES, **ADMINISTRATORS}


def office_choices() -> list[tuple[str, str]]:
    """岗位选项: (key, label) of every office somebody can be posted to."""
    return [(office.key, office.label) for office in POSTS.values() if office.key != "public"]


def roles(keys: Iterable[str]) -> frozenset[Role]:
    """职责合集: every role the holder of these offices has."""
    return frozenset[Role]().union(*(POSTS[key].roles for key in keys))


def compatible(held: Iterable[str], offered: str) -> bool:
    """可否兼任: whether somebody holding ``held`` may also be given ``offered``.

    An administrator holds no other office: not a second administrator's, and none that handles business.
    """
    others = {key for key in held if key != offered}
    if offered in ADMINISTRATORS:
        return not others
    return not others & ADMINISTRATORS.keys()
