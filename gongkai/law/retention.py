"""保管期限（个人信息保护法第十九条、第四十七条；机关档案的保管期限）: how long the personal data of a closed file are kept.

Archives law asks that a file be kept so long, the law of personal information that it be kept no longer than it must. The file
itself, its numbers, days, outcome and sealed entries, stays for good; what goes when the term is over is what tells who asked,
for what and in which words. The years are remembered, not seen, and differ from one list of archives to another: an authority
sets its own with the source.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from gongkai.law.grammar.calendar import months_after
from gongkai.law.grammar.flow import Unlawful
from gongkai.law.grammar.statute import Article, Certainty
from gongkai.law.grammar.words import Word
from gongkai.law.outcomes import outcome

ARCHIVES = Article("国家档案局令第8号", gist="文书档案的保管期限定为永久、定期，定期一般分为30年、10年")
NO_LONGER = Article("个人信息保护法", 19, gist="保存期限应当为实现处理目的所必要的最短时间")
ERASURE = Article("个人信息保护法", 47, gist="保存期限已届满的，应当主动删除个人信息")
MOST_YEARS = 100


class FileClass(Word):
    """案卷类别: what the term of a closed application goes by."""

    ANSWERED = "answered", "作出答复的申请"
    ENDED = "ended", "未作答复而办结的申请（撤回、视为放弃、终止）"
    CONTESTED = "contested", "经过行政复议或者行政诉讼的申请"


@dataclass(frozen=True, slots=True)
class Retention:
    """保管期限: so many years after the file, and every case about it, was closed."""

    of: FileClass
    years: int
    basis: Article
    certainty: Certainty = Certainty.RECALLED
    note: str = "期限表各地各机关不一，按本机关的归档范围和保管期限表设定"


RETENTIONS: Mapping[FileClass, Retention] = {
    each.of: each
    for each in (
        Retention(FileClass.ANSWERED, 10, ARCHIVES),
        Retention(FileClass.ENDED, 10, ARCHIVES),
        Retention(FileClass.CONTESTED, 30, ARCHIVES),
    )
}
"""保管期限表: until an authority sets its own."""


def file_class(outcome_key: str, *, contested: bool) -> FileClass:
    """案卷类别: by how it was closed, and whether anybody went to reconsideration or court over it."""
    if contested:
        return FileClass.CONTESTED
    return FileClass.ANSWERED if outcome(outcome_key).is_reply else FileClass.ENDED


def kept_through(closed_on: date, years: int) -> date:
    """保管至: the last day of the term; the day after, the data may be shredded."""
    return months_after(closed_on, 12 * years)


def years_set(years: int, source: str) -> int:
    """设定年数: as an authority may set it, with its source; Unlawful otherwise."""
    if not 1 <= years <= MOST_YEARS:
        raise Unlawful(f"保管期限应在1至{MOST_YEARS}年之间", ARCHIVES, field="years")
    if not source.strip():
        raise Unlawful("应当写明保管期限的依据，如本机关的归档范围和保管期限表", ARCHIVES, field="source")
    return years
