"""文书种类（条例第三十至四十二条）: every letter of an application, what occasions it and what it must state.

A letter is a row: to whom, occasioned by which act, under which article, with which statutory elements. Each element is a
placeholder of the wording, ``{名称}``; an authority words its letters as it likes, but a wording from which a statutory element
was removed is refused. What a placeholder says follows from the standing: no day, term or amount is ever typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from gongkai.law.applications import PAYMENT, Act, Standing, fee_told, reply_term
from gongkai.law.consultations import Consultation, Consultee, Opinion
from gongkai.law.fees import BY_ITEM, BY_PAGE, FEES_NOTICE, Fee, Measure, Tariff
from gongkai.law.grammar.calendar import Calendar, Reckoned
from gongkai.law.grammar.dates import chinese_date
from gongkai.law.grammar.flow import Step, Unlawful
from gongkai.law.grammar.statute import Article, regulation, regulation_2007
from gongkai.law.grammar.words import Word
from gongkai.law.outcomes import OUTCOMES, Element, Outcome, Version, outcome
from gongkai.law.receipt import receipt

PLACEHOLDER = re.compile(r"\{([^{}]+)\}")
"""占位: how a wording refers to what is filled in."""
ELEMENTS = {
    "认定的事实": Element.FACTS,
    "理由": Element.REASON,
    "获取方式": Element.MEANS,
    "可公开部分": Element.DISCLOSED_PART,
    "不予公开部分": Element.WITHHELD_PART,
    "检索情况": Element.SEARCH,
    "负责机关": Element.RIGHT_AUTHORITY,
    "此前答复": Element.EARLIER,
    "可用渠道": Element.CHANNEL,
    "不明确之处": Element.UNCLEAR,
    "提供形式": Element.FORM,
}
"""要素占位: the placeholder of each element a reply may state."""


class Addressee(Word):
    """受送达人: to whom a letter goes."""

    APPLICANT = "applicant", "申请人"
    THIRD_PARTY = "third_party", "第三方"
    AUTHORITY = "authority", "其他机关"
    INTERNAL = "internal", "内部"


@dataclass(frozen=True)
class LetterType:
    """文书种类: one row.

    ``required`` are the statutory elements, as placeholders: no wording may leave one out; ``optional`` is what it may refer to
    beside them. ``numbered`` letters draw a number; with ``slip`` a return slip to be filled in goes with the letter. A ``form``
    is filled in inside the authority and has no wording.
    """

    key: str
    title: str
    addressee: Addressee
    act: Act
    articles: Mapping[Version, Article]
    required: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    numbered: bool = True
    slip: bool = False
    form: bool = False

    @property
    def placeholders(self) -> tuple[str, ...]:
        """可用占位: everything its wording may refer to, the statutory elements first."""
        return tuple(dict.fromkeys((*self.required, *self.optional)))

    @property
    def name(self) -> str:
        """文书名称: the title, and of a reply or a closing letter the outcome it tells, for there are many of a title."""
        leaf = next((each for each in OUTCOMES if each.key == self.key), None)
        return f"{self.title}（{leaf.label}）" if leaf else self.title

    @property
    def is_reply(self) -> bool:
        """答复: whether it is the reply itself; the others tell what happens on the way or afterwards."""
        return self.act is Act.REPLY and self.addressee is Addressee.APPLICANT

    def article(self, version: Version) -> Article:
        """所依条文: or Unlawful where that version of the Regulation does not know the letter."""
        if version not in self.articles:
            raise Unlawful(f"{version.label}没有“{self.title}”", field="type")
        return self.articles[version]


_ASKED = ("收到日期", "申请内容", "依据")
_YOU = ("称谓", "登记编号")
_EITHER_33_2 = {Version.R2019: regulation(33, 2), Version.R2007: regulation_2007(24, 2)}
_EITHER_32 = {Version.R2019: regulation(32), Version.R2007: regulation_2007(23)}


def _to_applicant(
    key: str,
    title: str,
    act: Act,
    articles: Mapping[Version, Article],
    *required: str,
    optional: tuple[str, ...] = (),
    numbered: bool = True,
) -> LetterType:
    return LetterType(
        key, title, Addressee.APPLICANT, act, articles, (*_ASKED, *required), (*_YOU, *optional), numbered=numbered
    )


def _closing(key: str, title: str, act: Act, *required: str) -> LetterType:
    return _to_applicant(key, title, act, outcome(key).articles, *required)


PROCEDURAL: tuple[LetterType, ...] = (
    _to_applicant(
        "receipt",
        "政府信息公开申请登记回执",
        Act.CONFIRM,
        _EITHER_33_2,
        *("登记编号", "收到之日", "答复期限", "查询方式"),
        numbered=False,
    ),
    _to_applicant(
        "clarification",
        "政府信息公开申请补正告知书",
        Act.ASK_CLARIFICATION,
        {Version.R2019: regulation(30)},
        *("补正事项", "补正期限", "逾期后果", "期限重新计算"),
    ),
    _to_applicant(
        "extension",
        "政府信息公开申请延期答复告知书",
        Act.EXTEND,
        _EITHER_33_2,
        *("原答复期限", "延期理由", "延期决定"),
    ),
    _to_applicant(
        "reasons",
        "政府信息公开申请说明理由告知书",
        Act.ASK_REASONS,
        {Version.R2019: regulation(35)},
        *("数量频次", "说明期限", "逾期后果", "期限重新计算"),
    ),
    _to_applicant(
        "deferral",
        "政府信息公开申请延迟答复告知书",
        Act.DEFER,
        {Version.R2019: regulation(35)},
        *("原答复期限", "延期理由", "延期决定"),
    ),
    LetterType(
        "third_party_opinion",
        "政府信息公开征求第三方意见书",
        Addressee.THIRD_PARTY,
        Act.CONSULT,
        _EITHER_32,
        ("征求内容", "依据", "意见期限", "逾期后果", "决定规则"),
        slip=True,
    ),
    LetterType(
        "authority_opinion",
        "政府信息公开征求机关意见书",
        Addressee.AUTHORITY,
        Act.CONSULT,
        {Version.R2019: regulation(34), Version.R2007: regulation_2007(7)},
        ("征求事由", "征求内容", "依据", "意见期限", "逾期后果"),
        slip=True,
    ),
    _to_applicant(
        "consulting_told",
        "政府信息公开征求意见告知书",
        Act.CONSULT,
        {Version.R2019: regulation(33, 3), Version.R2007: regulation_2007(24, 3)},
        *("征求情况", "期限不计入"),
    ),
    LetterType(
        "decision_told",
        "政府信息决定公开告知书",
        Addressee.THIRD_PARTY,
        Act.REPLY,
        _EITHER_32,
        ("意见情况", "依据", "公开内容", "公开理由", "救济告知"),
    ),
    _to_applicant(
        "fee_notice",
        "政府信息公开信息处理费收费通知书",
        Act.NOTIFY_FEE,
        {Version.R2019: regulation(42)},
        *("收费标准", "收费数额", "缴纳方式", "缴费期限", "逾期后果", "期限重新计算", "异议途径"),
    ),
    _closing("not_clarified", "政府信息公开申请不再处理告知书", Act.LAPSE, "告知经过", "救济告知"),
    _closing("fee_unpaid", "政府信息公开申请不再处理告知书", Act.LAPSE, "告知经过", "救济告知"),
    _closing("withdrawn", "政府信息公开申请撤回结案告知书", Act.WITHDRAW, "结案日期", "事由"),
    _closing("ended_otherwise", "政府信息公开申请终止办理告知书", Act.TERMINATE, "结案日期", "事由"),
)
"""过程文书: the letters beside the reply, in the order of the procedure."""

FORMS: tuple[LetterType, ...] = (
    LetterType("registration_form", "政府信息公开申请登记表", Addressee.INTERNAL, Act.SUBMIT, _EITHER_33_2, form=True),
    LetterType(
        "service_return",
        "送达回证",
        Addressee.INTERNAL,
        Act.SERVE,
        {Version.R2019: regulation(36), Version.R2007: regulation_2007(21)},
        form=True,
    ),
)
"""内部表格: filled in from the file whenever they are wanted; they have neither number nor wording."""


def _reply(leaf: Outcome) -> LetterType:
    """答复书: the letter of this outcome; it states what the outcome requires and may state what the law leaves open."""
    names = {element: name for name, element in ELEMENTS.items()}
    title = "政府信息公开申请答复书"
    return LetterType(
        leaf.key,
        title,
        Addressee.APPLICANT,
        Act.REPLY,
        leaf.articles,
        (*_ASKED, *(names[element] for element in leaf.elements), "救济告知"),
        ("称谓", "办理经过", *(names[element] for element in leaf.optional), "形式依据"),
    )


REPLIES: tuple[LetterType, ...] = tuple(_reply(leaf) for leaf in OUTCOMES if leaf.is_reply)
"""答复文书: one for each outcome that is told by a reply."""
LETTER_TYPES: tuple[LetterType, ...] = (*PROCEDURAL, *REPLIES, *FORMS)
"""文书目录: every document type of an application."""
WORDED: tuple[LetterType, ...] = tuple(each for each in LETTER_TYPES if not each.form)
"""有用语的文书: those an authority may word."""
BEARING = frozenset(each.act for each in PROCEDURAL) | {Act.SUBMIT}
"""须告知的环节: the acts that occasion a letter."""

_BY_KEY = {each.key: each for each in LETTER_TYPES}


def letter_type(key: str) -> LetterType:
    """文书种类: the row of this key, or Unlawful."""
    if key not in _BY_KEY:
        raise Unlawful(f"没有“{key}”这一种文书", field="type")
    return _BY_KEY[key]


# -- the series of procedural letters ----------------------------------------------------------------------------------------

LONGEST_CODE = 20


def notice_code(reply_code: str) -> str:
    """告知文书代字: the series of the letters beside the reply, from the code of replies (青公复 → 青公告); never the same."""
    stem = reply_code.removesuffix("复") or reply_code
    code = f"{stem[: LONGEST_CODE - 1]}告"
    return code if code != reply_code else f"{stem[: LONGEST_CODE - 2]}告知"


# -- wordings ----------------------------------------------------------------------------------------------------------------

MOST_PARAGRAPHS, LONGEST_PARAGRAPH, LONGEST_TITLE = 40, 1000, 60


@dataclass(frozen=True)
class Wording:
    """文书用语: the title and the paragraphs of one letter."""

    title: str
    paragraphs: tuple[str, ...]

    def objections(self, kind: LetterType) -> Iterator[Unlawful]:
        """不能采用的理由: why this wording would not be the letter the law asks for; none when it may be used."""
        yield from self._of_the_title()
        text = "\n".join(self.paragraphs)
        if not self.paragraphs:
            yield Unlawful("正文不能为空", field="body")
        if len(self.paragraphs) > MOST_PARAGRAPHS or any(len(line) > LONGEST_PARAGRAPH for line in self.paragraphs):
            yield Unlawful(f"正文最多{MOST_PARAGRAPHS}段，每段最多{LONGEST_PARAGRAPH}个字", field="body")
        used = set(PLACEHOLDER.findall(text))
        if set("{}") & set(PLACEHOLDER.sub("", text)):
            yield Unlawful("花括号应当成对，如{依据}", field="body")
        if unknown := sorted(used - set(kind.placeholders)):
            yield Unlawful(f"“{kind.title}”没有这些占位：{_braced(unknown)}", field="body")
        if missing := [name for name in kind.required if name not in used]:
            article = next(iter(kind.articles.values()))
            yield Unlawful(f"不能删去法定要素：{_braced(missing)}", article, field="body")

    def _of_the_title(self) -> Iterator[Unlawful]:
        if not self.title or len(self.title) > LONGEST_TITLE:
            yield Unlawful(f"标题不能为空，最多{LONGEST_TITLE}个字", field="title")
        if set("{}") & set(self.title):
            yield Unlawful("标题不能使用占位", field="title")


def _braced(names: Sequence[str]) -> str:
    return "、".join(f"{{{name}}}" for name in names)


SAMPLES: Mapping[str, str] = {
    "称谓": "您",
    "登记编号": "〔2025〕017号",
    "收到日期": "2025年9月18日",
    "收到之日": "当面提交的，以提交之日为收到申请之日。",
    "申请内容": "示例县2024年农村道路养护资金的分配结果。",
    "依据": "《中华人民共和国政府信息公开条例》第三十三条第二款",
    "答复期限": "本机关应当自收到申请之日起20个工作日内答复您，答复期限至2025年10月22日届满。",
    "查询方式": "办理情况可以凭登记编号和登记时取得的查询码，在本机关网站“依申请公开”栏目查询。",
    "补正事项": "请写明所需信息的形成年份。",
    "补正期限": "补正期限为15个工作日，请最迟于2025年10月16日补正。",
    "逾期后果": "无正当理由逾期不补正的，视为放弃申请，本机关不再处理该政府信息公开申请。",
    "期限重新计算": "答复期限自本机关收到补正的申请之日起计算。",
    "原答复期限": "答复期限至2025年10月22日届满。",
    "延期理由": "所需信息涉及多个单位，核对需要时间。",
    "延期决定": "经本机关政府信息公开工作机构负责人同意，答复期限延长20个工作日，本机关最迟于2025年11月19日答复您。",
    "数量频次": "两个月内就同一事项提出申请十二件。",
    "说明期限": "说明理由的期限为10个工作日，请最迟于2025年10月10日提交书面说明。",
    "征求事由": "申请公开的政府信息由本机关牵头、与贵单位共同制作。",
    "征求内容": "某项目中标单位的业绩材料。",
    "征求情况": "本机关自2025年9月19日起征求第三方意见。",
    "意见期限": "请自收到本意见书之日起15个工作日内书面提出意见。",
    "决定规则": "不同意公开且有合理理由的，本机关不予公开。",
    "期限不计入": "征求意见所需时间不计算在答复期限内。",
    "意见情况": "贵方于2025年9月25日提出不同意公开的意见。",
    "公开内容": "某项目中标单位的业绩材料。",
    "公开理由": "该项目关系公众饮水安全。",
    "收费标准": "按量计收，单件申请30页以内不收费；第31至100页部分每页10元。",
    "收费数额": "合计380元。",
    "缴纳方式": "收款户名：示例县财政局，开户银行：示例银行，账号：0000。",
    "缴费期限": "请自收到本通知书次日起20个工作日内缴纳，最迟于2025年10月22日缴清。",
    "异议途径": "对收费决定有异议的，不能单独申请行政复议或者提起行政诉讼。",
    "告知经过": "本机关于2025年9月19日一次性告知您补正，补正期限至2025年10月16日届满，您没有补正。",
    "结案日期": "2025年9月30日",
    "事由": "您已从网站查到所需信息。",
    "办理经过": "答复期限经批准延长10个工作日。",
    "形式依据": "《中华人民共和国政府信息公开条例》第四十条",
    "提供形式": "所需档案年久易损，安排您到本机关查阅、抄录。",
    "救济告知": "如对本答复不服，可以自收到本答复之日起60日内向某人民政府申请行政复议，"
    "或者自收到本答复之日起6个月内向某人民法院提起行政诉讼。",
} | {name: f"{element.label}。" for name, element in ELEMENTS.items() if element is not Element.FORM}
"""示例: what stands for each placeholder in a preview."""


# -- which letters an act occasions, and what each states --------------------------------------------------------------------


@dataclass(frozen=True)
class Occasion:
    """告知事由: a letter an act occasions, with the standing before and after it; a consultation, and the step that asked for it,
    where it concerns one.
    """

    kind: LetterType
    step: Step
    before: Standing | None
    after: Standing
    consultation: Consultation | None = None
    asked: Step | None = field(default=None, repr=False)

    @property
    def subject(self) -> str:
        """征求的内容: what the opinion is asked about, as the letter to whom is asked says it."""
        return self.asked.text("subject", "征求意见的内容") if self.asked else ""


def occasioned(
    step: Step, before: Standing | None, after: Standing, asked: Sequence[Step] = ()
) -> tuple[Occasion, ...]:
    """应当告知: the letters this act occasions beside the reply.

    ``before`` is None where the application is being received; ``asked`` are the steps that asked for an opinion so far.
    """
    act = Act(step.act)
    if act is Act.SUBMIT or act is Act.CONFIRM:
        return (Occasion(letter_type("receipt"), step, before, after),) if after.received_on else ()
    if act is Act.CONSULT:
        return tuple(_consulted(step, before, after))
    if act is Act.REPLY:
        return tuple(_disclosed_against(step, before, after, asked))
    if act is Act.LAPSE:
        return (Occasion(letter_type(str(after.outcome)), step, before, after),)
    return tuple(Occasion(each, step, before, after) for each in PROCEDURAL if each.act is act)


def _consulted(step: Step, before: Standing | None, after: Standing) -> Iterator[Occasion]:
    asked = after.consultations[-1]
    key = "third_party_opinion" if asked.of is Consultee.THIRD_PARTY else "authority_opinion"
    yield Occasion(letter_type(key), step, before, after, asked, step)
    if asked.suspends(after.version):
        yield Occasion(letter_type("consulting_told"), step, before, after, asked, step)


def _disclosed_against(
    step: Step, before: Standing | None, after: Standing, steps: Sequence[Step]
) -> Iterator[Occasion]:
    """条例第三十二条: who objected is told in writing what is disclosed all the same, and why."""
    draft = after.draft
    if draft is None or draft.outcome not in ("disclosed", "partly_disclosed"):
        return
    if draft.outcome == "partly_disclosed" and not draft.despite:
        return
    for asked in after.consultations:
        if asked.of is Consultee.THIRD_PARTY and asked.opinion is Opinion.OBJECT:
            if not draft.despite:
                reason = "第三方不同意公开而决定公开的，应当写明决定公开的理由，书面告知第三方"
                raise Unlawful(
                    f"{reason}。请重新拟办，填写“决定公开的理由”", asked.basis(after.version), field="despite"
                )
            yield Occasion(letter_type("decision_told"), step, before, after, asked, steps[int(asked.key) - 1])


def stated(occasion: Occasion, calendar: Calendar, you: str = "您") -> dict[str, str]:
    """所告知: what each statutory placeholder says on this occasion, in whole sentences; nothing personal is among it.

    What only the authority knows (``缴纳方式``, ``救济告知``) and what the applicant wrote is put in beside it.
    """
    after = occasion.after
    values = {
        "称谓": you,
        "收到日期": chinese_date(after.received_on or after.submitted_on),
        "结案日期": chinese_date(occasion.step.on),
        "依据": _basis(occasion),
    }
    say = _STATED.get(occasion.kind.key)
    return values | ({name: sentence(text) for name, text in say(occasion, calendar, you).items()} if say else {})


def _basis(occasion: Occasion) -> str:
    article = occasion.kind.article(occasion.after.version)
    if occasion.kind.key == "fee_notice":
        return f"{article}和{_FEE_RULES}"
    if occasion.kind.key == "fee_unpaid":
        return f"{_FEE_RULES}{article.place}"
    return str(article)


_FEE_RULES = f"《政府信息公开信息处理费管理办法》（{FEES_NOTICE}）"


def sentence(text: str) -> str:
    """成句: the text ending as a sentence does, once."""
    text = _TRAILING.sub("", text.strip())
    return text if not text or _ENDED.search(text) else f"{text}。"


_ENDED = re.compile(r"[。！？.!?][”’）」]*$")
_TRAILING = re.compile(r"[，、；：,;:\s]+$")


def _day(day: Reckoned) -> str:
    provisional = "（其间有的年度尚未公布放假安排，公布后有变动的，以变动后的日期为准）" if day.provisional else ""
    return f"{chinese_date(day.on)}{provisional}"


def _owed_until(occasion: Occasion) -> str:
    assert occasion.after.pending is not None  # noqa: S101 (the act that occasions the letter has just asked for it)
    return _day(occasion.after.pending.due)


def _due(standing: Standing | None, calendar: Calendar) -> Reckoned | None:
    clock = standing.clock(calendar) if standing else None
    return clock.due if clock else None


def _receipt(occasion: Occasion, calendar: Calendar, you: str) -> dict[str, str]:
    after = occasion.after
    days = reply_term(after.version).length
    due = _due(after, calendar)
    until = f"，答复期限至{_day(due)}届满" if due else ""
    return {
        "收到之日": _how_received(after),
        "答复期限": f"本机关应当自收到申请之日起{days}个工作日内答复{you}{until}。"
        f"需要{_MAY_CHANGE[after.version]}的，本机关另行告知",
    }


def _how_received(standing: Standing) -> str:
    if standing.version is Version.R2007:
        return "以申请到达本机关之日为收到申请之日"
    return receipt(standing.channel, standing.submitted_on, standing.received_on).why


_MAY_CHANGE = {Version.R2019: "补正、征求意见或者延长答复期限", Version.R2007: "征求意见或者延长答复期限"}


def _clarification(occasion: Occasion, calendar: Calendar, you: str) -> dict[str, str]:
    days = occasion.step.number("days", "补正期限（工作日）")
    return {
        "补正事项": occasion.step.text("points", "需要补正的事项"),
        "补正期限": f"补正期限为{days}个工作日，请最迟于{_owed_until(occasion)}补正",
        "逾期后果": "无正当理由逾期不补正的，视为放弃申请，本机关不再处理该政府信息公开申请",
        "期限重新计算": "答复期限自本机关收到补正的申请之日起计算",
    }


def _term_before(occasion: Occasion, calendar: Calendar) -> str:
    due = _due(occasion.before, calendar)
    return f"答复期限至{_day(due)}届满" if due else "征求意见所需时间不计算在答复期限内，答复期限尚未届满"


def _extension(occasion: Occasion, calendar: Calendar, you: str) -> dict[str, str]:
    days, due = occasion.after.extension, _due(occasion.after, calendar)
    last = f"最迟于{_day(due)}答复{you}" if due else f"自收到所征求的意见后继续计算，并在期限内答复{you}"
    return {
        "原答复期限": _term_before(occasion, calendar),
        "延期理由": occasion.step.text("reason", "延长期限的理由"),
        "延期决定": f"经本机关政府信息公开工作机构负责人同意，答复期限延长{days}个工作日，本机关{last}",
    }


def _reasons(occasion: Occasion, calendar: Calendar, you: str) -> dict[str, str]:
    days = occasion.step.number("days", "说明理由的期限（工作日）")
    return {
        "数量频次": occasion.step.text("facts", "申请数量、频次明显超过合理范围的事实"),
        "说明期限": f"说明理由的期限为{days}个工作日，请最迟于{_owed_until(occasion)}提交书面说明",
        "逾期后果": "逾期没有说明，或者本机关认为申请理由不合理的，本机关对该申请不予处理，并告知" + you,
        "期限重新计算": "本机关收到说明的，答复期限自收到说明之日起重新计算",
    }


def _deferral(occasion: Occasion, calendar: Calendar, you: str) -> dict[str, str]:
    assert occasion.after.deferred_to is not None  # noqa: S101 (the act has just set it)
    return {
        "原答复期限": _term_before(occasion, calendar),
        "延期理由": occasion.step.text("reason", "延迟答复的理由"),
        "延期决定": f"本机关确定延迟答复的合理期限，最迟于{chinese_date(occasion.after.deferred_to)}答复{you}",
    }


def _third_party(occasion: Occasion, calendar: Calendar, you: str) -> dict[str, str]:
    current = occasion.after.version is Version.R2019
    assert occasion.consultation is not None  # noqa: S101 (a consultation has just been asked for)
    days = occasion.consultation.term.length
    within = f"自收到本意见书之日起{days}个工作日内" if current else "在收到本意见书后及时"
    return {
        "征求内容": occasion.subject,
        "意见期限": f"请贵方{within}就是否同意公开书面提出意见；不同意公开的，请说明理由",
        "逾期后果": "逾期未提出意见的，本机关依照《中华人民共和国政府信息公开条例》的规定决定是否公开"
        if current
        else "未提出意见的，本机关依照《中华人民共和国政府信息公开条例》的规定办理",
        "决定规则": "贵方不同意公开且有合理理由的，本机关不予公开；本机关认为不公开可能对公共利益造成重大影响的，"
        "可以决定予以公开，并将决定公开的政府信息内容和理由书面告知贵方"
        if current
        else "贵方不同意公开的，本机关不予公开；但是，本机关认为不公开可能对公共利益造成重大影响的，应当予以公开，"
        "并将决定公开的政府信息内容和理由书面通知贵方",
    }


def _authority(occasion: Occasion, calendar: Calendar, you: str) -> dict[str, str]:
    current = occasion.after.version is Version.R2019
    assert occasion.consultation is not None  # noqa: S101 (a consultation has just been asked for)
    days = occasion.consultation.term.length
    return {
        "征求事由": "申请公开的政府信息由本机关牵头、与贵单位共同制作" if current else "申请公开的政府信息涉及贵单位",
        "征求内容": occasion.subject,
        "意见期限": f"请贵单位自收到本意见书之日起{days}个工作日内，就是否同意公开书面提出意见；不同意公开的，请说明理由和依据"
        if current
        else "请贵单位在收到本意见书后及时予以确认，书面提出意见；认为不能公开的，请说明理由和依据",
        "逾期后果": "逾期未提出意见的，视为同意公开"
        if current
        else "未提出意见的，本机关在答复期限内依照《中华人民共和国政府信息公开条例》的规定办理",
    }


def _consulting_told(occasion: Occasion, calendar: Calendar, you: str) -> dict[str, str]:
    assert occasion.consultation is not None  # noqa: S101 (a consultation has just been asked for)
    asked = occasion.consultation
    return {
        "征求情况": f"本机关自{chinese_date(asked.sent_on)}起书面征求{asked.of.label}的意见",
        "期限不计入": "征求意见所需时间不计算在答复期限内；征求意见结束后，答复期限继续计算",
    }


def _decision_told(occasion: Occasion, calendar: Calendar, you: str) -> dict[str, str]:
    asked, draft = occasion.consultation, occasion.after.draft
    assert asked is not None and asked.answered_on is not None and draft is not None  # noqa: S101 (an objection was entered)
    only = "" if draft.outcome == "disclosed" else "（作区分处理，公开其中可以公开的部分）"
    return {
        "意见情况": f"本机关于{chinese_date(asked.sent_on)}就一件政府信息公开申请书面征求贵方意见，"
        f"贵方于{chinese_date(asked.answered_on)}提出不同意公开的意见",
        "公开内容": f"{_TRAILING.sub('', occasion.subject.strip()).rstrip('。')}{only}",
        "公开理由": draft.despite,
    }


def _fee(occasion: Occasion, calendar: Calendar, you: str) -> dict[str, str]:
    fee = fee_told(occasion.step)
    received = occasion.step.day("received_on", "申请人收到收费通知的日期")
    return {
        "收费标准": f"{fee.measure.label}计收，{_rates(_TARIFFS[fee.measure])}（{_FEE_RULES}{fee.basis.place}）",
        "收费数额": _amount_said(fee),
        "缴费期限": f"请自收到本通知书次日起{PAYMENT.length}个工作日内缴纳。"
        f"本通知书于{chinese_date(received)}送达，最迟于{_owed_until(occasion)}缴清",
        "逾期后果": "逾期未缴纳的，视为放弃申请，本机关不再处理该政府信息公开申请",
        "期限重新计算": "申请的处理期限自完成缴费次日起重新计算",
        "异议途径": "对收费决定有异议的，不能单独申请行政复议或者提起行政诉讼，可以在缴费期满后，就本机关不再处理该申请的行为，"
        f"依照{regulation(51)}的规定投诉、举报，申请行政复议或者提起行政诉讼",
    }


_TARIFFS = {Measure.BY_ITEM: BY_ITEM, Measure.BY_PAGE: BY_PAGE}
_COUNTED = {Measure.BY_ITEM: "同一申请人一个自然月内的申请", Measure.BY_PAGE: "单件申请"}


def _rates(tariff: Tariff) -> str:
    """收费标准: every bracket of the tariff, as the notice must state it."""
    unit, said = tariff.unit, []
    for bracket, following in zip(tariff.brackets, (*tariff.brackets[1:], None), strict=True):
        if bracket.width:
            said.append(
                f"第{bracket.first}{unit}以上部分以{bracket.width}{unit}为一档，第一档每{unit}{bracket.rate}元，"
                f"每增加一档，每{unit}提高{bracket.rise}元"
            )
        elif following is None:
            said.append(f"第{bracket.first}{unit}以上部分每{unit}{bracket.rate}元")
        elif bracket.rate:
            said.append(f"第{bracket.first}至{following.first - 1}{unit}部分每{unit}{bracket.rate}元")
        else:
            said.append(f"{_COUNTED[tariff.measure]}{following.first - 1}{unit}以内不收费")
    return "；".join(said)


def _amount_said(fee: Fee) -> str:
    lines = "；".join(str(line) for line in fee.lines)
    return f"{lines}。合计人民币{fee.amount}元"


def _lapsed(occasion: Occasion, calendar: Calendar, you: str) -> dict[str, str]:
    pending = occasion.before.pending if occasion.before else None
    assert pending is not None  # noqa: S101 (only what was asked for can lapse)
    asked, last = chinese_date(pending.asked_on), chinese_date(pending.due.on)
    if pending.act is Act.ASK_CLARIFICATION:
        course = f"本机关于{asked}一次性告知{you}补正，补正期限至{last}届满，{you}无正当理由逾期没有补正"
    else:
        course = f"本机关于{asked}向{you}发出收费通知，缴费期限至{last}届满，{you}逾期没有缴纳信息处理费"
    return {"告知经过": course}


def _ended(occasion: Occasion, calendar: Calendar, you: str) -> dict[str, str]:
    return {"事由": occasion.step.text("reason", "事由")}


_STATED = {
    "receipt": _receipt,
    "clarification": _clarification,
    "extension": _extension,
    "reasons": _reasons,
    "deferral": _deferral,
    "third_party_opinion": _third_party,
    "authority_opinion": _authority,
    "consulting_told": _consulting_told,
    "decision_told": _decision_told,
    "fee_notice": _fee,
    "not_clarified": _lapsed,
    "fee_unpaid": _lapsed,
    "withdrawn": _ended,
    "ended_otherwise": _ended,
}


def slip(kind: LetterType, number: str) -> tuple[str, ...]:
    """征求意见回执: what who is asked fills in and sends back: consent or objection, the reasons, name and day."""
    who = "单位" if kind.addressee is Addressee.AUTHORITY else "姓名（名称）"
    return (
        f"《{kind.title}》{f'（{number}）' if number else ''}收悉。对所征求的政府信息，意见如下（在□内打√）：",
        "□同意公开。",
        "□同意部分公开。可以公开的部分：＿＿＿＿＿＿＿＿＿＿",
        "□不同意公开。",
        "不同意公开（包括不同意公开部分）的理由和依据：",
        "＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿",
        "＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿",
        "收到征求意见书的日期：　　　　年　　月　　日",
        f"{who}（签名或者盖章）：",
        "联系电话：",
        "填写日期：　　　　年　　月　　日",
    )
