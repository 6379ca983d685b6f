"""救济（条例第五十一条）: reconsideration and litigation, their kinds, results and terms."""

from __future__ import annotations

from gongkai.law.grammar.words import Word


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
