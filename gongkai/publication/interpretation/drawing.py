"""政策图谱: upper policy, policy and interpretations as a drawing made on the server; the table beside it says the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.urls import reverse
from markupsafe import Markup

from gongkai.law.disclosure import Source
from gongkai.law.policy_links import LinkKind
from gongkai.publication.disclosure.models import Content
from gongkai.publication.interpretation.models import Interpretation, PolicyLink

_LINE = 38
_WIDE = 250
_COLUMN = 300


@dataclass(frozen=True)
class Node:
    """图上的一项政策: its upper policies, and what explains it."""

    policy: Content
    uppers: list[str] = field(default_factory=list)
    told: list[Interpretation] = field(default_factory=list)

    @property
    def own(self) -> list[Interpretation]:
        """本机关解读: a reprint leaves a policy unexplained."""
        return [each for each in self.told if each.content.source == Source.OWN]

    @property
    def href(self) -> str:
        """工作页面."""
        return reverse("interpretation:policy_desk", args=[self.policy.pk])


def nodes(policies: Sequence[Content]) -> list[Node]:
    """图上各项: two look-ups for all of them."""
    keys = [policy.pk for policy in policies]
    told: dict[int, list[Interpretation]] = defaultdict(list)
    rows = Interpretation.objects.everywhere().filter(policy__in=keys, content__withdrawn_on=None)
    for row in rows.select_related("content"):
        told[row.policy_id].append(row)
    uppers: dict[int, list[str]] = defaultdict(list)
    links = PolicyLink.objects.everywhere().filter(policy__in=keys, kind=LinkKind.UPPER, removed_on=None)
    for link in links.select_related("content"):
        uppers[link.policy_id].append(str(link))
    return [Node(policy, uppers[policy.pk], told[policy.pk]) for policy in policies]


def graph(drawn: Sequence[Node]) -> Markup:
    """政策图谱: columns joined by lines; what nobody explained stands in a broken frame. No column is drawn for nothing."""
    titles = ["上级政策", "本机关政策", "解读"] if any(node.uppers for node in drawn) else ["本机关政策", "解读"]
    columns = [4 + place * _COLUMN for place in range(len(titles))]
    top, parts = 30, []
    for node in drawn:
        rows = max(1, len(node.uppers), len(node.told))
        parts.append(_node(node, top, rows, columns))
        top += rows * _LINE + 10
    heads = Markup("").join(
        Markup('<text class="drawing-head" x="{}" y="18">{}</text>').format(x, title)
        for x, title in zip(columns, titles, strict=True)
    )
    alone, wide = sum(not node.own for node in drawn), columns[-1] + _WIDE + 4
    return Markup(
        '<svg class="drawing" viewBox="0 0 {} {}" width="{}">'
        "<title>政策图谱</title><desc>{}项政策，{}项没有本机关解读；逐项见下表</desc>{}{}</svg>"
    ).format(wide, top, wide, len(drawn), alone, heads, Markup("").join(parts))


def _node(node: Node, top: int, rows: int, columns: Sequence[int]) -> Markup:
    middle = top + (rows * _LINE) // 2 - _LINE // 2
    *_, own, told = columns
    kind = "drawing-box" if node.own else "drawing-box drawing-alone"
    inner = [Markup('<a href="{}">{}</a>').format(node.href, _box(own, middle, node.policy.title, kind))]
    for place, title in enumerate(node.uppers):
        y = top + place * _LINE
        inner += [_box(columns[0], y, title, _SIDE), _join(columns[0], y, own, middle)]
    for place, each in enumerate(node.told):
        y = top + place * _LINE
        title = each.content.title if each.content.source == Source.OWN else f"转载：{each.content.title}"
        inner += [_box(told, y, title, _SIDE), _join(own, middle, told, y)]
    if not node.told:
        inner.append(
            Markup('<text class="drawing-alone-note" x="{}" y="{}">还没有解读</text>').format(told + 10, middle + 20)
        )
    return Markup("").join(inner)


_SIDE = "drawing-box drawing-side"


def _join(left: int, y: int, right: int, to: int) -> Markup:
    return Markup('<path class="drawing-line" d="M{} {} L{} {}"/>').format(left + _WIDE, y + 15, right, to + 15)


def _box(x: int, y: int, title: str, kind: str) -> Markup:
    shown = title if len(title) <= 15 else f"{title[:14]}…"
    return Markup(
        '<g><title>{}</title><rect class="{}" x="{}" y="{}" width="{}" height="30" rx="5"/>'
        '<text class="drawing-note" x="{}" y="{}">{}</text></g>'
    ).format(title, kind, x, y, _WIDE, x + 10, y + 20, shown)
