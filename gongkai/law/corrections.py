"""更正申请（条例第四十一条）: somebody shows that a record about themselves is not accurate.

Accurate or not is found first; then the record is put right, or the reason told why not, or, where this authority has no
power over the record, it is sent on or the right authority is named. None of it counts in the table of applications.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from gongkai.law.grammar.calendar import Calendar, Reckoned
from gongkai.law.grammar.dates import chinese_date
from gongkai.law.grammar.flow import Flow, Role, Step, Transition, Unlawful
from gongkai.law.grammar.procedure import Procedure
from gongkai.law.grammar.statute import Certainty, Term, Unit, regulation
from gongkai.law.grammar.words import Word
from gongkai.law.remedies import either

KIND = "correction"
CORRECTING = regulation(41, gist="有证据证明与自身相关的记录不准确的，可以要求更正；属实的应当更正并告知")
HANDLING = Term(
    "办理更正申请",
    20,
    Unit.WORKING_DAYS,
    "自收到更正申请之日起",
    CORRECTING,
    certainty=Certainty.INFERRED,
    note="条例没有规定期限，参照第三十三条的答复期限",
)
TERMS = (HANDLING,)
"""期限表: of corrections; the documentation prints it."""


class RecordFinding(Word):
    """核实结论: whether the record is as the person says, and whose it is."""

    INACCURATE = "inaccurate", "记录不准确，属本机关更正"
    ACCURATE = "accurate", "记录准确，或者证据不足以证明不准确"
    NOT_OURS = "not_ours", "本机关无权更正"


class State(Word):
    """更正申请状态."""

    RECEIVED = "received", "待核实"
    VERIFIED = "verified", "已核实待处理"
    CLOSED = "closed", "已办结"


class Act(Word):
    """更正环节."""

    SUBMIT = "submit", "登记更正申请"
    VERIFY = "verify", "审核属实"
    CORRECT = "correct", "更正并告知"
    REFUSE = "refuse", "不予更正并告知"
    TRANSFER = "transfer", "转送有权机关并告知"
    REFER = "refer", "告知向有权机关提出"


FLOW = Flow(
    "更正申请",
    State.RECEIVED,
    (
        Transition(State.RECEIVED, Act.VERIFY, State.VERIFIED, Role.HANDLER, CORRECTING),
        Transition(State.VERIFIED, Act.CORRECT, State.CLOSED, Role.REVIEWER, CORRECTING),
        Transition(State.VERIFIED, Act.REFUSE, State.CLOSED, Role.REVIEWER, CORRECTING),
        Transition(State.VERIFIED, Act.TRANSFER, State.CLOSED, Role.REVIEWER, CORRECTING),
        Transition(State.VERIFIED, Act.REFER, State.CLOSED, Role.REVIEWER, CORRECTING),
    ),
)
"""更正程序: what is verified by one is settled by another."""
_FITS = {
    Act.CORRECT: RecordFinding.INACCURATE,
    Act.REFUSE: RecordFinding.ACCURATE,
    Act.TRANSFER: RecordFinding.NOT_OURS,
    Act.REFER: RecordFinding.NOT_OURS,
}
SETTLING = tuple(_FITS)
"""处理环节: the acts that end with a letter."""


@dataclass(frozen=True)
class Standing:
    """更正情况: ``record`` is the record of a register it is about, as it stood in ``edition`` when somebody asked."""

    state: State
    received_on: date | None
    last_on: date
    finding: RecordFinding | None = None
    outcome: str | None = None
    closed_on: date | None = None
    record: int | None = None
    edition: int = 0

    @property
    def extended(self) -> bool:
        """延期: never."""
        return False

    def due(self, calendar: Calendar) -> Reckoned | None:
        """到期日: until it is settled."""
        if self.received_on is None or self.closed_on is not None:
            return None
        return calendar.after(self.received_on, HANDLING.length)

    def take(self, step: Step, calendar: Calendar) -> Standing:
        """办理: the standing after one more step, or Unlawful."""
        act = FLOW.act(Act, step.act, CORRECTING)
        target = State(FLOW.after(self.state, act))
        if step.on < self.last_on:
            raise Unlawful(f"办理日期不能早于上一环节的日期（{self.last_on:%Y-%m-%d}）", field="on")
        moved = replace(self, state=target, last_on=step.on)
        if act is Act.VERIFY:
            step.text("facts", "核实的情况")
            return replace(moved, finding=step.word(RecordFinding, "finding", "核实结论", CORRECTING))
        if self.finding is not _FITS[act]:
            found = self.finding.label if self.finding else "未核实"
            raise Unlawful(f"核实结论为“{found}”，不能办理“{act.label}”", CORRECTING)
        if act is Act.CORRECT and self.record is not None:
            _put_right(self, step)
        _told(act, step)
        return replace(moved, outcome=act.value, closed_on=step.on)


def _put_right(standing: Standing, step: Step) -> None:
    """The record says something else now, or is gone; a promise is no correction."""
    edition = step.details.get("edition")
    if not (isinstance(edition, int) and edition > standing.edition) and not step.details.get("gone"):
        raise Unlawful("登记簿中的这条记录还没有更正或者撤回，请先更正，再告知申请人", CORRECTING)


_ELEMENTS = {
    Act.CORRECT: (("corrected", "更正后的内容"),),
    Act.REFUSE: (("reason", "不予更正的理由"),),
    Act.TRANSFER: (("authority", "有权更正的机关"), ("contact", "该机关的联系方式")),
    Act.REFER: (("authority", "有权更正的机关"), ("contact", "该机关的联系方式")),
}
"""告知要素: what the letter of each way must say."""


def _told(act: Act, step: Step) -> None:
    step.text("number", "告知书文号")
    for name, title in _ELEMENTS[act]:
        step.text(name, title)


def open_correction(step: Step, calendar: Calendar) -> Standing:
    """登记更正申请: details may name the ``record`` of a register and its ``edition``."""
    if FLOW.act(Act, step.act, CORRECTING) is not Act.SUBMIT:
        raise Unlawful("案卷应从登记更正申请开始", CORRECTING)
    record, edition = step.details.get("record"), step.details.get("edition")
    received = Standing(State.RECEIVED, step.on, step.on)
    if isinstance(record, int) and isinstance(edition, int):
        return replace(received, record=record, edition=edition)
    return received


@dataclass(frozen=True)
class CorrectionLetter:
    """更正文书: the title and the paragraphs of the letter that tells the result."""

    title: str
    paragraphs: tuple[str, ...]


def correction_letter(
    settled: Step, *, received_on: date, record: str, facts: str, reviewing_body: str, court: str
) -> CorrectionLetter:
    """更正告知: the letter of a settling step; every way but 转送 tells of the remedy."""
    act, said = FLOW.act(Act, settled.act, CORRECTING), {name: str(value) for name, value in settled.details.items()}
    began = f"本机关于{chinese_date(received_on)}收到你要求更正“{record}”的申请。经审核：{_ended(facts)}"
    law = f"根据{CORRECTING}的规定，"
    remedy = either(on=settled.on, reviewing_body=reviewing_body, court=court, against="本告知", received="")
    if act is Act.CORRECT:
        return CorrectionLetter(
            "更正告知书", (began, f"{law}本机关已予更正，更正后的内容为：{_ended(said['corrected'])}")
        )
    if act is Act.REFUSE:
        return CorrectionLetter("不予更正告知书", (began, f"{law}不予更正。理由：{_ended(said['reason'])}", remedy))
    whose = f"该记录由{said['authority']}（{_bare(said['contact'])}）负责"
    if act is Act.TRANSFER:
        told = f"{law}{whose}，本机关无权更正，已将你的申请转送该机关处理，特此告知。"
        return CorrectionLetter("更正申请转送告知书", (began, told))
    return CorrectionLetter("更正申请告知书", (began, f"{law}{whose}，本机关无权更正，请你向该机关提出。", remedy))


def _bare(text: str) -> str:
    return text.strip().rstrip("。；;，, ")


def _ended(text: str) -> str:
    return f"{_bare(text)}。"


PRIVATE = frozenset({"facts", "corrected", "reason"})
"""隐私明细: what is written about the person and the record."""
CORRECTION = Procedure(KIND, "更正申请", open_correction, lambda _: FLOW, PRIVATE)
"""程序: how the journal opens and reads a request for correction."""
