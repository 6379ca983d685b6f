"""制度库（条例第四章、第四十五条）: the sorts of rules a place works by, who needs which, what each configures, what is missing.

needed(AuthorityKind.COUNTY)               the rules a county should have
gaps(kind, have)                           those of them it has not
peer_gaps(have, peers)                     what at least half of the authorities of the same kind have and this one has not
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from gongkai.law.authorities import AuthorityKind
from gongkai.law.grammar.statute import Article, regulation
from gongkai.law.grammar.words import Word


class RuleGroup(Word):
    """制度类别: under which heading a rule stands in the book."""

    ABOVE = "above", "国家和上级规定"
    DISCLOSURE = "disclosure", "主动公开"
    REVIEW = "review", "审查和属性"
    APPLICATION = "application", "依申请公开和救济"
    RESPONSE = "response", "解读和回应"
    SUPERVISION = "supervision", "监督考核"
    FIELD = "field", "重点领域"
    SERVICE = "service", "政务服务"
    PLATFORM = "platform", "网站和报送"


class NeededBy(Word):
    """何者应有: whose gap it is when a rule is missing. Which rules a place needs is ours, drawn from what places report."""

    NOBODY = "nobody", "不作要求"
    GOVERNMENTS = "governments", "县级以上人民政府"
    OFFICES = "offices", "各级政府和部门"

    def needs(self, kind: AuthorityKind) -> bool:
        """是否应有."""
        if self is NeededBy.GOVERNMENTS:
            return kind in _GOVERNMENTS
        return self is NeededBy.OFFICES and kind in _OFFICES


_GOVERNMENTS = (AuthorityKind.PROVINCE, AuthorityKind.PREFECTURE, AuthorityKind.COUNTY)
_OFFICES = (*_GOVERNMENTS, AuthorityKind.TOWNSHIP, AuthorityKind.DEPARTMENT, AuthorityKind.AGENCY)


@dataclass(frozen=True, slots=True)
class RuleType:
    """制度种类: what a rule is about; ``configures`` are the pages it decides, each with its name at the desk."""

    key: str
    label: str
    group: RuleGroup
    basis: Article
    needed: NeededBy = NeededBy.NOBODY
    configures: tuple[tuple[str, str], ...] = ()


_N, _G, _O = NeededBy.NOBODY, NeededBy.GOVERNMENTS, NeededBy.OFFICES
_WORK = regulation(45, gist="建立健全登记、审核、办理、答复、归档的工作制度")
_SUPERVISED = regulation(46, gist="建立健全考核、社会评议和责任追究制度")
_REVIEWED = regulation(17, gist="建立健全公开审查机制，明确程序和责任")
_GUIDED = regulation(3, 3, gist="主管部门推进、指导、协调、监督")
_LISTED = regulation(20, gist="应当主动公开的内容")
_INSTITUTIONS = regulation(55, gist="公共企事业单位公开与群众利益密切相关的信息")
_OPEN = Article("国办发〔2016〕80号", gist="全面推进政务公开工作的实施细则")
_SITES = Article("国办秘函〔2019〕19号", gist="政府网站与政务新媒体检查指标")
_R = RuleGroup

_ALL = (
    RuleType("regulation", "政府信息公开条例", _R.ABOVE, regulation(1, gist="条例的目的")),
    RuleType("measures_above", "上级的政府信息公开办法", _R.ABOVE, _GUIDED),
    RuleType(
        "catalogue_norm", "政府信息公开目录内容规范", _R.ABOVE, regulation(12), _N, (("单位目录", "catalogue:unit"),)
    ),
    RuleType("opinion", "全面推进政务公开实施意见", _R.DISCLOSURE, _OPEN, _G),
    RuleType("work_points", "政务公开工作要点", _R.DISCLOSURE, _OPEN, _G),
    RuleType("openness", "政务公开制度", _R.DISCLOSURE, _GUIDED, _G),
    RuleType("proactive", "主动公开制度", _R.DISCLOSURE, regulation(19), _O, (("栏目", "catalogue:columns"),)),
    RuleType(
        "expansion", "公开目录动态扩展机制", _R.DISCLOSURE, regulation(22), _N, (("扩展建议", "catalogue:expansions"),)
    ),
    RuleType("review", "政府信息公开审查制度", _R.REVIEW, _REVIEWED, _O, (("审查次序", "documents:order"),)),
    RuleType(
        "secrecy", "保密审查和发布审查登记制度", _R.REVIEW, _REVIEWED, _O, (("发布审查登记簿", "documents:register"),)
    ),
    RuleType("labelling", "公开属性源头认定制度", _R.REVIEW, regulation(13), _O, (("口径", "documents:practice"),)),
    RuleType(
        "document_review", "公文类信息公开审核办法", _R.REVIEW, _REVIEWED, _N, (("属性抽查", "documents:audits"),)
    ),
    RuleType("application", "依申请公开制度", _R.APPLICATION, _WORK, _O, (("文书用语", "applications:wordings"),)),
    RuleType(
        "lawful",
        "依申请公开促进依法行政制度",
        _R.APPLICATION,
        _WORK,
        _N,
        (("依法行政建议", "applications:advice_all"),),
    ),
    RuleType(
        "remedies", "行政复议和行政应诉办法", _R.APPLICATION, regulation(51), _G, (("复议诉讼案件", "remedies:index"),)
    ),
    RuleType("complaints", "投诉举报制度", _R.APPLICATION, regulation(51), _G, (("举报投诉", "remedies:complaints"),)),
    RuleType("interpretation", "政策解读机制", _R.RESPONSE, _OPEN, _G, (("解读规定", "interpretation:settings"),)),
    RuleType("response", "舆情收集研判和回应机制", _R.RESPONSE, _OPEN, _G, (("回应时限", "response:hours"),)),
    RuleType("assessment", "政务公开考核制度", _R.SUPERVISION, _SUPERVISED, _G),
    RuleType("accountability", "责任追究制度", _R.SUPERVISION, _SUPERVISED, _G),
    RuleType(
        "leaders", "政务公开领导责任制度", _R.SUPERVISION, _GUIDED, _G, (("机关和人员", "establishment:authorities"),)
    ),
    RuleType("training", "工作人员培训制度", _R.SUPERVISION, regulation(48), _G, (("培训班", "training:classes"),)),
    RuleType("handover", "岗位变动交接制度", _R.SUPERVISION, _GUIDED, _N, (("工作交接", "establishment:handovers"),)),
    RuleType("social_review", "社会评议制度", _R.SUPERVISION, _SUPERVISED, _G, (("问卷调查", "engagement:surveys"),)),
    RuleType("lists", "清单审核发布管理机制", _R.FIELD, _LISTED, _N, (("清单调整", "registers:adjustments"),)),
    RuleType(
        "projects",
        "重大建设项目信息公开实施方案",
        _R.FIELD,
        regulation(20, 0, 10),
        _G,
        (("公告链", "registers:matters"),),
    ),
    RuleType("debt", "政府债务信息公开办法", _R.FIELD, regulation(20, 0, 7)),
    RuleType("poverty_funds", "扶贫资金项目公告公示办法", _R.FIELD, regulation(20, 0, 11)),
    RuleType("poverty_duty", "扶贫领域问责办法", _R.FIELD, regulation(20, 0, 11)),
    RuleType("environment", "环境保护责任追究规定", _R.FIELD, regulation(20, 0, 13)),
    RuleType(
        "food_drug",
        "四品一械抽查与黑名单办法",
        _R.FIELD,
        regulation(20, 0, 13),
        _N,
        (("双随机抽取", "registers:draws"),),
    ),
    RuleType("institutions", "公共企事业单位办事公开制度", _R.FIELD, _INSTITUTIONS, _G),
    RuleType("hall", "政务服务中心管理办法", _R.SERVICE, regulation(20, 0, 5), _N, (("政务大厅", "services:halls"),)),
    RuleType("monitoring", "电子监察办法", _R.SERVICE, regulation(20, 0, 5), _N, (("时效黄红牌", "services:cards"),)),
    RuleType("windows", "窗口绩效细则", _R.SERVICE, regulation(20, 0, 5), _N, (("窗口考核", "services:scores"),)),
    RuleType(
        "one_window", "一窗受理实施方案", _R.SERVICE, regulation(20, 0, 5), _N, (("服务窗口", "services:counter"),)
    ),
    RuleType("sites", "政府网站和政务新媒体检查办法", _R.PLATFORM, _SITES, _G, (("红线表盘", "supervision:dials"),)),
    RuleType(
        "returns", "政府信息公开统计报送制度", _R.PLATFORM, regulation(49), _G, (("月度数据", "reports:this_month"),)
    ),
    RuleType("reports", "年度报告编制通知", _R.PLATFORM, regulation(49), _G, (("年度报告", "reports:desk"),)),
    RuleType("other", "其他工作制度", _R.DISCLOSURE, _GUIDED),
)
RULE_TYPES: Mapping[str, RuleType] = {each.key: each for each in _ALL}


def rule_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """制度种类选项: by group."""
    return [
        (group.label, [(each.key, each.label) for each in _ALL if each.group is group])
        for group in RuleGroup
        if any(each.group is group for each in _ALL)
    ]


def needed(kind: AuthorityKind) -> tuple[RuleType, ...]:
    """应有的制度: of a kind of authority."""
    return tuple(each for each in _ALL if each.needed.needs(kind))


def gaps(kind: AuthorityKind, have: Collection[str]) -> tuple[RuleType, ...]:
    """制度缺口: what an authority should have and has not in force."""
    return tuple(each for each in needed(kind) if each.key not in have)


@dataclass(frozen=True, slots=True)
class PeerGap:
    """同类缺口: a rule that so many of so many authorities of the same kind have, and this one has not."""

    rule: RuleType
    have: int
    peers: int


def peer_gaps(have: Collection[str], peers: Sequence[Collection[str]]) -> tuple[PeerGap, ...]:
    """与同类单位比: what at least half of the peers have, the most usual first; what is needed anyhow is not told again."""
    counted = Counter(key for each in peers for key in set(each))
    found = [
        PeerGap(RULE_TYPES[key], many, len(peers))
        for key, many in counted.items()
        if key not in have and key != "other" and 2 * many >= len(peers)
    ]
    return tuple(sorted(found, key=lambda each: (-each.have, each.rule.key)))
