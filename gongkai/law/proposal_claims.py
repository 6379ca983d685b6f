"""建议提案的说法: what a report or a list claims of a session is set beside what the entries count, and never counted itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal, InvalidOperation

from gongkai.law.grammar.flow import Unlawful
from gongkai.law.grammar.words import Word
from gongkai.law.proposal_figures import ProposalFigure, ProposalFigures, ProposalRate
from gongkai.law.proposal_terms import HANDLED


class ClaimedFigure(Word):
    """所称指标: what a claim is about."""

    RECEIVED = "received", "件数"
    CLOSED = "closed", "办结件数"
    PUBLISHED = "published", "公开答复件数"
    REPLYING = "replying", "办复率"
    CLOSING = "closing", "办结率"
    IN_TIME = "in_time", "按期办复率"
    PLEASING = "pleasing", "满意率"


_COUNTS: Mapping[ClaimedFigure, ProposalFigure] = {
    ClaimedFigure.RECEIVED: ProposalFigure.RECEIVED,
    ClaimedFigure.CLOSED: ProposalFigure.CLOSED,
    ClaimedFigure.PUBLISHED: ProposalFigure.PUBLISHED,
}


class ClaimVerdict(Word):
    """核对结论: whether the entries carry a claim."""

    CARRIED = "carried", "条目支持"
    CONTRADICTED = "contradicted", "与条目不符"
    UNPROVEN = "unproven", "日期不足，不能支持"


@dataclass(frozen=True, slots=True)
class ProposalClaim:
    """所称: a figure as it is said, a percentage without its sign, and where it is said."""

    figure: ClaimedFigure
    value: Decimal
    stated_in: str

    @property
    def is_rate(self) -> bool:
        """是比率: said in percent."""
        return self.figure not in _COUNTS

    def __str__(self) -> str:
        return f"{self.figure.label}{self.value}{'%' if self.is_rate else '件'}"


@dataclass(frozen=True, slots=True)
class JudgedClaim:
    """所称核对: a claim beside what is counted, and the question it raises; none where the entries carry it."""

    claim: ProposalClaim
    counted: Decimal | None
    verdict: ClaimVerdict
    question: str = ""


def read_claim(figure: ClaimedFigure, value: str, stated_in: str) -> ProposalClaim:
    """读所称: ``value`` as it is printed, with or without the sign of percent; raises Unlawful."""
    try:
        number = Decimal(value.strip().removesuffix("%").removesuffix("％"))
    except InvalidOperation:
        raise Unlawful("所称的数应为数字", HANDLED, field="value") from None
    claim = ProposalClaim(figure, number, stated_in.strip())
    if not number.is_finite() or number < 0 or (claim.is_rate and number > 100):
        raise Unlawful("所称的数应在0以上，百分比不能超过100", HANDLED, field="value")
    if not -4 <= int(number.as_tuple().exponent) <= 9:
        raise Unlawful("所称的数最多保留四位小数", HANDLED, field="value")
    if not claim.stated_in:
        raise Unlawful("应写明出处：哪一份报告、哪一页", HANDLED, field="stated_in")
    return claim


def judge(claim: ProposalClaim, counted: ProposalFigures) -> JudgedClaim:
    """核对所称: counts must be the same; a rate must be the same to the places it is printed with, rounded or cut."""
    if not claim.is_rate:
        return _compared(claim, Decimal(counted.count(_COUNTS[claim.figure])))
    rate = ProposalRate(claim.figure.value)
    found = counted.exact(rate)
    if found is None:
        return JudgedClaim(claim, None, ClaimVerdict.UNPROVEN, f"称{claim}：{counted.refusal(rate)}")
    return _compared(claim, found)


def _compared(claim: ProposalClaim, found: Decimal) -> JudgedClaim:
    places = Decimal(1).scaleb(min(0, int(claim.value.as_tuple().exponent)))
    printed = {found.quantize(places, rounding) for rounding in (ROUND_HALF_UP, ROUND_DOWN)}
    shown = found.quantize(Decimal("0.01"), ROUND_HALF_UP) if claim.is_rate else found
    if claim.value in printed:
        return JudgedClaim(claim, shown, ClaimVerdict.CARRIED)
    unit = "%" if claim.is_rate else "件"
    return JudgedClaim(claim, shown, ClaimVerdict.CONTRADICTED, f"称{claim}，按条目统计为{shown}{unit}")
