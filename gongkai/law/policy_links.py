"""政策关联: what belongs to a policy, and what the nightly check finds broken. One link holds in both directions."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from gongkai.law.grammar.words import Word


class LinkKind(Word):
    """关联种类: what a policy is linked with. Interpretations and questions have rows of their own."""

    UPPER = "upper", "上级政策"
    LOCAL = "local", "本地落实文件"
    DRAFT = "draft", "征求意见稿"
    COMMENTS = "comments", "意见采纳情况"
    NEWS = "news", "新闻发布"
    SERVICE = "service", "办事事项"
    RESULT = "result", "落实结果"


REVERSED = {LinkKind.UPPER: LinkKind.LOCAL, LinkKind.LOCAL: LinkKind.UPPER}
"""反向: as what the policy appears on its partner's page, where that has a name of its own."""


class Broken(Word):
    """关联差错: what the nightly check finds."""

    POLICY_GONE = "policy_gone", "政策已经撤回，关联内容仍在公开"
    PARTNER_GONE = "partner_gone", "关联内容已经撤回"
    NO_POLICY = "no_policy", "解读没有关联任何政策"
    NO_INTERPRETATION = "no_interpretation", "须解读的文件没有公开中的本机关解读"
    COMMENTS_WITHOUT_DRAFT = "comments_without_draft", "有意见采纳情况，没有征求意见稿"
    DRAFT_WITHOUT_COMMENTS = "draft_without_comments", "有征求意见稿，文件公布后没有意见采纳情况"
    ADDRESS_DEAD = "address_dead", "本平台的地址打不开"


@dataclass(frozen=True, slots=True)
class Partner:
    """关联内容: one partner of a policy as the check sees it; ``alive`` is False where it was withdrawn or leads nowhere."""

    key: str
    kind: LinkKind | None
    alive: bool
    own: bool = True
    inside: bool = True


@dataclass(frozen=True, slots=True)
class LinkFault:
    """关联问题: what is wrong, and with which partner; no partner where the policy itself lacks something."""

    broken: Broken
    key: str = ""


def faults(*, public: bool, owes: bool, partners: Collection[Partner]) -> Iterator[LinkFault]:
    """核对关联: what is broken about one policy. ``kind`` None is an interpretation."""
    for each in partners:
        if not each.alive:
            yield LinkFault(Broken.PARTNER_GONE if each.inside else Broken.ADDRESS_DEAD, each.key)
        elif not public:
            yield LinkFault(Broken.POLICY_GONE, each.key)
    if not public:
        return
    if owes and not any(each.kind is None and each.alive and each.own for each in partners):
        yield LinkFault(Broken.NO_INTERPRETATION)
    kinds = {each.kind for each in partners if each.alive}
    if LinkKind.COMMENTS in kinds and LinkKind.DRAFT not in kinds:
        yield LinkFault(Broken.COMMENTS_WITHOUT_DRAFT)
    if LinkKind.DRAFT in kinds and LinkKind.COMMENTS not in kinds:
        yield LinkFault(Broken.DRAFT_WITHOUT_COMMENTS)
