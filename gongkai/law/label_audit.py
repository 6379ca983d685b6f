"""属性抽查（国办发〔2016〕80号）: what an auditor finds of a sampled label, and how a wrong one is settled."""

from __future__ import annotations

from gongkai.law.grammar.words import Word


class Verdict(Word):
    """抽查意见: what an auditor finds of one label."""

    RIGHT = "right", "标注正确"
    WRONG = "wrong", "标注有误"


class Settlement(Word):
    """抽查处理: how a label found wrong was settled between publisher and drafter."""

    RELABELLED = "relabelled", "已变更公开属性"
    UPHELD = "upheld", "沟通后维持原标注"
