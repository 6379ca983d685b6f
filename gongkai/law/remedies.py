"""救济（条例第五十一条）: reconsideration and litigation, what a letter must tell of them, and the respondent's own terms.

The rules changed twice: the term for a suit was three months until 1 May 2015 and six months since; since 1 January 2024
a refusal to disclose goes to reconsideration first and the letter must say so. A letter follows the rules in force on its day.

A case goes from the notice by the answer and the hearings to the decision, on appeal to a second one; then what was ordered
is done and the lesson drawn. Its result counts from the day of the decision; an appeal leaves it pending again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeAlias, TypeVar

from gongkai.law.grammar.calendar import Calendar, Reckoned, calendar_days_after, months_after, roll_forward
from gongkai.law.grammar.flow import Flow, Objection, Role, Step, Transition, Unlawful, from_each
from gongkai.law.grammar.procedure import Procedure
from gongkai.law.grammar.statute import Article, Certainty, Term, Unit, regulation
from gongkai.law.grammar.words import Word
from gongkai.law.outcomes import Outcome, RemedyRule

KIND = "remedy"
REVIEW_LAW_REVISED = date(2024, 1, 1)
SIX_MONTHS_SINCE = date(2015, 5, 1)


class RemedyKind(Word):
    """救济种类: the three groups of the statutory table."""

    REVIEW = "review", "行政复议"
    SUIT = "direct", "未经复议直接起诉"
    SUIT_AFTER_REVIEW = "after_review", "复议后起诉"


class RemedyResult(Word):
    """救济结果: the four results of each group."""

    UPHELD = "upheld", "结果维持"
    CORRECTED = "corrected", "结果纠正"
    OTHER = "other", "其他结果"
    PENDING = "pending", "尚未审结"


REVIEW_TERM = Term("申请行政复议", 60, Unit.CALENDAR_DAYS, "自收到答复之日起", Article("行政复议法", 20))
SUIT_TERM = Term("提起行政诉讼", 6, Unit.MONTHS, "自收到答复之日起", Article("行政诉讼法", 46), since=SIX_MONTHS_SINCE)
SUIT_TERM_OLD = Term(
    "提起行政诉讼",
    3,
    Unit.MONTHS,
    "自收到答复之日起",
    Article("行政诉讼法（1989）", 39),
    until=date(2015, 4, 30),
    certainty=Certainty.RECALLED,
)
SUIT_AFTER_REVIEW_TERM = Term(
    "不服复议决定提起诉讼", 15, Unit.CALENDAR_DAYS, "自收到复议决定书之日起", Article("行政诉讼法", 45)
)
ANSWER_REVIEW = Term(
    "提出复议答复",
    10,
    Unit.WORKING_DAYS,
    "自收到复议申请书副本之日起",
    Article("行政复议法", 48),
    since=REVIEW_LAW_REVISED,
)
ANSWER_SIMPLIFIED_REVIEW = Term(
    "提出复议答复（简易程序）",
    5,
    Unit.WORKING_DAYS,
    "自收到复议申请书副本之日起",
    Article("行政复议法", 54),
    since=REVIEW_LAW_REVISED,
    note="政府信息公开案件可以适用简易程序（第五十三条）",
)
ANSWER_REVIEW_OLD = Term(
    "提出复议答复",
    10,
    Unit.CALENDAR_DAYS,
    "自收到复议申请书副本之日起",
    Article("行政复议法（2017）", 23),
    until=date(2023, 12, 31),
    certainty=Certainty.RECALLED,
)
ANSWER_SUIT = Term(
    "提出答辩并举证",
    15,
    Unit.CALENDAR_DAYS,
    "自收到起诉状副本之日起",
    Article("行政诉讼法", 67),
    since=SIX_MONTHS_SINCE,
    certainty=Certainty.RECALLED,
)
ANSWER_SUIT_OLD = Term(
    "提出答辩并举证",
    10,
    Unit.CALENDAR_DAYS,
    "自收到起诉状副本之日起",
    Article("行政诉讼法（1989）", 43),
    until=date(2015, 4, 30),
    certainty=Certainty.RECALLED,
)
APPEAL_SUIT = Term(
    "提起上诉",
    15,
    Unit.CALENDAR_DAYS,
    "自收到判决书之日起",
    Article("行政诉讼法", 85),
    since=SIX_MONTHS_SINCE,
    certainty=Certainty.RECALLED,
)
APPEAL_SUIT_OLD = Term(
    "提起上诉",
    15,
    Unit.CALENDAR_DAYS,
    "自收到判决书之日起",
    Article("行政诉讼法（1989）", 58),
    until=date(2015, 4, 30),
    certainty=Certainty.RECALLED,
)
ANSWER_APPEAL = Term(
    "提出上诉答辩",
    15,
    Unit.CALENDAR_DAYS,
    "自收到上诉状副本之日起",
    Article("行政诉讼法", 101, gist="准用民事诉讼法关于上诉答辩的规定"),
    certainty=Certainty.RECALLED,
)
TERMS = (
    REVIEW_TERM,
    SUIT_TERM,
    SUIT_TERM_OLD,
    SUIT_AFTER_REVIEW_TERM,
    ANSWER_REVIEW,
    ANSWER_SIMPLIFIED_REVIEW,
    ANSWER_REVIEW_OLD,
    ANSWER_SUIT,
    ANSWER_SUIT_OLD,
    APPEAL_SUIT,
    APPEAL_SUIT_OLD,
    ANSWER_APPEAL,
)
"""期限表: the terms of remedies; the documentation prints it."""


def review_comes_first(leaf: Outcome, on: date) -> bool:
    """复议前置: since 2024 a refusal under articles 14 to 16 is challenged by reconsideration first (复议法第二十三条)."""
    return leaf.remedy is RemedyRule.REVIEW_FIRST and on >= REVIEW_LAW_REVISED


def paragraph(leaf: Outcome, *, on: date, reviewing_body: str, court: str) -> str:
    """救济告知: the remedy paragraph this outcome requires under the rules in force on the letter's day; empty for none."""
    if leaf.remedy is RemedyRule.NONE:
        return ""
    if review_comes_first(leaf, on):
        return (
            f"如对本答复不服，应当自收到本答复之日起{REVIEW_TERM.length}日内先向{reviewing_body}申请行政复议；"
            f"对复议决定仍不服的，可以自收到复议决定书之日起{SUIT_AFTER_REVIEW_TERM.length}日内向{court}提起行政诉讼。"
        )
    return either(on=on, reviewing_body=reviewing_body, court=court)


def either(*, on: date, reviewing_body: str, court: str, against: str = "本答复", received: str = "本答复") -> str:
    """可选救济: reconsideration or a suit, as whoever receives the letter chooses.

    ``against`` is what is challenged, ``received`` what the letter calls itself.
    """
    suit = SUIT_TERM if on >= SIX_MONTHS_SINCE else SUIT_TERM_OLD
    return (
        f"如对{against}不服，可以自收到{received}之日起{REVIEW_TERM.length}日内向{reviewing_body}申请行政复议，"
        f"或者自收到{received}之日起{suit.length}个月内向{court}提起行政诉讼。"
    )


# -- how long the applicant may still seek a remedy --------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Way:
    """救济途径及期限: a remedy the applicant may seek, and the last day for it."""

    name: str
    until: Reckoned
    term: Term

    def is_open(self, on: date) -> bool:
        """仍可提起: whether the last day has not passed."""
        return on <= self.until.on


def _lasting(term: Term, since: date, calendar: Calendar) -> Way:
    """The last day of a term in days or months; one that falls on a day of rest moves to the next working day."""
    months = term.unit is Unit.MONTHS
    last = months_after(since, term.length) if months else calendar_days_after(since, term.length)
    return Way(term.name, roll_forward(calendar, last), term)


def _suit_term(on: date) -> Term:
    return SUIT_TERM if on >= SIX_MONTHS_SINCE else SUIT_TERM_OLD


def ways_against(leaf: Outcome, replied_on: date, received_on: date, calendar: Calendar) -> tuple[Way, ...]:
    """对答复的救济: by the rules of the letter's day, reckoned from the day the applicant received it."""
    if leaf.remedy is RemedyRule.NONE:
        return ()
    review = _lasting(REVIEW_TERM, received_on, calendar)
    if review_comes_first(leaf, replied_on):
        return (review,)
    return (review, _lasting(_suit_term(replied_on), received_on, calendar))


def ways_against_silence(due_on: date, calendar: Calendar) -> tuple[Way, ...]:
    """对逾期不答复的救济: reckoned from the end of the term in which nothing was replied."""
    terms = (REVIEW_TERM, _suit_term(due_on))
    return tuple(_lasting(term, due_on, calendar) for term in terms)


def way_after_review(decided_on: date, calendar: Calendar) -> Way:
    """不服复议决定: a suit within fifteen days of the decision."""
    return _lasting(SUIT_AFTER_REVIEW_TERM, decided_on, calendar)


# -- the case as the respondent sees it --------------------------------------------------------------------------------


class State(Word):
    """案件状态: where the case is, seen from the respondent."""

    NOTIFIED = "notified", "待答复答辩"
    ANSWERED = "answered", "已答复答辩，待审结"
    DECIDED = "decided", "已审结"
    APPEALED = "appealed", "二审待答辩"
    APPEAL_ANSWERED = "appeal_answered", "二审审理中"


class Act(Word):
    """应诉事项: the acts of a respondent."""

    RECEIVE = "receive", "收到通知"
    CONVERT = "convert", "转为普通程序"
    ANSWER = "answer", "提交答复或答辩"
    HEAR = "hear", "听证、听取意见、开庭"
    MEDIATE = "mediate", "调解"
    DECIDE = "decide", "收到决定或裁判"
    APPEAL = "appeal", "上诉"
    PERFORM = "perform", "履行决定或裁判"
    LESSON = "lesson", "记下教训"
    LESSON_DONE = "lesson_done", "教训已落实"


class HearingKind(Word):
    """审理方式: how the body that decides heard the parties."""

    HEARING = "hearing", "复议听证"
    OPINIONS = "opinions", "复议听取意见"
    COURT = "court", "开庭审理"


class Appellant(Word):
    """上诉人: whose appeal it is."""

    OURS = "ours", "本机关上诉"
    THEIRS = "theirs", "对方上诉"


class LessonKind(Word):
    """教训种类: what is changed so that it does not happen again."""

    LABEL = "label", "调整公开属性"
    COLUMN = "column", "增设或者调整栏目"
    RULE = "rule", "修订制度"
    WORDING = "wording", "修改文书用语"
    TRAINING = "training", "组织培训"
    OTHER = "other", "其他"


_ANSWERING = Article("行政复议法", 48)
_CONVERTING = Article("行政复议法", 55, gist="不宜适用简易程序的，可以转为普通程序")
_HEARING = Article("行政复议法", 49, gist="普通程序应当听取当事人的意见；第五十条：重大、疑难、复杂的组织听证")
_IN_COURT = Article("行政诉讼法", 3, 3, gist="被诉行政机关负责人应当出庭应诉；不能出庭的，应当委托相应的工作人员出庭")
_MEDIATING = Article("行政复议法", 5, gist="行政复议机关办理案件可以进行调解")
_NOT_MEDIATED = Article("行政诉讼法", 60, gist="行政案件一般不适用调解")
_PERFORMING = Article("行政复议法", 77, gist="被申请人应当履行复议决定书；裁判亦同（行政诉讼法第九十四条）")
_APPEALING = APPEAL_SUIT.basis

_FIRST = (State.NOTIFIED, State.ANSWERED)
_SECOND = (State.APPEALED, State.APPEAL_ANSWERED)
FLOW = Flow(
    "行政复议和行政诉讼",
    State.NOTIFIED,
    (
        Transition(State.NOTIFIED, Act.ANSWER, State.ANSWERED, Role.HANDLER, _ANSWERING),
        Transition(State.NOTIFIED, Act.CONVERT, State.NOTIFIED, Role.HANDLER, _CONVERTING),
        Transition(State.APPEALED, Act.ANSWER, State.APPEAL_ANSWERED, Role.HANDLER, ANSWER_APPEAL.basis),
        *from_each((*_FIRST, *_SECOND), Act.HEAR, Role.HANDLER, _HEARING),
        *from_each(_FIRST, Act.MEDIATE, Role.HANDLER, _MEDIATING),
        *(Transition(state, Act.DECIDE, State.DECIDED, Role.HANDLER, regulation(51)) for state in (*_FIRST, *_SECOND)),
        Transition(State.DECIDED, Act.APPEAL, State.APPEALED, Role.HANDLER, _APPEALING),
        *from_each((State.DECIDED,), Act.PERFORM, Role.HANDLER, _PERFORMING),
        *from_each((State.DECIDED,), Act.LESSON, Role.HANDLER, regulation(46)),
        *from_each((State.DECIDED,), Act.LESSON_DONE, Role.HANDLER, regulation(46)),
    ),
)
"""应诉程序."""


@dataclass(frozen=True, slots=True)
class Hearing:
    """审理: one hearing; in court somebody asks whether the head of the authority appeared."""

    kind: HearingKind
    on: date
    place: str
    attendee: str
    head_appeared: bool


@dataclass(frozen=True, slots=True)
class Lesson:
    """教训: what is changed, where it can be seen, and since when it is done."""

    key: str
    kind: LessonKind
    on: date
    what: str
    link: str = ""
    done_on: date | None = None


@dataclass(frozen=True)
class Standing:
    """案件情况: one reconsideration or suit against a reply (or against silence)."""

    of: RemedyKind
    state: State
    received_on: date
    last_on: date
    simplified: bool = False
    answered_on: date | None = None
    outcome: str | None = None
    closed_on: date | None = None
    hearings: tuple[Hearing, ...] = ()
    decided_on: date | None = None
    appealed_on: date | None = None
    appellant: Appellant | None = None
    redo_by: date | None = None
    performed_on: date | None = None
    lessons: tuple[Lesson, ...] = ()

    @property
    def extended(self) -> bool:
        """延期: the respondent's terms cannot be extended."""
        return False

    @property
    def result(self) -> RemedyResult:
        """结果: pending until decided."""
        return RemedyResult(self.outcome) if self.outcome else RemedyResult.PENDING

    @property
    def is_suit(self) -> bool:
        """诉讼: whether a court decides."""
        return self.of is not RemedyKind.REVIEW

    @property
    def second_instance(self) -> bool:
        """二审: whether an appeal was made."""
        return self.appealed_on is not None

    @property
    def in_force_at_once(self) -> bool:
        """立即生效: a decision on review and a judgment of the second instance; one of the first may still be appealed."""
        return not self.is_suit or self.second_instance

    @property
    def owes_performance(self) -> bool:
        """待履行: a new reply was ordered and has not been given."""
        return self.state is State.DECIDED and self.redo_by is not None and self.performed_on is None

    @property
    def answer_term(self) -> Term:
        """答复答辩期限: to the reviewing body or to the court, by the law in force when the notice came."""
        if self.second_instance:
            return ANSWER_APPEAL
        if self.is_suit:
            return ANSWER_SUIT if ANSWER_SUIT.in_force(self.received_on) else ANSWER_SUIT_OLD
        if self.simplified:
            return ANSWER_SIMPLIFIED_REVIEW
        return ANSWER_REVIEW if ANSWER_REVIEW.in_force(self.received_on) else ANSWER_REVIEW_OLD

    @property
    def due_label(self) -> str:
        """到期事项."""
        return self.answer_term.name

    def due(self, calendar: Calendar) -> Reckoned | None:
        """到期日: the respondent's own term; a last day that falls on a holiday moves to the next working day."""
        if self.state is State.APPEALED:
            theirs = self.appellant is Appellant.THEIRS and self.appealed_on
            return _lasting(ANSWER_APPEAL, theirs, calendar).until if theirs else None
        if self.state is not State.NOTIFIED:
            return None
        term = self.answer_term
        if term.unit is Unit.WORKING_DAYS:
            return calendar.after(self.received_on, term.length)
        return roll_forward(calendar, calendar_days_after(self.received_on, term.length))

    def appeal_until(self, calendar: Calendar) -> Way | None:
        """上诉期限: of a judgment of the first instance; None where there is nothing to appeal against."""
        if not self.is_suit or self.second_instance or self.decided_on is None:
            return None
        term = APPEAL_SUIT if APPEAL_SUIT.in_force(self.decided_on) else APPEAL_SUIT_OLD
        return _lasting(term, self.decided_on, calendar)

    def objections(self, act: Act, on: date, calendar: Calendar) -> tuple[Objection, ...]:
        """不能办的理由: why this act is not lawful on this day, whatever its details; empty when it is."""
        if found := FLOW.objections(self.state, act, on, self.last_on):
            return found
        check = _CHECKS.get(act)
        objection = check(self, on, calendar) if check else None
        return (objection,) if objection else ()

    def take(self, step: Step, calendar: Calendar) -> Standing:
        """办理: the standing after one more step, or Unlawful."""
        try:
            act = Act(step.act)
        except ValueError:
            raise Unlawful(f"复议诉讼案件没有“{step.act}”这一环节", regulation(51)) from None
        for objection in self.objections(act, step.on, calendar):
            raise objection.raised("on" if step.on < self.last_on else "")
        moved = _EFFECTS[act](self, step, calendar)
        return replace(moved, state=State(FLOW.after(self.state, act)), last_on=step.on)


_Check: TypeAlias = Callable[[Standing, date, Calendar], Objection | None]
_Effect: TypeAlias = Callable[[Standing, Step, Calendar], Standing]


def _it_is_simplified(standing: Standing, on: date, calendar: Calendar) -> Objection | None:
    return None if standing.simplified else Objection("本案没有适用简易程序", _CONVERTING)


def _it_can_be_mediated(standing: Standing, on: date, calendar: Calendar) -> Objection | None:
    if standing.is_suit:
        return Objection("政府信息公开行政诉讼一般不适用调解", _NOT_MEDIATED)
    return None


def _it_can_be_appealed(standing: Standing, on: date, calendar: Calendar) -> Objection | None:
    if not standing.is_suit:
        return Objection("行政复议没有上诉；不服复议决定的，由申请人提起诉讼", _APPEALING)
    if standing.second_instance:
        return Objection("二审裁判是终审裁判，不能再上诉", _APPEALING)
    return None


def _a_new_reply_is_owed(standing: Standing, on: date, calendar: Calendar) -> Objection | None:
    if standing.redo_by is None:
        return Objection("决定或者裁判没有责令重新答复，没有需要履行的内容", _PERFORMING)
    if standing.performed_on is not None:
        return Objection(f"已于{standing.performed_on:%Y-%m-%d}履行", _PERFORMING)
    return None


def _a_lesson_is_open(standing: Standing, on: date, calendar: Calendar) -> Objection | None:
    if all(each.done_on for each in standing.lessons):
        return Objection("没有尚待落实的教训", regulation(46))
    return None


_CHECKS: Mapping[Act, _Check] = {
    Act.CONVERT: _it_is_simplified,
    Act.MEDIATE: _it_can_be_mediated,
    Act.APPEAL: _it_can_be_appealed,
    Act.PERFORM: _a_new_reply_is_owed,
    Act.LESSON_DONE: _a_lesson_is_open,
}


def _convert(standing: Standing, step: Step, calendar: Calendar) -> Standing:
    return replace(standing, simplified=False)


def _answer(standing: Standing, step: Step, calendar: Calendar) -> Standing:
    return replace(standing, answered_on=step.on)


def _hear(standing: Standing, step: Step, calendar: Calendar) -> Standing:
    kind = _chosen(HearingKind, step, "kind", "审理方式", _HEARING)
    if (kind is HearingKind.COURT) != standing.is_suit:
        reason = "诉讼案件应为开庭审理" if standing.is_suit else "复议案件应为听证或者听取意见"
        raise Unlawful(reason, _HEARING, field="kind")
    appeared = bool(step.details.get("head"))
    if kind is HearingKind.COURT and not appeared and not str(step.details.get("why_not") or "").strip():
        raise Unlawful("负责人没有出庭的，应当写明不能出庭的理由", _IN_COURT, field="why_not")
    heard = Hearing(kind, step.on, step.text("place", "地点"), step.text("attendee", "参加人员"), appeared)
    return replace(standing, hearings=(*standing.hearings, heard))


def _mediate(standing: Standing, step: Step, calendar: Calendar) -> Standing:
    step.text("summary", "调解情况")
    return standing


def _decide(standing: Standing, step: Step, calendar: Calendar) -> Standing:
    result = _result(step)
    redo_by = step.optional_day("redo_by", "责令重新答复的期限")
    if redo_by is not None and result is not RemedyResult.CORRECTED:
        raise Unlawful("只有结果纠正的，才有责令重新答复的期限", _PERFORMING, field="redo_by")
    if redo_by is not None and redo_by < step.on:
        raise Unlawful("责令重新答复的期限不能早于收到决定之日", _PERFORMING, field="redo_by")
    return replace(standing, outcome=result.value, closed_on=step.on, decided_on=step.on, redo_by=redo_by)


def _appeal(standing: Standing, step: Step, calendar: Calendar) -> Standing:
    """The judgment is not in force: the case is pending again."""
    appellant = _chosen(Appellant, step, "appellant", "上诉人", _APPEALING)
    way = standing.appeal_until(calendar)
    if appellant is Appellant.OURS and way is not None and not way.is_open(step.on):
        raise Unlawful(f"上诉期限已于{way.until.on:%Y-%m-%d}届满", way.term.basis, field="on")
    return replace(
        standing,
        appealed_on=step.on,
        appellant=appellant,
        answered_on=None,
        outcome=None,
        closed_on=None,
        redo_by=None,
        performed_on=None,
    )


def _perform(standing: Standing, step: Step, calendar: Calendar) -> Standing:
    step.text("number", "新答复书的文号")
    return replace(standing, performed_on=step.on)


def _learn(standing: Standing, step: Step, calendar: Calendar) -> Standing:
    kind = _chosen(LessonKind, step, "kind", "教训种类", regulation(46))
    what, link = step.text("what", "改变了什么"), str(step.details.get("link") or "")
    learnt = Lesson(str(len(standing.lessons) + 1), kind, step.on, what, link)
    return replace(standing, lessons=(*standing.lessons, learnt))


def _carry_out(standing: Standing, step: Step, calendar: Calendar) -> Standing:
    key = step.text("lesson", "教训")
    if key not in {each.key for each in standing.lessons if each.done_on is None}:
        raise Unlawful("没有这一条尚待落实的教训", regulation(46), field="lesson")
    done = (replace(each, done_on=step.on) if each.key == key else each for each in standing.lessons)
    return replace(standing, lessons=tuple(done))


_EFFECTS: Mapping[Act, _Effect] = {
    Act.CONVERT: _convert,
    Act.ANSWER: _answer,
    Act.HEAR: _hear,
    Act.MEDIATE: _mediate,
    Act.DECIDE: _decide,
    Act.APPEAL: _appeal,
    Act.PERFORM: _perform,
    Act.LESSON: _learn,
    Act.LESSON_DONE: _carry_out,
}
_W = TypeVar("_W", bound=Word)


def _chosen(words: type[_W], step: Step, name: str, title: str, basis: Article) -> _W:
    try:
        return words(step.text(name, title))
    except (ValueError, Unlawful):
        options = "、".join(member.label for member in words)
        raise Unlawful(f"{title}应从以下各项中选择：{options}", basis, field=name) from None


def _result(step: Step) -> RemedyResult:
    decided = tuple(result for result in RemedyResult if result is not RemedyResult.PENDING)
    result = next((each for each in decided if each.value == step.details.get("result")), None)
    if result is None:
        options = "、".join(each.label for each in decided)
        raise Unlawful(f"审结结果应从以下各项中选择：{options}", regulation(51), field="result")
    return result


def open_remedy(step: Step, calendar: Calendar) -> Standing:
    """立案: the notice of the reviewing body or the court opens the file."""
    if step.act != Act.RECEIVE:
        raise Unlawful("案卷应从收到复议或应诉通知开始", regulation(51))
    try:
        of = RemedyKind(step.text("of", "案件种类"))
    except ValueError:
        options = "、".join(kind.label for kind in RemedyKind)
        raise Unlawful(f"案件种类应从以下各项中选择：{options}", regulation(51), field="of") from None
    simplified = bool(step.details.get("simplified"))
    if simplified and not (of is RemedyKind.REVIEW and ANSWER_SIMPLIFIED_REVIEW.in_force(step.on)):
        reason = "只有2024年1月1日以后的行政复议才有简易程序的答复期限"
        raise Unlawful(reason, ANSWER_SIMPLIFIED_REVIEW.basis, field="simplified")
    return Standing(of, State.NOTIFIED, step.on, step.on, simplified)


PRIVATE = frozenset({"attendee", "why_not", "summary", "what"})
"""隐私明细: who took part and what was said."""
REMEDY = Procedure(KIND, "复议诉讼案件", open_remedy, lambda _: FLOW, PRIVATE)
"""程序: how the journal opens and reads a case."""
