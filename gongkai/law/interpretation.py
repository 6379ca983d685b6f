"""政策解读（国办发〔2016〕80号等）: which documents owe one, what the package must hold, and by when it must be public.

Which documents owe one differs by place and is a setting of each authority, with the day since which it holds and its
source. A reprint explains, and never counts as the authority's own: it meets no duty.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from gongkai.law.disclosure import Source
from gongkai.law.documents import CHECKS, DocumentKind
from gongkai.law.grammar.calendar import Calendar, Reckoned
from gongkai.law.grammar.flow import Unlawful
from gongkai.law.grammar.statute import Article, Certainty, Term, Unit, regulation
from gongkai.law.grammar.words import Word

INTERPRETING = Article("国办发〔2016〕80号", gist="谁起草谁解读，解读与文件同步组织、同步审签、同步部署")
LATEST = Term("发布解读材料", 3, Unit.WORKING_DAYS, "自文件公布之日起", INTERPRETING, certainty=Certainty.RECALLED)
MUST_EXPLAIN = frozenset({DocumentKind.RULES, DocumentKind.NORMATIVE, DocumentKind.POLICY})
"""须解读的公文: the kinds whose documents owe an interpretation; which they are differs by place and is a setting."""


class Form(Word):
    """解读形式."""

    TEXT = "text", "文字"
    DIAGRAM = "diagram", "图解"
    VIDEO = "video", "视频"
    QUESTIONS = "questions", "问答"
    EXPERT = "expert", "专家解读"
    MEDIA = "media", "媒体解读"
    LEADER = "leader", "领导解读"
    AUTHORITATIVE = "authoritative", "权威解读"
    SIGNED_ARTICLE = "signed_article", "署名文章"
    INTERVIEW = "interview", "在线访谈"
    BRIEFING = "briefing", "政策吹风会"
    LECTURE = "lecture", "宣讲"
    INTERACTIVE = "interactive", "H5"


class Part(Word):
    """解读要素: what an interpretation tells."""

    BACKGROUND = "background", "背景依据"
    AIM = "aim", "目的意义、目标任务"
    CONTENT = "content", "主要内容"
    SCOPE = "scope", "适用范围"
    STANDARD = "standard", "执行标准"
    TERMS = "terms", "关键词诠释"
    DIFFERENCE = "difference", "新旧政策差异"
    CONTACT = "contact", "解读机关、解读人、联系方式"


NEEDED = (Part.BACKGROUND, Part.AIM, Part.CONTENT, Part.SCOPE)
"""必备要素: the parts without which an interpretation is not complete."""


class PolicyOrigin(Word):
    """政策层级: whose policy is explained."""

    UPPER = "upper", "上级政策"
    OWN = "own", "本级政策"


class AuthorRole(Word):
    """解读人身份: who explains. The head of the drafting unit is the first interpreter."""

    DRAFTER = "drafter", "起草人"
    UNIT_HEAD = "unit_head", "单位主要负责人"
    GOVERNMENT_HEAD = "government_head", "政府主要负责人"
    LEADER = "leader", "分管负责人"
    EXPERT = "expert", "专家"
    MEDIA = "media", "媒体"


FIRST = frozenset({AuthorRole.UNIT_HEAD, AuthorRole.GOVERNMENT_HEAD})
"""第一解读人: the roles whose interpretation is that of a head."""


class Stage(Word):
    """材料审核环节: who looks at the material before it goes out; which of them in which order is a setting."""

    HEAD = "head", "起草单位负责人审核"
    LEGAL = "legal", "法制机构审核"
    EXPERT = "expert", "专家审核"
    RELEASE = "release", "发布审查"


class Gap(Word):
    """缺项: what a package lacks, by code; a package with one of these is not complete."""

    TITLE = "title", "没有解读标题"
    FORMS = "forms", "没有选定解读形式"
    CHANNELS = "channels", "没有选定发布渠道"
    PEOPLE = "people", "没有写明解读人"
    BACKGROUND = "background", "缺少背景依据"
    AIM = "aim", "缺少目的意义、目标任务"
    CONTENT = "content", "缺少主要内容"
    SCOPE = "scope", "缺少适用范围"
    REPRINTED_FROM = "reprinted_from", "转载没有写明来源"
    LICENCE = "licence", "转载没有写明授权或者许可依据"
    LOCAL = "local", "转载没有“对本地意味着什么”"


class Advice(Word):
    """提醒: what does not keep a package back and is worth a second thought."""

    NO_HEAD = "no_head", "没有安排第一解读人（单位或者政府主要负责人）"
    TEXT_ONLY = "text_only", "只有文字一种形式，可以加时间轴、流程、对照表或者问答"
    WEBSITE_ONLY = "website_only", "只在网站发布，可以同步到政务微信、微博"


class LocalPart(Word):
    """本地说明: what a reprint must say of this place."""

    MEANS = "means", "对本地意味着什么"
    HANDLED_BY = "handled_by", "本地谁来办"
    AMOUNT = "amount", "本地标准"
    WINDOW = "window", "在哪里办"
    PHONE = "phone", "咨询电话"
    SINCE = "since", "何时起"


LOCAL_NEEDED = (LocalPart.MEANS, LocalPart.HANDLED_BY, LocalPart.PHONE)
"""本地说明必填: without these a reprint leaves the reader where it found them."""


class DutyState(Word):
    """解读义务状态."""

    PREPARING = "preparing", "文件未公布"
    SAME_DAY = "same_day", "同步解读"
    IN_TIME = "in_time", "期限内解读"
    LATE = "late", "逾期解读"
    WAITING = "waiting", "待解读"
    UNMET = "unmet", "逾期未解读"
    EXEMPT = "exempt", "免予解读"


MET = frozenset({DutyState.SAME_DAY, DutyState.IN_TIME, DutyState.LATE})
"""已解读."""


@dataclass(frozen=True, slots=True)
class ExplainRule:
    """解读规定: which documents of an authority owe an interpretation, by when, and who looks at the material.

    ``flagged`` says whether a document of another kind marked 涉及公众的政策 owes one as well; ``themes`` adds whole subjects.
    """

    kinds: frozenset[DocumentKind] = MUST_EXPLAIN
    flagged: bool = True
    themes: frozenset[str] = frozenset()
    latest: int = LATEST.length
    stages: tuple[Stage, ...] = ()
    source: str = "通行口径：规章、规范性文件、政策性文件均须解读（各地规定不一，待本机关设定）"
    certainty: Certainty = Certainty.INFERRED

    def __post_init__(self) -> None:
        if not 0 <= self.latest <= 30:
            raise Unlawful("解读期限应在0至30个工作日之间", INTERPRETING, field="latest")
        if len(set(self.stages)) < len(self.stages) or Stage.RELEASE in self.stages:
            raise Unlawful("材料审核环节不能重复；发布审查由系统安排，不在此设定", INTERPRETING, field="stages")
        if not self.source.strip():
            raise Unlawful("应当写明规定的出处", INTERPRETING, field="source")

    def basis(self, kind: DocumentKind, *, flagged: bool = False, theme: str = "") -> str:
        """解读义务由来: why a document of this class owes an interpretation; empty where it owes none."""
        if kind in self.kinds:
            return f"{kind.label}须解读"
        if flagged and self.flagged:
            return "标明为涉及公众的政策，须解读"
        return f"主题“{theme}”的公文须解读" if theme and theme in self.themes else ""


USUAL_EXPLAIN_RULE = ExplainRule()
"""通行解读规定: until an authority sets its own."""


@dataclass(frozen=True, slots=True)
class Duty:
    """解读义务: when the document became public, by when its interpretation must be, and when it was."""

    published_on: date | None
    due: Reckoned | None = None
    met_on: date | None = None
    exempt: bool = False

    def state(self, on: date) -> DutyState:
        """义务到了哪一步: as it stands on a day."""
        if self.exempt:
            return DutyState.EXEMPT
        if self.published_on is None or self.due is None:
            return DutyState.PREPARING
        if self.met_on is None:
            return DutyState.UNMET if on > self.due.on else DutyState.WAITING
        if self.met_on <= self.published_on:
            return DutyState.SAME_DAY
        return DutyState.IN_TIME if self.met_on <= self.due.on else DutyState.LATE

    def lag(self, calendar: Calendar) -> int | None:
        """间隔: working days between the document and its interpretation; 0 on the same day, None while there is none."""
        if self.published_on is None or self.met_on is None:
            return None
        return calendar.count(self.published_on, self.met_on) if self.met_on > self.published_on else 0


def owed(kind: DocumentKind) -> bool:
    """须解读: whether a document of this kind owes the public an interpretation, until an authority says otherwise."""
    return kind in MUST_EXPLAIN


def due(published_on: date, calendar: Calendar, latest: int = LATEST.length) -> Reckoned:
    """解读期限: the last day to publish the interpretation of a document published on a day."""
    return calendar.after(published_on, latest)


def require_whole(parts: Mapping[str, str]) -> None:
    """要素齐全: raises Unlawful naming the parts that are missing."""
    if missing := [part.label for part in NEEDED if not parts.get(part.value, "").strip()]:
        raise Unlawful(f"解读材料缺少：{'、'.join(missing)}", INTERPRETING, field="parts")


# -- the package -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PackageFacts:
    """方案要件: what the completeness check looks at."""

    title: str
    forms: Collection[Form]
    channels: Collection[str]
    people: str
    parts: Mapping[str, str]
    roles: Collection[AuthorRole] = ()
    source: Source = Source.OWN
    reprinted_from: str = ""
    licence: str = ""
    local: Mapping[str, str] | None = None


def gaps(facts: PackageFacts) -> tuple[Gap, ...]:
    """查缺项: what the package lacks, in the order of the list. A reprint brings no parts of its own, but all it needs."""
    found = [
        gap
        for gap, there in (
            (Gap.TITLE, facts.title.strip()),
            (Gap.FORMS, facts.forms),
            (Gap.CHANNELS, facts.channels),
            (Gap.PEOPLE, facts.people.strip()),
        )
        if not there
    ]
    if facts.source is Source.REPRINT:
        return (*found, *reprint_gaps(facts.reprinted_from, facts.licence, facts.local or {}))
    return (*found, *(Gap(part.value) for part in NEEDED if not facts.parts.get(part.value, "").strip()))


def reprint_gaps(reprinted_from: str, licence: str, local: Mapping[str, str]) -> tuple[Gap, ...]:
    """转载缺项: what a reprint lacks of source, licence and local block."""
    whole = all(local.get(part.value, "").strip() for part in LOCAL_NEEDED)
    told = ((Gap.REPRINTED_FROM, reprinted_from.strip()), (Gap.LICENCE, licence.strip()), (Gap.LOCAL, whole))
    return tuple(gap for gap, there in told if not there)


def require_complete(found: Sequence[Gap]) -> None:
    """方案齐备: raises Unlawful naming every gap."""
    if found:
        told = "；".join(gap.label for gap in found)
        field = "parts" if found[0].value in {part.value for part in NEEDED} else found[0].value
        raise Unlawful(f"解读方案和材料不齐全：{told}", INTERPRETING, field=field)


def advice(facts: PackageFacts, forms_drawn: Collection[Form] = ()) -> tuple[Advice, ...]:
    """查提醒: what might be better, without keeping the package back."""
    forms = {*facts.forms, *forms_drawn}
    found = (
        (Advice.NO_HEAD, not FIRST & set(facts.roles)),
        (Advice.TEXT_ONLY, forms <= {Form.TEXT}),
        (Advice.WEBSITE_ONLY, set(facts.channels) <= {"website"}),
    )
    return tuple(each for each, so in found if so)


# -- the reviews of the material ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Seen:
    """已审材料: which stage, by whom (the official's user name)."""

    stage: Stage
    by: str


@dataclass(frozen=True, slots=True)
class Material:
    """解读材料: who handed it in, the stages it passes, and those it has passed in this edition."""

    submitted_by: str
    stages: tuple[Stage, ...]
    seen: tuple[Seen, ...] = ()

    @property
    def next_stage(self) -> Stage | None:
        """下一审核环节: the stage that is due; None when the material is through."""
        return self.stages[len(self.seen)] if len(self.seen) < len(self.stages) else None

    def passed(self, by: str, checks: Collection[str] = ()) -> Material:
        """材料审核通过: the material after its next stage, or Unlawful."""
        stage = self.next_stage
        if stage is None:
            raise Unlawful("解读材料已经审核完毕", INTERPRETING)
        if by == self.submitted_by:
            raise Unlawful("报送人不能审核自己报送的解读材料", INTERPRETING, field="by")
        if by in {each.by for each in self.seen}:
            raise Unlawful("同一人不能承担两个审核环节", INTERPRETING, field="by")
        if stage is Stage.RELEASE and (missing := [text for name, text in CHECKS.items() if name not in checks]):
            raise Unlawful(f"发布审查未确认：{'；'.join(missing)}", regulation(17), field="checks")
        return Material(self.submitted_by, self.stages, (*self.seen, Seen(stage, by)))


def stages_of(rule: ExplainRule, *, with_the_draft: bool) -> tuple[Stage, ...]:
    """材料审核次序: with the draft the document's own reviews cover it; what comes later is reviewed for release here."""
    return rule.stages if with_the_draft else (*rule.stages, Stage.RELEASE)
