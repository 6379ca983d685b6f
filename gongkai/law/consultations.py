"""征求意见（条例第三十二至三十四条）: one opinion asked for is a small machine of its own, 已发出 → 已送达 → 已答复.

Waiting for an opinion is not a state of the application. Several may be awaited at once; the clock leaves out the union of
their days. What silence means differs: a third party's leaves the decision to the authority, another authority's is consent.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gongkai.law.clock import Span
from gongkai.law.grammar.calendar import Calendar, Reckoned
from gongkai.law.grammar.statute import Article, Effect, Term, Unit, regulation, regulation_2007
from gongkai.law.grammar.words import Word
from gongkai.law.outcomes import Version
from gongkai.law.receipt import REVISED


class Consultee(Word):
    """征求意见对象: silence of a third party leaves the decision to the authority, silence of an authority is consent."""

    THIRD_PARTY = "third_party", "第三方"
    AUTHORITY = "authority", "其他行政机关"


class Opinion(Word):
    """意见: what came back."""

    CONSENT = "consent", "同意公开"
    OBJECT = "object", "不同意公开"
    NONE_NEEDED = "none_needed", "不再需要征求"


THIRD_PARTY_OPINION = Term(
    "第三方意见期限",
    15,
    Unit.WORKING_DAYS,
    "第三方自收到征求意见书之日起",
    regulation(32),
    Effect.SUSPEND,
    since=REVISED,
    note="逾期未提出意见的，由行政机关依照条例决定是否公开",
)
AUTHORITY_OPINION = Term(
    "其他机关意见期限",
    15,
    Unit.WORKING_DAYS,
    "被征求意见机关自收到征求意见书之日起",
    regulation(34),
    Effect.SUSPEND,
    since=REVISED,
    note="逾期未提出意见的，视为同意公开",
)


@dataclass(frozen=True)
class Consultation:
    """征求意见: one opinion asked for; a small machine of its own (已发出 → 已送达 → 已答复)."""

    key: str
    of: Consultee
    sent_on: date
    served_on: date | None = None
    answered_on: date | None = None
    opinion: Opinion | None = None

    @property
    def term(self) -> Term:
        """意见期限: fifteen working days for either, with different silence."""
        return THIRD_PARTY_OPINION if self.of is Consultee.THIRD_PARTY else AUTHORITY_OPINION

    def silent_from(self, version: Version, calendar: Calendar) -> Reckoned | None:
        """沉默届满日: the last day for the opinion; the Regulation of 2007 sets none."""
        if version is Version.R2007:
            return None
        return calendar.after(self.served_on or self.sent_on, self.term.length)

    def suspends(self, version: Version) -> bool:
        """停钟: whether the time it takes is not counted; the Regulation of 2007 said so of third parties alone."""
        return version is Version.R2019 or self.of is Consultee.THIRD_PARTY

    def span(self, version: Version, calendar: Calendar) -> Span | None:
        """不计入期间: from the day after sending through the answer, or through the end of the term if nobody answers.

        The day of sending still counts, the day of the answer does not; counting goes on the day after (§7.4, a choice).
        While nobody has entered the service, the term is taken to run from the sending, so that the clock never stands still.
        """
        if not self.suspends(version):
            return None
        silent = self.silent_from(version, calendar)
        through = min((day for day in (self.answered_on, silent and silent.on) if day), default=None)
        return Span(self.sent_on, through, f"征求{self.of.label}意见", _not_counted(version))

    def basis(self, version: Version) -> Article:
        """依据: the article under which the opinion is asked for."""
        return self.term.basis if version is Version.R2019 else _BASES_2007[self.of]

    def unserved(self, version: Version) -> bool:
        """未送达: whether it was sent, but nobody entered that it arrived; who was not asked cannot be silent (2019)."""
        return version is Version.R2019 and self.served_on is None and self.answered_on is None

    def open_on(self, on: date, version: Version, calendar: Calendar) -> bool:
        """尚在征求: whether the opinion is still awaited on this day."""
        if self.answered_on is not None:
            return False
        if self.unserved(version):
            return True
        silent = self.silent_from(version, calendar)
        return silent is None or on <= silent.on

    def told(self, version: Version, on: date, calendar: Calendar) -> str:
        """意见情况: the opinion, or until when it is awaited, or what silence has come to mean."""
        if self.opinion is not None:
            return self.opinion.label
        if self.unserved(version):
            return "尚未登记送达，期限暂按发出之日推算"
        last = self.silent_from(version, calendar)
        if last is None:
            return "尚待意见"
        return self.silence() if on > last.on else f"尚待意见，最迟{last.on:%Y-%m-%d}"

    def silence(self) -> str:
        """沉默的后果: it differs between the two (条例第三十二条、第三十四条)."""
        if self.of is Consultee.THIRD_PARTY:
            return "逾期未提出意见，由本机关依照条例决定是否公开"
        return "逾期未提出意见，视为同意公开"


_BASES_2007 = {Consultee.THIRD_PARTY: regulation_2007(23), Consultee.AUTHORITY: regulation_2007(7)}


def _not_counted(version: Version) -> Article:
    return regulation(33, 3) if version is Version.R2019 else regulation_2007(24, 3)
