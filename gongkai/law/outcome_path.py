"""答复路径（条例第三十六至三十九条）: questions that lead the clerk to one lawful outcome.

The order is the order in which an application is examined: is it one, is it clear, was it answered before, is it ours, do we
hold it, is it public already, may it be disclosed. Each version of the Regulation has a tree of its own. Answers that lie
off the path they lead along are left aside, so that an earlier answer can be changed at any time.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from gongkai.law.applications import Act, Standing, State
from gongkai.law.grammar.flow import Objection
from gongkai.law.grammar.statute import Article, regulation, regulation_2007
from gongkai.law.outcomes import Element, Outcome, Version, outcome

YES, NO = "yes", "no"


@dataclass(frozen=True, slots=True)
class Choice:
    """答案选项: one answer: the question or the outcome it goes to, and what the letter may say because of it."""

    key: str
    label: str
    goes: str
    says: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """答复问题: with its article, the rule in one line, an example, and its answers."""

    key: str
    text: str
    basis: Article
    gist: str
    example: str
    choices: tuple[Choice, ...]

    def choice(self, key: str) -> Choice | None:
        """所选答案: the answer of this key; None where there is no such answer."""
        return next((each for each in self.choices if each.key == key), None)


def _either(yes: str, no: str, *, yes_says: str = "", no_says: str = "") -> tuple[Choice, ...]:
    return Choice(YES, "是", yes, yes_says), Choice(NO, "否", no, no_says)


@dataclass(frozen=True, slots=True)
class _Ground:
    """A ground for withholding: how the clerk recognizes it, and how the letter says it."""

    outcome: str
    label: str
    says: str


_SECRET = _Ground("state_secret", "依法确定为国家秘密", "该信息属于依法确定的国家秘密")
_SAFETY = _Ground(
    "endangers_safety",
    "公开后可能危及国家安全、公共安全、经济安全、社会稳定",
    "该信息公开后可能危及国家安全、公共安全、经济安全、社会稳定",
)
_BUSINESS = _Ground("business_secret", "商业秘密", "该信息涉及商业秘密，公开会对第三方合法权益造成损害")
_PRIVACY = _Ground("privacy", "个人隐私等", "该信息涉及个人隐私，公开会对第三方合法权益造成损害")
_GROUNDS_2019 = (
    _SECRET,
    _Ground("prohibited_by_law", "其他法律、行政法规禁止公开", "该信息属于法律、行政法规禁止公开的政府信息"),
    _SAFETY,
    _Ground(
        "internal_affairs",
        "人事管理、后勤管理、内部工作流程等内部事务",
        "该信息属于行政机关的内部事务信息",
    ),
    _Ground(
        "deliberation",
        "讨论记录、过程稿、磋商信函、请示报告等过程性信息",
        "该信息属于行政机关在履行行政管理职能过程中形成的过程性信息",
    ),
    _Ground("enforcement_file", "行政执法案卷", "该信息属于行政执法案卷信息"),
)
_GROUNDS_2007 = (
    _SECRET,
    _SAFETY,
    _Ground("other_law", "法律、法规规定的其他不予公开情形", "该信息属于法律、法规规定不予公开的情形"),
)
_THIRD_PARTIES = (_BUSINESS, _PRIVACY)


def _exempt(grounds: tuple[_Ground, ...], basis: Article, gist: str) -> Iterator[Question]:
    """May it be disclosed: which ground stands against it, what the third party says, and whether a part may go out."""
    own = tuple(Choice(each.outcome, each.label, f"separable_{each.outcome}", each.says) for each in grounds)
    yield Question(
        "exempt",
        "所申请的信息有没有不予公开的情形？",
        basis,
        gist,
        "会议讨论记录属于过程性信息，会议最后形成并印发的文件不属于",
        (
            Choice("none", "没有，可以公开", "disclosed"),
            *own,
            Choice("third_party", "涉及商业秘密、个人隐私等第三方合法权益", "third_party"),
        ),
    )


def _third_party(basis: Article, consulting: Article) -> Iterator[Question]:
    yield Question(
        "third_party",
        "涉及第三方的哪一类权益？",
        basis,
        "公开会对第三方合法权益造成损害的，不得公开",
        "报价明细、工艺参数可能是商业秘密，住址、病情、证件号码是个人隐私",
        tuple(Choice(each.outcome, each.label, f"agreed_{each.outcome}") for each in _THIRD_PARTIES),
    )
    for each in _THIRD_PARTIES:
        yield Question(
            f"agreed_{each.outcome}",
            f"书面征求第三方意见的结果如何（{each.label}）？",
            consulting,
            "应当书面征求第三方意见；第三方同意，或者不公开会对公共利益造成重大影响的，予以公开",
            "第三方逾期没有提出意见的，由行政机关依照条例的规定决定是否公开",
            (
                Choice("agreed", "第三方同意公开，或者其理由不合理", "disclosed"),
                Choice("public_interest", "第三方不同意，但不公开会对公共利益造成重大影响", "disclosed"),
                Choice("refused", "第三方不同意且有合理理由", f"separable_{each.outcome}", each.says),
            ),
        )


def _separable(grounds: tuple[_Ground, ...], basis: Article) -> Iterator[Question]:
    for each in (*grounds, *_THIRD_PARTIES):
        yield Question(
            f"separable_{each.outcome}",
            f"除不应公开的部分（{each.label}）外，其余内容能否区分处理？",
            basis,
            "能够作区分处理的，应当提供可以公开的信息内容，并对不予公开的内容说明理由",
            "名册隐去住址和证件号码后可以提供的，能够区分处理",
            _either("partly_disclosed", each.outcome),
        )


def _beginning_2019() -> Iterator[Question]:
    yield Question(
        "asked_for",
        "申请人要求的是什么？",
        regulation(39),
        "以申请的形式信访、投诉、举报的，告知不作为政府信息公开申请处理；要求提供公开出版物的，告知获取的途径",
        "“请求查处某某违法建设”是举报；“请提供该处违法建设的处理决定书”是申请信息",
        (
            Choice("information", "获取政府信息", "clear"),
            Choice(
                "petition",
                "信访、投诉、举报等",
                "petition",
                "所提事项系以政府信息公开申请的形式进行信访、投诉、举报等活动",
            ),
            Choice("work", "政府公报、报刊、书籍等公开出版物", "published_work", "所申请的是已经公开出版的出版物"),
            Choice(
                "confirmation",
                "对已经获取的信息进行确认，或者重新出具",
                "confirmation_sought",
                "申请人要求对其已经获取的政府信息进行确认或者重新出具",
            ),
        ),
    )
    yield Question(
        "clear",
        "申请内容是否明确，足以据此查找？",
        regulation(30),
        "申请内容不明确的，应当自收到之日起7个工作日内一次性告知补正；补正后仍不明确的，才能以此答复",
        "“有关道路的文件”不明确；“2024年县道大修工程的中标通知书”明确",
        _either("answered_before", "still_unclear", no_says="经补正，申请内容仍不明确，无法据此查找所申请的信息"),
    )
    yield Question(
        "answered_before",
        "本机关此前是否已就同一申请人的相同内容作出答复？",
        regulation(36, 0, 6),
        "行政机关已就申请人提出的政府信息公开申请作出答复、申请人重复申请公开相同政府信息的，告知不予重复处理",
        "上月刚答复过的同一份文件，本月原样再申请一次；由他人申请的，不是重复申请",
        _either("repeated", "too_many"),
    )
    yield Question(
        "too_many",
        "申请数量、频次是否明显超过合理范围，且经要求说明后理由不合理？",
        regulation(35),
        "应当先要求申请人说明理由；理由不合理的，告知不予处理；理由合理的，可以确定延迟答复的期限",
        "一个月内提出八十件，要求说明理由后不作说明",
        _either("excessive", "responsible", yes_says="申请数量、频次明显超过合理范围，没有说明理由或者理由不合理"),
    )
    yield Question(
        "responsible",
        "所申请的信息是否由本机关负责公开？",
        regulation(36, 0, 5),
        "不属于本机关负责公开的，告知并说明理由；能够确定负责机关的，告知其名称、联系方式",
        "向民政局申请学校招生计划的，应由教育局负责公开",
        _either("special", "other_authority", no_says="该信息不是本机关制作，也不由本机关保存"),
    )
    yield Question(
        "special",
        "是否属于工商、不动产登记资料等，法律、行政法规对获取另有规定？",
        regulation(36, 0, 7),
        "有关法律、行政法规对信息的获取有特别规定的，告知申请人依照有关规定办理",
        "查询某处房屋的登记资料，按照不动产登记资料查询的规定办理",
        _either(
            "inquiry_matter",
            "held",
            yes_says="所申请的信息属于法律、行政法规对获取有特别规定的登记资料，应当依照有关规定办理",
        ),
    )
    yield Question(
        "held",
        "经检索，本机关有没有所申请的信息？",
        regulation(36, 0, 4),
        "所申请的应当是已制作或者获取的信息；经检索没有的，告知该信息不存在；需要加工、分析的，可以不予提供",
        "有逐月的台账而申请人要求编制历年对比分析的，属于需要加工、分析",
        (
            Choice("held", "有", "public"),
            Choice("not_held", "经检索没有", "not_held"),
            Choice(
                "processing",
                "没有现成的，需要加工、分析",
                "needs_processing",
                "所申请的信息需要对现有政府信息进行加工、分析",
            ),
        ),
    )
    yield Question(
        "public",
        "所申请的信息是否已经主动公开？",
        regulation(36, 0, 1),
        "已经主动公开的，告知获取该信息的方式、途径",
        "文件全文已在政府信息公开平台登载的，告知网址",
        _either("already_public", "exempt"),
    )


def _beginning_2007() -> Iterator[Question]:
    yield Question(
        "asked_for",
        "申请人要求的是什么？",
        regulation_2007(2),
        "政府信息是行政机关在履行职责过程中制作或者获取的，以一定形式记录、保存的信息",
        "咨询办事流程、反映问题，不是申请获取政府信息",
        (
            Choice("information", "获取政府信息", "clear"),
            Choice(
                "not_information",
                "不是条例所指的政府信息",
                "not_information",
                "所申请的内容不是行政机关在履行职责过程中制作或者获取的、以一定形式记录保存的信息",
            ),
            Choice("elsewhere", "应当通过信访、查询等其他途径办理", "other_channel", "所提事项应当通过其他途径办理"),
        ),
    )
    yield Question(
        "clear",
        "申请内容是否明确，足以据此查找？",
        regulation_2007(21, 0, 4),
        "申请内容不明确的，应当告知申请人作出更改、补充",
        "“有关道路的文件”不明确；“2012年县道大修工程的中标通知书”明确",
        _either("responsible", "amend_told"),
    )
    yield Question(
        "responsible",
        "所申请的信息是否由本机关公开？",
        regulation_2007(21, 0, 3),
        "依法不属于本行政机关公开的，应当告知申请人；能够确定公开机关的，告知其名称、联系方式",
        "向民政局申请学校招生计划的，应由教育局公开",
        _either("held", "other_authority", no_says="该信息不是本机关制作，也不由本机关保存"),
    )
    yield Question(
        "held",
        "经检索，本机关有没有所申请的信息？",
        regulation_2007(21, 0, 3),
        "该政府信息不存在的，应当告知申请人",
        "档案、业务系统和经办科室都查找过而没有的，是不存在",
        _either("public", "not_held"),
    )
    yield Question(
        "public",
        "所申请的信息是否已经主动公开？",
        regulation_2007(21, 0, 1),
        "属于公开范围的，应当告知申请人获取该信息的方式和途径",
        "文件全文已在政府网站登载的，告知网址",
        _either("already_public", "exempt"),
    )


TREE_2019: tuple[Question, ...] = (
    *_beginning_2019(),
    *_exempt(_GROUNDS_2019, regulation(36, 0, 3), "依照条例第十四条至第十六条决定不予公开的，告知并说明理由"),
    *_third_party(regulation(15), regulation(32)),
    *_separable(_GROUNDS_2019, regulation(37)),
)
TREE_2007: tuple[Question, ...] = (
    *_beginning_2007(),
    *_exempt(_GROUNDS_2007, regulation_2007(21, 0, 2), "属于不予公开范围的，应当告知申请人并说明理由"),
    *_third_party(regulation_2007(14, 4), regulation_2007(23)),
    *_separable(_GROUNDS_2007, regulation_2007(22)),
)
_TREES = {Version.R2019: TREE_2019, Version.R2007: TREE_2007}
_BY_KEY = {version: {each.key: each for each in tree} for version, tree in _TREES.items()}


def questions(version: Version) -> tuple[Question, ...]:
    """问题树: every question under one version of the Regulation, the first one first."""
    return _TREES[version]


@dataclass(frozen=True, slots=True)
class Answered:
    """已答: a question and the answer to it."""

    question: Question
    choice: Choice

    def __str__(self) -> str:
        return f"{self.question.text}{self.choice.label}"


@dataclass(frozen=True, slots=True)
class Path:
    """路径: the answers that count, and either the next question or the outcome they lead to.

    ``objection`` says why that outcome may not be drafted yet, and ``first`` which act must be taken before it.
    """

    answered: tuple[Answered, ...] = ()
    question: Question | None = None
    leaf: Outcome | None = None
    objection: Objection | None = None
    first: Act | None = None

    @property
    def answers(self) -> dict[str, str]:
        """答案: by the key of the question, as a page hands them on."""
        return {each.question.key: each.choice.key for each in self.answered}

    @property
    def note(self) -> str:
        """选择过程: the whole path in words, as the draft keeps it."""
        return "；".join(str(each) for each in self.answered)

    @property
    def elements(self) -> dict[Element, str]:
        """随之写明: what the letter of this outcome may say because of the answers; a proposal, never more."""
        said = "；".join(each.choice.says for each in self.answered if each.choice.says)
        if self.leaf is None or not said:
            return {}
        own = (*self.leaf.elements, *self.leaf.optional)
        place = next((each for each in _SAID_IN if each in own), None)
        return {place: said} if place else {}


_SAID_IN = (Element.REASON, Element.WITHHELD_PART, Element.FACTS)
"""写在何处: the element that takes what follows from the answers, the first that the outcome has."""


def follow(version: Version, answers: Mapping[str, str]) -> Path:
    """依答前行: as far as the answers lead under one version of the Regulation, whatever the file."""
    tree, answered = _BY_KEY[version], list[Answered]()
    question = questions(version)[0]
    while (choice := question.choice(answers.get(question.key, ""))) is not None:
        answered.append(Answered(question, choice))
        if choice.goes not in tree:
            return Path(tuple(answered), leaf=outcome(choice.goes))
        question = tree[choice.goes]
    return Path(tuple(answered), question=question)


def walk(standing: Standing, answers: Mapping[str, str]) -> Path:
    """走路径: of one file: where the answers end, and what is missing before that outcome may be drafted.

    An applicant who owes reasons and let their time go by leaves one outcome only, and nothing to ask.
    """
    found = follow(standing.version, answers)
    if standing.state is State.AWAITING_REASONS:
        found = Path(leaf=outcome("excessive"))
    if found.leaf is None:
        return found
    return Path(
        found.answered,
        leaf=found.leaf,
        objection=standing.objection_to(found.leaf),
        first=_first(standing, found.leaf),
    )


_ASKED_FIRST = {Act.CLARIFY: Act.ASK_CLARIFICATION}


def _first(standing: Standing, leaf: Outcome) -> Act | None:
    """The act to begin with, where the outcome rests on one that has not been taken."""
    for name in leaf.after:
        act = Act(name)
        asked = _ASKED_FIRST.get(act, act)
        if act not in standing.taken:
            return act if asked in standing.taken else asked
    return None
