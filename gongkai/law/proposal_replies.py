"""建议提案答复（国办发〔2014〕46号）: its class, how it is opened, who drew, checked and signed it, what came after it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from gongkai.law.attributes import GROUNDS, Ground
from gongkai.law.grammar.calendar import Calendar, Reckoned
from gongkai.law.grammar.dates import chinese_date
from gongkai.law.grammar.flow import Step, Unlawful
from gongkai.law.grammar.words import Word
from gongkai.law.proposal_terms import HANDLED, OPENED, REPLY_PUBLICATION, SOURCE_PEOPLE, Copied, ProposalKind
from gongkai.law.reviews import read_checks


class ReplyClass(Word):
    """答复类别: the mark at the upper right of the first page."""

    SOLVED = "A", "A类：已经解决或者基本解决"
    PLANNED = "B", "B类：正在解决或者列入计划解决"
    NOTED = "C", "C类：受条件限制或者其他原因暂不能解决"

    @property
    def mark(self) -> str:
        """类别标识: as the letter bears it."""
        return f"{self.value}类"


class Openness(Word):
    """答复公开方式: how a reply goes out to the public."""

    FULL = "full", "全文公开"
    SUMMARY = "summary", "摘要公开"
    WITHHELD = "withheld", "不予公开"


class Feedback(Word):
    """提出人评价: what the proposer says of the reply."""

    SATISFIED = "satisfied", "满意"
    MOSTLY = "mostly", "基本满意"
    UNSATISFIED = "unsatisfied", "不满意"


class TalkWay(Word):
    """沟通方式: how the lead unit spoke with the proposer."""

    VISIT = "visit", "走访"
    MEETING = "meeting", "座谈"
    PHONE = "phone", "电话"
    LETTER = "letter", "信函、网络"


class ReplyWay(Word):
    """答复送达方式: how the reply reached the proposer."""

    IN_PERSON = "in_person", "当面答复"
    POST = "post", "邮寄"
    PLATFORM = "platform", "网上办理系统"


@dataclass(frozen=True, slots=True)
class ProposalReply:
    """建议提案答复: ``digest`` is of the whole text, ``public_digest`` of what may go out; nothing else ever does."""

    reply_class: ReplyClass
    openness: Openness
    digest: str
    public_digest: str
    drafted_by: str
    ground: Ground | None = None
    reason: str = ""
    checked_by: str = ""
    checked_on: date | None = None
    number: str = ""
    signed_on: date | None = None
    replied_on: date | None = None
    copied: frozenset[Copied] = frozenset()
    receipts: tuple[tuple[Copied, date], ...] = ()
    published_on: date | None = None
    taken_down_on: date | None = None
    satisfaction: Feedback | None = None

    @property
    def unreceipted(self) -> tuple[Copied, ...]:
        """未回执: who was sent a copy and has not said that it came."""
        came = {of for of, _ in self.receipts}
        return tuple(each for each in Copied if each in self.copied and each not in came)

    @property
    def owes_publication(self) -> bool:
        """应公开: sent, to be opened, and not out yet."""
        return self.replied_on is not None and self.openness is not Openness.WITHHELD and self.published_on is None

    def publication_due(self, calendar: Calendar) -> Reckoned | None:
        """公开到期日: twenty working days after the reply; None where nothing goes out."""
        if self.replied_on is None or self.openness is Openness.WITHHELD:
            return None
        return calendar.after(self.replied_on, REPLY_PUBLICATION.length)


def read_reply(step: Step) -> ProposalReply:
    """读拟答复: the class, how it is to be opened, and the digests of both texts; what is not opened in full says why."""
    openness = step.word(Openness, "openness", "答复公开方式", OPENED)
    ground = step.word(Ground, "ground", "不予公开的理由", OPENED) if openness is Openness.WITHHELD else None
    reason = "" if openness is Openness.FULL else step.text("reason", f"{openness.label}的具体理由")
    return ProposalReply(
        reply_class=step.word(ReplyClass, "reply_class", "答复类别", HANDLED),
        openness=openness,
        digest=step.text("digest", "答复全文"),
        public_digest="" if openness is Openness.WITHHELD else step.text("public_digest", "公开的文本"),
        drafted_by=step.text("by", "拟稿人"),
        ground=ground,
        reason=reason,
    )


def checked(reply: ProposalReply, step: Step) -> ProposalReply:
    """审查答复: by another than who drew it; every question of the secrecy and privacy review answered for what goes out."""
    by = step.text("by", "审查人")
    if by == reply.drafted_by:
        raise Unlawful("拟稿人不能审查自己拟的答复", OPENED, field="by")
    if reply.openness is not Openness.WITHHELD:
        read_checks(step.details.get("checks"), proactive=True)
    return replace(reply, checked_by=by, checked_on=step.on)


def signed(reply: ProposalReply, step: Step) -> ProposalReply:
    """签发答复: by another than who drew it, after the review, under a number."""
    if reply.checked_on is None:
        raise Unlawful("答复尚未经过保密和隐私审查，不能签发", OPENED, field="on")
    if step.text("by", "签发人") == reply.drafted_by:
        raise Unlawful("拟稿人不能签发自己拟的答复", HANDLED, field="by")
    return replace(reply, number=step.text("number", "答复文号"), signed_on=step.on)


def copied(reply: ProposalReply, step: Step) -> ProposalReply:
    """抄送答复: to whom; at least one of the list."""
    given = step.details.get("to")
    try:
        to = frozenset(Copied(str(each)) for each in given) if isinstance(given, list) else frozenset[Copied]()
    except ValueError:
        raise Unlawful("抄送单位不在清单中", HANDLED, field="to") from None
    if not to:
        raise Unlawful(f"应选明抄送单位：{'、'.join(each.label for each in Copied)}", HANDLED, field="to")
    return replace(reply, copied=reply.copied | to)


def receipted(reply: ProposalReply, step: Step) -> ProposalReply:
    """登记抄送回执: of one who was sent a copy, once; ``received_on`` is the day on the receipt."""
    of = step.word(Copied, "of", "回执单位", HANDLED)
    if of not in reply.copied:
        raise Unlawful(f"没有抄送过{of.label}，不能登记回执", HANDLED, field="of")
    if of not in reply.unreceipted:
        raise Unlawful(f"{of.label}的回执已经登记", HANDLED, field="of")
    received = step.day("received_on", "回执日期")
    if received > step.on or (reply.replied_on is not None and received < reply.replied_on):
        raise Unlawful("回执日期应在答复之后，不晚于登记之日", HANDLED, field="received_on")
    return replace(reply, receipts=(*reply.receipts, (of, received)))


def published(reply: ProposalReply, step: Step) -> ProposalReply:
    """公开答复: exactly the text that was checked, and never what is withheld."""
    if reply.openness is Openness.WITHHELD:
        ground = f"（{GROUNDS[reply.ground].short}）" if reply.ground else ""
        raise Unlawful(f"答复已定为不予公开{ground}，不能公开", OPENED)
    if reply.published_on is not None:
        raise Unlawful(f"答复已于{reply.published_on:%Y-%m-%d}公开", OPENED)
    if step.text("digest", "公开的文本") != reply.public_digest:
        raise Unlawful("要公开的文本与经过保密审查的文本不一致，不能公开", OPENED, field="digest")
    return replace(reply, published_on=step.on)


def taken_down(reply: ProposalReply, step: Step) -> ProposalReply:
    """撤下答复: what is out no longer is; why is said."""
    if reply.published_on is None or reply.taken_down_on is not None:
        raise Unlawful("答复没有在公开，不能撤下", OPENED)
    step.text("reason", "撤下的理由")
    return replace(reply, taken_down_on=step.on)


@dataclass(frozen=True, slots=True)
class ReplyLetter:
    """建议提案答复函: the marks at the head, the title, whom it addresses, its paragraphs, and the lines at the foot."""

    marks: tuple[str, ...]
    title: str
    addressee: str
    paragraphs: tuple[str, ...]
    foot: tuple[str, ...]


def reply_letter(
    reply: ProposalReply,
    *,
    kind: ProposalKind,
    session: str,
    number: str,
    title: str,
    proposers: str,
    text: str,
    contact: str,
    copies: Iterable[Copied],
) -> ReplyLetter:
    """答复函: ``number`` is that of the proposal, ``text`` the reply as it was signed; an unsigned one has no number yet."""
    signed_on = f"　　{chinese_date(reply.signed_on)}" if reply.signed_on else ""
    body = tuple(line.strip() for line in text.splitlines() if line.strip())
    began = f"您提出的《{title}》收悉，现答复如下："
    return ReplyLetter(
        marks=(reply.reply_class.mark, f"公开方式：{reply.openness.label}"),
        title=f"关于{session}第{number}号{kind.label}的答复",
        addressee=f"{proposers}{SOURCE_PEOPLE[kind.source].removeprefix(kind.source.label)}：",
        paragraphs=(began, *body, f"感谢您对政府工作的关心和支持。联系方式：{contact}"),
        foot=(f"{reply.number}{signed_on}", f"抄送：{'、'.join(each.label for each in copies)}"),
    )
