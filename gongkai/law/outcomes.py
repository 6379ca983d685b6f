"""办理结果（条例第三十六至三十九条）: the tree of outcomes. Ask the leaf where others keep lists.

Each leaf knows its article, its row in every edition of the statutory table, what its letter must say, and which
remedy must be told. ``lawful_under`` says in which version of the Regulation the leaf may be chosen; a leaf keeps a
row in *every* edition, because an application received under one may be closed and counted under another.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from gongkai.law.fees import FEES_NOTICE
from gongkai.law.grammar.flow import Unlawful
from gongkai.law.grammar.statute import Article, Certainty, cited, regulation, regulation_2007
from gongkai.law.grammar.words import Word

REPORT_FORM = "国办公开办函〔2021〕30号"
STATISTICS_FORM = "国办发〔2014〕32号"


class Version(Word):
    """条例版本: which text of the Regulation an application is handled under."""

    R2007 = "2007", "2007年条例"
    R2019 = "2019", "2019年条例"


class OutcomeGroup(Word):
    """结果大类: the six groups of the statutory table since 2019."""

    GRANTED = "granted", "予以公开"
    PARTIAL = "partial", "部分公开"
    DENIED = "denied", "不予公开"
    UNABLE = "unable", "无法提供"
    REFUSED = "refused", "不予处理"
    OTHER = "other", "其他处理"


class Element(Word):
    """文书要素: what a letter must say; a letter without a required element is not a reply."""

    FACTS = "facts", "认定的事实"
    REASON = "reason", "理由"
    MEANS = "means", "获取该信息的方式、途径和时间"
    DISCLOSED_PART = "disclosed_part", "可以公开部分的提供方式"
    WITHHELD_PART = "withheld_part", "不予公开部分及其理由（写明所依条款）"
    SEARCH = "search", "检索情况（检索了哪里、何时、何人、关键词）"
    RIGHT_AUTHORITY = "right_authority", "负责公开该信息的机关及联系方式"
    EARLIER = "earlier", "此前申请和答复的时间、文号"
    CHANNEL = "channel", "可以使用的渠道"
    UNCLEAR = "unclear", "仍不明确之处"
    FORM = "form", "不能按申请人要求的形式提供的，改用的形式（含安排查阅、抄录）及其理由"


class RemedyRule(Word):
    """救济途径: which remedy paragraph the letter carries."""

    REVIEW_FIRST = "review_first", "先复议后诉讼"
    EITHER = "either", "可以复议，也可以诉讼"
    NONE = "none", "不出答复书"


@dataclass(frozen=True)
class Outcome:
    """办理结果: one leaf.

    ``also`` is what a letter cites beside the article: the ground beside the duty to tell the reason, or the other way round.
    ``rows`` maps an edition key ("2014", "2019", "2021") to the row the leaf counts in; ``None`` means closed without a
    reply, which the form of 2014 counts as closed but in no kind of reply. A letter must say every one of the ``elements`` and
    may say the ``optional`` ones, which the law leaves to the authority. ``after`` names the acts that must have been taken
    before this outcome is lawful.
    """

    key: str
    label: str
    group: OutcomeGroup
    articles: Mapping[Version, Article]
    rows: Mapping[str, str | None]
    also: Mapping[Version, Article] = field(default_factory=dict)
    elements: tuple[Element, ...] = (Element.FACTS, Element.REASON)
    optional: tuple[Element, ...] = ()
    remedy: RemedyRule = RemedyRule.EITHER
    after: tuple[str, ...] = ()
    certainty: Certainty = Certainty.SEEN

    @property
    def is_reply(self) -> bool:
        """答复: whether this outcome is told by a letter of reply; the others close the file by an entry."""
        return self.remedy is not RemedyRule.NONE

    def lawful_under(self, version: Version) -> bool:
        """可适用: whether the leaf may be chosen under this version of the Regulation."""
        return version in self.articles

    def article(self, version: Version) -> Article:
        """所依条文: the article the outcome rests on, or Unlawful where that version does not know it."""
        if version not in self.articles:
            raise Unlawful(f"{version.label}没有“{self.label}”这一办理结果", field="outcome")
        return self.articles[version]

    def citation(self, version: Version) -> str:
        """引用: the articles as the letter cites them, down to the item; Unlawful where that version does not know the leaf."""
        own, more = self.article(version), self.also.get(version)
        return cited([own, more] if more else [own])

    def missing(self, elements: Mapping[str, str]) -> tuple[Element, ...]:
        """缺少的要素: the required elements that the draft leaves empty."""
        return tuple(element for element in self.elements if not elements.get(element, "").strip())


def _rows(since_2019: str, in_2014: str | None, *, since_2021: str | None = None) -> dict[str, str | None]:
    return {"2014": in_2014, "2019": since_2019, "2021": since_2021 or since_2019}


_WITHHELD = regulation(36, 0, 3, gist="不予公开的，告知并说明理由")
_WITHHELD_2007 = regulation_2007(21, 0, 2, gist="不予公开的，告知并说明理由")
_SECRETS_2007 = regulation_2007(14, 4, gist="涉及国家秘密、商业秘密、个人隐私的不得公开")
_SAFETY_2007 = regulation_2007(8, gist="公开不得危及国家安全、公共安全、经济安全和社会稳定")


def _denied(number: int, key: str, label: str, article: Article, in_2014: str, old: Article | None) -> Outcome:
    """Under either text a refusal rests on a ground and on the duty to tell it; ``old`` is the ground of 2007, if it knew one."""
    return Outcome(
        key,
        label,
        OutcomeGroup.DENIED,
        {Version.R2019: article} | ({Version.R2007: _WITHHELD_2007} if old else {}),
        _rows(f"deny_{number}", in_2014),
        also={Version.R2019: _WITHHELD} | ({Version.R2007: old} if old else {}),
        remedy=RemedyRule.REVIEW_FIRST,
    )


_OTHER_CHANNEL = "replied_other_channel"

OUTCOMES: tuple[Outcome, ...] = (
    Outcome(
        "already_public",
        "已主动公开，告知获取方式",
        OutcomeGroup.GRANTED,
        {Version.R2019: regulation(36, 0, 1), Version.R2007: regulation_2007(21, 0, 1)},
        _rows("granted", "replied_already_public"),
        elements=(Element.MEANS,),
        certainty=Certainty.RECALLED,
    ),
    Outcome(
        "disclosed",
        "予以公开",
        OutcomeGroup.GRANTED,
        {Version.R2019: regulation(36, 0, 2), Version.R2007: regulation_2007(21, 0, 1)},
        _rows("granted", "replied_disclosed"),
        elements=(Element.MEANS,),
        optional=(Element.FORM,),
    ),
    Outcome(
        "partly_disclosed",
        "部分公开（区分处理）",
        OutcomeGroup.PARTIAL,
        {Version.R2019: regulation(37), Version.R2007: regulation_2007(22)},
        _rows("partial", "replied_partly"),
        elements=(Element.DISCLOSED_PART, Element.WITHHELD_PART),
        optional=(Element.FORM,),
        remedy=RemedyRule.REVIEW_FIRST,
        certainty=Certainty.INFERRED,
    ),
    _denied(1, "state_secret", "属于国家秘密", regulation(14), "refused_secret", _SECRETS_2007),
    _denied(2, "prohibited_by_law", "其他法律行政法规禁止公开", regulation(14), "refused_other_law", None),
    _denied(3, "endangers_safety", "危及“三安全一稳定”", regulation(14), "refused_safety", _SAFETY_2007),
    _denied(
        4,
        "business_secret",
        "保护第三方合法权益（商业秘密）",
        regulation(15),
        "refused_business_secret",
        _SECRETS_2007,
    ),
    _denied(4, "privacy", "保护第三方合法权益（个人隐私等）", regulation(15), "refused_privacy", _SECRETS_2007),
    _denied(5, "internal_affairs", "属于三类内部事务信息", regulation(16, 1), "refused_not_information", None),
    _denied(6, "deliberation", "属于四类过程性信息", regulation(16, 2), "refused_not_information", None),
    _denied(7, "enforcement_file", "属于行政执法案卷", regulation(16, 2), "refused_other_law", None),
    Outcome(
        "inquiry_matter",
        "属于行政查询事项",
        OutcomeGroup.DENIED,
        {Version.R2019: regulation(36, 0, 7)},
        _rows("deny_8", _OTHER_CHANNEL),
        elements=(Element.FACTS, Element.CHANNEL),
        certainty=Certainty.RECALLED,
    ),
    Outcome(
        "not_held",
        "经检索没有所申请的信息",
        OutcomeGroup.UNABLE,
        {Version.R2019: regulation(36, 0, 4), Version.R2007: regulation_2007(21, 0, 3)},
        _rows("unable_1", "replied_not_held"),
        elements=(Element.SEARCH,),
        certainty=Certainty.RECALLED,
    ),
    Outcome(
        "other_authority",
        "不属于本机关负责公开",
        OutcomeGroup.UNABLE,
        {Version.R2019: regulation(36, 0, 5), Version.R2007: regulation_2007(21, 0, 3)},
        _rows("unable_1", "replied_other_authority"),
        elements=(Element.REASON,),
        optional=(Element.RIGHT_AUTHORITY,),
        certainty=Certainty.RECALLED,
    ),
    Outcome(
        "needs_processing",
        "没有现成信息需要另行制作",
        OutcomeGroup.UNABLE,
        {Version.R2019: regulation(38)},
        _rows("unable_2", "replied_not_held"),
        certainty=Certainty.RECALLED,
    ),
    Outcome(
        "still_unclear",
        "补正后申请内容仍不明确",
        OutcomeGroup.UNABLE,
        {Version.R2019: regulation(30)},
        _rows("unable_3", "replied_amend"),
        elements=(Element.FACTS, Element.UNCLEAR),
        after=("clarify",),
    ),
    Outcome(
        "petition",
        "信访举报投诉类申请",
        OutcomeGroup.REFUSED,
        {Version.R2019: regulation(39, 1)},
        _rows("refuse_1", _OTHER_CHANNEL),
        elements=(Element.FACTS,),
        optional=(Element.CHANNEL,),
    ),
    Outcome(
        "repeated",
        "重复申请",
        OutcomeGroup.REFUSED,
        {Version.R2019: regulation(36, 0, 6)},
        _rows("refuse_2", _OTHER_CHANNEL),
        elements=(Element.EARLIER,),
    ),
    Outcome(
        "published_work",
        "要求提供公开出版物",
        OutcomeGroup.REFUSED,
        {Version.R2019: regulation(39, 2)},
        _rows("refuse_3", _OTHER_CHANNEL),
        elements=(Element.FACTS,),
        optional=(Element.CHANNEL,),
    ),
    Outcome(
        "excessive",
        "无正当理由大量反复申请",
        OutcomeGroup.REFUSED,
        {Version.R2019: regulation(35)},
        _rows("refuse_4", _OTHER_CHANNEL),
        after=("ask_reasons",),
    ),
    Outcome(
        "confirmation_sought",
        "要求行政机关确认或重新出具已获取信息",
        OutcomeGroup.REFUSED,
        {Version.R2019: Article(REPORT_FORM)},
        _rows("refuse_5", _OTHER_CHANNEL),
        elements=(Element.FACTS, Element.EARLIER),
    ),
    Outcome(
        "not_information",
        "不是《条例》所指政府信息",
        OutcomeGroup.REFUSED,
        {Version.R2007: regulation_2007(2)},
        _rows("refuse_1", "refused_not_information"),
        certainty=Certainty.INFERRED,
    ),
    Outcome(
        "other_law",
        "法律法规规定的其他情形",
        OutcomeGroup.DENIED,
        {Version.R2007: _WITHHELD_2007},
        _rows("deny_2", "refused_other_law"),
        certainty=Certainty.INFERRED,
    ),
    Outcome(
        "amend_told",
        "告知作出更改补充",
        OutcomeGroup.UNABLE,
        {Version.R2007: regulation_2007(21, 0, 4)},
        _rows("unable_3", "replied_amend"),
        elements=(Element.UNCLEAR,),
    ),
    Outcome(
        "other_channel",
        "告知通过其他途径办理",
        OutcomeGroup.REFUSED,
        {Version.R2007: Article(STATISTICS_FORM)},
        _rows("refuse_1", _OTHER_CHANNEL),
        elements=(Element.FACTS, Element.CHANNEL),
        certainty=Certainty.INFERRED,
    ),
    Outcome(
        "not_clarified",
        "申请人无正当理由逾期不补正",
        OutcomeGroup.OTHER,
        {Version.R2019: regulation(30)},
        _rows("other", None, since_2021="other_1"),
        elements=(),
        remedy=RemedyRule.NONE,
        after=("ask_clarification",),
    ),
    Outcome(
        "fee_unpaid",
        "申请人逾期未按收费通知要求缴纳费用",
        OutcomeGroup.OTHER,
        {Version.R2019: Article(FEES_NOTICE, 6)},
        _rows("other", None, since_2021="other_2"),
        elements=(),
        remedy=RemedyRule.NONE,
        after=("notify_fee",),
    ),
    Outcome(
        "withdrawn",
        "申请人撤回申请",
        OutcomeGroup.OTHER,
        {Version.R2019: Article(REPORT_FORM), Version.R2007: Article(STATISTICS_FORM)},
        _rows("other", None, since_2021="other_3"),
        elements=(),
        remedy=RemedyRule.NONE,
        after=("withdraw",),
        certainty=Certainty.RECALLED,
    ),
    Outcome(
        "ended_otherwise",
        "因申请人死亡、终止等不再处理",
        OutcomeGroup.OTHER,
        {Version.R2019: Article(REPORT_FORM), Version.R2007: Article(STATISTICS_FORM)},
        _rows("other", None, since_2021="other_3"),
        elements=(),
        remedy=RemedyRule.NONE,
        after=("terminate",),
        certainty=Certainty.RECALLED,
    ),
)

_BY_KEY = {leaf.key: leaf for leaf in OUTCOMES}


def outcome(key: str) -> Outcome:
    """办理结果: the leaf of this key, or Unlawful: the law knows no other outcome."""
    if key not in _BY_KEY:
        raise Unlawful(f"没有“{key or '（空）'}”这一办理结果，应从法定结果中选择一项", regulation(36), field="outcome")
    return _BY_KEY[key]


def replies(version: Version) -> tuple[Outcome, ...]:
    """可选答复: the leaves a letter of reply may choose under this version of the Regulation."""
    return tuple(leaf for leaf in OUTCOMES if leaf.is_reply and leaf.lawful_under(version))
