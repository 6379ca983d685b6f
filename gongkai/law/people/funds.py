"""政府信息公开专项经费: budget lines by year and use; what the form excludes stands in the ledger and is not counted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from gongkai.law.grammar.flow import Unlawful
from gongkai.law.grammar.statute import Article
from gongkai.law.grammar.words import Word

FUNDED = Article("国办发〔2014〕32号", gist="专项经费不包括用于政府公报编辑管理及政府网站建设维护等方面的经费")
PLACES = 6
"""万元的小数位: to the 分."""


class FundUse(Word):
    """经费用途: what the money is for; the last two the statistical form excludes by name."""

    TRAINING = "training", "会议和培训"
    PRINTING = "printing", "资料印制和送阅"
    READING = "reading", "查阅点和公开专区"
    ANSWERING = "answering", "依申请公开办理"
    REVIEWING = "reviewing", "评估和检查"
    OTHER = "other", "其他公开工作"
    GAZETTE = "gazette", "政府公报编辑管理"
    WEBSITE = "website", "政府网站建设维护"

    @property
    def excluded(self) -> bool:
        """不计入: the form says 专项经费 leaves out the gazette and the website."""
        return self in {FundUse.GAZETTE, FundUse.WEBSITE}


@dataclass(frozen=True, slots=True)
class BudgetLine:
    """经费行: so much (万元) of one year for one use."""

    year: int
    use: FundUse
    amount: Decimal

    def __post_init__(self) -> None:
        if self.amount <= 0:
            raise Unlawful("金额应大于0", FUNDED, field="amount")
        exponent = self.amount.as_tuple().exponent
        if isinstance(exponent, int) and -exponent > PLACES:
            raise Unlawful(f"金额最多保留{PLACES}位小数（万元）", FUNDED, field="amount")


def special_funds(lines: Iterable[BudgetLine], year: int) -> Decimal:
    """专项经费: of a year in 万元, without the excluded uses."""
    return sum((each.amount for each in lines if each.year == year and not each.use.excluded), Decimal(0))
